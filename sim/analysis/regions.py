"""In which region of the parameter box a claim holds, and in which it fails.

Regions are found on one half of the members, one of them is chosen on a quarter, and it
is judged on the quarter that is left, so that a region that luck alone has drawn does
not look better than it is.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.analysis.estimates import Estimate, share_estimate
from sim.analysis.prim import Box, Limit, inside, limits_dropped, measured, peeled
from sim.model import Model, Parameter
from sim.results import Ensemble

__all__ = ["DENSE", "Region", "Restriction", "region_of", "uncertain"]

DENSE = (0.75, 0.65, 0.55)
"""A region is wanted in which it is so in three of four futures, or else in fewer."""

FEWEST = 200
"""Fewer members, and no region is looked for."""

ASKED = 4
"""Of more parameters than this nobody keeps hold."""

SLACK = 0.02
"""So much density may be lost for one restriction fewer."""

MOST = 20_000
"""No more members are looked at: a region needs no more, and peeling is patient."""


@dataclass(frozen=True, slots=True)
class Restriction:
    """What a region asks of one parameter.

    Attributes
    ----------
    parameter : str
    low, high : float
        Days, per day or plain; infinite where nothing is asked.
    words : tuple of int
        Of a parameter of words, the places of those that are inside.
    """

    parameter: str
    low: float = -math.inf
    high: float = math.inf
    words: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Region:
    """A region of the parameter box, as it does on members it was not found on.

    Attributes
    ----------
    restrictions : tuple of Restriction
        In the order of the file.
    density : Estimate
        Share of the members inside in which it is so.
    coverage : Estimate
        Share of the members in which it is so that are inside.
    mass : float
        Share of all members that are inside.
    base : float
        Share of all members in which it is so: the density of no region at all.
    """

    restrictions: tuple[Restriction, ...]
    density: Estimate
    coverage: Estimate
    mass: float
    base: float


def uncertain(model: Model) -> tuple[Parameter, ...]:
    """Give the parameters that are drawn."""
    return tuple(item for item in model.parameters if item.draw is not None)


def region_of(
    ensemble: Ensemble,
    hits: NDArray[np.bool_],
    asked: NDArray[np.bool_] | None = None,
    *,
    among: Collection[str] | None = None,
) -> Region | None:
    """Find where in the parameter box something is most often so.

    Parameters
    ----------
    ensemble : Ensemble
    hits : ndarray of bool, shape (members,)
        In which members it is so.
    asked : ndarray of bool, shape (members,), optional
        The members that are looked at; all unless given.
    among : collection of str, optional
        The parameters that may be restricted; all that are drawn unless given.

    Returns
    -------
    Region or None
        Of the regions that are dense enough the one that gains most: the share of the
        members inside times how much denser it is than the whole box. Dense enough is
        three in four, or half way to 1 where that is more; where no region is, two in
        three, then a little more than half. None where there are too few members, or no
        region does surely better than the whole box.
    """
    rows = np.flatnonzero(asked if asked is not None else np.ones(len(hits), bool))
    rows = rows[:MOST]
    parameters = tuple(
        item
        for item in uncertain(ensemble.model)
        if among is None or item.name in among
    )
    if len(rows) < FEWEST or not parameters:
        return None
    index = ensemble.model.parameter_index
    values = np.column_stack(
        [ensemble.parameters[:, index[item.name]][rows] for item in parameters]
    )
    kinds = frozenset(at for at, item in enumerate(parameters) if item.words)
    return _region(parameters, values, hits[rows], kinds)


def _region(
    parameters: tuple[Parameter, ...],
    values: NDArray[np.float64],
    hits: NDArray[np.bool_],
    kinds: frozenset[int],
) -> Region | None:
    parts = np.arange(len(values)) % 4
    seek, choose, judge = parts < 2, parts == 2, parts == 3
    base = float(hits.mean())
    boxes = [
        (box, measured(values[choose], hits[choose], box.limits))
        for box in peeled(values[seek], hits[seek], kinds=kinds)
    ]
    bars = [bar for bar in (max(DENSE[0], (1 + base) / 2), *DENSE) if bar > base]
    enough = [[pair for pair in boxes if pair[1].density >= bar] for bar in bars]
    among = next(filter(None, enough), boxes)
    box = max(among, key=lambda pair: pair[1].mass * (pair[1].density - base))[0]
    both = ~judge
    least = measured(values[both], hits[both], box.limits).density - SLACK
    box = limits_dropped(
        values[both], hits[both], box, density=max(base, least), most=ASKED
    )
    if not box.limits:
        return None
    region = _judged(parameters, box, values, hits, judge)
    return region if region.density.low > region.base else None


def _judged(
    parameters: tuple[Parameter, ...],
    box: Box,
    values: NDArray[np.float64],
    hits: NDArray[np.bool_],
    judge: NDArray[np.bool_],
) -> Region:
    held = inside(values[judge], box.limits)
    both = int((held & hits[judge]).sum())
    return Region(
        tuple(
            _restriction(parameters[limit.column], limit, values[:, limit.column])
            for limit in box.limits
        ),
        share_estimate(both, int(held.sum())),
        share_estimate(both, int(hits[judge].sum())),
        float(held.mean()),
        float(hits[judge].mean()),
    )


def _restriction(
    parameter: Parameter, limit: Limit, column: NDArray[np.float64]
) -> Restriction:
    """Say what a limit asks; of words, those that are ever drawn are told."""
    if not parameter.words:
        return Restriction(parameter.name, limit.low, limit.high)
    drawn = np.unique(column).tolist()
    words = tuple(int(at) for at in drawn if at not in limit.left_out)
    return Restriction(parameter.name, words=words)
