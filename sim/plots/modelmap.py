"""The map of a model before any run: what moves what, through which clocks.

Every ladder is a line that runs down the left. A cause stands in a row: it reads the
ladders on whose lines it has a mark, the mark says which way that pushes, and its arrow
ends at the ladder or gauge that it moves. Lines cross only at right angles, and meet
only where there is a mark.
"""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, Rectangle

from sim.analysis import Sign
from sim.plots.mapplan import (
    DOES,
    GAP,
    HEAD,
    LABEL,
    LEANING,
    MARGIN,
    ROW,
    Plan,
)
from sim.plots.style import GREY, INK, style
from sim.report.mapping import MapGroup, MapLine, map_title
from sim.report.names import Names
from sim.report.wrapping import columns, shortened, wrapped
from sim.texts import Text

__all__ = ["draw_map", "plot_map"]

LOOKS: dict[Sign, tuple[str, str, str]] = {  # face, edge, ink of each mark
    "+": ("#1f4e79", "#1f4e79", "white"),
    "-": ("#a84300", "#a84300", "white"),
    "?": ("white", INK, INK),
    "=": ("#8a8a8a", "#8a8a8a", "#8a8a8a"),
}
KEY: tuple[tuple[Sign, Text], ...] = (
    ("+", Text("the higher, the more it pushes up", "높을수록 위로 미는 힘이 커짐")),
    (
        "-",
        Text("the higher, the more it pushes down", "높을수록 아래로 미는 힘이 커짐"),
    ),
    ("?", Text("either way: not known", "방향을 알 수 없음")),
    (
        "=",
        Text(
            "only on some rungs, in no one direction", "일부 단에서만, 일정한 방향 없음"
        ),
    ),
)
_CAUSE = Text("what may happen, and how soon", "일어날 수 있는 일과 시기")
_MOVED = Text("what it does", "미치는 영향")


def draw_map(
    groups: Sequence[MapGroup],
    names: Names,
    *,
    foot: str = "",
    only: Sequence[str] = (),
    page: str = "",
) -> Figure:
    """Draw the map of a model on a figure of its own.

    Parameters
    ----------
    groups : sequence of MapGroup
        What moves what, as `sim.report.mapping.map_groups` gives it.
    names : Names
        Titles, in the language of the picture.
    foot : str
        What stands at the foot: which scenario, and that it is no forecast.
    only : sequence of str, optional
        Only what moves these ladders and gauges; everything unless given.
    page : str, optional
        Which page of a map in several this is, such as ``1/4``.
    """
    plan = Plan(groups, names, foot, only)
    with style():
        figure = Figure(figsize=(plan.width, plan.height), dpi=110)
        ax = figure.add_axes((0.0, 0.0, 1.0, 1.0))
        plot_map(ax, groups, names, foot=foot, only=only)
        if page:
            x, y = plan.width - MARGIN, plan.height - 0.3
            ax.text(x, y, page, fontsize=12, color=GREY, ha="right", va="center")
    return figure


def plot_map(
    ax: Axes,
    groups: Sequence[MapGroup],
    names: Names,
    *,
    foot: str = "",
    only: Sequence[str] = (),
) -> Axes:
    """Draw the map of a model; one unit of the axes is an inch."""
    plan = Plan(groups, names, foot, only)
    with style():
        ax.set_xlim(0, plan.width)
        ax.set_ylim(0, plan.height)
        ax.set_axis_off()
        _heads(ax, plan, names)
        lowest = _bodies(ax, plan)
        for bus in plan.buses:
            x = plan.x[bus.name]
            ax.plot(
                [x, x],
                [lowest[bus.name], plan.first + 0.04],
                color="#b9b9b9",
                linewidth=0.8,
                zorder=1,
            )
        _legend(ax, plan, names)
    return ax


def _heads(ax: Axes, plan: Plan, names: Names) -> None:
    language = names.language
    top = plan.height - 0.3
    title = shortened(map_title(names), width=int(9.5 * plan.width))
    ax.text(MARGIN, top, title, fontsize=12, fontweight="bold", va="center")
    for bus in plan.buses:
        x = plan.x[bus.name]
        label = f"{plan.numbers[bus.name]}  {shortened(bus.title, width=LEANING)}"
        ax.text(
            x - 0.03,
            plan.first + 0.1,
            label,
            fontsize=8,
            rotation=48,
            rotation_mode="anchor",
            ha="left",
            va="center",
        )
    for x, text in (
        (plan.label, _CAUSE),
        (plan.does + 0.12, _MOVED),
    ):
        ax.text(
            x,
            plan.first + 0.1,
            text.say(language),
            fontsize=8,
            color=GREY,
            va="center",
            style="normal",
        )


def _bodies(ax: Axes, plan: Plan) -> dict[str, float]:
    """Draw each group; give how far down each line has to run."""
    lowest = {bus.name: plan.first for bus in plan.buses}
    y = plan.first - 0.05
    for group in plan.groups:
        height = HEAD + ROW * len(group.lines)
        ax.add_patch(
            Rectangle(
                (plan.label - 0.06, y - HEAD + 0.03),
                plan.width - plan.label - 0.1,
                HEAD - 0.03,
                facecolor="#eef0f2",
                edgecolor="none",
                zorder=0,
            )
        )
        if any(line.does for line in group.lines):
            _box(ax, plan, y - height, height - HEAD)
        for bus in plan.buses[: 0 if group is plan.groups[0] else None]:
            if plan.last[bus.name] < plan.groups.index(group):
                continue
            ax.text(
                plan.x[bus.name] + 0.03,
                y - 0.2,
                str(plan.numbers[bus.name]),
                fontsize=6,
                color=GREY,
                va="center",
            )
        number = plan.numbers[group.name]
        room = plan.width - plan.label - 0.3
        title = f"{number}  {shortened(group.title, width=int(room * 13))}"
        ax.text(plan.label, y - 0.12, title, fontsize=9, fontweight="bold", va="center")
        rungs = shortened(group.rungs, width=int(room * 18.5))
        ax.text(plan.label, y - 0.3, rungs, fontsize=7, color=GREY, va="center")
        x = plan.width - MARGIN
        note = ax.text(x, y - 0.12, group.note, fontsize=7, color=GREY)
        note.set(ha="right", va="center")
        for at, line in enumerate(group.lines):
            row = y - HEAD - ROW * (at + 0.5)
            _row(ax, plan, line, row)
            for source in line.signs:
                lowest[source] = row
        y -= height + GAP
    return lowest


def _box(ax: Axes, plan: Plan, y: float, height: float) -> None:
    """Frame what is done to one ladder or gauge."""
    ax.add_patch(
        Rectangle(
            (plan.does, y),
            plan.width - plan.does - 0.16,
            height,
            facecolor="none",
            edgecolor=GREY,
            linewidth=0.8,
            zorder=2,
        )
    )


def _row(ax: Axes, plan: Plan, line: MapLine, y: float) -> None:
    marks = [(plan.x[source], sign) for source, sign in line.signs.items()]
    if line.does:
        first = min((x for x, _ in marks), default=plan.label - 0.06)
        ax.add_patch(
            FancyArrowPatch(
                (first, y),
                (plan.does, y),
                arrowstyle="-|>",
                color=INK,
                mutation_scale=8,
                linewidth=0.7,
                shrinkA=0,
                shrinkB=0,
                zorder=2,
            )
        )
    for x, sign in marks:
        _mark(ax, x, y, sign)
    room = int((LABEL - 0.35) * plan.columns)
    timing = f"  ·  {line.timing}" if line.timing else ""
    title = shortened(line.title, width=max(20, room - columns(timing)))
    # The arrow passes behind what its cause is called.
    clear = {"facecolor": "white", "edgecolor": "none", "pad": 2.0}
    ax.text(
        plan.label,
        y,
        title + timing,
        fontsize=8,
        va="center_baseline",
        zorder=3,
        color=INK if line.does else GREY,
        bbox=clear,
    )
    room = int((DOES - 0.3) * plan.columns)
    small = columns(line.does) > room
    does = wrapped(line.does, width=int(room * 1.25)) if small else line.does
    ax.text(
        plan.does + 0.1,
        y,
        does,
        fontsize=6.5 if small else 8,
        va="center" if small else "center_baseline",
        zorder=3,
        linespacing=1.0,
    )


def _mark(ax: Axes, x: float, y: float, sign: Sign) -> None:
    """Draw the mark of one sign: a disc with the sign in it, or a small one without."""
    face, edge, ink = LOOKS[sign]
    small = sign == "="
    ax.plot(
        [x],
        [y],
        marker="o",
        markersize=4.5 if small else 10,
        zorder=4,
        markerfacecolor=face,
        markeredgecolor=edge,
        markeredgewidth=0.8,
    )
    if sign in "+-":  # drawn, for a sign of a font is not in the middle of its line
        arm = 0.042
        ax.plot([x - arm, x + arm], [y, y], color=ink, linewidth=1.4, zorder=5)
        if sign == "+":
            ax.plot([x, x], [y - arm, y + arm], color=ink, linewidth=1.4, zorder=5)
    elif sign == "?":
        ax.text(
            x,
            y - 0.005,
            "?",
            color=ink,
            fontsize=8.5,
            zorder=5,
            fontweight="bold",
            ha="center",
            va="center_baseline",
        )


def _legend(ax: Axes, plan: Plan, names: Names) -> None:
    y, x = plan.bottom - 0.2, MARGIN + 0.1
    for sign, text in KEY:
        _mark(ax, x, y, sign)
        told = text.say(names.language)
        ax.text(x + 0.14, y, told, fontsize=8, va="center")
        x += 0.5 + columns(told) / 17
    ax.text(MARGIN, plan.bottom - 0.42, plan.foot, fontsize=7.5, color=GREY, va="top")
