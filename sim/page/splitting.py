"""Long functions of the rules in several: compilers in browsers give up on long ones.

What stands below an ``if`` at the top of a function becomes a function of its own, if
its variables are its own too. Nothing is done in another order.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from sim.page.guarding import guarded

__all__ = ["split_function"]

SHORTEST = 12
"""Nodes of a tree below which a block stays where it is."""


def split_function(function: ast.FunctionDef) -> Iterator[ast.FunctionDef]:
    '''Give the blocks of a function as functions, then what is left of it.

    Examples
    --------
    >>> text = """
    ... def f(x, S):
    ...     if x > 1.0:
    ...         v = x * x
    ...         S[0] = v + v * v
    ... """
    >>> for part in split_function(ast.parse(text).body[0]):
    ...     print(ast.unparse(part))
    def f_0(x, S):
        v = x * x
        S[0] = v + v * v
    def f(x, S):
        if x > 1.0:
            f_0(x, S)
    '''
    arguments = [argument.arg for argument in function.args.args]
    body: list[ast.stmt] = []
    needed = [
        _names(statement, ast.Load) - _names(statement, ast.Store)
        for statement in function.body
    ]
    for at, statement in enumerate(function.body):
        outside = set(arguments).union(*needed[:at], *needed[at + 1 :])
        if _is_own(statement, outside):
            assert isinstance(statement, ast.If)
            name = f"{function.name}_{at}"
            yield _function(name, function.args, statement.body)
            told = ast.parse(f"{name}({', '.join(arguments)})").body
            body.append(ast.If(statement.test, told, []))
        else:
            body.append(statement)
    yield _function(function.name, function.args, list(guarded(body)))


def _function(
    name: str, arguments: ast.arguments, body: list[ast.stmt]
) -> ast.FunctionDef:
    return ast.fix_missing_locations(ast.FunctionDef(name, arguments, body, []))


def _is_own(statement: ast.stmt, outside: set[str]) -> bool:
    """Say whether a statement is a block that sets nothing that is read elsewhere."""
    if not isinstance(statement, ast.If) or statement.orelse:
        return False
    inside = [node for part in statement.body for node in ast.walk(part)]
    if len(inside) < SHORTEST or any(isinstance(n, ast.Return) for n in inside):
        return False
    stored = _names(statement, ast.Store)
    return not stored & (outside | _names(statement.test, ast.Load))


def _names(tree: ast.AST, kind: type[ast.expr_context]) -> set[str]:
    return {
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, kind)
    }
