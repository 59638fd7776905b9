"""Exact answers beside sampled ones: each number twice, and whether they can be one.

Both come from the same model by different ways, so that each checks the other. Of a
million numbers that agree, the rule calls one a disagreement by chance.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.analysis.estimates import Estimate, mean_estimate, share_estimate
from sim.exact import Exact, ExactRun
from sim.results import Ensemble

__all__ = ["Beside", "beside", "parts_of"]

SURE = 1 - 1e-6
FEWEST = 30
"""Members, and members whose number is not the commonest, that a mean must rest on."""


@dataclass(frozen=True, slots=True)
class Beside:
    """One number of an exact answer, and the sampled one.

    Attributes
    ----------
    exact : Exact
        The answer that it belongs to.
    part : int
        Which rung of a ladder it is of; otherwise 0.
    value : float
        The exact number: a share, or a mean.
    sampled : Estimate
        With its 95 % interval.
    agrees : bool
        False if the two differ by more than chance and rounding can explain.
    """

    exact: Exact
    part: int
    value: float
    sampled: Estimate
    agrees: bool


def parts_of(exact: Exact) -> tuple[float, ...]:
    """Give the shares and means of an answer that sampling gives too."""
    whole = exact.kind == "ladder"
    return tuple(exact.numbers.tolist()[: None if whole else 1])


def beside(run: ExactRun, ensemble: Ensemble) -> tuple[Beside, ...]:
    """Put every exact outcome that is for all members beside the sampled one."""
    return tuple(_pairs(run, ensemble))


def _pairs(run: ExactRun, ensemble: Ensemble) -> Iterator[Beside]:
    for exact in run.outcomes:
        if not exact.for_all:
            continue
        values = ensemble.outcome(exact.name)
        for part, value in enumerate(parts_of(exact)):
            yield _pair(exact, part, value, values)


def _pair(exact: Exact, part: int, value: float, values: NDArray[np.float64]) -> Beside:
    room = exact.error + 1e-9 * max(1.0, abs(value))
    if exact.kind == "number":
        wide = mean_estimate(values, confidence=SURE)
        _, counts = np.unique(values, return_counts=True)
        enough = len(values) >= FEWEST and len(values) - counts.max() >= FEWEST
        agrees = not enough or wide.low - room <= value <= wide.high + room
        return Beside(exact, part, value, mean_estimate(values), bool(agrees))
    if exact.kind == "ladder":
        hits = values == part
    elif exact.kind == "day":
        hits = np.isfinite(values)
    else:
        hits = values != 0
    count = int(hits.sum())
    wide = share_estimate(count, len(values), confidence=SURE)
    agrees = wide.low - room <= value <= wide.high + room
    return Beside(exact, part, value, share_estimate(count, len(values)), bool(agrees))
