"""What a page needs for a class to decide: seats, what each sees, what orders mean.

Seats are those of `sim.classroom`: nobody is given Pyongyang's. A seat sees its
observations, its own affairs, and what its plan's rule reads; nothing else is shown
before the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sim.cases import quantiles_of
from sim.classroom.questions import questions_for
from sim.classroom.seats import Seat, open_to, seats_of, watched_by
from sim.classroom.words_script import SCRIPT
from sim.expressions import Tree
from sim.model import Argument, Model, compile_model
from sim.report.names import Names, line_of
from sim.report.numbers import PEOPLE
from sim.scenario import Scenario
from sim.texts import Language

__all__ = ["seat_numbers", "seat_texts"]

ENDS = (0.05, 0.95)
"""Between these shares of its spread the days are told that an order takes."""


def seat_numbers(model: Model, scenario: Scenario) -> list[dict[str, Any]]:
    """Give each seat's places in an open model, for JSON."""
    written = compile_model(scenario)
    return [_seat(model, written, seat) for seat in _seats(scenario, "en")]


def _seats(scenario: Scenario, language: Language) -> tuple[Seat, ...]:
    # of the model as written: an open one has plans where the file has none
    return seats_of(scenario, Names(compile_model(scenario), scenario, language))


def _seat(model: Model, written: Model, seat: Seat) -> dict[str, Any]:
    index, ladder = model.ladder_index, model.ladder(seat.ladder)
    clock = model.clock_index[f"review {seat.ladder}"]
    policies = model.plans[seat.ladder]
    seen = [item.name for item in watched_by(model, seat)]
    affairs = [
        item.name
        for item in model.ladders
        if item.kind == "own" and item.actor == seat.actor and item.name != seat.ladder
    ]
    # a rival of the plan may read more, and that is no news for this seat
    shown = [item.name for item in open_to(written, seat)]
    fresh = list(dict.fromkeys([*seen, *shown]))
    visible = dict.fromkeys([*fresh, *affairs, seat.ladder])
    return {
        "actor": seat.actor,
        "ladder": index[seat.ladder],
        "decided": index[f"decided({seat.ladder})"],
        "clock": clock,
        "rungs": len(ladder.rungs),
        "names": list(ladder.rungs),
        "fresh": [index[name] for name in fresh],
        "visible": [index[name] for name in visible],
        "takes": {
            str(model.policies.index(policy)): [
                [round(day) for day in quantiles_of(model, draw, ENDS)]
                for draw in policy.takes
            ]
            for policy in policies
        },
        "while": [
            [at for at, rungs in _standing(model, seat) if rung in rungs]
            for rung in range(len(ladder.rungs))
        ],
        "once": [
            [at for at, rungs in _arriving(model, seat) if rung in rungs]
            for rung in range(len(ladder.rungs))
        ],
    }


# ---- what stands in a seat's ledger because of a rung


def _own(model: Model, seat: Seat) -> Iterator[tuple[int, Argument]]:
    for at, argument in enumerate(model.arguments):
        if argument.actor == seat.actor:
            yield at, argument


def _standing(model: Model, seat: Seat) -> Iterator[tuple[int, set[int]]]:
    """Give arguments that run while the ladder is on some rungs, and on others not."""
    count = len(model.ladder(seat.ladder).rungs)
    for at, argument in _own(model, seat):
        if argument.flow is not None:
            rungs = {
                rung
                for rung in range(count)
                if any(
                    _touches(model, seat.ladder, part, rung)
                    for part in argument.flow.tree.walk()
                )
            }
            if 0 < len(rungs) < count:
                yield at, rungs


def _touches(model: Model, ladder: str, tree: Tree, rung: int) -> bool:
    """Say whether a part of a flow counts on a rung: its number, or a comparison."""
    if tree.op == "key" and tree.name.partition(".")[0] == ladder:
        numbers = model.ladder(ladder).numbers or {}
        number = numbers[tree.name.partition(".")[2]][rung].tree
        return number.op != "number" or number.number != 0.0
    if tree.op != "compare" or len(tree.parts) != 2:
        return False
    one, other = tree.parts
    if (one.op, one.name, other.op) != ("ladder", ladder, "rung"):
        return False
    than = other.number
    return {
        "<": rung < than,
        "<=": rung <= than,
        ">": rung > than,
        ">=": rung >= than,
        "==": rung == than,
        "!=": rung != than,
    }[tree.name]


def _arriving(model: Model, seat: Seat) -> Iterator[tuple[int, set[int]]]:
    for at, argument in _own(model, seat):
        rungs = {lump.rung for lump in argument.lumps if lump.ladder == seat.ladder}
        if rungs:
            yield at, rungs


# ---- texts


def seat_texts(model: Model, scenario: Scenario, language: Language) -> dict[str, Any]:
    """Give what is read to a class, in one language, for JSON."""

    def say(key: str, **filled: object) -> str:
        return SCRIPT[key].say(language).format(**filled)

    people = any(gauge.unit in PEOPLE for gauge in model.gauges)
    made_up = "deaths_real" if scenario.sources else "deaths_made_up"
    title = line_of(scenario.title, language) or scenario.name
    opening = [
        say("welcome", title=title),
        say("deaths" if people else made_up),
        say("sit_out"),
        say("no_one_wins"),
    ]
    if scenario.facts_to:
        opening.append(say("since", date=scenario.facts_to.isoformat()))
    return {
        "seats": [
            {"title": seat.title, "brief": seat.brief}
            for seat in _seats(scenario, language)
        ],
        "opening": opening,
        "leave": say("leave_roles"),
        "closing": say("closing"),
        "questions": questions_for(scenario, language),
    }
