"""The tables of a run, as plain strings: outcomes, claims, the ledger.

What is printed and what is put into a report is the same; the printing is elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sim.analysis import (
    FEWEST,
    ActorLedger,
    ArgumentLine,
    ClaimResult,
    ClaimShare,
    Dependence,
    Estimate,
    OutcomeSummary,
    Spread,
    holds_in,
)
from sim.errors import shown
from sim.model import Model
from sim.quantities import parse_quantity
from sim.report.names import Names, line_of
from sim.report.numbers import PEOPLE, Writer, percent, percent_range
from sim.report.units import outcome_unit, told_quantity
from sim.report.words import say
from sim.scenario import Scenario
from sim.texts import Language

__all__ = ["Table", "Tables"]


@dataclass(frozen=True, slots=True)
class Table:
    """One table, ready to print.

    Attributes
    ----------
    title : str
    columns : tuple of str
    rows : tuple of tuple of str
        As many cells as columns; a cell that begins with two spaces belongs to the
        row above it.
    notes : tuple of str
        How to read it; below the table.
    right : tuple of int
        Columns whose cells stand on the right.
    foot : str
        What stands below all: which scenario, and that it is no forecast. A command
        that prints several tables says it once, below the last.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    right: tuple[int, ...] = field(default=())
    foot: str = ""


class Tables:
    """Writes the tables of one run in one language.

    Parameters
    ----------
    model : Model
    scenario : Scenario
        What the model was compiled from.
    members : int
        How many members were run.
    language : {"en", "ko"}
    """

    def __init__(
        self,
        model: Model,
        scenario: Scenario,
        *,
        members: int,
        language: Language = "en",
    ) -> None:
        self.model = model
        self.scenario = scenario
        self.members = members
        self.language: Language = language
        self.names = Names(model, scenario, language)
        self.writer = Writer.of(model, language)

    def outcomes(
        self, summaries: tuple[OutcomeSummary, ...], dependence: Dependence
    ) -> Table:
        """Give each outcome with its interval, and on how much it rests."""
        rows: list[tuple[str, ...]] = []
        for summary in summaries:
            title = line_of(summary.title, self.language)
            rests = self._rests(dependence.outcomes[summary.name])
            rows += self._outcome(summary, title, rests)
        return Table(
            self._say("outcomes", count=f"{self.members:,}"),
            self._heads("outcome", "result", "interval", "spread", "rests_on"),
            tuple(rows),
            (self._say("interval_rule", count=f"{self.members:,}"),),
            (1, 2, 3, 4),
        )

    def _outcome(
        self, summary: OutcomeSummary, title: str, rests: str
    ) -> list[tuple[str, ...]]:
        rows: list[tuple[str, ...]] = []
        share = summary.share
        if share is not None:
            interval = percent_range(share.low, share.high, self.language)
            rows.append(
                (title, percent(share.value, self.language), interval, "", rests)
            )
        if summary.kind == "day" and summary.spread is not None:
            median, spread = summary.spread.median, summary.spread
            rows.append(
                (
                    f"  {self._say('row_day')}",
                    self.writer.day(median.value),
                    self.writer.days(median.low, median.high),
                    self.writer.days(spread.low, spread.high),
                    "",
                )
            )
        if summary.kind == "number" and summary.spread is not None:
            rows += self._number(summary, summary.spread, title, rests)
        if summary.rungs:
            rows.append((title, "", "", "", rests))
            for rung, estimate in reversed(list(enumerate(summary.rungs))):
                told = self.names.rung(summary.ladder, rung)
                interval = percent_range(estimate.low, estimate.high, self.language)
                rows.append(
                    (
                        f"  {told}",
                        percent(estimate.value, self.language),
                        interval,
                        "",
                        "",
                    )
                )
        return rows

    def _number(
        self, summary: OutcomeSummary, spread: Spread, title: str, rests: str
    ) -> list[tuple[str, ...]]:
        outcome = next(o for o in self.model.outcomes if o.name == summary.name)
        unit = outcome_unit(self.model, outcome)
        if unit:
            title = f"{title} [{self.names.unit(unit)}]"
        around = self.writer.numbers(spread.low, spread.high)
        if unit in PEOPLE:
            # People are never one number, and never without who says so.
            title += f" ({self.names.people_note(outcome)})"
            around = self.writer.people(spread.low, spread.high)
            return [(title, "", "", around, rests)]
        median, mean = spread.median, spread.mean
        return [
            (
                self._say("row_median", title=title),
                self.writer.mean(median.value, spread.low, spread.high),
                self.writer.numbers(median.low, median.high),
                around,
                rests,
            ),
            (
                f"  {self._say('row_mean')}",
                self.writer.mean(mean.value, spread.low, spread.high),
                self.writer.numbers(mean.low, mean.high),
                "",
                "",
            ),
        ]

    def claims(self, results: tuple[ClaimResult, ...], dependence: Dependence) -> Table:
        """Give each claim at each horizon, on money alone and with all counted."""
        rows: list[tuple[str, ...]] = []
        for result in results:
            says = self.said(result)
            rests = self._rests(dependence.claims[result.name])
            for at, share in enumerate(result.shares):
                first = (says, rests) if at == 0 else ("", "")
                money = self._among(share.money, share.among_money, result)
                differ = share.money is not None or share.among_money != share.among
                rows.append(
                    (
                        first[0],
                        self.horizon(share.horizon),
                        money if differ else "",
                        self._among(share.counted, share.among, result),
                        self._holds(share),
                        first[1],
                    )
                )
        conditional = any(result.given for result in results)
        asked = self._say("given_rule", fewest=FEWEST)
        return Table(
            self._say("claims", count=f"{self.members:,}"),
            self._heads(
                "claim", "horizon", "money_alone", "with_all", "in_words", "rests_on"
            ),
            tuple(rows),
            (self._say("claim_rule"), *([asked] if conditional else [])),
            (2, 3, 5),
        )

    def said(self, result: ClaimResult) -> str:
        """Write what a claim says and who said it."""
        claim = self.scenario.claims[result.name]
        who = [
            line_of(evidence.who, self.language)
            for evidence in claim.because
            if evidence.who
        ]
        says = f"“{line_of(result.says, self.language)}”"
        if not who:
            cited = (self.scenario.sources[e.source] for e in claim.because if e.source)
            who = [shown(str(source.publisher)) for source in cited]
        if any(who):
            says += f" ({', '.join(dict.fromkeys(filter(None, who)))})"
        if result.parameters_only:
            says += f" [{self._say('parameters_only')}]"
        return says

    def _among(self, share: Estimate | None, among: int, result: ClaimResult) -> str:
        """Write a share, and among how many members where not all are asked."""
        if not result.given:
            return self.writer.share(share) if share else ""
        told = self.writer.share(share) if share else self._say("too_few")
        return self._say("among", share=told, count=f"{among:,}")

    def _holds(self, share: ClaimShare) -> str:
        if share.counted is None:
            return ""
        counted, money = self._word(share.counted), share.money
        if money is None or self._word(money) == counted:
            return counted
        return self._say("money_but_all", money=self._word(money), all=counted)

    def _word(self, share: Estimate) -> str:
        return self._say(f"holds {holds_in(share.value)}")

    def ledger(self, ledger: ActorLedger, *, weighed: bool = False) -> Table:
        """Give an actor's ledger, account by account; last the net with all counted.

        Parameters
        ----------
        weighed : bool, default False
            Whether a table that weighs a claim about it follows, which ends with that.
        """
        rows: list[tuple[str, ...]] = []
        accounts = dict.fromkeys(line.argument.account for line in ledger.lines)
        for account in accounts:
            if account in ledger.accounts:
                net = ledger.accounts[account]
                rows.append(self._net(self.names.net(account), net))
            rows += [
                self._argument(line)
                for line in ledger.lines
                if line.argument.account == account
            ]
        if ledger.counted is not None and len(ledger.accounts) > 1 and not weighed:
            rows.append(self._net(self._say("net_all"), ledger.counted))
        title = line_of(ledger.title, self.language)
        unit = self.names.unit(self.model.unit)
        against = line_of(self.model.against, self.language)
        notes = [self._say("ledger_unit", unit=unit, against=against)]
        if ledger.between_plans:
            notes.append(self._say("between_plans", actor=title))
        return Table(
            self._say(
                "ledger",
                actor=title,
                horizon=self._say("after", time=self.horizon(ledger.horizon)),
            ),
            self._heads("argument", "account", "mean", "interval", "spread"),
            tuple(rows),
            tuple(notes),
            (2, 3, 4),
        )

    def _net(self, title: str, net: Spread) -> tuple[str, ...]:
        return (title, "", *self._amounts(net))

    def _argument(self, line: ArgumentLine) -> tuple[str, ...]:
        argument = line.argument
        title = f"  {self.names.argument(argument.name)}"
        account = self.names.account(argument.account)
        side = self._say(argument.side)
        if line.weighted is not None:
            return (title, f"{account}, {side}", *self._amounts(line.weighted))
        unit, apart = self.names.unit(argument.unit), self._say("uncounted")
        where = f"{account}, {side}, {apart} [{unit}]"
        if argument.unit in PEOPLE:
            around = self.writer.people(line.own.low, line.own.high)
            return (title, where, "", "", around)
        return (title, where, *self._amounts(line.own))

    def _amounts(self, spread: Spread) -> tuple[str, str, str]:
        mean = spread.mean
        return (
            self.writer.mean(mean.value, spread.low, spread.high),
            self.writer.numbers(mean.low, mean.high),
            self.writer.numbers(spread.low, spread.high),
        )

    def horizon(self, day: float) -> str:
        """Write a horizon as its author did, or in days."""
        ledger = self.scenario.ledger
        for written in ledger.horizons if ledger else ():
            quantity = parse_quantity(str(written))
            if quantity is not None and quantity.value == day:
                return told_quantity(str(written), self.language)
        return self._say("days", number=f"{day:g}")

    def _rests(self, assumptions: frozenset[str]) -> str:
        key = "assumption" if len(assumptions) == 1 else "assumptions"
        return self._say(key, count=len(assumptions))

    def _heads(self, *keys: str) -> tuple[str, ...]:
        return tuple(self._say(key) for key in keys)

    def _say(self, key: str, **filled: object) -> str:
        return say(key, self.language, **filled)
