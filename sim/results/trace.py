"""The record of one member: a `Trace`, of firings, with moves, changes and reasons."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sim.errors import ResultError, suggest

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from sim.model import Model

__all__ = ["Change", "Firing", "Lookup", "Move", "Trace", "Why"]


@dataclass(frozen=True, slots=True)
class Lookup:
    """One random number that was looked up: its address and its value.

    Attributes
    ----------
    stream : str
        Such as ``event war_ends`` or ``resolve support defensive_weapons``.
    draw : int
        Which draw of that stream, from 0.
    uniform : float
        The number, between 0 and 1.
    """

    stream: str
    draw: int
    uniform: float


@dataclass(frozen=True, slots=True)
class Why:
    """Why a clock fired.

    Attributes
    ----------
    held_since : float
        Day since which its condition had held without a break (0 if from the start);
        of a review on its periodic day, the day of the review.
    armed_since : float
        Day since which this clock had been running: its last start.
    factors : tuple of str
        The factors of a hazard that held when it fired.
    seen : dict of str to int
        Where the ladders stood, before the firing, that its conditions read.
    wanted, decided, done : int or None
        Of a review or an act, the three positions of its ladder after it.
    barred : str
        Of a review that decided nothing though something else was wanted: ``may`` or
        ``toss``; otherwise empty.
    luck : tuple of Lookup
        The random numbers that set this firing's time and its branch.
    called_by : str
        Of a review: ``day`` (its periodic day), ``change`` (a ladder it watches), or
        both joined by a plus.
    level : float or None
        Of a gauge that crosses into another band, the floor it crosses.
    policy : str
        Of a review or an act, the policy that was in force.
    """

    held_since: float
    armed_since: float
    factors: tuple[str, ...] = ()
    seen: Mapping[str, int] = field(default_factory=dict)
    wanted: int | None = None
    decided: int | None = None
    done: int | None = None
    barred: str = ""
    luck: tuple[Lookup, ...] = ()
    called_by: str = ""
    level: float | None = None
    policy: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """One change of rung.

    Attributes
    ----------
    time : float
        Day.
    clock : str
        Name of the clock that fired, as in the model.
    ladder : str
        Name of the ladder: an own one, an observation, ``decided(L)`` or ``wanted(L)``.
    before, after : int
        Rungs, 0 lowest.
    why : Why or None
        None if the run kept no reasons.
    """

    time: float
    clock: str
    ladder: str
    before: int
    after: int
    why: Why | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Change:
    """A gauge changed at once by a firing; values just before and just after."""

    gauge: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Firing:
    """One clock fired: what moved and what changed, if anything.

    Attributes
    ----------
    time : float
        Day.
    clock : str
        Name of the clock.
    branch : int or None
        Which of the `either` branches happened; None if none did or there are none.
    happened : bool
        False for a dated event whose condition did not hold when its turn came.
    moves : tuple of Move
    changes : tuple of Change
    why : Why or None
    """

    time: float
    clock: str
    branch: int | None
    happened: bool
    moves: tuple[Move, ...]
    changes: tuple[Change, ...]
    why: Why | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, repr=False)
class Trace:
    """One path, in order of time.

    Attributes
    ----------
    model : Model
    seed, member : int
        The address of its luck.
    case : dict of str to float
        This member's parameters (days, per day; the index of a word).
    firings : tuple of Firing
    outcomes : dict of str to float
        By name; a condition is 1 or 0, a ladder its rung, never is infinite.
    amounts : ndarray, shape (horizons, arguments)
        Discounted sums before weights, at the ledger's horizons.
    readings : ndarray, shape (readings,)
        What the model's readings came to.
    gauges : dict of str to float
        Values at the end.
    time_on, first_on : dict of str to tuple of float
        By ladder (own and observed): days on each rung; first day on it, or infinite.
    highest, final : dict of str to int
        By ladder: rungs.
    receipt : str
        Digest of every firing's time and clock, and of the outcomes: 16 hex digits.
    """

    model: Model
    seed: int
    member: int
    case: Mapping[str, float]
    firings: tuple[Firing, ...]
    outcomes: Mapping[str, float]
    amounts: NDArray[np.float64]
    readings: NDArray[np.float64]
    gauges: Mapping[str, float]
    time_on: Mapping[str, tuple[float, ...]]
    first_on: Mapping[str, tuple[float, ...]]
    highest: Mapping[str, int]
    final: Mapping[str, int]
    receipt: str

    @property
    def moves(self) -> tuple[Move, ...]:
        """Every move of every ladder, in order of time."""
        return tuple(move for firing in self.firings for move in firing.moves)

    def staircase(self, ladder: str) -> tuple[tuple[float, ...], tuple[int, ...]]:
        """Give the days on which `ladder` moved (the first is 0) and its rungs then.

        Raises
        ------
        ResultError
            If the model has no such ladder.
        """
        if ladder not in self.model.ladder_index:
            known = list(self.model.ladder_index)
            raise ResultError(f"no ladder {ladder!r}; {suggest(ladder, known)}")
        moves = [move for move in self.moves if move.ladder == ladder]
        days = (0.0, *(move.time for move in moves))
        first = moves[0].before if moves else self.final[ladder]
        rungs = (first, *(move.after for move in moves))
        return days, rungs

    def __repr__(self) -> str:
        return (
            f"<Trace of {self.model.name}: member {self.member}, seed {self.seed}, "
            f"{len(self.moves)} moves, receipt {self.receipt}>"
        )
