"""The table of nets at several discount rates, side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sim.analysis import ActorLedger
from sim.report.names import line_of
from sim.report.numbers import in_percent
from sim.report.tables import Table, Tables
from sim.report.words import say
from sim.texts import Text

__all__ = ["rates_table"]

YEAR = 365.25

_TITLE = Text(
    "Nets with all counted arguments at several discount rates, {horizon}",
    "여러 할인율에서 모든 논거를 센 순손익, {horizon}",
)
_HEADS = (Text("actor", "행위자"), Text("discount rate", "할인율"))
_OWN = Text("the scenario's own", "시나리오의 값")
_NOTE = Text(
    "The same futures throughout: only the weight of later years differs.",
    "모두 같은 미래이며, 나중 해에 두는 무게만 다름.",
)


def rates_table(
    own: Sequence[ActorLedger],
    others: Mapping[float, Sequence[ActorLedger]],
    tables: Tables,
) -> Table:
    """Give each actor's net at the ledger's own rate and at further ones.

    Parameters
    ----------
    own : sequence of ActorLedger
    others : mapping from float to sequence of ActorLedger
        By rate, per day; the same actors in the same order.
    tables : Tables
        Which writes numbers, and in which language.
    """
    language, writer = tables.language, tables.writer
    rates: dict[str, Sequence[ActorLedger]] = {_OWN.say(language): own}
    for rate, ledgers in others.items():
        told = in_percent(f"{100 * YEAR * rate:.4g}", language)
        rates[say("per year", language, number=told)] = ledgers
    rows = []
    for at, ledger in enumerate(own):
        if ledger.counted is None:
            continue
        for number, (rate_told, ledgers) in enumerate(rates.items()):
            net = ledgers[at].counted
            assert net is not None
            rows.append(
                (
                    "" if number else line_of(ledger.title, language),
                    rate_told,
                    writer.mean(net.mean.value, net.low, net.high),
                    writer.numbers(net.mean.low, net.mean.high),
                    writer.numbers(net.low, net.high),
                )
            )
    horizon = say("after", language, time=tables.horizon(own[0].horizon))
    return Table(
        _TITLE.say(language).format(horizon=horizon),
        (
            *(head.say(language) for head in _HEADS),
            *(say(key, language) for key in ("mean", "interval", "spread")),
        ),
        tuple(rows),
        (_NOTE.say(language),),
        (2, 3, 4),
    )
