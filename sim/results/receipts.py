"""Receipts of many members: texts to look at, eight bytes each to keep."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

import numpy as np
from numpy.typing import NDArray

from sim.streams import receipt_text

__all__ = ["Receipts", "receipt_lines"]


class Receipts(Sequence[str]):
    """A sequence of receipts.

    Parameters
    ----------
    sums : ndarray of uint32, shape (members, 2)
        The two sums of each.

    Examples
    --------
    >>> Receipts(np.array([[1, 255]], dtype=np.uint32))
    Receipts of 1: 00000001000000ff
    """

    def __init__(self, sums: NDArray[np.uint32]) -> None:
        self.sums = sums

    def __len__(self) -> int:
        return len(self.sums)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Receipts: ...
    def __getitem__(self, at: int | slice) -> str | Receipts:
        if isinstance(at, slice):
            return Receipts(self.sums[at])
        h1, h2 = self.sums[at].tolist()
        return receipt_text(h1, h2)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Receipts):
            return np.array_equal(self.sums, other.sums)
        if isinstance(other, Sequence):
            return len(self) == len(other) and all(
                ours == theirs for ours, theirs in zip(self, other, strict=True)
            )
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        more = ", ..." if len(self) > 3 else ""
        return f"Receipts of {len(self)}: {', '.join(self[:3])}{more}"


def receipt_lines(receipts: Sequence[str]) -> bytes:
    r"""Give receipts a line each, without one after the last: for a digest of all.

    Examples
    --------
    >>> receipt_lines(Receipts(np.array([[1, 255], [2, 0]], dtype=np.uint32)))
    b'00000001000000ff\n0000000200000000'
    """
    if not isinstance(receipts, Receipts):
        return "\n".join(receipts).encode()
    digits = receipts.sums.astype(">u4").tobytes().hex().encode()
    lines = np.full((len(receipts), 17), ord("\n"), dtype=np.uint8)
    lines[:, :16] = np.frombuffer(digits, dtype=np.uint8).reshape(-1, 16)
    return lines.tobytes()[:-1]
