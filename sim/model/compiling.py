"""A scenario under its plans -> the flat model.

A scenario has been checked when it was loaded, so nothing is checked again here but
what the caller asks for: policies, what is switched off, another horizon.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TypeVar

from sim.errors import UsageError, suggest
from sim.expressions import Due
from sim.loading import scope_of
from sim.model.compiling_clocks import (
    act_clock,
    band_clock,
    event_clock,
    observation_clock,
    review_clock,
)
from sim.model.compiling_formulas import Reader, ladder_reference, titled
from sim.model.compiling_ladders import compile_gauge, compile_ladders
from sim.model.compiling_ledger import Readings, compile_argument
from sim.model.data import Model
from sim.model.ledger import Claim, Outcome
from sim.model.parts import Clock, Parameter, Policy
from sim.scenario import Formula, Scenario, Steps
from sim.texts import Text

__all__ = ["compile_model"]

T = TypeVar("T")


def compile_model(
    scenario: Scenario,
    *,
    policies: Sequence[str] = (),
    without: Iterable[str] = (),
    central: bool = False,
    horizon: float | None = None,
    also_rates: Sequence[float] = (),
) -> Model:
    """Bring a scenario into the form that every engine runs.

    Parameters
    ----------
    scenario : Scenario
        As loaded.
    policies : sequence of str
        Each replaces the plan on its own ladder.
    without : iterable of str
        Arguments, events, factors and actors to switch off.
    central : bool
        Give every parameter its central value instead of a draw.
    horizon : float, optional
        Another end of the run, in days. What asks for a later day is left out, and
        `Model.notes` says so.
    also_rates : sequence of float
        Further discount rates, per day, at which the ledger's sums are kept too.

    Returns
    -------
    Model

    Raises
    ------
    UsageError
        If there is no such policy, nothing of that name to switch off, or the horizon
        is not more than 0, or a discount rate is below 0.
    """
    off = tuple(dict.fromkeys([*map(str, scenario.without), *without]))
    _refuse_unknown(scenario, off)
    scope = scope_of(scenario)
    reader = Reader(scope, scenario)
    end = scope.horizon if horizon is None else float(horizon)
    if not 0 < end < math.inf:
        raise UsageError(f"expected a horizon of more than 0 days, got {end:g}")
    for rate in also_rates:
        if not 0 <= rate < math.inf:
            raise UsageError(f"expected a discount rate of 0 or more, got {rate:g}")
    notes: list[str] = []
    plans = _plans(scenario, policies)
    steered = [
        _policy(reader, scenario, name, when)
        for choices in plans.values()
        for name, when in choices
    ]
    horizons = tuple(day for day in scope.horizons if day <= end)
    if len(horizons) < len(scope.horizons):
        notes.append(
            "left out, since the run ends before: the ledger's horizons beyond "
            f"day {end:g}"
        )
    readings = Readings(reader, end)
    return Model(
        name=scenario.name,
        title=scenario.title,
        start=scenario.start.isoformat(),
        facts_to=scenario.facts_to.isoformat() if scenario.facts_to else "",
        horizon=end,
        central=central,
        without=off,
        parameters=tuple(
            _parameter(reader, scenario, name, central) for name in scenario.parameters
        ),
        ladders=compile_ladders(reader, scenario, steered),
        gauges=tuple(
            compile_gauge(reader, gauge) for gauge in scenario.gauges.values()
        ),
        clocks=_clocks(reader, scenario, steered, off),
        policies=tuple(steered),
        unit=scenario.ledger.unit if scenario.ledger else "",
        against=scenario.ledger.against if scenario.ledger else Text(),
        discount_rate=reader.maybe(
            scenario.ledger.discount_rate if scenario.ledger else None, Due.RATE
        ),
        horizons=horizons,
        arguments=tuple(
            compile_argument(reader, scenario, name, off)
            for name, argument in scenario.arguments.items()
            if name not in off
        ),
        outcomes=_outcomes(readings, scenario, notes),
        claims=_claims(readings, scenario, horizons, notes),
        readings=tuple(readings.kept),
        actors={
            name: titled(actor.title, name) for name, actor in scenario.actors.items()
        },
        notes=tuple(notes),
        also_rates=tuple(map(float, also_rates)),
        between_plans=tuple(map(str, scenario.ledger.between_plans))
        if scenario.ledger
        else (),
    )


def _refuse_unknown(scenario: Scenario, off: tuple[str, ...]) -> None:
    known = [*scenario.arguments, *scenario.events, *scenario.actors]
    known += [
        str(factor.id)
        for event in scenario.events.values()
        for factor in event.factors
        if factor.id is not None
    ]
    for name in off:
        if name not in known:
            raise UsageError(
                f"nothing called {name!r} can be switched off (an argument, an event, "
                f"a factor or an actor); {suggest(name, known)}"
            )


def _plans(
    scenario: Scenario, policies: Sequence[str]
) -> dict[str, tuple[tuple[str, Formula | None], ...]]:
    """Give the policies that may be in force on each steered ladder."""
    plans = {
        str(ladder): tuple((str(choice.policy), choice.when) for choice in choices)
        for ladder, choices in scenario.plans.items()
    }
    for name in policies:
        if name not in scenario.policies:
            known = list(scenario.policies)
            raise UsageError(f"no policy {name!r}; {suggest(name, known)}")
        plans[str(scenario.policies[name].ladder)] = ((name, None),)
    return plans


def _parameter(
    reader: Reader, scenario: Scenario, name: str, central: bool
) -> Parameter:
    parameter = scenario.parameters[name]
    kind = reader.scope.parameters[name]
    draw = None
    if parameter.spread is not None and not central:
        draw = reader.draw(parameter.spread, Due.NUMBER, words=kind.words)
    titles = () if parameter.rung_of is not None else kind.words
    return Parameter(
        name=name,
        title=titled(parameter.title, name),
        value=reader.value(parameter.value, kind.words),
        draw=draw,
        words=kind.words,
        power=kind.power,
        rung_of=str(parameter.rung_of or ""),
        word_titles=tuple(titled(parameter.titles.get(word), word) for word in titles),
    )


# ---- policies and clocks


def _policy(
    reader: Reader, scenario: Scenario, name: str, when: Formula | None
) -> Policy:
    policy = scenario.policies[name]
    rungs = [str(rung.id) for rung in scenario.ladders[policy.ladder].rungs]
    return Policy(
        name=name,
        title=titled(policy.title, name),
        actor=str(policy.actor or ""),
        ladder=str(policy.ladder),
        wants=tuple(
            (rungs.index(rung), reader.read(condition, Due.CONDITION))
            for rung, condition in policy.wants
        ),
        may=tuple(reader.maybe(_at(policy.may, rung), Due.CONDITION) for rung in rungs),
        resolve=tuple(reader.toss(_at(policy.resolve, rung)) for rung in rungs),
        relax=tuple(reader.toss(_at(policy.relax, rung)) for rung in rungs),
        takes=tuple(
            reader.draw(_at(policy.takes, rung), Due.DURATION) for rung in rungs
        ),
        every=reader.maybe(policy.reviews.every, Due.DURATION),
        when_changes=tuple(map(ladder_reference, policy.reviews.when_changes)),
        stride_all=policy.stride == "all",
        when=reader.maybe(when, Due.CONDITION),
    )


def _at(steps: Steps[T] | None, rung: str) -> T | None:
    return None if steps is None else steps.at(rung)


def _clocks(
    reader: Reader, scenario: Scenario, steered: list[Policy], off: tuple[str, ...]
) -> tuple[Clock, ...]:
    """Put the clocks in the order in which they fire at one instant."""
    events = [
        event_clock(reader, event, scenario, off)
        for event in scenario.events.values()
        if event.id not in off and event.actor not in off
    ]
    readings = Clock("readings", "readings", "readings", Text(en="readings"))
    ladders = dict.fromkeys(policy.ladder for policy in steered)
    first = [next(p for p in steered if p.ladder == ladder) for ladder in ladders]
    return (
        readings,
        *(clock for clock in events if clock.kind == "dated"),
        *(
            band_clock(gauge)
            for gauge in scenario.gauges.values()
            if gauge.bands or gauge.least is not None or gauge.most is not None
        ),
        *(clock for clock in events if clock.kind != "dated"),
        *(
            observation_clock(reader, item, scenario)
            for item in scenario.observations.values()
        ),
        *(review_clock(policy) for policy in first),
        *(act_clock(policy, scenario) for policy in first),
    )


# ---- outcomes and claims


def _outcomes(
    readings: Readings, scenario: Scenario, notes: list[str]
) -> tuple[Outcome, ...]:
    made = []
    for name, outcome in scenario.outcomes.items():
        if readings.asks_too_late(outcome.value, Due.OUTCOME):
            notes.append(f"left out, since it asks for a later day: outcome {name}")
            continue
        made.append(readings.outcome(name, titled(outcome.title, name), outcome.value))
    return tuple(made)


def _claims(
    readings: Readings,
    scenario: Scenario,
    horizons: tuple[float, ...],
    notes: list[str],
) -> tuple[Claim, ...]:
    made = []
    for name, claim in scenario.claims.items():
        formulas = [claim.holds_if, *([claim.given] if claim.given else [])]
        late = readings.asks_too_late
        if any(late(formula, Due.CLAIM) for formula in formulas):
            notes.append(f"left out, since it asks for a later day: claim {name}")
            continue
        checked = [readings.reader.tree(formula, Due.CLAIM) for formula in formulas]
        reads = {part.op for tree in checked for part in tree.walk()}
        trees, *given = (
            tuple(readings.at(tree, day) for day in horizons) for tree in checked
        )
        made.append(
            Claim(
                name=name,
                says=claim.says,
                text=claim.holds_if.text,
                trees=trees,
                parameters_only=not reads & _FROM_THE_RUN,
                given=given[0] if given else (),
                given_text=claim.given.text if claim.given else "",
            )
        )
    return tuple(made)


_FROM_THE_RUN = frozenset(
    "ever first time_in highest final rises falls net gain loss amount".split()
)
