"""Two futures of one luck: where they part, ladder by ladder."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from sim.errors import ResultError
from sim.results import Trace

__all__ = ["Parting", "Twins", "twins_of"]

Step = tuple[float, int, int]


@dataclass(frozen=True, slots=True)
class Parting:
    """Where two futures part on one ladder.

    Attributes
    ----------
    ladder : str
        As the model names it, `decided(…)` and `wanted(…)` as well.
    kind : str
        ``own``, ``observed``, ``decided`` or ``wanted``.
    day : float
        From which on they stand on different rungs for a time; infinite if never.
    rungs : tuple of int
        Where the first and the second stand just after that day begins; empty if never.
    """

    ladder: str
    kind: str
    day: float
    rungs: tuple[int, ...] = ()


@dataclass(frozen=True, eq=False)
class Twins:
    """Two futures of one luck.

    Attributes
    ----------
    first, second : Trace
    partings : tuple of Parting
        Of every ladder that both have, in file order.
    day : float
        The first day on which any of them parts; infinite if none does.
    """

    first: Trace
    second: Trace
    partings: tuple[Parting, ...]
    day: float

    @property
    def world(self) -> tuple[Parting, ...]:
        """Where the ladders of the world part."""
        return tuple(one for one in self.partings if one.kind == "own")


def twins_of(first: Trace, second: Trace) -> Twins:
    """Hold two futures of one luck side by side.

    Raises
    ------
    ResultError
        If they are of different seeds or members: then luck is not the same.
    """
    if (first.seed, first.member) != (second.seed, second.member):
        raise ResultError(
            "expected one member of one seed, got "
            f"member {first.member} of seed {first.seed} and "
            f"member {second.member} of seed {second.seed}"
        )
    partings = tuple(_partings(first, second))
    day = min((parting.day for parting in partings), default=math.inf)
    return Twins(first, second, partings, day)


def _partings(first: Trace, second: Trace) -> Iterator[Parting]:
    for ladder in first.model.ladders:
        if ladder.name not in second.model.ladder_index:
            continue
        if second.model.ladder(ladder.name).rungs != ladder.rungs:
            continue
        one, two = first.staircase(ladder.name), second.staircase(ladder.name)
        day = _parts(one, two)
        rungs = () if math.isinf(day) else (_at(one, day), _at(two, day))
        yield Parting(ladder.name, ladder.kind, day, rungs)


Stairs = tuple[tuple[float, ...], tuple[int, ...]]


def _parts(one: Stairs, two: Stairs) -> float:
    """Give the first day from which on they stand on different rungs for a time."""
    days = sorted({*one[0], *two[0]})
    return next((day for day in days if _at(one, day) != _at(two, day)), math.inf)


def _at(stairs: Stairs, day: float) -> int:
    """Give the rung stood on after everything of that day's instant has happened."""
    days, rungs = stairs
    return rungs[sum(1 for other in days if other <= day) - 1]
