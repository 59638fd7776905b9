"""Where compiled kernels are kept: the user's own cache folder, for nobody else.

A kernel is named by the SHA-256 of its text. A file that is already there is read
and held against that text before anything of it runs.
"""

from __future__ import annotations

import hashlib
import sys
import types
from pathlib import Path

from sim.ensemble.own_folder import cache_folder, make_own, oldest, write_whole
from sim.errors import ModelError

__all__ = ["is_compiled", "load_kernel", "name_of"]

KIND = "kernels"


def name_of(text: str) -> str:
    """Give the name of the kernel with that text."""
    return "k_" + hashlib.sha256(text.encode()).hexdigest()


def is_compiled(text: str) -> bool:
    """Say whether this kernel has been compiled here before, by this Python."""
    version = f"py{sys.version_info.major}{sys.version_info.minor}"
    kept = cache_folder(KIND) / "__pycache__"
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
    folder = cache_folder(KIND)
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


def _tidy(folder: Path) -> None:
    """Take away the oldest kernels, and what was compiled of them."""
    for old in oldest(folder, "k_*.py"):
        for path in (old, *(folder / "__pycache__").glob(f"{old.stem}.*")):
            path.unlink(missing_ok=True)
