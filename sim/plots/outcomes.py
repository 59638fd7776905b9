"""How outcomes are spread: shares of conditions, bins of numbers and days, rungs.

What never happens is a share of its own, on a strip above the bins.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import zip_longest

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from sim.analysis import Estimate, OutcomeSpread, OutcomeSummary
from sim.plots.style import (
    INK,
    LABEL,
    add_frame,
    date_axis,
    day_numbers,
    new_figure,
    share_ticks,
    style,
)
from sim.report.names import Names, line_of
from sim.report.numbers import PEOPLE, Writer, told_share
from sim.report.units import outcome_unit
from sim.report.words import say
from sim.report.wrapping import shortened, wrapped
from sim.texts import Language

__all__ = [
    "draw_outcomes",
    "outcome_range",
    "outcome_title",
    "plot_conditions",
    "plot_outcome",
]

ROW = 0.21  # inches
PANEL = 1.75
BAR = "#9fb4d6"
STRIP = 0.09  # of the height of a panel


def plot_conditions(
    ax: Axes, summaries: Sequence[OutcomeSummary], names: Names
) -> Axes:
    """Draw the share of futures in which each condition holds.

    Parameters
    ----------
    ax : Axes
        Where to draw; it is given back.
    summaries : sequence of OutcomeSummary
        Of conditions.
    names : Names
        The language of the picture.
    """
    with style():
        rows = [(line_of(s.title, names.language), s.share) for s in summaries]
        _rows(ax, rows, names.language, titles=70)
        ax.set_xlabel(say("axis_holds", names.language))
    return ax


def _rows(
    ax: Axes,
    rows: Sequence[tuple[str, Estimate | None]],
    language: Language,
    *,
    titles: int,
) -> None:
    """Draw shares as bars to the right, each with its interval and its value."""
    for at, (_, share) in enumerate(rows):
        if share is None:
            continue
        ax.barh(at, share.value, height=0.6, color=BAR, edgecolor=INK, linewidth=0.4)
        ax.plot([share.low, share.high], [at, at], color=INK, linewidth=1.1, marker="|")
        ax.annotate(
            told_share(share, language),
            xy=(1.01, at),
            xycoords=("axes fraction", "data"),
            va="center",
            fontsize=7.5,
            annotation_clip=False,
        )
    labels = [shortened(title, width=titles) for title, _ in rows]
    ax.set_yticks(range(len(rows)), labels)
    ax.tick_params(axis="y", length=0, labelsize=7.5)
    ax.set_ylim(len(rows) - 0.4, -0.6)
    ax.set_xlim(0, 1)
    ax.set_xticks(*share_ticks(language))


def plot_outcome(ax: Axes, spread: OutcomeSpread, names: Names) -> Axes:
    """Draw how one outcome is spread over the futures.

    Parameters
    ----------
    ax : Axes
        Where to draw; it is given back.
    spread : OutcomeSpread
        Of a number, a day or a rung; a condition is one row of `plot_conditions`.
    names : Names
        Titles, in the language of the picture.
    """
    with style():
        summary = spread.summary
        if summary.kind == "condition":
            return plot_conditions(ax, [summary], names)
        title = wrapped(outcome_title(spread, names), width=66, hanging=0)
        if summary.kind == "ladder":
            rungs = list(enumerate(summary.rungs))[::-1]
            rows = [(names.rung(summary.ladder, at), share) for at, share in rungs]
            _rows(ax, rows, names.language, titles=LABEL)
        else:
            _bins(ax, spread, names)
            title += f"\n{outcome_range(spread, names)}"
        ax.set_title(title, fontsize=8.5)
    return ax


def outcome_title(spread: OutcomeSpread, names: Names) -> str:
    """Name an outcome with its unit and, of people, with who reports them."""
    outcome = next(o for o in names.model.outcomes if o.name == spread.summary.name)
    title = line_of(spread.summary.title, names.language)
    if spread.summary.kind != "number":
        return title
    unit = outcome_unit(names.model, outcome)
    if unit:
        title += f" [{names.unit(unit)}]"
    return f"{title} ({names.people_note(outcome)})" if unit in PEOPLE else title


def outcome_range(spread: OutcomeSpread, names: Names) -> str:
    """Say where 9 of 10 futures lie, and in which share it never happens."""
    language, writer = names.language, Writer.of(names.model, names.language)
    found = spread.summary.spread
    if found is None:
        return ""
    if spread.summary.kind == "day":
        told = [] if np.isinf(found.low) else [writer.days(found.low, found.high)]
    else:
        outcome = next(o for o in names.model.outcomes if o.name == spread.summary.name)
        people = outcome_unit(names.model, outcome) in PEOPLE
        written = writer.people if people else writer.numbers
        told = [written(found.low, found.high)]
    parts = [say("spread_nine", language, range=one) for one in told]
    for key, share in (("never", spread.never), ("nothing", spread.nothing)):
        if share is not None and share.value > 0:
            parts.append(say(f"spread_{key}", language, share=writer.share(share)))
    return " · ".join(parts)


def _bins(ax: Axes, spread: OutcomeSpread, names: Names) -> None:
    """Draw bins as bars; above them a strip for those that never, or stay at none."""
    edges, writer = spread.edges, Writer.of(names.model, names.language)
    top = float(spread.shares.max(initial=0.0)) or 1.0
    if spread.summary.kind == "day":
        start = date.fromisoformat(names.model.start)
        places = np.array(day_numbers(edges.tolist(), start))
        date_axis(ax, start, names.model.horizon)
    else:
        places = edges
        ax.set_xlim(float(edges[0]), float(edges[-1]))
        ax.xaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10]))
        ax.xaxis.set_major_formatter(lambda value, _: writer.number(value))
    ax.bar(
        places[:-1],
        spread.shares,
        width=np.diff(places),
        align="edge",
        color=BAR,
        edgecolor="white",
        linewidth=0.5,
    )
    room = top * 1.3
    ax.set_ylim(0, room)
    ax.set_yticks(*share_ticks(names.language, (0, top)))
    if not spread.shares.any():  # an empty frame would look like a fault
        ax.set_yticks([])
        said = say("spread_empty", names.language)
        ax.text(0.5, 0.4, said, transform=ax.transAxes, ha="center", fontsize=8)
    apart = spread.never or spread.nothing
    if apart is not None and apart.value > 0:
        _strip(ax, 1 - apart.value)


def _strip(ax: Axes, share: float) -> None:
    """Draw which share is in the bins, plain, and which is not, hatched."""
    for left, width, face, hatch in (
        (0.0, share, BAR, ""),
        (share, 1 - share, "white", "////"),
    ):
        ax.add_patch(
            Rectangle(
                (left, 1 - STRIP),
                width,
                STRIP,
                transform=ax.transAxes,
                facecolor=face,
                edgecolor=INK,
                hatch=hatch,
                linewidth=0.5,
            )
        )


def draw_outcomes(
    spreads: Sequence[OutcomeSpread], names: Names, *, members: int, foot: str = ""
) -> Figure:
    """Draw every outcome: conditions together, each of the others in its own panel.

    Parameters
    ----------
    members : int
        How many were run.
    foot : str
        What stands at the foot: which scenario, and that it is no forecast.
    """
    conditions = [s.summary for s in spreads if s.summary.kind == "condition"]
    others = [s for s in spreads if s.summary.kind != "condition"]
    columns = 1 if len(others) == 1 else 2
    rows = -(-len(others) // columns)
    high = [ROW * len(conditions) + 0.6] * bool(conditions)
    high += [PANEL * rows] * bool(others)
    with style():
        figure = new_figure(10.6, sum(high) + 1.0)
        parts = figure.subfigures(len(high), 1, squeeze=False, height_ratios=high)
        places = list(parts[:, 0])
        if conditions:
            plot_conditions(places.pop(0).subplots(), conditions, names)
        if others:
            panels = places[0].subplots(rows, columns, squeeze=False).T.flat
            for ax, spread in zip_longest(panels, others):
                if spread is None:
                    ax.set_visible(False)
                else:
                    plot_outcome(ax, spread, names)
        title = say("picture_outcomes", names.language, count=f"{members:,}")
        add_frame(figure, title, foot)
    return figure
