"""One claim in a few sentences: does it hold, from when, what carries and turns it."""

from __future__ import annotations

import math

from sim.analysis import carriers, holds_in
from sim.analysis.flipping import FEWEST
from sim.report.numbers import percent, told_share
from sim.report.truth_tables import SHOWN, TruthTables
from sim.report.weighed_tables import WeighedTables
from sim.report.words import say

__all__ = ["in_short"]


def in_short(tables: WeighedTables, truths: TruthTables) -> tuple[str, ...]:
    """Answer what a class asks of a claim, in the order in which it asks.

    Does it hold, from when, what carries it, and what would have to be true for its
    verdict to be another?
    """
    found, language = tables.found, tables.language
    verdict = found.verdict
    if math.isnan(verdict.share.value):
        return (say("short_too_few", language),)
    answers = [
        ("ask_holds", _holds(tables)),
        ("ask_from_when", tables.from_when()),
        ("ask_carries", _carries(tables)),
        ("ask_to_fail" if verdict.holds else "ask_to_hold", _turned(tables, truths)),
    ]
    told = [
        say("short_answer", language, question=say(key, language), answer=answer)
        for key, answer in answers
    ]
    for key, region in (("short_region", found.holds), ("short_not", found.fails)):
        if region is not None:
            share, base = (
                percent(region.density.value, tables.language),
                percent(region.base, tables.language),
            )
            where = truths.where(region)
            told.append(say(key, language, where=where, share=share, base=base))
    return tuple(told)


def _holds(tables: WeighedTables) -> str:
    verdict = tables.found.verdict
    word = say(f"holds {holds_in(verdict.share.value)}", tables.language)
    answer = "yes" if verdict.holds else "no"
    return say(
        f"short_holds_{answer}",
        tables.language,
        time=tables.after(),
        share=told_share(verdict.share, tables.language),
        word=word,
        money=told_share(verdict.money, tables.language),
    )


def _carries(tables: WeighedTables) -> str:
    """Say what carries the verdict, and what the share is without it."""
    found = carriers(tables.found.verdict)
    if not found:
        return tables.who_carries()
    told = [
        say(
            "short_carrier",
            tables.language,
            name=tables.lever(one.lever).strip(),
            share=percent(one.without.value, tables.language),
        )
        for one in found
    ]
    names = say("short_or", tables.language).join(told)
    return say("short_carriers", tables.language, names=names)


def _turned(tables: WeighedTables, truths: TruthTables) -> str:
    """Say the smallest changes that turn the verdict, all else as drawn."""
    found = tables.found
    if not found.flips:
        few = found.verdict.among < FEWEST
        return say("too_few_to_look" if few else "flips_none", tables.language)
    changes = [truths.change(flip) for flip in found.flips[:SHOWN]]
    joined = say("short_or", tables.language).join(changes)
    return say("short_changes", tables.language, changes=joined)
