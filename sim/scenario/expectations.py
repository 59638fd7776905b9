"""What the author expects of the outcomes: tests that a file brings with it."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import PlainValidator, ValidationInfo

from sim.errors import Problem
from sim.scenario.part import Part
from sim.scenario.words import Formula, Reference, fail, kind_of, read_amount, tried
from sim.yamltext import Scalar, Sequence

__all__ = ["Expectation"]

MEMBERS = range(1, 1_000_001)
DEFAULT = 1000


def _read_range(node: Any, info: ValidationInfo) -> tuple[Formula, Formula]:
    hint = "write for example between: [0.05, 0.6]"
    if not isinstance(node, Sequence):
        fail(Problem(node.place, f"expected two numbers, got {kind_of(node)}", hint))
    if len(node.items) != 2:
        what = f"expected two numbers, got {len(node.items) or 'none'}"
        fail(Problem(node.place, what, hint))
    problems: list[Problem] = []
    low, high = (tried(read_amount, item, problems) for item in node.items)
    if low is None or high is None:
        fail(*problems)
    return low, high


def _read_members(node: Any) -> int:
    text = node.text if isinstance(node, Scalar) else ""
    if not (text.isascii() and text.isdigit() and int(text[:8]) in MEMBERS):
        what = f"expected a whole number from 1 to {MEMBERS[-1]}, got {kind_of(node)}"
        fail(Problem(node.place, what))
    return int(text)


class Expectation(Part):
    """One test: in what range an outcome falls, run with seed 1.

    Attributes
    ----------
    outcome : str
        Of a condition its share is tested, of a number its mean, of a day its median.
    between : tuple of Formula
        The lowest and the highest value that pass.
    members : int
        How many are run.
    """

    what: ClassVar[str] = "an expectation"
    outcome: Reference
    between: Annotated[
        tuple[Formula, Formula],
        PlainValidator(_read_range, json_schema_input_type=list[float | str]),
    ]
    members: Annotated[
        int, PlainValidator(_read_members, json_schema_input_type=int)
    ] = DEFAULT
