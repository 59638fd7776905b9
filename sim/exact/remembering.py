"""What must be remembered of a path so that an outcome can be read off its end.

A chain knows only where it stands. To know whether a rung was ever reached, a small
number is carried along with the state: one for each thing that an outcome asks for.
Each kind here says how that number begins, how a firing changes it, and what it is
worth in the end. After its day it changes no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from sim.exact.reading import State, StateReader
from sim.expressions import Tree

__all__ = ["Count", "Ever", "Highest", "Item", "Memory", "Order", "Stood"]

Memory = tuple[int, ...]


class Item(Protocol):
    """One thing to remember, up to a day."""

    @property
    def day(self) -> float:
        """From which day on it changes no more."""

    def begin(self, reader: StateReader, state: State) -> int:
        """Give the number at the start."""

    def then(self, reader: StateReader, now: int, before: State, after: State) -> int:
        """Give the number after a firing."""

    def settle(self, now: int, state: State) -> int:
        """Give the number when its day has come, before anything fires on it."""

    def worth(self, now: int, state: State) -> float | bool:
        """Give what is read at the end of the run."""


@dataclass(frozen=True)
class Ever:
    """Whether a condition has held."""

    tree: Tree
    day: float

    def begin(self, reader: StateReader, state: State) -> int:
        return int(bool(reader.value(self.tree, state)))

    def then(self, reader: StateReader, now: int, before: State, after: State) -> int:
        return now or self.begin(reader, after)

    def settle(self, now: int, state: State) -> int:
        return now

    def worth(self, now: int, state: State) -> bool:
        return now == 1


@dataclass(frozen=True)
class Order:
    """Which of two conditions held first: 1 the one, 2 the other, 3 both at once."""

    one: Tree
    other: Tree
    day: float
    sign: str

    def begin(self, reader: StateReader, state: State) -> int:
        one, other = (bool(reader.value(t, state)) for t in (self.one, self.other))
        return int(one) + 2 * int(other)

    def then(self, reader: StateReader, now: int, before: State, after: State) -> int:
        return now or self.begin(reader, after)

    def settle(self, now: int, state: State) -> int:
        return now

    def worth(self, now: int, state: State) -> bool:
        # Neither has come: never is as late as never.
        true = {"<": (1,), "<=": (0, 1, 3), ">": (2,), ">=": (0, 2, 3), "==": (0, 3)}
        return now not in true["=="] if self.sign == "!=" else now in true[self.sign]


@dataclass(frozen=True)
class Highest:
    """The highest rung stood on, for however short a time."""

    place: int
    day: float

    def begin(self, reader: StateReader, state: State) -> int:
        return state[self.place]

    def then(self, reader: StateReader, now: int, before: State, after: State) -> int:
        return max(now, after[self.place])

    def settle(self, now: int, state: State) -> int:
        return now

    def worth(self, now: int, state: State) -> float:
        return float(now)


@dataclass(frozen=True)
class Count:
    """How often a ladder rose or fell, counted no further than `most`."""

    place: int
    day: float
    up: bool
    most: int

    def begin(self, reader: StateReader, state: State) -> int:
        return 0

    def then(self, reader: StateReader, now: int, before: State, after: State) -> int:
        rise = after[self.place] - before[self.place]
        return min(self.most, now + int(rise > 0 if self.up else rise < 0))

    def settle(self, now: int, state: State) -> int:
        return now

    def worth(self, now: int, state: State) -> float:
        return float(now)


@dataclass(frozen=True)
class Stood:
    """Where a ladder stood when a day came; at the end of the run, where it stands."""

    place: int
    day: float
    at_end: bool

    def begin(self, reader: StateReader, state: State) -> int:
        return -1

    def then(self, reader: StateReader, now: int, before: State, after: State) -> int:
        return now

    def settle(self, now: int, state: State) -> int:
        return now if self.at_end else state[self.place]

    def worth(self, now: int, state: State) -> float:
        return float(state[self.place] if self.at_end else now)
