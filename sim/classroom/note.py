"""The note for teachers, which is opened first."""

from __future__ import annotations

from collections.abc import Sequence

from sim.analysis import total_assumptions
from sim.classroom.lessons import Lesson
from sim.classroom.markup import Child, Html, paragraphs, table, tag
from sim.classroom.sheets import sheet
from sim.classroom.words_note import NOTE, POINTS
from sim.texts import Text

__all__ = ["Listed", "note_sheets"]

Listed = tuple[str, str, Text]
"""A file of the kit: its path, what it is called, and for whom and how often."""


def note_sheets(
    lesson: Lesson, listed: Sequence[Listed], *, students: int
) -> list[Html]:
    """Write the note.

    Parameters
    ----------
    lesson : Lesson
    listed : sequence of Listed
        The files of the kit.
    students : int
        How many have a set of their own; 0 if nobody.
    """
    say = lesson.say
    about = lesson.line(lesson.scenario.about)
    first: list[Child] = [
        tag("h1", say(NOTE["title"], title=lesson.title)),
        tag("p", say(NOTE["lead"]), class_="lead"),
        tag("div", tag("h2", say(NOTE["about"])), tag("p", about), class_="box")
        if about
        else None,
        _files(lesson, listed),
    ]
    parts = [
        ("out", _left_out(lesson)),
        ("since", _since(lesson)),
        ("deaths", [say(text) for text in POINTS[_deaths(lesson)]]),
        ("who", _in_the_room(lesson)),
        ("sides", [say(text) for text in POINTS["sides"]]),
        ("sit_out", [say(text) for text in POINTS["sit_out"]]),
        ("no_one_wins", [say(text) for text in POINTS["no_one_wins"]]),
    ]
    if students:
        count = f"{students:,}"
        parts.append(("sets", [say(text, count=count) for text in POINTS["sets"]]))
    missing = _made_up_parts(lesson)
    if missing:
        parts.append(("general", missing))
    rest = [
        [tag("h2", say(NOTE[key])), tag("ul", [tag("li", text) for text in texts])]
        for key, texts in parts
    ]
    mark = say(NOTE["mark"])
    return [sheet(first, rest, foot=lesson.foot, mark=mark, class_="compact")]


def _files(lesson: Lesson, listed: Sequence[Listed]) -> Child:
    say = lesson.say
    heads = [say(NOTE[key]) for key in ("file", "what", "copies")]
    rows = [
        (tag("a", path, href=path), title, say(copies))
        for path, title, copies in listed
    ]
    return [
        tag("h2", say(NOTE["files"])),
        paragraphs(say(NOTE["print"])),
        table(heads, rows, class_="files"),
    ]


def _left_out(lesson: Lesson) -> list[str]:
    filled = {
        "ladders": len(lesson.scenario.ladders),
        "events": len(lesson.scenario.events),
        "assumptions": total_assumptions(lesson.scenario),
        "sources": len(lesson.scenario.sources),
    }
    return [lesson.say(text, **filled) for text in POINTS["out"]]


def _since(lesson: Lesson) -> list[str]:
    key = "since" if lesson.facts_to else "since_made_up"
    return [lesson.say(text, date=lesson.facts_to) for text in POINTS[key]]


def _deaths(lesson: Lesson) -> str:
    if lesson.has_people:
        return "deaths"
    return "deaths_real" if lesson.real else "deaths_made_up"


def _in_the_room(lesson: Lesson) -> list[str]:
    actors = [lesson.names.actor(name) for name in lesson.trace.model.actors]
    told = ", ".join(filter(None, actors))
    points = [lesson.say(text, actors=told) for text in POINTS["who"]]
    if lesson.real:
        points.insert(0, lesson.say(NOTE["real_actors"], actors=told))
    barred = [lesson.names.actor(name) or name for name in lesson.barred_seats]
    if barred:
        points.append(lesson.say(NOTE["barred"], actors=", ".join(barred)))
    return points


def _made_up_parts(lesson: Lesson) -> list[str]:
    """Say which parts are general since the file does not write them."""
    told = []
    if not lesson.scenario.seats:
        told.append(lesson.say(NOTE["no_seats"] if lesson.seats else NOTE["no_policy"]))
    if lesson.scenario.lesson is None:
        told.append(lesson.say(NOTE["no_lesson"]))
    elif not lesson.scenario.lesson.plain:
        told.append(lesson.say(NOTE["no_plain"]))
    return told
