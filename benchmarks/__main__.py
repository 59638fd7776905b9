"""One command, one table: how fast each engine is, and against whom.

    python benchmarks            a table on standard output, kept in benchmarks/results
    python benchmarks --quick    small counts, nothing kept: does it work?

Engines are measured in turn, round after round, and a figure is the median of its
rounds, so that a machine that is busy for a while slows all of them. A ratio is of
medians of one run; figures of two machines, or two days, are not to be compared.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path

import by_hand
import javascript
import made
import workbench
from growing import engines, growth_in_clocks, growth_in_members, in_chunks
from outside import first_answer, large_run, memory, ready
from writing import figure, table

from sim.ensemble import Runner
from sim.jobs import run_ensemble
from sim.loading import load_scenario
from sim.model import Model, compile_model

HERE = Path(__file__).parent
HAND = "SimPy, written by hand"


@dataclass(frozen=True)
class Job:
    """One thing to measure: so many members at once, in a way."""

    model: str
    how: str
    members: int
    run: Callable[[int], object]


def jobs_of(
    name: str, model: Model, counts: dict[str, int], pool: Executor | None
) -> list[Job]:
    """Give what is measured on one model: each engine, and two processes of them."""
    made_jobs = []
    for engine in engines():
        for threads in (1, 2) if engine == "numba" else (1,):
            runner = Runner(model, engine=engine, threads=threads)  # type: ignore[arg-type]

            def alone(members: int, runner: Runner = runner) -> object:
                return in_chunks(runner, members)

            how = f"numba, {threads} threads" if threads > 1 else engine
            made_jobs.append(Job(name, how, threads * counts[engine], alone))
    if pool is not None:

        def shared(members: int) -> object:
            return run_ensemble(
                model,
                members=members,
                jobs=2,
                engine="numpy",
                executor=pool,
            )

        made_jobs.append(Job(name, "numpy, 2 processes", 2 * counts["numpy"], shared))
    return made_jobs


def timed(job: Job, members: int) -> float:
    """Give members a second."""
    began = time.perf_counter()
    job.run(members)
    return members / (time.perf_counter() - began)


def measured(jobs: list[Job], rounds: int) -> dict[tuple[str, str], float]:
    """Measure in turn; give the median members a second of each."""
    for job in jobs:
        job.run(min(job.members, 200))  # compiled, imported, warm
    found: dict[tuple[str, str], list[float]] = {}
    for _ in range(rounds):
        for job in jobs:
            found.setdefault((job.model, job.how), []).append(timed(job, job.members))
    return {key: statistics.median(values) for key, values in found.items()}


def machine() -> dict[str, str]:
    """Say on what it was measured."""
    processor = platform.processor() or platform.machine()
    with_name = Path("/proc/cpuinfo")
    if with_name.exists():
        for line in with_name.read_text().splitlines():
            if line.startswith("model name"):
                processor = line.partition(":")[2].strip()
                break
    told = {
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
        "processor": processor,
        "cores": str(os.cpu_count()),
        "load": ", ".join(f"{x:.1f}" for x in os.getloadavg())
        if hasattr(os, "getloadavg")
        else "",
        "system": platform.system(),
        "python": platform.python_version(),
    }
    for library in ("numpy", "simpy", "numba", "ema_workbench"):
        if find_spec(library):
            told[library] = version(library)
    return told


def main() -> int:
    """Measure, print, and keep."""
    reader = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    reader.add_argument(
        "--quick", action="store_true", help="small counts, nothing kept"
    )
    reader.add_argument("--rounds", type=int, default=3, help="of measuring in turn")
    asked = reader.parse_args()
    small = 100 if asked.quick else 1
    rounds = 1 if asked.quick else asked.rounds
    told = machine()
    lines = [
        "# Benchmarks",
        "",
        *(f"- {key}: {value}" for key, value in told.items()),
        "",
    ]
    scenario = load_scenario("seoul_2024")
    reference, seoul = made.reference(), compile_model(scenario)
    counts = {
        "simpy": 500 // small,
        "numpy": 40_000 // small,
        "numba": 400_000 // small,
    }
    few = {
        "simpy": 60 // min(small, 6),
        "numpy": 8_000 // small,
        "numba": 80_000 // small,
    }
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        shared = None if asked.quick else pool
        jobs = [Job("reference", HAND, 3000 // small, by_hand.run)]
        if find_spec("ema_workbench"):
            jobs.append(
                Job(
                    "reference", "EMA workbench around it", 1500 // small, workbench.run
                )
            )
        jobs += jobs_of("reference", reference, counts, shared)
        jobs += jobs_of("seoul_2024", seoul, few, shared)
        if javascript.NODE:
            run = javascript.cold(scenario)
            jobs.append(Job("seoul_2024", "JavaScript, cold", 8000 // small, run))
        jobs += jobs_of("tall: 200 rungs", made.tall(), few, shared)
        rates = measured(jobs, rounds)
    models = {
        "reference": reference,
        "seoul_2024": seoul,
        "tall: 200 rungs": made.tall(),
    }
    firings = {
        name: float(run_ensemble(model, members=200).firings.mean())
        for name, model in models.items()
    }
    hand = rates["reference", HAND]
    rows = []
    for (name, how), rate in rates.items():
        each = (
            by_hand.events(200) if how.startswith(("SimPy,", "EMA")) else firings[name]
        )
        ratio = f"{rate / hand:.2g}" if name == "reference" else ""
        rows.append(
            [name, how, figure(rate), figure(rate * each), f"{each:.0f}", ratio]
        )
    heads = [
        "model",
        "run by",
        "members/s",
        "events/s",
        "events a member",
        "times by hand",
    ]
    lines += ["## Engines", "", *table(heads, rows)]
    commands = (
        ("--help",),
        ("run", "hello"),
        ("run", "seoul_2024"),
        ("run", "seoul_2024", "--engine", "numpy"),
    )
    lines += [
        "## From command to answer",
        "",
        *table(
            ["command", "seconds"],
            [
                [f"`sim {' '.join(command)}`", f"{first_answer(*command):.1f}"]
                for command in commands
            ],
        ),
    ]
    if "numba" in engines():
        lines += [
            "## Ready to run, numba",
            "",
            *table(
                ["model", "seconds the first time", "seconds from then on"],
                [
                    [name, *(figure(x) for x in ready(file))]
                    for name, file in (
                        ("reference", str(HERE / "reference.yaml")),
                        ("seoul_2024", "seoul_2024"),
                    )[: 1 if asked.quick else 2]
                ],
            ),
        ]
    if "numba" in engines() and hasattr(os, "wait4"):
        members = 1000 if asked.quick else 1_000_000
        seconds, most, kept = large_run(members)
        lines += [
            "## A large run, everything counted",
            "",
            *table(
                ["command", "seconds", "MB at most", "GB on disk"],
                [
                    [
                        f"`sim run seoul_2024 -n {members} --table npz`",
                        figure(seconds),
                        f"{most:.0f}",
                        f"{kept:.2f}",
                    ]
                ],
            ),
        ]
    if sys.platform != "win32":
        file = str(HERE / "reference.yaml")
        lines += [
            "## Memory",
            "",
            *table(
                ["model", "engine", "members", "MB before", "MB at most"],
                [
                    [
                        "reference",
                        engine,
                        f"{count:,}",
                        *(f"{x:.0f}" for x in memory(file, engine, count)),
                    ]
                    for engine in engines()
                    for count in (counts[engine], 5 * counts[engine])
                ],
            ),
        ]
    lines += [
        "## Growth with members (reference)",
        "",
        *growth_in_members(reference, asked.quick),
    ]
    lines += [
        "## Growth with clocks (pairs that switch a ladder; as many firings in each)",
        "",
        *growth_in_clocks(asked.quick),
    ]
    text = "\n".join(lines)
    print(text)
    if not asked.quick:
        keep(text, told, rates)
    return 0


def keep(text: str, told: dict[str, str], rates: dict[tuple[str, str], float]) -> None:
    """Keep the table under its date, and the figures as data."""
    folder = HERE / "results"
    folder.mkdir(exist_ok=True)
    (folder / f"{told['date']}.md").write_text(f"{text}\n", "utf-8")
    data = {
        "machine": told,
        "members_per_second": {" / ".join(k): v for k, v in rates.items()},
    }
    (folder / f"{told['date']}.json").write_text(
        json.dumps(data, indent=1) + "\n", "utf-8"
    )


if __name__ == "__main__":
    sys.exit(main())
