"""The engine that answers soonest is chosen, its start counted."""

from __future__ import annotations

import pytest
from commands import UNSOUND

from sim.ensemble import choosing
from sim.ensemble.choosing import Size, choose_engine, seconds_of
from sim.errors import UsageError
from sim.loading import load_scenario, load_text
from sim.model import compile_model
from sim.path import Engine

SEOUL = {"clocks": 30, "lines": 1000, "firings": 100.0}
NAMES = ("simpy", "numpy", "numba")


@pytest.mark.parametrize(
    ("members", "compiled", "soonest"),
    [
        (30, True, "simpy"),
        (1_000, False, "numpy"),
        (1_000, True, "numba"),
        (20_000, False, "numpy"),
        (1_000_000, False, "numba"),
    ],
)
def test_what_is_soonest_for_a_large_scenario(members, compiled, soonest):
    size = Size(members=members, compiled=compiled, jobs=None, **SEOUL)
    assert min(NAMES, key=lambda name: seconds_of(name, size)) == soonest


def test_more_jobs_are_never_slower():
    for name in NAMES:
        one, two = (
            seconds_of(name, Size(members=100_000, compiled=True, jobs=jobs, **SEOUL))
            for jobs in (1, 2)
        )
        assert two < one


def reference(name="hello"):
    return Engine(compile_model(load_scenario(name)))


def test_an_engine_that_is_asked_for_is_used():
    for name in ("simpy", "numpy"):
        assert choose_engine(name, reference(), members=10**6, seed=1) == name


def test_few_members_are_left_to_simpy():
    assert choose_engine("auto", reference(), members=3, seed=1) == "simpy"


def test_without_numba_many_members_go_side_by_side(monkeypatch):
    monkeypatch.setattr(choosing, "has_numba", lambda: False)
    assert choose_engine("auto", reference(), members=10**6, seed=1) == "numpy"
    with pytest.raises(UsageError, match=r"expected numba .*escalation-sim\[fast\]"):
        choose_engine("numba", reference(), members=5, seed=1)


def test_with_numba_a_million_members_go_by_numba(monkeypatch):
    monkeypatch.setattr(choosing, "has_numba", lambda: True)
    assert choose_engine("auto", reference(), members=10**6, seed=1) == "numba"
    assert choose_engine("numba", reference(), members=5, seed=1) == "numba"


def test_a_first_member_that_fails_does_not_stop_the_choice():
    model = compile_model(load_text(UNSOUND, file="unsound.yaml"))
    chosen = {
        choose_engine("auto", Engine(model), members=1000, seed=seed)
        for seed in range(1, 4)
    }
    assert chosen <= {"simpy", "numpy", "numba"}
