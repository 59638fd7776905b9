"""One path as staircases: each ladder with what follows it, seeks it and orders it."""

from __future__ import annotations

from dataclasses import dataclass

from sim.analysis.asked import world_ladder
from sim.results import Trace

__all__ = ["Stair", "Staircase", "staircases"]


@dataclass(frozen=True, slots=True)
class Stair:
    """Where one ladder of a model stood over time.

    Attributes
    ----------
    ladder : str
        As the model names it.
    kind : str
        ``own``, ``observed``, ``wanted`` or ``decided``.
    days : tuple of float
        Rising: day 0, then the day of each move.
    rungs : tuple of int
        The rung stood on from each of them.
    """

    ladder: str
    kind: str
    days: tuple[float, ...]
    rungs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Staircase:
    """A ladder, and everything of one path that stands on its rungs.

    Attributes
    ----------
    ladder : str
    own : Stair
        What is; of a steered ladder, what is done.
    wanted, decided : Stair or None
        Of a steered ladder.
    observed : tuple of Stair
        What actors have seen of it.
    """

    ladder: str
    own: Stair
    wanted: Stair | None
    decided: Stair | None
    observed: tuple[Stair, ...]


def staircases(trace: Trace) -> tuple[Staircase, ...]:
    """Give the staircase of every ladder of the world, in file order."""
    model = trace.model
    stairs = {ladder.name: _stair(trace, ladder.name) for ladder in model.ladders}
    return tuple(
        Staircase(
            ladder.name,
            stairs[ladder.name],
            stairs.get(f"wanted({ladder.name})"),
            stairs.get(f"decided({ladder.name})"),
            tuple(
                stairs[other.name]
                for other in model.ladders
                if other.kind == "observed"
                and world_ladder(model, other.name) == ladder.name
            ),
        )
        for ladder in model.ladders
        if ladder.kind == "own"
    )


def _stair(trace: Trace, name: str) -> Stair:
    """Give one stair; what is wanted on day 0 is what its first move came from."""
    moves = [move for move in trace.moves if move.ladder == name]
    first = moves[0].before if moves else trace.final[name]
    return Stair(
        name,
        trace.model.ladder(name).kind,
        (0.0, *(move.time for move in moves)),
        (first, *(move.after for move in moves)),
    )
