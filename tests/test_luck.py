"""Luck that is kept for members side by side is the luck of their addresses."""

from __future__ import annotations

import numpy as np
import pytest

from sim.ensemble.luck import DRAWS, MEMBERS, Luck
from sim.streams import stream_of, uniforms

SEED = 2**40 + 3
HALVES = (SEED & 0xFFFFFFFF, SEED >> 32)
NAMES = ("event first", "event second")


@pytest.mark.parametrize("count", [5, MEMBERS + 1])
def test_every_uniform_is_that_of_its_address(count: int) -> None:
    members = np.arange(7, 7 + count, dtype=np.uint64)
    luck = Luck(HALVES, members)
    who = np.array([4, 0, 3])
    for name in NAMES:
        low, high = stream_of(name)
        # a later draw first, draws of each one's own, one so far on that it is not kept
        for n in (2, np.array([0, 5, 1], dtype=np.int32), 0, DRAWS, DRAWS + 9):
            draws = np.broadcast_to(n, who.shape)
            expected = [
                uniforms(SEED, name, draw=int(draw), member=int(members[at]))
                for draw, at in zip(draws, who, strict=True)
            ]
            assert luck.first(low, high, n, who).tolist() == [u for u, _ in expected]
            assert luck.second(low, high, n, who).tolist() == [u for _, u in expected]
    assert len(luck.kept) == (len(NAMES) if count <= MEMBERS else 0)
    assert all(len(kept) <= DRAWS for kept in luck.kept.values())


def test_nobody_needs_no_luck() -> None:
    luck = Luck(HALVES, np.arange(3, dtype=np.uint64))
    nobody = np.array([], dtype=np.int64)
    assert luck.first(1, 2, nobody.astype(np.int32), nobody).size == 0
