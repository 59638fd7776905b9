"""Restricted Python to NumPy over lanes: an ``if`` narrows the lanes, no more.

The text of a step is written for one clock, so that whatever does not concern that
clock is left out: calls of `sim.motion` are written out in place, what is known while
writing is worked out, and a condition on moved ladders that cannot have moved is false.
What is not restricted Python is refused, never guessed at.
"""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sim.ensemble.lane_values import Number, Scope, Value, constant
from sim.ensemble.program import PRIMITIVES, Program
from sim.streams import elementary

__all__ = ["LIBRARY", "LaneCode"]

Env = dict[str, Value]

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
LIBRARY: dict[str, Callable[..., float]] = {
    "exp": elementary.exp,
    "log": elementary.log,
    "normal_quantile": elementary.normal_quantile,
    "power": elementary.power,
}
"""Functions that are called in their array form, not written out in place."""


class LaneCode:
    """Writes one function over lanes.

    Parameters
    ----------
    program : Program
    constants : tuple of float
        The vector ``K``.
    clocks : int
        How many places of ``S`` are due times; they lie lane by lane, in ``D``.
    words : tuple of int
        Places of ``I`` that say which ladders have moved; 0 when a step begins.
    """

    def __init__(
        self,
        program: Program,
        *,
        constants: tuple[float, ...],
        clocks: int,
        words: tuple[int, ...],
    ) -> None:
        self.program = program
        self.constants = constants
        self.clocks = clocks
        self.lines: list[str] = []
        self.scope = Scope(None, "ix", "")
        self.moved: dict[int, int] = dict.fromkeys(words, 0)
        self._may = dict.fromkeys(words, 0)
        self._depth = 1
        self._names = 0
        self._versions: dict[tuple[str, int], int] = {}
        self._whole_versions = {"S": 0, "I": 0}
        self._outputs: dict[int, Value] = {}

    # ---- the parts that callers use

    def know(self, vector: str, place: int, number: Number) -> None:
        """Take note that a place holds this number in every lane."""
        found = (self._version(vector, place), constant(number))
        self.scope.loads[vector, place] = found

    def run(self, name: str, **arguments: Value) -> None:
        """Write out a function of the program, given its arguments but S, I and O."""
        function = self.program.functions[name]
        env = {
            argument.arg: arguments[argument.arg]
            for argument in function.args.args
            if argument.arg not in ("S", "I", "O")
        }
        self._block(function.body, env)

    def function(self, head: str) -> str:
        """Give the whole as the text of a function."""
        return "\n".join([f"def {head}:", *(self.lines or ["    pass"]), ""])

    # ---- writing

    def _write(self, line: str) -> None:
        self.lines.append("    " * self._depth + line)

    def _new(self, letter: str = "v") -> str:
        self._names += 1
        return f"{letter}{self._names}"

    def _refuse(self, node: ast.AST) -> TypeError:
        kind = type(node).__name__
        return TypeError(f"expected restricted Python, got {kind}: {ast.unparse(node)}")

    def _here(self, value: Value) -> Value:
        """Give a value as it is in the lanes at hand."""
        home, scope = value.scope, self.scope
        if home is None or home is scope:
            return value
        name = scope.views.get(value.text)
        if name is None:
            name = self._new()
            self._write(f"{name} = {value.text}.take({self._way(home)})")
            scope.views[value.text] = name
        return Value(name, value.kind, scope, None, value.bits)

    def _way(self, home: Scope) -> str:
        """Name the positions of the lanes at hand among those of a wider scope."""
        scope = self.scope
        if scope.parent is home:
            return scope.picks
        if id(home) not in scope.ways:
            chain, at = [scope.picks], scope.parent
            while at is not None and at is not home:
                chain.append(at.picks)
                at = at.parent
            assert at is home
            name = self._new("w")
            first, *others = reversed(chain)
            text = "".join(f".take({other})" for other in others)
            self._write(f"{name} = {first}{text}")
            scope.ways[id(home)] = name
        return scope.ways[id(home)]

    def _named(self, value: Value) -> Value:
        """Give a value a name, once in a scope for one text."""
        if value.simple:
            return value
        scope = self.scope
        if value.text not in scope.named:
            name = self._new()
            self._write(f"{name} = {value.text}")
            scope.named[value.text] = Value(name, value.kind, value.scope, None, value.bits)
        return scope.named[value.text]

    def _array(self, text: str, kind: str, bits: int | None = None) -> Value:
        return Value(text, kind, self.scope, None, bits)

    # ---- statements

    def _block(self, body: list[ast.stmt], env: Env) -> None:
        for node in body:
            self._statement(node, env)

    def _statement(self, node: ast.stmt, env: Env) -> None:
        match node:
            case ast.Pass():
                pass
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                env[name] = self._named(self._value(value, env))
            case ast.Assign(targets=[ast.Subscript() as target], value=value):
                self._store(target, self._value(value, env), env)
            case ast.Expr(value=ast.Call() as call):
                self._call(call, env)
            case ast.If():
                self._if(node, env)
            case _:
                raise self._refuse(node)

    def _if(self, node: ast.If, env: Env) -> None:
        first, later = self._split(node.test, env)
        if later and not node.orelse:
            # what needs nothing fetched goes first: it is often false in every lane
            inner = ast.If(_all_of(later), node.body, [])
            self._if(ast.If(_all_of(first), [inner], []), env)
            return
        test = self._truth(self._value(node.test, env))
        if test.const is not None:
            self._block(node.body if test.const else node.orelse, env)
            return
        if test.scope is None:
            raise self._refuse(node.test)
        test = self._named(test)
        changed = sorted(_assigned([*node.body, *node.orelse]) & env.keys())
        merged: Env = {}
        for name in changed:
            before = self._here(env[name])
            copy = self._new()
            if before.scope is None:
                number = f"float({before.text})" if before.kind == "f" else before.text
                self._write(f"{copy} = full({self.scope.lanes}.size, {number})")
            else:
                self._write(f"{copy} = {before.text}.copy()")
            merged[name] = self._array(copy, before.kind)
        for body, text in ((node.body, test.text), (node.orelse, f"~{test.text}")):
            if body:
                branch = dict(env)
                with self._narrowed(text):
                    self._block(body, branch)
                    for name, value in merged.items():
                        inner_value = self._here(branch[name])
                        if value.kind != "f" and inner_value.kind == "f":
                            raise self._refuse(node)
                        self._write(
                            f"{value.text}[{self.scope.picks}] = {inner_value.text}"
                        )
        env.update(merged)

    def _split(
        self, test: ast.expr, env: Env
    ) -> tuple[list[ast.expr], list[ast.expr]]:
        """Part what an ``and`` asks: what is at hand, and what must be fetched."""
        if not isinstance(test, ast.BoolOp) or not isinstance(test.op, ast.And):
            return [test], []
        first = [part for part in test.values if not self._fetches(part)]
        later = [part for part in test.values if self._fetches(part)]
        return (first, later) if first and later else ([test], [])

    def _fetches(self, node: ast.expr) -> bool:
        for part in ast.walk(node):
            if isinstance(part, ast.Call):
                return True
            if isinstance(part, ast.Subscript):
                vector, index = part.value, part.slice
                if not (isinstance(vector, ast.Name) and isinstance(index, ast.Constant)):
                    return True
                key = (vector.id, int(index.value))  # type: ignore[arg-type]
                if vector.id in ("S", "I") and self._known(*key) is None:
                    return True
        return False

    @contextmanager
    def _narrowed(self, test: str) -> Iterator[None]:
        """Write what is within for the lanes where `test` holds."""
        outer = self.scope
        inner = outer.inner.get(test)
        if inner is None:
            picks, lanes = self._new("j"), self._new("x")
            self._write(f"{picks} = flatnonzero({test})")
            inner = outer.inner[test] = Scope(outer, lanes, picks)
            fresh = True
        else:
            fresh = False
        self._write(f"if {inner.picks}.size:")
        self._depth += 1
        self.scope = inner
        if fresh:
            self._write(f"{inner.lanes} = {outer.lanes}.take({inner.picks})")
        begun = len(self.lines)
        yield
        if not fresh and len(self.lines) == begun:
            self._write("pass")
        self.scope = outer
        self._depth -= 1

    # ---- places

    def _version(self, vector: str, place: int) -> int:
        return self._versions.get((vector, place), 0) + self._whole_versions[vector]

    def _known(self, vector: str, place: int) -> Value | None:
        """Give what a place holds, if that has been fetched and not changed since."""
        if vector == "I" and self._may.get(place) == 0:
            return constant(0)
        version, scope = self._version(vector, place), self.scope
        at: Scope | None = scope
        while at is not None:
            found = at.loads.get((vector, place))
            if found and found[0] == version:
                return found[1]
            at = at.parent
        return None

    def _load(self, vector: str, place: int) -> Value:
        known = self._known(vector, place)
        if known is not None:
            return self._here(known)
        name, lanes = self._new(vector.lower()), self.scope.lanes
        if vector == "S" and place < self.clocks:
            self._write(f"{name} = D.take({self._base()} + {place})")
        else:
            self._write(f"{name} = {vector}[{place}].take({lanes})")
        bits = self._may.get(place) if vector == "I" else None
        value = self._array(name, "f" if vector == "S" else "i", bits)
        self.scope.loads[vector, place] = (self._version(vector, place), value)
        return value

    def _base(self) -> str:
        """Name where the lanes' due times begin."""
        key = f"{self.scope.lanes} * {self.clocks}"
        return self._named(self._array(key, "i")).text

    def _store(self, target: ast.Subscript, value: Value, env: Env) -> None:
        vector = target.value
        if not isinstance(vector, ast.Name) or vector.id not in ("S", "I", "O"):
            raise self._refuse(target)
        name, lanes = vector.id, self.scope.lanes
        index = self._value(target.slice, env)
        if value.kind == "b" or (name == "I" and value.kind == "f"):
            raise self._refuse(target)
        if name == "O":
            if not isinstance(index.const, int) or self.scope.parent is not None:
                raise self._refuse(target)
            value = self._named(value)
            self._write(f"O[{index.const}] = {value.text}")
            self._outputs[index.const] = value
            return
        if not isinstance(index.const, int):
            self._write(f"flat_{name}[{self._spot(index)}] = {value.text}")
            self._whole_versions[name] += 1
            return
        place = index.const
        if name == "S":
            value = self._as_float(value)
        value = self._named(value)
        if name == "S" and place < self.clocks:
            self._write(f"D[{self._base()} + {place}] = {value.text}")
        else:
            self._write(f"{name}[{place}][{lanes}] = {value.text}")
        if name == "I" and place in self._may:
            bits = value.bits if value.bits is not None else -1
            top = self.scope.parent is None
            self._may[place] = bits if top else self._may[place] | bits
            self.moved[place] |= bits
        key = (name, place)
        self._versions[key] = self._versions.get(key, 0) + 1
        self.scope.loads[key] = (self._version(name, place), value)

    def _spot(self, index: Value) -> str:
        """Write where the lanes' own places lie in a flat vector."""
        return f"{index.text} * WIDTH + {self.scope.lanes}"

    # ---- expressions

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
                value = self._call(node, env)
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
        a, b = self._value(node.body, env), self._value(node.orelse, env)
        if a.text == b.text and a.kind == b.kind:
            return a
        if (a.kind == "b") != (b.kind == "b"):
            raise self._refuse(node)
        kind = a.kind if a.kind == b.kind else "f"
        bits = a.bits | b.bits if a.bits is not None and b.bits is not None else None
        text = f"where({test.text}, {a.text}, {b.text})"
        return Value(text, kind, self._joined(test, a, b), None, bits)

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

    # ---- calls

    def _call(self, node: ast.Call, env: Env) -> Value | None:
        if not isinstance(node.func, ast.Name) or node.keywords:
            raise self._refuse(node)
        name = node.func.id
        given = [
            argument
            for argument in node.args
            if not (isinstance(argument, ast.Name) and argument.id in ("S", "I"))
        ]
        values = [self._value(argument, env) for argument in given]
        if any(value.kind == "b" for value in values):
            raise self._refuse(node)
        if name == "float":
            (value,) = values
            return self._as_float(value)
        if name == "abs":
            (value,) = values
            if value.const is not None:
                return constant(abs(value.const))
            return Value(f"absolute({value.text})", value.kind, value.scope)
        if name == "sqrt":
            (value,) = values
            if value.const is not None:
                return constant(elementary.root(float(value.const)))
            return Value(f"sqrt({value.text})", "f", value.scope)
        if name in ("first_uniform", "second_uniform"):
            texts = ", ".join(value.text for value in values)
            return self._named(self._array(f"{name}({texts})", "f"))
        if name in LIBRARY:
            if all(value.const is not None for value in values):
                return constant(LIBRARY[name](*(float(v.const or 0) for v in values)))
            texts = ", ".join(value.text for value in values)
            return self._named(Value(f"{name}({texts})", "f", self._joined(*values)))
        if name in PRIMITIVES or name not in self.program.functions:
            raise self._refuse(node)
        return self._written_out(self.program.functions[name], values)

    def _written_out(
        self, function: ast.FunctionDef, values: list[Value]
    ) -> Value | None:
        """Write a function out in place of its call."""
        names = [
            argument.arg
            for argument in function.args.args
            if argument.arg not in ("S", "I")
        ]
        env = {
            name: self._named(value) for name, value in zip(names, values, strict=True)
        }
        *steps, last = function.body
        self._block(steps, env)
        if isinstance(last, ast.Return):
            if last.value is None:
                raise self._refuse(last)
            return self._value(last.value, env)
        self._block([last], env)
        return None


def _assigned(body: list[ast.stmt]) -> set[str]:
    return {
        node.id
        for statement in body
        for node in ast.walk(statement)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }


def _all_of(tests: list[ast.expr]) -> ast.expr:
    return tests[0] if len(tests) == 1 else ast.BoolOp(ast.And(), tests)


