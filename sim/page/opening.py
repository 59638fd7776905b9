"""A model with its choices left open: plans, factors and arguments may still turn.

A page cannot compile a scenario again. So every choice that the compiler would make is
made while running, by a parameter of its own that is added here: each ladder gets all
policies that might steer it, one of which is in force, and each factor counts only
while its parameter is 1. What the file itself switches off is there too, switched off
at the start; and where no plan steers, nobody reviews until a policy is chosen. Paths
are those of the model compiled with that choice, to the last bit, which
`tests/test_page_engine.py` and `tests/test_page_state.py` hold.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from sim.expressions import Tree
from sim.model import Clock, Expression, Factor, Model, Parameter, Policy, compile_model
from sim.scenario import Scenario
from sim.texts import Text

__all__ = ["OpenModel", "Plan", "open_model", "switched_off"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What may steer one ladder.

    Attributes
    ----------
    ladder : str
    parameter : str
        Says which is chosen: 0 is the plan as written, then `policies` in order.
    written : tuple of str
        The policies of the plan as written; empty if no policy steers it there.
    policies : tuple of str
        Every policy that can be put in its place.
    steered : bool
        Whether the file steers this ladder. Where it does not, the clocks of its
        reviews and acts must not fire until a policy is chosen.
    """

    ladder: str
    parameter: str
    written: tuple[str, ...]
    policies: tuple[str, ...]
    steered: bool = True


@dataclass(frozen=True, slots=True)
class OpenModel:
    """The model, and the names of the parameters that were added to it.

    Attributes
    ----------
    model : Model
        The scenario's own parameters stand first.
    own : int
        How many parameters are the scenario's own.
    plans : tuple of Plan
    factors, arguments : dict of str to str
        The parameter of each: 1 while it counts, 0 when it is switched off.
    off : frozenset of str
        Events, factors and arguments that the file itself switches off.
    """

    model: Model
    own: int
    plans: tuple[Plan, ...]
    factors: dict[str, str]
    arguments: dict[str, str]
    off: frozenset[str] = field(default_factory=frozenset)


def open_model(scenario: Scenario) -> OpenModel:
    """Compile a scenario with all its choices left open.

    Examples
    --------
    >>> import sim
    >>> opened = open_model(sim.load_scenario("hello"))
    >>> opened.model.parameters[opened.own :][0].value.tree.number
    1.0
    """
    off = switched_off(scenario)
    scenario = replace(scenario, without=())
    model = compile_model(scenario, policies=_unsteered(scenario))
    plans = tuple(_plans(scenario, model))
    more = [_hidden(plan.parameter, 0.0) for plan in plans]
    factors = {
        factor.name: f"on {factor.name}"
        for clock in model.clocks
        for factor in clock.factors
    }
    arguments = {item.name: f"on {item.name}" for item in model.arguments}
    more += [_hidden(name, 1.0) for name in (*factors.values(), *arguments.values())]
    return OpenModel(
        replace(
            model,
            parameters=(*model.parameters, *more),
            clocks=tuple(_clock(clock, factors) for clock in model.clocks),
            policies=tuple(_policies(scenario, model, plans)),
        ),
        len(model.parameters),
        plans,
        factors,
        arguments,
        off,
    )


def switched_off(scenario: Scenario) -> frozenset[str]:
    """Give the events, factors and arguments that a file switches off."""
    named = frozenset(map(str, scenario.without))
    return frozenset(
        [name for name in named if name not in scenario.actors]
        + [
            str(event.id)
            for event in scenario.events.values()
            if event.actor is not None and str(event.actor) in named
        ]
    )


def _unsteered(scenario: Scenario) -> list[str]:
    """Give one policy for each ladder that has some but no plan."""
    first: dict[str, str] = {}
    for name, policy in scenario.policies.items():
        if policy.ladder not in scenario.plans:
            first.setdefault(str(policy.ladder), name)
    return list(first.values())


def _hidden(name: str, value: float) -> Parameter:
    tree = Tree("number", number=value)
    return Parameter(name, Text(), Expression(tree, f"{value:g}"))


def _is(name: str, value: float) -> Tree:
    number = Tree("number", number=value)
    return Tree("compare", (Tree("parameter", name=name), number), "==")


def _both(one: Tree, other: Expression | None) -> Tree:
    return one if other is None else Tree("and", (one, other.tree))


# ---- factors


def _clock(clock: Clock, factors: dict[str, str]) -> Clock:
    if not clock.factors:
        return clock
    return replace(
        clock, factors=tuple(_factor(item, factors) for item in clock.factors)
    )


def _factor(factor: Factor, factors: dict[str, str]) -> Factor:
    tree = _both(_is(factors[factor.name], 1.0), factor.when)
    return replace(factor, when=replace(factor.when, tree=tree))


# ---- plans


def _plans(scenario: Scenario, model: Model) -> Iterable[Plan]:
    for ladder, written in model.plans.items():
        able = [
            name for name, item in scenario.policies.items() if item.ladder == ladder
        ]
        if ladder not in scenario.plans:
            yield Plan(ladder, f"plan {ladder}", (), tuple(able), steered=False)
            continue
        alone = len(written) == 1
        others = [name for name in able if not (alone and name == written[0].name)]
        if others:
            names = tuple(policy.name for policy in written)
            yield Plan(ladder, f"plan {ladder}", names, tuple(others))


def _policies(
    scenario: Scenario, model: Model, plans: tuple[Plan, ...]
) -> Iterable[Policy]:
    open_plans = {plan.ladder: plan for plan in plans}
    for ladder, written in model.plans.items():
        plan = open_plans.get(ladder)
        if plan is None:
            yield from written
            continue
        for number, name in enumerate(plan.policies, start=1):
            (policy,) = compile_model(scenario, policies=[name]).plans[ladder]
            chosen = _is(plan.parameter, float(number))
            yield replace(policy, when=Expression(chosen, policy.name))
        if plan.steered:
            yield from written
