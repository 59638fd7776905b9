"""One path as aligned staircases: what is, what is seen, what is wanted and decided."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.analysis import Stair, Staircase, staircases
from sim.expressions import within
from sim.plots.style import (
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
from sim.report.words import say
from sim.report.wrapping import shortened
from sim.results import Trace

__all__ = ["draw_path", "plot_staircase"]

INCHES_PER_RUNG = 0.215
INCHES_PER_PANEL = 0.36
INCHES_PER_DATES = 0.16
DATES_EVERY = 2.6  # inches: dates are never further off than this
LABEL_GAP = 0.72  # of a rung: labels nearer than this would touch

# Told apart by line style, width and place before colour.
LINES: dict[str, dict[str, Any]] = {
    "own": {"color": INK, "linewidth": 2.0, "linestyle": "-"},
    "observed": {"color": "#b06d00", "linewidth": 1.4, "linestyle": (0, (5, 2))},
    "decided": {"color": "#00429d", "linewidth": 1.4, "linestyle": (0, (5, 2))},
    "wanted": {"color": "#7a7a7a", "linewidth": 1.3, "linestyle": (0, (1, 1.4))},
}
OBSERVERS: tuple[Any, ...] = (
    (0, (5, 2)),
    (0, (2, 1.2)),
    (0, (7, 2, 1.5, 2)),
    (0, (4, 1, 1, 1, 1, 1)),
    (0, (9, 3)),
)
SHIFTS = {"own": 0.0, "observed": -0.14, "decided": 0.14, "wanted": 0.28}


def plot_staircase(ax: Axes, staircase: Staircase, trace: Trace, names: Names) -> Axes:
    """Draw one ladder over time: rungs upwards, dates to the right.

    Parameters
    ----------
    ax : Axes
        Where to draw; it is given back.
    staircase : Staircase
        The ladder, and what follows and steers it.
    trace : Trace
        Whose path it is.
    names : Names
        Titles, in the language of the picture.
    """
    with style():
        model = trace.model
        start = date.fromisoformat(model.start)
        ladder = model.ladder(staircase.ladder)
        stairs = [staircase.own, *staircase.observed]
        stairs += [s for s in (staircase.decided, staircase.wanted) if s is not None]
        for stair in reversed(stairs):
            days = day_numbers([*stair.days, model.horizon], start)
            line, shift = _look(stair, staircase)
            rungs = [rung + shift for rung in (*stair.rungs, stair.rungs[-1])]
            ax.plot(days, rungs, drawstyle="steps-post", zorder=2, **line)
        titles = [names.rung(ladder.name, at) for at in range(len(ladder.rungs))]
        labels = [shortened(title, width=LABEL) for title in titles]
        ax.set_yticks(range(len(labels)), labels)
        ax.set_ylim(-0.5, len(titles) - 0.4)
        if len(stairs) > 1:
            _label(ax, stairs, staircase, names)
        ax.tick_params(axis="y", length=0)
        ax.grid(axis="y", color="#e4e4e4", linewidth=0.6, zorder=0)
        ax.set_axisbelow(True)
        title = names.ladder(ladder.name)
        actor = names.actor(ladder.actor)
        title = f"{title} · {actor}" if actor else title
        ax.set_title(shortened(title, width=TITLE))
        date_axis(ax, start, model.horizon)
    return ax


def _look(stair: Stair, staircase: Staircase) -> tuple[dict[str, Any], float]:
    """Give how a line is drawn, and how far beside its rungs: observers differ."""
    line, shift = LINES[stair.kind], SHIFTS[stair.kind]
    if stair.kind != "observed":
        return line, shift
    at = staircase.observed.index(stair)
    dashes = OBSERVERS[at % len(OBSERVERS)]
    return line | {"linestyle": dashes, "linewidth": 1.1}, shift - 0.1 * at


def _label(
    ax: Axes, stairs: Sequence[Stair], staircase: Staircase, names: Names
) -> None:
    """Name each line where it ends."""
    steered = any(stair.kind == "decided" for stair in stairs)
    looks = [_look(stair, staircase) for stair in stairs]
    ends = [
        stair.rungs[-1] + shift for stair, (_, shift) in zip(stairs, looks, strict=True)
    ]
    low, high = ax.get_ylim()
    places = spread_apart(ends, LABEL_GAP, low=low + 0.2, high=high)
    for stair, (line, _), end, place in zip(stairs, looks, ends, places, strict=True):
        end_label(
            ax,
            shortened(_called(stair, names, steered=steered), width=LABEL),
            at=end,
            beside=place,
            share=False,
            color=line["color"],
            linestyle=line["linestyle"],
            linewidth=1.2,
        )


def _called(stair: Stair, names: Names, *, steered: bool) -> str:
    if stair.kind == "observed":
        actor = names.actor(names.model.ladder(stair.ladder).actor)
        if not actor:
            return say("seen_by_none", names.language)
        return say("seen", names.language, actor=within(actor))
    if stair.kind == "own":
        return say("done" if steered else "true", names.language)
    return say(stair.kind, names.language)


def draw_path(
    trace: Trace, names: Names, *, foot: str = "", ladders: Sequence[str] = ()
) -> Figure:
    """Draw all ladders of one path, one above the other on one date axis.

    Parameters
    ----------
    foot : str
        What stands at the foot: which scenario, and that it is no forecast.
    ladders : sequence of str, optional
        Only these, in file order; all of them unless given.
    """
    chosen = [s for s in staircases(trace) if not ladders or s.ladder in ladders]
    sizes = [len(trace.model.ladder(s.ladder).rungs) for s in chosen]
    heights = [INCHES_PER_RUNG * (size + 0.1) for size in sizes]
    with style():
        dated = _dated(heights)
        height = sum(heights) + INCHES_PER_PANEL * len(chosen) + 1.0
        height += INCHES_PER_DATES * (sum(dated) - 1)
        figure = new_figure(9.0, height)
        axes = figure.subplots(
            len(chosen), 1, sharex=True, squeeze=False, height_ratios=heights
        )[:, 0]
        for ax, staircase, dates in zip(axes, chosen, dated, strict=True):
            plot_staircase(ax, staircase, trace, names)
            ax.tick_params(axis="x", labelbottom=dates)
        title = say("picture_path", names.language, member=trace.member)
        add_frame(figure, title, foot)
    return figure


def _dated(heights: Sequence[float]) -> list[bool]:
    """Say which panels carry the dates: the last, and in a high picture more."""
    told: list[bool] = []
    since = 0.0
    for at, height in enumerate(heights):
        since += height + INCHES_PER_PANEL
        last = at == len(heights) - 1
        rest = sum(heights[at + 1 :]) + INCHES_PER_PANEL * (len(heights) - 1 - at)
        told.append(last or (since >= DATES_EVERY and rest >= DATES_EVERY / 2))
        if told[-1]:
            since = 0.0
    return told
