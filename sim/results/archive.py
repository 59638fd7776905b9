"""A large ``.npz`` file that is filled part by part, each number written once.

It is laid out before anything is run: every large array has its place, its first axis
fastest, so that the rows of a part can be written where they belong in the end. When
all parts are there the small arrays come behind, and what makes it an archive.
"""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from sim.results.stored import Span, Stored

__all__ = ["Archive", "append_arrays", "stored_arrays"]

PIECE = 1 << 22
MADE = (1980, 1, 1, 0, 0, 0)
"""The hour in every entry: the same bytes for the same arrays."""


class Archive:
    """The large arrays of so many members in one file.

    Parameters
    ----------
    file : Path
        Made, with room for everything, unless it is there.
    members : int
    arrays : mapping from str to tuple
        The shape of each array, but for its members, and its kind.
    """

    def __init__(
        self,
        file: Path,
        members: int,
        arrays: Mapping[str, tuple[tuple[int, ...], np.dtype[Any]]],
    ) -> None:
        self.file, self.members = file, members
        self.arrays: dict[str, Stored] = {}
        self._heads: dict[str, bytes] = {}
        self._entries: dict[str, zipfile.ZipInfo] = {}
        at = 0
        for name, (tail, dtype) in arrays.items():
            shape = (members, *tail)
            head = _array_header(shape, dtype)
            entry = zipfile.ZipInfo(f"{name}.npy", date_time=MADE)
            entry.header_offset, entry.external_attr = at, 0o600 << 16
            entry.file_size = len(head) + int(np.prod(shape)) * dtype.itemsize
            entry.compress_size, entry.CRC = entry.file_size, 0
            at += len(entry.FileHeader(zip64=True)) + len(head)
            self._heads[name], self._entries[name] = head, entry
            self.arrays[name] = Stored(file, at, shape, dtype)
            at += int(np.prod(shape)) * dtype.itemsize
        self.end = at
        if not file.exists():
            with file.open("wb") as stream:
                stream.truncate(at)

    def write(self, first: int, arrays: Mapping[str, NDArray[Any]]) -> int:
        """Write rows from `first` on; give the sum by which they are known again."""
        total = 0
        with self.file.open("r+b", buffering=0) as stream:
            for name, stored in self.arrays.items():
                array = arrays[name]
                rows, size = len(array), stored.dtype.itemsize
                wide = int(np.prod(stored.shape[1:]))
                columns = np.asfortranarray(array, dtype=stored.dtype).reshape(
                    (rows, wide), order="F"
                )
                for at in range(columns.shape[1]):
                    content = columns[:, at].data.cast("B")
                    total = zlib.crc32(content, total)
                    stream.seek(stored.offset + (at * self.members + first) * size)
                    while content:
                        content = content[stream.write(content) :]
        return total

    def sum_of(self, first: int, rows: int) -> int:
        """Give the sum of rows that stand here: what `write` gave, if all is whole."""
        total = 0
        for stored in self.arrays.values():
            wide = int(np.prod(stored.shape[1:]))
            part = stored.rows(first, first + rows).reshape((rows, wide), order="F")
            for at in range(part.shape[1]):
                total = zlib.crc32(part[:, at].data.cast("B"), total)
        return total

    def stored(self, spans: Sequence[Span], owner: object = None) -> dict[str, Stored]:
        """Give the arrays, with those rows that count."""
        return {
            name: Stored(
                self.file,
                stored.offset,
                (self.members, *stored.shape[1:]),
                stored.dtype,
                spans=spans,
                owner=owner,
            )
            for name, stored in self.arrays.items()
        }

    def seal(self, rest: Mapping[str, NDArray[Any]]) -> None:
        """Put the other arrays behind, and make the file an archive."""
        with self.file.open("r+b") as stream:
            for name, entry in self._entries.items():
                stored = self.arrays[name]
                length = len(entry.FileHeader(zip64=True))
                stream.seek(entry.header_offset + length)
                stream.write(self._heads[name])
                entry.CRC = zlib.crc32(self._heads[name])
                left = stored.size * stored.dtype.itemsize
                while left:
                    piece = stream.read(min(left, PIECE))
                    entry.CRC = zlib.crc32(piece, entry.CRC)
                    left -= len(piece)
                stream.seek(entry.header_offset)
                stream.write(entry.FileHeader(zip64=True))
            stream.seek(0)
            with zipfile.ZipFile(stream, "w") as archive:
                for entry in self._entries.values():
                    archive.filelist.append(entry)
                    archive.NameToInfo[entry.filename] = entry
                archive.start_dir = self.end
                append_arrays(archive, rest, zipfile.ZIP_STORED)
            stream.truncate()


def append_arrays(
    archive: zipfile.ZipFile, arrays: Mapping[str, Any], kind: int
) -> None:
    """Write arrays into an archive; what is stored elsewhere, a column at a time."""
    for name, array in arrays.items():
        # Not np.savez: it writes the hour of the day into the file.
        entry = zipfile.ZipInfo(f"{name}.npy", date_time=MADE)
        entry.compress_type = kind
        with archive.open(entry, "w", force_zip64=True) as part:
            if isinstance(array, Stored):
                part.write(_array_header(array.shape, array.dtype))
                for at in range(int(np.prod(array.shape[1:]))):
                    part.write(array.column_bytes(at))
            else:
                np.lib.format.write_array(part, array, allow_pickle=False)


def stored_arrays(file: Path, names: Sequence[str]) -> Iterator[tuple[str, Stored]]:
    """Give those arrays of an archive that can be read a column at a time.

    Raises
    ------
    OSError, ValueError, zipfile.BadZipFile
        If it is no archive of arrays.
    """
    with zipfile.ZipFile(file) as archive, file.open("rb") as stream:
        for name in names:
            entry = archive.getinfo(f"{name}.npy")
            if entry.compress_type != zipfile.ZIP_STORED:
                continue
            stream.seek(entry.header_offset + 26)  # the lengths of its name and more
            lengths = np.frombuffer(stream.read(4), "<u2")
            stream.seek(int(lengths.sum()), os.SEEK_CUR)
            shape, fortran, dtype = _read_header(stream)
            if fortran or len(shape) < 2:
                yield name, Stored(file, stream.tell(), shape, dtype)


def _array_header(shape: tuple[int, ...], dtype: np.dtype[Any]) -> bytes:
    stream = io.BytesIO()
    told = {
        "descr": np.lib.format.dtype_to_descr(dtype),
        "fortran_order": True,
        "shape": shape,
    }
    np.lib.format.write_array_header_1_0(stream, told)
    return stream.getvalue()


def _read_header(stream: IO[bytes]) -> tuple[tuple[int, ...], bool, np.dtype[Any]]:
    version = np.lib.format.read_magic(stream)
    if version != (1, 0):
        raise ValueError(f"an array of format {version}")
    header: tuple[tuple[int, ...], bool, np.dtype[Any]]
    header = np.lib.format.read_array_header_1_0(stream)
    return header
