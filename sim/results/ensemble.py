"""The record of many members: an `Ensemble`, one row each.

Data and views of itself; what it means is `sim.analysis`, and saving it is
`sim.report`. Times are days since the start of the scenario.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.errors import ResultError, suggest
from sim.model import Model
from sim.results.paths import Failure, Paths, Staircases

__all__ = ["GRID", "KEPT_LEVELS", "Ensemble", "rung_slots"]

GRID = 121
"""Days on which rungs and gauges are noted, from day 0 to the horizon."""

KEPT_LEVELS = 4096
"""Members whose gauges are noted on the grid, from the first on."""


@dataclass(frozen=True, repr=False)
class Ensemble:
    """Many members of one model, one row each.

    Attributes
    ----------
    model : Model
    seed : int
    members : ndarray of int, shape (members,)
        Their addresses.
    parameters : ndarray, shape (members, parameters)
        In the model's order.
    outcomes : ndarray, shape (members, outcomes)
    readings : ndarray, shape (members, readings)
    amounts : ndarray, shape (members, horizons, arguments)
        Before weights.
    gauges : ndarray, shape (members, gauges)
        Values at the end.
    highest, final : ndarray of int, shape (members, ladders)
        For every ladder of the model, in its order.
    time_on, first_on : ndarray, shape (members, rungs)
        Own and observed ladders one after another, see `rung_slots`; days.
    times : ndarray, shape (times,)
        Days of the grid on which shares were counted; the first is 0.
    counts : ndarray of int, shape (times, rungs)
        Members on each rung at each time, columns as in `rung_slots`.
    firings : ndarray of int, shape (members,)
        How many clocks fired.
    receipts : sequence of str, shape (members,)
    amounts_at : ndarray, shape (members, rates, horizons, arguments)
        The same sums at further discount rates, those of `Model.also_rates`.
    levels : ndarray, shape (kept members, times, gauges)
        Every gauge at each time, just before what fires then, of the first members
        only (`KEPT_LEVELS`): any set of members is a fair sample, and memory is
        bounded.
    staircases : dict of str to Staircases
        The rungs that the ladders which were asked for came to, by ladder.
    paths : Paths
        Every firing of the first members, as many as were asked for.
    failures : tuple of Failure
        Members that could not be run; they have no row.
    engine : str
        Which engine ran them; the numbers do not depend on it.
    """

    model: Model
    seed: int
    members: NDArray[np.int64]
    parameters: NDArray[np.float64]
    outcomes: NDArray[np.float64]
    readings: NDArray[np.float64]
    amounts: NDArray[np.float64]
    gauges: NDArray[np.float64]
    highest: NDArray[np.int16]
    final: NDArray[np.int16]
    time_on: NDArray[np.float64]
    first_on: NDArray[np.float64]
    times: NDArray[np.float64]
    counts: NDArray[np.int64]
    firings: NDArray[np.int64]
    receipts: Sequence[str]
    amounts_at: NDArray[np.float64] = field(
        default_factory=lambda: np.empty((0, 0, 0, 0))
    )
    levels: NDArray[np.float64] = field(default_factory=lambda: np.empty((0, 0, 0)))
    staircases: Mapping[str, Staircases] = field(default_factory=dict)
    paths: Paths = field(default_factory=Paths.of_none)
    failures: tuple[Failure, ...] = ()
    engine: str = field(default="", compare=False)

    def __len__(self) -> int:
        return len(self.members)

    @cached_property
    def rung_slots(self) -> dict[str, slice]:
        """Columns of each own or observed ladder in `time_on`, `first_on`, `counts`."""
        return rung_slots(self.model)

    def outcome(self, name: str) -> NDArray[np.float64]:
        """Give one outcome of every member, shape ``(members,)``.

        Raises
        ------
        ResultError
            If the scenario has no such outcome.
        """
        names = [outcome.name for outcome in self.model.outcomes]
        if name not in names:
            raise ResultError(f"no outcome {name!r}; {suggest(name, names)}")
        column: NDArray[np.float64] = self.outcomes[:, names.index(name)]
        return column

    def at_rate(self, rate: float) -> Ensemble:
        """Give the same ensemble with its sums at one of the further discount rates.

        Parameters
        ----------
        rate : float
            Per day, one of `Model.also_rates`.

        Raises
        ------
        ResultError
            If no sums were kept at that rate.
        """
        rates = self.model.also_rates
        if rate not in rates:
            known = ", ".join(f"{other:g}" for other in rates) or "none"
            raise ResultError(f"no sums at {rate:g} per day; kept were {known}")
        place = rates.index(rate)
        sums: Any = self.amounts_at
        if hasattr(sums, "at"):  # it stays in its file: see `sim.results.stored`
            return replace(self, amounts=sums.at(place))
        return replace(self, amounts=sums[:, place])

    def to_frame(self) -> Any:
        """Give a pandas DataFrame, one row a member, indexed by its address.

        Rungs and words are categories, conditions are true or false, days are days of
        the run (infinite if never); ``attrs`` hold the units and meanings of columns.

        Raises
        ------
        UsageError
            If pandas is not installed.
        """
        return _tabling().frame_of(self)

    def to_xarray(self) -> Any:
        """Give an xarray Dataset of all arrays, their axes named.

        Raises
        ------
        UsageError
            If xarray is not installed.
        """
        return _tabling().dataset_of(self)

    def __repr__(self) -> str:
        return (
            f"<Ensemble of {self.model.name}: {len(self)} members, seed {self.seed}, "
            f"{self.model.horizon:g} days>"
        )


def _tabling() -> Any:
    """Give the module that knows pandas and xarray: it knows ensembles, too."""
    return import_module("sim.results.tabling")


def rung_slots(model: Model) -> dict[str, slice]:
    """Columns of each own or observed ladder where rungs stand side by side."""
    slots: dict[str, slice] = {}
    at = 0
    for ladder in model.ladders:
        if ladder.kind in ("own", "observed"):
            slots[ladder.name] = slice(at, at + len(ladder.rungs))
            at += len(ladder.rungs)
    return slots
