"""First passages as curves: which share has come to each rung by each day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.analysis import Passage, passages
from sim.plots.grids import panels_of
from sim.plots.style import (
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
from sim.report.numbers import Writer, percent
from sim.report.words import say
from sim.report.wrapping import shortened
from sim.results import Ensemble

__all__ = ["draw_passages", "passage_title", "plot_passages"]

PANEL = 1.9  # inches
LABEL_GAP = 0.115  # of the height of a panel: labels nearer than this would touch
# Told apart by their dashes before their colours.
DASHES: tuple[Any, ...] = (
    "-",
    (0, (6, 2)),
    (0, (2, 1.5)),
    (0, (7, 2, 1.5, 2)),
    (0, (4, 1, 1, 1, 1, 1)),
    (0, (1, 2)),
)


def plot_passages(ax: Axes, found: Sequence[Passage], names: Names) -> Axes:
    """Draw the first passages to the rungs of one ladder.

    Parameters
    ----------
    ax : Axes
        Where to draw; it is given back.
    found : sequence of Passage
        Of one ladder, as `sim.analysis.passages` gives them; at least one.
    names : Names
        Titles, in the language of the picture.
    """
    with style():
        model = names.model
        start = date.fromisoformat(model.start)
        ladder = model.ladder(found[0].ladder)
        inks = colours(len(ladder.rungs) + 1)  # the lightest would not be seen
        for at, passage in enumerate(found):
            days = day_numbers(passage.times.tolist(), start)
            estimates = passage.estimates
            low = np.array([estimate.low for estimate in estimates])
            high = np.array([estimate.high for estimate in estimates])
            value = [estimate.value for estimate in estimates]
            colour = inks[passage.rung]
            ax.fill_between(days, low, high, color=colour, alpha=0.18, linewidth=0)
            dashes = DASHES[at % len(DASHES)]
            # Half of a line at none or at all would be cut off.
            ax.plot(
                days, value, color=colour, linewidth=1.5, linestyle=dashes,
                clip_on=False,
            )  # fmt: skip
        _label(ax, found, names, inks)
        share_axis(ax, names.language)
        ax.set_title(shortened(names.ladder(ladder.name), width=TITLE))
        date_axis(ax, start, model.horizon, narrow=True)
    return ax


def _label(
    ax: Axes, found: Sequence[Passage], names: Names, inks: Sequence[Any]
) -> None:
    """Name each curve where it ends, with the share that has come to it by then."""
    ends = [passage.estimates[-1].value for passage in found]
    places = spread_apart(ends, LABEL_GAP, low=0.02, high=0.98)
    for at, (passage, end, place) in enumerate(zip(found, ends, places, strict=True)):
        title = shortened(passage_title(passage, names), width=LABEL + 12)
        end_label(
            ax,
            f"{title}: {percent(end, names.language)}",
            at=end,
            beside=place,
            share=False,
            color="#1a1a1a",
            tie=inks[passage.rung],
            linestyle=DASHES[at % len(DASHES)],
            linewidth=1.2,
            fontsize=7.5,
        )


def passage_title(passage: Passage, names: Names) -> str:
    """Name what is come to: a rung, or it and those beyond it where there are any."""
    title = names.rung(passage.ladder, passage.rung)
    rungs = len(names.model.ladder(passage.ladder).rungs)
    if passage.way == "up" and passage.rung < rungs - 1:
        return say("passage_up", names.language, rung=title)
    if passage.way == "down" and passage.rung > 0:
        return say("passage_down", names.language, rung=title)
    return title


def draw_passages(
    ensemble: Ensemble, names: Names, *, foot: str = "", ladders: Sequence[str] = ()
) -> Figure:
    """Draw the first passages of every ladder, a small panel each.

    Parameters
    ----------
    foot : str
        What stands at the foot: which scenario, and that it is no forecast.
    ladders : sequence of str, optional
        Only these; all of them unless given.
    """
    chosen = list(ladders or ensemble.rung_slots)
    found = [passages(ensemble, ladder) for ladder in chosen]
    found = [one for one in found if one]
    with style():
        figure, panels = panels_of(len(found), height=PANEL)
        for ax, one in zip(panels, found, strict=True):
            plot_passages(ax, one, names)
        last = Writer.of(names.model, names.language).day(names.model.horizon)
        rule = say("passage_rule", names.language, last=last)
        title = say("picture_passages", names.language, count=f"{len(ensemble):,}")
        add_frame(figure, title, "\n".join(filter(None, (rule, foot))))
    return figure
