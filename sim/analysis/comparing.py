"""Two runs on one luck, member by member: what differs, how surely, and in how many.

Both runs have the same seed, so member 17 meets the same luck in both and what differs
is the difference of the plans, files or values alone. Nothing is ranked.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
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
from sim.analysis.levers import Turned
from sim.errors import ResultError
from sim.model import Claim, Outcome
from sim.results import Ensemble

__all__ = [
    "Changed",
    "Comparison",
    "PairedLine",
    "compared",
    "paired_mean",
    "paired_share",
]

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


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


@dataclass(frozen=True, slots=True)
class Changed:
    """In how many members something that happens differs at all.

    Attributes
    ----------
    ladder : str
        Which ladder; of all ladders and gauges together ``happens``, of the outcomes
        together ``outcomes``.
    share : Estimate
    steered : bool
        Whether it is a ladder on which the two runs have other policies.
    """

    ladder: str
    share: Estimate
    steered: bool = False


@dataclass(frozen=True, eq=False)
class Comparison:
    """A second run held against a first one.

    Attributes
    ----------
    members : int
        Those that both have.
    lines : tuple of PairedLine
        Outcomes, then claims at each horizon, in the order of the first file.
    changes : tuple of Changed
        All that happens, outcomes, then each ladder that both have.
    """

    members: int
    lines: tuple[PairedLine, ...]
    changes: tuple[Changed, ...]

    @property
    def claims(self) -> tuple[PairedLine, ...]:
        """The lines that are claims."""
        return tuple(line for line in self.lines if line.kind == "claim")

    @property
    def worth(self) -> float:
        """The median of what common luck is worth, over lines that differ."""
        found = [x.worth for x in self.lines if math.isfinite(x.worth)]
        return float(np.median(found)) if found else math.nan


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


def compared(first: Ensemble, second: Ensemble) -> Comparison:
    """Hold a second run against a first one on the same luck.

    Raises
    ------
    ResultError
        If their seeds differ, or they have no member in common.
    """
    if first.seed != second.seed:
        raise ResultError(
            f"expected runs with one seed, got {first.seed} and {second.seed}"
        )
    common, one, two = np.intersect1d(
        first.members, second.members, assume_unique=True, return_indices=True
    )
    if not len(common):
        raise ResultError("expected runs with members in common, got none")
    pair = _Pair(first, second, one, two)
    return Comparison(
        len(common),
        (*pair.outcomes(), *pair.claims()),
        tuple(pair.changes()),
    )


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two runs, and the rows of the members that both have."""

    first: Ensemble
    second: Ensemble
    one: Whole
    two: Whole

    def outcomes(self) -> Iterator[PairedLine]:
        """Compare every outcome that both have."""
        theirs = {outcome.name: outcome for outcome in self.second.model.outcomes}
        for outcome in self.first.model.outcomes:
            other = theirs.get(outcome.name)
            if other is not None and other.kind == outcome.kind:
                one = self.first.outcome(outcome.name)[self.one]
                two = self.second.outcome(outcome.name)[self.two]
                yield from self._outcome(outcome, one, two)

    def _outcome(
        self, outcome: Outcome, one: Floats, two: Floats
    ) -> Iterator[PairedLine]:
        name = outcome.name
        if outcome.kind == "condition":
            yield _shares("condition", name, 0, one != 0, two != 0)
        elif outcome.kind == "day":
            yield _shares("day", name, 0, np.isfinite(one), np.isfinite(two))
            end = min(self.first.model.horizon, self.second.model.horizon)
            yield _means("when", name, np.minimum(one, end), np.minimum(two, end))
        elif outcome.kind == "ladder":
            ladder = self.first.model.ladder(outcome.ladder)
            for rung in range(1 if ladder.ordered else 0, len(ladder.rungs)):
                if ladder.ordered:
                    yield _shares("ladder", name, rung, one >= rung, two >= rung)
                else:
                    yield _shares("ladder", name, rung, one == rung, two == rung)
        else:
            yield _means("number", name, one, two)

    def claims(self) -> Iterator[PairedLine]:
        """Compare every claim that both have, at each horizon that both have."""
        theirs = {claim.name: claim for claim in self.second.model.claims}
        days = self.second.model.horizons
        for claim in self.first.model.claims:
            other = theirs.get(claim.name)
            if other is None:
                continue
            for at, day in enumerate(self.first.model.horizons):
                if day in days:
                    yield self._claim(claim, other, at, days.index(day))

    def _claim(self, one: Claim, two: Claim, at: int, there: int) -> PairedLine:
        holds, asked = Turned(self.first, one, at).truths()
        holds_too, asked_too = Turned(self.second, two, there).truths()
        holds, holds_too = holds[self.one], holds_too[self.two]
        if asked is None or asked_too is None:
            return _shares("claim", one.name, at, holds, holds_too)
        asked, asked_too = asked[self.one], asked_too[self.two]
        return _ratios(
            one.name, at, (holds & asked, asked), (holds_too & asked_too, asked_too)
        )

    def changes(self) -> Iterator[Changed]:
        """Say in how many members what happens, and what comes of it, differs."""
        ladders = dict(self._ladders())
        happens = np.zeros(len(self.one), dtype=bool)
        for differs in ladders.values():
            happens |= differs
        for at, gauge in enumerate(self.first.model.gauges):
            there = self.second.model.gauge_index.get(gauge.name)
            if there is not None:
                happens |= self._differ(
                    self.first.gauges[:, at], self.second.gauges[:, there]
                )
        yield Changed("happens", _part(happens))
        outcomes = np.zeros(len(self.one), dtype=bool)
        names = {outcome.name for outcome in self.second.model.outcomes}
        for outcome in self.first.model.outcomes:
            if outcome.name in names:
                outcomes |= self._differ(
                    self.first.outcome(outcome.name), self.second.outcome(outcome.name)
                )
        yield Changed("outcomes", _part(outcomes))
        for ladder, differs in ladders.items():
            steered = self.first.model.plans.get(ladder) != self.second.model.plans.get(
                ladder
            )
            yield Changed(ladder, _part(differs), steered)

    def _ladders(self) -> Iterator[tuple[str, NDArray[np.bool_]]]:
        for name, slot in self.first.rung_slots.items():
            there = self.second.rung_slots.get(name)
            ladder = self.first.model.ladder(name)
            if ladder.kind != "own" or there is None:
                continue
            differs = np.zeros(len(self.one), dtype=bool)
            if self.second.model.ladder(name).rungs != ladder.rungs:
                continue
            for at, other in zip(
                range(slot.start, slot.stop),
                range(there.start, there.stop),
                strict=True,
            ):
                for column in ("time_on", "first_on"):
                    differs |= self._differ(
                        getattr(self.first, column)[:, at],
                        getattr(self.second, column)[:, other],
                    )
            yield name, differs

    def _differ(self, first: Floats, second: Floats) -> NDArray[np.bool_]:
        found: NDArray[np.bool_] = (
            np.asarray(first)[self.one] != np.asarray(second)[self.two]
        )
        return found


def _part(differs: NDArray[np.bool_]) -> Estimate:
    return share_estimate(int(differs.sum()), len(differs))


def _worth(one: Floats, two: Floats) -> float:
    """Say how many times as many members independent runs would need."""
    apart = float(one.var() + two.var())
    paired = float((two - one).var())
    if paired == 0:
        return math.inf if apart else math.nan
    return apart / paired


def _shares(
    kind: str, name: str, part: int, one: NDArray[np.bool_], two: NDArray[np.bool_]
) -> PairedLine:
    return PairedLine(
        kind,
        name,
        part,
        float(one.mean()),
        float(two.mean()),
        paired_share(one, two),
        _part(one != two),
        _worth(one.astype(float), two.astype(float)),
    )


def _means(kind: str, name: str, one: Floats, two: Floats) -> PairedLine:
    return PairedLine(
        kind,
        name,
        0,
        float(one.mean()),
        float(two.mean()),
        paired_mean(one, two),
        _part(one != two),
        _worth(one, two),
    )


def _ratios(
    name: str,
    at: int,
    one: tuple[NDArray[np.bool_], NDArray[np.bool_]],
    two: tuple[NDArray[np.bool_], NDArray[np.bool_]],
) -> PairedLine:
    """Compare two shares among members that are not the same in both runs.

    Each member's influence on its share is linear, so that the difference of influences
    gives the paired interval (Cochran 1977, Sampling Techniques, section 6.4).
    """
    changed = _part((one[0] != two[0]) | (one[1] != two[1]))
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
