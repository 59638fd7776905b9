"""One chunk run: here, in a process of our own, or wherever an executor puts it."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from functools import lru_cache, partial

from sim.ensemble import EngineName, Runner
from sim.garbage import leave_to_the_end
from sim.jobs.planning import Chunk
from sim.model import model_from_json
from sim.results import Ensemble

__all__ = ["fresh_processes", "run_chunk", "run_here", "run_told", "spawned"]


def run_chunk(runner: Runner, chunk: Chunk, seed: int) -> Ensemble:
    """Run a chunk by a runner that is ready."""
    return runner.run(
        chunk.members,
        seed=seed,
        levels=chunk.levels,
        ladders=chunk.ladders,
        paths=chunk.paths,
    )


def run_told(model: str, chunk: Chunk, seed: int) -> Ensemble:
    """Run a chunk of a model that comes as JSON: for any executor."""
    return run_chunk(_runner_of(model, chunk.engine), chunk, seed)


def run_here(chunk: Chunk, seed: int) -> Ensemble:
    """Run a chunk of the model that this process was told when it began."""
    return run_told(_worker[0], chunk, seed)


@lru_cache(maxsize=4)
def _runner_of(model: str, engine: str) -> Runner:
    chosen: EngineName = engine  # type: ignore[assignment]
    return Runner(model_from_json(model), engine=chosen, threads=1)


_worker: list[str] = []


def _begin_work(model: str) -> None:
    """Prepare this process: keep the model, and leave interrupts to the parent."""
    if os.name == "nt":  # pragma: no cover
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    _worker.append(model)


@contextmanager
def fresh_processes(model: str, *, jobs: int) -> Iterator[Executor]:
    """Give processes that are told the model once; they end with the block."""
    with spawned(jobs, begin=partial(_begin_work, model)) as pool:
        yield pool


@contextmanager
def spawned(jobs: int, *, begin: Callable[[], None]) -> Iterator[Executor]:
    """Give processes that begin with `begin`, and end with the block.

    They are spawned, as on every system: nothing of this process is copied, and no
    start method is set for others.
    """
    pool = ProcessPoolExecutor(
        max_workers=jobs,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=partial(_begin, begin),
    )
    try:
        with _workers_deaf_to_interrupts():
            for _ in range(jobs):  # processes start when they are given something
                pool.submit(int)
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _begin(begin: Callable[[], None]) -> None:
    leave_to_the_end()
    begin()


@contextmanager
def _workers_deaf_to_interrupts() -> Iterator[None]:
    """Start processes such that Ctrl-C reaches this one alone, which then ends them.

    A terminal sends it to all of them at once, also to one that is still starting, and
    each would print a traceback. Processes inherit what is blocked when they start.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows: see _begin_work
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
