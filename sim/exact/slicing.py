"""What bears on a question: the ladders, the clocks that move them, what they read.

Whatever is left outside the slice cannot change the answer. A clock inside it stands
in the way of an exact answer unless what is to come depends on nothing but the rungs
stood on now: it must have no memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sim.exact.reading import numbers_of, parameters_only, reads_of
from sim.expressions import Tree
from sim.model import Clock, Draw, Model

__all__ = ["Obstacle", "Slice", "parameters_behind", "slice_of"]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What stands in the way of an exact answer.

    Attributes
    ----------
    clock : str
        Name of the clock, as in the model; of what is no clock, what is asked.
    why : str
        A word for the reason, to be put in words elsewhere: ``fixed``, ``delay``,
        ``lag``, ``policy``, ``band``, ``distribution``, ``gauge``, ``states``.
    detail : str
        What fills the words: a distribution, a gauge, a number of states.
    """

    clock: str
    why: str
    detail: str = ""


@dataclass(frozen=True)
class Slice:
    """The part of a model that bears on one question.

    Attributes
    ----------
    ladders : tuple of str
        In the model's order: a state begins with their rungs.
    clocks : tuple of Clock
        All that move them, or the gauges asked for, in the model's order.
    gauges : tuple of str
        Gauges whose mean is needed.
    obstacles : tuple of Obstacle
        Empty if the slice is a Markov chain.
    """

    ladders: tuple[str, ...]
    clocks: tuple[Clock, ...]
    gauges: tuple[str, ...]
    obstacles: tuple[Obstacle, ...]


def slice_of(
    model: Model,
    trees: Iterable[Tree],
    *,
    clocks: Iterable[str] = (),
    ladders: Iterable[str] = (),
) -> Slice:
    """Find what bears on the values of some trees over time.

    Parameters
    ----------
    trees : iterable of Tree
        Over ladders, the numbers of their rungs, and gauges.
    clocks : iterable of str
        Names of clocks whose firings are asked for themselves.
    ladders : iterable of str
        Ladders that are asked for themselves.
    """
    walk = _Walk(model)
    for tree in trees:
        walk.tree(tree)
    for name in ladders:
        walk.ladder(name)
    for name in clocks:
        walk.clock(model.clocks[model.clock_index[name]])
    return Slice(
        tuple(item.name for item in model.ladders if item.name in walk.ladders),
        tuple(item for item in model.clocks if item.name in walk.clocks),
        tuple(item.name for item in model.gauges if item.name in walk.gauges),
        tuple(dict.fromkeys(walk.obstacles)),
    )


class _Walk:
    """Collects what bears on what, without end."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.ladders: set[str] = set()
        self.clocks: set[str] = set()
        self.gauges: set[str] = set()
        self.obstacles: list[Obstacle] = []

    def tree(self, tree: Tree | None) -> None:
        if tree is None:
            return
        ladders, gauges = reads_of(tree)
        for name in sorted(ladders):
            self.ladder(name)
        for name in sorted(gauges):
            self.gauge(name)

    def ladder(self, name: str) -> None:
        if name in self.ladders:
            return
        self.ladders.add(name)
        ladder = self.model.ladder(name)
        if name in self.model.gauge_index:  # the ladder of its bands
            self.obstacles.append(Obstacle(name, "band", name))
            return
        if ladder.kind == "observed":
            self.clock(self._named(f"observation {name}"))
        elif ladder.kind in ("decided", "wanted"):
            self.clock(self._named(f"review {ladder.of}"))
        elif ladder.kind != "own":
            self.obstacles.append(Obstacle(name, "unknown", ladder.kind))
        for clock in self.model.clocks:
            acts = clock.kind == "act" and clock.item == name
            if acts or _targets(clock, name):
                self.clock(clock)

    def gauge(self, name: str) -> None:
        if name in self.gauges:
            return
        self.gauges.add(name)
        gauge = self.model.gauges[self.model.gauge_index[name]]
        if gauge.walled:
            self.obstacles.append(Obstacle(name, "wall", name))
        self.tree(gauge.flow.tree if gauge.flow else None)
        for clock in self.model.clocks:
            if _targets(clock, name):
                self.clock(clock)
                for branch in clock.branches:
                    for effect in branch.effects:
                        if effect.target == name and effect.amount is not None:
                            self.tree(effect.amount.tree)

    def clock(self, clock: Clock) -> None:
        if clock.name in self.clocks:
            return
        self.clocks.add(clock.name)
        self.obstacles += _in_the_way(self.model, clock)
        self.tree(clock.when.tree if clock.when else None)
        self.tree(clock.rate.tree if clock.rate else None)
        for factor in clock.factors:
            self.tree(factor.when.tree)
            self.tree(factor.times.tree)
        for branch in clock.branches:
            self.tree(branch.odds.tree if branch.odds else None)
        if clock.kind == "observation":
            self.ladder(self.model.ladder(clock.item).of)

    def _named(self, name: str) -> Clock:
        return self.model.clocks[self.model.clock_index[name]]


def _targets(clock: Clock, name: str) -> bool:
    return any(
        effect.target == name for branch in clock.branches for effect in branch.effects
    )


def _in_the_way(model: Model, clock: Clock) -> Iterator[Obstacle]:
    if clock.kind in ("hazard", "dated", "readings"):
        return
    if clock.kind in ("review", "act"):
        yield Obstacle(clock.name, "policy")
        return
    if clock.kind not in ("delay", "observation"):
        yield Obstacle(clock.name, "unknown", clock.kind)
        return
    if clock.misread is not None:
        yield Obstacle(clock.name, "misread")
    delay = clock.delay
    assert delay is not None
    if delay.kind == "exponential" and all(
        parameters_only(number.tree) for number in delay.numbers
    ):
        return
    why = "lag" if clock.kind == "observation" else "delay"
    if delay.kind == "fixed":
        why = "fixed"
    yield Obstacle(clock.name, why, delay.kind)


# ---- parameters


def parameters_behind(
    model: Model, part: Slice, trees: Iterable[Tree]
) -> tuple[str, ...]:
    """Give the parameters with a spread that the answer can depend on, in order."""
    found: set[str] = set()
    for tree in (*trees, *_trees_of(model, part)):
        found |= _parameters_in(model, tree)
    for parameter in reversed(model.parameters):  # a spread may read earlier ones
        if parameter.name in found:
            found |= _parameters_in(model, parameter.value.tree)
            if parameter.draw is not None:
                for inner in _trees_of_draw(parameter.draw):
                    found |= _parameters_in(model, inner)
    return tuple(
        parameter.name
        for parameter in model.parameters
        if parameter.name in found and parameter.draw is not None
    )


def _parameters_in(model: Model, tree: Tree) -> set[str]:
    found = {part.name for part in tree.walk() if part.op == "parameter"}
    for part in tree.walk():
        if part.op == "key":
            ladder, _, key = part.name.rpartition(".")
            for number in numbers_of(model, ladder, key):
                found |= _parameters_in(model, number.tree)
    return found


def _trees_of_draw(draw: Draw) -> Iterator[Tree]:
    yield from (item.tree for item in (*draw.numbers, *draw.weights))


def _trees_of(model: Model, part: Slice) -> Iterator[Tree]:
    for clock in part.clocks:
        for written in (clock.when, clock.rate):
            if written is not None:
                yield written.tree
        for factor in clock.factors:
            yield factor.when.tree
            yield factor.times.tree
        if clock.delay is not None:
            yield from _trees_of_draw(clock.delay)
        for branch in clock.branches:
            if branch.odds is not None:
                yield branch.odds.tree
            for effect in branch.effects:
                if effect.amount is not None and effect.target in part.gauges:
                    yield effect.amount.tree
    for name in part.gauges:
        gauge = model.gauges[model.gauge_index[name]]
        for written in (gauge.starts, gauge.flow, gauge.half_life):
            if written is not None:
                yield written.tree
