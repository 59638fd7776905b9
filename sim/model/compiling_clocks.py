"""Events, observations and policies -> clocks."""

from __future__ import annotations

from sim.expressions import Due, Tree
from sim.model.compiling_formulas import Reader, titled
from sim.model.parts import Branch, Clock, Draw, Effect, Expression, Factor, Policy
from sim.quantities import day_of, parse_date
from sim.scenario import Effect as WrittenEffect
from sim.scenario import Event, Formula, Gauge, Observation, Scenario, Timing
from sim.texts import Text

__all__ = [
    "act_clock",
    "band_clock",
    "event_clock",
    "observation_clock",
    "review_clock",
]


def event_clock(
    reader: Reader, event: Event, scenario: Scenario, off: tuple[str, ...]
) -> Clock:
    """Give the clock of an event, without the factors that are switched off."""
    timing = event.timing
    kind, rate, delay, day = "hazard", None, None, float("inf")
    if timing.kind == "at":
        assert timing.date is not None
        kind, day = "dated", day_of(timing.date, scenario.start)
    elif timing.kind == "after":
        kind, delay = "delay", reader.draw(timing.spread, Due.DURATION)
    elif timing.kind == "every":
        assert timing.value is not None
        kind, delay = "delay", Draw("fixed", (reader.read(timing.value, Due.DURATION),))
    else:
        rate = _hazard(reader, timing)
    return Clock(
        name=f"event {event.id}",
        kind=kind,
        item=str(event.id),
        title=titled(event.title, str(event.id)),
        actor=str(event.actor or ""),
        story=event.story or Text(),
        when=_unless_always(reader.maybe(event.when, Due.CONDITION)),
        rate=rate,
        factors=tuple(
            Factor(
                name=str(factor.id or f"{event.id} factor {number}"),
                when=reader.read(factor.when, Due.CONDITION),
                times=reader.read(factor.times, Due.FACTOR),
            )
            for number, factor in enumerate(event.factors, start=1)
            if factor.id not in off
        ),
        delay=delay,
        day=day,
        since=_elapsed(event.since, scenario),
        once=event.once,
        branches=tuple(
            Branch(
                reader.maybe(branch.odds, Due.ODDS),
                tuple(_effect(reader, scenario, effect) for effect in branch.do),
            )
            for branch in event.either
        ),
    )


def _elapsed(since: Formula | None, scenario: Scenario) -> float:
    """Give the days from a date to the start; 0 if there is none."""
    date = parse_date(since.text) if since else None
    return -day_of(date, scenario.start) if date else 0.0


def _unless_always(condition: Expression | None) -> Expression | None:
    if condition is not None and condition.tree.op == "true":
        return None
    return condition


def _hazard(reader: Reader, timing: Timing) -> Expression:
    """Give the hazard per day of a rate, a mean, or a chance within a window."""
    value = timing.value
    assert value is not None
    if timing.kind == "rate":
        return reader.read(value, Due.RATE)
    one = Tree("number", number=1.0)
    if timing.kind == "about_every":
        tree = Tree("div", (one, reader.tree(value, Due.DURATION)))
        return reader.placed(tree, value)
    assert isinstance(timing.within, Formula)
    missed = Tree("sub", (one, reader.tree(value, Due.ODDS)))
    threshold = Tree("neg", (Tree("log", (missed,)),))
    tree = Tree("div", (threshold, reader.tree(timing.within, Due.DURATION)))
    return reader.placed(tree, value)


def _effect(reader: Reader, scenario: Scenario, effect: WrittenEffect) -> Effect:
    target = str(effect.target)
    if effect.amount is not None:
        amount = reader.read(effect.amount, Due.AMOUNT)
        return Effect(target, operator=effect.operator or "=", amount=amount)
    move = str(effect.move)
    if move in ("up", "down"):
        return Effect(target, move=move)
    return Effect(
        target, move=move, rung=reader.scope.ladders[target].rungs.index(move)
    )


def band_clock(gauge: Gauge) -> Clock:
    """Give the clock of a gauge that crosses floors or meets walls."""
    return Clock(
        name=f"band {gauge.id}",
        kind="band",
        item=str(gauge.id),
        title=titled(gauge.title, str(gauge.id)),
    )


def observation_clock(
    reader: Reader, observation: Observation, scenario: Scenario
) -> Clock:
    """Give the clock of an observation's lag."""
    return Clock(
        name=f"observation {observation.id}",
        kind="observation",
        item=str(observation.id),
        title=titled(observation.title, str(observation.id)),
        actor=str(observation.by or ""),
        delay=reader.draw(observation.lag, Due.DURATION),
        since=_elapsed(observation.since, scenario),
        misread=reader.maybe(observation.misread, Due.NUMBER),
    )


def review_clock(policy: Policy) -> Clock:
    """Give the clock of a policy's reviews."""
    return Clock(
        name=f"review {policy.ladder}",
        kind="review",
        item=policy.ladder,
        title=policy.title,
        actor=policy.actor,
    )


def act_clock(policy: Policy, scenario: Scenario) -> Clock:
    """Give the clock that carries out what is decided."""
    ladder = scenario.ladders[policy.ladder]
    return Clock(
        name=f"act {policy.ladder}",
        kind="act",
        item=policy.ladder,
        title=titled(ladder.title, policy.ladder),
        actor=policy.actor,
    )
