"""A claim against horizon and discount rate: the map on which its sign turns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.analysis.claims import FEWEST
from sim.analysis.levers import Turned, reads_sums
from sim.model import Claim
from sim.results import Ensemble

__all__ = ["SignMap", "sign_map"]


@dataclass(frozen=True, eq=False)
class SignMap:
    """Shares in which a claim holds, by discount rate and horizon.

    Attributes
    ----------
    rates : tuple of float
        Per day, rising.
    horizons : tuple of float
        Days, rising.
    shares, money : ndarray, shape (rates, horizons)
        With all counted arguments, and on money alone; nan where it is asked in fewer
        than 30 members.
    members : int
    """

    rates: tuple[float, ...]
    horizons: tuple[float, ...]
    shares: NDArray[np.float64]
    money: NDArray[np.float64]
    members: int


def sign_map(ensemble: Ensemble, claim: Claim) -> SignMap | None:
    """Draw up the map of a claim at the further discount rates that were kept.

    None if the claim reads no sum, or no further rate was kept.
    """
    rates = tuple(sorted(ensemble.model.also_rates))
    horizons = ensemble.model.horizons
    if not rates or not reads_sums(claim):
        return None
    shares = np.full((len(rates), len(horizons)), np.nan)
    money = shares.copy()
    for row, rate in enumerate(rates):
        at_rate = ensemble.at_rate(rate)
        for column in range(len(horizons)):
            for into, only in ((shares, False), (money, True)):
                share = Turned(at_rate, claim, column, money_only=only).share()
                if share.count >= FEWEST:
                    into[row, column] = share.value
    return SignMap(rates, horizons, shares, money, len(ensemble))
