"""Run engines in Node for tests: many at once, since Node takes a while to start.

Elsewhere than in CI, tests that need Node are skipped where it is not installed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from sim.page.engine_text import Engine
from sim.page.opening import OpenModel, Plan

NODE = shutil.which("node")
RUNNER = Path(__file__).parent / "page" / "run.mjs"

needs_node = pytest.mark.skipif(
    NODE is None and not os.environ.get("SIM_CI"), reason="Node is not installed"
)
"""Skips without Node, but never where every test must have run."""


@dataclass
class Job:
    """An engine, and what to run on it; without an engine, what needs none.

    With `played`, people answer its reviews.
    """

    engine: Engine | None = None
    runs: list[dict[str, Any]] = field(default_factory=list)
    played: bool = False


def in_node(jobs: Sequence[Job], folder: Path) -> list[list[Any]]:
    """Run all jobs in one process; give the answers, infinities as floats."""
    assert NODE is not None, "Node is not installed, and every test must run here"
    told = []
    for number, job in enumerate(jobs):
        own: dict[str, Any] = {"runs": job.runs, "played": job.played}
        if job.engine is not None:
            rules = folder / f"rules_{number}.mjs"
            rules.write_text(job.engine.script, encoding="utf-8")
            own |= {"rules": str(rules), "numbers": job.engine.numbers}
        told.append(own)
    asked, answered = folder / "jobs.json", folder / "answers.json"
    asked.write_text(json.dumps(told, allow_nan=False), encoding="utf-8")
    done = subprocess.run(
        [NODE, str(RUNNER), str(asked), str(answered)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answers: list[list[Any]] = _numbers(json.loads(answered.read_text("utf-8")))
    return answers


def _numbers(value: Any) -> Any:
    if isinstance(value, list):
        return [_numbers(item) for item in value]
    if isinstance(value, dict):
        return {key: _numbers(item) for key, item in value.items()}
    if value in ("Infinity", "-Infinity", "NaN"):
        return float(value.replace("Infinity", "inf"))
    return value


def as_written(opened: OpenModel) -> dict[str, Any]:
    """Give what the page holds at first: what the file switches off is off."""
    hidden = {**opened.factors, **opened.arguments}
    model = opened.model
    off = [
        model.clock_index[clock.name]
        for clock in model.clocks
        if clock.item in opened.off
    ]
    for plan in opened.plans:
        off += still_of(opened, plan)
    index = model.parameter_index
    return {
        "fixed": {str(index[hidden[name]]): 0 for name in opened.off & set(hidden)},
        "off": off,
    }


def still_of(opened: OpenModel, plan: Plan) -> list[int]:
    """Give the clocks that stand still until a ladder without a plan is given one."""
    model = opened.model
    return [
        model.clock_index[clock.name]
        for clock in model.clocks
        if not plan.steered
        and clock.kind in ("review", "act")
        and clock.item == plan.ladder
    ]
