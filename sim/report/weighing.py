"""The table in which a claim is weighed: money alone, break-even prices, then all."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from sim.analysis import ClaimResult, Estimate, Price, Spread, TurningPrice
from sim.report.numbers import ranged, significant
from sim.report.tables import Table, Tables
from sim.report.words import say

__all__ = ["priced_title", "weighing_tables", "written_price"]


def weighing_tables(
    tables: Tables,
    results: Sequence[ClaimResult],
    evens: Sequence[TurningPrice],
    nets: Mapping[str, Sequence[Spread]],
) -> tuple[Table, ...]:
    """Give a table for each claim that turns on a price, in file order.

    The verdict on money alone stands first, then what each other thing would have to
    be worth for the claim to hold, and last the verdict with all counted.

    Parameters
    ----------
    nets : mapping from str to sequence of Spread
        The net with all counted at each horizon, of each actor that may have one.
    """
    return tuple(
        _table(tables, result, own, nets)
        for result in results
        if (own := [even for even in evens if even.claim == result.name])
    )


def _table(
    tables: Tables,
    result: ClaimResult,
    evens: list[TurningPrice],
    nets: Mapping[str, Sequence[Spread]],
) -> Table:
    language = tables.language
    horizons = [tables.horizon(share.horizon) for share in result.shares]
    money = [share.money or share.counted for share in result.shares]
    rows = [
        (say("weigh_money", language), *(_share(tables, share) for share in money)),
        (say("weigh_price", language), *("" for _ in horizons)),
    ]
    rows += _prices(tables, evens)
    for actor in dict.fromkeys(even.price.actor for even in evens):
        if actor in nets:
            told = say("weigh_net", language, actor=tables.names.actor(actor))
            rows.append((told, *(_net(tables, spread) for spread in nets[actor])))
    counted = [share.counted for share in result.shares]
    rows.append(
        (say("weigh_all", language), *(_share(tables, share) for share in counted))
    )
    notes = [say("weigh_rule", language, unit=tables.names.unit(tables.model.unit))]
    if result.given:
        notes.append(say("weigh_given", language))
    return Table(
        say("weighing", language, claim=tables.said(result)),
        ("", *(say("after", language, time=horizon) for horizon in horizons)),
        tuple(rows),
        tuple(notes),
        tuple(range(1, len(horizons) + 1)),
    )


def _prices(tables: Tables, evens: list[TurningPrice]) -> Iterator[tuple[str, ...]]:
    """Give two rows for each price: beside money alone, and beside all else."""
    language = tables.language
    for price in dict.fromkeys(even.price for even in evens):
        yield (f"  {priced_title(tables, price)}", *_none(evens))
        for beside in ("money", "all"):
            own = [e for e in evens if e.price == price and e.beside == beside]
            cells = (written_price(tables, even) for even in own)
            yield (f"    {say(f'beside {beside}', language)}", *cells)


def _none(evens: list[TurningPrice]) -> Iterator[str]:
    for _ in dict.fromkeys(even.horizon for even in evens):
        yield ""


def priced_title(tables: Tables, price: Price) -> str:
    """Name the arguments whose amounts are priced, and in which unit they are."""
    names = tables.names
    titles = "; ".join(names.argument(name) for name in price.arguments)
    return f"{titles} [{names.unit(price.unit)}]"


def written_price(tables: Tables, even: TurningPrice) -> str:
    """Write a break-even price: the middle and where 9 of 10 lie, or that none does."""
    language, needed = tables.language, even.needed
    if even.none.count == 0:
        return ""
    if even.none.value == 1:
        return say("bound_none", language)
    if even.free.value == 1:
        return say("bound_any", language)
    low, middle, high = (
        _bound(value, even, tables)
        for value in (needed.low, needed.median.value, needed.high)
    )
    if middle[0].isdigit():
        middle = f"{'≥' if even.way == 'least' else '≤'} {middle}"
    return f"{middle} ({ranged(low, high, language)})"


def _bound(value: float, even: TurningPrice, tables: Tables) -> str:
    least = even.way == "least"
    if value == math.inf:
        return say("bound_none" if least else "bound_any", tables.language)
    if value == 0 and not least:
        return say("bound_none", tables.language)
    return significant(value)


def _net(tables: Tables, spread: Spread) -> str:
    return tables.writer.mean_in(spread.mean.value, spread.low, spread.high)


def _share(tables: Tables, share: Estimate | None) -> str:
    return tables.writer.share(share) if share else say("too_few", tables.language)
