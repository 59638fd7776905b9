"""What each differing value does alone, what they do together, and the interaction.

Together less the sum of each alone is named interaction: what no single value does.
All runs meet the same luck, so every part is a difference member by member.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.analysis.estimates import Estimate, mean_estimate
from sim.analysis.levers import Turned
from sim.analysis.paired_lines import PairedLine
from sim.errors import ResultError
from sim.results import Ensemble

__all__ = ["Attributed", "Shares", "can_be_attributed"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Attributed:
    """One number of two files, and the part of each differing value in its change.

    Attributes
    ----------
    line : PairedLine
        All values together.
    alone : tuple of Estimate
        Each value alone, in the order given.
    interaction : Estimate
        Together, less the sum of each alone.
    """

    line: PairedLine
    alone: tuple[Estimate, ...]
    interaction: Estimate


def can_be_attributed(line: PairedLine, ensemble: Ensemble) -> bool:
    """Say whether a line is a mean over all members, so that parts add up."""
    if line.kind != "claim":
        return True
    claim = next(c for c in ensemble.model.claims if c.name == line.name)
    return not claim.given


class Shares:
    """Collects the parts, one run after another: of each line one column is kept.

    Parameters
    ----------
    first, last : Ensemble
        The first file, and the second one: all values together.
    lines : sequence of PairedLine
        Those whose change is to be attributed.
    """

    def __init__(
        self, first: Ensemble, last: Ensemble, lines: Sequence[PairedLine]
    ) -> None:
        self.members = np.asarray(first.members)
        self.lines = tuple(lines)
        self.base = [_values(first, line, self.members) for line in self.lines]
        self.rest = [
            _values(last, line, self.members) - base
            for line, base in zip(self.lines, self.base, strict=True)
        ]
        self.alone: list[list[Estimate]] = [[] for _ in self.lines]

    def add(self, run: Ensemble) -> None:
        """Take in the run of one value alone."""
        for at, line in enumerate(self.lines):
            change = _values(run, line, self.members) - self.base[at]
            self.rest[at] = self.rest[at] - change
            self.alone[at].append(mean_estimate(change))

    def add_nothing(self) -> None:
        """Take in a value that cannot stand alone."""
        nothing = Estimate(np.nan, np.nan, np.nan, 0, "Student")
        for alone in self.alone:
            alone.append(nothing)

    def found(self) -> tuple[Attributed, ...]:
        """Give the parts of every line."""
        return tuple(
            Attributed(line, tuple(alone), mean_estimate(rest))
            for line, alone, rest in zip(self.lines, self.alone, self.rest, strict=True)
        )


def _values(ensemble: Ensemble, line: PairedLine, members: NDArray[np.int64]) -> Floats:
    """Give what a line is the mean of, for these members."""
    if not np.array_equal(ensemble.members, members):
        raise ResultError(
            "expected runs of the same members, all of which could be run"
        )
    if line.kind == "claim":
        claims = {claim.name: claim for claim in ensemble.model.claims}
        holds, _ = Turned(ensemble, claims[line.name], line.part).truths()
        return np.asarray(holds, dtype=float)
    column = np.asarray(ensemble.outcome(line.name), dtype=float)
    if line.kind == "condition":
        return np.asarray(column != 0, dtype=float)
    if line.kind == "day":
        return np.asarray(np.isfinite(column), dtype=float)
    if line.kind == "when":
        return np.asarray(np.minimum(column, ensemble.model.horizon))
    if line.kind == "ladder":
        names = {outcome.name: outcome for outcome in ensemble.model.outcomes}
        ladder = ensemble.model.ladder(names[line.name].ladder)
        hit = column >= line.part if ladder.ordered else column == line.part
        return np.asarray(hit, dtype=float)
    return column
