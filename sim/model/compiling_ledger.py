"""Arguments, outcomes and claims -> sums to run and readings to take."""

from __future__ import annotations

import math

from sim.expressions import Due, Tree, linear_in_gauge
from sim.model.compiling_formulas import Reader, ladder_reference, titled
from sim.model.ledger import Argument, Lump, Outcome, Reading
from sim.scenario import Formula, Scenario
from sim.scenario import Lump as WrittenLump
from sim.texts import Text

__all__ = ["Readings", "compile_argument"]

READINGS = frozenset("ever first time_in highest final rises falls".split())
SUMS = frozenset("net gain loss amount".split())


def compile_argument(
    reader: Reader, scenario: Scenario, name: str, off: tuple[str, ...]
) -> Argument:
    """Give an argument; lumps of events that are switched off never fall due."""
    argument = scenario.arguments[name]
    ledger = scenario.ledger
    unit = argument.unit or (ledger.unit if ledger else "")
    own_unit = ledger is not None and unit != ledger.unit
    flow = reader.maybe(argument.flow, Due.ARGUMENT_FLOW)
    gauge, slope, level = linear_in_gauge(flow.tree) if flow else ("", None, None)
    return Argument(
        name=name,
        title=titled(argument.title, name),
        actor=str(argument.actor),
        side=argument.side,
        account=argument.account,
        unit=unit,
        weight=reader.maybe(argument.weight, Due.NUMBER),
        counted=not own_unit or argument.weight is not None,
        flow=flow,
        reads=gauge,
        slope=slope,
        level=level,
        lumps=tuple(
            _lump(reader, lump)
            for lump in argument.lumps
            if lump.event is None or not _is_off(scenario, str(lump.event), off)
        ),
    )


def _is_off(scenario: Scenario, event: str, off: tuple[str, ...]) -> bool:
    return event in off or scenario.events[event].actor in off


def _lump(reader: Reader, lump: WrittenLump) -> Lump:
    amount = reader.read(lump.amount, Due.AMOUNT)
    if lump.event is not None:
        return Lump("each", amount, event=str(lump.event))
    ladder = ladder_reference(lump.ladder or "")
    kind = reader.scope.ladder(_root(ladder))
    assert kind is not None
    rung = kind.rungs.index(str(lump.rung))
    return Lump(lump.kind, amount, ladder=ladder, rung=rung)


def _root(ladder: str) -> str:
    return ladder.removeprefix("decided(").removesuffix(")")


class Readings:
    """Collects what must be read off a run, each thing once.

    Attributes
    ----------
    kept : list of Reading
        In the order in which they were first asked for.
    """

    def __init__(self, reader: Reader, end: float) -> None:
        self.reader = reader
        self.end = end
        self.kept: list[Reading] = []
        self._places: dict[tuple[str, Tree, float], int] = {}

    def asks_too_late(self, formula: Formula, due: Due) -> bool:
        """Say whether a formula asks for a day after the end of the run."""
        tree = self.reader.tree(formula, due)
        days = [part.number for part in tree.walk() if part.op in READINGS | SUMS]
        return any(self.end < day < math.inf for day in days)

    def outcome(self, name: str, title: Text, formula: Formula) -> Outcome:
        """Give an outcome, read at the end of the run."""
        tree = self.reader.tree(formula, Due.OUTCOME)
        kind = _kind(tree)
        ladder = tree.parts[0].name if kind == "ladder" else ""
        value = self.reader.placed(self.at(tree, self.end), formula)
        return Outcome(name, title, kind, value, ladder)

    def at(self, tree: Tree, day: float) -> Tree:
        """Give an outcome's tree as if the run ended at `day`: over readings."""
        if tree.op in READINGS:
            place = self._place(tree.op, tree.parts[0], min(day, tree.number))
            return Tree("reading", number=float(place))
        if tree.op in SUMS:
            number = day if math.isnan(tree.number) else tree.number
            return Tree(tree.op, name=tree.name, number=number)
        if tree.op == "level":
            return self.at(tree.parts[0], day)
        parts = tuple(self.at(part, day) for part in tree.parts)
        return Tree(tree.op, parts, tree.name, tree.number)

    def _place(self, op: str, inner: Tree, day: float) -> int:
        key = (op, inner, day)
        if key not in self._places:
            self._places[key] = len(self.kept)
            self.kept.append(Reading(op, inner, day))
        return self._places[key]


def _kind(tree: Tree) -> str:
    conditions = {"ever", "compare", "and", "or", "not", "true", "false"}
    if tree.op in conditions:
        return "condition"
    if tree.op == "first":
        return "day"
    if tree.op in ("highest", "final") and tree.parts[0].op == "ladder":
        return "ladder"
    if tree.op == "if" and _kind(tree.parts[1]) == "condition":  # pragma: no cover
        return "condition"
    return "number"
