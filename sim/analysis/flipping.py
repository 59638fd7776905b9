"""The smallest change of what is not known that turns a claim's verdict.

The whole box is where things are: every parameter drawn. A change holds one parameter,
or some together, at a value; its size is how far that value is from the middle of the
parameter's spread, in shares of futures. Where the verdict turns is estimated from the
members that lie near by. It is an estimate: run with the parameter held to see.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from sim.analysis.estimates import Estimate, share_estimate
from sim.analysis.regions import uncertain
from sim.model import Parameter
from sim.results import Ensemble

__all__ = ["Flip", "Held", "flips_of"]

GRID = 49
"""Places along a spread at which the share near by is estimated."""

NEAR = 0.15
"""Members within this share of the spread count as near, the nearer the more."""

STEEP = 0.5
"""A share that changes by so much over what is near is looked at more closely."""

NARROWEST = 0.01

SURE = 3.0
"""Somewhere beyond, the share is past one half by so many standard errors."""

FEWEST = 200
MOST = 20_000
TOGETHER = 4
"""So many parameters are held together, at most."""

FAR = 0.95
"""Together they are held within this share of each spread, around its middle."""

Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Held:
    """One parameter held at a value.

    Attributes
    ----------
    parameter : str
    value : float
        Days, per day, plain, or the place of a word.
    place : float
        The share of its spread that lies below; nan for a word.
    upwards : bool
        Whether the verdict turns from there on up, or from there on down.
    """

    parameter: str
    value: float
    place: float
    upwards: bool


@dataclass(frozen=True, slots=True)
class Flip:
    """A change that turns the verdict.

    Attributes
    ----------
    held : tuple of Held
        One parameter, or some together.
    size : float
        From 0, the middle of the spread, to 1, its end; of some together the root of
        the sum of squares; of a word the share of futures that have another word.
    share : Estimate or None
        Of a word, the share in which the claim holds among the members that have it.
    """

    held: tuple[Held, ...]
    size: float
    share: Estimate | None = None


def flips_of(
    ensemble: Ensemble,
    holds: Truths,
    asked: Truths | None = None,
    *,
    among: Collection[str] | None = None,
) -> tuple[Flip, ...]:
    """Give the changes that turn a claim's verdict, the smallest first.

    Parameters
    ----------
    ensemble : Ensemble
    holds : ndarray of bool, shape (members,)
        In which members the claim holds.
    asked : ndarray of bool, shape (members,), optional
        In which it is asked; in all unless given.
    among : collection of str, optional
        The parameters that may be held; all that are drawn unless given.

    Returns
    -------
    tuple of Flip
        One for each parameter that turns it by itself. Where none does, the smallest
        change of some together, if there is one of up to `TOGETHER`. Empty where there
        are fewer than 200 members.
    """
    rows = np.flatnonzero(asked if asked is not None else np.ones(len(holds), bool))
    rows = rows[:MOST]
    parameters = [
        item
        for item in uncertain(ensemble.model)
        if among is None or item.name in among
    ]
    if len(rows) < FEWEST or not parameters:
        return ()
    hits = holds[rows]
    verdict = bool(hits.mean() > 0.5)
    index = ensemble.model.parameter_index
    single: list[Flip] = []
    numbers: list[tuple[Parameter, Floats]] = []
    for item in parameters:
        column = ensemble.parameters[:, index[item.name]][rows]
        if item.words:
            single += _words(item, column, hits, verdict)
            continue
        numbers.append((item, column))
        flip = _one(item, column, hits, verdict)
        single += [flip] if flip is not None else []
    if single:
        return tuple(sorted(single, key=lambda flip: flip.size))
    together = _together(numbers, hits)
    return () if together is None else (together,)


def _places(column: Floats) -> Floats:
    """Give each member's place in the spread, from 0 to 1; equal values share one."""
    _, which, counts = np.unique(column, return_inverse=True, return_counts=True)
    middle = np.cumsum(counts) - counts / 2
    found: Floats = middle[which] / len(column)
    return found


def _words(
    parameter: Parameter, column: Floats, hits: Truths, verdict: bool
) -> list[Flip]:
    flips = []
    for word in np.unique(column).tolist():
        own = column == word
        share = share_estimate(int((hits & own).sum()), int(own.sum()))
        # A word that few members have must turn it by more than chance may.
        turns = share.high < 0.5 if verdict else share.low > 0.5
        if turns:
            held = Held(parameter.name, word, math.nan, upwards=False)
            flips.append(Flip((held,), 1 - float(own.mean()), share))
    return flips


def _one(
    parameter: Parameter, column: Floats, hits: Truths, verdict: bool
) -> Flip | None:
    place = _places(column)
    grid = np.linspace(0.02, 0.98, GRID)
    near, error = np.array([_near(place, hits, at, NEAR) for at in grid]).T
    found: tuple[float, bool] | None = None
    for at in range(GRID - 1):
        if (near[at] > 0.5) == (near[at + 1] > 0.5):
            continue
        upwards = bool((near[at + 1] > 0.5) != verdict)
        beyond = slice(at + 1, None) if upwards else slice(None, at + 1)
        sure = (near[beyond] - 0.5) * (-1 if verdict else 1) > SURE * error[beyond]
        if not sure.any():  # chance alone may have brought it here
            continue
        part = (0.5 - near[at]) / (near[at + 1] - near[at])
        where = float(grid[at] + part * (grid[at + 1] - grid[at]))
        if found is None or abs(where - 0.5) < abs(found[0] - 0.5):
            found = where, upwards
    if found is None:
        return None
    where, upwards = found
    where = _finer(place, hits, where)
    held = Held(parameter.name, float(np.quantile(column, where)), where, upwards)
    return Flip((held,), 2 * abs(where - 0.5))


def _finer(place: Floats, hits: Truths, where: float) -> float:
    """Look closer where the share turns so steeply that what is near is too wide."""
    width = NEAR
    while width > NARROWEST:
        grid = np.clip(np.linspace(where - width, where + width, 21), 0.0, 1.0)
        near = np.array([_near(place, hits, at, width)[0] for at in grid])
        if np.isnan(near).any() or abs(near[-1] - near[0]) < STEEP:
            break
        turns = np.flatnonzero((near[:-1] > 0.5) != (near[1:] > 0.5))
        if not len(turns):
            break
        at = turns[np.argmin(np.abs(grid[turns] - where))]
        part = (0.5 - near[at]) / (near[at + 1] - near[at])
        where = float(grid[at] + part * (grid[at + 1] - grid[at]))
        width /= 2
    return where


def _near(place: Floats, hits: Truths, at: float, width: float) -> tuple[float, float]:
    """Give the share near a place, and its standard error.

    A line is fitted with weights that fall with distance.

    References
    ----------
    Cleveland (1979), Robust locally weighted regression, with tricube weights.
    """
    apart = place - at
    weight = np.clip(1 - np.abs(apart / width) ** 3, 0, None) ** 3
    total = weight.sum()
    if total == 0:
        return math.nan, math.nan
    error = 0.5 * math.sqrt(float((weight**2).sum())) / float(total)
    mean, middle = (weight * apart).sum() / total, (weight * hits).sum() / total
    spread = (weight * (apart - mean) ** 2).sum()
    if spread <= 0:
        return float(middle), error
    slope = (weight * (apart - mean) * hits).sum() / spread
    return float(np.clip(middle - slope * mean, 0, 1)), error


def _together(numbers: list[tuple[Parameter, Floats]], hits: Truths) -> Flip | None:
    """Hold several together: the nearest point at which a fitted share is one half."""
    normal = NormalDist()
    scores = np.array(
        [[normal.inv_cdf(p) for p in _places(c).tolist()] for _, c in numbers]
    ).T
    alone = np.abs([_slopes(scores[:, [at]], hits)[1] for at in range(len(numbers))])
    order = np.argsort(-alone, kind="stable").tolist()
    furthest = normal.inv_cdf((1 + FAR) / 2)
    for count in range(2, min(TOGETHER, len(order)) + 1):
        chosen = order[:count]
        begin, *slopes = _slopes(scores[:, chosen], hits)
        steep = np.array(slopes)
        length = float((steep**2).sum())
        if length == 0:
            continue
        point = -begin * steep / length
        if np.abs(point).max() > furthest:
            continue
        held = []
        for at, score in zip(chosen, point.tolist(), strict=True):
            parameter, column = numbers[at]
            place = normal.cdf(score)
            value = float(np.quantile(column, place))
            held.append(Held(parameter.name, value, place, upwards=score > 0))
        size = math.sqrt(sum((2 * (one.place - 0.5)) ** 2 for one in held))
        return Flip(tuple(held), size)
    return None


def _slopes(scores: Floats, hits: Truths) -> list[float]:
    """Fit a logistic share by Newton's steps; a small penalty keeps it finite."""
    design = np.column_stack([np.ones(len(scores)), scores])
    target, fit = hits.astype(float), np.zeros(design.shape[1])
    ridge = 1e-3 * np.eye(design.shape[1])
    for _ in range(25):
        share = 1 / (1 + np.exp(-np.clip(design @ fit, -30, 30)))
        weight = share * (1 - share)
        step = np.linalg.solve(
            (design * weight[:, np.newaxis]).T @ design + ridge,
            design.T @ (target - share) - ridge @ fit,
        )
        fit = fit + step
        if np.abs(step).max() < 1e-10:
            break
    found: list[float] = fit.tolist()
    return found
