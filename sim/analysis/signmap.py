"""A claim against horizon and discount rate: the map on which its sign turns."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sim.analysis.claims import FEWEST
from sim.analysis.levers import Turned, reads_sums
from sim.model import Claim
from sim.quantities import DAYS_PER
from sim.results import Ensemble

__all__ = ["RATES", "SignMap", "at_other_rate", "sign_map"]

RATES = (0.0, 0.025, 0.05, 0.1, 0.15, 0.2)
"""Discount rates per year of the map."""


@dataclass(frozen=True, eq=False)
class SignMap:
    """Shares in which a claim holds, by discount rate and horizon.

    Attributes
    ----------
    rates : tuple of float
        Per year, rising.
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
    """Draw up the map of a claim.

    None if the claim reads no sum, or no sums at rate 0 were kept.

    Notes
    -----
    What falls due between two horizons is discounted from the middle between them; see
    `at_other_rate`.
    """
    horizons = ensemble.model.horizons
    if 0.0 not in ensemble.model.also_rates or not reads_sums(claim):
        return None
    shares = np.full((len(RATES), len(horizons)), np.nan)
    money = shares.copy()
    for row, rate in enumerate(RATES):
        other = at_other_rate(ensemble, rate / DAYS_PER["year"])
        for column in range(len(horizons)):
            for into, only in ((shares, False), (money, True)):
                share = Turned(other, claim, column, money_only=only).share()
                if share.count >= FEWEST:
                    into[row, column] = share.value
    return SignMap(RATES, horizons, shares, money, len(ensemble))


def at_other_rate(ensemble: Ensemble, rate: float) -> Ensemble:
    """Give the same members with their sums at any discount rate, nearly.

    Parameters
    ----------
    ensemble : Ensemble
        With sums at rate 0 kept, `Model.also_rates`.
    rate : float
        Per day.

    Notes
    -----
    With amounts a_k undiscounted between horizons t_(k-1) and t_k, the sum is that of
    a_k exp(-rate (t_(k-1) + t_k) / 2). For what flows evenly it is short by the share
    (rate (t_k - t_(k-1)))^2 / 24: at 20 % a year and half a year between horizons by
    0.04 %. A lump at an end of that half year is off by 5 %.
    """
    plain = ensemble.at_rate(0.0)
    ends = np.array(ensemble.model.horizons)
    begins = np.concatenate([[0.0], ends[:-1]])
    parts = np.diff(plain.amounts, axis=1, prepend=0.0)
    shrink = np.exp(-rate * (begins + ends) / 2)
    amounts = np.cumsum(parts * shrink[np.newaxis, :, np.newaxis], axis=1)
    return replace(plain, amounts=amounts)
