"""The ways that futures go as a notebook holds them: a tree, flows, what to read."""

from __future__ import annotations

import dataclasses
import shlex
from collections.abc import Iterator
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
        if has_scipy():
            curves = list(self.survivals())
            if curves:
                heads = [self._time(day) for day in self._days()]
                tables.append(not_yet_table(curves, heads, self.names))
        return (*tables, self.reading.table)

    def survivals(self) -> Iterator[tuple[str, Survival]]:
        """Give the share not yet come to each rung above the start."""
        for name in self.ladders:
            ladder = self.model.ladder(name)
            for rung in range(max(ladder.starts, 0) + 1, len(ladder.rungs)):
                way = "up" if ladder.ordered else "to"
                days = first_days(self.ensemble, name, rung, way=way)[self.among]
                title = state_text((rung,), (name,), self.names)
                yield (
                    title,
                    survival_of(days, horizon=self.model.horizon, days=self._days()),
                )

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
        from sim.plots import alt_of_ways, draw_flow

        grown = path_tree(self.sequences, least=max(self.least, 0.01))
        figure = draw_flow(self.sequences, self.names, foot=self.foot)
        return Picture(
            figure, alt_of_ways(grown, self.sequences, self.names, foot=self.foot)
        )

    @property
    def foot(self) -> str:
        """What stands at the foot of everything."""
        return footer_line(self.scenario, self.language)

    def _repr_html_(self) -> str:
        told = "".join(TableView(table)._repr_html_() for table in self.tables())
        return paragraphs(self.head) + told + paragraphs((self.foot,))

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
