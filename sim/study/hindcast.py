"""What a notebook holds of a scenario held against what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from sim.analysis import (
    Hindcast,
    HindcastFans,
    QuestionHeld,
    asking,
    hindcast_fans,
    hindcast_of,
)
from sim.ensemble import EngineName
from sim.errors import ResultError, suggest
from sim.jobs import Progress, run_ensemble
from sim.loading import scope_of
from sim.loading_history import load_history
from sim.model import compile_model
from sim.report.footer import footer_line
from sim.report.hindcast_tables import HindcastTables, hindcast_record
from sim.report.tables import Table
from sim.results import Ensemble
from sim.scenario import History, Scenario
from sim.study.views import Picture, TableView, paragraphs
from sim.texts import LANGUAGES, Language

__all__ = ["HINDCAST_MEMBERS", "HindcastView", "hold_against"]

HINDCAST_MEMBERS = 2_000


@dataclass(frozen=True, repr=False, eq=False)
class HindcastView:
    """A scenario held against a history: it shows its tables.

    Attributes
    ----------
    scenario : Scenario
    history : History
        What happened, as coded.
    ensemble : Ensemble
        The futures, asked the questions of the history.
    found : Hindcast
        The numbers themselves.
    language : {"en", "ko"}
    """

    scenario: Scenario
    history: History
    ensemble: Ensemble
    found: Hindcast
    language: Language = "en"

    @cached_property
    def writer(self) -> HindcastTables:
        """Writes the tables."""
        return HindcastTables(
            self.found,
            self.history,
            self.ensemble.model,
            self.scenario,
            members=len(self.ensemble),
            language=self.language,
        )

    def question(self, name: str) -> QuestionHeld:
        """Give what came of one dated question.

        Raises
        ------
        ResultError
            If the history has no such question, or the scenario no ladder for it.
        """
        held = {str(each.question.id): each for each in self.found.questions}
        if name not in held:
            raise ResultError(f"no question {name!r}; {suggest(name, list(held))}")
        return held[name]

    @cached_property
    def fans(self) -> HindcastFans:
        """Where history runs in the fan: the numbers of a picture."""
        return hindcast_fans(self.ensemble, self.found)

    def tables(self) -> tuple[Table, ...]:
        """Give every table that has a row: questions, rungs, counts, weak rules."""
        return self.writer.tables()

    @property
    def foot(self) -> str:
        """What stands at the foot of everything: which history, and which scenario."""
        foot = footer_line(self.scenario, self.language)
        return f"{self.writer.notes()[0]}\n{foot}"

    def plot(self, *ladders: str) -> Picture:
        """Draw what happened on these ladders, or all, among the futures."""
        from sim.plots import alt_of_history, draw_history

        known = [fan.shares.ladder for fan in self.fans.ladders]
        for name in ladders:
            if name not in known:
                raise ResultError(f"no ladder {name!r}; {suggest(name, known)}")
        if not known:
            raise ResultError("the history tells of no ladder of this scenario")
        told: dict[str, Any] = {"members": len(self.ensemble), "foot": self.foot}
        told["ladders"] = ladders
        names = self.writer.names
        return Picture(
            draw_history(self.fans, names, **told),
            alt_of_history(self.found, names, **told),
        )

    def plot_counts(self) -> Picture:
        """Draw what was counted, and by whom, among the futures."""
        from sim.plots import alt_of_counts, draw_counts

        if not self.fans.gauges:
            raise ResultError("nothing was counted of any gauge of this scenario")
        names = self.writer.names
        return Picture(
            draw_counts(self.fans, names, foot=self.foot),
            alt_of_counts(self.found, names, foot=self.foot),
        )

    def picture_files(self) -> dict[str, bytes]:
        """Give every picture as files: PNG, SVG and what it shows."""
        files: dict[str, bytes] = {}
        if self.fans.ladders:
            files |= self.plot().files("history")
        if self.fans.gauges:
            files |= self.plot_counts().files("history_counts")
        return files

    def record(self) -> dict[str, Any]:
        """Give everything as a record that strict JSON can hold."""
        about = {
            language: footer_line(self.scenario, language) for language in LANGUAGES
        }
        return {"about": about} | hindcast_record(
            self.found, self.history, self.ensemble.model
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """Which history it is, what was left out, and the foot of everything."""
        foot = footer_line(self.scenario, self.language)
        return (*self.writer.notes(), *self.ensemble.model.notes, foot)

    def _repr_html_(self) -> str:
        views = (TableView(table)._repr_html_() for table in self.tables())
        return "".join(views) + paragraphs(self.notes)

    def __repr__(self) -> str:
        return (
            f"<HindcastView of {self.scenario.name}: {len(self.found.questions)} "
            f"questions, {len(self.ensemble):,} members>"
        )


def hold_against(
    scenario: Scenario,
    history: str | Path,
    *,
    members: int = HINDCAST_MEMBERS,
    seed: int,
    policy: Sequence[str] = (),
    without: Sequence[str] = (),
    jobs: int | None = None,
    engine: EngineName = "auto",
    progress: Progress | None = None,
    language: Language = "en",
) -> HindcastView:
    """Run a scenario with the questions of a history, and compare.

    Raises
    ------
    ScenarioError
        If anything is wrong with the history; carries every fault found.
    UsageError
        If there is no such file, policy or thing to switch off.
    """
    coded = load_history(history, scenario)
    asked = asking(scenario, coded, scope_of(scenario))
    model = compile_model(asked, policies=policy, without=without)
    ensemble = run_ensemble(
        model, members=members, seed=seed, jobs=jobs, engine=engine, progress=progress
    )
    found = hindcast_of(ensemble, scenario, coded)
    return HindcastView(scenario, coded, ensemble, found, language)
