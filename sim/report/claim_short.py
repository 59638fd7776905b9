"""One claim in a few sentences: does it hold, from when, what carries and turns it."""

from __future__ import annotations

import math

from sim.analysis import Estimate, holds_in
from sim.analysis.flipping import FEWEST
from sim.report.numbers import percent, percent_range
from sim.report.truth_tables import SHOWN, TruthTables
from sim.report.weighed_tables import WeighedTables
from sim.report.words import say

__all__ = ["in_short"]


def in_short(tables: WeighedTables, truths: TruthTables) -> tuple[str, ...]:
    """Answer the questions that a class asks of a claim, a sentence or two each."""
    found, language = tables.found, tables.language
    verdict = found.verdict
    if math.isnan(verdict.share.value):
        return (say("short_too_few", language),)
    word = say(f"holds {holds_in(verdict.share.value)}", language)
    lines = [
        say(
            "short_holds",
            language,
            time=tables.after(),
            share=_told(verdict.share),
            word=word,
            money=_told(verdict.money),
        ),
        tables.from_when(),
        tables.who_carries(),
    ]
    if found.flips:
        changes = [truths.change(flip) for flip in found.flips[:SHOWN]]
        key = "short_to_fail" if verdict.holds else "short_to_hold"
        joined = say("short_or", language).join(changes)
        lines.append(say(key, language, changes=joined))
    else:
        few = verdict.among < FEWEST
        lines.append(say("too_few_to_look" if few else "flips_none", language))
    for key, region in (("short_region", found.holds), ("short_not", found.fails)):
        if region is not None:
            lines.append(
                say(
                    key,
                    language,
                    where=truths.where(region),
                    share=percent(region.density.value),
                    base=percent(region.base),
                )
            )
    return tuple(lines)


def _told(share: Estimate) -> str:
    return f"{percent(share.value)} ({percent_range(share.low, share.high)})"
