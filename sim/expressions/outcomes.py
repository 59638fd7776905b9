"""What looks back on a run: ever, first, highest and so on, and the ledger's sums."""

from __future__ import annotations

import math
from dataclasses import replace

from sim.expressions.parsing import Node
from sim.expressions.powers import Power
from sim.expressions.reading import Reading
from sim.expressions.tree import Tree
from sim.expressions.values import ERROR, Value, View
from sim.quantities import largest_unit, parse_quantity

__all__ = ["FUNCTIONS", "LEDGER", "of_ledger", "of_run"]

FUNCTIONS = ("ever", "first", "time_in", "highest", "final", "rises", "falls")
LEDGER = ("net", "gain", "loss", "amount")

_OF_CONDITIONS = frozenset({"ever", "first", "time_in"})
_NOW = View("a condition", warn=False)


def of_run(reading: Reading, node: Node, view: View) -> Value:
    """Give the meaning of ``ever(C)``, ``final(X, 6 months)`` and the like."""
    name = node.text
    if not view.run:
        what = f"{name}(…) looks back on a run, and may stand in outcomes and claims"
        hint = ""
        if view.where == _NOW.where and not view.warn:
            what = f"{name}(…) cannot stand inside another function over a run"
            hint = "join them outside: ever(a) and ever(b)"
        return reading.fault(node.start, what, hint)
    if not 1 <= len(node.parts) <= 2:
        expected = "a condition" if name in _OF_CONDITIONS else "a ladder"
        got = f"{len(node.parts)} arguments" if node.parts else "nothing"
        what = f"expected {expected} and perhaps a day in {name}(…), got {got}"
        return reading.fault(node.start, what)
    last = _last_day(reading, node.parts[1]) if len(node.parts) == 2 else math.inf
    about = node.parts[0]
    if name in _OF_CONDITIONS:
        value = reading.condition(about, _NOW)
    else:
        value = _subject(reading, about, name, bands=view.bands or name != "final")
    if value.kind == "error" or last is None:
        return ERROR
    tree = Tree(name, (value.tree,), number=last)
    if name == "ever":
        return Value("condition", tree)
    if value.kind == "ladder" and name in {"highest", "final"}:
        return Value("ladder", tree, ladder=value.ladder)
    power: Power = {"final": value.power, "rises": 0, "falls": 0}.get(name, 1)
    return Value("number", tree, power)


def _subject(reading: Reading, node: Node, name: str, *, bands: bool) -> Value:
    """Give the ladder or gauge that a function over a run is about."""
    scope, started = reading.scope, len(reading.faults)
    if node.kind == "name" and node.text in scope.parameters:
        what = f"the parameter {node.text!r} does not change in a run"
        hint = f"write {node.text} without {name}(…)"
        return reading.fault(node.start, what, hint)
    value = reading.value(node, replace(_NOW, gauges=True, bands=bands))
    if value.kind == "error" or len(reading.faults) > started:
        return ERROR
    if name == "final" and value.tree.op == "gauge":
        return value
    if value.tree.op == "gauge":
        what = f"{name}(…) is of a ladder, and {value.tree.name!r} is a gauge"
        hint = f"write final({value.tree.name}), or give it bands"
        return reading.fault(node.start, what, hint)
    if value.kind != "ladder" or not value.ladder:
        expected = "a ladder or a gauge" if name == "final" else "a ladder"
        what = f"expected {expected} in {name}(…), got {reading.told(value, node)}"
        hint = "write ever(…) for a condition" if value.kind == "condition" else ""
        if value.tree.op == "key":
            hint = f"write {name}({value.tree.parts[0].name})"
        return reading.fault(node.start, what, hint)
    if name != "final" and not value.ladder.ordered:
        what = f"{reading.source(node)} is no order (ordered: false)"
        hint = f"{name}(…) needs one; write final(…), ever(…) or time_in(…)"
        return reading.fault(node.start, what, hint)
    return value


def _last_day(reading: Reading, node: Node) -> float | None:
    """Give the day up to which a function looks; None after a fault."""
    before = len(reading.faults)
    day = _days(reading, node)
    if len(reading.faults) > before:
        return None
    if day is None:
        what = f"expected a day as the last argument, got {reading.source(node)}"
        hint = "write day(2025-12-31), a number of days, or '6 months'"
        reading.fault(node.start, what, hint)
        return None
    horizon = reading.scope.horizon
    if not 0 < day <= horizon:
        what = f"expected a day after the start and up to the horizon (day {horizon:g})"
        reading.fault(node.start, f"{what}, got day {day:g}")
        return None
    return day


def _days(reading: Reading, node: Node) -> float | None:
    """Read a number of days, a duration, or day(…)."""
    if node.kind == "number":
        return node.number
    if node.kind == "quantity":
        quantity = parse_quantity(node.text)
        return quantity.value if quantity and quantity.power == 1 else None
    if node.kind == "call" and node.text == "day":
        return reading.value(node, _NOW).tree.number
    return None


def of_ledger(reading: Reading, node: Node, view: View) -> Value:
    """Give the meaning of ``net.pyongyang`` or ``amount.soldiers_pay(1 year)``."""
    word, _, name = node.text.partition(".")
    scope = reading.scope
    if not view.ledger:
        what = f"{node.text!r} is of the ledger, and may stand in claims only"
        return reading.fault(node.start, what)
    if not scope.horizons:
        if "ledger" in scope.broken:
            return ERROR
        what = f"{node.text!r} is of the ledger, and there is none"
        return reading.fault(node.start, what, "write ledger: and arguments: first")
    names = scope.arguments if word == "amount" else scope.actors
    horizon = _horizon(reading, node) if node.called else math.nan
    if name not in names:
        if name in scope.broken:
            reading.uses.add(name)
            return ERROR
        what = "argument" if word == "amount" else "actor"
        return reading.unknown(node.at + 1, what, name, names)
    if horizon is None:
        return ERROR
    reading.uses.add(name)
    return Value("number", Tree(word, name=name, number=horizon), 0)


def _horizon(reading: Reading, node: Node) -> float | None:
    """Give the horizon in parentheses; None after a fault."""
    horizons = reading.scope.horizons
    part = node.parts[0] if len(node.parts) == 1 else None
    before = len(reading.faults)
    day = _days(reading, part) if part else None
    if len(reading.faults) > before:
        return None
    if day is not None:
        for horizon in horizons:
            if math.isclose(day, horizon, rel_tol=1e-9):
                return horizon
    told = reading.source(part) if part else f"{len(node.parts)} arguments"
    what = f"expected one of the ledger's horizons, got {told}"
    hint = f"they are: {', '.join(_written(horizon) for horizon in horizons)}"
    reading.fault(part.start if part else node.start, what, hint)
    return None


def _written(days: float) -> str:
    count, unit = largest_unit(days)
    return f"{count:g} {unit}{'s' * (count != 1)}"
