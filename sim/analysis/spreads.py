"""How outcomes are spread over the members: shares in bins, and of those that never.

Nothing is dropped: what never happens, and what stays at nothing, are shares of their
own, beside the bins.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.analysis.estimates import Estimate, share_estimate
from sim.analysis.outcomes import OutcomeSummary, summarise_outcome
from sim.errors import ResultError, suggest
from sim.results import Ensemble

__all__ = ["BINS", "OutcomeSpread", "outcome_spread"]

BINS = 24
MOST_COUNTS = 4
"""In a bin: of more, whole numbers are drawn as any others."""

APART = 0.02
"""From this share on, members that stay at nothing stand apart."""


@dataclass(frozen=True, eq=False)
class OutcomeSpread:
    """One outcome over all members, in bins.

    Attributes
    ----------
    summary : OutcomeSummary
        What the tables say of it.
    edges : ndarray, shape (bins + 1,)
        Of a number or a day; empty of the others.
    shares : ndarray, shape (bins,)
        Shares of all members, not only of those that have a number.
    never : Estimate or None
        Of a day, the share in which it never comes.
    nothing : Estimate or None
        Of a number, the share in which it is exactly 0; None if those are few, and
        then they are in the bins.
    beyond : float
        The share whose number is infinite or undefined and so in no bin.
    """

    summary: OutcomeSummary
    edges: NDArray[np.float64]
    shares: NDArray[np.float64]
    never: Estimate | None = None
    nothing: Estimate | None = None
    beyond: float = 0.0


def outcome_spread(ensemble: Ensemble, name: str, *, bins: int = BINS) -> OutcomeSpread:
    """Say how one outcome is spread over the members.

    Parameters
    ----------
    bins : int
        Of equal width, at the most so many. Of a day they reach from the start to the
        end of the run. Of a count, such as of times, they hold as many counts each.

    Raises
    ------
    ResultError
        If the scenario has no such outcome.
    """
    model = ensemble.model
    names = [outcome.name for outcome in model.outcomes]
    if name not in names:
        raise ResultError(f"no outcome {name!r}; {suggest(name, names)}")
    summary = summarise_outcome(ensemble, names.index(name))
    none = np.empty(0)
    if summary.kind not in ("number", "day"):
        return OutcomeSpread(summary, none, none)
    values, count = ensemble.outcome(name), len(ensemble)
    finite = values[np.isfinite(values)]
    if summary.kind == "day":
        shares, edges = np.histogram(finite, bins, (0.0, model.horizon))
        never = share_estimate(count - len(finite), count)
        return OutcomeSpread(summary, edges, shares / count, never=never)
    zero = finite == 0
    nothing = None
    if zero.sum() >= APART * count and not zero.all():
        nothing = share_estimate(int(zero.sum()), count)
        finite = finite[~zero]
    shares, edges = np.histogram(finite, _edges(finite, bins))
    beyond = 1 - np.isfinite(values).mean() if count else 0.0
    return OutcomeSpread(
        summary, edges, shares / count, nothing=nothing, beyond=float(beyond)
    )


def _edges(values: NDArray[np.float64], bins: int) -> NDArray[np.float64]:
    """Give the ends of the bins: round ones, from 0 on where nothing is below.

    Of few whole numbers they lie halfway between two, or a bin could hold two of them
    and its neighbour none.
    """
    if not len(values):
        return np.linspace(0.0, 1.0, bins + 1)
    low, high = float(values.min()), float(values.max())
    many = high - low + 1
    if many <= MOST_COUNTS * bins and (values == np.floor(values)).all():
        wide = math.ceil(many / bins)
        ends = np.arange(math.ceil(many / wide) + 1, dtype=np.float64)
        return low - 0.5 + wide * ends
    if 0 <= low < 0.5 * high:
        low = 0.0
    if not high > low:
        low, high = low - 0.5, high + 0.5
    return np.linspace(low, high, bins + 1)
