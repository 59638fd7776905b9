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


READY = """
import time
from sim.ensemble.kernel import KernelEngine
from sim.loading import load_scenario
from sim.model import compile_model
from sim.path import Engine
model = compile_model(load_scenario({file!r}))
rules = Engine(model).rules
began = time.perf_counter()
KernelEngine(model, rules).loop
print(time.perf_counter() - began)
"""


def ready(file: str) -> tuple[float, float]:
    """Give the seconds until a kernel is ready: the first time, and from then on."""
    with tempfile.TemporaryDirectory() as folder:
        first, again = (
            float(
                subprocess.run(
                    [sys.executable, "-c", READY.format(file=file)],
                    check=True,
                    capture_output=True,
                    encoding="utf-8",
                    env=ours() | {"SIM_CACHE_DIR": folder},
                ).stdout
            )
            for _ in range(2)
        )
    return first, again


def large_run(members: int) -> tuple[float, float, float]:
    """Run so many members of seoul_2024 by numba, compiled before.

    Give seconds, megabytes at the most, and gigabytes on disk.
    """
    ask = [sys.executable, "-m", "sim", "run", "seoul_2024", "--engine", "numba", "-q"]
    with tempfile.TemporaryDirectory() as folder:

        def run(count: int, out: str) -> tuple[float, float]:
            began = time.perf_counter()
            process = subprocess.Popen(
                [*ask, "-n", str(count), "--table", "npz", "--out", out],
                cwd=folder,
                env=ours(),
                stdout=subprocess.DEVNULL,
            )
            _, status, used = os.wait4(process.pid, 0)
            took = time.perf_counter() - began
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode:
                raise RuntimeError(f"a run of {count} members ended with {status}")
            scale = 2**20 if sys.platform == "darwin" else 2**10
            return took, used.ru_maxrss / scale

        run(100, "first")
        took, most = run(members, "large")
        size = sum(file.stat().st_size for file in Path(folder, "large").iterdir())
    return took, most, size / 1e9
