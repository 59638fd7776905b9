"""The ledger: what each actor gains and loses by a horizon, argument by argument.

Every net is given on money alone, account by account, and with all counted
arguments. An argument in a unit of its own without a weight is listed and in no sum.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.analysis.estimates import Spread, spread_of
from sim.analysis.terms import over_members
from sim.errors import ResultError
from sim.expressions import Tree
from sim.model import Argument
from sim.results import Ensemble
from sim.texts import Text

__all__ = [
    "MONEY",
    "ActorLedger",
    "ArgumentLine",
    "Books",
    "actor_ledgers",
    "actor_nets",
]

MONEY = "money"
"""The account that makes up a net on money alone."""

KEPT_NETS = 12
"""Nets that are kept, the last ones: claims ask for the same few again and again."""


@dataclass(frozen=True, slots=True)
class ArgumentLine:
    """One argument by a horizon.

    Attributes
    ----------
    argument : Argument
    own : Spread
        Discounted amount in its own unit, written positive as its author does.
    weighted : Spread or None
        In the ledger's unit, a loss being negative; None if it is in no sum.
    """

    argument: Argument
    own: Spread
    weighted: Spread | None


@dataclass(frozen=True, slots=True)
class ActorLedger:
    """What one actor gains and loses by a horizon.

    Attributes
    ----------
    actor : str
    title : Text
    horizon : float
        Days.
    lines : tuple of ArgumentLine
        Account by account, each account in the order of its first argument.
    accounts : dict of str to Spread
        The net of each account's counted arguments; money first if there is any.
    money : Spread or None
        The net on money alone; None if no argument is about money.
    counted : Spread or None
        The net of all counted arguments; None if nothing is counted.
    between_plans : bool
        Whether its net means something only as a difference between two plans: then
        `accounts` is empty, and `money` and `counted` are None.
    """

    actor: str
    title: Text
    horizon: float
    lines: tuple[ArgumentLine, ...]
    accounts: dict[str, Spread]
    money: Spread | None
    counted: Spread | None
    between_plans: bool = False


class Books:
    """The sums of an ensemble's ledger, member by member.

    One column of amounts is read at a time: there may be many members.
    """

    def __init__(self, ensemble: Ensemble) -> None:
        self.ensemble = ensemble
        self.arguments = ensemble.model.arguments
        self._nets: dict[tuple[int, ...], NDArray[np.float64]] = {}

    def weighted(self, argument: str, horizon: float) -> NDArray[np.float64]:
        """Give an argument's amount in the ledger's unit, shape ``(members,)``.

        Written positive, as its author does; nothing if it is in no sum.
        """
        item = next(item for item in self.arguments if item.name == argument)
        if not item.counted:
            return np.zeros(len(self.ensemble))
        amounts = self.amount(argument, horizon)
        if item.weight is None:
            return amounts
        weighted: NDArray[np.float64] = amounts * over_members(
            self.ensemble, item.weight.tree
        )
        return weighted

    def signed(self, argument: str, horizon: float) -> NDArray[np.float64]:
        """Give the same with losses negative, shape ``(members,)``."""
        item = next(item for item in self.arguments if item.name == argument)
        weighted = self.weighted(argument, horizon)
        return weighted if item.side == "gain" else -weighted

    def net(
        self,
        actor: str,
        horizon: float,
        *,
        among: Callable[[Argument], bool] = lambda argument: True,
    ) -> NDArray[np.float64]:
        """Give an actor's net of some of its arguments, shape ``(members,)``."""
        which = [
            at
            for at, argument in enumerate(self.arguments)
            if argument.actor == actor and argument.counted and among(argument)
        ]
        key = (self.place(horizon), *which)
        if key in self._nets:
            return self._nets[key]
        total = np.zeros(len(self.ensemble))
        for at in which:
            total = total + self.signed(self.arguments[at].name, horizon)
        while len(self._nets) >= KEPT_NETS:
            del self._nets[next(iter(self._nets))]
        self._nets[key] = total
        return total

    def amount(self, argument: str, horizon: float) -> NDArray[np.float64]:
        """Give an argument's amount in its own unit, shape ``(members,)``."""
        names = [item.name for item in self.arguments]
        column: NDArray[np.float64] = self.ensemble.amounts[
            :, self.place(horizon), names.index(argument)
        ]
        return column

    def answer(
        self, node: Tree, horizon: float, *, money_only: bool = False
    ) -> NDArray[np.float64]:
        """Answer a ``net``, ``gain``, ``loss`` or ``amount`` node of a claim.

        Parameters
        ----------
        horizon : float
            The one that stands where the node names none.
        money_only : bool, default False
            Whether a net, a gain and a loss are of the money account alone.

        Returns
        -------
        ndarray, shape (members,)
        """
        day = horizon if np.isnan(node.number) else node.number
        if node.op == "amount":
            # Of an argument that was switched off there is nothing.
            if all(item.name != node.name for item in self.arguments):
                return np.zeros(len(self.ensemble))
            return self.amount(node.name, day)

        def among(argument: Argument) -> bool:
            side = node.op in ("net", argument.side)
            return side and (argument.account == MONEY or not money_only)

        total = self.net(node.name, day, among=among)
        return -total if node.op == "loss" else total

    def place(self, horizon: float) -> int:
        """Give the place of a horizon among the ledger's.

        Raises
        ------
        ResultError
            If it is none of them.
        """
        horizons = self.ensemble.model.horizons
        if horizon not in horizons:
            known = ", ".join(f"{day:g}" for day in horizons) or "none"
            raise ResultError(
                f"no ledger horizon at day {horizon:g}; there are: {known}"
            )
        return horizons.index(horizon)


def actor_ledgers(
    ensemble: Ensemble, *, horizon: float | None = None
) -> tuple[ActorLedger, ...]:
    """Give the ledger of each actor that has an argument.

    Parameters
    ----------
    ensemble : Ensemble
    horizon : float, optional
        Days, one of the ledger's horizons; the last one unless given.

    Raises
    ------
    ResultError
        If the ledger has no such horizon.
    """
    model = ensemble.model
    if not model.arguments or not model.horizons:
        return ()
    day = model.horizons[-1] if horizon is None else horizon
    books = Books(ensemble)
    actors = dict.fromkeys(argument.actor for argument in model.arguments)
    return tuple(_of_actor(books, actor, day) for actor in actors)


def actor_nets(ensemble: Ensemble) -> dict[str, tuple[Spread, ...]]:
    """Give each actor's net with all counted at each horizon.

    An actor whose net means something only between plans, or that counts nothing, has
    none.
    """
    model, books = ensemble.model, Books(ensemble)
    actors = dict.fromkeys(a.actor for a in model.arguments if a.counted)
    return {
        actor: tuple(spread_of(books.net(actor, day)) for day in model.horizons)
        for actor in actors
        if actor not in model.between_plans
    }


def _of_actor(books: Books, actor: str, horizon: float) -> ActorLedger:
    model = books.ensemble.model
    own = [argument for argument in books.arguments if argument.actor == actor]
    accounts = sorted(
        dict.fromkeys(argument.account for argument in own),
        key=lambda account: account != MONEY,
    )
    lines = tuple(
        _line(books, argument, horizon)
        for account in accounts
        for argument in own
        if argument.account == account
    )
    title = model.actors.get(actor) or Text(actor, actor)
    if actor in model.between_plans:
        return ActorLedger(actor, title, horizon, lines, {}, None, None, True)
    counted = [argument for argument in own if argument.counted]
    nets = {
        account: spread_of(books.net(actor, horizon, among=_on(account)))
        for account in accounts
        if any(argument.account == account for argument in counted)
    }
    everything = spread_of(books.net(actor, horizon)) if counted else None
    return ActorLedger(actor, title, horizon, lines, nets, nets.get(MONEY), everything)


def _line(books: Books, argument: Argument, horizon: float) -> ArgumentLine:
    own = spread_of(books.amount(argument.name, horizon))
    if not argument.counted:
        return ArgumentLine(argument, own, None)
    if argument.weight is None and argument.side == "gain":
        return ArgumentLine(argument, own, own)
    return ArgumentLine(argument, own, spread_of(books.signed(argument.name, horizon)))


def _on(account: str) -> Callable[[Argument], bool]:
    """Say of an argument whether it stands on that account."""
    return lambda argument: argument.account == account
