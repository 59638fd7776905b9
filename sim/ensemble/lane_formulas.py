"""Formulas of restricted Python over lanes: what is known is worked out at once."""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable
from typing import Any

from sim.ensemble.lane_ground import LaneGround
from sim.ensemble.lane_values import Scope, Value, constant
from sim.ensemble.tree_facts import costly

__all__ = ["Env", "LaneFormulas"]

Env = dict[str, Value]
"""Variables of a function, by name."""

_ARITHMETIC: dict[type[ast.operator], tuple[str, Callable[[Any, Any], Any]]] = {
    ast.Add: ("+", operator.add),
    ast.Sub: ("-", operator.sub),
    ast.Mult: ("*", operator.mul),
    ast.Div: ("/", operator.truediv),
    ast.BitAnd: ("&", operator.and_),
    ast.BitOr: ("|", operator.or_),
}
_COMPARISONS: dict[type[ast.cmpop], tuple[str, Callable[[Any, Any], bool]]] = {
    ast.Lt: ("<", operator.lt),
    ast.LtE: ("<=", operator.le),
    ast.Gt: (">", operator.gt),
    ast.GtE: (">=", operator.ge),
    ast.Eq: ("==", operator.eq),
    ast.NotEq: ("!=", operator.ne),
}


class LaneFormulas(LaneGround):
    """Writes formulas; calls are left to what builds on this."""

    def call(self, node: ast.Call, env: Env) -> Value | None:
        """Write a call; None where the function gives nothing."""
        raise self._refuse(node)

    def _value(self, node: ast.expr, env: Env) -> Value:
        match node:
            case ast.Constant(value=bool() | int() | float() as number):
                return constant(number)
            case ast.Name(id=name):
                if name in env:
                    return self._here(env[name])
                if name in self.program.numbers:
                    return constant(self.program.numbers[name])
                raise self._refuse(node)
            case ast.UnaryOp(op=ast.USub()):
                inner = self._value(node.operand, env)
                if inner.const is not None:
                    return constant(-inner.const)
                return Value(f"(-{inner.text})", inner.kind, inner.scope)
            case ast.UnaryOp(op=ast.Not()):
                inner = self._truth(self._value(node.operand, env))
                if inner.const is not None:
                    return constant(not inner.const)
                return Value(f"(~{inner.text})", "b", inner.scope)
            case ast.BinOp():
                return self._arithmetic(node, env)
            case ast.Compare():
                return self._comparison(node, env)
            case ast.BoolOp():
                return self._together(node, env)
            case ast.IfExp():
                return self._choice(node, env)
            case ast.Subscript():
                return self._read(node, env)
            case ast.Call():
                value = self.call(node, env)
                if value is not None:
                    return value
        raise self._refuse(node)

    def _joined(self, *values: Value) -> Scope | None:
        """Give the scope of what is made of these values."""
        arrays = [value for value in values if value.scope is not None]
        return self.scope if arrays else None

    def _truth(self, value: Value) -> Value:
        if value.kind == "b":
            return value
        if value.const is not None:
            return constant(bool(value.const))
        return Value(f"({value.text} != 0)", "b", value.scope)

    def _as_float(self, value: Value) -> Value:
        if value.const is not None:
            return constant(float(value.const))
        if value.kind == "f":
            return value
        return Value(f"float64({value.text})", "f", value.scope)

    def _arithmetic(self, node: ast.BinOp, env: Env) -> Value:
        if type(node.op) not in _ARITHMETIC:
            raise self._refuse(node)
        sign, work = _ARITHMETIC[type(node.op)]
        a, b = self._value(node.left, env), self._value(node.right, env)
        if "b" in (a.kind, b.kind):
            raise self._refuse(node)
        if a.const is not None and b.const is not None:
            if sign == "/" and b.const == 0:
                # the branch that is not taken, as `elementary.divide` guards it
                return constant(math.nan)
            return constant(work(a.const, b.const))
        whole = a.kind == b.kind == "i" and sign != "/"
        bits = None
        if sign == "&":
            known = [value.bits for value in (a, b) if value.bits is not None]
            bits = known[0] if len(known) == 1 else None
            if len(known) == 2:
                bits = known[0] & known[1]
            if bits == 0:
                return constant(0)
        if sign == "|" and a.bits is not None and b.bits is not None:
            bits = a.bits | b.bits
        text = f"({a.text} {sign} {b.text})"
        return Value(text, "i" if whole else "f", self._joined(a, b), None, bits)

    def _comparison(self, node: ast.Compare, env: Env) -> Value:
        sides = [self._value(side, env) for side in (node.left, *node.comparators)]
        if len(sides) > 2:
            sides = [sides[0], *map(self._named, sides[1:-1]), sides[-1]]
        parts: list[Value] = []
        for left, sign, right in zip(sides, node.ops, sides[1:], strict=False):
            if type(sign) not in _COMPARISONS:
                raise self._refuse(node)
            text, work = _COMPARISONS[type(sign)]
            if left.const is not None and right.const is not None:
                parts.append(constant(work(left.const, right.const)))
            else:
                scope = self._joined(left, right)
                parts.append(Value(f"({left.text} {text} {right.text})", "b", scope))
        return self._all(parts, "&")

    def _together(self, node: ast.BoolOp, env: Env) -> Value:
        sign = "&" if isinstance(node.op, ast.And) else "|"
        parts: list[Value] = []
        for part in node.values:
            value = self._truth(self._value(part, env))
            parts.append(value)
            if value.const is not None and value.const == (sign == "|"):
                break
        return self._all(parts, sign)

    def _all(self, parts: list[Value], sign: str) -> Value:
        """Join conditions by ``&`` or ``|``; known ones are worked out."""
        ends = sign == "|"
        if any(part.const is ends for part in parts):
            return constant(ends)
        open_ = [part for part in parts if part.const is None]
        if not open_:
            return constant(not ends)
        if len(open_) == 1:
            return open_[0]
        texts = f" {sign} ".join(dict.fromkeys(part.text for part in open_))
        return Value(f"({texts})", "b", self._joined(*open_))

    def _choice(self, node: ast.IfExp, env: Env) -> Value:
        test = self._truth(self._value(node.test, env))
        if test.const is not None:
            return self._value(node.body if test.const else node.orelse, env)
        if test.scope is not None and (costly(node.body) or costly(node.orelse)):
            return self._parted(node, self._named(test), env)
        a, b = self._value(node.body, env), self._value(node.orelse, env)
        if a.text == b.text and a.kind == b.kind:
            return a
        if (a.kind == "b") != (b.kind == "b"):
            raise self._refuse(node)
        kind = a.kind if a.kind == b.kind else "f"
        bits = a.bits | b.bits if a.bits is not None and b.bits is not None else None
        text = f"where({test.text}, {a.text}, {b.text})"
        return Value(text, kind, self._joined(test, a, b), None, bits)

    def _parted(self, node: ast.IfExp, test: Value, env: Env) -> Value:
        """Work out each side for its own lanes only, because it costs something."""
        name = self._new()
        self._write(f"{name} = empty({self.scope.lanes}.size)")
        for side, text in ((node.body, test.text), (node.orelse, f"~{test.text}")):
            with self._narrowed(text):
                value = self._value(side, env)
                if value.kind != "f":
                    raise self._refuse(node)
                self._write(f"{name}[{self.scope.picks}] = {value.text}")
        return self._array(name, "f")

    def _read(self, node: ast.Subscript, env: Env) -> Value:
        if not isinstance(node.value, ast.Name):
            raise self._refuse(node)
        vector, index = node.value.id, self._value(node.slice, env)
        if index.kind != "i":
            raise self._refuse(node)
        place = index.const
        if vector == "K":
            if isinstance(place, int):
                return constant(self.constants[place])
            return self._named(self._array(f"K.take({index.text})", "f"))
        if vector == "O" and isinstance(place, int) and place in self._outputs:
            return self._here(self._outputs[place])
        if vector not in ("S", "I"):
            raise self._refuse(node)
        if isinstance(place, int):
            return self._load(vector, place)
        text = f"flat_{vector}.take({self._spot(index)})"
        name = self._new(vector.lower())
        self._write(f"{name} = {text}")
        return self._array(name, "f" if vector == "S" else "i")
