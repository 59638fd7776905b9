"""Expressions in English words."""

from __future__ import annotations

import math

from sim.expressions.tree import Tree
from sim.expressions.wording import Wording, is_ladder, negated
from sim.quantities import largest_unit

__all__ = ["English", "within"]

_NUMBERS = {
    ">=": "is at least", ">": "is more than", "<": "is less than", "<=": "is at most",
    "==": "is", "!=": "is not",
}  # fmt: skip
_RUNGS = {**_NUMBERS, ">": "is above", "<": "is below"}
_LADDERS = {
    ">=": "is at least as high as", ">": "is above", "<": "is below",
    "<=": "is at most as high as", "==": "is the same as", "!=": "differs from",
}  # fmt: skip
_DAYS = {
    ">=": "is not before", ">": "is after", "<": "is before", "<=": "is not after",
    "==": "is", "!=": "is not",
}  # fmt: skip
_MONTHS = (  # not strftime's, which follow the machine's language
    "January February March April May June July August September October November "
    "December"
).split()
_SMALL = frozenset(["The", "A", "An", "What", "How", "Whether", "Who", "Where", "When"])
_SUMS = {"net": "net gain", "gain": "gain", "loss": "loss"}


class English(Wording):
    """Tells expressions in English."""

    def title(self, kind: str, name: str) -> str:
        """Give a title within a sentence: no capital on an article or question word."""
        return within(self.names(kind, name))

    def condition(self, tree: Tree) -> str:
        """Tell a condition."""
        match tree.op:
            case "true":
                return "always"
            case "false":
                return "never"
            case "and" | "or":
                return f" {tree.op} ".join(self._part(part) for part in tree.parts)
            case "ever":
                return f"{self._part(tree.parts[0])} at some time{self._until(tree)}"
            case "compare":
                return self._comparison(tree)
        opposite = negated(tree.parts[0])
        if opposite.op != "not":
            return self.condition(opposite)
        past = opposite.parts[0]
        return f"{self._part(past.parts[0])} at no time{self._until(past)}"

    def special(self, tree: Tree) -> str:
        """Tell what is neither a name nor plain arithmetic."""
        number = self.number
        match tree.op:
            case "ladder":
                title = self.title("ladder", self.bare(tree))
                return f"what is decided on {title}" if "(" in tree.name else title
            case "key":
                return f"{self.key(tree)} ({number(tree.parts[0])})"
            case "level":
                return f"the level of {number(tree.parts[0])}"
            case "if":
                condition, then, otherwise = tree.parts
                told = f"{number(then)} if {self.condition(condition)}"
                return f"{told}, otherwise {number(otherwise)}"
            case "min" | "max":
                word = "small" if tree.op == "min" else "larg"
                ending = "er" if len(tree.parts) == 2 else "est"
                *first, last = (number(part) for part in tree.parts)
                return f"the {word}{ending} of {', '.join(first)} and {last}"
            case "abs":
                return f"the size of {self.within(tree.parts[0], 3)}"
            case "pow":
                base, exponent = (self.within(part, 4) for part in tree.parts)
                return f"{base} to the power {exponent}"
            case "net" | "gain" | "loss":
                actor = self.title("actor", tree.name)
                return f"{actor}'s {_SUMS[tree.op]}{self._after(tree.number)}"
            case "amount":
                title = self.names("argument", tree.name)
                return f"'{title}'{self._after(tree.number)}"
        return self._of_run(tree)

    def _of_run(self, tree: Tree) -> str:
        until = self._until(tree)
        if tree.op in {"first", "time_in"}:
            days = "the first day" if tree.op == "first" else "the number of days"
            return f"{days} on which {self.condition(tree.parts[0])}{until}"
        told = self.number(tree.parts[0])
        match tree.op:
            case "highest":
                return f"the highest rung of {told}{until}"
            case "final":
                if not until:
                    return f"{told} at the end"
                if self.span(tree.number):
                    return f"{told} after {self._length(tree.number)}"
                return f"{told} on {self.moment(tree.number)}"
            case "rises" | "falls":
                return f"how often {told} {tree.op}{until}"
        raise ValueError(f"no words for {tree.op!r}")

    def _comparison(self, tree: Tree) -> str:
        left, sign, right = self.sides(tree)
        words = _NUMBERS
        if right.op == "rung":
            words = _RUNGS
        elif is_ladder(left) and is_ladder(right):
            words = _LADDERS
        elif left.op == "first":
            words = _DAYS
        return f"{self.number(left)} {words[sign]} {self.constant(right, left)}"

    def _part(self, tree: Tree) -> str:
        told = self.condition(tree)
        inner = negated(tree.parts[0]) if tree.op == "not" else tree
        return f"({told})" if inner.op in {"and", "or"} else told

    def _until(self, tree: Tree) -> str:
        if math.isinf(tree.number):
            return ""
        if self.span(tree.number):
            return f" within the first {self._length(tree.number).removeprefix('1 ')}"
        return f" up to {self.moment(tree.number)}"

    def moment(self, day: float) -> str:
        """Tell a day: its date, or its number."""
        date = self.day(day)
        if not date:
            return f"day {day:g}"
        return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"

    def _after(self, days: float) -> str:
        return "" if math.isnan(days) else f" after {self._length(days)}"

    def _length(self, days: float) -> str:
        count, unit = largest_unit(days)
        return f"{self.figure(count)} {unit}{'s' * (count != 1)}"


def within(title: str) -> str:
    """Give a title as it stands within a sentence.

    Examples
    --------
    >>> within("The United States"), within("North Korea")
    ('the United States', 'North Korea')
    """
    first, blank, rest = title.partition(" ")
    return f"{first.lower()}{blank}{rest}" if first in _SMALL else title
