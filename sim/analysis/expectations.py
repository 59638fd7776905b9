"""Whether outcomes fall where the author of a scenario expects them."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from sim.analysis.estimates import (
    Estimate,
    mean_estimate,
    quantile_estimate,
    share_estimate,
)
from sim.quantities import parse_quantity
from sim.results import Ensemble
from sim.scenario import Expectation

__all__ = ["Tested", "expectation_result"]


@dataclass(frozen=True, slots=True)
class Tested:
    """One expectation, and what was measured.

    Attributes
    ----------
    outcome : str
    kind : str
        ``condition`` (a share was measured), ``number`` (a mean), ``day`` (a median).
    low, high : float
        The range that passes.
    estimate : Estimate
        What was measured, with its interval.
    power : int
        1 where the numbers are durations, in days.
    """

    outcome: str
    kind: str
    low: float
    high: float
    estimate: Estimate
    power: int = 0

    @property
    def passed(self) -> bool:
        """Whether what was measured lies in the range, its ends included."""
        return self.low <= self.estimate.value <= self.high

    @property
    def close(self) -> bool:
        """Whether the interval reaches over an end of the range: it may be chance."""
        low, high = self.estimate.low, self.estimate.high
        if math.isnan(low):
            return True
        inside = self.low <= low and high <= self.high
        outside = high < self.low or low > self.high
        return not (inside or outside)


def expectation_result(expectation: Expectation, ensemble: Ensemble) -> Tested:
    """Hold an expectation against an ensemble that was run for it.

    Notes
    -----
    Of a condition the share of members is measured in which it holds, of a number its
    mean, of a day (``first``) its median, never being later than every day.
    """
    names = [outcome.name for outcome in ensemble.model.outcomes]
    at = names.index(str(expectation.outcome))
    outcome, values = ensemble.model.outcomes[at], ensemble.outcomes[:, at]
    quantities = [parse_quantity(formula.text) for formula in expectation.between]
    low, high = (quantity.value if quantity else math.nan for quantity in quantities)
    if outcome.kind == "condition":
        estimate = share_estimate(int(np.count_nonzero(values)), len(values))
    elif outcome.kind == "day":
        estimate = quantile_estimate(values)
    else:
        estimate = mean_estimate(values)
    power = max((quantity.power for quantity in quantities if quantity), default=0)
    return Tested(str(expectation.outcome), outcome.kind, low, high, estimate, power)
