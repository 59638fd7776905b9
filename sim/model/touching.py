"""What a clock touches: the ladders that its conditions read, the gauges it changes."""

from sim.expressions import Tree
from sim.model.data import Model
from sim.model.parts import Clock

__all__ = ["gauges_changed", "ladders_read"]


def gauges_changed(clock: Clock) -> tuple[str, ...]:
    """Name the gauges to which a firing may add, each once, in file order."""
    names = (
        effect.target
        for branch in clock.branches
        for effect in branch.effects
        if effect.amount is not None
    )
    return tuple(dict.fromkeys(names))


def ladders_read(model: Model, clock: Clock) -> tuple[str, ...]:
    """Name the ladders that a clock's conditions read, each once, in file order.

    A review reads what any of its ladder's policies reads, in force or not.
    """
    if clock.kind == "observation":
        return (model.ladder(clock.item).of,)
    if clock.kind == "act":
        return (f"decided({clock.item})",)
    names = (part.name for tree in _trees(model, clock) for part in tree.walk())
    return tuple(name for name in dict.fromkeys(names) if name in model.ladder_index)


def _trees(model: Model, clock: Clock) -> list[Tree]:
    if clock.kind == "band":
        flow = model.gauges[model.gauge_index[clock.item]].flow
        return [flow.tree] if flow else []
    if clock.kind == "review":
        policies = model.plans[clock.item]
        asked = [condition for policy in policies for _, condition in policy.wants]
        barred = [condition for policy in policies for condition in policy.may]
        barred += [policy.when for policy in policies]
        return [one.tree for one in (*asked, *barred) if one is not None]
    trees = [factor.when.tree for factor in clock.factors]
    return [*trees, clock.when.tree] if clock.when else trees
