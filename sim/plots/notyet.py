"""Not yet: the share that has not come to each rung, as curves with their intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.exact import Survival
from sim.plots.grids import panels_of
from sim.plots.passages import DASHES, LABEL_GAP
from sim.plots.style import (
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

__all__ = ["draw_not_yet", "plot_not_yet"]

PANEL = 2.6  # inches

Curves = Mapping[int, Survival]
"""By the rung that is come to."""


def plot_not_yet(ax: Axes, curves: Curves, ladder: str, names: Names) -> Axes:
    """Draw the shares that have not come to the rungs of one ladder.

    Parameters
    ----------
    ax : Axes
        Where to draw; it is given back.
    curves : mapping of int to Survival
        By the rung; each on rising days.
    ladder : str
    names : Names
        Titles, in the language of the picture.
    """
    with style():
        model = names.model
        start = date.fromisoformat(model.start)
        inks = colours(len(model.ladder(ladder).rungs) + 1)
        for at, (rung, curve) in enumerate(curves.items()):
            days = day_numbers(curve.days.tolist(), start)
            ax.fill_between(
                days, curve.low, curve.high, step="post", color=inks[rung], alpha=0.18,
                linewidth=0,
            )  # fmt: skip
            ax.plot(
                days, curve.shares, drawstyle="steps-post", color=inks[rung],
                linewidth=1.5, linestyle=DASHES[at % len(DASHES)],
            )  # fmt: skip
        ends = [float(curve.shares[-1]) for curve in curves.values()]
        places = spread_apart(ends, LABEL_GAP, low=0.02, high=0.98)
        for at, (rung, end, place) in enumerate(zip(curves, ends, places, strict=True)):
            title = shortened(names.rung(ladder, rung), width=LABEL)
            end_label(
                ax, f"{title}: {percent(end, names.language)}",
                at=end, beside=place, share=False,
                color=INK, tie=inks[rung], linestyle=DASHES[at % len(DASHES)],
                linewidth=1.2, fontsize=7.5,
            )  # fmt: skip
        share_axis(ax, names.language)
        ax.set_title(shortened(names.ladder(ladder), width=TITLE))
        date_axis(ax, start, model.horizon)
    return ax


def draw_not_yet(
    curves: Sequence[tuple[str, Curves]], names: Names, *, members: int, foot: str = ""
) -> Figure:
    """Draw the curves of each ladder, a panel each.

    Parameters
    ----------
    curves : sequence of (str, mapping)
        Of each ladder, by the rung that is come to.
    members : int
        How many futures they are of.
    foot : str
        What stands at the foot: which scenario, and that it is no forecast.
    """
    with style():
        figure, panels = panels_of(len(curves), height=PANEL)
        if len(panels) == 1:
            figure.set_figwidth(9.0)
        for ax, (ladder, own) in zip(panels, curves, strict=True):
            plot_not_yet(ax, own, ladder, names)
        marks = say("not_yet_marks", names.language)
        title = say("picture_not_yet", names.language, count=f"{members:,}")
        add_frame(figure, title, "\n".join(filter(None, (marks, foot))))
    return figure
