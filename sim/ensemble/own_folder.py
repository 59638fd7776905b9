"""The user's own cache folder: what is kept there is for nobody else."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

__all__ = ["cache_folder", "is_own", "make_own", "oldest", "write_whole"]

KEPT = 40
"""Files of a kind that are kept; of more than that the oldest go."""


def cache_folder(kind: str) -> Path:
    """Give the folder of a kind: below ``SIM_CACHE_DIR``, or the user's cache folder.

    Examples
    --------
    >>> cache_folder("kernels").name
    'kernels'
    """
    told = os.environ.get("SIM_CACHE_DIR")
    if told:
        base = Path(told)
    elif sys.platform == "win32":  # pragma: no cover
        local = os.environ.get("LOCALAPPDATA")
        base = Path(local) if local else Path.home() / "AppData/Local"
        base /= "escalation-sim"
    elif sys.platform == "darwin":  # pragma: no cover
        base = Path.home() / "Library/Caches/escalation-sim"
    else:
        home = os.environ.get("XDG_CACHE_HOME")
        base = (Path(home) if home else Path.home() / ".cache") / "escalation-sim"
    return base / kind


def is_own(folder: Path) -> bool:
    """Whether nobody but the user can have put anything into a folder.

    Raises
    ------
    OSError
        If it is not there.
    """
    if os.name == "nt":  # pragma: no cover - there the profile itself is private
        return True
    found = folder.lstat()
    return _is_users(found) and stat.S_IMODE(found.st_mode) == 0o700


def make_own(folder: Path) -> None:
    """Make a folder for the user alone; refuse one that is somebody else's.

    Raises
    ------
    OSError
        If it is, or cannot be made.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    if is_own(folder):
        return
    if not _is_users(folder.lstat()):
        raise PermissionError("it is not a folder of yours")
    folder.chmod(0o700)


def _is_users(found: os.stat_result) -> bool:
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid()


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_bytes(content)
    draft.replace(path)


def oldest(folder: Path, pattern: str) -> list[Path]:
    """Give those files of a pattern that are too many, by the day of writing."""
    return sorted(folder.glob(pattern), key=lambda path: path.stat().st_mtime)[:-KEPT]
