"""Read a file section by section and item by item, so that no fault hides another."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any, ClassVar, Literal, cast

from pydantic import PlainValidator

from sim.errors import MOST_PROBLEMS, Place, Problem, suggest
from sim.scenario.events import Event
from sim.scenario.expectations import Expectation
from sim.scenario.ledger import Argument, Claim, Ledger, Outcome
from sim.scenario.part import Named, Part, spelt_right
from sim.scenario.play import Lesson, Seat
from sim.scenario.policies import Choice, Policy, read_plan
from sim.scenario.whole import Draft, FileText, Scenario, sha256_of
from sim.scenario.words import (
    Amount,
    Date,
    Name,
    Reference,
    Words,
    fail,
    is_nothing,
    kind_of,
    read_reference,
    tried,
)
from sim.scenario.world import Actor, Gauge, Ladder, Observation, Parameter, Source
from sim.yamltext import Mapping, Node, Scalar, Sequence

__all__ = ["FRAME", "SECTIONS", "TOP", "Frame", "read_scenario"]

SECTIONS: dict[str, type[Named]] = {
    "sources": Source,
    "actors": Actor,
    "parameters": Parameter,
    "ladders": Ladder,
    "observations": Observation,
    "gauges": Gauge,
    "events": Event,
    "policies": Policy,
    "arguments": Argument,
    "claims": Claim,
    "outcomes": Outcome,
}
FRAME = ("format", "name", "title", "about", "start", "horizon", "facts_to")
TOP = (
    *FRAME,
    "extends",
    "without",
    *SECTIONS,
    "plans",
    "ledger",
    "expect",
    "seats",
    "lesson",
)
OF_A_HISTORY = "history_of"
# Faults of these keys change nothing for those who refer to the item.
HARMLESS = frozenset({"title", "because", "story", "says", "actor", "by"})

NOWHERE = Place("", 0, 0)
ANYTHING: dict[str, Node] = {
    "format": Scalar("1", True, NOWHERE),
    "name": Scalar("scenario", True, NOWHERE),
    "title": Scalar("scenario", True, NOWHERE),
    "about": Scalar("scenario", True, NOWHERE),
    "start": Scalar("2000-01-01", True, NOWHERE),
    "horizon": Scalar("1 year", True, NOWHERE),
}


def _read_format(node: Any) -> Literal[1]:
    if not isinstance(node, Scalar) or node.text != "1":
        what = f"expected format 1, got {kind_of(node)}"
        fail(Problem(node.place, what, "write format: 1"))
    return 1


class Frame(Part):
    """What stands at the head of a file."""

    what: ClassVar[str] = "a scenario"
    format: Annotated[
        Literal[1], PlainValidator(_read_format, json_schema_input_type=Literal[1])
    ]
    name: Reference
    title: Words
    about: Words
    start: Date
    horizon: Amount
    facts_to: Date | None = None


def read_scenario(root: Node, *, files: tuple[FileText, ...]) -> Draft:
    """Read the nodes of a file, as far as they go.

    Parameters
    ----------
    root : Node
        The whole file, with everything that it extends and all settings by path.
    files : tuple of FileText
        The file itself, then the one it extends, and so on.

    Returns
    -------
    Draft
        Everything that could be read, and everything that is wrong with it.
    """
    return _Reader(root, files).read()


class _Reader:
    def __init__(self, root: Node, files: tuple[FileText, ...]) -> None:
        self.root = root
        self.files = files
        self.problems: list[Problem] = []
        self.declared: list[tuple[str, Name]] = []
        self.broken: set[str] = set()
        self.lost: set[str] = set()
        self.dropped: dict[str, frozenset[str]] = {}

    def read(self) -> Draft:
        root = self.root
        if isinstance(root, Mapping):
            root = self._top_keys(root)
            frame = self._frame(root)
        else:
            what = f"expected a scenario, got {kind_of(root)}"
            self.problems.append(Problem(root.place, what, "start with format: 1"))
            root = Mapping({}, {}, root.place)
            self.lost.update(TOP)
            frame = _anything()
        items = {
            key: self._section(key, model, root) for key, model in SECTIONS.items()
        }
        scenario = Scenario(
            **frame,
            **cast("dict[str, Any]", items),
            plans=self._plans(root),
            ledger=self._ledger(root),
            seats=self._seats(root),
            lesson=self._lesson(root),
            without=self._without(root),
            expect=self._expect(root),
            file=self.files[0].file,
            text=self.files[0].text,
            files=self.files,
            texts_sha256=sha256_of(self.files),
        )
        return Draft(
            scenario,
            tuple(self.problems),
            tuple(self.declared),
            frozenset(self.broken),
            frozenset(self.lost),
            self.dropped,
        )

    def _top_keys(self, root: Mapping) -> Mapping:
        root = spelt_right(root, (*TOP, OF_A_HISTORY), "a scenario", self.problems)
        for key, place in root.keys.items():
            if len(self.problems) > MOST_PROBLEMS:
                break
            if key == OF_A_HISTORY:
                what = f"{key!r} is of a history, which is a file of its own"
                self.problems.append(Problem(place, what))
            elif key not in TOP:
                what = f"unknown key {key!r} in a scenario"
                self.problems.append(Problem(place, what, suggest(key, TOP)))
        return root

    def _frame(self, root: Mapping) -> dict[str, Any]:
        """Read the head, with anything at all in place of what could not be read."""
        entries = {key: root.entries[key] for key in FRAME if key in root.entries}
        keys = {key: root.keys[key] for key in entries}
        reading = Frame.read(Mapping(entries, keys, root.place))
        self.problems += reading.problems
        if reading.part is not None and not reading.dropped:
            return {key: getattr(reading.part, key) for key in FRAME}
        saved: dict[str, Any] = {}
        for key, node in entries.items():
            fallback = {name: other for name, other in ANYTHING.items() if name != key}
            once = Mapping({**fallback, key: node}, keys, root.place)
            if (part := Frame.read(once).part) is not None and (
                key != "facts_to" or part.facts_to
            ):
                saved[key] = getattr(part, key)
        self.lost |= {*FRAME[:-1], *entries} - saved.keys()
        return {**_anything(), **saved}

    def _section(self, key: str, model: type[Named], root: Mapping) -> dict[str, Named]:
        node = root.entries.get(key)
        items: dict[str, Named] = {}
        if node is None or is_nothing(node):
            return items
        if not isinstance(node, Mapping):
            what = f"expected a mapping from names to {key}, got {kind_of(node)}"
            hint = "write each as name: …, without a dash"
            self.problems.append(Problem(node.place, what, hint))
            self.lost.add(key)
            return items
        for text, item in node.entries.items():
            if len(self.problems) > MOST_PROBLEMS:
                break
            name = Name(text, node.keys[text])
            self.declared.append((key, name))
            bare = model is Outcome and isinstance(item, Scalar)
            whole = Outcome.from_formula(item, name) if bare else item
            reading = model.read(whole, name=name)
            self.problems += reading.problems
            self.dropped[text] = reading.dropped
            if reading.part is None or reading.dropped - HARMLESS:
                self.broken.add(text)
            if reading.part is not None:
                items[text] = reading.part
        return items

    def _plans(self, root: Mapping) -> dict[str, tuple[Choice, ...]]:
        node = root.entries.get("plans")
        if node is None or is_nothing(node):
            return {}
        if not isinstance(node, Mapping):
            what = f"expected a mapping from ladders to policies, got {kind_of(node)}"
            self.problems.append(Problem(node.place, what))
            self.lost.add("plans")
            return {}
        plans: dict[str, tuple[Choice, ...]] = {}
        for ladder, item in node.entries.items():
            policy = tried(
                partial(read_plan, problems=self.problems), item, self.problems
            )
            # One that could not be read steers the ladder all the same.
            plans[Name(ladder, node.keys[ladder])] = policy or ()
        return plans

    def _without(self, root: Mapping) -> tuple[Name, ...]:
        node = root.entries.get("without")
        if node is None or is_nothing(node):
            return ()
        nodes = node.items if isinstance(node, Sequence) else (node,)
        names = (tried(read_reference, item, self.problems) for item in nodes)
        return tuple(name for name in names if name is not None)

    def _expect(self, root: Mapping) -> tuple[Expectation, ...]:
        node = root.entries.get("expect")
        if node is None or is_nothing(node):
            return ()
        if not isinstance(node, Sequence):
            what = f"expected a list of expectations, got {kind_of(node)}"
            hint = "write for example expect: [{outcome: …, between: [0.05, 0.6]}]"
            self.problems.append(Problem(node.place, what, hint))
            return ()
        readings = [Expectation.read(item) for item in node.items]
        for reading in readings:
            self.problems += reading.problems
        return tuple(item.part for item in readings if item.part is not None)

    def _seats(self, root: Mapping) -> dict[str, Seat]:
        node = root.entries.get("seats")
        seats: dict[str, Seat] = {}
        if node is None or is_nothing(node):
            return seats
        if not isinstance(node, Mapping):
            what = f"expected a mapping from actors to seats, got {kind_of(node)}"
            self.problems.append(Problem(node.place, what))
            return seats
        for actor, item in node.entries.items():
            reading = Seat.read(item, name=Name(actor, node.keys[actor]))
            self.problems += reading.problems
            if reading.part is not None:
                seats[actor] = reading.part
        return seats

    def _lesson(self, root: Mapping) -> Lesson | None:
        node = root.entries.get("lesson")
        if node is None or is_nothing(node):
            return None
        reading = Lesson.read(node)
        self.problems += reading.problems
        return reading.part

    def _ledger(self, root: Mapping) -> Ledger | None:
        node = root.entries.get("ledger")
        if node is None or is_nothing(node):
            return None
        reading = Ledger.read(node)
        self.problems += reading.problems
        if reading.part is None or reading.dropped:
            self.lost.add("ledger")
        return reading.part


def _anything() -> dict[str, Any]:
    nothing = Frame.read(Mapping(dict(ANYTHING), {}, NOWHERE)).part
    return {key: getattr(nothing, key) for key in ANYTHING}
