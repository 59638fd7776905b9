"""Quantiles of gauges over time are those of the members that were noted."""

import numpy as np
import pytest

from sim.analysis import gauge_quantiles
from sim.errors import ResultError
from sim.jobs import run_ensemble
from sim.loading import load_scenario
from sim.model import compile_model
from sim.results import Ensemble
from tests.worlds import model as small_model


@pytest.fixture(scope="module")
def ensemble() -> Ensemble:
    text = """
gauges:
  water: {starts: 10, half_life: 20 days, because: {assumption: x}}
parameters:
  pace: {value: 3, spread: {uniform: [1, 5]}, because: {assumption: x}}
events:
  pours: {every: 30 days, do: {water: "+ pace"}, because: {assumption: x}}
"""
    return run_ensemble(small_model(text), members=200, engine="numpy")


def test_they_are_quantiles_of_the_closed_form(ensemble: Ensemble) -> None:
    found = gauge_quantiles(ensemble, "water", shares=[0.1, 0.5])
    pace = ensemble.parameters[:, 0]
    for at, day in enumerate(ensemble.times):
        level = 10.0 * 2 ** (-day / 20.0)
        for pours in (30.0, 60.0, 90.0):
            if pours < day:
                level = level + pace * 2 ** (-(day - pours) / 20.0)
        expected = np.quantile(level * np.ones(200), [0.1, 0.5])
        np.testing.assert_allclose(found.values[at], expected, rtol=1e-12)
    assert found.members == 200
    assert found.shares == (0.1, 0.5)


def test_what_is_not_there_is_told(ensemble: Ensemble) -> None:
    with pytest.raises(ResultError, match="no gauge 'watre'; did you mean 'water'"):
        gauge_quantiles(ensemble, "watre")
    model = compile_model(load_scenario("seoul_2024"))
    from sim.ensemble import run_members

    bare = run_members(model, seed=1, members=range(3), levels=0)
    with pytest.raises(ResultError, match="no member's gauges were noted"):
        gauge_quantiles(bare, "deaths")
