"""Two futures of one luck as staircases on one date axis, parted where they part."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.analysis import Parting, Twins
from sim.plots.style import (
    GREY,
    INK,
    LABEL,
    TITLE,
    add_frame,
    date_axis,
    day_numbers,
    end_label,
    new_figure,
    spread_apart,
    style,
)
from sim.report.names import Names
from sim.report.numbers import Writer
from sim.report.words import say
from sim.report.wrapping import shortened, wrapped

__all__ = ["alt_of_twins", "draw_twins", "plot_twins"]

INCHES_PER_RUNG = 0.215
INCHES_PER_PANEL = 0.36
MOST = 6
"""Ladders that are drawn unless they are named: those that part first."""

FIRST, SECOND = INK, "#00429d"
LABEL_GAP = 1.25  # rungs: names of two lines each, nearer than this, would touch
CALLED = 34  # columns of a line of a plan's name


def plot_twins(
    ax: Axes,
    parting: Parting,
    twins: Twins,
    names: Names,
    *,
    titles: Sequence[str] = (),
) -> Axes:
    """Draw one ladder of both: the first thick, the second dashed, a line where parted.

    Parameters
    ----------
    ax : Axes
        Where to draw; it is given back.
    parting : Parting
        Which ladder, and where they part on it.
    twins : Twins
    names : Names
        Titles, in the language of the picture.
    titles : sequence of str, optional
        What the first and the second are called, said where their lines end.
    """
    with style():
        model = twins.first.model
        ends: list[float] = []
        start, ladder = date.fromisoformat(model.start), model.ladder(parting.ladder)
        for trace, look, shift in (
            (twins.first, {"color": FIRST, "linewidth": 2.4, "alpha": 0.75}, 0.0),
            (
                twins.second,
                {"color": SECOND, "linewidth": 1.5, "linestyle": (0, (4, 2))},
                0.12,
            ),
        ):
            days, rungs = trace.staircase(parting.ladder)
            heights = [rung + shift for rung in (*rungs, rungs[-1])]
            x = day_numbers([*days, model.horizon], start)
            ax.plot(x, heights, drawstyle="steps-post", **look)  # type: ignore[arg-type]
            ends.append(heights[-1])
        if math.isfinite(parting.day):
            (parted,) = day_numbers([parting.day], start)
            ax.axvline(parted, color=GREY, linewidth=1.0, linestyle=":")
        labels = [
            shortened(names.rung(ladder.name, at), width=LABEL)
            for at in range(len(ladder.rungs))
        ]
        ax.set_yticks(range(len(labels)), labels)
        ax.set_ylim(-0.5, len(labels) - 0.4)
        if titles:
            _label(ax, ends, titles)
        ax.tick_params(axis="y", length=0)
        ax.grid(axis="y", color="#e4e4e4", linewidth=0.6, zorder=0)
        ax.set_axisbelow(True)
        ax.set_title(shortened(names.ladder(ladder.name), width=TITLE))
        date_axis(ax, start, model.horizon)
    return ax


def _label(ax: Axes, ends: Sequence[float], titles: Sequence[str]) -> None:
    """Name each line where it ends, tied to it as it is drawn."""
    low, high = ax.get_ylim()
    places = spread_apart(ends, LABEL_GAP, low=low + 0.3, high=high - 0.3)
    looks = ((FIRST, "-"), (SECOND, (0, (4, 2))))
    for title, end, beside, (colour, dashes) in zip(
        titles, ends, places, looks, strict=True
    ):
        text = wrapped(title, width=CALLED, hanging=0)
        look = {"color": colour, "linestyle": dashes, "fontsize": 7.5}
        end_label(ax, text, at=end, beside=beside, share=False, **look)


def draw_twins(
    twins: Twins,
    names: Names,
    *,
    titles: Sequence[str],
    foot: str = "",
    ladders: Sequence[str] = (),
) -> Figure:
    """Draw the ladders on which two futures part, one above the other.

    Parameters
    ----------
    titles : sequence of str
        What the first and the second are called.
    foot : str
        What stands at the foot: which scenario, and that it is no forecast.
    ladders : sequence of str, optional
        Only these, in file order; unless given the first six that part.
    """
    chosen = _chosen(twins, ladders)
    sizes = [len(twins.first.model.ladder(one.ladder).rungs) for one in chosen]
    heights = [INCHES_PER_RUNG * (size + 0.1) for size in sizes]
    language = names.language
    with style():
        figure = new_figure(9.0, sum(heights) + INCHES_PER_PANEL * len(chosen) + 1.3)
        axes = figure.subplots(
            len(chosen), 1, sharex=True, squeeze=False, height_ratios=heights
        )[:, 0]
        for ax, parting in zip(axes, chosen, strict=True):
            plot_twins(ax, parting, twins, names, titles=titles)
        trace = twins.first
        title = say("twins_title", language, member=trace.member, seed=trace.seed)
        first, second = titles
        told = [
            say("twin_first", language, title=first)
            + " · "
            + say("twin_second", language, title=second),
            say("twins_marks", language),
            foot,
        ]
        add_frame(figure, title, "\n".join(filter(None, told)))
    return figure


def _chosen(twins: Twins, ladders: Sequence[str]) -> list[Parting]:
    if ladders:
        return [one for one in twins.partings if one.ladder in ladders]
    apart = [one for one in twins.world if math.isfinite(one.day)]
    first = sorted(apart, key=lambda one: one.day)[:MOST]
    return [one for one in twins.world if one in first] or list(twins.world[:MOST])


def alt_of_twins(twins: Twins, names: Names, *, foot: str = "") -> str:
    """Say where two futures part, ladder by ladder."""
    language, writer = names.language, Writer.of(names.model, names.language)
    trace = twins.first
    told = [say("alt_twins", language, member=trace.member, seed=trace.seed)]
    for one in twins.world:
        title = names.ladder(one.ladder)
        if not one.rungs:
            told.append(say("alt_no_parting", language, title=title))
            continue
        first, second = (names.rung(one.ladder, rung) for rung in one.rungs)
        filled = {"date": writer.day(one.day), "first": first, "second": second}
        told.append(say("alt_parting", language, title=title, **filled))
    return "\n".join([*told, foot] if foot else told) + "\n"
