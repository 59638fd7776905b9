"""The array form of a restricted scalar function, made from its own source text.

``a if c else b`` becomes `numpy.where`; ``and``, ``or``, ``not`` and chained
comparisons become their elementwise forms; everything else stays as it is written. So
the two forms cannot drift apart, and the same operations in the same order give the
same bits. What is not restricted Python is refused, never guessed at.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.streams import elementary

__all__ = [
    "array_form",
    "bare_lane_form",
    "divide_array",
    "exp_array",
    "lane_form",
    "lane_text",
    "log_array",
    "normal_quantile_array",
    "power_array",
    "root_array",
]

Lanes = Callable[..., NDArray[np.float64]]

_PRIMITIVES: dict[str, Any] = {
    "abs": np.abs,
    "sqrt": np.sqrt,
    "floor": np.floor,
    "scale": lambda x, k: np.ldexp(x, np.asarray(k).astype(np.int32)),
    "mantissa": lambda x: np.frexp(x)[0],
    "exponent": lambda x: np.frexp(x)[1].astype(np.float64),
}


def lane_form(
    function: Callable[..., float], *, names: Mapping[str, Any] | None = None
) -> Lanes:
    """Give the form of a restricted function that takes arrays.

    Parameters
    ----------
    function : callable
        A function in restricted Python (see `sim.streams.elementary`), of which the
        source can be read. What it calls is turned into array form as well.
    names : mapping, optional
        Array forms and constants to put in place of the names it uses.

    Returns
    -------
    callable
        Takes numbers and arrays of shapes that go together, gives an array; the same
        bits as `function` element by element.

    Raises
    ------
    TypeError
        If the function, or one that it calls, is not restricted Python.

    Examples
    --------
    >>> lane_form(elementary.root)([4.0, 9.0])
    array([2., 3.])
    """
    inner = _rewritten(function, names) if names else _form(function)

    def over_arrays(*numbers: ArrayLike) -> NDArray[np.float64]:
        arrays = [np.asarray(number, dtype=np.float64) for number in numbers]
        with np.errstate(all="ignore"):
            return np.asarray(inner(*arrays), dtype=np.float64)

    over_arrays.__name__ = function.__name__
    over_arrays.__doc__ = f"Give `{function.__name__}` of numbers and arrays."
    return over_arrays


def bare_lane_form(function: Callable[..., float]) -> Callable[..., Any]:
    """Give the array form as it stands: for floats that are arrays or numbers already.

    Unlike those of `lane_form` it lets NumPy warn of what happens in the branch that is
    not taken.
    """
    return _form(function)


def lane_text(function: Callable[..., float]) -> str:
    """Give the text of the array form of a restricted function.

    Examples
    --------
    >>> print(lane_text(elementary.divide))
    def divide(a, b):
        return where(b != 0.0, a / b, NAN)
    """
    return ast.unparse(ast.fix_missing_locations(_lanes_of(function).rewritten))


@cache
def _form(function: Callable[..., float]) -> Callable[..., Any]:
    return _rewritten(function, None)


def _rewritten(
    function: Callable[..., float], names: Mapping[str, Any] | None
) -> Callable[..., Any]:
    lanes = _lanes_of(function)
    module = ast.Module(body=[lanes.rewritten], type_ignores=[])
    space: dict[str, Any] = {"where": np.where}
    for name in sorted(lanes.outside):
        space[name] = _in_lanes(name, function, names or {})
    text = compile(ast.fix_missing_locations(module), f"<{function.__name__}>", "exec")
    # Text of this package, rewritten by the class below.
    exec(text, space)  # noqa: S102
    form: Callable[..., Any] = space[lanes.where]
    return form


def _lanes_of(function: Callable[..., float]) -> _Lanes:
    source = textwrap.dedent(inspect.getsource(function))
    definition = ast.parse(source).body[0]
    if not isinstance(definition, ast.FunctionDef):
        raise TypeError(f"expected a function, got {type(definition).__name__}")
    return _Lanes(definition)


def _in_lanes(
    name: str, function: Callable[..., float], names: Mapping[str, Any]
) -> Any:
    """Find what a name means over arrays: given, primitive, a number, a function."""
    if name in names:
        return names[name]
    if name in _PRIMITIVES:
        return _PRIMITIVES[name]
    value = inspect.unwrap(function).__globals__.get(name)
    if isinstance(value, int | float):
        return value
    if inspect.isfunction(value):
        return _rewritten(value, names) if names else _form(value)
    raise TypeError(
        f"expected a number or a restricted function, got {name!r} "
        f"in {function.__name__}"
    )


class _Lanes(ast.NodeTransformer):
    """Turns choices of one number into choices element by element."""

    together: Mapping[type[ast.boolop], type[ast.operator]] = {
        ast.And: ast.BitAnd,
        ast.Or: ast.BitOr,
    }
    plain = (
        ast.BinOp, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Constant, ast.Load,
        ast.Store, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq,
    )  # fmt: skip

    def __init__(self, definition: ast.FunctionDef) -> None:
        self.where = definition.name
        names = [argument.arg for argument in definition.args.args]
        self.inside = set(names)
        self.outside: set[str] = set()
        body = definition.body
        if ast.get_docstring(definition) is not None:
            body = body[1:]
        *steps, last = body
        if not isinstance(last, ast.Return):
            self.refuse(last)
        for step in steps:
            if not isinstance(step, ast.Assign):
                self.refuse(step)
        self.rewritten = ast.FunctionDef(
            name=definition.name,
            args=ast.arguments(
                posonlyargs=[],
                args=[ast.arg(name) for name in names],
                kwonlyargs=[],
                kw_defaults=[],
                defaults=[],
            ),
            body=[self.visit(step) for step in body],
            decorator_list=[],
        )

    def refuse(self, node: ast.AST) -> None:
        """Say that a node is not restricted Python."""
        kind = type(node).__name__
        raise TypeError(f"expected restricted Python, got {kind} in {self.where}")

    def generic_visit(self, node: ast.AST) -> ast.AST:
        """Pass what means the same over arrays; refuse the rest."""
        if not isinstance(node, self.plain):
            self.refuse(node)
        return super().generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> ast.stmt:
        node.value = self.visit(node.value)
        (target,) = node.targets
        if not isinstance(target, ast.Name):
            self.refuse(target)
        else:
            self.inside.add(target.id)
        return node

    def visit_Return(self, node: ast.Return) -> ast.stmt:
        if node.value is None:
            self.refuse(node)
        else:
            node.value = self.visit(node.value)
        return node

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if node.id not in self.inside:
            self.outside.add(node.id)
        return node

    def visit_Call(self, node: ast.Call) -> ast.expr:
        if node.keywords or not isinstance(node.func, ast.Name):
            self.refuse(node)
        node.func = self.visit(node.func)
        node.args = [self.visit(argument) for argument in node.args]
        return node

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        node.operand = self.visit(node.operand)
        if isinstance(node.op, ast.Not):
            node.op = ast.Invert()
        elif not isinstance(node.op, ast.USub):
            self.refuse(node.op)
        return node

    def visit_IfExp(self, node: ast.IfExp) -> ast.expr:
        parts = [self.visit(part) for part in (node.test, node.body, node.orelse)]
        return ast.Call(ast.Name("where", ast.Load()), parts, [])

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        whole, *others = [self.visit(value) for value in node.values]
        for value in others:
            whole = ast.BinOp(whole, self.together[type(node.op)](), value)
        return whole  # type: ignore[no-any-return]

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        sides = [self.visit(side) for side in (node.left, *node.comparators)]
        pairs = zip(sides, node.ops, sides[1:], strict=False)
        whole, *others = [
            ast.Compare(left, [self.visit(operator)], [right])
            for left, operator, right in pairs
        ]
        joined: ast.expr = whole
        for other in others:
            joined = ast.BinOp(joined, ast.BitAnd(), other)
        return joined


array_form = lane_form
"""The same by the name that `sim.cases` and `sim.expressions` use."""

log_array = lane_form(elementary.log)
exp_array = lane_form(elementary.exp)
power_array = lane_form(elementary.power)
divide_array = lane_form(elementary.divide)
root_array = lane_form(elementary.root)
normal_quantile_array = lane_form(elementary.normal_quantile)
