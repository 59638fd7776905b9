"""First passages: the share of members that have come to a rung by each day.

A member that has not come to a rung when the run ends is censored there: it may come to
it later, and nobody knows. It stays in every share as one that has not come to it. All
members are followed to the same day, so the share by each day before it is also what
Kaplan and Meier's estimate gives.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sim.analysis.estimates import Estimate, share_estimate
from sim.errors import ResultError, suggest
from sim.model import Ladder
from sim.results import Ensemble

__all__ = ["Passage", "first_days", "passages"]


@dataclass(frozen=True, eq=False)
class Passage:
    """How many members have come to one rung by each day.

    Attributes
    ----------
    ladder : str
    rung : int
    way : str
        ``up``: to the rung or above it; ``down``: to it or below it; ``to``: to it, on
        a list that is no order, or where members start on different rungs.
    times : ndarray, shape (times,)
        Days; the last is the end of the run.
    counts : ndarray of int, shape (times,)
        Members that have come to it by then.
    members : int
        Of how many.
    """

    ladder: str
    rung: int
    way: str
    times: NDArray[np.float64]
    counts: NDArray[np.int64]
    members: int

    @cached_property
    def estimates(self) -> tuple[Estimate, ...]:
        """The share that has come to it by each day, with its interval."""
        known = {
            int(count): share_estimate(int(count), self.members)
            for count in np.unique(self.counts)
        }
        return tuple(known[int(count)] for count in self.counts)

    @property
    def never(self) -> Estimate:
        """The share that has not come to it by the end: censored there."""
        return share_estimate(self.members - int(self.counts[-1]), self.members)


def passages(ensemble: Ensemble, ladder: str) -> tuple[Passage, ...]:
    """Give the first passages to the rungs of one ladder, but for that it starts on.

    Of an ordered ladder a rung above the start counts as come to once a member stands
    on it or above, and one below the start once it stands on it or below: nobody waits
    for a rung that is passed over.

    Parameters
    ----------
    ladder : str
        Own or observed.

    Returns
    -------
    tuple of Passage
        From the lowest rung up. On days of the ensemble's grid.

    Raises
    ------
    ResultError
        If there is no such ladder.
    """
    known = list(ensemble.rung_slots)
    if ladder not in known:
        raise ResultError(f"no ladder {ladder!r}; {suggest(ladder, known)}")
    found = ensemble.model.ladder(ladder)
    starts = _start(ensemble, found)
    result = []
    for rung in range(len(found.rungs)):
        if rung == starts:
            continue
        way = "to"
        if found.ordered and starts >= 0:
            way = "up" if rung > starts else "down"
        days = first_days(ensemble, ladder, rung, way=way)
        counts = _by(days, ensemble.times, ensemble.model.horizon)
        result.append(Passage(ladder, rung, way, ensemble.times, counts, len(ensemble)))
    return tuple(result)


def first_days(
    ensemble: Ensemble, ladder: str, rung: int, *, way: str = "to"
) -> NDArray[np.float64]:
    """Give the day on which each member first came to a rung; infinite if never.

    Parameters
    ----------
    way : {"to", "up", "down"}
        To the rung itself, or to it or any above it, or to it or any below it.

    Returns
    -------
    ndarray, shape (members,)
    """
    slot = ensemble.rung_slots[ladder]
    first, last = slot.start + rung, slot.start + rung
    if way == "up":
        last = slot.stop - 1
    elif way == "down":
        first = slot.start
    days: NDArray[np.float64] = np.array(ensemble.first_on[:, first])
    for column in range(first + 1, last + 1):  # one column at a time: there are many
        np.minimum(days, ensemble.first_on[:, column], out=days)
    return days


def _start(ensemble: Ensemble, ladder: Ladder) -> int:
    """Give the rung that all members start on; -1 if they do not start on one."""
    if ladder.starts >= 0:
        return ladder.starts
    counts = ensemble.counts[0, ensemble.rung_slots[ladder.name]]
    (stood,) = np.nonzero(counts)
    return int(stood[0]) if len(stood) == 1 else -1


def _by(
    days: NDArray[np.float64], times: NDArray[np.float64], horizon: float
) -> NDArray[np.int64]:
    """Count the days up to each time; one at the end of the run or later is none."""
    places = np.searchsorted(times, days[days < horizon], side="left")
    counts = np.bincount(places, minlength=len(times))[: len(times)]
    total: NDArray[np.int64] = np.cumsum(counts)
    return total
