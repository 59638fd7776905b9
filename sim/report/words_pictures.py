"""Fixed words of pictures of many futures, and what is said of them.

`words` takes them in, with those of `words_claim_pictures`.
"""

from __future__ import annotations

from sim.report.words_claim_pictures import CLAIM_PICTURES

__all__ = ["PICTURES"]

PICTURES: dict[str, tuple[str, str]] = CLAIM_PICTURES | {
    "ladders_chosen": (
        "{shown} of {count} ladders: those that outcomes and claims ask about most",
        "사다리 {count}개 가운데 {shown}개: 결과 지표와 주장이 가장 많이 묻는 것",
    ),
    # first passages
    "picture_passages": (
        "When {count} possible futures first come to a rung",
        "가능한 미래 {count}개가 각 단에 처음 이르는 때",
    ),
    "passage_rule": (
        "Share of futures that have come to a rung, or past it, by each day; shaded: "
        "95 % interval. The rest had not by {last}, where the run ends: they are "
        "counted, and may come to it later.",
        "날짜별로 그 단에 이르렀거나 지나간 미래의 비율. 음영은 95% 구간. 나머지는 "
        "실행이 끝나는 {last}까지 이르지 않은 미래이며 분모에 포함됨. 그 뒤에 이를 "
        "수도 있음.",
    ),
    "passage_down": ("{rung} or lower", "{rung} 이하"),
    "passage_up": ("{rung} or higher", "{rung} 이상"),
    "alt_passages": (
        "Shares of {count} possible futures that have come to each rung, {first} to "
        "{last}.",
        "가능한 미래 {count}개 가운데 각 단에 이른 비율, {first} ~ {last}.",
    ),
    "alt_passage": (
        "{rung}: {share} by the end, half of them by {half}",
        "{rung}: 끝까지 {share}, 그 절반은 {half}까지",
    ),
    "alt_passage_none": ("{rung}: none", "{rung}: 없음"),
    # claims over horizons
    "picture_claims": (
        "In how many of {count} possible futures each claim holds",
        "주장마다 성립하는 미래의 비율 (가능한 미래 {count}개)",
    ),
    "axis_claims": (
        "share of futures in which it holds, with its 95 % interval",
        "성립하는 미래의 비율과 95% 구간",
    ),
    "claims_money": (
        "● all counted   □ on money alone, where that differs",
        "● 모두 합산   □ 돈만 (다를 때)",
    ),
    "claims_given": (
        "“of N (P %)”: asked only of the futures in which what the sentence "
        "supposes holds, and which share of all they are",
        "“N개(P%) 중”: 문장이 전제하는 것이 성립하는 미래에서만 시험함. 괄호는 "
        "그런 미래의 비율",
    ),
    "claim_of": ("{share} of {count} ({given})", "{count}개({given}) 중 {share}"),
    "claim_money": ("money {money}, all {share}", "돈만 {money}, 모두 {share}"),
    "claim_too_few": (
        "no share: only {count} futures ({given})",
        "비율 없음: 해당하는 미래 {count}개({given})뿐",
    ),
    "alt_claims": (
        "Share of {count} possible futures in which each claim holds.",
        "가능한 미래 {count}개 가운데 각 주장이 성립하는 비율.",
    ),
    # outcomes
    "picture_outcomes": (
        "How the outcomes of {count} possible futures are spread",
        "가능한 미래 {count}개의 결과 지표 분포",
    ),
    "axis_holds": (
        "share of futures, with its 95 % interval",
        "미래의 비율과 95% 구간",
    ),
    "spread_never": ("never: {share}", "끝까지 없음: {share}"),
    "spread_nothing": ("none: {share}", "전혀 없음(0): {share}"),
    "spread_nine": ("9 of 10 futures: {range}", "미래 90%: {range}"),
    "spread_alike": ("{range} in 9 of 10 futures", "미래 90%에서 {range}"),
    "spread_empty": ("in none of these futures", "이 미래들에서는 한 번도 없음"),
    "spread_of_those": ("bars: the others", "막대: 나머지"),
    "alt_outcomes": (
        "How the outcomes of {count} possible futures are spread.",
        "가능한 미래 {count}개의 결과 지표 분포.",
    ),
    # history
    "picture_history": (
        "What happened, among {count} possible futures",
        "실제로 일어난 일과 가능한 미래 {count}개",
    ),
    "history_rule": (
        "Thick line: what happened, as coded; thin bars across it: between which days "
        "the move itself must have been. Bands: share of futures on each rung; one "
        "that nearly fills its step holds all.",
        "굵은 선: 기록된 실제 경과. 가로 막대: 이동이 있었을 수 있는 기간. 띠의 두께: "
        "각 단에 있는 미래의 비율로, 한 칸을 거의 채우면 모든 미래.",
    ),
    "history_gauge_rule": (
        "Bands: 5 and 9 of 10 futures; marks and bars: what was counted, from and to, "
        "and by whom.",
        "띠: 미래 50%와 90%. 점과 막대: 집계된 수와 그 범위, 집계한 곳.",
    ),
    "history_line": ("what happened", "실제"),
    "history_until": ("coded to {date}", "{date}까지 기록"),
    "alt_history": (
        "What happened from {first} to {last}, drawn over the shares of {count} "
        "possible futures on each rung.",
        "{first} ~ {last}에 실제로 일어난 일을 가능한 미래 {count}개의 단별 비율 위에 "
        "그림.",
    ),
    "alt_held": (
        "{title}: {rung} {when} ({on} of futures on it, {below} below, {above} above)",
        "{title}: {when} {rung} (그 단 {on}, 그 아래 {below}, 그 위 {above})",
    ),
    "alt_held_unordered": (
        "{title}: {rung} {when} ({on} of futures on it)",
        "{title}: {when} {rung} (그 단 {on})",
    ),
    "alt_counted": (
        "{title}, {date}: counted {counted}; 9 of 10 futures {futures}",
        "{title}, {date}: 집계 {counted}, 미래 90% {futures}",
    ),
}
