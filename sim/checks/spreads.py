"""Distributions that make sense: their numbers, their time, and the value inside."""

from __future__ import annotations

from itertools import pairwise

from sim.checks.desk import PHRASE, Desk
from sim.errors import suggest
from sim.expressions import Due, Scope
from sim.quantities import (
    day_of,
    parse_date,
    parse_quantity,
    quantity_fault,
    unit_hint,
)
from sim.scenario import Formula, Parameter, Spread

__all__ = ["check_delay", "check_parameter_spread", "check_since"]

# Which of its numbers are shapes: without a unit, whatever the quantity.
SHAPES = {"weibull": (0,), "loglogistic": (1,)}
BOUNDED = frozenset({"fixed", "uniform", "triangular", "quantiles"})
NAMES = {
    "uniform": ("the low end", "the high end"),
    "triangular": ("the low end", "the mode", "the high end"),
    "exponential": ("the mean",),
    "lognormal": ("the median", "p90"),
    "weibull": ("the shape", "the scale"),
    "loglogistic": ("the median", "the shape"),
}


def check_delay(desk: Desk, spread: Spread | None) -> None:
    """Check the distribution of a delay: durations, none of them negative."""
    if spread is None:
        return
    values = _numbers(desk, spread, power=1, scope=desk.scope)
    if spread.kind == "choice":
        _keys(desk, spread, power=1)
    bounded = _sane(desk, spread, values) and spread.kind in BOUNDED
    if bounded and values[0] is not None and values[0] < 0:
        desk.fault(spread.numbers[0].place, "a delay cannot be negative")


def check_since(desk: Desk, since: Formula | None, spread: Spread | None) -> None:
    """Check the date since which a delay has been running before the start."""
    date = parse_date(since.text) if since else None
    if since is None or date is None or "start" in desk.draft.lost:
        return
    elapsed = -day_of(date, desk.scenario.start)
    if elapsed <= 0:
        what = f"expected a date before the start, got {since.text}"
        hint = f"the scenario starts on {desk.scenario.start}"
        desk.fault(since.place, what, hint)
        return
    ends = [*spread.words] if spread and spread.kind == "choice" else []
    if spread and spread.kind in BOUNDED:
        ends = [spread.numbers[-1].text]
    last = [quantity.value for end in ends if (quantity := parse_quantity(end))]
    if ends and len(last) == len(ends) and max(last) <= elapsed:
        what = f"a delay since {since.text} would have ended before the start"
        hint = f"it has run for {elapsed:g} days then, and takes at most {max(last):g}"
        desk.fault(since.place, what, hint)


def check_parameter_spread(desk: Desk, parameter: Parameter, *, earlier: Scope) -> None:
    """Check a parameter's spread, and that its value lies in it.

    Parameters
    ----------
    earlier : Scope
        The parameters that stand above it: only those may its spread read.
    """
    spread = parameter.spread
    if spread is None:
        return
    kind = desk.scope.parameters[parameter.id]
    if kind.words:
        _weights(desk, spread, _numbers(desk, spread, power=0, scope=earlier))
        return
    value = parse_quantity(parameter.value.text)
    values = _numbers(desk, spread, power=kind.power, scope=earlier)
    if spread.kind == "choice":
        _keys(desk, spread, power=kind.power)
    if not _sane(desk, spread, values) or value is None:
        return
    low, high = _support(spread, values)
    inside = low <= value.value <= high
    if spread.kind in {"lognormal", "loglogistic"}:
        inside = value.value > 0
    if spread.kind == "choice":
        found = [q.value for word in spread.words if (q := parse_quantity(word))]
        inside = value.value in found or len(found) < len(spread.words)
    if not inside:
        ends = _ends(spread)
        what = f"expected a value inside its spread, got {parameter.value.text!r}"
        desk.fault(parameter.value.place, what, ends)


def _numbers(
    desk: Desk, spread: Spread, *, power: int | None, scope: Scope
) -> list[float | None]:
    """Check each number of a spread; give those that are constants."""
    values: list[float | None] = []
    for place, formula in enumerate(spread.numbers or spread.weights):
        shape = spread.kind == "choice" or place in SHAPES.get(spread.kind, ())
        due = 0 if shape else power
        checked = desk.formula(formula, Due.NUMBER, scope=scope)
        quantity = parse_quantity(formula.text)
        found = quantity.power if quantity else checked.power if checked else None
        if quantity and quantity.value == 0 and quantity.power == 0:
            found = None
        if checked and due is not None and found is not None and found != due:
            _unlike(desk, formula, found, due)
            values.append(None)
        else:
            values.append(quantity.value if checked and quantity else None)
    return values


def _unlike(desk: Desk, formula: Formula, found: int, due: int) -> None:
    got = PHRASE.get(found, "another power of time")
    got = "the share" if formula.text.rstrip().endswith("%") else f"{got}:"
    what = f"expected {PHRASE.get(due, 'another')} here, got {got} {formula.text!r}"
    quantity = parse_quantity(formula.text)
    hint = unit_hint(formula.text, power=due) if quantity and not found and due else ""
    desk.fault(formula.place, what, hint)


def _keys(desk: Desk, spread: Spread, *, power: int | None) -> None:
    for word, place in zip(spread.words, spread.word_places, strict=True):
        quantity = parse_quantity(word)
        if quantity is None:
            said = quantity_fault(word) or (f"expected a number, got {word!r}", "")
            desk.fault(place, *said)
        elif quantity.value and power is not None and quantity.power != power:
            _unlike(desk, Formula(word, place), quantity.power, power)


def _sane(desk: Desk, spread: Spread, values: list[float | None]) -> bool:
    """Check how the numbers stand to each other; False if any is unknown or wrong."""
    if spread.kind == "choice":
        return _weights(desk, spread, values)
    before = len(desk.problems)
    names = NAMES.get(spread.kind, ())
    positive = spread.kind in {"exponential", "lognormal", "weibull", "loglogistic"}
    for number, (formula, value) in enumerate(zip(spread.numbers, values, strict=True)):
        if positive and value is not None and value <= 0:
            what = f"expected more than 0 as {names[number]}, got {formula.text!r}"
            desk.fault(formula.place, what)
    rising = spread.kind in {"uniform", "triangular", "lognormal", "quantiles"}
    pairs = list(zip(spread.numbers, values, strict=True))
    for number, ((low, one), (high, two)) in enumerate(pairwise(pairs)):
        if not rising or one is None or two is None or len(desk.problems) > before:
            continue
        if two < one or (spread.kind == "lognormal" and two == one):
            if names:
                what = f"expected {names[number + 1]} above {names[number]}"
            else:
                what = "expected values that rise with their shares"
            desk.fault(high.place, f"{what}, got {high.text!r} after {low.text!r}")
    return len(desk.problems) == before and None not in values


def _weights(desk: Desk, spread: Spread, values: list[float | None]) -> bool:
    before = len(desk.problems)
    for formula, value in zip(spread.weights, values, strict=True):
        if value is not None and value < 0:
            what = f"expected a weight of at least 0, got {formula.text!r}"
            desk.fault(formula.place, what)
    if len(desk.problems) == before and None not in values and not any(values):
        desk.fault(spread.place, "expected a weight above 0, got none")
    return len(desk.problems) == before and None not in values


def _support(spread: Spread, values: list[float | None]) -> tuple[float, float]:
    known = [value for value in values if value is not None]
    if spread.kind in {"exponential", "weibull", "lognormal", "loglogistic"}:
        return 0.0, float("inf")
    if spread.kind == "choice" or not known:
        return float("-inf"), float("inf")
    return known[0], known[-1]


def _ends(spread: Spread) -> str:
    if spread.kind == "choice":
        return suggest("", spread.words)
    if spread.kind in {"fixed", "uniform", "triangular", "quantiles"}:
        low, high = spread.numbers[0].text, spread.numbers[-1].text
        return f"the spread goes from {low} to {high}"
    return "the spread begins at 0"
