"""The words of the page while a class decides, in English and Korean.

They are read from a projector and aloud, so they are plain. Korean is worded so that no
particle follows a filled-in word.
"""

from __future__ import annotations

__all__ = ["DECIDE_WORDS"]

DECIDE_WORDS: dict[str, tuple[str, str]] = {
    "tab_decide": ("Decide together", "함께 결정하기"),
    # the opening
    "decide_title": ("A class decides", "학급이 결정합니다"),
    "no_seats": (
        "No plan decides in this scenario, so there is no seat to take. Watch one "
        "future instead.",
        "이 시나리오에는 계획에 따라 결정하는 자리가 없습니다. ‘미래 하나 보기’로 "
        "살펴보세요.",
    ),
    "your_seat": ("Your seat", "여러분의 자리"),
    "seats": ("Seats", "자리"),
    "seat": ("At which one you decide", "결정을 맡을 자리"),
    "nobody_assigned": (
        "Nobody is given a seat. Whoever wants to answers for the class, by turns; the "
        "others raise hands.",
        "자리를 배정하지 않습니다. 원하는 사람이 돌아가며 학급을 대표해 답하고, "
        "나머지는 손을 듭니다.",
    ),
    "class_future": ("Future number", "미래 번호"),
    "class_another": ("Draw another", "다른 번호 뽑기"),
    "class_future_hint": (
        "The same number brings the same luck. A teacher can read it beforehand under "
        "“Watch one future”.",
        "번호가 같으면 운도 같습니다. 선생님은 ‘미래 하나 보기’에서 미리 읽어 볼 수 "
        "있습니다.",
    ),
    "pace": ("How often the class is asked", "얼마나 자주 물을까"),
    "pace_short": (
        "About eight times (15 to 20 minutes): often at first, more seldom later, and "
        "after a long quiet too",
        "여덟 번쯤(15~20분): 처음에는 자주, 뒤로 갈수록 드물게, 오래 조용할 때도 한 번",
    ),
    "pace_news": (
        "At every review with news, often 15 times or more",
        "새 소식이 있는 검토마다, 15번 이상일 때가 많음",
    ),
    "pace_all": ("At every review, with or without news", "소식이 없어도 검토마다"),
    "class_begin": ("Begin", "시작"),
    "class_cannot": (
        "Something that the file switches off is switched on again, and a record has "
        "no word for that. Switch it off, or save the variant and make its page.",
        "파일이 끈 것을 다시 켠 상태는 기록에 남길 수 없습니다. 다시 끄거나, 바꾼 것을 "
        "저장해 그 페이지를 만드세요.",
    ),
    "class_resume": ("Go on with a class that was saved", "저장한 학급을 이어 가기"),
    "how_rounds": ("How a round goes", "한 라운드의 순서"),
    "how_rounds_1": (
        "Read what has reached the seat. It comes late and may be wrong.",
        "자리에 들어온 소식을 읽습니다. 소식은 늦게 오고 틀릴 수 있습니다.",
    ),
    "how_rounds_2": (
        "A minute for a step, a minute against.",
        "조치를 올리자는 쪽 1분, 반대쪽 1분.",
    ),
    "how_rounds_3": (
        "Count hands for each line. Whoever answers need not follow them, and says "
        "why.",
        "항목마다 손을 셉니다. 답하는 사람은 다수를 따르지 않아도 되며, 이유를 "
        "말합니다.",
    ),
    "how_rounds_4": (
        "Order it. Time goes on to the next review at which there is something to "
        "decide; until then the order stands.",
        "결정합니다. 시간은 다음에 정할 것이 있는 검토까지 흐르고, 그때까지 결정은 "
        "그대로 유지됩니다.",
    ),
    # a record that is no good
    "record_none": (
        "This file is no record of a class.",
        "학급의 기록 파일이 아닙니다.",
    ),
    "record_other": (
        "This record is of another scenario, or of another version of this one.",
        "다른 시나리오나 이 시나리오의 다른 판에서 저장한 기록입니다.",
    ),
    "record_seat": (
        "This record is of a seat, or of several, that this page does not play.",
        "이 페이지에 없는 자리이거나 여러 자리를 함께 쓴 기록입니다.",
    ),
    "record_options": (
        "This record was made with options that this page does not know.",
        "이 페이지가 모르는 옵션으로 만든 기록입니다.",
    ),
    "record_days": (
        "This record answers reviews that this future does not have.",
        "이 미래에 없는 검토에 답한 기록입니다.",
    ),
    "record_receipt": (
        "The decisions in this record come to another receipt: it was changed.",
        "기록의 결정과 영수증이 맞지 않습니다. 누군가 고친 기록입니다.",
    ),
    # the round
    "round_head": ("Decision {number} · {date}", "결정 {number} · {date}"),
    "clock": ("How much time has gone", "지나간 시간"),
    "clock_day": (
        "Day {day} of {last}, to {end}",
        "{last}일 가운데 {day}일째, 끝은 {end}",
    ),
    "clock_first": ("{days} since the start", "시작한 지 {days}"),
    "clock_since": (
        "{days} since your last decision",
        "지난 결정 뒤 {days}",
    ),
    "clock_passed": (
        "reviews passed with your order standing: {count}",
        "결정을 그대로 두고 지나간 검토: {count}회",
    ),
    "talk_start": ("Two minutes to talk", "토론 2분"),
    "talk_over": ("Time is up.", "시간이 다 됐습니다."),
    "reached": ("What has reached you", "들어온 소식"),
    "news_first": ("What has reached you since the start", "시작한 뒤 들어온 소식"),
    "news_since": (
        "What has reached you since your last decision",
        "지난 결정 뒤 들어온 소식",
    ),
    "news_none": ("Nothing new.", "새 소식 없음."),
    "news_older": ("Earlier: {count} more", "그 전 소식 {count}건"),
    "as_known": ("As you know it", "알고 있는 상태"),
    "known_since": ("since {date}", "{date}부터"),
    "known_start": ("from the start", "처음부터"),
    "own_affairs": ("Your own other affairs", "우리 쪽의 다른 일"),
    "only_seen": (
        "Only what your seat has seen stands here. It may be late, and it may be "
        "wrong.",
        "이 자리에서 본 것만 적혀 있습니다. 늦었을 수도, 틀렸을 수도 있습니다.",
    ),
    "order_what": ("What do you order? {title}", "무엇을 결정하겠습니까? {title}"),
    "order_done": ("Carried out now: {rung}.", "지금 실행 중: {rung}."),
    "order_way": (
        "Ordered and not yet carried out: {rung}.",
        "결정했으나 아직 실행 전: {rung}.",
    ),
    "order_days": ("about {low} days", "약 {low}일"),
    "order_range": ("about {low} to {high} days", "약 {low}~{high}일"),
    "order_stays": ("Stays as it is.", "지금 그대로."),
    "order_goes_on": (
        "The order that stands: goes on being carried out.",
        "이미 내린 결정: 계속 실행합니다.",
    ),
    "order_stops": (
        "Takes back what is ordered and not yet carried out.",
        "아직 실행하지 않은 결정을 거둡니다.",
    ),
    "order_up": ("One step up, {days} to carry out.", "한 단 올림, 실행까지 {days}."),
    "order_up_steps": (
        "{steps} steps up, one after the other, {days} in all.",
        "{steps}단 올림, 한 단씩, 모두 {days}.",
    ),
    "order_down": (
        "One step down, {days} to carry out.",
        "한 단 내림, 실행까지 {days}.",
    ),
    "order_down_steps": (
        "{steps} steps down, one after the other, {days} in all.",
        "{steps}단 내림, 한 단씩, 모두 {days}.",
    ),
    "while_gain": (
        "While it lasts, counted as gain: {what}",
        "이어지는 동안 이득으로 계산: {what}",
    ),
    "while_loss": (
        "While it lasts, counted as loss: {what}",
        "이어지는 동안 손실로 계산: {what}",
    ),
    "once_gain": ("Once, counted as gain: {what}", "한 번, 이득으로 계산: {what}"),
    "once_loss": ("Once, counted as loss: {what}", "한 번, 손실로 계산: {what}"),
    "order_rule": (
        "An order stands until you decide anew. What has been carried out goes back "
        "step by step too, and that takes as long.",
        "결정은 다시 결정할 때까지 유지됩니다. 이미 실행한 것도 한 단씩만 되돌릴 수 "
        "있고, 그만큼 시간이 걸립니다.",
    ),
    "hands": ("Hands", "거수"),
    "hands_of": ("{count} of {total}", "{total}명 가운데 {count}명"),
    "hands_for": ("Hands for: {rung}", "거수: {rung}"),
    "hands_more": ("One hand more: {rung}", "한 명 더: {rung}"),
    "hands_less": ("One hand less: {rung}", "한 명 덜: {rung}"),
    "hands_lead": (
        "{total} hands. Most: {rung}, {most}",
        "모두 {total}명. 가장 많음: {rung}, {most}명",
    ),
    "hands_tie": (
        "{total} hands, and a tie: whoever answers decides.",
        "모두 {total}명, 동수입니다. 답하는 사람이 정합니다.",
    ),
    "order_none": ("Choose a line first.", "먼저 항목을 고르세요."),
    "order_it": ("Order it", "결정하기"),
    "class_save": ("Save", "저장"),
    "class_saved": ("Saved as {file}", "저장함: {file}"),
    "class_enough": ("Enough: to the end", "그만 결정하고 끝으로"),
    "class_enough_hint": (
        "Short of time? Your order then stands to the end, and the debrief follows.",
        "시간이 모자라면 지금의 결정을 끝까지 유지하고 되돌아보기로 갑니다.",
    ),
    "class_leave": ("Back to the opening", "여는 말로 돌아가기"),
    "leave_sure": (
        "Not saved. Once more to leave it",
        "저장하지 않았습니다. 한 번 더 누르면 나갑니다",
    ),
    "so_far": ("Decisions so far: {count}", "지금까지의 결정: {count}"),
    "ordered": ("You ordered", "결정한 것"),
    "way_back": ("Way back", "되돌아가기"),
    "back_to": ("Decide this anew", "다시 결정하기"),
    "back_sure": (
        "Later decisions are dropped. Once more to go back",
        "이후 결정은 지워집니다. 한 번 더 누르면 돌아갑니다",
    ),
    "taken_back": ("decided anew: {count}", "다시 결정: {count}회"),
}
