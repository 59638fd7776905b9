"""The loop: chunks handed out, finished ones kept, all of them joined in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace

from sim.ensemble import EngineName, Runner, choose_engine
from sim.errors import ModelError, RunError, UsageError
from sim.jobs.chunks import ChunkFiles
from sim.jobs.planning import Chunk, plan_chunks
from sim.jobs.workers import fresh_processes, run_chunk, run_here, run_told
from sim.model import Model, model_to_json
from sim.path import DEFAULT_SEED, Engine
from sim.results import Ensemble, join_ensembles

__all__ = ["DEFAULT_MEMBERS", "Progress", "run_ensemble"]

DEFAULT_MEMBERS = 1000
AHEAD = 64
"""Chunks that wait on an executor of the caller's, whose size we do not know."""

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
    ladders: Sequence[str] = (),
    paths: int = 0,
    kept: ChunkFiles | None = None,
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
        Where to run the chunks, in place of processes of our own: threads, processes,
        a cluster. It stays open.
    ladders : sequence of str
        Ladders whose every move is kept, of all members.
    paths : int
        Of how many members, from the first on, every firing and move is kept.
    kept : ChunkFiles, optional
        Where each finished chunk is kept; what is there already is not run again.

    Returns
    -------
    Ensemble
        The same to the last bit whatever `jobs`, `engine` and `executor`. Members that
        could not be run have no row; `Ensemble.failures` names them.

    Raises
    ------
    UsageError
        If members, seed or jobs are out of range.
    RunError
        If no member could be run; it says why of the first.
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
    if not 0 <= seed < 2**64:
        raise UsageError(f"expected a seed from 0 to 2**64 - 1, got {seed}")
    if jobs is not None and jobs < 1:
        raise UsageError(f"expected at least 1 job, got {jobs}")
    reference = Engine(model)
    chosen = choose_engine(
        engine,
        reference,
        members=len(asked),
        seed=seed,
        jobs=jobs,
        here=executor is None,
    )
    processes = 1 if chosen == "numba" else jobs or 1
    chunks = plan_chunks(
        asked, jobs=processes, engine=chosen, ladders=ladders, paths=paths
    )
    runner = Runner(model, engine=chosen, threads=jobs, reference=reference)
    parts: dict[int, Ensemble] = {}
    done = {at for at in range(len(chunks)) if kept and kept.has(at)}
    told = progress or _silent
    finished = sum(len(chunks[at]) for at in done)
    told(finished, len(asked))
    todo = [at for at in range(len(chunks)) if at not in done]
    for at, part in _finished(runner, chunks, todo, seed, processes, executor):
        if kept:
            kept.write(at, part)
        else:
            parts[at] = replace(part, model=model)
        finished += len(chunks[at])
        told(finished, len(asked))
    if kept:
        whole = kept.joined(model, chunks)
    else:
        whole = join_ensembles([parts.pop(at) for at in range(len(chunks))])
    if not len(whole):
        raise RunError(whole.failures[0].message)
    return whole


def _silent(done: int, total: int) -> None:
    """Tell nobody."""


def _finished(
    runner: Runner,
    chunks: list[Chunk],
    todo: list[int],
    seed: int,
    jobs: int,
    executor: Executor | None,
) -> Iterator[tuple[int, Ensemble]]:
    """Run chunks, and give each as soon as it is done."""
    if executor is not None:
        text = model_to_json(runner.model)

        def elsewhere(at: int) -> Future[Ensemble]:
            return executor.submit(run_told, text, chunks[at], seed)

        yield from _handed_out(elsewhere, todo, AHEAD)
    elif jobs == 1 or len(todo) <= 1:
        for at in todo:
            yield at, run_chunk(runner, chunks[at], seed)
    else:
        count = min(jobs, len(todo))
        with fresh_processes(model_to_json(runner.model), jobs=count) as pool:
            try:
                yield from _handed_out(
                    lambda at: pool.submit(run_here, chunks[at], seed), todo, 4 * count
                )
            except BrokenProcessPool:
                raise ModelError(
                    "a process that ran members has stopped; run with 1 job, or, in a "
                    'script, call this under `if __name__ == "__main__":`'
                ) from None


def _handed_out(
    submit: Callable[[int], Future[Ensemble]], todo: list[int], ahead: int
) -> Iterator[tuple[int, Ensemble]]:
    """Keep so many chunks waiting, not all of them: results must not pile up."""
    rest = iter(todo)
    running: dict[Future[Ensemble], int] = {}
    try:
        for at in rest:
            running[submit(at)] = at
            if len(running) < ahead:
                continue
            yield from _come_in(running)
        while running:
            yield from _come_in(running)
    finally:
        for future in running:
            future.cancel()


def _come_in(running: dict[Future[Ensemble], int]) -> Iterator[tuple[int, Ensemble]]:
    """Wait until something is done, and give it."""
    done, _ = wait(running, return_when=FIRST_COMPLETED)
    for future in sorted(done, key=running.__getitem__):
        yield running.pop(future), future.result()
