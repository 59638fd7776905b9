"""What a scenario holds: sources, actors, parameters, ladders, gauges, observations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from pydantic import Field, PlainValidator, ValidationInfo

from sim.errors import Place, Problem
from sim.scenario.part import GIVEN_AS_IT_IS, Named, Part, items_of, named_of
from sim.scenario.spread import SpreadField
from sim.scenario.words import (
    Amount,
    DateAsWritten,
    Formula,
    Label,
    Line,
    Name,
    Reference,
    Truth,
    WhenKnown,
    Words,
    fail,
    is_nothing,
    kind_of,
    read_amount,
    read_label,
    read_text,
    stand_in,
    tried,
)
from sim.texts import Text
from sim.yamltext import Mapping, Node, Scalar

__all__ = [
    "Actor",
    "Band",
    "Because",
    "Evidence",
    "Gauge",
    "Ladder",
    "Observation",
    "Parameter",
    "Rung",
    "Source",
]

RUNGS = range(2, 1001)
NO_LABEL = Name("", Place("", 0, 0))
ZERO = Formula("0", Place("", 0, 0))


class Source(Named):
    """Where something was said: a page, an article, a data set."""

    what: ClassVar[str] = "a source"
    stand_ins: ClassVar[dict[str, Node]] = {"title": stand_in("…")}
    title: Words
    publisher: Line = ""
    date: WhenKnown = ""
    url: Line = ""
    stands: Reference | None = None
    interest: Words | None = None
    via: Line = ""


class Actor(Named):
    """Somebody who acts: a government, an army."""

    what: ClassVar[str] = "an actor"
    may_be_empty: ClassVar[bool] = True


class Evidence(Part):
    """Where a number comes from: a source, or an assumption and its reason."""

    what: ClassVar[str] = "evidence"
    source: Reference | None = None
    who: Words | None = None
    where: Words | None = None
    note: Words | None = None
    assumption: Words | None = None

    @classmethod
    def faults_of_keys(cls, node: Mapping) -> Iterator[Problem]:
        """Find evidence that names no source and is no assumption, or is both."""
        if "source" in node.entries and "assumption" in node.entries:
            what = "evidence is a source or an assumption, not both"
            hint = "write a list of two: [{source: …}, {assumption: …}]"
            yield Problem(node.keys["assumption"], what, hint)
        elif not {"source", "assumption"} & node.entries.keys():
            what = "evidence needs the key 'source' or the key 'assumption'"
            yield Problem(node.place, what)


Because = Annotated[tuple[Evidence, ...], items_of(Evidence, single=True)]


def _read_titles(node: Any, info: ValidationInfo) -> dict[str, Text]:
    if not isinstance(node, Mapping):
        what = f"expected a mapping from words to titles, got {kind_of(node)}"
        hint = "write for example titles: {calm: {en: Calm, ko: 침착}}"
        fail(Problem(node.place, what, hint))
    assert isinstance(info.context, list)
    titles: dict[str, Text] = {}
    for key, item in node.entries.items():
        if title := tried(read_text, item, info.context):
            titles[Name(key, node.keys[key])] = title
    return titles


WordTitles = Annotated[
    dict[str, Text],
    PlainValidator(
        _read_titles, json_schema_input_type=dict[str, str | dict[str, str]]
    ),
]


class Parameter(Named):
    """A number or a word that is not known for certain.

    Attributes
    ----------
    value : Formula
        A quantity, or a word.
    unit : str
        What is counted, such as ``million USD per soldier``; empty if nobody says.
    spread : Spread or None
        None for a constant.
    rung_of : str or None
        The ladder of which its values are rungs, or ``never``.
    titles : dict of Name to Text
        For words: what people call some or all of them.
    words : tuple of str
        For a word held constant by a setting: all the words it could have been.
    """

    what: ClassVar[str] = "a parameter"
    rung_of: Reference | None = None
    value: Amount
    unit: Label = NO_LABEL
    spread: SpreadField | None = None
    titles: WordTitles = Field(default={})
    because: Because = ()
    words: Annotated[tuple[str, ...], GIVEN_AS_IT_IS] = Field((), alias="(words)")


def _read_numbers(node: Any, info: ValidationInfo) -> dict[str, Formula]:
    if not isinstance(node, Mapping):
        what = f"expected a mapping from keys to numbers, got {kind_of(node)}"
        fail(Problem(node.place, what))
    assert isinstance(info.context, list)
    numbers: dict[str, Formula] = {}
    for key, item in node.entries.items():
        if number := tried(read_amount, item, info.context):
            numbers[Name(key, node.keys[key])] = number
    return numbers


Numbers = Annotated[
    dict[str, Formula],
    PlainValidator(_read_numbers, json_schema_input_type=dict[str, float | str]),
]


def _read_labels(node: Any, info: ValidationInfo) -> dict[str, Name]:
    if not isinstance(node, Mapping):
        what = f"expected a mapping from keys to units, got {kind_of(node)}"
        fail(Problem(node.place, what, "write for example units: {troops: soldiers}"))
    assert isinstance(info.context, list)
    labels: dict[str, Name] = {}
    for key, item in node.entries.items():
        if label := tried(read_label, item, info.context):
            labels[Name(key, node.keys[key])] = label
    return labels


Labels = Annotated[
    dict[str, Name],
    PlainValidator(_read_labels, json_schema_input_type=dict[str, str]),
]


class Rung(Named):
    """One level on a ladder, and the numbers that hold while it is stood on."""

    what: ClassVar[str] = "a rung"
    open_ended: ClassVar[bool] = True
    may_be_empty: ClassVar[bool] = True
    numbers: Numbers = Field(default={}, alias="(numbers)")
    because: Because = ()

    @classmethod
    def prepared(cls, entries: dict[str, Any], node: Mapping) -> dict[str, Any]:
        """Put every further key among the numbers."""
        known = {"title", "because", "(id)", "(place)"}
        numbers = {key: part for key, part in entries.items() if key not in known}
        kept = {key: part for key, part in entries.items() if key in known}
        if numbers:
            kept["(numbers)"] = Mapping(numbers, node.keys, node.place)
        return kept


_named_rungs = named_of(Rung, "rungs: a mapping from names to rungs")


def _read_rungs(node: Any, info: ValidationInfo) -> tuple[Rung, ...]:
    if not isinstance(node, Mapping) or set(node.entries) != {"count"}:
        rungs: tuple[Rung, ...] = _named_rungs.func(node, info)  # type: ignore[call-arg]
        return rungs
    count = node.entries["count"]
    text = count.text if isinstance(count, Scalar) else ""
    if not (text.isascii() and text.isdigit() and int(text[:6]) in RUNGS):
        what = f"expected a whole number from 2 to 1000, got {kind_of(count)}"
        fail(Problem(count.place, what))
    place = node.keys["count"]
    return tuple(
        Rung.model_validate({"(id)": Name(f"r{number}", place), "(place)": place})
        for number in range(int(text))
    )


class Ladder(Named):
    """An ordered list of named rungs, lowest first.

    Attributes
    ----------
    starts : str
        The lowest rung unless the file says otherwise.
    rungs : tuple of Rung
        Lowest first.
    otherwise : dict
        Numbers that hold on rungs which do not carry them.
    units : dict
        What some of the numbers count, by key.
    """

    what: ClassVar[str] = "a ladder"
    actor: Reference | None = None
    starts: Reference
    ordered: Truth = True
    otherwise: Numbers = Field(default={})
    units: Labels = Field(default={})
    rungs: Annotated[
        tuple[Rung, ...],
        PlainValidator(_read_rungs, json_schema_input_type=dict[str, Rung | None]),
    ]
    because: Because = ()

    @classmethod
    def prepared(cls, entries: dict[str, Any], node: Mapping) -> dict[str, Any]:
        """Let a ladder start on its lowest rung unless it says otherwise."""
        rungs = entries.get("rungs")
        if "starts" not in entries:
            first = next(iter(rungs.entries), "") if isinstance(rungs, Mapping) else ""
            entries["starts"] = stand_in("r0" if first == "count" else first or "…")
        return entries

    @property
    def carries(self) -> tuple[str, ...]:
        """Name the numbers that its rungs carry, in the order of the file."""
        keys = dict.fromkeys(key for rung in self.rungs for key in rung.numbers)
        return tuple(keys | dict.fromkeys(self.otherwise))


class Observation(Named):
    """What an actor sees of a ladder: the same rungs, later.

    Attributes
    ----------
    of : str
        A ladder, an observation, or ``"decided(LADDER)"``.
    starts : str or None
        The rung seen at the start; None if it starts equal to its source.
    misread : Formula or None
        The chance that what is shown is a rung beside the true one.
    since : Formula or None
        A date before the start, from which the first lag has been running.
    """

    what: ClassVar[str] = "an observation"
    stand_ins: ClassVar[dict[str, Node]] = {"lag": stand_in("1 day")}
    of: Reference
    by: Reference | None = None
    lag: SpreadField
    misread: Amount | None = None
    since: DateAsWritten | None = None
    starts: Reference | None = None
    because: Because = ()


class Band(Named):
    """One of the names for where a gauge stands: from its floor upwards."""

    what: ClassVar[str] = "a band"
    may_be_empty: ClassVar[bool] = True
    floor: Amount | None = None


_named_bands = named_of(Band, "bands: a mapping from names to floors")


def _read_bands(node: Any, info: ValidationInfo) -> tuple[Band, ...]:
    if isinstance(node, Mapping):
        entries: dict[str, Node] = {
            key: Mapping({"floor": item}, {"floor": item.place}, item.place)
            if isinstance(item, Scalar) and not is_nothing(item)
            else item
            for key, item in node.entries.items()
        }
        node = Mapping(entries, node.keys, node.place)
    bands: tuple[Band, ...] = _named_bands.func(node, info)  # type: ignore[call-arg]
    return bands


class Gauge(Named):
    """A number that a flow fills and a half-life drains.

    Attributes
    ----------
    bands : tuple of Band
        Lowest first; with them the gauge is a ladder too. The floor of the lowest
        means nothing.
    least, most : Formula or None
        Walls that hold it.
    """

    what: ClassVar[str] = "a gauge"
    may_be_empty: ClassVar[bool] = True
    unit: Label = NO_LABEL
    starts: Amount = ZERO
    flow: Amount | None = None
    half_life: Amount | None = None
    bands: Annotated[
        tuple[Band, ...],
        PlainValidator(
            _read_bands, json_schema_input_type=dict[str, float | str | Band | None]
        ),
    ] = ()
    least: Amount | None = None
    most: Amount | None = None
    because: Because = ()
