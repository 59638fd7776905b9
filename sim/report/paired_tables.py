"""Tables of plans side by side: by how much each net differs, in the order given."""

from __future__ import annotations

from collections.abc import Sequence

from sim.analysis import PairedNet
from sim.report.numbers import percent
from sim.report.tables import Table, Tables
from sim.report.words import say

__all__ = ["paired_table"]


def paired_table(
    tables: Tables,
    pairs: Sequence[PairedNet],
    *,
    first: str,
    second: str,
    horizon: float,
) -> Table:
    """Give the differences of one plan's nets less another's.

    Parameters
    ----------
    first, second : str
        Titles of the plans; each number is `second` less `first`.
    horizon : float
        Days, one of the ledger's horizons.
    """
    language, names, writer = tables.language, tables.names, tables.writer
    rows: list[tuple[str, ...]] = []
    last = ""
    for pair in pairs:
        if pair.actor != last:
            rows.append((names.actor(pair.actor) or pair.actor, "", "", "", ""))
            last = pair.actor
        net = names.net(pair.account) if pair.account else say("net_all", language)
        mean, spread = pair.difference.mean, pair.difference
        if pair.changed.value == 0:
            rows.append((f"  {net}", "0", "", "0", percent(0.0, language)))
            continue
        rows.append(
            (
                f"  {net}",
                writer.mean(mean.value, spread.low, spread.high),
                writer.numbers(mean.low, mean.high),
                writer.numbers(spread.low, spread.high),
                percent(pair.changed.value, language),
            )
        )
    notes = [say("paired_rule", language, unit=names.unit(tables.model.unit))]
    if all(pair.changed.value == 0 for pair in pairs):
        notes.append(say("paired_still", language))
    when = say("after", language, time=tables.horizon(horizon))
    heads = ("", *(say(key, language) for key in ("mean", "interval", "spread")))
    return Table(
        say("paired", language, horizon=when, first=first, second=second),
        (*heads, say("changed", language)),
        tuple(rows),
        tuple(notes),
        (1, 2, 3, 4),
    )
