"""Not yet: the share that has not come to something by each day, from censored data.

The home of ``scipy.stats``: Kaplan and Meier's estimate, with intervals. A member that
has not come to it when the run ends is censored there.

References
----------
Kaplan and Meier (1958), Nonparametric estimation from incomplete observations.
Kalbfleisch and Prentice (2002), The Statistical Analysis of Failure Time Data, 1.4, for
the interval on the scale of log(-log).
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.errors import UsageError

__all__ = ["Survival", "survival_of"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Survival:
    """The share not yet come to something, on some days.

    Attributes
    ----------
    days : ndarray, shape (days,)
    shares, low, high : ndarray, shape (days,)
        With its 95 % interval; where nothing has happened yet the share is 1 and the
        interval is only that.
    came, members : int
        How many came to it by the end, of how many.
    """

    days: Floats
    shares: Floats
    low: Floats
    high: Floats
    came: int
    members: int


def survival_of(first: ArrayLike, *, horizon: float, days: ArrayLike) -> Survival:
    """Estimate the share that has not come to something by some days.

    Parameters
    ----------
    first : array_like, shape (members,)
        The day on which each member came to it; infinite if not by the end.
    horizon : float
        The end of the run, where the others are censored.
    days : array_like
        Asked for.

    Raises
    ------
    UsageError
        If SciPy is not installed.
    """
    stats = _stats()
    came = np.asarray(first, dtype=float)
    asked = np.asarray(days, dtype=float)
    known = came[came < horizon]
    if not len(known):
        ones = np.ones(len(asked))
        return Survival(asked, ones, ones, ones, 0, len(came))
    rest = np.full(len(came) - len(known), horizon)
    data = stats.CensoredData(uncensored=known, right=rest)
    curve = stats.ecdf(data).sf
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where none is left there is no interval
        ends = curve.confidence_interval(0.95, method="log-log")
    shares = curve.evaluate(asked)
    low = np.nan_to_num(ends.low.evaluate(asked), nan=0.0)
    high = np.where(shares == 1, 1.0, np.nan_to_num(ends.high.evaluate(asked), nan=1.0))
    return Survival(asked, shares, low, high, len(known), len(came))


def _stats() -> Any:
    try:
        return import_module("scipy.stats")
    except ImportError:
        raise UsageError(
            "curves of what has not happened yet need SciPy; install it with: "
            "pip install 'escalation-sim[exact]'"
        ) from None
