"""One claim in pictures: what would turn it, and its map."""

from __future__ import annotations

import math

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.analysis import Carried, SignMap
from sim.plots.bars import INCHES_PER_ROW, Bar, draw_bars
from sim.plots.style import INK, add_frame, new_figure, style
from sim.report.numbers import percent, significant
from sim.report.weighed_tables import WeighedTables
from sim.report.words import say

__all__ = ["draw_break_even", "draw_signs", "plot_signs", "turns_on", "under", "whole"]

MARK = "#d2322d"


def turns_on(signs: SignMap, *, money: bool) -> bool:
    """Say whether the line where a share is one half runs through a map."""
    shares = signs.money if money else signs.shares
    known = shares[~np.isnan(shares)]
    return bool(known.size) and float(known.min()) < 0.5 < float(known.max())


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
                column, row, percent(share, tables.language),
                ha="center", va="center", fontsize=7,
                color="white" if share < 0.6 else INK,
            )  # fmt: skip
        if turns_on(signs, money=money):
            ax.contour(shares, levels=[0.5], colors=MARK, linewidths=2.0)
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
        left.set_ylabel(say("axis_rate", tables.language))
        somewhere = any(turns_on(signs, money=money) for money in (False, True))
        marks = say("signs_marks" if somewhere else "signs_no_line", tables.language)
        title = say("picture_signs", tables.language)
        add_frame(figure, title, under(tables, marks, foot))
    return figure


# ---- what would turn it


def whole(tables: WeighedTables) -> float:
    """Give the mean of all arguments together."""
    return sum(_signed(one) for one in _arguments(tables))


def _arguments(tables: WeighedTables) -> list[Carried]:
    carried = tables.found.verdict.carried
    return [one for one in carried if one.lever.kind == "argument"]


def _signed(carried: Carried) -> float:
    return -carried.now if carried.lever.side == "loss" else carried.now


def _rows(tables: WeighedTables) -> list[tuple[Carried | None, Bar]]:
    """Give each argument where the one before it ends, then its account's net."""
    rows: list[tuple[Carried | None, Bar]] = []
    net: Carried | None = None
    end = 0.0
    for carried in tables.found.verdict.carried:
        if carried.lever.kind == "price":
            continue
        alone = carried.lever.kind == "argument"
        ends = net is not None and carried.lever.account != net.lever.account
        if net is not None and (ends or not alone):
            rows.append((net, _bar(net, 0.0, tables)))
            net = None
        if not alone:
            net = carried
            continue
        rows.append((carried, _bar(carried, end, tables)))
        end += _signed(carried)
    if net is not None:
        rows.append((net, _bar(net, 0.0, tables)))
    title = say("break_net", tables.language)
    told = tables.writer.number(end)
    rows.append((None, Bar(title, 0.0, end, end, end, told, "net")))
    return rows


def _bar(carried: Carried, begin: float, tables: WeighedTables) -> Bar:
    factor = carried.turning.factor
    told = say("no_size", tables.language)
    if not math.isnan(factor):
        told = say("times", tables.language, factor=significant(factor))
    title = tables.lever(carried.lever).strip()
    end = begin + _signed(carried)
    alone = carried.lever.kind == "argument"
    kind = (carried.lever.side or "net") if alone else "net"
    return Bar(title, begin, end, end, end, told, kind)


def draw_break_even(tables: WeighedTables, *, foot: str = "") -> Figure:
    """Draw each mean as a waterfall, and where each bar would have to end."""
    rows = _rows(tables)
    bars = [bar for _, bar in rows]
    with style():
        figure = new_figure(9.5, INCHES_PER_ROW * len(bars) + 2.1)
        ax = figure.subplots()
        draw_bars(ax, bars)
        ends = [0.0, *(place for bar in bars for place in (bar.begin, bar.end))]
        room = 0.06 * (max(ends) - min(ends))
        edges = (min(ends) - 2 * room, max(ends) + 2 * room)
        for row, (carried, bar) in enumerate(rows):
            if carried is not None:
                _mark(ax, row, carried, bar, edges, room)
        ax.set_xlim(*edges)
        ax.xaxis.set_major_formatter(lambda value, _: significant(value))
        ax.set_xlabel(tables.names.unit(tables.model.unit))
        title = say("picture_break", tables.language, time=tables.after())
        keys = ("break_bars", "break_marks")
        marks = "\n".join(say(key, tables.language) for key in keys)
        add_frame(figure, title, under(tables, marks, foot))
    return figure


def _mark(
    ax: Axes,
    row: int,
    carried: Carried,
    bar: Bar,
    edges: tuple[float, float],
    room: float,
) -> None:
    """Mark where a bar would have to end, and between where sampling leaves it."""
    turning = carried.turning
    if math.isnan(turning.factor):
        return
    least, most = edges

    def end(factor: float) -> float:
        return bar.begin + factor * (bar.end - bar.begin)

    turned = end(turning.factor)
    inside = min(max(turned, least + room), most - room)
    mark = "D" if inside == turned else (">" if turned > inside else "<")
    if not math.isnan(turning.low) and not math.isnan(turning.high):
        around = [min(max(end(f), least), most) for f in (turning.low, turning.high)]
        ax.plot(around, [row, row], color=MARK, linewidth=1.3, zorder=4)
    ax.plot(
        inside, row, marker=mark, markersize=6, markerfacecolor="white",
        markeredgecolor=MARK, markeredgewidth=1.4, zorder=5,
    )  # fmt: skip


def under(tables: WeighedTables, marks: str, foot: str) -> str:
    """Write what stands below a picture of a claim: which claim, marks, the foot."""
    return "\n".join(filter(None, (tables.head()[0], marks, foot)))
