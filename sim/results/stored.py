"""Large arrays on disk, read a column at a time: a million members in bounded memory.

A file holds an array with its first axis fastest, so that what one column holds of all
members stands together. Readers of columns see no difference to an array in memory.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.results.ensemble import Ensemble

__all__ = ["LARGE_ARRAYS", "Stored", "StoredArrays"]

LARGE_ARRAYS = (
    "parameters outcomes readings amounts amounts_at gauges highest final time_on "
    "first_on"
).split()


class Stored:
    """An array in a file of its own.

    Parameters
    ----------
    file : Path
    shape : tuple of int
        Members first.
    dtype : numpy.dtype
    """

    def __init__(
        self, file: Path, shape: tuple[int, ...], dtype: np.dtype[Any]
    ) -> None:
        self.file, self.shape, self.dtype = file, shape, dtype

    @property
    def ndim(self) -> int:
        """How many axes it has."""
        return len(self.shape)

    def __len__(self) -> int:
        return self.shape[0]

    def __getitem__(self, key: Any) -> Any:
        keys = key if isinstance(key, tuple) else (key,)
        whole = sum(1 for part in keys if part == slice(None))
        fixed = keys[whole:]
        plain = all(isinstance(part, int) and part >= 0 for part in fixed)
        if not whole or whole + len(fixed) != self.ndim or not plain:
            return np.asarray(self)[key]
        free = self.shape[:whole]
        count = int(np.prod(free))
        values = self._read(_place(self.shape[whole:], fixed) * count, count)
        return values.reshape(free, order="F")

    def __array__(
        self, dtype: np.dtype[Any] | None = None, copy: bool | None = None
    ) -> NDArray[Any]:
        whole = self._read(0, int(np.prod(self.shape))).reshape(self.shape, order="F")
        return whole if dtype is None else whole.astype(dtype)

    def _read(self, first: int, count: int) -> NDArray[Any]:
        offset = first * self.dtype.itemsize
        return np.fromfile(self.file, self.dtype, count=count, offset=offset)


def _place(shape: tuple[int, ...], at: tuple[int, ...]) -> int:
    """Give the number of a column whose first axis is fastest."""
    place = 0
    for size, index in zip(reversed(shape), reversed(at), strict=True):
        place = place * size + index
    return place


class StoredArrays:
    """The large arrays of an ensemble on their way to disk, part after part.

    Parameters
    ----------
    folder : Path
        Made if it is not there.
    members : int
        Rows in all parts together.
    """

    def __init__(self, folder: Path, members: int) -> None:
        self.folder, self.members, self.done = folder, members, 0
        folder.mkdir(exist_ok=True)
        self.arrays: dict[str, Stored] = {}

    def add(self, part: Ensemble) -> Ensemble:
        """Put the rows of a part in their place; give the part without them."""
        rows = len(part)
        for name in LARGE_ARRAYS:
            array: NDArray[Any] = getattr(part, name)
            if name not in self.arrays:
                shape = (self.members, *array.shape[1:])
                self.arrays[name] = Stored(self.folder / name, shape, array.dtype)
                self.arrays[name].file.write_bytes(b"")
            stored = self.arrays[name]
            columns = array.reshape(rows, int(np.prod(array.shape[1:])), order="F")
            with stored.file.open("r+b") as file:
                for at in range(columns.shape[1]):
                    start = at * self.members + self.done
                    file.seek(start * array.dtype.itemsize)
                    file.write(np.ascontiguousarray(columns[:, at]).data)
        self.done += rows
        bare = {
            name: np.empty((rows, *(0 for _ in getattr(part, name).shape[1:])))
            for name in LARGE_ARRAYS
        }
        return replace(part, **bare)  # type: ignore[arg-type]

    def whole(self, bare: Ensemble) -> Ensemble:
        """Give an ensemble of all parts its large arrays."""
        return replace(bare, **self.arrays)  # type: ignore[arg-type]
