"""Tables of one claim weighed from every side: its verdict and what carries it."""

from __future__ import annotations

import math

from sim.analysis import (
    Carried,
    Lever,
    Scaled,
    SignMap,
    TurnsAt,
    Verdict,
    WeighedClaim,
    carriers,
    holds_in,
    weightiest,
)
from sim.analysis.carrying import MOST
from sim.model import Model
from sim.report.names import Names, line_of
from sim.report.numbers import Writer, percent, significant
from sim.report.tables import Table, Tables
from sim.report.weighing_all import evidence_lines
from sim.report.words import say
from sim.scenario import Scenario
from sim.texts import Language

__all__ = ["WeighedTables"]


class WeighedTables:
    """Writes what was found of one claim, in one language.

    Parameters
    ----------
    found : WeighedClaim
    model : Model
        Of the ensemble that it was found on.
    scenario : Scenario
    members : int
        How many were run.
    language : {"en", "ko"}
    """

    def __init__(
        self,
        found: WeighedClaim,
        model: Model,
        scenario: Scenario,
        *,
        members: int,
        language: Language = "en",
    ) -> None:
        self.found, self.model, self.scenario = found, model, scenario
        self.members, self.language = members, language
        self.names = Names(model, scenario, language)
        self.writer = Writer.of(model, language)
        self._tables = Tables(model, scenario, members=members, language=language)

    def head(self) -> tuple[str, ...]:
        """Say what is claimed, by whom, how it is tested, and who is the source."""
        claim = self.scenario.claims[self.found.claim.name]
        who = [line_of(e.who, self.language) for e in claim.because if e.who]
        said = f"“{line_of(claim.says, self.language)}”"
        lines = [said + (f" ({', '.join(dict.fromkeys(who))})" if who else "")]
        lines.append(self._say("tested_as", text=self.found.claim.text))
        if self.found.claim.given:
            given = self.found.claim.given_text
            lines.append(self._say("supposes", text=given))
        evidence = evidence_lines(self.scenario, self.found.claim.name, self.language)
        lines += [self._say("said_in", source=text) for text in evidence]
        if self.found.claim.parameters_only:
            lines.append(self._say("parameters_only"))
        return tuple(lines)

    def tables(self) -> tuple[Table, ...]:
        """Give every table that has a row."""
        found = self.found
        tables = [self.shares()]
        if found.verdict.carried:
            tables += [self.carried(), self.turning(), self.prices()]
        if found.scales:
            tables.append(self.scales(found.scales))
        if found.signs is not None:
            tables.append(self.signs(found.signs))
        return tuple(table for table in tables if table.rows)

    # ---- does it hold, and from when

    def shares(self) -> Table:
        """Give the share at each horizon, and in words."""
        rows = []
        for verdict in self.found.verdicts:
            counted = verdict.share.value
            known = not math.isnan(counted)
            word = self._say(f"holds {holds_in(counted)}") if known else ""
            rows.append(
                (
                    self._time(verdict.horizon),
                    self.writer.share(verdict.money),
                    self.writer.share(verdict.share),
                    word,
                    self._say("yes" if verdict.holds else "no") if known else "",
                    f"{verdict.among:,}",
                )
            )
        return Table(
            self._say("weighed_shares", count=f"{self.members:,}"),
            self._heads(
                "horizon",
                "money_alone",
                "with_all",
                "in_words",
                "more_than_half",
                "among_head",
            ),
            tuple(rows),
            (self.from_when(), self._say("claim_rule"), self._say("verdict_rule")),
            (1, 2, 5),
        )

    def from_when(self) -> str:
        """Say from which horizon on it holds in more than half of futures."""
        verdicts, since = self.found.verdicts, self.found.holds_from
        if all(verdict.holds for verdict in verdicts):
            return self._say("holds_always")
        if since is not None:
            return self._say("holds_from", time=self._time(since))
        some = any(verdict.holds for verdict in verdicts)
        return self._say("holds_until" if some else "holds_nowhere")

    # ---- what carries it

    def carried(self) -> Table:
        """Give the verdict with each account and each argument taken out."""
        verdict = self.found.verdict
        shown = [c for c in verdict.carried if c.lever.kind != "price"]
        rows = tuple(
            (
                self.lever(c.lever),
                self._side(c.lever),
                self.writer.number(c.now),
                percent(c.without.value, self.language),
                self._turns_at(c),
                self._say("carries_it") if c.turns else "",
            )
            for c in shown
        )
        return Table(
            self._say("carried", time=self.after()),
            (
                *self._heads("part", "side", "mean_now", "share_without", "break_even"),
                "",
            ),
            rows,
            (self.who_carries(), self._say("carried_rule", most=f"{MOST:g}")),
            (2, 3, 4),
        )

    def who_carries(self) -> str:
        """Say without which arguments and accounts the verdict is another one."""
        verdict = self.found.verdict
        if not verdict.carried:
            return self._say("no_sums")
        found = carriers(verdict)
        if found:
            names = ", ".join(self.lever(one.lever).strip() for one in found)
            return self._say("carriers", names=names)
        most = weightiest(verdict)
        assert most is not None
        return self._say("carriers_none", name=self.lever(most.lever).strip())

    def turning(self) -> Table:
        """Give the break-even of each account and argument at each horizon."""
        rows = []
        for at, first in enumerate(self.found.verdict.carried):
            if first.lever.kind == "price":
                continue
            turning = [v.carried[at] if v.carried else None for v in self._verdicts()]
            if _turns_somewhere(turning):
                told = (self._factor(one) for one in turning)
                rows.append((self.lever(first.lever), *told))
        return Table(
            self._say("turning"),
            (self._say("part"), *(self._time(v.horizon) for v in self._verdicts())),
            tuple(rows),
            (self._say("turning_rule"),),
            tuple(range(1, len(self._verdicts()) + 1)),
        )

    def prices(self) -> Table:
        """Give the price that would turn it, of each unit that is not the ledger's."""
        rows = []
        for at, first in enumerate(self.found.verdict.carried):
            if first.lever.kind != "price":
                continue
            turning = [v.carried[at] if v.carried else None for v in self._verdicts()]
            if _turns_somewhere(turning):
                now, told = self.writer.number(first.now), map(self._price, turning)
                rows.append((self.lever(first.lever), now, *told))
        return Table(
            self._say("prices"),
            (
                *self._heads("argument", "price_now"),
                *(self._time(v.horizon) for v in self._verdicts()),
            ),
            tuple(rows),
            (self._say("price_rule", unit=self.names.unit(self.model.unit)),),
            tuple(range(1, len(self._verdicts()) + 2)),
        )

    def lever(self, lever: Lever) -> str:
        """Name an account, an argument or a price."""
        if lever.kind == "account":
            account = self.names.account(lever.name)
            return self._say("whole_account", account=account)
        arguments = [self.model.arguments[at].name for at in lever.places]
        titles = ", ".join(self.names.argument(name) for name in arguments)
        if lever.kind == "argument":
            return f"  {titles}"
        unit = self.names.unit(lever.name)
        return self._say("price_of", names=titles, unit=unit)

    def _side(self, lever: Lever) -> str:
        return self._say(lever.side or "net_of")

    def _turns_at(self, carried: Carried) -> str:
        turning = carried.turning
        if math.isnan(turning.factor):
            return self._say("no_size")
        if turning.factor == 0:
            return self._say("at_all")
        filled = {"factor": significant(turning.factor)}
        if math.isnan(turning.low) or math.isnan(turning.high):
            return self._say("times_alone", **filled)
        between = self.writer.numbers(turning.low, turning.high)
        return self._say("times_range", range=between, **filled)

    def _factor(self, carried: Carried | None) -> str:
        if carried is None:
            return ""
        return _told(carried.turning, self._say("no_size"), "× ")

    def _price(self, carried: Carried | None) -> str:
        if carried is None:
            return ""
        return _told(carried.turning, self._say("no_price"), "")

    def _verdicts(self) -> tuple[Verdict, ...]:
        return self.found.verdicts

    # ---- prices, horizons and rates

    def scales(self, scales: tuple[Scaled, ...]) -> Table:
        """Give the share with all prices of what is not money turned together."""
        rows = tuple(
            (
                self._scale(scaled.factor),
                *(percent(s.value, self.language) for s in scaled.shares),
            )
            for scaled in scales
        )
        return Table(
            self._say("scales"),
            (self._say("scale"), *(self._time(v.horizon) for v in self._verdicts())),
            rows,
            (),
            tuple(range(1, len(self._verdicts()) + 1)),
        )

    def _scale(self, factor: float) -> str:
        if factor == 0:
            return self._say("money_only")
        told = self._say("times", factor=significant(factor))
        return self._say("as_written") if factor == 1 else told

    def signs(self, signs: SignMap) -> Table:
        """Give the share against horizon and discount rate."""
        days = [verdict.horizon for verdict in self.found.verdicts]
        columns = [signs.horizons.index(day) for day in days]
        rows = []
        for row, rate in enumerate(signs.rates):
            cells = []
            for column in columns:
                share = float(signs.shares[row, column])
                money = float(signs.money[row, column])
                mark = " ●" if share > 0.5 else ""
                counted, alone = (percent(it, self.language) for it in (share, money))
                cells.append(f"{counted} ({alone}){mark}")
            rows.append((self.rate(rate), *cells))
        return Table(
            self._say("signs"),
            (self._say("rate"), *(self._time(day) for day in days)),
            tuple(rows),
            (self._say("signs_rule"),),
            tuple(range(1, len(days) + 1)),
        )

    def rate(self, rate: float) -> str:
        """Write a discount rate."""
        return self._say("per_year", number=f"{100 * rate:g}")

    # ----

    def after(self) -> str:
        """Say at which horizon it was asked what it would take."""
        return self._say("after", time=self._time(self.found.verdict.horizon))

    def _time(self, day: float) -> str:
        return self._tables.horizon(day)

    def _heads(self, *keys: str) -> tuple[str, ...]:
        return tuple(self._say(key) for key in keys)

    def _say(self, key: str, **filled: object) -> str:
        return say(key, self.language, **filled)


def _turns_somewhere(turning: list[Carried | None]) -> bool:
    return any(
        one is not None and not math.isnan(one.turning.factor) for one in turning
    )


def _told(turning: TurnsAt, nowhere: str, before: str) -> str:
    """Write a break-even; a price or a size may be below nought."""
    if math.isnan(turning.factor):
        return nowhere
    return before + significant(turning.factor)
