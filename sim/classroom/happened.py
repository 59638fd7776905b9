"""What happened in a future, as its events tell it, and what of it reached a seat."""

from __future__ import annotations

from dataclasses import dataclass

from sim.classroom.lessons import Lesson, Seat
from sim.classroom.seats import open_to

__all__ = ["Happened", "happened_in", "most_telling", "reached"]


@dataclass(frozen=True, slots=True)
class Happened:
    """One event of a future: the date of its first time, its story, how often.

    Attributes
    ----------
    date : str
    story : str
    times : int
    moved : frozenset of str
        The ladders that it moved.
    """

    date: str
    story: str
    times: int
    moved: frozenset[str]


def happened_in(lesson: Lesson) -> list[Happened]:
    """Give the events that moved something, in order of their first time."""
    first: dict[tuple[str, str], Happened] = {}
    for line in lesson.story:
        moved = frozenset(move.ladder for move in line.firing.moves)
        if not line.clock.startswith("event ") or not moved:
            continue
        key = line.clock, line.parts[0]
        before = first.get(key) or Happened(line.date, line.parts[0], 0, moved)
        first[key] = Happened(
            before.date, before.story, before.times + 1, before.moved | moved
        )
    return list(first.values())


def most_telling(lesson: Lesson, seat: Seat, most: int) -> tuple[list[Happened], int]:
    """Give the events that touch what a seat watches, if all are too many.

    Returns
    -------
    list of Happened
        In order of time.
    int
        How many are left out.
    """
    found = happened_in(lesson)
    model = lesson.trace.model
    watched = {ladder.of for ladder in lesson.seen_by(seat)}
    watched |= {ladder.name for ladder in open_to(model, seat)} | {seat.ladder}
    ranked = sorted(found, key=lambda one: not (one.moved & watched))[:most]
    return [one for one in found if one in ranked], len(found) - len(ranked)


def reached(lesson: Lesson, seat: Seat) -> list[tuple[float, str, int]]:
    """Give what reached a seat, late or at once: day, ladder and rung, by day."""
    open_ones = {ladder.name for ladder in open_to(lesson.trace.model, seat)}
    late = [(news.day, news.ladder, news.shown) for news in lesson.news_of(seat)]
    at_once = [
        (move.time, move.ladder, move.after)
        for move in lesson.trace.moves
        if move.ladder in open_ones
    ]
    return sorted([*late, *at_once], key=lambda one: one[0])
