"""Text -> tokens, each with its place; what other languages write is named and mended.

A slip such as ``&&`` is a fault, but is read as what it means (``and``), so that the
rest of the expression is still checked.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from sim.expressions.faults import Fault
from sim.quantities import number_fault, parse_date

__all__ = ["LONGEST", "WORDS", "Token", "read_tokens"]

LONGEST = 2000  # characters of one expression
_BASES = ("0x", "0o", "0b")  # numbers that are not decimal
WORDS = frozenset({"and", "or", "not", "if", "else", "per"})


class Token(NamedTuple):
    """A piece of an expression.

    Attributes
    ----------
    kind : str
        ``number``, ``date``, ``name``, ``end``; else the sign or word itself.
    text : str
        As it is meant: ``==`` for a mistaken ``=``.
    start, end : int
        Characters from the start of the expression.
    """

    kind: str
    text: str
    start: int
    end: int


_TOKEN = re.compile(
    r"""(?P<blank>\s+)
    | (?P<date>[0-9]+-[0-9]+-[0-9]+)(?![0-9A-Za-z_.])
    | (?P<number>(?:[0-9]|\.[0-9])(?:[0-9_.]|[A-Za-z](?:(?<=[eE])[+-](?=[0-9]))?)*)
    | (?P<name>is\s+not\b|[^\W\d]\w*)
    | (?P<quote>"[^"]*"|'[^']*'|[“”‘’`][^“”‘’`]*[“”‘’`])
    | (?P<sign>\*\*|===?|!==?|<=>|<=|>=|=>|=<|<>|<<|>>|&&?|\|\|?|//|:=|->|\+\+|\S)
    """,
    re.VERBOSE,
)
_SIGNS = frozenset("+ - * / ** ( ) , . < <= > >= == != %".split())
_MEANT = {  # what is written, what it is read as
    "=": "==", "===": "==", ":=": "==", "!==": "!=", "<>": "!=", "≠": "!=",
    "=>": ">=", "≥": ">=", "=<": "<=", "≤": "<=", "&&": "and", "&": "and",
    "||": "or", "|": "or", "!": "not", "~": "not", "^": "**", "//": "/", "÷": "/",
    "×": "*", "·": "*", "−": "-", "–": "-", "—": "-", "（": "(", "）": ")", "，": ",",
}  # fmt: skip
_WORDS_MEANT = {
    "is": "==", "is not": "!=", "true": "always", "false": "never", "yes": "always",
    "no": "never",
}  # fmt: skip


def read_tokens(text: str) -> tuple[list[Token], list[Fault]]:
    """Cut `text` into tokens, the last of kind ``end``, and list what is wrong."""
    tokens: list[Token] = []
    faults: list[Fault] = []
    for found in _TOKEN.finditer(text):
        kind, written, at = str(found.lastgroup), found.group(), found.start()
        if kind == "blank":
            continue
        read, fault = _READERS[kind](written, at)
        tokens.append(Token(*read, at, found.end()))
        if fault:
            faults.append(fault)
    tokens.append(Token("end", "", len(text), len(text)))
    return tokens, faults


def _date(text: str, at: int) -> tuple[tuple[str, str], Fault | None]:
    return ("date", text), None


def _number(text: str, at: int) -> tuple[tuple[str, str], Fault | None]:
    wrong = number_fault(text)
    if not wrong:
        return ("number", text), None
    what, hint = wrong
    joined = re.fullmatch(r"([0-9.]+)([A-Za-z]\w*)", text)
    if joined and not number_fault(joined[1]) and text[:2] not in _BASES:
        hint = (
            f"no name starts with a digit; to multiply write {joined[1]} * {joined[2]}"
        )
    return ("number", "1"), Fault(at, what, hint)


def _name(text: str, at: int) -> tuple[tuple[str, str], Fault | None]:
    lower = " ".join(text.lower().split())
    if lower in _WORDS_MEANT:
        meant = _WORDS_MEANT[lower]
        kind = "name" if meant.isalpha() else meant
        return (kind, meant), Fault(at, f"unknown word {text!r}", f"write {meant}")
    if text in WORDS:
        return (text, text), None
    if lower in WORDS - {"per"}:
        return (lower, lower), Fault(at, f"unknown word {text!r}", f"write {lower}")
    return ("name", text), None


def _quote(text: str, at: int) -> tuple[tuple[str, str], Fault | None]:
    inner = text[1:-1].strip()
    fault = Fault(at, f"unexpected quotation marks: {text}", f"write {inner}")
    if parse_date(inner):
        return ("date", inner), fault
    if inner.isidentifier():
        return ("name", inner), fault
    hint = "names stand without quotation marks"
    return ("error", text), fault._replace(hint=hint)


def _sign(text: str, at: int) -> tuple[tuple[str, str], Fault | None]:
    if text in _SIGNS:
        return (text, text), None
    if text in _MEANT:
        meant = _MEANT[text]
        return (meant, meant), Fault(at, f"unknown sign {text!r}", f"write {meant}")
    return ("error", text), Fault(at, f"unknown sign {text!r}", _advice(text))


def _advice(text: str) -> str:
    if text == ":":
        return "write a if c else b to choose, and day(2025-12-31) for a date"
    if text == "?":
        return "write a if c else b"
    if text in "[]{}":
        return "write ( and )"
    if text in "#;":
        return "an expression is one line without a comment"
    return ""


_READERS = {
    "date": _date,
    "number": _number,
    "name": _name,
    "quote": _quote,
    "sign": _sign,
}
