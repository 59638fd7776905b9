"""Luck for members side by side: a draw is looked up for all of them at once, and kept.

Looking luck up for twenty members costs little less than for a thousand: eighty calls
of NumPy. And what one member needs today most others need on another day.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.streams.philox_lanes import both_uniforms_lanes

__all__ = ["Luck"]

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

MEMBERS, DRAWS = 2048, 32
"""For no more members, and no further draws of a stream, is luck kept: 1 MB each."""


class Luck:
    """The uniforms of some members at one seed.

    Parameters
    ----------
    seed : tuple of int
        Its two halves.
    members : ndarray of uint64
    """

    def __init__(self, seed: tuple[int, int], members: NDArray[np.uint64]) -> None:
        self.seed, self.members = seed, members
        self.kept: dict[tuple[int, int], Floats] = {}
        self.seconds: dict[tuple[int, int], _Seconds] = {}

    def first(self, s0: int, s1: int, n: int | NDArray[np.int32], who: Whole) -> Floats:
        """Give the first uniform of members number `who` at a stream and a draw."""
        return self._uniform(0, s0, s1, n, who)

    def second(
        self, s0: int, s1: int, n: int | NDArray[np.int32], who: Whole
    ) -> Floats:
        """Give the second uniform at the same addresses."""
        return self._uniform(1, s0, s1, n, who)

    def _uniform(
        self, which: int, s0: int, s1: int, n: int | NDArray[np.int32], who: Whole
    ) -> Floats:
        last = n if isinstance(n, int) else int(n.max(initial=0))
        count = len(self.members)
        if count > MEMBERS or last >= DRAWS:
            return self._looked_up(which, s0, s1, n, who)
        kept = self.kept.get((s0, s1))
        if kept is None or len(kept) <= last:
            kept = self._draw(s0, s1, last)
        # draw, then which of the two, then member
        return kept.reshape(-1).take((n * 2 + which) * count + who)

    def _looked_up(
        self, which: int, s0: int, s1: int, n: int | NDArray[np.int32], who: Whole
    ) -> Floats:
        """Look draws up; the second of a threshold waits until its clock has fired."""
        seconds = self.seconds.get((s0, s1))
        if which and seconds is not None:
            found = seconds.numbers.take(who)
            if (seconds.draws.take(who) == n).all():
                return found
        both = both_uniforms_lanes(*self.seed, s0, s1, n, self.members.take(who))
        if which and seconds is None:  # from now on they are kept
            self.seconds[s0, s1] = _Seconds(len(self.members))
        elif seconds is not None:
            seconds.draws[who], seconds.numbers[who] = n, both[1]
        return both[which]

    def _draw(self, s0: int, s1: int, last: int) -> Floats:
        """Keep every draw of a stream up to this one."""
        before = self.kept.get((s0, s1), np.empty((0, 2, len(self.members))))
        more = [
            both_uniforms_lanes(*self.seed, s0, s1, draw, self.members)
            for draw in range(len(before), last + 1)
        ]
        self.kept[s0, s1] = np.concatenate([before, np.array(more)])
        return self.kept[s0, s1]


class _Seconds:
    """Of each member, the second uniform of a stream that was looked up last."""

    def __init__(self, members: int) -> None:
        self.draws = np.full(members, -1, dtype=np.int32)
        self.numbers = np.empty(members)
