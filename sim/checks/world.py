"""Parameters, ladders, observations and gauges: whether they hold together."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from sim.checks.chances import check_toss
from sim.checks.desk import PHRASE, Desk
from sim.checks.scopes import (
    LONGEST_CHAIN,
    SNAKE,
    decided_on,
    power_of,
    rungs_of,
    words_of,
)
from sim.checks.spreads import check_delay, check_parameter_spread, check_since
from sim.errors import Problem, nearest, suggest
from sim.expressions import Due, ParameterKind, Scope
from sim.quantities import parse_quantity, quantity_fault
from sim.scenario import Formula, Ladder, Name, Observation, Parameter, Toss

__all__ = ["check_world"]


def check_world(desk: Desk) -> None:
    """Check everything that a scenario holds."""
    scenario = desk.scenario
    above: dict[str, ParameterKind] = {}
    for parameter in scenario.parameters.values():
        _parameter(desk, parameter, above)
        above[parameter.id] = desk.scope.parameters[parameter.id]
    for ladder in scenario.ladders.values():
        _ladder(desk, ladder)
    for observation in scenario.observations.values():
        _observation(desk, observation)


def _parameter(
    desk: Desk, parameter: Parameter, above: Mapping[str, ParameterKind]
) -> None:
    text, place, spread = parameter.value.text, parameter.value.place, parameter.spread
    if parameter.rung_of is not None:
        _stands_for_a_rung(desk, parameter, parameter.rung_of, above)
        return
    words = words_of(parameter, desk.scenario.parameters)
    if words and text not in words:
        what = f"expected one of the words of its spread, got {text!r}"
        desk.fault(place, what, suggest(text, words))
    scope = desk.scope
    earlier = replace(scope, parameters=dict(above))
    if not words and not parse_quantity(text) and desk.lacks(parameter.id, "spread"):
        _derived(desk, parameter, earlier)
    later = [
        problem
        for formula in ((*spread.numbers, *spread.weights) if spread else ())
        for problem in _below(desk, formula, earlier, "a spread")
    ]
    desk.problems += later
    if not later:
        check_parameter_spread(desk, parameter, earlier=earlier)


def _stands_for_a_rung(
    desk: Desk, parameter: Parameter, ladder: Name, above: Mapping[str, ParameterKind]
) -> None:
    """Check a parameter whose values are rungs of a ladder, or ``never``."""
    scenario, spread, value = desk.scenario, parameter.spread, parameter.value
    banded = [name for name, gauge in scenario.gauges.items() if gauge.bands]
    known = [*scenario.ladders, *scenario.observations, *banded]
    kind = rungs_of(ladder, scenario)
    if not desk.refers(ladder, known, "ladder") or kind is None:
        return
    values, text = (*kind.rungs, "never"), value.text.strip()
    written = [(text, value.place)]
    if spread is not None and spread.kind != "choice":
        what = f"expected a choice of rungs of {str(ladder)!r}, got {spread.kind!r}"
        hint = f"write spread: {{choice: {{{kind.rungs[-1]}: 1, never: 1}}}}"
        desk.fault(spread.place, what, hint)
    elif spread is not None:
        written += zip(spread.words, spread.word_places, strict=True)
        earlier = replace(desk.scope, parameters=dict(above))
        check_parameter_spread(desk, parameter, earlier=earlier)
    for word, place in written:
        if word not in values:
            what = f"{str(ladder)!r} has no rung {word!r}"
            desk.fault(place, what, suggest(word, values))
    if spread and spread.words and text in values and text not in spread.words:
        what = f"expected a value inside its spread, got {value.text!r}"
        desk.fault(value.place, what, suggest("", spread.words))


def _derived(desk: Desk, parameter: Parameter, earlier: Scope) -> None:
    """Check a value that is worked out from the parameters above it."""
    value, known = parameter.value, {*desk.scenario.parameters, *desk.draft.broken}
    names = {name for name in re.findall(r"[a-z]\w*", value.text) if name in known}
    if not names and (said := quantity_fault(value.text)):
        desk.fault(value.place, *said)
    elif not names and SNAKE.fullmatch(value.text):
        hint = "the spread is of numbers"
        desk.fault(value.place, f"expected a number, got {value.text!r}", hint)
    elif later := _below(desk, value, earlier, "a value"):
        desk.problems += later
    else:
        desk.formula(value, Due.NUMBER, scope=earlier)


def _below(desk: Desk, formula: Formula, earlier: Scope, reader: str) -> list[Problem]:
    """Find the parameters that a formula reads though they stand below it."""
    names = re.findall(r"[a-z]\w*", formula.text)
    what = f"{reader} reads only parameters that stand above it"
    return [
        Problem(formula.place, f"{what}: {name!r}")
        for name in dict.fromkeys(names)
        if name in desk.scope.parameters and name not in earlier.parameters
    ]


def _ladder(desk: Desk, ladder: Ladder) -> None:
    desk.refers(ladder.actor, desk.scenario.actors, "actor")
    if len(ladder.rungs) < 2 and desk.lacks(ladder.id, "rungs"):
        what = f"expected at least 2 rungs on a ladder, got {len(ladder.rungs)}"
        desk.fault(ladder.id.place, what)
    desk.rung(ladder.starts, ladder.id)
    for key in ladder.carries:
        written = [
            formula
            for rung in ladder.rungs
            if (formula := rung.numbers.get(key)) is not None
        ]
        if key in ladder.otherwise:
            written.append(ladder.otherwise[key])
        elif not desk.draft.dropped.get(ladder.id):
            _carried_by_all(desk, ladder, key)
        _alike(desk, ladder, key)
        for formula in written:
            desk.formula(formula, Due.NUMBER)


def _carried_by_all(desk: Desk, ladder: Ladder, key: str) -> None:
    bearers = [rung for rung in ladder.rungs if key in rung.numbers]
    lacking = [rung for rung in ladder.rungs if key not in rung.numbers]
    others = [name for name in ladder.carries if name != key]
    close = nearest(key, others)
    if close and len(lacking) < len(bearers):
        lacking = [rung for rung in lacking if close not in rung.numbers]
    hint = f"write {key}: 0 there, or otherwise: {{{key}: 0}} on the ladder"
    if len(lacking) < len(bearers):
        for rung in lacking:
            what = f"{rung.id!r} lacks {key!r}, which other rungs carry"
            desk.fault(rung.id.place, what, hint)
        return
    close = nearest(key, [*others, "title", "because"])
    names = ", ".join(repr(str(rung.id)) for rung in lacking[:5])
    names += ", …" if len(lacking) > 5 else ""
    for bearer in bearers:
        what = f"{bearer.id!r} carries {key!r}, and other rungs do not: {names}"
        place = next(name for name in bearer.numbers if name == key)
        said = f"did you mean {close!r}?" if close else hint
        desk.fault(getattr(place, "place", bearer.place), what, said)


def _alike(desk: Desk, ladder: Ladder, key: str) -> None:
    due = desk.scope.ladders[ladder.id].keys[key]
    for rung in ladder.rungs:
        formula = rung.numbers.get(key)
        if formula is None or due is None:
            continue
        power = power_of(formula, desk.scope)
        if power is not None and power != due:
            got = PHRASE.get(power, "another power of time")
            what = f"expected {PHRASE.get(due, 'another')} as on the other rungs"
            desk.fault(formula.place, f"{what}, got {got}: {formula.text!r}")


def _observation(desk: Desk, observation: Observation) -> None:
    scenario = desk.scenario
    desk.refers(observation.by, scenario.actors, "actor")
    check_delay(desk, observation.lag)
    check_since(desk, observation.since, observation.lag)
    if observation.misread is not None:
        check_toss(desk, Toss(observation.misread))
    of = observation.of
    desk.used.add(decided_on(of) or of)
    ladders = [*scenario.ladders, *scenario.observations]
    if decided_on(of):
        ladder = decided_on(of)
        if ladder not in scenario.ladders and ladder not in desk.draft.broken:
            what = f"unknown ladder {ladder!r}"
            desk.fault(of.place, what, suggest(ladder, [*scenario.ladders]))
        elif ladder in scenario.ladders and not desk.scope.ladders[ladder].steered:
            what = f"nothing is decided on {ladder!r}: no plan steers it"
            desk.fault(of.place, what, f"write plans: {{{ladder}: …}}, a policy")
    elif of in scenario.gauges:
        if not scenario.gauges[of].bands and desk.lacks(of, "bands"):
            what = f"expected a ladder, got the gauge {of!r}"
            desk.fault(of.place, what, "give it bands, and they are one")
    elif of not in ladders:
        if of not in desk.draft.broken and not desk.draft.lost & {"ladders"}:
            desk.fault(of.place, f"unknown ladder {of!r}", suggest(of, ladders))
    elif (circle := _circle(desk, observation)) and circle[0] == observation.id:
        way = " → ".join([*circle, circle[0]])
        desk.fault(of.place, f"an observation in a circle: {way}")
    if observation.starts is not None:
        desk.rung(observation.starts, observation.id)
    elif observation.since is not None and desk.lacks(observation.id, "starts"):
        what = "nothing has been running: what is seen starts equal to what is"
        hint = "write starts: …, the rung that was seen then"
        desk.fault(observation.since.place, what, hint)
    kind = desk.scope.ladders.get(observation.id)
    if observation.misread is not None and kind and not kind.ordered:
        what = f"{str(of)!r} has no order, so no rung is beside another"
        desk.fault(observation.misread.place, what)


def _circle(desk: Desk, observation: Observation) -> list[str]:
    """Follow sources; give the circle, from its first in the file, if there is one."""
    observations = desk.scenario.observations
    first = last = str(observation.id)
    seen = {first: None}
    while (of := str(observations[last].of)) in observations:
        if of == first:
            order = {name: place for place, name in enumerate(observations)}
            return list(seen) if order[first] == min(order[x] for x in seen) else []
        if len(seen) > LONGEST_CHAIN:
            what = f"expected at most {LONGEST_CHAIN} observations one behind another"
            desk.fault(observation.of.place, f"{what}, got more")
            return []
        if of in seen:
            return []
        seen[of], last = None, of
    return []
