"""Draws of the uncertain parameters, for many members at once.

One draw of all parameters is a case. Engines draw their own members' cases by the
emitted rules; this gives the same numbers, to the bit, without running anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim import distributions
from sim.expressions import evaluate
from sim.model import Draw, Model
from sim.streams import uniform_arrays
from sim.streams.lanes import array_form

__all__ = ["cases_at", "draw_cases", "quantiles_of"]

_NAMES = {"Z90": distributions.Z90}


@cache
def _quantile(kind: str) -> Callable[..., Any]:
    """Give the quantile function of a distribution over arrays, once it is needed."""
    return array_form(getattr(distributions, f"{kind}_quantile"), names=_NAMES)


def draw_cases(
    model: Model, *, seed: int, members: Sequence[int] | range
) -> NDArray[np.float64]:
    """Give the cases of these members.

    Parameters
    ----------
    model : Model
    seed : int
    members : sequence of int
        Their addresses.

    Returns
    -------
    ndarray, shape (members, parameters)
        In the model's order; of a parameter of words, the place of its word.
    """
    addresses = np.asarray(members, dtype=np.uint64)
    uniforms = {}
    for parameter in model.parameters:
        if parameter.draw is not None:
            stream = f"parameter {parameter.name}"
            u, _ = uniform_arrays(seed, stream, draw=0, members=addresses)
            uniforms[parameter.name] = u
    return cases_at(model, uniforms, count=len(addresses))


def cases_at(
    model: Model, uniforms: Mapping[str, NDArray[np.float64]], *, count: int
) -> NDArray[np.float64]:
    """Give the cases that some uniforms stand for.

    Parameters
    ----------
    model : Model
    uniforms : mapping of str to ndarray, shape (count,)
        By parameter, from 0 to 1: its distribution is a quantile function. A parameter
        that is not named has its central value.
    count : int
        How many cases.

    Returns
    -------
    ndarray, shape (count, parameters)
    """
    cases = np.empty((count, len(model.parameters)))
    known: dict[str, NDArray[np.float64]] = {}
    for column, parameter in enumerate(model.parameters):
        if parameter.draw is None or parameter.name not in uniforms:
            cases[:, column] = evaluate(parameter.value.tree, known)
        else:
            u = uniforms[parameter.name]
            cases[:, column] = _values(parameter.draw, u, known)
        known[f"parameter {parameter.name}"] = cases[:, column]
    return cases


def quantiles_of(model: Model, draw: Draw, shares: Sequence[float]) -> list[float]:
    """Give quantiles of one of the model's distributions in its central case.

    Parameters
    ----------
    model : Model
    draw : Draw
        One whose numbers read parameters only.
    shares : sequence of float
        From 0 to 1.
    """
    case = cases_at(model, {}, count=1)[0]
    known = {
        f"parameter {parameter.name}": case[at : at + 1]
        for at, parameter in enumerate(model.parameters)
    }
    found = np.broadcast_to(_values(draw, np.array(shares), known), (len(shares),))
    return [float(value) for value in found]


def _values(
    draw: Draw, u: NDArray[np.float64], known: dict[str, NDArray[np.float64]]
) -> NDArray[np.float64]:
    numbers = [np.asarray(evaluate(item.tree, known)) for item in draw.numbers]
    if draw.kind == "fixed":
        return np.broadcast_to(numbers[0], u.shape)
    if draw.kind == "quantiles":
        return _segments(u, draw.shares, numbers)
    if draw.kind == "choice":
        weights = [np.asarray(evaluate(item.tree, known)) for item in draw.weights]
        return _chosen(u, weights, numbers)
    quantiles: NDArray[np.float64] = _quantile(draw.kind)(u, *numbers)
    return quantiles


def _segments(
    u: NDArray[np.float64],
    shares: Sequence[float],
    values: Sequence[NDArray[np.float64]],
) -> NDArray[np.float64]:
    whole = np.broadcast_to(values[-1], u.shape)
    for at in reversed(range(len(values) - 1)):
        x0, p0 = values[at], shares[at]
        slope = (values[at + 1] - x0) / (shares[at + 1] - p0)
        whole = np.where(u < shares[at + 1], x0 + slope * (u - p0), whole)
    return whole


def _chosen(
    u: NDArray[np.float64],
    weights: Sequence[NDArray[np.float64]],
    values: Sequence[NDArray[np.float64]],
) -> NDArray[np.float64]:
    total = weights[0]
    for weight in weights[1:]:
        total = total + weight
    running, sums = np.zeros(()), []
    for weight in weights[:-1]:
        with np.errstate(all="ignore"):  # the engine tells of weights that are no good
            running = running + weight / total
        sums.append(running)
    whole = np.broadcast_to(values[-1], u.shape)
    for value, share in reversed(list(zip(values[:-1], sums, strict=True))):
        whole = np.where(u < share, value, whole)
    return whole
