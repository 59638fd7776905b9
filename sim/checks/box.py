"""The box of parameters: how far each can go, and a point in it that breaks something.

A formula is shown to stay within bounds by interval arithmetic over the box, which is
cut in halves where that is too coarse; on the way points are tried, and one that breaks
the bounds is a witness. Where neither comes of it in `MOST_BOXES`, nothing is known.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from sim.checks.desk import Desk
from sim.distributions import (
    exponential_quantile,
    loglogistic_quantile,
    lognormal_quantile,
    weibull_quantile,
)
from sim.expressions import Bounds, Known, Tree, bounds_of
from sim.quantities import parse_quantity
from sim.scenario import Formula, Parameter

__all__ = ["Box", "Verdict", "told"]

MOST_BOXES = 120
NEARLY = 1e-9  # odds may sum to a hair above 1
FIRST, LAST = 2.0**-53, 1.0 - 2.0**-53  # no uniform number is lower, none higher
_UNBOUNDED: dict[str, Callable[..., float]] = {
    "exponential": exponential_quantile,
    "lognormal": lognormal_quantile,
    "weibull": weibull_quantile,
    "loglogistic": loglogistic_quantile,
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of a formula: it stays within bounds, or breaks them at a point.

    Attributes
    ----------
    safe : bool
        True if it is shown to stay within.
    point : mapping from str to float, or None
        Values of parameters with which it does not.
    value : float
        What it comes to there.
    """

    safe: bool
    point: Mapping[str, float] | None = None
    value: float = 0.0


@dataclass
class Box:
    """How far each parameter can go.

    Attributes
    ----------
    numbers : dict of Bounds
        Parameters that are drawn, or constant.
    choices : dict of tuple of float
        The values of numbers that are chosen among a few.
    words : dict of tuple of int
        Which of its words a parameter can be.
    derived : dict of Tree
        Parameters worked out from earlier ones.
    ends : dict of pairs of Tree
        Lowest and highest value of those whose spread reads other parameters.
    keys : dict of dict of Tree
        The numbers that a rung carries, by ladder and place of the rung.
    """

    numbers: dict[str, Bounds] = field(default_factory=dict)
    choices: dict[str, tuple[float, ...]] = field(default_factory=dict)
    words: dict[str, tuple[int, ...]] = field(default_factory=dict)
    derived: dict[str, Tree] = field(default_factory=dict)
    ends: dict[str, tuple[Tree, Tree]] = field(default_factory=dict)
    keys: dict[tuple[str, int], dict[str, Tree]] = field(default_factory=dict)

    @classmethod
    def of(cls, desk: Desk) -> Box:
        """Make the box of a draft, as far as its formulas are sound."""
        box = cls()
        for parameter in desk.scenario.parameters.values():
            box._add(desk, parameter)
        for ladder in desk.scenario.ladders.values():
            for place, rung in enumerate(ladder.rungs):
                carried = {**ladder.otherwise, **rung.numbers}
                trees = {str(key): desk.tree(carried[key]) for key in carried}
                known = {key: tree for key, tree in trees.items() if tree is not None}
                box.keys[str(ladder.id), place] = known
        return box

    def _add(self, desk: Desk, parameter: Parameter) -> None:
        name, spread = str(parameter.id), parameter.spread
        kind = desk.scope.parameters.get(name)
        if kind is None or name in desk.scope.broken:
            return
        if kind.words:
            # The words of a spread, which for a rung_of are not all it might be.
            words = spread.words if spread else (parameter.value.text.strip(),)
            at = {word: place for place, word in enumerate(kind.words)}
            self.words[name] = tuple(
                at[word]
                for place, word in enumerate(words)
                if word in at and not _weighs_nothing(parameter, place)
            )
            return
        if spread is None:
            tree = desk.tree(parameter.value)
            if tree is not None and tree.op == "number":
                self.numbers[name] = Bounds(tree.number, tree.number)
            elif tree is not None:
                self.derived[name] = tree
            return
        if spread.kind == "choice":
            pairs = enumerate(map(parse_quantity, spread.words))
            values = [
                q.value for at, q in pairs if q and not _weighs_nothing(parameter, at)
            ]
            if values:
                self.choices[name] = tuple(sorted(values))
                self.numbers[name] = Bounds(min(values), max(values))
            return
        trees = [desk.tree(number) for number in spread.numbers]
        if any(tree is None for tree in trees):
            return
        known = [tree for tree in trees if tree is not None]
        if spread.kind in _UNBOUNDED:
            if all(tree.op == "number" for tree in known):
                quantile = _UNBOUNDED[spread.kind]
                try:
                    numbers = [tree.number for tree in known]
                    low, high = (quantile(u, *numbers) for u in (FIRST, LAST))
                except (ArithmeticError, ValueError):
                    return
                self.numbers[name] = Bounds(low, high)
            return
        ends, here = (known[0], known[-1]), self.known({})
        self.numbers[name] = Bounds(
            bounds_of(ends[0], here).low, bounds_of(ends[1], here).high
        )
        if any(part.op == "parameter" for end in ends for part in end.walk()):
            self.ends[name] = ends

    def known(
        self,
        narrowed: Mapping[str, Bounds],
        places: Mapping[str, int] | None = None,
        sources: Mapping[str, str] | None = None,
    ) -> Known:
        """Say what is known where parameters are narrowed and ladders stand somewhere.

        Parameters
        ----------
        places : mapping from str to int, optional
            The rung of each ladder, the word of each parameter.
        sources : mapping from str to str, optional
            Which ladder each of them follows, for the numbers of its rungs.
        """
        places = places or {}
        numbers = {**self.numbers, **narrowed}
        known = Known(numbers, places)
        for name, tree in self.derived.items():
            if name not in narrowed:
                numbers[name] = bounds_of(tree, known)
        for ladder, place in places.items():
            source = (sources or {}).get(ladder, ladder)
            for key, tree in self.keys.get((source, place), {}).items():
                numbers[f"{ladder}.{key}"] = bounds_of(tree, known)
        return known

    def reads(self, trees: list[Tree]) -> list[str]:
        """Name the drawn parameters that trees rest on, through derived ones too."""
        found: dict[str, None] = {}
        waiting = list(trees)
        seen = set[str]()
        while waiting:
            for part in waiting.pop().walk():
                if part.op == "key" and part.name not in seen:
                    seen.add(part.name)
                    key = part.name.rpartition(".")[2]
                    waiting += [each[key] for each in self.keys.values() if key in each]
                elif part.op == "parameter" and part.name not in seen:
                    seen.add(part.name)
                    if part.name in self.derived:
                        waiting.append(self.derived[part.name])
                    elif part.name in self.numbers:
                        found[part.name] = None
                        waiting += self.ends.get(part.name, ())
        return list(found)

    def search(
        self,
        evaluate: Callable[[Mapping[str, Bounds]], Bounds | None],
        allowed: Bounds,
        names: list[str],
    ) -> Verdict:
        """Show that a formula stays within bounds, or find a point where it does not.

        Parameters
        ----------
        evaluate : callable
            Bounds of the formula for narrowed parameters; None where it does not count.
        allowed : Bounds
            Within which it should stay.
        names : list of str
            Parameters that it rests on.
        """
        waiting = [{name: self.numbers[name] for name in names}]
        for _ in range(MOST_BOXES):
            if not waiting:
                return Verdict(True)
            here = waiting.pop(0)
            found = evaluate(here)
            if found is None or _within(found, allowed):
                continue
            for point in self._points(here):
                at = evaluate({name: Bounds(v, v) for name, v in point.items()})
                if at is not None and at.single and not _within(at, allowed):
                    return Verdict(False, point, at.low)
            wide = {n: b for n, b in here.items() if not b.single}
            if not wide:
                return Verdict(False)
            name = max(wide, key=lambda n: _share(wide[n], self.numbers[n]))
            middle = (here[name].low + here[name].high) / 2
            waiting.append({**here, name: Bounds(here[name].low, middle)})
            waiting.append({**here, name: Bounds(middle, here[name].high)})
        return Verdict(not waiting)

    def _points(self, here: Mapping[str, Bounds]) -> Iterator[dict[str, float]]:
        """Give the middle of a part of the box and its corners, where they can be."""
        wide = [name for name, bounds in here.items() if not bounds.single][:5]
        middle = {name: (b.low + b.high) / 2 for name, b in here.items()}
        corners = itertools.product(*(here[name] for name in wide))
        if self._can_be(middle):
            yield middle
        for point in ({**middle, **dict(zip(wide, c, strict=True))} for c in corners):
            if self._can_be(point):
                yield point

    def _can_be(self, point: Mapping[str, float]) -> bool:
        for name, value in point.items():
            if name in self.choices and value not in self.choices[name]:
                return False
            if name in self.ends:
                known = self.known({n: Bounds(v, v) for n, v in point.items()})
                low, high = (bounds_of(tree, known) for tree in self.ends[name])
                if not low.high <= value <= high.low:
                    return False
        return True


def told(name: str, value: float, written: str) -> str:
    """Write a value of a parameter in the unit of its author.

    Examples
    --------
    >>> told("pace", 0.5, "30%"), told("lag", 14.0, "3 weeks")
    ('pace = 50%', 'lag = 2 weeks')
    """
    tail = re.sub(r"^[-+]?[0-9.]+", "", written.strip())
    one = parse_quantity(f"1{tail}") if tail else None
    if one is None or not one.value:
        return f"{name} = {value:.6g}"
    return f"{name} = {value / one.value:.6g}{tail}"


def _weighs_nothing(parameter: Parameter, place: int) -> bool:
    spread = parameter.spread
    if spread is None or place >= len(spread.weights):
        return False
    weight: Formula = spread.weights[place]
    quantity = parse_quantity(weight.text)
    return quantity is not None and quantity.value == 0


def _within(found: Bounds, allowed: Bounds) -> bool:
    return found.low >= allowed.low - NEARLY and found.high <= allowed.high + NEARLY


def _share(part: Bounds, whole: Bounds) -> float:
    return (part.high - part.low) / (whole.high - whole.low or 1.0)
