"""Formulas of a scenario -> checked trees that remember where they were written."""

from __future__ import annotations

from sim.expressions import Due, Scope, Tree, check
from sim.model.parts import Draw, Expression, Toss
from sim.quantities import parse_quantity
from sim.scenario import Formula, Scenario, Spread
from sim.scenario import Toss as WrittenToss
from sim.texts import Text

__all__ = ["Reader", "ladder_reference", "number_expression", "titled"]


def ladder_reference(text: str) -> str:
    """Give the name under which a model knows ``seen`` or ``decided( support )``."""
    return "".join(str(text).split())


def titled(title: Text | None, name: str) -> Text:
    """Give a title, or the name in plain words where there is none."""
    plain = name.replace("_", " ")
    return title or Text(en=plain, ko=plain)


def number_expression(number: float) -> Expression:
    """Give a plain number as an expression that stands nowhere in a file."""
    return Expression(Tree("number", number=number), f"{number:g}")


class Reader:
    """Reads the formulas of one scenario; they are known to be sound."""

    def __init__(self, scope: Scope, scenario: Scenario) -> None:
        self.scope = scope
        self.scenario = scenario

    def tree(self, formula: Formula, due: Due) -> Tree:
        """Give the checked tree of a formula."""
        return check(formula.text, formula.place, due=due, scope=self.scope).tree

    def read(self, formula: Formula, due: Due) -> Expression:
        """Give a formula as an expression."""
        return self.placed(self.tree(formula, due), formula)

    def placed(self, tree: Tree, formula: Formula) -> Expression:
        """Give a tree the place of the formula that it was made from."""
        place = formula.place
        return Expression(
            tree, formula.text, place.file, place.line, place.column, place.text
        )

    def maybe(self, formula: Formula | None, due: Due) -> Expression | None:
        """Give an expression, or None for None."""
        return None if formula is None else self.read(formula, due)

    def value(self, formula: Formula, words: tuple[str, ...]) -> Expression:
        """Give a parameter's value: a number, or the place of its word."""
        if words:
            tree = Tree("number", number=float(words.index(formula.text.strip())))
            return self.placed(tree, formula)
        return self.read(formula, Due.NUMBER)

    def draw(
        self, spread: Spread | None, due: Due, *, words: tuple[str, ...] = ()
    ) -> Draw:
        """Give a distribution; None is no delay at all."""
        if spread is None:
            return Draw("fixed", (number_expression(0.0),))
        if spread.kind == "choice":
            return Draw(
                "choice",
                tuple(self._choice_value(word, words) for word in spread.words),
                weights=tuple(self.read(item, Due.NUMBER) for item in spread.weights),
            )
        dues = [due] * len(spread.numbers)
        if spread.kind in ("weibull", "loglogistic"):
            dues[0 if spread.kind == "weibull" else 1] = Due.NUMBER
        return Draw(
            spread.kind,
            tuple(map(self.read, spread.numbers, dues)),
            shares=spread.shares,
        )

    def _choice_value(self, word: str, words: tuple[str, ...]) -> Expression:
        if words:
            return number_expression(float(words.index(word)))
        quantity = parse_quantity(word)
        assert quantity is not None, "checked when the file was loaded"
        return number_expression(quantity.value)

    def toss(self, toss: WrittenToss | None) -> Toss | None:
        """Give a step's luck; None is certain."""
        if toss is None:
            return None
        within = self.maybe(toss.within, Due.DURATION)
        return Toss(self.read(toss.chance, Due.NUMBER), within)
