"""Where history runs in the fan of possible futures: plain data, for a picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.analysis.hindcast import CountHeld, Hindcast, StandHeld
from sim.analysis.levels import GaugeQuantiles, gauge_quantiles
from sim.analysis.shares import RungShares, rung_shares
from sim.results import Ensemble

__all__ = ["GaugeFan", "HindcastFans", "LadderFan", "hindcast_fans"]

NOWHERE = -1


@dataclass(frozen=True, eq=False)
class LadderFan:
    """One ladder: the futures on each rung over time, and where history stood.

    Attributes
    ----------
    shares : RungShares
        The futures: shares on each rung on the days of the grid.
    stands : tuple of StandHeld
        The rungs that were held, in order of time.
    held : ndarray of int, shape (times,)
        The rung on which history stood on each of those days; -1 outside its window.
    below : ndarray, shape (times,)
        Share of futures below history on each day; of a list that is no order, all
        that are elsewhere. NaN where history is not told.
    above : ndarray, shape (times,)
        Share of futures above it.
    """

    shares: RungShares
    stands: tuple[StandHeld, ...]
    held: NDArray[np.int64]
    below: NDArray[np.float64]
    above: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class GaugeFan:
    """One gauge: quantiles of the futures over time, and what was counted."""

    quantiles: GaugeQuantiles
    counts: tuple[CountHeld, ...]


@dataclass(frozen=True, slots=True)
class HindcastFans:
    """Every ladder and gauge that a history tells of, among possible futures."""

    ladders: tuple[LadderFan, ...]
    gauges: tuple[GaugeFan, ...]


def hindcast_fans(ensemble: Ensemble, found: Hindcast) -> HindcastFans:
    """Lay each strand of a history over the fan of an ensemble.

    Parameters
    ----------
    ensemble : Ensemble
        Of `asking` the scenario, as `hindcast_of` had it.
    found : Hindcast
        What `hindcast_of` gave for it.

    Notes
    -----
    One history is one draw: that it runs at the edge of a fan is no error, and that it
    runs in the middle no proof.
    """
    stands: dict[str, list[StandHeld]] = {}
    for stand in found.stands:
        stands.setdefault(stand.ladder, []).append(stand)
    counts: dict[str, list[CountHeld]] = {}
    for count in found.counts:
        counts.setdefault(str(count.count.gauge), []).append(count)
    shares = {each.ladder: each for each in rung_shares(ensemble)}
    return HindcastFans(
        tuple(
            _ladder(ensemble, shares[ladder], tuple(held))
            for ladder, held in stands.items()
        ),
        tuple(
            GaugeFan(gauge_quantiles(ensemble, gauge), tuple(held))
            for gauge, held in counts.items()
        ),
    )


def _ladder(
    ensemble: Ensemble, shares: RungShares, stands: tuple[StandHeld, ...]
) -> LadderFan:
    times = shares.times
    held = np.full(len(times), NOWHERE, dtype=np.int64)
    for stand in stands:
        held[(times >= stand.since) & (times <= stand.until)] = stand.rung
    told = held != NOWHERE
    # Sums of the rungs below and above, read at the rung that history held.
    reached = np.cumsum(shares.shares, axis=1)
    days, at = np.arange(len(times)), np.where(told, held, 0)
    on = shares.shares[days, at]
    below, above = reached[days, at] - on, 1.0 - reached[days, at]
    if not ensemble.model.ladder(shares.ladder).ordered:
        below, above = 1.0 - on, np.zeros_like(on)
    return LadderFan(
        shares,
        stands,
        held,
        np.where(told, np.maximum(below, 0.0), np.nan),
        np.where(told, np.maximum(above, 0.0), np.nan),
    )
