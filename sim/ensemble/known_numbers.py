"""Calls whose numbers the rules hold: what can be worked out of them is, once.

A lag of 10 days whose 90 % point is 20 asks for two logarithms at each draw, and a sum
that nothing discounts for an exponential of 0. Both engines that run many members call
shorter functions in their place, which come to the same bits. Those are restricted
Python, as `sim.motion` is.
"""

from __future__ import annotations

import ast
from collections.abc import MutableSequence

from sim.distributions import Z90
from sim.streams import exp, log, normal_quantile

__all__ = [
    "accrue_undiscounted",
    "amount_undiscounted",
    "lognormal_at",
    "with_known_numbers",
]

Floats = MutableSequence[float]

_UNDISCOUNTED = {"accrue": 2, "amount_now": 1}
"""Which argument of a function is its discount rate."""


def lognormal_at(u: float, middle: float, slope: float) -> float:
    """Give what `lognormal_quantile` gives, by the logarithm and how it rises."""
    return exp(middle + slope * normal_quantile(u))


def amount_undiscounted(block: int, t: float, S: Floats) -> float:  # noqa: N803
    """Give what `amount_now` gives at a rate of 0."""
    return S[block] + S[block + 1] * S[block + 3] * (t - S[block + 2])


def accrue_undiscounted(flow: float, block: int, t: float, S: Floats) -> None:  # noqa: N803
    """Do what `accrue` does at a rate of 0."""
    if flow != S[block + 1]:
        S[block] = amount_undiscounted(block, t, S)
        S[block + 1] = flow
        S[block + 2] = t
        S[block + 3] = 1.0


def with_known_numbers(tree: ast.Module) -> ast.Module:
    """Give rules with shorter calls where a call holds its numbers.

    Examples
    --------
    >>> tree = ast.parse("x = lognormal_quantile(u, 1.0, 1.0)")
    >>> print(ast.unparse(with_known_numbers(tree)))
    x = lognormal_at(u, 0.0, 0.0)
    """
    written: ast.Module = _Known().visit(tree)
    return written


class _Known(ast.NodeTransformer):
    def visit_Call(self, node: ast.Call) -> ast.Call:
        self.generic_visit(node)
        match node:
            case ast.Call(
                func=ast.Name(id=name), args=[*before, ast.Constant(value=0.0), t, s]
            ) if _UNDISCOUNTED.get(name) == len(before):
                word = name.removesuffix("_now") + "_undiscounted"
                return _call(word, *before, t, s)
            case ast.Call(
                func=ast.Name(id="lognormal_quantile"),
                args=[
                    u,
                    ast.Constant(value=float(median)),
                    ast.Constant(value=float(p90)),
                ],
            ):
                middle = log(median)
                slope = (log(p90) - middle) / Z90
                texts = (ast.parse(repr(x), mode="eval").body for x in (middle, slope))
                return _call("lognormal_at", u, *texts)
        return node


def _call(name: str, *terms: ast.expr) -> ast.Call:
    return ast.Call(ast.Name(name, ast.Load()), list(terms), [])
