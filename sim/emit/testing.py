"""Tests of whole values while running: what fails is known by a code."""

from __future__ import annotations

from sim.emit.places import Places
from sim.emit.writing import Lines
from sim.model import Draw, Expression

__all__ = ["write_test", "write_weight_tests"]

_TESTS = {
    "finite": "-INF < {0} < INF",
    "not negative": "0.0 <= {0} < INF",
    "positive": "0.0 < {0} < INF",
    "odds": "0.0 <= {0} <= 1.000000001",
}


def write_test(
    places: Places,
    out: Lines,
    expression: Expression,
    role: str,
    must: str,
    value: str,
    *,
    computed: bool = False,
) -> None:
    """Write a test of `value`; nan fails every one. The first failure is kept.

    A plain number was tested when it was read, unless the value is `computed`.
    """
    if expression.tree.op == "number" and not computed:
        number = expression.tree.number
        if must != "positive" or number > 0.0:
            return
    code = places.test(expression, role, must)
    fault = places.layout.fault
    with out.block(f"if I[{fault}] == 0 and not ({_TESTS[must].format(value)}):"):
        out(f"I[{fault}] = {code}")


def write_weight_tests(
    places: Places, out: Lines, draw: Draw, *, kept: bool = True
) -> None:
    """Test that no weight of a choice is negative, and that not all of them are 0.

    `kept` as in `Formulas.quantile`: whether the constants of the member are known.
    """
    if all(weight.tree.op == "number" for weight in draw.weights):
        return
    texts = places.formulas.weights(draw, kept=kept)
    for weight, text in zip(draw.weights, texts, strict=True):
        write_test(places, out, weight, "weight", "not negative", text)
    first = next(weight for weight in draw.weights if weight.tree.op != "number")
    whole = f"({' + '.join(texts)})"
    write_test(places, out, first, "weights in all", "positive", whole)
