"""The students' own sets: a future for each, to fill in, to reveal and to check."""

from __future__ import annotations

from dataclasses import dataclass

from sim.classroom.happened import most_telling, reached
from sim.classroom.lessons import Lesson, News, Seat
from sim.classroom.markup import Child, Html, table, tag
from sim.classroom.rubrics import who_line
from sim.classroom.script import decided_rows, happened_line
from sim.classroom.seats import open_to
from sim.classroom.sheets import sheet
from sim.classroom.spoken import days_late, told_days
from sim.texts import Text

__all__ = ["Set", "answers_of", "reveal_sheets", "set_sheets", "sets_key_sheets"]

MOST_ROWS, MOST_EVENTS = 7, 6
ROOM, NEWS_LINES, ORDER_LINES = 15.5, 1.37, 2.6
"""Lines of a page of part 2 besides its heads, and how many a row of a table takes."""
_TITLE = Text("Set {place}: {title}", "세트 {place}: {title}")
_REVEAL_TITLE = Text(
    "Set {place}, part 2: what was so", "세트 {place} 후반부: 실제로는 어땠나"
)
_KEY_TITLE = Text("Key to the sets: {title}", "세트 정답: {title}")
_MARK = Text("For one student", "학생 한 명용")
_MARK_REVEAL = Text("After part 1 is handed in", "전반부를 낸 뒤")
_MARK_KEY = Text("Key: not for students", "정답: 학생에게 보이지 마세요")
_CODE = Text("Receipt code: ", "확인 코드: ")
_HEAD = Text(
    "This is a future of your own; your neighbour has another. You sit here: "
    "{seat}. Below is what reached your seat, and when. Decide line by line, "
    "before you read the next.",
    "이것은 여러분만의 미래이며 옆 사람의 미래와 다릅니다. 여러분의 자리는 "
    "{seat}입니다. 아래는 이 자리에 들어온 소식과 날짜입니다. 다음 줄을 읽기 전에 "
    "한 줄씩 결정하세요.",
)
_START = Text("at the start", "시작할 때")
_HEADS = (
    Text("Known on", "알게 된 날"),
    Text("What is known", "아는 것"),
    Text("I order", "나의 결정"),
    Text("My reason", "이유"),
)
_STEPS = Text("You may order: {steps}", "정할 수 있는 조치: {steps}")
_ASK = (
    Text(
        "What did you not know that you needed most?",
        "가장 알고 싶었지만 몰랐던 것은 무엇인가요?",
    ),
    Text(
        "How late do you think the news was, as a rule? Say a range.",
        "소식은 대체로 얼마나 늦었을까요? 범위로 써 보세요.",
    ),
)
_REVEAL_HEAD = Text(
    "Now you see since when it was so. Work out how many days late each piece of "
    "news was, and mark the latest. Mark what was misread.",
    "이제 언제부터 그랬는지 볼 수 있습니다. 소식이 며칠씩 늦었는지 계산하고 가장 "
    "늦은 것에 표시하세요. 잘못 읽은 것에도 표시하세요.",
)
_REVEAL_HEADS = (
    Text("Known on", "알게 된 날"),
    Text("What was shown", "알려진 것"),
    Text("What was so then", "그때의 실제"),
    Text("Had differed since", "달라진 날"),
    Text("Days late", "늦은 날수"),
)
_PLAN = Text(
    "What the plan as written ordered in your future",
    "여러분의 미래에서 계획에 따라 결정한 것",
)
_PLAN_HEADS = (
    Text("Ordered on", "결정한 날"),
    Text("From what to what", "무엇에서 무엇으로"),
    Text("Why", "이유"),
)
_HAPPENED = Text("What happened in your future", "여러분의 미래에 일어난 일")
_MORE = Text(
    "and {count} more: ask for them", "그 밖에 {count}건은 선생님께 물어보세요"
)
_NOTHING = Text("Nothing new was ordered.", "새로 결정한 것은 없습니다.")
_NO_NEWS = Text(
    "Nothing reached your seat up to the end.",
    "끝까지 이 자리에 들어온 소식이 없습니다.",
)
_NONE_LATE = Text(
    "No news reached your seat late.", "이 자리에 늦게 들어온 소식은 없습니다."
)
_COMPARE = (
    Text(
        "Where did you and the plan part? Could you have known better, or was it luck?",
        "여러분과 계획은 어디에서 갈라졌나요? 더 잘 알 수 있었나요, 아니면 운이었나요?",
    ),
    Text(
        "Ask a neighbour: what is alike in your two futures, and why?",
        "옆 사람에게 물어보세요. 두 미래에서 닮은 것은 무엇이며 왜 그런가요?",
    ),
)
_KEY_LEAD = Text(
    "One line for each set, by its number on your list. The days late are those of "
    "the lines of its part 2, in their order. “sim receipt CODE” gives the same at "
    "your desk.",
    "목록의 번호 순서대로 세트마다 한 줄입니다. 늦은 날수는 후반부의 줄 "
    "순서대로입니다. ‘sim receipt 코드’로도 같은 답을 볼 수 있습니다.",
)
_KEY_HEADS = (
    Text("Set", "세트"),
    Text("Receipt code", "확인 코드"),
    Text("Days late", "늦은 날수"),
    Text("Misread", "잘못 읽음"),
    Text("First order", "첫 결정"),
)
_NONE = Text("none", "없음")


@dataclass(frozen=True, slots=True)
class Set:
    """The set of one student.

    Attributes
    ----------
    place : int
        On the list, from 1. Names are not kept.
    lesson : Lesson
        Of this student's future.
    code : str
        Its receipt code.
    """

    place: int
    lesson: Lesson
    code: str


def set_sheets(one: Set, seat: Seat) -> list[Html]:
    """Write what a student is given first: news to decide by."""
    lesson, say = one.lesson, one.lesson.say
    names = lesson.names
    known = [*lesson.seen_by(seat), *open_to(lesson.trace.model, seat)]
    start = [
        tag("p", f"{names.ladder(one.name)}: {names.rung(one.name, at)}")
        for one in known
        for at in (lesson.rung_on(one.name, 0.0),)
    ]
    rows: list[tuple[Child, ...]] = []
    if start:
        rows.append((say(_START), start, "", ""))
    rows += [
        (lesson.writer.day(day), _shown(lesson, ladder, rung), "", "")
        for day, ladder, rung in reached(lesson, seat)[:MOST_ROWS]
    ]
    steps = " / ".join(lesson.steps_of(seat))
    content: list[Child] = [
        tag("h1", say(_TITLE, place=one.place, title=lesson.title)),
        who_line(lesson),
        _code(one),
        tag("p", say(_HEAD, seat=seat.title)),
        tag("p", say(_STEPS, steps=steps)),
        table([say(head) for head in _HEADS], rows, class_="roomy"),
        tag("p", say(_NO_NEWS)) if len(rows) < 2 else None,
        _questions(lesson, _ASK),
    ]
    return [sheet(content, foot=lesson.foot, mark=say(_MARK), class_="one")]


def reveal_sheets(one: Set, seat: Seat) -> list[Html]:
    """Write what a student is given after: what was really so."""
    lesson, say = one.lesson, one.lesson.say
    rows = [
        (
            lesson.writer.day(news.day),
            _shown(lesson, news.ladder, news.shown),
            lesson.names.rung(news.ladder, news.true),
            lesson.writer.day(news.day - news.late),
            "",
        )
        for news in _late(lesson, seat)
    ]
    every = decided_rows(lesson, seat)
    room = ROOM - NEWS_LINES * len(rows)
    orders = every[: int(room / ORDER_LINES)]
    more = len(every) - len(orders)
    heads = [say(head) for head in _PLAN_HEADS]
    room = int(room - ORDER_LINES * len(orders))
    told, _ = most_telling(lesson, seat, min(MOST_EVENTS, room))
    events = [tag("li", happened_line(lesson, one)) for one in told]
    content: list[Child] = [
        tag("h1", say(_REVEAL_TITLE, place=one.place)),
        who_line(lesson),
        _code(one),
        tag("p", say(_REVEAL_HEAD)),
        table([say(head) for head in _REVEAL_HEADS], rows, class_="dated since")
        if rows
        else tag("p", say(_NONE_LATE)),
        tag("h2", say(_PLAN)),
        table(heads, orders, class_="dated orders")
        if orders
        else tag("p", say(_NOTHING)),
        tag("p", say(_MORE, count=more), class_="small") if more else None,
        [tag("h2", say(_HAPPENED)), tag("ul", events)] if events else None,
        _questions(lesson, _COMPARE),
    ]
    return [sheet(content, foot=lesson.foot, mark=say(_MARK_REVEAL), class_="one")]


def sets_key_sheets(sets: list[Set], seat: Seat) -> list[Html]:
    """Write the answers to all sets, a line for each."""
    lesson, say = sets[0].lesson, sets[0].lesson.say
    rows: list[tuple[Child, ...]] = [
        (
            str(one.place),
            tag("span", one.code, class_="code"),
            *answers_of(one.lesson, seat),
        )
        for one in sets
    ]
    content = [
        tag("h1", say(_KEY_TITLE, title=lesson.title)),
        tag("p", say(_KEY_LEAD)),
        table([say(head) for head in _KEY_HEADS], rows, class_="narrow answers"),
    ]
    return [sheet(content, foot=lesson.foot, mark=say(_MARK_KEY))]


def answers_of(lesson: Lesson, seat: Seat) -> tuple[str, str, str]:
    """Give the answers to a set: days late, how many were misread, the first order."""
    none = lesson.say(_NONE)
    news = _late(lesson, seat)
    late = ", ".join(
        told_days(days_late(one.day, one.late), lesson.language) for one in news
    )
    misread = sum(one.shown != one.true for one in news)
    orders = decided_rows(lesson, seat)
    first = f"{orders[0][0]}: {orders[0][1]}" if orders else none
    return late or none, str(misread), first


def _late(lesson: Lesson, seat: Seat) -> list[News]:
    """Give the news that stands in a set: how late it was is asked in part 2."""
    listed = reached(lesson, seat)[:MOST_ROWS]
    return [
        one
        for one in lesson.news_of(seat)
        if (one.day, one.ladder, one.shown) in listed
    ]


def _shown(lesson: Lesson, ladder: str, rung: int) -> str:
    return f"{lesson.names.ladder(ladder)}: {lesson.names.rung(ladder, rung)}"


def _code(one: Set) -> Html:
    code = tag("span", one.code, class_="code")
    return tag("p", one.lesson.say(_CODE), code, class_="small")


def _questions(lesson: Lesson, texts: tuple[Text, ...]) -> Child:
    return tag("ol", [tag("li", lesson.say(text), class_="roomy") for text in texts])
