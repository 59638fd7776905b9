"""Events, policies and plans: whether they can happen, and to what."""

from __future__ import annotations

from sim.checks.desk import Desk
from sim.checks.scopes import decided_on
from sim.checks.spreads import check_delay
from sim.errors import suggest
from sim.expressions import Due
from sim.quantities import day_of, parse_quantity
from sim.scenario import Effect, Event, Formula, Policy, Toss

__all__ = ["check_happenings"]


def check_happenings(desk: Desk) -> None:
    """Check everything that may happen."""
    for event in desk.scenario.events.values():
        _event(desk, event)
    for policy in desk.scenario.policies.values():
        _policy(desk, policy)
    _plans(desk)


def _event(desk: Desk, event: Event) -> None:
    desk.refers(event.actor, desk.scenario.actors, "actor")
    desk.formula(event.when, Due.CONDITION)
    desk.formula(event.rate, Due.RATE)
    _mean(desk, event.about_every)
    _mean(desk, event.every)
    if event.chance is not None:
        toss = event.chance
        desk.formula(toss.chance, Due.ODDS)
        if toss.within is None:
            what = f"expected a chance and its window, got {toss.chance.text!r}"
            hint = f"write '{toss.chance.text} within 14 days'"
            desk.fault(toss.chance.place, what, hint)
        _mean(desk, toss.within)
        _not_certain(desk, toss)
    check_delay(desk, event.after)
    _date(desk, event)
    for factor in event.factors:
        desk.formula(factor.when, Due.CONDITION)
        desk.formula(factor.times, Due.FACTOR)
    _odds(desk, event)
    for branch in event.either:
        for effect in branch.do:
            _effect(desk, effect)
    if (
        not event.either
        and desk.lacks(event.id, "do")
        and desk.lacks(event.id, "either")
    ):
        lumps = [lump for a in desk.scenario.arguments.values() for lump in a.lumps]
        if all(lump.event != event.id for lump in lumps) and not desk.draft.lost:
            hint = "write do: {…}, or either: [{odds: …, do: {…}}]"
            desk.fault(event.id.place, f"the event {event.id!r} does nothing", hint)


def _mean(desk: Desk, formula: Formula | None) -> None:
    desk.formula(formula, Due.DURATION)
    quantity = parse_quantity(formula.text) if formula else None
    if formula and quantity and quantity.value == 0:
        desk.fault(formula.place, f"expected more than 0, got {formula.text!r}")


def _chance(desk: Desk, formula: Formula) -> None:
    quantity = parse_quantity(formula.text)
    if quantity and quantity.power == 0 and not 0 <= quantity.value <= 1:
        what = f"expected a chance from 0 to 1, got {formula.text!r}"
        hint = ""
        if 1 < quantity.value <= 100 and formula.text.isdigit():
            hint = f"write {formula.text}%"
        desk.fault(formula.place, what, hint)


def _date(desk: Desk, event: Event) -> None:
    date = event.timing.date
    if event.at is None or date is None or "start" in desk.draft.lost:
        return
    place, day = event.at.place, day_of(date, desk.scenario.start)
    if day < 0:
        what = f"the event {event.id!r} is before the start"
        desk.fault(place, what, f"the scenario starts on {desk.scenario.start}")
    elif day >= desk.scope.horizon and "horizon" not in desk.draft.lost:
        what = f"the event {event.id!r} is after the horizon and never happens"
        hint = f"the scenario runs for {desk.scenario.horizon.text}"
        desk.warn(place, what, hint)


def _odds(desk: Desk, event: Event) -> None:
    total = 0.0
    for branch in event.branches:
        if branch.odds is None:
            continue
        desk.formula(branch.odds, Due.ODDS)
        quantity = parse_quantity(branch.odds.text)
        total += quantity.value if quantity and quantity.power == 0 else 0.0
    last = event.branches[-1].odds if event.branches else None
    if last is not None and total > 1 + 1e-12:
        what = f"odds come to {total:.6g}, more than 1"
        desk.fault(last.place, what, "what they leave over is that nothing happens")


def _effect(desk: Desk, effect: Effect) -> None:
    scenario, target = desk.scenario, effect.target
    desk.used.add(str(target))
    if decided_on(target):
        what = f"an event cannot change what is decided: {target!r}"
        desk.fault(target.place, what, f"change {decided_on(target)!r} itself")
    elif target in scenario.gauges:
        if effect.amount is None:
            what = f'{target!r} is a gauge: expected an effect such as "+ 5"'
            hint = f"got {effect.move!r}"
            desk.fault(effect.place, f"{what}, {hint}")
        desk.formula(effect.amount, Due.AMOUNT)
    elif target in desk.scope.ladders and target not in desk.scope.broken:
        kind = desk.scope.ladders[target]
        if effect.move is None:
            what = f"{target!r} is a ladder: expected up, down or a rung, got "
            amount = effect.amount.text if effect.amount else ""
            desk.fault(effect.place, f"{what}'{effect.operator} {amount}'")
        elif effect.move in {"up", "down"}:
            if not kind.ordered:
                what = f"{target!r} has no order, so it cannot go {effect.move}"
                desk.fault(effect.place, what, suggest("", kind.rungs))
        elif effect.move not in kind.rungs:
            what = f"{target!r} has no rung {effect.move!r}"
            hint = suggest(effect.move, ["up", "down", *kind.rungs])
            desk.fault(effect.place, what, hint)
    elif target not in desk.draft.broken | desk.scope.broken:
        known = [*desk.scope.ladders, *scenario.gauges]
        if target in scenario.parameters:
            what = f"{target!r} is a parameter, which never changes"
            desk.fault(target.place, what)
        elif not desk.draft.lost & {"ladders", "observations", "gauges"}:
            what = f"unknown ladder or gauge {target!r}"
            desk.fault(target.place, what, suggest(target, known))


def _policy(desk: Desk, policy: Policy) -> None:
    scenario, ladder = desk.scenario, policy.ladder
    desk.refers(policy.actor, scenario.actors, "actor")
    if ladder in scenario.observations:
        what = f"a policy steers a ladder, and {ladder!r} is an observation"
        hint = f"steer the ladder itself: {scenario.observations[ladder].of}"
        desk.fault(ladder.place, what, hint)
    elif desk.refers(ladder, scenario.ladders, "ladder"):
        if not scenario.ladders[ladder].ordered:
            desk.fault(
                ladder.place, f"a policy needs an order, and {ladder!r} has none"
            )
        for rung, _ in policy.wants:
            desk.rung(rung, ladder)
    for _, formula in policy.wants:
        desk.formula(formula, Due.CONDITION)
    desk.formula(policy.may, Due.CONDITION)
    _mean(desk, policy.reviews.every)
    known = [*scenario.ladders, *scenario.observations]
    for name in policy.reviews.when_changes:
        if name in scenario.gauges:
            what = f"expected a ladder, got the gauge {name!r}"
            desk.fault(name.place, what)
        elif decided_on(name):
            what = f"expected a ladder, got {str(name)!r}"
            desk.fault(name.place, what)
        else:
            desk.refers(name, known, "ladder")
    _toss(desk, policy.resolve)
    _toss(desk, policy.relax)
    check_delay(desk, policy.takes)


def _toss(desk: Desk, toss: Toss | None) -> None:
    if toss is None:
        return
    desk.number(toss.chance, power=0, what="a chance")
    _chance(desk, toss.chance)
    _mean(desk, toss.within)
    _not_certain(desk, toss)


def _not_certain(desk: Desk, toss: Toss) -> None:
    """Refuse a hazard that would have to be infinite."""
    quantity = parse_quantity(toss.chance.text)
    if toss.within is not None and quantity and quantity.value == 1:
        what = f"expected a chance below 100% within a window, got {toss.chance.text!r}"
        desk.fault(toss.chance.place, what, "no rate makes it certain by then")


def _plans(desk: Desk) -> None:
    scenario = desk.scenario
    for ladder, name in scenario.plans.items():
        place = getattr(ladder, "place", name.place)
        if ladder in scenario.observations:
            what = f"a plan steers a ladder, and {ladder!r} is an observation"
            desk.fault(place, what)
            continue
        if ladder not in {*scenario.ladders, *desk.draft.broken}:
            if "ladders" not in desk.draft.lost:
                what, known = f"unknown ladder {ladder!r}", [*scenario.ladders]
                desk.fault(place, what, suggest(ladder, known))
            continue
        if not desk.refers(name, scenario.policies, "policy"):
            continue
        other = scenario.policies[name].ladder
        if other != ladder:
            what = f"the policy {name!r} steers {other!r}, not {ladder!r}"
            desk.fault(name.place, what)
