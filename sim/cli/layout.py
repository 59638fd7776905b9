"""How wide each column of a table may be, and where its cells break.

Counts columns of a terminal: Hangul is two wide. A number stays with its sign and its
``%``, and the ``to`` of a range with what stands before it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

__all__ = ["GAP", "broken", "column_widths", "columns_of", "groups_of"]

GAP = 2
"""Blanks between two columns."""
NARROWEST_TITLE = 24
"""The first column is left this wide before others are."""

TINIEST = 8
"""Words are cut before a column is narrower than this, if that is what it takes."""

Rows = Sequence[Sequence[str]]


def columns_of(text: str) -> int:
    """Give the columns that one line of text takes on a terminal.

    Examples
    --------
    >>> columns_of("war"), columns_of("전쟁")
    (3, 4)
    """
    if text.isascii():
        return len(text)
    marks = sum(unicodedata.combining(c) > 0 for c in text)
    return (
        len(text) + sum(unicodedata.east_asian_width(c) in "WF" for c in text) - marks
    )


def broken(text: str, width: int) -> list[str]:
    """Break a cell into lines; where the text is set in, all its lines are.

    Examples
    --------
    >>> broken("  37 % of them all", 8)
    ['  37 %', '  of', '  them', '  all']
    """
    indent = " " * (len(text) - len(text.lstrip(" ")))
    lines, line = [], indent
    for piece in _pieces(text):
        for word in _cut(piece, max(1, width - len(indent))):
            longer = line + word if not line.strip() else f"{line} {word}"
            if columns_of(longer) > width and line.strip():
                lines.append(line)
                longer = indent + word
            line = longer
    return [*lines, line]


def column_widths(rows: Rows, room: int) -> list[int]:
    """Share out the columns of a terminal among those of a table.

    Parameters
    ----------
    rows : sequence of sequence of str
        The heads and all rows.
    room : int
        Columns for cells and the gaps between them.
    """
    columns = list(zip(*rows, strict=True))
    widths = [max(columns_of(cell) for cell in column) for column in columns]
    least = [max(_least(cell) for cell in column) for column in columns]
    floor = [max(least[0], min(widths[0], NARROWEST_TITLE)), *least[1:]]
    room -= GAP * (len(widths) - 1)
    for lowest in (floor, least, [min(low, TINIEST) for low in least]):
        while sum(widths) > room:
            spare = [
                width if width > low else 0
                for width, low in zip(widths, lowest, strict=True)
            ]
            if not any(spare):
                break
            widths[spare.index(max(spare))] -= 1
    return widths


def groups_of(rows: Rows) -> list[list[Sequence[str]]]:
    """Put rows together that go on with the one above: their first cell is empty."""
    groups: list[list[Sequence[str]]] = []
    for row in rows:
        if row[0] or not groups:
            groups.append([])
        groups[-1].append(row)
    return groups


def _least(cell: str) -> int:
    indent = len(cell) - len(cell.lstrip(" "))
    return indent + max((columns_of(piece) for piece in _pieces(cell)), default=0)


def _pieces(text: str) -> list[str]:
    """Give the words of a cell; what must not be parted is one."""
    return re.findall(r"\S+(?: (?:%\S*|to|~)(?=\s|$))*", text)


def _cut(word: str, width: int) -> list[str]:
    """Cut a word that is wider than the column."""
    if columns_of(word) <= width:
        return [word]
    parts, part = [], ""
    for character in word:
        if part and columns_of(part + character) > width:
            parts.append(part)
            part = ""
        part += character
    return [*parts, part]
