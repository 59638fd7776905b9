"""Every outcome, claim and argument answered exactly, or what stands in the way."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from sim.exact.answers import Exact, ExactRun
from sim.exact.averaging import weighted_cases
from sim.exact.chain import Chain, TooManyStatesError
from sim.exact.ends import ends_of, worths
from sim.exact.means import mean_amounts, mean_gauge, mean_reading
from sim.exact.passage import first_day
from sim.exact.questions import NoAnswerError, at_end, readings_in, terms_of
from sim.exact.slicing import Obstacle, Slice, parameters_behind, slice_of
from sim.expressions import Tree
from sim.model import Argument, Claim, Model, Outcome

__all__ = [
    "MOST_STATES",
    "Exact",
    "ExactRun",
    "Obstacle",
    "clocks_in_the_way",
    "exact_answers",
]

MOST_STATES = 20_000
MOST_FREE = 2
"""Averaged over at most so many parameters; beyond, the central case stands for all."""

POINTS = {0: (1, 1), 1: (12, 8), 2: (8, 5)}
"""By free parameters: points in each piece of a spread, and fewer to compare with."""


def exact_answers(
    model: Model,
    *,
    most: int = MOST_STATES,
    free: int = MOST_FREE,
    work: float = math.inf,
    arguments: bool = True,
) -> ExactRun:
    """Answer every question of a model without sampling, as far as that goes.

    Parameters
    ----------
    model : Model
    most : int, default 20,000
        States of a chain; where more can be reached there is no answer.
    free : int, default 2
        Average over no more parameters than this. With more, the answer is for the
        central case.
    work : float, optional
        States times cases that one answer may take; a dearer one is not given.
    arguments : bool, default True
        Whether the means of arguments are asked for as well.

    Returns
    -------
    ExactRun

    Raises
    ------
    UsageError
        If SciPy is not installed.
    ModelError
        If a rate, flow, amount or odds is out of range.

    Notes
    -----
    An answer is exact for the scenario as written: up to rounding, and, where a mean
    over parameters is taken, up to the error given with it. It says no more of the
    world than sampling does.
    """
    asked = _Asked(model, most, free, work)
    return ExactRun(
        model,
        tuple(asked.outcome(outcome) for outcome in model.outcomes),
        tuple(asked.claim(claim) for claim in model.claims),
        tuple(asked.argument(item) for item in model.arguments if arguments),
    )


def clocks_in_the_way(model: Model) -> tuple[Obstacle, ...]:
    """Give the clocks that keep a model's outcomes from being those of a Markov chain.

    Looks at the model only, and takes no time to speak of.
    """
    trees = [outcome.value.tree for outcome in model.outcomes]
    inner = [reading.inner for tree in trees for reading in readings_in(model, tree)]
    return slice_of(model, inner).obstacles


Solve = Callable[[Chain], tuple[NDArray[np.float64], int]]


class _Asked:
    def __init__(self, model: Model, most: int, free: int, work: float) -> None:
        self.model, self.most, self.free, self.work = model, most, free, work
        self._one_case = True  # the mean of medians is no median

    def outcome(self, outcome: Outcome) -> Exact:
        tree = outcome.value.tree
        solve = {"day": self._day, "ladder": self._ladder, "number": self._number}.get(
            outcome.kind, self._condition
        )

        def solved(chain: Chain) -> tuple[NDArray[np.float64], int]:
            return solve(chain, tree)

        return self._answer(outcome.kind, outcome.name, (tree,), solved)

    def claim(self, claim: Claim) -> Exact:
        always = Tree("true")
        given = claim.given or (always,) * len(claim.trees)
        both = [Tree("and", pair) for pair in zip(claim.trees, given, strict=True)]

        def solved(chain: Chain) -> tuple[NDArray[np.float64], int]:
            found = [self._condition(chain, tree) for tree in (*both, *given)]
            shares = np.array([share[0] for share, _ in found])
            return shares, max((states for _, states in found), default=0)

        exact = self._answer("claim", claim.name, (*both, *given), solved)
        if not exact.answered:
            return exact
        held, where = np.split(exact.numbers, 2)
        # Both are means over cases; only then is the one put over the other.
        share = np.divide(held, where, out=np.full_like(held, np.nan), where=where > 0)
        return dataclasses.replace(exact, numbers=share)

    def argument(self, argument: Argument) -> Exact:
        model = self.model
        written = [argument.flow, model.discount_rate, argument.weight]
        trees = [item.tree for item in written if item is not None]
        trees += [lump.amount.tree for lump in argument.lumps]

        def solved(chain: Chain) -> tuple[NDArray[np.float64], int]:
            means, states = mean_amounts(
                chain, argument, days=model.horizons, most=self.most
            )
            sign = 1.0 if argument.side == "gain" else -1.0
            weight = (
                chain.reader.constant(argument.weight.tree) if argument.weight else 1.0
            )
            counted = sign * weight if argument.counted else math.nan
            own = np.array(means)
            return np.concatenate((own, own * counted)), states

        part = slice_of(
            model,
            trees,
            clocks=[f"event {lump.event}" for lump in argument.lumps if lump.event],
            ladders=[lump.ladder for lump in argument.lumps if lump.ladder],
        )
        if not model.horizons:
            return Exact(
                "argument", argument.name, obstacles=(_no(argument.name, "horizon"),)
            )
        return self._solved("argument", argument.name, part, trees, solved)

    def _answer(
        self, kind: str, name: str, trees: tuple[Tree, ...], solve: Solve
    ) -> Exact:
        sums = {"net", "gain", "loss", "amount"}
        if any(part.op in sums for tree in trees for part in tree.walk()):
            return Exact(kind, name, obstacles=(_no(name, "net"),))
        inner = [
            reading.inner for tree in trees for reading in readings_in(self.model, tree)
        ]
        part = slice_of(self.model, inner)
        return self._solved(kind, name, part, [*trees, *inner], solve)

    def _solved(
        self, kind: str, name: str, part: Slice, trees: list[Tree], solve: Solve
    ) -> Exact:
        if part.obstacles:
            return Exact(kind, name, obstacles=part.obstacles)
        free = parameters_behind(self.model, part, trees)
        central: tuple[str, ...] = ()
        if len(free) > self.free:
            free, central = (), free
        try:
            return self._averaged(kind, name, part, free, central, solve)
        except TooManyStatesError as error:
            obstacle = Obstacle(name, "states", f"{error.most:,}")
        except NoAnswerError as error:
            obstacle = _no(name, error.what)
        return Exact(kind, name, obstacles=(obstacle,))

    def _averaged(
        self,
        kind: str,
        name: str,
        part: Slice,
        free: tuple[str, ...],
        central: tuple[str, ...],
        solve: Solve,
    ) -> Exact:
        self._one_case = not free
        fine, coarse = POINTS[len(free)]
        cases, weights = weighted_cases(self.model, free, points=fine)
        numbers, states = solve(self._chain(part, cases[0]))
        if states * len(cases) > self.work:
            return Exact(kind, name, obstacles=(_no(name, "work"),))
        if not free:
            return Exact(kind, name, numbers, central=central, states=states)

        def mean(
            cases: NDArray[np.float64], weights: NDArray[np.float64]
        ) -> NDArray[np.float64]:
            rows = [solve(self._chain(part, case))[0] for case in cases]
            total: NDArray[np.float64] = weights @ np.array(rows)
            return total

        numbers = mean(cases, weights)
        rough = mean(*weighted_cases(self.model, free, points=coarse))
        off = np.abs(numbers - rough)
        error = float(np.max(off[np.isfinite(off)], initial=0.0))
        return Exact(kind, name, numbers, averaged=free, states=states, error=error)

    def _chain(self, part: Slice, case: NDArray[np.float64]) -> Chain:
        names = (parameter.name for parameter in self.model.parameters)
        values: Mapping[str, float] = dict(zip(names, case.tolist(), strict=True))
        return Chain(self.model, part, values)

    # ---- one case

    def _condition(self, chain: Chain, tree: Tree) -> tuple[NDArray[np.float64], int]:
        mean, states = self._mean_at_end(chain, tree)
        return np.array([mean]), states

    def _mean_at_end(self, chain: Chain, tree: Tree) -> tuple[float, int]:
        reader = chain.reader
        asked = at_end(self.model, tree, places=reader.places, constant=reader.constant)
        ends, states = ends_of(chain, asked, most=self.most)
        return sum(
            worth * chance for worth, chance in worths(chain, asked, ends)
        ), states

    def _ladder(self, chain: Chain, tree: Tree) -> tuple[NDArray[np.float64], int]:
        reader = chain.reader
        asked = at_end(self.model, tree, places=reader.places, constant=reader.constant)
        ends, states = ends_of(chain, asked, most=self.most)
        (reading,) = readings_in(self.model, tree)
        shares = np.zeros(len(self.model.ladder(reading.inner.name).rungs))
        for worth, chance in worths(chain, asked, ends):
            shares[int(worth)] += chance
        return shares, states

    def _day(self, chain: Chain, tree: Tree) -> tuple[NDArray[np.float64], int]:
        (reading,) = readings_in(self.model, tree)
        found = first_day(
            chain,
            reading.inner,
            until=reading.day,
            most=self.most,
            quantiles=self._one_case,
        )
        numbers = (
            found.reached,
            found.day_if_reached,
            *found.quantiles,
            found.ever,
            found.mean,
        )
        return np.array(numbers), found.states

    def _number(self, chain: Chain, tree: Tree) -> tuple[NDArray[np.float64], int]:
        total, most = 0.0, 0
        for term in terms_of(self.model, tree, constant=chain.reader.constant):
            if term.rest is not None:
                value, states = self._mean_at_end(chain, term.rest)
            elif term.reading is None:
                value, states = 1.0, 0
            elif term.reading.inner.op == "gauge":
                value, states = mean_gauge(
                    chain,
                    term.reading.inner.name,
                    day=term.reading.day,
                    most=self.most,
                )
            else:
                value, states = mean_reading(chain, term.reading, most=self.most)
            total, most = total + term.weight * value, max(most, states)
        return np.array([total]), most


def _no(name: str, what: str) -> Obstacle:
    return Obstacle(name, "distribution", what)
