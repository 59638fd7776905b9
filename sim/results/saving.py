"""Ensembles as plain arrays by name, to be kept in a file, and back again.

Nothing is pickled: texts are arrays of text, and what is ragged is kept end to end
with the places where each member ends. The model is kept elsewhere.
"""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from sim.errors import ResultError
from sim.model import Model
from sim.results.ensemble import Ensemble, rung_slots
from sim.results.paths import Failure, Paths, Staircases
from sim.results.receipts import Receipts
from sim.results.stored import Stored

__all__ = [
    "arrays_of",
    "bytes_of",
    "ensemble_of",
    "read_ensemble",
    "write_ensemble",
]

FORMAT = 1
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
    file: Path | BinaryIO, ensemble: Ensemble, *, compress: bool = True
) -> None:
    """Write an ensemble as an ``.npz`` file: the same bytes for the same ensemble."""
    kind = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
    with zipfile.ZipFile(file, "w", compression=kind, compresslevel=1) as archive:
        arrays: dict[str, Any] = dict(arrays_of(ensemble))
        for name, array in arrays.items():
            # Not np.savez: it writes the hour of the day into the file.
            entry = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = kind
            with archive.open(entry, "w", force_zip64=True) as part:
                if isinstance(array, Stored):
                    _copy(array, part)
                else:
                    np.lib.format.write_array(part, array, allow_pickle=False)


def read_ensemble(file: Path, model: Model) -> Ensemble:
    """Read what `write_ensemble` wrote.

    Raises
    ------
    ResultError
        If the file is none, or not whole, or of another model.
    """
    try:
        with (
            file.open("rb") as stream,
            np.load(stream, allow_pickle=False) as kept,
        ):
            return ensemble_of(model, {name: kept[name] for name in kept.files})
    except (OSError, ValueError, EOFError, zipfile.BadZipFile) as error:
        what = f"{os.fspath(file)!r} holds no whole ensemble: {error}"
        raise ResultError(what) from None


def bytes_of(ensemble: Ensemble, *, compress: bool = True) -> bytes:
    """Give an ensemble as the bytes of an ``.npz`` file."""
    file = io.BytesIO()
    write_ensemble(file, ensemble, compress=compress)
    return file.getvalue()


def _copy(array: Stored, part: IO[bytes]) -> None:
    """Copy an array from its file, piece by piece."""
    header = {
        "descr": np.lib.format.dtype_to_descr(array.dtype),
        "fortran_order": True,
        "shape": array.shape,
    }
    np.lib.format.write_array_header_1_0(part, header)
    with array.file.open("rb") as file:
        shutil.copyfileobj(file, part, 1 << 20)


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
