"""Checked trees and distributions as text in restricted Python, by numbered places."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from sim.emit.layout import Layout
from sim.expressions import Tree
from sim.model import Draw, Expression

__all__ = ["ALWAYS", "Formulas", "literal"]

ALWAYS = "0 == 0"
NEVER = "0 == 1"
WHOLE_POWERS = range(1, 9)

_ARITHMETIC = {"add": "+", "sub": "-", "mul": "*"}
_FUNCTIONS = {"abs": "abs", "exp": "exp", "log": "log", "sqrt": "root"}
_QUANTILES = {
    "uniform": "uniform_quantile",
    "triangular": "triangular_quantile",
    "exponential": "exponential_quantile",
    "lognormal": "lognormal_quantile",
    "weibull": "weibull_quantile",
    "loglogistic": "loglogistic_quantile",
}


def literal(number: float) -> str:
    """Write a float so that it reads back as the same float."""
    if number == float("inf"):
        return "INF"
    return f"({number!r})" if number < 0 else repr(float(number))


class Formulas:
    """Writes formulas of one model; what is constant within a member is kept apart.

    Attributes
    ----------
    constants : list of str
        Lines that set the member's constants, in the order in which they were asked
        for; they read parameters only.
    powers : set of int
        Whole exponents that were used: the rules need ``power_2`` and so on.
    """

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.model = layout.model
        self.constants: list[str] = []
        self.powers: set[int] = set()
        self._kept: dict[str, str] = {}
        self._tables: dict[str, str] = {}
        self.gauge_places: dict[str, tuple[int, str]] = {}
        self.readings = 0

    # ---- trees

    def text(self, tree: Tree) -> str:
        """Write a tree as an expression with its parentheses."""
        parts = [self.text(part) for part in tree.parts] if tree.op != "key" else []
        match tree.op:
            case "number":
                return literal(tree.number)
            case "word" | "rung":
                return repr(int(tree.number))
            case "true":
                return f"({ALWAYS})"
            case "false":
                return f"({NEVER})"
            case "parameter":
                place = self.layout.parameters + self.model.parameter_index[tree.name]
                return f"S[{place}]"
            case "ladder":
                return f"I[{self.model.ladder_index[tree.name]}]"
            case "level":
                return f"float({parts[0]})"
            case "key":
                return self._key(tree)
            case "gauge":
                place, drain = self.gauge_places[tree.name]
                return (
                    f"gauge_value(S[{place}], S[{place + 1}], {drain}, "
                    f"t - S[{place + 2}])"
                )
            case "reading":
                return f"O[{self.readings + int(tree.number)}]"
            case "add" | "sub" | "mul":
                return f"({parts[0]} {_ARITHMETIC[tree.op]} {parts[1]})"
            case "div":
                return self._quotient(tree, parts)
            case "pow":
                return self._power(tree, parts)
            case "neg":
                return f"(-{parts[0]})"
            case "min" | "max":
                function = "lesser" if tree.op == "min" else "greater"
                whole = parts[0]
                for part in parts[1:]:
                    whole = f"{function}({whole}, {part})"
                return whole
            case "abs" | "exp" | "log" | "sqrt":
                return f"{_FUNCTIONS[tree.op]}({parts[0]})"
            case "and" | "or":
                return f"({f' {tree.op} '.join(parts)})"
            case "not":
                return f"(not {parts[0]})"
            case "compare":
                return f"({parts[0]} {tree.name} {parts[1]})"
            case "if":
                return f"({parts[1]} if {parts[0]} else {parts[2]})"
        raise AssertionError(f"no text for {tree.op!r}")  # pragma: no cover

    def condition(self, expression: Expression | None) -> str:
        """Write a condition; None is always."""
        return ALWAYS if expression is None else self.text(expression.tree)

    def moved(self, trees: Iterable[Tree | None], *, gauges: Iterable[str] = ()) -> str:
        """Write the test whether any ladder that these trees read has moved."""
        ladders = set().union(*(self.ladders(tree) for tree in trees if tree))
        return self.moved_any(ladders, gauges=gauges)

    def moved_any(self, ladders: Iterable[str], *, gauges: Iterable[str] = ()) -> str:
        """Write the test whether any of these has moved, or was based anew."""
        books = [self.layout.books[name] for name in ladders]
        marks = [(book.word, book.bit) for book in books]
        masks: dict[int, int] = {}
        for word, bit in (*marks, *(self.layout.marks[name] for name in gauges)):
            masks[word] = masks.get(word, 0) | bit
        tests = [f"(I[{word}] & {mask}) != 0" for word, mask in sorted(masks.items())]
        return " or ".join(tests)

    def ladders(self, tree: Tree) -> set[str]:
        """Names of the ladders that a tree reads."""
        names = {tree.name} if tree.op == "ladder" else set()
        for part in tree.parts:
            names |= self.ladders(part)
        return names

    # ---- constants of a member

    def constant(self, expression: Expression) -> str:
        """Write a value that reads parameters only, worked out once for a member."""
        tree = expression.tree
        if tree.op in ("number", "parameter", "word"):
            return self.text(tree)
        return self.kept(self.text(tree))

    def steady(self, value: Expression) -> str:
        """Write a value; what reads no ladder is worked out once for a member."""
        if self.ladders(value.tree) or any(
            part.op == "gauge" for part in value.tree.walk()
        ):
            return self.text(value.tree)
        return self.constant(value)

    def kept(self, text: str) -> str:
        """Keep a value that reads parameters only in a place of its own."""
        if text not in self._kept:
            place = self.layout.float_place()
            self.constants.append(f"S[{place}] = {text}")
            self._kept[text] = f"S[{place}]"
        return self._kept[text]

    # ---- distributions

    def quantile(self, draw: Draw, uniform: str, *, kept: bool = True) -> str:
        """Write the value of a distribution at the uniform of that name.

        With `kept` false every number is written out in place: for the parameters
        themselves, which are drawn before any constant of the member is known.
        """
        value = self.constant if kept else lambda item: self.text(item.tree)
        numbers = [value(number) for number in draw.numbers]
        if draw.kind == "fixed":
            return numbers[0]
        if draw.kind == "quantiles":
            return _segments(numbers, draw.shares, uniform)
        if draw.kind == "choice":
            return _choice(numbers, self.weights(draw, kept=kept), uniform)
        return f"{_QUANTILES[draw.kind]}({', '.join([uniform, *numbers])})"

    def ended(self, draw: Draw, elapsed: str) -> str:
        """Write the chance that a delay would have ended after so many days."""
        numbers = [self.constant(number) for number in draw.numbers]
        if draw.kind == "fixed":
            return f"(1.0 if {numbers[0]} <= {elapsed} else 0.0)"
        if draw.kind == "choice":
            open_weights = " + ".join(self.open_weights(draw, elapsed))
            return self.kept(f"(0.0 if {open_weights} > 0.0 else 1.0)")
        if draw.kind == "quantiles":
            return self.kept(_share_below(numbers, draw.shares, elapsed))
        function = _QUANTILES[draw.kind].replace("_quantile", "_share")
        return self.kept(f"{function}({', '.join([elapsed, *numbers])})")

    def remaining(self, draw: Draw, uniform: str, elapsed: str) -> str:
        """Write what is left of a delay that has been running for so many days."""
        ended = self.ended(draw, elapsed)
        if draw.kind == "choice":
            numbers = [self.constant(number) for number in draw.numbers]
            whole = _choice(numbers, self.open_weights(draw, elapsed), uniform)
        else:
            rest = f"({ended} + (1.0 - {ended}) * {uniform})"
            whole = self.quantile(draw, rest)
        return f"still_to_come({whole}, {elapsed}, {ended})"

    def open_weights(self, draw: Draw, elapsed: str) -> list[str]:
        """Write the weights of the values of a choice that are not over yet."""
        values = [self.constant(number) for number in draw.numbers]
        return [
            f"({weight} if {value} > {elapsed} else 0.0)"
            for value, weight in zip(values, self.weights(draw), strict=True)
        ]

    def weights(self, draw: Draw, *, kept: bool = True) -> list[str]:
        """Write the weights of a choice; `kept` as in `quantile`."""
        value = self.constant if kept else lambda item: self.text(item.tree)
        return [value(weight) for weight in draw.weights]

    # ---- parts

    def _quotient(self, tree: Tree, parts: list[str]) -> str:
        below = tree.parts[1]
        if below.op == "number" and below.number != 0.0:
            return f"({parts[0]} / {parts[1]})"
        return f"divide({parts[0]}, {parts[1]})"

    def _power(self, tree: Tree, parts: list[str]) -> str:
        exponent = tree.parts[1]
        if exponent.op == "number" and exponent.number in WHOLE_POWERS:
            whole = int(exponent.number)
            if whole == 1:
                return parts[0]
            self.powers.add(whole)
            return f"power_{whole}({parts[0]})"
        return f"power({parts[0]}, {parts[1]})"

    def _key(self, tree: Tree) -> str:
        ladder, _, key = tree.name.rpartition(".")
        at = self.model.ladder_index[ladder]
        root = self.model.ladder(ladder)
        while root.kind != "own":
            root = self.model.ladder(root.of)
        name = f"{root.name}.{key}"
        if name not in self._tables:
            self._tables[name] = self._table((root.numbers or {})[key])
        return self._tables[name].format(f"I[{at}]")

    def _table(self, values: tuple[Expression, ...]) -> str:
        if all(value.tree.op == "number" for value in values):
            place = self.layout.constant_table([value.tree.number for value in values])
            return f"K[{place} + {{}}]"
        place = self.layout.float_place(0.0, len(values))
        for at, value in enumerate(values):
            self.constants.append(f"S[{place + at}] = {self.text(value.tree)}")
        return f"S[{place} + {{}}]"


def _segments(values: list[str], shares: tuple[float, ...], uniform: str) -> str:
    text = values[-1]
    pairs = list(zip(shares, values, strict=True))
    for (p0, x0), (p1, x1) in reversed(list(pairwise(pairs))):
        slope = f"({x1} - {x0}) / {literal(p1 - p0)}"
        line = f"{x0} + {slope} * ({uniform} - {literal(p0)})"
        text = f"({line} if {uniform} < {literal(p1)} else {text})"
    return text


def _share_below(values: list[str], shares: tuple[float, ...], at: str) -> str:
    text = "1.0"
    pairs = list(zip(shares, values, strict=True))
    for (p0, x0), (p1, x1) in reversed(list(pairwise(pairs))):
        part = f"({at} - {x0}) / ({x1} - {x0}) * {literal(p1 - p0)}"
        text = f"({literal(p0)} + {part} if {at} < {x1} else {text})"
    return f"(0.0 if {at} < {values[0]} else {text})"


def _choice(values: list[str], weights: list[str], uniform: str) -> str:
    total = "(" + " + ".join(weights) + ")"
    sums, running = [], "0.0"
    for weight in weights[:-1]:
        running = f"({running} + divide({weight}, {total}))"
        sums.append(running)
    text = values[-1]
    for value, share in reversed(list(zip(values[:-1], sums, strict=True))):
        text = f"({value} if {uniform} < {share} else {text})"
    return text
