"""Every claim of a scenario as a notebook holds it: who says it, what carries it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sim.analysis import Verdict, claim_results, reads_sums, verdicts_of
from sim.model import Model
from sim.report.footer import footer_line
from sim.report.tables import Table, Tables
from sim.report.weighed_record import verdicts_record
from sim.report.weighing_all import who_and_what
from sim.report.words import say
from sim.results import Ensemble
from sim.scenario import Scenario
from sim.study.run import Run
from sim.study.views import TableView
from sim.texts import Language

__all__ = ["ClaimsView"]


@dataclass(frozen=True, repr=False, eq=False)
class ClaimsView:
    """Every claim at every horizon, with its evidence and what carries it.

    Attributes
    ----------
    scenario : Scenario
    ensemble : Ensemble
    language : {"en", "ko"}
        In which everything is shown.
    weights : mapping of str to str
        The scale, where it is not that of the file.
    """

    scenario: Scenario
    ensemble: Ensemble
    language: Language
    weights: Mapping[str, str]

    @property
    def model(self) -> Model:
        """What was run."""
        return self.ensemble.model

    @cached_property
    def verdicts(self) -> dict[str, tuple[Verdict, ...]]:
        """By claim: what carries it at the last horizon; of those that read a sum."""
        last = [len(self.model.horizons) - 1]
        return {
            claim.name: verdicts_of(self.ensemble, claim, places=last)
            for claim in self.model.claims
            if reads_sums(claim)
        }

    @property
    def head(self) -> tuple[str, ...]:
        """Whether there is anything to say."""
        if self.model.claims and self.model.horizons:
            return ()
        return (say("no_claims", self.language),)

    @property
    def short(self) -> tuple[str, ...]:
        """Nothing is said of all claims together."""
        return ()

    def tables(self) -> tuple[Table, ...]:
        """Give the claims at each horizon, and who says each."""
        if not self.model.claims or not self.model.horizons:
            return ()
        count = len(self.ensemble)
        run = Run(self.scenario, self.ensemble, self.language)
        tables = Tables(
            self.model, self.scenario, members=count, language=self.language
        )
        shares = tables.claims(claim_results(self.ensemble), run.dependence)
        return shares, who_and_what(
            self.model, self.scenario, self.verdicts, self.language
        )

    def record(self) -> list[dict[str, Any]]:
        """Give every number as strict JSON can hold it."""
        return [
            verdicts_record(self.model, claim, verdicts_of(self.ensemble, claim))
            for claim in self.model.claims
        ]

    @property
    def foot(self) -> str:
        """What stands at the foot of everything."""
        return footer_line(self.scenario, self.language)

    def _repr_html_(self) -> str:
        return "".join(TableView(table)._repr_html_() for table in self.tables())

    def __repr__(self) -> str:
        return "\n\n".join(str(TableView(table)) for table in self.tables())
