"""Members side by side in NumPy have the paths that they have alone in SimPy."""

from __future__ import annotations

import ast
from functools import cache

import numpy as np
import pytest
import strategies
from ensembles import differences, in_simpy, record_of

from sim.emit import emit_rules
from sim.ensemble.crowds import run_lanes
from sim.ensemble.lane_code import LaneCode
from sim.ensemble.lane_values import constant
from sim.ensemble.lanes import LaneEngine
from sim.ensemble.program import Program, program_of
from sim.loading import load_scenario, load_text, shipped
from sim.model import Model, compile_model
from sim.results import Ensemble

MEMBERS = range(12)
QUICK, MANY = range(20), range(20, 520)


@cache
def shipped_model(name: str) -> Model:
    return compile_model(load_scenario(name))


@cache
def engine_of(name: str) -> LaneEngine:
    model = shipped_model(name)
    return LaneEngine(model, emit_rules(model))


def in_lanes(
    model: Model,
    members: range | list[int],
    *,
    lanes: int | None = None,
    seed: int = 3,
    engine: LaneEngine | None = None,
) -> Ensemble:
    record = record_of(model, members)
    engine = engine or LaneEngine(model, emit_rules(model))
    run_lanes(engine, record, seed=seed, lanes=lanes)
    assert not record.failed.any()
    return record.ensemble(seed=seed, engine="numpy")


def policies_of(name: str) -> list[str]:
    """Give a scenario's policies; one of a variant, which has those of its base."""
    policies = list(load_scenario(name).policies)
    return policies[:1] if name.startswith("seoul_2024_") else policies[:4]


SHIPPED = [(name, policy) for name in shipped() for policy in policies_of(name)]


@pytest.mark.parametrize(("name", "policy"), SHIPPED)
def test_shipped_scenarios_have_the_same_paths_under_every_policy(
    name: str, policy: str
) -> None:
    model = compile_model(load_scenario(name), policies=[policy])
    assert differences(in_lanes(model, MEMBERS), in_simpy(model, MEMBERS)) == []


@pytest.mark.parametrize("number", QUICK)
def test_random_scenarios_have_the_same_paths(number: int) -> None:
    model = compile_model(load_text(strategies.document(number)))
    assert (
        differences(in_lanes(model, MEMBERS, lanes=5), in_simpy(model, MEMBERS)) == []
    )


@pytest.mark.slow
@pytest.mark.parametrize("number", MANY)
def test_five_hundred_more_have_the_same_paths(number: int) -> None:
    test_random_scenarios_have_the_same_paths(number)


@pytest.mark.parametrize("lanes", [1, 3, 64, 1000])
def test_how_many_are_on_their_way_at_once_changes_nothing(lanes: int) -> None:
    model, engine = shipped_model("seoul_2024"), engine_of("seoul_2024")
    whole = in_lanes(model, range(40), engine=engine)
    some = in_lanes(model, range(40), lanes=lanes, engine=engine)
    assert differences(some, whole) == []


def test_any_members_can_be_run_in_any_order() -> None:
    model, engine = shipped_model("seoul_2024"), engine_of("seoul_2024")
    whole = in_lanes(model, range(40), engine=engine)
    odd = in_lanes(model, [39, 2, 17, 2**32 - 1], engine=engine)
    rows = [39, 2, 17]
    assert list(odd.receipts)[:3] == [whole.receipts[row] for row in rows]
    assert odd.outcomes[:3].tolist() == whole.outcomes[rows].tolist()


def test_seeds_of_64_bits_are_looked_up_as_they_are() -> None:
    model, engine = shipped_model("hello"), engine_of("hello")
    seed = 2**64 - 3
    many = in_lanes(model, MEMBERS, seed=seed, engine=engine)
    assert differences(many, in_simpy(model, MEMBERS, seed=seed)) == []


# ---- the grammar


def lane_code(body: str, head: str = "fire_0(t, m, q0, q1, S, I)") -> LaneCode:
    function = ast.parse(f"def {head}:\n    " + body.replace("\n", "\n    ")).body[0]
    assert isinstance(function, ast.FunctionDef)
    program = Program({function.name: function}, {"INF": np.inf})
    code = LaneCode(program, constants=(), clocks=1, words=(3,))
    code.run(function.name, **dict.fromkeys(("t", "m", "q0", "q1"), constant(1.0)))
    return code


@pytest.mark.parametrize(
    "body",
    [
        "for x in S:\n    pass",
        "while 0 == 0:\n    pass",
        "v1 = [1.0]",
        "v1 = S[1] // 2.0",
        "v1 = S[1] % 2.0",
        "v1 = S[1] is S[2]",
        "v1 = unheard",
        "v1 = unheard_of(1.0)",
        "v1 = abs(x=1.0)",
        "v1 = 'text'",
        "v1 = S[1.0]",
        "v1 = Q[1]",
        "v1 = +S[1]",
        "v1 = (S[1] < 2.0) + 1.0",
        "I[1] = S[1]",
        "S[1] = S[2] < 1.0",
        "Q[1] = 2.0",
        "S[1], S[2] = 1.0",
        "if S[1] < t:\n    x = unheard",
        "return S[1]",
        "v1 = 1.0 if S[1] < 1.0 else S[2] < 1.0",
        "v1 = lambda: 1.0",
    ],
)
def test_what_is_not_restricted_python_is_refused(body: str) -> None:
    with pytest.raises(TypeError, match="expected restricted Python"):
        lane_code(body)


def test_a_rule_that_calls_what_is_not_there_is_refused() -> None:
    rules = emit_rules(shipped_model("hello"))
    import dataclasses

    for text, said in (
        ("def start(t):\n    unheard(t)\n", "expected a function of motion"),
        ("def start(t):\n    x = UNHEARD\n", "expected a variable or a number"),
        ("def start(t):\n    x = t.real()\n", "expected a plain call"),
    ):
        with pytest.raises(TypeError, match=said):
            program_of(dataclasses.replace(rules, text=text))


def test_conditions_on_ladders_that_cannot_have_moved_are_left_out() -> None:
    code = lane_code("if (I[3] & 4) != 0:\n    S[1] = 2.0\nS[2] = 3.0")
    assert code.function("step()") == "def step():\n    S[2][ix] = 3.0\n"


def test_a_variable_changed_within_an_if_is_changed_after_it() -> None:
    code = lane_code("v1 = I[1]\nif I[2] > 0:\n    v1 = v1 + 1\nS[1] = float(v1)")
    names: dict[str, object] = {"float64": np.float64}
    exec(code.function("step(ix, S, I)"), names)
    floats = [np.zeros(3), np.zeros(3)]
    whole = [np.zeros(3, dtype=int), np.array([5, 6, 7]), np.array([0, 1, 0])]
    names["step"](np.arange(3), floats, whole)  # type: ignore[operator]
    assert floats[1].tolist() == [5.0, 7.0, 7.0]
