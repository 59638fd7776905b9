"""The array form of a restricted scalar function, made from its own source text.

``a if c else b`` becomes `numpy.where`, ``and``, ``or``, ``not`` and chained
comparisons become their elementwise forms; everything else stays as it is written. So
the two forms cannot drift apart, and the same operations in the same order give the
same bits.
"""

from __future__ import annotations

import ast
import inspect
import math
import textwrap
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.streams import elementary

__all__ = ["array_form", "array_names"]

_PRIMITIVES: dict[str, Any] = {
    "INF": math.inf,
    "NAN": math.nan,
    "abs": np.abs,
    "sqrt": np.sqrt,
    "where": np.where,
    "mantissa": lambda x: np.frexp(x)[0],
    "exponent": lambda x: np.frexp(x)[1].astype(np.float64),
    "scale": lambda x, k: np.ldexp(x, np.asarray(k).astype(np.int32)),
    "floor": np.floor,
}
_TOGETHER = {ast.And: ast.BitAnd, ast.Or: ast.BitOr}


def array_form(
    function: Callable[..., float], *, names: Mapping[str, Any] | None = None
) -> Callable[..., NDArray[np.float64]]:
    """Give the form of a restricted function that takes arrays.

    Parameters
    ----------
    function : callable
        A function in restricted Python, of which the source can be read.
    names : mapping, optional
        Array forms of further functions and constants that it calls.

    Returns
    -------
    callable
        Takes numbers and arrays of shapes that go together, gives an array.
    """
    inner = _rewritten(function, {**array_names(), **(names or {})})

    def over_arrays(*numbers: ArrayLike) -> NDArray[np.float64]:
        arrays = [np.asarray(number, dtype=np.float64) for number in numbers]
        with np.errstate(all="ignore"):
            return np.asarray(inner(*arrays), dtype=np.float64)

    over_arrays.__name__ = function.__name__
    over_arrays.__doc__ = function.__doc__
    return over_arrays


@cache
def array_names() -> dict[str, Any]:
    """Give the array forms of the elementary functions, by name."""
    names: dict[str, Any] = dict(_PRIMITIVES)
    for name, function in vars(elementary).items():
        if inspect.isfunction(function) and name not in names:
            names[name] = function
    # Functions that call each other: every one is rewritten over the same names.
    for name, function in list(names.items()):
        if inspect.isfunction(function) and name not in _PRIMITIVES:
            names[name] = _rewritten(function, names)
    return names


def _rewritten(
    function: Callable[..., Any], names: dict[str, Any]
) -> Callable[..., Any]:
    source = textwrap.dedent(inspect.getsource(function))
    (definition,) = ast.parse(source).body
    assert isinstance(definition, ast.FunctionDef)
    definition.body = definition.body[1:]  # its docstring
    definition.returns = None
    for argument in definition.args.args:
        argument.annotation = None
    module = ast.fix_missing_locations(
        ast.Module(body=[_Lanes().visit(definition)], type_ignores=[])
    )
    # Text of this package, rewritten by the class below.
    exec(compile(module, f"<{definition.name}, arrays>", "exec"), names)  # noqa: S102
    rewritten: Callable[..., Any] = names[definition.name]
    return rewritten


class _Lanes(ast.NodeTransformer):
    """Turns choices of one number into choices element by element."""

    def visit_IfExp(self, node: ast.IfExp) -> ast.expr:
        self.generic_visit(node)
        where = ast.Name("where", ast.Load())
        return ast.Call(where, [node.test, node.body, node.orelse], [])

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        self.generic_visit(node)
        whole = node.values[0]
        for value in node.values[1:]:
            whole = ast.BinOp(whole, _TOGETHER[type(node.op)](), value)
        return whole

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        self.generic_visit(node)
        sides = [node.left, *node.comparators]
        whole: ast.expr | None = None
        for left, operator, right in zip(sides, node.ops, sides[1:], strict=False):
            part = ast.Compare(left, [operator], [right])
            whole = part if whole is None else ast.BinOp(whole, ast.BitAnd(), part)
        assert whole is not None
        return whole
