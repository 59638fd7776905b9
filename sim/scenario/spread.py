"""How uncertain a number is: a spread, and a chance with its window."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import PlainValidator

from sim.errors import Place, Problem, suggest
from sim.quantities import quantity_fault
from sim.scenario.part import NOT_YET
from sim.scenario.words import Formula, fail, kind_of, read_amount, tried
from sim.yamltext import Mapping, Node, Scalar, Sequence

__all__ = ["Spread", "SpreadField", "Toss", "TossField", "one_for_all"]

LISTS = {"uniform": ("low", "high"), "triangular": ("low", "mode", "high")}
MAPPINGS = {
    "exponential": ("mean",),
    "lognormal": ("median", "p90"),
    "weibull": ("shape", "scale"),
    "loglogistic": ("median", "shape"),
}
KINDS = ("fixed", *LISTS, *MAPPINGS, "quantiles", "choice")
WITHIN = re.compile(r"(?P<chance>.*?)\s*\bwithin\b\s*(?P<window>.*)", re.DOTALL)
SHARE = re.compile(r"p(\d{1,3}(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class Spread:
    """A distribution as written: its kind, and its numbers as formulas.

    Attributes
    ----------
    kind : str
        ``"fixed"``, ``"uniform"``, ``"triangular"``, ``"exponential"``,
        ``"lognormal"``, ``"weibull"``, ``"loglogistic"``, ``"quantiles"`` or
        ``"choice"``.
    numbers : tuple of Formula
        In the order of the arguments of the quantile function; the values of
        ``quantiles`` by rising share; empty for ``choice``.
    shares : tuple of float
        For ``quantiles``: the share below each value, 0 to 1, rising.
    words : tuple of str
        For ``choice``: the values as written, words or numbers.
    weights : tuple of Formula
        For ``choice``: the weight of each.
    place : Place
        Where the kind stands.
    """

    kind: str
    numbers: tuple[Formula, ...]
    place: Place
    shares: tuple[float, ...] = ()
    words: tuple[str, ...] = ()
    weights: tuple[Formula, ...] = ()
    word_places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Toss:
    """A chance, once (``40%``) or within a window (``40% within 6 months``)."""

    chance: Formula
    within: Formula | None = None


def _read_spread(node: Any) -> Spread:
    if isinstance(node, Scalar):
        number = read_amount(node)
        return Spread("fixed", (number,), number.place)
    if not isinstance(node, Mapping):
        what = f"expected a quantity or a distribution, got {kind_of(node)}"
        fail(Problem(node.place, what, "write for example uniform: [5, 20]"))
    if len(node.entries) != 1:
        found = ", ".join(node.entries) if node.entries else "an empty mapping"
        what = f"expected one distribution, got {found}"
        fail(Problem(node.place, what, f"expected one of: {', '.join(KINDS)}"))
    (kind, inside), place = next(iter(node.entries.items())), node.keys
    if kind not in KINDS:
        what = f"unknown distribution {kind!r}"
        fail(Problem(place[kind], what, suggest(kind, KINDS)))
    return _of_kind(kind, inside, place[kind])


def _of_kind(kind: str, node: Node, place: Place) -> Spread:
    if kind == "fixed":
        return Spread(kind, (read_amount(node),), place)
    if kind in LISTS:
        return Spread(kind, _listed(kind, node), place)
    if not isinstance(node, Mapping):
        what = f"expected a mapping under {kind!r}, got {kind_of(node)}"
        fail(Problem(node.place, what, _example(kind)))
    if kind == "quantiles":
        return _quantiles(node, place)
    if kind == "choice":
        return _choice(node, place)
    return Spread(kind, _keyed(kind, node), place)


def _listed(kind: str, node: Node) -> tuple[Formula, ...]:
    names = LISTS[kind]
    if not isinstance(node, Sequence):
        what = f"expected a list under {kind!r}, got {kind_of(node)}"
        fail(Problem(node.place, what, _example(kind)))
    if len(node.items) != len(names):
        what = f"{kind!r} takes {len(names)} numbers, got {len(node.items)}"
        fail(Problem(node.place, what, _example(kind)))
    return _all(node.items)


def _keyed(kind: str, node: Mapping) -> tuple[Formula, ...]:
    names = MAPPINGS[kind]
    problems = [
        Problem(node.keys[key], f"unknown key {key!r} in {kind!r}", suggest(key, names))
        for key in node.entries
        if key not in names
    ]
    problems += [
        Problem(node.place, f"{kind!r} needs the key {name!r}", _example(kind))
        for name in names
        if name not in node.entries
    ]
    if problems:
        fail(*problems)
    return _all(tuple(node.entries[name] for name in names))


def _quantiles(node: Mapping, place: Place) -> Spread:
    problems = []
    shares, seen = dict[str, float](), set[float]()
    for key in node.entries:
        found = SHARE.fullmatch(key)
        if not found or float(found[1]) > 100:
            what = f"expected a share from p0 to p100, got {key!r}"
            problems.append(Problem(node.keys[key], what))
        elif (share := float(found[1]) / 100) in seen:
            what = f"a second value for the share {key!r}"
            problems.append(Problem(node.keys[key], what))
        else:
            shares[key] = share
            seen.add(share)
    problems += [
        Problem(
            node.place, f"'quantiles' needs the key {name!r}", _example("quantiles")
        )
        for name in ("p0", "p100")
        if name not in node.entries
    ]
    if problems:
        fail(*problems)
    order = sorted(shares, key=lambda key: shares[key])
    numbers = _all(tuple(node.entries[key] for key in order))
    return Spread(
        "quantiles", numbers, place, shares=tuple(shares[key] for key in order)
    )


def _choice(node: Mapping, place: Place) -> Spread:
    if not node.entries:
        fail(Problem(node.place, "'choice' needs at least one value"))
    if problems := [
        Problem(node.keys[key], *trap)
        for key in node.entries
        if (trap := quantity_fault(key))
    ]:
        fail(*problems)
    return Spread(
        "choice",
        (),
        place,
        words=tuple(node.entries),
        weights=_all(tuple(node.entries.values())),
        word_places=tuple(node.keys[key] for key in node.entries),
    )


def _all(nodes: tuple[Node, ...]) -> tuple[Formula, ...]:
    problems: list[Problem] = []
    read = [tried(read_amount, node, problems) for node in nodes]
    if problems:
        fail(*problems)
    return tuple(formula for formula in read if formula is not None)


def _example(kind: str) -> str:
    if kind in LISTS:
        return f"write {kind}: [{', '.join(LISTS[kind])}]"
    if kind == "quantiles":
        return "write quantiles: {p0: lowest, p50: middle, p100: highest}"
    if kind == "choice":
        return "write choice: {value: weight, …}"
    return f"write {kind}: {{{', '.join(f'{name}: …' for name in MAPPINGS[kind])}}}"


def one_for_all(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Refuse, as not yet there, a mapping from rung to value."""

    def checked(node: Any) -> Any:
        if isinstance(node, Mapping) and not set(node.entries) <= {*KINDS}:
            what = f"a mapping from rung to value {NOT_YET}"
            fail(Problem(node.place, what, "write one value for all rungs"))
        return read(node)

    return checked


def _read_toss(node: Any) -> Toss:
    whole = read_amount(node)
    parts = WITHIN.fullmatch(whole.text)
    if not parts:
        return Toss(whole)
    chance, window = parts["chance"], parts["window"]
    if not chance or not window:
        what = f"expected a chance and a window, got {whole.text!r}"
        fail(Problem(whole.place, what, "write for example 30% within 14 days"))
    return Toss(
        Formula(chance, whole.place),
        Formula(window, whole.place.shifted(parts.start("window"))),
    )


SPREAD_SCHEMA: Any = float | str | dict[str, Any]
SpreadField = Annotated[
    Spread, PlainValidator(_read_spread, json_schema_input_type=SPREAD_SCHEMA)
]
OneSpreadField = Annotated[
    Spread,
    PlainValidator(one_for_all(_read_spread), json_schema_input_type=SPREAD_SCHEMA),
]
TossField = Annotated[
    Toss, PlainValidator(_read_toss, json_schema_input_type=float | str)
]
OneTossField = Annotated[
    Toss,
    PlainValidator(one_for_all(_read_toss), json_schema_input_type=float | str),
]
