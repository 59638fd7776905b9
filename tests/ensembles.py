"""Compare ensembles column by column, to the last bit."""

from __future__ import annotations

import numpy as np

from sim.emit import emit_rules
from sim.model import Model
from sim.path import Engine, run_record
from sim.results import Ensemble, Paths, Record, Staircases

COLUMNS = (
    "members parameters outcomes readings amounts gauges highest final time_on "
    "first_on times counts firings levels amounts_at"
).split()


def record_of(model: Model, members: range | list[int]) -> Record:
    """Ask for all that can be recorded: two ladders of all members, seven paths."""
    ladders = [ladder.name for ladder in model.ladders][-2:]
    return Record(model, emit_rules(model), members, ladders=ladders, paths=7, levels=9)


def in_simpy(model: Model, members: range | list[int], *, seed: int = 3) -> Ensemble:
    """Run members one after another in SimPy."""
    record = record_of(model, members)
    run_record(Engine(model), record, seed=seed)
    assert not record.failed.any()
    return record.ensemble(seed=seed, engine="simpy")


def differences(one: Ensemble, other: Ensemble) -> list[str]:
    """Name what differs in any bit."""
    found = [name for name in COLUMNS if not _same(one, other, name)]
    if one.receipts != other.receipts:
        found.append("receipts")
    found += _stairs(dict(one.staircases), dict(other.staircases))
    columns = ("ends", "times", "clocks")
    found += [name for name in columns if not _same(one.paths, other.paths, name)]
    return found + _stairs(one.paths.moves, other.paths.moves)


def _stairs(one: dict[str, Staircases], other: dict[str, Staircases]) -> list[str]:
    assert one.keys() == other.keys()
    return [
        f"{ladder} {name}"
        for ladder in one
        for name in ("ends", "times", "rungs")
        if not _same(one[ladder], other[ladder], name)
    ]


def _same(one: Ensemble | Paths | Staircases, other: object, name: str) -> bool:
    ours, theirs = getattr(one, name), getattr(other, name)
    same_bits = ours.shape == theirs.shape and bool(
        np.array_equal(ours, theirs, equal_nan=ours.dtype.kind == "f")
    )
    return same_bits and ours.dtype == theirs.dtype
