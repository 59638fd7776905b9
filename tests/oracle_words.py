"""The small language of a scenario, read for the oracle: numbers, conditions, luck.

Part of `oracle`, and like it written from the language contract alone.
"""

from __future__ import annotations

import ast
import math
import re
from bisect import bisect
from collections.abc import Callable, Collection
from datetime import date
from functools import cache
from itertools import accumulate
from typing import Any

from sim.streams import exp, log, normal_quantile, power

DATE = re.compile(r"\bday\(([\d-]+)\)")
UNITS = {"day": 1.0, "week": 7.0, "month": 365.25 / 12, "year": 365.25}
QUANTITY = re.compile(
    r"(?<![\w.])([\d.]+) *(%?) *(per +)?(?:(day|week|month|year)s?\b)?"
)
LADDER = re.compile(r"(?:highest|final)\((\w+(?:\(\w+\))?).*\)")
Z90 = normal_quantile(0.9)
FAMILIES: dict[str, Callable[..., float]] = {  # numbers by place, or by name, sorted
    "fixed": lambda u, x: x,
    "uniform": lambda u, a, b: a + (b - a) * u,
    "triangular": lambda u, a, c, b: (
        a + math.sqrt(u * (b - a) * (c - a))
        if u * (b - a) < c - a
        else b - math.sqrt((1.0 - u) * (b - a) * (b - c))
    ),
    "exponential": lambda u, mean: -log(1.0 - u) * mean,
    "lognormal": lambda u, median, p90: exp(
        log(median) + (log(p90) - log(median)) / Z90 * normal_quantile(u)
    ),
    "weibull": lambda u, scale, shape: scale * power(-log(1.0 - u), 1.0 / shape),
    "loglogistic": lambda u, median, shape: median * power(u / (1.0 - u), 1.0 / shape),
}
FUNCTIONS: dict[str, Callable[..., float]] = {
    **{"level": float, "min": min, "max": max, "abs": abs, "exp": exp, "log": log},
    "sqrt": lambda x: math.sqrt(x) if x >= 0.0 else math.nan,
}


def day(text: str, start: date) -> float:
    """Give the number of days from the start to a date."""
    return float((date.fromisoformat(text) - start).days)


def as_number(found: re.Match[str]) -> str:
    """Write a quantity as a plain number, in days or per day."""
    value = float(found[1]) / 100 if found[2] else float(found[1])
    unit = UNITS[found[4] or "day"]
    return f" {value / unit if found[3] else value * unit!r} "


@cache
def formula(text: str, start: date) -> ast.expr:
    """Give the tree of an expression; its dates and quantities become numbers."""
    text = DATE.sub(lambda found: str(day(found[1], start)), text)
    return ast.parse(QUANTITY.sub(as_number, text).strip(), mode="eval").body


class Words:
    """Reads expressions and distributions as things stand at one moment."""

    start: date
    case: dict[str, float]  # of a parameter of words, the place of its word
    among: dict[str, dict[str, Any]]  # rungs with the numbers they carry; words
    at: dict[str, int]  # the place of each ladder, on its rungs
    gauges: dict[str, tuple[float, float, float]]  # value, since, flow
    level: Callable[[str], float]  # a gauge's value now
    sum_of: Callable[..., float]  # a net, gain, loss or amount
    reading: Callable[..., Any]  # ever, first, time_in …

    def read(self, text: str) -> float:
        """Work out an expression as written; a condition is 1 or 0."""
        return float(self.value(formula(text, self.start)))

    def value(self, node: ast.expr, among: Collection[str] = ()) -> Any:
        """Work out a part of an expression; a name `among` rungs or words is one."""
        match node:
            case ast.Constant(number):
                return number
            case ast.Name(name) if name in among:
                return list(among).index(name)
            case ast.Name(name) if name in self.gauges:
                return self.level(name)
            case ast.Name(name):
                return {"always": True, "never": False, **self.case, **self.at}[name]
            case ast.Attribute(
                ast.Name("net" | "gain" | "loss" | "amount" as sum_), of
            ):
                return self.sum_of(sum_, of)
            case ast.Call(ast.Attribute(ast.Name(sum_), of), [horizon]):
                return self.sum_of(sum_, of, self.value(horizon))
            case ast.Attribute(ast.Name(ladder), key):
                return list(self.among[ladder].values())[self.at[ladder]][key]
            case ast.UnaryOp(sign, inner):
                inside = self.value(inner)
                return not inside if isinstance(sign, ast.Not) else -inside
            case ast.BoolOp(word, parts):
                test = all if isinstance(word, ast.And) else any
                return test(self.value(part) for part in parts)
            case ast.IfExp(condition, then, otherwise):
                return self.value(then if self.value(condition) else otherwise)
            case ast.Compare(left, signs, rest):
                return all(map(self.compares, [left, *rest], signs, rest))
            case ast.BinOp(left, sign, right):
                a, b, name = self.value(left), self.value(right), type(sign).__name__
                if name == "Div":
                    return a / b if b != 0.0 else math.nan
                if name == "Pow":
                    whole = b in range(1, 9)
                    return math.prod([a] * int(b)) if whole else power(a, b)
                return {"Add": a + b, "Sub": a - b, "Mult": a * b}[name]
            case ast.Call(ast.Name("level"), [ast.Name(name)]) if name in self.gauges:
                return float(self.at[name])
            case ast.Call(ast.Name("decided")):
                return self.at[ast.unparse(node)]
            case ast.Call(ast.Name(name), parts) if name in FUNCTIONS:
                return FUNCTIONS[name](*map(self.value, parts))
            case ast.Call(ast.Name(name), [part, *limit]):
                return self.reading(name, part, *map(self.value, limit))
        raise RuntimeError(f"not in the language: {ast.unparse(node)}")

    def compares(self, left: ast.expr, sign: ast.cmpop, right: ast.expr) -> bool:
        """Compare numbers, or rungs of one ladder by their places."""
        names = [LADDER.sub(r"\1", ast.unparse(side)) for side in (left, right)]
        among = next((self.among[name] for name in names if name in self.among), {})
        if not all(name in self.among or name in among for name in names):
            among = {}  # a gauge with bands, compared as the number it is
        a, b = (self.side(node, among) for node in (left, right))
        order = {"Lt": a < b, "LtE": a <= b, "Gt": a > b, "GtE": a >= b}
        order |= {"Eq": a == b, "NotEq": a != b}
        return bool(order[type(sign).__name__])

    def side(self, node: ast.expr, among: Collection[str]) -> Any:
        """Work out a side of a comparison; a gauge `among` bands is a ladder."""
        match node:
            case ast.Name(name) if among and name in self.gauges:
                return self.at[name]
            case ast.Call(ast.Name("final"), [ast.Name(name) as gauge, *limit]) if (
                among and name in self.gauges
            ):
                return self.reading("final", gauge, *map(self.value, limit), band=True)
        return self.value(node, among)

    def rest_of(self, spec: Any, u: float, elapsed: float) -> float:
        """Give what is left of a delay that has run, among those not yet ended."""
        if isinstance(spec, dict) and "choice" in spec:
            of = spec["choice"].items()
            left = {value: w for value, w in of if self.read(value) > elapsed}
            return self.quantile({"choice": left}, u) - elapsed
        low, high = 0.0, 1.0
        for _ in range(80):
            p = (low + high) / 2
            low, high = (p, high) if self.quantile(spec, p) <= elapsed else (low, p)
        return max(self.quantile(spec, low + (1.0 - low) * u) - elapsed, 0.0)

    def quantile(self, spec: Any, u: float, words: Collection[str] = ()) -> float:
        """Give the value of a distribution, as written, at the share `u`."""
        if isinstance(spec, str):
            return self.read(spec)
        ((kind, of),) = spec.items()
        if kind == "choice":
            weights = [self.read(weight) for weight in of.values()]
            *_, total = accumulate(weights)
            place = bisect(list(accumulate(w / total for w in weights)), u)
            place = min(place, len(weights) - 1)
            return float(place) if words else self.read(list(of)[place])
        if kind == "quantiles":
            points = sorted((float(p[1:]) / 100, self.read(of[p])) for p in of)
            place = bisect([p for p, _ in points], u)
            (p0, x0), (p1, x1) = points[place - 1 : place + 1]
            return x0 + (x1 - x0) / (p1 - p0) * (u - p0)
        if isinstance(of, dict):
            of = [of[key] for key in sorted(of)]
        return FAMILIES[kind](u, *map(self.read, [of] if isinstance(of, str) else of))
