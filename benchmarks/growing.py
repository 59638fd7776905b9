"""What a member costs among millions, and a firing among a thousand clocks."""

from __future__ import annotations

import subprocess
import sys
import time
from importlib.util import find_spec
from typing import get_args

import made
from outside import HERE, ours
from writing import Part, figure, table, tell

from sim.ensemble import EngineName, Runner
from sim.jobs.planning import LARGEST_CHUNK
from sim.results import KEPT_LEVELS

PATIENCE = 240
"""Seconds that an engine has for one number of clocks, compiling and all."""


def engines() -> list[str]:
    """Give the engines that are there."""
    known = [name for name in get_args(EngineName) if name != "auto"]
    return [name for name in known if name != "numba" or find_spec("numba")]


def in_chunks(runner: Runner, members: int) -> int:
    """Run members in chunks, as a run does; give how often their clocks fired."""
    size, fired = LARGEST_CHUNK[runner.engine], 0
    if runner.engine == "simpy":
        size = members
    for first in range(0, members, size):
        chunk = range(first, min(members, first + size))
        done = runner.run(chunk, seed=1, levels=max(0, KEPT_LEVELS - first))
        fired += int(done.firings.sum())
    return fired


def members(quick: bool) -> Part:
    """Measure what a member costs among a thousand and among ten million."""
    engine = "numba" if "numba" in engines() else "numpy"
    runner = Runner(made.reference(), engine=engine)  # type: ignore[arg-type]
    runner.run(range(1000), seed=1)
    rows, data = [], {}
    for power in range(3, 5 if quick else 8 if engine == "numba" else 7):
        count = 10**power
        took, turns = 0.0, 0
        while took < (0.0 if quick else 1.0) or not turns:
            began = time.perf_counter()
            in_chunks(runner, count)
            took += time.perf_counter() - began
            turns += 1
        each = 1e6 * took / turns / count
        tell(f"{count:,} members: {figure(each)} µs each")
        rows.append([engine, f"{count:,}", figure(took / turns), figure(each)])
        data[str(count)] = each
    return Part(table(["engine", "members", "seconds", "µs a member"], rows), data)


def clocks(quick: bool) -> Part:
    """Measure what a firing costs among ten clocks and among a thousand.

    Each is a process of its own, which is ended when it takes too long.
    """
    rows = []
    for count in (10, 30) if quick else (10, 30, 100, 300, 1000):
        for engine in engines():
            members = {"simpy": 200, "numpy": 2000, "numba": 20_000}[engine]
            members //= 10 if quick else 1
            ask = [sys.executable, str(HERE / "growing.py"), str(count), engine]
            try:
                done = subprocess.run(
                    [*ask, str(members)],
                    check=True,
                    stdout=subprocess.PIPE,
                    encoding="utf-8",
                    env=ours(),
                    timeout=PATIENCE,
                )
                row = done.stdout.split()
            except subprocess.TimeoutExpired:
                row = [f"more than {PATIENCE}", "", ""]
            tell(
                f"{count} clocks, {engine}: ready in {row[0]} s, {row[-1]} µs a firing"
            )
            rows.append([str(count), engine, *row])
    heads = ["clocks", "engine", "seconds to be ready", "firings a member"]
    return Part(table([*heads, "µs a firing"], rows), {})


def of_one(count: int, engine: EngineName, members: int) -> None:
    """Print how soon an engine is ready, and what a firing costs then."""
    model = made.crowd(count)
    began = time.perf_counter()
    runner = Runner(model, engine=engine)
    first = runner.run(range(20), seed=1)
    ready = time.perf_counter() - began
    began = time.perf_counter()
    done = runner.run(range(members), seed=1)
    took = time.perf_counter() - began
    each = 1e6 * took / max(1, int(done.firings.sum()))
    print(figure(ready), f"{first.firings.mean():.0f}", figure(each))


if __name__ == "__main__":
    of_one(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]))  # type: ignore[arg-type]
