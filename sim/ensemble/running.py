"""Run many members of a model by the engine that was chosen, and check it in SimPy."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cached_property

import numpy as np

from sim.ensemble.choosing import EngineName, choose_engine
from sim.ensemble.crowds import run_lanes
from sim.ensemble.kernel import KernelEngine, run_kernel
from sim.ensemble.lanes import LaneEngine
from sim.errors import ModelError, RunError
from sim.model import Model
from sim.path import Engine, Path, run_record
from sim.results import KEPT_LEVELS, Ensemble, Failure, Record
from sim.streams import receipt_text, uniforms

__all__ = ["Runner", "run_members"]

REPLAYS = 3
LARGE = 1000
"""From so many members on, some are replayed in SimPy."""
NO_RECEIPT = "none"


def run_members(
    model: Model,
    *,
    seed: int,
    members: range,
    engine: EngineName = "auto",
    threads: int | None = None,
    levels: int = KEPT_LEVELS,
    ladders: Sequence[str] = (),
    paths: int = 0,
) -> Ensemble:
    """Run these members of a model by one engine.

    Parameters
    ----------
    model : Model
    seed : int
    members : range
    engine : {"auto", "numba", "numpy", "simpy"}
        The numbers do not depend on it.
    threads : int, optional
        How many share the members where the engine is numba: as many as there are
        processors, if not given.
    levels : int
        Of how many members, from the first on, gauges are noted on the grid.
    ladders : sequence of str
        Ladders whose every move is kept, of all members.
    paths : int
        Of how many members, from the first on, every firing and move is kept.

    Returns
    -------
    Ensemble
        Members that cannot be run have no row; `Ensemble.failures` names them.

    Raises
    ------
    ModelError
        If a member that was replayed in SimPy has another receipt.
    """
    reference = Engine(model)
    chosen = choose_engine(
        engine, reference, members=len(members), seed=seed, jobs=threads
    )
    runner = Runner(model, engine=chosen, threads=threads, reference=reference)
    return runner.run(members, seed=seed, levels=levels, ladders=ladders, paths=paths)


class Runner:
    """One engine with one model, ready for many runs of members.

    Parameters
    ----------
    model : Model
    engine : {"numba", "numpy", "simpy"}
    threads : int, optional
        As for `run_members`.
    reference : sim.path.Engine, optional
        The engine on SimPy, if there is one already.
    """

    def __init__(
        self,
        model: Model,
        *,
        engine: EngineName,
        threads: int | None = None,
        reference: Engine | None = None,
    ) -> None:
        self.model, self.engine, self.threads = model, engine, threads
        self.reference = reference or Engine(model)
        self.rules = self.reference.rules

    @cached_property
    def _kernel(self) -> KernelEngine:
        return KernelEngine(self.model, self.rules)

    @cached_property
    def _lanes(self) -> LaneEngine:
        return LaneEngine(self.model, self.rules)

    def run(
        self,
        members: range,
        *,
        seed: int,
        levels: int = KEPT_LEVELS,
        ladders: Sequence[str] = (),
        paths: int = 0,
    ) -> Ensemble:
        """Run these members; as `run_members`."""

        def fresh(of: Sequence[int]) -> Record:
            return Record(
                self.model, self.rules, of, levels=levels, ladders=ladders, paths=paths
            )

        record = fresh(members)
        few = _some(record, seed) if self.engine != "simpy" else []
        with ThreadPoolExecutor(1) as beside:  # a kernel leaves SimPy its turn
            told = beside.submit(self._told, few, seed)
            self._run(record, seed)
        failures: tuple[Failure, ...] = ()
        if record.failed.any():
            failed = record.members[record.failed].tolist()
            failures = tuple(self._failure(member, seed) for member in failed)
            # what the grid holds of them cannot be taken out again: run the others
            record = fresh(record.members[~record.failed].tolist())
            self._run(record, seed)
        self._compare(record, told.result(), seed)
        return record.ensemble(seed=seed, engine=self.engine, failures=failures)

    def _run(self, record: Record, seed: int) -> None:
        if not len(record.members):
            return
        if self.engine == "numba":
            run_kernel(self._kernel, record, seed=seed, threads=self.threads)
        elif self.engine == "numpy":
            run_lanes(self._lanes, record, seed=seed)
            self._lanes.keep()
        else:
            run_record(self.reference, record, seed=seed)

    def _failure(self, member: int, seed: int) -> Failure:
        """Let SimPy say why a member cannot be run."""
        try:
            path = Path(self.reference, seed=seed, member=member, reasons=False)
            path.run()
        except RunError as error:
            return Failure(member, str(error))
        raise ModelError(
            f"the {self.engine} engine cannot run member {member} of seed {seed}, but "
            "SimPy can: this is a fault of this program, not of your scenario; "
            "run with --engine simpy, and please report it"
        )

    def _told(self, members: list[int], seed: int) -> dict[int, str]:
        """Run some members in SimPy; give each receipt, or that there is none."""
        receipts = dict.fromkeys(members, NO_RECEIPT)
        for member in members:
            path = Path(self.reference, seed=seed, member=member, reasons=False)
            with suppress(RunError):
                path.run()
                receipts[member] = path.receipt(path.outputs())
        return receipts

    def _compare(self, record: Record, told: dict[int, str], seed: int) -> None:
        """Hold receipts against those of SimPy: they must be the same."""
        for member, theirs in told.items():
            row = int(np.searchsorted(record.members, member))
            if row == len(record.members) or record.members[row] != member:
                ours = NO_RECEIPT
            else:
                h1, h2 = np.asarray(record.sums[row]).tolist()
                ours = receipt_text(h1, h2)
            if ours != theirs:
                raise ModelError(
                    f"member {member} of seed {seed} has receipt {ours} by the "
                    f"{self.engine} engine, but {theirs} when replayed in SimPy: this "
                    "is a fault of this program, not of your scenario; run with "
                    "--engine simpy, and please report it"
                )


def _some(record: Record, seed: int) -> list[int]:
    """Choose members of a large run at random, to be replayed."""
    count = len(record.members)
    if count < LARGE:
        return []
    first = int(record.members[0])
    luck = [
        uniforms(seed, "replays", draw=at, member=first)[0] for at in range(REPLAYS)
    ]
    return [int(record.members[min(int(u * count), count - 1)]) for u in luck]
