"""The ledger of one actor as a waterfall: each mean, and how far it spreads."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.analysis import ActorLedger, Spread
from sim.plots.style import GREY, INK, LABEL, add_frame, new_figure, style
from sim.report.names import Names, line_of
from sim.report.numbers import PEOPLE, Writer
from sim.report.words import say
from sim.report.wrapping import shortened, wrapped

__all__ = ["draw_ledger", "plot_ledger"]

INCHES_PER_ROW = 0.27
GAIN, LOSS, NET = "#9fb4d6", "#d9a441", "#33415c"


@dataclass(frozen=True, slots=True)
class _Row:
    """One bar: from where to where, its spread, and what stands beside it."""

    title: str
    begin: float
    end: float
    low: float
    high: float
    spread: Spread
    kind: str


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
    rows = _rows(ledger, names)
    with style():
        writer = Writer.of(names.model, names.language)
        ax.axvline(0, color=GREY, linewidth=0.8, zorder=1)
        for at, row in enumerate(rows):
            net = row.kind == "net"
            gain = row.end >= row.begin
            ax.barh(
                at,
                row.end - row.begin,
                left=row.begin,
                height=0.62,
                color=NET if net else GAIN if gain else LOSS,
                edgecolor=INK,
                linewidth=0.5,
                hatch="" if net or gain else "////",
                zorder=2,
            )
            ax.plot(
                [row.low, row.high],
                [at, at],
                color=INK,
                linewidth=1.1,
                marker="|",
                markersize=5,
                zorder=3,
            )
            if not net and at + 1 < len(rows) and rows[at + 1].kind != "net":
                ax.plot(
                    [row.end] * 2, [at, at + 1], color=GREY, linewidth=0.6, zorder=1
                )
            value = writer.number(row.spread.mean.value)
            around = writer.numbers(row.spread.low, row.spread.high)
            ax.annotate(
                f"{value} ({around})",
                xy=(1.02, at),
                xycoords=("axes fraction", "data"),
                va="center",
                ha="left",
                fontsize=8,
                fontweight="bold" if net else "normal",
                annotation_clip=False,
            )
        titles = [shortened(row.title, width=LABEL + 10) for row in rows]
        ax.set_yticks(range(len(rows)), titles)
        for label, row in zip(ax.get_yticklabels(), rows, strict=True):
            label.set_fontweight("bold" if row.kind == "net" else "normal")
        ax.set_ylim(len(rows) - 0.4, -0.6)
        ax.tick_params(axis="y", length=0)
        ax.spines["left"].set_visible(False)
        ax.xaxis.set_major_formatter(lambda value, _: writer.number(value))
        ax.grid(axis="x", color="#e4e4e4", linewidth=0.6, zorder=0)
        ax.set_axisbelow(True)
        unit = names.unit(names.model.unit)
        ax.set_xlabel(f"{unit} ({say('axis_spread', names.language)})")
    return ax


def _rows(ledger: ActorLedger, names: Names) -> list[_Row]:
    rows: list[_Row] = []
    end = 0.0
    for account, net in ledger.accounts.items():
        for line in ledger.lines:
            if line.argument.account != account or line.weighted is None:
                continue
            spread = line.weighted
            begin, end = end, end + spread.mean.value
            title = names.argument(line.argument.name)
            low, high = begin + spread.low, begin + spread.high
            rows.append(_Row(title, begin, end, low, high, spread, "argument"))
        rows.append(_net(names.net(account), net))
    if ledger.counted is not None and len(ledger.accounts) > 1:
        rows.append(_net(say("net_all", names.language), ledger.counted))
    return rows


def _net(title: str, net: Spread) -> _Row:
    return _Row(title, 0.0, net.mean.value, net.low, net.high, net, "net")


def apart_lines(ledger: ActorLedger, names: Names) -> list[str]:
    """Write the arguments that are in no sum, each in its own unit."""
    writer = Writer.of(names.model, names.language)
    told = []
    for line in ledger.lines:
        if line.weighted is not None:
            continue
        unit = line.argument.unit
        around = writer.numbers(line.own.low, line.own.high)
        value = names.amount(around, unit)
        if unit not in PEOPLE:
            mean = names.amount(writer.number(line.own.mean.value), unit)
            value = f"{mean} ({around})"
        side = say(line.argument.side, names.language)
        told.append(f"{names.argument(line.argument.name)} ({side}): {value}")
    return told


def draw_ledger(
    ledger: ActorLedger, names: Names, *, horizon: str, foot: str = ""
) -> Figure:
    """Draw the ledger of one actor by one horizon.

    Parameters
    ----------
    horizon : str
        The horizon as it is read: ``1 year``.
    foot : str
        What stands at the foot: which scenario, and that it is no forecast.
    """
    lines = apart_lines(ledger, names)
    apart = [part for line in lines for part in wrapped(line, width=140).split("\n")]
    count = len(_rows(ledger, names))
    with style():
        height = INCHES_PER_ROW * count + 1.7 + 0.2 * (len(apart) + bool(apart))
        figure = new_figure(9.5, height if count else 1.1 + 0.2 * len(apart))
        ax = figure.add_subplot()
        if count:
            plot_ledger(ax, ledger, names)
        else:
            ax.set_axis_off()
        if apart:
            ax.annotate(
                "\n".join([say("apart", names.language), *apart]),
                xy=(0.0, 0.0),
                xycoords="axes fraction",
                xytext=(0, -42 if count else 0),
                textcoords="offset points",
                va="top" if count else "bottom",
                ha="left",
                fontsize=8,
                annotation_clip=False,
            )
        title = say(
            "picture_ledger",
            names.language,
            actor=line_of(ledger.title, names.language),
            horizon=say("after", names.language, time=horizon),
        )
        against = line_of(names.model.against, names.language)
        if against:
            against = say("against", names.language, against=against)
        add_frame(figure, title, "\n".join(part for part in (against, foot) if part))
    return figure
