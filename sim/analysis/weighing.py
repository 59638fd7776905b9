"""Another common scale: prices set from outside, and the verdict at many scales.

Amounts are kept before they are weighed, so a scale is turned without a new run.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sim.analysis.estimates import Estimate
from sim.analysis.ledger import MONEY
from sim.analysis.levers import Lever, Turned, levers_of
from sim.errors import UsageError, suggest
from sim.expressions import Tree
from sim.model import Argument, Claim, Expression, Model
from sim.results import Ensemble

__all__ = ["SCALES", "Scaled", "reweighed", "scales_of"]

SCALES = (0.0, 0.25, 0.5, 1.0, 2.0, 4.0)
"""All prices of what is not money are turned so many times."""


@dataclass(frozen=True, slots=True)
class Scaled:
    """A claim with every price of what is not money turned by one factor.

    Attributes
    ----------
    factor : float
        0 is money alone.
    shares : tuple of Estimate
        At each horizon.
    """

    factor: float
    shares: tuple[Estimate, ...]


def reweighed(ensemble: Ensemble, weights: Mapping[str, str]) -> Ensemble:
    """Give the same members on another scale.

    Parameters
    ----------
    ensemble : Ensemble
    weights : mapping of str to str
        By argument, its price in the ledger's unit for one of its own, the same in
        every member; or by argument or account, how many times its price is to be,
        written ``x2``.

    Raises
    ------
    UsageError
        If there is no such argument or account, or the number is none.

    Examples
    --------
    >>> from sim.study import load
    >>> run = load("hello").run(members=10)
    >>> reweighed(run.ensemble, {}) is run.ensemble
    True
    """
    model = ensemble.model
    for name, text in weights.items():
        model = _with_weight(model, name, text.strip())
    return ensemble if model is ensemble.model else replace(ensemble, model=model)


def _with_weight(model: Model, name: str, text: str) -> Model:
    names = [argument.name for argument in model.arguments]
    accounts = list(dict.fromkeys(argument.account for argument in model.arguments))
    if name not in (*names, *accounts):
        known = [*names, *accounts]
        raise UsageError(f"no argument or account {name!r}; {suggest(name, known)}")
    times = text[:1] in ("x", "×")
    number = _number(name, text[1:] if times else text)
    if not times and name not in names:
        raise UsageError(
            f"expected how many times the prices of the account {name!r} are to be, "
            f"such as {name}=x2, got {text!r}"
        )
    changed: list[Argument] = []
    for argument in model.arguments:
        if name not in (argument.name, argument.account):
            changed.append(argument)
            continue
        if not times and argument.unit == model.unit:
            raise UsageError(
                f"{name!r} is in {model.unit} and has no price; expected how many "
                f"times it is to count, such as {name}=x2"
            )
        changed.append(_priced(argument, number, times=times))
    return replace(model, arguments=tuple(changed))


def _priced(argument: Argument, number: float, *, times: bool) -> Argument:
    told = Tree("number", number=number)
    if not times:
        return replace(argument, weight=Expression(told, f"{number:g}"), counted=True)
    if not argument.counted:
        return argument  # no price, however many times
    if argument.weight is None:
        return replace(argument, weight=Expression(told, f"{number:g}"))
    tree = Tree("mul", (argument.weight.tree, told))
    text = f"({argument.weight.text}) * {number:g}"
    return replace(argument, weight=Expression(tree, text))


def _number(name: str, text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise UsageError(
            f"expected a number or how many times, such as {name}=200 or {name}=x2, "
            f"got {text!r}"
        )
    return number


def scales_of(
    ensemble: Ensemble, claim: Claim, *, places: Sequence[int] = ()
) -> tuple[Scaled, ...]:
    """Give a claim's share with all prices of what is not money turned together.

    At the horizons in these places; at all of them unless given. Empty if it reads no
    sum, or counts nothing but money.
    """
    model = ensemble.model
    counted = sorted(
        {
            at
            for lever in levers_of(model, claim)
            for at in lever.places
            if model.arguments[at].account != MONEY
        }
    )
    if not counted:
        return ()
    first = model.arguments[counted[0]]
    lever = Lever("account", "", first.actor, "", "", tuple(counted))
    shares: list[list[Estimate]] = [[] for _ in SCALES]
    for at in places or range(len(model.horizons)):
        turned = Turned(ensemble, claim, at)
        parts = turned.parts(lever)
        for column, factor in zip(shares, SCALES, strict=True):
            column.append(turned.share(factor, parts))
    return tuple(
        Scaled(factor, tuple(column))
        for factor, column in zip(SCALES, shares, strict=True)
    )
