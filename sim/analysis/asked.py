"""Which ladders a scenario asks about: those that are worth a picture first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from sim.expressions import Tree
from sim.model import Model
from sim.results import Ensemble

__all__ = [
    "MOST_SHOWN",
    "asked_about",
    "ladders_shown",
    "moved_ladders",
    "world_ladder",
]

MOST_SHOWN = 6
"""Ladders in a picture that nobody chose them for."""


def asked_about(model: Model) -> dict[str, int]:
    """Count the outcomes and claims that ask about each ladder of the world.

    What is asked about an observation, or about what is decided, is asked about the
    ladder behind it.

    Returns
    -------
    dict of str to int
        In file order; a ladder that nothing asks about has 0.
    """
    count = {ladder.name: 0 for ladder in model.ladders if ladder.kind == "own"}
    for trees in _questions(model):
        names = {name for tree in trees for name in _ladders(model, tree)}
        for name in names:
            count[world_ladder(model, name)] += 1
    return count


def ladders_shown(
    model: Model, *, most: int = MOST_SHOWN, moved: Sequence[str] | None = None
) -> tuple[str, ...]:
    """Choose the ladders of a picture: those that are asked about most often.

    Where the scenario asks about none, ladders that a plan steers come first. Ties go
    by the order of the file.

    Parameters
    ----------
    moved : sequence of str, optional
        Only these: a ladder on which nothing happens says little.

    Returns
    -------
    tuple of str
        In file order, at most `most`.
    """
    count = asked_about(model)
    names = [name for name in count if moved is None or name in moved]
    steered = set(model.plans)
    ranked = sorted(names, key=lambda name: (-count[name], name not in steered))
    chosen = set(ranked[:most])
    return tuple(name for name in names if name in chosen)


def moved_ladders(ensemble: Ensemble) -> tuple[str, ...]:
    """Name the ladders of the world that do not stand still in every member."""
    found = []
    for name, columns in ensemble.rung_slots.items():
        own = ensemble.model.ladder(name).kind == "own"
        counts = ensemble.counts[:, columns]
        if own and bool(np.any(counts != counts[0])):
            found.append(name)
    return tuple(found)


def world_ladder(model: Model, name: str) -> str:
    """Name the ladder of the world that an observation or a decision is about."""
    while model.ladder(name).kind != "own":
        name = model.ladder(name).of
    return name


def _questions(model: Model) -> Iterable[tuple[Tree, ...]]:
    for outcome in model.outcomes:
        yield (outcome.value.tree,)
    for claim in model.claims:
        yield (*claim.trees[-1:], *claim.given[-1:])


def _ladders(model: Model, tree: Tree) -> Iterable[str]:
    for node in tree.walk():
        if node.op == "ladder":
            yield node.name
        elif node.op == "reading":
            yield from _ladders(model, model.readings[int(node.number)].inner)
