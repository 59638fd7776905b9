"""No number from nowhere: every because, and every source it names."""

from __future__ import annotations

from collections.abc import Iterator

from sim.checks.desk import Desk
from sim.errors import suggest
from sim.quantities import parse_quantity
from sim.scenario import Because, Formula, Gauge, Ladder, Name

__all__ = ["check_evidence"]

STANDS = ("party", "state institute", "press", "scholar", "data")


def check_evidence(desk: Desk) -> None:
    """Check sources, and that everything which needs a because has one."""
    scenario = desk.scenario
    for source in scenario.sources.values():
        stands = source.stands
        if stands is not None and stands not in STANDS:
            what = f"a source cannot stand as {stands!r}"
            desk.fault(stands.place, what, suggest(stands, STANDS))
    if (
        scenario.sources
        and scenario.facts_to is None
        and "facts_to" not in desk.draft.lost
    ):
        first = next(iter(scenario.sources.values()))
        what = "a scenario with sources needs the key 'facts_to'"
        desk.fault(first.place, what, "up to which day were they read?")
    for name, because, kind in _due(desk):
        if not because and desk.lacks(name, "because"):
            hint = 'write because: {source: …} or because: {assumption: "why"}'
            desk.fault(name.place, f"{kind} needs the key 'because'", hint)
    for because in _all(desk):
        for evidence in because:
            if evidence.source is not None:
                desk.refers(evidence.source, scenario.sources, "source")


def _due(desk: Desk) -> Iterator[tuple[Name, Because, str]]:
    scenario = desk.scenario
    for parameter in scenario.parameters.values():
        yield parameter.id, parameter.because, "a parameter"
    for event in scenario.events.values():
        yield event.id, event.because, "an event"
    for observation in scenario.observations.values():
        yield observation.id, observation.because, "an observation"
    for policy in scenario.policies.values():
        yield policy.id, policy.because, "a policy"
    for argument in scenario.arguments.values():
        yield argument.id, argument.because, "an argument"
    for ladder in scenario.ladders.values():
        if ladder.carries:
            yield ladder.id, _of_rungs(ladder), "a ladder that carries numbers"
    for gauge in scenario.gauges.values():
        if _carries(gauge):
            yield gauge.id, gauge.because, "a gauge that carries numbers"


def _of_rungs(ladder: Ladder) -> Because:
    return ladder.because + tuple(e for rung in ladder.rungs for e in rung.because)


def _carries(gauge: Gauge) -> bool:
    floors = [band.floor for band in gauge.bands]
    numbers = (gauge.starts, gauge.half_life, gauge.least, gauge.most, *floors)
    return any(_is_number(formula) for formula in numbers)


def _is_number(formula: Formula | None) -> bool:
    quantity = parse_quantity(formula.text) if formula else None
    return quantity is not None and quantity.value != 0


def _all(desk: Desk) -> Iterator[Because]:
    scenario = desk.scenario
    yield from (item.because for item in scenario.parameters.values())
    for ladder in scenario.ladders.values():
        yield _of_rungs(ladder)
    yield from (item.because for item in scenario.observations.values())
    yield from (item.because for item in scenario.gauges.values())
    for event in scenario.events.values():
        yield event.because
        yield from (factor.because for factor in event.factors)
    yield from (item.because for item in scenario.policies.values())
    yield from (item.because for item in scenario.arguments.values())
    yield from (item.because for item in scenario.claims.values())
    yield from (item.because for item in scenario.outcomes.values())
