"""Which shares a class may be asked to guess: whether something happens, never deaths.

A question is an outcome that is true or false, or a claim that the run decides. Left
out is whatever reads a count of people harmed, even by way of an observation or of its
bands, and whatever speaks of death in its own words, though it counts something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from sim.expressions import Tree
from sim.model import Model
from sim.report.numbers import PEOPLE
from sim.texts import Text

__all__ = ["questions_of", "speaks_of_death"]

_DEATH = re.compile(
    r"\b(?:deaths?|dead(?:ly)?|die[sd]?|dying|kill\w*|casualt\w*|fatal\w*|wound\w*|"
    r"injur\w*|lives|massacre\w*|murder\w*|corpse\w*|bod(?:y|ies) count)\b"
    r"|사망|전사|사상|죽|숨지|숨진|목숨|부상|희생|인명|살해|학살|시신",
    re.IGNORECASE,
)


def questions_of(model: Model) -> list[dict[str, Any]]:
    """Give what may be guessed, outcomes first.

    Returns
    -------
    list of dict
        ``claim``: whether it is one, else an outcome; ``at``: its place among those.
    """
    harmed = _harmed(model)
    told = []
    for at, outcome in enumerate(model.outcomes):
        fit = outcome.kind == "condition" and not speaks_of_death(outcome.title)
        if fit and not _reads(model, [outcome.value.tree], harmed):
            told.append({"claim": False, "at": at})
    for at, claim in enumerate(model.claims):
        fit = not (claim.parameters_only or claim.given or speaks_of_death(claim.says))
        if fit and claim.trees and not _reads(model, claim.trees, harmed):
            told.append({"claim": True, "at": at})
    return told


def speaks_of_death(text: Text) -> bool:
    """Say whether a text speaks of people who die or are hurt.

    Examples
    --------
    >>> speaks_of_death(Text("The troops die")), speaks_of_death(Text("Shots"))
    (True, False)
    """
    return any(_DEATH.search(said) is not None for said in (text.en, text.ko))


def _harmed(model: Model) -> frozenset[str]:
    """Give gauges that count people harmed, and every ladder that follows one."""
    found = {gauge.name for gauge in model.gauges if gauge.unit in PEOPLE}
    while True:
        more = {
            ladder.name
            for ladder in model.ladders
            if ladder.of in found or ladder.name in found
        }
        if more <= found:
            return frozenset(found)
        found |= more


def _reads(model: Model, trees: Iterable[Tree], names: frozenset[str]) -> bool:
    """Say whether trees read one of these, also by way of a model's readings."""
    for tree in trees:
        for node in tree.walk():
            if node.name in names:
                return True
            if node.op == "reading":
                inner = model.readings[int(node.number)].inner
                if _reads(model, [inner], names):
                    return True
    return False
