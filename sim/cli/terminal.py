"""Standard output and standard error: what may be printed there, and how wide it is.

Results go to standard output, notes and errors to standard error. Nothing here takes
text for markup, and no character that a terminal cannot show ends a command.
"""

from __future__ import annotations

import codecs
import os
import sys
from contextlib import suppress
from typing import TextIO

from sim.errors import shown

__all__ = ["is_terminal", "note", "plainer", "prepare_streams", "tell", "width_of"]

WIDTH = 80
NARROWEST = 40
WIDEST = 100  # longer lines are hard to read

_PLAINER = {
    "−": "-",
    "–": "-",
    "—": "-",
    "→": "->",
    "·": "|",
    "…": "...",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "×": "x",
    "∞": "inf",
}


def plainer(error: UnicodeError) -> tuple[str, int]:
    """Say in plainer characters what an encoding cannot hold, or else escape it."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    unfit = error.object[error.start : error.end]
    told = (
        _PLAINER.get(c) or c.encode("ascii", "backslashreplace").decode() for c in unfit
    )
    return "".join(told), error.end


def prepare_streams() -> None:
    """Let standard output and standard error take any text whatever their encoding."""
    codecs.register_error("sim.plainer", plainer)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="sim.plainer")


def is_terminal(stream: TextIO) -> bool:
    """Whether a person looks at this stream."""
    try:
        return stream.isatty()
    except (AttributeError, ValueError):  # there is none, or it is closed
        return False


def width_of(stream: TextIO) -> int:
    """Give the columns to write in: ``COLUMNS``, or the terminal's, or 80 in a pipe."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isdigit() and int(asked):
        return max(NARROWEST, int(asked))
    if is_terminal(stream):
        with suppress(OSError):
            columns = os.get_terminal_size(stream.fileno()).columns
            return min(WIDEST, max(NARROWEST, columns)) if columns else WIDTH
    return WIDTH


def tell(text: str = "") -> None:
    """Print a result on standard output."""
    print(shown(text))


def note(text: str) -> None:
    """Print a note or an error on standard error."""
    print(shown(text), file=sys.stderr)
