"""The whole text of a model: its rules, and every function that they call, as trees.

`sim.emit` writes rules that call the functions of `sim.motion`, `sim.distributions`
and `sim.streams.elementary`. All are restricted Python, so that one reading of their
source serves every engine of this room.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any

from sim import distributions, motion
from sim.emit import Rules
from sim.ensemble import known_numbers
from sim.ensemble.known_numbers import with_known_numbers
from sim.streams import elementary

__all__ = ["PRIMITIVES", "Program", "program_of"]

PRIMITIVES = {
    "abs": "f",
    "exponent": "f",
    "first_uniform": "f",
    "float": "f",
    "floor": "f",
    "mantissa": "f",
    "scale": "f",
    "second_uniform": "f",
    "sqrt": "f",
}
"""What every engine provides itself, by name; all give floats."""


@dataclass(frozen=True)
class Program:
    """Functions by name, in the order in which they may be defined.

    Attributes
    ----------
    functions : dict of str to ast.FunctionDef
        What is called stands before what calls it.
    numbers : dict of str to float
        Constants that the functions name, such as ``INF``.
    """

    functions: dict[str, ast.FunctionDef]
    numbers: dict[str, float]


def program_of(rules: Rules, *, also: Sequence[str] = ()) -> Program:
    """Collect the functions of `rules`, those of `also`, and all that they call.

    Raises
    ------
    TypeError
        If the text calls or names something that is not there.
    """
    own = {
        node.name: node
        for node in with_known_numbers(ast.parse(rules.text)).body
        if isinstance(node, ast.FunctionDef)
    }
    collector = _Collector(own)
    for name in (*own, *also):
        collector.add(name)
    return Program(collector.functions, collector.numbers)


class _Collector:
    def __init__(self, own: dict[str, ast.FunctionDef]) -> None:
        self.own = own
        self.functions: dict[str, ast.FunctionDef] = {}
        self.numbers: dict[str, float] = {}

    def add(self, name: str) -> None:
        """Add a function, after those that it calls."""
        if name in self.functions or name in PRIMITIVES:
            return
        definition = self.own[name] if name in self.own else _shared(name)
        inside = {argument.arg for argument in definition.args.args} | {"K"}
        called: set[str] = set()
        named: dict[str, None] = {}
        for statement in definition.body:
            for node in ast.walk(statement):
                if isinstance(node, ast.Name):
                    if isinstance(node.ctx, ast.Store):
                        inside.add(node.id)
                    named[node.id] = None
                elif isinstance(node, ast.Call):
                    if not isinstance(node.func, ast.Name) or node.keywords:
                        raise TypeError(
                            f"expected a plain call in {name}, "
                            f"got {ast.unparse(node)!r}"
                        )
                    if node.func.id not in called:
                        called.add(node.func.id)
                        self.add(node.func.id)
        for other in named:
            if other not in inside and other not in called:
                self.numbers[other] = _number(other, name)
        self.functions[name] = definition


_MODULES: tuple[ModuleType, ...] = (motion, distributions, elementary, known_numbers)


@cache
def _definitions(module: ModuleType) -> dict[str, ast.FunctionDef]:
    found = {}
    for node in ast.parse(inspect.getsource(module)).body:
        if isinstance(node, ast.FunctionDef):
            if ast.get_docstring(node) is not None:
                node.body = node.body[1:]
            found[node.name] = node
    return found


def _shared(name: str) -> ast.FunctionDef:
    for module in _MODULES:
        if name in _definitions(module):
            return _definitions(module)[name]
    raise TypeError(f"expected a function of motion, got {name!r}")


def _number(name: str, where: str) -> float:
    for module in _MODULES:
        value: Any = getattr(module, name, None)
        if isinstance(value, int | float):
            return float(value)
    raise TypeError(f"expected a variable or a number in {where}, got {name!r}")
