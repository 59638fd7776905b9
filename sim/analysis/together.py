"""Which claims go together and which stand against each other, as futures show it."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from sim.analysis.claims import claim_truths
from sim.results import Ensemble

__all__ = ["opposed_claims"]

CLEAR = 3.0
"""By how many standard errors two claims must meet less often than by chance."""


def opposed_claims(ensemble: Ensemble) -> dict[str, tuple[str, ...]]:
    """Name, for each claim, those that hold clearly seldom where it holds.

    Parameters
    ----------
    ensemble : Ensemble
        A few hundred members do.

    Returns
    -------
    dict of str to tuple of str
        By claim, in file order, the clearest first.

    Notes
    -----
    Tested at the last horizon, in the members in which both may be asked: two claims
    are opposed if both hold in fewer members than half of what two unrelated claims
    of these shares would, and by more than three standard errors. It says what goes
    with what under the assumptions of the file, not which of the two is right.
    """
    truths = claim_truths(ensemble)
    found: dict[str, tuple[str, ...]] = {}
    for name, one in truths.items():
        against = [
            (strength, other)
            for other, two in truths.items()
            if other != name and (strength := _opposition(one, two)) > CLEAR
        ]
        against.sort(key=lambda pair: -pair[0])
        found[name] = tuple(other for _, other in against)
    return found


def _opposition(
    one: tuple[NDArray[np.bool_], NDArray[np.bool_]],
    two: tuple[NDArray[np.bool_], NDArray[np.bool_]],
) -> float:
    """Give by how many standard errors two claims meet too seldom; 0 if they do not."""
    asked = one[1] & two[1]
    count = int(asked.sum())
    if not count:
        return 0.0
    first, second = one[0] & asked, two[0] & asked
    expected = int(first.sum()) * int(second.sum()) / count
    both = int((first & second).sum())
    if both >= expected / 2:
        return 0.0
    return (expected - both) / math.sqrt(max(expected, 1.0))
