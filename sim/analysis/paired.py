"""Plans side by side on one luck: how far each actor's nets differ, member by member.

Of an actor whose net means something only as a difference between plans this is the one
place where it is told. Plans stand in the order given, and none is ranked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.analysis.estimates import Estimate, Spread, share_estimate, spread_of
from sim.analysis.ledger import MONEY, Books
from sim.errors import ResultError
from sim.results import Ensemble

__all__ = ["Nets", "PairedNet", "nets_of", "paired_nets"]


@dataclass(frozen=True, eq=False)
class Nets:
    """The nets of one run by one horizon, member by member.

    Attributes
    ----------
    seed : int
    members : ndarray of int, shape (members,)
    horizon : float
        Days.
    values : mapping from (str, str) to ndarray, shape (members,)
        By actor and account; the account of all counted arguments is empty.
    """

    seed: int
    members: NDArray[np.int64]
    horizon: float
    values: Mapping[tuple[str, str], NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class PairedNet:
    """By how much one net differs between two plans.

    Attributes
    ----------
    actor, account : str
        The account of all counted arguments is empty.
    difference : Spread
        Of the second plan less the first, member by member, in the ledger's unit.
    changed : Estimate
        The share of members in which it differs at all.
    """

    actor: str
    account: str
    difference: Spread
    changed: Estimate


def nets_of(ensemble: Ensemble, *, horizon: float | None = None) -> Nets:
    """Give every actor's nets, account by account and with all counted.

    Parameters
    ----------
    horizon : float, optional
        Days, one of the ledger's horizons; the last one unless given.
    """
    model, books = ensemble.model, Books(ensemble)
    if not model.horizons:
        raise ResultError("there is no ledger: this run counts no argument")
    day = model.horizons[-1] if horizon is None else horizon
    values: dict[tuple[str, str], NDArray[np.float64]] = {}
    for actor in dict.fromkeys(argument.actor for argument in model.arguments):
        own = [a for a in model.arguments if a.actor == actor and a.counted]
        accounts = sorted(
            dict.fromkeys(argument.account for argument in own),
            key=lambda account: account != MONEY,
        )
        for account in accounts:
            values[actor, account] = books.net(
                actor,
                day,
                among=lambda item, account=account: item.account == account,  # type: ignore[misc]
            )
        if len(accounts) > 1:
            values[actor, ""] = books.net(actor, day)
    return Nets(ensemble.seed, np.asarray(ensemble.members), day, values)


def paired_nets(first: Nets, other: Nets) -> tuple[PairedNet, ...]:
    """Give the differences of `other` less `first`, on the members that both have.

    Raises
    ------
    ResultError
        If they are of different seeds or horizons: then luck is not the same.
    """
    if first.seed != other.seed or first.horizon != other.horizon:
        raise ResultError("expected runs with one seed and one horizon of the ledger")
    common, one, two = np.intersect1d(
        first.members, other.members, assume_unique=True, return_indices=True
    )
    found = []
    for (actor, account), values in first.values.items():
        if (actor, account) not in other.values:
            continue
        difference = other.values[actor, account][two] - values[one]
        changed = share_estimate(int(np.count_nonzero(difference)), len(common))
        found.append(PairedNet(actor, account, spread_of(difference), changed))
    return tuple(found)
