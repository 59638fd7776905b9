"""The shared functions of motion of gauges: values, floors that are crossed, walls.

Restricted Python, as `sim.motion` says.
"""

from __future__ import annotations

from collections.abc import MutableSequence

from sim.streams import exp, log

__all__ = [
    "INF",
    "Floats",
    "aim_gauge",
    "annuity",
    "days_to_crossing",
    "gauge_value",
    "greater",
    "hold_gauge",
    "lesser",
    "ramp",
]

Floats = MutableSequence[float]

INF = float("inf")


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


def gauge_value(x: float, flow: float, drain: float, days: float) -> float:
    """Give a gauge `days` after it stood at `x`: dx/dt = flow - drain x.

    At 0 days it is `x` itself, and a slow drain loses no digits, as it would by
    ``flow / drain + (x - flow / drain) exp(-drain days)``.
    """
    return (
        x + flow * days
        if drain == 0.0
        else x * exp(-drain * days) + flow * annuity(drain, days)
    )


def days_to_crossing(
    x: float,
    flow: float,
    drain: float,
    low: float,
    high: float,
    least: float,
    most: float,
) -> float:
    """Give the days until a gauge leaves its band or meets a wall.

    `low` and `high` are the floors of its band and of the band above, `least` and
    `most` its walls; infinite where there are none. On a floor it stands above if it
    does not fall, so one that rises on the upper floor crosses at once, as does one
    that falls on the lower. It never comes to a floor on which it would rest.
    """
    net = flow - drain * x
    floor = high if net >= 0.0 else low
    target = lesser(high, most) if net >= 0.0 else greater(low, least)
    left = flow - drain * target if -INF < target < INF else 0.0
    days = INF
    if x == target:
        days = 0.0 if target == floor else INF
    elif (net > 0.0 and left > 0.0) or (net < 0.0 and left < 0.0):
        days = (target - x) / flow if drain == 0.0 else log(net / left) / drain
    return days if days > 0.0 else 0.0


def aim_gauge(
    k: int,
    gauge: int,
    drain: float,
    low: float,
    high: float,
    least: float,
    most: float,
    t: float,
    S: Floats,
) -> None:
    """Set the day on which a gauge leaves its band or meets a wall."""
    S[k] = t + days_to_crossing(S[gauge], S[gauge + 1], drain, low, high, least, most)


def hold_gauge(
    flow: float,
    drain: float,
    least: float,
    most: float,
    gauge: int,
    S: Floats,
) -> None:
    """Let a gauge with walls run, or hold it where it stands on one.

    ``S[gauge]`` is its value, then its flow, the day, its drain, and the flow as its
    author means it: what holds it at a wall is a flow and a drain of 0.
    """
    S[gauge] = lesser(greater(S[gauge], least), most)
    S[gauge + 1] = flow
    S[gauge + 3] = drain
    S[gauge + 4] = flow
    net = flow - drain * S[gauge]
    if (S[gauge] >= most and net >= 0.0) or (S[gauge] <= least and net <= 0.0):
        S[gauge + 1] = 0.0
        S[gauge + 3] = 0.0
