"""Long rules cut into short functions, each entered only if there is reason to.

What numba needs to read a function grows faster than its length, so a rule of eight
hundred lines costs it ten times what twenty of forty cost. And most firings turn
nothing: one test of all that a part waits for then spares each test within it. The
statements, and their order, stay as they are.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

__all__ = ["Reason", "dispatched", "in_parts", "reason_of"]

LINES = 45
"""About so many lines make a part."""

SMALL = 8
"""A stretch of fewer lines stays where it is."""


@dataclass(frozen=True)
class Reason:
    """What must be so for statements to do anything: a bit set, or a clock's turn."""

    masks: dict[int, int] = field(default_factory=dict)
    clocks: frozenset[int] = frozenset()

    def __or__(self, other: Reason) -> Reason:
        masks = dict(self.masks)
        for word, mask in other.masks.items():
            masks[word] = masks.get(word, 0) | mask
        return Reason(masks, self.clocks | other.clocks)

    def text(self) -> str:
        """Write a test that holds at least whenever there is reason."""
        tests = ["k == -1"] if -1 in self.clocks else []
        turns = sorted(self.clocks - {-1})
        if turns:
            tests.append(f"(k >= {turns[0]} and k <= {turns[-1]})")
        tests += [f"(I[{word}] & {mask}) != 0" for word, mask in self.masks.items()]
        return " or ".join(tests)


def in_parts(rule: ast.FunctionDef) -> list[ast.FunctionDef]:
    r"""Give a rule as functions that do the same: its parts, and last the rule.

    Examples
    --------
    >>> rule = ast.parse("def rule(S):\n" + "    S[0] = 1.0\n" * 100).body[0]
    >>> [part.name for part in in_parts(rule)]
    ['rule_part_1', 'rule_part_2', 'rule_part_3', 'rule']
    """
    arguments = [own.arg for own in rule.args.args]
    parts: list[ast.FunctionDef] = []
    body: list[ast.stmt] = []
    for reason, statements in _stretches(rule):
        if _lines(statements) < SMALL:
            body += statements
            continue
        name = f"{rule.name}_part_{len(parts) + 1}"
        parts.append(_function(name, rule, statements))
        call = f"{name}({', '.join(arguments)})"
        text = call if reason is None else f"if {reason.text()}:\n    {call}"
        body += ast.parse(text).body
    return [*parts, _function(rule.name, rule, body)] if parts else [rule]


def dispatched(name: str, bodies: Sequence[list[ast.stmt]]) -> Iterator[str]:
    """Give the texts of functions that do body number `k`: parts, and last the whole.

    Parameters
    ----------
    name : str
        Of the last; its arguments are those of a rule, and `k` before them.
    bodies : sequence of list of ast.stmt
        No variable may be in two of them.
    """
    groups: list[tuple[int, list[str]]] = []
    size = LINES
    for at, body in enumerate(bodies):
        lines = _indented(body, "        ")
        if size >= LINES:
            groups.append((at, []))
            size = 0
        size += 1 + lines.count("\n")
        word = "elif" if groups[-1][1] else "if"
        groups[-1][1].append(f"    {word} k == {at}:\n{lines}")
    calls: list[str] = []
    for number, (first, texts) in enumerate(groups):
        inner = f"{name}_part_{number + 1}"
        yield "\n".join([f"def {inner}(k, t, m, q0, q1, S, I):", *texts])
        last = groups[number + 1][0] if number + 1 < len(groups) else len(bodies)
        word = "elif" if calls else "if"
        calls.append(
            f"    {word} k >= {first} and k < {last}:\n"
            f"        {inner}(k, t, m, q0, q1, S, I)"
        )
    yield "\n".join([f"def {name}(k, t, m, q0, q1, S, I):", *(calls or ["    pass"])])


def _stretches(
    rule: ast.FunctionDef,
) -> Iterator[tuple[Reason | None, list[ast.stmt]]]:
    """Give statements that may stand in one function, with the reason to enter it."""
    kept: list[ast.stmt] = []
    reason: Reason | None = None
    for piece in _pieces(rule.body):
        own = reason_of(piece)
        fits = kept and _lines(kept) < LINES and (own is None) == (reason is None)
        if not fits:
            if kept:
                yield reason, kept
            kept, reason = [], own
        elif own is not None and reason is not None:
            reason = reason | own
        kept += piece
    if kept:
        yield reason, kept


def reason_of(piece: list[ast.stmt]) -> Reason | None:
    """Give what must be so for statements to do anything; None if that is not known."""
    match piece:
        case [ast.If(test=test, orelse=[])]:
            return _reason(test)
    return None


def _pieces(body: list[ast.stmt]) -> Iterator[list[ast.stmt]]:
    """Give runs of statements that share variables; no variable is in two of them."""
    own = {
        node.id
        for statement in body
        for node in ast.walk(statement)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    last: dict[str, int] = {}
    for at, statement in enumerate(body):
        for name in _variables(statement, own):
            last[name] = at
    piece: list[ast.stmt] = []
    until = 0
    for at, statement in enumerate(body):
        piece.append(statement)
        until = max([until, *(last[name] for name in _variables(statement, own))])
        if at >= until:
            yield piece
            piece = []


def _variables(statement: ast.stmt, own: set[str]) -> set[str]:
    """Give the variables of a rule that a statement sets or reads."""
    names = {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}
    # `u` is set by every delay just before it reads it
    return names & own - ({"u"} if isinstance(statement, ast.If) else set())


def _reason(test: ast.expr) -> Reason | None:
    """Give what must be so for a test to hold; None if that is not known."""
    if isinstance(test, ast.BoolOp):
        own = [_reason(value) for value in test.values]
        known = [reason for reason in own if reason is not None]
        if isinstance(test.op, ast.And):
            return known[0] if known else None
        if len(known) < len(own):
            return None
        whole = known[0]
        for reason in known[1:]:
            whole = whole | reason
        return whole
    match test:
        case ast.Compare(
            left=ast.Name(id="k"), ops=[ast.Eq()], comparators=[number]
        ) if isinstance(value := ast.literal_eval(number), int):
            return Reason(clocks=frozenset({value}))
        case ast.Compare(
            left=ast.BinOp(
                left=ast.Subscript(
                    value=ast.Name(id="I"), slice=ast.Constant(value=int(word))
                ),
                op=ast.BitAnd(),
                right=ast.Constant(value=int(mask)),
            ),
            ops=[ast.NotEq()],
            comparators=[ast.Constant(value=0)],
        ):
            return Reason(masks={word: mask})
    return None


def _function(
    name: str, rule: ast.FunctionDef, body: list[ast.stmt]
) -> ast.FunctionDef:
    part: ast.FunctionDef = ast.parse(f"def {name}():\n    pass").body[0]  # type: ignore[assignment]
    part.args, part.body = rule.args, body
    return part


def _lines(body: list[ast.stmt]) -> int:
    return sum(ast.unparse(statement).count("\n") + 1 for statement in body)


def _indented(body: list[ast.stmt], pad: str) -> str:
    text = "\n".join(ast.unparse(statement) for statement in body)
    return "\n".join(pad + line for line in text.split("\n"))
