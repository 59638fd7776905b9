"""What is asked of a tree of restricted Python time and again: found once, and kept."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TypeVar

from sim.ensemble.kernel_parts import Reason, reason_of

__all__ = ["assigned", "costly", "places_read", "waits_for"]

T = TypeVar("T")

_CHEAP = {"abs", "divide", "float", "greater", "lesser", "root", "sqrt"}


def assigned(node: ast.If) -> frozenset[str]:
    """Name the variables that are set within."""

    def find() -> frozenset[str]:
        return frozenset(
            part.id
            for statement in (*node.body, *node.orelse)
            for part in ast.walk(statement)
            if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)
        )

    return _once(node, "assigned", find)


def costly(node: ast.AST) -> bool:
    """Say whether a formula calls what takes many steps."""

    def find() -> bool:
        return any(
            isinstance(part, ast.Call)
            and isinstance(part.func, ast.Name)
            and part.func.id not in _CHEAP
            for part in ast.walk(node)
        )

    return _once(node, "costly", find)


def places_read(node: ast.expr) -> list[tuple[str, int]] | None:
    """Give the places that a formula reads; None if it calls or looks further."""

    def find() -> list[tuple[str, int]] | None:
        places = []
        for part in ast.walk(node):
            match part:
                case ast.Subscript(
                    value=ast.Name(id=vector), slice=ast.Constant(value=int(place))
                ):
                    if vector in ("S", "I"):
                        places.append((vector, place))
                case ast.Subscript() | ast.Call():
                    return None
        return places

    return _once(node, "places_read", find)


def waits_for(node: ast.If) -> Reason | None:
    """Give what must be so for its test to hold; None if that is not known."""
    return _once(node, "waits_for", lambda: reason_of([node]))


def _once(node: ast.AST, name: str, find: Callable[[], T]) -> T:
    if not hasattr(node, name):
        setattr(node, name, find())
    found: T = getattr(node, name)
    return found
