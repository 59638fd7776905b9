"""The emitted rules: numbers and places only, and nothing that another engine lacks."""

from __future__ import annotations

import ast
import re

import pytest
import strategies

from sim import distributions, motion, streams
from sim.emit import emit_rules
from sim.loading import load_scenario, load_text, shipped
from sim.model import compile_model
from sim.path import Engine, run_path
from tests.worlds import model

ALLOWED = (
    ast.Module, ast.FunctionDef, ast.arguments, ast.arg, ast.Assign, ast.Expr, ast.If,
    ast.Return, ast.Pass, ast.IfExp, ast.BoolOp, ast.And, ast.Or, ast.Not, ast.UnaryOp,
    ast.USub, ast.BinOp, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.BitAnd, ast.Compare,
    ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq, ast.Call, ast.Name, ast.Load,
    ast.Store, ast.Subscript, ast.Constant,
)  # fmt: skip


RANDOM = range(12)  # scenarios that between them use everything there is


@pytest.fixture(params=[*sorted(shipped()), *RANDOM])
def rules(request):
    if isinstance(request.param, int):
        text = strategies.document(request.param)
        return emit_rules(compile_model(load_text(text)))
    return emit_rules(compile_model(load_scenario(request.param)))


def test_the_rules_are_restricted_python(rules):
    odd = {type(node).__name__ for node in ast.walk(ast.parse(rules.text))}
    assert odd <= {kind.__name__ for kind in ALLOWED}


def test_the_rules_hold_no_word_of_the_file(rules):
    own = {
        "S",
        "I",
        "K",
        "O",
        "k",
        "t",
        "m",
        "q0",
        "q1",
        "u",
        "x",
        "abs",
        "float",
        "INF",
    }
    own |= {"first_uniform", "second_uniform", "start", "refresh", "finish"}
    own |= {*motion.__all__, *distributions.__all__, *streams.__all__}
    names = {
        node.id
        for node in ast.walk(ast.parse(rules.text))
        if isinstance(node, ast.Name)
    }
    names |= {
        node.name
        for node in ast.walk(ast.parse(rules.text))
        if isinstance(node, ast.FunctionDef)
    }
    assert {n for n in names if not re.fullmatch(r"v\d+|fire_\d+|power_\d", n)} <= own
    strings = [
        n
        for n in ast.walk(ast.parse(rules.text))
        if isinstance(n, ast.Constant) and isinstance(n.value, str)
    ]
    assert strings == []


def test_the_rules_of_one_model_are_the_same_each_time(rules):
    again = emit_rules(compile_model(load_scenario("seoul_2024")))
    assert again.text == emit_rules(compile_model(load_scenario("seoul_2024"))).text
    assert len(rules.digest) == 64


def test_expressions_mean_what_they_say():
    """Every operator once, against Python's own arithmetic."""
    text = """
parameters:
  a: {value: 1.7, because: {assumption: test}}
  b: {value: 0.6, because: {assumption: test}}
ladders:
  lamp:
    rungs: {dark: {w: 2}, lit: {w: 5}}
    starts: lit
    because: {assumption: test}
gauges:
  g: {starts: 3, because: {assumption: test}}
events:
  now_:
    at: 2024-01-02
    do:
      g: >-
        = min(a, b, lamp.w) + max(a, g) * a ** 3 - b ** a / (1 + abs(-b))
        + (sqrt(a) if lamp == lit and not a < b else log(b)) + exp(b)
        + level(lamp) - (-a)
    because: {assumption: test}
outcomes: {it: final(g)}
"""
    import math

    a, b = 1.7, 0.6
    expected = (
        0.6 + max(a, 3) * a**3 - b**a / (1 + b) + math.sqrt(a) + math.exp(b) + 1 + a
    )
    trace = run_path(model(text, horizon="3 days"))
    assert trace.outcomes["it"] == pytest.approx(expected, rel=1e-14)


def test_rung_numbers_may_be_expressions_over_parameters():
    text = """
parameters:
  pull: {value: 2, spread: {uniform: [1, 3]}, because: {assumption: test}}
  one_day: {value: 1 day, because: {assumption: test}}
ladders:
  lamp:
    rungs: {dark: {w: 0}, lit: {w: pull * 2}}
    starts: lit
    because: {assumption: test}
gauges: {g: {flow: lamp.w / one_day}}
outcomes: {it: final(g)}
"""
    trace = run_path(model(text, horizon="10 days"), member=4)
    assert trace.outcomes["it"] == pytest.approx(trace.case["pull"] * 2 * 10)


def test_seventy_ladders_need_more_than_one_word_of_bits():
    ladders = "".join(f"  l{n}: {{rungs: {{x: , y: }}}}\n" for n in range(70))
    why = "because: {assumption: t}"
    events = "".join(
        f"  e{n}: {{when: l{n} == x, after: {n + 1} days, do: {{l{n}: y}}, {why}}}\n"
        for n in range(70)
    )
    trace = run_path(model(f"ladders:\n{ladders}events:\n{events}", horizon="100 days"))
    assert [move.time for move in trace.moves] == [float(n + 1) for n in range(70)]


def test_an_engine_is_worked_out_once_and_runs_any_member():
    engine = Engine(compile_model(load_scenario("hello")))
    assert run_path(engine, member=5).receipt == run_path(engine, member=5).receipt


def test_the_random_rules_use_what_is_to_be_restricted() -> None:
    texts = [strategies.document(number) for number in RANDOM]
    for word in "bands least most since misread rung_of else".split():
        assert any(f"{word}:" in text for text in texts), word
    rules = "".join(emit_rules(compile_model(load_text(text))).text for text in texts)
    for function in ("aim_gauge", "hold_gauge", "stand_first", "still_to_come"):
        assert f"{function}(" in rules
    assert "next_turn(" in rules
