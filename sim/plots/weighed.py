"""One claim in pictures: its map, what would turn it, and where it holds."""

from __future__ import annotations

import math

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from sim.analysis import Carried, Region, SignMap
from sim.plots.bars import INCHES_PER_ROW, Bar, draw_bars
from sim.plots.style import INK, TITLE, add_frame, new_figure, style
from sim.report.numbers import percent, significant
from sim.report.units import told_parameter
from sim.report.weighed_tables import WeighedTables
from sim.report.words import say
from sim.report.wrapping import shortened
from sim.results import Ensemble

__all__ = ["draw_break_even", "draw_region", "draw_signs", "plot_signs"]

DOTS = 1500


def plot_signs(ax: Axes, signs: SignMap, tables: WeighedTables, *, money: bool) -> Axes:
    """Draw shares by horizon and discount rate, with the line where one half is.

    Parameters
    ----------
    ax : Axes
        Where to draw; it is given back.
    money : bool
        On money alone, or with all counted.
    """
    shares = signs.money if money else signs.shares
    with style():
        ax.imshow(shares, origin="lower", aspect="auto", cmap="cividis", vmin=0, vmax=1)
        for row, column in np.ndindex(shares.shape):
            share = float(shares[row, column])
            ax.text(
                column, row, percent(share), ha="center", va="center", fontsize=7,
                color="white" if share < 0.6 else INK,
            )  # fmt: skip
        if np.nanmin(shares) < 0.5 < np.nanmax(shares):
            ax.contour(shares, levels=[0.5], colors="#d2322d", linewidths=2.0)
        days = [f"{day / 365.25:.2g}" for day in signs.horizons]
        ax.set_xticks(range(len(days)), days)
        ax.set_yticks(
            range(len(signs.rates)), [tables.rate(rate) for rate in signs.rates]
        )
        ax.set_xlabel(say("axis_horizon_years", tables.language))
        key = "money_title" if money else "with_all_title"
        ax.set_title(say(key, tables.language))
    return ax


def draw_signs(signs: SignMap, tables: WeighedTables, *, foot: str = "") -> Figure:
    """Draw both maps: with all counted, and on money alone."""
    with style():
        figure = new_figure(11.0, 0.36 * len(signs.rates) + 2.2)
        left, right = figure.subplots(1, 2, sharey=True)
        plot_signs(left, signs, tables, money=False)
        plot_signs(right, signs, tables, money=True)
        marks = say("signs_marks", tables.language)
        title = say("picture_signs", tables.language)
        add_frame(figure, title, _under(tables, marks, foot))
    return figure


def draw_break_even(tables: WeighedTables, *, foot: str = "") -> Figure:
    """Draw each argument's mean as a waterfall, and where it would have to end."""
    verdict = tables.found.verdict
    own = [c for c in verdict.carried if c.lever.kind == "argument"]
    bars, end = [], 0.0
    for carried in own:
        begin = end
        end = end + (carried.now if carried.lever.side == "gain" else -carried.now)
        bars.append(_bar(carried, begin, end, tables))
    with style():
        figure = new_figure(9.5, INCHES_PER_ROW * len(bars) + 1.9)
        ax = figure.subplots()
        draw_bars(ax, bars)
        ends = [0.0, *(place for bar in bars for place in (bar.begin, bar.end))]
        room = 0.06 * (max(ends) - min(ends))
        low, high = min(ends) - 2 * room, max(ends) + 2 * room
        for row, (carried, bar) in enumerate(zip(own, bars, strict=True)):
            factor = carried.turning.factor
            if math.isnan(factor):
                continue
            turned = bar.begin + factor * (bar.end - bar.begin)
            inside = min(max(turned, low + room), high - room)
            mark = "D" if inside == turned else (">" if turned > high else "<")
            ax.plot(
                inside, row, marker=mark, markersize=6, markerfacecolor="white",
                markeredgecolor="#d2322d", markeredgewidth=1.4, zorder=5,
            )  # fmt: skip
        ax.set_xlim(low, high)
        ax.xaxis.set_major_formatter(lambda value, _: significant(value))
        ax.set_xlabel(tables.names.unit(tables.model.unit))
        title = say("picture_break", tables.language, time=tables.after())
        marks = say("break_marks", tables.language)
        add_frame(figure, title, _under(tables, marks, foot))
    return figure


def _bar(carried: Carried, begin: float, end: float, tables: WeighedTables) -> Bar:
    factor = carried.turning.factor
    told = say("no_size", tables.language)
    if not math.isnan(factor):
        told = say("times", tables.language, factor=significant(factor))
    title = tables.lever(carried.lever).strip()
    return Bar(title, begin, end, end, end, told, carried.lever.side or "net")


def draw_region(
    region: Region,
    ensemble: Ensemble,
    holds: NDArray[np.bool_],
    tables: WeighedTables,
    *,
    foot: str = "",
) -> Figure:
    """Draw futures by the numbers that a region restricts, each in a strip of its own.

    The shaded part of a strip is what the region asks.
    """
    asked = [one for one in region.restrictions if not one.words]
    rows = np.arange(min(len(ensemble), DOTS))
    language = tables.language
    with style():
        figure = new_figure(8.0, 0.95 * max(1, len(asked)) + 1.6)
        axes = figure.subplots(max(1, len(asked)), 1, squeeze=False)[:, 0]
        for ax, one in zip(axes, asked, strict=False):
            column = ensemble.model.parameter_index[one.parameter]
            values = ensemble.parameters[:, column][rows]
            height = (rows * 0.61803398875) % 1.0
            for truth, face in ((True, "#00429d"), (False, "none")):
                chosen = holds[rows] == truth
                ax.scatter(
                    values[chosen],
                    height[chosen],
                    s=9,
                    facecolors=face,
                    edgecolors="#00429d",
                    linewidths=0.5,
                )
            low, high = ax.get_xlim()
            ax.axvspan(max(one.low, low), min(one.high, high), color="#d9a441",
                       alpha=0.25, zorder=0)  # fmt: skip
            ax.set_xlim(low, high)
            ax.set_yticks([])
            parameter = ensemble.model.parameters[column]
            ax.xaxis.set_major_formatter(
                lambda value, _, parameter=parameter: told_parameter(
                    parameter, value, tables.scenario, language
                )
            )
            ax.set_title(shortened(tables.names.parameter(one.parameter), width=TITLE))
        keys = ("mark_holds", "mark_fails", "weighed_note")
        marks = "   ".join(say(key, language) for key in keys)
        title = say("picture_region", language, time=tables.after())
        add_frame(figure, title, _under(tables, marks, foot))
    return figure


def _under(tables: WeighedTables, marks: str, foot: str) -> str:
    return "\n".join(filter(None, (tables.head()[0], marks, foot)))
