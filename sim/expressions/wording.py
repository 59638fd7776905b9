"""What telling an expression has in common in every language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sim.expressions.tree import Tree
from sim.quantities import date_of, largest_unit

__all__ = ["Names", "Wording", "is_ladder", "negated"]

Names = Callable[[str, str], str]  # kind, id -> title

CONDITIONS = frozenset({"and", "or", "not", "compare", "true", "false", "ever"})
FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
NEGATED = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}
_SIGNS = {"add": " + ", "sub": " − ", "mul": " × ", "div": " ÷ "}
_STRENGTH = {
    "if": 0,
    "min": 0,
    "max": 0,
    "add": 1,
    "sub": 1,
    "mul": 2,
    "div": 2,
    "neg": 3,
    "pow": 3,
}
_CONSTANTS = frozenset({"number", "rung", "word"})


class Wording:
    """Tells numbers; a language adds its words and its conditions."""

    def __init__(self, names: Names, start: date | None) -> None:
        self.names = names
        self.start = start

    def tell(self, tree: Tree) -> str:
        """Tell any expression."""
        return self.condition(tree) if tree.op in CONDITIONS else self.number(tree)

    # ---- what a language has words for

    def condition(self, tree: Tree) -> str:
        """Tell a condition."""
        raise NotImplementedError

    def special(self, tree: Tree) -> str:
        """Tell what is neither a name nor plain arithmetic."""
        raise NotImplementedError

    def moment(self, day: float) -> str:
        """Tell a day: its date, or its number."""
        raise NotImplementedError

    def title(self, kind: str, name: str) -> str:
        """Give a title as it stands within a sentence."""
        return self.names(kind, name)

    # ---- numbers

    def number(self, tree: Tree) -> str:
        """Tell a number, a ladder or a word."""
        match tree.op:
            case "number":
                return self.figure(tree.number)
            case "parameter" | "gauge":
                return self.title(tree.op, tree.name)
            case "add" | "sub" | "mul" | "div":
                left, right = tree.parts
                strength = _STRENGTH[tree.op]
                one = self.within(left, strength)
                other = self.within(right, strength + (tree.op in {"sub", "div"}))
                return f"{one}{_SIGNS[tree.op]}{other}"
            case "neg":
                return f"−{self.within(tree.parts[0], _STRENGTH['neg'])}"
            case "sqrt":
                return f"√({self.number(tree.parts[0])})"
            case "exp" | "log":
                return f"{tree.op}({self.number(tree.parts[0])})"
        return self.special(tree)

    def within(self, tree: Tree, strength: int) -> str:
        """Tell a part, in parentheses if it binds less strongly than what it is in."""
        told = self.number(tree)
        loose = _STRENGTH.get(tree.op, 9) < strength
        return f"({told})" if loose else told

    def figure(self, number: float) -> str:
        """Write a number, with commas between thousands."""
        return f"{number:,.12g}".replace("-", "−")

    def day(self, day: float) -> date | None:
        """Give the date of a day; None if day 0 is not known or the day too far."""
        try:
            return date_of(day, self.start) if self.start else None
        except OverflowError:
            return None

    def span(self, day: float) -> tuple[float, str] | None:
        """Give a day that is no whole number as months or years; None if it is one."""
        return None if day == int(day) else largest_unit(day)

    # ---- what is compared

    def sides(self, tree: Tree) -> tuple[Tree, str, Tree]:
        """Give the two sides of a comparison with the constant on the right."""
        left, right = tree.parts
        if left.op in _CONSTANTS and right.op not in _CONSTANTS:
            return right, FLIPPED[tree.name], left
        return left, tree.name, right

    def constant(self, tree: Tree, beside: Tree) -> str:
        """Tell the right-hand side, with the title that a rung or word has there."""
        if tree.op == "word":
            return f"'{self._second('word', f'{beside.name}.{tree.name}')}'"
        if tree.op == "rung":
            ladder = beside.parts[0] if beside.parts else beside
            name = self.bare(ladder)
            return f"'{self._second('rung', f'{name}.{tree.name}')}'"
        if tree.op == "number" and beside.op == "first":
            return self.moment(tree.number)
        return self.number(tree)

    def bare(self, ladder: Tree) -> str:
        """Give the id within ``decided(…)``."""
        return ladder.name.removeprefix("decided(").removesuffix(")")

    def key(self, tree: Tree) -> str:
        """Give the words for a number that rungs carry: its title, or its id."""
        return self._second("key", tree.name)

    def _second(self, kind: str, name: str) -> str:
        """Give the title of what has two ids, or else the second in plain words."""
        title, last = self.names(kind, name), name.rpartition(".")[2]
        return last.replace("_", " ") if title in {name, last} else title


def is_ladder(tree: Tree) -> bool:
    """Tell if a tree comes out as a rung of a ladder."""
    if tree.op in {"highest", "final"}:
        return tree.parts[0].op == "ladder"
    return tree.op == "ladder"


def negated(tree: Tree) -> Tree:
    """Give the opposite of a condition, with ``not`` moved inwards."""
    match tree.op:
        case "not":
            return tree.parts[0]
        case "and" | "or":
            other = "or" if tree.op == "and" else "and"
            return Tree(other, tuple(negated(part) for part in tree.parts))
        case "compare":
            return Tree("compare", tree.parts, NEGATED[tree.name])
        case "true" | "false":
            return Tree("false" if tree.op == "true" else "true")
    return Tree("not", (tree,))
