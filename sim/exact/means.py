"""Means of what adds up over time: times spent, counts, gauges, discounted amounts.

Chances, gauges and the sum itself obey one linear equation (`system`), so that one
matrix exponential gives them all.

References
----------
Horton, Kulkarni, Nicol and Trivedi (1998), Fluid stochastic Petri nets. Reibman,
Smith and Trivedi (1989), Markov and Markov reward model transient analysis.
"""

from __future__ import annotations

import math

from sim.exact.chain import Chain, Jump
from sim.exact.questions import NoAnswerError
from sim.exact.reading import State
from sim.exact.system import Reward, System, split_over_gauge
from sim.model import Argument, Expression, Lump, Reading

__all__ = ["mean_amounts", "mean_gauge", "mean_reading"]


def nothing(state: State, jump: Jump) -> tuple[float, float]:
    """Give no lump."""
    return 0.0, 0.0


def mean_reading(chain: Chain, reading: Reading, *, most: int) -> tuple[float, int]:
    """Give the mean of a time spent or of a count, and the number of states."""
    reader = chain.reader
    if reading.op == "time_in":
        reward = Reward(
            lambda state: (float(bool(reader.value(reading.inner, state))), 0.0),
            nothing,
        )
    else:
        place, up = reader.places[reading.inner.name], reading.op == "rises"

        def moves(state: State, jump: Jump) -> tuple[float, float]:
            rise = jump.after[place] - state[place]
            return float(rise > 0 if up else rise < 0), 0.0

        reward = Reward(lambda state: (0.0, 0.0), moves)
    sums, states = _sums(chain, reward, (reading.day,), most=most)
    return sums[0], states


def mean_gauge(chain: Chain, gauge: str, *, day: float, most: int) -> tuple[float, int]:
    """Give the mean of a gauge just before a day, and the number of states."""
    system = System(chain, Reward(lambda state: (0.0, 0.0), nothing, gauge), most)
    vector = system.run((day,))[0]
    return float(vector[system.block(gauge)].sum()), system.size


def mean_amounts(
    chain: Chain, argument: Argument, *, days: tuple[float, ...], most: int
) -> tuple[tuple[float, ...], int]:
    """Give the mean discounted amount of an argument by each of the rising days.

    Raises
    ------
    NoAnswerError
        If a lump reads a gauge just as it is changed.
    """
    model, reader = chain.model, chain.reader
    rate = reader.constant(model.discount_rate.tree) if model.discount_rate else 0.0
    slope, level = argument.slope, argument.level
    gauges = {argument.reads} | {
        part.name
        for lump in argument.lumps
        for part in lump.amount.tree.walk()
        if part.op == "gauge"
    }
    gauges.discard("")
    if len(gauges) > 1:
        raise NoAnswerError(argument.name)

    def flow(state: State) -> tuple[float, float]:
        if argument.reads:
            assert slope is not None
            assert level is not None
            return (
                float(reader.value(level, state)),
                float(reader.value(slope, state)),
            )
        if argument.flow is None:
            return 0.0, 0.0
        return reader.number(argument.flow, state, role="flow"), 0.0

    def lumps(state: State, jump: Jump) -> tuple[float, float]:
        due = [_lump(chain, lump, state, jump) for lump in argument.lumps]
        return sum(one for one, _ in due), sum(each for _, each in due)

    reward = Reward(flow, lumps, next(iter(gauges), ""), rate)
    return _sums(chain, reward, days, most=most)


def _lump(chain: Chain, lump: Lump, state: State, jump: Jump) -> tuple[float, float]:
    if lump.kind == "each":
        if jump.clock.item != lump.event or not _happened(chain, state, jump):
            return 0.0, 0.0
        return _linear(chain, lump.amount, state)
    place = chain.reader.places[lump.ladder]
    before, after = state[place], jump.after[place]
    came = before < after if lump.kind == "rising" else before != after
    if not came or after != lump.rung:
        return 0.0, 0.0
    worth = _linear(chain, lump.amount, jump.after)
    if worth[1] and jump.branch and any(e.amount for e in jump.branch.effects):
        raise NoAnswerError(f"lump {lump.ladder}")
    return worth


def _happened(chain: Chain, state: State, jump: Jump) -> bool:
    return jump.clock.kind != "dated" or chain.happens(jump.clock, state)


def _linear(chain: Chain, amount: Expression, state: State) -> tuple[float, float]:
    """Give an amount as something fixed and something for each unit of a gauge."""
    _, slope, level = split_over_gauge(amount.tree)
    reader = chain.reader
    return float(reader.value(level, state)), float(reader.value(slope, state))


def _sums(
    chain: Chain, reward: Reward, days: tuple[float, ...], *, most: int
) -> tuple[tuple[float, ...], int]:
    system = System(chain, reward, most)
    found = [
        float(vector[-1]) * math.exp(-reward.rate * day)
        for day, vector in zip(days, system.run(days), strict=True)
    ]
    return tuple(found), system.size
