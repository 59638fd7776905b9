"""A future that a class decides in the page is the one that Python plays again."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import strategies
from in_node import Job, as_written, in_node, needs_node

from sim.classroom.codes import Code, code_text
from sim.loading import load_scenario, load_text, shipped
from sim.model import Model, compile_model
from sim.page.deciding import seat_numbers
from sim.page.engine_text import Engine, engine_of
from sim.page.opening import open_model
from sim.path import Answer, run_path, run_played
from sim.scenario import Scenario

pytestmark = needs_node
SEED = 21


def opened(scenario: Scenario) -> tuple[Engine, list[dict[str, Any]]]:
    engine = engine_of(open_model(scenario))
    return engine, seat_numbers(engine.opened.model, scenario)


@cache
def seoul() -> tuple[Scenario, Engine, dict[str, Any]]:
    scenario = load_scenario("seoul_2024")
    engine, (seat,) = opened(scenario)
    return scenario, engine, seat


def seats_in(scenario: Scenario) -> int:
    return len(compile_model(scenario).plans)


def run_of(seat: dict[str, Any], orders: Any, **how: Any) -> dict[str, Any]:
    whole = {"what": "play", "seed": [SEED, 0], "member": 3, "pace": "all"}
    return whole | {"seat": seat, "orders": orders} | how


def again(model: Model, seat: dict[str, Any], played: dict[str, Any]) -> str:
    """Play what the page recorded again in Python; give the receipt."""
    ladder = model.plans and list(model.ladder_index)[seat["ladder"]]
    answers = [
        Answer(item["day"], str(ladder), seat["names"][item["rung"]])
        for item in played["answers"]
    ]
    trace = run_played(model, answers, seed=SEED, member=3)
    return trace.receipt


def orders_of(seat: dict[str, Any], number: int) -> list[int]:
    dice = random.Random(number)
    return [dice.randrange(seat["rungs"]) for _ in range(7)]


def agree(scenarios: Sequence[Scenario], folder: Path) -> list[Any]:
    """Play each seat of some scenarios at some paces; name where Python differs."""
    jobs, told = [], []
    for number, scenario in enumerate(scenarios):
        engine, seats = opened(scenario)
        paces = ("all", "news", "short")
        runs = [
            run_of(seat, orders_of(seat, number + at), pace=pace)
            | as_written(engine.opened)
            for at, (seat, pace) in enumerate(
                (seat, pace) for seat in seats for pace in paces
            )
        ]
        jobs.append(Job(engine, runs, played=True))
        told.append((scenario.name, compile_model(scenario), runs))
    wrong = []
    for (name, model, runs), answers in zip(told, in_node(jobs, folder), strict=True):
        planned = run_path(model, seed=SEED, member=3, reasons=False) if runs else None
        for run, played in zip(runs, answers, strict=True):
            assert planned is not None
            assert not played["failed"]
            mine, plan, _ = played["twins"]
            if again(model, run["seat"], played) != played["receipt"] or (
                mine != played["receipt"] or plan != planned.receipt
            ):
                wrong.append((name, run["pace"], run["orders"]))
    return wrong


@pytest.mark.parametrize("name", ["strait_standoff", "seoul_2024"])
def test_python_comes_to_the_receipt_of_a_class(name: str, tmp_path: Path) -> None:
    assert agree([load_scenario(name)], tmp_path) == []


@pytest.mark.slow
def test_python_comes_to_the_receipt_of_a_class_in_every_shipped_scenario(
    tmp_path: Path,
) -> None:
    assert agree([load_scenario(name) for name in shipped()], tmp_path) == []


def test_classes_of_random_scenarios_play_alike(tmp_path: Path) -> None:
    numbers = range(300, 310)
    scenarios = [load_text(strategies.document(number)) for number in numbers]
    assert sum(bool(seats_in(scenario)) for scenario in scenarios) > 4
    assert agree(scenarios, tmp_path) == []


def one(run: dict[str, Any], engine: Engine, folder: Path) -> dict[str, Any]:
    ((played,),) = in_node([Job(engine, [run], played=True)], folder)
    found: dict[str, Any] = played
    return found


def test_a_class_that_orders_what_the_plan_would_comes_to_the_plans_future(
    tmp_path: Path,
) -> None:
    scenario, engine, seat = seoul()
    model = compile_model(scenario)
    trace = run_path(model, seed=SEED, member=3)
    planned = [
        firing.why.decided
        for firing in trace.firings
        if firing.clock == "review support" and firing.why is not None
    ]
    played = one(run_of(seat, planned), engine, tmp_path)
    assert [item["rung"] for item in played["answers"]] == planned
    assert played["receipt"] == trace.receipt


def test_holding_still_is_every_review_answered_by_what_is_ordered(
    tmp_path: Path,
) -> None:
    _, engine, seat = seoul()
    played = one(run_of(seat, "keep"), engine, tmp_path)
    mine, _, still = played["twins"]
    assert mine == still


def test_a_class_is_asked_some_eight_times_and_never_sees_ahead(
    tmp_path: Path,
) -> None:
    _, engine, seat = seoul()
    runs = [
        run_of(seat, orders_of(seat, member), pace=pace, member=member)
        for member in range(6)
        for pace in ("short", "news", "all")
    ]
    (answers,) = in_node([Job(engine, runs, played=True)], tmp_path)
    counts = {
        pace: [
            len(played["moments"])
            for run, played in zip(runs, answers, strict=True)
            if run["pace"] == pace
        ]
        for pace in ("short", "news", "all")
    }
    assert min(counts["short"]) >= 4
    assert max(counts["short"]) <= 12
    assert min(counts["all"]) > 55
    for played in answers:
        for moment in played["moments"]:
            assert all(news["day"] <= moment["day"] for news in moment["news"])
            assert {news["ladder"] for news in moment["news"]} <= set(seat["visible"])


def test_a_decision_that_is_taken_back_is_counted_and_the_rest_is_open_again(
    tmp_path: Path,
) -> None:
    scenario, engine, seat = seoul()
    run = run_of(seat, [1, 0, 2, 2], pace="short", back=3, until=6)
    played = one(run, engine, tmp_path)
    asked = [item for item in played["answers"] if item["asked"]]
    assert [item["takenBack"] for item in asked] == [1, 0, 0]
    assert [item["rung"] for item in asked] == [2, 1, 0]
    rest = [item for item in played["answers"] if item["day"] > asked[-1]["day"]]
    assert len(rest) > 20
    assert {item["rung"] for item in rest} == {0}
    assert again(compile_model(scenario), seat, played) == played["receipt"]


def test_what_mattered_is_nothing_where_others_cannot_answer(tmp_path: Path) -> None:
    _, engine, seat = seoul()
    index = engine.opened.model.ladder_index
    run = run_of(seat, [2, 2, 2, 0], pace="short", others=[index["moscow_to_seoul"]])
    played = one(run, engine, tmp_path)
    asked = [item for item in played["answers"] if item["asked"]]
    assert len(played["weights"]) == len(asked)
    for weight, item in zip(played["weights"], asked, strict=True):
        assert weight["lucks"] == 200
        assert weight["differ"][item["rung"]] == 0
        assert all(0 <= count <= 200 for count in weight["differ"])
    assert max(max(weight["differ"]) for weight in played["weights"]) > 20
    run["others"] = [index["war"]]
    untouched = one(run, engine, tmp_path)
    assert {max(weight["differ"]) for weight in untouched["weights"]} == {0}


def test_receipt_codes_are_those_of_python(tmp_path: Path) -> None:
    asked = [
        ("a1b2c3" + "0" * 58, 1, 17, "0123456789abcdef"),
        ("f" * 64, 2**64 - 1, 2**32 - 1, "f" * 16),
        ("0" * 64, 128, 0, "0" * 16),
    ]
    run = {
        "what": "codes",
        "asked": [[sha, str(seed), at, text] for sha, seed, at, text in asked],
    }
    ((codes,),) = in_node([Job(runs=[run])], tmp_path)
    assert codes == [
        code_text(Code.of(sha, seed=seed, member=at, receipt=text, played=True))
        for sha, seed, at, text in asked
    ]
