"""Places of every clock, gauge, argument and reading of a model, given out once."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from sim.emit.formulas import Formulas, literal
from sim.emit.layout import Layout
from sim.expressions import Tree
from sim.model import Clock, Expression, Gauge, Policy
from sim.streams import stream_of

__all__ = ["ClockPlaces", "Monitor", "Places", "SteerPlaces", "SumPlaces"]


@dataclass(frozen=True, slots=True)
class ClockPlaces:
    """Places of one clock.

    Attributes
    ----------
    due : int
        Its due time in ``S``; also its number and its turn at one instant.
    drawn : int
        In ``I``, how many draws of its stream are used up.
    block : int
        In ``S``, of a hazard: rate, what is left of the threshold, since when; of a
        gauge's bands: its value, flow and day as it was last aimed.
    flag : int
        In ``I``: of an event, whether it has fired (for `once`); of an act, which way
        it runs; of a review, how many periodic days have passed.
    low, high : int
        Its stream.
    """

    due: int
    drawn: int
    block: int
    flag: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class SteerPlaces:
    """Places of one steered ladder.

    Attributes
    ----------
    resolved, relaxed : int
        In ``S``, for each step: the day on which its toss is won.
    resolve_draws, relax_draws : int
        In ``I``, for each step: how many tosses were looked up.
    force, turned : int
        In ``I``, where several policies may be in force: which one is, and whether that
        has just changed; else -1.
    """

    resolved: int
    relaxed: int
    resolve_draws: int
    relax_draws: int
    force: int = -1
    turned: int = -1


@dataclass(frozen=True, slots=True)
class SumPlaces:
    """Places of an argument at a discount rate: its running sum, and earlier horizons.

    Attributes
    ----------
    number : int
        Which argument.
    rate : str
        The discount rate per day, as the rules write it.
    block, snapshots : int
        First places of the sum, and of its values at horizons before the end.
    """

    number: int
    rate: str
    block: int
    snapshots: int


@dataclass(frozen=True, slots=True)
class Monitor:
    """Places of what is watched for readings of one condition: first day, or time held.

    `first` and `flag` are -1 where not used; ``S[total + 1]`` is since when.
    """

    condition: Tree
    first: int
    flag: int
    total: int


class Places:
    """All places of one model, and the formulas that refer to them."""

    def __init__(self, layout: Layout) -> None:
        model = layout.model
        self.layout = layout
        self.model = model
        self.formulas = Formulas(layout)
        self.clocks = {clock.name: self._clock(clock) for clock in model.clocks}
        self.gauges: dict[str, int] = {}
        for gauge in model.gauges:
            size = 5 if gauge.walled else 3
            self.gauges[gauge.name] = layout.float_place(0.0, size)
        self.base_drains = {
            gauge.name: self._drain(gauge.half_life) for gauge in model.gauges
        }
        self.drains = self.base_drains | {
            gauge.name: f"S[{self.gauges[gauge.name] + 3}]"
            for gauge in model.gauges
            if gauge.walled
        }
        self.starts = {
            gauge.name: self.formulas.constant(gauge.starts) for gauge in model.gauges
        }
        self.formulas.gauge_places = {
            name: (place, self.drains[name]) for name, place in self.gauges.items()
        }
        rate = model.discount_rate
        self.discount = "0.0" if rate is None else self.formulas.constant(rate)
        self.steers = {
            ladder: self._steer(policies) for ladder, policies in model.plans.items()
        }
        self.mark = layout.whole_place()
        self.rates = [self.discount, *(literal(rate) for rate in model.also_rates)]
        self.sums = [
            self._sum(number, rate)
            for rate in self.rates
            for number in range(len(model.arguments))
        ]
        self.monitors: dict[tuple[str, Tree], Monitor] = {}
        self.snapshots: list[int] = []
        for reading in model.readings:
            self._monitor(reading.op, reading.inner)
            early = reading.day < model.horizon
            kept = reading.op not in ("ever", "first")
            self.snapshots.append(layout.float_place() if early and kept else -1)
        self.days = self._days()

    def walls(self, gauge: Gauge) -> tuple[str, str]:
        """Write the walls of a gauge; infinite where it has none."""
        least = "-INF" if gauge.least is None else self.formulas.constant(gauge.least)
        most = "INF" if gauge.most is None else self.formulas.constant(gauge.most)
        return least, most

    def test(self, expression: Expression, role: str, must: str) -> int:
        """Give the code of a test of `expression`."""
        return self.layout.test(expression, role, must)

    def discounted(self, rate: str) -> str:
        """Write the discount at `t`."""
        return "1.0" if rate == "0.0" else f"exp(-{rate} * t)"

    def _days(self) -> tuple[float, ...]:
        """Days on which readings are taken before anything fires then."""
        days = {
            reading.day
            for reading, place in zip(self.model.readings, self.snapshots, strict=True)
            if place >= 0
        }
        if self.model.arguments:
            days |= {day for day in self.model.horizons if day < self.model.horizon}
        return tuple(sorted(days))

    def _clock(self, clock: Clock) -> ClockPlaces:
        layout = self.layout
        due = layout.model.clock_index[clock.name]
        drawn = layout.whole_place()
        kept = clock.kind in ("hazard", "band")
        block = layout.float_place(0.0, 3) if kept else -1
        if clock.kind == "hazard":
            layout.floats[block + 1] = -1.0
        flag = layout.whole_place()
        low, high = stream_of(clock.name)
        return ClockPlaces(due, drawn, block, flag, low, high)

    def _drain(self, half_life: Expression | None) -> str:
        if half_life is None:
            return "0.0"
        return self.formulas.kept(
            f"divide(log(2.0), {self.formulas.constant(half_life)})"
        )

    def _steer(self, policies: tuple[Policy, ...]) -> SteerPlaces:
        policy, layout = policies[0], self.layout
        rungs = len(self.model.ladder(policy.ladder).rungs)
        never = math.inf
        places = SteerPlaces(
            layout.float_place(never, rungs + 1),
            layout.float_place(never, rungs + 1),
            layout.whole_place(0, rungs),
            layout.whole_place(0, rungs),
        )
        if len(policies) > 1:
            force, turned = layout.whole_place(), layout.whole_place()
            return replace(places, force=force, turned=turned)
        for step in range(1, rungs):
            if policy.resolve[step] is None:
                layout.floats[places.resolved + step] = 0.0
            if policy.relax[step] is None:
                layout.floats[places.relaxed + step] = 0.0
        return places

    def _sum(self, number: int, rate: str) -> SumPlaces:
        layout = self.layout
        if self.model.arguments[number].reads:
            block = layout.float_place(0.0, 9)
            layout.floats[block + 4] = 1.0
        else:
            block = layout.float_place(0.0, 4)
            layout.floats[block + 3] = 1.0
        early = [day for day in self.model.horizons if day < self.model.horizon]
        return SumPlaces(number, rate, block, layout.float_place(0.0, len(early)))

    def _monitor(self, op: str, inner: Tree) -> None:
        layout = self.layout
        if op in ("ever", "first") and ("first", inner) not in self.monitors:
            place = layout.float_place(math.inf)
            self.monitors["first", inner] = Monitor(inner, place, -1, -1)
        if op == "time_in" and (op, inner) not in self.monitors:
            total = layout.float_place(0.0, 2)
            self.monitors[op, inner] = Monitor(inner, -1, layout.whole_place(), total)

    def amount_text(self, at: int) -> str:
        """Write what sum number `at` has come to at `t`."""
        own = self.sums[at]
        if self.model.arguments[own.number].reads:
            drain = self.drain_of(at)
            return f"amount_with_gauge({own.block}, {drain}, {own.rate}, t, S)"
        return f"amount_now({own.block}, {own.rate}, t, S)"

    def drain_of(self, at: int) -> str:
        """Write the drain that held in the latest stretch of sum number `at`."""
        own = self.sums[at]
        name = self.model.arguments[own.number].reads
        gauge = self.model.gauges[self.model.gauge_index[name]]
        kept = f"S[{own.block + 8}]"
        return kept if gauge.walled else self.drains[gauge.name]

    def reading_text(self, at: int) -> str:
        """Write reading number `at` as it stands at `t`."""
        reading = self.model.readings[at]
        day, inner = literal(reading.day), reading.inner
        if reading.op in ("ever", "first"):
            first = f"S[{self.monitors['first', inner].first}]"
            if reading.op == "ever":
                return f"1.0 if {first} < {day} else 0.0"
            return f"{first} if {first} < {day} else INF"
        if reading.op == "time_in":
            monitor = self.monitors["time_in", inner]
            total, flag = monitor.total, monitor.flag
            return (
                f"S[{total}] + (t - S[{total + 1}]) if I[{flag}] == 1 else S[{total}]"
            )
        if inner.op == "gauge":
            return self.formulas.text(inner)
        book = self.layout.books[inner.name]
        place = {
            "final": book.at,
            "highest": book.tally,
            "rises": book.tally + 1,
            "falls": book.tally + 2,
        }[reading.op]
        return f"float(I[{place}])"
