"""The memo before and the reflection after, each on a page with its rubric.

The rubrics have a single point: what is expected stands in the middle, and to its
sides there is room for what to work on and for what went beyond it.
"""

from __future__ import annotations

from sim.classroom.lessons import Lesson
from sim.classroom.markup import Child, Html, table, tag
from sim.classroom.sheets import lines, sheet
from sim.texts import Text

__all__ = ["memo_sheets", "reflection_sheets", "who_line"]

MEMO_LINES, REFLECTION_LINES = 15, 15
_MARK = Text("For students", "학생용")
_NAME = Text("Name", "이름")
_DATE = Text("Date", "날짜")
_MEMO = Text("Memo before: {title}", "사전 메모: {title}")
_MEMO_ASK = Text(
    "Your seat: {seat}. Write advice for it, in ten sentences at most: what should "
    "be done if the other side goes one step further, and what if it does not? "
    "What would change your mind?",
    "여러분의 자리는 {seat}입니다. 이 자리에 조언하는 메모를 열 문장 안으로 "
    "쓰세요. 상대가 한 단계 더 나아가면 무엇을 해야 하나요? 나아가지 않으면요? "
    "무엇을 알면 생각이 바뀌나요?",
)
_MEMO_ASK_READER = Text(
    "In ten sentences at most: what do you expect to happen, and why? What would "
    "change your mind?",
    "열 문장 안으로 쓰세요. 무슨 일이 일어날 것 같나요? 왜 그런가요? 무엇을 알면 "
    "생각이 바뀌나요?",
)
_REFLECTION = Text("Reflection after: {title}", "사후 성찰: {title}")
_REFLECTION_ASK = Text(
    "Take your memo. What did you write that could not have been known? What could "
    "have been known and was overlooked? What would you write now, and which "
    "assumption does that rest on?",
    "사전 메모를 꺼내 보세요. 그때는 알 수 없었던 것을 쓴 부분이 있나요? 알 수 "
    "있었는데 놓친 것은 무엇인가요? 지금이라면 무엇을 쓰겠으며, 그것은 어떤 가정에 "
    "기대고 있나요?",
)
_RUBRIC = Text(
    "Rubric: what is expected. There is no mark for being right about what happened.",
    "채점 기준표: 기대하는 것입니다. 무슨 일이 일어날지 맞혔는지는 평가하지 않습니다.",
)
_HEADS = (
    Text("To work on", "더 다듬을 점"),
    Text("What is expected", "기대하는 것"),
    Text("Beyond it", "기대를 넘어선 점"),
)
_MEMO_POINTS = (
    Text(
        "Says what should be done, and under which condition.",
        "무엇을 해야 하는지와 그 조건을 밝힌다.",
    ),
    Text(
        "Says what is known, from whom, and how late or unsure it is.",
        "무엇을 누구에게서 알았으며 얼마나 늦고 불확실한지 밝힌다.",
    ),
    Text(
        "Gives the strongest reason against its own advice.",
        "자신의 조언에 반대하는 가장 강한 이유를 든다.",
    ),
    Text(
        "Names one thing that is not known and would change the advice.",
        "알려지지 않았으며 조언을 바꿀 만한 것을 하나 든다.",
    ),
    Text(
        "Uses neutral words, and offices in place of names.",
        "중립적인 말을 쓰고, 이름 대신 직책을 쓴다.",
    ),
)
_REFLECTION_POINTS = (
    Text(
        "Holds the memo against what could be known then, not against how it ended.",
        "메모를 결말이 아니라 그때 알 수 있었던 것과 견준다.",
    ),
    Text(
        "Names something that was seen late, wrongly or not at all, and what followed.",
        "늦게, 잘못, 또는 끝내 알지 못한 것 하나와 그 결과를 든다.",
    ),
    Text(
        "Tells luck from decision at one place.",
        "한 대목에서 운과 결정을 구별한다.",
    ),
    Text(
        "Names an assumption that would turn the conclusion, and who holds otherwise.",
        "결론을 뒤집을 가정 하나와, 다르게 보는 이를 든다.",
    ),
    Text(
        "Says what evidence would change the writer's mind.",
        "어떤 근거가 있으면 생각을 바꿀지 밝힌다.",
    ),
)


def memo_sheets(lesson: Lesson) -> list[Html]:
    """Write the memo sheet with its rubric."""
    seat = lesson.seat
    ask = (
        lesson.say(_MEMO_ASK, seat=seat.title) if seat else lesson.say(_MEMO_ASK_READER)
    )
    return [_sheet(lesson, _MEMO, ask, _MEMO_POINTS, MEMO_LINES)]


def reflection_sheets(lesson: Lesson) -> list[Html]:
    """Write the reflection sheet with its rubric."""
    ask = lesson.say(_REFLECTION_ASK)
    return [_sheet(lesson, _REFLECTION, ask, _REFLECTION_POINTS, REFLECTION_LINES)]


def who_line(lesson: Lesson) -> Html:
    """Give room for a name and a date."""
    parts = [tag("span", f"{lesson.say(text)}: ") for text in (_NAME, _DATE)]
    return tag("p", parts, class_="who")


def _sheet(
    lesson: Lesson, title: Text, ask: str, points: tuple[Text, ...], count: int
) -> Html:
    rows: list[tuple[Child, ...]] = [("", lesson.say(point), "") for point in points]
    return sheet(
        tag("h1", lesson.say(title, title=lesson.title)),
        who_line(lesson),
        tag("p", ask),
        lines(count),
        tag("h2", lesson.say(_RUBRIC)),
        table([lesson.say(head) for head in _HEADS], rows, head=1, class_="rubric"),
        foot=lesson.foot,
        mark=lesson.say(_MARK),
        class_="one",
    )
