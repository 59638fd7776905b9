"""What the shipped scenario of Seoul's plan must not get wrong (the seed is fixed)."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.loading import load_scenario
from sim.model import compile_model
from sim.path import Engine, Rows, run_rows

MEMBERS = 1200


@pytest.fixture(scope="module")
def seoul():
    return load_scenario("seoul_2024")


@pytest.fixture(scope="module")
def engine(seoul):
    return Engine(compile_model(seoul))


@pytest.fixture(scope="module")
def rows(engine) -> Rows:
    return run_rows(engine, range(MEMBERS), seed=1)


def outcome(engine, rows, name):
    names = [item.name for item in engine.model.outcomes]
    return rows.outputs[:, engine.rules.outputs.outcomes + names.index(name)]


def test_the_plan_is_in_force_by_default(engine):
    assert [policy.name for policy in engine.model.policies] == ["step_by_step"]


def test_where_seoul_sees_the_call_for_weapons_half_or_more_send_none(engine, rows):
    """Dossier D2: not answering is the commonest answer."""
    called = outcome(engine, rows, "sees_call_18_months") == 1
    sent = outcome(engine, rows, "weapons_18_months") == 1
    assert called.sum() > 100
    assert (~sent[called]).mean() >= 0.5


def test_the_war_is_still_on_after_18_months_in_37_to_65_per_cent(engine, rows):
    assert 0.37 <= outcome(engine, rows, "war_on_18_months").mean() <= 0.65


def test_combat_within_60_days_is_likely(engine, rows):
    assert 0.75 <= outcome(engine, rows, "combat_60_days").mean() <= 0.99


def test_the_institutes_conclusion_is_neither_sure_nor_excluded_at_every_horizon(
    engine, rows
):
    model, places = engine.model, engine.rules.outputs
    amounts = rows.outputs[:, places.amounts : places.gauges].reshape(
        MEMBERS, len(model.horizons), len(model.arguments)
    )
    names = [parameter.name for parameter in model.parameters]
    net = np.zeros((MEMBERS, len(model.horizons)))
    for at, argument in enumerate(model.arguments):
        if argument.actor != "pyongyang" or not argument.counted:
            continue
        weight = np.ones(MEMBERS)
        if argument.weight is not None:
            tree = argument.weight.tree
            assert tree.op in ("parameter", "number")
            weight = (
                rows.parameters[:, names.index(tree.name)]
                if tree.op == "parameter"
                else np.full(MEMBERS, tree.number)
            )
        sign = 1 if argument.side == "gain" else -1
        net += sign * weight[:, None] * amounts[:, :, at]
    shares = (net < 0).mean(axis=0)
    assert ((shares > 0.02) & (shares < 0.98)).all()


def test_about_fifteen_parameters_and_six_arguments_both_ways(seoul):
    assert 13 <= len(seoul.parameters) <= 18
    sides = [a.side for a in seoul.arguments.values() if a.actor == "pyongyang"]
    assert len(sides) >= 6
    assert {"gain", "loss"} == set(sides)


def test_what_seoul_does_acts_back_through_spreads_that_span_no_effect(seoul):
    from sim.quantities import parse_quantity

    for name in ("words_effect", "arms_effect"):
        values = [
            parse_quantity(number.text).value
            for number in seoul.parameters[name].spread.numbers
        ]
        assert min(values) < 1 < max(values)


def test_every_text_a_person_reads_is_in_both_languages(seoul):
    texts = {"title": seoul.title, "about": seoul.about}
    for section in (
        "actors",
        "parameters",
        "ladders",
        "observations",
        "gauges",
        "events",
        "policies",
        "arguments",
        "claims",
        "outcomes",
    ):
        for item in getattr(seoul, section).values():
            texts[f"{section} {item.id}"] = (
                item.title if section != "claims" else item.says
            )
            for evidence in getattr(item, "because", ()):
                for key in ("note", "assumption", "who"):
                    if getattr(evidence, key):
                        texts[f"{section} {item.id} {key}"] = getattr(evidence, key)
    for ladder in seoul.ladders.values():
        texts |= {f"rung {rung.id}": rung.title for rung in ladder.rungs}
    missing = [where for where, text in texts.items() if not (text.en and text.ko)]
    assert missing == []
    same = [where for where, text in texts.items() if text.en == text.ko]
    assert same == [] or all("INSS" in texts[where].en for where in same)


def test_no_argument_reads_a_gauge_of_people_killed(engine):
    killed = {gauge.name for gauge in engine.model.gauges if gauge.unit == "killed"}
    assert killed
    assert not killed & {argument.reads for argument in engine.model.arguments}


def test_the_plan_ends_with_the_government_in_many_futures_but_not_all(engine, rows):
    ends = outcome(engine, rows, "plan_ends").mean()
    assert 0.2 < ends < 0.95


def test_holding_at_words_sends_nothing(seoul):
    held = Engine(compile_model(seoul, policies=["hold_at_words"]))
    sent = outcome(held, run_rows(held, range(200), seed=1), "weapons_ever")
    assert sent.sum() == 0


def test_days_are_days_or_never(engine, rows):
    first = outcome(engine, rows, "first_weapons")
    assert (np.isinf(first) | ((first >= 0) & (first < engine.model.horizon))).all()
    assert math.isinf(first.max())
