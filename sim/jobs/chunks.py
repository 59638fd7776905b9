"""Finished chunks on disk: whole or not there, whatever ends the process."""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from sim.errors import ResultError
from sim.jobs.planning import Chunk
from sim.model import Model
from sim.results import (
    LARGE_ARRAYS,
    Archive,
    Ensemble,
    join_ensembles,
    large_arrays,
    read_ensemble,
    without_arrays,
    write_ensemble,
)

__all__ = ["ChunkFiles", "passing_files"]

IN_MEMORY = 20_000
"""Members whose arrays are held in memory; those of more are read from disk."""


class ChunkFiles:
    """The chunks of one run, a file each, in a folder.

    A chunk is written beside its name, brought to the disk, and only then given its
    name: a process that is killed, or a machine that stops, leaves no half of one.

    Of many members, the large arrays of a chunk go straight to their place in one file
    for all, `archive`; the chunk's own file then holds the rest and a sum over its
    rows. That file is left to the system to bring to the disk: rows which are not
    there after a power cut have another sum, and the chunk is run again.

    Parameters
    ----------
    folder : Path
        Made if it is not there.
    owner : object, optional
        What keeps the folder there; it lives as long as an ensemble that reads it.
    """

    def __init__(self, folder: Path, *, owner: object = None) -> None:
        self.folder, self.owner = folder, owner
        folder.mkdir(exist_ok=True)
        self.archive = folder.parent / "members.npz"
        self._chunks: Sequence[Chunk] = ()
        self._large: Archive | None = None

    def plan(self, model: Model, chunks: Sequence[Chunk]) -> None:
        """Get ready for these chunks."""
        self._chunks = chunks
        members = sum(map(len, chunks))
        if members > IN_MEMORY:
            self._large = Archive(self.archive, members, large_arrays(model))

    def has(self, at: int) -> bool:
        """Whether chunk number `at` is finished; one that is not whole is put away."""
        file = self._file(at)
        if not file.is_file():
            return False
        try:
            with zipfile.ZipFile(file) as archive:
                whole = archive.testzip() is None
                told = archive.comment.decode()
            if whole and told == self._sum_of(at):
                return True
        except (OSError, ValueError, ResultError, zipfile.BadZipFile):
            pass
        file.unlink(missing_ok=True)
        return False

    @property
    def count(self) -> int:
        """How many are finished."""
        return sum(1 for _ in self.folder.glob("*.npz"))

    def write(self, at: int, part: Ensemble) -> None:
        """Keep a finished chunk."""
        file = self._file(at)
        beside = file.with_suffix(".part")
        total = ""
        if self._large:
            arrays = {name: getattr(part, name) for name in LARGE_ARRAYS}
            total = f"{self._large.write(self._first(at), arrays):08x}"
            part = without_arrays(part)
        with beside.open("wb") as stream:
            write_ensemble(stream, part, compress=False, comment=total)
            stream.flush()
            if not self._large:
                os.fsync(stream.fileno())
        beside.replace(file)

    def read(self, at: int, model: Model) -> Ensemble:
        """Give a finished chunk; of many members, without its large arrays.

        Raises
        ------
        ResultError
            If the file is not whole, or of another model.
        """
        return read_ensemble(self._file(at), model)

    def joined(self, model: Model) -> Ensemble:
        """Give all chunks as one ensemble; of many members, with arrays on disk.

        Raises
        ------
        ResultError
            If a file is not whole, or of another model.
        """
        parts = [
            replace(self.read(at, model), engine=chunk.engine)
            for at, chunk in enumerate(self._chunks)
        ]
        whole = join_ensembles(parts)
        if self._large is None:
            return whole
        firsts = map(self._first, range(len(parts)))
        spans = [
            (first, first + len(part))
            for first, part in zip(firsts, parts, strict=True)
        ]
        return replace(whole, **self._large.stored(spans, self.owner))  # type: ignore[arg-type]

    def _first(self, at: int) -> int:
        """Give the row of a chunk's first member."""
        return self._chunks[at].first - self._chunks[0].first

    def _sum_of(self, at: int) -> str:
        """Give the sum over a chunk's rows as they stand on disk."""
        if self._large is None:
            return ""
        with np.load(self._file(at), allow_pickle=False) as kept:
            rows = len(kept["members"])
        return f"{self._large.sum_of(self._first(at), rows):08x}"

    def _file(self, at: int) -> Path:
        return self.folder / f"{at:08}.npz"


class _Passing:
    """A folder that is gone when nobody holds this any more."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="sim-"))
        weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)


def passing_files() -> ChunkFiles:
    """Give files in a folder that is gone when nobody reads an ensemble from it."""
    passing = _Passing()
    return ChunkFiles(passing.folder / "chunks", owner=passing)
