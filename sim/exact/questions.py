"""Outcomes taken apart: what a chain can answer, and in which way.

A *condition* or a rung is read off the end of a path, with what must be remembered of
it. A *number* is a sum: times spent, counts and gauges enter it by their means, each
times a constant, and the rest is read off the end like a condition. What is neither,
such as whether a time spent is longer than ninety days, asks for a whole distribution
that is not computed here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from sim.errors import ModelError
from sim.exact.reading import parameters_only
from sim.exact.remembering import Count, Ever, Highest, Item, Order, Stood
from sim.expressions import Tree
from sim.model import Model, Reading

__all__ = ["AtEnd", "NoAnswerError", "Term", "at_end", "readings_in", "terms_of"]

TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
MOST_COUNTED = 1000


class NoAnswerError(ModelError):
    """What is asked cannot be read off a chain; `what` is the function that asks."""

    def __init__(self, what: str) -> None:
        super().__init__(f"no exact answer for {what}")
        self.what = what


@dataclass(frozen=True)
class AtEnd:
    """A tree over what is remembered: its ``reading`` nodes number the items."""

    tree: Tree
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Term:
    """One part of a number: `weight` times the mean of a reading or of `rest`."""

    weight: float
    reading: Reading | None
    rest: Tree | None


def readings_in(model: Model, tree: Tree) -> tuple[Reading, ...]:
    """Give what a tree over readings asks of a run."""
    places = {int(part.number): None for part in tree.walk() if part.op == "reading"}
    return tuple(model.readings[at] for at in places)


def at_end(
    model: Model,
    tree: Tree,
    *,
    places: dict[str, int],
    constant: Callable[[Tree], float],
) -> AtEnd:
    """Give a tree as something to be read off the end of a path.

    Parameters
    ----------
    tree : Tree
        Over readings and parameters.
    places : dict of str to int
        Where each ladder stands in a state.
    constant : callable
        Gives the value of a tree over parameters.

    Raises
    ------
    NoAnswerError
        If it reads a time spent, a gauge, or a day other than in a comparison.
    """
    taken = _Taken(model, places, constant)
    return AtEnd(taken.rewritten(tree), tuple(taken.items))


def terms_of(
    model: Model, tree: Tree, *, constant: Callable[[Tree], float]
) -> Iterator[Term]:
    """Take a number apart into terms whose means add up to its mean."""
    if parameters_only(tree):
        yield Term(constant(tree), None, None)
        return
    match tree.op:
        case "reading":
            reading = model.readings[int(tree.number)]
            if reading.op in ("time_in", "rises", "falls") or _of_gauge(reading):
                yield Term(1.0, reading, None)
                return
        case "neg":
            yield from _scaled(terms_of(model, tree.parts[0], constant=constant), -1.0)
            return
        case "add" | "sub":
            sign = -1.0 if tree.op == "sub" else 1.0
            yield from terms_of(model, tree.parts[0], constant=constant)
            yield from _scaled(terms_of(model, tree.parts[1], constant=constant), sign)
            return
        case "mul":
            for one, other in (tree.parts, tree.parts[::-1]):
                if parameters_only(one):
                    inner = terms_of(model, other, constant=constant)
                    yield from _scaled(inner, constant(one))
                    return
        case "div" if parameters_only(tree.parts[1]):
            inner = terms_of(model, tree.parts[0], constant=constant)
            yield from _scaled(inner, 1.0 / constant(tree.parts[1]))
            return
    yield Term(1.0, None, tree)


def _scaled(terms: Iterator[Term], by: float) -> Iterator[Term]:
    return (Term(by * term.weight, term.reading, term.rest) for term in terms)


def _of_gauge(reading: Reading) -> bool:
    return reading.op == "final" and reading.inner.op == "gauge"


@dataclass
class _Taken:
    """Takes one tree apart, and numbers what must be remembered."""

    model: Model
    places: dict[str, int]
    constant: Callable[[Tree], float]
    items: list[Item] = field(default_factory=list)

    def rewritten(self, tree: Tree) -> Tree:
        if parameters_only(tree):
            return tree
        if tree.op == "compare":
            found = self._comparison(tree)
            if found is not None:
                return found
        if tree.op == "reading":
            return self._slot(self._item(self.model.readings[int(tree.number)]))
        if tree.op in ("net", "gain", "loss", "amount"):
            raise NoAnswerError(tree.op)
        parts = tuple(self.rewritten(part) for part in tree.parts)
        return Tree(tree.op, parts, tree.name, tree.number)

    def _slot(self, item: Item) -> Tree:
        if item not in self.items:
            self.items.append(item)
        return Tree("reading", number=float(self.items.index(item)))

    def _reading(self, tree: Tree) -> Reading | None:
        if tree.op != "reading":
            return None
        return self.model.readings[int(tree.number)]

    def _item(self, reading: Reading) -> Item:
        inner, day = reading.inner, reading.day
        if reading.op == "ever":
            return Ever(inner, day)
        if inner.op == "ladder" and reading.op == "highest":
            return Highest(self.places[inner.name], day)
        if inner.op == "ladder" and reading.op == "final":
            return Stood(self.places[inner.name], day, day >= self.model.horizon)
        raise NoAnswerError(reading.op)

    def _comparison(self, tree: Tree) -> Tree | None:
        """Give a comparison of days or of counts; None if it is of neither."""
        left, right = tree.parts
        one, other = self._reading(left), self._reading(right)
        if one and other and one.op == other.op == "first":
            if one.day != other.day:
                raise NoAnswerError("first")
            return self._slot(Order(one.inner, other.inner, one.day, tree.name))
        for reading, far, sign in (
            (one, right, tree.name),
            (other, left, TURNED[tree.name]),
        ):
            if reading is None or not parameters_only(far):
                continue
            if reading.op == "first":
                return self._until(reading, self.constant(far), sign)
            if reading.op in ("rises", "falls"):
                slot = self._slot(self._count(reading, self.constant(far)))
                return Tree("compare", (slot, far), sign)
        return None

    def _count(self, reading: Reading, limit: float) -> Count:
        most = max(0, math.floor(min(limit, MOST_COUNTED))) + 1
        place = self.places[reading.inner.name]
        return Count(place, reading.day, reading.op == "rises", most)

    def _until(self, reading: Reading, limit: float, sign: str) -> Tree:
        """Say by a day whether the first day is before it: a chain hits no day."""
        if sign in ("==", "!="):
            raise NoAnswerError("first")
        inclusive, turned = sign in ("<=", ">"), sign in (">", ">=")
        if limit == math.inf:
            found = (
                Tree("true")
                if inclusive
                else self._slot(Ever(reading.inner, reading.day))
            )
        elif limit < 0 or (limit == 0 and not inclusive):
            found = Tree("false")
        else:
            found = self._slot(Ever(reading.inner, min(limit, reading.day)))
        return Tree("not", (found,)) if turned else found
