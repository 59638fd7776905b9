"""The loop: chunks handed out, finished ones kept, all of them joined in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    Executor,
    Future,
    ThreadPoolExecutor,
    wait,
)
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace

from sim.ensemble import EngineName, Runner, choose_engine
from sim.errors import ModelError, RunError, UsageError
from sim.jobs.chunks import ChunkFiles, passing_files
from sim.jobs.planning import Chunk, plan_chunks
from sim.jobs.workers import fresh_processes, run_chunk, run_here, run_told
from sim.model import Model, model_to_json
from sim.path import DEFAULT_SEED, Engine
from sim.results import Ensemble, join_ensembles

__all__ = ["DEFAULT_MEMBERS", "Progress", "run_ensemble"]

DEFAULT_MEMBERS = 1000
MEMORY = 1 << 28
"""Bytes of members' records that are held in memory; more are put in files."""

AHEAD = 64
"""Chunks that wait on an executor of the caller's, whose size we do not know."""

Progress = Callable[[int, int], None]
"""Called with the number of members done, and of all."""


def run_ensemble(
    model: Model | Engine,
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
    model : Model or Engine
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
        With very many members and none given, chunks are kept in a passing folder, and
        large arrays are read from there a column at a time.

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
    reference = model if isinstance(model, Engine) else Engine(model)
    model = reference.model
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
    if kept is None and _is_large(reference, len(asked)):
        kept = passing_files()
    parts: dict[int, Ensemble] = {}
    told = progress or _silent
    if kept is None:
        todo = list(range(len(chunks)))
        finished = 0
    else:
        kept.plan(model, chunks)
        todo = [at for at in range(len(chunks)) if not kept.has(at)]
        finished = len(asked) - sum(len(chunks[at]) for at in todo)
    told(finished, len(asked))
    with _Writer(kept, parts) as writer:
        for at, part in _finished(runner, chunks, todo, seed, processes, executor):
            for written in writer.take(at, replace(part, model=model)):
                finished += len(chunks[written])
                told(finished, len(asked))
        for written in writer.rest():
            finished += len(chunks[written])
            told(finished, len(asked))
    if kept:
        whole = kept.joined(model)
    else:
        whole = join_ensembles([parts.pop(at) for at in range(len(chunks))])
    if not len(whole):
        raise RunError(whole.failures[0].message)
    return whole


class _Writer:
    """Keeps chunks: on disk beside the next one's running, or in memory.

    One at a time, so that no more than two are ever held.
    """

    def __init__(self, kept: ChunkFiles | None, parts: dict[int, Ensemble]) -> None:
        self.kept, self.parts = kept, parts
        self.pool = ThreadPoolExecutor(1)
        self.waiting: list[tuple[int, Future[None]]] = []

    def __enter__(self) -> _Writer:
        return self

    def __exit__(self, *error: object) -> None:
        self.pool.shutdown(wait=True)

    def take(self, at: int, part: Ensemble) -> list[int]:
        """Keep a chunk; give the numbers of those that are kept by now."""
        if self.kept is None:
            self.parts[at] = part
            return [at]
        done = self.rest()
        self.waiting.append((at, self.pool.submit(self.kept.write, at, part)))
        return done

    def rest(self) -> list[int]:
        """Wait for what is being written; give the numbers of it."""
        done = []
        while self.waiting:
            at, future = self.waiting.pop()
            future.result()
            done.append(at)
        return done


def _is_large(reference: Engine, members: int) -> bool:
    """Say whether so many members had better not be held in memory."""
    return members * reference.rules.outputs.total * 8 > MEMORY


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
