"""One linear equation for chances, gauges and a sum: ``dy/dt = M y``.

Beside the chance p of each state stands, for each gauge x, its mean in that state,
``m[i] = E[x; in i]``, and last the sum itself. A discounted sum is carried as what it
is worth today, ``B' = r B + flow``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.exact.chain import Chain, Jump, reachable
from sim.exact.questions import NoAnswerError
from sim.exact.reading import State
from sim.exact.solving import Entries, matrix_of, moved
from sim.expressions import NotLinearError, Tree, linear_in_gauge
from sim.model import Clock, Model

__all__ = ["Reward", "System", "split_over_gauge"]


@dataclass(frozen=True)
class Reward:
    """What adds up: so much a day in a state, so much at a jump.

    Attributes
    ----------
    flow : callable
        Gives, for a state, what is added a day whatever the gauge, and how much for
        each unit of the gauge `reads`.
    lump : callable
        Gives, for a state before and a jump from it, the same of what falls due at
        once.
    reads : str
        A gauge; may be empty.
    rate : float
        Of discounting, per day.
    """

    flow: Callable[[State], tuple[float, float]]
    lump: Callable[[State, Jump], tuple[float, float]]
    reads: str = ""
    rate: float = 0.0


class System:
    """The linear equations of chances, gauges and one sum."""

    def __init__(self, chain: Chain, reward: Reward, most: int) -> None:
        self.chain, self.reward = chain, reward
        model = chain.model
        asked = [reward.reads] if reward.reads else []
        self.gauges = _with_those_they_read(model, chain, asked)

        def onward(state: State) -> Iterable[State]:
            for jump in chain.jumps(state):
                yield jump.after
            for clock in chain.dated:
                for jump in chain.turn(clock, state):
                    yield jump.after

        self.places = reachable([chain.start], onward, most=most)
        self.size = len(self.places)
        self.total = self.size * (1 + len(self.gauges))
        self.scales: NDArray[np.float64]
        self.matrix = self._generator()

    def block(self, gauge: str) -> slice:
        """Places of a gauge's means, one for each state."""
        first = self.size * (1 + self.gauges.index(gauge))
        return slice(first, first + self.size)

    def run(self, days: tuple[float, ...]) -> list[NDArray[np.float64]]:
        """Give chances, gauges and sum just before each of the rising days."""
        reader, model = self.chain.reader, self.chain.model
        vector = np.zeros(self.total + 1)
        start = self.places[self.chain.start]
        vector[start] = 1.0
        for name in self.gauges:
            gauge = model.gauges[model.gauge_index[name]]
            place = self.block(name).start + start
            scale = self.scales[place // self.size]
            vector[place] = reader.constant(gauge.starts.tree) / scale
        now = 0.0
        dated = {clock.day for clock in self.chain.dated}
        read: dict[float, NDArray[np.float64]] = {}
        for day in sorted({*days, *(day for day in dated if day < max(days))}):
            vector = moved(self.matrix, vector, day - now)
            read[day] = vector
            for clock in self.chain.dated:
                if clock.day == day:
                    vector = self._turn(clock) @ vector
            now = day
        scales = np.repeat(self.scales, self.size)[: self.total + 1]
        return [read[day] * scales for day in days]

    def _generator(self) -> Any:
        entries: Entries = ([], [], [])
        for state, at in self.places.items():
            for jump in self.chain.jumps(state):
                self._leave(entries, at, jump.weight)
                self._arrive(entries, state, at, jump, jump.weight)
            each, per_gauge = self.reward.flow(state)
            _put(entries, self.total, at, each)
            if self.reward.reads:
                place = self.block(self.reward.reads).start + at
                _put(entries, self.total, place, per_gauge)
            self._drains(entries, state, at)
        _put(entries, self.total, self.total, self.reward.rate)
        self.scales = self._balance(entries)
        return self._scaled(entries)

    def _balance(self, entries: Entries) -> NDArray[np.float64]:
        """Give a scale to each block, so that its entries are about as large as rates.

        The norm of the matrix sets the work: a sum in millions would be most of it.
        """
        blocks = 2 + len(self.gauges)
        rows, columns, values = _arrays(entries)
        rows, columns, values = rows // self.size, columns // self.size, np.abs(values)
        rates = values[(rows == 0) & (columns == 0)].max(initial=0.0)
        rates = rates or 1.0 / self.chain.model.horizon
        scales = np.ones(blocks)
        for block in range(1, blocks):
            inflow = (rows == block) & (columns < block)
            biggest = (values[inflow] * scales[columns[inflow]]).max(initial=0.0)
            scales[block] = biggest / rates or 1.0
        return scales

    def _scaled(self, entries: Entries) -> Any:
        rows, columns, values = _arrays(entries)
        by = self.scales[columns // self.size] / self.scales[rows // self.size]
        scaled = (rows.tolist(), columns.tolist(), (values * by).tolist())
        return matrix_of(scaled, self.total + 1)

    def _drains(self, entries: Entries, state: State, at: int) -> None:
        reader, model = self.chain.reader, self.chain.model
        for name in self.gauges:
            gauge = model.gauges[model.gauge_index[name]]
            first = self.block(name).start
            if gauge.flow is not None:
                flow = reader.number(gauge.flow, state, role="flow")
                _put(entries, first + at, at, flow)
            if gauge.half_life is not None:
                drain = math.log(2) / reader.constant(gauge.half_life.tree)
                _put(entries, first + at, first + at, -drain)

    def _leave(self, entries: Entries, at: int, weight: float) -> None:
        for first in range(0, self.total, self.size):
            _put(entries, first + at, first + at, -weight)

    def _arrive(
        self, entries: Entries, state: State, at: int, jump: Jump, weight: float
    ) -> None:
        """Write where chance and gauges go with a jump, and what falls due."""
        to = self.places[jump.after]
        _put(entries, to, at, weight)
        changed = {
            effect.target: effect
            for effect in (jump.branch.effects if jump.branch else ())
            if effect.amount is not None and effect.target in self.gauges
        }
        for name in self.gauges:
            first, effect = self.block(name).start, changed.get(name)
            if effect is None or effect.operator != "=":
                _put(entries, first + to, first + at, weight)
            if effect is not None and effect.amount is not None:
                sign = -1.0 if effect.operator == "-" else 1.0
                gauge, slope, level = split_over_gauge(effect.amount.tree)
                reader = self.chain.reader
                fixed = float(reader.value(level, state))
                _put(entries, first + to, at, sign * weight * fixed)
                if gauge:
                    each = float(reader.value(slope, state))
                    place = self.block(gauge).start + at
                    _put(entries, first + to, place, sign * weight * each)
        once, per_gauge = self.reward.lump(state, jump)
        _put(entries, self.total, at, weight * once)
        if per_gauge:
            place = self.block(self.reward.reads).start + at
            _put(entries, self.total, place, weight * per_gauge)

    def _turn(self, clock: Clock) -> Any:
        """Give the matrix of a dated event's turn."""
        entries: Entries = ([], [], [])
        for state, at in self.places.items():
            for jump in self.chain.turn(clock, state):
                self._arrive(entries, state, at, jump, jump.weight)
        _put(entries, self.total, self.total, 1.0)
        return self._scaled(entries)


def _arrays(entries: Entries) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    rows, columns = (np.array(part, dtype=np.int64) for part in entries[:2])
    return rows, columns, np.array(entries[2], dtype=np.float64)


def _put(entries: Entries, row: int, column: int, value: float) -> None:
    if value:
        entries[0].append(row)
        entries[1].append(column)
        entries[2].append(value)


def _with_those_they_read(model: Model, chain: Chain, gauges: list[str]) -> list[str]:
    """Give gauges and those that the amounts put into them read."""
    found = list(gauges)
    for name in found:  # grows
        for clock in chain.part.clocks:
            for branch in clock.branches:
                for effect in branch.effects:
                    if effect.target == name and effect.amount is not None:
                        gauge, _, _ = split_over_gauge(effect.amount.tree)
                        if gauge and gauge not in found:
                            found.append(gauge)
    return found


def split_over_gauge(tree: Tree) -> tuple[str, Tree, Tree]:
    """Give the gauge that an amount reads, its factor, and what is added.

    Raises
    ------
    NoAnswerError
        If it reads two, or one as no straight line.
    """
    try:
        return _SPLITS[tree]
    except KeyError:
        try:
            _SPLITS[tree] = linear_in_gauge(tree)
        except NotLinearError:
            raise NoAnswerError("gauge") from None
        return _SPLITS[tree]


_SPLITS: dict[Tree, tuple[str, Tree, Tree]] = {}
