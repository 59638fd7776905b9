"""Random numbers by address: seed, stream, draw and member. Nothing is ever drawn.

Philox4x32-10 is a counter put through ten rounds of a keyed mixing: the same address
gives the same number, whoever asks, in whatever order, for one member or a million.
The key is the seed; the counter is (draw, stream low, stream high, member); the stream
is the first 8 bytes of SHA-256 of its name. One block gives two uniforms.

References
----------
J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw (2011). Parallel random numbers: as
easy as 1, 2, 3. Proceedings of SC11.
"""

from __future__ import annotations

import hashlib
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

__all__ = [
    "block",
    "first_uniform",
    "second_uniform",
    "stream_of",
    "uniform_arrays",
    "uniforms",
]

M0, M1 = 0xD2511F53, 0xCD9E8D57
W0, W1 = 0x9E3779B9, 0xBB67AE85
MASK = 0xFFFFFFFF
ROUNDS = 10
UNIT = 2.0**-52


@cache
def stream_of(name: str) -> tuple[int, int]:
    """Give the two halves, low and high, of the 64-bit stream of that name.

    Examples
    --------
    >>> low, high = stream_of("event war_ends")
    >>> hex(high << 32 | low)
    '0x59a125481aa67b51'
    """
    digest = hashlib.sha256(name.encode()).digest()
    return int.from_bytes(digest[:4], "little"), int.from_bytes(digest[4:8], "little")


@lru_cache(maxsize=64)
def keys(k0: int, k1: int) -> tuple[tuple[int, int], ...]:
    rounds = range(ROUNDS)
    return tuple(((k0 + W0 * at) & MASK, (k1 + W1 * at) & MASK) for at in rounds)


def block(
    counter: tuple[int, int, int, int], key: tuple[int, int]
) -> tuple[int, int, int, int]:
    """Give one block of Philox4x32-10.

    Parameters
    ----------
    counter, key : tuple of int
        Four and two words of 32 bits.

    Returns
    -------
    tuple of int
        Four words of 32 bits.

    Examples
    --------
    >>> [f"{word:08x}" for word in block((0, 0, 0, 0), (0, 0))]
    ['6627e8d5', 'e169c58d', 'bc57ac4c', '9b00dbd8']
    """
    c0, c1, c2, c3 = counter
    for k0, k1 in keys(*key):
        p0 = M0 * c0
        p1 = M1 * c2
        c0 = (p1 >> 32) ^ c1 ^ k0
        c1 = p1 & MASK
        c2 = (p0 >> 32) ^ c3 ^ k1
        c3 = p0 & MASK
    return c0, c1, c2, c3


def first_uniform(q0: int, q1: int, s0: int, s1: int, n: int, m: int) -> float:
    """Give the first uniform at seed ``(q0, q1)``, stream ``(s0, s1)``, draw, member.

    Strictly between 0 and 1: ``(n + 1/2) 2**-52`` for a whole n of 52 bits.
    """
    c0, c1, c2, c3 = n, s0, s1, m
    for k0, k1 in keys(q0, q1):
        p0 = M0 * c0
        p1 = M1 * c2
        c0 = (p1 >> 32) ^ c1 ^ k0
        c1 = p1 & MASK
        c2 = (p0 >> 32) ^ c3 ^ k1
        c3 = p0 & MASK
    return ((c0 >> 6 << 26 | c1 >> 6) + 0.5) * UNIT


def second_uniform(q0: int, q1: int, s0: int, s1: int, n: int, m: int) -> float:
    """Give the second uniform at the same address."""
    _, _, c2, c3 = block((n, s0, s1, m), (q0, q1))
    return ((c2 >> 6 << 26 | c3 >> 6) + 0.5) * UNIT


def uniforms(
    seed: int, stream: str | tuple[int, int], *, draw: int, member: int
) -> tuple[float, float]:
    """Look up the two uniforms at an address.

    Parameters
    ----------
    seed : int
        From 0 to 2**64 - 1.
    stream : str or tuple of int
        Such as ``"parameter war_end"``, or its halves as `stream_of` gives them.
    draw, member : int
        From 0 to 2**32 - 1.

    Returns
    -------
    tuple of float
        The first and the second, strictly between 0 and 1.

    Raises
    ------
    UsageError
        If there is no such address.

    Examples
    --------
    >>> uniforms(1, "event war_ends", draw=0, member=17)
    (0.8469771024381288, 0.6060195856045584)
    """
    q0, q1 = _key(seed)
    s0, s1 = stream_of(stream) if isinstance(stream, str) else stream
    for what, word in (("draw", draw), ("member", member)):
        if not 0 <= word <= MASK:
            raise _no_address(what, MASK, word)
    a, b, c, d = block((draw, s0, s1, member), (q0, q1))
    first, second = a >> 6 << 26 | b >> 6, c >> 6 << 26 | d >> 6
    return (first + 0.5) * UNIT, (second + 0.5) * UNIT


def uniform_arrays(
    seed: int,
    stream: str | tuple[int, int],
    *,
    draw: ArrayLike,
    members: ArrayLike,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Look up the two uniforms of many members at once: the same bits.

    Parameters
    ----------
    seed, stream
        As for `uniforms`.
    draw, members : array_like of int
        From 0 to 2**32 - 1; shapes that go together.

    Returns
    -------
    tuple of ndarray
        The first and the second uniforms, each of the common shape.

    Raises
    ------
    UsageError
        If there is no such address.
    """
    import numpy as np  # noqa: PLC0415 - the scalar forms need none

    q0, q1 = _key(seed)
    s0, s1 = stream_of(stream) if isinstance(stream, str) else stream
    c0, c3 = (
        np.array(words, dtype=np.uint64)
        for words in np.broadcast_arrays(
            _words("draw", draw), _words("member", members)
        )
    )
    c1, c2 = np.full_like(c0, s0), np.full_like(c0, s1)
    p0, p1 = np.empty_like(c0), np.empty_like(c0)
    half, mask = np.uint64(32), np.uint64(MASK)
    for k0, k1 in np.array(keys(q0, q1), dtype=np.uint64):
        np.multiply(c0, np.uint64(M0), out=p0)
        np.multiply(c2, np.uint64(M1), out=p1)
        np.right_shift(p1, half, out=c0)
        c0 ^= c1
        c0 ^= k0
        np.right_shift(p0, half, out=c2)
        c2 ^= c3
        c2 ^= k1
        p0 &= mask
        p1 &= mask
        c1, p1 = p1, c1
        c3, p0 = p0, c3

    def unit(a: NDArray[np.uint64], b: NDArray[np.uint64]) -> NDArray[np.float64]:
        a >>= np.uint64(6)
        a <<= np.uint64(26)
        b >>= np.uint64(6)
        a |= b
        return np.asarray((a.astype(np.float64) + 0.5) * UNIT)

    return unit(c0, c1), unit(c2, c3)


def _key(seed: int) -> tuple[int, int]:
    if not 0 <= seed < 1 << 64:
        raise _no_address("seed", (1 << 64) - 1, seed)
    return seed & MASK, seed >> 32


def _words(what: str, numbers: ArrayLike) -> NDArray[np.uint64]:
    import numpy as np  # noqa: PLC0415

    whole = np.asarray(numbers)
    if whole.size and whole.dtype.kind not in "iu":
        raise _no_address(what, MASK, whole.flat[0])
    for end in (whole.min(), whole.max()) if whole.size else ():
        if not 0 <= end <= MASK:
            raise _no_address(what, MASK, end)
    return whole.astype(np.uint64)


def _no_address(what: str, most: int, got: Any) -> Exception:
    from sim.errors import UsageError  # noqa: PLC0415 - many pay, few need it

    return UsageError(f"expected a {what} from 0 to {most}, got {got}")
