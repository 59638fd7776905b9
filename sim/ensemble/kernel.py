"""The engine in numba: one compiled loop over members, in threads."""

from __future__ import annotations

import importlib.util
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.cases import cases_at
from sim.emit import Rules
from sim.ensemble.kernel_cache import is_compiled, load_kernel
from sim.ensemble.kernel_text import kernel_text
from sim.model import Model
from sim.results import GRID, Record
from sim.streams import stream_of

__all__ = ["KernelEngine", "has_numba", "run_kernel"]

SLICE = 256
"""Members that a thread takes at a time, at least."""

BLOCK = 20_000
"""Members whose cases are drawn together."""

ROOM = 1 << 16
"""Moves and firings that a thread can note before it puts them by."""


def has_numba() -> bool:
    """Say whether numba is installed; it is not imported for that."""
    return importlib.util.find_spec("numba") is not None


class KernelEngine:
    """The kernel of one model; it is compiled when first needed.

    Parameters
    ----------
    model : Model
    rules : Rules
        Those of `model`.
    """

    def __init__(self, model: Model, rules: Rules) -> None:
        self.model, self.rules = model, rules
        self.text = kernel_text(model, rules)
        self._loop: Callable[..., int] | None = None
        self._luck: Callable[..., None] | None = None
        drawn = [item.name for item in model.parameters if item.draw is not None]
        streams = [stream_of(f"parameter {name}") for name in drawn]
        self._drawn = drawn
        self._streams = np.array(streams, dtype=np.int64).reshape(-1, 2)

    @property
    def compiled(self) -> bool:
        """Whether it need not be compiled any more."""
        return self._loop is not None or is_compiled(self.text)

    @property
    def loop(self) -> Callable[..., int]:
        """The compiled loop."""
        if self._loop is None:
            self._loop = load_kernel(self.text).run
        return self._loop

    @property
    def luck(self) -> Callable[..., None]:
        """What looks up the luck of parameters, compiled."""
        if self._luck is None:
            self._luck = load_kernel(self.text).luck
        return self._luck

    def draw(self, record: Record, seed: int, pool: ThreadPoolExecutor) -> None:
        """Draw the cases of the members of `record`.

        The kernel reads them: so a parameter that is held, or drawn otherwise, leaves
        its text as it is, and nothing is compiled anew.
        """
        if not self.model.parameters:
            return
        luck, halves = self.luck, (seed & 0xFFFFFFFF, seed >> 32)
        for first in range(0, len(record.members), BLOCK):
            rows = slice(first, first + BLOCK)
            members = record.members[rows]
            found = np.empty((len(self._drawn), len(members)))
            uniforms = dict(zip(self._drawn, found, strict=True))
            looked_up = [
                pool.submit(luck, *halves, *stream, members, into)
                for stream, into in zip(self._streams, found, strict=True)
            ]
            for done in looked_up:
                done.result()
            with np.errstate(all="ignore"):  # the kernel finds what is no number
                cases = cases_at(self.model, uniforms, count=len(members))
            record.parameters[rows] = cases


def run_kernel(
    engine: KernelEngine, record: Record, *, seed: int, threads: int | None = None
) -> None:
    """Run the members that `record` asks for, and write them down in it.

    Parameters
    ----------
    engine : KernelEngine
    record : Record
    seed : int
    threads : int, optional
        How many share the members: as many as there are processors, if not given. The
        numbers do not depend on it.
    """
    count = len(record.members)
    threads = max(1, min(threads or os.cpu_count() or 1, -(-count // SLICE)))
    loop = engine.loop
    size = max(SLICE, -(-count // (threads * 16)))
    slices = iter(range(0, count, size))
    lock = threading.Lock()

    def work() -> None:
        share = _Share(engine, record, seed)
        while True:
            with lock:
                first = next(slices, None)
            if first is None:
                break
            share.run(loop, first, min(count, first + size))
        with lock:
            share.close()

    with ThreadPoolExecutor(threads) as pool:
        engine.draw(record, seed, pool)
        for done in [pool.submit(work) for _ in range(threads)]:
            done.result()


class _Share:
    """What one thread needs for itself."""

    def __init__(self, engine: KernelEngine, record: Record, seed: int) -> None:
        rules = engine.rules
        self.record = record
        self.seed = (seed & 0xFFFFFFFF, seed >> 32)
        self.start = (
            np.array(rules.floats),
            np.array(rules.whole, dtype=np.int64),
        )
        self.turns = np.zeros((GRID + 1) * record.width, dtype=np.int64)
        self.follow = np.zeros(rules.ladders, dtype=np.int64)
        self.follow[list(record.ladders)] = 1
        self.logged = np.zeros(1, dtype=np.int64)
        self.kept: dict[int, list[Any]] = {}
        self._make_room(ROOM if record.ladders or record.paths else 0)

    def _make_room(self, room: int) -> None:
        self.log: tuple[NDArray[Any], ...] = (
            np.empty(room, dtype=np.int64),
            np.empty(room),
            np.empty(room, dtype=np.int64),
            np.empty(room, dtype=np.int64),
        )

    def run(self, loop: Callable[..., int], first: int, last: int) -> None:
        """Run the members of some rows."""
        record, row, counted = self.record, first, first
        while row < last:
            noted = int(self.logged[0])
            row = loop(
                *self.seed,
                record.members[:last],
                row,
                *self.start,
                record.outputs,
                record.parameters,
                record.firings,
                record.sums,
                record.failed,
                record.times,
                self.turns,
                counted,
                record.levels,
                self.follow,
                record.paths,
                *self.log,
                self.logged,
            )
            if row < last:  # there was no room for all moves of this member
                counted = row + 1
                if not noted and not self.logged[0]:
                    self._make_room(2 * len(self.log[0]))
                self._put_by()

    def _put_by(self) -> None:
        """Lay aside what has been noted, and begin anew."""
        count = int(self.logged[0])
        rows, times, what, values = (column[:count].copy() for column in self.log)
        self.logged[0] = 0
        for kind in np.unique(what):
            own = what == kind
            columns = (rows[own], times[own], values[own])
            self.kept.setdefault(int(kind), []).append(columns)

    def close(self) -> None:
        """Add what this thread has noted to the record."""
        self._put_by()
        turns = self.turns.reshape(GRID + 1, self.record.width)
        self.record.counts += np.cumsum(turns, axis=0)[:GRID]
        for kind, parts in self.kept.items():
            for columns in parts:
                if kind < 0:
                    self.record.add_firings(*columns)
                else:
                    self.record.add_moves(kind, *columns)
