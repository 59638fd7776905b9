"""Where a claim holds, or fails: futures in strips, what a region asks shaded."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from sim.analysis import Region, Restriction
from sim.plots.style import LABEL, add_frame, new_figure, style
from sim.plots.weighed import under
from sim.report.numbers import percent
from sim.report.truth_tables import TruthTables
from sim.report.units import told_parameter
from sim.report.weighed_tables import WeighedTables
from sim.report.words import say
from sim.report.wrapping import shortened, wrapped
from sim.results import Ensemble

__all__ = ["alt_of_region", "draw_region", "inside_of"]

DOTS = 1500
WIDE = 96  # columns that the title of a strip may take
DOT, SHADE = "#00429d", "#d9a441"
SPREAD = (0.5698402909980532, 0.7548776662466927)
"""Two steps with which points fill a square evenly (Roberts's plastic numbers)."""

Truths = NDArray[np.bool_]


def inside_of(one: Restriction, ensemble: Ensemble) -> Truths:
    """Say which members are inside what a region asks of one parameter."""
    values = ensemble.parameters[:, ensemble.model.parameter_index[one.parameter]]
    if one.words:
        return np.isin(values, one.words)
    return (values >= one.low) & (values <= one.high)


def draw_region(
    region: Region,
    ensemble: Ensemble,
    truths: tuple[Truths, Truths | None],
    tables: WeighedTables,
    *,
    fails: bool = False,
    foot: str = "",
) -> Figure:
    """Draw futures by what a region restricts, each parameter in a strip of its own.

    Parameters
    ----------
    truths : tuple
        In which members the claim holds, and in which it is asked (None: in all).
    fails : bool, default False
        Whether the region is one in which it fails.
    """
    asked = region.restrictions
    holds, given = truths
    rows = np.flatnonzero(given) if given is not None else np.arange(len(ensemble))
    rows = rows[:DOTS]
    within = [inside_of(one, ensemble)[rows] for one in asked]
    language = tables.language
    with style():
        figure = new_figure(8.5, 1.0 * len(asked) + 2.0)
        axes = figure.subplots(len(asked), 1, squeeze=False)[:, 0]
        for at, (ax, one) in enumerate(zip(axes, asked, strict=True)):
            others = [own for place, own in enumerate(within) if place != at]
            full = np.logical_and.reduce(others) if others else np.ones(len(rows), bool)
            _strip(ax, one, ensemble, rows, holds[rows], full, tables)
        marks = " · ".join(
            say(key, language) for key in ("mark_holds", "mark_fails", "weighed_note")
        )
        key = "picture_fails" if fails else "picture_region"
        title = say(key, language, time=tables.after())
        told = f"{_judged(region, tables, fails=fails)}\n{marks}"
        add_frame(figure, title, under(tables, told, foot))
    return figure


def _strip(
    ax: Axes,
    one: Restriction,
    ensemble: Ensemble,
    rows: NDArray[np.intp],
    holds: Truths,
    full: Truths,
    tables: WeighedTables,
) -> None:
    model = ensemble.model
    column = model.parameter_index[one.parameter]
    parameter = model.parameters[column]
    values = ensemble.parameters[:, column][rows]
    height = (rows * SPREAD[0]) % 1.0
    places = values
    if parameter.words:  # side by side, since all of a word would stand on one line
        places = values + 0.8 * ((rows * SPREAD[1]) % 1.0 - 0.5)
    for inner in (False, True):
        for truth in (True, False):
            chosen = (holds == truth) & (full == inner)
            ax.scatter(
                places[chosen], height[chosen], s=9, linewidths=0.5, edgecolors=DOT,
                facecolors=DOT if truth else "none", alpha=1.0 if inner else 0.18,
            )  # fmt: skip
    if parameter.words:
        ax.set_xlim(-0.5, len(parameter.words) - 0.5)
        for word in one.words:
            _shade(ax, word - 0.5, word + 0.5)
        titles = [tables.names.word(one.parameter, word) for word in parameter.words]
        ax.set_xticks(
            range(len(titles)), [shortened(title, width=LABEL) for title in titles]
        )
    else:
        low, high = ax.get_xlim()
        _shade(ax, max(one.low, low), min(one.high, high))
        ax.set_xlim(low, high)
        ax.xaxis.set_major_formatter(
            lambda value, _: told_parameter(
                parameter, value, tables.scenario, tables.language
            )
        )
    ax.set_yticks([])
    ax.set_title(wrapped(tables.names.parameter(one.parameter), width=WIDE))


def _shade(ax: Axes, low: float, high: float) -> None:
    ax.axvspan(low, high, color=SHADE, alpha=0.25, zorder=0, linewidth=0)


def _judged(region: Region, tables: WeighedTables, *, fails: bool) -> str:
    return say(
        "region_fails_in" if fails else "region_holds_in",
        tables.language,
        share=tables.writer.share(region.density),
        base=percent(region.base, tables.language),
        coverage=percent(region.coverage.value, tables.language),
    )


def alt_of_region(
    region: Region,
    ensemble: Ensemble,
    truths: tuple[Truths, Truths | None],
    tables: WeighedTables,
    words: TruthTables,
    *,
    fails: bool = False,
    foot: str = "",
) -> str:
    """Say what a region asks of each parameter, and the shares inside and outside."""
    holds, given = truths
    among = np.ones(len(ensemble), bool) if given is None else given
    key = "picture_fails" if fails else "picture_region"
    told = [say(key, tables.language, time=tables.after()), tables.head()[0]]
    told.append(_judged(region, tables, fails=fails))
    for one in region.restrictions:
        within = inside_of(one, ensemble)
        shares = [
            percent(float(holds[among & side].mean()), tables.language)
            if (among & side).any()
            else "–"
            for side in (within, ~within)
        ]
        where = words.asked(one)
        filled = {"where": where, "inside": shares[0], "outside": shares[1]}
        told.append(say("alt_strip", tables.language, **filled))
    return "\n".join(filter(None, (*told, foot))) + "\n"
