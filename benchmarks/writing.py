"""Tables in Markdown, and figures as they are measured."""

from __future__ import annotations


def table(heads: list[str], rows: list[list[str]]) -> list[str]:
    """Write a table in Markdown."""
    lines = ["| " + " | ".join(heads) + " |", "|" + " --- |" * len(heads)]
    return lines + ["| " + " | ".join(row) + " |" for row in rows] + [""]


def figure(number: float) -> str:
    """Write a figure as measured: three digits."""
    return f"{float(f'{number:.3g}'):,.10g}"
