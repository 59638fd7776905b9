"""Shorter functions, where rules hold their numbers, come to the same bits."""

from __future__ import annotations

import ast

import numpy as np
import pytest

from sim.distributions import lognormal_quantile
from sim.emit import emit_rules
from sim.ensemble.known_numbers import (
    accrue_undiscounted,
    amount_undiscounted,
    lognormal_at,
    with_known_numbers,
)
from sim.ensemble.program import program_of
from sim.loading import load_scenario
from sim.model import compile_model
from sim.motion import accrue, amount_now


def call(text: str) -> ast.Call:
    node = with_known_numbers(ast.parse(text)).body[0]
    assert isinstance(node, ast.Expr)
    assert isinstance(node.value, ast.Call)
    return node.value


@pytest.mark.parametrize(("median", "p90"), [(10.0, 20.0), (0.3, 0.3), (700.0, 7e5)])
def test_a_known_lag_has_the_days_of_one_that_is_not(median: float, p90: float) -> None:
    written = call(f"lognormal_quantile(u, {median}, {p90})")
    assert ast.unparse(written.func) == "lognormal_at"
    numbers = [ast.literal_eval(term) for term in written.args[1:]]
    luck = np.random.default_rng(1)
    uniforms = [*luck.random(2000).tolist(), *(2.0**-k for k in range(1, 53))]
    uniforms += [1.0 - 2.0**-k for k in range(2, 53)]
    for u in uniforms:
        assert lognormal_at(u, *numbers) == lognormal_quantile(u, median, p90)


def test_a_sum_that_nothing_discounts_is_the_sum_at_a_rate_of_nought() -> None:
    luck = np.random.default_rng(2)
    for _ in range(500):
        one = luck.normal(0.0, 1e3, 4).tolist()
        one[3] = float(luck.choice([1.0, 0.0]))
        other = list(one)
        t = one[2] = other[2] = float(luck.uniform(0.0, 700.0))
        for turn in range(4):
            flow = float(luck.choice([one[1], luck.normal(0.0, 10.0), 0.0]))
            accrue(flow, 0, 0.0, t, one)
            accrue_undiscounted(flow, 0, t, other)
            assert one == other, turn
            t += float(luck.exponential(30.0))
            assert amount_now(0, 0.0, t, one) == amount_undiscounted(0, t, other)


@pytest.mark.parametrize(
    "text",
    [
        "lognormal_quantile(u, S[3], 20.0)",
        "lognormal_quantile(u, 10.0, K[2])",
        "accrue(v1, 4, S[3], t, S)",
        "accrue(v1, 4, 0.001, t, S)",
        "amount_now(4, 0.001, t, S)",
        "accrue(0.0, 4, S[3], t, S)",
    ],
)
def test_what_is_not_known_is_called_as_it_is(text: str) -> None:
    assert ast.unparse(call(text)) == text


def test_an_engine_collects_the_shorter_functions_alone() -> None:
    rules = emit_rules(compile_model(load_scenario("hello")))
    assert "lognormal_quantile(u, 10.0, 20.0)" in rules.text
    functions = set(program_of(rules).functions)
    assert functions >= {"accrue_undiscounted", "lognormal_at"}
    assert not functions & {"accrue", "lognormal_quantile"}
