"""Tables on a terminal, with rich.

A table is laid out for the width there is, so that it reads as well in a pipe.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console, detect_legacy_windows
from rich.table import Table as Grid
from rich.text import Text

from sim.cli.layout import GAP, broken, column_widths, columns_of, groups_of
from sim.cli.terminal import is_terminal, width_of
from sim.errors import shown

if TYPE_CHECKING:
    from sim.report.tables import Table

__all__ = ["show_table", "table_text"]

INDENT = "  "


def show_table(table: Table) -> None:
    """Print a table on standard output, with its title above and its notes below."""
    print(table_text(table))


def table_text(table: Table) -> str:
    """Give a table as it is printed on standard output."""
    width = width_of(sys.stdout)
    lines: list[str] = []
    widths = column_widths((table.columns, *table.rows), width)
    groups = groups_of(table.rows)
    fits = sum(widths) == sum(_natural_widths(table))
    lines += _drawn(Text(shown(table.title), style="bold"), width)
    lines.append("")
    if len(groups) < len(table.rows) and not fits:
        lines += _stacked(table, groups, width)
    else:
        cells = [[_cell(group, at) for at in range(len(widths))] for group in groups]
        lines += _headed(table.columns, cells, widths, table.right)
    lines.append("")
    for note in table.notes:
        lines += broken(shown(note), width)
    return "\n".join(lines)


def _natural_widths(table: Table) -> list[int]:
    columns = zip(table.columns, *table.rows, strict=True)
    return [max(columns_of(cell) for cell in column) for column in columns]


def _stacked(table: Table, groups: list[list[Sequence[str]]], width: int) -> list[str]:
    """Lay out rows in groups: what is said of a group above it, on lines of its own."""
    several = [
        at
        for at in range(1, len(table.columns))
        if any(row[at] for group in groups for row in group[1:])
    ]
    single = [at for at in range(1, len(table.columns)) if at not in several]
    heads = [table.columns[at] for at in several]
    rows = [[row[at] for at in several] for row in table.rows]
    widths = column_widths((heads, *rows), width - len(INDENT))
    right = tuple(several.index(at) for at in table.right if at in several)
    lines = [INDENT + line for line in _headed(heads, [], widths, right)]
    for group in groups:
        said = [group[0][0], *(group[0][at] for at in single)]
        lines += broken(shown(" · ".join(filter(None, said))), width)
        cells = [[row[at] for at in several] for row in group]
        lines += [INDENT + line for line in _grid(cells, widths, right)]
    return lines


def _cell(group: Sequence[Sequence[str]], at: int) -> str:
    """Put the cells of a group one below the other; the first has room for more."""
    return group[0][at] if at == 0 else "\n".join(row[at] for row in group)


def _headed(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[int],
    right: Sequence[int],
) -> list[str]:
    """Draw a grid under its heads; the rule is of characters every encoding has."""
    rule = "-" * (sum(widths) + GAP * (len(widths) - 1))
    return [
        *_grid([heads], widths, right, style="bold"),
        rule,
        *_grid(rows, widths, right),
    ]


def _grid(
    rows: Sequence[Sequence[str]],
    widths: Sequence[int],
    right: Sequence[int],
    *,
    style: str = "",
) -> list[str]:
    """Draw cells, each broken to the width of its column."""
    grid = Grid.grid()
    for at, width in enumerate(widths):
        grid.add_column(
            width=width, justify="right" if at in right else "left", no_wrap=True
        )
        grid.add_column(width=GAP)
    for row in rows:
        cells: list[Text] = []
        for cell, width in zip(row, widths, strict=True):
            cells += [_text(cell, width, style), Text("")]
        grid.add_row(*cells)
    return _drawn(grid, sum(widths) + GAP * len(widths)) if rows else []


def _text(cell: str, width: int, style: str) -> Text:
    lines = (line for part in cell.split("\n") for line in broken(shown(part), width))
    return Text("\n".join(lines), style=style)


def _drawn(thing: Grid | Text, width: int) -> list[str]:
    """Draw into lines of text, with colours only where a person may want them."""
    styled = (
        is_terminal(sys.stdout)
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM") != "dumb"
        and not detect_legacy_windows()
    )
    file = io.StringIO()
    console = Console(
        file=file,
        width=width,
        force_terminal=styled,
        color_system="standard" if styled else None,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        _environ={},
    )
    console.print(thing)
    return [line.rstrip(" ") for line in file.getvalue().splitlines()]
