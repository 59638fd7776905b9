"""What a file switches off, and the tests that its author ships."""

from __future__ import annotations

from sim.checks.desk import Desk
from sim.errors import suggest
from sim.expressions import Due, check
from sim.quantities import parse_quantity, quantity_fault
from sim.scenario import Expectation

__all__ = ["check_expectations", "check_without"]


def check_without(desk: Desk) -> None:
    """Check that everything switched off is there to be switched off."""
    scenario = desk.scenario
    known = [*scenario.arguments, *scenario.events, *scenario.actors]
    known += [
        factor.id
        for event in scenario.events.values()
        for factor in event.factors
        if factor.id is not None
    ]
    for name in scenario.without:
        if name not in known and name not in desk.draft.broken:
            what = f"nothing called {name!r} can be switched off"
            hint = suggest(name, known)
            if name in {*scenario.parameters, *scenario.ladders, *scenario.claims}:
                hint = "an argument, an event, a factor or an actor can"
            desk.fault(name.place, what, hint)


def check_expectations(desk: Desk) -> None:
    """Check each expectation: its outcome, and its range."""
    for expectation in desk.scenario.expect:
        _expectation(desk, expectation)


def _expectation(desk: Desk, expectation: Expectation) -> None:
    outcomes = desk.scenario.outcomes
    name = expectation.outcome
    if not desk.refers(name, outcomes, "outcome"):
        return
    value = outcomes[name].value
    checked = check(value.text, value.place, due=Due.OUTCOME, scope=desk.scope)
    if not checked.sound:
        return
    if checked.kind == "ladder":
        what = f"a range needs a number, and {name!r} is a rung"
        hint = "expect an outcome such as ever(ladder >= rung)"
        desk.fault(name.place, what, hint)
        return
    power = 0 if checked.kind == "condition" else checked.power
    numbers = []
    for formula in expectation.between:
        quantity = parse_quantity(formula.text)
        if quantity is None:
            said = quantity_fault(formula.text)
            what = f"expected a number, got {formula.text!r}"
            desk.fault(formula.place, *(said or (what, "")))
        elif (
            quantity.value
            and power is not None
            and quantity.power not in {power, 0 if power == 1 else power}
        ):
            what = f"expected a number like the outcome's, got {formula.text!r}"
            desk.fault(formula.place, what)
        elif checked.kind == "condition" and not 0 <= quantity.value <= 1:
            what = f"expected a share from 0 to 1, got {formula.text!r}"
            desk.fault(formula.place, what)
        else:
            numbers.append(quantity.value)
    if len(numbers) == 2 and numbers[1] < numbers[0]:
        low, high = expectation.between
        what = f"expected a range that rises, got {high.text!r} after {low.text!r}"
        desk.fault(high.place, what)
