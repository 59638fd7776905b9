"""What a picture shows, in words: the text that stands beside each of them."""

from __future__ import annotations

from collections.abc import Sequence

from sim.analysis import (
    ActorLedger,
    RungShares,
    Spread,
    Stair,
    rung_shares,
    staircases,
)
from sim.plots.ledger import apart_lines
from sim.report.names import Names, line_of
from sim.report.numbers import Writer, percent
from sim.report.words import say
from sim.results import Ensemble, Trace

__all__ = ["alt_of_ledger", "alt_of_path", "alt_of_shares"]

MOVES = 12  # of one ladder are told; a listener has had enough by then
FAR = 0.1  # a share that was higher by so much is told with its highest


def alt_of_path(
    trace: Trace, names: Names, *, foot: str = "", ladders: Sequence[str] = ()
) -> str:
    """Say from where to where each ladder of one path went, of these or of all."""
    language, model = names.language, trace.model
    writer = Writer.of(model, language)
    told = [
        say(
            "alt_path",
            language,
            member=trace.member,
            seed=trace.seed,
            first=writer.day(0.0),
            last=writer.day(model.horizon),
        )
    ]
    for staircase in staircases(trace):
        if ladders and staircase.ladder not in ladders:
            continue
        others = (*staircase.observed, staircase.decided, staircase.wanted)
        for stair in (staircase.own, *(one for one in others if one is not None)):
            title = names.ladder(stair.ladder)
            told.append(
                say("alt_stair", language, title=title, path=_path(stair, names))
            )
    return _joined(told, foot)


def _path(stair: Stair, names: Names) -> str:
    """Tell the rungs of one stair and the dates from which they were held."""
    language, writer = names.language, Writer.of(names.model, names.language)
    told = [names.rung(stair.ladder, stair.rungs[0])]
    for day, rung in list(zip(stair.days, stair.rungs, strict=True))[1 : MOVES + 1]:
        date, title = writer.day(day), names.rung(stair.ladder, rung)
        told.append(say("alt_move", language, date=date, rung=title))
    if len(stair.rungs) > MOVES + 1:
        told.append(say("alt_more", language, count=len(stair.rungs) - MOVES - 1))
    return "; ".join(told)


def alt_of_shares(
    ensemble: Ensemble, names: Names, *, foot: str = "", ladders: Sequence[str] = ()
) -> str:
    """Say which share of the members stands on each rung at the end."""
    language, model = names.language, ensemble.model
    writer = Writer.of(model, language)
    told = [
        say(
            "alt_shares",
            language,
            count=f"{len(ensemble):,}",
            first=writer.day(0.0),
            last=writer.day(model.horizon),
        )
    ]
    for shares in rung_shares(ensemble):
        if ladders and shares.ladder not in ladders:
            continue
        title, parts = names.ladder(shares.ladder), _at_end(shares, names)
        told.append(say("alt_at_end", language, title=title, shares=", ".join(parts)))
    return _joined(told, foot)


def _at_end(shares: RungShares, names: Names) -> list[str]:
    """Tell the last share of each rung, and its highest where that was far more."""
    language, writer = names.language, Writer.of(names.model, names.language)
    parts = []
    for rung, column in enumerate(shares.shares.T):
        last, peak = float(column[-1]), int(column.argmax())
        most, day = float(column[peak]), float(shares.times[peak])
        title = names.rung(shares.ladder, rung)
        if most - last >= FAR:
            filled = {"share": percent(last, language), "most": percent(most, language)}
            date = writer.day(day)
            parts.append(say("alt_peak", language, rung=title, date=date, **filled))
        elif last > 0:
            parts.append(f"{title} {percent(last, language)}")
    return parts


def alt_of_ledger(
    ledger: ActorLedger, names: Names, *, horizon: str, foot: str = ""
) -> str:
    """Say the nets of one actor, and what each argument adds to them."""
    language = names.language
    told = [
        say(
            "alt_ledger",
            language,
            actor=line_of(ledger.title, language),
            horizon=say("after", language, time=horizon),
            unit=names.unit(names.model.unit),
            against=line_of(names.model.against, language),
        )
    ]
    if ledger.between_plans:
        actor = line_of(ledger.title, language)
        told.append(say("between_plans", language, actor=actor))
    for account, net in ledger.accounts.items():
        told.append(_amount(names.net(account), net, names))
    if ledger.counted is not None and len(ledger.accounts) > 1:
        told.append(_amount(say("net_all", language), ledger.counted, names))
    for line in ledger.lines:
        if line.weighted is not None:
            title = names.argument(line.argument.name)
            told.append(_amount(title, line.weighted, names))
    apart = apart_lines(ledger, names)
    if apart:
        told += [say("apart", language), *apart]
    return _joined(told, foot)


def _amount(title: str, spread: Spread, names: Names) -> str:
    writer = Writer.of(names.model, names.language)
    return say(
        "alt_amount",
        names.language,
        title=title,
        mean=writer.mean(spread.mean.value, spread.low, spread.high),
        range=writer.numbers(spread.low, spread.high),
    )


def _joined(told: list[str], foot: str) -> str:
    return "\n".join([*told, foot] if foot else told) + "\n"
