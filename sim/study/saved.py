"""A run that was kept in a folder, opened again."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from sim.errors import ResultError, UsageError
from sim.loading import load_text
from sim.model import compile_model
from sim.results import read_ensemble
from sim.scenario import FileText
from sim.study.durations import rate_of
from sim.study.run import Run

__all__ = ["open_run"]

TABLE = "members.npz"


def open_run(folder: str | Path) -> Run:
    """Open the run that a folder holds, as `Study.run` gave it.

    Parameters
    ----------
    folder : str or Path
        As ``sim run`` wrote it, with any table but ``none``. The scenario is that
        whose text is kept there, whatever its file says now. Of many members the large
        arrays stay in the folder and are read a column at a time.

    Raises
    ------
    UsageError
        If it is not the folder of a run, or keeps no members.
    ResultError
        If its files have been changed.

    Examples
    --------
    >>> open_run("runs/hello-n1000-seed1").outcomes  # doctest: +SKIP
    """
    place = Path(folder)
    manifest = _manifest(place)
    if TABLE not in manifest["files"]:
        raise UsageError(f"the run in {str(place)!r} kept no members (--table none)")
    try:
        with (place / TABLE).open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        raise ResultError(f"{str(place / TABLE)!r} cannot be read") from None
    if found != manifest["files"][TABLE]:
        raise ResultError(f"{str(place / TABLE)!r} is not as the run wrote it")
    told, options = manifest["scenario"], manifest["options"]
    scenario = load_text(
        told["text"],
        file=told["file"],
        settings=options["settings"],
        bases=[FileText(base["file"], base["text"]) for base in told["extends"]],
    )
    model = compile_model(
        scenario,
        policies=tuple(  # a list is the file's own plan, by circumstance
            name for name in options["policies"].values() if isinstance(name, str)
        ),
        without=options["without"],
        central=options["central"],
        horizon=options["horizon_days"],
        also_rates=[rate_of(rate) for rate in options.get("discount_rates", [])],
    )
    ensemble = read_ensemble(place / TABLE, model, lazily=True)
    return Run(scenario, ensemble, options.get("language", "en"))


def _manifest(folder: Path) -> dict[str, Any]:
    file = folder / "manifest.json"
    try:
        manifest: dict[str, Any] = json.loads(file.read_text("utf-8"))
        if {"scenario", "options", "files"} <= set(manifest):
            return manifest
    except (OSError, ValueError, TypeError):
        pass
    raise UsageError(f"{str(folder)!r} is not the folder of a run")
