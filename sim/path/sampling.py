"""Members one after another in SimPy, written down for an ensemble."""

from __future__ import annotations

import numpy as np

from sim.errors import RunError
from sim.path.engine import Engine, Path
from sim.results import GRID, Record

__all__ = ["run_record"]


def run_record(engine: Engine, record: Record, *, seed: int) -> None:
    """Run the members that `record` asks for, and write them down in it.

    A member that cannot be run is marked as failed, and the others go on.
    """
    for row, member in enumerate(record.members.tolist()):
        try:
            _run_row(engine, record, row, member, seed)
        except RunError:
            record.failed[row] = True


def _run_row(engine: Engine, record: Record, row: int, member: int, seed: int) -> None:
    path = Path(engine, seed=seed, member=member, reasons=False)
    horizon, times = path.model.horizon, record.times.tolist()
    kept = list(record.columns)
    columns = np.array(list(record.columns.values()), dtype=np.int64)
    follows = set(record.ladders)
    if row < record.paths:
        follows = set(range(len(path.rungs)))
    moves: list[tuple[int, float, int]] = []
    fired: list[tuple[float, int]] = []
    stood: list[list[int]] = []
    while True:
        t = path.next_day
        rungs = path.rungs
        while len(stood) < GRID and (times[len(stood)] <= t or t >= horizon):
            if row < len(record.levels):
                record.levels[row, len(stood)] = [
                    path.gauge(gauge.name, on=times[len(stood)])
                    for gauge in path.model.gauges
                ]
            stood.append([rungs[at] for at in kept])
        if not t < horizon:
            break
        clock = path.tick()
        if clock > 0:
            fired.append((t, clock))
        if follows and clock >= 0:
            after = path.rungs
            moves += [(at, t, after[at]) for at in follows if after[at] != rungs[at]]
    out = path.outputs()
    record.outputs[row] = out
    record.parameters[row] = list(path.case.values())
    record.firings[row] = path.fired
    text = path.receipt(out)
    record.sums[row] = int(text[:8], 16), int(text[8:], 16)
    spots = columns + np.array(stood, dtype=np.int64)
    record.counts[np.arange(GRID)[:, None], spots] += 1
    _keep(record, row, moves, fired)


def _keep(
    record: Record,
    row: int,
    moves: list[tuple[int, float, int]],
    fired: list[tuple[float, int]],
) -> None:
    for at in {at for at, _, _ in moves}:
        own = [(t, rung) for ladder, t, rung in moves if ladder == at]
        days, rungs = (np.array(column) for column in zip(*own, strict=True))
        record.add_moves(at, np.full(len(own), row), days, rungs)
    if row < record.paths and fired:
        days, clocks = (np.array(column) for column in zip(*fired, strict=True))
        record.add_firings(np.full(len(fired), row), days, clocks)
