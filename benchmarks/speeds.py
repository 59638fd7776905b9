"""Members a second: who runs a model how fast, measured in turn, round after round."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from multiprocessing import get_context
from typing import Any

import by_hand
import javascript
import made
import workbench
from growing import engines, in_chunks
from writing import Part, figure, table, tell

from sim.ensemble import Runner
from sim.jobs import run_ensemble
from sim.loading import load_scenario
from sim.model import Model, compile_model

HAND = "SimPy, written by hand"
ROUNDS = 5
LEAST = 200
MOST = {"simpy": 2000, "numpy": 40_000, "numba": 1_000_000}
"""Members that are run together at most, by engine."""


@dataclass(frozen=True)
class Job:
    """One thing to measure: members run in a way, so many at least and at the most."""

    how: str
    most: int
    run: Callable[[int], object]
    least: int = LEAST


def reference(quick: bool) -> Part:
    """Measure the reference scenario, against what is written by hand."""
    model = made.reference()
    jobs = [Job(HAND, 100_000, by_hand.run)]
    if find_spec("ema_workbench"):
        jobs.append(Job("EMA workbench around it", 20_000, workbench.run))
    with processes(quick) as pool:
        # whole chunks: NumPy's crowds are the larger, the more members go together
        least = 1 if quick else MOST["numpy"]
        jobs += jobs_of(model, pool, engines(), least=least)
        return measured("reference", model, jobs, quick)


def seoul(quick: bool) -> Part:
    """Measure seoul_2024, also as a page runs it."""
    scenario = load_scenario("seoul_2024")
    model = compile_model(scenario)
    # its kernel takes half a minute to compile, and nobody waits for that in a trial
    known = [name for name in engines() if name != "numba" or not quick]
    with processes(quick) as pool:
        jobs = jobs_of(model, pool, known, least=1 if quick else 4000)
        if javascript.NODE:
            run = javascript.cold(scenario)
            jobs.append(Job("JavaScript, cold", 40_000, run))
        return measured("seoul_2024", model, jobs, quick)


def tall(quick: bool) -> Part:
    """Measure a ladder of 200 rungs."""
    model = made.tall()
    with processes(quick) as pool:
        jobs = jobs_of(model, pool, engines())
        return measured("tall: 200 rungs", model, jobs, quick)


@contextmanager
def processes(quick: bool) -> Iterator[Executor | None]:
    """Give two processes; none in a quick trial."""
    if quick:
        yield None
        return
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        yield pool


def jobs_of(
    model: Model, pool: Executor | None, known: list[str], *, least: int = 1
) -> list[Job]:
    """Give what is measured on a model: each engine, on one core and on two."""
    jobs = []
    for engine in known:
        for threads in (1, 2) if engine == "numba" else (1,):
            runner = Runner(model, engine=engine, threads=threads)  # type: ignore[arg-type]

            def alone(members: int, runner: Runner = runner) -> object:
                return in_chunks(runner, members)

            how = f"numba, {threads} threads" if threads > 1 else engine
            few = max(LEAST, least if engine == "numpy" else 1)
            jobs.append(Job(how, threads * MOST[engine], alone, few))
        if engine == "numpy" and pool is not None:

            def shared(members: int) -> object:
                return run_ensemble(
                    model, members=members, jobs=2, engine="numpy", executor=pool
                )

            most = 4 * MOST["numpy"]
            jobs.append(Job("numpy, 2 processes", most, shared, min(most, 4 * few)))
    return jobs


def measured(name: str, model: Model, jobs: list[Job], quick: bool) -> Part:
    """Measure in turn; give the median members a second of each."""
    seconds = 0.05 if quick else 1.5
    sizes = {job.how: sized(job, seconds) for job in jobs}
    found: dict[str, list[float]] = {job.how: [] for job in jobs}
    for number in range(1 if quick else ROUNDS):
        for job in jobs:
            took = timed(job, sizes[job.how])
            found[job.how].append(sizes[job.how] / took)
            rate = figure(found[job.how][-1])
            tell(f"round {number + 1}: {job.how}: {rate} members/s")
    rates = {how: statistics.median(values) for how, values in found.items()}
    firings = float(run_ensemble(model, members=200).firings.mean())
    hand = rates.get(HAND)
    rows, data = [], {}
    for how, rate in rates.items():
        outside = how == HAND or how.startswith("EMA")
        each = by_hand.events(200) if outside else firings
        low, high = min(found[how]), max(found[how])
        ratio = f"{rate / hand:.3g}" if hand else ""
        data[how] = {"members_per_second": rate, "events_per_second": rate * each}
        rows.append(
            [
                name,
                how,
                f"{sizes[how]:,}",
                figure(rate),
                f"{figure(low)} to {figure(high)}",
                figure(rate * each),
                f"{each:.0f}",
                *([ratio] if hand else []),
            ]
        )
    heads = ["model", "run by", "members", "members/s", "from round to round"]
    heads += ["events/s", "events a member", *(["times by hand"] if hand else [])]
    return Part(table(heads, rows), data)


def sized(job: Job, seconds: float) -> int:
    """Give so many members as take about that long; it is warm afterwards."""
    size = job.least
    timed(job, size)  # compiled, imported, started
    while True:  # the more there are at once, the less each may cost
        fits = timed(job, size) / seconds
        if fits > 0.6 or size >= job.most:
            break
        size = min(job.most, int(size * min(4.0, 1.0 / fits)))
    size = max(job.least, int(size / max(1.0, fits)))
    tell(f"{job.how}: {size:,} members at a time")
    return size


def timed(job: Job, members: int) -> float:
    """Give the seconds that members take."""
    began = time.perf_counter()
    job.run(members)
    return time.perf_counter() - began


def told(data: dict[str, Any], how: str, what: str = "members_per_second") -> float:
    """Give a figure of a part that has been measured; NaN if there is none."""
    value: float = data.get(how, {}).get(what, float("nan"))
    return value
