"""``sim test``: hold the outcomes of scenarios against what their authors expect."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from sim.cli.options import AsJson, Files, Lang
from sim.cli.terminal import note, tell, width_of
from sim.errors import ScenarioError, SimError, UsageError
from sim.texts import Language, Text

if TYPE_CHECKING:
    from sim.analysis import Tested
    from sim.model import Model

__all__ = ["try_expectations"]

_HEAD = Text(
    "{file}: {passed} of {count} expectations hold (seed 1)",
    "{file}: 기대 {count}개 가운데 {passed}개 충족 (시드 1)",
)
_NONE = Text(
    "{file}: nothing is expected; write expect: [{{outcome: …, between: [0.05, 0.6]}}]",
    "{file}: 기대가 없음. expect: [{{outcome: …, between: [0.05, 0.6]}}]를 적을 것",
)


def try_expectations(files: Files, lang: Lang = "en", as_json: AsJson = False) -> int:
    """Try what scenario files expect of their outcomes."""
    from sim.cli.introducing import show_foot
    from sim.cli.progress import progress_of
    from sim.loading import load_scenario
    from sim.report.expectations import expectation_record
    from sim.report.footer import footer_line
    from sim.study.trying import tried

    status, told = 0, list[dict[str, Any]]()
    for file in files:
        try:
            scenario = load_scenario(file)
            with progress_of(scenario.name, language=lang) as progress:
                results, model = tried(scenario, progress=progress)
        except (ScenarioError, UsageError) as error:
            status = 2
            sys.stdout.flush()
            note(str(error) if isinstance(error, ScenarioError) else f"sim: {error}")
            told.append({"file": file, "error": str(error)})
            continue
        except SimError as error:
            status = max(status, 1)
            sys.stdout.flush()
            note(f"sim: {error}")
            told.append({"file": file, "error": str(error)})
            continue
        passed = all(result.passed for result in results)
        status = max(status, 0 if passed else 1)
        records = [expectation_record(result) for result in results]
        told.append({"file": file, "passed": passed, "expectations": records})
        if not as_json:
            _tell(file, results, model, lang)
            show_foot([footer_line(scenario, lang)])
    if as_json:
        print(json.dumps(told, indent=1))
    return status


def _tell(file: str, results: tuple[Tested, ...], model: Model, lang: Language) -> None:
    from sim.report.expectations import told_expectation
    from sim.report.story import wrapped

    if not results:
        tell(_NONE.say(lang).format(file=file))
        return
    passed = sum(result.passed for result in results)
    tell(_HEAD.say(lang).format(file=file, passed=passed, count=len(results)))
    width = width_of(sys.stdout)
    for result in results:
        line = "  " + told_expectation(result, model, lang)
        tell(wrapped(line, width=width, hanging=8))
