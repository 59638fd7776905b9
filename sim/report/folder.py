"""The folder of a run, written whole or not at all."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Literal

from sim.analysis import Dependence
from sim.errors import UsageError
from sim.report.manifest import manifest_of
from sim.report.members import columns_of, members_csv, members_npz
from sim.report.summary import json_bytes, summary_of
from sim.results import Ensemble
from sim.scenario import Scenario

__all__ = ["TABLES", "check_folder", "run_files", "write_folder"]

TABLES = ("csv", "npz", "none")
MANIFEST = "manifest.json"


def run_files(
    scenario: Scenario,
    ensemble: Ensemble,
    *,
    sim_version: str,
    table: Literal["csv", "npz", "none"] = "csv",
    pictures: Mapping[str, bytes] | None = None,
    options: Mapping[str, Any] | None = None,
    times: Mapping[str, Any] | None = None,
    dependence: Dependence | None = None,
    exact: Sequence[Mapping[str, Any]] = (),
) -> dict[str, bytes]:
    """Give every file of a run's folder, by name.

    Parameters
    ----------
    table : {"csv", "npz", "none"}
        The form of the table of members.
    pictures : mapping from str to bytes, optional
        Files of pictures, as `sim.plots.picture_files` gives them.
    options, times, sim_version
        As for `manifest_of`.
    dependence : Dependence, optional
        As `assumptions_of` gives it, where it is at hand already.
    exact : sequence of mapping, optional
        Exact answers beside the sampled ones, as `exact_record` gives them.
    """
    summary = summary_of(scenario, ensemble, dependence=dependence)
    if exact:
        summary["exact"] = list(exact)
    files = {"summary.json": json_bytes(summary)} | dict(pictures or {})
    columns = columns_of(scenario, ensemble) if table == "csv" else ()
    if table == "csv":
        files["members.csv"] = members_csv(columns, members=len(ensemble))
    elif table == "npz":
        files["members.npz"] = members_npz(ensemble)
    manifest = manifest_of(
        scenario,
        ensemble,
        columns=columns,
        files=files,
        options={"table": table} | dict(options or {}),
        times=times or {},
        sim_version=sim_version,
    )
    return {MANIFEST: json_bytes(manifest)} | files


def check_folder(folder: Path, *, force: bool = False) -> None:
    """Say early whether a run may be written to `folder`.

    Raises
    ------
    UsageError
        If there is something in the way: a file, a folder that holds something (unless
        `force` is given and it is the folder of a run), or no folder to put it in.
    """
    if not os.path.lexists(folder):
        for parent in folder.absolute().parents:
            if parent.is_dir():
                return
            if os.path.lexists(parent):
                what = f"cannot make {str(folder)!r}: {str(parent)!r} is not a folder"
                raise UsageError(what)
        return
    if folder.is_symlink() or not folder.is_dir():
        raise UsageError(f"cannot write to {str(folder)!r}: it is not a folder")
    if not any(folder.iterdir()):
        return
    if not force:
        raise UsageError(
            f"{str(folder)!r} exists already; give --force to replace it, "
            "or another folder with --out"
        )
    if not (folder / MANIFEST).is_file():
        raise UsageError(
            f"{str(folder)!r} is not the folder of a run (it has no {MANIFEST}), "
            "so even --force does not replace it; give another folder with --out"
        )


def write_folder(
    folder: Path, files: Mapping[str, bytes], *, force: bool = False
) -> None:
    """Write files into a new folder, all of them or none.

    They are written beside it first; only when every one stands there is the folder
    given its name. What goes wrong before, an interruption too, leaves nothing behind.

    Parameters
    ----------
    folder : Path
        Made with the folders above it.
    files : mapping from str to bytes
    force : bool, default False
        Replace the folder of an earlier run.

    Raises
    ------
    UsageError
        As `check_folder`, or if the folder cannot be written.
    """
    check_folder(folder, force=force)
    try:
        with _parents(folder), _beside(folder, "part") as part:
            for name, content in files.items():
                (part / name).write_bytes(content)
            if folder.exists():
                with _beside(folder, "old") as old:
                    _swap(folder, part, old)
            else:
                part.rename(folder)
    except OSError as error:
        what = (error.strerror or "it cannot be written").lower()
        raise UsageError(f"cannot write {str(folder)!r}: {what}") from None


def _swap(folder: Path, part: Path, old: Path) -> None:
    """Put `part` in the place of `folder`; put that back if it does not work."""
    put_away = old / "run"
    folder.rename(put_away)
    try:
        part.rename(folder)
    except BaseException:
        put_away.rename(folder)
        raise


@contextmanager
def _parents(folder: Path) -> Iterator[None]:
    """Make the folders above; take them away again if nothing comes of it."""
    missing = [path for path in folder.absolute().parents if not path.exists()]
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        for path in missing:
            with suppress(OSError):
                path.rmdir()
        raise


@contextmanager
def _beside(folder: Path, suffix: str) -> Iterator[Path]:
    """Make a passing folder next to `folder`, and take it away in the end."""
    for number in itertools.count():
        path = folder.with_name(f".{folder.name}.{os.getpid()}.{number}.{suffix}")
        try:
            path.mkdir()
        except FileExistsError:
            continue
        break
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)
