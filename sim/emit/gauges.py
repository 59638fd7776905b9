"""The rules of gauges: their start, their flow, their floors and walls, and lumps."""

from __future__ import annotations

from itertools import pairwise

from sim.emit.places import Places
from sim.emit.testing import write_test
from sim.emit.writing import Lines
from sim.model import Expression, Gauge, Ladder

__all__ = [
    "band_at",
    "write_aim",
    "write_crossing",
    "write_flow",
    "write_gauge_start",
    "write_jump",
    "write_standing",
]


def write_gauge_start(places: Places, out: Lines, gauge: Gauge) -> None:
    """Write how a gauge stands at the start, and on which of its bands."""
    place = places.gauges[gauge.name]
    out(f"S[{place}] = {places.starts[gauge.name]}")
    write_test(places, out, gauge.starts, "starts", "finite", f"S[{place}]")
    if gauge.half_life is not None:
        value = places.formulas.constant(gauge.half_life)
        write_test(places, out, gauge.half_life, "half_life", "positive", value)
    least, most = places.walls(gauge)
    if gauge.least is not None and gauge.most is not None:
        higher = f"{most} - {least}"
        _rises(places, out, gauge.least, gauge.most, "'most' above 'least'", higher)
    if gauge.walled:
        drain = places.base_drains[gauge.name]
        out(f"hold_gauge(0.0, {drain}, {least}, {most}, {place}, S)")
    texts = [places.formulas.constant(floor) for floor in gauge.floors]
    for floor, text in zip(gauge.floors, texts, strict=True):
        write_test(places, out, floor, "a floor", "finite", text)
    for at, (below, above) in enumerate(pairwise(gauge.floors)):
        higher = f"{texts[at + 1]} - {texts[at]}"
        _rises(places, out, below, above, "a floor less the one below", higher)
    if gauge.bands:
        standing = "0"
        for at, floor_text in enumerate(texts, start=1):
            standing = f"({at} if S[{place}] >= {floor_text} else {standing})"
        write_standing(places, out, places.model.ladder(gauge.name), standing)


def _rises(
    places: Places,
    out: Lines,
    below: Expression,
    above: Expression,
    role: str,
    difference: str,
) -> None:
    """Write the test that one is above the other, where they are not plain numbers."""
    if below.tree.op != "number" or above.tree.op != "number":
        write_test(places, out, above, role, "positive", difference, computed=True)


def write_standing(places: Places, out: Lines, ladder: Ladder, to: str) -> None:
    """Write where a ladder stands whose start is worked out in each member."""
    book = places.layout.books[ladder.name]
    marks = f"{book.at}, {book.tally}, {book.block}, {book.size}"
    out(f"stand_first({to}, {marks}, S, I)")


def write_flow(places: Places, out: Lines, gauge: Gauge, look: str) -> None:
    """Write how a gauge is based anew when its flow changes value."""
    assert gauge.flow is not None
    place, drain = places.gauges[gauge.name], places.drains[gauge.name]
    kept = place + 4 if gauge.walled else place + 1
    with out.block(f"if {look}:"):
        flow = out.name(places.formulas.text(gauge.flow.tree))
        write_test(places, out, gauge.flow, "flow", "finite", flow)
        with out.block(f"if {flow} != S[{kept}]:"):
            now = f"S[{place}], S[{place + 1}], {drain}, t - S[{place + 2}]"
            out(f"S[{place}] = gauge_value({now})")
            if gauge.walled:
                _hold(places, out, gauge, flow)
            else:
                out(f"S[{place + 1}] = {flow}")
            out(f"S[{place + 2}] = t")
            _based_anew(places, out, gauge)


def _hold(places: Places, out: Lines, gauge: Gauge, flow: str) -> None:
    place, drain = places.gauges[gauge.name], places.base_drains[gauge.name]
    least, most = places.walls(gauge)
    out(f"hold_gauge({flow}, {drain}, {least}, {most}, {place}, S)")


# ---- floors and walls


def write_aim(places: Places, out: Lines, gauge: Gauge) -> None:
    """Write when a gauge crosses next, if it has been based anew."""
    place, own = places.gauges[gauge.name], places.clocks[f"band {gauge.name}"]
    seen, turn = own.block, f"k == {own.due} or k == -1"
    tests = [f"S[{place + at}] != S[{seen + at}]" for at in range(3)]
    based = places.formulas.moved_any([], gauges=[gauge.name])
    look = out.block(f"if {turn} or {based}:")
    with look, out.block(f"if {turn} or {' or '.join(tests)}:"):
        for at in range(3):
            out(f"S[{seen + at}] = S[{place + at}]")
        low, high = _floors(places, gauge)
        least, most = places.walls(gauge)
        ends = f"{low}, {high}, {least}, {most}"
        drain = places.drains[gauge.name]
        out(f"aim_gauge({own.due}, {place}, {drain}, {ends}, t, S)")


def _floors(places: Places, gauge: Gauge) -> tuple[str, str]:
    """Write the floor of the band stood on, and that of the band above."""
    if not gauge.bands:
        return "-INF", "INF"
    at = f"I[{places.layout.books[gauge.name].at}]"
    low, high = "-INF", "INF"
    for band, floor in enumerate(gauge.floors, start=1):
        text = places.formulas.constant(floor)
        low = f"({text} if {at} == {band} else {low})"
        high = f"({text} if {at} == {band - 1} else {high})"
    return low, high


def write_crossing(places: Places, out: Lines, gauge: Gauge) -> str:
    """Write that a gauge has come to a floor or a wall, and give its band then."""
    place, drain = places.gauges[gauge.name], places.drains[gauge.name]
    least, most = places.walls(gauge)
    net = out.name(f"S[{place + 1}] - {drain} * S[{place}]")
    low, high = (out.name(text) for text in _floors(places, gauge))
    end = f"lesser({high}, {most}) if {net} >= 0.0 else greater({low}, {least})"
    out(f"S[{place}] = {end}")
    out(f"S[{place + 2}] = t")
    if gauge.walled:
        _hold(places, out, gauge, f"S[{place + 4}]")
    _based_anew(places, out, gauge)
    if not gauge.bands:
        return ""
    at = f"I[{places.layout.books[gauge.name].at}]"
    up = f"{at} + 1 if -INF < {high} < INF and {high} <= {most} else {at}"
    down = f"{at} - 1 if -INF < {low} < INF and {low} >= {least} else {at}"
    return out.name(f"(({up}) if {net} >= 0.0 else ({down}))")


# ---- lumps


def write_jump(places: Places, out: Lines, gauge: Gauge, value: str) -> None:
    """Write a lump: the gauge's new value, within its walls."""
    place = places.gauges[gauge.name]
    out(f"S[{place}] = {value}")
    out(f"S[{place + 2}] = t")
    if gauge.walled:
        _hold(places, out, gauge, f"S[{place + 4}]")
    _based_anew(places, out, gauge)


def _based_anew(places: Places, out: Lines, gauge: Gauge) -> None:
    """Write the mark that tells others to look at a gauge again."""
    word, bit = places.layout.marks[gauge.name]
    out(f"mark({word}, {bit}, I)")


def band_at(places: Places, out: Lines, gauge: Gauge) -> str:
    """Write the band in which a gauge stands by its value, and by its flow on a floor.

    On a floor it stands above if it does not fall.
    """
    place, drain = places.gauges[gauge.name], places.drains[gauge.name]
    x = f"S[{place}]"
    net = out.name(f"S[{place + 1}] - {drain} * {x}")
    standing = "0"
    for band, floor in enumerate(gauge.floors, start=1):
        text = places.formulas.constant(floor)
        above = f"{x} > {text} or ({x} == {text} and {net} >= 0.0)"
        standing = f"({band} if {above} else {standing})"
    return out.name(standing)
