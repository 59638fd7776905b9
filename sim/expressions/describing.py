"""A checked tree -> a clause that a person can read, in English or Korean.

What both languages share is here: numbers, sums and products, and which way round a
comparison is told. `english` and `korean_clauses` have the words.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from sim.expressions.english import English
from sim.expressions.korean_clauses import Korean
from sim.expressions.tree import Tree
from sim.expressions.wording import Names

__all__ = ["describe"]


def describe(
    tree: Tree,
    names: Names,
    language: Literal["en", "ko"] = "en",
    *,
    start: date | None = None,
) -> str:
    """Tell an expression in words, with the titles of what it names.

    Parameters
    ----------
    names : callable
        Gives the title for a kind and an id, in that language, or the id if there is
        no title: ``names("ladder", "role")``; kinds are ``parameter``, ``ladder``,
        ``gauge``, ``actor``, ``argument``, and with two ids ``rung`` (``role.combat``),
        ``key`` (``role.troops``) and ``word`` (``regime.averse``).
    language : {"en", "ko"}
        Language of the words; the titles are as `names` gives them.
    start : date, optional
        Day 0, so that days within the run are told as dates.

    Examples
    --------
    >>> role, combat = Tree("ladder", name="role"), Tree("rung", name="combat")
    >>> titles = {"role": "The North's role in the war", "role.combat": "In combat"}
    >>> tree = Tree("compare", (role, combat), ">=")
    >>> describe(tree, lambda kind, name: titles[name])
    "the North's role in the war is at least 'In combat'"
    """
    words = Korean(names, start) if language == "ko" else English(names, start)
    return words.tell(tree)
