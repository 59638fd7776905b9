"""Cells of a table for a spreadsheet, in which text stays text."""

from __future__ import annotations

__all__ = ["safe_cell"]

# What begins a formula, also in the wide letters of an East Asian keyboard.
_BEGINS = frozenset("=+-@\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}") | {
    "\N{FULLWIDTH HYPHEN-MINUS}",
    "\N{FULLWIDTH COMMERCIAL AT}",
}


def safe_cell(cell: float | int | str) -> str:
    """Write a cell so that a spreadsheet takes text for text.

    A text that begins like a formula, blanks aside, gets an apostrophe before it; a
    number is a number, with all its figures.

    Examples
    --------
    >>> safe_cell("=1+1"), safe_cell(-0.5), safe_cell("combat")
    ("'=1+1", '-0.5', 'combat')
    """
    if isinstance(cell, float):
        whole = cell.is_integer() and abs(cell) < 1e15
        return str(int(cell)) if whole else repr(cell)
    if isinstance(cell, str):
        formula = cell.lstrip()[:1] in _BEGINS or cell[:1] in {"\t", "\r", "\n"}
        return f"'{cell}" if formula and cell else cell
    return repr(cell)
