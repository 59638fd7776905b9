"""Which ways members go: sequences of rungs, as a tree and as a flow, with shares.

A sequence is the rungs that a member stood on, one after another, of one ladder or of
two together (a step is then a pair). A rung held for no time is in none: what happens
within one instant counts as one step.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.analysis.estimates import Estimate, share_estimate
from sim.errors import ResultError, suggest
from sim.results import Ensemble

__all__ = [
    "Branch",
    "Flow",
    "PathTree",
    "Sequences",
    "flows_of",
    "path_tree",
    "sequences_of",
]

State = tuple[int, ...]
Way = tuple[State, ...]


@dataclass(frozen=True, eq=False)
class Sequences:
    """How many members went which way.

    Attributes
    ----------
    ladders : tuple of str
        One, or two that are followed together.
    ways : dict of Way to int
        By sequence, how many members went it; the commonest first.
    first : dict of Way to int
        The first member of each.
    members : int
        Of how many.
    """

    ladders: tuple[str, ...]
    ways: dict[Way, int]
    first: dict[Way, int]
    members: int

    def share(self, way: Way) -> Estimate:
        """Give the share that went one way from its start to its end."""
        return share_estimate(self.ways.get(way, 0), self.members)


@dataclass(frozen=True, slots=True)
class Branch:
    """One step of a tree of ways.

    Attributes
    ----------
    state : tuple of int
        The rung, or the two rungs, come to.
    depth : int
        0 for where members start.
    share : Estimate
        Share of all members that came here by this way.
    ends : Estimate
        Share of all members that went no further.
    hidden : Estimate
        Share of all members that went on by ways too rare to be shown.
    """

    state: State
    depth: int
    share: Estimate
    ends: Estimate
    hidden: Estimate


PathTree = tuple[Branch, ...]
"""Branches in the order in which they are read: each before those that go on."""


@dataclass(frozen=True, slots=True)
class Flow:
    """Members that go from one state to another at one step.

    Attributes
    ----------
    step : int
        0 for the first move.
    before, after : tuple of int
        States; they are the same where members have gone no further.
    share : float
        Of all members.
    """

    step: int
    before: State
    after: State
    share: float


def sequences_of(
    ensemble: Ensemble,
    *ladders: str,
    among: NDArray[np.bool_] | None = None,
) -> Sequences:
    """Count the ways that members went.

    Parameters
    ----------
    ensemble : Ensemble
        With every move of these ladders kept.
    *ladders : str
        One, or two.
    among : ndarray of bool, shape (members,), optional
        Only these members.

    Raises
    ------
    ResultError
        If there are no ladders or more than two, or their moves were not kept.
    """
    if not 1 <= len(ladders) <= 2:
        raise ResultError(f"expected one ladder or two, got {len(ladders)}")
    for name in ladders:
        if name not in ensemble.staircases:
            known = list(ensemble.staircases)
            raise ResultError(
                f"the moves of {name!r} were not kept; {suggest(name, known)}"
            )
    rows = range(len(ensemble)) if among is None else np.flatnonzero(among).tolist()
    counts: Counter[Way] = Counter()
    first: dict[Way, int] = {}
    for row in rows:
        way = _way(ensemble, ladders, row)
        counts[way] += 1
        if way not in first:
            first[way] = int(ensemble.members[row])
    ranked = dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
    return Sequences(ladders, ranked, first, len(rows))


def _way(ensemble: Ensemble, ladders: Sequence[str], row: int) -> Way:
    starts, moves = [], []
    for at, name in enumerate(ladders):
        times, rungs = ensemble.staircases[name].of(row)
        starts.append(_start(ensemble, name, row))
        moves += [
            (float(time), at, int(rung))
            for time, rung in zip(times, rungs, strict=True)
        ]
    moves.sort(key=lambda move: move[0])  # keeps the order of one ladder's moves
    state, way = list(starts), [tuple(starts)]
    for place, (time, at, rung) in enumerate(moves):
        state[at] = rung
        following = moves[place + 1][0] if place + 1 < len(moves) else None
        if following != time and tuple(state) != way[-1]:
            way.append(tuple(state))
    return tuple(way)


def _start(ensemble: Ensemble, name: str, row: int) -> int:
    """Give the rung on which a member starts; a band is that of day 0."""
    ladder = ensemble.model.ladder(name)
    if ladder.starts >= 0:
        return ladder.starts
    slot = ensemble.rung_slots[name]
    days = [float(ensemble.first_on[row, at]) for at in range(slot.start, slot.stop)]
    return int(np.argmin(days))


def path_tree(
    sequences: Sequences, *, least: float = 0.01, deepest: int = 12
) -> PathTree:
    """Put ways with a common beginning together.

    Parameters
    ----------
    least : float, default 0.01
        Rarer branches are summed up where they leave the tree.
    deepest : int, default 12
        No branch is followed further.
    """
    return tuple(_grown(sequences, list(sequences.ways.items()), 0, least, deepest))


def _grown(
    sequences: Sequences,
    ways: list[tuple[Way, int]],
    depth: int,
    least: float,
    deepest: int,
) -> Iterator[Branch]:
    groups: dict[State, list[tuple[Way, int]]] = {}
    for way, count in ways:
        groups.setdefault(way[depth], []).append((way, count))
    total = sequences.members
    for state, own in sorted(groups.items(), key=lambda item: -_count(item[1])):
        if _count(own) < least * total:
            continue
        ends = [pair for pair in own if len(pair[0]) == depth + 1]
        further = [pair for pair in own if len(pair[0]) > depth + 1]
        below = (
            list(_grown(sequences, further, depth + 1, least, deepest))
            if depth < deepest
            else []
        )
        shown = sum(b.share.value for b in below if b.depth == depth + 1)
        hidden = _count(further) - round(shown * total)
        yield Branch(
            state,
            depth,
            share_estimate(_count(own), total),
            share_estimate(_count(ends), total),
            share_estimate(hidden, total),
        )
        yield from below


def _count(ways: list[tuple[Way, int]]) -> int:
    return sum(count for _, count in ways)


def flows_of(sequences: Sequences, *, steps: int = 6) -> tuple[Flow, ...]:
    """Give the flows between states at each of the first steps.

    A member that has gone its way to the end stays where it is.
    """
    counts: Counter[tuple[int, State, State]] = Counter()
    for way, count in sequences.ways.items():
        for step in range(steps):
            before = way[min(step, len(way) - 1)]
            after = way[min(step + 1, len(way) - 1)]
            counts[step, before, after] += count
    total = max(1, sequences.members)
    return tuple(
        Flow(step, before, after, count / total)
        for (step, before, after), count in sorted(counts.items())
    )
