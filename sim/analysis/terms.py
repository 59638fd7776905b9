"""Trees over a whole ensemble: parameters, readings and sums as arrays.

Trees of outcomes and claims hold nodes that only a result can answer: readings, and
the sums ``net``, ``gain``, ``loss`` and ``amount``. Here they are answered.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.expressions import Tree, evaluate
from sim.results import Ensemble

__all__ = ["over_members"]

Sum = Callable[[Tree], NDArray[np.float64]]


def over_members(
    ensemble: Ensemble, tree: Tree, *, sums: Sum | None = None
) -> NDArray[np.float64]:
    """Evaluate `tree` for every member.

    Parameters
    ----------
    tree : Tree
        Over parameters, readings and sums.
    sums : callable, optional
        Answers a ``net``, ``gain``, ``loss`` or ``amount`` node; due if there are any.

    Returns
    -------
    ndarray, shape (members,)
        Numbers; a condition is 1 or 0.
    """
    named = {node.name for node in tree.walk() if node.op == "parameter"}
    values = {  # only what is asked for: a column may have to be read from disk
        f"parameter {name}": ensemble.parameters[:, at]
        for name, at in ensemble.model.parameter_index.items()
        if name in named
    }

    def answer(node: Tree) -> NDArray[Any]:
        if node.op == "reading":
            at = int(node.number)
            column = ensemble.readings[:, at]
            return column != 0 if ensemble.model.readings[at].op == "ever" else column
        assert sums is not None, node.op
        return sums(node)

    result = np.empty(len(ensemble))
    result[:] = evaluate(tree, values, outcome=answer)
    return result
