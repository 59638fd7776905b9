"""Random numbers by address for many members at once, with nothing checked.

The same numbers as `sim.streams.philox`, for engines that know their addresses to be
sound; `sim.streams.uniform_arrays` is the form for callers.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.streams.philox import M0, M1, MASK, UNIT, keys

__all__ = ["both_uniforms_lanes"]

Words = NDArray[np.uint64]


def both_uniforms_lanes(
    q0: int, q1: int, s0: int, s1: int, n: int | NDArray[np.int32], m: Words
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give both uniforms of members `m` at seed, stream and draw `n`.

    Parameters
    ----------
    q0, q1, s0, s1 : int
        Halves of the seed and of the stream.
    n : int or ndarray of int, shape (members,)
        Draws.
    m : ndarray of uint64, shape (members,)
    """
    a, b, c, d = _block(q0, q1, s0, s1, n, m)
    return _unit(a, b), _unit(c, d)


def _block(
    q0: int, q1: int, s0: int, s1: int, n: int | NDArray[np.int32], m: Words
) -> tuple[Words, Words, Words, Words]:
    c0: Any = n if isinstance(n, int) else n.astype(np.uint64)
    c1: Any = s0
    c2: Any = s1
    c3: Any = m
    for k0, k1 in keys(q0, q1):
        # whole numbers while they are the same for all, arrays from then on
        p0, p1 = c0 * M0, c2 * M1
        c0 = (p1 >> 32) ^ c1 ^ k0
        c1 = p1 & MASK
        c2 = (p0 >> 32) ^ c3 ^ k1
        c3 = p0 & MASK
    return c0, c1, c2, c3


def _unit(a: Words, b: Words) -> NDArray[np.float64]:
    bits = a >> 6
    bits <<= 26
    bits |= b >> 6
    unit = bits.astype(np.float64)
    unit += 0.5
    unit *= UNIT
    return unit
