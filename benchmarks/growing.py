"""What a member costs among millions, and a firing among a thousand clocks."""

from __future__ import annotations

import time
from importlib.util import find_spec
from typing import get_args

import made
from writing import figure, table

from sim.ensemble import EngineName, Runner
from sim.jobs.planning import LARGEST_CHUNK
from sim.model import Model
from sim.results import KEPT_LEVELS


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


def growth_in_members(model: Model, quick: bool) -> list[str]:
    """Measure what a member costs among a thousand and among ten million."""
    engine = "numba" if "numba" in engines() else "numpy"
    runner = Runner(model, engine=engine)  # type: ignore[arg-type]
    runner.run(range(1000), seed=1)
    rows = []
    for power in range(3, 5 if quick else 8 if engine == "numba" else 7):
        count = 10**power
        began = time.perf_counter()
        in_chunks(runner, count)
        took = time.perf_counter() - began
        rows.append([engine, f"{count:,}", figure(took), figure(1e6 * took / count)])
    return table(["engine", "members", "seconds", "µs a member"], rows)


def growth_in_clocks(quick: bool) -> list[str]:
    """Measure what a firing costs among ten clocks and among a thousand."""
    rows = []
    for clocks in (10, 30) if quick else (10, 30, 100, 300, 1000):
        model = made.crowd(clocks)
        for engine in engines():
            members = {"simpy": 200, "numpy": 2000, "numba": 20_000}[engine] // (
                10 if quick else 1
            )
            began = time.perf_counter()
            runner = Runner(model, engine=engine)  # type: ignore[arg-type]
            first = runner.run(range(20), seed=1)
            ready = time.perf_counter() - began
            began = time.perf_counter()
            done = runner.run(range(members), seed=1)
            took = time.perf_counter() - began
            each = 1e6 * took / max(1, int(done.firings.sum()))
            rows.append(
                [
                    str(clocks),
                    engine,
                    figure(ready),
                    f"{first.firings.mean():.0f}",
                    figure(each),
                ]
            )
    return table(
        ["clocks", "engine", "seconds to be ready", "firings a member", "µs a firing"],
        rows,
    )
