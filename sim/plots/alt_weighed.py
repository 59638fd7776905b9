"""What the pictures of one claim show, in words and numbers."""

from __future__ import annotations

import math

from sim.analysis import Carried, SignMap
from sim.plots.weighed import turns_on, whole
from sim.report.numbers import percent, significant
from sim.report.weighed_tables import WeighedTables
from sim.report.words import say

__all__ = ["alt_of_break_even", "alt_of_signs"]


def alt_of_break_even(tables: WeighedTables, *, foot: str = "") -> str:
    """Say each bar's mean, and how large it would have to be to turn the verdict."""
    unit = tables.names.unit(tables.model.unit)
    told = [
        say("picture_break", tables.language, time=tables.after()),
        tables.head()[0],
    ]
    for carried in tables.found.verdict.carried:
        if carried.lever.kind == "price":
            continue
        filled = {"title": tables.lever(carried.lever).strip(), "unit": unit}
        filled["mean"] = significant(carried.now)
        filled["side"] = say(carried.lever.side or "net_of", tables.language)
        filled["turns"] = _turns(carried, tables)
        told.append(say("alt_break", tables.language, **filled))
    net = significant(whole(tables))
    told.append(say("alt_break_net", tables.language, mean=net, unit=unit))
    return "\n".join(filter(None, (*told, foot))) + "\n"


def _turns(carried: Carried, tables: WeighedTables) -> str:
    turning = carried.turning
    if math.isnan(turning.factor):
        return say("turns_never", tables.language)
    factor = say("times", tables.language, factor=significant(turning.factor))
    told = say("turns_at", tables.language, factor=factor)
    if math.isnan(turning.low) or math.isnan(turning.high):
        return told
    return f"{told} ({tables.writer.numbers(turning.low, turning.high)})"


def alt_of_signs(signs: SignMap, tables: WeighedTables, *, foot: str = "") -> str:
    """Say the share at each horizon, rate by rate, and whether a line is drawn."""
    language = tables.language
    told = [say("picture_signs", language), tables.head()[0]]
    for key, shares in (("with_all_title", signs.shares), ("money_title", signs.money)):
        for row, rate in enumerate(signs.rates):
            cells = ", ".join(
                say(
                    "alt_sign",
                    language,
                    years=f"{day / 365.25:.2g}",
                    share=percent(share, tables.language),
                )
                for day, share in zip(signs.horizons, shares[row], strict=True)
            )
            filled = {"title": say(key, language), "rate": tables.rate(rate)}
            told.append(say("alt_signs", language, shares=cells, **filled))
    somewhere = any(turns_on(signs, money=money) for money in (False, True))
    told.append(say("signs_marks" if somewhere else "signs_no_line", language))
    return "\n".join(filter(None, (*told, foot))) + "\n"
