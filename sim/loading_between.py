"""A scenario between two files: the first, with some values as the second has them."""

from __future__ import annotations

import dataclasses

from sim.checks import check_draft
from sim.errors import ScenarioError
from sim.loading import nodes_of, with_held
from sim.scenario import Scenario, read_scenario
from sim.variants import Piece, pieces_of, taken_from
from sim.yamltext import Mapping

__all__ = ["between", "differing"]


def differing(first: Scenario, second: Scenario) -> tuple[Piece, ...]:
    """Give every value that differs between two scenarios, in file order."""
    return pieces_of(_root(first), _root(second))


def between(first: Scenario, second: Scenario, pieces: tuple[Piece, ...]) -> Scenario:
    """Give the first scenario with some values as the second has them.

    Raises
    ------
    ScenarioError
        If they cannot stand without others.
    """
    root = taken_from(_root(first), pieces, _root(second))
    draft = read_scenario(root, files=first.files)
    held = {n: v for n, v in first.settings.items() if "." not in n}
    draft, of_settings = with_held(draft, held)
    problems = [*draft.problems, *of_settings, *check_draft(draft)]
    faults = [problem for problem in problems if not problem.warning]
    if faults:
        raise ScenarioError(faults)
    return dataclasses.replace(draft.scenario, name=first.name, settings=first.settings)


def _root(scenario: Scenario) -> Mapping:
    root = nodes_of(scenario)
    assert isinstance(root, Mapping)
    return root
