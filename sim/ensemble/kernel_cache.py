"""Where compiled kernels are kept: the user's own cache folder, for nobody else.

A kernel is named by the SHA-256 of its text. A file that is already there is read
and held against that text before anything of it runs.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import types
from pathlib import Path

from sim.errors import ModelError

__all__ = [
    "cache_folder",
    "is_compiled",
    "load_kernel",
    "make_own",
    "name_of",
    "write_whole",
]

KEPT = 40
"""Kernels kept; of more than that the oldest go."""


def cache_folder() -> Path:
    """Give the folder of kernels: below ``SIM_CACHE_DIR``, or the user's cache folder.

    Examples
    --------
    >>> cache_folder().name
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
    return base / "kernels"


def name_of(text: str) -> str:
    """Give the name of the kernel with that text."""
    return "k_" + hashlib.sha256(text.encode()).hexdigest()


def is_compiled(text: str) -> bool:
    """Say whether this kernel has been compiled here before, by this Python."""
    version = f"py{sys.version_info.major}{sys.version_info.minor}"
    kept = cache_folder() / "__pycache__"
    return any(kept.glob(f"{name_of(text)}.run-*.{version}.nbi"))


def load_kernel(text: str) -> types.ModuleType:
    """Write a kernel, unless it is there already, and import it.

    The first time this compiles, which takes some seconds.

    Raises
    ------
    ModelError
        If the folder is not the user's own, or cannot be written to.
    """
    name = name_of(text)
    if name in sys.modules:
        return sys.modules[name]
    folder = cache_folder()
    path = folder / f"{name}.py"
    content = text.encode()
    try:
        make_own(folder)
        if not path.is_file() or path.read_bytes() != content:
            write_whole(path, content)
            _tidy(folder)
    except OSError as error:
        raise _no_folder(folder, error.strerror or str(error)) from None
    module = types.ModuleType(name)
    module.__file__ = str(path)
    sys.modules[name] = module
    try:
        # What has just been held against the text that we made: never a stranger's.
        exec(compile(content, str(path), "exec"), vars(module))  # noqa: S102
    except BaseException:
        del sys.modules[name]
        raise
    return module


def _no_folder(folder: Path, why: str) -> ModelError:
    return ModelError(
        f"expected to keep compiled kernels in {folder}, but: {why}; set SIM_CACHE_DIR "
        "to a folder of your own, or run with --engine numpy"
    )


def make_own(folder: Path) -> None:
    """Make a folder for the user alone; refuse one that is somebody else's.

    Raises
    ------
    ModelError
        If it is.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    if os.name == "nt":  # pragma: no cover - there the profile itself is private
        return
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
        raise _no_folder(folder, "it is not a folder of yours")
    if stat.S_IMODE(found.st_mode) != 0o700:
        folder.chmod(0o700)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_bytes(content)
    draft.replace(path)


def _tidy(folder: Path) -> None:
    """Take away the oldest kernels, and what was compiled of them."""
    kernels = sorted(folder.glob("k_*.py"), key=lambda path: path.stat().st_mtime)
    for old in kernels[:-KEPT]:
        for path in (old, *(folder / "__pycache__").glob(f"{old.stem}.*")):
            path.unlink(missing_ok=True)
