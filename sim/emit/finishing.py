"""The rule ``finish``: what a run came to, written into ``O`` at the horizon."""

from __future__ import annotations

from sim.emit.layout import Outputs
from sim.emit.places import Places
from sim.emit.writing import Lines

__all__ = ["outputs_of", "write_finish"]


def outputs_of(places: Places) -> Outputs:
    """Give out the places of the outputs."""
    model = places.model
    kept = [book for book in places.layout.books.values() if book.block >= 0]
    rungs = sum(book.size for book in kept)
    sizes = (
        len(model.outcomes),
        len(model.readings),
        len(model.horizons) * len(places.sums),
        len(model.gauges),
        len(model.ladders),
        len(model.ladders),
        rungs,
        rungs,
    )
    starts = [sum(sizes[:at]) for at in range(len(sizes) + 1)]
    return Outputs(*starts)


def write_finish(places: Places, outputs: Outputs) -> Lines:
    """Write the rule."""
    out, model = Lines(), places.model
    for at, reading in enumerate(model.readings):
        snapshot = places.snapshots[at]
        late = snapshot < 0 or reading.day >= model.horizon
        text = places.reading_text(at) if late else f"S[{snapshot}]"
        out(f"O[{outputs.readings + at}] = {text}")
    for at, outcome in enumerate(model.outcomes):
        text = places.formulas.text(outcome.value.tree)
        if outcome.kind == "condition":
            text = f"1.0 if {text} else 0.0"
        else:
            text = f"float({text})"
        out(f"O[{outputs.outcomes + at}] = {text}")
    for column, day in enumerate(model.horizons):
        for at, own in enumerate(places.sums):
            early = day < model.horizon
            text = f"S[{own.snapshots + column}]" if early else places.amount_text(at)
            rate = at // len(model.arguments)
            row = (rate * len(model.horizons) + column) * len(model.arguments)
            out(f"O[{outputs.amounts + row + own.number}] = {text}")
    for at, (place, drain) in enumerate(places.formulas.gauge_places.values()):
        now = f"gauge_value(S[{place}], S[{place + 1}], {drain}, t - S[{place + 2}])"
        out(f"O[{outputs.gauges + at}] = {now}")
    column = 0
    for at, book in enumerate(places.layout.books.values()):
        out(f"O[{outputs.highest + at}] = float(I[{book.tally}])")
        out(f"O[{outputs.final + at}] = float(I[{book.at}])")
        if book.block < 0:
            continue
        for rung in range(book.size):
            on, first = book.block + 1 + rung, book.block + 1 + book.size + rung
            more = f" + (t - S[{book.block}] if I[{book.at}] == {rung} else 0.0)"
            out(f"O[{outputs.time_on + column}] = S[{on}]{more}")
            out(f"O[{outputs.first_on + column}] = S[{first}]")
            column += 1
    return out
