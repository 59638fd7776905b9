"""The ways that futures go as a notebook holds them: a tree, flows, what to read."""

from __future__ import annotations

import dataclasses
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sim.analysis import (
    Sequences,
    Worth,
    first_days,
    members_worth_reading,
    path_tree,
    sequences_of,
)
from sim.errors import Place, ResultError, ScenarioError
from sim.exact import Survival, has_scipy, survival_of
from sim.expressions import Due, check
from sim.loading import scope_of
from sim.model import Model
from sim.report.footer import footer_line
from sim.report.names import Names
from sim.report.numbers import percent
from sim.report.paths_tables import (
    commonest_table,
    not_yet_table,
    state_text,
    tree_table,
    worth_table,
)
from sim.report.tables import Table, Tables
from sim.report.words import say
from sim.results import Ensemble
from sim.scenario import Formula, Name, Outcome, Scenario
from sim.study.views import Picture, TableView, paragraphs
from sim.texts import Language

__all__ = ["GIVEN", "PathsView", "asking_given", "telling"]

GIVEN = "(given)"
"""What the outcome is called that says in which members a condition holds."""

PLACES = 4
CURVE = 400
"""Days on which a curve is drawn."""


@dataclass(frozen=True, repr=False, eq=False)
class PathsView:
    """The ways that members go on one ladder, or on two together.

    Attributes
    ----------
    scenario : Scenario
    ensemble : Ensemble
        With every move of the ladders kept.
    ladders : tuple of str
    condition : str
        As written; empty if all members are looked at.
    language : {"en", "ko"}
        In which everything is shown.
    command : str
        That tells a member, with ``{member}`` for its number.
    least : float
        Rarer branches are summed up.
    """

    scenario: Scenario
    ensemble: Ensemble
    ladders: tuple[str, ...]
    condition: str
    language: Language
    command: str
    least: float

    @property
    def model(self) -> Model:
        """What was run."""
        return self.ensemble.model

    @cached_property
    def among(self) -> NDArray[np.bool_]:
        """In which members the condition holds, shape ``(members,)``."""
        if not self.condition:
            return np.ones(len(self.ensemble), dtype=bool)
        return np.asarray(self.ensemble.outcome(GIVEN) != 0, dtype=bool)

    @cached_property
    def sequences(self) -> Sequences:
        """How many went which way."""
        return sequences_of(self.ensemble, *self.ladders, among=self.among)

    @cached_property
    def worth(self) -> tuple[Worth, ...]:
        """Members worth reading."""
        return members_worth_reading(self.ensemble, *self.ladders, among=self.among)

    @cached_property
    def names(self) -> Names:
        """Titles of everything."""
        return Names(self.model, self.scenario, self.language)

    @property
    def head(self) -> tuple[str, ...]:
        """Of which futures it is."""
        if not self.condition:
            return ()
        count, members = int(self.among.sum()), len(self.ensemble)
        told = {"condition": self.condition, "members": f"{members:,}"}
        if not count:
            return (say("given_none", self.language, **told),)
        return (say("given_only", self.language, count=f"{count:,}", **told),)

    @property
    def tree(self) -> TableView:
        """The ways as a tree."""
        grown = path_tree(self.sequences, least=self.least)
        return TableView(
            tree_table(grown, self.sequences, self.names, least=self.least)
        )

    @property
    def commonest(self) -> TableView:
        """The commonest ways, whole."""
        return TableView(commonest_table(self.sequences, self.names))

    @property
    def reading(self) -> TableView:
        """Members worth reading, each with the command that tells it."""
        return TableView(worth_table(self.worth, self.names, command=self.command))

    def tables(self) -> tuple[Table, ...]:
        """Give every table."""
        if not self.among.any():
            return ()
        tables = [self.tree.table, self.commonest.table]
        if has_scipy() and (curves := self._not_yet(self._days())):
            told = [
                (state_text((rung,), (ladder,), self.names), curve)
                for ladder, own in curves
                for rung, curve in own.items()
            ]
            heads = [self._time(day) for day in self._days()]
            tables.append(not_yet_table(told, heads, self.names))
        return (*tables, self.reading.table)

    @property
    def notes(self) -> tuple[str, ...]:
        """What is left out, and why."""
        if has_scipy() or not self.among.any():
            return ()
        return (say("not_yet_missing", self.language),)

    def _not_yet(self, days: Sequence[float]) -> list[tuple[str, dict[int, Survival]]]:
        """Give of each ladder the share not yet come to each rung above the start."""
        found = []
        for name in self.ladders:
            ladder = self.model.ladder(name)
            way = "up" if ladder.ordered else "to"
            curves = {}
            for rung in range(max(ladder.starts, 0) + 1, len(ladder.rungs)):
                first = first_days(self.ensemble, name, rung, way=way)[self.among]
                horizon = self.model.horizon
                curves[rung] = survival_of(first, horizon=horizon, days=days)
            if curves:
                found.append((name, curves))
        return found

    def _days(self) -> list[float]:
        end = self.model.horizon
        return [end * at / PLACES for at in range(1, PLACES)] + [np.nextafter(end, 0)]

    def _time(self, day: float) -> str:
        tables = Tables(self.model, self.scenario, members=0, language=self.language)
        return tables.writer.day(day)

    def plot_tree(self) -> Picture:
        """Draw the ways as a tree."""
        from sim.plots import alt_of_ways, draw_tree

        grown = path_tree(self.sequences, least=max(self.least, 0.01))
        figure = draw_tree(grown, self.sequences, self.names, foot=self.foot)
        return Picture(
            figure, alt_of_ways(grown, self.sequences, self.names, foot=self.foot)
        )

    def plot_flow(self) -> Picture:
        """Draw the first moves as flows between rungs."""
        from sim.plots import alt_of_flow, draw_flow

        told = (self.sequences, self.names)
        figure = draw_flow(*told, foot=self.foot)
        return Picture(figure, alt_of_flow(*told, foot=self.foot))

    def plot_not_yet(self) -> Picture:
        """Draw the share that has not come to each rung yet, with intervals.

        Raises
        ------
        UsageError
            If SciPy is not installed.
        """
        from sim.plots import draw_not_yet

        curves = self._not_yet(np.linspace(0.0, self._days()[-1], CURVE).tolist())
        members = int(self.among.sum())
        figure = draw_not_yet(curves, self.names, members=members, foot=self.foot)
        told = [say("picture_not_yet", self.language, count=f"{members:,}")]
        days = [self._time(day) for day in self._days()]
        for name, own in self._not_yet(self._days()):
            for rung, curve in own.items():
                shares = ", ".join(
                    say(
                        "alt_not_yet_by",
                        self.language,
                        date=day,
                        share=percent(share, self.language),
                    )
                    for day, share in zip(days, curve.shares.tolist(), strict=True)
                )
                title = f"{self.names.ladder(name)}, {self.names.rung(name, rung)}"
                told.append(
                    say("alt_not_yet", self.language, title=title, shares=shares)
                )
        return Picture(figure, "\n".join([*told, self.foot]) + "\n")

    def pictures(self) -> dict[str, Picture]:
        """Draw the tree, the flow, and what has not happened yet where SciPy is."""
        if not self.among.any():
            return {}
        drawn = {"tree": self.plot_tree(), "flow": self.plot_flow()}
        if has_scipy() and self._not_yet([0.0]):
            drawn["not_yet"] = self.plot_not_yet()
        return drawn

    @property
    def foot(self) -> str:
        """What stands at the foot of everything."""
        return footer_line(self.scenario, self.language)

    def _repr_html_(self) -> str:
        told = "".join(TableView(table)._repr_html_() for table in self.tables())
        return paragraphs(self.head) + told + paragraphs((*self.notes, self.foot))

    def __repr__(self) -> str:
        return f"<Paths of {self.model.name}: {', '.join(self.ladders)}>"


def asking_given(scenario: Scenario, condition: str) -> Scenario:
    """Give a scenario that also asks whether a condition holds in a run.

    Parameters
    ----------
    condition : str
        An outcome's expression: ``ever(war == over)``, ``highest(role) >= combat``.

    Raises
    ------
    ScenarioError
        If it is no such condition; the fault points at it.
    ResultError
        If it comes out as a number.
    """
    place = Place("--given", 1, 1, condition)
    found = check(condition, place, due=Due.OUTCOME, scope=scope_of(scenario))
    faults = [problem for problem in found.problems if not problem.warning]
    if faults:
        raise ScenarioError(faults)
    if found.kind != "condition":
        raise ResultError(
            f"expected a condition such as ever(…) after --given, got {condition!r}, "
            f"which is a {found.kind}"
        )
    named = Name(GIVEN, place)
    outcome = Outcome.model_construct(
        id=named, value=Formula(condition, place), place=place
    )
    return dataclasses.replace(scenario, outcomes={**scenario.outcomes, GIVEN: outcome})


def telling(
    file: str, seed: int, policy: tuple[str, ...], settings: dict[str, str]
) -> str:
    """Write the command that tells a member."""
    parts = ["sim", "step", file, "--member", "{member}", "--seed", str(seed)]
    for name in policy:
        parts += ["--policy", name]
    for name, value in settings.items():
        parts += ["--set", f"{name}={value}"]
    return " ".join(part if part == "{member}" else shlex.quote(part) for part in parts)
