"""Faults of one expression, and where in the file they stand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sim.errors import Place, Problem

__all__ = ["Fault", "problems_of"]


class Fault(NamedTuple):
    """Something wrong `at` so many characters from the start of an expression."""

    at: int
    what: str
    hint: str = ""
    warning: bool = False


def problems_of(
    faults: Iterable[Fault], *, text: str, place: Place
) -> tuple[Problem, ...]:
    """Put faults at their places in the file, in the order of the text.

    Notes
    -----
    The column of a fault is known if the file has the expression as it is on the line
    of `place`, perhaps in quotation marks. Text over several lines, or with escapes,
    keeps the place of its first character.
    """
    quote = _opening(text, place)
    return tuple(
        Problem(
            place if quote is None else place.shifted(quote + fault.at),
            fault.what,
            fault.hint,
            fault.warning,
        )
        for fault in sorted(dict.fromkeys(faults), key=lambda fault: fault.at)
    )


def _opening(text: str, place: Place) -> int | None:
    """Characters between `place` and the expression; None if the line has it not."""
    line, at = place.text, place.column - 1
    if "\n" in text:
        return None
    if line.startswith(text, at):
        return 0
    if line.startswith(("'", '"'), at) and line.startswith(text, at + 1):
        return 1
    return None
