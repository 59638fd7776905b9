"""The folder of a run, written whole or not at all."""

from __future__ import annotations

import glob
import itertools
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Literal

from sim.analysis import ActorLedger, ClaimResult, Dependence, OutcomeSummary
from sim.errors import UsageError
from sim.report.arrow import members_parquet, write_parquet
from sim.report.footer import footer_line
from sim.report.manifest import digest, manifest_of
from sim.report.members import columns_of, members_csv, write_csv
from sim.report.names import line_of
from sim.report.summary import json_bytes, summary_of
from sim.report.wrapping import wrapped
from sim.results import Ensemble, blocks_of, bytes_of, value_columns, write_large
from sim.scenario import Scenario
from sim.texts import LANGUAGES

__all__ = [
    "SPREADSHEET",
    "TABLES",
    "TableForm",
    "about_text",
    "check_folder",
    "clear_leftovers",
    "parents_of",
    "run_files",
    "table_form",
    "write_folder",
    "write_members",
]

TABLES = ("auto", "csv", "npz", "parquet", "none")
TableForm = Literal["auto", "csv", "npz", "parquet", "none"]
SPREADSHEET = 20_000
"""Members that a table for a spreadsheet holds, unless it is asked for."""
MANIFEST = "manifest.json"
ABOUT = "about.txt"
"""What every folder says first: tables of numbers have no room for it."""


def run_files(
    scenario: Scenario,
    ensemble: Ensemble,
    *,
    sim_version: str,
    table: TableForm = "auto",
    pictures: Mapping[str, bytes] | Callable[[], Mapping[str, bytes]] | None = None,
    options: Mapping[str, Any] | None = None,
    times: Mapping[str, Any] | Callable[[], Mapping[str, Any]] | None = None,
    dependence: Dependence | None = None,
    exact: Sequence[Mapping[str, Any]] = (),
    outcomes: Sequence[OutcomeSummary] | None = None,
    claims: Sequence[ClaimResult] | None = None,
    ledgers: Sequence[ActorLedger] | None = None,
    earlier: Mapping[float, Sequence[ActorLedger]] | None = None,
    large: Path | None = None,
    sealed: Future[tuple[Path, str]] | None = None,
) -> dict[str, bytes | Path]:
    """Give every file of a run's folder, by name.

    Parameters
    ----------
    table : {"auto", "csv", "npz", "parquet", "none"}
        The form of the table of members. Whatever it is, but for "none", all arrays of
        the run are kept in ``members.npz`` as well: `sim.open_run` reads them.
    pictures : mapping from str to bytes, or callable, optional
        Files of pictures, as `sim.plots.picture_files` gives them; or what gives them,
        and is asked when all else is done.
    options, times, sim_version
        As for `manifest_of`; times may be given last of all, by a callable.
    dependence : Dependence, optional
        As `assumptions_of` gives it, where it is at hand already.
    exact : sequence of mapping, optional
        Exact answers beside the sampled ones, as `exact_record` gives them.
    outcomes, claims, ledgers, earlier : sequence or mapping, optional
        As for `summary_of`.
    large : Path, optional
        Where to write ``members.npz`` meanwhile, rather than hold it in memory, and
        beside it the table.
    sealed : Future, optional
        Gives what `write_members` gives, if that is under way already.
    """
    summary = summary_of(
        scenario,
        ensemble,
        dependence=dependence,
        outcomes=outcomes,
        claims=claims,
        ledgers=ledgers,
        earlier=earlier,
    )
    if exact:
        summary["exact"] = list(exact)
    first = {ABOUT: about_text(scenario), "summary.json": json_bytes(summary)}
    files: dict[str, bytes | Path] = {}
    form = table_form(table, members=len(ensemble))
    about = footer_line(scenario, "en")
    columns: tuple[Any, ...] = ()
    known: dict[str, str] = {}
    few = next(blocks_of(ensemble, members=1), ensemble)
    if form == "csv":
        columns = columns_of(scenario, ensemble if large is None else few)
        if large is None:
            files["members.csv"] = members_csv(columns, about=about)
        else:
            files["members.csv"] = large.with_name("members.csv")
            write_csv(large.with_name("members.csv"), scenario, ensemble, about=about)
    elif form in ("npz", "parquet"):
        columns = tuple(column.bare() for column in value_columns(few))
    if form == "parquet":
        if large is None:
            files["members.parquet"] = members_parquet(ensemble, about=about)
        else:
            files["members.parquet"] = large.with_name("members.parquet")
            write_parquet(large.with_name("members.parquet"), ensemble, about=about)
    if form != "none":
        small = len(ensemble) <= SPREADSHEET
        if large is None:
            files["members.npz"] = bytes_of(ensemble, compress=small, about=about)
        else:
            written = sealed.result() if sealed else None
            path, sha256 = written or write_members(large, ensemble, about=about)
            files["members.npz"] = path
            known["members.npz"] = sha256
    drawn = pictures() if callable(pictures) else pictures or {}
    files = {**first, **drawn, **files}
    manifest = manifest_of(
        scenario,
        ensemble,
        columns=columns,
        files=files,
        known=known,
        options={"table": form} | dict(options or {}),
        times=times() if callable(times) else times or {},
        sim_version=sim_version,
    )
    return {MANIFEST: json_bytes(manifest)} | files


def about_text(scenario: Scenario) -> bytes:
    """Say of a folder what every table and picture in it is, in both languages."""
    lines = []
    for language in LANGUAGES:
        lines += [footer_line(scenario, language), ""]
        if scenario.about:
            lines += [wrapped(line_of(scenario.about, language)), ""]
    return "\n".join(lines).encode()


def write_members(
    file: Path, ensemble: Ensemble, *, about: str = ""
) -> tuple[Path, str]:
    """Write ``members.npz`` for many members; give where it stands, and its digest."""
    path = write_large(file, ensemble, about=about)
    return path, digest(path)


def table_form(table: TableForm, *, members: int) -> TableForm:
    """Give the form of the table of members where the choice is left to us.

    Examples
    --------
    >>> table_form("auto", members=20_000), table_form("auto", members=20_001)
    ('csv', 'npz')
    """
    if table != "auto":
        return table
    return "csv" if members <= SPREADSHEET else "npz"


def check_folder(
    folder: Path, *, force: bool = False, mark: str = MANIFEST, kind: str = "a run"
) -> None:
    """Say early whether a run, or what is called `kind`, may be written to `folder`.

    Parameters
    ----------
    mark : str
        The file by which a folder of that kind is known.

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
    if not (folder / mark).is_file():
        raise UsageError(
            f"{str(folder)!r} is not the folder of {kind} (it has no {mark}), "
            "so even --force does not replace it; give another folder with --out"
        )


def write_folder(
    folder: Path,
    files: Mapping[str, bytes | Path],
    *,
    force: bool = False,
    mark: str = MANIFEST,
    kind: str = "a run",
) -> None:
    """Write files into a new folder, all of them or none.

    They are written beside it first; only when every one stands there is the folder
    given its name. What goes wrong before, an interruption too, leaves nothing behind.

    Parameters
    ----------
    folder : Path
        Made with the folders above it.
    files : mapping from str to bytes or Path
        By name, which may lead into folders of its own (``key/key.html``). A path is
        that of a file beside the folder; it is given its name.
    force : bool, default False
        Replace the folder of an earlier run.
    mark, kind : str
        As for `check_folder`.

    Raises
    ------
    UsageError
        As `check_folder`, or if the folder cannot be written.
    """
    check_folder(folder, force=force, mark=mark, kind=kind)
    try:
        with _parents(folder), _beside(folder, "part") as part:
            for name, content in files.items():
                (part / name).parent.mkdir(parents=True, exist_ok=True)
                if isinstance(content, Path):
                    content.rename(part / name)
                else:
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


def parents_of(folder: Path) -> list[Path]:
    """Give the folders above that are not there, the nearest first."""
    return [path for path in folder.absolute().parents if not path.exists()]


def clear_leftovers(folder: Path) -> None:
    """Take away what a process that was killed left beside a folder.

    If it was killed between putting the old folder away and giving the new one its
    name, the old one comes back.
    """
    for path in folder.parent.glob(f".{glob.escape(folder.name)}.*.old"):
        if not folder.exists() and (path / "run").is_dir():
            (path / "run").rename(folder)
        shutil.rmtree(path, ignore_errors=True)
    for path in folder.parent.glob(f".{glob.escape(folder.name)}.*.part"):
        shutil.rmtree(path, ignore_errors=True)


@contextmanager
def _parents(folder: Path) -> Iterator[None]:
    """Make the folders above; take them away again if nothing comes of it."""
    missing = parents_of(folder)
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
