"""Break-even prices: what a thing that is not money must be worth for a claim to hold.

A claim about an actor's net says one thing on money alone and may say another with all
counted, since what is not money has a price, and the price is a guess. Amounts are kept
before their prices. So each price can be turned, member by member, until the claim
changes its verdict; no run is needed for it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.analysis.estimates import Estimate, Spread, share_estimate, spread_of
from sim.analysis.ledger import MONEY, Books
from sim.analysis.terms import over_members
from sim.expressions import Tree
from sim.model import Argument, Claim, Model
from sim.results import Ensemble

__all__ = ["Price", "TurningPrice", "prices_of", "turning_prices"]

SUMS = frozenset({"net", "gain", "loss"})
Numbers = NDArray[np.float64]
ROUNDING = 1e-11


@dataclass(frozen=True, slots=True)
class Price:
    """What one unit of something that is not money is worth.

    Attributes
    ----------
    actor, account, side : str
    unit : str
        Of what is priced.
    arguments : tuple of str
        Those whose amounts this price turns into the ledger's unit, in file order.
    """

    actor: str
    account: str
    side: str
    unit: str
    arguments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TurningPrice:
    """The price at which a claim turns, at one horizon.

    Attributes
    ----------
    claim : str
    horizon : float
        Days.
    price : Price
    beside : str
        What else is counted: ``money``, nothing but money; ``all``, everything else at
        the price that each member draws.
    way : str
        ``least``: the claim holds from the price on; ``most``: up to it.
    needed : Spread
        In ledger units per own unit. Of ``least``, 0 where it holds without and
        infinite where no price would do; of ``most``, infinite where it holds at any.
    none : Estimate
        The share of members in which no price would do.
    free : Estimate
        The share in which it holds whatever the price: of ``least``, even at 0.
    """

    claim: str
    horizon: float
    price: Price
    beside: str
    way: str
    needed: Spread
    none: Estimate
    free: Estimate


def prices_of(model: Model, actor: str) -> tuple[Price, ...]:
    """Give the prices in an actor's ledger: arguments that share one are together."""
    groups: dict[tuple[str, str, str, str], list[str]] = {}
    for argument in model.arguments:
        if argument.actor == actor and _priced(argument):
            assert argument.weight is not None
            key = (argument.account, argument.side, argument.unit, argument.weight.text)
            groups.setdefault(key, []).append(argument.name)
    return tuple(
        Price(actor, account, side, unit, tuple(names))
        for (account, side, unit, _), names in groups.items()
    )


def _priced(argument: Argument) -> bool:
    return (
        argument.counted and argument.weight is not None and argument.account != MONEY
    )


def turning_prices(ensemble: Ensemble) -> tuple[TurningPrice, ...]:
    """Give the break-even prices of every claim that turns on one.

    Those are claims that compare nets, gains or losses, alone or together with
    conditions that no price changes; others have none here.

    Returns
    -------
    tuple of TurningPrice
        By claim, then price, then what else is counted, then horizon.
    """
    model = ensemble.model
    books = Books(ensemble)
    found: list[tuple[tuple[int, int, int, int], TurningPrice]] = []
    for at, horizon in enumerate(model.horizons):
        for number, claim in enumerate(model.claims):
            asked = _asked(claim, at)
            if asked is None:
                continue
            for place, price in enumerate(_prices(model, asked.turns)):
                for rank, beside in enumerate(("money", "all")):
                    turned = _Turned(ensemble, books, horizon, price, beside)
                    key = (number, place, rank, at)
                    found.append((key, turned.turning_price(claim.name, asked)))
    return tuple(one for _, one in sorted(found, key=lambda item: item[0]))


# ---- which claims turn on a price


@dataclass(frozen=True, slots=True)
class _Asked:
    """A comparison of sums, the conditions beside it, and what it supposes."""

    turns: Tree
    conditions: tuple[Tree, ...]
    given: Tree | None


def _asked(claim: Claim, at: int) -> _Asked | None:
    """Take a claim apart; None if no single price can be said to turn it."""
    given = claim.given[at] if claim.given else None
    parts = list(_conjuncts(claim.trees[at]))
    turning = [part for part in parts if _reads_sums(part)]
    if len(turning) != 1 or (given is not None and _reads_sums(given)):
        return None
    (turns,) = turning
    if turns.op != "compare" or turns.name not in ("<", "<=", ">", ">="):
        return None
    if not all(_linear(part) for part in turns.parts):
        return None
    rest = tuple(part for part in parts if part is not turns)
    return _Asked(turns, rest, given)


def _conjuncts(tree: Tree) -> Iterator[Tree]:
    if tree.op != "and":
        yield tree
        return
    for part in tree.parts:
        yield from _conjuncts(part)


def _reads_sums(tree: Tree) -> bool:
    return any(node.op in SUMS for node in tree.walk())


def _linear(tree: Tree) -> bool:
    """Whether a tree is linear in the sums it reads."""
    if not _reads_sums(tree) or tree.op in SUMS:
        return True
    if tree.op in ("add", "sub", "neg"):
        return all(_linear(part) for part in tree.parts)
    if tree.op == "mul":
        reading = [part for part in tree.parts if _reads_sums(part)]
        return len(reading) == 1 and _linear(reading[0])
    if tree.op == "div":
        return not _reads_sums(tree.parts[1]) and _linear(tree.parts[0])
    return False


def _prices(model: Model, tree: Tree) -> Iterator[Price]:
    """Give the prices that bear on a comparison, actor by actor."""
    actors = dict.fromkeys(node.name for node in tree.walk() if node.op in SUMS)
    for actor in actors:
        for price in prices_of(model, actor):
            if any(
                node.name == actor and node.op in ("net", price.side)
                for node in tree.walk()
            ):
                yield price


# ---- where it turns


@dataclass(frozen=True, slots=True)
class _Turned:
    """One price turned at one horizon, all else as it is."""

    ensemble: Ensemble
    books: Books
    horizon: float
    price: Price
    beside: str

    def turning_price(self, claim: str, asked: _Asked) -> TurningPrice:
        """Find the price of every member, and say how it is spread."""
        level, slope = self._line(asked.turns)
        possible = self._all(asked.conditions)
        if asked.given is not None:
            among = self._true(asked.given)
            level, slope, possible = level[among], slope[among], possible[among]
        strict = asked.turns.name in ("<", ">")
        holds = level > 0 if strict else level >= 0
        way = "most" if (slope < 0).sum() > (slope > 0).sum() else "least"
        with np.errstate(divide="ignore", invalid="ignore"):
            turn = np.where(slope != 0, np.maximum(-level / slope, 0.0), math.inf)
        if way == "least":
            free = holds & possible
            none = ~possible | (~holds & (slope <= 0))
            needed = np.where(none, math.inf, np.where(holds, 0.0, turn))
        else:
            free = holds & possible & (slope >= 0)
            none = ~possible | (~holds & (slope <= 0))
            needed = np.where(none, 0.0, np.where(free, math.inf, turn))
        count = len(level)
        return TurningPrice(
            claim,
            self.horizon,
            self.price,
            self.beside,
            way,
            spread_of(needed),
            share_estimate(int(none.sum()), count),
            share_estimate(int(free.sum()), count),
        )

    def _line(self, tree: Tree) -> tuple[Numbers, Numbers]:
        """Give a comparison as a line in the price: above 0 it holds."""
        size = np.zeros(len(self.ensemble))
        at_none = self._difference(tree, 0.0, size)
        slope = self._difference(tree, 1.0, size) - at_none
        # What sums cancel but for rounding is nothing.
        at_none[np.abs(at_none) <= ROUNDING * size] = 0.0
        slope[np.abs(slope) <= ROUNDING * size] = 0.0
        if tree.name in ("<", "<="):
            return -at_none, -slope
        return at_none, slope

    def _difference(self, tree: Tree, price: float, size: Numbers) -> Numbers:
        """Give left less right at one price; add to `size` how large its parts are."""
        left, right = tree.parts
        whole = Tree("sub", (left, right))

        def sums(node: Tree) -> Numbers:
            base = self.books.answer(
                node, self.horizon, money_only=self.beside == "money"
            )
            np.add(size, np.abs(base), out=size)
            if node.name != self.price.actor or node.op not in ("net", self.price.side):
                return base
            day = self.horizon if math.isnan(node.number) else node.number
            sign = -1.0 if node.op == "net" and self.price.side == "loss" else 1.0
            change = np.zeros(len(self.ensemble))
            for name in self.price.arguments:
                change += price * self.books.amount(name, day)
                if self.beside == "all":
                    change -= self.books.weighted(name, day)
            np.add(size, np.abs(change), out=size)
            return base + sign * change

        return over_members(self.ensemble, whole, sums=sums)

    def _all(self, conditions: tuple[Tree, ...]) -> NDArray[np.bool_]:
        holds = np.ones(len(self.ensemble), dtype=bool)
        for condition in conditions:
            holds &= self._true(condition)
        return holds

    def _true(self, tree: Tree) -> NDArray[np.bool_]:
        found: NDArray[np.bool_] = (
            over_members(
                self.ensemble,
                tree,
                sums=lambda node: self.books.answer(node, self.horizon),
            )
            != 0
        )
        return found
