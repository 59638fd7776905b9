"""Which members are worth reading: the most typical, the most unlike, one of the tail.

The distance of two members is the mean number of rungs between them, over the days of a
grid and the ladders in question. It is summed over all pairs by counting how many stand
on each rung, so that any number of members can be looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.errors import ResultError
from sim.results import Ensemble

__all__ = ["Worth", "members_worth_reading"]

TAIL = 0.05
STEPS = 61
"""Days of the grid on which members are compared."""


@dataclass(frozen=True, slots=True)
class Worth:
    """One member and why to read it.

    Attributes
    ----------
    kind : {"medoid", "tail", "unlike"}
    member : int
    distance : float
        Rungs between it and another member, on average.
    """

    kind: str
    member: int
    distance: float


def members_worth_reading(
    ensemble: Ensemble,
    *ladders: str,
    among: NDArray[np.bool_] | None = None,
) -> tuple[Worth, ...]:
    """Name the medoid, the most typical of the highest twentieth, and the most unlike.

    Parameters
    ----------
    ensemble : Ensemble
        With every move of these ladders kept.
    *ladders : str
        By which members are compared.
    among : ndarray of bool, shape (members,), optional
        Only these members.

    Notes
    -----
    The medoid is the member with the least mean distance to all others. The highest
    twentieth are those that stand highest on average over the days, ladders taken
    together; its own medoid is told. The most unlike has the greatest mean distance.

    References
    ----------
    Kaufman and Rousseeuw (1990), Finding Groups in Data, chapter 2.
    """
    rows = np.arange(len(ensemble)) if among is None else np.flatnonzero(among)
    if not len(rows):
        raise ResultError("expected at least 1 member, got none")
    heights = _heights(ensemble, ladders, rows)
    distance = _distances(heights)
    level = heights.mean(axis=1)
    few = max(1, int(TAIL * len(rows)))
    tail = np.sort(np.argsort(-level, kind="stable")[:few])
    inner = _distances(heights[tail])
    chosen = (
        ("medoid", int(distance.argmin())),
        ("tail", int(tail[inner.argmin()])),
        ("unlike", int(distance.argmax())),
    )
    return tuple(
        Worth(kind, int(ensemble.members[rows[at]]), float(distance[at]))
        for kind, at in chosen
    )


def _heights(
    ensemble: Ensemble, ladders: Sequence[str], rows: NDArray[np.int64]
) -> NDArray[np.int16]:
    """Give the rung of each member on each day; shape (members, days * ladders)."""
    days = np.linspace(0.0, ensemble.model.horizon, STEPS)[1:]
    heights = np.empty((len(rows), len(days) * len(ladders)), dtype=np.int16)
    for place, name in enumerate(ladders):
        stairs, ladder = ensemble.staircases[name], ensemble.model.ladder(name)
        part = slice(place * len(days), (place + 1) * len(days))
        for at, row in enumerate(rows.tolist()):
            times, rungs = stairs.of(row)
            where = np.searchsorted(times, days, side="left")
            start = max(ladder.starts, 0)
            heights[at, part] = np.concatenate([[start], rungs])[where]
    return heights


def _distances(heights: NDArray[np.int16]) -> NDArray[np.float64]:
    """Give the mean distance of each member to all; shape (members,)."""
    count, columns = heights.shape
    total = np.zeros(count)
    for column in range(columns):
        own = heights[:, column].astype(np.int64)
        standing = np.bincount(own)
        rungs = np.arange(len(standing))
        apart = np.abs(rungs[:, np.newaxis] - rungs[np.newaxis, :]) @ standing
        total += apart[own]
    mean: NDArray[np.float64] = total / (max(1, count - 1) * columns)
    return mean
