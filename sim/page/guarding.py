"""Rules that are seldom due, behind one look: what no firing touches costs little.

``refresh`` looks at each condition only if a ladder that it reads has moved, or its own
clock has fired. Most firings move nothing, so neighbours get one look in common before
their own. Nothing is done in another order, and nothing that would not be done anyway.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

__all__ = ["guarded"]

MOST, FEWEST = 10, 3
"""Statements behind one look."""
_MOVERS = frozenset({"ask", "move", "move_lightly"})
"""Functions after which a ladder may have moved."""


@dataclass
class _Look:
    """Why one looks: bits of ladders that have moved, and clocks that have fired."""

    bits: dict[int, int] = field(default_factory=dict)
    clocks: set[int] = field(default_factory=set)

    def add(self, other: _Look) -> None:
        for word, mask in other.bits.items():
            self.bits[word] = self.bits.get(word, 0) | mask
        self.clocks |= other.clocks

    def test(self) -> ast.expr:
        """Write a test that holds wherever any of those would."""
        told = [
            f"(I[{word}] & {mask}) != 0" for word, mask in sorted(self.bits.items())
        ]
        fired = sorted(self.clocks - {-1})
        if fired:
            told.append(f"{fired[0]} <= k <= {fired[-1]}")
        if -1 in self.clocks:
            told.append("k == -1")
        return ast.parse(" or ".join(told), mode="eval").body


def guarded(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Give the statements of ``refresh``, neighbours behind one look.

    Examples
    --------
    >>> text = "if (I[9] & 1) != 0 or k == 4: f(S)"
    >>> texts = [text, text.replace("4", "5"), text.replace("1", "6")]
    >>> (whole,) = guarded([ast.parse(text).body[0] for text in texts])
    >>> print(ast.unparse(whole.test))
    I[9] & 7 != 0 or 4 <= k <= 5
    """
    waiting: list[ast.stmt] = []
    look = _Look()

    def together() -> Iterator[ast.stmt]:
        if len(waiting) < FEWEST:
            yield from waiting
        else:
            yield ast.fix_missing_locations(ast.If(look.test(), list(waiting), []))

    for statement in body:
        own = _look_of(statement)
        if own is None or len(waiting) == MOST:
            yield from together()
            waiting, look = [], _Look()
        if own is None:
            yield statement
            continue
        waiting.append(statement)
        look.add(own)
        if _moves(statement):
            yield from together()
            waiting, look = [], _Look()
    yield from together()


def _moves(statement: ast.stmt) -> bool:
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in _MOVERS
        for node in ast.walk(statement)
    )


def _look_of(statement: ast.stmt) -> _Look | None:
    """Give why a statement looks; None if that is not plain from its test."""
    if not isinstance(statement, ast.If) or statement.orelse:
        return None
    test = statement.test
    looks = test.values if isinstance(test, ast.BoolOp) else [test]
    if isinstance(test, ast.BoolOp) and not isinstance(test.op, ast.Or):
        return None
    whole = _Look()
    for part in looks:
        match part:
            case ast.Compare(
                left=ast.BinOp(
                    left=ast.Subscript(
                        value=ast.Name(id="I"), slice=ast.Constant(value=int() as word)
                    ),
                    op=ast.BitAnd(),
                    right=ast.Constant(value=int() as mask),
                ),
                ops=[ast.NotEq()],
                comparators=[ast.Constant(value=0)],
            ):
                whole.add(_Look({word: mask}))
            case ast.Compare(
                left=ast.Name(id="k"),
                ops=[ast.Eq()],
                comparators=[ast.Constant(value=int() as clock)],
            ):
                whole.add(_Look({}, {clock}))
            case ast.Compare(
                left=ast.Name(id="k"),
                ops=[ast.Eq()],
                comparators=[ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=1))],
            ):
                whole.add(_Look({}, {-1}))
            case _:
                return None
    return whole
