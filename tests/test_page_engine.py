"""The engine in JavaScript tells the same story as Python, to the last bit."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import strategies
from in_node import Job, as_written, in_node, needs_node, still_of

from sim.analysis import claim_results
from sim.errors import RunError
from sim.jobs import run_ensemble
from sim.loading import load_scenario, load_text, shipped
from sim.model import Model, compile_model
from sim.page.engine_text import Engine, engine_of
from sim.page.opening import OpenModel, open_model
from sim.path import Engine as Paths
from sim.path import run_path
from sim.results import Trace
from sim.scenario import Scenario

pytestmark = needs_node

SEED = 3
MAIN = ("hello", "alliance_dilemma", "strait_standoff", "seoul_2024")
QUICK, MANY = range(30), range(30, 530)


@cache
def opened(name: str) -> tuple[Scenario, Engine]:
    scenario = load_scenario(name)
    return scenario, engine_of(open_model(scenario))


def in_python(model: Model, members: Sequence[int], seed: int = SEED) -> list[Any]:
    """Give each member's trace, or None where it cannot be run."""
    engine, found = Paths(model), []
    for member in members:
        try:
            found.append(run_path(engine, seed=seed, member=member, reasons=False))
        except RunError:
            found.append(None)
    return found


def differences(engine: Engine, told: dict[str, Any], trace: Trace | None) -> list[str]:
    """Name what JavaScript's member has other than Python's."""
    if trace is None:
        return [] if told["failed"] else ["ran"]
    if told["failed"]:
        return ["failed"]
    model, places, out = engine.opened.model, engine.rules.outputs, told["outputs"]
    pairs: dict[str, tuple[Any, Any]] = {
        "receipt": (told["receipt"], trace.receipt),
        "case": (told["parameters"][: engine.opened.own], list(trace.case.values())),
    }

    def at(first: int, values: Any) -> tuple[list[float], list[float]]:
        flat = [float(value) for value in values]
        return out[first : first + len(flat)], flat

    if len(trace.model.arguments) == len(model.arguments):
        pairs["amounts"] = at(places.amounts, trace.amounts.ravel())
    pairs["outcomes"] = at(places.outcomes, trace.outcomes.values())
    pairs["readings"] = at(places.readings, trace.readings)
    pairs["gauges"] = at(places.gauges, trace.gauges.values())
    # A page also knows what would be decided on a ladder that no plan steers.
    for part, first in (("highest", places.highest), ("final", places.final)):
        known = getattr(trace, part)
        rungs = [out[first + model.ladder_index[name]] for name in known]
        pairs[part] = rungs, [float(rung) for rung in known.values()]
    days = [day for rungs in trace.time_on.values() for day in rungs]
    pairs["time on rungs"] = at(places.time_on, days)
    days = [day for rungs in trace.first_on.values() for day in rungs]
    pairs["first on rungs"] = at(places.first_on, days)
    return [
        name
        for name, (ours, theirs) in pairs.items()
        if not np.array_equal(ours, theirs, equal_nan=name != "receipt")
    ]


def compare(engine: Engine, answer: list[Any], traces: Sequence[Any]) -> list[Any]:
    pairs = zip(answer, traces, strict=True)
    return [
        found for told, trace in pairs if (found := differences(engine, told, trace))
    ]


# ---- what is as published


def test_luck_is_philox_as_published(tmp_path: Path) -> None:
    ones, pi = 0xFFFFFFFF, [0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344]
    known = {
        ((0,) * 4, (0,) * 2): "6627e8d5 e169c58d bc57ac4c 9b00dbd8",
        ((ones,) * 4, (ones,) * 2): "408f276d 41c83b0e a20bc7c6 6d5451fd",
        (tuple(pi), (0xA4093822, 0x299F31D0)): "d16cfe09 94fdcceb 5001e420 24126ea1",
    }
    run = {"what": "philox", "asked": [list(map(list, asked)) for asked in known]}
    ((blocks,),) = in_node([Job(runs=[run])], tmp_path)
    told = [" ".join(f"{word:08x}" for word in block) for block in blocks]
    assert told == list(known.values())


# ---- every shipped scenario, every choice


def choices(scenario: Scenario, engine: Engine) -> list[tuple[dict[str, Any], Model]]:
    """Give every choice of one plan, and some of all that can be switched off."""
    opened = engine.opened
    index = opened.model.parameter_index
    first = as_written(opened)
    held, off = first["fixed"], first["off"]
    found: list[tuple[dict[str, Any], Model]] = [(first, compile_model(scenario))]
    for plan in opened.plans:
        for number, policy in enumerate(plan.policies, start=1):
            fixed = held | {str(index[plan.parameter]): number}
            still = [at for at in off if at not in still_of(opened, plan)]
            model = compile_model(scenario, policies=[policy])
            found.append(({"fixed": fixed, "off": still}, model))
    events = [clock for clock in opened.model.clocks if clock.branches]
    for name in list(opened.factors)[:3]:
        fixed = held | {str(index[opened.factors[name]]): 0}
        model = compile_model(scenario, without=[name])
        found.append(({"fixed": fixed, "off": off}, model))
    for clock in events[:3] + events[-2:]:
        more = [*off, opened.model.clock_index[clock.name]]
        model = compile_model(scenario, without=[clock.item])
        found.append(({"fixed": held, "off": more}, model))
    return found


def agree(name: str, folder: Path, members: Sequence[int]) -> list[Any]:
    scenario, engine = opened(name)
    asked = choices(scenario, engine)
    how = {"what": "members", "members": list(members), "seed": [SEED, 0]}
    job = Job(engine, [how | choice for choice, _ in asked])
    (answers,) = in_node([job], folder)
    return [
        (choice, found)
        for (choice, model), answer in zip(asked, answers, strict=True)
        if (found := compare(engine, answer, in_python(model, members)))
    ]


@pytest.mark.parametrize("name", MAIN)
def test_shipped_scenarios_run_alike_whatever_is_chosen(
    name: str, tmp_path: Path
) -> None:
    assert agree(name, tmp_path, [0, 5] if name == "seoul_2024" else [0, 1, 17]) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", shipped())
def test_every_shipped_scenario_runs_alike_for_more_members(
    name: str, tmp_path: Path
) -> None:
    assert agree(name, tmp_path, [1, 2, 3, 2**32 - 1]) == []


def test_a_parameter_that_is_set_gives_what_python_gives(tmp_path: Path) -> None:
    scenario, engine = opened("seoul_2024")
    at = engine.opened.model.parameter_index["war_end"]
    value = 0.021 / (365.25 / 12)
    how = {"what": "members", "members": [4, 9], "seed": [SEED, 7]}
    job = Job(engine, [how | {"fixed": {str(at): value}}])
    ((answer,),) = in_node([job], tmp_path)
    settings = {"war_end": "0.021 per month"}
    model = compile_model(load_scenario("seoul_2024", settings=settings))
    traces = in_python(model, [4, 9], seed=SEED + (7 << 32))
    assert compare(engine, answer, traces) == []
    assert scenario.name == "seoul_2024"


# ---- random scenarios


def random_agree(
    numbers: Sequence[int], folder: Path, *, more: bool = True
) -> list[Any]:
    jobs, models = [], []
    how = {"what": "members", "members": [0, 7], "seed": [SEED, 0]}
    for number in numbers:
        scenario = load_text(strategies.document(number))
        engine = engine_of(open_model(scenario))
        asked = choices(scenario, engine)
        asked = [asked[0], asked[number % len(asked)]] if more else asked[:1]
        jobs.append(Job(engine, [how | choice for choice, _ in asked]))
        models.append(asked)
    found = []
    for number, job, asked, answers in zip(
        numbers, jobs, models, in_node(jobs, folder), strict=True
    ):
        assert job.engine is not None
        for (choice, model), answer in zip(asked, answers, strict=True):
            if wrong := compare(job.engine, answer, in_python(model, [0, 7])):
                found.append((number, choice, wrong))
    return found


@pytest.mark.slow
def test_random_scenarios_run_alike(tmp_path: Path) -> None:
    assert random_agree(QUICK, tmp_path, more=False) == []


@pytest.mark.slow
@pytest.mark.parametrize("first", range(MANY.start, MANY.stop, 50))
def test_five_hundred_more_run_alike(first: int, tmp_path: Path) -> None:
    assert random_agree(range(first, first + 50), tmp_path) == []


# ---- reasons


def story_of(engine: Engine, firings: list[dict[str, Any]]) -> list[Any]:
    """Write JavaScript's firings as `known` writes Python's."""
    model = engine.opened.model
    ladders = [ladder.name for ladder in model.ladders]
    gauges = [gauge.name for gauge in model.gauges]
    told = []
    for firing in firings:
        clock = model.clocks[firing["clock"]]
        rungs = model.ladder(clock.item).rungs if clock.kind == "review" else ()
        luck = []
        for item in firing["luck"]:
            stream = clock.name
            if item["of"] != "clock":
                stream = f"{item['of']} {clock.item} {rungs[item['at']]}"
            luck.append((stream, item["draw"], item["uniform"]))
        at = firing["policy"]
        told.append(
            (
                firing["time"],
                clock.name,
                firing["branch"],
                firing["happened"],
                [(ladders[at], old, new) for at, old, new in firing["moves"]],
                [(gauges[at], old, new) for at, old, new in firing["changes"]],
                firing["heldSince"],
                firing["armedSince"],
                [clock.factors[at].name for at in firing["factors"]],
                {ladders[int(at)]: rung for at, rung in firing["seen"].items()},
                (firing["wanted"], firing["decided"], firing["done"]),
                firing["barred"],
                luck,
                firing["calledBy"],
                firing["level"],
                "" if at is None else model.policies[at].name,
            )
        )
    return told


def known(trace: Trace) -> list[Any]:
    told = []
    for firing in trace.firings:
        why = firing.why
        assert why is not None
        told.append(
            (
                firing.time,
                firing.clock,
                firing.branch,
                firing.happened,
                [(move.ladder, move.before, move.after) for move in firing.moves],
                [(item.gauge, item.before, item.after) for item in firing.changes],
                why.held_since,
                why.armed_since,
                list(why.factors),
                dict(why.seen),
                (why.wanted, why.decided, why.done),
                why.barred,
                [(luck.stream, luck.draw, luck.uniform) for luck in why.luck],
                why.called_by,
                why.level,
                why.policy,
            )
        )
    return told


def plain(model: Model) -> Engine:
    """Print a model as it is, with nothing but its arguments left open."""
    names = {item.name: f"on {item.name}" for item in model.arguments}
    whole = open_model(load_scenario("hello")).model.parameters[-1]
    more = [dataclasses.replace(whole, name=name) for name in names.values()]
    parameters = (*model.parameters, *more)
    own = len(model.parameters)
    bare = dataclasses.replace(model, parameters=parameters)
    return engine_of(OpenModel(bare, own, (), {}, names))


@pytest.mark.parametrize("name", MAIN)
def test_a_witness_gives_the_reasons_that_python_gives(
    name: str, tmp_path: Path
) -> None:
    model = compile_model(load_scenario(name))
    engine = plain(model)
    how = {"what": "story", "seed": [SEED, 0]}
    members = (2, 11)
    job = Job(engine, [how | {"member": member} for member in members])
    (answers,) = in_node([job], tmp_path)
    for member, firings in zip(members, answers, strict=True):
        trace = run_path(model, seed=SEED, member=member)
        for ours, theirs in zip(story_of(engine, firings), known(trace), strict=True):
            assert ours == theirs


def test_random_scenarios_have_the_same_reasons(tmp_path: Path) -> None:
    models = [compile_model(load_text(strategies.document(n))) for n in range(40, 48)]
    run = {"what": "story", "seed": [SEED, 0], "member": 4}
    jobs = [Job(plain(model), [run]) for model in models]
    for job, model, (firings,) in zip(
        jobs, models, in_node(jobs, tmp_path), strict=True
    ):
        assert job.engine is not None
        trace = run_path(model, seed=SEED, member=4)
        assert story_of(job.engine, firings) == known(trace)


# ---- many members


@pytest.mark.parametrize("name", ["hello", "alliance_dilemma", "seoul_2024"])
def test_a_crowd_counts_as_an_ensemble_does(name: str, tmp_path: Path) -> None:
    scenario, engine = opened(name)
    count = 60
    run = {"what": "crowd", "count": count, "seed": [SEED, 0]}
    ((crowd,),) = in_node([Job(engine, [run])], tmp_path)
    ensemble = run_ensemble(compile_model(scenario), members=count, seed=SEED)
    model = ensemble.model
    assert crowd["count"] == count
    assert crowd["firings"] == int(ensemble.firings.sum())
    assert crowd["times"] == ensemble.times.tolist()
    assert crowd["counts"] == ensemble.counts.ravel().tolist()
    days = ensemble.first_on.copy()
    for ladder, slot in ensemble.rung_slots.items():
        if model.ladder(ladder).ordered:
            own = days[:, slot]
            own[:] = np.minimum.accumulate(own[:, ::-1], axis=1)[:, ::-1]
    first = days[:, None, :] <= ensemble.times[:, None]
    assert crowd["passages"] == first.sum(axis=0).ravel().tolist()
    assert np.array_equal(np.array(crowd["outcomes"]).T, ensemble.outcomes)
    held = iter(zip(crowd["holds"], crowd["asked"], strict=True))
    for claim, by_money in zip(
        claim_results(ensemble), engine.answers.by_money, strict=True
    ):
        for share in claim.shares:
            all_of, money = next(held), next(held)
            assert all_of[1] == share.among
            if share.counted:
                assert math.isclose(all_of[0] / all_of[1], share.counted.value)
            if by_money and share.money:
                assert math.isclose(money[0] / money[1], share.money.value)
    assert len(model.arguments) == len(engine.opened.model.arguments)
