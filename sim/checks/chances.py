"""Chances and mean times: whether they are shares, and more than nothing."""

from __future__ import annotations

from sim.checks.desk import Desk
from sim.expressions import Due
from sim.quantities import parse_quantity
from sim.scenario import Formula, Toss

__all__ = ["check_mean", "check_toss", "refuse_certainty"]


def check_mean(desk: Desk, formula: Formula | None) -> None:
    """Check a mean or a period: a duration of more than 0."""
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


def check_toss(desk: Desk, toss: Toss | None) -> None:
    """Check a chance, and its window if it has one."""
    if toss is None:
        return
    desk.number(toss.chance, power=0, what="a chance")
    _chance(desk, toss.chance)
    check_mean(desk, toss.within)
    refuse_certainty(desk, toss)


def refuse_certainty(desk: Desk, toss: Toss) -> None:
    """Refuse a hazard that would have to be infinite."""
    quantity = parse_quantity(toss.chance.text)
    if toss.within is not None and quantity and quantity.value == 1:
        what = f"expected a chance below 100% within a window, got {toss.chance.text!r}"
        desk.fault(toss.chance.place, what, "no rate makes it certain by then")
