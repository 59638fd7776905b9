"""Fixed words of the pictures of one claim, and what is said of them.

`words` takes them in.
"""

from __future__ import annotations

__all__ = ["CLAIM_PICTURES"]

CLAIM_PICTURES: dict[str, tuple[str, str]] = {
    # what would turn it
    "picture_break": (
        "What would turn the verdict, {time}",
        "무엇이 결론을 뒤집는가, {time}",
    ),
    "break_bars": (
        "plain: gain · hatched: loss · dark: net of an account · in the mean over "
        "futures",
        "무늬 없음: 이득 · 빗금: 손실 · 짙음: 계정의 합 · 미래들의 평균",
    ),
    "break_marks": (
        "◇ where a bar would have to end, its part turned in every future, for the "
        "claim to hold in one half of them; line: where sampling leaves it open; ◁ ▷ "
        "further out than is drawn",
        "◇ 모든 미래에서 그 몫을 바꾸어 주장이 꼭 절반에서 성립하려면 막대가 끝나야 "
        "할 곳 · 가로줄: 표본 오차로 정할 수 없는 범위 · ◁ ▷ 그림 밖",
    ),
    "break_net": ("All together", "모두 합산"),
    "alt_break": (
        "{title}: {side}, mean {mean} {unit}; it turns the verdict {turns}",
        "{title}: {side}, 평균 {mean} {unit}; 뒤집히는 곳: {turns}",
    ),
    "alt_break_net": (
        "All together: mean {mean} {unit}",
        "모두 합산: 평균 {mean} {unit}",
    ),
    "turns_never": ("at no size", "크기와 무관"),
    "turns_at": ("at {factor} of its size", "크기의 {factor}"),
    # the map
    "picture_signs": (
        "In which share of futures it holds, by horizon and discount rate",
        "시점과 할인율에 따라 성립하는 미래의 비율",
    ),
    "axis_horizon_years": ("horizon, years", "시점(년)"),
    "axis_rate": ("discount rate", "할인율"),
    "signs_marks": (
        "red line: holds in one half of futures",
        "빨간 선: 미래의 절반에서 성립",
    ),
    "signs_no_line": (
        "No line: at no horizon and rate shown does its verdict turn.",
        "선 없음: 여기 실린 어느 시점과 할인율에서도 결론이 뒤집히지 않음.",
    ),
    "with_all_title": ("With all counted", "모두 합산"),
    "money_title": ("On money alone", "돈만"),
    "alt_signs": (
        "{title}, {rate}: {shares}",
        "{title}, {rate}: {shares}",
    ),
    "alt_sign": ("{years} years {share}", "{years}년 {share}"),
    # where it holds and where it fails
    "picture_region": ("Where it holds, {time}", "성립하는 조건, {time}"),
    "picture_fails": ("Where it fails, {time}", "성립하지 않는 조건, {time}"),
    "region_holds_in": (
        "In the shaded part of all strips together it holds in {share} of futures; in "
        "all of them in {base}. {coverage} of all futures in which it holds lie there.",
        "모든 띠의 음영 안에서는 미래의 {share}에서 성립하며 전체에서는 {base}. "
        "성립하는 미래의 {coverage}가 음영 안에 있음.",
    ),
    "region_fails_in": (
        "In the shaded part of all strips together it fails in {share} of futures; in "
        "all of them in {base}. {coverage} of all futures in which it fails lie there.",
        "모든 띠의 음영 안에서는 미래의 {share}에서 성립하지 않으며 전체에서는 {base}. "
        "성립하지 않는 미래의 {coverage}가 음영 안에 있음.",
    ),
    "mark_holds": ("● it holds", "● 성립"),
    "mark_fails": ("○ it fails", "○ 성립 안 함"),
    "weighed_note": (
        "one dot is one future, at the same height in each strip; faint: another strip "
        "leaves it out",
        "점 하나가 미래 하나이며 띠마다 높이가 같음 · 흐린 점: 다른 띠에서 벗어난 미래",
    ),
    "alt_strip": (
        "{where}; inside it {inside} hold, outside {outside}",
        "{where}. 그 안에서 성립 {inside}, 그 밖에서 {outside}",
    ),
}
