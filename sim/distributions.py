"""Uncertain quantities as quantile functions: one uniform in, one value out.

The functions are restricted Python, like `sim.streams.elementary`: the emitted rules
call them for one member, `sim.cases` calls their array forms. Their formulas are frozen
and listed in `docs/distributions.md`. Numbers are in days, per day, or plain.

``quantiles`` and ``choice`` have as many numbers as an author writes: the rules write
them out in place, by the formulas of `quantiles_quantile` and `choice_index` here.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sim.streams import divide, exp, log, normal_quantile, power, root

__all__ = [
    "choice_index",
    "exponential_quantile",
    "exponential_share",
    "loglogistic_quantile",
    "loglogistic_share",
    "lognormal_quantile",
    "lognormal_share",
    "normal_share",
    "quantiles_quantile",
    "triangular_quantile",
    "triangular_share",
    "uniform_quantile",
    "uniform_share",
    "weibull_quantile",
    "weibull_share",
]

Z90 = 1.2815515655446008
"""The standard normal's quantile at 0.9, as `sim.streams.normal_quantile` gives it."""


def uniform_quantile(u: float, low: float, high: float) -> float:
    """Give the quantile of the uniform distribution from `low` to `high`.

    Examples
    --------
    >>> uniform_quantile(0.25, 10.0, 20.0)
    12.5
    """
    return low + (high - low) * u


def triangular_quantile(u: float, low: float, mode: float, high: float) -> float:
    """Give the quantile of the triangle with its peak at `mode`.

    Examples
    --------
    >>> triangular_quantile(0.25, 0.0, 1.0, 4.0)
    1.0
    """
    width = high - low
    rising = low + root(u * width * (mode - low))
    falling = high - root((1.0 - u) * width * (high - mode))
    return rising if u * width < mode - low else falling


def exponential_quantile(u: float, mean: float) -> float:
    """Give the quantile of the exponential distribution with that mean."""
    return -log(1.0 - u) * mean


def lognormal_quantile(u: float, median: float, p90: float) -> float:
    """Give the quantile of the lognormal distribution by median and 90 % point.

    Examples
    --------
    >>> lognormal_quantile(0.5, 10.0, 20.0)
    10.000000000000002
    """
    middle = log(median)
    return exp(middle + (log(p90) - middle) / Z90 * normal_quantile(u))


def weibull_quantile(u: float, shape: float, scale: float) -> float:
    """Give the quantile of the Weibull distribution."""
    return scale * power(-log(1.0 - u), divide(1.0, shape))


def loglogistic_quantile(u: float, median: float, shape: float) -> float:
    """Give the quantile of the log-logistic distribution."""
    return median * power(divide(u, 1.0 - u), divide(1.0, shape))


# ---- shares: how much of a distribution lies at or below a value


def normal_share(z: float) -> float:
    """Give the standard normal's share at or below `z`, to 15 digits.

    References
    ----------
    J. F. Hart and others, Computer Approximations, 1968: function 5666.
    """
    x = z if z >= 0.0 else -z
    a = 0.0352624965998911 * x + 0.700383064443688
    a = a * x + 6.37396220353165
    a = a * x + 33.912866078383
    a = a * x + 112.079291497871
    a = a * x + 221.213596169931
    a = a * x + 220.206867912376
    b = 0.0883883476483184 * x + 1.75566716318264
    b = b * x + 16.064177579207
    b = b * x + 86.7807322029461
    b = b * x + 296.564248779674
    b = b * x + 637.333633378831
    b = b * x + 793.826512519948
    b = b * x + 440.413735824752
    far = x + 1.0 / (x + 2.0 / (x + 3.0 / (x + 4.0 / (x + 0.65))))
    near = a / b if x < 7.07106781186547 else 1.0 / (far * 2.506628274631)
    tail = exp(-x * x / 2.0) * near if x < 37.0 else 0.0
    return 1.0 - tail if z > 0.0 else tail


def uniform_share(x: float, low: float, high: float) -> float:
    """Give the share of the uniform distribution at or below `x`."""
    return 0.0 if x < low else (1.0 if x >= high else (x - low) / (high - low))


def triangular_share(x: float, low: float, mode: float, high: float) -> float:
    """Give the share of the triangle at or below `x`.

    Examples
    --------
    >>> triangular_share(1.0, 0.0, 1.0, 4.0)
    0.25
    """
    width = high - low
    rising = divide((x - low) * (x - low), width * (mode - low))
    falling = 1.0 - divide((high - x) * (high - x), width * (high - mode))
    inside = rising if x < mode else falling
    return 0.0 if x <= low else (1.0 if x >= high else inside)


def exponential_share(x: float, mean: float) -> float:
    """Give the share of the exponential distribution at or below `x`."""
    return 1.0 - exp(-divide(x, mean))


def lognormal_share(x: float, median: float, p90: float) -> float:
    """Give the share of the lognormal distribution at or below `x`, more than 0."""
    middle = log(median)
    return normal_share(divide((log(x) - middle) * Z90, log(p90) - middle))


def weibull_share(x: float, shape: float, scale: float) -> float:
    """Give the share of the Weibull distribution at or below `x`."""
    return 1.0 - exp(-power(divide(x, scale), shape))


def loglogistic_share(x: float, median: float, shape: float) -> float:
    """Give the share of the log-logistic distribution at or below `x`, more than 0."""
    return divide(1.0, 1.0 + power(divide(median, x), shape))


# ---- as many numbers as an author writes


def quantiles_quantile(
    u: float, shares: Sequence[float], values: Sequence[float]
) -> float:
    """Give the quantile of straight lines between given points.

    Parameters
    ----------
    shares : sequence of float, shape (points,)
        Rising, from 0 to 1.
    values : sequence of float, shape (points,)

    Examples
    --------
    >>> quantiles_quantile(0.75, [0.0, 0.5, 1.0], [0.0, 1.0, 5.0])
    3.0
    """
    points = list(zip(shares, values, strict=True))
    for (p0, x0), (p1, x1) in pairwise(points):
        if u < p1:
            return x0 + (x1 - x0) / (p1 - p0) * (u - p0)
    return values[-1]


def choice_index(u: float, weights: Sequence[float]) -> int:
    """Give which of several values is chosen, in the order of the file.

    Parameters
    ----------
    weights : sequence of float, shape (values,)
        Not negative, not all 0.

    Examples
    --------
    >>> [choice_index(u, [1.0, 2.0, 1.0]) for u in (0.2, 0.5, 0.9)]
    [0, 1, 2]
    """
    total = weights[0]
    for weight in weights[1:]:
        total = total + weight
    running = 0.0
    for at, weight in enumerate(weights[:-1]):
        running = running + divide(weight, total)
        if u < running:
            return at
    return len(weights) - 1
