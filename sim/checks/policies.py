"""Policies and plans: whether they steer something, step by step."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from sim.checks.chances import check_mean, check_toss
from sim.checks.desk import Desk
from sim.checks.scopes import decided_on
from sim.checks.spreads import check_delay
from sim.errors import suggest
from sim.expressions import Due
from sim.scenario import Choice, Policy, Steps

__all__ = ["check_policies"]


def check_policies(desk: Desk) -> None:
    """Check every policy, and the plan it belongs to."""
    for policy in desk.scenario.policies.values():
        _policy(desk, policy)
    _plans(desk)


def _policy(desk: Desk, policy: Policy) -> None:
    scenario, ladder = desk.scenario, policy.ladder
    desk.refers(policy.actor, scenario.actors, "actor")
    if ladder in scenario.observations:
        what = f"a policy steers a ladder, and {ladder!r} is an observation"
        hint = f"steer the ladder itself: {scenario.observations[ladder].of}"
        desk.fault(ladder.place, what, hint)
    elif ladder in scenario.gauges:
        what = f"a policy steers a ladder, and {ladder!r} is a gauge"
        desk.fault(ladder.place, what, "steer a ladder that its flow reads")
    elif desk.refers(ladder, scenario.ladders, "ladder"):
        if not scenario.ladders[ladder].ordered:
            desk.fault(
                ladder.place, f"a policy needs an order, and {ladder!r} has none"
            )
        for rung, _ in policy.wants:
            desk.rung(rung, ladder)
    for _, formula in policy.wants:
        desk.formula(formula, Due.CONDITION)
    for key in ("may", "resolve", "relax", "takes"):
        _steps(desk, policy, key, getattr(policy, key))
    for condition in policy.may.values() if policy.may else ():
        desk.formula(condition, Due.CONDITION)
    check_mean(desk, policy.reviews.every)
    banded = [name for name, gauge in scenario.gauges.items() if gauge.bands]
    known = [*scenario.ladders, *scenario.observations, *banded]
    for name in policy.reviews.when_changes:
        if name in scenario.gauges and name not in banded:
            what = f"expected a ladder, got the gauge {name!r}"
            desk.fault(name.place, what, "give it bands, and they are one")
        elif decided_on(name):
            what = f"expected a ladder, got {str(name)!r}"
            desk.fault(name.place, what)
        else:
            desk.refers(name, known, "ladder")
    for tosses in (policy.resolve, policy.relax):
        for toss in tosses.values() if tosses else ():
            check_toss(desk, toss)
    for spread in policy.takes.values() if policy.takes else ():
        check_delay(desk, spread)


def _steps(desk: Desk, policy: Policy, key: str, steps: Steps[Any] | None) -> None:
    """Check that a mapping from rung to value names every step once."""
    kind = desk.scope.ladders.get(policy.ladder)
    if steps is None or not steps.each or kind is None:
        return
    if policy.ladder in desk.scope.broken or not desk.lacks(policy.ladder, "rungs"):
        return
    lowest, *above = kind.rungs or ("",)
    named = {str(name) for name, _ in steps.each}
    for name, _ in steps.each:
        if name == lowest:
            what = f"no step leads onto {str(name)!r}, the lowest rung"
            desk.fault(name.place, what, "name a step by the rung that it leads onto")
        else:
            desk.rung(name, policy.ladder)
    missing = [rung for rung in above if rung not in named]
    read = len(steps.each) + (steps.rest is not None)
    if steps.rest is None and missing and read == steps.whole:
        what = f"{key!r} has no value for the step onto {missing[0]!r}"
        desk.fault(steps.place, what, f"write {missing[0]}: …, or else: …")


def _plans(desk: Desk) -> None:
    scenario = desk.scenario
    for ladder, choices in scenario.plans.items():
        if not choices:
            continue
        place = getattr(ladder, "place", choices[0].place)
        if ladder in scenario.observations or ladder in scenario.gauges:
            kind = "an observation" if ladder in scenario.observations else "a gauge"
            what = f"a plan steers a ladder, and {ladder!r} is {kind}"
            desk.fault(place, what)
            continue
        if ladder not in {*scenario.ladders, *desk.draft.broken}:
            if "ladders" not in desk.draft.lost:
                what, known = f"unknown ladder {ladder!r}", [*scenario.ladders]
                desk.fault(place, what, suggest(ladder, known))
            continue
        for choice in choices:
            _choice(desk, choice, ladder)
        _in_force(desk, choices)


def _choice(desk: Desk, choice: Choice, ladder: str) -> None:
    desk.formula(choice.when, Due.CONDITION)
    name = choice.policy
    if not desk.refers(name, desk.scenario.policies, "policy"):
        return
    other = desk.scenario.policies[name].ladder
    if other != ladder:
        what = f"the policy {name!r} steers {other!r}, not {ladder!r}"
        desk.fault(name.place, what)


def _in_force(desk: Desk, choices: tuple[Choice, ...]) -> None:
    """Check that one of the policies is always in force, and each can be."""
    for before, choice in pairwise(choices):
        if before.when is None:
            what = f"{str(choice.policy)!r} is never in force"
            hint = f"{str(before.policy)!r} before it has no 'when'"
            desk.fault(choice.policy.place, what, hint)
    names = [choice.policy for choice in choices]
    for at, name in enumerate(names):
        if name in names[:at]:
            what = f"{str(name)!r} stands twice in one plan"
            desk.fault(name.place, what, "join its conditions with or")
    last = choices[-1].when
    if last is not None:
        what = "no policy is in force where this does not hold"
        hint = f"leave 'when' out of the last: {{policy: {choices[-1].policy}}}"
        desk.fault(last.place, what, hint)
