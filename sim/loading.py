"""Files and settings -> a `Scenario`, or everything that is wrong with it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from sim.checks import check_draft, scope_of
from sim.errors import (
    MOST_PROBLEMS,
    Place,
    Problem,
    ScenarioError,
    UsageError,
    suggest,
)
from sim.quantities import parse_quantity
from sim.scenario import Draft, FileText, Formula, Scenario, read_scenario
from sim.shelf import find_scenario, shipped
from sim.variants import Fetch, FromDisk, FromTexts, gather, lay_settings
from sim.yamltext import Mapping as Nodes
from sim.yamltext import Node, decoded, read_start

__all__ = [
    "find_scenario",
    "load_scenario",
    "load_text",
    "nodes_of",
    "scope_of",
    "shipped",
    "with_held",
]

NO_SETTINGS: Mapping[str, str] = {}
_NOTHING = Nodes({}, {}, Place("", 0, 0))


def load_scenario(
    path: str | Path, *, settings: Mapping[str, str] = NO_SETTINGS
) -> Scenario:
    """Load a scenario from a file, or a shipped one by its name.

    Parameters
    ----------
    path : str or Path
        A path, or the name of a shipped scenario: `shipped` lists them.
    settings : mapping from str to str, optional
        Values as they would be written in the file: by the name of a parameter, which
        is then held constant, or by a path such as ``events.war_ends.rate``.

    Returns
    -------
    Scenario
        Sound; what its author may want to look at is in its ``warnings``.

    Raises
    ------
    ScenarioError
        If anything is wrong with it; carries every fault found.
    UsageError
        If there is no such file.
    """
    text, fetch, key = _opened(path)
    return _loaded(text, settings, key=key, fetch=fetch)


def load_text(
    text: str,
    *,
    file: str = "scenario.yaml",
    settings: Mapping[str, str] = NO_SETTINGS,
    bases: Sequence[FileText] | None = None,
) -> Scenario:
    """Load a scenario from the text of a file.

    Parameters
    ----------
    text : str
        YAML.
    file : str
        What to call it in messages.
    bases : sequence of FileText, optional
        The texts of the files that it extends, in order; unless given, it may extend
        shipped scenarios.
    settings : mapping from str to str, optional
        Values as they would be written in the file: by the name of a parameter, which
        is then held constant, or by a path such as ``events.war_ends.rate``.

    Raises
    ------
    ScenarioError
        If anything is wrong with it; carries every fault found.
    """
    fetch = FromDisk(None, file) if bases is None else FromTexts(bases)
    return _loaded(FileText(file, text), settings, key=file, fetch=fetch)


def nodes_of(scenario: Scenario) -> Node:
    """Give the nodes that a scenario was read from: each knows who wrote it."""
    first, *bases = scenario.files
    gathered = gather(first, key=first.file, fetch=FromTexts(bases))
    root, _, _ = lay_settings(gathered.root or _NOTHING, scenario.settings)
    return root


def _opened(path: str | Path) -> tuple[FileText, Fetch, str]:
    """Read the first file; say where those that it extends are to be found."""
    found = find_scenario(path)
    named = str(path) if str(path) not in shipped() else f"{path}.yaml"
    try:
        raw = read_start(found)
    except OSError as error:
        what = error.strerror or "it cannot be read"
        raise UsageError(f"cannot read {str(path)!r}: {what.lower()}") from None
    text, problems = decoded(raw, named)
    if problems:
        raise ScenarioError(problems)
    fetch = FromDisk(found.absolute().parent, named)
    return FileText(named, text), fetch, str(found.resolve())


def _loaded(
    first: FileText, settings: Mapping[str, str], *, key: str, fetch: Fetch
) -> Scenario:
    gathered = gather(first, key=key, fetch=fetch)
    if gathered.root is None:
        raise ScenarioError(gathered.problems)
    root, held, of_paths = lay_settings(gathered.root, settings)
    draft = read_scenario(root, files=gathered.files)
    draft, of_settings = with_held(draft, held)
    scenario = dataclasses.replace(draft.scenario, settings=settings)
    draft = dataclasses.replace(draft, scenario=scenario)
    read = (*gathered.problems, *of_paths, *draft.problems, *of_settings)
    slips = [doubt for doubt in gathered.doubts if not doubt.warning]
    found = _first_at_each_place(
        gathered.problems,
        of_paths,
        slips,  # before what a misspelt name lacks, which the right one has
        (*draft.problems, *of_settings),
        () if len(read) > MOST_PROBLEMS else check_draft(draft),
        gathered.doubts,
    )
    faults = [problem for problem in found if not problem.warning]
    if faults:
        raise ScenarioError(faults)
    return dataclasses.replace(scenario, warnings=tuple(found))


def with_held(
    draft: Draft, settings: Mapping[str, str]
) -> tuple[Draft, tuple[Problem, ...]]:
    """Hold parameters constant as asked."""
    if not settings:
        return draft, ()
    scenario, problems = draft.scenario, list[Problem]()
    parameters = dict(scenario.parameters)
    kinds = scope_of(scenario, broken=draft.broken).parameters
    for name, value in settings.items():
        text = f"{name}={value}"
        place = Place(f"--set {text}", 1, 1, text)
        if name not in parameters:
            if name not in draft.broken and "parameters" not in draft.lost:
                hint = suggest(name, list(parameters))
                problems.append(Problem(place, f"unknown parameter {name!r}", hint))
            continue
        old, here = parameters[name], place.shifted(len(name) + 1)
        kind, quantity = kinds[name], parse_quantity(value)
        if not value.strip():
            problems.append(Problem(here, "expected a value, got nothing"))
        elif kind.words and value not in kind.words:
            what = f"expected one of the words of {name!r}, got {value!r}"
            problems.append(Problem(here, what, suggest(value, kind.words)))
        elif (not kind.words and value.strip().isidentifier()) or (
            quantity and quantity.value and quantity.power != kind.power
        ):
            what = f"expected a value like {old.value.text!r}, got {value!r}"
            problems.append(Problem(here, what))
        else:
            update = {
                "value": Formula(value, here),
                "spread": None,
                "words": kind.words,
            }
            parameters[name] = old.model_copy(update=update)
    changed = dataclasses.replace(scenario, parameters=parameters)
    return dataclasses.replace(draft, scenario=changed), tuple(problems)


def _first_at_each_place(*stages: Iterable[Problem]) -> list[Problem]:
    """Put faults in order; where an earlier stage has spoken, a later one is silent."""
    kept: list[Problem] = []
    for stage in stages:
        spoken = {(p.place.file, p.place.line, p.place.column) for p in kept}
        kept += [
            problem
            for problem in dict.fromkeys(stage)
            if (problem.place.file, problem.place.line, problem.place.column)
            not in spoken
            and problem.place.line  # else it is about a stand-in
        ]
    return sorted(kept, key=lambda problem: problem.order)
