"""What may happen: events, their timings and their effects."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Annotated, Any, ClassVar, Literal, cast

from pydantic import Field, PlainValidator, ValidationInfo

from sim.errors import Place, Problem
from sim.quantities import parse_date
from sim.scenario.examples import example_of
from sim.scenario.part import Named, Part, items_of
from sim.scenario.spread import (
    Spread,
    SpreadField,
    TossField,
)
from sim.scenario.words import (
    Amount,
    Condition,
    DateAsWritten,
    Formula,
    Name,
    Reference,
    Truth,
    Words,
    fail,
    is_nothing,
    kind_of,
    quoted,
    tried,
)
from sim.scenario.world import Because
from sim.texts import Text
from sim.yamltext import Mapping, Scalar
from sim.yamlwords import misread_as

__all__ = [
    "TIMINGS",
    "Branch",
    "Effect",
    "Event",
    "Factor",
    "Timing",
]

TimingKind = Literal["rate", "about_every", "every", "chance", "after", "at"]
TIMINGS: tuple[TimingKind, ...] = (
    "rate",
    "about_every",
    "every",
    "chance",
    "after",
    "at",
)
HAZARDS = ("rate", "about_every", "chance")


@dataclass(frozen=True, slots=True)
class Timing:
    """When an event fires.

    Attributes
    ----------
    kind : str
        ``"rate"``, ``"about_every"``, ``"every"``, ``"chance"``, ``"after"``, ``"at"``.
    value : Formula or None
        The rate, the mean, the period or the chance.
    within : Formula or None
        The window of a chance.
    spread : Spread or None
        The delay of ``after``.
    date : datetime.date or None
        The day of ``at``.
    """

    kind: TimingKind
    value: Formula | None = None
    within: Formula | None = None
    spread: Spread | None = None
    date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """What one firing does to one ladder or one gauge.

    Attributes
    ----------
    target : str
        A ladder or a gauge.
    move : str or None
        For a ladder: ``"up"``, ``"down"`` or a rung.
    operator : {"+", "-", "="} or None
        For a gauge: what is done with the amount.
    amount : Formula or None
        For a gauge.
    place : Place
        Where the right-hand side stands.
    """

    target: Name
    move: str | None
    operator: Literal["+", "-", "="] | None
    amount: Formula | None
    place: Place


def _read_effects(node: Any, info: ValidationInfo) -> tuple[Effect, ...]:
    if not isinstance(node, Mapping):
        what = (
            f"expected effects: a mapping from ladders or gauges, got {kind_of(node)}"
        )
        fail(Problem(node.place, what, "write for example do: {war: over}"))
    if not node.entries:
        fail(Problem(node.place, "expected at least one effect, got an empty mapping"))
    assert isinstance(info.context, list)
    problems: list[Problem] = info.context
    effects = (
        tried(partial(_effect, Name(key, node.keys[key])), item, problems)
        for key, item in node.entries.items()
    )
    return tuple(effect for effect in effects if effect is not None)


def _effect(target: Name, node: Any) -> Effect:
    expected = 'up, down, a rung, or an effect on a gauge such as "+ 5"'
    if not isinstance(node, Scalar) or is_nothing(node):
        fail(Problem(node.place, f"expected {expected}, got {kind_of(node)}"))
    text = node.text
    sign = text[:1]
    if sign in {"+", "-", "="}:
        if node.plain and sign != "=":
            what = f"an effect with a sign stands in quotes, got {text}"
            spaced = f'"{sign} {text[1:].lstrip()}"'
            fail(Problem(node.place, what, f"put it in quotes: {spaced}"))
        amount = text[1:].lstrip()
        place = node.inside.shifted(len(text) - len(amount))
        if not amount:
            fail(Problem(node.place, f"expected an amount after {sign!r}, got nothing"))
        operator = cast("Literal['+', '-', '=']", sign)
        return Effect(target, None, operator, Formula(amount, place), node.place)
    if node.plain and (other := misread_as(text)):
        if other == "a number":
            what = f"expected {expected}, got {text}"
            hint = f'write "= {text}" to set a gauge or "+ {text}" to add to it'
            fail(Problem(node.place, what, hint))
        what = f"expected {expected}, but YAML reads {text!r} as {other}"
        fail(Problem(node.place, what, quoted(text)))
    return Effect(target, text, None, None, node.place)


Effects = Annotated[
    tuple[Effect, ...],
    PlainValidator(_read_effects, json_schema_input_type=dict[str, str]),
]


class Branch(Part):
    """One of several things that a firing may do, and its odds."""

    what: ClassVar[str] = "a branch"
    odds: Amount | None = None
    do: Effects

    @classmethod
    def faults_of_keys(cls, node: Mapping) -> Iterator[Problem]:
        """Find a branch without odds."""
        if "odds" not in node.entries:
            what = "a branch needs the key 'odds'"
            yield Problem(node.place, what, example_of("a branch", "odds"))


class Factor(Part):
    """What makes an event likelier or less likely while a condition holds."""

    what: ClassVar[str] = "a factor"
    id: Reference | None = None
    title: Words = Text()
    when: Condition
    times: Amount
    because: Because = ()


class Event(Named):
    """Something that may happen.

    Attributes
    ----------
    timing : Timing
        When it fires.
    since : Formula or None
        A date before the start, from which the delay of ``after`` has been running.
    either : tuple of Branch
        What it does; a plain ``do`` is one branch whose odds are None.
    """

    what: ClassVar[str] = "an event"
    actor: Reference | None = None
    when: Condition | None = None
    rate: Amount | None = None
    about_every: Amount | None = None
    every: Amount | None = None
    chance: TossField | None = None
    after: SpreadField | None = None
    since: DateAsWritten | None = None
    at: DateAsWritten | None = None
    factors: Annotated[tuple[Factor, ...], items_of(Factor)] = ()
    do: Effects = ()
    branches: Annotated[tuple[Branch, ...], items_of(Branch)] = Field(
        default=(), alias="either"
    )
    once: Truth = False
    story: Words | None = None
    because: Because = ()

    @classmethod
    def faults_of_keys(cls, node: Mapping) -> Iterator[Problem]:
        """Find an event with no timing or several, or with two kinds of effects."""
        timings = [key for key in node.entries if key in TIMINGS]
        if not timings:
            what = "an event needs a timing"
            yield Problem(node.place, what, f"expected one of: {', '.join(TIMINGS)}")
        for second in timings[1:]:
            what = f"a second timing {second!r} beside {timings[0]!r}"
            yield Problem(node.keys[second], what, "an event has one timing")
        if "factors" in node.entries and timings and timings[0] not in HAZARDS:
            what = f"factors need a hazard, and {timings[0]!r} is none"
            hint = f"expected one of: {', '.join(HAZARDS)}"
            yield Problem(node.keys["factors"], what, hint)
        if "since" in node.entries and timings and "after" not in timings:
            what = f"'since' is of a delay that has been running, not of {timings[0]!r}"
            yield Problem(node.keys["since"], what, "write after: …")
        if "do" in node.entries and "either" in node.entries:
            what = "an event has 'do' or 'either', not both"
            yield Problem(node.keys["either"], what)

    @cached_property
    def timing(self) -> Timing:
        """When it fires."""
        if self.chance is not None:
            return Timing("chance", self.chance.chance, within=self.chance.within)
        if self.after is not None:
            return Timing("after", spread=self.after)
        if self.at is not None:
            return Timing("at", date=parse_date(self.at.text))
        if self.about_every is not None:
            return Timing("about_every", self.about_every)
        if self.every is not None:
            return Timing("every", self.every)
        return Timing("rate", self.rate)

    @cached_property
    def either(self) -> tuple[Branch, ...]:
        """What it does: one of these."""
        if self.branches or not self.do:
            return self.branches
        return (Branch.model_construct(odds=None, do=self.do, place=self.place),)
