"""Finished chunks on disk: whole or not there, whatever ends the process."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from sim.jobs.planning import Chunk
from sim.model import Model
from sim.results import (
    Ensemble,
    StoredArrays,
    join_ensembles,
    read_ensemble,
    write_ensemble,
)

__all__ = ["ChunkFiles"]

IN_MEMORY = 100_000
"""Members whose arrays are held in memory; those of more are read from disk."""


class ChunkFiles:
    """The chunks of one run, a file each, in a folder.

    A chunk is written beside its name, brought to the disk, and only then given its
    name: a process that is killed, or a machine that stops, leaves no half of one.

    Parameters
    ----------
    folder : Path
        Made if it is not there.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)

    def has(self, at: int) -> bool:
        """Whether chunk number `at` is finished; one that is not whole is put away."""
        file = self._file(at)
        if not file.is_file():
            return False
        try:
            with zipfile.ZipFile(file) as archive:
                if archive.testzip() is None:
                    return True
        except (OSError, zipfile.BadZipFile):
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
        with beside.open("wb") as stream:
            write_ensemble(stream, part, compress=False)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(file)

    def read(self, at: int, model: Model) -> Ensemble:
        """Give a finished chunk.

        Raises
        ------
        ResultError
            If the file is not whole, or of another model.
        """
        return read_ensemble(self._file(at), model)

    def joined(self, model: Model, chunks: Sequence[Chunk]) -> Ensemble:
        """Give all chunks as one ensemble; of many members, with arrays on disk.

        Raises
        ------
        ResultError
            If a file is not whole, or of another model.
        """
        parts = (
            replace(self.read(at, model), engine=chunk.engine)
            for at, chunk in enumerate(chunks)
        )
        if sum(map(len, chunks)) <= IN_MEMORY:
            return join_ensembles(list(parts))
        rows = 0
        for at in range(len(chunks)):
            with np.load(self._file(at), allow_pickle=False) as kept:
                rows += len(kept["members"])
        arrays = StoredArrays(self.folder.parent / "arrays", rows)
        return arrays.whole(join_ensembles([arrays.add(part) for part in parts]))

    def _file(self, at: int) -> Path:
        return self.folder / f"{at:08}.npz"
