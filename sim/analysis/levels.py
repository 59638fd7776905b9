"""What gauges stood at over time: quantiles over members."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.errors import ResultError, suggest
from sim.results import Ensemble

__all__ = ["GaugeQuantiles", "gauge_quantiles"]

NINE_OF_TEN = (0.05, 0.25, 0.5, 0.75, 0.95)


@dataclass(frozen=True, eq=False)
class GaugeQuantiles:
    """Quantiles of one gauge over time.

    Attributes
    ----------
    gauge : str
    times : ndarray, shape (times,)
        Days.
    shares : tuple of float
        Of the members, how many stand at or below each quantile.
    values : ndarray, shape (times, shares)
        In the gauge's own unit.
    members : int
        How many members were noted, the first of the ensemble. Of more than some
        thousands not all are: each quantile is then uncertain by their number.
    """

    gauge: str
    times: NDArray[np.float64]
    shares: tuple[float, ...]
    values: NDArray[np.float64]
    members: int


def gauge_quantiles(
    ensemble: Ensemble, gauge: str, *, shares: Sequence[float] = NINE_OF_TEN
) -> GaugeQuantiles:
    """Give the quantiles of a gauge on every day of the grid.

    Parameters
    ----------
    ensemble : Ensemble
    gauge : str
    shares : sequence of float
        From 0 to 1; without more said, the median, half and nine tenths of members.

    Raises
    ------
    ResultError
        If the scenario has no such gauge, or no member was noted.

    Examples
    --------
    >>> import sim
    >>> model = sim.compile_model(sim.load_scenario("seoul_2024"))
    >>> deaths = gauge_quantiles(sim.run_ensemble(model, members=10), "deaths")
    >>> deaths.values.shape
    (121, 5)
    """
    names = list(ensemble.model.gauge_index)
    if gauge not in names:
        raise ResultError(f"no gauge {gauge!r}; {suggest(gauge, names)}")
    levels = ensemble.levels
    if not len(levels):
        raise ResultError("no member's gauges were noted in this ensemble")
    values = np.quantile(levels[:, :, names.index(gauge)], shares, axis=0).T
    return GaugeQuantiles(gauge, ensemble.times, tuple(shares), values, len(levels))
