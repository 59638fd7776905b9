"""Clocks after which there is nothing to look at again, unless a ladder has moved.

Most firings are reviews that decide nothing. The rule ``refresh`` would look at every
condition and find each as it was: what is guarded by a bit or by another clock's turn
is passed over, and the rest finds what it found the last time. Here that is proved for
a clock from the text of the rules, or not, and then it is looked at as ever.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from sim.ensemble.kernel_parts import Reason, reason_of

__all__ = ["quiet_clocks"]

Place = tuple[str, int]
"""A vector's name, and a number in it."""

_WRITTEN: dict[str, tuple[tuple[int, str, int], ...]] = {
    "accrue": ((1, "S", 4),),
    "accrue_undiscounted": ((1, "S", 4),),
    "accrue_gauge": ((2, "S", 8),),
    "aim_gauge": ((0, "S", 1),),
    "ask": ((1, "I", 1), (2, "I", 1)),
    "forget": ((0, "S", 1), (1, "I", 1)),
    "held": ((1, "I", 1), (2, "S", 1), (3, "S", 1)),
    "hold_gauge": ((4, "S", 5),),
    "rebase": ((1, "S", 1), (2, "S", 3)),
}
"""What a function of motion writes: by which argument, in which vector, how many."""

_MOVES = {"mark", "move", "move_lightly"}
"""These set a bit, or else write nothing."""


class _UnprovedError(Exception):
    """The text says too little."""


def quiet_clocks(
    refresh: ast.FunctionDef, fires: Sequence[ast.FunctionDef]
) -> list[bool]:
    """Say of each clock whether ``refresh`` does nothing after it if no bit is set.

    Parameters
    ----------
    refresh : ast.FunctionDef
    fires : sequence of ast.FunctionDef
        What each clock does, in order.
    """
    try:
        named, relied = _left_alone(refresh)
    except _UnprovedError:
        return [False] * len(fires)
    return [
        at not in named and _touches_none(fire, relied) for at, fire in enumerate(fires)
    ]


def _left_alone(refresh: ast.FunctionDef) -> tuple[set[int], set[Place]]:
    """Give clocks that the rule names, and places that must stay for it to rest."""
    named: set[int] = set()
    relied: set[Place] = set()
    zeros = {place for statement in refresh.body for place in _reset(statement)}
    for at, statement in enumerate(refresh.body):
        named |= set(_clocks(statement))
        if reason_of([statement]) is not None:
            continue
        own: set[Place] = set(_reset(statement))
        if not own:
            match statement:
                case ast.If(test=test, orelse=[]):
                    if not _is_false(test, _mirrored(statement.body), zeros, own):
                        raise _UnprovedError
                case ast.Expr(
                    value=ast.Call(func=ast.Name(id="accrue_gauge"), args=terms)
                ):
                    gauge = _number(terms[3])
                    own = {("S", gauge + step) for step in range(3)}
                    own |= {place for term in terms for place in _read(term)}
                case _:
                    raise _UnprovedError
        later = {place for after in refresh.body[at + 1 :] for place in _writes(after)}
        if own & later - zeros:
            raise _UnprovedError
        relied |= own
    for at, statement in enumerate(refresh.body):
        for place in _reset(statement):
            if any(place in _writes(after) for after in refresh.body[at + 1 :]):
                raise _UnprovedError
    return named, relied | zeros


def _touches_none(fire: ast.FunctionDef, relied: set[Place]) -> bool:
    try:
        return not {place for part in fire.body for place in _writes(part)} & relied
    except _UnprovedError:
        return False


def _is_false(
    test: ast.expr,
    mirrored: set[tuple[Place, Place]],
    zeros: set[Place],
    relied: set[Place],
) -> bool:
    """Say whether a test fails when no bit is set and no clock that it names fired.

    What that rests on besides is added to `relied`.
    """
    if isinstance(test, ast.BoolOp):
        asked = (_is_false(part, mirrored, zeros, relied) for part in test.values)
        return any(asked) if isinstance(test.op, ast.And) else all(list(asked))
    found: Reason | None = reason_of([ast.If(test=test, body=[], orelse=[])])
    if found is not None:
        return True
    match test:
        case ast.Compare(left=left, ops=[ast.NotEq()], comparators=[right]):
            pair = set(_read(left)), set(_read(right))
            if len(pair[0]) == len(pair[1]) == 1:
                one, other = pair[0].pop(), pair[1].pop()
                if (one, other) in mirrored:
                    relied |= {one, other}
                    return True
        case ast.Compare(
            left=ast.Subscript(), ops=[ast.Eq()], comparators=[ast.Constant(value=1)]
        ):
            return set(_read(test.left)) <= zeros
    return False


def _mirrored(body: list[ast.stmt]) -> set[tuple[Place, Place]]:
    """Give places and where a block of statements copies each."""
    found = set()
    for statement in body:
        match statement:
            case ast.Assign(
                targets=[ast.Subscript() as into], value=ast.Subscript() as value
            ):
                found.add((_place(value), _place(into)))
    return found


def _reset(statement: ast.stmt) -> Iterator[Place]:
    match statement:
        case ast.Assign(
            targets=[ast.Subscript(value=ast.Name(id="I")) as into],
            value=ast.Constant(value=0),
        ):
            yield _place(into)


def _clocks(statement: ast.stmt) -> Iterator[int]:
    """Give every clock whose turn a statement asks for."""
    for node in ast.walk(statement):
        if isinstance(node, ast.Compare) and ast.unparse(node.left) == "k":
            for number in node.comparators:
                yield _number(number)


def _read(tree: ast.expr) -> Iterator[Place]:
    """Give the places that an expression reads; those of ladders set a bit."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
            yield _place(node)


def _writes(statement: ast.stmt) -> Iterator[Place]:
    """Give the places that a statement may write without setting a bit."""
    for node in ast.walk(statement):
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
            yield _place(node)
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            name = ast.unparse(node.value.func)
            if name in _MOVES:
                continue
            if name not in _WRITTEN:
                raise _UnprovedError
            for argument, vector, count in _WRITTEN[name]:
                first = _number(node.value.args[argument])
                for step in range(count):
                    yield vector, first + step


def _place(node: ast.Subscript) -> Place:
    return ast.unparse(node.value), _number(node.slice)


def _number(node: ast.expr) -> int:
    try:
        value = ast.literal_eval(node)
    except ValueError:
        raise _UnprovedError from None
    if not isinstance(value, int):
        raise _UnprovedError
    return value
