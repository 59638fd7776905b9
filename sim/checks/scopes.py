"""What the formulas of a scenario may name: its `Scope`."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import replace

from sim.errors import Place
from sim.expressions import Due, GaugeKind, LadderKind, ParameterKind, Scope, check
from sim.quantities import parse_quantity
from sim.scenario import Formula, Ladder, Parameter, Scenario

__all__ = [
    "LONGEST_CHAIN",
    "SNAKE",
    "days",
    "decided_on",
    "power_of",
    "rungs_of",
    "scope_of",
    "source_of",
    "words_of",
]

SNAKE = re.compile(r"[a-z][a-z0-9_]*")
DECIDED = re.compile(r"decided\(\s*(\w+)\s*\)")
NOWHERE = Place("", 0, 0)
LONGEST_CHAIN = 50  # of observations that follow one another


def scope_of(
    scenario: Scenario,
    *,
    broken: frozenset[str] = frozenset(),
    plans_are_lost: bool = False,
) -> Scope:
    """Say what the formulas of a scenario may name.

    Parameters
    ----------
    scenario : Scenario
        Sound, or what could be read of one.
    broken : frozenset of str
        Ids of which the formulas shall say nothing.
    plans_are_lost : bool, default False
        True if the plans could not be read: then any policy may steer its ladder.
    """
    horizon = days(scenario.horizon)
    horizons = scenario.ledger.horizons if scenario.ledger else ()
    parameters: dict[str, ParameterKind] = {}
    bare = Scope(scenario.start, horizon, parameters, broken=broken)
    for parameter in scenario.parameters.values():
        known = _parameter(parameter, scenario, bare)
        if len(scenario.files) > 1:
            place = parameter.value.place
            known = replace(known, where=f"{place.file}:{place.line}")
        parameters[parameter.id] = known
    steered = {str(ladder) for ladder in scenario.plans}
    if plans_are_lost:
        steered |= {str(policy.ladder) for policy in scenario.policies.values()}
    ladders: dict[str, LadderKind] = {}
    for ladder in scenario.ladders.values():
        ladders[ladder.id] = _ladder(ladder, bare, steered=ladder.id in steered)
    gauges = {
        str(gauge.id): GaugeKind(
            gauge.unit, tuple(str(band.id) for band in gauge.bands)
        )
        for gauge in scenario.gauges.values()
    }
    banded = {name: gauge.ladder for name, gauge in gauges.items() if gauge.bands}
    lost = set(broken) | {
        str(parameter.id)
        for parameter in scenario.parameters.values()
        if parameter.rung_of is not None
        and rungs_of(parameter.rung_of, scenario) is None
    }
    for observation in scenario.observations.values():
        if observation.id in ladders:  # two of one name: the first says what it is
            continue
        source = source_of(observation.id, scenario, silent=broken)
        if kind := ladders.get(source) or banded.get(source):
            ladders[observation.id] = LadderKind(
                kind.rungs, kind.ordered, kind.keys, of=source, steered=False
            )
        else:
            lost.add(observation.id)
    return Scope(
        start=scenario.start,
        horizon=horizon,
        parameters=parameters,
        ladders=ladders,
        gauges=gauges,
        actors=tuple(scenario.actors),
        arguments=tuple(scenario.arguments),
        horizons=tuple(days(formula) for formula in horizons),
        broken=frozenset(lost),
    )


def days(formula: Formula) -> float:
    """Give a duration written as a quantity in days; infinite if it is none."""
    quantity = parse_quantity(formula.text)
    return quantity.value if quantity and quantity.power == 1 else float("inf")


def decided_on(of: str) -> str:
    """Give the ladder in ``decided(LADDER)``, or an empty string."""
    found = DECIDED.fullmatch(of)
    return found[1] if found else ""


def power_of(formula: Formula, scope: Scope) -> int | None:
    """Power of time of a formula over parameters; None for 0 and where unknown."""
    quantity = parse_quantity(formula.text)
    if quantity:
        return quantity.power if quantity.value or quantity.power else None
    return check(formula.text, formula.place, due=Due.NUMBER, scope=scope).power


def rungs_of(name: str, scenario: Scenario) -> LadderKind | None:
    """Give what a parameter's values are rungs of: a ladder, or what follows one."""
    source = source_of(name, scenario)
    if source in scenario.gauges:
        bands = tuple(str(band.id) for band in scenario.gauges[source].bands)
        return LadderKind(bands) if bands else None
    ladder = scenario.ladders.get(source)
    if ladder is None:
        return None
    return LadderKind(tuple(str(rung.id) for rung in ladder.rungs), ladder.ordered)


def words_of(parameter: Parameter, others: Container[str] = ()) -> tuple[str, ...]:
    """Give the words that a parameter may be; none if it is a number.

    Parameters
    ----------
    others : container of str
        Names of parameters: one of them is no word, but read.
    """
    spread = parameter.spread
    if parameter.words:
        return parameter.words
    if spread and spread.kind == "choice":
        if not any(parse_quantity(word) for word in spread.words):
            return spread.words
    elif spread is None and SNAKE.fullmatch(parameter.value.text):
        text = parameter.value.text
        return () if text in others else (text,)
    return ()


def _parameter(parameter: Parameter, scenario: Scenario, above: Scope) -> ParameterKind:
    written = parameter.value.text
    if parameter.rung_of is not None:
        kind = rungs_of(parameter.rung_of, scenario)
        values = (*kind.rungs, "never") if kind else (written, "never")
        return ParameterKind(None, values, written, kind or LadderKind(values))
    if words := words_of(parameter, scenario.parameters):
        return ParameterKind(None, words, written)
    spread = parameter.spread
    if spread is None and not parse_quantity(written):
        return ParameterKind(power_of(parameter.value, above), (), written)
    texts = [written]
    if spread:
        shapes = {"weibull": (0,), "loglogistic": (1,)}.get(spread.kind, ())
        numbers = enumerate(spread.numbers)
        texts += [n.text for place, n in numbers if place not in shapes]
        texts += spread.words
    powers: Mapping[str, int] = {
        text: quantity.power
        for text in texts
        if (quantity := parse_quantity(text)) and (quantity.value or quantity.power)
    }
    zero = 0 if parse_quantity(written) else None
    return ParameterKind(next(iter(powers.values()), zero), (), written)


def _ladder(ladder: Ladder, scope: Scope, *, steered: bool) -> LadderKind:
    keys: dict[str, int | None] = {}
    for key in ladder.carries:
        written = [rung.numbers[key] for rung in ladder.rungs if key in rung.numbers]
        if key in ladder.otherwise:
            written.append(ladder.otherwise[key])
        powers = [power_of(formula, scope) for formula in written]
        known = [power for power in powers if power is not None]
        quantities = all(parse_quantity(formula.text) for formula in written)
        keys[key] = known[0] if known else 0 if quantities else None
    rungs = tuple(rung.id for rung in ladder.rungs)
    return LadderKind(rungs, ladder.ordered, keys, of=ladder.id, steered=steered)


def source_of(
    observation: str, scenario: Scenario, *, silent: frozenset[str] = frozenset()
) -> str:
    """Follow an observation to the ladder or gauge it is of; empty if there is none.

    Parameters
    ----------
    silent : frozenset of str
        Names of which nothing can be said, nor of what follows them.
    """
    name, seen = observation, set[str]()
    while name in scenario.observations and name not in seen:
        if len(seen) > LONGEST_CHAIN:
            return ""
        seen.add(name)
        of = scenario.observations[name].of
        name = decided_on(of) or of
        if name in silent:
            return ""
    return name if name in scenario.ladders or name in scenario.gauges else ""
