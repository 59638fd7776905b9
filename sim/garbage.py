"""Python's search for circles of dead objects, kept from costing more than it frees."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["collect_rarely", "collecting_rarely", "leave_to_the_end"]

RARELY = 100_000
"""New objects after which the youngest are looked through."""


def leave_to_the_end() -> None:
    """Do not look through, at its end, what goes with this process anyway."""
    atexit.register(gc.freeze)


def collect_rarely() -> None:
    """Look for circles less often, in this process from now on."""
    gc.set_threshold(RARELY, *gc.get_threshold()[1:])


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """Look for circles less often: modules and trees make none."""
    before = gc.get_threshold()
    collect_rarely()
    try:
        yield
    finally:
        gc.set_threshold(*before)
