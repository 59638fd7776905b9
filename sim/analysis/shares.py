"""Where the members stand over time: the share of them on each rung."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.results import Ensemble

__all__ = ["RungShares", "rung_shares"]


@dataclass(frozen=True, eq=False)
class RungShares:
    """Shares of members on each rung of one ladder over time.

    Attributes
    ----------
    ladder : str
    times : ndarray, shape (times,)
        Days.
    shares : ndarray, shape (times, rungs)
        Each row sums to 1.
    members : int
        How many members they are shares of.
    """

    ladder: str
    times: NDArray[np.float64]
    shares: NDArray[np.float64]
    members: int


def rung_shares(ensemble: Ensemble) -> tuple[RungShares, ...]:
    """Give the shares on each rung of every own or observed ladder, in file order."""
    count = len(ensemble)
    return tuple(
        RungShares(name, ensemble.times, ensemble.counts[:, columns] / count, count)
        for name, columns in ensemble.rung_slots.items()
    )
