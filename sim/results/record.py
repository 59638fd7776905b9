"""What an engine writes down of some members while it runs, one row each."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sim.emit import Rules
from sim.errors import UsageError, suggest
from sim.model import Model
from sim.results.ensemble import GRID, KEPT_LEVELS, Ensemble, rung_slots
from sim.results.paths import Failure, Paths, Staircases
from sim.results.receipts import Receipts

__all__ = ["Record", "refuse_unknown_ladders"]

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


class Record:
    """Room for what some members come to; rows may be filled in any order.

    Parameters
    ----------
    model : Model
    rules : Rules
        Those of `model`.
    members : sequence of int
        Whose record it is; rows are in this order.
    levels : int
        Of how many, from the first on, gauges are noted on the grid.
    ladders : sequence of str
        Ladders whose every move is kept, of all members.
    paths : int
        Of how many, from the first on, every firing and every move is kept.

    Attributes
    ----------
    outputs : ndarray, shape (members, outputs)
        In the places of `sim.emit.Outputs`.
    parameters : ndarray, shape (members, parameters)
    firings : ndarray of int, shape (members,)
    sums : ndarray of uint32, shape (members, 2)
        The halves of the receipts.
    failed : ndarray of bool, shape (members,)
        Members that could not be run; their rows mean nothing.
    times : ndarray, shape (times,)
        The grid.
    counts : ndarray of int, shape (times, rungs)
    levels : ndarray, shape (kept members, times, gauges)

    Raises
    ------
    UsageError
        If the model has no such ladder.
    """

    def __init__(
        self,
        model: Model,
        rules: Rules,
        members: Sequence[int],
        *,
        levels: int = KEPT_LEVELS,
        ladders: Sequence[str] = (),
        paths: int = 0,
    ) -> None:
        count = len(members)
        self.model, self.rules = model, rules
        self.members = _numbers_of(members)
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
        self.counts = np.zeros((GRID, self.width), dtype=np.int64)
        self.levels = np.empty((min(count, levels), GRID, len(model.gauges)))
        refuse_unknown_ladders(model, ladders)
        self.ladders = tuple(model.ladder_index[name] for name in ladders)
        self.paths = min(count, paths)
        self._moves: dict[int, list[tuple[Whole, Floats, Whole]]] = {}
        self._fired: list[tuple[Whole, Floats, Whole]] = []

    # ---- moves and firings

    def add_moves(self, ladder: int, rows: Whole, times: Floats, rungs: Whole) -> None:
        """Keep moves of a ladder, in each member's own order of time."""
        self._moves.setdefault(ladder, []).append((rows, times, rungs))

    def add_firings(self, rows: Whole, times: Floats, clocks: Whole) -> None:
        """Keep firings, in each member's own order of time."""
        self._fired.append((rows, times, clocks))

    def _staircases(self, ladder: int, count: int) -> Staircases:
        ends, times, rungs = _sorted(self._moves.get(ladder, []), count)
        return Staircases(ends, times, rungs)

    # ---- the whole

    def ensemble(
        self, *, seed: int, engine: str, failures: tuple[Failure, ...] = ()
    ) -> Ensemble:
        """Give the record as an `Ensemble`; no member may have failed."""
        model, out, places = self.model, self.outputs, self.rules.outputs
        count, horizons = len(out), len(model.horizons)

        def columns(first: int, wide: int) -> Floats:
            return out[:, first : first + wide]

        def rungs(first: int) -> NDArray[np.int16]:
            return columns(first, len(model.ladders)).astype(np.int16)

        arguments = len(model.arguments)
        sums = columns(places.amounts, places.gauges - places.amounts).reshape(
            count, 1 + len(model.also_rates), horizons, arguments
        )
        paths = Paths.of_none()
        if self.paths:
            moves = {
                ladder.name: self._staircases(at, self.paths)
                for at, ladder in enumerate(model.ladders)
            }
            paths = Paths(*_sorted(self._fired, self.paths), moves)
        return Ensemble(
            model=model,
            seed=seed,
            members=self.members,
            parameters=self.parameters,
            outcomes=columns(places.outcomes, len(model.outcomes)),
            readings=columns(places.readings, len(model.readings)),
            amounts=sums[:, 0],
            amounts_at=sums[:, 1:],
            gauges=columns(places.gauges, len(model.gauges)),
            highest=rungs(places.highest),
            final=rungs(places.final),
            time_on=columns(places.time_on, self.width),
            first_on=columns(places.first_on, self.width),
            times=self.times,
            counts=self.counts,
            firings=self.firings,
            receipts=Receipts(self.sums),
            levels=self.levels,
            staircases={
                model.ladders[at].name: self._staircases(at, count)
                for at in self.ladders
            },
            paths=paths,
            failures=failures,
            engine=engine,
        )


def refuse_unknown_ladders(model: Model, ladders: Sequence[str]) -> None:
    """Refuse what is no ladder of the model.

    Raises
    ------
    UsageError
        If there is no such ladder.
    """
    known = list(model.ladder_index)
    for name in ladders:
        if name not in known:
            raise UsageError(f"no ladder {name!r}; {suggest(name, known)}")


def _numbers_of(members: Sequence[int]) -> Whole:
    if isinstance(members, range):  # a hundred times sooner than one after another
        return np.arange(members.start, members.stop, members.step, dtype=np.int64)
    return np.array(members, dtype=np.int64)


def _sorted(
    parts: list[tuple[Whole, Floats, Whole]], count: int
) -> tuple[Whole, Floats, NDArray[np.int16]]:
    """Put kept moves in order of members, up to `count`; each keeps its own order."""
    if not parts:
        none = np.empty(0, dtype=np.int16)
        return np.zeros(count + 1, dtype=np.int64), np.empty(0), none
    rows, times, values = (
        np.concatenate([part[column] for part in parts]) for column in range(3)
    )
    kept = np.flatnonzero(rows < count)
    order = kept[np.argsort(rows[kept], kind="stable")]
    counts = np.bincount(rows[kept], minlength=count)
    ends = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    return ends, times[order], values[order].astype(np.int16)
