"""Engine: many members at once in NumPy, each on its own day.

Members need not keep step. Each waits, with its day, before the clock that it fires
next; the largest crowd before one clock goes together, by code written for that clock
(`lane_code`). A member that reaches its horizon is written down, and its place is
taken by the next, so that the lanes stay full and memory is bounded.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.emit import Rules
from sim.ensemble.lane_code import LIBRARY, LaneCode
from sim.ensemble.lane_values import Value, constant
from sim.ensemble.program import program_of
from sim.ensemble.record import Record
from sim.model import Model
from sim.streams import stream_of
from sim.streams.lanes import bare_lane_form
from sim.streams.philox_lanes import first_uniform_lanes, second_uniform_lanes
from sim.streams.receipts import NAN_WORDS, PRIMES

__all__ = ["LaneEngine"]

AT_ONE_INSTANT = 10_000
LANES = 8192
"""Members on their way at once: their state is some megabytes."""

Step = Callable[..., None]
Floats = NDArray[np.float64]


class LaneEngine:
    """The rules of one model over lanes; steps are written when first needed.

    Parameters
    ----------
    model : Model
    rules : Rules
        Those of `model`.
    """

    def __init__(self, model: Model, rules: Rules) -> None:
        self.model, self.rules = model, rules
        self.program = program_of(rules)
        self._names: dict[str, Any] = {
            "INF": np.inf,
            "K": np.array(rules.constants or (0.0,)),
            "NAN": np.nan,
            "absolute": np.absolute,
            "first_uniform": first_uniform_lanes,
            "flatnonzero": np.flatnonzero,
            "float64": np.float64,
            "full": np.full,
            "second_uniform": second_uniform_lanes,
            "sqrt": np.sqrt,
            "where": np.where,
        }
        self._names |= {name: bare_lane_form(LIBRARY[name]) for name in LIBRARY}
        self._steps: dict[int, tuple[Step, tuple[int, ...]]] = {}
        self.begin = self._written_begin()
        self.finish = self._written_finish()
        self.codes = [stream_of(clock.name)[0] for clock in model.clocks]

    def step(self, clock: int) -> tuple[Step, tuple[int, ...]]:
        """Give what a clock's firing does, and which ladders it may move."""
        if clock not in self._steps:
            code = self._code()
            each = {name: Value(name, "i") for name in ("q0", "q1")}
            each["m"] = Value("m", "i", code.scope)
            each["t"] = Value("t", "f", code.scope)
            code.run(f"fire_{clock}", **each)
            code.run("refresh", k=constant(clock), **each)
            self._steps[clock] = (self._compiled(code), self._moved(code))
        return self._steps[clock]

    def _moved(self, code: LaneCode) -> tuple[int, ...]:
        moved = []
        for at in range(self.rules.ladders):
            word, bit = self.rules.word_of(at)
            if code.moved[word] & bit:
                moved.append(at)
        return tuple(moved)

    def _code(self, *, fresh: bool = False) -> LaneCode:
        rules = self.rules
        return LaneCode(
            self.program,
            constants=rules.constants,
            clocks=rules.clocks,
            words=() if fresh else rules.words,
        )

    def _written_begin(self) -> Step:
        code, rules = self._code(fresh=True), self.rules
        for place, number in enumerate(rules.floats):
            code.know("S", place, number)
        for place, whole in enumerate(rules.whole):
            code.know("I", place, whole)
        each = {name: Value(name, "i") for name in ("q0", "q1")}
        each["m"] = Value("m", "i", code.scope)
        each["t"] = constant(0.0)
        code.run("start", **each)
        code.run("refresh", k=constant(-1), **each)
        return self._compiled(code)

    def _written_finish(self) -> Step:
        code = self._code()
        code.run("finish", t=constant(self.model.horizon))
        return self._compiled(code)

    def _compiled(self, code: LaneCode) -> Step:
        text = code.function(
            "step(ix, t, m, q0, q1, S, I, D, flat_S, flat_I, WIDTH, O)"
        )
        # Text of this package, made from the rules: numbers and places only.
        exec(compile(text, "<lanes>", "exec"), self._names)  # noqa: S102
        step: Step = self._names.pop("step")
        return step

    def run(self, record: Record, *, seed: int, lanes: int = LANES) -> None:
        """Run the members that `record` asks for, and write them down in it.

        Parameters
        ----------
        record : Record
        seed : int
        lanes : int
            How many members are on their way at once; the numbers do not depend on it.
        """
        with np.errstate(all="ignore"):
            _Lanes(self, record, seed, min(lanes, len(record.members))).run()


class _Lanes:
    """The state of some members on their way."""

    def __init__(
        self, engine: LaneEngine, record: Record, seed: int, width: int
    ) -> None:
        rules = engine.rules
        self.engine, self.record, self.rules = engine, record, rules
        self.seed = (seed & 0xFFFFFFFF, seed >> 32)
        self.horizon = engine.model.horizon
        self.width, self.clocks = width, rules.clocks
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
        self.member = np.zeros(width, dtype=np.uint64)
        self.row = np.zeros(width, dtype=np.int64)
        self.next = np.full(width, rules.clocks + 1, dtype=np.int16)
        self.when = np.zeros(width)
        self.fired = np.zeros(width, dtype=np.int64)
        self.instant = np.zeros(width)
        self.in_a_row = np.zeros(width, dtype=np.int32)
        self.sums = np.ones((2, width), dtype=np.uint32)
        self.crowds = np.zeros(rules.clocks + 2, dtype=np.int64)
        self.coming = 0

    def run(self) -> None:
        """Let members come, go on and leave until none is left."""
        self._enter(np.arange(self.width))
        crowds, over = self.crowds, self.clocks
        while True:
            clock = int(crowds[: over + 1].argmax())
            if not crowds[clock]:
                break
            ix = np.flatnonzero(self.next == clock)
            if clock == over:
                self._leave(ix)
            else:
                self._fire(clock, ix)

    def _enter(self, ix: NDArray[np.int64]) -> None:
        """Let the next members begin in these places, as many as there are."""
        left = len(self.record.members) - self.coming
        self.next[ix[left:]] = self.clocks + 1
        ix = ix[:left]
        if not ix.size:
            return
        rows = np.arange(self.coming, self.coming + len(ix))
        self.coming += len(ix)
        first, step = self.record.members.start, self.record.members.step
        self.row[ix] = rows
        self.member[ix] = (first + step * rows).astype(np.uint64)
        self.floats[:, ix] = np.array(self.rules.floats)[:, None]
        self.whole[:, ix] = np.array(self.rules.whole, dtype=np.int32)[:, None]
        self.due[ix] = self.rules.floats[: self.clocks]
        self.fired[ix] = 0
        self.instant[ix] = -1.0
        self.in_a_row[ix] = 0
        self.sums[:, ix] = 1
        m = self.member[ix]
        self.engine.begin(ix, None, m, *self.seed, *self.state, None)
        self.record.begin(self, ix)
        self._await(ix)

    def _await(self, ix: NDArray[np.int64]) -> None:
        """Let these lanes wait for their next clock; those that failed leave."""
        over = self.clocks
        due = self.due.take(ix, axis=0)
        clock = due.argmin(axis=1)
        when = due.reshape(-1).take(np.arange(len(ix)) * over + clock)
        clock[~(when < self.horizon)] = over
        if self.rules.tests:
            failed = self.whole[self.rules.fault].take(ix)
            if failed.any():
                clock[failed != 0] = over
        self.when[ix] = when
        self.next[ix] = clock
        self.crowds += np.bincount(clock, minlength=over + 2)

    def _fire(self, clock: int, ix: NDArray[np.int64]) -> None:
        self.crowds[clock] = 0
        step, ladders = self.engine.step(clock)
        t, m = self.when.take(ix), self.member.take(ix)
        record = self.record
        record.before(self, ix, t)
        moving = [at for at in ladders if at in record.watched]
        stood = [self.whole[at].take(ix) for at in moving]
        step(ix, t, m, *self.seed, *self.state, None)
        for at, before in zip(moving, stood, strict=True):
            after = self.whole[at].take(ix)
            changed = np.flatnonzero(after != before)
            if changed.size:
                record.moved(
                    at,
                    self.row.take(ix.take(changed)),
                    t.take(changed),
                    before.take(changed),
                    after.take(changed),
                )
        if clock:
            self.fired[ix] += 1
            same = self.instant.take(ix) == t
            in_a_row = np.where(same, self.in_a_row.take(ix) + 1, 1)
            self.in_a_row[ix] = in_a_row
            self.instant[ix] = t
            self._digest(ix, t, self.engine.codes[clock])
            if in_a_row.max() > AT_ONE_INSTANT:
                circling = ix[in_a_row > AT_ONE_INSTANT]
                self.whole[self.rules.fault][circling] = -1
        self._await(ix)

    def _digest(self, ix: NDArray[np.int64], t: Floats, code: int) -> None:
        words = (t + 0.0).view(np.uint32).reshape(-1, 2)
        h1, h2 = self.sums[0].take(ix), self.sums[1].take(ix)
        for word in (words[:, 0], words[:, 1], np.uint32(code)):
            h1 = (h1 ^ word) * np.uint32(PRIMES[0])
            h2 = (h2 ^ word) * np.uint32(PRIMES[1]) + np.uint32(1)
        self.sums[0][ix], self.sums[1][ix] = h1, h2

    def _leave(self, ix: NDArray[np.int64]) -> None:
        """Write down the members that have come to their end."""
        self.crowds[self.clocks] = 0
        record, rules = self.record, self.rules
        out = np.empty((rules.outputs.total, len(ix)))
        self.engine.finish(ix, None, None, *self.seed, *self.state, out)
        h1, h2 = self.sums[0].take(ix), self.sums[1].take(ix)
        first = rules.outputs.outcomes
        for values in out[first : first + len(self.engine.model.outcomes)]:
            words = (values + 0.0).view(np.uint32).reshape(-1, 2)
            none = np.isnan(values)
            for half in (0, 1):
                word = np.where(none, np.uint32(NAN_WORDS[half]), words[:, half])
                h1 = (h1 ^ word) * np.uint32(PRIMES[0])
                h2 = (h2 ^ word) * np.uint32(PRIMES[1]) + np.uint32(1)
        record.before(self, ix, np.full(len(ix), np.inf))
        rows = self.row.take(ix)
        cases = slice(rules.parameters, rules.parameters + record.parameters.shape[1])
        record.outputs[rows] = out.T
        record.parameters[rows] = self.floats[cases].take(ix, axis=1).T
        record.firings[rows] = self.fired.take(ix)
        record.sums[rows, 0], record.sums[rows, 1] = h1, h2
        record.failed[rows] = self.whole[rules.fault].take(ix) != 0
        self._enter(ix)
