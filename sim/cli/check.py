"""``sim check``: say whether scenario files are sound, and all that is wrong if not."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from sim.cli.options import AsJson, Files
from sim.cli.terminal import note, tell
from sim.errors import Problem, ScenarioError, UsageError

if TYPE_CHECKING:
    from sim.scenario import Scenario

__all__ = ["check"]


def check(files: Files, as_json: AsJson = False) -> int:
    """Say whether scenario files are sound, or all that is wrong."""
    from sim.loading import load_scenario
    from sim.loading_history import is_history_file, load_history

    status = 0
    told: list[dict[str, Any]] = []
    faults: list[str] = []
    for file in files:
        try:
            if is_history_file(file):
                history = load_history(file)
                counts = {
                    key: len(getattr(history, key)) for key in ("rules", "questions")
                }
                told.append(_record(file, (), counts))
                if not as_json:
                    tell(f"{file}: ok, a history with {_in_words(counts)}")
                continue
            scenario = load_scenario(file)
        except ScenarioError as error:
            status = 2
            told.append(_record(file, error.problems))
            faults.append(str(error))
        except UsageError as error:
            status = 2
            told.append({"file": file, "ok": False, "error": str(error)})
            faults.append(f"sim: {error}")
        else:
            told.append(_record(file, scenario.warnings, _counts(scenario)))
            faults += map(str, scenario.warnings)
            if not as_json:
                tell(f"{file}: ok, {_in_words(_counts(scenario))}")
    if as_json:
        print(json.dumps(told, indent=1))
    elif faults:
        sys.stdout.flush()
        note("\n\n".join(faults))
    return status


def _counts(scenario: Scenario) -> dict[str, int]:
    sections = (
        "ladders parameters observations gauges events policies arguments claims "
        "outcomes"
    ).split()
    return {section: len(getattr(scenario, section)) for section in sections}


def _in_words(counts: dict[str, int]) -> str:
    """Say how many of each there are; nothing of what there is none.

    Examples
    --------
    >>> _in_words({"ladders": 2, "policies": 1, "gauges": 0})
    '2 ladders, 1 policy'
    """
    one = {"policies": "policy"}
    return ", ".join(
        f"{count} {name if count > 1 else one.get(name, name.removesuffix('s'))}"
        for name, count in counts.items()
        if count
    )


def _record(
    file: str, problems: tuple[Problem, ...], counts: dict[str, int] | None = None
) -> dict[str, Any]:
    return {
        "file": file,
        "ok": counts is not None,
        "problems": [
            {
                "file": problem.place.file,
                "line": problem.place.line,
                "column": problem.place.column,
                "what": problem.what,
                "hint": problem.hint,
                "warning": problem.warning,
            }
            for problem in problems
        ],
    } | (counts or {})
