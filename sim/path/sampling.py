"""Members one after another in SimPy, as rows: what `sim.jobs` shares out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.path.engine import Engine, Path
from sim.results import rung_slots

__all__ = ["GRID", "Rows", "run_rows"]

GRID = 121
"""Days on which the rungs of all ladders are noted, from day 0 to the horizon."""


@dataclass(frozen=True)
class Rows:
    """What some members came to, one row each.

    Attributes
    ----------
    members : ndarray of int, shape (members,)
    parameters : ndarray, shape (members, parameters)
    outputs : ndarray, shape (members, outputs)
        In the places of `sim.emit.Outputs`.
    counts : ndarray of int, shape (times, rungs)
        How many stood on each rung at each time of the grid, just before what fires
        then; columns as in `sim.results.rung_slots`.
    firings : ndarray of int, shape (members,)
    receipts : tuple of str
    """

    members: NDArray[np.int64]
    parameters: NDArray[np.float64]
    outputs: NDArray[np.float64]
    counts: NDArray[np.int64]
    firings: NDArray[np.int64]
    receipts: tuple[str, ...]


def run_rows(engine: Engine, members: range, *, seed: int) -> Rows:
    """Run these members of an engine's model.

    Raises
    ------
    RunError
        If one of them cannot be run; it names the member.
    """
    model, rules = engine.model, engine.rules
    slots = rung_slots(model)
    kept = [model.ladder_index[name] for name in slots]
    columns = np.array([slot.start for slot in slots.values()], dtype=np.int64)
    times = np.linspace(0.0, model.horizon, GRID)
    rows = np.arange(GRID)[:, None]
    width = sum(slot.stop - slot.start for slot in slots.values())
    counts = np.zeros((GRID, width), dtype=np.int64)
    parameters = np.empty((len(members), len(model.parameters)))
    outputs = np.empty((len(members), rules.outputs.total))
    firings = np.empty(len(members), dtype=np.int64)
    receipts = []
    for row, member in enumerate(members):
        path = Path(engine, seed=seed, member=member, reasons=False)
        parameters[row] = list(path.case.values())
        stood = np.array(path.rungs_at(times.tolist()), dtype=np.int64)[:, kept]
        counts[rows, columns + stood] += 1
        out = path.outputs()
        outputs[row] = out
        firings[row] = path.fired
        receipts.append(path.receipt(out))
    numbers = np.array(members, dtype=np.int64)
    return Rows(numbers, parameters, outputs, counts, firings, tuple(receipts))
