"""What is measured from outside, in processes of their own: time and memory."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent


def first_answer(*arguments: str) -> float:
    """Give the seconds from a command to its end, in an empty folder."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "sim", *arguments],
            cwd=folder,
            check=True,
            capture_output=True,
            env=os.environ | {"PYTHONPATH": str(HERE.parent)},
        )
        return time.perf_counter() - began


MEMORY = """
import resource, sys
from sim.jobs import run_ensemble
from sim.loading import load_scenario
from sim.model import compile_model
model = compile_model(load_scenario({file!r}))
run_ensemble(model, members=50, engine={engine!r})
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
run_ensemble(model, members={members}, engine={engine!r})
print(before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def memory(file: str, engine: str, members: int) -> tuple[float, float]:
    """Give megabytes at the most before and after running members, where it is told."""
    code = MEMORY.format(file=file, engine=engine, members=members)
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONPATH": str(HERE.parent)},
    )
    before, after = map(int, done.stdout.split())
    return before / 1024, after / 1024
