"""Restricted Python to NumPy over lanes: an ``if`` narrows the lanes, no more.

The text of a step is written for one clock, so that whatever does not concern that
clock is left out: calls of `sim.motion` are written out in place, what is known while
writing is worked out, and a condition on moved ladders that cannot have moved is false.
What is not restricted Python is refused, never guessed at.
"""

from __future__ import annotations

import ast
from collections.abc import Callable

from sim.ensemble.lane_formulas import Env, LaneFormulas
from sim.ensemble.lane_values import Value, constant
from sim.ensemble.program import PRIMITIVES
from sim.ensemble.tree_facts import assigned, places_read, waits_for
from sim.streams import elementary

__all__ = ["LIBRARY", "LaneCode"]

LIBRARY: dict[str, Callable[..., float]] = {
    "exp": elementary.exp,
    "log": elementary.log,
    "power": elementary.power,
}
"""Functions that are called in their array form, not written out in place."""


class LaneCode(LaneFormulas):
    """Writes functions of a program over lanes; see `LaneGround` for its parameters."""

    def run(self, name: str, **arguments: Value) -> None:
        """Write out a function of the program, given its arguments but S, I and O."""
        self._run(self.program.functions[name], arguments)

    def run_text(self, text: str, **arguments: Value) -> None:
        """Write out a function given by its own text."""
        (function,) = ast.parse(text).body
        if not isinstance(function, ast.FunctionDef):
            raise self._refuse(function)
        self._run(function, arguments)

    def _run(self, function: ast.FunctionDef, arguments: Env) -> None:
        env = {
            argument.arg: arguments[argument.arg]
            for argument in function.args.args
            if argument.arg not in ("S", "I", "O")
        }
        self._block(function.body, env)

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
                self.call(call, env)
            case ast.If():
                self._if(node, env)
            case _:
                raise self._refuse(node)

    def _if(self, node: ast.If, env: Env) -> None:
        if self._idle(node, env):
            self._block(node.orelse, env)
            return
        first, later = self._split(node.test, env)
        if later and not node.orelse:
            # what needs nothing fetched goes first: it is often false in every lane
            inner = ast.If(_all_of(later), node.body, [])
            whole = ast.If(_all_of(first), [inner], [])
            inner.assigned = whole.assigned = assigned(node)  # type: ignore[attr-defined]
            self._if(whole, env)
            return
        test = self._truth(self._value(node.test, env))
        if test.const is not None:
            self._block(node.body if test.const else node.orelse, env)
            return
        if test.scope is None:
            raise self._refuse(node.test)
        test = self._named(test)
        changed = sorted(assigned(node) & env.keys())
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

    def _idle(self, node: ast.If, env: Env) -> bool:
        """Say whether what a test waits for has surely not come: most of them."""
        reason = waits_for(node)
        if reason is None:
            return False
        if reason.clocks:
            turn = env["k"].const
            if turn is None or turn in reason.clocks:
                return False
        return not any(
            self._may.get(word, -1) & mask for word, mask in reason.masks.items()
        )

    def _split(self, test: ast.expr, env: Env) -> tuple[list[ast.expr], list[ast.expr]]:
        """Part what an ``and`` asks: what is at hand, and what must be fetched."""
        if not isinstance(test, ast.BoolOp) or not isinstance(test.op, ast.And):
            return [test], []
        first = [part for part in test.values if not self._fetches(part)]
        later = [part for part in test.values if self._fetches(part)]
        return (first, later) if first and later else ([test], [])

    def _fetches(self, node: ast.expr) -> bool:
        places = places_read(node)
        return places is None or any(self._known(*place) is None for place in places)

    # ---- writing to places

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
            if value.const == 0 and not self._may[place]:
                return  # it is 0 already
            bits = value.bits if value.bits is not None else -1
            top = self.scope.parent is None
            self._may[place] = bits if top else self._may[place] | bits
            self.moved[place] |= bits
        key = (name, place)
        self._versions[key] = self._versions.get(key, 0) + 1
        self.scope.loads[key] = (self._version(name, place), value)

    # ---- calls

    def call(self, node: ast.Call, env: Env) -> Value | None:
        """Write a call; None where the function gives nothing."""
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
            # `luck` knows the seed
            texts = ", ".join(value.text for value in values[2:])
            which = name.removesuffix("_uniform")
            return self._named(self._array(f"luck.{which}({texts})", "f"))
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


def _all_of(tests: list[ast.expr]) -> ast.expr:
    return tests[0] if len(tests) == 1 else ast.BoolOp(ast.And(), tests)
