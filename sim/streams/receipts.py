"""A short digest of a path, so that two engines can be compared at a glance.

Two 32-bit sums in the manner of FNV-1a, with 32-bit multiplications only, so that every
engine can keep them. It is no seal against forgery, only against difference.
"""

from __future__ import annotations

import struct

__all__ = ["float_words", "mix", "receipt_text"]

MASK = 0xFFFFFFFF
PRIMES = (0x01000193, 0x85EBCA6B)
NAN_WORDS = (0, 0x7FF80000)


def mix(h1: int, h2: int, word: int) -> tuple[int, int]:
    """Stir one word of 32 bits into the two sums, which start at 1 and 1."""
    return ((h1 ^ word) * PRIMES[0]) & MASK, ((h2 ^ word) * PRIMES[1] + 1) & MASK


def float_words(x: float) -> tuple[int, int]:
    """Give the low and the high half of a float's bits; -0.0 counts as 0.0.

    Every nan counts as one: processors differ in the sign of ``inf - inf``.

    Examples
    --------
    >>> [hex(word) for word in float_words(1.0)]
    ['0x0', '0x3ff00000']
    """
    if x != x:  # noqa: PLR0124 - nan is not itself
        return NAN_WORDS
    bits: int = struct.unpack("<Q", struct.pack("<d", x + 0.0))[0]
    return bits & MASK, bits >> 32


def receipt_text(h1: int, h2: int) -> str:
    """Write the two sums as 16 hexadecimal digits."""
    return f"{h1:08x}{h2:08x}"
