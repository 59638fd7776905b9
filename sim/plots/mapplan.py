"""Where everything stands on the map of a model, and on which page of it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from sim.report.mapping import MapGroup
from sim.report.names import Names
from sim.report.wrapping import columns, wrapped

__all__ = [
    "DOES",
    "GAP",
    "HEAD",
    "LABEL",
    "LEANING",
    "MARGIN",
    "ROW",
    "Plan",
    "map_pages",
]

PITCH = 0.3  # inches between two lines
ROW = 0.235  # inches from row to row
HEAD = 0.42  # inches of a group's head
GAP = 0.14  # inches between groups
LABEL = 4.9  # inches for what a cause is
DOES = 2.9  # inches for what it does
MARGIN = 0.25
TOP = 0.5
LEGEND = 0.75
PAGE = 13.5  # inches: a higher map is easier read page by page
LEANING = 52  # columns of a name at the head of a line
COLUMNS = {"en": 19, "ko": 20}  # of text at 8 points in an inch


class Plan:
    """Where everything stands, in inches from the lower left."""

    def __init__(
        self,
        groups: Sequence[MapGroup],
        names: Names,
        foot: str,
        only: Sequence[str] = (),
    ) -> None:
        self.columns = COLUMNS[names.language]
        chosen = [group for group in groups if not only or group.name in only]
        read = {
            source for group in chosen for line in group.lines for source in line.signs
        }
        self.groups = chosen
        self.buses = [group for group in groups if group.name in read]
        self.numbers = {group.name: at for at, group in enumerate(groups, start=1)}
        self.x = {
            bus.name: MARGIN + 0.1 + PITCH * at for at, bus in enumerate(self.buses)
        }
        self.last = {
            source: at
            for at, group in enumerate(chosen)
            for line in group.lines
            for source in line.signs
        }
        lines = max(len(self.buses), 4)
        self.label = MARGIN + PITCH * lines + 0.2
        self.does = self.label + LABEL
        self.width = self.does + DOES + MARGIN
        self.foot = wrapped(foot, width=int(16.5 * self.width)) if foot else ""
        bottom = LEGEND + 0.13 * (self.foot.count("\n") + 1)
        longest = max((columns(bus.title[:LEANING]) for bus in self.buses), default=0)
        # The names lean: that is how high the longest of them reaches.
        self.names = 0.3 + 0.046 * min(longest, LEANING)
        body = sum(_height(group) for group in chosen)
        self.height = TOP + self.names + body + bottom
        self.first = self.height - TOP - self.names
        self.bottom = bottom


def _height(group: MapGroup) -> float:
    """Say how high a group stands, in inches."""
    return HEAD + ROW * len(group.lines) + GAP


def map_pages(groups: Sequence[MapGroup], names: Names) -> list[list[str]]:
    """Part a map into pages of about the same height, each with whole groups.

    Returns
    -------
    list of list of str
        The ladders and gauges of each page, in order; one page if all fit on it.
    """
    whole = Plan(groups, names, "")
    count = 1
    if whole.height > PAGE:
        around = TOP + whole.names + whole.bottom
        body = sum(_height(group) for group in groups)
        count = max(2, math.ceil(body / (PAGE - around)))
    room = sum(_height(group) for group in groups) / count
    pages: list[list[str]] = [[]]
    filled = 0.0
    for group in groups:
        middle = filled + _height(group) / 2
        if pages[-1] and middle > room * len(pages):
            pages.append([])
        pages[-1].append(group.name)
        filled += _height(group)
    return pages
