"""The leaves of a scenario: words, formulas and dates, each knowing where it stands.

What a leaf may look like in a file is said here once, and so is every message about
a leaf that does not look so.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, NoReturn, TypeVar

from pydantic import PlainValidator, ValidationInfo
from pydantic_core import PydanticCustomError

from sim.errors import Place, Problem
from sim.quantities import parse_date
from sim.texts import Text
from sim.yamltext import Mapping, Node, Scalar, Sequence
from sim.yamlwords import misread_as

__all__ = [
    "Amount",
    "Condition",
    "Date",
    "DateAsWritten",
    "Formula",
    "Label",
    "Line",
    "Name",
    "Reference",
    "Truth",
    "WhenKnown",
    "Words",
    "fail",
    "is_nothing",
    "kind_of",
    "quoted",
    "read_amount",
    "read_condition",
    "read_label",
    "read_names",
    "read_reference",
    "read_text",
    "stand_in",
    "tried",
]

T = TypeVar("T")
PERHAPS_WORD = re.compile(r"[A-Za-z_]\w*")


class Name(str):
    """A name as written, which knows where it was written.

    Equal to the plain string, and used like one.
    """

    __slots__ = ("place",)
    place: Place

    def __new__(cls, text: str, place: Place) -> Name:
        """Make a name out of `text` that stands at `place`."""
        name = super().__new__(cls, text)
        name.place = place
        return name

    def __getnewargs__(self) -> tuple[str, Place]:  # type: ignore[override]
        return (str(self), self.place)


@dataclass(frozen=True, slots=True)
class Formula:
    """An expression or a quantity as written, not yet parsed.

    Attributes
    ----------
    text : str
        As written, without quotation marks.
    place : Place
        Where its first character stands.
    """

    text: str
    place: Place

    def __str__(self) -> str:
        return self.text


def fail(*problems: Problem) -> NoReturn:
    """Tell pydantic of faults that already know their places and words."""
    raise PydanticCustomError("faults", "faults", {"problems": problems})


def kind_of(node: Node) -> str:
    """Name what was found: ``a list``, ``a mapping``, ``nothing``, ``'abc'``."""
    if isinstance(node, Mapping):
        return "a mapping"
    if isinstance(node, Sequence):
        return "a list"
    return "nothing" if is_nothing(node) else repr(node.text)


def stand_in(text: str) -> Scalar:
    """Make a word that stands nowhere, in place of one that could not be read."""
    return Scalar(text, False, Place("", 0, 0))


def is_nothing(node: object) -> bool:
    """Say whether the file leaves this value out: ``key:`` with nothing after it."""
    return isinstance(node, Scalar) and node.plain and node.text in {"", "~", "null"}


def tried(read: Callable[[Any], T], node: object, problems: list[Problem]) -> T | None:
    """Read one leaf of several; put its faults with the others' and go on."""
    try:
        return read(node)
    except PydanticCustomError as error:
        problems.extend((error.context or {})["problems"])
        return None


def quoted(text: str) -> str:
    """Show how to write `text` as YAML text: in quotation marks."""
    mark = '"' if "'" in text else "'"
    return f"put it in quotes: {mark}{text}{mark}"


def _scalar(node: object, expected: str) -> Scalar:
    assert isinstance(node, Scalar | Mapping | Sequence), type(node)
    if not isinstance(node, Scalar) or is_nothing(node):
        fail(Problem(node.place, f"expected {expected}, got {kind_of(node)}"))
    return node


def read_text(node: object) -> Text:
    """Read what a person will read: a string, or one for each language."""
    if isinstance(node, Mapping):
        return _both_languages(node)
    text = _plain_text(node, "text")
    return Text(en=text, ko=text)


def _both_languages(node: Mapping) -> Text:
    problems = [
        Problem(
            node.keys[key], f"unknown key {key!r} in a text", "expected one of: en, ko"
        )
        for key in node.entries
        if key not in {"en", "ko"}
    ]
    if not node.entries:
        problems.append(Problem(node.place, "a text needs the key 'en' or 'ko'"))
    if problems:
        fail(*problems)
    return Text(
        **{key: _plain_text(part, "text") for key, part in node.entries.items()}
    )


def _plain_text(node: object, expected: str) -> str:
    scalar = _scalar(node, expected)
    if scalar.plain and (other := misread_as(scalar.text)):
        what = f"expected {expected}, but YAML reads {scalar.text!r} as {other}"
        fail(Problem(scalar.place, what, quoted(scalar.text)))
    if not scalar.text.strip():
        fail(Problem(scalar.place, f"expected {expected}, got an empty string"))
    return scalar.text.strip()


def read_label(node: object) -> Name:
    """Read text for the machine as much as for people: a unit, an account."""
    text = _plain_text(node, "text")
    assert isinstance(node, Scalar)
    return Name(text, node.inside)


def read_reference(node: object) -> Name:
    """Read the name of something that stands elsewhere in the file."""
    text = _plain_text(node, "a name")
    assert isinstance(node, Scalar)
    return Name(text, node.place)


def read_amount(node: object) -> Formula:
    """Read a number, a quantity or an expression."""
    scalar = _scalar(node, "a number or an expression")
    if scalar.plain and (other := misread_as(scalar.text, numbers=False)):
        what = f"expected a number or a word, but YAML reads {scalar.text!r} as {other}"
        fail(Problem(scalar.place, what, quoted(scalar.text)))
    return _formula(scalar, "a number or an expression")


def read_condition(node: object) -> Formula:
    """Read what is true or false in a state of the world."""
    scalar = _scalar(node, "a condition")
    if scalar.plain and (other := misread_as(scalar.text, numbers=False)):
        what = f"expected a condition, but YAML reads {scalar.text!r} as {other}"
        fail(Problem(scalar.place, what, "write always or never"))
    return _formula(scalar, "a condition")


def _formula(scalar: Scalar, expected: str) -> Formula:
    if not scalar.text.strip():
        fail(Problem(scalar.place, f"expected {expected}, got an empty string"))
    return Formula(scalar.text, scalar.inside)


def _date(node: object) -> dt.date:
    date = parse_date(_dated(node).text)
    assert date is not None
    return date


def _dated(node: object) -> Formula:
    expected = "a date such as 2024-10-22"
    scalar = _scalar(node, expected)
    if parse_date(scalar.text) is None:
        fail(Problem(scalar.place, f"expected {expected}, got {scalar.text!r}"))
    return Formula(scalar.text, scalar.inside)


def _when_known(node: object) -> str:
    expected = "a date such as 2024-10-22, 2024-10 or 2024"
    scalar = _scalar(node, expected)
    text = scalar.text
    whole = text + {4: "-01-01", 7: "-01"}.get(len(text), "")
    if parse_date(whole) is None:
        fail(Problem(scalar.place, f"expected {expected}, got {text!r}"))
    return text


def _truth(node: object) -> bool:
    scalar = _scalar(node, "true or false")
    if scalar.text in {"true", "false"}:
        return scalar.text == "true"
    other = misread_as(scalar.text)
    hint = f"write {other}" if other in {"true", "false"} else ""
    fail(Problem(scalar.place, f"expected true or false, got {scalar.text!r}", hint))


def _leaf(read: Callable[[object], Any], schema: Any) -> PlainValidator:
    return PlainValidator(read, json_schema_input_type=schema)


Line = Annotated[str, _leaf(lambda node: _plain_text(node, "text"), str)]
Label = Annotated[Name, _leaf(read_label, str)]
Words = Annotated[Text, _leaf(read_text, str | dict[str, str])]
Reference = Annotated[Name, _leaf(read_reference, str)]
Amount = Annotated[Formula, _leaf(read_amount, float | str)]
Condition = Annotated[Formula, _leaf(read_condition, str)]
DateAsWritten = Annotated[Formula, _leaf(_dated, str)]
Date = Annotated[dt.date, _leaf(_date, str)]
WhenKnown = Annotated[str, _leaf(_when_known, str | int)]
Truth = Annotated[bool, _leaf(_truth, bool)]


def read_names(node: Any, info: ValidationInfo) -> tuple[Name, ...]:
    """Read one name or a list of them."""
    nodes = node.items if isinstance(node, Sequence) else (node,)
    assert isinstance(info.context, list)
    problems: list[Problem] = info.context
    names = (tried(read_reference, item, problems) for item in nodes)
    return tuple(name for name in names if name is not None)
