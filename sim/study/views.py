"""Pictures and tables as a notebook holds them: they draw themselves."""

from __future__ import annotations

import base64
import html
import unicodedata
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from sim.errors import UsageError
from sim.report.footer import footer_line
from sim.report.tables import Table
from sim.scenario import Scenario
from sim.texts import Language

__all__ = ["Picture", "TableView", "paragraphs", "view_of"]


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture and what it shows in words.

    Attributes
    ----------
    figure : matplotlib.figure.Figure
        To be changed or saved as one likes.
    alt : str
        What it shows, for those who cannot see it.
    """

    figure: Any
    alt: str

    @cached_property
    def png(self) -> bytes:
        """The picture as PNG."""
        from sim.plots import png_of

        return png_of(self.figure)

    def save(self, path: str | Path) -> Path:
        """Write the picture to a file that ends in ``.png`` or ``.svg``.

        Raises
        ------
        UsageError
            If it ends in something else.
        """
        from sim.plots import svg_of

        path = Path(path)
        if path.suffix not in (".png", ".svg"):
            raise UsageError(
                f"expected a name that ends in .png or .svg, got {path.name!r}"
            )
        path.write_bytes(self.png if path.suffix == ".png" else svg_of(self.figure))
        return path

    def files(self, name: str, *, svg: bool = True) -> dict[str, bytes]:
        """Give the picture as files of that name: PNG, SVG if asked, and its words."""
        from sim.plots import picture_files

        return picture_files(self.figure, name, alt=self.alt, svg=svg)

    def _repr_html_(self) -> str:
        data = base64.b64encode(self.png).decode("ascii")
        alt = html.escape(self.alt, quote=True)
        return (
            f'<img src="data:image/png;base64,{data}" alt="{alt}" '
            'style="max-width: 100%">'
        )

    def _repr_png_(self) -> bytes:
        return self.png

    def __repr__(self) -> str:
        return f"<Picture: {self.alt.partition(chr(10))[0]}>"


@dataclass(frozen=True, slots=True)
class TableView:
    """A table of strings that shows itself in a notebook and in a console."""

    table: Table

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The cells, as they are read."""
        return self.table.rows

    def _repr_html_(self) -> str:
        table = self.table

        def row(cells: tuple[str, ...], tag: str) -> str:
            told = (
                f'<{tag} style="text-align: {"right" if at in table.right else "left"};'
                f'{" padding-left: 2em" if cell.startswith("  ") else ""}">'
                f"{html.escape(cell.strip())}</{tag}>"
                for at, cell in enumerate(cells)
            )
            return f"<tr>{''.join(told)}</tr>"

        body = "".join(row(cells, "td") for cells in table.rows)
        return (
            f"<table><caption>{html.escape(table.title)}</caption>"
            f"<thead>{row(table.columns, 'th')}</thead><tbody>{body}</tbody></table>"
            + paragraphs((*table.notes, table.foot))
        )

    def __str__(self) -> str:
        lines = (self.table.columns, *self.table.rows)
        widths = [
            max(_columns(line[at]) for line in lines)
            for at in range(len(self.table.columns))
        ]
        told = [self.table.title, ""]
        for line in lines:
            cells = []
            for at, (cell, width) in enumerate(zip(line, widths, strict=True)):
                blank = " " * (width - _columns(cell))
                cells.append(blank + cell if at in self.table.right else cell + blank)
            told.append("  ".join(cells).rstrip())
        foot = [self.table.foot] if self.table.foot else []
        return "\n".join([*told, "", *self.table.notes, *foot])

    __repr__ = __str__


def view_of(table: Table, scenario: Scenario, language: Language) -> TableView:
    """Give a table that carries what stands at the foot of everything."""
    return TableView(replace(table, foot=footer_line(scenario, language)))


def paragraphs(lines: tuple[str, ...], *, small: bool = False) -> str:
    """Give lines as HTML, a paragraph each or small ones below; no empty ones."""
    begin, end = ("<br><small>", "</small>") if small else ("<p>", "</p>")
    return "".join(f"{begin}{html.escape(line)}{end}" for line in lines if line)


def _columns(text: str) -> int:
    return len(text) + sum(unicodedata.east_asian_width(c) in "WF" for c in text)
