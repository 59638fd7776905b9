"""The look of every picture: its font, its colours, its dates, its foot.

Colours rise from dark to light and keep their order in grey and for colour-blind eyes;
nothing is told by colour alone. A text is text: a dollar sign is a dollar sign.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib import dates, font_manager
from matplotlib.figure import Figure
from matplotlib.text import Text as DrawnText

from sim.report.numbers import percent
from sim.report.wrapping import shortened, wrapped
from sim.texts import Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = [
    "GREY",
    "INK",
    "LABEL",
    "TITLE",
    "add_frame",
    "colours",
    "date_axis",
    "date_ticks",
    "day_numbers",
    "end_label",
    "has_font",
    "new_figure",
    "plain_texts",
    "share_axis",
    "share_ticks",
    "spread_apart",
    "style",
]

_dates: Any = dates  # has no annotations

INK = "#1a1a1a"
GREY = "#6b6b6b"
LABEL = 44  # columns that a label may take; its alt text has the whole
TITLE = 84
MONTH = 365.25 / 12
MOST_TICKS = 7
FEW_TICKS = 4
LAST_YEAR = 9999  # dates reach no further
FAMILY = ["Pretendard", "DejaVu Sans"]

SETTINGS: dict[str, Any] = {
    "font.family": FAMILY,
    "font.size": 8.5,
    "text.parse_math": False,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": GREY,
    "axes.linewidth": 0.6,
    "axes.titlesize": 9.5,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.unicode_minus": True,
    "text.hinting": "no_hinting",  # as print does; and shaping is twice as quick
    "xtick.color": GREY,
    "ytick.color": GREY,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "xtick.major.width": 0.6,
    "ytick.major.width": 0.6,
    "hatch.linewidth": 0.6,
    "figure.autolayout": False,
    "figure.constrained_layout.use": False,
    "figure.facecolor": "white",
    "savefig.facecolor": "white",
    "svg.fonttype": "path",
    "svg.hashsalt": "escalation-sim",
}


@contextmanager
def style() -> Iterator[None]:
    """Draw in the house's look, and leave the caller's settings alone."""
    _add_fonts()
    settings: Any = SETTINGS  # matplotlib's stubs list every key by name
    with mpl.rc_context(rc=settings):
        yield


@cache
def _add_fonts() -> None:
    """Make the shipped font known to matplotlib."""
    folder = resources.files("sim.plots") / "fonts"
    for name in ("Pretendard-Regular.otf", "Pretendard-Bold.otf"):
        with resources.as_file(folder / name) as path:
            font_manager.fontManager.addfont(str(path))


def has_font() -> bool:
    """Say whether the shipped font is there, and has Hangul."""
    _add_fonts()
    found = font_manager.fontManager.findfont(FAMILY[0], fallback_to_default=False)
    return ord("한") in font_manager.get_font(found).get_charmap()


def new_figure(width: float, height: float) -> Figure:
    """Give an empty figure of that size in inches, with room made for every text."""
    figure = Figure(figsize=(width, height), dpi=110, layout="constrained")
    engine = figure.get_layout_engine()
    if engine is not None:
        engine.set(w_pad=0.1, h_pad=0.05, wspace=0.03, hspace=0.03)  # type: ignore[call-arg]
    return figure


def add_frame(figure: Figure, title: str, foot: str) -> None:
    """Put a title above a figure and its foot below."""
    room = figure.get_figwidth()
    title = _in_two_lines(title, width=int(11 * room))
    figure.suptitle(title, x=0.01, ha="left", fontsize=12, fontweight="bold")
    if foot:
        lines = [wrapped(line, width=int(17 * room)) for line in foot.split("\n")]
        foot = "\n".join(lines)
        figure.supxlabel(foot, x=0.01, ha="left", fontsize=7.5, color=GREY)


def _in_two_lines(title: str, *, width: int) -> str:
    """Break a long title once; what two lines do not hold is cut."""
    first, *rest = wrapped(title, width=width, hanging=0).split("\n")
    return "\n".join(filter(None, [first, shortened(" ".join(rest), width=width)]))


def plain_texts(figure: Figure) -> None:
    """Take every text of a figure as it is written."""
    for text in figure.findobj(DrawnText):
        assert isinstance(text, DrawnText)
        text.set_parse_math(False)


def colours(count: int) -> list[tuple[float, float, float, float]]:
    """Give `count` colours from dark to light."""
    scale = mpl.colormaps["cividis"]
    if count == 1:
        return [scale(0.35)]
    return [scale(0.08 + 0.87 * at / (count - 1)) for at in range(count)]


def day_numbers(days: Sequence[float], start: date) -> list[float]:
    """Give days of a run as matplotlib counts dates."""
    first = float(_dates.date2num(start))
    return [first + float(day) for day in days]


def share_axis(ax: Axes, language: Language) -> None:
    """Make the vertical axis one of shares, from none to all."""
    ax.set_ylim(0, 1)
    ax.set_yticks(*share_ticks(language))


def share_ticks(
    language: Language, shares: Sequence[float] = (0, 0.5, 1)
) -> tuple[list[float], list[str]]:
    """Give the ticks of an axis of shares, and their labels."""
    return [*shares], [percent(share, language) for share in shares]


def date_axis(ax: Axes, start: date, horizon: float, *, narrow: bool = False) -> None:
    """Put dates on the horizontal axis, from `start` to the horizon in days.

    The ticks are worked out once: a locator would do it again for every drawing.
    """
    first, last = day_numbers([0.0, horizon], start)
    ax.set_xlim(first, last)
    ticks = date_ticks(start, horizon, narrow=narrow)
    ax.set_xticks(day_numbers([day for day, _ in ticks], start), [t for _, t in ticks])


def date_ticks(
    start: date, horizon: float, *, narrow: bool = False
) -> list[tuple[float, str]]:
    """Give days of a run at which a tick may stand, each with its label.

    Where the axis is `narrow` there is less room for months, which are longer to write.

    Examples
    --------
    >>> date_ticks(date(2024, 10, 22), 250.0)
    [(10.0, '2024-11'), (71.0, '2025-01'), (130.0, '2025-03'), (191.0, '2025-05')]
    """
    for months in (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200):
        most = FEW_TICKS if narrow and months < 12 else MOST_TICKS
        if horizon / (MONTH * months) <= most:
            break
    if horizon < 3 * MONTH:
        step = next(days for days in (1, 2, 5, 7, 14) if horizon / days <= MOST_TICKS)
        days = [float(day) for day in range(0, int(horizon) + 1, step)]
        return [(d, (start + timedelta(days=d)).isoformat()[5:]) for d in days]
    found: list[tuple[float, str]] = []
    at = (start.year * 12 + start.month - 1) // months * months
    while True:
        year, month = divmod(at, 12)
        at += months
        if year > LAST_YEAR:
            return found
        if year < 1:
            continue
        day = float((date(year, month + 1, 1) - start).days)
        if day > horizon:
            return found
        if day >= 0:
            label = f"{year}" if months >= 12 else f"{year}-{month + 1:02d}"
            found.append((day, label))


def spread_apart(
    places: Sequence[float], gap: float, *, low: float, high: float
) -> list[float]:
    """Move places apart until none is nearer to another than `gap`.

    They keep their order, and stay between `low` and `high` where there is room.

    Examples
    --------
    >>> spread_apart([1.0, 1.0, 5.0], 0.5, low=0.0, high=10.0)
    [0.75, 1.25, 5.0]
    >>> spread_apart([9.0, 9.0], 2.0, low=0.0, high=9.0)
    [7.0, 9.0]
    """
    order = sorted(range(len(places)), key=lambda at: (places[at], at))
    groups: list[list[int]] = []
    middles: list[float] = []
    for at in order:
        groups.append([at])
        middles.append(places[at])
        while len(groups) > 1:
            need = gap * (len(groups[-1]) + len(groups[-2])) / 2
            if middles[-1] - middles[-2] >= need:
                break
            joined = groups.pop()
            middles.pop()
            groups[-1] += joined
            middles[-1] = sum(places[one] for one in groups[-1]) / len(groups[-1])
    moved = list(places)
    for group, middle in zip(groups, middles, strict=True):
        for rank, at in enumerate(group):
            moved[at] = middle + gap * (rank - (len(group) - 1) / 2)
    for rank, at in enumerate(order):
        moved[at] = max(moved[at], low + gap * rank)
    for rank, at in enumerate(reversed(order)):
        moved[at] = min(moved[at], high - gap * rank)
    return moved


def end_label(
    ax: Axes, text: str, *, at: float, beside: float, share: bool, **look: Any
) -> None:
    """Write a text to the right of the axes, tied to a height on its right edge.

    Parameters
    ----------
    at : float
        The height that is named.
    beside : float
        The height of the text.
    share : bool
        Whether heights are shares of the axes, or in data.
    **look
        ``color`` of both, ``linestyle`` of the tie, ``fontsize``.
    """
    transform = ax.transAxes if share else ax.get_yaxis_transform()
    colour = look.get("color", GREY)
    ax.plot(
        [1.0, 1.03],
        [at, beside],
        transform=transform,
        clip_on=False,
        color=look.get("tie", colour),
        linewidth=look.get("linewidth", 0.7),
        linestyle=look.get("linestyle", "-"),
        scalex=False,
        scaley=False,
    )
    ax.text(
        1.04,
        beside,
        text,
        transform=transform,
        va="center",
        ha="left",
        fontsize=look.get("fontsize", 8),
        color=colour,
    )
