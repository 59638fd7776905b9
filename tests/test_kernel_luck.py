"""Whatever asks a kernel for luck that is kept as days is given days, and is alone."""

from __future__ import annotations

import ast

import pytest
from factories import compiled

from sim.emit import emit_rules
from sim.ensemble.kernel_luck import KeptLuck

LAG = """
u = first_uniform(q0, q1, 11, 12, n, m)
v = lognormal_at(u, 2.0, 0.5)
"""
PLACES = {
    "at the top": "def rule(q0, q1, n, m, S, I):\n{0}",
    "where a test holds": "def rule(q0, q1, n, m, S, I):\n    if n > 3:\n{1}",
    "where it does not": (
        "def rule(q0, q1, n, m, S, I):\n    if n > 3:\n        pass\n    else:\n{1}"
    ),
    "in a loop": "def rule(q0, q1, n, m, S, I):\n    while n > 3:\n{1}",
}


def inset(text: str, depth: int) -> str:
    return "\n".join(" " * 4 * depth + line for line in text.strip().split("\n"))


def written(text: str) -> tuple[KeptLuck, str]:
    (rule,) = ast.parse(text).body
    assert isinstance(rule, ast.FunctionDef)
    luck = KeptLuck({"rule": rule}, emit_rules(compiled("hello")))
    return luck, ast.unparse(luck.written(rule))


@pytest.mark.parametrize("place", PLACES)
def test_a_lag_reads_its_days_wherever_it_stands(place: str) -> None:
    luck, text = written(PLACES[place].format(inset(LAG, 1), inset(LAG, 2)))
    assert luck.lags == {"LAG_MIDDLE": [2.0], "LAG_SLOPE": [0.5]}
    assert "v = first_held(q0, q1, 0, n, m, S, I)" in text
    assert "lognormal_at" not in text
    assert "first_uniform" not in text


def test_luck_that_something_else_asks_for_too_is_kept_as_it_is() -> None:
    head = (
        "def rule(q0, q1, n, m, S, I):\n    w = first_uniform(q0, q1, 11, 12, n, m)\n"
    )
    luck, text = written(head + inset(LAG, 1))
    assert luck.lags == {"LAG_MIDDLE": [], "LAG_SLOPE": []}
    assert text.count("first_held(q0, q1, 0, n, m, S, I)") == 2
    assert "v = lognormal_at(u, 2.0, 0.5)" in text
