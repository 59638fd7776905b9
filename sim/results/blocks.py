"""An ensemble without its large arrays, or a block of members at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from sim.results.ensemble import Ensemble
from sim.results.paths import Paths
from sim.results.stored import LARGE_ARRAYS

__all__ = ["blocks_of", "without_arrays"]

BLOCK = 20_000
"""Members in a block: some hundred megabytes at most."""


def blocks_of(ensemble: Ensemble, *, members: int = BLOCK) -> Iterator[Ensemble]:
    """Give so many members at a time, in memory, for whoever needs one row each.

    What is kept of all members together (`counts`, `levels`, moves and paths) is not
    among them.
    """
    for first in range(0, len(ensemble), members):
        rows = slice(first, min(first + members, len(ensemble)))
        columns: dict[str, Any] = {
            name: getattr(ensemble, name)[rows]
            for name in ("members", "firings", "receipts", *LARGE_ARRAYS)
        }
        yield replace(
            ensemble,
            **columns,
            levels=ensemble.levels[:0],
            staircases={},
            paths=Paths.of_none(),
            failures=(),
        )


def without_arrays(ensemble: Ensemble) -> Ensemble:
    """Give an ensemble without its large arrays, to keep them apart."""
    rows = len(ensemble)
    bare: dict[str, Any] = {
        name: np.empty((rows, *(0 for _ in getattr(ensemble, name).shape[1:])))
        for name in LARGE_ARRAYS
    }
    return replace(ensemble, **bare)
