"""What happened, drawn among the futures: rungs held, and what was counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from sim.analysis import (
    CountHeld,
    GaugeQuantiles,
    HindcastFans,
    RungShares,
    StandHeld,
)
from sim.plots.grids import panels_of
from sim.plots.style import (
    GREY,
    INK,
    LABEL,
    TITLE,
    add_frame,
    date_axis,
    day_numbers,
    new_figure,
    style,
)
from sim.quantities import day_of
from sim.report.names import Names, line_of
from sim.report.numbers import Writer
from sim.report.words import say
from sim.report.wrapping import shortened

__all__ = ["draw_counts", "draw_history", "plot_counts", "plot_history"]

PANEL = 1.85  # inches
BAND = "#b8c7de"
WIDE = 0.86  # of the room of a rung, if all futures stand on it
MARKS = ("o", "s", "^", "D", "v", "P", "X", "<", ">", "*")


def plot_history(
    ax: Axes, shares: RungShares, stands: Sequence[StandHeld], names: Names
) -> Axes:
    """Draw the rungs of one ladder that were held over where the futures stand.

    The band about each rung is as wide as the share of futures on it. A thick line is
    what happened; a thin bar across it says between which days the move must have been.

    Parameters
    ----------
    ax : Axes
        Where to draw; it is given back.
    shares : RungShares
    stands : sequence of StandHeld
        Of the same ladder, in order of time; at least one.
    names : Names
        Titles, in the language of the picture.
    """
    with style():
        model = names.model
        start = date.fromisoformat(model.start)
        ladder = model.ladder(shares.ladder)
        end = max(stand.until for stand in stands)
        within = shares.times <= end + (shares.times[1] if len(shares.times) > 1 else 0)
        days = np.array(day_numbers(shares.times[within].tolist(), start))
        for rung in range(len(ladder.rungs)):
            half = WIDE / 2 * shares.shares[within, rung]
            ax.fill_between(
                days, rung - half, rung + half, color=BAND, linewidth=0, zorder=1
            )
        _line(ax, stands, start)
        titles = [names.rung(ladder.name, at) for at in range(len(ladder.rungs))]
        ax.set_yticks(range(len(titles)), [shortened(t, width=LABEL) for t in titles])
        ax.tick_params(axis="y", length=0, labelsize=7.5)
        ax.set_ylim(-0.6, len(titles) - 0.4)
        ax.grid(axis="y", color="#e4e4e4", linewidth=0.6, zorder=0)
        ax.set_axisbelow(True)
        ax.set_title(shortened(names.ladder(ladder.name), width=TITLE))
        date_axis(ax, start, end)
    return ax


def _line(ax: Axes, stands: Sequence[StandHeld], start: date) -> None:
    """Draw what happened, white about it so that it stands out on every band."""
    days = [held.since for held in stands] + [stands[-1].until]
    rungs = [held.rung for held in stands] + [stands[-1].rung]
    for colour, width in (("white", 4.2), (INK, 2.2)):
        ax.plot(
            day_numbers(days, start),
            rungs,
            drawstyle="steps-post",
            color=colour,
            linewidth=width,
            zorder=3,
            solid_capstyle="butt",
        )
    for held in stands:
        earliest, latest = held.stand.earliest, held.stand.latest
        if earliest is None or latest is None:
            continue
        ends = [max(0.0, day_of(day, start)) for day in (earliest, latest)]
        if ends[1] > 0:
            ax.plot(
                day_numbers(ends, start),
                [held.rung] * 2,
                color=INK,
                linewidth=0.9,
                marker="|",
                markersize=7,
                zorder=4,
            )


def plot_counts(
    ax: Axes, quantiles: GaugeQuantiles, counts: Sequence[CountHeld], names: Names
) -> Axes:
    """Draw what was counted of one gauge over where the futures stand.

    Parameters
    ----------
    ax : Axes
        Where to draw; it is given back.
    quantiles : GaugeQuantiles
        At five shares that lie about the middle one.
    counts : sequence of CountHeld
        Of the same gauge; at least one. Each is a range, and says who counted.
    names : Names
        Titles, in the language of the picture.
    """
    with style():
        language, model = names.language, names.model
        start, writer = date.fromisoformat(model.start), Writer.of(model, language)
        placed = [(day_of(held.count.date, start), held) for held in counts]
        end = max(day for day, _ in placed) * 1.06
        within = quantiles.times <= end + quantiles.times[1]
        days = np.array(day_numbers(quantiles.times[within].tolist(), start))
        values = quantiles.values[within]
        for low, high, shade in ((0, 4, 0.45), (1, 3, 1.0)):
            ax.fill_between(
                days,
                values[:, low],
                values[:, high],
                color=BAND,
                alpha=shade,
                linewidth=0,
            )
        ax.plot(days, values[:, 0], color=GREY, linewidth=0.6)
        ax.plot(days, values[:, 4], color=GREY, linewidth=0.6)
        who = dict.fromkeys(line_of(held.count.by, language) for _, held in placed)
        marks = dict(zip(who, MARKS * len(who), strict=False))
        for day, held in placed:
            (x,) = day_numbers([day], start)
            mark = marks[line_of(held.count.by, language)]
            ax.plot([x, x], [held.low, held.high], color=INK, linewidth=2.0, zorder=3)
            ax.plot(
                [x, x],
                [held.low, held.high],
                linestyle="none",
                marker=mark,
                markersize=5,
                markerfacecolor="white",
                markeredgecolor=INK,
                zorder=4,
            )
        for name, mark in marks.items():
            ax.plot([], [], color=INK, marker=mark, markerfacecolor="white", label=name)
        ax.legend(
            loc="upper left",
            bbox_to_anchor=(1.01, 1.0),
            frameon=False,
            fontsize=7.5,
            borderaxespad=0,
        )
        top = max(float(values[:, 4].max()), *(held.high for _, held in placed))
        ax.set_ylim(0, top * 1.05 or 1.0)
        ax.yaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10]))
        ax.yaxis.set_major_formatter(lambda value, _: writer.number(value))
        gauge = model.gauges[model.gauge_index[quantiles.gauge]]
        unit = f" [{names.unit(gauge.unit)}]" if gauge.unit else ""
        title = names.gauge(gauge.name) + unit
        ax.set_title(shortened(title, width=TITLE))
        date_axis(ax, start, end)
    return ax


def draw_history(
    fans: HindcastFans,
    names: Names,
    *,
    members: int,
    foot: str = "",
    ladders: Sequence[str] = (),
) -> Figure:
    """Draw every ladder of a history among the futures, a small panel each.

    Parameters
    ----------
    members : int
        How many were run.
    foot : str
        What stands at the foot: which scenario and history, and that it is no forecast.
    ladders : sequence of str, optional
        Only these, in the order of the history; all of them unless given.
    """
    chosen = [
        fan for fan in fans.ladders if not ladders or fan.shares.ladder in ladders
    ]
    with style():
        figure, panels = panels_of(len(chosen), height=PANEL)
        for ax, fan in zip(panels, chosen, strict=True):
            plot_history(ax, fan.shares, fan.stands, names)
        count = f"{members:,}"
        rule = say("history_rule", names.language)
        title = say("picture_history", names.language, count=count)
        add_frame(figure, title, "\n".join(filter(None, (rule, foot))))
    return figure


def draw_counts(fans: HindcastFans, names: Names, *, foot: str = "") -> Figure:
    """Draw every gauge of which something was counted, a panel each.

    Parameters
    ----------
    foot : str
        What stands at the foot: which scenario and history, and that it is no forecast.
    """
    with style():
        figure = new_figure(9.5, 2.5 * len(fans.gauges) + 1.1)
        panels = figure.subplots(len(fans.gauges), 1, squeeze=False)[:, 0]
        for ax, fan in zip(panels, fans.gauges, strict=True):
            plot_counts(ax, fan.quantiles, fan.counts, names)
        rule = say("history_gauge_rule", names.language)
        title = say("hindcast_counts", names.language)
        add_frame(figure, title, "\n".join(filter(None, (rule, foot))))
    return figure
