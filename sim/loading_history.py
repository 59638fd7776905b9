"""Files of histories -> a `History`, or everything that is wrong with it."""

from __future__ import annotations

from pathlib import Path

from sim.checks import scope_of
from sim.checks.history import check_history
from sim.errors import Problem, ScenarioError, UsageError
from sim.loading import load_scenario
from sim.scenario import History, Scenario, is_history, read_history
from sim.shelf import shipped
from sim.yamltext import Node, decoded, read_yaml

__all__ = ["is_history_file", "load_history"]


def is_history_file(path: str | Path) -> bool:
    """Say whether a file can be read and is a history."""
    if not Path(path).is_file():
        return False
    text, problems = decoded(Path(path).read_bytes(), str(path))
    return not problems and is_history(read_yaml(text, str(path))[0])


def load_history(path: str | Path, scenario: Scenario | None = None) -> History:
    """Load a history, and check it against a scenario.

    Parameters
    ----------
    path : str or Path
    scenario : Scenario, optional
        What to hold it against; the one it was coded for, unless given. Of another
        scenario it may name ladders that are not there.

    Raises
    ------
    ScenarioError
        If anything is wrong with it; carries every fault found.
    UsageError
        If there is no such file.
    """
    root = _read(path)
    draft = read_history(root, file=str(path))
    problems = list(draft.problems)
    if draft.history is not None:
        meant = str(draft.history.history_of)
        own = scenario is None or scenario.name == Path(meant).stem
        if scenario is None:
            scenario = _scenario_of(draft.history, Path(path))
        scope = scope_of(scenario)
        problems += check_history(draft.history, scenario, scope, own=own)
    if problems or draft.history is None:
        raise ScenarioError(_in_order(problems))
    return draft.history


def _read(path: str | Path) -> Node:
    try:
        raw = Path(path).read_bytes()
    except OSError as error:
        what = (error.strerror or "it cannot be read").lower()
        raise UsageError(f"cannot read {str(path)!r}: {what}") from None
    text, problems = decoded(raw, str(path))
    if problems:
        raise ScenarioError(problems)
    root, problems = read_yaml(text, str(path))
    if root is None:
        raise ScenarioError(problems)
    if not is_history(root):
        what = "expected a history, which has the key 'history_of'"
        raise ScenarioError((*problems, Problem(root.place, what)))
    if problems:
        raise ScenarioError(problems)
    return root


def _scenario_of(history: History, path: Path) -> Scenario:
    """Load the scenario for which a history is coded: shipped, or beside the file."""
    meant = history.history_of
    beside = path.parent / meant
    if str(meant) in shipped() or not beside.is_file():
        try:
            return load_scenario(str(meant))
        except UsageError as error:
            raise ScenarioError([Problem(meant.place, str(error))]) from None
    return load_scenario(beside)


def _in_order(problems: list[Problem]) -> list[Problem]:
    seen = dict.fromkeys(problems)
    return sorted(seen, key=lambda problem: problem.order)
