"""The mean over parameters that are not known: sums at well-chosen cases.

A parameter's distribution is its quantile function, so a mean over it is an integral
over a uniform from 0 to 1. It is cut where the function has a corner, and each piece
is summed by Gauss's rule after a change of variable that flattens both ends, where
quantile functions are steep.

References
----------
Davis and Rabinowitz (1984), Methods of Numerical Integration, section 2.9.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sim.cases import cases_at
from sim.expressions import Tree, evaluate
from sim.model import Model, Parameter

__all__ = ["weighted_cases"]


def weighted_cases(
    model: Model, free: tuple[str, ...], *, points: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give cases and weights that sum up the spread of some parameters.

    Parameters
    ----------
    model : Model
    free : tuple of str
        Parameters with a spread; all others stand at their central value.
    points : int
        In each piece of each parameter's spread.

    Returns
    -------
    cases : ndarray, shape (cases, parameters)
    weights : ndarray, shape (cases,)
        They sum to 1.
    """
    parameters = [item for item in model.parameters if item.name in free]
    sides = [_points(parameter, points) for parameter in parameters]
    weights = np.ones(1)
    uniforms: list[NDArray[np.float64]] = []
    for nodes, shares in sides:
        uniforms = [np.repeat(u, len(nodes)) for u in uniforms]
        uniforms.append(np.tile(nodes, len(weights)))
        weights = np.outer(weights, shares).ravel()
    named = {item.name: u for item, u in zip(parameters, uniforms, strict=True)}
    return cases_at(model, named, count=len(weights)), weights


def _points(
    parameter: Parameter, points: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    breaks, steps = _breaks(parameter)
    nodes, shares = [], []
    for low, high in pairwise((0.0, *breaks, 1.0)):
        if high <= low:
            continue
        if steps:
            nodes.append(np.array([(low + high) / 2]))
            shares.append(np.array([high - low]))
            continue
        x, w = np.polynomial.legendre.leggauss(points)
        s = (x + 1) / 2
        nodes.append(low + (high - low) * s * s * (3 - 2 * s))
        shares.append((high - low) * w / 2 * 6 * s * (1 - s))
    return np.concatenate(nodes), np.concatenate(shares)


def _breaks(parameter: Parameter) -> tuple[list[float], bool]:
    """Say where a quantile function has corners, and whether it is one of steps."""
    draw = parameter.draw
    assert draw is not None
    if draw.kind == "quantiles":
        return [share for share in draw.shares if 0 < share < 1], False
    if draw.kind == "choice":
        weights = [_plain(item.tree) for item in draw.weights]
        known = [weight for weight in weights if weight is not None]
        if len(known) < len(weights):
            return [], False
        return (np.cumsum(known) / sum(known)).tolist()[:-1], True
    if draw.kind == "triangular":
        numbers = [_plain(item.tree) for item in draw.numbers]
        low, mode, high = (np.nan if x is None else x for x in numbers)
        share = (mode - low) / (high - low) if high > low else 0.0
        return ([float(share)] if 0 < share < 1 else []), False
    return [], False


def _plain(tree: Tree) -> float | None:
    """Give the value of a tree that reads no parameter."""
    if any(part.op == "parameter" for part in tree.walk()):
        return None
    return float(evaluate(tree, {}))
