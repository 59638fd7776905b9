"""What is measured from outside, in processes of their own: time and memory."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent


def ours() -> dict[str, str]:
    """Give an environment in which ``sim`` is the one that stands here."""
    known = [str(HERE.parent), os.environ.get("PYTHONPATH", "")]
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, known))}


def first_answer(*arguments: str) -> float:
    """Give the seconds from a command to its end, in an empty folder."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "sim", *arguments],
            cwd=folder,
            check=True,
            capture_output=True,
            env=ours(),
        )
        return time.perf_counter() - began


MEMORY = """
import resource
from pathlib import Path
from sim.jobs import run_ensemble
from sim.loading import load_scenario
from sim.model import compile_model
model = compile_model(load_scenario({file!r}))
run_ensemble(model, members=50, engine={engine!r})
def most():  # a child inherits its parent's ru_maxrss, so Linux is asked otherwise
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
before = most()
run_ensemble(model, members={members}, engine={engine!r})
print(before, most())
"""


def memory(file: str, engine: str, members: int) -> tuple[float, float]:
    """Give megabytes at the most before and after running members, where it is told."""
    code = MEMORY.format(file=file, engine=engine, members=members)
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        encoding="utf-8",
        env=ours(),
    )
    before, after = map(int, done.stdout.split())
    return before / 1024, after / 1024
