"""What is noted of members on their way: rungs and gauges on the grid, moves."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from sim.results import GRID, Record

__all__ = ["Notes"]

TOGETHER = 4096
"""Days of members whose gauges are worked out together."""

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


class Notes:
    """Notes for a record while its members are on their way.

    Parameters
    ----------
    ladders : int
        How many ladders the model has.
    record : Record
    row : ndarray of int, shape (slots,)
        Whose slot it is, by the row of the record.
    whole : ndarray of int, shape (places, slots)
        ``I``.
    floats : ndarray, shape (places, slots)
        ``S``.
    places : ndarray of int, shape (terms,)
        Those of it by which gauges run.
    levels_at : callable
        Writes gauges at some times into an array of shape ``(gauges, times)``, from
        what stood in those places.

    Attributes
    ----------
    ladders : set of int
        Ladders whose moves are noted.
    """

    def __init__(
        self,
        ladders: int,
        record: Record,
        row: Whole,
        whole: NDArray[np.int32],
        floats: Floats,
        places: Whole,
        levels_at: Callable[[Floats, Floats, Floats], None],
    ) -> None:
        self.record, self.row, self.whole = record, row, whole
        self.floats, self.places, self.levels_at = floats, places, levels_at
        self.held: list[tuple[Whole, Whole, Floats, Floats]] = []
        self.holds = 0
        self.turns = np.zeros((GRID + 1) * self.record.width, dtype=np.int64)
        self.noted = np.zeros(len(row), dtype=np.int64)
        self.ladders = set(self.record.columns) | set(self.record.ladders)
        if self.record.paths:
            self.ladders |= set(range(ladders))

    def begin(self, ix: Whole) -> None:
        """Note where members stand that have just begun in these slots."""
        self.noted[ix] = 0
        for at, column in self.record.columns.items():
            np.add.at(self.turns, column + self.whole[at].take(ix), 1)

    def close(self) -> None:
        """Count who stood where, once nobody moves any more."""
        self._write_levels()
        if self.record.width:
            turns = self.turns.reshape(-1, self.record.width)
            self.record.counts += np.cumsum(turns, axis=0)[:GRID]

    def levels(self, ix: Whole, t: Floats) -> None:
        """Note gauges on the days of the grid up to `t`, before anything fires then."""
        record = self.record
        if not record.levels.size:
            return
        watched = (self.row.take(ix) < len(record.levels)).nonzero()[0]
        if not watched.size:
            return
        ix, t = ix.take(watched), t.take(watched)
        done = self.noted.take(ix)
        now = np.searchsorted(record.times, t, side="right")
        new = now - done
        count = int(new.sum())
        if not count:
            return
        self.noted[ix] = now
        slots = np.repeat(ix, new)
        days = np.arange(count) - np.repeat(np.cumsum(new) - new - done, new)
        terms = self.floats[self.places[:, None], slots]
        self.held.append((self.row.take(slots), days, record.times.take(days), terms))
        self.holds += count
        if self.holds >= TOGETHER:
            self._write_levels()

    def _write_levels(self) -> None:
        """Work out the levels that are held: few at a time would cost as much."""
        if not self.held:
            return
        rows, days, times, terms = (
            np.concatenate(parts, axis=-1) for parts in zip(*self.held, strict=True)
        )
        self.held, self.holds = [], 0
        values = np.empty((self.record.levels.shape[2], len(rows)))
        self.levels_at(terms, times, values)
        self.record.levels[rows, days] = values.T

    def moves(self, at: int, ix: Whole, t: Floats, before: NDArray[np.int32]) -> None:
        """Note who no longer stands on ladder number `at` where they stood before."""
        after = self.whole[at].take(ix)
        changed = (after != before).nonzero()[0]
        if not changed.size:
            return
        record = self.record
        ix, t = ix.take(changed), t.take(changed)
        before, after = before.take(changed), after.take(changed)
        if at in record.columns:
            spot = np.searchsorted(record.times, t, side="right") * record.width
            spot += record.columns[at]
            np.subtract.at(self.turns, spot + before, 1)
            np.add.at(self.turns, spot + after, 1)
        if at in record.ladders:
            record.add_moves(at, self.row.take(ix), t, after)
        elif record.paths:
            rows = self.row.take(ix)
            kept = (rows < record.paths).nonzero()[0]
            record.add_moves(at, rows.take(kept), t.take(kept), after.take(kept))

    def firings(self, clocks: NDArray[np.int16], ix: Whole, t: Floats) -> None:
        """Note that clocks have fired."""
        if self.record.paths:
            rows = self.row.take(ix)
            kept = (rows < self.record.paths).nonzero()[0]
            own = clocks.take(kept).astype(np.int64)
            self.record.add_firings(rows.take(kept), t.take(kept), own)
