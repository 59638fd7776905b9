"""Ensembles of one model, end to end: how chunks of members become one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.errors import ResultError
from sim.results.ensemble import KEPT_LEVELS, Ensemble
from sim.results.paths import Paths, Staircases
from sim.results.receipts import Receipts

__all__ = ["join_ensembles"]

_COLUMNS = (
    "members",
    "parameters",
    "outcomes",
    "readings",
    "amounts",
    "amounts_at",
    "gauges",
    "highest",
    "final",
    "time_on",
    "first_on",
    "firings",
)


def join_ensembles(parts: Sequence[Ensemble]) -> Ensemble:
    """Put ensembles of one model and one seed together, in the order given.

    Raises
    ------
    ResultError
        If there is none, or they are of different models or seeds.
    """
    if not parts:
        raise ResultError("expected at least 1 ensemble to join, got none")
    first = parts[0]
    if any(part.model != first.model or part.seed != first.seed for part in parts[1:]):
        raise ResultError("expected ensembles of one model and one seed")
    if len(parts) == 1:
        return first
    columns: dict[str, Any] = {
        name: np.concatenate([getattr(part, name) for part in parts])
        for name in _COLUMNS
    }
    sums = [
        part.receipts.sums
        if isinstance(part.receipts, Receipts)
        else np.array(
            [[int(text[:8], 16), int(text[8:], 16)] for text in part.receipts],
            dtype=np.uint32,
        ).reshape(-1, 2)
        for part in parts
    ]
    return replace(
        first,
        **columns,
        counts=np.sum([part.counts for part in parts], axis=0),
        receipts=Receipts(np.concatenate(sums)),
        levels=np.concatenate([part.levels for part in parts])[:KEPT_LEVELS],
        staircases={
            name: _end_to_end([part.staircases[name] for part in parts])
            for name in first.staircases
        },
        paths=_paths([part.paths for part in parts]),
        failures=tuple(failure for part in parts for failure in part.failures),
        engine="+".join(dict.fromkeys(part.engine for part in parts)),
    )


def _end_to_end(parts: Sequence[Staircases]) -> Staircases:
    return Staircases(
        _ends([part.ends for part in parts]),
        np.concatenate([part.times for part in parts]),
        np.concatenate([part.rungs for part in parts]),
    )


def _ends(parts: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    counts = np.concatenate([np.diff(part) for part in parts])
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)


def _paths(parts: Sequence[Paths]) -> Paths:
    parts = [part for part in parts if len(part)]
    if not parts:
        return Paths.of_none()
    return Paths(
        _ends([part.ends for part in parts]),
        np.concatenate([part.times for part in parts]),
        np.concatenate([part.clocks for part in parts]),
        {
            name: _end_to_end([part.moves[name] for part in parts])
            for name in parts[0].moves
        },
    )
