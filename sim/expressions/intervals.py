"""Between what bounds an expression stays, when its names stay between theirs.

Interval arithmetic (Moore): every value that the expression can take lies inside, but
not every value inside need be taken, since each name counts anew at each place.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from sim.expressions.tree import Tree

__all__ = ["ANYTHING", "Bounds", "Known", "bounds_of", "may_hold"]


class Bounds(NamedTuple):
    """The least and the greatest that a number can be."""

    low: float
    high: float

    @property
    def single(self) -> bool:
        """True if it can be one number only."""
        return self.low == self.high


ANYTHING = Bounds(-math.inf, math.inf)
Truth = tuple[bool, bool]  # whether it may be false, whether it may be true
EITHER: Truth = (True, True)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the names in an expression; of others nothing is.

    Attributes
    ----------
    numbers : mapping from str to Bounds
        Parameters, and numbers that rungs carry by ``ladder.key``.
    places : mapping from str to int
        On which rung a ladder stands, which of its words a parameter is.
    """

    numbers: Mapping[str, Bounds] = field(default_factory=dict)
    places: Mapping[str, int] = field(default_factory=dict)


def bounds_of(tree: Tree, known: Known) -> Bounds:
    """Give bounds within which a number stays.

    Examples
    --------
    >>> x = Tree("parameter", name="x")
    >>> one = Tree("number", number=1.0)
    >>> bounds_of(Tree("sub", (one, x)), Known({"x": Bounds(0.0, 3.0)}))
    Bounds(low=-2.0, high=1.0)
    """
    match tree.op:
        case "number":
            return Bounds(tree.number, tree.number)
        case "parameter" | "key":
            return known.numbers.get(tree.name, ANYTHING)
        case "level":
            place = known.places.get(tree.parts[0].name)
            return ANYTHING if place is None else Bounds(place, place)
        case "if":
            truth = _truth(tree.parts[0], known)
            ways = [tree.parts[1]] * truth[1] + [tree.parts[2]] * truth[0]
            return _hull(bounds_of(way, known) for way in ways)
        case "min" | "max":
            parts = [bounds_of(part, known) for part in tree.parts]
            pick = min if tree.op == "min" else max
            return Bounds(pick(p.low for p in parts), pick(p.high for p in parts))
        case "add" | "sub" | "neg":
            return _summed(tree, known)
        case "mul" | "div" | "pow":
            one, other = (bounds_of(part, known) for part in tree.parts)
            return _SIGNS[tree.op](one, other)
        case "abs" | "exp" | "log" | "sqrt":
            return _FUNCTIONS[tree.op](bounds_of(tree.parts[0], known))
    return ANYTHING


def _summed(tree: Tree, known: Known) -> Bounds:
    """Bound a sum, each part of it once: so ``a + (1 - a)`` is 1, whatever `a` is."""
    terms: dict[Tree, float] = {}
    low = high = _collected(tree, 1.0, terms)
    for part, times in terms.items():
        if times:
            bounds = bounds_of(part, known)
            ends = sorted((bounds.low * times, bounds.high * times))
            low, high = low + ends[0], high + ends[1]
    return ANYTHING if math.isnan(low) or math.isnan(high) else Bounds(low, high)


def _collected(tree: Tree, times: float, terms: dict[Tree, float]) -> float:
    """Put the parts of a sum together; give the plain number in it."""
    match tree.op:
        case "number":
            return tree.number * times
        case "neg":
            return _collected(tree.parts[0], -times, terms)
        case "add" | "sub":
            sign = times if tree.op == "add" else -times
            plain = _collected(tree.parts[0], times, terms)
            return plain + _collected(tree.parts[1], sign, terms)
        case "mul" if tree.parts[0].op == "number":
            return _collected(tree.parts[1], times * tree.parts[0].number, terms)
        case "mul" if tree.parts[1].op == "number":
            return _collected(tree.parts[0], times * tree.parts[1].number, terms)
    terms[tree] = terms.get(tree, 0.0) + times
    return 0.0


def may_hold(tree: Tree, known: Known) -> bool:
    """Tell if a condition can hold, as far as is known."""
    return _truth(tree, known)[1]


def _truth(tree: Tree, known: Known) -> Truth:
    match tree.op:
        case "true":
            return (False, True)
        case "false":
            return (True, False)
        case "not":
            no, yes = _truth(tree.parts[0], known)
            return (yes, no)
        case "and":
            parts = [_truth(part, known) for part in tree.parts]
            return (any(no for no, _ in parts), all(yes for _, yes in parts))
        case "or":
            parts = [_truth(part, known) for part in tree.parts]
            return (all(no for no, _ in parts), any(yes for _, yes in parts))
        case "compare":
            left, right = (_side(part, known) for part in tree.parts)
            return _compared(tree.name, left, right)
    return EITHER


def _side(tree: Tree, known: Known) -> Bounds:
    """Give what is compared: a number, or the place of a rung or a word."""
    if tree.op in {"rung", "word"}:
        return Bounds(tree.number, tree.number)
    if tree.op in {"ladder", "parameter"} and tree.name in known.places:
        place = known.places[tree.name]
        return Bounds(place, place)
    return ANYTHING if tree.op == "ladder" else bounds_of(tree, known)


def _compared(sign: str, left: Bounds, right: Bounds) -> Truth:
    if sign in {">", ">="}:
        left, right, sign = right, left, {">": "<", ">=": "<="}[sign]
    if sign == "<":
        return (left.high >= right.low, left.low < right.high)
    if sign == "<=":
        return (left.high > right.low, left.low <= right.high)
    meet = left.low <= right.high and right.low <= left.high
    same = left.single and right.single and left.low == right.low
    return (not same, meet) if sign == "==" else (meet, not same)


def _hull(parts: Iterable[Bounds]) -> Bounds:
    listed = list(parts)
    return Bounds(min(p.low for p in listed), max(p.high for p in listed))


def _of_corners(apply: Callable[[float, float], float]) -> Callable[..., Bounds]:
    """Bound a function of two numbers that is greatest and least at the corners."""

    def bounded(one: Bounds, other: Bounds) -> Bounds:
        values = []
        for a in one:
            for b in other:
                try:
                    value = apply(a, b)
                except (OverflowError, ValueError, ZeroDivisionError):
                    return ANYTHING
                if math.isnan(value):
                    return ANYTHING
                values.append(value)
        return Bounds(min(values), max(values))

    return bounded


_product = _of_corners(lambda a, b: 0.0 if a == 0 or b == 0 else a * b)


def _quotient(one: Bounds, other: Bounds) -> Bounds:
    if other.low <= 0 <= other.high:
        return ANYTHING
    return _of_corners(lambda a, b: a / b)(one, other)


def _power(one: Bounds, other: Bounds) -> Bounds:
    whole = other.single and other.low == int(other.low) if other.low > -1e9 else False
    if one.low < 0 and not whole:
        return ANYTHING
    if one.low <= 0 and other.low < 0:
        return ANYTHING
    corners = _of_corners(lambda a, b: a**b)(one, other)
    if one.low < 0 < one.high and other.low % 2 == 0:
        return Bounds(min(0.0, corners.low), corners.high)
    return corners


def _rising(apply: Callable[[float], float]) -> Callable[[Bounds], Bounds]:
    def bounded(part: Bounds) -> Bounds:
        try:
            return Bounds(apply(part.low), apply(part.high))
        except (OverflowError, ValueError):
            return ANYTHING

    return bounded


def _size(part: Bounds) -> Bounds:
    if part.low <= 0 <= part.high:
        return Bounds(0.0, max(-part.low, part.high))
    return Bounds(*sorted((abs(part.low), abs(part.high))))


_SIGNS: dict[str, Callable[[Bounds, Bounds], Bounds]] = {
    "mul": _product,
    "div": _quotient,
    "pow": _power,
}
_FUNCTIONS: dict[str, Callable[[Bounds], Bounds]] = {
    "abs": _size,
    "exp": _rising(math.exp),
    "log": _rising(math.log),
    "sqrt": _rising(math.sqrt),
}
