"""How many assumptions each outcome and claim can depend on.

A model is walked from what is asked to everything that can move it: ladders and
gauges to the clocks that change them, clocks to their conditions, rates and delays,
policies to their wants and tosses. An assumption that is not met on the way cannot
change the answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.expressions import Tree
from sim.model import Branch, Clock, Draw, Expression, Model, Policy

if TYPE_CHECKING:
    from sim.scenario import Scenario

__all__ = ["Dependence", "Graph", "Node", "assumptions_of", "total_assumptions"]

Node = tuple[str, str]
"""Kind and name of something that a result can depend on."""


@dataclass(frozen=True, slots=True)
class Dependence:
    """The assumptions behind each result.

    Attributes
    ----------
    outcomes, claims : dict of str to frozenset of str
        By name, the assumed things that it can depend on, as ``parameter war_end``.
    total : frozenset of str
        Every assumed thing of the file.
    """

    outcomes: dict[str, frozenset[str]]
    claims: dict[str, frozenset[str]]
    total: frozenset[str]


def assumptions_of(scenario: Scenario, model: Model) -> Dependence:
    """Count the assumptions that each outcome and claim of `model` can depend on.

    Parameters
    ----------
    scenario : Scenario
        What the model was compiled from: it knows what is an assumption.
    model : Model
        Under the plans in force, and without what was switched off.

    Notes
    -----
    One item is counted once, whatever number of assumptions stand in its ``because``.
    Counted are parameters, events, factors, observations, policies, arguments, the
    numbers of a gauge, and those of a ladder or a rung where they are read. What is
    found is what an answer *can* depend on, not what moves it much.
    """
    assumed = dict(_assumed(scenario))
    graph = Graph(model)

    def behind(trees: Iterable[Tree]) -> frozenset[str]:
        nodes = graph.reached(node for tree in trees for node in graph.of_tree(tree))
        return frozenset(assumed[node] for node in nodes if node in assumed)

    return Dependence(
        {item.name: behind([item.value.tree]) for item in model.outcomes},
        {item.name: behind((*item.trees, *item.given)) for item in model.claims},
        frozenset(assumed.values()),
    )


def total_assumptions(scenario: Scenario) -> int:
    """Count the things of the file that rest on an assumption."""
    return len(dict(_assumed(scenario)))


def _assumed(scenario: Scenario) -> Iterator[tuple[Node, str]]:
    """Give every assumed item: its node in the graph, and what to call it."""
    sections = (
        ("parameter", scenario.parameters),
        ("gauge", scenario.gauges),
        ("event", scenario.events),
        ("observation", scenario.observations),
        ("policy", scenario.policies),
        ("argument", scenario.arguments),
    )
    for kind, section in sections:
        for name, item in section.items():
            if any(evidence.assumption for evidence in item.because):
                yield (kind, name), f"{kind} {name}"
    for name, event in scenario.events.items():
        for number, factor in enumerate(event.factors, start=1):
            if any(evidence.assumption for evidence in factor.because):
                called = str(factor.id or f"{name} factor {number}")
                yield ("factor", called), f"factor {called}"
    for name, ladder in scenario.ladders.items():
        if any(evidence.assumption for evidence in ladder.because):
            yield ("numbers", name), f"ladder {name}"
        for rung in ladder.rungs:
            if any(evidence.assumption for evidence in rung.because):
                yield ("rung", f"{name}.{rung.id}"), f"rung {name}.{rung.id}"


class Graph:
    """What each part of a model depends on directly."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.seen: dict[Node, tuple[Node, ...]] = {}

    def reached(self, start: Iterable[Node]) -> set[Node]:
        """Give everything that can be come to from `start`."""
        found = set(start)
        waiting = list(found)
        while waiting:
            node = waiting.pop()
            if node not in self.seen:
                self.seen[node] = tuple(self.next(node))
            fresh = [other for other in self.seen[node] if other not in found]
            found.update(fresh)
            waiting += fresh
        return found

    def of_tree(self, tree: Tree) -> Iterator[Node]:
        """Give what one tree reads."""
        for node in tree.walk():
            if node.op == "reading":
                yield from self.of_tree(self.model.readings[int(node.number)].inner)
            elif node.op in ("parameter", "ladder", "gauge"):
                yield node.op, node.name
            elif node.op == "key":
                ladder, _, key = node.name.rpartition(".")
                yield from self._numbers(ladder, key)
            elif node.op == "amount":
                yield "argument", node.name
            elif node.op in ("net", "gain", "loss"):
                for argument in self.model.arguments:
                    side = node.op in ("net", argument.side)
                    if argument.actor == node.name and argument.counted and side:
                        yield "argument", argument.name
                        yield "weight", argument.name

    def _numbers(self, ladder: str, key: str) -> Iterator[Node]:
        """Give what a rung's number depends on: the rung, and all rungs' numbers."""
        while self.model.ladder(ladder).kind != "own":
            ladder = self.model.ladder(ladder).of
        own = self.model.ladder(ladder)
        yield "numbers", ladder
        for rung, number in zip(own.rungs, (own.numbers or {})[key], strict=True):
            yield "rung", f"{ladder}.{rung}"
            yield from self.of_tree(number.tree)

    def next(self, node: Node) -> Iterator[Node]:
        """Give what one node depends on directly."""
        kind, name = node
        if kind == "parameter":
            parameter = self.model.parameters[self.model.parameter_index[name]]
            yield from self._of(parameter.value)
            yield from self._of_draw(parameter.draw)
        elif kind == "ladder":
            yield from self._of_ladder(name)
        elif kind == "gauge":
            yield from self._of_gauge(name)
        elif kind == "clock":
            clock = self.model.clocks[self.model.clock_index[name]]
            yield from self._of_clock(clock)
        elif kind == "policy":
            policy = next(item for item in self.model.policies if item.name == name)
            yield from self._of_policy(policy)
        elif kind in ("argument", "weight"):
            yield from self._of_argument(name, weight=kind == "weight")

    def _of(self, *expressions: Expression | None) -> Iterator[Node]:
        for expression in expressions:
            if expression is not None:
                yield from self.of_tree(expression.tree)

    def _of_draw(self, draw: Draw | None) -> Iterator[Node]:
        if draw is not None:
            yield from self._of(*draw.numbers, *draw.weights)

    def _of_ladder(self, name: str) -> Iterator[Node]:
        ladder = self.model.ladder(name)
        if name in self.model.gauge_index:
            yield "gauge", name
            return
        if ladder.kind == "observed":
            yield "clock", f"observation {name}"
            return
        if ladder.kind in ("decided", "wanted"):
            for policy in self.model.plans[ladder.of]:
                yield "policy", policy.name
        if ladder.kind == "wanted":
            return
        if ladder.kind == "own" and name in self.model.plans:
            yield "clock", f"act {name}"
        # An event that moves a steered ladder moves what is decided with it.
        for clock in self.model.clocks:
            if any(self._targets(branch, ladder.of) for branch in clock.branches):
                yield "clock", clock.name

    def _of_gauge(self, name: str) -> Iterator[Node]:
        gauge = self.model.gauges[self.model.gauge_index[name]]
        yield from self._of(gauge.starts, gauge.flow, gauge.half_life)
        yield from self._of(*gauge.floors, gauge.least, gauge.most)
        for clock in self.model.clocks:
            for branch in clock.branches:
                if self._targets(branch, name):
                    yield "clock", clock.name
                    amounts = [e.amount for e in branch.effects if e.target == name]
                    yield from self._of(*amounts)

    def _targets(self, branch: Branch, name: str) -> bool:
        return any(effect.target == name for effect in branch.effects)

    def _of_clock(self, clock: Clock) -> Iterator[Node]:
        if clock.kind in ("dated", "hazard", "delay"):
            yield "event", clock.item
            yield from self._of(clock.when, clock.rate)
            for factor in clock.factors:
                yield "factor", factor.name
                yield from self._of(factor.when, factor.times)
            yield from self._of(*(branch.odds for branch in clock.branches))
        elif clock.kind == "observation":
            yield "observation", clock.item
            yield from self._of(clock.misread)
            yield "ladder", self.model.ladder(clock.item).of
        elif clock.kind == "act":
            yield "ladder", f"decided({clock.item})"
            for policy in self.model.plans[clock.item]:
                for draw in policy.takes:
                    yield from self._of_draw(draw)
        yield from self._of_draw(clock.delay)

    def _of_policy(self, policy: Policy) -> Iterator[Node]:
        yield from self._of(*(condition for _, condition in policy.wants))
        yield from self._of(*policy.may, policy.every, policy.when)
        for toss in (*policy.resolve, *policy.relax):
            if toss is not None:
                yield from self._of(toss.chance, toss.within)
        for ladder in policy.when_changes:
            yield "ladder", ladder

    def _of_argument(self, name: str, *, weight: bool) -> Iterator[Node]:
        for argument in self.model.arguments:
            if argument.name != name:
                continue
            if weight:
                yield from self._of(argument.weight)
                continue
            yield from self._of(argument.flow, self.model.discount_rate)
            for lump in argument.lumps:
                yield from self._of(lump.amount)
                if lump.event:
                    yield "clock", f"event {lump.event}"
                if lump.ladder:
                    yield "ladder", lump.ladder
