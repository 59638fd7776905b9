"""Values of checked trees in one state: each worked out once for each set of rungs.

A state is a tuple of whole numbers: the rungs of the ladders that bear on a question,
in the slice's order, then 1 for each clock that fires only once and has.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from sim.errors import ModelError, Place, Problem
from sim.expressions import Tree, evaluate
from sim.model import Expression, Model

__all__ = ["State", "StateReader", "numbers_of", "parameters_only", "reads_of"]

State = tuple[int, ...]


def numbers_of(model: Model, ladder: str, key: str) -> tuple[Expression, ...]:
    """Give the numbers that the rungs of a ladder carry under a key.

    Observed and decided ladders carry those of the ladder they follow.
    """
    root = model.ladder(ladder)
    while root.of != root.name:
        root = model.ladder(root.of)
    return (root.numbers or {})[key]


def reads_of(tree: Tree) -> tuple[frozenset[str], frozenset[str]]:
    """Give the ladders and the gauges that a tree reads."""
    ladders = {part.name for part in tree.walk() if part.op == "ladder"}
    ladders |= {
        part.name.rpartition(".")[0] for part in tree.walk() if part.op == "key"
    }
    gauges = {part.name for part in tree.walk() if part.op == "gauge"}
    return frozenset(ladders), frozenset(gauges)


def parameters_only(tree: Tree) -> bool:
    """Whether a tree is the same in every state and at every time."""
    free = {"ladder", "key", "gauge", "reading", "net", "gain", "loss", "amount"}
    return not any(part.op in free for part in tree.walk())


class StateReader:
    """Reads trees of one model in the states of one slice, for one case.

    Parameters
    ----------
    model : Model
    ladders : tuple of str
        Which ladders a state begins with, in order.
    case : mapping of str to float
        The parameters: days, per day; the index of a word.
    """

    def __init__(
        self, model: Model, ladders: tuple[str, ...], case: Mapping[str, float]
    ) -> None:
        self.model = model
        self.places = {name: at for at, name in enumerate(ladders)}
        self.constants = {f"parameter {name}": value for name, value in case.items()}
        self._known: dict[tuple[int, State], Any] = {}
        self._reads: dict[int, tuple[Tree, tuple[str, ...], tuple[str, ...]]] = {}

    def value(self, tree: Tree, state: State) -> Any:
        """Give the value of a tree that reads no gauge."""
        _, ladders, keys = self._what(tree)
        rungs = tuple(state[self.places[name]] for name in ladders)
        known = (id(tree), rungs)
        if known not in self._known:
            at = dict(zip(ladders, rungs, strict=True))
            values = dict(self.constants)
            values |= {f"ladder {name}": float(rung) for name, rung in at.items()}
            for key in keys:
                ladder, _, word = key.rpartition(".")
                number = numbers_of(self.model, ladder, word)[at[ladder]]
                values[f"key {key}"] = evaluate(number.tree, self.constants)
            self._known[known] = evaluate(tree, values)
        return self._known[known]

    def constant(self, tree: Tree) -> float:
        """Give the value of a tree over parameters alone."""
        return float(evaluate(tree, self.constants))

    def number(self, written: Expression, state: State, *, role: str) -> float:
        """Give a whole rate, flow or amount, which must be a finite number.

        Raises
        ------
        ModelError
            If it is none, or a rate, a factor or odds are below 0.
        """
        value = float(self.value(written.tree, state))
        below = role in ("rate", "factor", "odds") and value < 0
        if below or not math.isfinite(value):
            must = "a finite number not below 0" if below else "a finite number"
            what = f"expected {must} as {role}, got {value:g} from '{written.text}'"
            place = Place(written.file, written.line, written.column, written.source)
            raise ModelError(str(Problem(place, what)))
        return value

    def _what(self, tree: Tree) -> tuple[Tree, tuple[str, ...], tuple[str, ...]]:
        if id(tree) not in self._reads:
            ladders, _ = reads_of(tree)
            keys = {part.name for part in tree.walk() if part.op == "key"}
            # The tree is kept, so that its id stays its own.
            self._reads[id(tree)] = (tree, tuple(sorted(ladders)), tuple(sorted(keys)))
        return self._reads[id(tree)]
