"""Tokens -> a tree of what was written (Pratt's method), precedences as in Python.

Nothing is looked up here: names, types and units are for `meaning`. Bounded: text of
`LONGEST` characters, nothing nested deeper than `DEEPEST`.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.errors import suggest
from sim.expressions.faults import Fault
from sim.expressions.tokens import LONGEST, Token, read_tokens
from sim.quantities import DAYS_PER, UNITS, parse_quantity, quantity_fault

__all__ = ["DEEPEST", "Node", "parse"]

DEEPEST = 60  # levels of one expression

_COMPARISONS = frozenset({"<", "<=", ">", ">=", "==", "!="})
_INFIX = {  # sign: (how strongly it binds, operation)
    "if": (1, "if"), "or": (2, "or"), "and": (3, "and"),
    **dict.fromkeys(_COMPARISONS, (5, "chain")),
    "+": (6, "add"), "-": (6, "sub"), "*": (7, "mul"), "/": (7, "div"),
    "**": (9, "pow"),
}  # fmt: skip
_NOT, _SUM, _NEGATIVE = 4, 6, 8


@dataclass(frozen=True, slots=True)
class Node:
    """One piece of what was written.

    Attributes
    ----------
    kind : str
        ``number``, ``quantity`` (with a unit or %), ``date``, ``name``, ``attribute``
        (``a.b``), ``call``, ``neg``, ``not``, ``chain`` (of comparisons), or the
        operation of an infix sign.
    start, end, at : int
        Where it starts and ends, and where its sign stands.
    parts : tuple of Node
        Operands or arguments; None of them for a bare name.
    text : str
        A name as written, the signs of a chain with blanks between, or a quantity.
    number : float
        The value of a number.
    called : bool
        Whether an attribute stands before parentheses: ``net.seoul(1 year)``.
    depth : int
        Levels of nodes from here down.
    """

    kind: str
    start: int
    end: int
    at: int
    parts: tuple[Node, ...] = ()
    text: str = ""
    number: float = 0.0
    called: bool = False
    depth: int = 1


def parse(text: str) -> tuple[Node | None, list[Fault]]:
    """Parse an expression; None if it cannot be made out, and then a fault says why."""
    if len(text) > LONGEST:
        what = f"expected at most {LONGEST} characters, got {len(text)}"
        return None, [Fault(0, what, "name parts of it as derived parameters")]
    tokens, faults = read_tokens(text)
    parser = _Parser(text, tokens, faults)
    try:
        return parser.whole(), faults
    except _StopError:
        return None, faults


class _StopError(Exception):
    """The rest cannot be made out; the reason is among the faults."""


class _Parser:
    def __init__(self, text: str, tokens: list[Token], faults: list[Fault]) -> None:
        self.text = text
        self.tokens = tokens
        self.faults = faults
        self.position = 0
        self.nesting = 0

    @property
    def next(self) -> Token:
        return self.tokens[self.position]

    def take(self) -> Token:
        token = self.next
        self.position += 1
        return token

    def stop(self, token: Token, what: str, hint: str = "") -> _StopError:
        """Note why nothing more can be made out, and give the error to raise."""
        if token.kind != "error":  # that one has its fault already
            self.faults.append(Fault(token.start, what, hint))
        return _StopError()

    def whole(self) -> Node:
        if self.next.kind == "end":
            raise self.stop(self.next, "expected an expression, got nothing")
        node = self.expression(0)
        if self.next.kind != "end":
            raise self.stop(self.next, *self._after(node, self.next))
        return node

    def expression(self, binding: int) -> Node:
        """Read as far as signs bind at least as strongly as `binding`."""
        self.nesting += 1
        if self.nesting > DEEPEST:
            raise self._too_deep(self.next.start)
        left = self.prefix(binding)
        while (found := _INFIX.get(self.next.kind)) and found[0] >= binding:
            left = self.infix(left, *found)
        self.nesting -= 1
        return left

    def infix(self, left: Node, strength: int, kind: str) -> Node:
        sign = self.take()
        if kind == "if":
            condition = self.expression(strength + 1)
            if self.next.kind != "else":
                found = f", got {self.next.text!r}" if self.next.text else ""
                raise self.stop(
                    self.next, f"expected 'else'{found}", "write a if c else b"
                )
            self.take()
            parts = [condition, left, self.expression(strength)]
            return self._node("if", left.start, sign.start, parts)
        if kind == "chain":
            parts, signs = [left, self.expression(_SUM)], [sign.kind]
            while self.next.kind in _COMPARISONS:
                signs.append(self.take().kind)
                parts.append(self.expression(_SUM))
            return self._node(kind, left.start, sign.start, parts, " ".join(signs))
        if kind in {"and", "or"}:
            parts = [left, self.expression(strength + 1)]
            while self.next.kind == kind:
                self.take()
                parts.append(self.expression(strength + 1))
            return self._node(kind, left.start, sign.start, parts)
        right = self.expression(_NEGATIVE if kind == "pow" else strength + 1)
        return self._node(kind, left.start, sign.start, [left, right])

    def prefix(self, binding: int) -> Node:
        token = self.take()
        match token.kind:
            case "-":
                part = self.expression(_NEGATIVE)
                return self._node("neg", token.start, token.start, [part])
            case "+":
                what = "'+' before a value says nothing"
                self.faults.append(Fault(token.start, what, "leave it out"))
                return self.expression(_NEGATIVE)
            case "not":
                if binding > _NOT:
                    hint = "put parentheses round it: (not …)"
                    raise self.stop(token, "expected a value, got 'not'", hint)
                part = self.expression(_NOT)
                return self._node("not", token.start, token.start, [part])
            case "(":
                inner = self.expression(0)
                self._close(token, inner)
                return inner
            case "number":
                return self._number(token)
            case "date":
                return Node("date", token.start, token.end, token.start, (), token.text)
            case "name":
                return self._name(token)
        raise self.stop(token, *_no_value(token))

    def _name(self, token: Token) -> Node:
        name, kind, end = token.text, "name", token.end
        at = token.start
        if self.next.kind == ".":
            at = self.take().start
            if self.next.kind != "name":
                raise self.stop(self.next, f"expected a name after '{name}.'")
            last = self.take()
            name, kind, end = f"{name}.{last.text}", "attribute", last.end
        if self.next.kind != "(":
            return Node(kind, token.start, end, at, (), name)
        opening, parts = self.take(), []
        if self.next.kind != ")":
            parts.append(self.expression(0))
            while self.next.kind == ",":
                self.take()
                parts.append(self.expression(0))
        self._close(opening, parts[-1] if parts else None)
        if kind == "name":
            return self._node("call", token.start, at, parts, name)
        return self._node(kind, token.start, at, parts, name, called=True)

    def _number(self, token: Token) -> Node:
        """Read a number and what may stand behind it: a unit, %, per unit."""
        end = token.end
        if self.next.kind == "%":
            end = self.take().end
        if self.next.kind == "name" and self.next.text in UNITS:
            end = self.take().end
        elif self.next.kind == "per":
            per = self.take()
            if self.next.text not in DAYS_PER:
                hint = suggest(self.next.text, list(DAYS_PER))
                raise self.stop(per, "expected a unit of time after 'per'", hint)
            end = self.take().end
        if end == token.end:
            return Node(
                "number", token.start, end, token.start, (), "", float(token.text)
            )
        written = " ".join(self.text[token.start : end].replace("%", "% ").split())
        quantity = parse_quantity(written)
        if not quantity:  # such as "5% days", or a number that is a fault already
            raise self.stop(token, f"expected a quantity, got {written!r}")
        return Node(
            "quantity", token.start, end, token.start, (), written, quantity.value
        )

    def _close(self, opening: Token, inside: Node | None) -> None:
        if self.next.kind == ")":
            self.take()
        elif self.next.kind == "end":
            raise self.stop(opening, "this parenthesis is never closed")
        elif inside is None:
            raise self.stop(self.next, *_no_value(self.next))
        else:
            raise self.stop(self.next, *self._after(inside, self.next))

    def _after(self, node: Node, token: Token) -> tuple[str, str]:
        """Say what is wrong with a token after a whole expression."""
        what, hint = f"expected an operator, got {token.text!r}", ""
        if token.kind == ")":
            return "one ')' too many", ""
        if token.kind == "per":
            hint = "a parameter carries its own unit: leave 'per …' out"
        elif token.kind == "%":
            hint = "to divide write /; a share is written 0.3"
        elif token.kind == ",":
            hint = self._joined(node, token)
        elif token.kind == ".":
            hint = "a rung's own number is read as ladder.key"
        elif token.text == "in":
            hint = "compare one by one: x == a or x == b"
        elif token.kind == "name" and node.kind == "number" and node.end < token.start:
            written = self.text[node.start : token.end]
            hint = (quantity_fault(written) or ("", ""))[1]
            if not hint.startswith("write"):
                hint = "to multiply write *"
        elif token.kind in {"name", "number", "("}:
            hint = "to multiply write *; to join conditions write and, or"
        return what, hint

    def _joined(self, node: Node, comma: Token) -> str:
        """Give the advice for a comma that divides the digits of one number."""
        digits = self.tokens[self.position + 1]
        if node.kind != "number" or digits.start != comma.end:
            return ""
        # The digits after it may have a fault of their own: '000'.
        self.faults[:] = [fault for fault in self.faults if fault.at != digits.start]
        written = self.text[node.start : digits.end]
        return (quantity_fault(written) or ("", ""))[1]

    def _node(
        self,
        kind: str,
        start: int,
        at: int,
        parts: list[Node],
        text: str = "",
        *,
        called: bool = False,
    ) -> Node:
        depth = 1 + max((part.depth for part in parts), default=0)
        if depth > DEEPEST:
            raise self._too_deep(at)
        end = self.tokens[self.position - 1].end
        return Node(kind, start, end, at, tuple(parts), text, 0.0, called, depth)

    def _too_deep(self, at: int) -> _StopError:
        what = f"expected at most {DEEPEST} levels, got more"
        self.faults.append(Fault(at, what, "name parts of it as derived parameters"))
        return _StopError()


def _no_value(token: Token) -> tuple[str, str]:
    """Say what is wrong with a token where a value is due."""
    if token.kind == "end":
        return "expected a value, got the end", ""
    hint = "write a if c else b" if token.kind in {"if", "else"} else ""
    return f"expected a value, got {token.text!r}", hint
