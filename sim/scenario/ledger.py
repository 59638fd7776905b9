"""What a scenario counts: the ledger, arguments, claims and outcomes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, PlainValidator, ValidationInfo

from sim.errors import Problem
from sim.scenario.part import Named, Part, items_of
from sim.scenario.words import (
    Amount,
    Condition,
    Formula,
    Label,
    Name,
    Reference,
    Words,
    fail,
    kind_of,
    read_amount,
    read_names,
    read_reference,
    stand_in,
    tried,
)
from sim.scenario.world import Because
from sim.yamltext import Mapping, Node, Sequence

__all__ = ["Argument", "Claim", "Ledger", "Lump", "Outcome"]

LUMPS = ("each", "entering", "rising")


def _read_horizons(node: Any, info: ValidationInfo) -> tuple[Formula, ...]:
    nodes = node.items if isinstance(node, Sequence) else (node,)
    if not nodes:
        fail(Problem(node.place, "expected at least one horizon, got an empty list"))
    assert isinstance(info.context, list)
    problems: list[Problem] = info.context
    horizons = (tried(read_amount, item, problems) for item in nodes)
    return tuple(horizon for horizon in horizons if horizon is not None)


class Ledger(Part):
    """The common scale: its unit, what it compares with, and when it is read.

    Attributes
    ----------
    unit : str
        In which arguments are counted.
    against : Text
        What would have happened instead.
    discount_rate : Formula
        Per year as a rule; 0 counts tomorrow as much as today.
    horizons : tuple of Formula
        When the sums are read, rising.
    between_plans : tuple of str
        Actors whose net means something only as a difference between two plans.
    """

    what: ClassVar[str] = "the ledger"
    stand_ins: ClassVar[dict[str, Node]] = {
        "unit": stand_in("…"),
        "against": stand_in("…"),
        "discount_rate": stand_in("0"),
    }
    unit: Label
    against: Words
    discount_rate: Amount
    horizons: Annotated[
        tuple[Formula, ...],
        PlainValidator(_read_horizons, json_schema_input_type=list[str]),
    ]
    between_plans: Annotated[
        tuple[Name, ...], PlainValidator(read_names, json_schema_input_type=list[str])
    ] = ()


def _read_arrival(node: Any) -> tuple[Name, Name]:
    if not isinstance(node, Mapping) or len(node.entries) != 1:
        got = kind_of(node)
        if isinstance(node, Mapping):
            got = f"{len(node.entries)} of them"
        what = f"expected one ladder and its rung, got {got}"
        fail(Problem(node.place, what, "write for example entering: {war: over}"))
    ladder, rung = next(iter(node.entries.items()))
    return Name(ladder, node.keys[ladder]), read_reference(rung)


Arrival = Annotated[
    tuple[Name, Name],
    PlainValidator(_read_arrival, json_schema_input_type=dict[str, str]),
]


class Lump(Part):
    """An amount that falls due at an instant.

    Attributes
    ----------
    kind : {"each", "entering", "rising"}
        Each time an event fires; on every arrival on a rung; on arrival from below.
    event, ladder, rung : str or None
        Which event, or which rung of which ladder.
    """

    what: ClassVar[str] = "a lump"
    each: Reference | None = None
    entering: Arrival | None = None
    rising: Arrival | None = None
    amount: Amount

    @classmethod
    def faults_of_keys(cls, node: Mapping) -> Iterator[Problem]:
        """Find a lump that never falls, or that falls at two things."""
        kinds = [key for key in node.entries if key in LUMPS]
        if not kinds:
            what = "a lump needs one of the keys 'each', 'entering', 'rising'"
            yield Problem(node.place, what)
        for second in kinds[1:]:
            what = f"a second occasion {second!r} beside {kinds[0]!r}"
            hint = "write a list of two lumps"
            yield Problem(node.keys[second], what, hint)

    @property
    def kind(self) -> Literal["each", "entering", "rising"]:
        """On what occasion it falls due."""
        if self.each is not None:
            return "each"
        return "entering" if self.entering is not None else "rising"

    @property
    def event(self) -> Name | None:
        """The event at which it falls due."""
        return self.each

    @property
    def ladder(self) -> Name | None:
        """The ladder whose move makes it due."""
        arrival = self.entering or self.rising
        return arrival[0] if arrival else None

    @property
    def rung(self) -> Name | None:
        """The rung on whose arrival it is due."""
        arrival = self.entering or self.rising
        return arrival[1] if arrival else None


def _read_side(node: Any) -> str:
    text = read_reference(node)
    if text not in {"gain", "loss"}:
        fail(Problem(text.place, f"expected gain or loss, got {text!r}"))
    return str(text)


class Argument(Named):
    """A stated reason for or against, with an amount.

    Attributes
    ----------
    side : {"gain", "loss"}
        Amounts are written positive.
    account : str
        Under which heading it is counted.
    unit : str or None
        None if it is the ledger's.
    weight : Formula or None
        Ledger units per own unit.
    flow : Formula or None
        Amount per day.
    lumps : tuple of Lump
        Amounts at an instant.
    """

    what: ClassVar[str] = "an argument"
    stand_ins: ClassVar[dict[str, Node]] = {
        "actor": stand_in("…"),
        "side": stand_in("gain"),
        "account": stand_in("…"),
    }
    actor: Reference
    side: Annotated[
        Literal["gain", "loss"],
        PlainValidator(_read_side, json_schema_input_type=Literal["gain", "loss"]),
    ]
    account: Label
    unit: Label | None = None
    weight: Amount | None = None
    flow: Amount | None = None
    lumps: Annotated[tuple[Lump, ...], items_of(Lump, single=True)] = Field(
        default=(), alias="lump"
    )
    because: Because = ()

    @classmethod
    def faults_of_keys(cls, node: Mapping) -> Iterator[Problem]:
        """Find an argument without an amount."""
        if not {"flow", "lump"} & node.entries.keys():
            what = "an argument needs the key 'flow' or the key 'lump'"
            yield Problem(node.place, what)


class Claim(Named):
    """A sentence somebody said, tested on the results.

    Attributes
    ----------
    says : Text
        The sentence.
    given : Formula or None
        In which runs it is tested; None is in all.
    holds_if : Formula
        When it holds.
    denies : tuple of str
        The claims that it denies, as its author sees it.
    """

    what: ClassVar[str] = "a claim"
    stand_ins: ClassVar[dict[str, Node]] = {"says": stand_in("…")}
    says: Words
    given: Condition | None = None
    holds_if: Condition
    denies: Annotated[
        tuple[Name, ...],
        PlainValidator(read_names, json_schema_input_type=str | list[str]),
    ] = ()
    because: Because = ()


class Outcome(Named):
    """A number or a rung that is asked of every member."""

    what: ClassVar[str] = "an outcome"
    value: Amount
    because: Because = ()

    @classmethod
    def from_formula(cls, node: Node, name: Name) -> Mapping:
        """Write a bare formula as the mapping it stands for."""
        return Mapping({"value": node}, {"value": node.place}, name.place)
