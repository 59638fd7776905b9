"""What counts nothing but time, and so has no unit: rates, chances and delays."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario import Formula, Scenario, Spread

__all__ = ["counting_nothing"]


def counting_nothing(scenario: Scenario) -> Iterator[tuple[Formula | None, str]]:
    """Give what counts nothing but time: rates, chances, factors and delays."""
    for event in scenario.events.values():
        yield event.rate, "as a rate"
        for formula in (event.about_every, event.every, *_numbers(event.after)):
            yield formula, "as a time"
        if event.chance is not None:
            yield event.chance.chance, "as a chance"
        for each in event.factors:
            yield each.times, "as a factor"
        for branch in event.either:
            yield branch.odds, "as odds"
    for observation in scenario.observations.values():
        yield observation.misread, "as a chance"
        for formula in _numbers(observation.lag):
            yield formula, "as a time"
    for gauge in scenario.gauges.values():
        yield gauge.half_life, "as a time"
    for policy in scenario.policies.values():
        for tosses in (policy.resolve, policy.relax):
            for toss in tosses.values() if tosses else ():
                yield toss.chance, "as a chance"
        for spread in policy.takes.values() if policy.takes else ():
            for formula in _numbers(spread):
                yield formula, "as a time"


def _numbers(spread: Spread | None) -> tuple[Formula, ...]:
    return (*spread.numbers, *spread.weights) if spread is not None else ()
