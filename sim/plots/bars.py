"""Rows of bars: a title to the left, a spread over the bar, its value to the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from sim.plots.style import GREY, INK, LABEL
from sim.report.wrapping import shortened, wrapped

__all__ = ["INCHES_PER_ROW", "Bar", "draw_bars"]

INCHES_PER_ROW = 0.3
COLOURS = {"gain": "#9fb4d6", "loss": "#d9a441", "net": "#33415c"}


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: a bar from where to where, its spread, and what stands beside it.

    `kind` is ``gain``, ``loss`` or ``net``: its colour, and its hatching.
    """

    title: str
    begin: float
    end: float
    low: float
    high: float
    value: str
    kind: str


def draw_bars(ax: Axes, bars: Sequence[Bar]) -> None:
    """Draw rows from the top; lines lead from each bar to the next but to no net."""
    ax.axvline(0, color=GREY, linewidth=0.8, zorder=1)
    for at, bar in enumerate(bars):
        net = bar.kind == "net"
        ax.barh(
            at,
            bar.end - bar.begin,
            left=bar.begin,
            height=0.62,
            color=COLOURS[bar.kind],
            edgecolor=INK,
            linewidth=0.5,
            hatch="////" if bar.kind == "loss" else "",
            zorder=2,
        )
        ax.plot(
            [bar.low, bar.high],
            [at, at],
            color=INK,
            linewidth=1.1,
            marker="|",
            markersize=5,
            zorder=3,
        )
        following = bars[at + 1] if at + 1 < len(bars) else bar
        led = following.begin == bar.end != 0
        if not net and led and following.kind != "net":
            ax.plot([bar.end] * 2, [at, at + 1], color=GREY, linewidth=0.6, zorder=1)
        ax.annotate(
            bar.value,
            xy=(1.02, at),
            xycoords=("axes fraction", "data"),
            va="center",
            ha="left",
            fontsize=8,
            fontweight="bold" if net else "normal",
            annotation_clip=False,
        )
    ax.set_yticks(range(len(bars)), [_in_two_lines(bar.title) for bar in bars])
    for label, bar in zip(ax.get_yticklabels(), bars, strict=True):
        label.set_fontweight("bold" if bar.kind == "net" else "normal")
    ax.set_ylim(len(bars) - 0.4, -0.6)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    # ticks of two figures at most, since numbers are written so
    ax.xaxis.set_major_locator(MaxNLocator(nbins=8, steps=[1, 2, 5, 10]))
    ax.grid(axis="x", color="#e4e4e4", linewidth=0.6, zorder=0)
    ax.set_axisbelow(True)


def _in_two_lines(title: str) -> str:
    """Break a long title once; what two lines do not hold is cut."""
    first, *rest = wrapped(title, width=LABEL, hanging=0).split("\n")
    return "\n".join(filter(None, [first, shortened(" ".join(rest), width=LABEL)]))
