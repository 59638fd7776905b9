"""What is measured from outside, in processes of their own: time and memory."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

from writing import Part, figure, table, tell

HERE = Path(__file__).parent
REFERENCE = str(HERE / "reference.yaml")


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


def large_run(scenario: str, members: int) -> tuple[float, float, float, float]:
    """Run so many members of a scenario by numba, compiled before.

    Give seconds, seconds of processors, megabytes at the most, and gigabytes on disk.
    """
    ask = [sys.executable, "-m", "sim", "run", scenario, "--engine", "numba", "-q"]
    with tempfile.TemporaryDirectory() as folder:

        def run(count: int, out: str) -> tuple[float, float, float]:
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
            return took, used.ru_utime + used.ru_stime, used.ru_maxrss / scale

        run(100, "first")
        took, spent, most = run(members, "large")
        size = sum(file.stat().st_size for file in Path(folder, "large").iterdir())
    return took, spent, most, size / 1e9


def commands(quick: bool) -> Part:
    """Measure the time from a command to its answer: the shortest of some turns."""
    rows, data = [], {}
    known = [
        ("--help",),
        ("run", "hello"),
        ("run", "seoul_2024"),
        ("run", "seoul_2024", "--engine", "numpy"),
    ]
    for command in known[: 2 if quick else None]:
        turns = [first_answer(*command) for _ in range(1 if quick else 3)]
        name = f"sim {' '.join(command)}"
        tell(f"{name}: {min(turns):.1f} s")
        rows.append([f"`{name}`", f"{min(turns):.1f}", f"{max(turns):.1f}"])
        data[name] = min(turns)
    return Part(table(["command", "seconds", "at most"], rows), data)


def kernels(quick: bool) -> Part:
    """Measure how long a kernel takes to be ready."""
    if not find_spec("numba"):
        return Part(["numba is not installed.", ""])
    rows, data = [], {}
    files = [("reference", REFERENCE), ("seoul_2024", "seoul_2024")]
    for name, file in files[: 1 if quick else 2]:
        first, again = ready(file)
        tell(f"{name}: {figure(first)} s the first time, then {figure(again)}")
        rows.append([name, figure(first), figure(again)])
        data[name] = {"first": first, "again": again}
    heads = ["model", "seconds the first time", "seconds from then on"]
    return Part(table(heads, rows), data)


def large(quick: bool) -> Part:
    """Measure a million members, everything counted."""
    if not find_spec("numba") or not hasattr(os, "wait4"):
        return Part(["numba is not installed, or this system does not tell.", ""])
    name, members = ("hello", 1000) if quick else ("seoul_2024", 1_000_000)
    seconds, used, most, kept = large_run(name, members)
    tell(f"{members:,} members: {seconds:.1f} s, {most:.0f} MB")
    heads = ["command", "seconds", "of processors", "MB at most", "GB on disk"]
    command = f"`sim run {name} -n {members} --table npz`"
    row = [command, figure(seconds), figure(used), f"{most:.0f}", f"{kept:.2f}"]
    data = {"members": members, "seconds": seconds, "processor": used, "MB": most}
    return Part(table(heads, [row]), data)


def memories(quick: bool) -> Part:
    """Measure memory by engine, for some members and five times as many."""
    if sys.platform == "win32":
        return Part(["This system does not tell.", ""])
    rows = []
    for engine, count in (("simpy", 500), ("numpy", 40_000), ("numba", 400_000)):
        if engine == "numba" and not find_spec("numba"):
            continue
        for members in (count // 100,) if quick else (count, 5 * count):
            found = memory(REFERENCE, engine, members)
            tell(f"{engine}, {members:,} members: {found[1]:.0f} MB")
            sizes = [f"{x:.0f}" for x in found]
            rows.append(["reference", engine, f"{members:,}", *sizes])
    heads = ["model", "engine", "members", "MB before", "MB at most"]
    return Part(table(heads, rows))
