"""Tables of exact answers: alone, beside sampled ones, and what stands in the way."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from sim.analysis import Beside
from sim.exact import Exact, ExactRun
from sim.report.names import Names, line_of
from sim.report.numbers import (
    PEOPLE,
    Writer,
    about_people,
    around_people,
    in_percent,
    percent_range,
    significant,
)
from sim.report.tables import Table, Tables
from sim.report.units import outcome_unit
from sim.report.words import say
from sim.scenario import Scenario
from sim.texts import Language

__all__ = ["ExactTables", "exact_record", "fine_percent"]

FIGURES = 3
LISTED = 2
DIGITS = 9  # of a record: the last ones are rounding

Row = tuple[str, ...]


class ExactTables:
    """Writes the exact answers of one model in one language."""

    def __init__(
        self, run: ExactRun, scenario: Scenario, *, language: Language = "en"
    ) -> None:
        self.run, self.scenario = run, scenario
        self.language: Language = language
        self.names = Names(run.model, scenario, language)
        self.writer = Writer.of(run.model, language)
        self._tables = Tables(run.model, scenario, members=0, language=language)

    def answers(self) -> Table:
        """Give every exact answer, and for which cases it holds."""
        rows: list[Row] = []
        for exact in self.run.all:
            if exact.answered:
                told = list(self._rows(exact))
                rows += [(*told[0], self._holds_for(exact))]
                rows += [(*row, "") for row in told[1:]]
        return Table(
            self._say("exact"),
            (self._say("outcome"), self._say("exact_value"), self._say("holds_for")),
            tuple(rows),
            tuple(self._notes()),
            (1,),
        )

    def beside(self, pairs: tuple[Beside, ...], *, members: int) -> Table:
        """Give each exact number beside the sampled one with its interval."""
        rows: list[Row] = []
        for pair in pairs:
            told = list(self._rows(pair.exact))
            head = self._title(pair.exact)
            if pair.exact.kind == "ladder":
                if pair.part == 0:
                    rows.append((head, "", "", ""))
                # The rows of a ladder stand highest first.
                label, value = told[len(told) - 1 - pair.part][:2]
            else:
                label, value = told[0][:2]
            rows.append((label, value, *self._sampled(pair)))
        return Table(
            self._say("exact_beside", count=f"{members:,}"),
            (
                self._say("outcome"),
                self._say("exact_value"),
                self._say("sampled"),
                self._say("interval"),
            ),
            tuple(rows),
            tuple(self._notes(for_all=True)),
            (1, 2, 3),
        )

    def differing(self, pairs: tuple[Beside, ...]) -> str:
        """Say which numbers disagree; empty if none does."""
        names = dict.fromkeys(pair.exact.name for pair in pairs if not pair.agrees)
        return self._say("exact_differs", names=", ".join(names)) if names else ""

    def obstacles(self) -> Table:
        """Give which clocks stand in the way, why, and of which answers."""
        stand: dict[tuple[str, str], list[str]] = {}
        for exact in self.run.all:
            for obstacle in exact.obstacles:
                why = self._say(f"obstacle {obstacle.why}", detail=obstacle.detail)
                clock = self._clock(obstacle.clock)
                stand.setdefault((clock, why), []).append(self._title(exact))
        rows = [
            (clock, why, self._listed(titles)) for (clock, why), titles in stand.items()
        ]
        heads = (self._say("in_the_way"), self._say("why"), self._say("way_of"))
        return Table(self._say("not_exact"), heads, tuple(rows))

    def _listed(self, titles: list[str]) -> str:
        """Name a few, and say how many there are of more."""
        if len(titles) <= LISTED:
            return "; ".join(titles)
        count, total = len(titles), len(self.run.all)
        return self._say("way_of_many", count=count, total=total)

    # ---- rows

    def _rows(self, exact: Exact) -> Iterator[Row]:
        title, numbers = self._title(exact), exact.numbers.tolist()
        if exact.kind == "condition":
            yield title, fine_percent(numbers[0], self.language)
        elif exact.kind == "day":
            yield from self._day(exact, title)
        elif exact.kind == "ladder":
            yield title, ""
            outcome = self._outcome(exact)
            for rung, share in reversed(list(enumerate(numbers))):
                told = self.names.rung(outcome.ladder, rung)
                yield f"  {told}", fine_percent(share, self.language)
        elif exact.kind == "number":
            unit = outcome_unit(self.run.model, self._outcome(exact))
            if unit:
                title = f"{title} [{self.names.unit(unit)}]"
            if unit in PEOPLE:  # never without who reports them
                title += f" ({self.names.people_note(self._outcome(exact))})"
            yield (
                self._say("exact_mean", title=title),
                _told(numbers[0], unit, self.language),
            )
        else:
            yield from self._by_horizon(exact, title)

    def _day(self, exact: Exact, title: str) -> Iterator[Row]:
        reached, _, _, median, _, ever, mean = exact.numbers.tolist()
        yield title, fine_percent(reached, self.language)
        if not math.isnan(median):
            yield f"  {self._say('row_day')}", self.writer.day(median)
        if math.isnan(ever):
            return
        told = fine_percent(ever, self.language)
        if math.isfinite(mean):
            days = self._say("days", number=significant(mean, figures=FIGURES))
            told = self._say("for_ever_after", days=days)
        yield f"  {self._say('for_ever')}", told

    def _by_horizon(self, exact: Exact, title: str) -> Iterator[Row]:
        model = self.run.model
        unit = ""
        if exact.kind == "argument":
            unit = next(a.unit for a in model.arguments if a.name == exact.name)
            title = f"{title} [{self.names.unit(unit)}]"
        for at, day in enumerate(model.horizons):
            horizon = self._say("after", time=self._tables.horizon(day))
            number = float(exact.numbers[at])
            if exact.kind == "claim":
                label = self._say("exact_claim", title=title, horizon=horizon)
                yield label, fine_percent(number, self.language)
            else:
                label = self._say("exact_after", title=title, horizon=horizon)
                yield label, _told(number, unit, self.language)

    def _sampled(self, pair: Beside) -> tuple[str, str]:
        estimate = pair.sampled
        if pair.exact.kind == "number":
            unit = outcome_unit(self.run.model, self._outcome(pair.exact))
            if unit in PEOPLE:
                return about_people(estimate.value, self.language), ""
            return (
                significant(estimate.value, figures=FIGURES),
                self.writer.numbers(estimate.low, estimate.high),
            )
        return (
            fine_percent(estimate.value, self.language),
            percent_range(estimate.low, estimate.high, self.language),
        )

    # ---- words

    def _outcome(self, exact: Exact) -> Any:
        return next(o for o in self.run.model.outcomes if o.name == exact.name)

    def _title(self, exact: Exact) -> str:
        if exact.kind == "argument":
            return self.names.argument(exact.name)
        if exact.kind == "claim":
            claim = next(c for c in self.run.model.claims if c.name == exact.name)
            return f"“{line_of(claim.says, self.language)}”"
        return line_of(self._outcome(exact).title, self.language)

    def _clock(self, name: str) -> str:
        model = self.run.model
        if name in model.clock_index:
            clock = model.clocks[model.clock_index[name]]
            if clock.kind in ("review", "act"):
                return self.names.ladder(clock.item)
            return self.names.clock(clock)
        if name in model.ladder_index:
            return self.names.ladder(name)
        if name in model.gauge_index:
            return self.names.gauge(name)
        return self._say("the_question")

    def _holds_for(self, exact: Exact) -> str:
        if exact.central or self.run.model.central:
            return self._say("for_central")
        if exact.averaged:
            return self._say("for_averaged")
        return self._say("for_every_case")

    def _notes(self, *, for_all: bool = False) -> Iterator[str]:
        yield self._say("exact_rule")
        for kind in ("averaged", "central"):
            names = dict.fromkeys(
                self.names.parameter(name)
                for exact in self.run.all
                if exact.answered and (exact.for_all or not for_all)
                for name in getattr(exact, kind)
            )
            if names:
                yield self._say(f"exact_{kind}_rule", names="; ".join(names))

    def _say(self, key: str, **filled: object) -> str:
        return say(key, self.language, **filled)


def fine_percent(share: float, language: Language) -> str:
    """Write a share that is known exactly, in tenths of a percent.

    Examples
    --------
    >>> [fine_percent(share, "en") for share in (0.49719, 0.00004, 1.0)]
    ['49.7 %', '<0.1 %', '100 %']
    """
    if share < 1e-12 or share > 1 - 1e-12:
        told = f"{100 * share:.0f}"
    elif share < 0.0005:
        told = "<0.1"
    elif share >= 0.9995:
        told = ">99.9"
    else:
        told = f"{100 * share:.1f}"
    return in_percent(told, language)


def _told(number: float, unit: str, language: Language) -> str:
    """Write a mean; of people never as one number."""
    return (
        about_people(number, language)
        if unit in PEOPLE
        else significant(number, figures=FIGURES)
    )


def exact_record(run: ExactRun, pairs: tuple[Beside, ...] = ()) -> list[dict[str, Any]]:
    """Give exact answers, and what stands in the way, as strict JSON can hold them.

    Parameters
    ----------
    pairs : tuple of Beside, optional
        What was sampled beside; says of each answer whether the two agree.
    """
    told = []
    for exact in run.all:
        record: dict[str, Any] = {"kind": exact.kind, "name": exact.name}
        if exact.answered:
            record |= _numbers(exact, run) | {
                "averaged_over": list(exact.averaged),
                "central": list(exact.central),
                "states": exact.states,
                "error": _plain(exact.error),
            }
        else:
            record["in_the_way"] = [
                {"clock": item.clock, "why": item.why, "detail": item.detail}
                for item in exact.obstacles
            ]
        agree = [pair.agrees for pair in pairs if pair.exact is exact]
        if agree:
            record["agrees_with_sample"] = all(agree)
        told.append(record)
    return told


def _numbers(exact: Exact, run: ExactRun) -> dict[str, Any]:
    numbers = [_plain(number) for number in exact.numbers.tolist()]
    if exact.kind == "day":
        names = "share day_times_share p5 median p95 share_for_ever mean_for_ever"
        return dict(zip(names.split(), numbers, strict=True))
    if exact.kind == "argument":
        half = len(numbers) // 2
        return {"own": numbers[:half], "weighted": numbers[half:]}
    if exact.kind == "number" and not math.isnan(exact.numbers[0]):
        outcome = next(o for o in run.model.outcomes if o.name == exact.name)
        if outcome_unit(run.model, outcome) in PEOPLE:
            return {"mean_between": list(around_people(float(exact.numbers[0])))}
    one = {"condition": "share", "number": "mean"}
    if exact.kind in one:
        return {one[exact.kind]: numbers[0]}
    return {"shares": numbers}


def _plain(number: float) -> float | str | None:
    if math.isnan(number):
        return None
    if math.isinf(number):
        return "never"
    return float(f"{number:.{DIGITS}g}")
