"""The page's engine in Node, from a cold start each time: no compiled code is kept."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from sim.page.engine_text import engine_of
from sim.page.opening import open_model
from sim.scenario import Scenario

HERE = Path(__file__).parent
NODE = shutil.which("node")


def cold(scenario: Scenario) -> Callable[[int], object]:
    """Give a function that starts Node and runs so many members in it."""
    folder = Path(tempfile.mkdtemp(prefix="escalation-sim-"))
    engine = engine_of(open_model(scenario))
    rules, numbers = folder / "rules.mjs", folder / "numbers.json"
    rules.write_text(engine.script, encoding="utf-8")
    numbers.write_text(json.dumps(engine.numbers), encoding="utf-8")

    def run(members: int) -> int:
        command = [str(NODE), str(HERE / "javascript.mjs"), str(rules), str(numbers)]
        done = subprocess.run(
            [*command, str(members)], capture_output=True, text=True, check=True
        )
        return int(done.stdout)

    return run
