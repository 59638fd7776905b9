"""The ways that futures go: as a tree of bars, and as flows between rungs."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.analysis import PathTree, Sequences, flows_of
from sim.plots.style import GREY, INK, LABEL, add_frame, colours, new_figure, style
from sim.report.names import Names
from sim.report.numbers import percent
from sim.report.paths_tables import state_text, titles_of, way_text
from sim.report.words import say
from sim.report.wrapping import shortened

__all__ = ["alt_of_ways", "draw_flow", "draw_tree", "plot_flow", "plot_tree"]

ROW = 0.27  # inches
STEPS = 5
SMALLEST = 0.005
"""A flow that is smaller is drawn, and not named."""


def plot_tree(ax: Axes, tree: PathTree, sequences: Sequences, names: Names) -> Axes:
    """Draw each branch as a bar, set in by its depth, as long as its share.

    Parameters
    ----------
    ax : Axes
        Where to draw; it is given back.
    tree : PathTree
    sequences : Sequences
        What it was grown from.
    names : Names
        Titles, in the language of the picture.
    """
    with style():
        deepest = max((branch.depth for branch in tree), default=0)
        shades = colours(deepest + 2)
        parents: dict[int, int] = {}
        for row, branch in enumerate(tree):
            left = 0.16 * branch.depth
            share = branch.share.value
            ax.barh(
                row,
                share,
                left=left,
                height=0.66,
                color=shades[branch.depth],
                edgecolor=INK,
                linewidth=0.4,
            )
            if branch.depth:
                above = parents[branch.depth - 1]
                x = left - 0.08
                ax.plot([x, x], [above + 0.33, row], color=GREY, linewidth=0.7)
                ax.plot([x, left], [row, row], color=GREY, linewidth=0.7)
            parents[branch.depth] = row
            told = shortened(
                state_text(branch.state, sequences.ladders, names), width=LABEL
            )
            ax.text(left + share + 0.02, row, f"{told}  {percent(share)}", va="center")
        ax.set_ylim(len(tree) - 0.4, -0.6)
        ax.set_xlim(0, 0.16 * deepest + 1.7)
        ax.set_xticks([])
        ax.set_yticks([])
        for side in ("left", "bottom"):
            ax.spines[side].set_visible(False)
    return ax


def draw_tree(
    tree: PathTree, sequences: Sequences, names: Names, *, foot: str = ""
) -> Figure:
    """Draw the ways that members go as a tree."""
    with style():
        figure = new_figure(10.0, ROW * len(tree) + 1.0)
        plot_tree(figure.subplots(), tree, sequences, names)
        title = say(
            "picture_tree",
            names.language,
            count=f"{sequences.members:,}",
            titles=titles_of(sequences, names),
        )
        add_frame(figure, title, foot)
    return figure


def plot_flow(ax: Axes, sequences: Sequences, names: Names) -> Axes:
    """Draw the flows between states, move after move from left to right.

    Parameters
    ----------
    ax : Axes
        Where to draw; it is given back.
    sequences : Sequences
    names : Names
        Titles, in the language of the picture.
    """
    deepest = max((len(way) for way in sequences.ways), default=1) - 1
    steps = max(1, min(STEPS, deepest))
    flows = flows_of(sequences, steps=steps)
    states = sorted({flow.before for flow in flows} | {flow.after for flow in flows})
    shade = dict(zip(states, colours(max(2, len(states))), strict=False))
    with style():
        for step in range(steps):
            own = [flow for flow in flows if flow.step == step]
            left, right = _stacked(own, side="before"), _stacked(own, side="after")
            begin = {state: low for state, (low, _) in left.items()}
            end = {state: low for state, (low, _) in right.items()}
            for flow in sorted(own, key=lambda flow: (flow.before, flow.after)):
                low, high = begin[flow.before], end[flow.after]
                begin[flow.before] += flow.share
                end[flow.after] += flow.share
                _ribbon(ax, step, low, high, flow.share, shade[flow.before])
            if step == 0:
                _named(ax, 0, left, sequences, names)
            _named(ax, step + 1, right, sequences, names)
        ticks = [say("at_start", names.language)]
        ticks += [
            say("move_number", names.language, number=at) for at in range(1, steps + 1)
        ]
        ax.set_xticks(range(steps + 1), ticks)
        ax.set_xlim(-0.05, steps + 0.75)
        ax.set_yticks([])
        ax.spines["left"].set_visible(False)
        ax.spines["bottom"].set_visible(False)
        ax.tick_params(axis="x", length=0)
    return ax


Places = dict[tuple[int, ...], tuple[float, float]]
GAP = 0.03


def _stacked(flows: list, *, side: str) -> Places:  # type: ignore[type-arg]
    """Give each state its place, from where to where, the lowest at the bottom."""
    totals: dict[tuple[int, ...], float] = {}
    for flow in flows:
        state = getattr(flow, side)
        totals[state] = totals.get(state, 0.0) + flow.share
    places: Places = {}
    low = 0.0
    for state in sorted(totals):
        places[state] = (low, low + totals[state])
        low += totals[state] + GAP
    return places


def _ribbon(
    ax: Axes, step: int, low: float, high: float, share: float, colour: object
) -> None:
    x = np.linspace(0.02, 0.98, 30)
    bend = 3 * x**2 - 2 * x**3
    lower = low + (high - low) * bend
    ax.fill_between(
        step + x,
        lower,
        lower + share,
        color=colour,
        alpha=0.55,
        linewidth=0,
    )


def _named(
    ax: Axes, column: int, places: Places, sequences: Sequences, names: Names
) -> None:
    for state, (low, high) in places.items():
        ax.plot(
            [column, column], [low, high], color=INK, linewidth=3, solid_capstyle="butt"
        )
        if high - low < SMALLEST:
            continue
        told = shortened(state_text(state, sequences.ladders, names), width=24)
        ax.text(
            column + 0.03,
            (low + high) / 2,
            f"{told} {percent(high - low)}",
            va="center",
            fontsize=7.5,
        )


def draw_flow(sequences: Sequences, names: Names, *, foot: str = "") -> Figure:
    """Draw the first moves of members as flows between rungs."""
    with style():
        figure = new_figure(11.0, 5.6)
        plot_flow(figure.subplots(), sequences, names)
        title = say(
            "picture_flow",
            names.language,
            count=f"{sequences.members:,}",
            titles=titles_of(sequences, names),
        )
        marks = say("flow_marks", names.language)
        add_frame(figure, title, "\n".join(filter(None, (marks, foot))))
    return figure


def alt_of_ways(
    tree: PathTree, sequences: Sequences, names: Names, *, foot: str = ""
) -> str:
    """Say which share goes which way, down to the branches that are drawn."""
    told = [
        say(
            "picture_tree",
            names.language,
            count=f"{sequences.members:,}",
            titles=titles_of(sequences, names),
        )
    ]
    way: list[tuple[int, ...]] = []
    for branch in tree:
        way = [*way[: branch.depth], branch.state]
        path = way_text(way, sequences.ladders, names)
        share = percent(branch.share.value)
        told.append(say("alt_tree_branch", names.language, way=path, share=share))
    return "\n".join([*told, foot] if foot else told) + "\n"
