"""Claims over horizons: the share of futures in which each holds, with its interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.analysis import ClaimResult, ClaimShare, Estimate
from sim.plots.style import GREY, INK, add_frame, new_figure, share_ticks, style
from sim.report.names import Names, line_of
from sim.report.numbers import percent
from sim.report.words import say
from sim.report.wrapping import wrapped

__all__ = ["claim_value", "draw_claims", "plot_claims"]

ROW = 0.17  # inches
HEAD = 68  # columns that a line of a claim's own words may take
TALL = 36  # rows of one column of claims; with more there are two
BLUE = "#00429d"
APART = 0.2  # of a row: a dot above its line, a square below


def plot_claims(
    ax: Axes,
    results: Sequence[ClaimResult],
    names: Names,
    *,
    horizons: Sequence[str],
    members: int,
) -> Axes:
    """Draw each claim at each horizon, one below the other.

    A dot is the share with all counted, a square that on money alone where the two can
    differ; each lies on its interval. Beside it stands among how many futures it was
    asked, where that is not all of them.

    Parameters
    ----------
    ax : Axes
        Where to draw; it is given back.
    results : sequence of ClaimResult
    names : Names
        The language of the picture.
    horizons : sequence of str
        The horizons as they are read.
    members : int
        How many were run.
    """
    with style():
        row, ticks, marks = 0.0, [], _Marks()
        for result in results:
            head = _head(result, names)
            said = ax.text(
                0.0,
                row + 0.5 * (head.count("\n") + 1) - 0.5,
                head,
                fontsize=8,
                fontweight="bold",
                va="center",
                linespacing=1.1,
            )
            said.set_in_layout(False)
            row += head.count("\n") + 1.05
            found = _shares(ax, result, row, names, members)
            _tie(ax, found)
            marks.counted += found.counted
            marks.money += found.money
            ticks += [(row + at, text) for at, text in enumerate(horizons)]
            row += len(horizons) + 0.45
        marks.draw(ax)
        ax.set_yticks([at for at, _ in ticks], [text for _, text in ticks])
        ax.tick_params(axis="y", length=0, labelsize=7.5)
        ax.set_ylim(row - 0.4, -0.9)
        ax.set_xlim(-0.02, 1.02)
        ax.set_xticks(*share_ticks(names.language, (0, 0.25, 0.5, 0.75, 1)))
        ax.grid(axis="x", color="#e4e4e4", linewidth=0.6, zorder=0)
        ax.set_axisbelow(True)
        ax.spines["left"].set_visible(False)
        ax.set_xlabel(say("axis_claims", names.language))
    return ax


def _head(result: ClaimResult, names: Names) -> str:
    return wrapped(line_of(result.says, names.language), width=HEAD, hanging=0)


def _tie(ax: Axes, found: _Marks) -> None:
    """Lead from horizon to horizon, each kind of mark by a line of its own."""
    for marks, colour, dashes in (
        (found.counted, BLUE, "-"),
        (found.money, GREY, (0, (2, 2))),
    ):
        values = [share.value for share, _ in marks]
        heights = [y for _, y in marks]
        look: dict[str, Any] = {"color": colour, "linestyle": dashes, "alpha": 0.6}
        (line,) = ax.plot(values, heights, linewidth=0.7, zorder=1, **look)
        line.set_in_layout(False)


def _shares(
    ax: Axes, result: ClaimResult, first: float, names: Names, members: int
) -> _Marks:
    """Write the values of one claim; give its marks, which are drawn all together."""
    marks = _Marks()
    for at, share in enumerate(result.shares):
        y = first + at
        apart = APART if share.money is not None else 0.0
        if share.counted is not None:
            marks.counted.append((share.counted, y - apart))
        if share.money is not None:
            marks.money.append((share.money, y + apart))
        asked = members if result.given else 0
        told = claim_value(share, names, members=asked)
        ax.annotate(
            told,
            xy=(1.02, y),
            xycoords=("axes fraction", "data"),
            va="center",
            fontsize=7.5,
            color=INK if share.counted is not None else GREY,
            annotation_clip=False,
        )
    return marks


@dataclass
class _Marks:
    """Shares with all counted and on money alone, each with its height."""

    counted: list[tuple[Estimate, float]] = field(default_factory=list)
    money: list[tuple[Estimate, float]] = field(default_factory=list)

    def draw(self, ax: Axes) -> None:
        """Draw them; nothing of them stands outside the axes."""
        both = [*self.counted, *self.money]
        found: list[Any] = [
            ax.hlines(
                [y for _, y in both],
                [share.low for share, _ in both],
                [share.high for share, _ in both],
                color=INK,
                linewidth=1.0,
                zorder=2,
            )
        ]
        for marks, sign, face, edge in (
            (self.counted, "o", BLUE, BLUE),
            (self.money, "s", "white", INK),
        ):
            found += ax.plot(
                [share.value for share, _ in marks],
                [y for _, y in marks],
                linestyle="none",
                marker=sign,
                markersize=4.5,
                markerfacecolor=face,
                markeredgecolor=edge,
                zorder=3,
                clip_on=False,
            )
        for artist in found:
            artist.set_in_layout(False)


def claim_value(share: ClaimShare, names: Names, *, members: int = 0) -> str:
    """Write a claim's share at one horizon.

    Parameters
    ----------
    members : int
        Of a conditional claim, how many were run: with the share stands in how many
        futures, and in which share of them all, what it supposes holds.
    """
    language = names.language
    given = {
        "count": f"{share.among:,}",
        "given": percent(share.among / max(members, 1), names.language),
    }
    if share.counted is None:
        return say("claim_too_few", language, **given)
    told = percent(share.counted.value, names.language)
    if members:
        told = say("claim_of", language, share=told, **given)
    if share.money is not None:
        money = percent(share.money.value, names.language)
        told = say("claim_money", language, share=told, money=money)
    return told


def draw_claims(
    results: Sequence[ClaimResult],
    names: Names,
    *,
    horizons: Sequence[str],
    members: int,
    foot: str = "",
) -> Figure:
    """Draw all claims over the horizons, in one column or in two.

    Parameters
    ----------
    members : int
        How many were run.
    foot : str
        What stands at the foot: which scenario, and that it is no forecast.
    """
    sizes = [
        _head(result, names).count("\n") + 1.5 + len(horizons) for result in results
    ]
    parts = [list(results)]
    if sum(sizes) > TALL:
        half, at = 0.0, 0
        while half < sum(sizes) / 2:
            half += sizes[at]
            at += 1
        parts = [list(results[:at]), list(results[at:])]
    rows = [
        sum(size for result, size in zip(results, sizes, strict=True) if result in part)
        for part in parts
    ]
    with style():
        figure = new_figure(6.2 * len(parts), ROW * max(rows) + 1.5)
        grid = figure.subplots(1, len(parts), squeeze=False)
        for ax, part, size in zip(grid[0], parts, rows, strict=True):
            plot_claims(ax, part, names, horizons=horizons, members=members)
            bottom, top = ax.get_ylim()
            ax.set_ylim(bottom + max(rows) - size, top)
        title = say("picture_claims", names.language, count=f"{members:,}")
        money = any(s.money is not None for r in results for s in r.shares)
        marks = [
            say(key, names.language)
            for key, there in (
                ("claims_money", money),
                ("claims_given", any(result.given for result in results)),
            )
            if there
        ]
        add_frame(figure, title, "\n".join(filter(None, (*marks, foot))))
    return figure
