"""Which ladder drives which, through which clocks, with signs: found without a run.

For everything that can move a ladder or a gauge, each thing that it reads is turned up
rung by rung, all else held, in several cases: what the push on the target then does is
the sign. Nothing is simulated, so a sign says what *could* follow, not how much.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from sim.analysis.probing import Link, Probe, Sign, Values, names_of
from sim.model import Branch, Clock, Effect, Model, Policy

__all__ = ["Driver", "Link", "Sign", "influences"]

Kind = Literal["event", "observation", "plan", "act", "flow"]


@dataclass(frozen=True, slots=True)
class Driver:
    """One cause that moves one target.

    Attributes
    ----------
    kind : str
        ``event``, ``observation``, ``plan``, ``act`` or ``flow``.
    item : str
        The event, observation, policy or gauge it comes from.
    target : str
        The ladder or gauge that is moved.
    moves : tuple of str
        What it does: ``up``, ``down``, a rung, or ``+``, ``-``, ``=`` for a gauge.
    links : tuple of Link
        What it reads, in the order of the model's ladders and gauges.
    """

    kind: Kind
    item: str
    target: str
    moves: tuple[str, ...]
    links: tuple[Link, ...]


def influences(model: Model) -> tuple[Driver, ...]:
    """Find everything that moves each ladder and gauge of a model.

    Returns
    -------
    tuple of Driver
        By target in the model's order, then in the order of clocks.
    """
    probe = Probe(model)
    found = [*_of_events(probe), *_of_observations(model), *_of_flows(probe)]
    read = {link.source for driver in found for link in driver.links}
    for policy in model.policies:
        plan, decided = _of_plan(probe, policy), f"decided({policy.ladder})"
        if decided in read:
            act = Driver(
                "act", policy.name, policy.ladder, ("follows",), (Link(decided, "+"),)
            )
            found += [replace(plan, target=decided), act]
        else:
            found.append(plan)
    order = {name: at for at, name in enumerate(_targets(model))}
    return tuple(sorted(found, key=lambda driver: order.get(driver.target, 0)))


def _targets(model: Model) -> list[str]:
    ladders = [item.name for item in model.ladders if item.kind != "wanted"]
    return [*ladders, *(gauge.name for gauge in model.gauges)]


def _of_events(probe: Probe) -> Iterator[Driver]:
    for clock in probe.model.clocks:
        if clock.kind not in ("dated", "hazard", "delay"):
            continue
        targets = dict.fromkeys(
            effect.target for branch in clock.branches for effect in branch.effects
        )
        for target in targets:
            yield _of_event(probe, clock, target)


def _of_event(probe: Probe, clock: Clock, target: str) -> Driver:
    effects = [
        e for branch in clock.branches for e in branch.effects if e.target == target
    ]
    formulas = [
        clock.when,
        clock.rate,
        *(part for factor in clock.factors for part in (factor.when, factor.times)),
        *(branch.odds for branch in clock.branches),
        *(effect.amount for effect in effects),
    ]
    reads = probe.read(formulas)

    def respond(values: Values) -> float:
        if not probe.worth(clock.when, values, 1.0):
            return 0.0
        pace = probe.worth(clock.rate, values, 1.0)
        for factor in clock.factors:
            if probe.worth(factor.when, values, 1.0):
                pace *= probe.worth(factor.times, values, 1.0)
        return pace * sum(
            _push(probe, branch, target, values) for branch in clock.branches
        )

    own = (target,) if target in probe.model.ladder_index else ()
    links = probe.links(
        reads, respond, also=own, every_case=probe.reads_parameters(formulas)
    )
    # Where an event starts from is a condition on its own rung, not a push.
    links = tuple(
        Link(link.source, "=") if link.source == target else link for link in links
    )
    moves = tuple(dict.fromkeys(effect.move or effect.operator for effect in effects))
    return Driver("event", clock.item, target, moves, links)


def _push(probe: Probe, branch: Branch, target: str, values: Values) -> float:
    """Say how hard one branch pushes a target up (more than 0) or down."""
    odds = probe.worth(branch.odds, values, 1.0)
    push = 0.0
    for effect in branch.effects:
        if effect.target == target:
            push += _direction(probe, effect, values)
    return odds * push


def _direction(probe: Probe, effect: Effect, values: Values) -> float:
    if effect.amount is not None:
        amount = probe.worth(effect.amount, values, 0.0)
        return -amount if effect.operator == "-" else amount
    ladder = probe.model.ladder(effect.target)
    here, top = values[f"ladder {effect.target}"], len(ladder.rungs) - 1
    if effect.move == "up":
        return 1.0 if here < top else 0.0
    if effect.move == "down":
        return -1.0 if here > 0 else 0.0
    if not ladder.ordered:
        return float(here != effect.rung)
    return math.copysign(1.0, effect.rung - here) if effect.rung != here else 0.0


def _of_observations(model: Model) -> Iterator[Driver]:
    for ladder in model.ladders:
        if ladder.kind == "observed":
            of = next(c for c in model.clocks if c.name == f"observation {ladder.name}")
            source = model.ladder(of.item).of
            link = Link(source, "+" if ladder.ordered else "=")
            yield Driver("observation", ladder.name, ladder.name, ("follows",), (link,))


def _of_plan(probe: Probe, policy: Policy) -> Driver:
    conditions = [condition for _, condition in policy.wants]

    def wanted(values: Values) -> float:
        held = [rung for rung, c in policy.wants if probe.worth(c, values, 1.0)]
        return float(max(held, default=0))

    cases = probe.reads_parameters(conditions)
    links = list(probe.links(probe.read(conditions), wanted, every_case=cases))
    for may in filter(None, dict.fromkeys(policy.may)):
        for link in probe.links(
            probe.read([may]),
            lambda values, may=may: probe.worth(may, values, 1.0),  # type: ignore[misc]
            every_case=probe.reads_parameters([may]),
        ):
            known = [one for one in links if one.source == link.source]
            if not known:
                links.append(link)
            elif known[0].sign != link.sign:
                links[links.index(known[0])] = Link(link.source, "=")
    plan, known_names = probe.model.plans[policy.ladder], {one.source for one in links}
    whens = [other.when for other in plan[: plan.index(policy) + 1]]
    links += [Link(name, "=") for name in probe.read(whens) if name not in known_names]
    order = names_of(probe.model)
    links.sort(key=lambda link: order.index(link.source))
    return Driver("plan", policy.name, policy.ladder, ("follows",), tuple(links))


def _of_flows(probe: Probe) -> Iterator[Driver]:
    for gauge in probe.model.gauges:
        if gauge.flow is None:
            continue
        flow = gauge.flow
        links = probe.links(
            probe.read([flow]),
            lambda values, flow=flow: probe.worth(flow, values, 0.0),  # type: ignore[misc]
            every_case=probe.reads_parameters([flow]),
        )
        yield Driver("flow", gauge.name, gauge.name, ("+",), links)
