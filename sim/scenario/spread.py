"""How uncertain a number is: a spread, and a chance with its window; step by step."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar

from pydantic import PlainValidator, ValidationInfo

from sim.errors import Place, Problem, suggest
from sim.quantities import quantity_fault
from sim.scenario.words import Formula, Name, fail, kind_of, read_amount, tried
from sim.yamltext import Mapping, Node, Scalar, Sequence

__all__ = [
    "Spread",
    "SpreadField",
    "StepSpreads",
    "StepTosses",
    "Steps",
    "Toss",
    "TossField",
    "by_step",
]

T = TypeVar("T")

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


@dataclass(frozen=True, slots=True)
class Steps(Generic[T]):
    """One value for every step of a ladder, or one for each.

    Attributes
    ----------
    rest : T or None
        For every step that is not named; None if all are.
    each : tuple of (Name, T)
        The value for the step onto (or off) that rung.
    place : Place
        Where it stands.
    whole : int
        How many entries were written, those that could not be read among them.
    """

    rest: T | None
    each: tuple[tuple[Name, T], ...]
    place: Place
    whole: int = 0

    def values(self) -> tuple[T, ...]:
        """Give every value, in the order of the file, that of the others last."""
        rest = () if self.rest is None else (self.rest,)
        return tuple(value for _, value in self.each) + rest

    def at(self, rung: str) -> T | None:
        """Give the value for the step onto (or off) a rung."""
        return next((value for name, value in self.each if name == rung), self.rest)


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


def by_step(
    read: Callable[[Any], T], *, besides: tuple[str, ...] = ()
) -> Callable[[Any, ValidationInfo], Steps[T]]:
    """Read one value for every step, or a mapping from rung to value.

    A mapping whose keys are all among `besides` is one value.
    """

    def steps(node: Any, info: ValidationInfo) -> Steps[T]:
        if not isinstance(node, Mapping) or set(node.entries) <= {*besides}:
            return Steps(read(node), (), node.place)
        assert isinstance(info.context, list)
        rest, each = None, list[tuple[Name, T]]()
        for key, item in node.entries.items():
            value = tried(read, item, info.context)
            if value is not None and key == "else":
                rest = value
            elif value is not None:
                each.append((Name(key, node.keys[key]), value))
        return Steps(rest, tuple(each), node.place, whole=len(node.entries))

    return steps


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
StepSpreads = Annotated[
    Steps[Spread],
    PlainValidator(
        by_step(_read_spread, besides=KINDS), json_schema_input_type=SPREAD_SCHEMA
    ),
]
TossField = Annotated[
    Toss, PlainValidator(_read_toss, json_schema_input_type=float | str)
]
StepTosses = Annotated[
    Steps[Toss],
    PlainValidator(
        by_step(_read_toss), json_schema_input_type=float | str | dict[str, float | str]
    ),
]
