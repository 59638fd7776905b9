"""Where scenario files are found: shipped ones by their name, others by a path."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sim.errors import UsageError, suggest

__all__ = ["find_scenario", "shipped", "shipped_histories"]


def find_scenario(path: str | Path) -> Path:
    """Give the file of a scenario, from its path or the name of a shipped one.

    Raises
    ------
    UsageError
        If there is no such file.
    """
    known = shipped()
    text = str(path)
    if text in known:
        return known[text]
    if Path(path).is_file():
        return Path(path)
    if Path(path).is_dir():
        raise UsageError(f"expected a scenario file, got the folder {text!r}")
    raise UsageError(f"there is no scenario {text!r}; {_nearest(text, known)}")


def shipped() -> dict[str, Path]:
    """List the scenarios that come with the package: name and file, by name."""
    package = Path(__file__).parent
    for folder in (package / "_scenarios", package.parent / "scenarios"):
        if folder.is_dir():
            return {path.stem: path for path in sorted(folder.glob("*.yaml"))}
    return {}


def shipped_histories() -> dict[str, Path]:
    """List the histories that come with the package: name and file, by name."""
    folders = {path.parent / "history" for path in shipped().values()}
    found = [path for folder in folders for path in folder.glob("*.yaml")]
    return {path.stem: path for path in sorted(found)}


def _nearest(text: str, known: Iterable[str]) -> str:
    stem = Path(text).name.removesuffix(".yml").removesuffix(".yaml")
    hint = suggest(stem, list(known))
    return hint.replace("expected one of", "shipped with this package")
