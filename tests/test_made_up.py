"""What the scenarios of made-up countries must show (the seed is fixed)."""

from __future__ import annotations

import numpy as np
import pytest

from sim.jobs import run_ensemble
from sim.loading import load_scenario
from sim.model import compile_model

MEMBERS = 600


def shares(name, *, policies=(), settings=None):
    scenario = load_scenario(name, settings=settings or {})
    model = compile_model(scenario, policies=list(policies))
    ensemble = run_ensemble(model, members=MEMBERS)
    return {
        item.name: float(np.mean(ensemble.outcomes[:, at]))
        for at, item in enumerate(model.outcomes)
    }


@pytest.mark.parametrize("name", ["alliance_dilemma", "strait_standoff"])
def test_no_number_has_a_source_and_every_text_has_two_languages(name):
    scenario = load_scenario(name)
    assert not scenario.sources
    texts = [scenario.title, scenario.about]
    for section in ("actors", "parameters", "ladders", "events", "policies"):
        for item in getattr(scenario, section).values():
            texts.append(item.title)
            for evidence in getattr(item, "because", ()):
                assert evidence.source is None
                texts.append(evidence.assumption)
    texts += [claim.says for claim in scenario.claims.values()]
    texts += [outcome.title for outcome in scenario.outcomes.values()]
    assert [text for text in texts if not (text.en and text.ko)] == []


def test_holding_close_draws_in_and_keeping_distance_arms_the_ally():
    close = shares("alliance_dilemma", policies=["hold_close"])
    distant = shares("alliance_dilemma", policies=["keep_distance"])
    assert close["drawn_in_ever"] > 0.04
    assert distant["drawn_in_ever"] == 0
    assert distant["weapon_ever"] > close["weapon_ever"]
    assert close["patron_at_war"] > distant["patron_at_war"]


def test_an_ally_that_safety_makes_bold_draws_in_more_often():
    calm = shares(
        "alliance_dilemma", policies=["hold_close"], settings={"boldness": "0.7"}
    )
    bold = shares(
        "alliance_dilemma", policies=["hold_close"], settings={"boldness": "2.5"}
    )
    assert bold["drawn_in_ever"] > calm["drawn_in_ever"]


def test_a_spiral_takes_two():
    both = shares("strait_standoff")
    one = shares("strait_standoff", policies=["marenza_steady"])
    none = shares("strait_standoff", policies=["marenza_steady", "ostrel_steady"])
    assert both["shot_of_fear"] > 0.1
    assert one["shot_of_fear"] < 0.03
    assert none["shot_of_fear"] == 0
    assert both["shots_come"] > none["shots_come"]


def test_without_misreadings_a_standoff_is_calmer():
    clear = {
        f"observations.{name}.misread": "0%"
        for name in ("marenza_reads", "ostrel_reads")
    }
    assert (
        shares("strait_standoff", settings=clear)["guns_ready_days"]
        < shares("strait_standoff")["guns_ready_days"]
    )
