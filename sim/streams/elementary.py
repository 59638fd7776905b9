"""Logarithm, exponential, power and normal quantile with the same bits everywhere.

The libraries' own differ in their last bit between Python, NumPy and JavaScript, and
one bit changes a path. These use only ``+ - * /``, the square root, comparisons and
exact moves of bits, so every IEEE 754 machine gives the same.

The functions are restricted Python: plain assignments, ``x if c else y``, one
``return``; no loops, no tuples, nothing from outside but the primitives at the end of
this file. From this very text `sim.streams.lanes` makes the array forms, and later
engines print theirs. Both sides of an ``if`` must be harmless, as arrays work out both.

References
----------
The polynomials of `log` and `exp` are those of fdlibm: "Copyright (C) 1993 by Sun
Microsystems, Inc. All rights reserved. Developed at SunSoft, a Sun Microsystems, Inc.
business. Permission to use, copy, modify, and distribute this software is freely
granted, provided that this notice is preserved."

M. J. Wichura (1988). Algorithm AS 241: The percentage points of the normal
distribution. Applied Statistics 37(3), 477-484.
"""

from __future__ import annotations

import math

__all__ = ["divide", "exp", "log", "normal_quantile", "power", "root"]

INF = math.inf
NAN = math.nan


def log(x: float) -> float:
    """Give the natural logarithm; -inf at 0, nan below.

    Examples
    --------
    >>> log(1.0), log(0.0)
    (0.0, -inf)
    """
    inside = x if 0.0 < x < INF else 1.0
    half = mantissa(inside)
    low = half < 0.7071067811865476
    m = half * 2.0 if low else half
    k = exponent(inside) - (1.0 if low else 0.0)
    f = m - 1.0
    s = f / (2.0 + f)
    z = s * s
    w = z * z
    t1 = w * (
        3.999999999940941908e-01
        + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01)
    )
    t2 = z * (
        6.666666666666735130e-01
        + w
        * (
            2.857142874366239149e-01
            + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)
        )
    )
    r = t2 + t1
    h = 0.5 * f * f
    finite = k * 6.93147180369123816490e-01 - (
        (h - (s * (h + r) + k * 1.90821492927058770002e-10)) - f
    )
    special = (-INF if x == 0.0 else INF) if x >= 0.0 else NAN
    return finite if 0.0 < x < INF else special


def exp(x: float) -> float:
    """Give e to the power `x`: 0 where that is below 2**-1021, inf above 1.8e308.

    Examples
    --------
    >>> exp(0.0), exp(-1000.0), exp(1000.0)
    (1.0, 0.0, inf)
    """
    y = x if -707.7032713517041 <= x <= 709.782712893384 else 0.0
    k = floor(y * 1.44269504088896338700e00 + 0.5)
    hi = y - k * 6.93147180369123816490e-01
    lo = k * 1.90821492927058770002e-10
    r = hi - lo
    t = r * r
    c = r - t * (
        1.66666666666666019037e-01
        + t
        * (
            -2.77777777770155933842e-03
            + t
            * (
                6.61375632143793436117e-05
                + t * (-1.65339022054652515390e-06 + t * 4.13813679705723846039e-08)
            )
        )
    )
    finite = scale(1.0 - ((lo - (r * c) / (2.0 - c)) - hi), k)
    return (
        finite
        if -707.7032713517041 <= x <= 709.782712893384
        else (INF if x > 0.0 else (0.0 if x < 0.0 else x))
    )


def power(x: float, y: float) -> float:
    """Give `x` to the power `y`.

    A `y` of 1, 2, … 8 multiplies from the left, so that a negative `x` has its powers;
    any other is ``exp(y log(x))``, nan for a negative `x`. A `y` of 0 gives 1.

    Examples
    --------
    >>> power(0.0, 0.5), power(4.0, 0.0), power(-3.0, 2.0)
    (0.0, 1.0, 9.0)
    """
    whole = 1.0 <= y <= 8.0 and floor(y) == y
    other = whole_power(x, y) if whole else exp(y * log(x))
    return 1.0 if y == 0.0 else other


def whole_power(x: float, y: float) -> float:
    """Multiply `x` by itself, from the left, for a `y` of 1, 2, ... 8."""
    x2 = x * x
    x3 = x2 * x
    x4 = x3 * x
    x5 = x4 * x
    x6 = x5 * x
    x7 = x6 * x
    low = x if y == 1.0 else (x2 if y == 2.0 else (x3 if y == 3.0 else x4))
    high = x5 if y == 5.0 else (x6 if y == 6.0 else (x7 if y == 7.0 else x7 * x))
    return low if y < 5.0 else high


def divide(a: float, b: float) -> float:
    """Give ``a / b``; dividing by zero is not a number, in every engine.

    Examples
    --------
    >>> divide(1.0, 4.0), divide(1.0, 0.0)
    (0.25, nan)
    """
    return a / b if b != 0.0 else NAN


def root(x: float) -> float:
    """Give the square root; nan for a negative number.

    Examples
    --------
    >>> root(9.0), root(-9.0)
    (3.0, nan)
    """
    return sqrt(x) if x >= 0.0 else NAN


def normal_quantile(u: float) -> float:
    """Give the standard normal's quantile at `u`: -inf at 0, inf at 1, nan outside.

    Examples
    --------
    >>> normal_quantile(0.5)
    0.0
    >>> round(normal_quantile(0.975), 6)
    1.959964
    """
    q = u - 0.5
    return middle(q) if -0.425 <= q <= 0.425 else outer(u, q)


# ---- what sums and gauges need


def lesser(a: float, b: float) -> float:
    """Give the smaller, as a comparison: the same in every engine, nan included."""
    return a if a <= b else b


def greater(a: float, b: float) -> float:
    """Give the larger, as a comparison: the same in every engine, nan included."""
    return a if a >= b else b


def annuity(rate: float, days: float) -> float:
    """Integrate ``exp(-rate u)`` over `days`.

    Near ``rate * days = 0``, where ``(1 - exp(-y)) / rate`` loses its digits, by its
    series to the sixth power, whose remainder is below one rounding.
    """
    y = rate * days
    return (
        days
        * (
            1.0
            - y
            * (
                0.5
                - y
                * (
                    0.16666666666666666
                    - y
                    * (
                        0.041666666666666664
                        - y * (0.008333333333333333 - y * 0.001388888888888889)
                    )
                )
            )
        )
        if y < 0.01
        else (1.0 - exp(-y)) / rate
    )


def ramp(rate: float, days: float) -> float:
    """Integrate ``u exp(-rate u)`` over `days`; by its series below 0.1."""
    y = rate * days
    return (
        days
        * days
        * (
            0.5
            - y
            * (
                0.3333333333333333
                - y
                * (
                    0.125
                    - y
                    * (
                        0.03333333333333333
                        - y
                        * (
                            0.006944444444444444
                            - y
                            * (
                                0.0011904761904761906
                                - y
                                * (
                                    0.00017361111111111112
                                    - y
                                    * (
                                        2.2045855379188714e-05
                                        - y * 2.48015873015873e-06
                                    )
                                )
                            )
                        )
                    )
                )
            )
        )
        if y < 0.1
        else (1.0 - exp(-y) * (1.0 + y)) / (rate * rate)
    )


# ---- AS 241: its three rational functions


def middle(q: float) -> float:
    """Give the quantile `q` above one half, for the middle 85 %."""
    r = 0.180625 - q * q
    a = 2.5090809287301226727e3 * r + 3.3430575583588128105e4
    a = a * r + 6.7265770927008700853e4
    a = a * r + 4.5921953931549871457e4
    a = a * r + 1.3731693765509461125e4
    a = a * r + 1.9715909503065514427e3
    a = a * r + 1.3314166789178437745e2
    a = a * r + 3.3871328727963666080e0
    b = 5.2264952788528545610e3 * r + 2.8729085735721942674e4
    b = b * r + 3.9307895800092710610e4
    b = b * r + 2.1213794301586595867e4
    b = b * r + 5.3941960214247511077e3
    b = b * r + 6.8718700749205790830e2
    b = b * r + 4.2313330701600911252e1
    b = b * r + 1.0
    return q * a / b


def outer(u: float, q: float) -> float:
    """Give the quantile at `u`, `q` above one half, for either tail."""
    r = sqrt(-log(u if q < 0.0 else 1.0 - u))
    v = near(r - 1.6) if r <= 5.0 else (far(r - 5.0) if r < INF else r)
    return -v if q < 0.0 else v


def near(r: float) -> float:
    """Give the quantile where it is up to about 6.7 from the middle."""
    a = 7.74545014278341407640e-4 * r + 2.27238449892691845833e-2
    a = a * r + 2.41780725177450611770e-1
    a = a * r + 1.27045825245236838258e0
    a = a * r + 3.64784832476320460504e0
    a = a * r + 5.76949722146069140550e0
    a = a * r + 4.63033784615654529590e0
    a = a * r + 1.42343711074968357734e0
    b = 1.05075007164441684324e-9 * r + 5.47593808499534494600e-4
    b = b * r + 1.51986665636164571966e-2
    b = b * r + 1.48103976427480074590e-1
    b = b * r + 6.89767334985100004550e-1
    b = b * r + 1.67638483018380384940e0
    b = b * r + 2.05319162663775882187e0
    b = b * r + 1.0
    return a / b


def far(r: float) -> float:
    """Give the quantile where it is farther from the middle than that."""
    a = 2.01033439929228813265e-7 * r + 2.71155556874348757815e-5
    a = a * r + 1.24266094738807843860e-3
    a = a * r + 2.65321895265761230930e-2
    a = a * r + 2.96560571828504891230e-1
    a = a * r + 1.78482653991729133580e0
    a = a * r + 5.46378491116411436990e0
    a = a * r + 6.65790464350110377720e0
    b = 2.04426310338993978564e-15 * r + 1.42151175831644588870e-7
    b = b * r + 1.84631831751005468180e-5
    b = b * r + 7.86869131145613259100e-4
    b = b * r + 1.48753612908506148525e-2
    b = b * r + 1.36929880922735805310e-1
    b = b * r + 5.99832206555887937690e-1
    b = b * r + 1.0
    return a / b


# ---- primitives: what every host provides exactly


sqrt = math.sqrt


def mantissa(x: float) -> float:
    """Give m of ``x = m 2**k`` with m from 0.5 to 1."""
    return math.frexp(x)[0]


def exponent(x: float) -> float:
    """Give k of ``x = m 2**k`` with m from 0.5 to 1."""
    return float(math.frexp(x)[1])


def scale(x: float, k: float) -> float:
    """Give ``x 2**k``, exactly."""
    return math.ldexp(x, int(k))


def floor(x: float) -> float:
    """Give the largest whole number not above `x`."""
    return float(math.floor(x))
