"""Restricted Python as JavaScript: the same operations in the same order.

JavaScript's numbers are the same floats, and it contracts nothing, so equal operations
in equal order give equal bits. What is printed is made from syntax trees that hold
numbered names only; a text, or anything else that is not restricted Python, is refused.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Iterator

__all__ = ["print_function", "print_number"]

_BINARY: dict[type[ast.operator], str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.BitAnd: "&",
    ast.BitOr: "|",
}  # fmt: skip
_COMPARED: dict[type[ast.cmpop], str] = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "===",
    ast.NotEq: "!==",
}  # fmt: skip
_TOP = 1 << 31


def print_number(value: float) -> str:
    """Write a number so that JavaScript reads the same one.

    A whole number from 2**31 on is half of a stream: it is written as the signed word
    of the same 32 bits, which is all that is made of it.

    Examples
    --------
    >>> print_number(0.1), print_number(-math.inf), print_number(0xFFFFFFFF)
    ('0.1', '-Infinity', '-1')
    """
    if isinstance(value, int):
        return str(value - 2 * _TOP if value >= _TOP else value)
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    text = repr(float(value))
    return text.removesuffix(".0") if text != "-0.0" else text


def print_function(function: ast.FunctionDef) -> str:
    """Write a function.

    Raises
    ------
    TypeError
        If it is not restricted Python.

    Examples
    --------
    >>> tree = ast.parse("def f(x): return x if 0.0 < x < 1.0 else -x")
    >>> print(print_function(tree.body[0]))
    function f(x) {
    return 0 < x && x < 1 ? x : -x;
    }
    """
    arguments = {argument.arg for argument in function.args.args}
    writer = _Writer(function, arguments)
    names = ", ".join(argument.arg for argument in function.args.args)
    lines = [f"function {function.name}({names}) {{"]
    if writer.shared:
        lines.append(f"let {', '.join(sorted(writer.shared))};")
    return "\n".join([*lines, *writer.block(function.body), "}"])


class _Writer:
    """Writes one function; knows which of its variables can be constants."""

    def __init__(self, function: ast.FunctionDef, arguments: set[str]) -> None:
        self.where = function.name
        self.shared = _stored(function.body) - _constants(function.body) - arguments
        self.arguments = arguments

    def refuse(self, node: ast.AST) -> TypeError:
        kind = type(node).__name__
        return TypeError(f"expected restricted Python, got {kind} in {self.where}")

    # ---- statements

    def block(self, body: list[ast.stmt]) -> Iterator[str]:
        for statement in body:
            match statement:
                case ast.Assign(targets=[ast.Name(id=name)], value=value):
                    free = name not in self.shared | self.arguments
                    yield f"{'const ' * free}{name} = {self.text(value)};"
                case ast.Assign(targets=[ast.Subscript() as target], value=value):
                    yield f"{self.text(target)} = {self.text(value)};"
                case ast.Expr(value=ast.Call() as call):
                    yield f"{self.text(call)};"
                case ast.Return(value=value) if value is not None:
                    yield f"return {self.text(value)};"
                case ast.If():
                    yield from self.choice(statement)
                case ast.Pass():
                    pass
                case _:
                    raise self.refuse(statement)

    def choice(self, statement: ast.If) -> Iterator[str]:
        yield f"if ({self.text(statement.test)}) {{"
        yield from self.block(statement.body)
        if statement.orelse:
            yield "} else {"
            yield from self.block(statement.orelse)
        yield "}"

    # ---- expressions; strength of binding: 0 choice, 1 or, 2 and, 3 comparison,
    # 4 bits, 5 sum, 6 product, 7 sign

    def text(self, node: ast.expr, around: int = 0) -> str:
        text, own = self.bare(node)
        return f"({text})" if own < around else text

    def bare(self, node: ast.expr) -> tuple[str, int]:
        match node:
            case ast.Constant(value=bool()):
                raise self.refuse(node)
            case ast.Constant(value=int() | float() as value):
                text = print_number(value)
                return text, 7 if text.startswith("-") else 9
            case ast.Name(id=name):
                return name, 9
            case ast.Subscript(value=ast.Name(id=name), slice=place):
                return f"{name}[{self.text(place)}]", 9
            case ast.Call(func=ast.Name(id="float"), args=[value], keywords=[]):
                return self.bare(value)
            case ast.Call(func=ast.Name(id=name), args=values, keywords=[]):
                return f"{name}({', '.join(map(self.text, values))})", 9
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return f"-{self.text(operand, 8)}", 7
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return f"!{self.text(operand, 8)}", 7
            case ast.BinOp(left=left, op=op, right=right) if type(op) in _BINARY:
                own = {ast.Mult: 6, ast.Div: 6, ast.Add: 5, ast.Sub: 5}.get(type(op), 4)
                inner = own if own > 4 else 5
                told = f"{self.text(left, inner)} {_BINARY[type(op)]} "
                return told + self.text(right, own + 1), own
            case ast.BoolOp(op=op, values=values):
                own, sign = (2, "&&") if isinstance(op, ast.And) else (1, "||")
                return f" {sign} ".join(self.text(part, 3) for part in values), own
            case ast.Compare():
                return self.compared(node)
            case ast.IfExp(test=test, body=body, orelse=other):
                parts = self.text(test, 1), self.text(body, 1), self.text(other)
                return "{} ? {} : {}".format(*parts), 0
        raise self.refuse(node)

    def compared(self, node: ast.Compare) -> tuple[str, int]:
        sides = [node.left, *node.comparators]
        told = []
        for left, op, right in zip(sides, node.ops, sides[1:], strict=False):
            if type(op) not in _COMPARED:
                raise self.refuse(op)
            told.append(
                f"{self.text(left, 5)} {_COMPARED[type(op)]} {self.text(right, 5)}"
            )
        return " && ".join(told), 3 if len(told) == 1 else 2


def _constants(body: list[ast.stmt]) -> set[str]:
    """Name what is set once, and read only in the block that sets it."""
    stores: dict[str, list[tuple[int, ...]]] = {}
    loads: dict[str, list[tuple[int, ...]]] = {}

    def note(node: ast.AST, path: tuple[int, ...]) -> None:
        for part in ast.walk(node):
            if isinstance(part, ast.Name):
                seen = stores if isinstance(part.ctx, ast.Store) else loads
                seen.setdefault(part.id, []).append(path)

    def look(block: list[ast.stmt], path: tuple[int, ...]) -> None:
        for at, statement in enumerate(block):
            if isinstance(statement, ast.If):
                note(statement.test, path)
                look(statement.body, (*path, 2 * at))
                look(statement.orelse, (*path, 2 * at + 1))
            else:
                note(statement, path)

    look(body, ())
    return {
        name
        for name, (first, *more) in stores.items()
        if not more and all(path[: len(first)] == first for path in loads.get(name, []))
    }


def _stored(body: list[ast.stmt]) -> set[str]:
    return {
        node.id
        for statement in body
        for node in ast.walk(statement)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
