"""Numbers with their intervals: shares, means, medians.

An interval says how far off a number may be because members are finite. It says
nothing of whether the scenario is a true picture.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = [
    "Estimate",
    "Spread",
    "mean_estimate",
    "quantile_estimate",
    "share_estimate",
    "spread_of",
    "student_quantile",
]

CONFIDENCE = 0.95
EXACT_FREEDOM = 200  # beyond it the expansion of Student's t is exact to 1e-9


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with its interval.

    Attributes
    ----------
    value : float
        The number; nan if there is nothing to estimate it from.
    low, high : float
        Its interval; nan where so few members give none.
    count : int
        How many members it rests on.
    method : str
        How the interval was made: ``Wilson``, ``Student``, ``order statistics``.
    confidence : float
        How often such an interval covers the number that it is of.
    """

    value: float
    low: float
    high: float
    count: int
    method: str
    confidence: float = CONFIDENCE


@dataclass(frozen=True, slots=True)
class Spread:
    """How a number is spread over the members.

    Attributes
    ----------
    mean : Estimate
        Its value is nan if a member's number is infinite or undefined.
    median : Estimate
    low, high : float
        One member in twenty lies below `low`, one in twenty above `high`.
    """

    mean: Estimate
    median: Estimate
    low: float
    high: float


def share_estimate(
    successes: int, count: int, *, confidence: float = CONFIDENCE
) -> Estimate:
    """Estimate a share from how many of `count` members it was true.

    Parameters
    ----------
    successes, count : int
        0 <= successes <= count.
    confidence : float, default 0.95
        Between 0 and 1.

    Returns
    -------
    Estimate
        With Wilson's score interval, which is never wider than 0 to 1 and never empty.

    References
    ----------
    Wilson (1927), Probable inference, the law of succession, and statistical inference.

    Examples
    --------
    >>> estimate = share_estimate(0, 100)
    >>> estimate.value, estimate.low, round(estimate.high, 4)
    (0.0, 0.0, 0.037)
    """
    if count == 0:
        return Estimate(math.nan, math.nan, math.nan, 0, "Wilson", confidence)
    share = successes / count
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    scale = 1 + z * z / count
    middle = (share + z * z / (2 * count)) / scale
    half = z * math.sqrt(share * (1 - share) / count + (z / (2 * count)) ** 2) / scale
    low = 0.0 if successes == 0 else max(0.0, middle - half)
    high = 1.0 if successes == count else min(1.0, middle + half)
    return Estimate(share, low, high, count, "Wilson", confidence)


def mean_estimate(values: ArrayLike, *, confidence: float = CONFIDENCE) -> Estimate:
    """Estimate the mean over all members from those that were run.

    Parameters
    ----------
    values : array_like, shape (members,)
        One number a member.

    Returns
    -------
    Estimate
        With Student's interval; none from a single member. Where a value is infinite
        or undefined there is no mean.
    """
    numbers = np.asarray(values, dtype=float)
    count = len(numbers)
    if count == 0 or not np.isfinite(numbers).all():
        return Estimate(math.nan, math.nan, math.nan, count, "Student", confidence)
    mean = float(numbers.mean())
    if count == 1:
        return Estimate(mean, math.nan, math.nan, 1, "Student", confidence)
    error = float(numbers.std(ddof=1)) / math.sqrt(count)
    half = student_quantile((1 + confidence) / 2, count - 1) * error
    return Estimate(mean, mean - half, mean + half, count, "Student", confidence)


def quantile_estimate(
    values: ArrayLike, share: float = 0.5, *, confidence: float = CONFIDENCE
) -> Estimate:
    """Estimate the value below which a share of all members lies.

    Parameters
    ----------
    values : array_like, shape (members,)
        One number a member; infinite is later than every day.
    share : float, default 0.5
        The median.

    Returns
    -------
    Estimate
        The value of the member in that place, with an interval between two members'
        values that needs no assumption about the distribution. It has no ends where
        even the lowest and the highest member would not give that confidence.

    References
    ----------
    David and Nagaraja (2003), Order Statistics, section 7.1.
    """
    numbers = np.asarray(values, dtype=float)
    places = _places(len(numbers), share, confidence)
    return _quantile(_ranked(numbers, places), places, len(numbers), confidence)


@dataclass(frozen=True, slots=True)
class _Places:
    """Which members, in order of size, are a quantile and the ends of its interval."""

    value: int
    low: int = -1
    high: int = -1

    def all(self) -> list[int]:
        return [at for at in (self.value, self.low, self.high) if at >= 0]


def _places(count: int, share: float, confidence: float) -> _Places:
    """Find those places; without ends if even the outermost would not do."""
    if count == 0:
        return _Places(-1)
    below = _binomial(count, share)
    rest = (1 - confidence) / 2
    low = int(np.searchsorted(below, rest, side="right"))
    high = int(np.searchsorted(below, 1 - rest, side="left"))
    if below[0] > rest or high >= count:
        return _Places(_place(share, count))
    return _Places(_place(share, count), max(low - 1, 0), high)


def _ranked(numbers: NDArray[np.float64], *places: _Places) -> NDArray[np.float64]:
    """Put into these places what a sort would; that is all that is asked of it.

    A minus before 0 is dropped, for which of two zeros comes first is nobody's matter.
    """
    wanted = sorted({at for place in places for at in place.all()})
    return np.partition(numbers, wanted) + 0.0 if wanted else numbers


def _quantile(
    ranked: NDArray[np.float64], places: _Places, count: int, confidence: float
) -> Estimate:
    method = "order statistics"
    if count == 0:
        return Estimate(math.nan, math.nan, math.nan, 0, method, confidence)
    value = float(ranked[places.value])
    if places.low < 0:
        return Estimate(value, math.nan, math.nan, count, method, confidence)
    ends = float(ranked[places.low]), float(ranked[places.high])
    return Estimate(value, *ends, count, method, confidence)


def spread_of(values: ArrayLike) -> Spread:
    """Say how one number is spread over the members; shape ``(members,)``."""
    numbers = np.asarray(values, dtype=float)
    count = len(numbers)
    places = _places(count, 0.5, CONFIDENCE)
    outer = [_place(share, count) for share in (0.05, 0.95)] if count else []
    ranked = _ranked(numbers, places, *map(_Places, outer))
    low, high = (float(ranked[at]) for at in outer) if count else (math.nan, math.nan)
    median = _quantile(ranked, places, count, CONFIDENCE)
    return Spread(mean_estimate(numbers), median, low, high)


def student_quantile(share: float, freedom: int) -> float:
    """Give the value below which a share of Student's t lies, for 0.5 <= share < 1.

    Notes
    -----
    For whole degrees of freedom the distribution is a finite sum of powers of a
    cosine, which is inverted by halving; beyond 200 the usual expansion about the
    normal quantile is used.

    References
    ----------
    Abramowitz and Stegun (1964), Handbook of Mathematical Functions, 26.7.

    Examples
    --------
    >>> round(student_quantile(0.975, 4), 4)
    2.7764
    """
    z = NormalDist().inv_cdf(share)
    if freedom > EXACT_FREEDOM:
        n = float(freedom)
        first = (z**3 + z) / 4
        second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
        third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
        return z + first / n + second / n**2 + third / n**3
    low, high = 0.0, math.pi / 2
    for _ in range(60):
        angle = (low + high) / 2
        if _student_inside(angle, freedom) < 2 * share - 1:
            low = angle
        else:
            high = angle
    return math.sqrt(freedom) * math.tan(low)


def _student_inside(angle: float, freedom: int) -> float:
    """Share of Student's t nearer to 0 than ``sqrt(freedom) * tan(angle)``."""
    cosine, sine = math.cos(angle), math.sin(angle)
    odd = freedom % 2
    term, total = (cosine, 0.0) if odd else (1.0, 0.0)
    for power in range(2 if odd else 1, freedom, 2):
        total += term
        term *= cosine * cosine * power / (power + 1)
    if odd:
        return 2 / math.pi * (angle + sine * total)
    return sine * total


def _place(share: float, count: int) -> int:
    """Index, in order of size, of the member below which a share of them lies."""
    return min(count - 1, max(0, math.ceil(share * count - 1e-9) - 1))


@lru_cache(maxsize=2)
def _binomial(count: int, share: float) -> NDArray[np.float64]:
    """Chance of at most 0, 1, … `count` successes, shape ``(count + 1,)``."""
    steps = np.arange(1, count + 1, dtype=float)
    odds = math.log(share / (1 - share))
    logs = np.concatenate(
        ([0.0], np.cumsum(np.log((count + 1 - steps) / steps) + odds))
    )
    logs += count * math.log1p(-share)
    total: NDArray[np.float64] = np.cumsum(np.exp(logs))
    return total
