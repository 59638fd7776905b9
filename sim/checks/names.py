"""Names: written rightly, used once, and never to be taken for another."""

from __future__ import annotations

import re
import unicodedata

from sim.checks.desk import Desk
from sim.checks.scopes import SNAKE, words_of
from sim.errors import Place
from sim.scenario import Name

__all__ = ["RESERVED", "check_names"]

RESERVED = frozenset(
    "and or not if else in is true false always never level decided wanted day min "
    "max abs exp log sqrt ever first time_in highest final rises falls net gain loss "
    "amount up down within otherwise".split()
)
NAMED = ("parameters", "ladders", "observations", "gauges")


def check_names(desk: Desk) -> None:
    """Check every id, rung, word and key of a draft."""
    scenario = desk.scenario
    name = scenario.name
    if isinstance(name, Name) and name.place.line:
        _spelling(desk, name, name.place, "name")
    first: dict[str, tuple[str, Name]] = {}
    for section, item in _declared(desk):
        kind = _kind(section)
        _spelling(desk, item, item.place, "name")
        if item in first:
            other, before = first[item]
            what = f"a second thing called {item!r}: {_a(kind)}"
            hint = f"the first, {_a(other)}, is {_where(before.place, item.place)}"
            desk.fault(item.place, what, hint)
        else:
            first[item] = (kind, item)
    taken: dict[str, tuple[str, Place]] = {
        item: (kind, item.place)
        for item, (kind, item) in first.items()
        if kind in {_kind(section) for section in NAMED}
    }
    for ladder in scenario.ladders.values():
        for rung in ladder.rungs:
            _spelling(desk, rung.id, rung.id.place, "rung")
            _apart(desk, rung.id, rung.id.place, "rung", taken)
        for rung in ladder.rungs:
            for key, formula in rung.numbers.items():
                place = key.place if isinstance(key, Name) else formula.place
                _key(desk, key, place)
    for gauge in scenario.gauges.values():
        for band in gauge.bands:
            _spelling(desk, band.id, band.id.place, "band")
            _apart(desk, band.id, band.id.place, "band", taken)
    for parameter in scenario.parameters.values():
        spread = parameter.spread
        if (
            spread
            and spread.kind == "choice"
            and parameter.rung_of is None
            and words_of(parameter, scenario.parameters)
        ):
            for word, place in zip(spread.words, spread.word_places, strict=True):
                _spelling(desk, word, place, "word")
                _apart(desk, word, place, "word", taken)


def _declared(desk: Desk) -> list[tuple[str, Name]]:
    factors = [
        ("factors", factor.id)
        for event in desk.scenario.events.values()
        for factor in event.factors
        if factor.id is not None
    ]
    both = [*desk.draft.declared, *factors]
    # A file that is extended was there before the one that extends it.
    order = [file.file for file in desk.scenario.files[::-1]]

    def turn(pair: tuple[str, Name]) -> tuple[int, int, int]:
        place = pair[1].place
        at = order.index(place.file) if place.file in order else len(order)
        return at, place.line, place.column

    return sorted(both, key=turn)


def _where(first: Place, second: Place) -> str:
    """Say where the first of two stands, seen from the second."""
    same = first.file == second.file
    return f"on line {first.line}" if same else f"in {first.file}, line {first.line}"


def _spelling(desk: Desk, word: str, place: Place, what: str) -> None:
    if not SNAKE.fullmatch(word):
        said = f"expected a {what} of small letters, digits and _, got {word!r}"
        desk.fault(place, said, f"write {_snake(word) or 'for example war_end'}")
    elif word in RESERVED:
        said = f"{word!r} is a word of the language and cannot be a {what}"
        desk.fault(place, said, f"write for example the_{word}")


def _key(desk: Desk, key: str, place: Place) -> None:
    if not SNAKE.fullmatch(key):
        what = f"expected a key of small letters, digits and _, got {key!r}"
        better = _snake(key)
        desk.fault(place, what, f"write {better}" if better else "")


def _apart(
    desk: Desk, word: str, place: Place, what: str, taken: dict[str, tuple[str, Place]]
) -> None:
    if found := taken.get(word):
        kind, first = found
        said = f"the {what} {word!r} could be taken for {_a(kind)}"
        hint = f"the {kind} of that name is {_where(first, place)}"
        desk.fault(place, said, hint)


def _snake(word: str) -> str:
    """Write a word the way names are written, if that leaves something of it."""
    plain = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode()
    parts = re.findall(r"[a-z0-9]+", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", plain).lower())
    better = "_".join(parts).lstrip("0123456789_")
    return better if better and better not in RESERVED else ""


def _kind(section: str) -> str:
    return {"policies": "policy"}.get(section, section.removesuffix("s"))


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeo" else f"a {kind}"
