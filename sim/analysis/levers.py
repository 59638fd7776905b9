"""One claim at one horizon whose sums can be turned: an argument, an account, a price.

A lever is a part of the ledger that a claim reads. Turned by a factor, all its amounts
are so many times as large: 0 takes it out, 1 leaves it. Nothing is run again, since
amounts are kept before they are weighed and nothing reads them while running.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sim.analysis.estimates import Estimate, share_estimate
from sim.analysis.ledger import MONEY
from sim.analysis.terms import over_members
from sim.expressions import Tree
from sim.model import Argument, Claim, Model
from sim.results import Ensemble

__all__ = ["Lever", "Turned", "levers_of", "reads_sums"]

SUMS = ("net", "gain", "loss")
Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Lever:
    """Some arguments of one actor that are turned together.

    Attributes
    ----------
    kind : {"argument", "account", "price"}
        A price is that of one unit which is not the ledger's: its lever counts amounts
        in that unit, so that its factor is the price itself.
    name : str
        Of the argument, the account or the unit.
    actor : str
    side : str
        ``gain`` or ``loss``; empty if there are both.
    account : str
    places : tuple of int
        Which of the model's arguments.
    """

    kind: str
    name: str
    actor: str
    side: str
    account: str
    places: tuple[int, ...]


def reads_sums(claim: Claim) -> bool:
    """Whether a claim reads the ledger at all, at any horizon."""
    return any(
        node.op in (*SUMS, "amount")
        for tree in (*claim.trees, *claim.given)
        for node in tree.walk()
    )


def levers_of(model: Model, claim: Claim) -> tuple[Lever, ...]:
    """Give every account, argument and price that a claim's sums count.

    In the order of the file; an account of a single argument is left to the argument.
    """
    read = _read(model, claim)
    levers: list[Lever] = []
    actors = dict.fromkeys(model.arguments[at].actor for at in read)
    for actor in actors:
        own = [at for at in read if model.arguments[at].actor == actor]
        accounts = dict.fromkeys(model.arguments[at].account for at in own)
        for account in sorted(accounts, key=lambda name: name != MONEY):
            on = [at for at in own if model.arguments[at].account == account]
            if len(on) > 1:
                levers.append(_lever("account", account, model, on))
            levers += [
                _lever("argument", model.arguments[at].name, model, [at]) for at in on
            ]
            levers += _prices(model, on)
    return tuple(levers)


def _prices(model: Model, on: list[int]) -> list[Lever]:
    """Give the prices of one account: those who share a weight share a price."""
    kinds: dict[tuple[str, str], list[int]] = {}
    for at in on:
        argument = model.arguments[at]
        if argument.unit != model.unit:
            weight = argument.weight.text if argument.weight else ""
            kinds.setdefault((argument.unit, weight), []).append(at)
    return [_lever("price", unit, model, at) for (unit, _), at in kinds.items()]


def _read(model: Model, claim: Claim) -> list[int]:
    """Give the places of the arguments that a claim's sums count."""
    nodes = [node for tree in (*claim.trees, *claim.given) for node in tree.walk()]

    def read(argument: Argument) -> bool:
        return any(
            (node.op in SUMS and _counts(node, argument))
            or (node.op == "amount" and node.name == argument.name)
            for node in nodes
        )

    return [at for at, argument in enumerate(model.arguments) if read(argument)]


def _counts(node: Tree, argument: Argument) -> bool:
    """Whether a ``net``, ``gain`` or ``loss`` holds an argument."""
    return (
        argument.counted
        and argument.actor == node.name
        and node.op in ("net", argument.side)
    )


def _lever(kind: str, name: str, model: Model, places: list[int]) -> Lever:
    arguments = [model.arguments[at] for at in places]
    sides = {argument.side for argument in arguments}
    side = sides.pop() if len(sides) == 1 else ""
    first = arguments[0]
    return Lever(kind, name, first.actor, side, first.account, tuple(places))


class Turned:
    """One claim at one horizon, asked again with its sums turned.

    Parameters
    ----------
    ensemble : Ensemble
    claim : Claim
        Of its model.
    at : int
        Which of the ledger's horizons.
    money_only : bool, default False
        Whether sums are of the money account alone.

    Notes
    -----
    Holds one column of numbers for each sum that the claim reads, and one more for the
    lever that is turned: memory does not grow with the number of arguments.
    """

    def __init__(
        self, ensemble: Ensemble, claim: Claim, at: int, *, money_only: bool = False
    ) -> None:
        self.ensemble = ensemble
        self.horizon = ensemble.model.horizons[at]
        self.tree = claim.trees[at]
        self.given = claim.given[at] if claim.given else None
        self.money_only = money_only

    @cached_property
    def _sums(self) -> dict[Tree, Floats]:
        """Each sum that is read, as the run has it."""
        trees = (self.tree, *([self.given] if self.given is not None else []))
        nodes = {n for tree in trees for n in tree.walk() if n.op in (*SUMS, "amount")}
        return {node: self.part(node, None) for node in nodes}

    def part(self, node: Tree, lever: Lever | None) -> Floats:
        """Give what a lever adds to one sum; all of that sum without a lever.

        Shape ``(members,)``.
        """
        model = self.ensemble.model
        total = np.zeros(len(self.ensemble))
        for at, argument in enumerate(model.arguments):
            if lever is not None and at not in lever.places:
                continue
            if node.op == "amount":
                if argument.name == node.name:
                    total = total + self._column(at, node)
                continue
            if not _counts(node, argument):
                continue
            if self.money_only and argument.account != MONEY:
                continue
            column = self._column(at, node)
            plain = lever is not None and lever.kind == "price"
            if argument.weight is not None and not plain:
                column = column * over_members(self.ensemble, argument.weight.tree)
            positive = argument.side == "gain" or node.op == "loss"
            total = total + column if positive else total - column
        return total

    def _column(self, at: int, node: Tree) -> Floats:
        model = self.ensemble.model
        day = self.horizon if np.isnan(node.number) else node.number
        column: Floats = self.ensemble.amounts[:, model.horizons.index(day), at]
        return column

    def parts(self, lever: Lever) -> dict[Tree, tuple[Floats, Floats]]:
        """Give for each sum what stays and what the lever adds at factor 1."""
        found = {}
        for node, whole in self._sums.items():
            counted = self.part(node, _weighed(lever))
            added = self.part(node, lever) if lever.kind == "price" else counted
            found[node] = (whole - counted, added)
        return found

    def truths(
        self,
        factor: float = 1.0,
        parts: dict[Tree, tuple[Floats, Floats]] | None = None,
    ) -> tuple[Truths, Truths | None]:
        """Say in which members the claim holds, and in which it is asked.

        Parameters
        ----------
        factor : float, default 1
            By which a lever is turned.
        parts : dict, optional
            As `parts` gives them for that lever; nothing is turned unless given.

        Returns
        -------
        holds : ndarray of bool, shape (members,)
        asked : ndarray of bool or None
            None if it is asked in all of them.
        """

        def sums(node: Tree) -> Floats:
            if parts is None:
                return self._sums[node]
            stays, added = parts[node]
            return stays + factor * added

        holds = over_members(self.ensemble, self.tree, sums=sums) != 0
        if self.given is None:
            return holds, None
        return holds, over_members(self.ensemble, self.given, sums=sums) != 0

    def share(
        self,
        factor: float = 1.0,
        parts: dict[Tree, tuple[Floats, Floats]] | None = None,
    ) -> Estimate:
        """Give the share of the members in which it is asked that it holds in."""
        holds, asked = self.truths(factor, parts)
        if asked is None:
            return share_estimate(int(holds.sum()), len(holds))
        return share_estimate(int((holds & asked).sum()), int(asked.sum()))


def _weighed(lever: Lever) -> Lever:
    """Give a price's lever as one that counts weighed amounts."""
    if lever.kind != "price":
        return lever
    return Lever("unit", lever.name, lever.actor, lever.side, lever.account,
                 lever.places)  # fmt: skip
