"""The key: everything that is true of a future, for the teacher alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sim.analysis import ClaimResult, holds_in
from sim.classroom.happened import happened_in
from sim.classroom.lessons import Lesson, Seat
from sim.classroom.markup import Child, Html, table, tag
from sim.classroom.questions import points_of, questions_of
from sim.classroom.script import decided_rows, news_rows
from sim.classroom.sheets import sheet
from sim.report.names import line_of
from sim.report.numbers import ranged, significant
from sim.report.words import say as say_words
from sim.scenario import Count, History
from sim.texts import Text

__all__ = ["key_sheets"]

_MARK = Text("Key: not for students", "정답: 학생에게 보이지 마세요")
_TITLE = Text("Key: {title}", "정답: {title}")
_FUTURE = Text(
    "Seed {seed}, member {member}. Receipt {receipt}. Code",
    "시드 {seed}, 구성원 {member}. 확인값 {receipt}. 코드",
)
_NEWS = Text("{seat}: what came to be known", "{seat}에 알려진 것")
_NO_NEWS = Text("Nothing reached it.", "알려진 것이 없습니다.")
_NEWS_HEADS = (
    Text("Known on", "알게 된 날"),
    Text("Of what", "무엇"),
    Text("What was shown", "알려진 것"),
    Text("What was so", "실제"),
    Text("How late", "늦은 기간"),
)
_UNSEEN = Text("Over before it could be seen", "알기 전에 지나간 것")
_ORDERS = Text("What was ordered, and why", "결정한 것과 그 이유")
_NO_ORDERS = Text("Nothing new was ordered.", "새로 결정한 것은 없습니다.")
_ORDER_HEADS = (
    Text("Ordered on", "결정한 날"),
    Text("From what to what", "무엇에서 무엇으로"),
    Text("Why", "이유"),
)
_EVENTS = Text("What happened in this future", "이 미래에 일어난 일")
_EVENT_HEADS = (
    Text("First on", "첫 발생일"),
    Text("What", "일어난 일"),
    Text("Times", "횟수"),
)
_OUTCOMES = Text("What this future came to", "이 미래의 결과")
_OUTCOME_HEADS = (Text("Question", "질문"), Text("Answer here", "이 미래의 답"))
_HARMED = Text(
    "People harmed: ranges, with who reports them. Not for guessing, not for marks.",
    "인명 피해: 범위와 집계한 쪽. 맞히거나 평가하는 데 쓰지 마세요.",
)
_CLAIMS = Text("How often each claim holds", "주장마다 성립하는 미래의 정도")
_CLAIM_RULE = Text(
    "Over {members} possible futures, at the longest horizon, all counted. A share "
    "of futures of this file, never a verdict.",
    "가능한 미래 {members}개, 가장 긴 기간, 모두 합산. 이 파일의 미래 가운데 "
    "비율일 뿐 판정이 아닙니다.",
)
_CLAIM_HEADS = (Text("Claim", "주장"), Text("So it holds in", "성립하는 미래"))
_QUESTIONS = Text("The debrief questions", "되돌아보기 질문")
_QUESTION_HEADS = (Text("Question", "질문"), Text("What to listen for", "눈여겨볼 점"))
_NO_POINTS = Text(
    "The file says nothing about answers. Listen for reasons that name what was "
    "known, by whom and when; for a difference made between luck and decision; and "
    "for an assumption that is named as one.",
    "파일에 답에 관한 내용은 없습니다. 무엇을 누가 언제 알았는지 짚는 이유, 운과 "
    "결정을 구별하는 말, 가정을 가정이라고 밝히는 말을 눈여겨보세요.",
)
_HISTORY = Text(
    "What happened in the world, as coded", "실제로 일어난 일(부호화한 기록)"
)
_HISTORY_LEAD = Text(
    "{about} Coding is judgment; the rules stand in the history file.",
    "{about} 부호화는 판단이며, 규칙은 이력 파일에 있습니다.",
)
_STAND_HEADS = (Text("From", "언제부터"), Text("Of what", "무엇"), Text("Rung", "단"))
_HAPPENED = Text("What happened", "일어난 일")
_COUNT = Text(
    "{by}, {date}: about {range} ({title})", "{by}, {date}: 약 {range} ({title})"
)


def key_sheets(
    lesson: Lesson,
    *,
    code: str,
    results: Sequence[ClaimResult],
    members: int,
    history: History | None = None,
) -> list[Html]:
    """Write the key.

    Parameters
    ----------
    lesson : Lesson
    code : str
        The receipt code of its future.
    results : sequence of ClaimResult
        How often each claim holds, over `members` futures.
    members : int
    history : History, optional
        What happened in the world.
    """
    say, trace = lesson.say, lesson.trace
    told = say(_FUTURE, seed=trace.seed, member=trace.member, receipt=trace.receipt)
    content: list[Child] = [
        tag("h1", say(_TITLE, title=lesson.title)),
        tag("p", f"{told} ", tag("span", code, class_="code")),
    ]
    for seat in lesson.seats:
        content += _seat(lesson, seat)
    content += [*_happened(lesson), *_outcomes(lesson)]
    content += _questions(lesson)
    if results:
        content += _claims(lesson, results, members)
    if history is not None:
        content += _history(lesson, history)
    return [sheet(content, foot=lesson.foot, mark=say(_MARK))]


def _seat(lesson: Lesson, seat: Seat) -> Iterator[Child]:
    say, names = lesson.say, lesson.names
    yield tag("h2", say(_NEWS, seat=seat.title))
    rows = news_rows(lesson, seat)
    heads = [say(head) for head in _NEWS_HEADS]
    yield table(heads, rows, class_="dated") if rows else tag("p", say(_NO_NEWS))
    unseen = [
        f"{names.ladder(move.ladder)}: {names.rung(move.ladder, move.after)} "
        f"({lesson.writer.day(move.time)})"
        for move in lesson.unseen_of(seat)
    ]
    if unseen:
        yield tag("p", f"{say(_UNSEEN)}: {'; '.join(unseen)}")
    yield tag("h3", say(_ORDERS))
    orders = decided_rows(lesson, seat)
    heads = [say(head) for head in _ORDER_HEADS]
    yield (
        table(heads, orders, class_="dated orders")
        if orders
        else tag("p", say(_NO_ORDERS))
    )


def _happened(lesson: Lesson) -> Iterator[Child]:
    say = lesson.say
    rows = [(one.date, one.story, f"{one.times:,}") for one in happened_in(lesson)]
    if rows:
        yield tag("h2", say(_EVENTS))
        yield table([say(head) for head in _EVENT_HEADS], rows, class_="dated events")


def _outcomes(lesson: Lesson) -> Iterator[Child]:
    say = lesson.say
    heads = [say(head) for head in _OUTCOME_HEADS]
    if lesson.outcomes or lesson.harmed:
        yield tag("h2", say(_OUTCOMES))
    if lesson.outcomes:
        yield table(heads, lesson.outcomes)
    if lesson.harmed:
        yield tag("p", say(_HARMED), class_="small")
        yield table(heads, lesson.harmed)


def _questions(lesson: Lesson) -> Iterator[Child]:
    say, questions, points = lesson.say, questions_of(lesson), points_of(lesson)
    yield tag("h2", say(_QUESTIONS))
    if points:
        heads = [say(head) for head in _QUESTION_HEADS]
        yield table(heads, list(zip(questions, points, strict=True)))
        return
    yield tag("ol", [tag("li", question) for question in questions])
    yield tag("p", say(_NO_POINTS))


def _claims(
    lesson: Lesson, results: Sequence[ClaimResult], members: int
) -> Iterator[Child]:
    say, rows = lesson.say, []
    for result in results:
        estimate = result.shares[-1].counted if result.shares else None
        told = say_words("too_few", lesson.language)
        if estimate is not None:
            told = say_words(f"holds {holds_in(estimate.value)}", lesson.language)
        rows.append((lesson.line(result.says), told))
    yield tag("h2", say(_CLAIMS))
    yield table([say(head) for head in _CLAIM_HEADS], rows)
    yield tag("p", say(_CLAIM_RULE, members=f"{members:,}"), class_="small")


def _history(lesson: Lesson, history: History) -> Iterator[Child]:
    say, language, model = lesson.say, lesson.language, lesson.trace.model
    yield tag("h2", say(_HISTORY))
    about = line_of(history.about, language)
    yield tag("p", say(_HISTORY_LEAD, about=about), class_="small")
    seat = lesson.seat
    shown = [ladder.of for ladder in lesson.seen_by(seat)] if seat else []
    names = [*dict.fromkeys([*shown, *([seat.ladder] if seat else [])])]
    rows = []
    for name in names or [name for name in history.rungs if name in model.ladder_index]:
        ladder = model.ladder(name)
        for stand in history.rungs.get(name, ()):
            rung = lesson.names.rung(name, ladder.rungs.index(stand.rung))
            rows.append((stand.since.isoformat(), lesson.names.ladder(name), rung))
    if rows:
        yield table([say(head) for head in _STAND_HEADS], sorted(rows), class_="dated")
    heads = [say(head) for head in _OUTCOME_HEADS]
    answers = {"true": "yes", "false": "no"}
    asked = [
        (
            line_of(question.title, language),
            say_words(answers[question.answer], language)
            if question.answer in answers
            else "?",
        )
        for question in history.questions.values()
    ]
    if asked:
        yield table([heads[0], say(_HAPPENED)], asked)
    counts = [text for count in history.counts if (text := _count(lesson, count))]
    if counts:
        yield tag("p", say(_HARMED), class_="small")
        yield tag("ul", [tag("li", text) for text in counts])


def _count(lesson: Lesson, count: Count) -> str:
    """Write what somebody counted, with who and when."""
    model, name = lesson.trace.model, str(count.gauge)
    if name not in model.gauge_index:
        return ""
    gauge = model.gauges[model.gauge_index[name]]
    low, high = (float(str(x)) for x in (count.low, count.high))
    told = (
        significant(low)
        if low == high
        else ranged(significant(low), significant(high), lesson.language)
    )
    return lesson.say(
        _COUNT,
        by=line_of(count.by, lesson.language),
        date=count.date.isoformat(),
        range=told,
        title=lesson.names.gauge(gauge.name),
    )
