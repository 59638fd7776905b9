"""Files and settings -> a `Scenario`, or everything that is wrong with it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
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
from sim.scenario import Draft, Formula, Scenario, read_scenario
from sim.yamltext import decoded, read_yaml

__all__ = ["find_scenario", "load_scenario", "load_text", "scope_of", "shipped"]

NO_SETTINGS: Mapping[str, str] = {}


def load_scenario(
    path: str | Path, *, settings: Mapping[str, str] = NO_SETTINGS
) -> Scenario:
    """Load a scenario from a file, or a shipped one by its name.

    Parameters
    ----------
    path : str or Path
        A path, or the name of a shipped scenario: `shipped` lists them.
    settings : mapping from str to str, optional
        Parameters to hold constant, as they would be written in the file.

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
    found = find_scenario(path)
    named = str(path) if str(path) not in shipped() else f"{path}.yaml"
    try:
        raw = found.read_bytes()
    except OSError as error:
        what = error.strerror or "it cannot be read"
        raise UsageError(f"cannot read {str(path)!r}: {what.lower()}") from None
    text, problems = decoded(raw, named)
    if problems:
        raise ScenarioError(problems)
    return load_text(text, file=named, settings=settings)


def load_text(
    text: str,
    *,
    file: str = "scenario.yaml",
    settings: Mapping[str, str] = NO_SETTINGS,
) -> Scenario:
    """Load a scenario from the text of a file.

    Parameters
    ----------
    text : str
        YAML.
    file : str
        What to call it in messages.
    settings : mapping from str to str, optional
        Parameters to hold constant, as they would be written in the file.

    Raises
    ------
    ScenarioError
        If anything is wrong with it; carries every fault found.
    """
    root, problems = read_yaml(text, file)
    if root is None:
        raise ScenarioError(problems)
    draft = read_scenario(root, file=file, text=text)
    draft, of_settings = _set(draft, settings)
    read = (*draft.problems, *of_settings)
    many = len(problems) + len(read) > MOST_PROBLEMS
    found = _first_at_each_place(problems, read, () if many else check_draft(draft))
    faults = [problem for problem in found if not problem.warning]
    if faults:
        raise ScenarioError(faults)
    return dataclasses.replace(draft.scenario, warnings=tuple(found))


def find_scenario(path: str | Path) -> Path:
    """Give the file of a scenario, from its path or the name of a shipped one.

    Raises
    ------
    UsageError
        If there is no such file.
    """
    known = shipped()
    text = str(path)
    if text in known:
        return known[text]
    if Path(path).is_file():
        return Path(path)
    if Path(path).is_dir():
        raise UsageError(f"expected a scenario file, got the folder {text!r}")
    raise UsageError(f"there is no scenario {text!r}; {_nearest(text, known)}")


def shipped() -> dict[str, Path]:
    """List the scenarios that come with the package: name and file, by name."""
    package = Path(__file__).parent
    for folder in (package / "_scenarios", package.parent / "scenarios"):
        if folder.is_dir():
            return {path.stem: path for path in sorted(folder.glob("*.yaml"))}
    return {}


def _nearest(text: str, known: Iterable[str]) -> str:
    stem = Path(text).name.removesuffix(".yml").removesuffix(".yaml")
    hint = suggest(stem, list(known))
    return hint.replace("expected one of", "shipped with this package")


def _set(
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
    changed = dataclasses.replace(scenario, parameters=parameters, settings=settings)
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
