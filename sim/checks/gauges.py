"""Gauges: whether their bands rise and their walls hold."""

from __future__ import annotations

from itertools import pairwise

from sim.checks.desk import Desk
from sim.errors import Place
from sim.expressions import Due
from sim.quantities import parse_quantity
from sim.scenario import Formula, Gauge

__all__ = ["check_gauges"]


def check_gauges(desk: Desk) -> None:
    """Check every gauge."""
    for gauge in desk.scenario.gauges.values():
        desk.formula(gauge.flow, Due.FLOW)
        desk.formula(gauge.starts, Due.NUMBER)
        desk.formula(gauge.half_life, Due.DURATION)
        quantity = parse_quantity(gauge.half_life.text) if gauge.half_life else None
        if gauge.half_life and quantity and quantity.value == 0:
            what = f"expected a half-life of more than 0, got {gauge.half_life.text!r}"
            desk.fault(gauge.half_life.place, what)
        _bands(desk, gauge)
        _walls(desk, gauge)


def _bands(desk: Desk, gauge: Gauge) -> None:
    if len(gauge.bands) == 1 and desk.lacks(gauge.id, "bands"):
        what = "expected at least 2 bands on a gauge, got 1"
        desk.fault(gauge.bands[0].id.place, what)
    for band in gauge.bands[1:]:
        if band.floor is None and desk.lacks(gauge.id, "bands"):
            what = f"the band {band.id!r} needs a floor"
            hint = f"write {band.id}: 10; only the lowest band has none"
            desk.fault(band.id.place, what, hint)
    for band in gauge.bands:
        desk.formula(band.floor, Due.NUMBER)
    floors = [band.floor for band in gauge.bands[1:] if band.floor is not None]
    for low, high in pairwise(floors):
        one, two = _constant(low), _constant(high)
        if one is not None and two is not None and two <= one:
            what = f"expected floors that rise, got {high.text!r} after {low.text!r}"
            desk.fault(high.place, what, "bands stand in order, lowest first")


def _walls(desk: Desk, gauge: Gauge) -> None:
    desk.formula(gauge.least, Due.NUMBER)
    desk.formula(gauge.most, Due.NUMBER)
    least, most = _constant(gauge.least), _constant(gauge.most)
    if least is not None and most is not None and gauge.most and least >= most:
        what = f"expected 'most' above 'least', got {gauge.most.text!r}"
        desk.fault(gauge.most.place, what)
        return
    start = _constant(gauge.starts)
    place = gauge.starts.place if gauge.starts.place.line else gauge.id.place
    if start is not None:
        _within(desk, gauge, start, f"a start of {gauge.starts.text}", place)
    for band in gauge.bands[1:]:
        floor = _constant(band.floor)
        if floor is None or band.floor is None:
            continue
        if least is not None and gauge.least and floor <= least:
            what = f"the floor of {band.id!r} is not above 'least'"
            hint = "nothing could stand below it"
            desk.fault(band.floor.place, what, hint)
        elif most is not None and gauge.most and floor > most:
            what = f"the floor of {band.id!r} is above 'most'"
            desk.fault(band.floor.place, what, "nothing could stand on it")


def _within(desk: Desk, gauge: Gauge, value: float, what: str, place: Place) -> None:
    least, most = _constant(gauge.least), _constant(gauge.most)
    if least is not None and gauge.least and value < least:
        desk.fault(place, f"expected {gauge.least.text} or more, got {what}")
    if most is not None and gauge.most and value > most:
        desk.fault(place, f"expected {gauge.most.text} or less, got {what}")


def _constant(formula: Formula | None) -> float | None:
    quantity = parse_quantity(formula.text) if formula else None
    return quantity.value if quantity else None
