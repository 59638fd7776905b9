"""Columns of moves and firings of many members, end to end."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Failure", "Paths", "Staircases"]


@dataclass(frozen=True, slots=True)
class Failure:
    """A member that could not be run, and why."""

    member: int
    message: str


@dataclass(frozen=True, eq=False)
class Staircases:
    """The rungs that one ladder came to, member after member, in order of time.

    Attributes
    ----------
    ends : ndarray of int, shape (members + 1,)
        Member ``i`` has the moves from ``ends[i]`` to ``ends[i + 1]``.
    times : ndarray, shape (moves,)
        Days.
    rungs : ndarray of int, shape (moves,)
        The rung after the move.
    """

    ends: NDArray[np.int64]
    times: NDArray[np.float64]
    rungs: NDArray[np.int16]

    def of(self, row: int) -> tuple[NDArray[np.float64], NDArray[np.int16]]:
        """Give the days and the rungs of one member's moves, by its row."""
        part = slice(self.ends[row], self.ends[row + 1])
        return self.times[part], self.rungs[part]


@dataclass(frozen=True, eq=False)
class Paths:
    """Whole paths: every firing of some members, and every move of every ladder.

    Attributes
    ----------
    ends : ndarray of int, shape (kept members + 1,)
        Member ``i`` has the firings from ``ends[i]`` to ``ends[i + 1]``.
    times : ndarray, shape (firings,)
        Days.
    clocks : ndarray of int, shape (firings,)
        Which clock of the model fired.
    moves : dict of str to Staircases
        By ladder, `decided` and `wanted` as well.
    """

    ends: NDArray[np.int64]
    times: NDArray[np.float64]
    clocks: NDArray[np.int16]
    moves: dict[str, Staircases]

    @classmethod
    def of_none(cls) -> Paths:
        """Give those of no member."""
        return cls(
            np.zeros(1, dtype=np.int64), np.empty(0), np.empty(0, dtype=np.int16), {}
        )

    def __len__(self) -> int:
        return len(self.ends) - 1
