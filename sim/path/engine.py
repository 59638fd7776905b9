"""Run one member of a model in SimPy: the engine to read and to trust.

SimPy's own queue holds the clocks: each armed clock is one pending event with one
callback, scheduled with its place in the order of section 14 as its priority. The
engine keeps no list of next times and looks for no smallest one; it runs the rules of
`sim.emit` and owns only this loop.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

import simpy

from sim import distributions, motion, streams
from sim.emit import Rules, emit_rules
from sim.errors import ModelError, UsageError
from sim.model import Model
from sim.path.faults import circle_error, failed_test
from sim.path.reasons import Witness
from sim.results import Firing, Move
from sim.streams import first_uniform, mix, receipt_text, second_uniform, stream_of

__all__ = ["DEFAULT_SEED", "Engine", "Path"]

DEFAULT_SEED = 1
AT_ONE_INSTANT = 10_000
"""More firings than this on one day's instant are a circle (section 14)."""

_ELEMENTARY = ("log", "exp", "power", "divide", "root", "normal_quantile")


class Engine:
    """The rules of one model, ready to run any of its members.

    Parameters
    ----------
    model : Model
        What to run. Writing and compiling its rules takes some milliseconds: keep the
        engine for many members.
    """

    def __init__(self, model: Model) -> None:
        self.model = model
        self.rules: Rules = emit_rules(model)
        names: dict[str, Any] = {
            name: getattr(module, name)
            for module in (motion, distributions)
            for name in module.__all__
        }
        names |= {name: getattr(streams, name) for name in _ELEMENTARY}
        names |= {"first_uniform": first_uniform, "second_uniform": second_uniform}
        names |= {"K": self.rules.constants, "abs": abs, "float": float}
        # Text that this package wrote from checked trees: it holds numbers and
        # places only, never a word of the scenario file.
        exec(compile(self.rules.text, "<rules>", "exec"), names)  # noqa: S102
        self.start: Callable[..., None] = names["start"]
        self.refresh: Callable[..., None] = names["refresh"]
        self.finish: Callable[..., None] = names["finish"]
        self.fire: list[Callable[..., None]] = [
            names[f"fire_{at}"] for at in range(self.rules.clocks)
        ]
        self.codes = [stream_of(clock.name)[0] for clock in model.clocks]

    def path(
        self, *, seed: int = DEFAULT_SEED, member: int = 0, reasons: bool = True
    ) -> Path:
        """Give one member at its start."""
        return Path(self, seed=seed, member=member, reasons=reasons)


class Path:
    """One member on its way: step it, look at it, and see why it moved.

    Parameters
    ----------
    engine : Engine or Model
        What to run.
    seed, member : int
        The address of its luck.
    reasons : bool
        Whether to note why each clock fired.

    Raises
    ------
    UsageError
        If seed or member are out of range.
    RunError
        If a value of the model is out of range for this member's case.
    """

    def __init__(
        self,
        engine: Engine | Model,
        *,
        seed: int = DEFAULT_SEED,
        member: int = 0,
        reasons: bool = True,
    ) -> None:
        if not 0 <= seed < 2**64:
            raise UsageError(f"expected a seed from 0 to 2**64 - 1, got {seed}")
        if not 0 <= member < 2**32:
            raise UsageError(f"expected a member from 0 to 2**32 - 1, got {member}")
        self.engine = engine if isinstance(engine, Engine) else Engine(engine)
        self.model = self.engine.model
        self.seed, self.member = seed, member
        self.rules = self.engine.rules
        self._q0, self._q1 = seed & 0xFFFFFFFF, seed >> 32
        self._env = simpy.Environment()
        self.whole = list(self.rules.whole)
        self._S = _Agenda(self.rules.floats, self.rules.clocks, self._env, self._ring)
        self._digest = (1, 1)
        self._instant, self._in_a_row = -1.0, 0
        self._latest: list[int] = []
        self._recorded: list[Firing] = []
        self.fired = 0
        self._rang = -1
        self._look = (member, self._q0, self._q1, self._S, self.whole)
        self.engine.start(0.0, *self._look)
        self._require_sound(0.0)
        self.engine.refresh(-1, 0.0, *self._look)
        self._require_sound(0.0)
        self._witness = Witness(self) if reasons else None

    # ---- looking

    @property
    def now(self) -> float:
        """The day."""
        return float(self._env.now)

    def armed_since(self, clock: int) -> float:
        """Give the day on which clock number `clock` last started to run."""
        return self._S.armed_since[clock]

    @property
    def rungs(self) -> tuple[int, ...]:
        """The rung on which every ladder of the model stands, in its order."""
        return tuple(self.whole[: self.rules.ladders])

    def rung(self, ladder: str) -> str:
        """Give the id of the rung on which a ladder stands."""
        at = self.model.ladder_index[ladder]
        return self.model.ladders[at].rungs[self.whole[at]]

    def gauge(self, name: str, *, on: float | None = None) -> float:
        """Give a gauge's value now, or on a day before which nothing more fires."""
        place, drain = self.rules.gauges[name]
        x, flow, day = self._S[place : place + 3]
        rate = 0.0 if drain < 0 else self._S[drain]
        return motion.gauge_value(x, flow, rate, (self.now if on is None else on) - day)

    @property
    def case(self) -> dict[str, float]:
        """Give this member's parameters: days, per day; the index of a word."""
        first = self.rules.parameters
        names = [parameter.name for parameter in self.model.parameters]
        values = self._S[first : first + len(names)]
        return dict(zip(names, values, strict=True))

    # ---- moving

    def firings(self) -> Iterator[Firing]:
        """Let one clock after another fire, until the horizon.

        Yields
        ------
        Firing
            What happened, also if nothing moved.
        """
        while self._env.peek() < self.model.horizon:
            self._env.step()
            yield from self._recorded
            self._recorded.clear()

    def steps(self) -> Iterator[Move]:
        """Let clocks fire until the horizon; give every change of rung."""
        for firing in self.firings():
            yield from firing.moves

    def run(self) -> None:
        """Go on to the horizon."""
        horizon, env = self.model.horizon, self._env
        while env.peek() < horizon:
            env.step()
        self._recorded.clear()

    @property
    def next_day(self) -> float:
        """The day on which the next clock may fire; infinite if none is armed."""
        return float(self._env.peek())

    def tick(self) -> int:
        """Let what is next in SimPy's queue happen; give the clock that fired, or -1.

        It is -1 for an alarm that was called off.
        """
        self._rang = -1
        self._env.step()
        self._recorded.clear()
        return self._rang

    def _ring(self, event: simpy.Event) -> None:
        """Fire the clock whose event has come up."""
        assert isinstance(event, _Alarm)
        k, t = event.clock, event.due
        self._rang = k
        witness = self._witness if k else None
        if witness:
            witness.before(k, t)
        self._fire(k, t)
        self.engine.refresh(k, t, *self._look)
        if self.whole[self.rules.fault]:
            self._require_sound(t)
        if k == 0:
            return
        self.fired += 1
        self._count_instant(k, t)
        low, high = streams.float_words(t)
        h1, h2 = self._digest
        for word in (low, high, self.engine.codes[k]):
            h1, h2 = mix(h1, h2, word)
        self._digest = (h1, h2)
        if witness:
            self._recorded.append(witness.after(k, t))

    def _fire(self, k: int, t: float) -> None:
        """Let the rule of a clock happen."""
        self.engine.fire[k](t, *self._look)

    def _count_instant(self, k: int, t: float) -> None:
        if t != self._instant:
            self._instant, self._in_a_row = t, 0
        self._in_a_row += 1
        if self._in_a_row > AT_ONE_INSTANT - 100:
            self._latest.append(k)
        if self._in_a_row > AT_ONE_INSTANT:
            names = list(
                dict.fromkeys(self.model.clocks[at].name for at in self._latest)
            )
            raise circle_error(self.model, names, t, self.member, self.seed)

    def _require_sound(self, t: float) -> None:
        code = self.whole[self.rules.fault]
        if code:
            test = self.rules.tests[code - 1]
            raise failed_test(self.model, test, t, self.member, self.seed, self.case)

    # ---- what it came to

    def outputs(self) -> list[float]:
        """Give what the run came to, in the places of `Rules.outputs`.

        Raises
        ------
        ModelError
            If the horizon has not been reached.
        """
        if self._env.peek() < self.model.horizon:
            raise ModelError(
                "this path has not reached its horizon yet: run() it first"
            )
        O = [0.0] * self.rules.outputs.total
        self.engine.finish(self.model.horizon, self._S, self.whole, O)
        return O

    def receipt(self, outputs: list[float]) -> str:
        """Digest every firing's time and clock, then the outcomes."""
        h1, h2 = self._digest
        first = self.rules.outputs.outcomes
        for value in outputs[first : first + len(self.model.outcomes)]:
            low, high = streams.float_words(value)
            h1, h2 = mix(*mix(h1, h2, low), high)
        return receipt_text(h1, h2)


# ---- SimPy


class _At(float):
    """A day that survives SimPy's addition: now + (due - now) may round, this not."""

    def __radd__(self, now: float) -> float:
        return float(self)


class _Alarm(simpy.Event):
    """The pending event of an armed clock."""

    def __init__(
        self,
        env: simpy.Environment,
        clock: int,
        due: float,
        ring: Callable[[simpy.Event], None],
    ) -> None:
        super().__init__(env)
        self.clock, self.due = clock, due
        self._ok, self._value = True, None
        self.callbacks = [ring]
        env.schedule(self, priority=clock, delay=_At(due))  # type: ignore[arg-type]


class _Agenda(list[float]):
    """The rules' vector of floats: to write a clock's due time is to schedule it."""

    def __init__(
        self,
        floats: tuple[float, ...],
        clocks: int,
        env: simpy.Environment,
        ring: Callable[[simpy.Event], None],
    ) -> None:
        super().__init__(floats)
        self._clocks, self._env, self._ring = clocks, env, ring
        self._alarms: list[_Alarm | None] = [None] * clocks
        self.armed_since = [0.0] * clocks

    def __setitem__(self, place: Any, value: Any) -> None:
        if place < self._clocks and value != self[place]:
            self._set_alarm(place, value)
        list.__setitem__(self, place, value)

    def _set_alarm(self, clock: int, due: float) -> None:
        alarm = self._alarms[clock]
        if alarm is not None and alarm.callbacks:
            alarm.callbacks.clear()
        self._alarms[clock] = None
        if due < math.inf:
            if self[clock] == math.inf:
                self.armed_since[clock] = self._env.now
            self._alarms[clock] = _Alarm(self._env, clock, due, self._ring)
