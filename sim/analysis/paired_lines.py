"""One number of two runs on one luck: its paired difference, and what luck saved."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from sim.analysis.claims import FEWEST
from sim.analysis.estimates import (
    CONFIDENCE,
    Estimate,
    mean_estimate,
    share_estimate,
)

__all__ = [
    "PairedLine",
    "line_of_means",
    "line_of_ratios",
    "line_of_shares",
    "paired_mean",
    "paired_share",
    "part_of",
]

Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class PairedLine:
    """One number of two runs, and by how much it differs.

    Attributes
    ----------
    kind : str
        ``condition``, ``number``, ``day`` (whether it comes), ``when`` (the day, or the
        end of the run where it never comes), ``ladder`` or ``claim``.
    name : str
        Of the outcome or the claim.
    part : int
        Of a ladder the rung, of a claim the place of the horizon; otherwise 0.
    first, second : float
        A share, or a mean.
    difference : Estimate
        Of the second less the first, with its paired interval.
    changed : Estimate
        The share of members in which it differs.
    worth : float
        So many times as many members would independent runs need for the same interval;
        infinite where no member differs, nan where nothing varies.
    """

    kind: str
    name: str
    part: int
    first: float
    second: float
    difference: Estimate
    changed: Estimate
    worth: float

    @property
    def moves(self) -> bool:
        """Whether the interval of the difference leaves out 0."""
        low, high = self.difference.low, self.difference.high
        return low > 0 or high < 0


def paired_share(first: NDArray[np.bool_], second: NDArray[np.bool_]) -> Estimate:
    """Estimate the difference of two shares from members that both runs have.

    Returns
    -------
    Estimate
        With the adjusted Wald interval for paired shares; it is not empty where no
        member differs.

    References
    ----------
    Bonett and Price (2012), Adjusted Wald confidence interval for a difference of
    binomial proportions based on paired data, Journal of Educational and Behavioral
    Statistics 37, 479-488.

    Examples
    --------
    >>> none = np.zeros(98, dtype=bool)
    >>> estimate = paired_share(none, none)
    >>> estimate.value, round(estimate.high, 4)
    (0.0, 0.0277)
    """
    count = len(first)
    up, down = int((second & ~first).sum()), int((first & ~second).sum())
    if count == 0:
        return Estimate(math.nan, math.nan, math.nan, 0, "Bonett-Price")
    value = (up - down) / count
    more, less = (up + 1) / (count + 2), (down + 1) / (count + 2)
    z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
    half = z * math.sqrt((more + less - (more - less) ** 2) / (count + 2))
    middle = more - less
    low, high = max(-1.0, middle - half), min(1.0, middle + half)
    return Estimate(value, low, high, count, "Bonett-Price")


def paired_mean(first: Floats, second: Floats) -> Estimate:
    """Estimate the difference of two means from members that both runs have."""
    return mean_estimate(second - first)


def part_of(differs: Truths) -> Estimate:
    """Estimate the share of members in which something differs."""
    return share_estimate(int(differs.sum()), len(differs))


def _worth(one: Floats, two: Floats) -> float:
    """Say how many times as many members independent runs would need."""
    apart = float(one.var() + two.var())
    paired = float((two - one).var())
    if paired == 0:
        return math.inf if apart else math.nan
    return apart / paired


def line_of_shares(
    kind: str, name: str, part: int, one: Truths, two: Truths
) -> PairedLine:
    """Compare two shares of all members."""
    return PairedLine(
        kind,
        name,
        part,
        float(one.mean()),
        float(two.mean()),
        paired_share(one, two),
        part_of(one != two),
        _worth(one.astype(float), two.astype(float)),
    )


def line_of_means(kind: str, name: str, one: Floats, two: Floats) -> PairedLine:
    """Compare two means over all members."""
    return PairedLine(
        kind,
        name,
        0,
        float(one.mean()),
        float(two.mean()),
        paired_mean(one, two),
        part_of(one != two),
        _worth(one, two),
    )


def line_of_ratios(
    name: str,
    at: int,
    one: tuple[NDArray[np.bool_], NDArray[np.bool_]],
    two: tuple[NDArray[np.bool_], NDArray[np.bool_]],
) -> PairedLine:
    """Compare two shares among members that are not the same in both runs.

    Each member's influence on its share is linear, so that the difference of influences
    gives the paired interval (Cochran 1977, Sampling Techniques, section 6.4).
    """
    changed = part_of((one[0] != two[0]) | (one[1] != two[1]))
    counts = int(one[1].sum()), int(two[1].sum())
    if min(counts) < FEWEST:
        nothing = Estimate(math.nan, math.nan, math.nan, min(counts), "Student")
        return PairedLine(
            "claim", name, at, math.nan, math.nan, nothing, changed, math.nan
        )
    values, influences = [], []
    for holds, asked in (one, two):
        share = float(holds.sum() / asked.sum())
        values.append(share)
        influences.append((holds - share * asked) / asked.mean())
    spread = mean_estimate(influences[1] - influences[0])
    value = values[1] - values[0]
    difference = Estimate(
        value, value + spread.low, value + spread.high, len(one[0]), "Student"
    )
    return PairedLine(
        "claim",
        name,
        at,
        values[0],
        values[1],
        difference,
        changed,
        _worth(*influences),
    )
