"""Every fixed word of tables, stories and pictures, in English and Korean.

One table: a key, what is said in English, what is said in Korean. Words in braces are
filled in. Korean is worded so that no particle follows a filled-in word.
"""

from __future__ import annotations

from sim.report.words_compare import COMPARE
from sim.report.words_exact import EXACT
from sim.report.words_hindcast import HINDCAST
from sim.report.words_paths import PATHS
from sim.report.words_pictures import PICTURES
from sim.report.words_twins import TWINS
from sim.report.words_weighed import WEIGHED
from sim.report.words_weighing import WEIGHING
from sim.texts import Language, Text

__all__ = ["WORDS", "say", "say_or"]

MORE = COMPARE | PATHS | TWINS | EXACT | HINDCAST | PICTURES | WEIGHED | WEIGHING

WORDS: dict[str, tuple[str, str]] = {
    # numbers and times
    "never": ("never", "없음"),
    "between": ("{first} to {second}", "{first} ~ {second}"),
    "day": ("{number} day", "{number}일"),
    "days": ("{number} days", "{number}일"),
    "week": ("{number} week", "{number}주"),
    "weeks": ("{number} weeks", "{number}주"),
    "month": ("{number} month", "{number}개월"),
    "months": ("{number} months", "{number}개월"),
    "year": ("{number} year", "{number}년"),
    "years": ("{number} years", "{number}년"),
    "per day": ("{number} per day", "하루 {number}"),
    "per week": ("{number} per week", "주당 {number}"),
    "per month": ("{number} per month", "월 {number}"),
    "per year": ("{number} per year", "연 {number}"),
    "yes": ("yes", "예"),
    "no": ("no", "아니요"),
    "after": ("after {time}", "{time} 시점"),
    # the foot of everything
    "facts": ("facts to {date}", "사실 기준일 {date}"),
    "assumption": ("{count} assumption", "가정 {count}개"),
    "assumptions": ("{count} assumptions", "가정 {count}개"),
    "no_forecast": (
        "follows from stated assumptions; not a forecast",
        "명시한 가정에서 나온 결과이며 예측이 아님",
    ),
    # accounts and units that scenarios use
    "account money": ("money", "돈"),
    "account order": ("order at home", "내부 질서"),
    "account security": ("security", "안보"),
    "account standing": ("standing", "위신"),
    "unit killed": ("killed", "사망, 명"),
    "unit wounded": ("wounded", "부상, 명"),
    "unit points": ("points", "점"),
    "unit million USD": ("million USD", "100만 달러"),
    "unit years": ("years", "년"),
    "unit days": ("days", "일"),
    "unit times": ("times", "회"),
    "unit points for a year": ("points for a year", "점·년"),
    "unit troops": ("troops", "병력, 명"),
    "unit soldiers": ("soldiers", "병력, 명"),
    "unit million crowns": ("million crowns", "100만 크라운"),
    "amount killed": ("{number} killed", "{number}명"),
    "amount wounded": ("{number} wounded", "{number}명"),
    "amount points": ("{number} points", "{number}점"),
    "amount years": ("{number} years", "{number}년"),
    "amount days": ("{number} days", "{number}일"),
    "amount times": ("{number} times", "{number}회"),
    "amount points for a year": ("{number} points for a year", "{number}점·년"),
    "amount troops": ("{number} troops", "{number}명"),
    "amount soldiers": ("{number} soldiers", "{number}명"),
    "amount million crowns": ("{number} million crowns", "{number} × 100만 크라운"),
    "amount million USD": ("{number} million USD", "{number} × 100만 달러"),
    # ladders that a policy keeps
    "wanted_title": ("{title}, wanted", "{title} (목표)"),
    "decided_title": ("{title}, decided", "{title} (결정)"),
    "wanted": ("wanted", "목표"),
    "decided": ("decided", "결정"),
    "done": ("done", "실행"),
    "true": ("what is", "실제"),
    "seen": ("as seen by {actor}", "{actor} 관측"),
    "seen_by_none": ("as seen", "관측"),
    # a story: its head
    "one_future": (
        "One possible future: member {member} of seed {seed}, {first} to {last}",
        "가능한 미래 하나: 시드 {seed}의 구성원 {member}, {first} ~ {last}",
    ),
    "case": ("Drawn for this future:", "이 미래에서 정해진 값:"),
    "plan": ("Plan for {ladder}: {policy}", "계획({ladder}): {policy}"),
    "central_case": (
        "Every parameter at its central value:",
        "모든 매개변수는 중심값:",
    ),
    # a story: its lines
    "line": ("{date} (day {day}): {what}", "{date} ({day}일째): {what}"),
    "because": ("because {why}", "이유: {why}"),
    "move": ("{title}: {before} → {after}", "{title}: {before} → {after}"),
    "decided_too": (
        "what was decided goes with it: {after}",
        "결정도 함께 바뀜: {after}",
    ),
    "reported_by": ("reported by {who}", "{who} 집계"),
    "nobody_reports": (
        "worked out here; nobody's count",
        "이 시나리오가 계산한 값, 집계한 곳 없음",
    ),
    "none_reported": ("none reported", "발표 없음"),
    "did_not_happen": ("{title}: it does not happen", "{title}: 일어나지 않음"),
    "nothing_came": ("{title}: nothing comes of it", "{title}: 아무 일도 생기지 않음"),
    "decides": ("{actor} decides, {called}", "{actor}, 새로 결정 ({called})"),
    "decides_nobody": ("a decision, {called}", "새 결정 ({called})"),
    "reviews": (
        "{actor} reviews its plan, {called}, and decides nothing new",
        "{actor}, 검토했으나 새 결정 없음 ({called})",
    ),
    "reviews_nobody": (
        "the plan is reviewed, {called}, and nothing new is decided",
        "검토했으나 새 결정 없음 ({called})",
    ),
    "stays": ("{title}: still {value}", "{title}: {value} 그대로"),
    "called_by_day": ("on the day of a review", "정기 검토일"),
    "called_by_change": ("since what it watches has changed", "지켜보던 상황이 바뀜"),
    "carries_out": ("{actor} does what it has decided", "{actor}, 결정을 실행"),
    "carries_out_nobody": ("what was decided is done", "결정을 실행"),
    # a story: its reasons
    "always_possible": ("this could happen at any time", "언제든 일어날 수 있는 일"),
    "held_since": ("{condition} (so since {date})", "{condition} ({date}부터)"),
    "held_from_start": ("{condition} (so from the start)", "{condition} (처음부터)"),
    "by_chance": ("chance chose the day", "날짜는 우연히 정해짐"),
    "by_delay": ("then {days} had to pass", "그 뒤 {days} 걸림"),
    "by_delay_alone": ("{days} had to pass", "{days} 걸림"),
    "by_date": ("it was set for this date", "이 날짜로 정해진 일"),
    "factor_held": (
        "what bore on its chance: {factors}",
        "가능성에 작용한 것: {factors}",
    ),
    "missed": (
        "its one turn came while this did not hold: {condition}",
        "단 한 번의 차례에 조건이 맞지 않음: {condition}",
    ),
    "luck_chose": (
        "a toss chose among the ways it could go",
        "여러 갈래 가운데 하나가 우연히 정해짐",
    ),
    "news": (
        "the earlier view was out of date from {date} on; the news took {days}",
        "{date}부터 실제와 달랐고, 알려지는 데 {days} 걸림",
    ),
    "wants_because": (
        "the plan asks for '{wanted}': {condition}",
        "계획상 목표는 '{wanted}': {condition}",
    ),
    "wants_lowest": (
        "the plan asks for no more than '{wanted}': nothing calls for more",
        "계획상 목표는 '{wanted}'까지: 그 이상을 요구하는 조건이 없음",
    ),
    "toss_won": ("the resolve for it was there", "시행하기로 결론을 냄"),
    "toss_won_first": (
        "the resolve for the first step to it, '{step}', was there",
        "먼저 다음 단계('{step}')를 시행하기로 결론을 냄",
    ),
    "toss_lost": (
        "but the resolve for the next step, '{step}', was not there",
        "그러나 다음 단계('{step}')를 두고 결론을 내지 못함",
    ),
    "relax_won": ("the step could be given up", "그 단계를 거둬들이기로 결론을 냄"),
    "relax_lost": (
        "but the will to give up '{step}' was not there",
        "그러나 현 단계('{step}')를 거둬들일지 결론을 내지 못함",
    ),
    "may_not": (
        "but a step up is barred unless {condition}",
        "그러나 다음 조건이 맞아야 단계를 올릴 수 있음: {condition}",
    ),
    "misread": ("it was misread: what is, is {true}", "잘못 읽음: 실제는 {true}"),
    "in_force": ("in force: {policy}", "시행 중인 방침: {policy}"),
    "plan_while": ("{policy} (while {condition})", "{policy} (조건: {condition})"),
    "plan_else": ("otherwise: {policy}", "그 밖에는 {policy}"),
    "band_up": ("it had risen to {value} or more", "{value} 이상으로 올라감"),
    "band_down": ("it had fallen below {value}", "{value} 밑으로 내려감"),
    "was_decided": (
        "this step was due from {date} on, and took {days}",
        "{date}부터 실행을 앞두고 있었고, {days} 걸림",
    ),
    "luck": (
        "luck: {stream}, draw {draw}: {uniform}",
        "운: {stream}, 추첨 {draw}: {uniform}",
    ),
    # a story: its end
    "ending": ("How this future ends, {date}", "이 미래의 끝, {date}"),
    "no_line": (
        "Nothing happens in this future that its story would tell.",
        "이 미래에서는 이야기할 만한 일이 일어나지 않음.",
    ),
    "left_out": (
        "Left out: reviews that decided nothing new ({reviews}), and events that "
        "changed nothing ({firings}).",
        "생략: 새 결정이 없던 검토({reviews}회), 바뀐 것이 없던 사건({firings}회).",
    ),
    # tables
    "outcomes": ("Outcomes of {count} members", "구성원 {count}개의 결과 지표"),
    "outcome": ("Outcome", "결과 지표"),
    "result": ("Result", "값"),
    "interval": ("95 % interval", "95% 구간"),
    "spread": ("9 of 10 members", "구성원 90%"),
    "rests_on": ("Rests on", "바탕"),
    "row_day": ("when (median)", "시점(중앙값)"),
    "row_median": ("{title} (median)", "{title} (중앙값)"),
    "row_mean": ("mean", "평균"),
    "claims": ("Claims, tested on {count} members", "구성원 {count}개로 시험한 주장"),
    "claim": ("Claim", "주장"),
    "horizon": ("After", "시점"),
    "money_alone": ("On money alone", "돈만 보면"),
    "with_all": ("With all counted", "모두 합하면"),
    "in_words": ("So it holds in", "성립하는 미래"),
    "holds hardly any": ("hardly any futures", "거의 없음"),
    "holds few": ("few futures", "적음"),
    "holds about half": ("about half of futures", "절반쯤"),
    "holds most": ("most futures", "대부분"),
    "holds nearly all": ("nearly all futures", "거의 모두"),
    "money_but_all": (
        "{money} on money, {all} with all",
        "돈만 보면 {money}, 모두 합하면 {all}",
    ),
    "parameters_only": (
        "reads parameters only: an assumption, not a finding",
        "매개변수만 읽음: 발견이 아니라 가정",
    ),
    "claim_rule": (
        "Words: hardly any below 5 %, few below 35 %, about half below 65 %, most "
        "below 95 %, nearly all above. A share of these futures, never a verdict.",
        "낱말: 5% 미만 거의 없음, 35% 미만 적음, 65% 미만 절반쯤, 95% 미만 대부분, "
        "그 이상 거의 모두. 이 미래들 중의 비율일 뿐 참거짓의 판정이 아님.",
    ),
    "among": ("{share} of {count}", "{count}개 중 {share}"),
    "too_few": ("no share", "비율 없음"),
    "given_rule": (
        "“of N”: tested only in the members in which what the sentence supposes "
        "holds, and how many those are; below {fewest} no share is given.",
        "“N개 중”: 문장이 전제하는 것이 성립하는 구성원에서만 시험했으며 그 수를 "
        "적음. {fewest}개 미만이면 비율을 내지 않음.",
    ),
    "interval_rule": (
        "Intervals (95 %) tell only how far counting {count} members may be off.",
        "95% 구간은 구성원 {count}개만 센 데서 오는 오차일 뿐임.",
    ),
    "ledger": ("Ledger of {actor} {horizon}", "{actor}의 손익 장부, {horizon}"),
    "ledger_unit": (
        "in {unit}, discounted, against: {against}",
        "단위 {unit}, 할인 적용, 비교 대상: {against}",
    ),
    "argument": ("Argument", "논거"),
    "account": ("Account", "계정"),
    "side": ("Side", "방향"),
    "gain": ("gain", "이득"),
    "loss": ("loss", "손실"),
    "mean": ("Mean", "평균"),
    "own_unit": ("In its own unit", "자체 단위"),
    "net_account": ("Net: {account}", "순손익: {account}"),
    "net_money": ("Net on money alone", "순손익: 돈만"),
    "net_all": ("Net with all counted", "순손익: 모두 합산"),
    "uncounted": ("in no sum", "합산 제외"),
    # pictures and what is said of them
    "picture_path": (
        "One possible future (member {member})",
        "가능한 미래 하나 ({member}번)",
    ),
    "picture_shares": (
        "Share of {count} possible futures on each rung",
        "가능한 미래 {count}개의 단별 비율",
    ),
    "picture_ledger": (
        "Gains and losses of {actor} {horizon}",
        "{actor}의 이득과 손실, {horizon}",
    ),
    "axis_share": ("share of futures", "미래의 비율"),
    "axis_spread": (
        "bars: mean; lines: 9 of 10 futures",
        "막대: 평균, 선: 미래 90%",
    ),
    "against": ("Against: {against}", "비교 대상: {against}"),
    "apart": ("In units of their own, in no sum:", "자체 단위, 합산 제외:"),
    "alt_path": (
        "Staircases of one possible future, member {member} of seed {seed}, from "
        "{first} to {last}.",
        "시드 {seed}의 구성원 {member}, 가능한 미래 하나를 계단으로 그림. "
        "{first} ~ {last}.",
    ),
    "alt_stair": ("{title}: {path}.", "{title}: {path}."),
    "alt_move": ("from {date} {rung}", "{date}부터 {rung}"),
    "alt_more": ("and {count} moves more", "그 밖에 이동 {count}회"),
    "alt_shares": (
        "Shares of {count} possible futures on each rung over time, {first} to {last}.",
        "가능한 미래 {count}개가 각 단에 있는 비율의 변화, {first} ~ {last}.",
    ),
    "alt_peak": (
        "{rung} {share} (at most {most}, {date})",
        "{rung} {share} ({date}에 최고 {most})",
    ),
    "alt_at_end": ("{title}, at the end: {shares}.", "{title}, 끝에서: {shares}."),
    "alt_ledger": (
        "Gains and losses of {actor} {horizon}, in {unit}, against: {against}",
        "{actor}의 이득과 손실, {horizon}, 단위 {unit}, 비교 대상: {against}",
    ),
    "alt_amount": (
        "{title}: {mean} on average, {range} in 9 of 10 futures.",
        "{title}: 평균 {mean}, 미래 90%에서 {range}.",
    ),
} | MORE


def say(key: str, language: Language, /, **filled: object) -> str:
    """Say something in one of the two languages.

    Parameters
    ----------
    key : str
        One of `WORDS`.
    **filled
        What stands in the braces.

    Examples
    --------
    >>> say("days", "ko", number=10)
    '10일'
    """
    return Text(*WORDS[key]).say(language).format(**filled)


def say_or(key: str, language: Language, default: str, /, **filled: object) -> str:
    """Say something if there are words for it, or else `default`."""
    return say(key, language, **filled) if key in WORDS else default
