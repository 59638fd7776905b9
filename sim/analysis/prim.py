"""Patient rule induction: the region of a box in which something is most often so.

Our own code from the paper. A box that holds everything is peeled, a little at a time,
where that raises the share of hits inside most for what it takes away (a kind may be
many rows, and a few rows of a number are few); then it is pasted outwards again where
that raises the share. Coverage is the share of all hits that are inside,
density the share of what is inside that is a hit.

References
----------
Kwakkel and Jaxa-Rozen (2016), Improving scenario discovery for handling heterogeneous
uncertainties and multinomial classified outcomes, Environmental Modelling and Software
79, 311-321. Friedman and Fisher (1999), Bump hunting in high-dimensional data,
Statistics and Computing 9, 123-143. Bryant and Lempert (2010), Thinking inside the box,
Technological Forecasting and Social Change 77, 34-49.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

__all__ = ["Box", "Limit", "inside", "limits_dropped", "measured", "peeled"]

PEEL = 0.05
"""Share of what is inside that one peel takes away."""

PASTE = 0.05
"""Share of what is inside that one paste adds, at most."""

LEAST = 0.05
"""Share of everything that a box keeps inside."""

Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Limit:
    """What one box asks of one column.

    Attributes
    ----------
    column : int
    low, high : float
        Values from `low` to `high` are inside; infinite where nothing is asked.
    left_out : frozenset of float
        Of a column of kinds, the kinds that are outside.
    """

    column: int
    low: float = -math.inf
    high: float = math.inf
    left_out: frozenset[float] = frozenset()

    @property
    def asks(self) -> bool:
        """Whether anything is asked."""
        return bool(self.left_out) or self.low > -math.inf or self.high < math.inf


@dataclass(frozen=True, slots=True)
class Box:
    """A region, and how well it does.

    Attributes
    ----------
    limits : tuple of Limit
        Only those that ask something, by column.
    coverage : float
        Share of all hits that are inside.
    density : float
        Share of what is inside that is a hit.
    mass : float
        Share of everything that is inside.
    """

    limits: tuple[Limit, ...]
    coverage: float
    density: float
    mass: float


def inside(values: Floats, limits: Sequence[Limit]) -> Truths:
    """Say which rows are inside.

    Parameters
    ----------
    values : ndarray, shape (rows, columns)
    limits : sequence of Limit

    Returns
    -------
    ndarray of bool, shape (rows,)
    """
    held = np.ones(len(values), dtype=bool)
    for limit in limits:
        column = values[:, limit.column]
        held &= (column >= limit.low) & (column <= limit.high)
        if limit.left_out:
            held &= ~np.isin(column, list(limit.left_out))
    return held


def measured(values: Floats, hits: Truths, limits: Sequence[Limit]) -> Box:
    """Give a box of these limits with its coverage, density and mass."""
    held = inside(values, limits)
    caught, kept, all_hits = int((held & hits).sum()), int(held.sum()), int(hits.sum())
    asking = tuple(limit for limit in limits if limit.asks)
    return Box(
        tuple(sorted(asking, key=lambda limit: limit.column)),
        caught / all_hits if all_hits else math.nan,
        caught / kept if kept else math.nan,
        kept / len(values) if len(values) else math.nan,
    )


def peeled(
    values: Floats,
    hits: Truths,
    *,
    kinds: frozenset[int] = frozenset(),
    peel: float = PEEL,
    least: float = LEAST,
    paste: bool = True,
) -> tuple[Box, ...]:
    """Peel a box, and give every box on the way.

    Parameters
    ----------
    values : ndarray, shape (rows, columns)
    hits : ndarray of bool, shape (rows,)
    kinds : frozenset of int
        Columns that hold kinds and no numbers: a peel takes one kind away.
    peel : float, default 0.05
        Share of what is inside that a peel takes away: patience.
    least : float, default 0.05
        Share of everything below which no box is peeled.
    paste : bool, default True
        Whether the last box is pasted outwards again.

    Returns
    -------
    tuple of Box
        From the one that holds everything to the densest; the pasted one is last.
    """
    limits: dict[int, Limit] = {}
    boxes = [measured(values, hits, ())]
    held = np.ones(len(values), dtype=bool)
    while True:
        found = _best_peel(values, hits, held, limits, kinds, peel, least)
        if found is None:
            break
        limits[found.column] = found
        held = inside(values, list(limits.values()))
        boxes.append(measured(values, hits, list(limits.values())))
        if boxes[-1].density >= 1.0:
            break
    if paste and limits:
        boxes += _pasted(values, hits, limits, kinds)
    return tuple(boxes)


def _best_peel(
    values: Floats,
    hits: Truths,
    held: Truths,
    limits: dict[int, Limit],
    kinds: frozenset[int],
    peel: float,
    least: float,
) -> Limit | None:
    """Give the limit whose peel gains most for what it takes away; None if none may."""
    count, before = int(held.sum()), float(hits[held].mean()) if held.any() else 0.0
    best: tuple[float, int, Limit] | None = None
    for column in range(values.shape[1]):
        limit = limits.get(column, Limit(column))
        own = values[held, column]
        tried = (
            _peels_of_kinds(own, limit)
            if column in kinds
            else _peels_of_numbers(own, limit, peel)
        )
        for candidate, stays in tried:
            kept = int(stays.sum())
            if kept == count or kept < least * len(values) or kept == 0:
                continue
            gain = (float(hits[held][stays].mean()) - before) / (count - kept)
            if best is None or (gain, kept) > best[:2]:
                best = (gain, kept, candidate)
    if best is None or best[0] <= 0:
        return None
    return best[2]


def _peels_of_numbers(
    own: Floats, limit: Limit, peel: float
) -> list[tuple[Limit, Truths]]:
    """Take away the lowest, and the highest, few of one column."""
    ranked = np.sort(own)
    few = max(1, int(peel * len(own)))
    if few >= len(own):
        return []
    low, high = float(ranked[few]), float(ranked[-few - 1])
    if low == ranked[0]:  # more than a few are equal: they go together
        above = ranked[ranked > low]
        low = float(above[0]) if len(above) else low
    if high == ranked[-1]:
        below = ranked[ranked < high]
        high = float(below[-1]) if len(below) else high
    return [
        (replace(limit, low=low), own >= low),
        (replace(limit, high=high), own <= high),
    ]


def _peels_of_kinds(own: Floats, limit: Limit) -> list[tuple[Limit, Truths]]:
    """Take away one kind."""
    return [
        (replace(limit, left_out=limit.left_out | {float(kind)}), own != kind)
        for kind in np.unique(own)
    ]


def _pasted(
    values: Floats, hits: Truths, limits: dict[int, Limit], kinds: frozenset[int]
) -> list[Box]:
    """Widen the box where that raises its density."""
    limits = dict(limits)
    box = measured(values, hits, list(limits.values()))
    boxes: list[Box] = []
    while True:
        best: tuple[float, float, Limit] | None = None
        for limit in list(limits.values()):
            others = [other for other in limits.values() if other is not limit]
            room = inside(values, others)
            for wider in _wider(values[room], limit, box.mass * len(values), kinds):
                tried = measured(values, hits, [*others, wider])
                if tried.density > box.density and (
                    best is None or (tried.density, tried.mass) > best[:2]
                ):
                    best = (tried.density, tried.mass, wider)
        if best is None:
            return boxes
        limits[best[2].column] = best[2]
        box = measured(values, hits, list(limits.values()))
        boxes.append(box)


def _wider(
    room: Floats, limit: Limit, count: float, kinds: frozenset[int]
) -> list[Limit]:
    """Give a limit with a few more of its column let in, on each side."""
    if limit.column in kinds:
        return [
            replace(limit, left_out=limit.left_out - {kind}) for kind in limit.left_out
        ]
    column = np.sort(room[:, limit.column])
    few = max(1, int(PASTE * count))
    below, above = column[column < limit.low], column[column > limit.high]
    found = []
    if len(below):
        low = float(below[-few]) if len(below) > few else -math.inf
        found.append(replace(limit, low=low))
    if len(above):
        high = float(above[few - 1]) if len(above) > few else math.inf
        found.append(replace(limit, high=high))
    return found


def limits_dropped(
    values: Floats, hits: Truths, box: Box, *, density: float, most: int
) -> Box:
    """Drop every limit of a box without which it is still as dense as asked.

    The one whose loss costs least goes first; and so on until there are no more limits
    than `most`, however dense it then is.
    """
    while len(box.limits) > 1:
        tried = [
            measured(values, hits, [x for x in box.limits if x is not limit])
            for limit in box.limits
        ]
        best = max(tried, key=lambda other: (other.density, other.mass))
        if best.density < density and len(box.limits) <= most:
            return box
        box = best
    return box
