"""The fixed words of the page, in English and Korean.

Those of stories and tables are the report's own (`sim.report.words`); here stands what
only a page says. Korean is worded so that no particle follows a filled-in word.
"""

from __future__ import annotations

from sim.page.wording_debrief import DEBRIEF_WORDS
from sim.page.wording_decide import DECIDE_WORDS
from sim.page.wording_guess import GUESS_WORDS
from sim.page.wording_own import OWN_WORDS
from sim.report.words import WORDS
from sim.texts import Language, Text

__all__ = ["PAGE_WORDS", "words_of"]

PAGE_WORDS: dict[str, tuple[str, str]] = {
    # the frame
    "other_language": ("한국어로 보기", "Read in English"),
    "skip": ("Skip to the results", "결과로 건너뛰기"),
    "tab_explore": ("Explore", "살펴보기"),
    "tab_watch": ("Watch one future", "미래 하나 보기"),
    "about": ("What this is about", "무엇을 다루나"),
    # explore: what may be changed
    "controls": ("What you may change", "바꿔 볼 수 있는 것"),
    "results": ("What follows", "그 결과"),
    "plans": ("Plans", "계획"),
    "as_written": ("As written: {policy}", "파일대로: {policy}"),
    "unknowns": ("What is not known", "알 수 없는 것"),
    "unknowns_hint": (
        "Each future draws its own value. Move a slider to hold one still.",
        "미래마다 값을 따로 뽑습니다. 눈금을 움직이면 그 값으로 고정됩니다.",
    ),
    "find": ("Find", "찾기"),
    "drawn": ("drawn, {low} to {high}", "뽑음, {low} ~ {high}"),
    "constant": ("fixed at {value}", "{value}에 고정"),
    "held": ("held at {value}", "{value}에 고정"),
    "let_go": ("draw it again", "다시 뽑기"),
    "let_go_of": ("draw again: {title}", "다시 뽑기: {title}"),
    "drawn_word": ("drawn", "뽑음"),
    "events": ("Events that may happen", "일어날 수 있는 사건"),
    "events_hint": (
        "Take the mark away, and it never happens.",
        "표시를 지우면 일어나지 않습니다.",
    ),
    "of_nobody": ("The world", "세계"),
    "factors": ("What bears on their chance", "가능성에 작용하는 것"),
    "factors_hint": (
        "Take the mark away, and it bears on nothing.",
        "표시를 지우면 작용하지 않습니다.",
    ),
    "factor_of": ("{event}: {factor}", "{event}: {factor}"),
    "factor_always": ("always", "항상"),
    "arguments": ("Arguments in the ledger", "장부의 논거"),
    "arguments_hint": (
        "Take the mark away, and it counts in no sum. Nothing else changes.",
        "표시를 지우면 합산에서 빠집니다. 일어나는 일은 그대로입니다.",
    ),
    "changed": ("What you changed", "바꾼 것"),
    "changed_nothing": (
        "Nothing yet: this is the scenario as written.",
        "아직 없음: 파일에 쓰인 그대로입니다.",
    ),
    "change_plan": ("{ladder}: {policy}", "{ladder}: {policy}"),
    "change_off": ("off: {title}", "끔: {title}"),
    "change_on": ("on again: {title}", "다시 켬: {title}"),
    "undo": ("take back: {what}", "되돌리기: {what}"),
    "reset": ("Back to the start", "처음으로"),
    "save": ("Save what I changed", "바꾼 것 저장"),
    "saved": (
        "Saved as {file}. Put it beside the scenario and run: sim run {file}",
        "{file} 저장됨. 시나리오 옆에 두고 실행: sim run {file}",
    ),
    "variant_title": ("{title}, changed", "{title} (바꾼 것)"),
    "variant_about": (
        "Saved from the page of this scenario. Changed: {changes}.",
        "이 시나리오의 페이지에서 저장함. 바꾼 것: {changes}.",
    ),
    "variant_because": (
        "held still by a reader of the page",
        "페이지를 읽은 사람이 고정함",
    ),
    "code_title": ("A code for this state", "이 상태의 코드"),
    "code_hint": (
        "Whoever enters it in this page, or puts it behind # in its address, sees the "
        "same.",
        "이 페이지에 넣거나 주소의 # 뒤에 붙이면 같은 상태가 됩니다.",
    ),
    "code_now": ("Code", "코드"),
    "code_copy": ("Copy", "복사"),
    "code_copied": ("Copied", "복사됨"),
    "code_other": ("Another code", "다른 코드"),
    "code_restore": ("Restore", "되살리기"),
    "code_wrong": (
        "This is no code of this scenario, or one of another version of it.",
        "이 시나리오의 코드가 아니거나 다른 판의 코드입니다.",
    ),
    # explore: what follows
    "computing": ("{count} futures so far …", "지금까지 미래 {count}개 …"),
    "computed": ("{count} futures, seed {seed}", "미래 {count}개, 시드 {seed}"),
    "failed": (
        "{count} futures could not be run and are left out",
        "미래 {count}개는 계산할 수 없어 제외함",
    ),
    "same_luck": (
        "Start: the scenario as written. Both meet the same luck, future by future.",
        "처음: 파일에 쓰인 그대로. 미래마다 같은 운을 만납니다.",
    ),
    "now": ("Now", "지금"),
    "start": ("At the start", "처음"),
    "change": ("Change", "달라짐"),
    "no_change": ("no change", "그대로"),
    "points": ("{number} points", "{number}%p"),
    "shares": ("Share of futures on each rung", "가능한 미래의 단별 비율"),
    "passage": ("How soon they first come there", "처음 이르는 때"),
    "passage_hint": (
        "Share of futures that have come to this rung or a higher one by each date.",
        "그 날짜까지 이 단계나 더 높은 단계에 이른 적이 있는 미래의 비율.",
    ),
    "passage_hint_unordered": (
        "Share of futures that have been there by each date.",
        "그 날짜까지 그곳에 있은 적이 있는 미래의 비율.",
    ),
    "ladder": ("Ladder", "사다리"),
    "rung": ("Rung", "단계"),
    "date": ("Date", "날짜"),
    "as_table": ("As a table", "표로 보기"),
    "dashed": ("Dashed: at the start.", "점선: 처음."),
    "share_alt": (
        "{title}: on {date}, {shares}.",
        "{title}: {date}에 {shares}.",
    ),
    "outcome_table": ("Outcomes", "결과 지표"),
    "claim_table": ("Claims, put to the test", "시험해 본 주장"),
    "read_at": ("Read", "읽는 때"),
    "ledger_table": ("The ledger", "손익 장부"),
    "ledger_of": ("Ledger of {actor}", "{actor}의 장부"),
    "nothing_counted": ("Nothing is counted.", "합산할 것이 없음."),
    "actor_label": ("Whose", "누구의"),
    "row_share_day": ("{share}; median {date}", "{share}, 중앙값 {date}"),
    "median_range": ("{middle} ({low} to {high})", "{middle} ({low} ~ {high})"),
    "ranges": (
        "In brackets: nine of ten futures.",
        "괄호 안: 미래 열에 아홉이 드는 범위.",
    ),
    "deaths_rule": (
        "Deaths are a range and have no price. They are in no sum.",
        "사망자는 범위로만 적고 값을 매기지 않으며, 합산하지 않습니다.",
    ),
    # watch
    "which": ("Which future", "어느 미래"),
    "member": ("Number", "번호"),
    "show": ("Show it", "보기"),
    "typical": ("A typical one", "보통의 미래"),
    "with_rung": ("One that comes to: {rung}", "다음에 이르는 미래: {rung}"),
    "with_label": ("One where …", "이런 미래"),
    "none_such": (
        "None of the first {count} futures comes there.",
        "처음 {count}개 미래 가운데 그런 것이 없음.",
    ),
    "searching": ("Looking among {count} futures …", "미래 {count}개 가운데 찾는 중 …"),
    "typical_rule": (
        "Typical: of the first {count}, the one whose outcomes lie nearest the middle.",
        "보통: 처음 {count}개 가운데 결과 지표가 한가운데에 가장 가까운 것.",
    ),
    "with_changes": (
        "What you changed under Explore holds here too.",
        "살펴보기에서 바꾼 것이 여기에도 적용됩니다.",
    ),
    "play": ("Play", "재생"),
    "pause": ("Pause", "멈춤"),
    "back": ("One back", "하나 뒤로"),
    "forth": ("One on", "하나 앞으로"),
    "to_start": ("To the start", "처음으로"),
    "to_end": ("To the end", "끝으로"),
    "moment": ("Move {at} of {count}", "{count}개 가운데 {at}번째"),
    "begins": ("The start: nothing has happened yet.", "시작: 아직 일어난 일 없음."),
    "stands": ("Where things stand", "지금의 상태"),
    "story": ("What happened, and why", "일어난 일과 그 까닭"),
    "receipt": ("Receipt {code}", "영수증 {code}"),
    "keys": (
        "Keys: space plays and pauses, arrow left and right step, Home and End.",
        "글쇠: 스페이스로 재생·멈춤, 좌우 화살표로 한 걸음, Home과 End.",
    ),
    "how_it_ends": ("How this future ends", "이 미래의 끝"),
    "cannot_run": (
        "This future cannot be run: a value of the model is out of range.",
        "이 미래는 계산할 수 없음: 모형의 값이 범위를 벗어남.",
    ),
    "chart_alt": (
        "Staircases of this future; the line marks the moment shown.",
        "이 미래의 계단 그림, 선은 보고 있는 때를 가리킴.",
    ),
}
PAGE_WORDS |= GUESS_WORDS | OWN_WORDS | DECIDE_WORDS | DEBRIEF_WORDS

_SHARED = (
    "never between day days week weeks month months year years yes no line because "
    "move decided_too reported_by did_not_happen nothing_came decides decides_nobody "
    "reviews reviews_nobody stays called_by_day called_by_change carries_out "
    "carries_out_nobody always_possible held_since held_from_start by_chance by_delay "
    "by_delay_alone by_date factor_held missed luck_chose news wants_because "
    "wants_lowest toss_won toss_won_first toss_lost relax_won relax_lost may_not "
    "misread in_force band_up band_down was_decided left_out outcome claim argument "
    "account side gain loss mean own_unit net_account net_money net_all uncounted "
    "money_alone with_all between_plans nobody_reports none_reported "
    "holds|hardly|any holds|few holds|about|half holds|most holds|nearly|all "
    "claim_rule parameters_only among too_few given_rule spread ledger_unit against "
    "wanted decided "
    "done in_words result apart true horizon per|day per|week per|month per|year"
).split()


def words_of(language: Language) -> dict[str, str]:
    """Give every fixed word that the page says, by its key."""
    keys = [key.replace("|", " ") for key in _SHARED]
    table = {key: WORDS[key] for key in keys} | PAGE_WORDS
    return {key: Text(*words).say(language) for key, words in table.items()}
