"""Clocks after which nothing is looked at again: proved from the rules, or not."""

from __future__ import annotations

import ast

import pytest

from sim.emit import emit_rules
from sim.ensemble.kernel_quiet import quiet_clocks
from sim.ensemble.program import program_of
from sim.loading import load_scenario
from sim.model import compile_model

HEAD = "def rule(k, t, m, q0, q1, S, I):\n"
FIRES = (
    "    S[0] = INF\n    move(1, 0, 4, 8, 2, 3, 1, t, S, I)\n",  # moves, or nothing
    "    S[1] = INF\n    S[20] = 1.0\n",  # writes a gauge
    "    S[2] = INF\n    I[9] = I[9] + 1\n",
)
LOOKS = "    if I[3] & 1 != 0 or k == -1:\n        S[2] = t\n"
"""What is passed over when no bit is set."""


def function(body: str) -> ast.FunctionDef:
    made = ast.parse(HEAD + body).body[0]
    assert isinstance(made, ast.FunctionDef)
    return made


def quiet(refresh: str, fires: tuple[str, ...] = FIRES) -> list[bool]:
    return quiet_clocks(function(refresh), [function(fire) for fire in fires])


@pytest.mark.parametrize(
    ("refresh", "expected"),
    [
        (LOOKS, [True, True, True]),
        # a clock that is named is looked at
        ("    if I[3] & 1 != 0 or k == 2 or k == -1:\n        S[2] = t\n", [1, 1, 0]),
        # a gauge's aim is copied: it rests until the gauge is written
        (
            "    if k == 0 or k == -1 or S[20] != S[30]:\n"
            "        S[30] = S[20]\n        aim_gauge(0, 20, 0.0, 1, 2, 3, 4, t, S)\n",
            [False, False, True],
        ),
        ("    accrue_gauge(S[7], 0.0, 40, 20, 0.0, S[8], t, S)\n", [True, False, True]),
        # a flag that is set and taken back
        (
            "    if k != -1 and (I[9] == 1 or I[3] & 1 != 0):\n        S[2] = t\n"
            "    I[9] = 0\n",
            [True, True, False],
        ),
        # what cannot be read is looked at, whatever fires
        ("    S[2] = t\n", [False, False, False]),
        ("    if S[7] > t:\n        S[2] = t\n", [False, False, False]),
        ("    odd(S)\n", [False, False, False]),
        # a copy that is written again later says nothing
        (
            "    if k == -1 or S[20] != S[30]:\n        S[30] = S[20]\n"
            + "    if I[3] & 1 != 0:\n        S[20] = 2.0\n",
            [False, False, False],
        ),
        # so does a flag
        (
            "    I[9] = 0\n    if I[3] & 1 != 0:\n        I[9] = 1\n",
            [False, False, False],
        ),
    ],
)
def test_what_a_clock_writes_decides_whether_it_is_quiet(
    refresh: str, expected: list[bool]
) -> None:
    assert quiet(refresh) == [bool(x) for x in expected]


@pytest.mark.parametrize(
    "fire",
    ["    S[I[2]] = 1.0\n", "    rebase(1.0, t, 4, 5, S, I)\n", "    odd(S)\n"],
)
def test_a_clock_whose_writing_is_not_known_is_not_quiet(fire: str) -> None:
    assert quiet(LOOKS, (fire,)) == [False]


@pytest.mark.parametrize("name", ["hello", "seoul_2024", "strait_standoff"])
def test_reviews_of_shipped_scenarios_are_quiet_and_hazards_are_not(name: str) -> None:
    model = compile_model(load_scenario(name))
    functions = program_of(emit_rules(model)).functions
    fires = [each for key, each in functions.items() if key.startswith("fire_")]
    found = quiet_clocks(functions["refresh"], fires)
    kinds = {kind: set() for kind in ("review", "hazard", "act")}
    for clock, own in zip(model.clocks, found, strict=True):
        kinds.setdefault(clock.kind, set()).add(own)
    assert kinds["review"] == {True}
    assert True not in kinds["hazard"] | kinds["act"]
