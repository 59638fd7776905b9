"""A history: what happened, coded by stated rules on the ladders of a scenario."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, PlainValidator

from sim.errors import Problem, suggest
from sim.scenario.part import Named, Part, Reading, items_of, part_of, spelt_right
from sim.scenario.words import (
    Amount,
    Condition,
    Date,
    Name,
    Reference,
    Truth,
    Words,
    fail,
    is_nothing,
    kind_of,
    read_reference,
    stand_in,
)
from sim.scenario.world import Because, Source
from sim.texts import Text
from sim.yamltext import Mapping, Node, Scalar

__all__ = [
    "Count",
    "History",
    "HistoryDraft",
    "Question",
    "Rule",
    "Stand",
    "Window",
    "is_history",
    "read_history",
]


class Window(Part):
    """From when to when a history was coded."""

    what: ClassVar[str] = "a window"
    stand_ins: ClassVar[dict[str, Node]] = {
        "from": stand_in("2000-01-01"),
        "until": stand_in("2000-01-02"),
    }
    since: Date = Field(alias="from")
    until: Date


class Rule(Named):
    """How the rungs of one ladder were coded, and what is weak in that.

    Attributes
    ----------
    id : str
        The ladder, or a gauge that is counted.
    rule : Text
        By what its rungs are told apart.
    weak : Text or None
        Where the rule is open to doubt.
    other_rule : Text or None
        What a reasonable coder might have done instead.
    """

    what: ClassVar[str] = "a coding rule"
    rule: Words
    weak: Words | None = None
    other_rule: Words | None = None


class Stand(Part):
    """From when a ladder stood on a rung.

    Attributes
    ----------
    since : datetime.date
        The first day for which a source says so; written ``from``.
    rung : str
    earliest, latest : datetime.date or None
        Between which days the move itself must have been.
    """

    what: ClassVar[str] = "a rung that was held"
    since: Date = Field(alias="from")
    rung: Reference
    earliest: Date | None = None
    latest: Date | None = None
    because: Because = ()


class Count(Part):
    """What somebody counted or reported of a gauge on a day: a range, never a point."""

    what: ClassVar[str] = "a count"
    gauge: Reference
    date: Date
    low: Amount
    high: Amount
    by: Words
    because: Because = ()


def _read_answer(node: Any) -> str:
    truth = isinstance(node, Scalar) and node.text in {"true", "false"}
    text = node.text if truth else str(read_reference(node))
    if text not in {"true", "false", "unknown"}:
        fail(Problem(node.place, f"expected true, false or unknown, got {text!r}"))
    return text


class Question(Named):
    """A dated question about the run, and what came of it.

    Attributes
    ----------
    value : Formula
        An outcome expression: a condition on the whole run, or up to a day.
    answer : str
        ``true``, ``false``, or ``unknown`` where nobody could observe it.
    scored : bool
        Whether a scenario is held against it.
    hangs_on : str or None
        The coding rule on which the answer hangs.
    """

    what: ClassVar[str] = "a question"
    stand_ins: ClassVar[dict[str, Node]] = {"answer": stand_in("true")}
    value: Condition
    answer: Annotated[
        Literal["true", "false", "unknown"],
        PlainValidator(_read_answer, json_schema_input_type=bool | str),
    ]
    scored: Truth = True
    hangs_on: Reference | None = None
    because: Because = ()


class Head(Part):
    """What stands at the head of a history, and its lists."""

    what: ClassVar[str] = "a history"
    stand_ins: ClassVar[dict[str, Node]] = {"title": stand_in("…")}
    history_of: Reference
    title: Words
    about: Words = Text()
    window: Annotated[Window, part_of(Window)]
    counts: Annotated[tuple[Count, ...], items_of(Count)] = ()


SECTIONS: dict[str, type[Named]] = {
    "sources": Source,
    "rules": Rule,
    "questions": Question,
}
TOP = ("format", *Head.keys(), *SECTIONS, "rungs")


@dataclass(frozen=True, slots=True)
class History:
    """What happened, as far as its author could find.

    Attributes
    ----------
    history_of : str
        The scenario for whose ladders it is coded; it can be held against any that
        has them.
    since, until : datetime.date
        The days between which it is coded.
    sources, rules, questions : dict
        By id, in the order of the file.
    rungs : dict of str to tuple of Stand
        By ladder, which rung was held from when.
    counts : tuple of Count
    file : str
        Its name as given.
    """

    history_of: Name
    title: Text
    about: Text
    window: Window
    sources: dict[str, Source] = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)
    rungs: dict[str, tuple[Stand, ...]] = field(default_factory=dict)
    counts: tuple[Count, ...] = ()
    questions: dict[str, Question] = field(default_factory=dict)
    file: str = ""

    @property
    def since(self) -> dt.date:
        """The first day of its window."""
        return self.window.since

    @property
    def until(self) -> dt.date:
        """The last day of its window."""
        return self.window.until


@dataclass(frozen=True, slots=True)
class HistoryDraft:
    """What could be read of a history, if anything, and what is wrong with it."""

    history: History | None
    problems: tuple[Problem, ...]


def is_history(root: Node | None) -> bool:
    """Say whether a file is a history and no scenario."""
    return isinstance(root, Mapping) and "history_of" in root.entries


def read_history(root: Node, *, file: str) -> HistoryDraft:
    """Read the nodes of a history, as far as they go."""
    problems: list[Problem] = []
    if not isinstance(root, Mapping):
        what = f"expected a history, got {kind_of(root)}"
        return HistoryDraft(None, (Problem(root.place, what),))
    root = spelt_right(root, TOP, "a history", problems)
    for key, place in root.keys.items():
        if key not in TOP:
            what = f"unknown key {key!r} in a history"
            problems.append(Problem(place, what, suggest(key, TOP)))
    form = root.entries.get("format")
    if not isinstance(form, Scalar) or form.text != "1":
        place = form.place if form else root.place
        got = kind_of(form) if form else "nothing"
        problems.append(
            Problem(place, f"expected format 1, got {got}", "write format: 1")
        )
    keys = Head.keys()
    of_head = {key: root.entries[key] for key in keys if key in root.entries}
    reading: Reading[Head] = Head.read(Mapping(of_head, root.keys, root.place))
    problems += reading.problems
    sections = {
        key: _section(key, model, root, problems) for key, model in SECTIONS.items()
    }
    rungs = _rungs(root, problems)
    head = reading.part
    if head is None:
        return HistoryDraft(None, tuple(problems))
    history = History(
        history_of=head.history_of,
        title=head.title,
        about=head.about,
        window=head.window,
        counts=head.counts,
        rungs=rungs,
        file=file,
        **sections,  # type: ignore[arg-type]
    )
    return HistoryDraft(history, tuple(problems))


def _section(
    key: str, model: type[Named], root: Mapping, problems: list[Problem]
) -> dict[str, Named]:
    node = root.entries.get(key)
    if node is None or is_nothing(node):
        return {}
    if not isinstance(node, Mapping):
        what = f"expected a mapping from names to {key}, got {kind_of(node)}"
        problems.append(Problem(node.place, what))
        return {}
    items: dict[str, Named] = {}
    for text, item in node.entries.items():
        reading = model.read(item, name=Name(text, node.keys[text]))
        problems += reading.problems
        if reading.part is not None:
            items[text] = reading.part
    return items


def _rungs(root: Mapping, problems: list[Problem]) -> dict[str, tuple[Stand, ...]]:
    node = root.entries.get("rungs")
    if node is None or is_nothing(node):
        return {}
    if not isinstance(node, Mapping):
        what = f"expected a mapping from ladders to rungs held, got {kind_of(node)}"
        problems.append(Problem(node.place, what))
        return {}
    return {
        Name(ladder, node.keys[ladder]): _stands(item, problems)
        for ladder, item in node.entries.items()
    }


class _Held(Part):
    """The list of rungs of one ladder, read like a part of its own."""

    what: ClassVar[str] = "rungs held"
    rungs: Annotated[tuple[Stand, ...], items_of(Stand)] = ()


def _stands(node: Node, problems: list[Problem]) -> tuple[Stand, ...]:
    whole = Mapping({"rungs": node}, {"rungs": node.place}, node.place)
    reading = _Held.read(whole)
    problems += reading.problems
    return reading.part.rungs if reading.part else ()
