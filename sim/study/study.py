"""What a notebook holds: load a scenario, run it, step through one future, draw.

Thin: the only place where a scenario meets an engine or a plot. Everything here shows
itself in a notebook; what it computes comes from the rooms below. `run` holds
many members, `step` one, `views` their tables and pictures.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sim.ensemble import EngineName
from sim.exact import MOST_STATES, exact_answers
from sim.jobs import DEFAULT_MEMBERS, Progress, run_ensemble
from sim.loading import load_scenario
from sim.model import Model, compile_model
from sim.path import DEFAULT_SEED, run_path
from sim.report.footer import footer_line
from sim.report.names import line_of
from sim.scenario import Scenario
from sim.study.durations import days_of, rate_of
from sim.study.exact import ExactView
from sim.study.hindcast import HINDCAST_MEMBERS, HindcastView, hold_against
from sim.study.map import map_paged, map_picture, map_words
from sim.study.meaning import Meaning
from sim.study.run import Run
from sim.study.step import Step
from sim.study.views import Picture, TableView, paragraphs, view_of
from sim.texts import Language

__all__ = ["Study", "load"]

NO_SETTINGS: Mapping[str, object] = {}
Several = str | Sequence[str]


def load(
    path: str | Path,
    *,
    settings: Mapping[str, object] = NO_SETTINGS,
    language: Language = "en",
) -> Study:
    """Load a scenario, ready to run.

    Parameters
    ----------
    path : str or Path
        A file, or the name of a shipped scenario such as ``seoul_2024``.
    settings : mapping, optional
        Values as they would be written in the file: parameters to hold constant,
        ``{"war_end": "0.02 per month"}``, or anything by its path,
        ``{"events.war_ends.rate": "0.02 per month"}``.
    language : {"en", "ko"}
        In which everything is shown.

    Raises
    ------
    ScenarioError
        If anything is wrong with it; carries every fault found.
    UsageError
        If there is no such file.

    Examples
    --------
    >>> load("hello").run(members=20)
    <Run of hello: 20 members, seed 1>
    """
    words = {True: "true", False: "false", None: "null"}
    told = {
        name: words[value] if value is None or isinstance(value, bool) else str(value)
        for name, value in settings.items()
    }
    return Study(load_scenario(path, settings=told), language)


@dataclass(frozen=True, slots=True)
class Study(Meaning):
    """A scenario, ready to run.

    Attributes
    ----------
    scenario : Scenario
    language : {"en", "ko"}
        In which everything is shown.
    """

    scenario: Scenario
    language: Language = "en"

    def model(
        self,
        *,
        policy: Several = (),
        without: Several = (),
        central: bool = False,
        horizon: str | float | None = None,
        discount_rates: Several = (),
    ) -> Model:
        """Compile the scenario under its plans.

        Parameters
        ----------
        policy : str or sequence of str
            Each replaces the plan on its own ladder.
        without : str or sequence of str
            Arguments, events, factors and actors to switch off.
        central : bool, default False
            Give every parameter its central value in place of a draw.
        horizon : str or float, optional
            Another end of the run: ``"18 months"``, or days.
        discount_rates : str or sequence of str
            Further rates, such as ``"0% per year"``, at which the ledger's sums are
            kept too; see `sim.results.Ensemble.at_rate`.

        Raises
        ------
        UsageError
            If there is nothing of such a name, or the horizon is no duration.
        """
        return compile_model(
            self.scenario,
            policies=_several(policy),
            without=_several(without),
            central=central,
            horizon=None if horizon is None else days_of(horizon),
            also_rates=[rate_of(rate) for rate in _several(discount_rates)],
        )

    def run(
        self,
        *,
        members: int = DEFAULT_MEMBERS,
        seed: int = DEFAULT_SEED,
        policy: Several = (),
        without: Several = (),
        central: bool = False,
        horizon: str | float | None = None,
        jobs: int | None = None,
        engine: EngineName = "auto",
        ladders: Several = (),
        paths: int = 0,
        discount_rates: Several = (),
        progress: Progress | None = None,
    ) -> Run:
        """Run many members; see `model` and `sim.jobs.run_ensemble` for what is asked.

        Returns
        -------
        Run
            The same to the last bit whatever `jobs` and `engine`.
        """
        model = self.model(
            policy=policy,
            without=without,
            central=central,
            horizon=horizon,
            discount_rates=discount_rates,
        )
        ensemble = run_ensemble(
            model,
            members=members,
            seed=seed,
            jobs=jobs,
            engine=engine,
            ladders=_several(ladders),
            paths=paths,
            progress=progress,
        )
        return Run(self.scenario, ensemble, self.language)

    def step(
        self,
        *,
        member: int = 0,
        seed: int = DEFAULT_SEED,
        policy: Several = (),
        without: Several = (),
        central: bool = False,
        horizon: str | float | None = None,
    ) -> Step:
        """Follow one member, which is the same in every ensemble with that seed."""
        model = self.model(
            policy=policy, without=without, central=central, horizon=horizon
        )
        trace = run_path(model, seed=seed, member=member)
        return Step(self.scenario, trace, self.language)

    def exact(
        self,
        *,
        policy: Several = (),
        without: Several = (),
        central: bool = False,
        horizon: str | float | None = None,
        states: int = MOST_STATES,
    ) -> ExactView:
        """Answer without sampling what can be; see `sim.exact.exact_answers`.

        Parameters
        ----------
        states : int, default 20,000
            Give up on an answer whose chain has more states than this.

        Returns
        -------
        ExactView
            The answers, and which clock stands in the way of others.
        """
        model = self.model(
            policy=policy, without=without, central=central, horizon=horizon
        )
        return ExactView(
            self.scenario, exact_answers(model, most=states), self.language
        )

    def hindcast(
        self,
        history: str | Path,
        *,
        members: int = HINDCAST_MEMBERS,
        seed: int = DEFAULT_SEED,
        policy: Several = (),
        without: Several = (),
        jobs: int | None = None,
        engine: EngineName = "auto",
        progress: Progress | None = None,
    ) -> HindcastView:
        """Hold the scenario against what happened, as a history file codes it.

        Returns
        -------
        HindcastView
            The share of futures that agree with each dated question, and where each
            ladder and count of the history runs among the futures.
        """
        return hold_against(
            self.scenario,
            history,
            members=members,
            seed=seed,
            policy=_several(policy),
            without=_several(without),
            jobs=jobs,
            engine=engine,
            progress=progress,
            language=self.language,
        )

    def map(self, *only: str, policy: Several = (), without: Several = ()) -> Picture:
        """Draw what moves what, or what moves only these ladders, before any run."""
        model = self.model(policy=policy, without=without)
        return map_picture(self.scenario, model, self.language, only)

    def map_pages(
        self, *, policy: Several = (), without: Several = ()
    ) -> list[Picture]:
        """Draw `map` on as many pages as it takes to be read; often one."""
        model = self.model(policy=policy, without=without)
        return map_paged(self.scenario, model, self.language)

    def map_words(self, *only: str, policy: Several = (), without: Several = ()) -> str:
        """Say in words what `map` draws."""
        model = self.model(policy=policy, without=without)
        return map_words(self.scenario, model, self.language, only)

    def explain(self, name: str = "") -> TableView:
        """Tell each value, who wrote it, why, and what depends on it.

        Parameters
        ----------
        name : str, optional
            One thing, a section such as ``parameters``; everything unless given.
        """
        from sim.report.explained import explained_table
        from sim.report.explaining import explained

        things = explained(self.scenario, name=name, language=self.language)
        table = explained_table(things, self.scenario, self.language)
        return view_of(table, self.scenario, self.language)

    def expectations(self) -> TableView:
        """Try what the file expects of its outcomes, with seed 1."""
        from sim.report.expectations import expectations_table
        from sim.study.trying import tried

        results, model = tried(self.scenario)
        table = expectations_table(results, model, self.language)
        return view_of(table, self.scenario, self.language)

    def _repr_html_(self) -> str:
        title = line_of(self.scenario.title, self.language)
        about = line_of(self.scenario.about, self.language)
        foot = footer_line(self.scenario, self.language)
        head = f"<h4>{html.escape(title)}</h4>" + paragraphs((about,))
        return head + self.map()._repr_html_() + paragraphs((foot,))

    def __repr__(self) -> str:
        return f"<Study of {self.scenario.name}>"


def _several(names: Several) -> tuple[str, ...]:
    """Give one name as one, several as they are."""
    given: Iterable[str] = (names,) if isinstance(names, str) else names
    return tuple(given)
