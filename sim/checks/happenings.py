"""Events: whether they can happen, and to what."""

from __future__ import annotations

from sim.checks.chances import check_mean, refuse_certainty
from sim.checks.desk import Desk
from sim.checks.scopes import decided_on
from sim.checks.spreads import check_delay, check_since
from sim.errors import suggest
from sim.expressions import Due
from sim.quantities import day_of, parse_quantity
from sim.scenario import Effect, Event

__all__ = ["check_happenings"]


def check_happenings(desk: Desk) -> None:
    """Check everything that may happen."""
    for event in desk.scenario.events.values():
        _event(desk, event)


def _event(desk: Desk, event: Event) -> None:
    desk.refers(event.actor, desk.scenario.actors, "actor")
    desk.formula(event.when, Due.CONDITION)
    desk.formula(event.rate, Due.RATE)
    check_mean(desk, event.about_every)
    check_mean(desk, event.every)
    if event.chance is not None:
        toss = event.chance
        if toss.within is not None:
            desk.formula(toss.chance, Due.ODDS)
        else:
            what = f"expected a chance and its window, got {toss.chance.text!r}"
            share = toss.chance.text
            if share.isdigit() and 1 < int(share) <= 100:
                share += "%"
            hint = f"write '{share} within 14 days'"
            desk.fault(toss.chance.place, what, hint)
        check_mean(desk, toss.within)
        refuse_certainty(desk, toss)
    check_delay(desk, event.after)
    check_since(desk, event.since, event.after)
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
        if effect.amount is None and target not in desk.scope.broken:
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
