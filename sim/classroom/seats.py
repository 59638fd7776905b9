"""The seats at which a class decides: those of the file, or made from its plans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sim.model import Ladder, Model, ladders_read
from sim.report.names import Names, line_of
from sim.scenario import Scenario
from sim.texts import Text

__all__ = ["NEVER_ASSIGNED", "Seat", "open_to", "seats_of", "watched_by"]

NEVER_ASSIGNED = frozenset({"pyongyang"})
"""Actors whose seat the program gives to nobody, whatever a file says."""
_BRIEF = Text(
    "You decide for {actor}. You see only what {actor} has seen, and often late. You "
    "decide what {actor} does, not what others do.",
    "여러분은 {actor}의 결정을 맡습니다. 상황은 늦게, 일부만 알려집니다. 여러분이 "
    "정하는 것은 이 행위자의 조치이지 다른 나라의 행동이 아닙니다.",
)


@dataclass(frozen=True, slots=True)
class Seat:
    """A place at which the class decides.

    Attributes
    ----------
    actor : str
        Whose seat it is.
    title, brief : str
    ladder : str
        The ladder whose reviews are answered here.
    written : bool
        Whether the file says it, or it was made from a policy.
    """

    actor: str
    title: str
    brief: str
    ladder: str
    written: bool


def seats_of(scenario: Scenario, names: Names) -> tuple[Seat, ...]:
    """Give the seats of the file, or one for each actor whose ladder a plan moves."""
    return tuple(_written(scenario, names)) or tuple(_made(names))


def _written(scenario: Scenario, names: Names) -> Iterator[Seat]:
    for actor, seat in scenario.seats.items():
        if actor in NEVER_ASSIGNED or seat.ladder not in names.model.plans:
            continue
        title = line_of(seat.title, names.language) or names.actor(actor)
        yield Seat(
            actor, title, line_of(seat.brief, names.language), str(seat.ladder), True
        )


def _made(names: Names) -> Iterator[Seat]:
    done: set[str] = set()
    for ladder, policies in names.model.plans.items():
        actor = policies[0].actor or names.model.ladder(ladder).actor
        if not actor or actor in done or actor in NEVER_ASSIGNED:
            continue
        done.add(actor)
        title = names.actor(actor)
        yield Seat(
            actor, title, _BRIEF.say(names.language).format(actor=title), ladder, False
        )


def watched_by(model: Model, seat: Seat) -> list[Ladder]:
    """Give the ladders that show a seat what others do, late."""
    return [
        ladder
        for ladder in model.ladders
        if ladder.kind == "observed" and ladder.actor == seat.actor
    ]


def open_to(model: Model, seat: Seat) -> list[Ladder]:
    """Give what the rule of a seat's plan reads besides: it is open, and not late."""
    read = {*ladders_read(model, model.clocks[model.clock_index[_review(seat)]])}
    for policy in model.plans[seat.ladder]:
        read.update(policy.when_changes)
    known = {seat.ladder, *(ladder.name for ladder in watched_by(model, seat))}
    return [
        ladder
        for ladder in model.ladders
        if ladder.kind in ("own", "observed") and ladder.name in read - known
    ]


def _review(seat: Seat) -> str:
    return f"review {seat.ladder}"
