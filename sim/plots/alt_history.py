"""What pictures of history among the futures show, in words."""

from __future__ import annotations

from collections.abc import Sequence

from sim.analysis import Hindcast, StandHeld
from sim.report.names import Names, line_of
from sim.report.numbers import PEOPLE, Writer, percent
from sim.report.words import say

__all__ = ["alt_of_counts", "alt_of_history"]


def alt_of_history(
    found: Hindcast,
    names: Names,
    *,
    members: int,
    foot: str = "",
    ladders: Sequence[str] = (),
) -> str:
    """Say which rungs were held when, and where the futures stood meanwhile."""
    language, writer = names.language, Writer.of(names.model, names.language)
    stands = [s for s in found.stands if not ladders or s.ladder in ladders]
    told = []
    if stands:
        first = writer.day(min(held.since for held in stands))
        last = writer.day(max(held.until for held in stands))
        filled = {"first": first, "last": last, "count": f"{members:,}"}
        told.append(say("alt_history", language, **filled))
    told += [_held(held, names, writer) for held in stands]
    return "\n".join([*told, foot] if foot else told) + "\n"


def _held(held: StandHeld, names: Names, writer: Writer) -> str:
    ordered = names.model.ladder(held.ladder).ordered
    return say(
        "alt_held" if ordered else "alt_held_unordered",
        names.language,
        title=names.ladder(held.ladder),
        rung=names.rung(held.ladder, held.rung),
        when=writer.days(held.since, held.until),
        on=percent(held.on, names.language),
        below=percent(held.below, names.language),
        above=percent(held.above, names.language),
    )


def alt_of_counts(found: Hindcast, names: Names, *, foot: str = "") -> str:
    """Say what was counted, by whom, and where the futures stood by then."""
    language, writer = names.language, Writer.of(names.model, names.language)
    told = [say("hindcast_counts", language)]
    for held in found.counts:
        by = say("reported_by", language, who=line_of(held.count.by, language))
        gauge = names.model.gauges[names.model.gauge_index[str(held.count.gauge)]]
        written = writer.people if gauge.unit in PEOPLE else writer.numbers
        counted = f"{written(held.low, held.high)} ({by})"
        told.append(
            say(
                "alt_counted",
                language,
                title=names.gauge(str(held.count.gauge)),
                date=held.count.date.isoformat(),
                counted=counted,
                futures=written(held.spread.low, held.spread.high),
            )
        )
    return "\n".join([*told, foot] if foot else told) + "\n"
