"""What was written -> what it means in a scope: names, kinds and powers of time.

Comparisons are in `comparing`, functions over a whole run in `outcomes`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from sim.expressions import comparing, functions, outcomes
from sim.expressions.faults import Fault
from sim.expressions.parsing import Node
from sim.expressions.powers import ANY, Power, divided, multiplied, raised
from sim.expressions.reading import Reading
from sim.expressions.tree import Tree
from sim.expressions.values import ERROR, Value, View
from sim.quantities import UNITS, parse_quantity

__all__ = ["Reader"]

PLAIN_NUMBERS = frozenset({0, 1, 7, 12, 30, 365, 365.25, 100, 1000, 1_000_000})
_EXPONENTS = PLAIN_NUMBERS | {2}
_LARGEST_EXPONENT = 100
_CHANGING = frozenset({"ladder", "key", "gauge", "level"})  # in the course of a run


class Reader(Reading):
    """Gives the meaning of nodes."""

    def value(self, node: Node, view: View) -> Value:
        """Give the meaning of a node, whatever kind it is of."""
        match node.kind:
            case "number":
                return self._literal(node, view, PLAIN_NUMBERS)
            case "quantity":
                return self._quantity(node)
            case "date":
                hint = f"write day({node.text}) for a date, or blanks round each minus"
                what = f"expected day(…) round a date, got {node.text!r}"
                return self.fault(node.start, what, hint)
            case "name":
                return self._name(node, view)
            case "attribute":
                return functions.attribute(self, node, view)
            case "call":
                return functions.call(self, node, view)
            case "neg":
                part = self.number(node.parts[0], view)
                return replace(part, tree=Tree("neg", (part.tree,)))
            case "not" | "and" | "or":
                parts = [self.condition(part, view) for part in node.parts]
                return self._joined(node.kind, parts, "condition", None)
            case "chain":
                return comparing.chain(self, node, view)
            case "if":
                return self._choice(node, view)
            case "pow":
                return self._power(node, view)
        return self._arithmetic(node, view)

    def _joined(
        self,
        op: str,
        parts: list[Value],
        kind: Literal["number", "condition"],
        power: Power,
    ) -> Value:
        if any(part.kind == "error" for part in parts):
            return ERROR
        return Value(kind, Tree(op, tuple(part.tree for part in parts)), power)

    def _literal(self, node: Node, view: View, plain: frozenset[float]) -> Value:
        if view.warn and node.number not in plain:
            what = f"the number {self.source(node)} stands inside an expression"
            hint = "name it as a parameter, with a because"
            self.faults.append(Fault(node.start, what, hint, warning=True))
        return Value("number", Tree("number", number=node.number), ANY)

    def _quantity(self, node: Node) -> Value:
        quantity = parse_quantity(node.text)
        assert quantity is not None, node.text
        written = f"{quantity.value:.15g}"
        hint = {
            0: f"write {written}",
            1: f"numbers here are days: write {written}",
            -1: f"numbers here are per day: name '{node.text}' as a parameter",
        }[quantity.power]
        self.fault(node.start, f"a unit inside an expression: {node.text!r}", hint)
        return Value("number", Tree("number", number=node.number), ANY)

    def _name(self, node: Node, view: View) -> Value:
        name, scope = node.text, self.scope
        if name in {"always", "never"}:
            return Value("condition", Tree("true" if name == "always" else "false"))
        if name in scope.broken:
            self.uses.add(name)
            return ERROR
        if name in scope.parameters:
            self.uses.add(name)
            kind = scope.parameters[name]
            tree = Tree("parameter", name=name)
            if kind.rung_of is not None:
                return Value("ladder", tree, ladder=kind.rung_of, words=kind.words)
            if kind.words:
                return Value("word", tree, words=kind.words)
            return Value("number", tree, kind.power)
        if name in scope.ladders:
            return self.ladder(node, name, view)
        if name in scope.gauges:
            return self._gauge(node, view)
        return self._nowhere(node)

    def _gauge(self, node: Node, view: View) -> Value:
        name, bands = node.text, self.scope.gauges[node.text].bands
        if view.bands and bands:
            return self.ladder(node, name, view)
        self.uses.add(name)
        if view.run:
            what = f"{name!r} changes in the course of a run"
            return self.fault(node.start, what, f"write final({name})")
        if not view.ladders:
            return self.fixed(node, f"the gauge {name!r}", view)
        if not view.gauges:
            what = f"{view.where} cannot read the gauge {name!r} itself"
            hint = "give it bands, and compare it with one of them"
            if bands:
                hint = f"compare it with one of its bands: {name} >= {bands[-1]}"
            return self.fault(node.start, what, hint)
        in_days = self.scope.gauges[name].unit.lower() in UNITS
        power = None if in_days else view.gauge_power
        return Value("number", Tree("gauge", name=name), power)

    def _nowhere(self, node: Node) -> Value:
        name, scope = node.text, self.scope
        if name in functions.FUNCTIONS:
            what, hint = f"{name!r} is a function", f"write {name}(…)"
            return self.fault(node.start, what, hint)
        if name in outcomes.LEDGER and scope.horizons:
            known = scope.arguments if name == "amount" else scope.actors
            hint = f"write {name}.{known[0]}" if known else ""
            return self.fault(node.start, f"{name!r} stands alone", hint)
        for ladder, kind in scope.ladders.items():
            if name in kind.rungs:
                sign = ">=" if kind.ordered else "=="
                hint = f"compare the ladder with it: {ladder} {sign} {name}"
                what = f"{name!r} is a rung of {ladder!r}, and stands alone"
                return self.fault(node.start, what, hint)
        for parameter, choices in scope.parameters.items():
            if name in choices.words:
                hint = f"compare the parameter with it: {parameter} == {name}"
                what = f"{name!r} is a word of {parameter!r}, and stands alone"
                return self.fault(node.start, what, hint)
        names = [*scope.parameters, *scope.ladders, *scope.gauges]
        rungs = [rung for kind in scope.ladders.values() for rung in kind.rungs]
        words = [word for kind in scope.parameters.values() for word in kind.words]
        return self.unknown(node.start, "name", name, names, [*rungs, *words])

    def _choice(self, node: Node, view: View) -> Value:
        condition = self.condition(node.parts[0], replace(view, strict=not view.run))
        branches = [self.number(part, view) for part in node.parts[1:]]
        power = self.alike(node.at, list(node.parts[1:]), branches)
        return self._joined("if", [condition, *branches], "number", power)

    def _arithmetic(self, node: Node, view: View) -> Value:
        values = [self.number(part, view) for part in node.parts]
        one, other = (value.power for value in values)
        if node.kind in {"add", "sub"}:
            power = self.alike(node.at, list(node.parts), values)
        elif node.kind == "mul":
            power = multiplied(one, other)
        else:
            self._divisor(node.parts[1], values[1], view)
            power = divided(one, other)
        return self._joined(node.kind, values, "number", power)

    def _divisor(self, node: Node, value: Value, view: View) -> None:
        if value.kind == "error":
            return
        if value.tree.op == "number" and value.tree.number == 0:
            self.fault(node.start, "division by 0")
        elif view.strict and any(part.op in _CHANGING for part in value.tree.walk()):
            what = "in a condition only numbers and parameters may divide"
            hint = "multiply both sides by it instead"
            self.fault(node.start, f"{what}, got {self.source(node)}", hint)

    def _power(self, node: Node, view: View) -> Value:
        base, above = node.parts
        value = self.number(base, view)
        literal = above.parts[0] if above.kind == "neg" else above
        if literal.kind != "number":
            exponent = self.number(above, view)
            plain = [
                self.timeless(part, found, "a power")
                for part, found in ((base, value), (above, exponent))
            ]
            power: Power = value.power if all(plain) else None
            return self._joined("pow", [value, exponent], "number", power)
        if literal.number > _LARGEST_EXPONENT:
            what = f"expected an exponent of at most {_LARGEST_EXPONENT}"
            self.fault(literal.start, f"{what}, got {self.source(literal)}")
        exponent = self._literal(literal, view, _EXPONENTS)
        size = literal.number
        if above is not literal:
            size = -size
            exponent = replace(exponent, tree=Tree("neg", (exponent.tree,)))
        return self._joined(
            "pow", [value, exponent], "number", raised(value.power, size)
        )
