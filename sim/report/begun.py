"""A run begun and not yet finished: its options and its chunks, in a folder beside.

The folder of a run appears when everything stands in it. Until then its options, the
text of the scenario and every finished chunk are in a folder of the same name that ends
in ``.unfinished``; from there the run goes on.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sim.errors import RunError, UsageError
from sim.jobs import ChunkFiles
from sim.report.folder import check_folder, clear_leftovers, parents_of, write_folder
from sim.report.summary import json_bytes

__all__ = ["Begun", "begin_run", "resume_run", "unfinished_of"]

SUFFIX = ".unfinished"
RECORD = "run.json"
FORMAT = 1


def unfinished_of(folder: Path) -> Path:
    """Give the folder in which a run is kept until it is finished."""
    return folder.with_name(folder.name + SUFFIX)


class Begun:
    """A run begun.

    Attributes
    ----------
    folder : Path
        Where its results will stand.
    record : dict
        Everything it was asked for, and the text of its scenario.
    chunks : ChunkFiles
        What is finished of it.
    made : list of Path
        Folders above that were made for it, the nearest first.
    """

    def __init__(
        self, folder: Path, record: dict[str, Any], made: list[Path] | None = None
    ) -> None:
        self.folder, self.record, self.made = folder, record, made or []
        self.place = unfinished_of(folder)
        self.chunks = ChunkFiles(self.place / "chunks")

    def finish(self, files: Mapping[str, bytes | Path], *, force: bool = False) -> None:
        """Write the results, all or none, and take away what they were made from."""
        write_folder(self.folder, files, force=force)
        shutil.rmtree(self.place, ignore_errors=True)


def begin_run(
    folder: Path, record: Mapping[str, Any], *, sim_version: str, force: bool = False
) -> Begun:
    """Begin a run that will be written to `folder`.

    Parameters
    ----------
    record : mapping
        What strict JSON can hold.
    force : bool, default False
        Replace an earlier run, finished or not.

    Raises
    ------
    UsageError
        As `check_folder`, or if an unfinished run is in the way.
    """
    check_folder(folder, force=force)
    place = unfinished_of(folder)
    if (place / RECORD).is_file() and not force:
        raise UsageError(
            f"{str(place)!r} holds an unfinished run; go on with: sim run --resume "
            f"{folder}, or give --force to start again"
        )
    if os.path.lexists(place) and not (place / RECORD).is_file():
        raise UsageError(
            f"{str(place)!r} is in the way; give another folder with --out"
        )
    whole = {"format": FORMAT, "sim": sim_version, **record}
    if place.exists():
        shutil.rmtree(place, ignore_errors=True)
    made = parents_of(place)
    write_folder(place, {RECORD: json_bytes(whole)})
    return Begun(folder, whole, made)


def resume_run(folder: Path, *, sim_version: str) -> Begun:
    """Take up an unfinished run.

    Parameters
    ----------
    folder : Path
        Where its results will stand, or where it is kept until then.

    Raises
    ------
    UsageError
        If there is none, or another version of this package began it.
    """
    if folder.name.endswith(SUFFIX):
        folder = folder.with_name(folder.name.removesuffix(SUFFIX))
    place = unfinished_of(folder)
    file = place / RECORD
    if not file.is_file():
        if (folder / "manifest.json").is_file():
            raise UsageError(f"the run in {str(folder)!r} is finished already")
        raise UsageError(f"there is no unfinished run {str(folder)!r}")
    try:
        record: dict[str, Any] = json.loads(file.read_text("utf-8"))
        begun_by = record["sim"] if record["format"] == FORMAT else "another format"
    except (OSError, ValueError, KeyError, TypeError):
        raise UsageError(f"{str(file)!r} cannot be read; start again") from None
    if begun_by != sim_version:
        raise UsageError(
            f"that run was begun by sim {begun_by}, and this is {sim_version}: "
            "start again, or go on with the version that began it"
        )
    clear_leftovers(folder)
    return Begun(folder, record)


@contextmanager
def alone(begun: Begun) -> Iterator[None]:
    """Make sure that no other process works on the run, until the end of the block.

    Raises
    ------
    UsageError
        If one does.
    """
    with (begun.place / RECORD).open("rb") as file:
        try:
            _lock(file.fileno())
        except OSError:
            raise UsageError(
                f"another process is working on {str(begun.place)!r}"
            ) from None
        yield


def _lock(descriptor: int) -> None:
    """Lock a file until it is closed, also by the end of the process."""
    try:
        import fcntl  # noqa: PLC0415
    except ImportError:  # pragma: no cover - Windows has another
        import msvcrt  # noqa: PLC0415

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        return
    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def kept_or_gone(begun: Begun) -> Iterator[None]:
    """Leave an unfinished run behind only if something of it is finished.

    Whatever ends the block without success: an error, or an interrupt.
    """
    try:
        yield
    except BaseException as error:
        # Where no member can be run there is nothing to go on with.
        if isinstance(error, RunError) or not begun.chunks.count:
            shutil.rmtree(begun.place, ignore_errors=True)
            for path in begun.made:
                with suppress(OSError):
                    path.rmdir()
        raise
