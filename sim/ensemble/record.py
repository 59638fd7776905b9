"""What an engine writes down of many members, one row each, whatever their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.emit import Rules
from sim.model import Model
from sim.path import GRID
from sim.results import rung_slots

if TYPE_CHECKING:
    from sim.ensemble.lanes import _Lanes

__all__ = ["Record"]


class Record:
    """Room for what some members come to.

    Parameters
    ----------
    model : Model
    rules : Rules
    members : range
        Whose record it is; rows are in this order.

    Attributes
    ----------
    outputs : ndarray, shape (members, outputs)
        In the places of `sim.emit.Outputs`.
    parameters : ndarray, shape (members, parameters)
    firings : ndarray of int, shape (members,)
    sums : ndarray of uint32, shape (members, 2)
        The halves of the receipts.
    failed : ndarray of bool, shape (members,)
    """

    def __init__(self, model: Model, rules: Rules, members: range) -> None:
        self.members = members
        count = len(members)
        self.outputs = np.empty((count, rules.outputs.total))
        self.parameters = np.empty((count, len(model.parameters)))
        self.firings = np.zeros(count, dtype=np.int64)
        self.sums = np.empty((count, 2), dtype=np.uint32)
        self.failed = np.zeros(count, dtype=bool)
        self.times = np.linspace(0.0, model.horizon, GRID)
        slots = rung_slots(model)
        self.columns = {
            model.ladder_index[name]: slot.start for name, slot in slots.items()
        }
        self.width = max((slot.stop for slot in slots.values()), default=0)
        self.watched = set(self.columns)
        self._turns = np.zeros((GRID + 1) * self.width, dtype=np.int64)
        starts = [
            column + model.ladders[at].starts for at, column in self.columns.items()
        ]
        self._turns[starts] = count

    def begin(self, lanes: _Lanes, ix: NDArray[np.int64]) -> None:
        """Note what holds at the start."""

    def before(
        self, lanes: _Lanes, ix: NDArray[np.int64], t: NDArray[np.float64]
    ) -> None:
        """Note what is due up to `t`, before anything fires then."""

    def moved(
        self,
        ladder: int,
        rows: NDArray[np.int64],
        t: NDArray[np.float64],
        before: NDArray[np.int32],
        after: NDArray[np.int32],
    ) -> None:
        """Note that members of these rows moved on a ladder."""
        at = np.searchsorted(self.times, t, side="right") * self.width
        at += self.columns[ladder]
        np.subtract.at(self._turns, at + before, 1)
        np.add.at(self._turns, at + after, 1)

    @property
    def counts(self) -> NDArray[np.int64]:
        """Members on each rung at each time, shape (times, rungs)."""
        turns = self._turns.reshape(GRID + 1, self.width)
        return np.cumsum(turns, axis=0)[:GRID]
