"""A scenario becomes a flat model, which can be written as JSON and read back."""

from __future__ import annotations

import json
import math

import pytest

from sim.errors import ModelError, UsageError
from sim.loading import load_scenario, shipped
from sim.model import compile_model, model_from_json, model_to_json
from sim.path import Engine, run_path
from tests.worlds import model, small

BECAUSE = "because: {assumption: test}"

TWO = f"""
actors: {{us: , them: }}
ladders:
  threat: {{rungs: {{none: , low: , high: }}}}
  answer: {{rungs: {{none: , words: , acts: }}}}
events:
  grows:
    actor: them
    rate: 0.1 per day
    factors: [{{id: deterred, when: answer >= words, times: 0.1, {BECAUSE}}}]
    do: {{threat: up}}
    {BECAUSE}
policies:
  match:
    ladder: answer
    wants: {{words: threat >= low, acts: threat >= high}}
    reviews: {{every: 10 days}}
    {BECAUSE}
  idle:
    ladder: answer
    wants: {{none: always}}
    reviews: {{every: 10 days}}
    {BECAUSE}
plans: {{answer: match}}
ledger: {{unit: coin, against: peace, discount_rate: 0, horizons: [50 days, 100 days]}}
arguments:
  toll:
    actor: us
    side: loss
    account: money
    lump: {{each: grows, amount: 3}}
    {BECAUSE}
claims:
  costly: {{says: It costs., holds_if: net.us < 0, {BECAUSE}}}
  late:
    says: It costs late.
    holds_if: net.us(100 days) < net.us(50 days)
    {BECAUSE}
outcomes:
  acts: final(answer)
  early: ever(threat >= low, 80)
"""


@pytest.mark.parametrize("name", sorted(shipped()))
def test_a_model_survives_being_written_as_json(name):
    scenario = compile_model(load_scenario(name))
    told = model_to_json(scenario)
    assert model_from_json(told) == scenario
    json.loads(told, parse_constant=pytest.fail)


def test_a_model_from_json_runs_alike():
    scenario = model(TWO)
    again = model_from_json(model_to_json(scenario))
    assert run_path(again, member=3).receipt == run_path(scenario, member=3).receipt


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"model_format": 99}', '{"model_format": 1}']
)
def test_what_is_no_model_is_refused(text):
    with pytest.raises(ModelError, match="expected a model"):
        model_from_json(text)


def test_clocks_stand_in_the_order_in_which_they_fire_at_one_instant():
    kinds = [clock.kind for clock in compile_model(load_scenario("seoul_2024")).clocks]
    order = [
        "readings",
        "dated",
        "band",
        "hazard",
        "delay",
        "observation",
        "review",
        "act",
    ]
    ranks = [
        order.index("hazard") if kind == "delay" else order.index(kind)
        for kind in kinds
    ]
    assert ranks == sorted(ranks)


def test_a_policy_replaces_the_plan_on_its_ladder():
    assert [policy.name for policy in model(TWO).policies] == ["match"]
    replaced = model(TWO, policies=["idle"])
    assert [policy.name for policy in replaced.policies] == ["idle"]
    assert all(run_path(replaced, member=m).highest["answer"] == 0 for m in range(5))


def test_what_is_not_there_is_refused_with_a_suggestion():
    with pytest.raises(UsageError, match="no policy 'mach'; did you mean 'match'"):
        model(TWO, policies=["mach"])
    with pytest.raises(
        UsageError, match=r"nothing called 'deterd'.*did you mean 'deterred'"
    ):
        model(TWO, without=["deterd"])
    with pytest.raises(UsageError, match="horizon of more than 0 days"):
        compile_model(small(TWO), horizon=0)


def test_switching_an_argument_off_changes_no_move():
    whole, without = model(TWO), model(TWO, without=["toll"])
    for member in range(10):
        one, other = run_path(whole, member=member), run_path(without, member=member)
        assert one.moves == other.moves
        assert other.amounts.shape == (2, 0)


def test_switching_a_factor_off_changes_only_what_it_touches():
    engine = Engine(model(TWO, without=["deterred"]))
    rises = [run_path(engine, member=m).highest["threat"] for m in range(50)]
    held = [run_path(model(TWO), member=m).highest["threat"] for m in range(50)]
    assert all(free >= kept for free, kept in zip(rises, held, strict=True))
    assert rises != held


@pytest.mark.parametrize("off", ["grows", "them"])
def test_switching_off_an_event_or_its_actor_stops_it_and_its_lumps(off):
    trace = run_path(model(TWO, without=[off]), member=1)
    assert trace.moves == ()
    assert trace.amounts.tolist() == [[0.0], [0.0]]


def test_the_central_case_is_the_same_for_all():
    scenario = compile_model(load_scenario("hello"), central=True)
    cases = [run_path(scenario, member=member).case for member in range(3)]
    assert cases[0] == cases[1] == cases[2]
    assert cases[0]["nerve"] == 0.5


def test_a_shorter_horizon_leaves_out_what_asks_for_a_later_day_and_says_so():
    short = compile_model(small(TWO), horizon=60.0)
    assert short.horizons == (50.0,)
    assert [outcome.name for outcome in short.outcomes] == ["acts"]
    assert [claim.name for claim in short.claims] == ["costly"]
    assert len(short.notes) == 3
    long, other = run_path(model(TWO), member=2), run_path(short, member=2)
    assert [m for m in long.moves if m.time < 60] == list(other.moves)


def test_readings_are_kept_once_however_often_they_are_asked_for():
    text = TWO.replace("early: ever", "again: ever(threat >= low, 80)\n  early: ever")
    assert len(model(text).readings) == len(model(TWO).readings)


def test_what_a_lump_costs_counts_each_firing_and_each_horizon():
    trace = run_path(model(TWO), member=0)
    fired = [f.time for f in trace.firings if f.clock == "event grows"]
    expected = [3.0 * sum(day < end for day in fired) for end in (50, 100)]
    assert trace.amounts[:, 0].tolist() == expected


def test_never_is_later_than_every_day():
    trace = run_path(
        model(
            TWO.replace(
                "early: ever(threat >= low, 80)", "early: first(threat == high)"
            ),
            without=["grows"],
        )
    )
    assert trace.outcomes["early"] == math.inf
