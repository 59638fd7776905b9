"""Claims put to the test: the share of members in which a sentence holds.

Never whether it is true. Each claim is tested at every horizon of the ledger, with
all counted arguments and on money alone where the two can differ: where they do, the
conclusion is about what counts, not about what happens.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.analysis.estimates import Estimate, share_estimate
from sim.analysis.ledger import MONEY, Books
from sim.analysis.terms import over_members
from sim.expressions import Tree
from sim.model import Claim, Model
from sim.results import Ensemble
from sim.texts import Text

__all__ = [
    "FEWEST",
    "HOLDS",
    "ClaimResult",
    "ClaimShare",
    "claim_results",
    "claim_truths",
    "holds_in",
]

HOLDS: tuple[tuple[float, str], ...] = (
    (0.05, "hardly any"),
    (0.35, "few"),
    (0.65, "about half"),
    (0.95, "most"),
    (1.0, "nearly all"),
)
"""Below which share a claim is said to hold in how many futures; printed with it."""

FEWEST = 30
"""Fewer members in which what a claim supposes holds, and no share of them is given."""


@dataclass(frozen=True, slots=True)
class ClaimShare:
    """A claim at one horizon.

    Attributes
    ----------
    horizon : float
        Days.
    counted : Estimate or None
        Share of members in which it holds, with all counted arguments, among those in
        which what it supposes does; None if those are fewer than `FEWEST`.
    money : Estimate or None
        The same on money alone; None too if the claim cannot tell the two apart.
    among : int
        The members of which it is a share.
    among_money : int
        The same on money alone.
    """

    horizon: float
    counted: Estimate | None
    money: Estimate | None
    among: int
    among_money: int


@dataclass(frozen=True, slots=True)
class ClaimResult:
    """A claim at each of the ledger's horizons."""

    name: str
    says: Text
    text: str
    shares: tuple[ClaimShare, ...]
    parameters_only: bool = False
    given: str = ""


def holds_in(share: float) -> str:
    """Say in how many futures a claim holds, by the rule of `HOLDS`.

    Examples
    --------
    >>> holds_in(0.7)
    'most'
    """
    for limit, word in HOLDS:
        if share < limit:
            return word
    return HOLDS[-1][1]


def claim_results(ensemble: Ensemble) -> tuple[ClaimResult, ...]:
    """Test every claim of the scenario on `ensemble`, in file order."""
    books = Books(ensemble)
    return tuple(_result(ensemble, books, claim) for claim in ensemble.model.claims)


def claim_truths(
    ensemble: Ensemble,
) -> dict[str, tuple[NDArray[np.bool_], NDArray[np.bool_]]]:
    """Say of each claim in which members it holds, and in which it may be asked.

    Returns
    -------
    dict of str to (ndarray of bool, ndarray of bool), each of shape (members,)
        At the last horizon, all counted; empty where the ledger has no horizon.
    """
    books, model = Books(ensemble), ensemble.model
    found = {}
    for claim in model.claims if model.horizons else ():
        given = claim.given[-1] if claim.given else None
        ask = _Question(ensemble, books, model.horizons[-1], claim.trees[-1], given)
        found[claim.name] = ask.truths()
    return found


def _result(ensemble: Ensemble, books: Books, claim: Claim) -> ClaimResult:
    shares = []
    for at, (horizon, tree) in enumerate(
        zip(ensemble.model.horizons, claim.trees, strict=True)
    ):
        given = claim.given[at] if claim.given else None
        ask = _Question(ensemble, books, horizon, tree, given)
        counted, among = ask.share()
        money, among_money = None, among
        if any(_counts_differ(ensemble.model, part) for part in (tree, given) if part):
            money, among_money = ask.share(money_only=True)
        shares.append(ClaimShare(horizon, counted, money, among, among_money))
    return ClaimResult(
        claim.name,
        claim.says,
        claim.text,
        tuple(shares),
        claim.parameters_only,
        claim.given_text,
    )


@dataclass(frozen=True, slots=True)
class _Question:
    """One claim at one horizon, and what it supposes."""

    ensemble: Ensemble
    books: Books
    horizon: float
    tree: Tree
    given: Tree | None

    def share(self, *, money_only: bool = False) -> tuple[Estimate | None, int]:
        """Give the share among the members where it may be asked, and their number."""
        holds = self._true(self.tree, money_only=money_only)
        if self.given is None:
            return share_estimate(int(holds.sum()), len(holds)), len(holds)
        asked = self._true(self.given, money_only=money_only)
        among = int(asked.sum())
        if among < FEWEST:
            return None, among
        return share_estimate(int((holds & asked).sum()), among), among

    def truths(self) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Give in which members it holds, and in which it may be asked."""
        holds = self._true(self.tree, money_only=False)
        if self.given is None:
            return holds, np.ones_like(holds)
        return holds, self._true(self.given, money_only=False)

    def _true(self, tree: Tree, *, money_only: bool) -> NDArray[np.bool_]:
        found: NDArray[np.bool_] = (
            over_members(
                self.ensemble,
                tree,
                sums=lambda node: self.books.answer(
                    node, self.horizon, money_only=money_only
                ),
            )
            != 0
        )
        return found


def _counts_differ(model: Model, tree: Tree) -> bool:
    """Whether a tree reads a sum that holds more than money."""
    return any(
        node.op in ("net", "gain", "loss")
        and any(
            argument.counted
            and argument.actor == node.name
            and argument.account != MONEY
            and node.op in ("net", argument.side)
            for argument in model.arguments
        )
        for node in tree.walk()
    )
