"""Paired differences: a dot on its interval for each share that differs."""

from __future__ import annotations

import math
import re

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.analysis import Comparison, PairedLine
from sim.plots.style import GREY, INK, add_frame, new_figure, style
from sim.report.compared_tables import ComparedTables
from sim.report.numbers import percent
from sim.report.words import say
from sim.report.wrapping import wrapped

__all__ = ["alt_of_differences", "draw_differences", "plot_differences"]

ROW = 0.36  # inches
LABEL = 58
MOST = 30
"""Rows that are drawn: those that differ in most futures."""
WHOLE = "\ufdd0"  # stands where a line may not break

CLAIM, OUTCOME = "#00429d", "#b06d00"


def drawn_lines(found: Comparison) -> list[PairedLine]:
    """Give the shares that differ in most futures, claims first, in their order."""
    apart = _shares(found)
    kept = sorted(apart, key=lambda line: -line.changed.value)[:MOST]
    drawn = [line for line in apart if line in kept]
    return sorted(drawn, key=lambda line: line.kind != "claim")


def _shares(found: Comparison) -> list[PairedLine]:
    return [
        line
        for line in found.lines
        if line.changed.value > 0
        and line.kind not in ("number", "when")
        and not math.isnan(line.difference.value)
    ]


def _left_out(found: Comparison, tables: ComparedTables) -> list[str]:
    """Say what differs and is not drawn: what is no share, and what is too much."""
    told = []
    shares, drawn = _shares(found), drawn_lines(found)
    if not drawn:
        told.append(say("differences_none", tables.language))
    if more := len(shares) - len(drawn):
        told.append(say("differences_more", tables.language, count=more))
    apart = [
        tables.title(line)
        for line in found.lines
        if line.changed.value > 0 and line.kind in ("number", "when")
    ]
    if apart:
        names = "; ".join(apart)
        told.append(say("differences_apart", tables.language, names=names))
    return told


def plot_differences(ax: Axes, found: Comparison, tables: ComparedTables) -> Axes:
    """Draw the differences of shares in points: claims as dots, outcomes as squares.

    Parameters
    ----------
    ax : Axes
        Where to draw; it is given back.
    found : Comparison
    tables : ComparedTables
        Names what is compared, in the language of the picture.
    """
    lines = drawn_lines(found)
    with style():
        ax.axvline(0, color=GREY, linewidth=0.9)
        for row, line in enumerate(lines):
            colour = CLAIM if line.kind == "claim" else OUTCOME
            low, high = 100 * line.difference.low, 100 * line.difference.high
            ax.plot([low, high], [row, row], color=INK, linewidth=1.2)
            ax.plot(
                100 * line.difference.value,
                row,
                marker="o" if line.kind == "claim" else "s",
                markersize=5,
                color=colour if line.moves else "white",
                markeredgecolor=colour,
            )
            told = say(
                "differs_share",
                tables.language,
                share=percent(line.changed.value, tables.language),
            )
            ax.annotate(
                told,
                xy=(1.02, row),
                xycoords=("axes fraction", "data"),
                va="center",
                fontsize=7.5,
                annotation_clip=False,
            )
        titles = [_title(line, tables) for line in lines]
        ax.set_yticks(range(len(lines)), titles)
        ax.tick_params(axis="y", length=0, labelsize=7.5)
        ax.set_ylim(len(lines) - 0.5, -0.5)
        ax.grid(axis="x", color="#e4e4e4", linewidth=0.6, zorder=0)
        ax.set_axisbelow(True)
        ax.spines["left"].set_visible(False)
        ax.set_xlabel(say("axis_points", tables.language))
    return ax


def _title(line: PairedLine, tables: ComparedTables) -> str:
    """Name a line in lines of its own; a horizon stays in one piece: 6 months."""
    title = re.sub(r"(\d) (\w+)$", rf"\1{WHOLE}\2", tables.title(line))
    return wrapped(title, width=LABEL, hanging=0).replace(WHOLE, " ")


def draw_differences(
    found: Comparison, tables: ComparedTables, *, foot: str = ""
) -> Figure:
    """Draw what a second run has that the first has not."""
    with style():
        count = len(drawn_lines(found))
        figure = new_figure(9.5, ROW * max(2, count) + 1.5)
        plot_differences(figure.subplots(), found, tables)
        titles = {"first": tables.first, "second": tables.second}
        title = say("picture_differences", tables.language, **titles)
        marks = say("differences_marks", tables.language) if count else ""
        told = (marks, *_left_out(found, tables), foot)
        add_frame(figure, title, "\n".join(filter(None, told)))
    return figure


def alt_of_differences(
    found: Comparison, tables: ComparedTables, *, foot: str = ""
) -> str:
    """Say each difference with its interval."""
    titles = {"first": tables.first, "second": tables.second}
    told = [say("picture_differences", tables.language, **titles)]
    for line in drawn_lines(found):
        change = tables.change(line, line.difference)
        share = say(
            "differs_share",
            tables.language,
            share=percent(line.changed.value, tables.language),
        )
        told.append(f"{tables.title(line)}: {change}; {share}")
    told += _left_out(found, tables)
    return "\n".join([*told, foot] if foot else told) + "\n"
