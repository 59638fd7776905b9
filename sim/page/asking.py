"""What a page asks of a run beyond its outputs: signed sums, nets, claims, conditions.

Written as more functions of the rules, from the same checked trees by the same places,
so that no formula is worked out in any other way than the engine's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from sim.analysis import MONEY
from sim.emit import Outputs
from sim.emit.places import Places
from sim.emit.writing import Lines
from sim.expressions import Tree
from sim.page.opening import OpenModel

__all__ = ["Answers", "write_questions"]

_SUMS = ("net", "gain", "loss", "amount")


@dataclass(frozen=True, slots=True)
class Answers:
    """First places in ``O`` of what `judge` writes behind the engine's outputs.

    Attributes
    ----------
    signed : int
        Weighted amounts, losses negative: argument by argument within each horizon. One
        that is in no sum is in its own unit, as its author writes it.
    nets : int
        For each horizon and actor: the net of all that counts, and that of money alone.
    claims : int
        For each claim and horizon, with all that counts and with money alone: 1 if it
        holds, 0 if not, -1 where what it supposes does not hold.
    inner : int
        Sums that claims read, which nothing else does.
    total : int
    actors : tuple of str
        Those that have an argument, in the order of their first.
    by_money : tuple of bool
        For each claim, whether money alone may give another answer.
    """

    signed: int
    nets: int
    claims: int
    inner: int
    total: int
    actors: tuple[str, ...]
    by_money: tuple[bool, ...]


def write_questions(
    opened: OpenModel, keep: Callable[[Answers], None]
) -> Callable[[Places, Outputs], str]:
    """Give the writer of the functions; `keep` is told where their answers stand."""

    def write(places: Places, outputs: Outputs) -> str:
        judge = _Judge(opened, places, outputs)
        text = judge.function()
        total = judge.answers.total + len(judge.sums)
        keep(replace(judge.answers, total=total))
        return "\n\n".join([text, *_conditions(places)])

    return write


class _Judge:
    """Writes the function ``judge``."""

    def __init__(self, opened: OpenModel, places: Places, outputs: Outputs) -> None:
        model = places.model
        self.opened, self.places, self.outputs, self.model = (
            opened,
            places,
            outputs,
            model,
        )
        self.out = Lines()
        self.sums: dict[str, int] = {}
        actors = tuple(dict.fromkeys(item.actor for item in model.arguments))
        horizons, total = len(model.horizons), outputs.total
        nets = total + horizons * len(model.arguments)
        claims = nets + horizons * len(actors) * 2
        trees = [
            [*claim.trees, *claim.given] if claim.given else list(claim.trees)
            for claim in model.claims
        ]
        self.answers = Answers(
            total,
            nets,
            claims,
            claims + 2 * horizons * len(model.claims),
            claims + 2 * horizons * len(model.claims),
            actors,
            tuple(any(map(self._reads_more, found)) for found in trees),
        )

    def _reads_more(self, tree: Tree) -> bool:
        """Whether a tree reads a sum that holds more than money."""
        return any(
            node.op in ("net", "gain", "loss")
            and any(
                item.counted
                and item.actor == node.name
                and item.account != MONEY
                and node.op in ("net", item.side)
                for item in self.model.arguments
            )
            for node in tree.walk()
        )

    def function(self) -> str:
        model, out, answers = self.model, self.out, self.answers
        for at in range(len(model.horizons)):
            for number in range(len(model.arguments)):
                self._signed(at, number)
            for number, actor in enumerate(answers.actors):
                first = answers.nets + (at * len(answers.actors) + number) * 2
                net = Tree("net", name=actor, number=model.horizons[at])
                out(f"O[{first}] = {self._sum(net, money=False)}")
                out(f"O[{first + 1}] = {self._sum(net, money=True)}")
        for number, claim in enumerate(model.claims):
            for at in range(len(model.horizons)):
                first = answers.claims + (number * len(model.horizons) + at) * 2
                given = claim.given[at] if claim.given else None
                for money in (False, True):
                    text = f"1.0 if {self._tree(claim.trees[at], money=money)} else 0.0"
                    if given is not None:
                        asked = self._tree(given, money=money)
                        text = f"({text}) if {asked} else -1.0"
                    out(f"O[{first + money}] = {text}")
        return out.function("judge(t, S, I, O)")

    def _on(self, argument: str) -> str:
        name = self.opened.arguments[argument]
        place = self.places.layout.parameters + self.model.parameter_index[name]
        return f"S[{place}] != 0.0"

    def _amount(self, at: int, number: int) -> str:
        return f"O[{self.outputs.amounts + at * len(self.model.arguments) + number}]"

    def _signed(self, at: int, number: int) -> None:
        argument = self.model.arguments[number]
        place = self.answers.signed + at * len(self.model.arguments) + number
        text, sign = self._amount(at, number), ""
        if argument.counted:
            if argument.weight is not None:
                weight = self.places.formulas.text(argument.weight.tree)
                text = f"{text} * {weight}"
            sign = "" if argument.side == "gain" else "-"
        text = f"{sign}({text}) if {self._on(argument.name)} else 0.0"
        self.out(f"O[{place}] = {text}")

    def _sum(self, node: Tree, *, money: bool) -> str:
        """Write what answers a ``net``, ``gain``, ``loss`` or ``amount`` node."""
        model, at = self.model, self.model.horizons.index(node.number)
        if node.op == "amount":
            for number, item in enumerate(model.arguments):
                if item.name == node.name:
                    amount = self._amount(at, number)
                    return f"({amount} if {self._on(item.name)} else 0.0)"
            return "0.0"
        first = self.answers.signed + at * len(model.arguments)
        terms = [
            f"O[{first + number}]"
            for number, item in enumerate(model.arguments)
            if item.actor == node.name
            and item.counted
            and node.op in ("net", item.side)
            and (item.account == MONEY or not money)
        ]
        total = " + ".join(["0.0", *terms])
        return f"(-({total}))" if node.op == "loss" else f"({total})"

    def _tree(self, tree: Tree, *, money: bool) -> str:
        """Write a claim's tree; its sums are answered in places of their own."""
        return self.places.formulas.text(self._answered(tree, money=money))

    def _place(self, text: str) -> int:
        """Give the place in ``O`` where that sum is written, once for each."""
        if text not in self.sums:
            self.sums[text] = self.answers.total + len(self.sums)
            self.out(f"O[{self.sums[text]}] = {text}")
        return self.sums[text]

    def _answered(self, tree: Tree, *, money: bool) -> Tree:
        if tree.op in _SUMS:
            # A reading is a place in O, counted from the first of them.
            place = self._place(self._sum(tree, money=money))
            return Tree("reading", number=float(place - self.outputs.readings))
        parts = tuple(self._answered(part, money=money) for part in tree.parts)
        return Tree(tree.op, parts, tree.name, tree.number)


def _conditions(places: Places) -> list[str]:
    """Write what a witness asks: which conditions hold, and what odds are."""
    model, formulas = places.model, places.formulas
    holds = {
        at: formulas.condition(clock.when)
        for at, clock in enumerate(model.clocks)
        if clock.when is not None
    }
    factors = [
        formulas.text(factor.when.tree)
        for clock in model.clocks
        for factor in clock.factors
    ]
    odds = [
        formulas.text(branch.odds.tree)
        for clock in model.clocks
        for branch in clock.branches
        if branch.odds is not None
    ]
    may = {
        at * 1000 + step: formulas.text(condition.tree)
        for at, policy in enumerate(model.policies)
        for step, condition in enumerate(policy.may)
        if condition is not None
    }
    return [
        _table("holds", {at: f"1.0 if {text} else 0.0" for at, text in holds.items()}),
        _table(
            "factor_holds",
            {at: f"1.0 if {text} else 0.0" for at, text in enumerate(factors)},
        ),
        _table("odds", dict(enumerate(odds))),
        _table("may", {at: f"1.0 if {text} else 0.0" for at, text in may.items()}),
    ]


def _table(name: str, texts: dict[int, str]) -> str:
    """Write a function that works out one of many formulas, by number; else 1."""
    out = Lines()
    found = "found = 1.0"
    out(found)
    for number, text in texts.items():
        with out.block(f"if n == {number}:"):
            out(f"found = {text}")
    out("return found")
    return out.function(f"{name}(n, t, S, I)")
