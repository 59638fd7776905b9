"""Tables of two runs on one luck: outcomes, claims, and whether anything differs."""

from __future__ import annotations

import math
from collections.abc import Sequence

from sim.analysis import Attributed, Comparison, Estimate, PairedLine
from sim.report.names import line_of
from sim.report.numbers import PEOPLE, percent, significant
from sim.report.tables import Table, Tables
from sim.report.units import outcome_unit
from sim.report.words import say

__all__ = ["ComparedTables"]

RIGHT = (1, 2, 3, 4, 5)
WORTH_MOST = 1000


class ComparedTables:
    """Writes what a second run has that a first one has not.

    Parameters
    ----------
    tables : Tables
        The writer of the first run.
    first, second : str
        What they are called.
    """

    def __init__(self, tables: Tables, *, first: str, second: str) -> None:
        self.tables, self.first, self.second = tables, first, second
        self.language, self.writer = tables.language, tables.writer
        self.names, self.model = tables.names, tables.model

    def outcomes(self, found: Comparison) -> Table:
        """Give every outcome that differs in some future."""
        own = [line for line in found.lines if line.kind != "claim"]
        return self._table(own, "compared_outcomes", "compared_same")

    def claims(self, found: Comparison) -> Table:
        """Give every claim and horizon at which it differs in some future."""
        return self._table(list(found.claims), "compared_claims", "claims_same")

    def _table(self, lines: list[PairedLine], title: str, same: str) -> Table:
        shown = [line for line in lines if line.changed.value > 0]
        notes = [say("compared_rule", self.language)]
        if len(shown) < len(lines):
            count = len(lines) - len(shown)
            notes.append(say(same, self.language, count=count))
        heads = (
            "compared_first",
            "compared_second",
            "difference",
            "differs_in",
            "worth",
        )
        return Table(
            say(title, self.language, first=self.first, second=self.second),
            ("", *(say(head, self.language) for head in heads)),
            tuple(self._row(line) for line in shown),
            tuple(notes),
            RIGHT,
        )

    def _row(self, line: PairedLine) -> tuple[str, ...]:
        people = self._people(line)
        return (
            self.title(line),
            "" if people else self._value(line, line.first),
            "" if people else self._value(line, line.second),
            self.change(line, line.difference),
            percent(line.changed.value, self.language),
            self._worth(line.worth),
        )

    def _worth(self, worth: float) -> str:
        if math.isnan(worth):
            return ""
        if worth > WORTH_MOST:
            return say("worth_most", self.language)
        return say("worth_times", self.language, number=significant(worth))

    def title(self, line: PairedLine) -> str:
        """Name an outcome or a claim at a horizon."""
        if line.kind == "claim":
            claim = next(c for c in self.model.claims if c.name == line.name)
            time = self.tables.horizon(self.model.horizons[line.part])
            said = f"“{line_of(claim.says, self.language)}”"
            return say("claim_at", self.language, claim=said, time=time)
        outcome = next(o for o in self.model.outcomes if o.name == line.name)
        title = line_of(outcome.title, self.language)
        if line.kind == "when":
            return say("when_comes", self.language, title=title)
        if line.kind == "day":
            return say("comes_at_all", self.language, title=title)
        if line.kind == "ladder":
            ladder = self.model.ladder(outcome.ladder)
            rung = self.names.rung(outcome.ladder, line.part)
            key = "at_or_above" if ladder.ordered else "stands_on"
            return say(key, self.language, title=title, rung=rung)
        unit = outcome_unit(self.model, outcome) if line.kind == "number" else ""
        if not unit:
            return title
        who = self.names.reporters_of(outcome) if unit in PEOPLE else ""
        told = f"{title} [{self.names.unit(unit)}]"
        return f"{told} ({who})" if who else told

    def _people(self, line: PairedLine) -> bool:
        if line.kind != "number":
            return False
        outcome = next(o for o in self.model.outcomes if o.name == line.name)
        return outcome_unit(self.model, outcome) in PEOPLE

    def _value(self, line: PairedLine, value: float) -> str:
        if line.kind == "when":
            return self.writer.day(value)
        return (
            significant(value)
            if line.kind == "number"
            else percent(value, self.language)
        )

    def change(self, line: PairedLine, estimate: Estimate) -> str:
        """Write a difference with its interval; of people the interval alone."""
        if math.isnan(estimate.value):
            return ""
        plain = line.kind in ("number", "when")
        times = 1.0 if plain else 100.0
        low, high = times * estimate.low, times * estimate.high
        around = self.writer.numbers(_rounded(low, plain), _rounded(high, plain))
        if self._people(line):
            return around
        value = significant(_rounded(times * estimate.value, plain))
        told = f"{value} ({around})"
        return told if plain else say("points_of", self.language, number=told)

    def changes(self, found: Comparison) -> Table:
        """Give in how many futures anything differs, and on which ladders."""
        rows = []
        for changed in found.changes:
            if changed.ladder in ("happens", "outcomes"):
                told = say(f"anything_{changed.ladder}", self.language)
            else:
                told = self.names.ladder(changed.ladder)
                if changed.steered:
                    told = say("own_ladder", self.language, title=told)
                told = f"  {told}"
            rows.append((told, self.writer.share(changed.share)))
        titles = {"first": self.first, "second": self.second}
        return Table(
            say("compared_changes", self.language, **titles),
            ("", say("share_changed", self.language)),
            tuple(rows),
            (),
            (1,),
        )

    def in_words(self, found: Comparison) -> tuple[str, ...]:
        """Say whether any claim is moved, and what the same luck was worth."""
        moved = [line for line in found.claims if line.moves]
        lines = []
        if moved:
            names = "; ".join(self._told(moved))
            lines.append(
                say(
                    "claims_moved",
                    self.language,
                    second=self.second,
                    count=len(moved),
                    all=len(found.claims),
                    names=names,
                )
            )
        elif found.claims:
            count = f"{found.members:,}"
            lines.append(
                say("claims_unmoved", self.language, second=self.second, count=count)
            )
        if not math.isnan(found.worth):
            times = significant(found.worth)
            lines.append(say("luck_saved", self.language, times=times))
        return tuple(lines)

    def _told(self, claims: Sequence[PairedLine]) -> list[str]:
        """Name each claim once, with the horizons in question."""
        days: dict[str, list[str]] = {}
        for line in claims:
            claim = next(c for c in self.model.claims if c.name == line.name)
            said = f"“{line_of(claim.says, self.language)}”"
            time = self.tables.horizon(self.model.horizons[line.part])
            days.setdefault(said, []).append(time)
        return [
            say("claim_at_times", self.language, claim=said, times=", ".join(times))
            for said, times in days.items()
        ]

    def attributed(self, found: Attributed, labels: Sequence[str]) -> Table:
        """Give what each differing value does alone to one number."""
        line = found.line
        rows = [
            (
                label,
                self.change(line, alone) or say("not_alone", self.language),
            )
            for label, alone in zip(labels, found.alone, strict=True)
        ]
        rows.append(
            (say("together", self.language), self.change(line, line.difference))
        )
        told = self.change(line, found.interaction)
        rows.append((say("interaction", self.language), told))
        return Table(
            say("attributed", self.language, name=self.title(line)),
            ("", say("difference", self.language)),
            tuple(rows),
            (say("interaction_rule", self.language),),
            (1,),
        )


def _rounded(value: float, plain: bool) -> float:
    """Give points of a share to a tenth: no false decimals."""
    return value if plain else round(value, 1)
