"""Many members as a notebook holds them: tables, pictures, and a way to each member."""

from __future__ import annotations

import html
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sim.analysis import (
    ActorLedger,
    Beside,
    ClaimResult,
    Dependence,
    OutcomeSummary,
    TurningPrice,
    actor_ledgers,
    actor_nets,
    assumptions_of,
    beside,
    claim_results,
    outcome_spread,
    summarise_outcomes,
    turning_prices,
)
from sim.errors import ModelError, ResultError, suggest
from sim.exact import ExactRun, clocks_in_the_way, exact_answers, has_scipy
from sim.model import Model
from sim.path import run_path
from sim.report.exact_tables import ExactTables, exact_record
from sim.report.footer import footer_line
from sim.report.names import Names, line_of
from sim.report.rate_tables import rates_table
from sim.report.tables import Table, Tables
from sim.report.weighing import weighing_tables
from sim.results import Ensemble
from sim.scenario import Scenario
from sim.study.pictures import PictureSet, run_pictures
from sim.study.step import Step
from sim.study.views import Picture, TableView, paragraphs, view_of
from sim.texts import Language

__all__ = ["Run"]

QUICK_STATES, QUICK_WORK = 2000, 20_000
"""What exact answers beside a run may cost: some tenths of a second."""


@dataclass(frozen=True, repr=False, eq=False)
class Run:
    """Many members of a scenario, and what they come to.

    Attributes
    ----------
    scenario : Scenario
    ensemble : Ensemble
        The members themselves.
    language : {"en", "ko"}
        In which everything is shown.
    """

    scenario: Scenario
    ensemble: Ensemble
    language: Language = "en"

    @property
    def model(self) -> Model:
        """What was run."""
        return self.ensemble.model

    @cached_property
    def dependence(self) -> Dependence:
        """The assumptions that each outcome and claim can depend on."""
        return assumptions_of(self.scenario, self.model)

    @cached_property
    def outcome_summaries(self) -> tuple[OutcomeSummary, ...]:
        """Every outcome as numbers."""
        return summarise_outcomes(self.ensemble)

    @cached_property
    def claim_results(self) -> tuple[ClaimResult, ...]:
        """Every claim as numbers."""
        return claim_results(self.ensemble)

    @cached_property
    def ledgers(self) -> tuple[ActorLedger, ...]:
        """The ledger of each actor at the last horizon, as numbers."""
        # A run that ends before the first horizon has no ledger.
        return actor_ledgers(self.ensemble) if self.model.horizons else ()

    @cached_property
    def earlier_ledgers(self) -> dict[float, tuple[ActorLedger, ...]]:
        """The same at every horizon before the last."""
        days = self.model.horizons[:-1]
        return {day: actor_ledgers(self.ensemble, horizon=day) for day in days}

    def count_early(self) -> None:
        """Work out what no picture needs: of many members, while they are drawn."""
        _ = self.outcome_summaries, self.earlier_ledgers

    @cached_property
    def ledgers_at(self) -> dict[float, tuple[ActorLedger, ...]]:
        """The same at each further discount rate that the run was asked for."""
        if not self.model.horizons:
            return {}
        return {
            rate: actor_ledgers(self.ensemble.at_rate(rate))
            for rate in self.model.also_rates
        }

    @cached_property
    def exact(self) -> ExactRun | None:
        """Exact answers to outcomes, as far as they cost little.

        None if a clock stands in the way of one of them, a case cannot be run, or
        SciPy is not there.
        """
        if clocks_in_the_way(self.model) or not has_scipy():
            return None
        try:
            return exact_answers(
                self.model, most=QUICK_STATES, free=1, work=QUICK_WORK, arguments=False
            )
        except ModelError:  # a case that cannot be run, of which the run tells
            return None

    @cached_property
    def beside(self) -> tuple[Beside, ...]:
        """Exact outcomes beside the sampled ones."""
        return beside(self.exact, self.ensemble) if self.exact else ()

    @property
    def disagreement(self) -> str:
        """Which outcomes differ from their exact answer; empty if none does."""
        return self._exact_tables.differing(self.beside) if self.exact else ""

    @property
    def exact_record(self) -> list[dict[str, Any]]:
        """Exact answers as a record; empty if no outcome has one."""
        if self.exact is None or not self.beside:
            return []
        return exact_record(self.exact, self.beside)

    @cached_property
    def _exact_tables(self) -> ExactTables:
        assert self.exact is not None
        return ExactTables(self.exact, self.scenario, language=self.language)

    @cached_property
    def names(self) -> Names:
        """Titles of everything."""
        return Names(self.model, self.scenario, self.language)

    @cached_property
    def _tables(self) -> Tables:
        count = len(self.ensemble)
        return Tables(self.model, self.scenario, members=count, language=self.language)

    @property
    def outcomes(self) -> TableView:
        """The table of outcomes, with 95 % intervals."""
        return self._view(
            self._tables.outcomes(self.outcome_summaries, self.dependence)
        )

    @property
    def claims(self) -> TableView:
        """The table of claims at each horizon, on money alone and with all counted."""
        return self._view(self._tables.claims(self.claim_results, self.dependence))

    def _view(self, table: Table) -> TableView:
        return view_of(table, self.scenario, self.language)

    def ledger(self, actor: str | None = None) -> TableView:
        """Give the ledger of one actor; of the first that has one unless named."""
        return self._view(self._tables.ledger(self._ledger_of(actor)))

    @cached_property
    def turning_prices(self) -> tuple[TurningPrice, ...]:
        """What each thing that is not money must be worth for a claim to hold."""
        return turning_prices(self.ensemble) if self.model.horizons else ()

    @property
    def weighed(self) -> tuple[TableView, ...]:
        """Claims weighed: on money alone, break-even prices, with all counted."""
        nets = actor_nets(self.ensemble) if self.turning_prices else {}
        found = weighing_tables(
            self._tables, self.claim_results, self.turning_prices, nets
        )
        return tuple(self._view(table) for table in found)

    def plot_shares(self, *ladders: str, note: str = "") -> Picture:
        """Draw where the members stand over time, on these ladders or on all."""
        from sim.plots import alt_of_shares, draw_shares

        told = self._told(ladders, note)
        return Picture(
            draw_shares(self.ensemble, self.names, **told),
            alt_of_shares(self.ensemble, self.names, **told),
        )

    def plot_passages(self, *ladders: str, note: str = "") -> Picture:
        """Draw which share has come to each rung by each day, on these or all ladders.

        Parameters
        ----------
        note : str
            A line above the foot.
        """
        from sim.plots import alt_of_passages, draw_passages

        told = self._told(ladders, note)
        return Picture(
            draw_passages(self.ensemble, self.names, **told),
            alt_of_passages(self.ensemble, self.names, **told),
        )

    def plot_claims(self, *claims: str) -> Picture:
        """Draw these claims, or all, over the horizons."""
        from sim.plots import alt_of_claims, draw_claims

        if not self.claim_results or not self.model.horizons:
            raise ResultError("there is no claim, or no horizon to test one at")
        known = [result.name for result in self.claim_results]
        chosen = self._chosen("claim", claims, known)
        results = [result for result in self.claim_results if result.name in chosen]
        horizons = [self._tables.horizon(day) for day in self.model.horizons]
        count = len(self.ensemble)
        told: dict[str, Any] = {"horizons": horizons, "members": count}
        told["foot"] = self.foot
        figure = draw_claims(results, self.names, **told)
        return Picture(figure, alt_of_claims(results, self.names, **told))

    def plot_outcomes(self, *outcomes: str) -> Picture:
        """Draw how these outcomes, or all, are spread over the members."""
        from sim.plots import alt_of_outcomes, draw_outcomes

        known = [outcome.name for outcome in self.model.outcomes]
        if not known:
            raise ResultError("there is no outcome to draw")
        chosen = self._chosen("outcome", outcomes, known)
        spreads = [outcome_spread(self.ensemble, name) for name in chosen]
        told: dict[str, Any] = {"members": len(self.ensemble), "foot": self.foot}
        figure = draw_outcomes(spreads, self.names, **told)
        return Picture(figure, alt_of_outcomes(spreads, self.names, **told))

    def plot_ledger(self, actor: str | None = None) -> Picture:
        """Draw the ledger of one actor; of the first that has one unless named."""
        from sim.plots import alt_of_ledger, draw_ledger

        ledger = self._ledger_of(actor)
        horizon = self._tables.horizon(ledger.horizon)
        told = {"horizon": horizon, "foot": self.foot}
        figure = draw_ledger(ledger, self.names, **told)
        return Picture(figure, alt_of_ledger(ledger, self.names, **told))

    def _told(self, ladders: tuple[str, ...], note: str) -> dict[str, Any]:
        """Give what every picture of ladders is told, and refuse unknown ladders."""
        self._chosen("ladder", ladders, list(self.ensemble.rung_slots))
        foot = "\n".join(filter(None, (note, self.foot)))
        return {"foot": foot, "ladders": ladders}

    @staticmethod
    def _chosen(what: str, names: tuple[str, ...], known: list[str]) -> list[str]:
        """Give those that are named, in the order of the file, or else all."""
        for name in names:
            if name not in known:
                raise ResultError(f"no {what} {name!r}; {suggest(name, known)}")
        return [name for name in known if name in names or not names]

    def tables(self) -> tuple[Table, ...]:
        """Give every table of the run: outcomes, ledgers, claims."""
        model, tables = self.model, []
        if model.outcomes:
            tables.append(self.outcomes.table)
        if self.beside:
            count = len(self.ensemble)
            tables.append(self._exact_tables.beside(self.beside, members=count))
        weighed = {even.price.actor for even in self.turning_prices}
        for ledger in self.ledgers:
            own = ledger.actor in weighed
            tables.append(self._tables.ledger(ledger, weighed=own))
        tables += [view.table for view in self.weighed]
        if self.ledgers_at and any(ledger.counted for ledger in self.ledgers):
            tables.append(rates_table(self.ledgers, self.ledgers_at, self._tables))
        if model.claims and model.horizons:
            tables.append(self.claims.table)
        return tuple(tables)

    def picture_files(self, which: PictureSet = "all") -> dict[str, bytes]:
        """Give pictures of the run as files, each with what it shows in words.

        Parameters
        ----------
        which : {"few", "all", "none"}
            See `sim.study.pictures`.
        """
        return run_pictures(self, which)

    def step(self, member: int = 0) -> Step:
        """Follow one of the members, with reasons."""
        trace = run_path(self.model, seed=self.ensemble.seed, member=member)
        return Step(self.scenario, trace, self.language)

    @property
    def foot(self) -> str:
        """What stands at the foot of everything."""
        return footer_line(self.scenario, self.language)

    def _ledger_of(self, actor: str | None) -> ActorLedger:
        if not self.ledgers:
            raise ResultError("there is no ledger: this run counts no argument")
        if actor is None:
            return self.ledgers[0]
        known = [ledger.actor for ledger in self.ledgers]
        if actor not in known:
            raise ResultError(f"no ledger of {actor!r}; {suggest(actor, known)}")
        return self.ledgers[known.index(actor)]

    def _repr_html_(self) -> str:
        title = line_of(self.scenario.title, self.language)
        parts = [f"<h4>{html.escape(title)}</h4>"]
        if self.model.outcomes:
            parts.append(self.outcomes._repr_html_())
        if self.claim_results and self.model.horizons:
            parts.append(self.claims._repr_html_())
        return "".join(parts) + paragraphs((*self.model.notes, self.foot))

    def __repr__(self) -> str:
        return (
            f"<Run of {self.model.name}: {len(self.ensemble)} members, "
            f"seed {self.ensemble.seed}>"
        )
