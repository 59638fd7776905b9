"""The first day on which a condition holds: how surely, how soon, and in the long run.

States in which it holds are cut away, so that what is left of the chance is the chance
of not yet. Its integral is the mean day, counted no further than the last one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sim.exact.chain import Chain, reachable
from sim.exact.reading import State
from sim.exact.solving import Entries, matrix_of, moved, solved
from sim.expressions import Tree

__all__ = ["FirstDay", "first_day"]

CLOSE = 1e-12


@dataclass(frozen=True, slots=True)
class FirstDay:
    """The first day on which a condition holds.

    Attributes
    ----------
    reached : float
        Chance that it does before the last day.
    day_if_reached : float
        Mean day, times that chance: the mean over all members of the day, never
        counting 0.
    quantiles : tuple of float
        The days before which it holds in 5, 50 and 95 % of all members; infinite
        where it does in fewer.
    ever, mean : float
        Of a run without end: the chance that it ever holds, and the mean day if that
        is certain, else infinite. Both are nan where dated events bear on it.
    states : int
    """

    reached: float
    day_if_reached: float
    quantiles: tuple[float, float, float]
    ever: float
    mean: float
    states: int


def first_day(
    chain: Chain, goal: Tree, *, until: float, most: int, quantiles: bool = True
) -> FirstDay:
    """Find the first day before `until` on which `goal` holds.

    Parameters
    ----------
    most : int
        More states than this are refused.
    quantiles : bool, default True
        Whether they are asked for: most of the work. They are nan if not.
    """
    start = chain.start
    if chain.reader.value(goal, start):
        return FirstDay(1.0, 0.0, (0.0, 0.0, 0.0), 1.0, 0.0, 1)
    cut = _Cut(chain, goal, most)
    dated = sorted({clock.day for clock in chain.dated if clock.day < until})
    vector = np.zeros(cut.size + 1)
    vector[cut.places[start]] = 1.0
    now, marks = 0.0, [(0.0, vector)]
    for day in (*dated, until):
        vector = moved(cut.matrix, vector, day - now)
        if day < until:
            vector = cut.turned(vector, day)
        marks.append((day, vector))
        now = day
    waited, left = float(vector[-1]), float(vector[:-1].sum())
    reached = max(0.0, 1.0 - left)
    days = [
        _quantile(cut, marks, share) if quantiles else math.nan
        for share in (0.05, 0.5, 0.95)
    ]
    ever, mean = _for_ever(cut) if not chain.dated else (math.nan, math.nan)
    whole = max(0.0, waited - until * left)
    return FirstDay(reached, whole, (days[0], days[1], days[2]), ever, mean, cut.size)


class _Cut:
    """A chain without the states in which the goal holds, and with time added up."""

    def __init__(self, chain: Chain, goal: Tree, most: int) -> None:
        self.chain, self.goal = chain, goal

        def onward(state: State) -> list[State]:
            found = [jump.after for jump in chain.jumps(state)]
            for clock in chain.dated:
                found += [jump.after for jump in chain.turn(clock, state)]
            return [after for after in found if not self.there(after)]

        self.places = reachable([chain.start], onward, most=most)
        self.size = len(self.places)
        entries: Entries = ([], [], [])
        self.straight = np.zeros(self.size)
        for state, at in self.places.items():
            for jump in chain.jumps(state):
                if jump.after == state:
                    continue
                to = self.places.get(jump.after, -1)
                if to < 0:
                    self.straight[at] += jump.weight
                else:
                    _put(entries, to, at, jump.weight)
                _put(entries, at, at, -jump.weight)
            _put(entries, self.size, at, 1.0)
        self.matrix = matrix_of(entries, self.size + 1)

    def there(self, state: State) -> bool:
        return bool(self.chain.reader.value(self.goal, state))

    def turned(self, vector: NDArray[np.float64], day: float) -> NDArray[np.float64]:
        """Give the chances after the dated events of a day; what is there is gone."""
        for clock in self.chain.dated:
            if clock.day != day:
                continue
            after = np.zeros_like(vector)
            after[-1] = vector[-1]
            for state, at in self.places.items():
                for jump in self.chain.turn(clock, state):
                    if not self.there(jump.after):
                        after[self.places[jump.after]] += vector[at] * jump.weight
            vector = after
        return vector


def _put(entries: Entries, row: int, column: int, value: float) -> None:
    entries[0].append(row)
    entries[1].append(column)
    entries[2].append(value)


def _quantile(
    cut: _Cut, marks: list[tuple[float, NDArray[np.float64]]], share: float
) -> float:
    """Find the day on which the chance of having come there passes `share`.

    A dated event may pass it at once. Otherwise the span in which it is passed is
    halved again and again, each time moving on from its left end.
    """
    for (first, begun), (last, after) in pairwise(marks):
        before = moved(cut.matrix, begun, last - first)
        if 1.0 - float(before[:-1].sum()) < share:
            if 1.0 - float(after[:-1].sum()) >= share:
                return last
            continue
        low, high, vector = first, last, begun
        while high - low > 1e-9 * max(1.0, high):
            middle = (low + high) / 2
            ahead = moved(cut.matrix, vector, middle - low)
            if 1.0 - float(ahead[:-1].sum()) >= share:
                high = middle
            else:
                low, vector = middle, ahead
        return high
    return math.inf


def _for_ever(cut: _Cut) -> tuple[float, float]:
    """Give the chance of ever coming there, and the mean day if it is certain."""
    able = _able(cut)
    start = cut.places[cut.chain.start]
    if not able[start]:
        return 0.0, math.inf
    keep = np.flatnonzero(able)
    inner = -cut.matrix[:-1, :-1].T.tocsr()[keep][:, keep].tocsc()
    at = int(np.searchsorted(keep, start))
    ever = float(solved(inner, cut.straight[keep])[at])
    if len(keep) < cut.size or ever < 1.0 - 1e-9:
        return min(1.0, ever), math.inf
    return 1.0, float(solved(inner, np.ones(len(keep)))[at])


def _able(cut: _Cut) -> NDArray[np.bool_]:
    """Say of each state whether the goal can be come to from it."""
    able = cut.straight > 0
    links = cut.matrix[:-1, :-1].T.tocsr()
    links = links - links.multiply(links < 0)
    while True:
        more = able | (links @ able.astype(float) > 0)
        if (more == able).all():
            return able
        able = more
