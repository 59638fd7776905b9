"""What an ensemble's outcomes come to, each summed up by its kind."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.analysis.estimates import Estimate, Spread, share_estimate, spread_of
from sim.results import Ensemble
from sim.texts import Text

__all__ = ["OutcomeSummary", "summarise_outcome", "summarise_outcomes"]


@dataclass(frozen=True, slots=True)
class OutcomeSummary:
    """One outcome over all members.

    Attributes
    ----------
    name : str
    title : Text
    kind : str
        ``condition``, ``number``, ``day`` or ``ladder``.
    share : Estimate or None
        Of a condition, the share of members in which it holds; of a day, of those
        that reach it.
    spread : Spread or None
        Of a number, its spread; of a day, that of the day, never being infinite.
    rungs : tuple of Estimate
        Of a ladder, the share of members that came to each rung, lowest first.
    ladder : str
        Of a ladder, whose rungs they are.
    """

    name: str
    title: Text
    kind: str
    share: Estimate | None = None
    spread: Spread | None = None
    rungs: tuple[Estimate, ...] = ()
    ladder: str = ""


def summarise_outcomes(ensemble: Ensemble) -> tuple[OutcomeSummary, ...]:
    """Sum up every outcome of `ensemble`, in file order."""
    return tuple(
        summarise_outcome(ensemble, at) for at in range(len(ensemble.model.outcomes))
    )


def summarise_outcome(ensemble: Ensemble, at: int) -> OutcomeSummary:
    """Sum up the outcome in that place among the model's."""
    return _summary(ensemble, at, ensemble.outcomes[:, at])


def _summary(
    ensemble: Ensemble, at: int, values: NDArray[np.float64]
) -> OutcomeSummary:
    outcome = ensemble.model.outcomes[at]
    name, title, kind = outcome.name, outcome.title, outcome.kind
    count = len(values)
    if kind == "condition":
        share = share_estimate(int((values != 0).sum()), count)
        return OutcomeSummary(name, title, kind, share=share)
    if kind == "day":
        share = share_estimate(int(np.isfinite(values).sum()), count)
        return OutcomeSummary(name, title, kind, share=share, spread=spread_of(values))
    if kind == "ladder":
        size = len(ensemble.model.ladder(outcome.ladder).rungs)
        counts = np.bincount(values.astype(np.int64), minlength=size)
        rungs = tuple(share_estimate(int(number), count) for number in counts)
        return OutcomeSummary(name, title, kind, rungs=rungs, ladder=outcome.ladder)
    return OutcomeSummary(name, title, kind, spread=spread_of(values))
