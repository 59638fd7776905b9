"""Members on their way: who waits before which clock, who goes next, who has arrived.

Members need not keep step. Each waits, with its day, before the clock that it fires
next, until its crowd is large enough to go together. One that reaches its horizon is
written down, and its place is taken by the next, so that memory is bounded.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sim.ensemble.lanes import LaneEngine
from sim.ensemble.luck import Luck
from sim.ensemble.notes import Notes
from sim.results import Record
from sim.streams.receipts import NAN_WORDS, PRIMES

__all__ = ["run_lanes"]

MOST, BYTES = 32_768, 100_000_000
"""Members on their way at once, and bytes of their state, at most."""

STEP = 300
"""What a step costs beside its own code, in lines of such code."""

ALMOST = 0.8
"""A crowd goes along if it is worth so much of the most worthwhile."""

LAST = 1e12

AT_ONE_INSTANT = 10_000
"""More firings than this on one day's instant are a circle (section 14)."""

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Words = NDArray[np.uint32]

P1, P2 = np.uint32(PRIMES[0]), np.uint32(PRIMES[1])
ONE = np.uint32(1)


def run_lanes(
    engine: LaneEngine, record: Record, *, seed: int, lanes: int | None = None
) -> None:
    """Run the members that `record` asks for, and write them down in it.

    Parameters
    ----------
    engine : LaneEngine
    record : Record
    seed : int
    lanes : int, optional
        How many members are on their way at once: as many as there are, unless their
        state grows too large. The numbers do not depend on it.
    """
    rules = engine.rules
    each = 8 * len(rules.floats) + 4 * len(rules.whole) + 8 * rules.clocks + 64
    most = lanes or max(256, min(MOST, BYTES // each))
    with np.errstate(all="ignore"):
        _Crowds(engine, record, seed, min(most, len(record.members))).run()


class _Crowds:
    """The state of some members of a model.

    Parameters
    ----------
    engine : LaneEngine
    record : Record
        The members, and where they are written down.
    seed : int
    width : int
        How many are on their way at once; each has a slot.
    """

    def __init__(
        self, engine: LaneEngine, record: Record, seed: int, width: int
    ) -> None:
        rules = engine.rules
        self.engine, self.record, self.rules = engine, record, rules
        halves = (seed & 0xFFFFFFFF, seed >> 32)
        self.luck = Luck(halves, record.members.astype(np.uint64))
        self.horizon = engine.model.horizon
        self.over = rules.clocks
        """In place of a clock: at the horizon; one more is an empty slot."""
        self.floats = np.empty((len(rules.floats), width))
        self.whole = np.empty((len(rules.whole), width), dtype=np.int32)
        self.due = np.empty((width, rules.clocks))
        self.state = (
            list(self.floats),
            list(self.whole),
            self.due.reshape(-1),
            self.floats.reshape(-1),
            self.whole.reshape(-1),
            np.int64(width),
        )
        self.row = np.zeros(width, dtype=np.int64)
        self.next = np.full(width, self.over + 1, dtype=np.int16)
        self.crowd = np.full(width, self.over + 1, dtype=np.int16)
        self.codes = np.array(engine.codes, dtype=np.uint32)
        self.crowd_of = np.array(engine.crowds, dtype=np.int16)
        self.when = np.zeros(width)
        self.fired = np.zeros(width, dtype=np.int64)
        self.instant = np.zeros(width)
        self.in_a_row = np.zeros(width, dtype=np.int32)
        self.sums = (np.ones(width, dtype=np.uint32), np.ones(width, dtype=np.uint32))
        self.sizes = np.zeros(self.over + 1, dtype=np.int64)
        self.coming = 0
        self.come = np.ones(self.over + 1)
        self.roots = np.full(self.over + 1, np.sqrt(2.0 * STEP))
        self.alone = [0, self.over]
        terms = {at + more for at, _ in rules.gauges.values() for more in range(3)}
        terms |= {drain for _, drain in rules.gauges.values() if drain >= 0}
        self.notes = Notes(
            rules.ladders,
            record,
            self.row,
            self.whole,
            self.floats,
            np.array(sorted(terms), dtype=np.int64),
            self._levels_at,
        )

    def run(self) -> None:
        """Let members come, go on and leave until none is left."""
        self._enter(np.arange(len(self.row)))
        while self.sizes.any():
            crowds = self._going()
            waiting = self.crowd == crowds[0]
            for crowd in crowds[1:]:
                waiting |= self.crowd == crowd
            ix = waiting.nonzero()[0]
            self.sizes[crowds] = 0
            if crowds[0] == self.over:
                self._leave(ix)
                self._enter(ix)
            else:
                self._fire(ix)
        self.notes.close()

    def _going(self) -> list[int]:
        """Choose the crowds that go next: the most worthwhile, and those that soon are.

        A crowd's step costs much the same whoever goes with it. So a crowd that costs
        more, and one that many come to, is let grow larger: all wait the least in all
        if each grows with the root of its cost and of how many come to it.
        """
        worth = self.sizes / self.roots
        best = int(worth.argmax())
        if best in self.alone:
            crowds = [best]
        else:
            also = worth >= ALMOST * worth[best]
            also[self.alone] = False
            crowds = also.nonzero()[0].tolist()
        for crowd in crowds:
            self.come[crowd] += self.sizes[crowd]
            cost = STEP + self.engine.lines.get(crowd, STEP)
            self.roots[crowd] = np.sqrt(cost * self.come[crowd])
        if self.coming == len(self.record.members):
            self.roots[self.over] = LAST  # nobody waits for their places
        return crowds

    def _enter(self, ix: Whole) -> None:
        """Let the next members begin in these slots, as many as there are."""
        left = len(self.record.members) - self.coming
        self.crowd[ix[left:]] = self.over + 1
        ix = ix[:left]
        if not ix.size:
            return
        rows = np.arange(self.coming, self.coming + len(ix))
        self.coming += len(ix)
        self.row[ix] = rows
        self.floats[:, ix] = np.array(self.rules.floats)[:, None]
        self.whole[:, ix] = np.array(self.rules.whole, dtype=np.int32)[:, None]
        self.due[ix] = self.rules.floats[: self.over]
        self.fired[ix] = 0
        self.instant[ix] = -1.0
        self.in_a_row[ix] = 0
        for sums in self.sums:
            sums[ix] = 1
        self.engine.begin(ix, None, rows, self.luck, *self.state, None)
        self.notes.begin(ix)
        self._wait(ix)

    def _wait(self, ix: Whole) -> None:
        """Let these wait for their next clock; those that failed have arrived."""
        due = self.due.take(ix, axis=0)
        clock = due.argmin(axis=1)
        when = due.reshape(-1).take(np.arange(len(ix)) * self.over + clock)
        clock[~(when < self.horizon)] = self.over
        failed = self.whole[self.rules.fault].take(ix)
        if failed.any():
            clock[failed != 0] = self.over
        self.when[ix] = when
        self.next[ix] = clock
        crowd = self.crowd_of.take(clock)
        self.crowd[ix] = crowd
        self.sizes += np.bincount(crowd, minlength=self.over + 1)

    def _fire(self, ix: Whole) -> None:
        """Let the clocks fire before which these wait."""
        clocks = self.next.take(ix)
        order = clocks.argsort(kind="stable")
        ix, clocks = ix.take(order), clocks.take(order)
        t = self.when.take(ix)
        self.notes.levels(ix, t)
        turns = (clocks[1:] != clocks[:-1]).nonzero()[0] + 1
        for start, stop in pairwise([0, *turns.tolist(), len(ix)]):
            self._step(int(clocks[start]), ix[start:stop], t[start:stop])
        if clocks[0]:  # clock 0 takes notes, alone; that is no firing
            self.fired[ix] += 1
            same = self.instant.take(ix) == t
            if same.any():
                in_a_row = np.where(same, self.in_a_row.take(ix) + 1, 1)
                circling = ix[in_a_row > AT_ONE_INSTANT]
                self.whole[self.rules.fault][circling] = -1
                self.in_a_row[ix] = in_a_row
            else:
                self.in_a_row[ix] = 1
            self.instant[ix] = t
            self.notes.firings(clocks, ix, t)
            self._stir(ix, *_halves(t), self.codes.take(clocks))
        self._wait(ix)

    def _step(self, clock: int, ix: Whole, t: Floats) -> None:
        """Let one clock fire for these, and note who has moved."""
        step, ladders = self.engine.step(clock)
        noted = [at for at in ladders if at in self.notes.ladders]
        stood = [self.whole[at].take(ix) for at in noted]
        step(ix, t, self.row.take(ix), self.luck, *self.state, None)
        for at, before in zip(noted, stood, strict=True):
            self.notes.moves(at, ix, t, before)

    def _levels_at(self, terms: Floats, t: Floats, out: Floats) -> None:
        floats = list(self.floats)
        for place, values in zip(self.notes.places, terms, strict=True):
            floats[place] = values
        ix = np.arange(len(t))
        self.engine.levels(ix, t, None, None, floats, *self.state[1:], out)

    def _stir(self, ix: Whole, *words: Words) -> None:
        """Stir words into the receipts."""
        h1, h2 = self.sums[0].take(ix), self.sums[1].take(ix)
        for word in words:
            h1 ^= word
            h1 *= P1
            h2 ^= word
            h2 *= P2
            h2 += ONE
        self.sums[0][ix], self.sums[1][ix] = h1, h2

    def _leave(self, ix: Whole) -> None:
        """Write down the members that have come to their end."""
        record, rules = self.record, self.rules
        out = np.empty((rules.outputs.total, len(ix)))
        self.engine.finish(ix, None, None, None, *self.state, out)
        first = rules.outputs.outcomes
        for values in out[first : first + len(self.engine.model.outcomes)]:
            none = np.isnan(values)
            self._stir(
                ix,
                *(
                    np.where(none, np.uint32(word), half)
                    for word, half in zip(NAN_WORDS, _halves(values), strict=True)
                ),
            )
        self.notes.levels(ix, np.full(len(ix), np.inf))
        rows = self.row.take(ix)
        cases = slice(rules.parameters, rules.parameters + record.parameters.shape[1])
        record.outputs[rows] = out.T
        record.parameters[rows] = self.floats[cases].take(ix, axis=1).T
        record.firings[rows] = self.fired.take(ix)
        record.sums[rows, 0] = self.sums[0].take(ix)
        record.sums[rows, 1] = self.sums[1].take(ix)
        record.failed[rows] = self.whole[rules.fault].take(ix) != 0


def _halves(values: Floats) -> tuple[Words, Words]:
    """Give the low and the high half of floats' bits; -0.0 counts as 0.0."""
    words = (values + 0.0).astype("<f8", copy=False).view("<u4").reshape(-1, 2)
    return words[:, 0], words[:, 1]
