"""Many members of a model, in chunks, here or in other processes.

Whatever the number of jobs and the size of a chunk, the numbers are the same to the
last bit: a member's luck has an address, and chunks are put together in order.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache

from sim.ensemble import EngineName, Runner, choose_engine
from sim.errors import ModelError, RunError, UsageError
from sim.model import Model, model_from_json, model_to_json
from sim.path import DEFAULT_SEED, Engine
from sim.results import KEPT_LEVELS, Ensemble, join_ensembles

__all__ = ["DEFAULT_MEMBERS", "Progress", "run_ensemble"]

DEFAULT_MEMBERS = 1000
LARGEST_CHUNK = {"simpy": 50, "numpy": 20_000, "numba": 20_000}
"""Members in a chunk, by engine: so few that an interrupt is soon heard."""

Progress = Callable[[int, int], None]
"""Called with the number of members done, and of all."""


def run_ensemble(
    model: Model,
    *,
    members: int | range = DEFAULT_MEMBERS,
    seed: int = DEFAULT_SEED,
    jobs: int | None = None,
    engine: EngineName = "auto",
    progress: Progress | None = None,
    executor: Executor | None = None,
) -> Ensemble:
    """Run many members of a model.

    Parameters
    ----------
    model : Model
        What to run.
    members : int or range, default 1000
        How many, from member 0 on; or which.
    seed : int, default 1
        From 0 to 2**64 - 1. The first 50 of 200 members are the ensemble of 50.
    jobs : int, optional
        How many processes run them; this one alone, if not given. With numba it is
        threads of this process, and as many as there are processors if not given.
    engine : {"auto", "numba", "numpy", "simpy"}, default "auto"
        What runs them; `Ensemble.engine` says what it was. The numbers do not depend
        on it.
    progress : callable, optional
        Called with members done and all members, at the start and after each chunk.
    executor : concurrent.futures.Executor, optional
        Where to run the chunks, in place of processes of our own; it stays open.

    Returns
    -------
    Ensemble
        The same to the last bit whatever `jobs` and `executor`.

    Raises
    ------
    UsageError
        If members, seed or jobs are out of range.
    RunError
        If a member cannot be run: the first of them in order, which it names.
    ModelError
        If a process that runs members dies.

    Examples
    --------
    >>> import sim
    >>> model = sim.compile_model(sim.load_scenario("hello"))
    >>> run_ensemble(model, members=20)
    <Ensemble of hello: 20 members, seed 1, 365.25 days>
    """
    asked = range(members) if isinstance(members, int) else members
    _refuse_impossible(asked, seed, jobs)
    reference = Engine(model)
    chosen = choose_engine(engine, reference, members=len(asked), seed=seed, jobs=jobs)
    processes = 1 if chosen == "numba" else jobs or 1
    chunks = _chunks(asked, processes, chosen)
    told = progress or _silent
    told(0, len(asked))
    if executor is not None:
        done = _from_executor(executor, model_to_json(model), chunks, seed)
    elif processes == 1 or len(chunks) == 1:
        runner = Runner(model, engine=chosen, threads=jobs, reference=reference)
        done = (_run_chunk(runner, chunk, seed) for chunk in chunks)
    else:
        done = _from_processes(model, chunks, seed, processes)
    parts: list[Ensemble] = []
    finished = 0
    for part in done:
        if part.failures:
            raise RunError(part.failures[0].message)
        parts.append(replace(part, model=model))
        finished += len(part)
        told(finished, len(asked))
    return join_ensembles(parts)


def _refuse_impossible(members: range, seed: int, jobs: int | None) -> None:
    if not members:
        raise UsageError("expected at least 1 member, got none")
    if min(members) < 0 or max(members) >= 2**32:
        raise UsageError(f"expected members from 0 to 2**32 - 1, got {members}")
    if not 0 <= seed < 2**64:
        raise UsageError(f"expected a seed from 0 to 2**64 - 1, got {seed}")
    if jobs is not None and jobs < 1:
        raise UsageError(f"expected at least 1 job, got {jobs}")


def _silent(done: int, total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Members that are run together, by which engine, and of how many levels."""

    members: range
    engine: EngineName
    levels: int


def _chunks(members: range, jobs: int, engine: EngineName) -> list[_Chunk]:
    """Cut members into runs of equal size, at least four for each job if that goes."""
    parts = 4 * jobs if jobs > 1 or engine == "simpy" else 1
    size = max(1, min(LARGEST_CHUNK[engine], len(members) // parts))
    return [
        _Chunk(members[at : at + size], engine, max(0, KEPT_LEVELS - at))
        for at in range(0, len(members), size)
    ]


def _run_chunk(runner: Runner, chunk: _Chunk, seed: int) -> Ensemble:
    return runner.run(chunk.members, seed=seed, levels=chunk.levels)


# ---- elsewhere


def _from_executor(
    executor: Executor, model: str, chunks: list[_Chunk], seed: int
) -> Iterator[Ensemble]:
    """Run chunks on an executor of the caller's; the model goes with each."""
    futures = [executor.submit(_run_told, model, chunk, seed) for chunk in chunks]
    try:
        for future in futures:
            yield future.result()
    finally:
        for future in futures:
            future.cancel()


def _from_processes(
    model: Model, chunks: list[_Chunk], seed: int, jobs: int
) -> Iterator[Ensemble]:
    """Run chunks in fresh processes, which are told the model once."""
    pool = ProcessPoolExecutor(
        max_workers=min(jobs, len(chunks)),
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_begin_work,
        initargs=(model_to_json(model),),
    )
    try:
        futures: list[Future[Ensemble]] = []
        with _workers_deaf_to_interrupts():
            futures += (pool.submit(_run_here, chunk, seed) for chunk in chunks)
        for future in futures:
            yield future.result()
    except BrokenProcessPool:
        raise ModelError(
            "a process that ran members has stopped; run with 1 job, or, in a script, "
            'call this under `if __name__ == "__main__":`'
        ) from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


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


_worker: list[str] = []


def _begin_work(model: str) -> None:
    """Prepare this process: keep the engine, and leave interrupts to the parent."""
    if os.name == "nt":  # pragma: no cover
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    _worker.append(model)


def _run_here(chunk: _Chunk, seed: int) -> Ensemble:
    return _run_told(_worker[0], chunk, seed)


def _run_told(model: str, chunk: _Chunk, seed: int) -> Ensemble:
    return _run_chunk(_runner_of(model, chunk.engine), chunk, seed)


@lru_cache(maxsize=4)
def _runner_of(model: str, engine: EngineName) -> Runner:
    return Runner(model_from_json(model), engine=engine, threads=1)
