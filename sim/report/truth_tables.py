"""What would have to be true: changes that turn a claim, and regions, in words."""

from __future__ import annotations

import math
from dataclasses import dataclass

from sim.analysis import Estimate, Flip, Held, Region, Restriction, WeighedClaim
from sim.analysis.flipping import FEWEST
from sim.model import Model
from sim.report.names import Names
from sim.report.numbers import Writer, percent
from sim.report.tables import Table, Tables
from sim.report.units import author_unit, told_parameter
from sim.report.words import say
from sim.scenario import Scenario
from sim.texts import Language

__all__ = ["Check", "TruthTables", "settings_of_flip"]

SHOWN = 6
"""So many changes are shown, the smallest first."""


@dataclass(frozen=True, slots=True)
class Check:
    """A run with the parameters of one change held, and what came of the claim.

    Attributes
    ----------
    settings : dict of str to str
        As ``--set`` takes them.
    share : Estimate
        The share in which the claim holds.
    members : int
        How many were run.
    """

    settings: dict[str, str]
    share: Estimate
    members: int


class TruthTables:
    """Writes what it would take to turn a claim, in one language."""

    def __init__(
        self,
        found: WeighedClaim,
        model: Model,
        scenario: Scenario,
        *,
        members: int,
        language: Language = "en",
        check: Check | None = None,
    ) -> None:
        self.found, self.model, self.scenario = found, model, scenario
        self.language, self.check = language, check
        self.names = Names(model, scenario, language)
        self.writer = Writer.of(model, language)
        self._tables = Tables(model, scenario, members=members, language=language)

    def tables(self) -> tuple[Table, ...]:
        """Give the changes and the regions."""
        if math.isnan(self.found.verdict.share.value):
            return ()
        return (self.flips(), self.regions())

    def flips(self) -> Table:
        """Give the smallest changes that turn the verdict."""
        rows: list[tuple[str, ...]] = []
        for flip in self.found.flips[:SHOWN]:
            rows += self._flip(flip)
        notes = [self._say("flips_rule" if rows else self._none("flips_none"))]
        if self.check is not None:
            notes.append(self._checked(self.check))
        holds = self.found.verdict.holds
        key = "flips_to_fail" if holds else "flips_to_hold"
        return Table(
            self._say(key, time=self._after()),
            self._heads("change", "change_at", "in_spread", "then_holds"),
            tuple(rows),
            tuple(notes),
        )

    def _none(self, key: str) -> str:
        """Say that nothing was found, or that too few were asked to look."""
        return "too_few_to_look" if self.found.verdict.among < FEWEST else key

    def _flip(self, flip: Flip) -> list[tuple[str, ...]]:
        rows: list[tuple[str, ...]] = []
        for at, held in enumerate(flip.held):
            title = self.names.parameter(held.parameter)
            share = ""
            if at == 0:
                share = self._say("about_half")
                if flip.share is not None:
                    share = self.writer.share(flip.share)
            else:
                title = f"{self._say('together_with')} {title}"
            rows.append((title, self._at(held), self._place(held, flip), share))
        return rows

    def _at(self, held: Held) -> str:
        value = self._value(held.parameter, held.value)
        if math.isnan(held.place):
            return value
        return self._say("or_more" if held.upwards else "or_less", value=value)

    def _place(self, held: Held, flip: Flip) -> str:
        if math.isnan(held.place):
            return self._say("word_share", share=percent(1 - flip.size, self.language))
        if held.upwards:
            return self._say(
                "highest_part", share=percent(1 - held.place, self.language)
            )
        return self._say("lowest", share=percent(held.place, self.language))

    def _checked(self, check: Check) -> str:
        held = ", ".join(f"{name} = {value}" for name, value in check.settings.items())
        return self._say(
            "checked",
            held=held,
            count=f"{check.members:,}",
            share=self.writer.share(check.share),
        )

    def change(self, flip: Flip) -> str:
        """Say one change in a few words."""
        told = []
        for held in flip.held:
            title, at = self.names.parameter(held.parameter), self._at(held)
            told.append(self._say("change_told", title=title, at=at))
        return self._say("joined_and").join(told)

    def regions(self) -> Table:
        """Give the regions of the box in which it holds, and in which it fails."""
        rows = []
        for key, region in (
            ("region_holds", self.found.holds),
            ("region_fails", self.found.fails),
        ):
            if region is None:
                rows.append(
                    (self._say(key), self._say(self._none("region_none")), "", "", "")
                )
                continue
            rows.append(
                (
                    self._say(key),
                    self.where(region),
                    self.writer.share(region.density),
                    percent(region.base, self.language),
                    percent(region.coverage.value, self.language),
                )
            )
        return Table(
            self._say("regions", time=self._after()),
            (
                "",
                *self._heads(
                    "region_where", "region_density", "region_base", "region_coverage"
                ),
            ),
            tuple(rows),
            (self._say("region_rule"),),
            (2, 3, 4),
        )

    def where(self, region: Region) -> str:
        """Say a region in words."""
        return self._say("joined_and").join(map(self.asked, region.restrictions))

    def asked(self, asked: Restriction) -> str:
        """Say what a region asks of one parameter."""
        title = self.names.parameter(asked.parameter)
        if asked.words:
            words = [self._value(asked.parameter, float(at)) for at in asked.words]
            return self._say("is_word", title=title,
                             words=self._say("word_or").join(words))  # fmt: skip
        low = self._value(asked.parameter, asked.low)
        high = self._value(asked.parameter, asked.high)
        if math.isinf(asked.low):
            return self._say("stays_below", title=title, value=high)
        if math.isinf(asked.high):
            return self._say("stays_above", title=title, value=low)
        return self._say("stays_between", title=title, low=low, high=high)

    def _value(self, name: str, value: float) -> str:
        parameter = self.model.parameters[self.model.parameter_index[name]]
        if parameter.words:
            return self.names.word(name, parameter.words[int(value)])
        return told_parameter(parameter, value, self.scenario, self.language)

    def _after(self) -> str:
        horizon = self._tables.horizon(self.found.verdict.horizon)
        return self._say("after", time=horizon)

    def _heads(self, *keys: str) -> tuple[str, ...]:
        return tuple(self._say(key) for key in keys)

    def _say(self, key: str, **filled: object) -> str:
        return say(key, self.language, **filled)


def settings_of_flip(flip: Flip, model: Model, scenario: Scenario) -> dict[str, str]:
    """Write a change as settings, in the units of the file."""
    settings = {}
    for held in flip.held:
        parameter = model.parameters[model.parameter_index[held.parameter]]
        if parameter.words:
            settings[held.parameter] = parameter.words[int(held.value)]
            continue
        unit = author_unit(parameter, scenario)
        number = format(float(f"{held.value / unit.scale:.3g}"), "f").rstrip("0")
        space = "" if unit.share or not str(unit) else " "
        settings[held.parameter] = f"{number.rstrip('.')}{space}{unit}"
    return settings
