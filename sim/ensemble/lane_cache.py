"""Code for lanes that was written before, kept in the user's own cache folder.

Writing it takes a second for a large scenario. What is kept is named by the SHA-256 of
all that it is written from: rules, this package's own text, the version of Python. It
begins with the SHA-256 of the rest, and nothing of it is used where that is another.
Where the folder cannot be used, code is written anew each time.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources, util
from pathlib import Path
from types import CodeType

from sim.emit import Rules
from sim.ensemble.own_folder import (
    cache_folder,
    is_own,
    make_own,
    oldest,
    write_whole,
)
from sim.model import Model

__all__ = ["Written", "keep_written", "key_of", "read_written"]

SUM = 32
"""Bytes of a SHA-256."""

WRITERS = ("sim", "sim.ensemble", "sim.streams")
"""Packages whose text goes into the code, or writes it."""


@dataclass(frozen=True, slots=True)
class Written:
    """The code of one step.

    Attributes
    ----------
    code : CodeType
        Defines the function ``step``.
    moved : tuple of int
        Ladders that it may move.
    lines : int
        Of its text.
    """

    code: CodeType
    moved: tuple[int, ...]
    lines: int


def key_of(model: Model, rules: Rules) -> str:
    """Name all that the code of a model is written from."""
    told = (
        util.MAGIC_NUMBER,
        _own_text(),
        rules.text,
        rules.floats,
        rules.whole,
        rules.constants,
        (rules.clocks, rules.ladders, rules.words, rules.turned),
        [(gauge.name, rules.gauges[gauge.name]) for gauge in model.gauges],
        model.horizon,
    )
    return hashlib.sha256(repr(told).encode()).hexdigest()


def read_written(key: str) -> dict[str, Written]:
    """Give what is kept under a key, by the name of each step; often nothing."""
    path = _path_of(key)
    try:
        if not is_own(path.parent):
            return {}
        content = path.read_bytes()
    except OSError:
        return {}
    said, rest = content[:SUM], content[SUM:]
    if hashlib.sha256(rest).digest() != said:
        return {}
    # Whole, and from a folder that nobody else writes to, as Python's own __pycache__.
    kept = marshal.loads(rest)
    return {name: Written(*step) for name, step in kept.items()}


def keep_written(key: str, steps: Mapping[str, Written]) -> None:
    """Keep the code of some steps; where that cannot be, nothing is said."""
    told = {
        name: (step.code, step.moved, step.lines)
        for name, step in sorted(steps.items())
    }
    rest = marshal.dumps(told)
    path = _path_of(key)
    try:
        make_own(path.parent)
        write_whole(path, hashlib.sha256(rest).digest() + rest)
        for old in oldest(path.parent, "n_*.code"):
            old.unlink(missing_ok=True)
    except OSError:
        return


def _path_of(key: str) -> Path:
    return cache_folder("lanes") / f"n_{key}.code"


@cache
def _own_text() -> str:
    """Name the text of this package, as far as it writes code or goes into it."""
    total = hashlib.sha256()
    for text in _texts():
        total.update(hashlib.sha256(text).digest())
    return total.hexdigest()


def _texts() -> Iterator[bytes]:
    for package in WRITERS:
        files = resources.files(package).iterdir()
        for file in sorted(files, key=lambda file: file.name):
            if file.name.endswith(".py"):
                yield file.read_bytes()
