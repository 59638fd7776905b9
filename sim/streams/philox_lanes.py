"""Random numbers by address for many members at once, with nothing checked.

The same numbers as `sim.streams.philox`, for engines that know their addresses to be
sound; `sim.streams.uniform_arrays` is the form for callers. Every step is written into
an array that is there already, a few thousand members at a time: what is worked out on
the way stays near the processor.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.streams.philox import M0, M1, MASK, UNIT, keys

__all__ = ["both_uniforms_lanes"]

Words = NDArray[np.uint64]
Floats = NDArray[np.float64]

BLOCK = 8192
"""Members whose luck is worked out together, at most."""


def _word(number: int) -> Words:
    return np.array(number, dtype=np.uint64)


_M0, _M1, _MASK = _word(M0), _word(M1), _word(MASK)
_6, _26, _32 = _word(6), _word(26), _word(32)


def both_uniforms_lanes(
    q0: int, q1: int, s0: int, s1: int, n: int | NDArray[np.int32], m: Words
) -> tuple[Floats, Floats]:
    """Give both uniforms of members `m` at seed, stream and draw `n`.

    Parameters
    ----------
    q0, q1, s0, s1 : int
        Halves of the seed and of the stream.
    n : int or ndarray of int, shape (members,)
        Draws.
    m : ndarray of uint64, shape (members,)
    """
    first, second = np.empty(m.size), np.empty(m.size)
    room = [np.empty(min(m.size, BLOCK), dtype=np.uint64) for _ in range(6)]
    for start in range(0, m.size, BLOCK):
        rows = slice(start, start + BLOCK)
        members, draws = m[rows], n if isinstance(n, int) else n[rows]
        own = [words[: members.size] for words in room]
        a, b, c, d = _block(q0, q1, s0, s1, draws, members, own)
        _unit(a, b, first[rows])
        _unit(c, d, second[rows])
    return first, second


def _block(
    q0: int,
    q1: int,
    s0: int,
    s1: int,
    n: int | NDArray[np.int32],
    m: Words,
    room: list[Words],
) -> list[Words]:
    c0, c1, c2, c3, p0, p1 = room
    turns = keys(q0, q1)
    # two of the four words are the same for all at first, one after the first round
    np.copyto(c0, n, casting="unsafe")
    product = s1 * M1
    np.multiply(c0, _M0, out=p0)
    np.right_shift(p0, _32, out=c2)
    np.bitwise_xor(c2, m, out=c2)
    np.bitwise_xor(c2, _word(turns[0][1]), out=c2)
    np.bitwise_and(p0, _MASK, out=c3)
    above, below = (product >> 32) ^ s0 ^ turns[0][0], product & MASK
    np.multiply(c2, _M1, out=p1)
    np.right_shift(p1, _32, out=c0)
    np.bitwise_xor(c0, _word(below ^ turns[1][0]), out=c0)
    np.bitwise_and(p1, _MASK, out=c1)
    product = above * M0
    np.bitwise_xor(c3, _word((product >> 32) ^ turns[1][1]), out=c2)
    c3.fill(product & MASK)
    for k0, k1 in turns[2:]:
        np.multiply(c0, _M0, out=p0)
        np.multiply(c2, _M1, out=p1)
        np.right_shift(p1, _32, out=c0)
        np.bitwise_xor(c0, c1, out=c0)
        np.bitwise_xor(c0, _word(k0), out=c0)
        np.bitwise_and(p1, _MASK, out=c1)
        np.right_shift(p0, _32, out=c2)
        np.bitwise_xor(c2, c3, out=c2)
        np.bitwise_xor(c2, _word(k1), out=c2)
        np.bitwise_and(p0, _MASK, out=c3)
    return [c0, c1, c2, c3]


def _unit(a: Words, b: Words, out: Floats) -> None:
    np.right_shift(a, _6, out=a)
    np.left_shift(a, _26, out=a)
    np.right_shift(b, _6, out=b)
    np.bitwise_or(a, b, out=a)
    np.add(a, 0.5, out=out)
    np.multiply(out, UNIT, out=out)
