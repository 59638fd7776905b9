"""What the shipped scenario of Seoul's plan must not get wrong (the seed is fixed)."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import numpy as np
import pytest

from sim.analysis.claims import claim_truths
from sim.analysis.ledger import MONEY, Books
from sim.errors import ScenarioError
from sim.jobs import run_ensemble
from sim.loading import load_scenario
from sim.loading_history import load_history
from sim.model import compile_model
from sim.study import load

HISTORY = Path(__file__).parents[1] / "scenarios/history/seoul_2024_2026.yaml"
MEMBERS = 500
PRICES = (
    "technology_value",
    "air_defence_value",
    "experience_value",
    "treaty_value",
    "standing_value",
    "discontent_price",
    "contingency_price",
    "isolation_price",
)
VARIANTS = (
    "seoul_2024_as_article",
    "seoul_2024_early_end",
    "seoul_2024_help_ends",
    "seoul_2024_help_lasts",
    "seoul_2024_ladder_only",
    "seoul_2024_no_shock",
    "seoul_2024_shocks_dated",
)


@pytest.fixture(scope="module")
def seoul():
    return load_scenario("seoul_2024")


@pytest.fixture(scope="module")
def full(seoul):
    return run_ensemble(compile_model(seoul), members=MEMBERS)


@pytest.fixture(scope="module")
def foil():
    return run_ensemble(
        compile_model(load_scenario("seoul_2024_ladder_only")), members=150
    )


def outcome(ensemble, name):
    names = [item.name for item in ensemble.model.outcomes]
    return ensemble.outcomes[:, names.index(name)]


def share_losing(ensemble, *, among=None, money=False):
    """Give the share of members with a net below 0, at each horizon."""
    books = Books(ensemble)

    def counts(argument):
        return argument.account == MONEY or not money

    nets = [
        books.net("pyongyang", horizon, among=counts)
        for horizon in ensemble.model.horizons
    ]
    nets = np.array(nets) if among is None else np.array(nets)[:, among]
    return (nets < 0).mean(axis=1)


def test_every_track_and_every_other_actor_has_its_plan_by_default(full):
    steered = {policy.ladder for policy in full.model.policies}
    assert {"support", "pressure", "information", "washington_step"} <= steered


def test_where_seoul_sees_the_call_for_weapons_half_or_more_send_none(full):
    """Dossier D2: not answering is the commonest answer."""
    called = outcome(full, "called_18_months") == 1
    sent = outcome(full, "weapons_18_months") == 1
    assert called.sum() > 100
    assert (~sent[called]).mean() >= 0.5


def test_no_weapons_by_the_end_of_2025_is_likely_and_not_certain(full):
    assert 0.5 <= outcome(full, "no_weapons_2025").mean() <= 0.97


def test_the_war_is_still_on_after_18_months_in_37_to_65_per_cent(full):
    assert 0.37 <= outcome(full, "war_on_18_months").mean() <= 0.65


def test_combat_within_60_days_is_likely(full):
    assert 0.75 <= outcome(full, "combat_60_days").mean() <= 0.99


def test_the_institutes_conclusion_is_neither_sure_nor_excluded_at_every_horizon(full):
    for money in (False, True):
        shares = share_losing(full, money=money)
        assert ((shares > 0.02) & (shares < 0.98)).all()


@pytest.mark.parametrize("price", PRICES)
def test_no_price_held_at_either_end_decides_the_institutes_conclusion(full, price):
    at = full.model.parameter_index[price]
    for end in (full.parameters[:, at].min(), full.parameters[:, at].max()):
        parameters = full.parameters.copy()
        parameters[:, at] = end
        shares = share_losing(dataclasses.replace(full, parameters=parameters))
        assert ((shares > 0.02) & (shares < 0.9)).all()


@pytest.mark.parametrize("price", PRICES)
def test_no_price_held_at_either_end_decides_any_claim_about_the_balance(full, price):
    at = full.model.parameter_index[price]
    asked = [claim.name for claim in full.model.claims if "net." in claim.text]
    assert {"more_to_lose", "worse_in_the_long_run", "not_a_bad_deal"} <= set(asked)
    for end in (full.parameters[:, at].min(), full.parameters[:, at].max()):
        parameters = full.parameters.copy()
        parameters[:, at] = end
        truths = claim_truths(dataclasses.replace(full, parameters=parameters))
        for name in asked:
            holds, among = truths[name]
            assert among.sum() > 100
            assert 0.05 < holds[among].mean() < 0.9, (name, end)


def test_the_conclusion_grows_with_the_horizon_where_the_dead_are_felt(full):
    """The three views side by side: the view decides how the horizon bears on it."""
    names = [p.name for p in full.model.parameters]
    view = full.parameters[:, names.index("regime")]
    words = full.model.parameters[names.index("regime")].words
    shares = {
        word: share_losing(full, among=view == at) for at, word in enumerate(words)
    }
    assert shares["averse"][-1] > shares["averse"][0] + 0.2
    assert shares["averse"][-1] > shares["glorifying"][-1] > shares["insulated"][-1]
    assert abs(shares["insulated"][-1] - shares["insulated"][0]) < 0.15


def test_what_happened_is_not_excluded(full):
    """Combat, sanctions, no weapons, acknowledged, and the war on after 18 months."""
    happened = (
        (outcome(full, "combat_60_days") == 1)
        & (outcome(full, "no_weapons_2025") == 1)
        & (outcome(full, "war_on_18_months") == 1)
    )
    assert happened.mean() > 0.2
    assert 0.05 < outcome(full, "washington_2024").mean() < 0.6
    assert 0.1 < outcome(full, "sanctions_2024").mean() < 0.9
    assert 0.2 < outcome(full, "support_unmoved_2025").mean() < 0.8
    assert (happened & (outcome(full, "broadcasts_end_2025") == 1)).any()


def test_the_foil_excludes_what_happened(foil, full):
    """The ladder taken literally: Seoul's support rises with the North's role."""
    unmoved = outcome(foil, "support_unmoved_2025").mean()
    assert unmoved < 0.1 < outcome(full, "support_unmoved_2025").mean()
    assert outcome(foil, "no_weapons_2025").mean() < 0.75


def agreement(name, members):
    """Give the share of futures that agree with each scored question of history."""
    found = load(name).hindcast(HISTORY, members=members).found
    return {
        str(held.question.id): held.agree.value
        for held in found.questions
        if held.question.scored
    }


@pytest.mark.slow
def test_the_full_file_excludes_nothing_that_happened_and_the_foil_does():
    """Dossier B7: a good match proves little, none at all excludes what happened."""
    full = agreement("seoul_2024", 400)
    foil = agreement("seoul_2024_ladder_only", 150)
    assert len(full) >= 20
    assert min(full.values()) > 0.01, min(full, key=full.get)
    excluded = {name for name, share in foil.items() if share == 0}
    assert {"washington_2024", "government_2025", "broadcasts_end_2025"} <= excluded
    assert foil["support_unmoved_2025"] < 0.1 < full["support_unmoved_2025"]


def test_every_rule_question_and_count_of_the_history_is_in_both_languages():
    history = load_history(HISTORY)
    texts = [history.title, history.about]
    for rule in history.rules.values():
        texts += [text for text in (rule.rule, rule.weak, rule.other_rule) if text]
    texts += [question.title for question in history.questions.values()]
    texts += [count.by for count in history.counts]
    texts += [source.title for source in history.sources.values()]
    assert [text for text in texts if not (text.en and text.ko)] == []


def test_what_seoul_and_its_ally_do_acts_back_through_spreads_that_span_no_effect(
    seoul,
):
    from sim.quantities import parse_quantity

    for name in ("words_effect", "cards_effect", "arms_effect", "transfer_effect"):
        values = [
            parse_quantity(number.text).value
            for number in seoul.parameters[name].spread.numbers
        ]
        assert min(values) < 1 < max(values)
    assert seoul.parameters["heed"].spread.numbers[0].text == "0"


def texts_of(scenario):
    texts = {"title": scenario.title, "about": scenario.about}
    sections = "actors parameters ladders observations gauges events policies".split()
    for section in (*sections, "arguments", "claims", "outcomes"):
        for item in getattr(scenario, section).values():
            texts[f"{section} {item.id}"] = (
                item.title if section != "claims" else item.says
            )
            for at, evidence in enumerate(getattr(item, "because", ())):
                for key in ("note", "assumption", "who"):
                    if getattr(evidence, key):
                        texts[f"{section} {item.id} {key} {at}"] = getattr(
                            evidence, key
                        )
            if getattr(item, "story", None):
                texts[f"{section} {item.id} story"] = item.story
    for ladder in scenario.ladders.values():
        texts |= {f"{ladder.id} {rung.id}": rung.title for rung in ladder.rungs}
    for gauge in scenario.gauges.values():
        texts |= {f"{gauge.id} {band.id}": band.title for band in gauge.bands}
    for source in scenario.sources.values():
        texts[f"source {source.id}"] = source.title
        texts[f"interest of {source.id}"] = source.interest
    return texts


@pytest.mark.parametrize("name", ["seoul_2024", *VARIANTS])
def test_every_text_a_person_reads_is_in_both_languages(name):
    texts = texts_of(load_scenario(name))
    missing = [where for where, text in texts.items() if not (text.en and text.ko)]
    assert missing == []
    same = [where for where, text in texts.items() if text.en == text.ko]
    assert all("INSS" in texts[where].en for where in same)


def test_every_source_says_where_it_stands(seoul):
    assert [s.id for s in seoul.sources.values() if s.stands is None] == []


def test_no_argument_reads_a_gauge_of_people_harmed(full):
    gauges = full.model.gauges
    harmed = {gauge.name for gauge in gauges if gauge.unit in ("killed", "wounded")}
    assert len(harmed) >= 4
    assert not harmed & {argument.reads for argument in full.model.arguments}


def test_the_plan_ends_with_the_government_in_many_futures_but_not_all(full):
    assert 0.2 < outcome(full, "plan_ends").mean() < 0.95


def test_holding_at_words_sends_nothing(seoul):
    model = compile_model(seoul, policies=["hold_at_words"])
    assert outcome(run_ensemble(model, members=60), "weapons_ever").sum() == 0


def test_days_are_days_or_never(full):
    first = outcome(full, "first_weapons")
    assert (np.isinf(first) | ((first >= 0) & (first < full.model.horizon))).all()
    assert np.isinf(first).any()


def test_without_a_shock_no_opposed_government_comes_before_the_regular_election():
    model = compile_model(load_scenario("seoul_2024_no_shock"))
    assert outcome(run_ensemble(model, members=40), "government_2025").sum() == 0


def test_people_money_and_points_carry_units_that_are_followed():
    """A thousandfold slip in what a soldier earns is a fault, and no result."""
    for slip in ("USD per soldier", "million USD"):
        with pytest.raises(ScenarioError, match="expected million USD"):
            load_scenario("seoul_2024", settings={"parameters.soldier_pay.unit": slip})
    with pytest.raises(ScenarioError, match="killed"):
        load_scenario("seoul_2024", settings={"parameters.killed_share.unit": "killed"})
    with pytest.raises(ScenarioError, match="points"):
        load_scenario("seoul_2024", settings={"parameters.mood_gain.unit": "percent"})


def test_as_many_are_sent_as_ever_stand_in_russia(full):
    """A wave that makes the troops more sends at least as many (read in a story)."""
    top = np.array([3_000, 3_000, 11_000, 16_000, 27_500])
    on = full.time_on[:, full.rung_slots["contingent"]] > 0
    most = np.where(on, top, 0).max(axis=1)
    assert (outcome(full, "sent_in_all") >= most).all()
    assert (most == 27_500).any()


def test_nobody_is_allowed_long_range_missiles_in_a_war_that_is_over(full):
    first, war = (
        full.first_on[:, full.rung_slots[name]] for name in ("washington_step", "war")
    )
    allowed, over = first[:, 1], war[:, 0]
    late = np.isfinite(allowed) & (allowed > over + 10)
    assert late.sum() == 0


def test_an_argument_that_reads_a_count_of_the_dead_is_a_fault():
    with pytest.raises(ScenarioError, match="killed"):
        load_scenario("seoul_2024", settings={"arguments.isolation.flow": "deaths"})


def test_the_dead_are_told_by_every_observer_with_a_bias_of_his_own(full):
    killed, counted = outcome(full, "killed"), outcome(full, "killed_reported")
    claimed, shown = outcome(full, "killed_claimed"), outcome(full, "killed_shown")
    for told in (counted, claimed, shown):
        some = (killed > 100) & (told > 0)
        ratio = told[some] / killed[some]
        assert ratio.max() / ratio.min() > 3
    assert np.median(claimed) > np.median(counted) > np.median(shown)


def test_offices_are_named_and_not_people():
    """Two capitals in a row are a state or a body; sources may cite their authors."""
    places = "North Northern South Korea Korean United States Nations Security Council"
    places += " American Herald Seoul Pyongyang Russia Ukraine Washington"
    known = {*places.split(), *"The What How More No Once When Captured".split()}
    for name in ("seoul_2024", *VARIANTS):
        for where, text in texts_of(load_scenario(name)).items():
            if where.startswith(("source", "interest")):
                continue
            names = re.findall(r"\b[A-Z][a-z]+(?: [A-Z][a-z]+)+\b", text.en)
            assert {word for name in names for word in name.split()} <= known, where


def test_every_factor_that_reads_seouls_words_or_weapons_may_have_no_effect(seoul):
    """On what others do; each is switched off by its id."""
    from sim.quantities import parse_quantity

    read = {"words", "cards", "support"}
    factors = [
        (factor, seoul.parameters[factor.times.text].spread)
        for event in seoul.events.values()
        if event.actor != "seoul"
        for factor in event.factors
        if read & set(re.findall(r"\w+", factor.when.text))
    ]
    assert len(factors) >= 8
    for factor, spread in factors:
        values = [parse_quantity(number.text).value for number in spread.numbers]
        assert min(values) < 1 < max(values), factor.id
        assert factor.id
