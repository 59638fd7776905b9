"""Functions of a moment, and ``ladder.key``: min, level, decided, day and the like."""

from __future__ import annotations

from dataclasses import replace

from sim.errors import suggest
from sim.expressions import outcomes
from sim.expressions.parsing import Node
from sim.expressions.powers import Power, raised
from sim.expressions.reading import Reading
from sim.expressions.tokens import WORDS
from sim.expressions.tree import Tree
from sim.expressions.values import ERROR, Value, View
from sim.quantities import UNITS, day_of, parse_date

__all__ = ["FUNCTIONS", "RESERVED", "attribute", "call"]

_NUMERIC = ("min", "max", "abs", "exp", "log", "sqrt")
_MOMENT = (*_NUMERIC, "level", "decided", "day")
FUNCTIONS = (*_MOMENT, *outcomes.FUNCTIONS)
RESERVED = frozenset(
    {*FUNCTIONS, *outcomes.LEDGER, *WORDS, *UNITS}
    | {"always", "never", "true", "false", "yes", "no", "is", "in", "inf", "nan"}
)


def call(reading: Reading, node: Node, view: View) -> Value:
    """Give the meaning of ``name(…)``."""
    name = node.text
    if name in outcomes.FUNCTIONS:
        return outcomes.of_run(reading, node, view)
    match name:
        case "min" | "max":
            return _least_or_greatest(reading, node, view)
        case "abs" | "exp" | "log" | "sqrt":
            return _of_one_number(reading, node, view)
        case "level":
            return _level(reading, node, view)
        case "decided":
            return _decided(reading, node, view)
        case "day":
            return _day(reading, node)
    scope = reading.scope
    for names in (scope.parameters, scope.ladders, scope.gauges, scope.broken):
        if name in names:
            what = f"{name!r} is no function"
            return reading.fault(node.start, what, "to multiply write *")
    known_functions = FUNCTIONS if view.run else _MOMENT
    hint = suggest(name, known_functions)
    return reading.fault(node.start, f"unknown function {name!r}", hint)


def attribute(reading: Reading, node: Node, view: View) -> Value:
    """Give the meaning of ``ladder.key``, and of ``net.actor`` in a claim."""
    name, _, key = node.text.partition(".")
    scope = reading.scope
    if name in outcomes.LEDGER and (view.ledger or name not in scope.ladders):
        return outcomes.of_ledger(reading, node, view)
    if name in scope.broken:
        reading.uses.add(name)
        return ERROR
    if name not in scope.ladders:
        if name in scope.parameters or name in scope.gauges:
            what = f"{name!r} is no ladder, and has no {key!r}"
            return reading.fault(node.start, what, "only rungs carry numbers")
        return reading.unknown(node.start, "ladder", name, scope.ladders)
    kind = scope.ladders[name]
    reading.uses.add(name)
    if view.run:
        what = f"{node.text!r} changes in the course of a run"
        hint = f"write ever(…), time_in(…) or final({name})"
        return reading.fault(node.start, what, hint)
    if not view.ladders:
        return reading.fixed(node, f"the ladder {name!r}", view)
    if key not in kind.keys:
        return _no_key(reading, node, name, key)
    if node.called:
        what = f"{node.text!r} is no function"
        return reading.fault(node.start, what, "to multiply write *")
    tree = Tree("key", (Tree("ladder", name=name),), node.text)
    return Value("number", tree, kind.keys[key])


def _no_key(reading: Reading, node: Node, name: str, key: str) -> Value:
    kind = reading.scope.ladders[name]
    at = node.at + 1
    if key in kind.rungs:
        sign = ">=" if kind.ordered else "=="
        what = f"{key!r} is a rung of {name!r}, not a number it carries"
        return reading.fault(at, what, f"write {name} {sign} {key}")
    if not kind.keys:
        what = f"unknown number {key!r}: the rungs of {name!r} carry none"
        return reading.fault(at, what)
    return reading.unknown(at, f"number of {name!r}:", key, kind.keys)


def _least_or_greatest(reading: Reading, node: Node, view: View) -> Value:
    values = [reading.number(part, view) for part in node.parts]
    if len(values) < 2:
        what = f"expected two numbers or more in {node.text}(…), got {len(values)}"
        return reading.fault(node.start, what)
    power = reading.alike(node.start, list(node.parts), values)
    return _applied(node.text, values, power)


def _of_one_number(reading: Reading, node: Node, view: View) -> Value:
    values = [reading.number(part, view) for part in node.parts]
    if not _one(reading, node, "number"):
        return ERROR
    power: Power = values[0].power
    if node.text == "sqrt":
        power = raised(power, 0.5)
    elif node.text in {"exp", "log"}:
        plain = reading.timeless(node.parts[0], values[0], f"{node.text}(…)")
        power = power if plain else None
    return _applied(node.text, values, power)


def _applied(op: str, values: list[Value], power: Power) -> Value:
    if any(value.kind == "error" for value in values):
        return ERROR
    return Value("number", Tree(op, tuple(value.tree for value in values)), power)


def _one(reading: Reading, node: Node, expected: str) -> bool:
    if len(node.parts) == 1:
        return True
    got = len(node.parts) or "nothing"
    what = f"expected one {expected} in {node.text}(…), got {got}"
    reading.fault(node.start, what)
    return False


def _level(reading: Reading, node: Node, view: View) -> Value:
    if not _one(reading, node, "ladder"):
        return ERROR
    part = node.parts[0]
    gauge = reading.scope.gauges.get(part.text) if part.kind == "name" else None
    if gauge is not None and not gauge.bands:
        what = f"level(…) is of a ladder, and {part.text!r} is a gauge"
        return reading.fault(part.start, what, "give it bands, and it has a level")
    value = reading.value(part, replace(view, bands=True))
    if value.kind == "error":
        return ERROR
    if value.kind != "ladder" or not value.ladder:
        what = f"expected a ladder in level(…), got {reading.told(value, part)}"
        return reading.fault(part.start, what)
    if not value.ladder.ordered:
        what = f"{reading.source(part)} is no order (ordered: false), and has no level"
        return reading.fault(part.start, what, "compare it with == or !=")
    return Value("number", Tree("level", (value.tree,)), 0)


def _decided(reading: Reading, node: Node, view: View) -> Value:
    if not _one(reading, node, "ladder"):
        return ERROR
    part, scope = node.parts[0], reading.scope
    name = part.text
    if part.kind == "name" and name in scope.broken:
        reading.uses.add(name)
        return ERROR
    if part.kind != "name" or name not in scope.ladders:
        steered = [
            ladder
            for ladder, kind in scope.ladders.items()
            if _steered(ladder, kind.of)
        ]
        if part.kind == "name":
            return reading.unknown(part.start, "ladder", name, steered)
        what = f"expected a ladder in decided(…), got {reading.source(part)}"
        return reading.fault(part.start, what)
    kind = scope.ladders[name]
    if not _steered(name, kind.of):
        what = f"{name!r} is an observation: nothing is decided on it"
        return reading.fault(part.start, what, f"did you mean 'decided({kind.of})'?")
    if not kind.steered:
        what = f"no plan steers {name!r}: nothing is decided on it"
        hint = f"write plans: {{{name}: …}}, a policy"
        return reading.fault(part.start, what, hint)
    return reading.ladder(node, f"decided({name})", view)


def _steered(ladder: str, of: str) -> bool:
    return of in {"", ladder}


def _day(reading: Reading, node: Node) -> Value:
    if len(node.parts) == 1 and node.parts[0].kind == "date":
        found = parse_date(node.parts[0].text)
        if found:
            number = day_of(found, reading.scope.start)
            return Value("number", Tree("number", number=number), 1)
        what = f"no such date: {node.parts[0].text!r}"
        hint = "write year-month-day: day(2025-01-31)"
        return reading.fault(node.parts[0].start, what, hint)
    told = reading.source(node.parts[0]) if node.parts else "nothing"
    hint = "write day(2025-12-31)"
    if len(node.parts) == 1 and node.parts[0].kind == "number":
        hint = f"{hint}, or the number of days alone"
    return reading.fault(node.start, f"expected a date in day(…), got {told}", hint)
