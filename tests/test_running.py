"""Running many members: failures are told in SimPy's words, and some are replayed."""

from __future__ import annotations

import numpy as np
import pytest
from commands import UNSOUND

from sim.ensemble import Runner, run_members
from sim.ensemble import running as running_module
from sim.errors import ModelError, ResultError, RunError, UsageError
from sim.loading import load_scenario, load_text
from sim.model import compile_model
from sim.path import run_path
from sim.results import Paths, join_ensembles
from tests.ensembles import differences
from tests.worlds import model as small_model

CIRCLE = """
parameters:
  odd: {value: 0, spread: {choice: {0: 1, 1: 1}}, because: {assumption: x}}
ladders:
  a: {rungs: {low: {}, high: {}}, because: {assumption: x}}
events:
  goes:
    {when: a == low and odd > 0, after: 0 days, do: {a: up}, because: {assumption: x}}
  comes: {when: a == high, after: 0 days, do: {a: down}, because: {assumption: x}}
"""


def hello():
    return compile_model(load_scenario("hello"))


@pytest.mark.parametrize("name", ["simpy", "numpy"])
def test_a_member_that_fails_is_told_in_the_words_of_simpy(name):
    model = compile_model(load_text(UNSOUND, file="unsound.yaml"))
    done = run_members(model, seed=1, members=range(200), engine=name)
    assert done.failures
    assert len(done) + len(done.failures) == 200
    for failure in (done.failures[0], done.failures[-1]):
        with pytest.raises(RunError) as alone:
            run_path(model, seed=1, member=failure.member, reasons=False)
        assert failure.message == str(alone.value)
        assert failure.member not in done.members
    standing = len(done) * len(done.rung_slots)
    assert done.counts.sum(axis=1).tolist() == [standing] * len(done.times)


@pytest.mark.parametrize("name", ["simpy", "numpy"])
def test_members_in_a_circle_are_told_in_the_words_of_simpy(name):
    model = small_model(CIRCLE)
    done = run_members(model, seed=1, members=range(6), engine=name)
    failed = [failure.member for failure in done.failures]
    odd = [m for m in range(6) if run_case(model, m)]
    assert failed == odd
    assert 0 < len(failed) < 6
    assert "event goes, event comes in a circle" in done.failures[0].message


def run_case(model, member):
    from sim.path import Path

    return Path(model, seed=1, member=member).case["odd"] > 0


def test_all_may_fail():
    model = small_model(CIRCLE.replace("odd > 0", "odd >= 0"))
    done = run_members(model, seed=1, members=range(2), engine="numpy")
    assert len(done) == 0
    assert [failure.member for failure in done.failures] == [0, 1]


def test_large_runs_are_replayed_in_simpy(monkeypatch):
    monkeypatch.setattr(running_module, "LARGE", 50)
    runner = Runner(hello(), engine="numpy")
    assert len(runner.run(range(60), seed=1)) == 60
    codes = runner.reference.codes
    codes[1] += 1  # another receipt than that of the lanes
    with pytest.raises(ModelError, match=r"by the numpy engine, but .* in SimPy"):
        runner.run(range(60), seed=1)


def test_a_failure_that_simpy_does_not_see_is_a_fault_of_the_program(monkeypatch):
    runner = Runner(hello(), engine="numpy")

    def failing(_engine, record, **_how):
        record.failed[2] = True

    monkeypatch.setattr(running_module, "run_lanes", failing)
    with pytest.raises(ModelError, match="cannot run member 2 of seed 1, but"):
        runner.run(range(5), seed=1)


def test_few_members_are_left_to_simpy():
    assert run_members(hello(), seed=1, members=range(3)).engine == "simpy"


@pytest.mark.parametrize("name", ["simpy", "numpy"])
def test_parts_end_to_end_are_the_whole(name):
    runner = Runner(hello(), engine=name)
    how = {"seed": 1, "ladders": ["seen"]}
    whole = runner.run(range(30), **how, paths=12)
    parts = [runner.run(range(12), **how, paths=12), runner.run(range(12, 30), **how)]
    assert differences(join_ensembles(parts), whole) == []
    assert join_ensembles(parts[:1]) is parts[0]


def test_staircases_are_those_of_the_path():
    done = run_members(
        hello(), seed=1, members=range(20), ladders=["pressure"], paths=5
    )
    for row in (0, 4, 13):
        trace = run_path(hello(), seed=1, member=row)
        days, rungs = trace.staircase("pressure")
        ours = done.staircases["pressure"].of(row)
        assert [list(days[1:]), list(rungs[1:])] == [ours[0].tolist(), ours[1].tolist()]
    assert len(done.paths) == 5
    kept = slice(done.paths.ends[4], done.paths.ends[5])
    trace = run_path(hello(), seed=1, member=4)
    assert done.paths.times[kept].tolist() == [f.time for f in trace.firings]
    names = [hello().clocks[at].name for at in done.paths.clocks[kept]]
    assert names == [firing.clock for firing in trace.firings]
    assert set(done.paths.moves) == set(hello().ladder_index)


def test_gauges_on_the_grid_are_those_of_the_first_members():
    model = compile_model(load_scenario("seoul_2024"))
    done = run_members(model, seed=1, members=range(50), levels=10, engine="numpy")
    assert done.levels.shape == (10, len(done.times), len(model.gauges))
    simpy = run_members(model, seed=1, members=range(50), levels=10, engine="simpy")
    np.testing.assert_array_equal(done.levels, simpy.levels)
    assert done.levels[:, -1] == pytest.approx(done.gauges[:10])


def test_a_ladder_that_is_not_there_is_told():
    with pytest.raises(UsageError, match="no ladder 'seem'; did you mean 'seen'"):
        run_members(hello(), seed=1, members=range(3), ladders=["seem"])


def test_only_ensembles_of_one_model_and_seed_go_together():
    one, other = (run_members(hello(), seed=s, members=range(3)) for s in (1, 2))
    with pytest.raises(ResultError, match="one model and one seed"):
        join_ensembles([one, other])
    with pytest.raises(ResultError, match="at least 1 ensemble"):
        join_ensembles([])


def test_no_paths_are_none():
    assert len(Paths.of_none()) == 0


def test_receipts_are_texts_to_look_at():
    done = run_members(hello(), seed=1, members=range(5), engine="numpy")
    texts = list(done.receipts)
    assert done.receipts == texts
    assert done.receipts != texts[:4]
    assert done.receipts[1:3] == tuple(texts[1:3])
    assert done.receipts != 3
    assert repr(done.receipts).startswith(f"Receipts of 5: {texts[0]}, ")
