"""A kernel's luck by eights: whatever looks up a draw of a clock reads what is kept.

Behind the rules' own places, ``S`` has sixteen more for each stream: the first number
of eight draws, and the second of each. ``I`` has one, that says which eight. A hazard's
threshold is kept as such, so that its logarithm is worked out by eights, too.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from textwrap import indent

from sim.emit import Rules
from sim.ensemble.kernel_eight import EIGHT
from sim.ensemble.known_numbers import lognormal_at
from sim.streams import elementary
from sim.streams.lanes import lane_text

__all__ = ["KeptLuck"]

BEHIND = 8
"""Floats between the rules' places and what is kept: clocks are read by eights."""

FORMS = (
    elementary.log,
    elementary.exp,
    elementary.middle,
    elementary.near,
    elementary.far,
    elementary.outer,
    elementary.normal_quantile,
    lognormal_at,
)
"""What is worked out by eights, and what that calls before it."""

FIRST, SECOND = "first_uniform", "second_uniform"

Stream = tuple[int, int]


class KeptLuck:
    """Where a kernel keeps the luck of each stream, and its functions written so.

    Parameters
    ----------
    functions : dict of str to ast.FunctionDef
        Those of the rules and all that they call; they stay as they are.
    rules : Rules
    """

    def __init__(self, functions: dict[str, ast.FunctionDef], rules: Rules) -> None:
        self._at, self._held = len(rules.floats) + BEHIND, len(rules.whole)
        self._thresholds = dict.fromkeys(_asked(functions, {"rebase"}, 4))
        uniforms = _asked(functions, {FIRST, SECOND}, 2)
        self._lags = _lags(functions)
        streams = dict.fromkeys([*self._thresholds, *self._lags, *uniforms])
        self._number = {stream: number for number, stream in enumerate(streams)}

    @property
    def numbers(self) -> dict[str, int]:
        """The numbers that the kernel asks for."""
        return {
            "LUCK": self._at,
            "LUCK_HELD": self._held,
            "STREAMS": len(self._number),
            "THRESHOLDS": len(self._thresholds),
            "LAGS": len(self._thresholds) + len(self._lags),
        }

    @property
    def streams(self) -> dict[str, list[int]]:
        """Both halves of each stream."""
        return {
            "STREAM_LOW": [low for low, _ in self._number],
            "STREAM_HIGH": [high for _, high in self._number],
        }

    @property
    def lags(self) -> dict[str, list[float]]:
        """The numbers of each lag, in the place of its stream."""
        none = [(0.0, 0.0)] * len(self._thresholds)
        numbers = [*none, *self._lags.values()]
        return {
            "LAG_MIDDLE": [middle for middle, _ in numbers],
            "LAG_SLOPE": [slope for _, slope in numbers],
        }

    def ground(self) -> str:
        """Write what makes eight draws at once."""
        forms = "\n\n".join(lane_text(function) for function in FORMS)
        return EIGHT.format(forms=indent(forms, "    "))

    def written(self, function: ast.FunctionDef) -> ast.FunctionDef:
        """Give a function that reads what is kept."""
        whole = ast.parse(ast.unparse(function)).body[0]
        assert isinstance(whole, ast.FunctionDef)
        if whole.name == "rebase":
            # one number says which stream it is
            own = whole.args.args
            own[:] = [each for each in own if each.arg != "s1"]
        _read_days(whole, self._number, self._lags)
        written = _Written(self._number, set(self._thresholds), self._at).visit(whole)
        assert isinstance(written, ast.FunctionDef)
        return ast.fix_missing_locations(written)


def _asked(
    functions: dict[str, ast.FunctionDef], names: set[str], at: int
) -> list[Stream]:
    """Give the streams that calls of these functions name by their arguments."""
    return [
        _stream(node.args[at : at + 2])
        for function in functions.values()
        for node in ast.walk(function)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in names
        and isinstance(node.args[at], ast.Constant)
    ]


def _lags(
    functions: dict[str, ast.FunctionDef],
) -> dict[Stream, tuple[float, float]]:
    """Give streams whose first uniforms one lognormal lag alone asks for."""
    found: dict[Stream, tuple[float, float]] = {}
    asked = Counter(_asked(functions, {FIRST}, 2))
    for function in functions.values():
        for node in ast.walk(function):
            for body in _bodies(node):
                for pair in pairwise(body):
                    lag = _lag(*pair)
                    if lag is not None and asked[lag[0]] == 1:
                        found[lag[0]] = lag[1]
    return found


def _bodies(node: ast.AST) -> Iterator[list[ast.stmt]]:
    """Give the lists of statements in a node."""
    for name in ("body", "orelse"):
        body = getattr(node, name, None)
        if isinstance(body, list):
            yield body


def _lag(one: ast.stmt, other: ast.stmt) -> tuple[Stream, tuple[float, float]] | None:
    """Give stream and numbers if two statements draw a lognormal lag."""
    match one, other:
        case (
            ast.Assign(
                targets=[ast.Name(id=u)],
                value=ast.Call(func=ast.Name(id="first_uniform"), args=address),
            ),
            ast.Assign(
                value=ast.Call(
                    func=ast.Name(id="lognormal_at"),
                    args=[ast.Name(id=used), middle, slope],
                )
            ),
        ) if u == used:
            numbers = ast.literal_eval(middle), ast.literal_eval(slope)
            return _stream(address[2:4]), numbers
    return None


def _read_days(
    function: ast.FunctionDef,
    number: dict[Stream, int],
    lags: dict[Stream, tuple[float, float]],
) -> None:
    """Let lags read their days where they would draw luck."""
    for node in ast.walk(function):
        for body in _bodies(node):
            for one, other in [*pairwise(body)]:
                lag = _lag(one, other)
                if lag is None or lag[0] not in lags:
                    continue
                assert isinstance(one, ast.Assign)
                assert isinstance(other, ast.Assign)
                assert isinstance(one.value, ast.Call)
                q0, q1, _, _, n, m = one.value.args
                which = ast.Constant(number[lag[0]])
                other.value = _call("first_held", q0, q1, which, n, m)
                body.remove(one)


def _stream(terms: list[ast.expr]) -> Stream:
    low, high = (ast.literal_eval(term) for term in terms)
    return low, high


class _Written(ast.NodeTransformer):
    def __init__(
        self, number: dict[Stream, int], thresholds: set[Stream], at: int
    ) -> None:
        self.number, self.thresholds, self.at = number, thresholds, at

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        match node:
            case ast.UnaryOp(
                op=ast.USub(),
                operand=ast.Call(
                    func=ast.Name(id="log"),
                    args=[ast.Call(func=ast.Name(id="first_uniform"), args=terms)],
                ),
            ) if isinstance(terms[2], ast.Name):
                q0, q1, s0, _, n, m = terms
                return _call("first_held", q0, q1, s0, n, m)
        self.generic_visit(node)
        return node

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        assert isinstance(node.func, ast.Name)
        name, terms = node.func.id, node.args
        if name == "rebase":
            which = ast.Constant(self.number[_stream(terms[4:6])])
            node.args = [*terms[:4], which, *terms[6:]]
        elif name in (FIRST, SECOND) and isinstance(terms[2], ast.Constant):
            stream = _stream(terms[2:4])
            q0, q1, _, _, n, m = terms
            number = self.number[stream]
            if stream not in self.thresholds:
                held = "first_held" if name == FIRST else "second_held"
                return _call(held, q0, q1, ast.Constant(number), n, m)
            if name == FIRST:
                raise TypeError("expected a hazard's draw to be its threshold")
            # a hazard that fires has its threshold: both numbers are held
            place = f"S[{self.at + 16 * number + 8} + ({ast.unparse(n)} & 7)]"
            return ast.parse(place, mode="eval").body
        return node


def _call(name: str, *terms: ast.expr) -> ast.Call:
    places: list[ast.expr] = [ast.Name(vector, ast.Load()) for vector in ("S", "I")]
    return ast.Call(ast.Name(name, ast.Load()), [*terms, *places], [])
