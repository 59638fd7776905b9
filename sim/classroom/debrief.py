"""The debrief sheet in four quarters: actors, process, outcomes, other."""

from __future__ import annotations

from collections.abc import Iterator

from sim.analysis import total_assumptions
from sim.classroom.lessons import Lesson, Seat
from sim.classroom.markup import Html, tag
from sim.classroom.rubrics import who_line
from sim.classroom.sheets import lines, sheet
from sim.classroom.spoken import days_late, told_days
from sim.texts import Text

__all__ = ["blank_debrief", "filled_debrief"]

MOST, MOST_BESIDE_HARM = 8, 3
BLANK_LINES, FILLED_LINES, LINES_BESIDE_HARM = 9, 3, 2
_TITLE = Text("Debrief: {title}", "되돌아보기: {title}")
_MARK_BLANK = Text("For students, after the rounds", "학생용, 라운드가 끝난 뒤")
_MARK_FILLED = Text("After the future has been told", "미래가 공개된 뒤")
_RECORD = Text(
    "Filled in from one future of many: seed {seed}, member {member}, {first} to "
    "{last}.",
    "많은 미래 가운데 하나의 기록으로 채웠습니다: 시드 {seed}, 구성원 {member}, "
    "{first} ~ {last}.",
)
_PLAYED = Text(
    "The class decided {count} reviews in it.",
    "이 가운데 검토 {count}회를 학급이 결정했습니다.",
)
_QUARTERS = {
    "actors": Text("1 Actors", "1 행위자"),
    "process": Text("2 Process", "2 과정"),
    "outcomes": Text("3 Outcomes", "3 결과"),
    "other": Text("4 Other", "4 그 밖"),
}
_PROMPTS = {
    "actors": Text(
        "Who acted first, and who only spoke? Who was not asked?",
        "누가 먼저 행동했고, 누가 말만 했나요? 의견을 묻지 않은 사람은 누구인가요?",
    ),
    "process": Text(
        "What was known at each decision? Where did luck decide?",
        "결정할 때마다 무엇을 알고 있었나요? 운이 정한 곳은 어디인가요?",
    ),
    "outcomes": Text(
        "What followed from the decisions, and what would have come anyway?",
        "결정에서 나온 것은 무엇이고, 어차피 일어났을 일은 무엇인가요?",
    ),
    "other": Text(
        "What is left out here? Which assumption would you question first?",
        "여기에 없는 것은 무엇인가요? 어떤 가정부터 의심하겠습니까?",
    ),
}
_FIRST = Text(
    "{actor}, first on {date}: {title} → {rung}",
    "{actor}, {date}에 처음: {title} → {rung}",
)
_STILL = Text("{actor}: nothing of its own moved", "{actor}: 스스로 움직인 것 없음")
_NEWS = Text(
    "Known on {date}: {rung}, {days} late", "{date}에 파악: {rung} ({days} 늦음)"
)
_MISREAD = Text(
    "Known on {date}: {rung}, which was wrong", "{date}에 파악: {rung} (잘못 읽음)"
)
_ORDER = Text("Ordered on {date}: {rung}", "{date}에 결정: {rung}")
_CLASS = Text("Ordered by the class on {date}: {rung}", "{date}에 학급이 결정: {rung}")
_DONE = Text("Carried out on {date}: {rung}", "{date}에 실행: {rung}")
_NO_ORDER = Text("Nothing new was ordered.", "새로 결정한 것은 없습니다.")
_UNSEEN = Text("Never seen in time: {count} changes", "제때 알지 못한 변화: {count}건")
_LUCK = Text(
    "Reviews at which the plan asked for more and the resolve was not there: {count}",
    "계획상 목표가 더 높았으나 결론을 내지 못한 검토: {count}회",
)
_BARRED = Text(
    "Reviews at which a step up was barred: {count}",
    "단계를 올릴 수 없도록 막힌 검토: {count}회",
)
_HARMED = Text(
    "People harmed, as ranges with who reports them; nobody here is answerable for "
    "them:",
    "인명 피해(범위와 집계한 쪽). 이 교실의 누구에게도 책임이 없습니다:",
)
_MORE = Text(
    "and {count} more: ask for them", "그 밖에 {count}건은 선생님께 물어보세요"
)
_ONE = Text(
    "This is one draw: another future of the same file may go otherwise.",
    "한 번의 추첨입니다. 같은 파일의 다른 미래는 다르게 흘러갈 수 있습니다.",
)
_RESTS = Text(
    "It rests on {count} assumptions that somebody chose.",
    "누군가 정한 가정 {count}개를 바탕으로 합니다.",
)
_SINCE = Text(
    "Nothing after {date} is known to the file.", "{date} 이후의 일은 파일에 없습니다."
)


def blank_debrief(lesson: Lesson) -> list[Html]:
    """Write the sheet with nothing filled in, for a class with no record."""
    quarters = {name: list[Html]() for name in _QUARTERS}
    return [_sheet(lesson, quarters, BLANK_LINES, lesson.say(_MARK_BLANK), "")]


def filled_debrief(lesson: Lesson) -> list[Html]:
    """Write the sheet filled in from a record."""
    say, trace, seat = lesson.say, lesson.trace, lesson.seat
    told = say(
        _RECORD,
        seed=trace.seed,
        member=trace.member,
        first=lesson.writer.day(0.0),
        last=lesson.writer.day(trace.model.horizon),
    )
    if lesson.played:
        told += " " + say(_PLAYED, count=len(lesson.played))
    quarters = {
        "actors": _few(lesson, list(_actors(lesson))),
        "process": _few(lesson, list(_process(lesson, seat))) if seat else [],
        "outcomes": _came_to(lesson),
        "other": [tag("li", text) for text in _other(lesson, seat)],
    }
    room = LINES_BESIDE_HARM if lesson.harmed else FILLED_LINES
    return [_sheet(lesson, quarters, room, say(_MARK_FILLED), told)]


def _sheet(
    lesson: Lesson, filled: dict[str, list[Html]], room: int, mark: str, told: str
) -> Html:
    most = dict(zip(filled, _room(list(filled.values()), room), strict=True))
    quarters = [
        tag(
            "section",
            tag("h2", lesson.say(_QUARTERS[name])),
            tag("p", tag("b", lesson.say(_PROMPTS[name]))),
            tag("ul", items) if items else None,
            lines(most[name]),
            class_="quarter" if told else "quarter blank",
        )
        for name, items in filled.items()
    ]
    return sheet(
        tag("h1", lesson.say(_TITLE, title=lesson.title)),
        tag("p", told, class_="small") if told else who_line(lesson),
        tag("div", quarters, class_="quarters"),
        foot=lesson.foot,
        mark=mark,
        class_="one",
    )


def _room(items: list[list[Html]], room: int) -> list[int]:
    """Give each quarter lines for what its neighbour has in items besides."""
    beside = [items[at ^ 1] for at in range(len(items))]
    return [
        room + max(0, len(other) - len(own)) * 5 // 6
        for own, other in zip(items, beside, strict=True)
    ]


def _few(lesson: Lesson, texts: list[str], most: int = MOST) -> list[Html]:
    told = [tag("li", text) for text in texts[:most]]
    if len(texts) > most:
        told.append(tag("li", lesson.say(_MORE, count=len(texts) - most)))
    return told


def _came_to(lesson: Lesson) -> list[Html]:
    """Say what a future came to; people harmed need room of their own."""
    harmed = _harmed(lesson)
    most = MOST_BESIDE_HARM if harmed else MOST
    return [*_few(lesson, list(_outcomes(lesson)), most), *harmed]


def _actors(lesson: Lesson) -> Iterator[str]:
    """Say of each actor when its own first moved; in order of that day."""
    names, model = lesson.names, lesson.trace.model
    firsts: dict[str, str] = {}
    for move in lesson.trace.moves:
        ladder = model.ladder(move.ladder)
        if ladder.kind == "own" and ladder.actor and ladder.actor not in firsts:
            firsts[ladder.actor] = lesson.say(
                _FIRST,
                actor=names.actor(ladder.actor),
                title=names.ladder(move.ladder),
                rung=names.rung(move.ladder, move.after),
                date=lesson.writer.day(move.time),
            )
    yield from firsts.values()
    with_ladders = {item.actor for item in model.ladders if item.kind == "own"}
    for name in model.actors:
        if name in with_ladders and name not in firsts:
            yield lesson.say(_STILL, actor=names.actor(name))


def _process(lesson: Lesson, seat: Seat) -> Iterator[str]:
    """Give news, orders and acts of the seat, in order of time."""
    names, told = lesson.names, list[tuple[float, str]]()
    for news in lesson.news_of(seat):
        text = _NEWS if news.shown == news.true else _MISREAD
        rung = names.rung(news.ladder, news.shown)
        days = told_days(days_late(news.day, news.late), lesson.language)
        date = lesson.writer.day(news.day)
        told.append((news.day, lesson.say(text, date=date, rung=rung, days=days)))
    for moves, text in (
        (lesson.decisions_of(seat), _ORDER),
        (lesson.acts_of(seat), _DONE),
    ):
        for move in moves:
            by_class = text is _ORDER and (seat.ladder, move.time) in lesson.played
            rung = names.rung(seat.ladder, move.after)
            date = lesson.writer.day(move.time)
            said = lesson.say(_CLASS if by_class else text, date=date, rung=rung)
            told.append((move.time, said))
    if not lesson.decisions_of(seat):
        told.append((lesson.trace.model.horizon, lesson.say(_NO_ORDER)))
    yield from (text for _, text in sorted(told, key=lambda pair: pair[0]))


def _outcomes(lesson: Lesson) -> Iterator[str]:
    """Say where the seat's ladders ended, then what the file asks."""
    names, seat = lesson.names, lesson.seat
    if seat is not None:
        watched = [ladder.of for ladder in lesson.seen_by(seat)]
        for name in dict.fromkeys([seat.ladder, *watched]):
            if (
                name in lesson.trace.final
                and lesson.trace.model.ladder(name).kind == "own"
            ):
                rung = names.rung(name, lesson.trace.final[name])
                yield f"{names.ladder(name)}: {rung}"
    plain = [(title, value) for title, value in lesson.outcomes if title]
    yield from (f"{title}: {value}" for title, value in plain)


def _harmed(lesson: Lesson) -> list[Html]:
    if not lesson.harmed:
        return []
    told = "; ".join(f"{title}: {value}" for title, value in lesson.harmed)
    return [tag("li", f"{lesson.say(_HARMED)} {told}")]


def _other(lesson: Lesson, seat: Seat | None) -> Iterator[str]:
    if seat is not None:
        unseen = len(lesson.unseen_of(seat))
        if unseen:
            yield lesson.say(_UNSEEN, count=unseen)
        reviews = lesson.firings_of(f"review {seat.ladder}")
        barred = [firing.why.barred for firing in reviews if firing.why is not None]
        for word, text in (("toss", _LUCK), ("may", _BARRED)):
            if barred.count(word):
                yield lesson.say(text, count=barred.count(word))
    yield lesson.say(_ONE)
    if lesson.facts_to:
        yield lesson.say(_SINCE, date=lesson.facts_to)
    yield lesson.say(_RESTS, count=total_assumptions(lesson.scenario))
