"""The ways that futures go: as a tree of bars, and as flows between rungs."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.analysis import PathTree, Sequences, flows_of
from sim.plots.style import (
    GREY,
    INK,
    LABEL,
    add_frame,
    colours,
    new_figure,
    spread_apart,
    style,
)
from sim.report.names import Names
from sim.report.numbers import percent
from sim.report.paths_tables import state_text, titles_of, way_text
from sim.report.words import say
from sim.report.wrapping import columns, shortened

__all__ = [
    "alt_of_flow",
    "alt_of_ways",
    "draw_flow",
    "draw_tree",
    "plot_flow",
    "plot_tree",
]

ROW = 0.27  # inches
WIDTH = 10.0
STEPS = 5
SMALLEST = 0.005
"""A flow that is smaller is drawn, and not named."""
INDENT = 0.16
CHARACTER = 0.068  # inches that a column of text may take
COLUMN = 34  # columns of text that stand beside a node of a flow
LINE = 0.125  # inches


def plot_tree(ax: Axes, tree: PathTree, sequences: Sequences, names: Names) -> Axes:
    """Draw each branch as a bar, set in by its depth, as long as its share.

    The shade is that of the rung stood on, of the first ladder.

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
        count = len(names.model.ladder(sequences.ladders[0]).rungs)
        shades = colours(max(2, count))
        parents: dict[int, int] = {}
        wide = 1.0
        for row, branch in enumerate(tree):
            left, share = INDENT * branch.depth, branch.share.value
            ax.barh(
                row,
                share,
                left=left,
                height=0.66,
                color=shades[branch.state[0]],
                edgecolor=INK,
                linewidth=0.4,
            )
            if branch.depth:
                above = parents[branch.depth - 1]
                x = left - INDENT + 0.002  # where the bar above begins
                ax.plot([x, x], [above + 0.33, row], color=GREY, linewidth=0.7)
                ax.plot([x, left], [row, row], color=GREY, linewidth=0.7)
            parents[branch.depth] = row
            told = state_text(branch.state, sequences.ladders, names)
            told = (
                f"{shortened(told, width=LABEL + 30)}  {percent(share, names.language)}"
            )
            end = left + share + 0.02
            ax.text(end, row, told, va="center")
            rest = max(WIDTH - 0.4 - CHARACTER * columns(told), 2.0)
            wide = max(wide, end * (WIDTH - 0.4) / rest)
        ax.set_ylim(len(tree) - 0.4, -0.6)
        ax.set_xlim(0, wide)
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
        figure = new_figure(WIDTH, ROW * len(tree) + 1.2)
        plot_tree(figure.subplots(), tree, sequences, names)
        title = say(
            "picture_tree",
            names.language,
            count=f"{sequences.members:,}",
            titles=titles_of(sequences, names),
        )
        marks = say("tree_marks", names.language)
        add_frame(figure, title, "\n".join(filter(None, (marks, foot))))
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
    steps = steps_of(sequences)
    flows = flows_of(sequences, steps=steps)
    states = sorted({flow.before for flow in flows} | {flow.after for flow in flows})
    rungs = len(names.model.ladder(sequences.ladders[0]).rungs)
    shades = colours(max(2, rungs))
    shade = {state: shades[state[0]] for state in states}
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
        ax.set_xlim(-0.05, steps + 0.95)
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
    """Name each node beside it; names are moved apart where nodes are small."""
    named = []
    for state, (low, high) in places.items():
        ax.plot(
            [column, column], [low, high], color=INK, linewidth=3, solid_capstyle="butt"
        )
        if high - low >= SMALLEST:
            named.append((state, (low + high) / 2, high - low))
    line = _line_height(ax, places)
    lines = len(sequences.ladders)
    middles = [middle for _, middle, _ in named]
    top = max(high for _, high in places.values())
    apart = spread_apart(middles, lines * line, low=-line, high=max(top, 1.0) + line)
    for (state, middle, share), place in zip(named, apart, strict=True):
        rungs = [
            shortened(names.rung(ladder, rung), width=COLUMN)
            for ladder, rung in zip(sequences.ladders, state, strict=True)
        ]
        told = " +\n".join(rungs) + f" {percent(share, names.language)}"
        if abs(place - middle) > line / 3:
            ax.plot([column, column + 0.03], [middle, place], color=GREY, linewidth=0.6)
        ax.text(
            column + 0.035, place, told, va="center", fontsize=7, linespacing=0.95,
            bbox={"facecolor": "white", "alpha": 0.6, "pad": 0.6, "linewidth": 0},
        )  # fmt: skip


def _line_height(ax: Axes, places: Places) -> float:
    """Give the height of a line of text in the data of the axes, at most."""
    figure = ax.get_figure(root=True)
    inches = (figure.get_figheight() if figure else 5.6) - 1.3
    return LINE * (1.0 + GAP * max(len(places), 6)) / inches


def draw_flow(sequences: Sequences, names: Names, *, foot: str = "") -> Figure:
    """Draw the first moves of members as flows between rungs."""
    with style():
        figure = new_figure(13.5, 5.2 + 1.4 * len(sequences.ladders))
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
        share = percent(branch.share.value, names.language)
        told.append(say("alt_tree_branch", names.language, way=path, share=share))
    return "\n".join([*told, foot] if foot else told) + "\n"


def alt_of_flow(sequences: Sequences, names: Names, *, foot: str = "") -> str:
    """Say which share stands where after each of the first moves."""
    language = names.language
    steps = steps_of(sequences)
    filled = {"count": f"{sequences.members:,}"}
    filled["titles"] = titles_of(sequences, names)
    told = [say("picture_flow", language, **filled)]
    flows = flows_of(sequences, steps=steps)
    for step in range(steps + 1):
        side = "before" if step == 0 else "after"
        own = [flow for flow in flows if flow.step == max(0, step - 1)]
        shares = [
            (high - low, state)
            for state, (low, high) in _stacked(own, side=side).items()
        ]
        places = ", ".join(
            f"{state_text(state, sequences.ladders, names)} {percent(share, language)}"
            for share, state in sorted(shares, reverse=True)
            if share >= SMALLEST
        )
        when = say("at_start", language)
        if step:
            when = say("move_number", language, number=step)
        told.append(say("alt_flow", language, when=when, places=places))
    return "\n".join([*told, foot] if foot else told) + "\n"


def steps_of(sequences: Sequences) -> int:
    """Give how many moves a flow shows."""
    deepest = max((len(way) for way in sequences.ways), default=1) - 1
    return max(1, min(STEPS, deepest))
