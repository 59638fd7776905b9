"""What carries a claim: its verdict with each part of the ledger taken out or turned.

The verdict of a claim is whether it holds in more than half of the futures in which it
is asked. A part carries it if the verdict is another one without it. Its break-even is
the factor, or the price, at which the share is one half.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.analysis.claims import FEWEST
from sim.analysis.estimates import Estimate
from sim.analysis.levers import Lever, Turned, levers_of
from sim.analysis.terms import over_members
from sim.model import Claim
from sim.results import Ensemble

__all__ = [
    "Carried",
    "TurnsAt",
    "Verdict",
    "break_even",
    "carriers",
    "verdicts_of",
    "weightiest",
]

MOST = 100.0
"""A part of the ledger is turned up to so many times, and no further."""

STEPS = 24
"""Factors at which a share is tried before it is known between which it turns."""

HALVINGS = 30
PRICES = 1e3
"""A price is tried up to so many times its mean."""


@dataclass(frozen=True, slots=True)
class TurnsAt:
    """How far a lever must be turned for the verdict to be another.

    Attributes
    ----------
    factor : float
        Where the share is one half, the nearest to what the run has; nan if it is
        nowhere between none of it and `MOST` times.
    low, high : float
        Between these factors the 95 % interval of the share holds one half; an end is
        nan where it is beyond what was tried.
    """

    factor: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Carried:
    """One part of the ledger under one claim at one horizon.

    Attributes
    ----------
    lever : Lever
    without : Estimate
        The share in which the claim holds with it taken out.
    turns : bool
        Whether the verdict is another one without it.
    now : float
        Mean amount now: in the ledger's unit, of an account with gains and losses their
        net; or of a price its mean over members.
    turning : TurnsAt
        In multiples of `now`, or as a price.
    """

    lever: Lever
    without: Estimate
    turns: bool
    now: float
    turning: TurnsAt


@dataclass(frozen=True, slots=True)
class Verdict:
    """One claim at one horizon, and what carries it.

    Attributes
    ----------
    horizon : float
        Days.
    share, money : Estimate
        With all counted arguments, and on money alone.
    among : int
        In how many members it is asked.
    carried : tuple of Carried
        Each account, argument and price; empty if the claim reads no sum, or if it is
        asked in fewer than `FEWEST` members.
    """

    horizon: float
    share: Estimate
    money: Estimate
    among: int
    carried: tuple[Carried, ...]

    @property
    def holds(self) -> bool:
        """Whether it holds in more than half."""
        return self.share.value > 0.5


def verdicts_of(
    ensemble: Ensemble, claim: Claim, *, places: Sequence[int] = ()
) -> tuple[Verdict, ...]:
    """Give a claim's verdict at each horizon, and what carries it there.

    Parameters
    ----------
    places : sequence of int
        Which of the ledger's horizons; all of them unless given.
    """
    chosen = places or range(len(ensemble.model.horizons))
    return tuple(_verdict(ensemble, claim, at) for at in chosen)


def _verdict(ensemble: Ensemble, claim: Claim, at: int) -> Verdict:
    turned = Turned(ensemble, claim, at)
    share = turned.share()
    money = Turned(ensemble, claim, at, money_only=True).share()
    carried: list[Carried] = []
    if share.count >= FEWEST:
        levers = levers_of(ensemble.model, claim)
        carried = [_carried(turned, lever, share) for lever in levers]
    return Verdict(
        ensemble.model.horizons[at], share, money, share.count, tuple(carried)
    )


def _carried(turned: Turned, lever: Lever, share: Estimate) -> Carried:
    parts = turned.parts(lever)
    without = turned.share(0.0, parts)
    if lever.kind == "price":
        now = _price_now(turned.ensemble, lever)
        most = PRICES * max(now, 1.0)
    else:
        now = _mean_now(lever, [added for _, added in parts.values()])
        most = MOST
    begin = now if lever.kind == "price" else 1.0
    turning = break_even(
        lambda factor: turned.share(factor, parts), begin=begin, most=most
    )
    turns = (without.value > 0.5) != (share.value > 0.5)
    return Carried(lever, without, turns, now, turning)


def _mean_now(lever: Lever, added: list[NDArray[np.float64]]) -> float:
    """Give the mean amount of a lever: of gains and losses together, their net."""
    if lever.side:
        added = [np.abs(one) for one in added]
    return float(np.mean([one.mean() for one in added]))


def _price_now(ensemble: Ensemble, lever: Lever) -> float:
    weights = [
        float(over_members(ensemble, argument.weight.tree).mean())
        for at in lever.places
        if (argument := ensemble.model.arguments[at]).weight is not None
    ]
    return float(np.mean(weights)) if weights else 0.0


def break_even(
    share: Callable[[float], Estimate], *, begin: float = 1.0, most: float = MOST
) -> TurnsAt:
    """Find where a share is one half, nearest to where things are now.

    Parameters
    ----------
    share : callable
        Gives the share at a factor from 0 to `most`.
    begin : float
        The factor now.
    most : float
        The largest that is tried.

    Notes
    -----
    Factors are tried on both sides of `begin`, evenly in their logarithm and at 0;
    where the share passes one half between two of them, halving finds it. A share that
    turns twice between two of them is not seen to turn.
    """
    factors = _tried(begin, most)
    shares = [share(factor) for factor in factors]
    factor = _crossing(lambda f: share(f).value, factors, [s.value for s in shares],
                       begin)  # fmt: skip
    if math.isnan(factor):
        return TurnsAt(math.nan, math.nan, math.nan)
    ends = [
        _crossing(lambda f: share(f).low, factors, [s.low for s in shares], factor),
        _crossing(lambda f: share(f).high, factors, [s.high for s in shares], factor),
    ]
    below = [end for end in ends if end <= factor]
    above = [end for end in ends if end >= factor]
    return TurnsAt(factor, max(below, default=math.nan), min(above, default=math.nan))


def _tried(begin: float, most: float) -> list[float]:
    """Give factors from 0 to `most`, `begin` among them."""
    middle = begin if begin > 0 else most / PRICES
    low = np.geomspace(middle / MOST, middle, STEPS)
    high = np.geomspace(middle, max(most, 2 * middle), STEPS)
    return [0.0, *low.tolist()[:-1], *high.tolist()]


def _crossing(
    value: Callable[[float], float],
    factors: list[float],
    values: list[float],
    begin: float,
) -> float:
    """Give the factor nearest to `begin` at which a value passes one half."""
    sides = [v > 0.5 for v in values]
    found = [
        at
        for at in range(len(sides) - 1)
        if sides[at] != sides[at + 1] and not math.isnan(values[at])
    ]
    if not found:
        return math.nan

    def far(at: int) -> float:
        return min(abs(factors[at] - begin), abs(factors[at + 1] - begin))

    at = min(found, key=far)
    low, high, side = factors[at], factors[at + 1], sides[at]
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if (value(middle) > 0.5) == side:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def carriers(verdict: Verdict) -> tuple[Carried, ...]:
    """Give the arguments and accounts without which the verdict is another one."""
    return tuple(c for c in verdict.carried if c.turns and c.lever.kind != "price")


def weightiest(verdict: Verdict) -> Carried | None:
    """Give the argument whose absence changes the share most; None if there is none."""
    own = [c for c in verdict.carried if c.lever.kind == "argument"]
    return max(
        own, key=lambda c: abs(c.without.value - verdict.share.value), default=None
    )
