"""Tests of whole values while running: what fails is known by a code."""

from __future__ import annotations

from sim.emit.places import Places
from sim.emit.writing import Lines
from sim.model import Expression

__all__ = ["write_test"]

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
) -> None:
    """Write a test of `value`; nan fails every one. The first failure is kept."""
    if expression.tree.op == "number":
        number = expression.tree.number
        if must != "positive" or number > 0.0:
            return
    code = places.test(expression, role, must)
    fault = places.layout.fault
    with out.block(f"if I[{fault}] == 0 and not ({_TESTS[must].format(value)}):"):
        out(f"I[{fault}] = {code}")
