"""The ledger, arguments, claims and outcomes: whether they can be counted."""

from __future__ import annotations

from itertools import pairwise

from sim.checks.desk import Desk
from sim.checks.scopes import source_of
from sim.expressions import Checked, Due
from sim.quantities import parse_quantity
from sim.scenario import Argument, Claim, Formula, Lump

__all__ = ["check_sums"]


def check_sums(desk: Desk) -> None:
    """Check everything that a scenario counts."""
    scenario = desk.scenario
    _ledger(desk)
    for argument in scenario.arguments.values():
        _argument(desk, argument)
    for claim in scenario.claims.values():
        given = desk.formula(claim.given, Due.CLAIM)
        checked = desk.formula(claim.holds_if, Due.CLAIM)
        uses = (given.uses if given else frozenset()) | (
            checked.uses if checked else frozenset()
        )
        if checked and uses <= scenario.parameters.keys():
            what = f"the claim {claim.id!r} reads parameters only"
            hint = "it is an assumption then, and no finding"
            desk.warn(claim.holds_if.place, what, hint)
        _denies(desk, claim)
        for formula in (claim.given, claim.holds_if):
            _told_between_plans(desk, formula)
    for outcome in scenario.outcomes.values():
        desk.formula(outcome.value, Due.OUTCOME)


def _denies(desk: Desk, claim: Claim) -> None:
    """Check that a claim denies others, each once."""
    for at, name in enumerate(claim.denies):
        if name == claim.id:
            what = f"the claim {claim.id!r} denies itself"
            desk.fault(name.place, what, "name a claim that says otherwise")
        elif name in claim.denies[:at]:
            desk.fault(name.place, f"{name!r} is denied twice", "once is enough")
        else:
            desk.refers(name, desk.scenario.claims, "claim")


def _told_between_plans(desk: Desk, formula: Formula | None) -> None:
    """Warn of a claim that reads a net which no single plan tells."""
    ledger, tree = desk.scenario.ledger, desk.tree(formula)
    if ledger is None or formula is None or tree is None:
        return
    read = {part.name for part in tree.walk() if part.op == "net"}
    for actor in ledger.between_plans:
        if actor in read:
            what = (
                f"net.{actor} means something only between two plans: {actor!r} is in "
                "'between_plans'"
            )
            hint = (
                f"claim a gain, a loss or an amount, or take {actor!r} out of "
                "'between_plans'; sim compare tells how two plans' nets differ"
            )
            desk.warn(formula.place, what, hint)


def _ledger(desk: Desk) -> None:
    scenario, ledger = desk.scenario, desk.scenario.ledger
    if ledger is None:
        if scenario.arguments and "ledger" not in desk.draft.lost:
            first = next(iter(scenario.arguments.values()))
            what = "a scenario with arguments needs the key 'ledger'"
            desk.fault(first.id.place, what)
        return
    rate = desk.number(ledger.discount_rate, power=-1, what="the discount rate")
    if rate is not None and rate < 0:
        what = (
            f"expected a discount rate of at least 0, got {ledger.discount_rate.text!r}"
        )
        desk.fault(ledger.discount_rate.place, what)
    for actor in ledger.between_plans:
        desk.refers(actor, scenario.actors, "actor")
    days = []
    for formula in ledger.horizons:
        day = desk.constant(formula, what="a horizon of the ledger")
        if day is None:
            continue
        days.append((day, formula))
        if day > desk.scope.horizon and "horizon" not in desk.draft.lost:
            what = f"{formula.text!r} is longer than the scenario runs"
            hint = f"its horizon is {scenario.horizon.text}"
            desk.fault(formula.place, what, hint)
    for (one, low), (two, high) in pairwise(days):
        if two <= one:
            what = f"expected horizons that rise, got {high.text!r} after {low.text!r}"
            desk.fault(high.place, what)


def _argument(desk: Desk, argument: Argument) -> None:
    scenario, ledger = desk.scenario, desk.scenario.ledger
    desk.refers(argument.actor, scenario.actors, "actor")
    flow = desk.formula(argument.flow, Due.ARGUMENT_FLOW)
    weight = desk.formula(argument.weight, Due.NUMBER)
    _counts_no_deaths(desk, argument, flow)
    if argument.weight is not None and ledger is not None:
        same = argument.unit is None or argument.unit == ledger.unit
        if same and desk.lacks(argument.id, "unit"):
            what = "a weight turns another unit into the ledger's"
            hint = f"it is in {ledger.unit} already: name its unit, or drop the weight"
            desk.fault(argument.weight.place, what, hint)
    _time(desk, argument, flow, weight)
    for lump in argument.lumps:
        _lump(desk, argument, lump)


def _time(
    desk: Desk, argument: Argument, flow: Checked | None, weight: Checked | None
) -> None:
    """Check that weight × flow is per time, or has no time to count at all."""
    if (
        flow is None
        or weight is None
        or argument.weight is None
        or argument.flow is None
    ):
        return
    quantity = parse_quantity(argument.weight.text)
    power = quantity.power if quantity else weight.power
    if flow.power is None or power is None or (quantity and not quantity.value):
        return
    if flow.power + power != -1:
        what = "expected weight × flow to be per time"
        got = {0: "neither is", -2: "both are"}.get(flow.power + power, "it is not")
        desk.fault(argument.weight.place, f"{what}, but {got}")


def _lump(desk: Desk, argument: Argument, lump: Lump) -> None:
    scenario = desk.scenario
    desk.refers(lump.event, scenario.events, "event")
    if lump.ladder is not None and lump.rung is not None:
        banded = [name for name, gauge in scenario.gauges.items() if gauge.bands]
        known = [*scenario.ladders, *scenario.observations, *banded]
        if desk.refers(lump.ladder, known, "ladder"):
            desk.rung(lump.rung, lump.ladder)
        if dead := _of_the_dead(desk, lump.ladder):
            what = f"an argument cannot count the dead: {dead!r} is of people killed"
            desk.fault(lump.ladder.place, what)
    checked = desk.formula(lump.amount, Due.AMOUNT)
    _counts_no_deaths(desk, argument, checked)


def _counts_no_deaths(desk: Desk, argument: Argument, checked: Checked | None) -> None:
    """Refuse an argument that puts a price on the dead."""
    for name in sorted(checked.uses if checked else ()):
        dead = _of_the_dead(desk, name)
        if dead and checked:
            what = f"an argument cannot count the dead: {dead!r} is of people killed"
            hint = "show the gauge beside the ledger, as an outcome: final(…)"
            place = argument.flow.place if argument.flow else argument.id.place
            desk.fault(place, what, hint.replace("…", dead))


def _of_the_dead(desk: Desk, name: str) -> str:
    """Name the gauge of people killed that this is, or that it is seen of, if any."""
    source = source_of(name, desk.scenario)
    gauge = desk.scenario.gauges.get(source)
    return source if gauge is not None and gauge.unit.lower() == "killed" else ""
