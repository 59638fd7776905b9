"""Claims put to the test: the share of members in which a sentence holds.

Never whether it is true. Each claim is tested at every horizon of the ledger, with
all counted arguments and on money alone where the two can differ: where they do, the
conclusion is about what counts, not about what happens.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.analysis.estimates import Estimate, share_estimate
from sim.analysis.ledger import MONEY, Books
from sim.analysis.terms import over_members
from sim.expressions import Tree
from sim.model import Claim, Model
from sim.results import Ensemble
from sim.texts import Text

__all__ = ["HOLDS", "ClaimResult", "ClaimShare", "claim_results", "holds_in"]

HOLDS: tuple[tuple[float, str], ...] = (
    (0.05, "hardly any"),
    (0.35, "few"),
    (0.65, "about half"),
    (0.95, "most"),
    (1.0, "nearly all"),
)
"""Below which share a claim is said to hold in how many futures; printed with it."""


@dataclass(frozen=True, slots=True)
class ClaimShare:
    """A claim at one horizon.

    Attributes
    ----------
    horizon : float
        Days.
    counted : Estimate
        Share of members in which it holds, with all counted arguments.
    money : Estimate or None
        The same on money alone; None if the claim cannot tell the two apart.
    """

    horizon: float
    counted: Estimate
    money: Estimate | None


@dataclass(frozen=True, slots=True)
class ClaimResult:
    """A claim at each of the ledger's horizons."""

    name: str
    says: Text
    text: str
    shares: tuple[ClaimShare, ...]
    parameters_only: bool = False


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


def _result(ensemble: Ensemble, books: Books, claim: Claim) -> ClaimResult:
    shares = []
    for horizon, tree in zip(ensemble.model.horizons, claim.trees, strict=True):
        money = None
        if _counts_differ(ensemble.model, tree):
            money = _share(ensemble, books, tree, horizon, money_only=True)
        shares.append(
            ClaimShare(horizon, _share(ensemble, books, tree, horizon), money)
        )
    return ClaimResult(
        claim.name, claim.says, claim.text, tuple(shares), claim.parameters_only
    )


def _share(
    ensemble: Ensemble,
    books: Books,
    tree: Tree,
    horizon: float,
    *,
    money_only: bool = False,
) -> Estimate:
    holds = over_members(
        ensemble,
        tree,
        sums=lambda node: books.answer(node, horizon, money_only=money_only),
    )
    return share_estimate(int((holds != 0).sum()), len(ensemble))


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
