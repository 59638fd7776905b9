"""Who decides: policies, their reviews, and the plan they belong to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

from pydantic import PlainValidator, ValidationInfo

from sim.errors import Place, Problem
from sim.scenario.part import Named, Part, part_of
from sim.scenario.spread import Steps, StepSpreads, StepTosses, by_step
from sim.scenario.words import (
    Amount,
    Condition,
    Formula,
    Name,
    Reference,
    fail,
    kind_of,
    read_condition,
    read_names,
    read_reference,
    stand_in,
    tried,
)
from sim.scenario.world import Because
from sim.yamltext import Mapping, Node, Scalar, Sequence

__all__ = ["Choice", "Policy", "Reviews", "read_plan"]

NOWHERE = Place("", 0, 0)


class Reviews(Part):
    """When a policy decides: every so often, and when listed ladders change."""

    what: ClassVar[str] = "reviews"
    every: Amount | None = None
    when_changes: Annotated[
        tuple[Name, ...], PlainValidator(read_names, json_schema_input_type=list[str])
    ] = ()

    @classmethod
    def faults_of_keys(cls, node: Mapping) -> Iterator[Problem]:
        """Find reviews that never come."""
        if not {"every", "when_changes"} & node.entries.keys():
            what = "reviews need the key 'every' or the key 'when_changes'"
            yield Problem(node.place, what)


def _read_wants(node: Any, info: ValidationInfo) -> tuple[tuple[Name, Formula], ...]:
    if not isinstance(node, Mapping) or not node.entries:
        what = f"expected a mapping from rungs to conditions, got {kind_of(node)}"
        fail(Problem(node.place, what, "write for example wants: {none: always}"))
    assert isinstance(info.context, list)
    wants = (
        (Name(rung, node.keys[rung]), tried(read_condition, item, info.context))
        for rung, item in node.entries.items()
    )
    return tuple((rung, formula) for rung, formula in wants if formula is not None)


def _read_stride(node: Any) -> str:
    text = read_reference(node)
    if text not in {"one", "all"}:
        fail(Problem(text.place, f"expected one or all, got {text!r}"))
    return str(text)


class Policy(Named):
    """The rule from what an actor sees to what it decides on one ladder."""

    what: ClassVar[str] = "a policy"
    stand_ins: ClassVar[dict[str, Node]] = {
        "wants": Mapping({"…": stand_in("always")}, {"…": NOWHERE}, NOWHERE),
        "reviews": Mapping({"every": stand_in("1 day")}, {"every": NOWHERE}, NOWHERE),
    }
    actor: Reference | None = None
    ladder: Reference
    wants: Annotated[
        tuple[tuple[Name, Formula], ...],
        PlainValidator(_read_wants, json_schema_input_type=dict[str, str]),
    ]
    may: (
        Annotated[
            Steps[Formula],
            PlainValidator(
                by_step(read_condition), json_schema_input_type=str | dict[str, str]
            ),
        ]
        | None
    ) = None
    reviews: Annotated[Reviews, part_of(Reviews)]
    resolve: StepTosses | None = None
    relax: StepTosses | None = None
    stride: Annotated[
        Literal["one", "all"],
        PlainValidator(_read_stride, json_schema_input_type=Literal["one", "all"]),
    ] = "one"
    takes: StepSpreads | None = None
    because: Because = ()


class Choice(Part):
    """One of the policies that may steer a ladder, and under which circumstances.

    Attributes
    ----------
    policy : str
        Its id.
    when : Formula or None
        In force if this holds and nothing before it in the list does; None is always.
    """

    what: ClassVar[str] = "a choice of a policy"
    policy: Reference
    when: Condition | None = None


def read_plan(node: Any, problems: list[Problem]) -> tuple[Choice, ...]:
    """Read the policy that steers a ladder, or a list of them with `when`."""
    items = node.items if isinstance(node, Sequence) else (node,)
    if not items:
        fail(Problem(node.place, "expected at least one policy, got an empty list"))
    choices = []
    for item in items:
        if isinstance(item, Scalar):
            name = read_reference(item)
            choices.append(Choice.model_construct(policy=name, place=name.place))
            continue
        reading = Choice.read(item)
        problems += reading.problems
        if reading.part is not None:
            choices.append(reading.part)
    return tuple(choices)
