"""The engine in NumPy: members side by side, by code written from the rules.

For every clock `lane_code` writes what its firing does to those who wait for it;
`crowds` says who goes when.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import Any

import numpy as np

from sim.emit import Rules
from sim.ensemble.lane_cache import Written, keep_written, key_of, read_written
from sim.ensemble.lane_code import LIBRARY, LaneCode
from sim.ensemble.lane_values import Value, constant
from sim.ensemble.program import Program, program_of
from sim.model import Model
from sim.streams import stream_of
from sim.streams.lanes import bare_lane_form

__all__ = ["LaneEngine"]

Step = Callable[..., None]


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
        self._names: dict[str, Any] = {
            "INF": np.inf,
            "K": np.array(rules.constants or (0.0,)),
            "NAN": np.nan,
            "absolute": np.absolute,
            "empty": np.empty,
            "float64": np.float64,
            "full": np.full,
            "sqrt": np.sqrt,
            "where": np.where,
        }
        self._names |= {name: bare_lane_form(LIBRARY[name]) for name in LIBRARY}
        self.lines: dict[int, int] = {}
        """How long the code of a clock's step is, once it is written."""
        self._key = key_of(model, rules)
        self._written = read_written(self._key)
        self._kept = len(self._written)
        self._steps: dict[int, tuple[Step, tuple[int, ...]]] = {}
        self.begin, _ = self._function("begin", self._write_begin)
        self.finish, _ = self._function("finish", self._write_finish)
        self.levels, _ = self._function("levels", self._write_levels)
        self.codes = [stream_of(clock.name)[0] for clock in model.clocks]
        self.crowds = _crowds_of(model)

    @cached_property
    def program(self) -> Program:
        """The text of the rules, and of all that they call, as trees."""
        return program_of(self.rules, also=("gauge_value",))

    def step(self, clock: int) -> tuple[Step, tuple[int, ...]]:
        """Give what a clock's firing does, and which ladders it may move."""
        if clock not in self._steps:
            name = f"fire_{clock}"
            step, written = self._function(name, partial(self._write_step, clock))
            self._steps[clock] = (step, written.moved)
            self.lines[clock] = written.lines
        return self._steps[clock]

    def keep(self) -> None:
        """Keep the code that is written by now for the next run of such a model."""
        if len(self._written) > self._kept:
            keep_written(self._key, self._written)
            self._kept = len(self._written)

    def _function(
        self, name: str, write: Callable[[], LaneCode]
    ) -> tuple[Step, Written]:
        """Give a function by its name, written now unless it was before."""
        if name not in self._written:
            code = write()
            head = "step(ix, t, m, luck, S, I, D, flat_S, flat_I, WIDTH, O)"
            compiled = compile(code.function(head), "<lanes>", "exec")
            written = Written(compiled, self._moved(code), len(code.lines))
            self._written[name] = written
        written = self._written[name]
        # Text of this package, made from the rules: numbers and places only.
        exec(written.code, self._names)  # noqa: S102
        step: Step = self._names.pop("step")
        return step, written

    def _moved(self, code: LaneCode) -> tuple[int, ...]:
        moved = []
        for at in range(self.rules.ladders):
            word, bit = self.rules.word_of(at)
            if code.moved.get(word, 0) & bit:
                moved.append(at)
        return tuple(moved)

    def _code(self, *, fresh: bool = False) -> LaneCode:
        rules = self.rules
        return LaneCode(
            self.program,
            constants=rules.constants,
            clocks=rules.clocks,
            words=() if fresh else (*rules.words, *rules.turned),
        )

    def _write_step(self, clock: int) -> LaneCode:
        code = self._code()
        each = {name: Value(name, "i") for name in ("q0", "q1")}
        each["m"] = Value("m", "i", code.scope)
        each["t"] = Value("t", "f", code.scope)
        code.run(f"fire_{clock}", **each)
        code.run("refresh", k=constant(clock), **each)
        return code

    def _write_begin(self) -> LaneCode:
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
        return code

    def _write_finish(self) -> LaneCode:
        code = self._code()
        code.run("finish", t=constant(self.model.horizon))
        return code

    def _write_levels(self) -> LaneCode:
        """Write what every gauge is at `t`."""
        lines = ["pass"]
        for at, gauge in enumerate(self.model.gauges):
            place, drain = self.rules.gauges[gauge.name]
            now = f"S[{place}], S[{place + 1}], {{}}, t - S[{place + 2}]"
            rate = "0.0" if drain < 0 else f"S[{drain}]"
            lines.append(f"O[{at}] = gauge_value({now.format(rate)})")
        text = "def levels(t, S, O):\n    " + "\n    ".join(lines)
        code = self._code()
        code.run_text(text, t=Value("t", "f", code.scope))
        return code


def _crowds_of(model: Model) -> list[int]:
    """Give the number of the crowd before each clock, at the horizon, and nowhere.

    All reviews are one crowd: most of them decide nothing, and what they share costs
    more than what each does for itself.
    """
    crowds = list(range(len(model.clocks) + 2))
    reviews = [at for at, clock in enumerate(model.clocks) if clock.kind == "review"]
    for at in reviews:
        crowds[at] = reviews[0]
    return crowds
