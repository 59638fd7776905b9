"""The ledger of one actor as a waterfall: each mean, and how far it spreads."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.analysis import ActorLedger, ArgumentLine, Spread
from sim.plots.bars import INCHES_PER_ROW, Bar, draw_bars
from sim.plots.style import add_frame, new_figure, style
from sim.report.names import Names, line_of
from sim.report.numbers import PEOPLE, Writer
from sim.report.words import say

__all__ = ["apart_lines", "draw_ledger", "plot_apart", "plot_ledger"]


def plot_ledger(ax: Axes, ledger: ActorLedger, names: Names) -> Axes:
    """Draw gains to the right and losses to the left, account by account.

    Each argument's bar begins where the one above it ends, so that an account's net
    and the net of all can be followed. A line shows where 9 of 10 members lie.

    Parameters
    ----------
    ax : Axes
        Where to draw; it is given back.
    ledger : ActorLedger
    names : Names
        Titles, in the language of the picture.
    """
    with style():
        writer = Writer.of(names.model, names.language)
        draw_bars(ax, _bars(ledger, names))
        ax.xaxis.set_major_formatter(lambda value, _: writer.number(value))
        unit = names.unit(names.model.unit)
        ax.set_xlabel(f"{unit} ({say('axis_spread', names.language)})")
    return ax


def plot_apart(ax: Axes, ledger: ActorLedger, names: Names, *, unit: str) -> Axes:
    """Draw the arguments that are in no sum and are counted in one unit of their own.

    Parameters
    ----------
    ax : Axes
        Where to draw; it is given back.
    ledger : ActorLedger
    names : Names
        Titles, in the language of the picture.
    unit : str
        Which unit, as the arguments write it.
    """
    with style():
        writer = Writer.of(names.model, names.language)
        draw_bars(ax, [_apart_bar(line, names) for line in _apart(ledger)[unit]])
        ax.set_xlim(left=0.0)
        ax.xaxis.set_major_formatter(lambda value, _: writer.number(value))
        ax.set_xlabel(f"{names.unit(unit)} ({say('uncounted', names.language)})")
    return ax


def _bars(ledger: ActorLedger, names: Names) -> list[Bar]:
    if ledger.between_plans:  # no sum of them is drawn, so none can be followed
        return [
            _bar(names.argument(line.argument.name), 0.0, line.weighted, kind, names)
            for line in ledger.lines
            if line.weighted is not None
            for kind in [line.argument.side]
        ]
    bars: list[Bar] = []
    end = 0.0
    for account, net in ledger.accounts.items():
        for line in ledger.lines:
            if line.argument.account != account or line.weighted is None:
                continue
            begin, end = end, end + line.weighted.mean.value
            title = names.argument(line.argument.name)
            kind = "gain" if end >= begin else "loss"
            bars.append(_bar(title, begin, line.weighted, kind, names))
        bars.append(_bar(names.net(account), 0.0, net, "net", names))
    if ledger.counted is not None and len(ledger.accounts) > 1:
        title = say("net_all", names.language)
        bars.append(_bar(title, 0.0, ledger.counted, "net", names))
    return bars


def _bar(title: str, begin: float, spread: Spread, kind: str, names: Names) -> Bar:
    writer = Writer.of(names.model, names.language)
    mean = spread.mean.value
    value = writer.mean_in(mean, spread.low, spread.high)
    low, high = begin + spread.low, begin + spread.high
    return Bar(title, begin, begin + mean, low, high, value, kind)


# ---- what is in no sum


def _apart(ledger: ActorLedger) -> dict[str, list[ArgumentLine]]:
    """Give the arguments that are in no sum, unit by unit."""
    found: dict[str, list[ArgumentLine]] = {}
    for line in ledger.lines:
        if line.weighted is None:
            found.setdefault(line.argument.unit, []).append(line)
    return found


def _apart_bar(line: ArgumentLine, names: Names) -> Bar:
    """Give a row in the argument's own unit; people are a range and have no bar."""
    unit, own = line.argument.unit, line.own
    end = 0.0 if unit in PEOPLE else own.mean.value
    title = _apart_title(line, names)
    value = _apart_value(line, names)
    return Bar(title, 0.0, end, own.low, own.high, value, line.argument.side)


def _apart_title(line: ArgumentLine, names: Names) -> str:
    side = say(line.argument.side, names.language)
    return f"{names.argument(line.argument.name)} ({side})"


def _apart_value(line: ArgumentLine, names: Names) -> str:
    writer = Writer.of(names.model, names.language)
    unit = line.argument.unit
    if unit in PEOPLE:
        around = writer.people(line.own.low, line.own.high)
        return names.amount(around, unit)
    low, high = line.own.low, line.own.high
    around = writer.numbers(low, high)
    mean = writer.mean(line.own.mean.value, low, high)
    told = names.amount(mean, unit)
    return told if mean == around else f"{told} ({writer.around(low, high)})"


def apart_lines(ledger: ActorLedger, names: Names) -> list[str]:
    """Write the arguments that are in no sum, each in its own unit."""
    return [
        f"{_apart_title(line, names)}: {_apart_value(line, names)}"
        for lines in _apart(ledger).values()
        for line in lines
    ]


def _no_net(ledger: ActorLedger, names: Names) -> str:
    """Say that a net would mean nothing by itself, where that is so."""
    if not ledger.between_plans:
        return ""
    actor = line_of(ledger.title, names.language)
    return say("between_plans", names.language, actor=actor)


# ---- the picture


def draw_ledger(
    ledger: ActorLedger, names: Names, *, horizon: str, foot: str = ""
) -> Figure:
    """Draw the ledger of one actor by one horizon.

    The sums stand above; below, with a scale for each unit, what is in no sum.

    Parameters
    ----------
    horizon : str
        The horizon as it is read: ``1 year``.
    foot : str
        What stands at the foot: which scenario, and that it is no forecast.
    """
    count, apart = len(_bars(ledger, names)), _apart(ledger)
    sizes = [count] * bool(count) + [len(lines) for lines in apart.values()]
    with style():
        heights = [INCHES_PER_ROW * size + 0.7 for size in sizes]
        figure = new_figure(9.5, sum(heights) + 1.0)
        axes = figure.subplots(len(sizes), height_ratios=sizes, squeeze=False)
        places = list(axes[:, 0])
        if count:
            plot_ledger(places.pop(0), ledger, names)
        for ax, unit in zip(places, apart, strict=True):
            plot_apart(ax, ledger, names, unit=unit)
        title = say(
            "picture_ledger",
            names.language,
            actor=line_of(ledger.title, names.language),
            horizon=say("after", names.language, time=horizon),
        )
        against = line_of(names.model.against, names.language)
        if against:
            against = say("against", names.language, against=against)
        lines = [against, _no_net(ledger, names), foot]
        add_frame(figure, title, "\n".join(part for part in lines if part))
    return figure
