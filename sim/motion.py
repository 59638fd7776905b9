"""The shared functions of motion: how a ladder moves, a hazard waits, a sum runs.

The rules that `sim.emit` writes call these and nothing else, on two flat vectors: `S`
of floats (the first places are the clocks' due times) and `I` of whole numbers (the
first places are the ladders' rungs). Like `sim.streams.elementary` they are restricted
Python, so that the same source can be printed for other engines: plain assignments,
``if`` and one ``return``; no loops, no tuples, no names from outside but these and the
elementary functions. Places are numbers handed in by the rules.

Section 13 of the language is the law here: a due time, a gauge and a sum are written
only when what they depend on changes, so what touches nothing adds no rounding.
"""

from __future__ import annotations

from collections.abc import MutableSequence

from sim.streams import divide, exp, first_uniform, log
from sim.streams.elementary import annuity, greater, lesser, ramp

__all__ = [
    "INF",
    "accrue",
    "accrue_gauge",
    "aim_gauge",
    "amount_now",
    "amount_with_gauge",
    "annuity",
    "ask",
    "days_to_crossing",
    "forget",
    "gauge_value",
    "greater",
    "held",
    "hold_gauge",
    "lesser",
    "mark",
    "move",
    "move_lightly",
    "nearest_turn",
    "next_turn",
    "ramp",
    "rebase",
    "stand_first",
    "still_to_come",
]

Floats = MutableSequence[float]
Whole = MutableSequence[int]

INF = float("inf")


# ---- gauges


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
    straight = divide(target - x, flow)
    bent = divide(log(divide(net, left)), drain)
    away = straight if drain == 0.0 else bent
    toward = away if (net > 0.0 and left > 0.0) or (net < 0.0 and left < 0.0) else INF
    there = 0.0 if target == floor else INF
    days = there if x == target else toward
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


def mark(word: int, bit: int, I: Whole) -> None:
    """Mark that a gauge was based anew, for those who read it."""
    I[word] = I[word] | bit


# ---- ladders and clocks


def stand_first(
    to: int, at: int, tally: int, block: int, size: int, S: Floats, I: Whole
) -> None:
    """Let a ladder stand on a rung that is known at the start only; books as `move`."""
    I[at] = to
    I[tally] = to
    S[block + 1 + size] = INF
    S[block + 1 + size + to] = 0.0


def move(
    to: int,
    at: int,
    tally: int,
    block: int,
    size: int,
    word: int,
    bit: int,
    t: float,
    S: Floats,
    I: Whole,
) -> None:
    """Move a ladder to rung `to` and keep its books.

    ``I[tally]`` is its highest rung, then how often it rose and fell; ``S[block]`` is
    since when it stands, then its time on each rung, then its first day on each.
    """
    if to != I[at]:
        S[block + 1 + I[at]] = S[block + 1 + I[at]] + (t - S[block])
        S[block] = t
        if to > I[at]:
            I[tally + 1] = I[tally + 1] + 1
        else:
            I[tally + 2] = I[tally + 2] + 1
        I[at] = to
        if to > I[tally]:
            I[tally] = to
        if S[block + 1 + size + to] == INF:
            S[block + 1 + size + to] = t
        I[word] = I[word] | bit


def move_lightly(to: int, at: int, tally: int, word: int, bit: int, I: Whole) -> None:
    """Move a ladder of decisions: as `move`, without times on rungs."""
    if to != I[at]:
        if to > I[at]:
            I[tally + 1] = I[tally + 1] + 1
        else:
            I[tally + 2] = I[tally + 2] + 1
        I[at] = to
        if to > I[tally]:
            I[tally] = to
        I[word] = I[word] | bit


def ask(to: int, at: int, word: int, bit: int, I: Whole) -> None:
    """Set what a policy's rule asks for now."""
    if to != I[at]:
        I[at] = to
        I[word] = I[word] | bit


def rebase(
    rate: float,
    k: int,
    block: int,
    n: int,
    s0: int,
    s1: int,
    t: float,
    m: int,
    q0: int,
    q1: int,
    S: Floats,
    I: Whole,
) -> None:
    """Set a hazard clock's due time anew, if its rate changed value.

    ``S[block]`` is the rate, then what is left of its threshold ``-log(u)`` (negative
    until it is looked up), then since when that rate has run.
    """
    if rate != S[block]:
        if S[block + 1] < 0.0:
            S[block + 1] = -log(first_uniform(q0, q1, s0, s1, I[n], m))
        left = S[block + 1] - S[block] * (t - S[block + 2])
        S[block + 1] = left if left > 0.0 else 0.0
        S[block + 2] = t
        S[block] = rate
        S[k] = t + S[block + 1] / rate if rate > 0.0 else INF


def nearest_turn(every: float, t: float) -> float:
    """Give the whole number of periods nearest to `t`."""
    return (t / every + 4503599627370496.0) - 4503599627370496.0


def next_turn(every: float, t: float) -> float:
    """Give the first day after `t` that is a whole number of periods."""
    turns = nearest_turn(every, t)
    return turns * every if turns * every > t else (turns + 1.0) * every


def forget(k: int, n: int, S: Floats, I: Whole) -> None:
    """Stop a delay that was running: it has used up its draw."""
    if S[k] != INF:
        S[k] = INF
        I[n] = I[n] + 1


def still_to_come(days: float, elapsed: float, ended: float) -> float:
    """Give what is left of a delay that has been running for `elapsed` days.

    `ended` is the chance that it would be over by now; not a number if it surely is.
    """
    left = days - elapsed
    return (left if left > 0.0 else 0.0) if ended < 1.0 else INF - INF


def held(
    now: int, flag: int, total: int, since: int, t: float, S: Floats, I: Whole
) -> None:
    """Note when a condition turns, to know how long it has held in all."""
    if now != I[flag]:
        if I[flag] == 1:
            S[total] = S[total] + (t - S[since])
        S[since] = t
        I[flag] = now


def amount_now(block: int, rate: float, t: float, S: Floats) -> float:
    """Give an argument's discounted sum at `t`.

    ``S[block]`` is the sum when it was last written, then the flow, the day, and the
    discount of that day.
    """
    return S[block] + S[block + 1] * S[block + 3] * annuity(rate, t - S[block + 2])


def accrue(flow: float, block: int, rate: float, t: float, S: Floats) -> None:
    """Bring an argument's sum up to `t`, if its flow changed value."""
    if flow != S[block + 1]:
        S[block] = amount_now(block, rate, t, S)
        S[block + 1] = flow
        S[block + 2] = t
        S[block + 3] = exp(-rate * t)


def amount_with_gauge(
    block: int, drain: float, rate: float, t: float, S: Floats
) -> float:
    """Give the discounted sum at `t` of ``slope * gauge + level``, in closed form.

    ``S[block]`` is the sum when it was last written, then the slope, the level, the
    day, the discount of that day, and the gauge as it then was: value, flow, day.
    """
    days = t - S[block + 3]
    x = gauge_value(S[block + 5], S[block + 6], drain, S[block + 3] - S[block + 7])
    rest = 0.0 if drain == 0.0 else S[block + 6] / drain
    segment = (
        (S[block + 1] * x + S[block + 2]) * annuity(rate, days)
        + S[block + 1] * S[block + 6] * ramp(rate, days)
        if drain == 0.0
        else (S[block + 1] * rest + S[block + 2]) * annuity(rate, days)
        + S[block + 1] * (x - rest) * annuity(drain + rate, days)
    )
    return S[block] + S[block + 4] * segment


def accrue_gauge(
    slope: float,
    level: float,
    block: int,
    gauge: int,
    drain: float,
    rate: float,
    t: float,
    S: Floats,
) -> None:
    """Bring such a sum up to `t`, if slope, level or the gauge's own terms changed.

    ``S[gauge]`` is the gauge's value, then its flow, then the day of that value.
    """
    if (
        slope != S[block + 1]
        or level != S[block + 2]
        or S[gauge] != S[block + 5]
        or S[gauge + 1] != S[block + 6]
        or S[gauge + 2] != S[block + 7]
    ):
        S[block] = amount_with_gauge(block, drain, rate, t, S)
        S[block + 1] = slope
        S[block + 2] = level
        S[block + 3] = t
        S[block + 4] = exp(-rate * t)
        S[block + 5] = S[gauge]
        S[block + 6] = S[gauge + 1]
        S[block + 7] = S[gauge + 2]
