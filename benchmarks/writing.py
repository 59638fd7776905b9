"""Tables in Markdown, figures as they are measured, and what is told meanwhile."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field
from typing import Any

BEGAN = time.monotonic()


@dataclass(frozen=True)
class Part:
    """What a part of the benchmarks came to: lines of Markdown, and figures."""

    lines: list[str]
    data: dict[str, Any] = field(default_factory=dict)


def table(heads: list[str], rows: list[list[str]]) -> list[str]:
    """Write a table in Markdown."""
    lines = ["| " + " | ".join(heads) + " |", "|" + " --- |" * len(heads)]
    return lines + ["| " + " | ".join(row) + " |" for row in rows] + [""]


def figure(number: float) -> str:
    """Write a figure as measured: three digits."""
    return f"{float(f'{number:.3g}'):,.10g}"


def tell(text: str) -> None:
    """Say on the error stream how far it has come."""
    print(f"  {time.monotonic() - BEGAN:6.1f} s  {text}", file=sys.stderr, flush=True)
