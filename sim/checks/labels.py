"""Labels: units and accounts, one letter off is a misspelling; and titles of words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sim.checks.desk import Desk
from sim.checks.units import parse_unit
from sim.errors import Place, suggest
from sim.quantities import DAYS_PER, parse_quantity
from sim.scenario import Name, Parameter

__all__ = ["check_labels"]


def check_labels(desk: Desk) -> None:
    """Check the spelling of units and accounts, and that no unit holds a time."""
    scenario = desk.scenario
    accounts = [argument.account for argument in scenario.arguments.values()]
    _spelling(desk, accounts, "account", always=("money",))
    units = list(_units(desk))
    _spelling(desk, units, "unit", always=("killed",))
    for parameter in scenario.parameters.values():
        _of_parameter(desk, parameter)
        if parameter.titles:
            _titles(desk, parameter)
    for ladder in scenario.ladders.values():
        for key, unit in ladder.units.items():
            if key not in ladder.carries and desk.lacks(ladder.id, "rungs"):
                place = getattr(key, "place", unit.place)
                what = f"the rungs of {ladder.id!r} carry no {key!r}"
                desk.fault(place, what, suggest(key, ladder.carries))
            elif (time := parse_unit(unit).time) and unit.place.line:
                hint = f"write {_without(unit)}, and numbers such as '3 per {time}'"
                desk.fault(
                    unit.place, f"time stands with the number, not in {unit!r}", hint
                )
    counted = [argument.unit for argument in scenario.arguments.values()]
    of_ledger = scenario.ledger.unit if scenario.ledger else None
    for unit in filter(None, [*counted, of_ledger]):
        if (time := parse_unit(unit).time) and unit.place.line:
            what = (
                f"the ledger sums amounts over time, got amounts per {time}: {unit!r}"
            )
            desk.fault(unit.place, what, f"write {_without(unit)}")


def _of_parameter(desk: Desk, parameter: Parameter) -> None:
    unit = parameter.unit
    if not unit:
        return
    if desk.scope.parameters[parameter.id].words:
        what = f"{parameter.id!r} is a word, and words have no unit"
        desk.fault(unit.place, what, "delete the unit")
        return
    time = parse_unit(unit).time
    if not time:
        return
    what = f"time stands with the number, not in the unit: {unit!r}"
    quantity = parse_quantity(parameter.value.text)
    hint = f"write unit: {_without(unit)}"
    if quantity is not None and quantity.power == 0:
        days = DAYS_PER[time]
        more = f"; as it is, a factor of {days:.5g} is lost" if days != 1 else ""
        hint = f"{hint} and value: {parameter.value.text} per {time}{more}"
    desk.fault(unit.place, what, hint)


def _titles(desk: Desk, parameter: Parameter) -> None:
    """Check that each title is of a word that the parameter may be."""
    first = next(iter(parameter.titles))
    if parameter.rung_of is not None:
        ladder = str(parameter.rung_of)
        what = f"the values of {parameter.id!r} are rungs of {ladder!r}, titled there"
        desk.fault(_place(first, parameter), what, "delete 'titles'")
        return
    words = desk.scope.parameters[parameter.id].words
    if not words:
        if desk.lacks(parameter.id, "spread"):
            what = f"{parameter.id!r} is a number, and numbers have no titles"
            desk.fault(_place(first, parameter), what, "delete 'titles'")
        return
    # A variant that leaves a word out need not take away the title it had.
    order = {text.file: at for at, text in enumerate(desk.scenario.files)}
    written = order.get((parameter.spread or parameter.value).place.file, 0)
    for word in parameter.titles:
        place = _place(word, parameter)
        if word not in words and order.get(place.file, 0) <= written:
            what = f"{parameter.id!r} has no word {str(word)!r}"
            desk.fault(place, what, suggest(word, words))


def _place(word: str, parameter: Parameter) -> Place:
    return getattr(word, "place", parameter.place)


def _without(unit: str) -> str:
    times = "|".join(f"{time}s?" for time in DAYS_PER)
    return re.sub(rf"\s*\bper (?:{times})\b", "", unit).strip() or "no unit"


def _units(desk: Desk) -> Iterator[Name]:
    scenario = desk.scenario
    for parameter in scenario.parameters.values():
        if parameter.unit:
            yield parameter.unit
    for ladder in scenario.ladders.values():
        yield from ladder.units.values()
    for gauge in scenario.gauges.values():
        if gauge.unit:
            yield gauge.unit
    for argument in scenario.arguments.values():
        if argument.unit:
            yield argument.unit
    if scenario.ledger is not None:
        yield scenario.ledger.unit


def _spelling(
    desk: Desk, labels: list[Name], what: str, *, always: tuple[str, ...]
) -> None:
    """Find a label one letter off another, and note the one that is used less."""
    first: dict[str, Name] = {}
    count: dict[str, int] = {}
    for label in labels:
        if label.place.line:
            first.setdefault(str(label), label)
            count[label] = count.get(label, 0) + 1
    for other in always:
        count[other] = len(labels) + 1  # these are never the misspelt ones
    rare = sorted(first, key=lambda word: (count[word], -first[word].place.line))
    for number, word in enumerate(rare[:200]):
        for other in [*always, *rare[number + 1 : 200]]:
            same = what == "unit" and parse_unit(word).like(parse_unit(other))
            if one_letter_off(word, other) and not same:
                said = f"the {what} {word!r} is one letter off {other!r}"
                hint = f"did you mean {other!r}? otherwise name it less alike"
                desk.fault(first[word].place, said, hint)
                break


def one_letter_off(one: str, other: str) -> bool:
    """Tell if a letter added, left out, changed or swapped makes one word the other.

    Examples
    --------
    >>> one_letter_off("mony", "money"), one_letter_off("million", "billion")
    (True, False)
    >>> one_letter_off("phase 1", "phase 2"), one_letter_off("side a", "side b")
    (False, False)
    """
    words, others = one.casefold().split(), other.casefold().split()
    if len(words) != len(others):
        return False
    apart = [pair for pair in zip(words, others, strict=True) if pair[0] != pair[1]]
    if len(apart) != 1:
        return False
    (left, right) = apart[0]
    known = {"million", "billion", "trillion"}
    if min(len(left), len(right)) < 4 or {left, right} <= known:
        return False
    if not (left.isalpha() and right.isalpha()):
        return False
    if abs(len(left) - len(right)) == 1:
        short, long = sorted((left, right), key=len)
        return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
    if len(left) != len(right):
        return False
    differ = [at for at in range(len(left)) if left[at] != right[at]]
    if len(differ) == 2 and differ[1] == differ[0] + 1:
        return (
            left[differ[0]] == right[differ[1]] and left[differ[1]] == right[differ[0]]
        )
    return len(differ) == 1
