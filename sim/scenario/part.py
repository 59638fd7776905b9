"""What every part of a scenario file has in common: reading it, fault by fault.

A part is a frozen pydantic model with one field for each key that a file may use.
`Part.read` gives pydantic the nodes of `sim.yamltext`, puts what pydantic finds into
our words at the right place, drops what is faulty and tries again: so one broken key
hides no other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, ClassVar, Generic, Self, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    PlainValidator,
    ValidationError,
    ValidationInfo,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from sim.errors import MOST_PROBLEMS, Place, Problem, nearest, suggest
from sim.scenario.examples import example_of
from sim.scenario.words import Name, Words, fail, is_nothing, kind_of
from sim.texts import Text
from sim.yamltext import Mapping, Node, Sequence

__all__ = [
    "GIVEN_AS_IT_IS",
    "Named",
    "Part",
    "Reading",
    "items_of",
    "named_of",
    "part_of",
    "spelt_right",
]

# Given by the reader and not by the author: names that no key of a file can have.
GIVEN = ("(id)", "(place)", "(numbers)", "(words)")
GIVEN_AS_IT_IS = PlainValidator(lambda value: value, json_schema_input_type=str)

P = TypeVar("P", bound="Part")


@dataclass(frozen=True, slots=True)
class Reading(Generic[P]):
    """What reading one part gave: the part, if it could be saved, and its faults."""

    part: P | None
    problems: tuple[Problem, ...] = ()
    dropped: frozenset[str] = frozenset()


class Part(BaseModel):
    """One mapping of a scenario file.

    Attributes
    ----------
    place : Place
        Where it stands.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        arbitrary_types_allowed=True,
        populate_by_name=False,
    )
    what: ClassVar[str] = "a part"
    may_be_empty: ClassVar[bool] = False
    # Whether any other key may stand, so that none is misspelt.
    open_ended: ClassVar[bool] = False
    # What stands in for a key that is missing or faulty, to look at the others.
    stand_ins: ClassVar[dict[str, Node]] = {}

    place: Annotated[Place, GIVEN_AS_IT_IS] = Field(alias="(place)", repr=False)

    @classmethod
    @cache
    def keys(cls) -> tuple[str, ...]:
        """Name the keys that a file may use, in the order of the fields."""
        aliases = (field.alias or name for name, field in cls.model_fields.items())
        return tuple(alias for alias in aliases if alias not in GIVEN)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Leave out of the schema for editors what the reader gives."""
        schema = handler.resolve_ref_schema(handler(core_schema))
        for key in GIVEN:
            schema["properties"].pop(key, None)
        if "required" in schema:
            schema["required"] = [k for k in schema["required"] if k not in GIVEN]
        return schema

    @classmethod
    def faults_of_keys(cls, node: Mapping) -> Iterator[Problem]:
        """Find what is wrong with the keys together: too many, too few."""
        return iter(())

    @classmethod
    def prepared(cls, entries: dict[str, Any], node: Mapping) -> dict[str, Any]:
        """Bring the entries of the file into the form of the fields."""
        return entries

    @classmethod
    def read(cls, node: Node, *, name: Name | None = None) -> Reading[Self]:
        """Read one part and everything that is wrong with it.

        Parameters
        ----------
        node : Node
            What the file says.
        name : Name, optional
            The key it stands under, for a part that is named.

        Returns
        -------
        Reading
            The part without its faulty keys, or None if it cannot do without them.
        """
        if cls.may_be_empty and is_nothing(node):
            node = Mapping({}, {}, node.place)
        if not isinstance(node, Mapping):
            what = f"expected {cls.what}, got {kind_of(node)}"
            return Reading(None, (Problem(node.place, what),))
        problems = list[Problem]()
        dropped = set[str]()
        if name is not None:
            node = Mapping(node.entries, node.keys, name.place)
        if not cls.open_ended:
            node = spelt_right(node, cls.keys(), cls.what, problems)
        entries = dict[str, Any](node.entries)
        problems += cls.faults_of_keys(node)
        if name is not None:
            entries["(id)"] = name
        entries["(place)"] = node.place
        entries = cls.prepared(entries, node)
        while True:
            inner: list[Problem] = []
            try:
                part = cls.model_validate(entries, context=inner)
            except ValidationError as error:
                faults = error.errors(include_url=False)
            else:
                if inner:
                    dropped.add("(inner)")
                return Reading(part, (*problems, *inner), frozenset(dropped))
            faulty = {str(fault["loc"][0]) for fault in faults}
            for fault in faults:
                problems += cls._in_our_words(fault, node)
            if not faulty <= entries.keys() | cls.stand_ins.keys():
                return Reading(None, (*problems, *inner))
            dropped |= faulty
            entries = {key: entries[key] for key in entries if key not in faulty}
            entries |= {key: cls.stand_ins[key] for key in faulty & {*cls.stand_ins}}

    @classmethod
    def _in_our_words(cls, fault: Any, node: Mapping) -> Iterator[Problem]:
        key = str(fault["loc"][0])
        if fault["type"] == "faults":
            yield from fault["ctx"]["problems"]
        elif fault["type"] == "extra_forbidden":
            what = f"unknown key {key!r} in {cls.what}"
            yield Problem(
                node.keys.get(key, node.place), what, suggest(key, cls.keys())
            )
        elif fault["type"] == "missing":
            if key in node.entries:
                return  # said already: its value is faulty
            what = f"{cls.what} needs the key {key!r}"
            yield Problem(node.place, what, example_of(cls.what, key))
        else:  # pragma: no cover - every field reads nodes with a reader of ours
            raise AssertionError(fault)


class Named(Part):
    """A part with a name of its own.

    Attributes
    ----------
    id : Name
        What the rest of the file calls it.
    title : Text
        What people call it; empty if the file does not say.
    """

    id: Annotated[Name, GIVEN_AS_IT_IS] = Field(alias="(id)")
    title: Words = Text()


def spelt_right(
    node: Mapping, known: tuple[str, ...], what: str, problems: list[Problem]
) -> Mapping:
    """Note keys that are nearly right, and go on as if they were.

    No more keys are looked at than faults are told.
    """
    strange = [key for key in node.entries if key not in known]
    if not strange:
        return node
    looked_at = set(strange[:MOST_PROBLEMS])
    entries, keys = dict[str, Node](), dict[str, Place]()
    for key, part in node.entries.items():
        meant = key
        if key in looked_at and len(problems) <= MOST_PROBLEMS:
            close = nearest(key, known, likeness=0.75)
            if close and close not in node.entries and close not in entries:
                meant = close
                said = f"unknown key {key!r} in {what}"
                problems.append(Problem(node.keys[key], said, suggest(key, known)))
        entries[meant], keys[meant] = part, node.keys[key]
    return Mapping(entries, keys, node.place)


def _gathered(reading: Reading[P], info: ValidationInfo) -> P | None:
    assert isinstance(info.context, list)
    info.context.extend(reading.problems)
    return reading.part


def part_of(model: type[P]) -> PlainValidator:
    """Read one part inside another."""

    def read(node: Any, info: ValidationInfo) -> P:
        reading = model.read(node)
        if reading.part is None:
            fail(*reading.problems)
        info.context.extend(reading.problems)  # type: ignore[union-attr]
        return reading.part

    return PlainValidator(read, json_schema_input_type=model)


def items_of(model: type[P], *, single: bool = False) -> PlainValidator:
    """Read a list of parts; with `single`, one part may stand without a list."""

    def read(node: Any, info: ValidationInfo) -> tuple[P, ...]:
        if isinstance(node, Mapping) and single:
            nodes: tuple[Node, ...] = (node,)
        elif isinstance(node, Sequence):
            nodes = tuple(node.items)
        else:
            one = f"a list with {model.what} in each item"
            if single:
                one = f"{model.what} or a list of them"
            fail(Problem(node.place, f"expected {one}, got {kind_of(node)}"))
        if not nodes:
            fail(Problem(node.place, f"expected {model.what}, got an empty list"))
        parts = (_gathered(model.read(item), info) for item in nodes)
        return tuple(part for part in parts if part is not None)

    schema: Any = list[model] | model if single else list[model]  # type: ignore[valid-type]
    return PlainValidator(read, json_schema_input_type=schema)


def named_of(model: type[P], what: str) -> PlainValidator:
    """Read a mapping from names to parts as a tuple of them, in file order."""

    def read(node: Any, info: ValidationInfo) -> tuple[P, ...]:
        if not isinstance(node, Mapping):
            said = f"expected {what}, got {kind_of(node)}"
            fail(Problem(node.place, said, "write each as name: …, without a dash"))
        parts = (
            _gathered(model.read(item, name=Name(key, node.keys[key])), info)
            for key, item in node.entries.items()
        )
        return tuple(part for part in parts if part is not None)

    schema: Any = dict[str, model]  # type: ignore[valid-type]
    return PlainValidator(read, json_schema_input_type=schema)
