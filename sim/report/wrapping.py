"""Lines of a certain width, on which Hangul takes two columns."""

from __future__ import annotations

import unicodedata

__all__ = ["WIDTH", "columns", "shortened", "wrapped"]

WIDTH = 88


def wrapped(text: str, *, width: int = WIDTH, hanging: int | None = None) -> str:
    """Break a paragraph at `width` columns; Hangul is two columns wide.

    Parameters
    ----------
    hanging : int, optional
        By how much the second line and those after it are set in; as far as the first
        unless given.
    """
    indent = len(text) - len(text.lstrip(" "))
    after = " " * (indent if hanging is None else hanging)
    lines, line = [], " " * indent
    for word in text.split():
        if columns(line) + columns(word) + 1 > width and line.strip():
            lines.append(line)
            line = after
        line += word if not line.strip() else f" {word}"
    return "\n".join([*lines, line]).rstrip(" ")


def shortened(text: str, *, width: int) -> str:
    """Cut a text that is wider than `width` columns, and show that it was cut.

    Examples
    --------
    >>> shortened("a long title", width=8)
    'a long…'
    """
    if columns(text) <= width:
        return text
    while columns(text) > width - 1:
        text = text[:-1]
    return f"{text.rstrip()}…"


def columns(text: str) -> int:
    """Count the columns that a text takes: Hangul is two wide."""
    return len(text) + sum(unicodedata.east_asian_width(c) in "WF" for c in text)
