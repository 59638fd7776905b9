"""The script to read aloud: the opening, each round, the reveal, the debrief."""

from __future__ import annotations

from sim.classroom.happened import Happened, most_telling, reached
from sim.classroom.lessons import Lesson, Seat
from sim.classroom.markup import Child, Html, table, tag
from sim.classroom.plan import ROUNDS
from sim.classroom.questions import questions_of
from sim.classroom.sheets import sheet
from sim.classroom.spoken import spoken_date, spoken_span, told_late
from sim.classroom.words_script import SCRIPT as W
from sim.report.teller import StoryLine

__all__ = ["decided_rows", "happened_line", "known_rows", "news_rows", "script_sheets"]

MOST_LINES = 4
MOST_NEWS = 12
MOST_EVENTS = 10
MOST_HEARD = 6


def script_sheets(lesson: Lesson) -> list[Html]:
    """Write the script of one future."""
    say, mark = lesson.say, lesson.say(W["mark"])
    opening = [tag("h1", say(W["title"], title=lesson.title)), _opening(lesson)]
    seat = lesson.seat
    if seat is None:
        pages: list[Child] = [opening, [_as_readers(lesson), _debrief(lesson)]]
    else:
        last = [_reveal(lesson, seat), _debrief(lesson)]
        pages = [opening, *_rounds(lesson, seat), *last]
    return [sheet(page, foot=lesson.foot, mark=mark) for page in pages]


def _aloud(*texts: str) -> Html:
    return tag("div", [tag("p", text) for text in texts if text], class_="say")


def _opening(lesson: Lesson) -> Child:
    say = lesson.say
    if lesson.has_people:
        deaths = say(W["deaths"])
    else:
        deaths = say(W["deaths_real" if lesson.real else "deaths_made_up"])
    since = say(W["since"], date=lesson.facts_to) if lesson.facts_to else ""
    seat = lesson.seat
    return [
        tag("p", say(W["how_to_read"]), class_="small"),
        tag("h2", say(W["opening"])),
        _aloud(
            say(W["welcome"], title=lesson.title),
            deaths,
            say(W["sit_out"]),
            say(W["no_one_wins"]),
            since,
        ),
        tag("p", say(W["silence"]), class_="do") if lesson.real else None,
        tag("h2", say(W["situation"])),
        _aloud(lesson.line(lesson.scenario.about)),
        [
            tag("h2", say(W["your_seat"], seat=seat.title)),
            _aloud(seat.brief),
            tag("p", say(W["take_roles"]), class_="do"),
        ]
        if seat
        else None,
    ]


def _as_readers(lesson: Lesson) -> Child:
    """Let a class without a seat follow the story."""
    say = lesson.say
    told = [
        tag("li", f"{line.date}: {line.what}. {line.reason}")
        for line in lesson.story[: 4 * MOST_LINES]
    ]
    return [
        tag("h2", say(W["story"])),
        tag("p", say(W["story_how"]), class_="do"),
        tag("ol", told),
    ]


def _rounds(lesson: Lesson, seat: Seat) -> list[Child]:
    """Write each round, which is a page: the next is not seen before its time."""
    say = lesson.say
    stops = lesson.stops_of(seat, max(ROUNDS.values()))
    short = set(lesson.stops_of(seat, min(ROUNDS.values())))
    ends = [*stops[1:], lesson.trace.model.horizon]
    heard = reached(lesson, seat)
    rounds: list[Child] = []
    for number, (day, end) in enumerate(zip(stops, ends, strict=True), start=1):
        date = aloud_day(lesson, day)
        head = say(W["round"], number=number, date=date)
        skipped = day not in short
        if skipped:
            head += " " + say(W["long_only"])
        steps = [tag("li", step) for step in lesson.steps_of(seat)]
        rounds.append(
            [
                tag("h2", head),
                tag("p", say(W["if_short"]), class_="do") if skipped else None,
                _aloud(say(W["it_is"], date=date, since=_since(lesson, day))),
                table(
                    [say(W["known"]), say(W["stands"])],
                    known_rows(lesson, seat, day),
                    caption=say(W["you_know"]),
                ),
                _since_last(lesson, heard, stops[number - 2], day)
                if number > 1
                else None,
                _aloud(say(W["what_now"])),
                tag("ul", steps),
                tag("p", say(W["hands"]), class_="do"),
                tag("h3", say(W["only_then"])),
                tag("div", told_next(lesson, seat, day, end), class_="say"),
            ]
        )
    return rounds


def _since_last(
    lesson: Lesson, heard: list[tuple[float, str, int]], last: float, day: float
) -> Child:
    """Tell what reached the seat after one round and up to another, but for the end."""
    names = lesson.names
    told = [
        lesson.say(
            W["reached"],
            date=aloud_day(lesson, when),
            title=names.ladder(ladder),
            rung=names.rung(ladder, rung),
        )
        for when, ladder, rung in heard
        if last < when <= day
    ]
    if not told:
        return None
    return [tag("h3", lesson.say(W["since_last"])), _aloud(*told[-MOST_HEARD:])]


def _since(lesson: Lesson, day: float) -> str:
    if day <= 0:
        return ""
    return lesson.say(W["since_start"], span=spoken_span(day, lesson.language))


def aloud_day(lesson: Lesson, day: float) -> str:
    """Give the date of a day as it is read aloud."""
    return spoken_date(lesson.writer.day(day), lesson.language)


def known_rows(lesson: Lesson, seat: Seat, day: float) -> list[tuple[str, str]]:
    """Give what a seat knows on a day: what it has seen, and its own affairs."""
    names, say = lesson.names, lesson.say
    rows = [
        (
            names.ladder(ladder.name),
            names.rung(ladder.name, lesson.rung_on(ladder.name, day)),
        )
        for ladder in (*lesson.seen_by(seat), *lesson.known_as_is(seat))
    ]
    # What the review of that very instant orders is not yet known.
    before = max(day - 1e-9, 0.0)
    done = names.rung(seat.ladder, lesson.rung_on(seat.ladder, before))
    rows.append((say(W["done"], title=names.ladder(seat.ladder)), done))
    decided = f"decided({seat.ladder})"
    if lesson.rung_on(decided, before) != lesson.rung_on(seat.ladder, before):
        ordered = names.rung(seat.ladder, lesson.rung_on(decided, before))
        rows.append((say(W["ordered"]), ordered))
    return rows


def told_next(lesson: Lesson, seat: Seat, day: float, end: float) -> list[Html]:
    """Tell what was decided and done at a seat between two days."""
    say = lesson.say
    lines = lesson.told_between(seat, day, end)
    told = [tag("p", say(W["people_did" if lesson.played else "plan_did"]))]
    for line in lines[:MOST_LINES]:
        reason = line.reason if line.kind == "review" else ""
        if (seat.ladder, line.day) in lesson.played:
            reason = say(W["class_decided"])
        told.append(tag("p", _told(lesson, seat, line)))
        told.append(tag("p", f"({reason})", class_="small") if reason else Html(""))
    if len(lines) > MOST_LINES:
        told.append(tag("p", say(W["and_more"], count=len(lines) - MOST_LINES)))
    if not lines:
        told.append(tag("p", say(W["nothing_new"], date=aloud_day(lesson, end))))
    return told


def _told(lesson: Lesson, seat: Seat, line: StoryLine) -> str:
    """Tell a review or an act in a sentence that can be read aloud."""
    date = aloud_day(lesson, line.day)
    decided = f"decided({seat.ladder})"
    review = line.kind == "review"
    ladder, key = (decided, "orders") if review else (seat.ladder, "carried")
    moves = [move for move in line.firing.moves if move.ladder == ladder]
    if not moves:
        stands = lesson.names.rung(seat.ladder, lesson.rung_on(decided, line.day))
        return lesson.say(W["stays"], date=date, after=stands)
    before = lesson.names.rung(seat.ladder, moves[0].before)
    after = lesson.names.rung(seat.ladder, moves[-1].after)
    return lesson.say(W[key], date=date, before=before, after=after)


def happened_line(lesson: Lesson, one: Happened) -> str:
    """Tell an event in a sentence that can be read aloud."""
    date = spoken_date(one.date, lesson.language)
    told = lesson.say(W["happened_line"], date=date, story=one.story)
    if one.times > 1:
        told += " " + lesson.say(W["times"], count=one.times)
    return told


def decided_rows(lesson: Lesson, seat: Seat) -> list[tuple[str, str, str]]:
    """Give every order of a seat: when, from what to what, and why."""
    names, rows = lesson.names, []
    reasons = {line.day: line.reason for line in lesson.story if line.kind == "review"}
    for move in lesson.decisions_of(seat):
        before = names.rung(seat.ladder, move.before)
        after = names.rung(seat.ladder, move.after)
        reason = reasons.get(move.time, "")
        if (seat.ladder, move.time) in lesson.played:
            reason = lesson.say(W["class_decided"])
        rows.append((lesson.writer.day(move.time), f"{before} → {after}", reason))
    return rows


def news_rows(lesson: Lesson, seat: Seat) -> list[tuple[str, str, str, str, str]]:
    """Give each piece of news: when, of what, what was shown, what was so, how late."""
    names, say, rows = lesson.names, lesson.say, []
    for news in lesson.news_of(seat):
        true = say(W["same"])
        if news.shown != news.true:
            true = say(W["misread"], rung=names.rung(news.ladder, news.true))
        rows.append(
            (
                lesson.writer.day(news.day),
                names.ladder(news.ladder),
                names.rung(news.ladder, news.shown),
                true,
                told_late(news.day, news.late, lesson.language),
            )
        )
    return rows


def _reveal(lesson: Lesson, seat: Seat) -> Child:
    say, names = lesson.say, lesson.names
    rows = news_rows(lesson, seat)
    unseen = lesson.unseen_of(seat)
    told = [
        say(
            W["unseen"],
            title=names.ladder(move.ladder),
            rung=names.rung(move.ladder, move.after),
            date=aloud_day(lesson, move.time),
        )
        for move in unseen[:MOST_LINES]
    ]
    heads = [say(W[key]) for key in ("when", "of_what", "shown", "so", "late")]
    more = len(rows) - MOST_NEWS
    events, left = most_telling(lesson, seat, MOST_EVENTS)
    happened = [happened_line(lesson, one) for one in events]
    if left:
        happened.append(say(W["and_more"], count=left))
    return [
        tag("h2", say(W["reveal"])),
        _aloud(say(W["reveal_say"])),
        table(heads, rows[:MOST_NEWS], class_="dated")
        if rows
        else tag("p", say(W["no_news"])),
        tag("p", say(W["and_more"], count=more), class_="small") if more > 0 else None,
        tag("ul", [tag("li", text) for text in told]) if told else None,
        [tag("h3", say(W["happened"])), _aloud(*happened)] if happened else None,
    ]


def _debrief(lesson: Lesson) -> Child:
    say = lesson.say
    return [
        tag("h2", say(W["debrief"])),
        tag("p", say(W["debrief_how"]), class_="do"),
        _aloud(say(W["leave_roles"])),
        tag("ol", [tag("li", text) for text in questions_of(lesson)]),
        _aloud(say(W["closing"])),
    ]
