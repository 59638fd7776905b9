"""Two runs on one luck, member by member: what differs, how surely, and in how many.

Both runs have the same seed, so member 17 meets the same luck in both and what differs
is the difference of the plans, files or values alone. Nothing is ranked.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.analysis.estimates import Estimate
from sim.analysis.levers import Turned
from sim.analysis.paired_lines import (
    PairedLine,
    line_of_means,
    line_of_ratios,
    line_of_shares,
    part_of,
)
from sim.errors import ResultError
from sim.model import Claim, Outcome
from sim.results import Ensemble

__all__ = ["Changed", "Comparison", "compared"]

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


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
            yield line_of_shares("condition", name, 0, one != 0, two != 0)
        elif outcome.kind == "day":
            yield line_of_shares("day", name, 0, np.isfinite(one), np.isfinite(two))
            end = min(self.first.model.horizon, self.second.model.horizon)
            yield line_of_means(
                "when", name, np.minimum(one, end), np.minimum(two, end)
            )
        elif outcome.kind == "ladder":
            ladder = self.first.model.ladder(outcome.ladder)
            for rung in range(1 if ladder.ordered else 0, len(ladder.rungs)):
                if ladder.ordered:
                    yield line_of_shares("ladder", name, rung, one >= rung, two >= rung)
                else:
                    yield line_of_shares("ladder", name, rung, one == rung, two == rung)
        else:
            yield line_of_means("number", name, one, two)

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
            return line_of_shares("claim", one.name, at, holds, holds_too)
        asked, asked_too = asked[self.one], asked_too[self.two]
        return line_of_ratios(
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
        yield Changed("happens", part_of(happens))
        outcomes = np.zeros(len(self.one), dtype=bool)
        names = {outcome.name for outcome in self.second.model.outcomes}
        for outcome in self.first.model.outcomes:
            if outcome.name in names:
                outcomes |= self._differ(
                    self.first.outcome(outcome.name), self.second.outcome(outcome.name)
                )
        yield Changed("outcomes", part_of(outcomes))
        for ladder, differs in ladders.items():
            steered = self.first.model.plans.get(ladder) != self.second.model.plans.get(
                ladder
            )
            yield Changed(ladder, part_of(differs), steered)

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
