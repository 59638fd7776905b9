"""Ensembles as plain arrays by name, to be kept in a file, and back again.

Nothing is pickled: texts are arrays of text, and what is ragged is kept end to end
with the places where each member ends. The model is kept elsewhere.
"""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from sim.errors import ResultError
from sim.model import Model
from sim.results.archive import Archive, append_arrays, stored_arrays
from sim.results.ensemble import Ensemble, rung_slots
from sim.results.paths import Failure, Paths, Staircases
from sim.results.receipts import Receipts
from sim.results.stored import LARGE_ARRAYS, Stored, large_arrays

__all__ = [
    "arrays_of",
    "bytes_of",
    "ensemble_of",
    "read_ensemble",
    "write_ensemble",
    "write_large",
]

FORMAT = 1
BLOCK = 20_000
"""Rows that are copied at a time."""

PLAIN = (
    "members parameters outcomes readings amounts gauges highest final time_on "
    "first_on times counts firings levels amounts_at"
).split()
Arrays = dict[str, NDArray[Any]]


def arrays_of(ensemble: Ensemble) -> Arrays:
    """Give everything that an ensemble holds, but its model, as arrays by name.

    Nor does it say which engine ran it: the numbers do not depend on it.

    Axes are named by the texts ``parameter_names``, ``outcome_names`` and so on.
    """
    model = ensemble.model
    names = {
        "parameter_names": [item.name for item in model.parameters],
        "outcome_names": [item.name for item in model.outcomes],
        "argument_names": [item.name for item in model.arguments],
        "gauge_names": [item.name for item in model.gauges],
        "ladder_names": [item.name for item in model.ladders],
        "rung_names": [
            f"{name}.{rung}"
            for name in rung_slots(model)
            for rung in model.ladder(name).rungs
        ],
        "clock_names": [clock.name for clock in model.clocks],
    }
    arrays: Arrays = {name: getattr(ensemble, name) for name in PLAIN}
    arrays["format"] = np.array(FORMAT)
    arrays["seed"] = np.array(ensemble.seed, dtype=np.uint64)
    arrays["receipts"] = _sums(ensemble)
    arrays["horizons"] = np.array(model.horizons, dtype=np.float64)
    arrays |= {name: np.array(texts, dtype=np.str_) for name, texts in names.items()}
    arrays["failed_members"] = np.array(
        [failure.member for failure in ensemble.failures], dtype=np.int64
    )
    arrays["failed_why"] = np.array(
        [failure.message for failure in ensemble.failures], dtype=np.str_
    )
    for name, stairs in ensemble.staircases.items():
        arrays |= _stairs(f"staircase {name}", stairs)
    paths = ensemble.paths
    if len(paths):
        arrays["path_ends"], arrays["path_times"] = paths.ends, paths.times
        arrays["path_clocks"] = paths.clocks
        for name, stairs in paths.moves.items():
            arrays |= _stairs(f"path {name}", stairs)
    return arrays


def ensemble_of(model: Model, arrays: Mapping[str, NDArray[Any]]) -> Ensemble:
    """Give the ensemble that `arrays_of` took apart.

    Raises
    ------
    ResultError
        If the arrays are not those of an ensemble of this model.
    """
    try:
        if int(arrays["format"]) != FORMAT:
            raise ResultError(f"expected arrays of format {FORMAT}")
        names = arrays["ladder_names"].tolist(), arrays["outcome_names"].tolist()
        known = [x.name for x in model.ladders], [x.name for x in model.outcomes]
        if names != known:
            raise ResultError("these are results of another model")
        return Ensemble(
            model=model,
            seed=int(arrays["seed"]),
            receipts=Receipts(arrays["receipts"]),
            staircases=_all_stairs("staircase ", arrays),
            paths=Paths(
                arrays["path_ends"],
                arrays["path_times"],
                arrays["path_clocks"],
                _all_stairs("path ", arrays),
            )
            if "path_ends" in arrays
            else Paths.of_none(),
            failures=tuple(
                Failure(int(member), str(why))
                for member, why in zip(
                    arrays["failed_members"], arrays["failed_why"], strict=True
                )
            ),
            **{name: arrays[name] for name in PLAIN},  # type: ignore[arg-type]
        )
    except KeyError as error:
        raise ResultError(f"expected the arrays of an ensemble, no {error}") from None


def write_ensemble(
    file: Path | BinaryIO,
    ensemble: Ensemble,
    *,
    compress: bool = True,
    comment: str = "",
    about: str = "",
) -> None:
    """Write an ensemble as an ``.npz`` file: the same bytes for the same ensemble.

    What it is `about`, if it is said, stands in the file as one more array, of text.
    """
    kind = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
    with zipfile.ZipFile(file, "w", compression=kind, compresslevel=1) as archive:
        append_arrays(archive, arrays_of(ensemble) | _said(about), kind)
        archive.comment = comment.encode()


def write_large(file: Path, ensemble: Ensemble, *, about: str = "") -> Path:
    """Write an ensemble whose large arrays need not be in memory.

    The same bytes wherever they are. If they stand in an `Archive` at `file` already,
    and none of its members is missing, only the rest is written.

    Returns
    -------
    Path
        `file`, or one beside it if members are missing in an archive that stands there.
    """
    arrays: dict[str, Any] = arrays_of(ensemble) | _said(about)
    shapes = large_arrays(ensemble.model)
    large = {name: arrays.pop(name) for name in shapes}
    there = all(
        isinstance(array, Stored) and array.file == file and array.unbroken
        for array in large.values()
    )
    if there:
        Archive(file, len(ensemble), shapes).seal(arrays)
        return file
    target = file.with_name(f"whole {file.name}") if file.exists() else file
    target.unlink(missing_ok=True)
    archive = Archive(target, len(ensemble), shapes)
    for first in range(0, len(ensemble), BLOCK):
        last = min(first + BLOCK, len(ensemble))
        archive.write(first, {name: array[first:last] for name, array in large.items()})
    archive.seal(arrays)
    return target


def read_ensemble(file: Path, model: Model, *, lazily: bool = False) -> Ensemble:
    """Read what `write_ensemble` wrote.

    Parameters
    ----------
    lazily : bool, default False
        Leave large arrays in the file, if `write_large` wrote it, and read them a
        column at a time; it must stay where it is.

    Raises
    ------
    ResultError
        If the file is none, or not whole, or of another model.
    """
    try:
        stored: dict[str, Any] = {}
        if lazily:
            stored = dict(stored_arrays(file, LARGE_ARRAYS))
        with (
            file.open("rb") as stream,
            np.load(stream, allow_pickle=False) as kept,
        ):
            rest = {name: kept[name] for name in kept.files if name not in stored}
            return ensemble_of(model, rest | stored)
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        what = f"{os.fspath(file)!r} holds no whole ensemble: {error}"
        raise ResultError(what) from None


def bytes_of(ensemble: Ensemble, *, compress: bool = True, about: str = "") -> bytes:
    """Give an ensemble as the bytes of an ``.npz`` file."""
    file = io.BytesIO()
    write_ensemble(file, ensemble, compress=compress, about=about)
    return file.getvalue()


def _said(about: str) -> dict[str, Any]:
    return {"about": np.array(about)} if about else {}


def _sums(ensemble: Ensemble) -> NDArray[np.uint32]:
    if isinstance(ensemble.receipts, Receipts):
        return ensemble.receipts.sums
    halves = [[int(text[:8], 16), int(text[8:], 16)] for text in ensemble.receipts]
    return np.array(halves, dtype=np.uint32).reshape(-1, 2)


def _stairs(name: str, stairs: Staircases) -> Arrays:
    return {
        f"{name} ends": stairs.ends,
        f"{name} times": stairs.times,
        f"{name} rungs": stairs.rungs,
    }


def _all_stairs(
    prefix: str, arrays: Mapping[str, NDArray[Any]]
) -> dict[str, Staircases]:
    names = [
        name.removeprefix(prefix).removesuffix(" ends")
        for name in arrays
        if name.startswith(prefix) and name.endswith(" ends")
    ]
    return {
        name: Staircases(
            *(arrays[f"{prefix}{name} {part}"] for part in ("ends", "times", "rungs"))
        )
        for name in names
    }
