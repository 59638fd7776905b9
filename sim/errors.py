"""Every error this package raises on purpose, and how it reads.

    SimError
      ScenarioError    the file (or a ``--set``) is wrong: carries every Problem found
      UsageError       a command or a call asks for what there is not
      ModelError       the scenario is sound, but cannot be run as asked
        RunError       one member failed while running: which, where, and why
      ResultError      a result was asked what it cannot answer

Lowest floor: imports nothing from sim.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = [
    "ModelError",
    "Place",
    "Problem",
    "ResultError",
    "RunError",
    "ScenarioError",
    "SimError",
    "UsageError",
    "shown",
    "suggest",
]


class SimError(Exception):
    """Something this package refuses on purpose; its text is for the user."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file something stands.

    Attributes
    ----------
    file : str
        Name of the file as the user gave it.
    line, column : int
        Counted from 1, in characters.
    text : str
        The line as written; empty where there is none to show.
    """

    file: str
    line: int
    column: int
    text: str = ""

    def __str__(self) -> str:
        return f"{shown(self.file)}:{self.line}:{self.column}"

    def shifted(self, characters: int) -> Place:
        """Give the place that many characters further right on the same line."""
        return Place(self.file, self.line, self.column + characters, self.text)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a scenario file, and how to put it right.

    Attributes
    ----------
    place : Place
        Where it stands.
    what : str
        What was expected and what was found: lower case, no full stop.
    hint : str
        How to mend it; may be empty.
    warning : bool
        True if the file can run all the same.
    """

    place: Place
    what: str
    hint: str = ""
    warning: bool = False

    def __str__(self) -> str:
        kind = "warning: " if self.warning else ""
        lines = [f"{self.place}: {kind}{shown(self.what)}"]
        if self.place.text:
            gutter = f"{self.place.line:>5} | "
            before = shown(self.place.text[: self.place.column - 1])
            lines += [
                gutter + shown(self.place.text),
                " " * (len(gutter) - 2) + "| " + " " * _width(before) + "^",
            ]
        if self.hint:
            lines.append(f"  {shown(self.hint)}")
        return "\n".join(lines)

    @property
    def order(self) -> tuple[str, int, int, str]:
        """Sort key: file, line, column, words."""
        return (self.place.file, self.place.line, self.place.column, self.what)


class ScenarioError(SimError):
    """A scenario file is wrong; `problems` lists everything found in it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.order))
        super().__init__("\n\n".join(str(problem) for problem in self.problems))


class UsageError(SimError):
    """A command or a call asks for something that there is not."""


class ModelError(SimError):
    """The scenario is sound, but cannot be run as asked."""


class RunError(ModelError):
    """One member failed while running."""


class ResultError(SimError):
    """A result was asked something that it cannot answer."""


def suggest(word: str, known: Sequence[str]) -> str:
    """Name the known word nearest to `word`, or else all of them.

    Examples
    --------
    >>> suggest("treshold", ["name", "threshold"])
    "did you mean 'threshold'?"
    >>> suggest("xyz", ["name", "threshold"])
    'expected one of: name, threshold'
    """
    close = difflib.get_close_matches(word, known, n=1)
    if close:
        return f"did you mean {close[0]!r}?"
    if not known:
        return "there is none to name here"
    return f"expected one of: {', '.join(known)}"


def shown(text: str) -> str:
    r"""Give `text` with control and bidirectional characters escaped.

    Text from a file is shown, never obeyed: an escape sequence would recolour a
    terminal, and a bidirectional override would make a line read as another.
    Tabs become one space, so that a caret below still points at its column.

    Examples
    --------
    >>> shown("a\x1b[31mb\u202ec\td")
    'a\\x1b[31mb\\u202ec d'
    """
    if text.isprintable():
        return text
    return "".join(_escaped(character) for character in text)


def _escaped(character: str) -> str:
    if character in "\t":
        return " "
    if character == "\n":
        return character
    if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}:
        return character.encode("unicode_escape").decode("ascii")
    return character


def _width(text: str) -> int:
    """Columns that `text` takes on a terminal: Hangul is two wide, an accent none."""
    wide = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
    return wide - sum(1 for c in text if unicodedata.combining(c))
