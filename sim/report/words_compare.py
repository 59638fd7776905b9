"""Fixed words about runs on one luck held side by side; `words` takes them in."""

from __future__ import annotations

__all__ = ["COMPARE"]

COMPARE: dict[str, tuple[str, str]] = {
    "compared_outcomes": (
        "Outcomes: {second}, less {first}",
        "결과 지표: {second} ({first} 대비)",
    ),
    "compared_claims": (
        "Claims: {second}, less {first}",
        "주장: {second} ({first} 대비)",
    ),
    "compared_changes": (
        "In how many futures anything differs: {first} and {second}",
        "몇 개의 미래에서 무언가 달라지는가: {first}, {second}",
    ),
    "compared_first": ("First", "처음"),
    "compared_second": ("Then", "다음"),
    "difference": ("Difference", "차이"),
    "differs_share": ("differs in {share}", "미래 {share}에서 다름"),
    "axis_points": (
        "difference of the share of futures, in points",
        "미래 비율의 차이(%포인트)",
    ),
    "picture_differences": (
        "What differs on the same luck: {second}, less {first}",
        "같은 운에서 달라지는 것: {second} ({first} 대비)",
    ),
    "differences_marks": (
        "● claims · ■ outcomes · filled: the 95 % paired interval leaves out 0",
        "● 주장 · ■ 결과 지표 · 채움: 95% 쌍비교 구간이 0을 벗어남",
    ),
    "differences_apart": (
        "Not drawn, since they are no shares: {names}.",
        "비율이 아니어서 그리지 않은 것: {names}.",
    ),
    "differences_more": (
        "Not drawn, since they differ in the fewest futures: {count}.",
        "다른 미래가 가장 적어 그리지 않은 것: {count}개.",
    ),
    "differences_none": (
        "No claim and no share differs in any future.",
        "어느 미래에서도 다른 주장이나 비율이 없음.",
    ),
    "differs_in": ("Differs in", "다른 미래"),
    "worth": ("Worth", "효과"),
    "comes_at_all": (
        "{title}: whether it comes",
        "{title}: 오는지 여부",
    ),
    "when_comes": (
        "{title}: the day, or the end of the run",
        "{title}: 날짜(없으면 끝날)",
    ),
    "at_or_above": ("{title}: {rung} or above", "{title}: {rung} 이상"),
    "stands_on": ("{title}: {rung}", "{title}: {rung}"),
    "points_of": ("{number} points", "{number} %포인트"),
    "worth_times": ("× {number}", "× {number}"),
    "worth_most": ("> × 1,000", "> × 1,000"),
    "compared_rule": (
        "Same luck, member by member; differences with their 95 % paired interval, in "
        "points of a share or in the outcome's unit. Differs in: share of futures in "
        "which it is another one. Worth: how many times as many futures independent "
        "runs would need to see it as sharply. In the order given; nothing is ranked.",
        "같은 운을 만난 구성원끼리 비교. 차이와 95% 쌍비교 구간의 단위: 비율은 "
        "%포인트, 수는 그 지표의 단위. 다른 미래: 값이 달라진 미래의 비율. 효과: 운을 "
        "따로 뽑았다면 필요했을 미래 수의 배수. 순서는 주어진 대로이며 순위가 아님.",
    ),
    "compared_same": (
        "Outcomes that differ in no future are left out: {count}.",
        "어느 미래에서도 다르지 않은 결과 지표는 생략: {count}개.",
    ),
    "claims_same": (
        "Claims and horizons at which it differs in no future are left out: {count}.",
        "어느 미래에서도 다르지 않은 주장과 시점은 생략: {count}개.",
    ),
    "anything_happens": ("Anything that happens", "일어나는 일 가운데 무엇이든"),
    "anything_outcomes": ("Any outcome", "결과 지표 가운데 무엇이든"),
    "own_ladder": ("{title} (steered otherwise)", "{title} (조종이 다름)"),
    "share_changed": ("Differs in", "다른 미래"),
    "claims_moved": (
        "{second} moves {count} of {all} claims and horizons by more than sampling "
        "leaves open: {names}.",
        "{second}: 주장과 시점 {all}개 가운데 {count}개가 표본 오차를 넘어 달라짐: "
        "{names}.",
    ),
    "claims_unmoved": (
        "{second} moves no claim by more than {count} futures leave open. That follows "
        "from what the file assumes of its effect; it is no finding that it has none.",
        "{second}: 미래 {count}개로 알 수 있는 한 어떤 주장도 달라지지 않음. 이는 그 "
        "효과에 관한 파일의 가정에서 나온 것이며, 효과가 없다는 발견이 아님.",
    ),
    "luck_saved": (
        "The same luck was worth × {times} futures: so many times as many would "
        "independent runs need (median over what differs).",
        "같은 운의 효과는 × {times}: 운을 따로 뽑았다면 그만큼 많은 미래가 필요함"
        "(달라진 것들의 중앙값).",
    ),
    "claim_at": ("{claim}, {time}", "{claim}, {time}"),
    "claim_at_times": ("{claim} ({times})", "{claim} ({times})"),
    # two files
    "differing": (
        "Which values differ: {first} and {second}",
        "다른 값: {first}, {second}",
    ),
    "value_of": ("Value", "항목"),
    "written_where": ("Written in", "적힌 곳"),
    "in_first": ("In the first", "첫째 파일"),
    "in_second": ("In the second", "둘째 파일"),
    "not_there": ("–", "–"),
    "differing_none": (
        "The two files say the same to the engines; they differ in words at most.",
        "두 파일은 엔진에는 같은 내용이며, 다르더라도 글귀뿐임.",
    ),
    "attributed": (
        "What each differing value does alone: {name}",
        "다른 값 하나하나의 몫: {name}",
    ),
    "alone": ("Alone", "단독"),
    "together": ("All together", "모두 함께"),
    "interaction": ("Interaction", "상호작용"),
    "interaction_rule": (
        "Each value of the second file alone in the first, the same luck. Interaction: "
        "all together, less the sum of each alone.",
        "둘째 파일의 값을 하나씩 첫째 파일에 넣음. 운은 같음. 상호작용: 모두 함께일 "
        "때에서 각각의 합을 뺀 것.",
    ),
    "not_alone": ("cannot stand alone", "단독으로 성립 안 됨"),
    "attributed_none": (
        "No outcome and no claim is moved by more than sampling leaves open, so there "
        "is nothing to attribute.",
        "표본 오차를 넘어 달라진 결과 지표나 주장이 없어 몫을 나눌 것이 없음.",
    ),
    "too_many_pieces": (
        "{count} values differ; each alone is one more run. Ask for them: --each.",
        "다른 값이 {count}개이며 하나마다 실행이 한 번 더 필요함. 원하면 --each.",
    ),
}
