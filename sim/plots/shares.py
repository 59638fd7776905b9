"""Where the members stand over time: stacked shares on each rung, ladder by ladder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.analysis import RungShares, rung_shares
from sim.plots.grids import panels_of
from sim.plots.style import (
    GREY,
    INK,
    LABEL,
    TITLE,
    add_frame,
    colours,
    date_axis,
    day_numbers,
    end_label,
    share_axis,
    spread_apart,
    style,
)
from sim.report.names import Names
from sim.report.numbers import percent
from sim.report.words import say
from sim.report.wrapping import shortened
from sim.results import Ensemble

__all__ = ["draw_shares", "plot_shares"]

PANEL = 1.75  # inches
LABEL_GAP = 0.125  # of the height of a panel: labels nearer than this would touch
HATCHES = ("", "///", "", "...", "", "\\\\\\", "", "xxx")


def plot_shares(ax: Axes, shares: RungShares, names: Names) -> Axes:
    """Draw the shares of one ladder, the lowest rung at the bottom.

    Parameters
    ----------
    ax : Axes
        Where to draw; it is given back.
    shares : RungShares
    names : Names
        Titles, in the language of the picture.
    """
    with style():
        model = names.model
        start = date.fromisoformat(model.start)
        ladder = model.ladder(shares.ladder)
        days = day_numbers(shares.times.tolist(), start)
        tops = np.cumsum(shares.shares, axis=1)
        below = np.zeros(len(days))
        for rung, colour in enumerate(colours(len(ladder.rungs))):
            ax.fill_between(
                days,
                below,
                tops[:, rung],
                facecolor=colour,
                hatch=HATCHES[rung % len(HATCHES)],
                edgecolor="white",
                linewidth=0.7,
            )
            below = tops[:, rung]
        _label(ax, shares, names)
        share_axis(ax, names.language)
        ax.set_title(shortened(names.ladder(ladder.name), width=TITLE))
        date_axis(ax, start, model.horizon, narrow=True)
    return ax


def _label(ax: Axes, shares: RungShares, names: Names) -> None:
    """Name each rung beside the share that it ends with."""
    last = shares.shares[-1]
    middles = np.cumsum(last) - last / 2
    met = [rung for rung in range(len(last)) if shares.shares[:, rung].any()]
    ends = [float(middles[rung]) for rung in met]
    places = spread_apart(ends, LABEL_GAP, low=0.0, high=1.0)
    for rung, end, place in zip(met, ends, places, strict=True):
        title = shortened(names.rung(shares.ladder, rung), width=LABEL)
        share = float(last[rung])
        look = {"color": INK if share > 0 else GREY, "tie": GREY, "fontsize": 7.5}
        label = f"{title}: {percent(share, names.language)}"
        end_label(ax, label, at=end, beside=place, share=True, **look)


def draw_shares(
    ensemble: Ensemble, names: Names, *, foot: str = "", ladders: Sequence[str] = ()
) -> Figure:
    """Draw the shares of every ladder, a small panel each.

    Parameters
    ----------
    foot : str
        What stands at the foot: which scenario, and that it is no forecast.
    ladders : sequence of str, optional
        Only these, in file order; all of them unless given.
    """
    chosen = [s for s in rung_shares(ensemble) if not ladders or s.ladder in ladders]
    with style():
        figure, panels = panels_of(len(chosen), height=PANEL)
        for ax, shares in zip(panels, chosen, strict=True):
            plot_shares(ax, shares, names)
        count = f"{len(ensemble):,}"
        add_frame(figure, say("picture_shares", names.language, count=count), foot)
    return figure
