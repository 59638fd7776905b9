"""Values of expressions: Python's own arithmetic, arrays as scalars, straight lines."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import pytest
from expression_scope import SCOPE, checked
from hypothesis import given
from hypothesis import strategies as st

from sim import streams
from sim.expressions import (
    Due,
    NotLinearError,
    ParameterKind,
    Scope,
    Tree,
    evaluate,
    linear_in_gauge,
)

NAMES = ("a", "b", "c", "d")
PLAIN = Scope(SCOPE.start, 1.0, {name: ParameterKind() for name in NAMES})

# ---- random expressions, as text

ATOMS = st.sampled_from([*NAMES, "0.0", "1.0", "2.5", "0.3", "1000.0"])


def _sums(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pairs = st.tuples(parts, st.sampled_from(["+", "-", "*"]), parts).map(" ".join)
    return st.one_of(
        pairs,
        pairs.map(lambda text: f"({text})"),
        parts.map(lambda text: f"-{text}"),
        parts.map(lambda text: f"abs({text})"),
        st.tuples(parts, st.sampled_from(["2.5", "7.0", "-3.0"])).map(" / ".join),
    )


NUMBERS = st.recursive(ATOMS, _sums, max_leaves=8)
COMPARED = st.tuples(NUMBERS, st.sampled_from("< <= > >= == !=".split()), NUMBERS)
CONDITIONS = st.recursive(
    COMPARED.map(" ".join),
    lambda parts: st.one_of(
        st.tuples(parts, st.sampled_from(["and", "or"]), parts).map(" ".join),
        parts.map(lambda text: f"not {text}"),
        parts.map(lambda text: f"({text})"),
        st.tuples(NUMBERS, st.just("<"), NUMBERS, st.just("<="), NUMBERS).map(" ".join),
    ),
    max_leaves=4,
)
EITHER = st.tuples(NUMBERS, CONDITIONS, NUMBERS).map(
    lambda parts: f"{parts[0]} if {parts[1]} else {parts[2]}"
)
VALUES = st.fixed_dictionaries(
    {name: st.floats(-1e6, 1e6, allow_subnormal=False) for name in NAMES}
)


def tree(text: str, due: Due = Due.OUTCOME) -> Tree:
    found = checked(text, due, PLAIN if due is Due.OUTCOME else SCOPE)
    assert found.sound, found.problems
    return found.tree


def addressed(values: Mapping[str, object]) -> dict[str, object]:
    return {f"parameter {name}": value for name, value in values.items()}


def bits(value: object) -> list[int]:
    array = np.atleast_1d(np.asarray(value, dtype=float))
    return [int(word) for word in array.view(np.uint64)]


@given(st.one_of(NUMBERS, CONDITIONS, EITHER), VALUES)
def test_values_are_those_of_pythons_own_arithmetic(
    text: str, values: dict[str, float]
) -> None:
    expected = eval(text, {"__builtins__": {"abs": abs}}, dict(values))
    found = evaluate(tree(text), addressed(values))
    assert type(found) in {float, bool}
    assert bits(found) == bits(float(expected))


# The last term brings in every name, so that nothing is a scalar by accident.
@given(st.one_of(NUMBERS, EITHER), st.lists(VALUES, min_size=1, max_size=5))
def test_arrays_give_the_bits_of_scalars(
    text: str, cases: list[dict[str, float]]
) -> None:
    expression = tree(f"min(({text}), a, b) + max(c, d, ({text})) * (({text}) + a)")
    arrays = {name: np.array([case[name] for case in cases]) for name in NAMES}
    together = evaluate(expression, addressed(arrays))
    one_by_one = [evaluate(expression, addressed(case)) for case in cases]
    assert bits(together) == bits(one_by_one)


@given(CONDITIONS, st.lists(VALUES, min_size=1, max_size=5))
def test_conditions_hold_for_arrays_as_for_scalars(
    text: str, cases: list[dict[str, float]]
) -> None:
    expression = tree(f"({text}) or a < b < c")
    arrays = {name: np.array([case[name] for case in cases]) for name in NAMES}
    together = evaluate(expression, addressed(arrays))
    assert together.dtype == bool
    one_by_one = [evaluate(expression, addressed(case)) for case in cases]
    assert together.tolist() == one_by_one


@pytest.mark.parametrize(
    "text",
    ["log(a)", "exp(a / 100)", "sqrt(a)", "a / b", "a ** b", "a ** 2.5", "a ** -1",
     "a ** 3", "a ** 8", "a ** 9", "min(a, b, 1)", "max(1, b)", "abs(a)", "-a",
     "not a < b", "1 if a < b else 2", "a if a < b else log(b)", "a if 1 < 2 else b"],
)  # fmt: skip
@pytest.mark.filterwarnings("error")
def test_every_function_gives_arrays_and_scalars_the_same_bits(text: str) -> None:
    cases = [
        {"a": a, "b": b, "c": 0.0, "d": 0.0}
        for a in (0.5, 2.0, 700.0, 0.0, -3.0, 1e300, math.inf)
        for b in (1.7, 0.0, -2.0, 1e-300)
    ]
    expression = tree(text)
    arrays = {name: np.array([case[name] for case in cases]) for name in NAMES}
    together = evaluate(expression, addressed(arrays))
    one_by_one = [evaluate(expression, addressed(case)) for case in cases]
    assert bits(together) == bits(one_by_one)


@given(st.floats(0.01, 100), st.integers(1, 8))
def test_whole_exponents_multiply_from_the_left(base: float, exponent: int) -> None:
    product = base
    for _ in range(exponent - 1):
        product = product * base
    found = evaluate(tree(f"a ** {exponent}"), addressed({"a": base}))
    assert bits(found) == bits(product)


def test_other_exponents_go_through_exp_and_log() -> None:
    found = evaluate(tree("a ** b"), addressed({"a": 2.0, "b": 3.0}))
    assert found == streams.power(2.0, 3.0)
    assert evaluate(tree("log(a)"), addressed({"a": 3.0})) == streams.log(3.0)
    assert evaluate(tree("exp(a)"), addressed({"a": 3.0})) == streams.exp(3.0)


def test_min_and_max_are_comparisons() -> None:
    values = addressed({"a": -0.0, "b": 0.0, "c": math.nan})
    assert math.copysign(1, evaluate(tree("min(a, b)"), values)) == -1
    assert math.copysign(1, evaluate(tree("max(b, a)"), values)) == 1
    assert evaluate(tree("min(c, b)"), values) == 0
    assert math.isnan(evaluate(tree("min(b, c)"), values))


def test_ladders_keys_gauges_and_words_are_read_by_address() -> None:
    values = {
        "ladder role": np.int64(2),
        "ladder decided(support)": 1,
        "key role.troops": 11_000.0,
        "gauge deaths": np.float64(12.0),
        "parameter regime": 1,
        "parameter pay": 2.0,
    }
    text = (
        "role.troops * pay if role >= combat and decided(support) == expand "
        "and regime == insulated else deaths + level(role)"
    )
    expression = tree(text, Due.AMOUNT)
    assert evaluate(expression, values) == 22_000.0
    assert evaluate(expression, values | {"ladder role": 1}) == 13.0
    some = values | {"ladder role": np.array([0, 1, 2])}
    assert evaluate(expression, some).tolist() == [12.0, 13.0, 22_000.0]


def test_only_the_branch_that_is_taken_is_worked_out_for_one_member() -> None:
    expression = tree("a if a > 0 else b")
    assert evaluate(expression, addressed({"a": 1.0})) == 1.0
    with pytest.raises(KeyError, match="parameter b"):
        evaluate(expression, addressed({"a": -1.0}))


def test_what_looks_back_on_a_run_is_asked_of_the_caller() -> None:
    text = "ever(role >= combat) and final(deaths) > 10 and net.seoul < 0"
    expression = tree(text, Due.CLAIM)
    known = {"ever": True, "final": np.float64(11.0), "net": -1}
    assert evaluate(expression, {}, outcome=lambda part: known[part.op]) is True
    arrays = {"ever": np.array([True, False]), "final": 11.0, "net": np.array([-1, 1])}
    found = evaluate(expression, {}, outcome=lambda part: arrays[part.op])
    assert found.tolist() == [True, False]
    with pytest.raises(ValueError, match="looks back on a run"):
        evaluate(expression, {})


def test_always_and_never_have_values() -> None:
    assert evaluate(tree("always"), {}) is True
    assert evaluate(tree("not (never or always)"), {}) is False


def test_an_operation_that_is_none_has_no_value() -> None:
    with pytest.raises(ValueError, match="no value for 'abracadabra'"):
        evaluate(Tree("abracadabra"), {})


# ---- straight lines


def flow(text: str) -> Tree:
    return tree(text, Due.ARGUMENT_FLOW)


def read(told: str, names: dict[str, float]) -> dict[str, float]:
    return {f"{told} {name}": value for name, value in names.items()}


@pytest.mark.parametrize(
    "text",
    [
        "discontent",
        "-discontent",
        "pay * discontent",
        "discontent * pay * share",
        "pay * (discontent - 1) / share",
        "role.losses + war_end * discontent",
        "war_end * discontent - role.losses",
        "role.losses - (1 - discontent) * pay - discontent / 7",
        "-(discontent + pay) * -share",
        "discontent + discontent * share - 1",
        "discontent * pay if role >= combat else share",
        "0 if role >= combat else share * discontent",
        "share * (1 if role >= combat else discontent)",
    ],
)
def test_a_flow_over_one_gauge_is_a_factor_times_it_and_something_added(
    text: str,
) -> None:
    expression = flow(text)
    name, factor, added = linear_in_gauge(expression)
    assert name == "discontent"
    assert "gauge" not in {part.op for half in (factor, added) for part in half.walk()}
    for rung in (0.0, 2.0):
        for gauge in (0.0, 1.5, -20.0):
            values = {
                **read("parameter", {"pay": 3.0, "share": 0.7, "war_end": 0.01}),
                "key role.losses": 30.0,
                "ladder role": rung,
                "gauge discontent": gauge,
            }
            whole = evaluate(expression, values)
            parts = evaluate(factor, values) * gauge + evaluate(added, values)
            assert parts == pytest.approx(whole, rel=1e-12, abs=1e-12)


def test_a_plain_factor_is_left_as_it_was_written() -> None:
    _, factor, added = linear_in_gauge(flow("pay * share * discontent + role.losses"))
    assert factor == tree("pay * share", Due.NUMBER)
    assert added == flow("role.losses")
    _, factor, added = linear_in_gauge(flow("discontent"))
    assert (factor, added) == (Tree("number", number=1.0), Tree("number"))


def test_a_flow_without_a_gauge_is_all_added() -> None:
    expression = flow("role.losses")
    assert linear_in_gauge(expression) == ("", Tree("number"), expression)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("discontent * waiting", "expected one gauge in an argument's flow"),
        ("discontent ** 2", "reads the gauge 'discontent' as no straight line"),
        ("discontent * discontent", "reads the gauge 'discontent' as no straight"),
        ("1 / discontent", "reads the gauge 'discontent' as no straight line"),
        ("max(discontent, 1)", "reads the gauge 'discontent' as no straight line"),
        ("share if discontent > 1 else 0", "as no straight line"),
    ],
)
def test_what_is_no_straight_line_is_refused(text: str, why: str) -> None:
    expression = checked(text, Due.AMOUNT).tree
    with pytest.raises(NotLinearError, match=why):
        linear_in_gauge(expression)
    (problem,) = checked(text, Due.ARGUMENT_FLOW).problems
    assert why in problem.what
    assert problem.hint.startswith("write A * gauge + B")
