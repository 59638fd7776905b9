"""Fixed words about one claim weighed from every side; `words` takes them in."""

from __future__ import annotations

__all__ = ["WEIGHED"]

WEIGHED: dict[str, tuple[str, str]] = {
    "no_claims": ("It makes no claim.", "주장이 없음."),
    "short_title": ("In short", "요약"),
    "short_answer": ("{question} {answer}", "{question} {answer}"),
    "ask_holds": ("1. Does it hold?", "1. 성립하는가?"),
    "ask_from_when": ("2. From when?", "2. 언제부터?"),
    "ask_carries": ("3. What carries the verdict?", "3. 무엇이 결론을 떠받치는가?"),
    "ask_to_hold": (
        "4. What would have to be true for it to hold in more than half?",
        "4. 절반 넘게 성립하려면 무엇이 참이어야 하는가?",
    ),
    "ask_to_fail": (
        "4. What would have to be true for it to fail in half or more?",
        "4. 절반 이상에서 성립하지 않으려면 무엇이 참이어야 하는가?",
    ),
    "short_holds_no": (
        "Not in most of these futures: {time} in {share}: {word}; on money alone in "
        "{money}.",
        "절반을 넘지 않음. {time}, 이 미래들의 {share}에서 성립: {word}. 돈만 보면 "
        "{money}.",
    ),
    "short_holds_yes": (
        "In more than half of these futures: {time} in {share}: {word}; on money alone "
        "in {money}.",
        "절반을 넘음. {time}, 이 미래들의 {share}에서 성립: {word}. 돈만 보면 {money}.",
    ),
    "short_too_few": (
        "What it supposes holds in fewer than 30 futures: no share is given.",
        "전제가 성립하는 미래가 30개 미만이므로 비율을 내지 않음.",
    ),
    "short_carrier": (
        "{name} (then it holds in {share})",
        "{name} (빼면 {share})",
    ),
    "short_carriers": (
        "Taken out alone, this makes it another one: {names}.",
        "하나만 빼도 결론이 달라지는 것: {names}.",
    ),
    "short_changes": (
        "The smallest changes, all else still drawn: {changes}.",
        "나머지는 그대로 뽑을 때 가장 작은 변화: {changes}.",
    ),
    "short_or": ("; or ", "; 또는 "),
    "change_told": ("{title}: {at}", "{title}: {at}"),
    "short_region": (
        "It holds in {share} of futures (of all: {base}) where {where}.",
        "성립하는 곳: {where}. 그곳에서 {share}(전체 {base}).",
    ),
    "short_not": (
        "It fails in {share} of futures (of all: {base}) where {where}.",
        "성립하지 않는 곳: {where}. 그곳에서 {share}(전체 {base}).",
    ),
    "tested_as": ("tested as: {text}", "시험한 식: {text}"),
    "supposes": ("only where this holds: {text}", "다음이 성립할 때만: {text}"),
    "said_in": ("said in: {source}", "출처: {source}"),
    "stands_as": ("{title} ({stands})", "{title} ({stands})"),
    "interest_of": ("its interest: {interest}", "이해관계: {interest}"),
    "who_and_what": (
        "Who says so, and what carries it, {time}",
        "누가 말했고 무엇이 떠받치는가, {time}",
    ),
    "denies": ("(denies: {claims})", "(반박하는 주장: {claims})"),
    "denied_by": ("(denied by: {claims})", "(반박 주장: {claims})"),
    "said_by": ("Said in", "출처"),
    "carried_by": ("Carried by", "떠받치는 것"),
    "reads_no_sum": ("no argument: reads no sum", "없음: 손익을 읽지 않음"),
    "none_alone": ("none alone; most by {name}", "단독으로는 없음. 가장 큰 것: {name}"),
    "more_on_one": (
        "More on one claim: name it after the file.",
        "한 주장을 자세히 보려면 파일 뒤에 그 이름을 적음.",
    ),
    "scale_set": ("Scale: {text}", "바꾼 값: {text}"),
    "weighed_shares": (
        "Does it hold, and from when: {count} possible futures",
        "성립하는가, 언제부터인가: 가능한 미래 {count}개",
    ),
    "among_head": ("Asked in", "시험한 미래"),
    "more_than_half": ("More than half", "절반 초과"),
    "holds_from": (
        "Holds in more than half of futures from {time} on.",
        "절반이 넘는 미래에서 성립하는 것은 {time} 시점부터.",
    ),
    "holds_always": (
        "Holds in more than half of futures at every horizon.",
        "모든 시점에서 절반이 넘는 미래에 성립.",
    ),
    "holds_nowhere": (
        "At no horizon does it hold in more than half of futures.",
        "절반이 넘는 미래에서 성립하는 시점은 없음.",
    ),
    "holds_until": (
        "Holds in more than half of futures at some horizons, but not at the last.",
        "일부 시점에서는 절반이 넘는 미래에 성립하나 마지막 시점에는 아님.",
    ),
    "verdict_rule": (
        "Its verdict, here and below, is whether it holds in more than half of these "
        "futures. It says nothing of whether the claim is true.",
        "여기와 아래에서 결론이란 이 미래들의 절반이 넘게 성립하는가를 말함. 주장이 "
        "참인지에 관한 말이 아님.",
    ),
    "carried": (
        "What carries it, {time}: each account and argument taken out",
        "무엇이 떠받치는가, {time}: 계정과 논거를 하나씩 뺌",
    ),
    "part": ("Account or argument", "계정 또는 논거"),
    "mean_now": ("Mean now", "현재 평균"),
    "net_of": ("net", "합계"),
    "share_without": ("Without it", "빼면"),
    "break_even": ("Turns at", "뒤집히는 곳"),
    "carries_it": ("carries it", "결론을 떠받침"),
    "times_range": ("× {factor} ({range})", "× {factor} ({range})"),
    "times_alone": ("× {factor}", "× {factor}"),
    "no_size": ("at no size", "크기와 무관"),
    "at_all": ("with it taken out", "빼면 뒤집힘"),
    "whole_account": ("Account: {account}", "계정: {account}"),
    "carried_rule": (
        "Turns at: how many times as large the amounts would have to be, in every "
        "future, for the claim to hold in one half, with the range in which sampling "
        "leaves it open; up to × {most} was tried.",
        "뒤집히는 곳: 모든 미래에서 금액이 몇 배여야 주장이 꼭 절반에서 성립하는지, "
        "그리고 표본 오차로 정할 수 없는 범위. × {most}까지 시도함.",
    ),
    "carriers": (
        "Without {names} the verdict is another one.",
        "빼면 결론이 달라지는 것: {names}.",
    ),
    "carriers_none": (
        "No single argument or account carries the verdict; the largest difference "
        "comes from {name}.",
        "단독으로 결론을 떠받치는 논거나 계정은 없음. 차이가 가장 큰 것: {name}.",
    ),
    "no_sums": (
        "It reads nothing of the ledger: no argument carries it.",
        "손익 장부를 읽지 않는 주장이므로 떠받치는 논거가 없음.",
    ),
    "turning": (
        "How large each would have to be, by horizon",
        "시점별로 각각 얼마나 커야 하는가",
    ),
    "turning_rule": (
        "× how many times as large as it is. “at no size”: no size turns the verdict. "
        "The others turn it at no size at any horizon.",
        "×는 현재의 몇 배인지. “크기와 무관”: 어떤 크기로도 결론이 바뀌지 않음. "
        "나머지는 어느 시점에도 결론을 바꾸지 않음.",
    ),
    "prices": (
        "What prices would turn it, for one unit of what is not money",
        "돈이 아닌 것 한 단위의 값이 얼마면 뒤집히는가",
    ),
    "price_of": ("{names} [{unit}]", "{names} [{unit}]"),
    "price_now": ("Price now", "현재 값"),
    "price_rule": (
        "in {unit} for one unit, the same in every future, at which it holds in one "
        "half, all else as drawn. That is the price that the middle future needs; sim "
        "run tells how far the futures lie apart. Now: the mean over futures",
        "단위당 {unit}, 모든 미래에 같은 값이며 나머지는 그대로 뽑을 때 꼭 절반에서 "
        "성립하는 값. 곧 가운데 미래에 필요한 값이며, 미래마다 얼마나 다른지는 sim "
        "run에 나옴. 현재 값은 미래들의 평균",
    ),
    "no_price": ("at no price", "값과 무관"),
    "scales": (
        "How far it depends on prices: all that is not money, turned together",
        "값에 얼마나 좌우되는가: 돈이 아닌 것의 값을 함께 바꿈",
    ),
    "scale": ("All prices", "모든 값"),
    "money_only": ("none: money alone", "없음: 돈만"),
    "as_written": ("as written", "파일대로"),
    "times": ("× {factor}", "× {factor}"),
    "signs": (
        "Against horizon and discount rate: share in which it holds, money alone in "
        "brackets",
        "시점과 할인율에 따라: 성립하는 비율, 괄호 안은 돈만",
    ),
    "rate": ("Discount rate", "할인율"),
    "per_year": ("{number} % a year", "연 {number}%"),
    "signs_rule": (
        "● marks where it holds in more than half.",
        "●는 절반이 넘는 미래에서 성립하는 곳.",
    ),
    "flips_to_hold": (
        "What would have to be true for it to hold, {time}",
        "성립하려면 무엇이 참이어야 하는가, {time}",
    ),
    "flips_to_fail": (
        "What would have to be true for it to fail, {time}",
        "성립하지 않으려면 무엇이 참이어야 하는가, {time}",
    ),
    "change": ("Hold this", "고정할 것"),
    "change_at": ("At", "값"),
    "in_spread": ("Where in its spread", "범위에서의 자리"),
    "then_holds": ("Then it holds in", "그러면 성립"),
    "or_more": ("{value} or more", "{value} 이상"),
    "or_less": ("{value} or less", "{value} 이하"),
    "lowest": ("the lowest {share}", "하위 {share}"),
    "highest_part": ("the highest {share}", "상위 {share}"),
    "word_share": ("{share} of futures", "미래의 {share}"),
    "about_half": ("50 % there, by estimate", "그 값에서 추정 50%"),
    "together_with": ("  and", "  그리고"),
    "flips_rule": (
        "The smallest change comes first: the nearest to the middle of its spread. "
        "Estimated from the futures near by; all else is still drawn.",
        "작은 변화, 곧 범위의 한가운데에 가까운 것부터. 가까운 미래들에서 추정했으며 "
        "나머지는 모두 그대로 뽑음.",
    ),
    "too_few_to_look": (
        "fewer than 200 futures: too few to look for any",
        "미래가 200개 미만이라 찾지 않음",
    ),
    "flips_none": (
        "No single parameter turns the verdict within its spread, and neither do up to "
        "four together.",
        "범위 안에서 결론을 뒤집는 매개변수는 하나도 없고, 넷까지 함께 바꾸어도 없음.",
    ),
    "checked": (
        "Checked: with {held} held, {count} futures were run; it holds in {share}.",
        "확인: {held} 고정, 미래 {count}개 실행, 성립 {share}.",
    ),
    "checked_by": ("see: {command}", "참고: {command}"),
    "regions": (
        "Where in the box of what is not known, {time}",
        "알 수 없는 것들의 범위 어디에서인가, {time}",
    ),
    "region_holds": ("It holds when", "성립하는 곳"),
    "region_fails": ("It fails when", "성립하지 않는 곳"),
    "stays_below": ("{title} stays below {value}", "{title}: {value} 아래"),
    "stays_above": ("{title} stays above {value}", "{title}: {value} 위"),
    "stays_between": (
        "{title} stays between {low} and {high}",
        "{title}: {low} ~ {high}",
    ),
    "is_word": ("{title} is “{words}”", "{title}: “{words}”"),
    "word_or": ("” or “", "” 또는 “"),
    "joined_and": (", and ", ", 그리고 "),
    "region_none": (
        "no region of the box does surely better than the whole of it",
        "범위 전체보다 확실히 나은 곳은 없음",
    ),
    "region_where": ("Where", "어디"),
    "region_density": ("So in", "그러한 비율"),
    "region_base": ("In all", "전체"),
    "region_coverage": ("Covers", "포함"),
    "region_rule": (
        "Found by patient rule induction (Friedman and Fisher 1999) on half of the "
        "futures, chosen on a quarter, measured on the last quarter. So in (density): "
        "share of the futures inside. Covers (coverage): share of all such futures.",
        "인내 규칙 귀납(Friedman과 Fisher, 1999)으로 미래의 절반에서 찾고, 4분의 1에서 "
        "고르고, 나머지 4분의 1에서 잼. 그러한 비율(밀도): 그 안의 미래 중 비율. "
        "포함(포괄도): 그러한 미래 전체 중 그 안에 있는 비율.",
    ),
}
