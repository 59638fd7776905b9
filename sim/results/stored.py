"""Arrays that stay in a file and are read a column at a time: many members, bounded.

The file holds an array with its first axis fastest, so that what one column holds of
all members stands together. Readers of columns see no difference to an array in
memory; whoever asks for more gets all of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.errors import ResultError
from sim.model import Model
from sim.results.ensemble import rung_slots

__all__ = ["LARGE_ARRAYS", "Span", "Stored", "large_arrays"]

LARGE_ARRAYS = (
    "parameters outcomes readings amounts amounts_at gauges highest final time_on "
    "first_on"
).split()

Span = tuple[int, int]


def large_arrays(model: Model) -> dict[str, tuple[tuple[int, ...], np.dtype[Any]]]:
    """Give the shape of each large array, but for its members, and its kind."""
    slots = rung_slots(model).values()
    rungs = max((slot.stop for slot in slots), default=0)
    sums = (len(model.horizons), len(model.arguments))
    shapes: dict[str, tuple[int, ...]] = {
        "parameters": (len(model.parameters),),
        "outcomes": (len(model.outcomes),),
        "readings": (len(model.readings),),
        "amounts": sums,
        "amounts_at": (len(model.also_rates), *sums),
        "gauges": (len(model.gauges),),
        "highest": (len(model.ladders),),
        "final": (len(model.ladders),),
        "time_on": (rungs,),
        "first_on": (rungs,),
    }
    kinds = {"highest": np.dtype(np.int16), "final": np.dtype(np.int16)}
    number = np.dtype(np.float64)
    return {name: (shapes[name], kinds.get(name, number)) for name in LARGE_ARRAYS}


class Stored(np.lib.mixins.NDArrayOperatorsMixin):
    """An array in a file.

    Parameters
    ----------
    file : Path
    offset : int
        Where its first number stands.
    shape : tuple of int
        Rows first; in the file, a column has room for so many.
    dtype : numpy.dtype
    spans : sequence of tuple, optional
        First and last but one of the rows that count; all unless given.
    owner : object, optional
        What keeps the file there; it lives as long as the array.
    """

    def __init__(
        self,
        file: Path,
        offset: int,
        shape: tuple[int, ...],
        dtype: np.dtype[Any],
        *,
        spans: Sequence[Span] | None = None,
        owner: object = None,
    ) -> None:
        self.file, self.offset, self.dtype, self.owner = file, offset, dtype, owner
        self.room = shape[0]
        self.spans = _together([(0, self.room)] if spans is None else spans)
        self.shape = (sum(b - a for a, b in self.spans), *shape[1:])
        sizes = np.array([1, *shape[1:]][:-1] if shape[1:] else [], dtype=np.int64)
        self._first, self._steps = 0, np.cumprod(sizes).tolist()

    @property
    def ndim(self) -> int:
        """How many axes it has."""
        return len(self.shape)

    @property
    def size(self) -> int:
        """How many numbers it holds."""
        return int(np.prod(self.shape))

    @property
    def unbroken(self) -> bool:
        """Whether every row counts for which there is room."""
        return self.spans == [(0, self.room)]

    def __len__(self) -> int:
        return self.shape[0]

    def __getitem__(self, key: Any) -> Any:
        keys = key if isinstance(key, tuple) else (key,)
        head = keys[0] if keys else slice(None)
        if isinstance(head, slice) and head.step in (None, 1):
            first, last, _ = head.indices(len(self))
            fixed = keys[1:]
            while fixed and isinstance(fixed[0], slice) and fixed[0] == slice(None):
                fixed = fixed[1:]
            plain = all(isinstance(at, int | np.integer) for at in fixed)
            if plain and len(keys) == self.ndim:
                return self._part(first, last, tuple(int(at) for at in fixed))
            return self.rows(first, last)[(slice(None), *keys[1:])]
        return np.asarray(self)[key]

    def rows(self, first: int, last: int) -> NDArray[Any]:
        """Give rows from `first` up to `last`, which is not among them."""
        return self._part(first, last, ())

    def at(self, index: int) -> Stored:
        """Give the array at an index of the second axis, left in the file as well."""
        part = copy(self)
        part.shape = (self.shape[0], *self.shape[2:])
        part._first, part._steps = (
            self._first + index * self._steps[0],
            self._steps[1:],
        )
        return part

    def column_bytes(self, at: int) -> memoryview:
        """Give all of column number `at` as it stands in the file."""
        return self._columns(0, len(self), self._numbers(())[at : at + 1]).data.cast(
            "B"
        )

    def __array__(
        self, dtype: np.dtype[Any] | None = None, copy: bool | None = None
    ) -> NDArray[Any]:
        whole = self.rows(0, len(self))
        return whole if dtype is None else whole.astype(dtype)

    def __array_ufunc__(
        self, ufunc: np.ufunc, method: str, *inputs: Any, **how: Any
    ) -> Any:
        arrays = [np.asarray(x) if isinstance(x, Stored) else x for x in inputs]
        return getattr(ufunc, method)(*arrays, **how)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(np.asarray(self), name)

    def _part(self, first: int, last: int, fixed: tuple[int, ...]) -> NDArray[Any]:
        """Give rows whose last indices are `fixed`."""
        free = self.shape[1 : self.ndim - len(fixed)]
        last = max(first, last)
        values = self._columns(first, last, self._numbers(fixed))
        return values.reshape((last - first, *free), order="F")

    def _numbers(self, fixed: tuple[int, ...]) -> list[int]:
        """Give the numbers of the columns whose last indices are `fixed`."""
        sizes, free = self.shape[1:], self.ndim - 1 - len(fixed)
        numbers = np.array(self._first)
        for size, step in zip(sizes[:free], self._steps[:free], strict=True):
            numbers = np.add.outer(numbers, step * np.arange(size))
        last = zip(fixed, sizes[free:], self._steps[free:], strict=True)
        for index, size, step in last:
            if not -size <= index < size:
                raise IndexError(f"no column {index} among {size}")
            numbers = numbers + index % size * step
        found: list[int] = numbers.reshape(-1, order="F").tolist()
        return found

    def _columns(self, first: int, last: int, numbers: list[int]) -> NDArray[Any]:
        """Read rows of some columns, end to end."""
        rows, size = last - first, self.dtype.itemsize
        whole = np.empty(rows * len(numbers), self.dtype)
        if not whole.size:
            return whole
        room = whole.data.cast("B")
        pieces = _within(self.spans, first, last)
        with self.file.open("rb", buffering=0) as file:
            done = 0
            for column in numbers:
                for start, stop in pieces:
                    file.seek(self.offset + (column * self.room + start) * size)
                    upto = done + (stop - start) * size
                    while done < upto:
                        read = file.readinto(room[done:upto])
                        if not read:
                            raise ResultError(f"{str(self.file)!r} is not whole")
                        done += read
        return whole


def _together(spans: Sequence[Span]) -> list[Span]:
    """Give spans with neighbours joined, and none that is empty."""
    joined: list[Span] = []
    for first, last in spans:
        if joined and joined[-1][1] == first:
            joined[-1] = (joined[-1][0], last)
        elif last > first:
            joined.append((first, last))
    return joined


def _within(spans: Sequence[Span], first: int, last: int) -> list[Span]:
    """Give where rows stand that are number `first` up to `last` of all that count."""
    found, before = [], 0
    for start, stop in spans:
        a, b = max(first - before, 0), min(last - before, stop - start)
        if a < b:
            found.append((start + a, start + b))
        before += stop - start
    return found
