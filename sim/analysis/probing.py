"""Turn one thing up, all else held, and see which way the answer goes.

What `sim.analysis.influence` asks of each formula: its value at chosen rungs, heights
of gauges and cases, and the sign with which it answers.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from sim.cases import draw_cases
from sim.expressions import evaluate
from sim.model import Expression, Model

__all__ = ["Link", "Probe", "Sign", "Values", "names_of"]

Sign = Literal["+", "-", "?", "="]
"""Up, down, unlike in different cases, or no one direction: only on some rungs."""

CASES = 8
CONTEXTS = 60
LEVELS = (0.0, 1.0, 100.0)  # at which a gauge is tried
Values = dict[str, float]


@dataclass(frozen=True, slots=True)
class Link:
    """One thing that a driver reads, and which way it pushes the target."""

    source: str
    sign: Sign


class Probe:
    """Evaluates trees of a model at chosen rungs, gauges and cases."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.cases = self._cases()

    def _cases(self) -> list[Values]:
        """Give the central case and some drawn ones."""
        central: Values = {}
        for parameter in self.model.parameters:
            value = evaluate(parameter.value.tree, central)
            central[f"parameter {parameter.name}"] = float(value)
        drawn = draw_cases(self.model, seed=1, members=range(CASES - 1))
        names = [f"parameter {parameter.name}" for parameter in self.model.parameters]
        return [
            central,
            *(dict(zip(names, row, strict=True)) for row in drawn.tolist()),
        ]

    def read(self, expressions: Iterable[Expression | None]) -> list[str]:
        """Name the ladders and gauges that some formulas read, in the model's order."""
        found = set[str]()
        for expression in expressions:
            for node in expression.tree.walk() if expression else ():
                if node.op == "key":
                    found.add(node.name.rpartition(".")[0])
                elif node.op in ("ladder", "gauge"):
                    found.add(node.name)
        return [name for name in names_of(self.model) if name in found]

    def reads_parameters(self, expressions: Iterable[Expression | None]) -> bool:
        """Say whether the case can matter."""
        trees = [expression.tree for expression in expressions if expression]
        return any(
            node.op in ("parameter", "key") for tree in trees for node in tree.walk()
        )

    def positions(self, name: str) -> list[float]:
        """Give the places at which a ladder or a gauge is tried."""
        if name in self.model.ladder_index:
            return [float(at) for at in range(len(self.model.ladder(name).rungs))]
        return list(LEVELS)

    def values(self, case: Values, places: Mapping[str, float]) -> Values:
        """Give what `evaluate` needs with everything at these places."""
        values = dict(case)
        for name, place in places.items():
            if name not in self.model.ladder_index:
                values[f"gauge {name}"] = place
                continue
            values[f"ladder {name}"] = place
            if name in self.model.gauge_index:
                values[f"gauge {name}"] = place
            ladder = self.model.ladder(name)
            while ladder.kind != "own" and ladder.of in self.model.ladder_index:
                if ladder.of == ladder.name:
                    break
                ladder = self.model.ladder(ladder.of)
            for key, numbers in (ladder.numbers or {}).items():
                number = evaluate(numbers[int(place)].tree, case)
                values[f"key {name}.{key}"] = float(number)
        return values

    def links(
        self,
        reads: list[str],
        respond: Callable[[Values], float],
        *,
        also: tuple[str, ...] = (),
        every_case: bool = True,
    ) -> tuple[Link, ...]:
        """Turn each thing that is read up, all else held, and see what answers."""
        cases = self.cases if every_case else self.cases[:1]
        names = list(dict.fromkeys([*reads, *also]))
        links = []
        for source in reads:
            others = [name for name in names if name != source]
            contexts = list(_some([self.positions(name) for name in others]))
            signs = set[str]()
            for case in cases:
                ups = downs = False
                for context in contexts:
                    places = dict(zip(others, context, strict=True))
                    row = [
                        respond(self.values(case, {**places, source: place}))
                        for place in self.positions(source)
                    ]
                    for one, two in itertools.pairwise(row):
                        ups, downs = ups or two > one, downs or two < one
                signs.add({(True, True): "=", (True, False): "+",
                           (False, True): "-"}.get((ups, downs), ""))  # fmt: skip
            signs.discard("")
            if self._unordered(source) or "=" in signs:
                links.append(Link(source, "="))
            elif len(signs) > 1:
                links.append(Link(source, "?"))
            elif signs:
                links.append(Link(source, "+" if "+" in signs else "-"))
        return tuple(links)

    def _unordered(self, name: str) -> bool:
        index = self.model.ladder_index
        return name in index and not self.model.ladder(name).ordered

    def worth(
        self, expression: Expression | None, values: Values, default: float
    ) -> float:
        """Evaluate one formula; what cannot be evaluated is nothing."""
        if expression is None:
            return default
        try:
            value = float(evaluate(expression.tree, values))
        except (ArithmeticError, ValueError):
            return 0.0
        return value if math.isfinite(value) else 0.0


def names_of(model: Model) -> list[str]:
    """Name every ladder and gauge of a model, in its order."""
    names = [ladder.name for ladder in model.ladders]
    return list(dict.fromkeys([*names, *(gauge.name for gauge in model.gauges)]))


def _some(sizes: list[list[float]]) -> Iterator[tuple[float, ...]]:
    """Give all combinations, or evenly chosen ones where there are too many."""
    total = math.prod(len(size) for size in sizes)
    step = max(1, total // CONTEXTS)
    # A step that shares no factor with the sizes meets every place of each of them.
    while step > 1 and any(math.gcd(step, len(size)) > 1 for size in sizes):
        step += 1
    return itertools.islice(itertools.product(*sizes), 0, None, step)
