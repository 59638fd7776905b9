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
    "MOST_PROBLEMS",
    "ModelError",
    "Place",
    "Problem",
    "ResultError",
    "RunError",
    "ScenarioError",
    "SimError",
    "UsageError",
    "nearest",
    "shown",
    "suggest",
]


MOST_PROBLEMS = 200  # of one file that are told at once; nobody mends more in a go
_LONGEST_LINE, _AROUND = 300, 100  # characters of a line that are shown
_LONGEST_TEXT = 400  # of what is said
_MOST_WORDS = 20  # in a list of what is expected
_MOST_LIKE = 100  # words that are looked at closely for the nearest


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
        lines = [f"{self.place}: {kind}{shown(_cut(self.what))}"]
        if self.place.text:
            gutter = f"{self.place.line:>5} | "
            line, before = _around(self.place.text, self.place.column - 1)
            lines += [
                gutter + shown(line),
                " " * (len(gutter) - 2) + "| " + " " * _width(shown(before)) + "^",
            ]
        if self.hint:
            lines.append(f"  {shown(_cut(self.hint))}")
        return "\n".join(lines)

    @property
    def order(self) -> tuple[str, int, int, str]:
        """Sort key: file, line, column, words."""
        return (self.place.file, self.place.line, self.place.column, self.what)


class ScenarioError(SimError):
    """A scenario file is wrong; `problems` lists everything found in it.

    Of more than `MOST_PROBLEMS` the first are listed, and then how many are left.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        found = sorted(problems, key=lambda problem: problem.order)
        if left := found[MOST_PROBLEMS:]:
            what = f"{len(left)} more faults from here on"
            if len(left) == 1:
                what = "one more fault here"
            more = Problem(left[0].place, what, "mend those above first")
            found = [*found[:MOST_PROBLEMS], more]
        self.problems = tuple(found)
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
    if close := nearest(word, known):
        return f"did you mean {close!r}?"
    if not known:
        return "there is none to name here"
    more = ", …" if len(known) > _MOST_WORDS else ""
    return f"expected one of: {', '.join(known[:_MOST_WORDS])}{more}"


def nearest(word: str, known: Sequence[str], *, likeness: float = 0.6) -> str:
    """Give the known word nearest to `word`; empty if none is near.

    Parameters
    ----------
    likeness : float, default 0.6
        From 0 to 1: 1 is the word itself.

    Notes
    -----
    Of very many words only some with the same first or last letter are looked at, so
    that a file full of misspellings cannot keep the program busy.
    """
    if len(known) > _MOST_LIKE:
        ends = (word[:1], word[-1:])
        known = [other for other in known if other[:1] in ends or other[-1:] in ends]
    if len(word) > _LONGEST_LINE:
        return ""
    close = difflib.get_close_matches(word, known[:_MOST_LIKE], n=3, cutoff=likeness)
    return max(close, key=lambda other: _alike(word, other), default="")


def _alike(word: str, other: str) -> tuple[float, int]:
    """Rank how near two words are; of two as near the one that starts alike."""
    ratio = difflib.SequenceMatcher(None, other, word).ratio()
    same = [one == two for one, two in zip(word, other, strict=False)]
    return round(ratio, 2), [*same, False].index(False)


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


def _cut(text: str) -> str:
    """Give what can be read of a text at a glance: its start and its end."""
    if len(text) <= _LONGEST_TEXT:
        return text
    half = _LONGEST_TEXT // 2
    return f"{text[:half]} … {text[-half:]}"


def _around(line: str, at: int) -> tuple[str, str]:
    """Give a line and what of it stands before `at`; of a long one the part there."""
    if len(line) <= _LONGEST_LINE:
        return line, line[:at]
    start = max(0, at - _AROUND)
    mark = "… " if start else ""
    end = " …" if at + _AROUND < len(line) else ""
    return f"{mark}{line[start : at + _AROUND]}{end}", mark + line[start:at]


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
