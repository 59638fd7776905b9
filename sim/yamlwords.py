"""What YAML makes of a word, and what its complaints mean in our words.

The texts of PyYAML's and libyaml's messages are known here and nowhere else.
"""

from __future__ import annotations

import re

from sim.errors import Place, Problem

__all__ = ["NO_CHARACTER", "misread_as", "syntax_problem"]

_TRUE = {"true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON"}
_FALSE = {"false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF"}
_NULL = {"", "~", "null", "Null", "NULL"}
_NUMBER = re.compile(
    r"""[-+]?(?: 0b[01_]+ | 0o?[0-7_]+ | 0x[0-9a-fA-F_]+ | [0-9][0-9_]*
    | (?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?
    | [0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)? | \.(?:inf|Inf|INF) )
    | \.(?:nan|NaN|NAN)""",
    re.VERBOSE,
)
# Halves of a pair, and numbers past the last: libyaml refuses them, PyYAML does not.
NO_CHARACTER = re.compile(
    r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}|\\U(?!0010|000[0-9a-fA-F])[0-9a-fA-F]{8}"
    r"|\\U0000[dD][89a-fA-F][0-9a-fA-F]{2}"
)
_DATE = re.compile(r"\d{4}-\d\d?-\d\d?(?:(?:[Tt]|[ \t]+)\d.*)?")


def misread_as(text: str, *, numbers: bool = True) -> str:
    """Tell what YAML makes of `text` without quotation marks; empty if text.

    Both versions 1.1 and 1.2 of YAML count, since editors differ.

    Parameters
    ----------
    numbers : bool, default True
        Whether numbers and dates count too.

    Examples
    --------
    >>> misread_as("no"), misread_as("1e-3"), misread_as("north")
    ('false', 'a number', '')
    """
    if text in _TRUE:
        return "true"
    if text in _FALSE:
        return "false"
    if text in _NULL:
        return "nothing"
    if numbers and _NUMBER.fullmatch(text):
        return "a number"
    return "a date" if numbers and _DATE.fullmatch(text) else ""


def syntax_problem(said: str, found: Place, began: Place) -> Problem:
    """Say in our words what a YAML parser complains of.

    Parameters
    ----------
    said : str
        What the parser says.
    found, began : Place
        Where it stopped, and where the thing that it was reading began.
    """
    here = found.text[found.column - 1 : found.column]
    before = found.text[: found.column - 1].rstrip()
    opener = began.text[began.column - 1 : began.column]
    at = found.text.rfind("\\", 0, found.column)
    if "escape" in said and at >= 0:
        return _unknown_escape(found.shifted(at + 1 - found.column))
    if here == "\t" and "cannot start any token" in said:
        return Problem(found, "expected spaces, got a tab", "indent with spaces")
    if here in {"]", "}"} and "flow" not in said:
        return Problem(found, f"one closing bracket {here!r} too many", "delete it")
    if here == "-" and "node content" in said:
        said = "sequence entries are not allowed"
    block = "<block end>" in said or "expected key" in said
    if block and here and before.endswith(("'", '"')):
        what = "expected nothing more after the closing quotation mark"
        return Problem(found, what, "put the whole of the text in quotes")
    for pattern, at_start, what, hint in _SYNTAX:
        if not re.search(pattern, said) or ("{opener" in what and opener not in "[{"):
            continue
        words = {"opener": opener, "here": here, "line": found.line}
        place = began if at_start else found
        return Problem(place, what.format(**words), hint.format(**words))
    if here and here in "@`%*&!|>":
        what = f"a value cannot start with {here!r}"
        return Problem(found, what, "put the whole of it in quotes")
    what = "this cannot be read as YAML"
    return Problem(found, what, "look at indentation, brackets and quotes here")


def _unknown_escape(place: Place) -> Problem:
    """Say what is wrong with the backslash at a place."""
    written = re.match(r"\\(?:x..|u....|U........|.)?", place.text[place.column - 1 :])
    escape = written[0] if written else ""
    hint = "write the backslash twice, or put the text in single quotes"
    if NO_CHARACTER.fullmatch(escape):
        return Problem(place, f"there is no character {escape}", "write another")
    return Problem(place, f"unknown escape {escape[:2]}", hint)


# Words of PyYAML and of libyaml; True: the place is where the thing began.
_SYNTAX: tuple[tuple[str, bool, str, str], ...] = (
    (r"tab character", False, "expected spaces, got a tab", "indent with spaces"),
    (
        r"quoted scalar: found unexpected (end of stream|document)",
        True,
        "this quotation mark is never closed",
        "a quotation mark of the same kind must end the text",
    ),
    (
        r"flow (mapping|sequence)",
        True,
        "the bracket {opener!r} is not closed",
        "a comma or the closing bracket is due on line {line}",
    ),
    (
        r"mapping values are not allowed",
        False,
        "expected one ': ' on a line, got a second",
        "put text with a colon in quotes; otherwise look at the indentation",
    ),
    (
        r"sequence entries are not allowed",
        False,
        "a list cannot start here",
        'an effect with a sign stands in quotes: "- 5"',
    ),
    (
        r"could not find expected ':'",
        True,
        "expected ': ' after this key",
        "a colon is followed by a space",
    ),
    (
        r"block (mapping|collection|sequence): (expected <block end>|did not find)",
        False,
        "expected a key or an item in line with those above",
        "look at the indentation and at the quotes before it",
    ),
    (
        r"block scalar",
        False,
        "expected the text on the lines below '>' or '|'",
        "start a new line after the sign",
    ),
    (r"directive", False, "directives are not read here", "delete the line"),
    (r"tag", False, "tags are not read here", "delete it"),
    (
        r"document start",
        False,
        "expected the end of the file, or a key in line with the first",
        "look at the indentation",
    ),
)
