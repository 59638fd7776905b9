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
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sim.errors import ModelError, UsageError
from sim.model import Model, model_from_json, model_to_json
from sim.path import DEFAULT_SEED, GRID, Engine, Rows, run_rows
from sim.results import Ensemble, rung_slots

__all__ = ["DEFAULT_MEMBERS", "Progress", "run_ensemble"]

DEFAULT_MEMBERS = 1000
LARGEST_CHUNK = 50
"""Members in a chunk: some tenths of a second, so that an interrupt is soon heard."""

Progress = Callable[[int, int], None]
"""Called with the number of members done, and of all."""


def run_ensemble(
    model: Model,
    *,
    members: int | range = DEFAULT_MEMBERS,
    seed: int = DEFAULT_SEED,
    jobs: int = 1,
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
    jobs : int, default 1
        How many processes run them; 1 is this one alone.
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
    chunks = _chunks(asked, jobs)
    engine = Engine(model)
    told = progress or _silent
    told(0, len(asked))
    if executor is not None:
        done = _from_executor(executor, model_to_json(model), chunks, seed)
    elif jobs == 1 or len(chunks) == 1:
        done = (run_rows(engine, chunk, seed=seed) for chunk in chunks)
    else:
        done = _from_processes(model, chunks, seed, jobs)
    parts: list[Rows] = []
    finished = 0
    for rows in done:
        parts.append(rows)
        finished += len(rows.members)
        told(finished, len(asked))
    return _joined(engine, parts, seed)


def _refuse_impossible(members: range, seed: int, jobs: int) -> None:
    if not members:
        raise UsageError("expected at least 1 member, got none")
    if min(members) < 0 or max(members) >= 2**32:
        raise UsageError(f"expected members from 0 to 2**32 - 1, got {members}")
    if not 0 <= seed < 2**64:
        raise UsageError(f"expected a seed from 0 to 2**64 - 1, got {seed}")
    if jobs < 1:
        raise UsageError(f"expected at least 1 job, got {jobs}")


def _silent(done: int, total: int) -> None:
    """Tell nobody."""


def _chunks(members: range, jobs: int) -> list[range]:
    """Cut members into runs of equal size, at least four for each job if that goes."""
    size = max(1, min(LARGEST_CHUNK, len(members) // (4 * jobs)))
    return [members[at : at + size] for at in range(0, len(members), size)]


def _joined(engine: Engine, parts: list[Rows], seed: int) -> Ensemble:
    """Put chunks together, in the order of their members."""
    model, places = engine.model, engine.rules.outputs
    out = np.concatenate([part.outputs for part in parts])
    width = max((slot.stop for slot in rung_slots(model).values()), default=0)
    horizons, arguments = len(model.horizons), len(model.arguments)

    def columns(first: int, count: int) -> NDArray[np.float64]:
        return out[:, first : first + count].copy()

    def whole(first: int) -> NDArray[np.int64]:
        return columns(first, len(model.ladders)).astype(np.int64)

    amounts = columns(places.amounts, horizons * arguments)
    return Ensemble(
        model=model,
        seed=seed,
        members=np.concatenate([part.members for part in parts]),
        parameters=np.concatenate([part.parameters for part in parts]),
        outcomes=columns(places.outcomes, len(model.outcomes)),
        readings=columns(places.readings, len(model.readings)),
        amounts=amounts.reshape(len(out), horizons, arguments),
        gauges=columns(places.gauges, len(model.gauges)),
        highest=whole(places.highest),
        final=whole(places.final),
        time_on=columns(places.time_on, width),
        first_on=columns(places.first_on, width),
        times=np.linspace(0.0, model.horizon, GRID),
        counts=np.sum([part.counts for part in parts], axis=0),
        firings=np.concatenate([part.firings for part in parts]),
        receipts=tuple(text for part in parts for text in part.receipts),
    )


# ---- elsewhere


def _from_executor(
    executor: Executor, model: str, chunks: list[range], seed: int
) -> Iterator[Rows]:
    """Run chunks on an executor of the caller's; the model goes with each."""
    futures = [executor.submit(_run_told, model, chunk, seed) for chunk in chunks]
    try:
        for future in futures:
            yield future.result()
    finally:
        for future in futures:
            future.cancel()


def _from_processes(
    model: Model, chunks: list[range], seed: int, jobs: int
) -> Iterator[Rows]:
    """Run chunks in fresh processes, which are told the model once."""
    pool = ProcessPoolExecutor(
        max_workers=min(jobs, len(chunks)),
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_begin_work,
        initargs=(model_to_json(model),),
    )
    try:
        futures: list[Future[Rows]] = []
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


_worker: list[Engine] = []


def _begin_work(model: str) -> None:
    """Prepare this process: keep the engine, and leave interrupts to the parent."""
    if os.name == "nt":  # pragma: no cover
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    _worker.append(Engine(model_from_json(model)))


def _run_here(members: range, seed: int) -> Rows:
    return run_rows(_worker[0], members, seed=seed)


def _run_told(model: str, members: range, seed: int) -> Rows:
    return run_rows(_engine_of(model), members, seed=seed)


@lru_cache(maxsize=4)
def _engine_of(model: str) -> Engine:
    return Engine(model_from_json(model))
