"""Outcomes read off the end of a path: the chance of each end, with what is remembered.

Between two days on which something is read or a dated event has its turn, the chain
runs on by its hazards alone.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sim.exact.chain import Chain, reachable
from sim.exact.questions import AtEnd
from sim.exact.reading import State
from sim.exact.remembering import Memory
from sim.exact.solving import Entries, matrix_of, moved
from sim.expressions import evaluate

__all__ = ["End", "ends_of", "worths"]

End = tuple[State, Memory]


def ends_of(chain: Chain, asked: AtEnd, *, most: int) -> tuple[dict[End, float], int]:
    """Give the chance of each end, and how many states were looked at.

    Parameters
    ----------
    chain : Chain
    asked : AtEnd
        For what must be remembered.
    most : int
        More states than this are refused.

    Raises
    ------
    TooManyStatesError
        If more can be reached.
    """
    walk = _Walk(chain, asked, most)
    horizon = chain.model.horizon
    days = {item.day for item in asked.items if 0 < item.day < horizon}
    days |= {clock.day for clock in chain.dated}
    now, chances = 0.0, walk.start()
    for day in sorted({*days, horizon}):
        chances = walk.run(chances, now, day)
        chances = walk.settle(chances, day)
        for clock in chain.dated:
            if clock.day == day < horizon:
                chances = walk.turn(chances, clock, day)
        now = day
    return chances, walk.states


def worths(
    chain: Chain, asked: AtEnd, ends: dict[End, float]
) -> Iterator[tuple[float, float]]:
    """Give what the tree is worth at each end, and the chance of that end."""
    for (state, memory), chance in ends.items():
        values = [
            item.worth(now, state)
            for item, now in zip(asked.items, memory, strict=True)
        ]
        worth = evaluate(
            asked.tree,
            chain.reader.constants,
            outcome=lambda node, values=values: values[int(node.number)],  # type: ignore[misc]
        )
        yield float(worth), chance


class _Walk:
    def __init__(self, chain: Chain, asked: AtEnd, most: int) -> None:
        self.chain, self.items, self.most = chain, asked.items, most
        self.states = 0

    def start(self) -> dict[End, float]:
        state, reader = self.chain.start, self.chain.reader
        return {(state, tuple(i.begin(reader, state) for i in self.items)): 1.0}

    def after(self, end: End, state: State, now: float) -> End:
        """Give the end that a firing leads to; what is due today is read already."""
        before, memory = end
        return state, tuple(
            item.then(self.chain.reader, number, before, state)
            if item.day > now
            else number
            for item, number in zip(self.items, memory, strict=True)
        )

    def run(
        self, chances: dict[End, float], now: float, until: float
    ) -> dict[End, float]:
        if until == now:
            return chances

        def onward(end: End) -> Iterator[End]:
            for jump in self.chain.jumps(end[0]):
                yield self.after(end, jump.after, now)

        places = reachable(chances, onward, most=self.most)
        self.states = max(self.states, len(places))
        entries: Entries = ([], [], [])
        for end, at in places.items():
            for jump in self.chain.jumps(end[0]):
                to = places[self.after(end, jump.after, now)]
                if to != at:
                    for row, value in ((to, jump.weight), (at, -jump.weight)):
                        entries[0].append(row)
                        entries[1].append(at)
                        entries[2].append(value)
        vector = np.zeros(len(places))
        for end, chance in chances.items():
            vector[places[end]] = chance
        vector = moved(matrix_of(entries, len(places)), vector, until - now)
        return dict(zip(places, np.maximum(vector, 0.0).tolist(), strict=True))

    def settle(self, chances: dict[End, float], day: float) -> dict[End, float]:
        if all(item.day != day for item in self.items):
            return chances
        settled: dict[End, float] = {}
        for (state, memory), chance in chances.items():
            now = tuple(
                item.settle(number, state) if item.day == day else number
                for item, number in zip(self.items, memory, strict=True)
            )
            settled[state, now] = settled.get((state, now), 0.0) + chance
        return settled

    def turn(
        self, chances: dict[End, float], clock: object, day: float
    ) -> dict[End, float]:
        turned: dict[End, float] = {}
        for end, chance in chances.items():
            for jump in self.chain.turn(clock, end[0]):  # type: ignore[arg-type]
                to = self.after(end, jump.after, day)
                turned[to] = turned.get(to, 0.0) + chance * jump.weight
        return turned
