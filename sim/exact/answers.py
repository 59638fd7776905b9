"""Exact answers as records: the numbers, what they hold for, or what prevents them."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sim.exact.slicing import Obstacle
from sim.model import Model

__all__ = ["Exact", "ExactRun"]


@dataclass(frozen=True)
class Exact:
    """One question and its exact answer.

    Attributes
    ----------
    kind : str
        ``condition``, ``number``, ``day`` or ``ladder`` of an outcome; ``claim`` or
        ``argument``.
    name : str
        Of the outcome, claim or argument.
    numbers : ndarray
        Of a condition: the chance. Of a number: the mean. Of a ladder: the chance of
        each rung. Of a day: see `sim.exact.passage.FirstDay`, its numbers in order. Of
        a claim: the chance by each horizon. Of an argument: the mean by each
        horizon, then the same as it counts in its actor's net. Empty if there is no
        exact answer.
    obstacles : tuple of Obstacle
        Why there is none.
    averaged : tuple of str
        Parameters over whose spread it is the mean.
    central : tuple of str
        Parameters with a spread that stood at their central value: the answer is for
        that case, not for all members.
    states : int
        Size of the chain.
    error : float
        How far the mean over parameters may be off; 0 if there was none to take.
    """

    kind: str
    name: str
    numbers: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))
    obstacles: tuple[Obstacle, ...] = ()
    averaged: tuple[str, ...] = ()
    central: tuple[str, ...] = ()
    states: int = 0
    error: float = 0.0

    @property
    def answered(self) -> bool:
        """Whether there is an exact answer."""
        return not self.obstacles

    @property
    def for_all(self) -> bool:
        """Whether it is an answer for all members, whatever their case."""
        return self.answered and not self.central


@dataclass(frozen=True)
class ExactRun:
    """All exact answers of one model, in file order."""

    model: Model
    outcomes: tuple[Exact, ...]
    claims: tuple[Exact, ...]
    arguments: tuple[Exact, ...]

    @property
    def all(self) -> tuple[Exact, ...]:
        """Outcomes, claims and arguments."""
        return (*self.outcomes, *self.claims, *self.arguments)
