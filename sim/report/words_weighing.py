"""Fixed words of claims weighed and of plans paired; `words` takes them in."""

from __future__ import annotations

__all__ = ["WEIGHING"]

WEIGHING: dict[str, tuple[str, str]] = {
    "between_plans": (
        "No net of {actor} stands here: it means something only as a difference "
        "between two plans; see sim compare.",
        "{actor}의 순손익은 싣지 않음. 두 계획의 차이로만 뜻이 있음. sim compare 참고.",
    ),
    "weighing": ("What it takes: {claim}", "성립 조건: {claim}"),
    "weigh_money": ("Holds on money alone in", "돈만 보면 성립하는 미래"),
    "weigh_price": (
        "For it to hold, one unit must be worth",
        "성립하려면 한 단위의 값이",
    ),
    "beside money": ("with money alone", "돈만 함께 셀 때"),
    "beside all": ("with all else", "나머지도 모두 셀 때"),
    "weigh_net": ("Net of {actor} with all counted", "{actor} 순손익: 모두 합산"),
    "weigh_all": ("Holds with all counted in", "모두 합하면 성립하는 미래"),
    "weigh_rule": (
        "Prices in {unit} for one unit, worked out future by future from amounts "
        "before their prices: the middle future (9 of 10). “≥ 75”: worth 75 or more; "
        "“≤ 75”: worth 75 or less; “none”: no price would do; “any”: it holds at any. "
        "With all else, the middle is the price at which it holds in one half of "
        "futures, as sim claims tells it.",
        "한 단위의 값({unit}). 값을 매기기 전의 양으로 미래마다 계산함: 가운데 미래 "
        "(미래 90%). ‘≥ 75’: 75 이상이어야 성립, ‘≤ 75’: 75 이하여야 성립, ‘불가’: "
        "어떤 값으로도 성립하지 않음, ‘무관’: 어떤 값이든 성립. 나머지도 모두 셀 때의 "
        "가운데 값은 꼭 절반의 미래에서 성립하는 값이며, sim claims의 값과 같음.",
    ),
    "weigh_given": (
        "Only of the futures in which what the sentence supposes holds.",
        "문장이 전제하는 것이 성립하는 미래만 셈.",
    ),
    "bound_none": ("none", "불가"),
    "bound_any": ("any", "무관"),
    # plans side by side
    "paired": (
        "Nets {horizon}: {second}, less {first}",
        "{horizon} 순손익의 차이: {second} − {first}",
    ),
    "changed": ("Futures it changes", "달라지는 미래"),
    "paired_rule": (
        "Differences future by future on the same luck, in {unit}. Plans stand in the "
        "order given; none is called better.",
        "같은 운을 만난 미래끼리의 차이, 단위 {unit}. 계획은 주어진 순서대로이며 "
        "우열을 매기지 않음.",
    ),
    "paired_still": (
        "No plan changes any net here. If nothing in the file lets a plan move the "
        "others, that is an assumption and no finding.",
        "어느 계획도 순손익을 바꾸지 않음. 계획이 다른 행위자를 움직일 길이 파일에 "
        "없다면 이는 발견이 아니라 가정임.",
    ),
}
