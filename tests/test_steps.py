"""Policies step by step: each step has its own bar, toss and time."""

from __future__ import annotations

import math

import pytest

from sim import motion
from sim.analysis.influence import influences
from sim.model import model_from_json, model_to_json
from sim.report.story import story_of
from sim.results import Trace
from sim.streams import uniforms
from sim.study import Study
from tests.worlds import model, one, small

TEXT = """
ladders:
  support: {rungs: {none: {}, words: {}, sanctions: {}, arms: {}}}
  house: {rungs: {against: {}, in_favour: {}}}
policies:
  plan:
    ladder: support
    wants: {none: always, arms: always}
    reviews: {every: 10 days}
    stride: all
    may: {arms: house == in_favour, else: always}
    takes: {words: 0 days, sanctions: {uniform: [2 days, 4 days]}, else: 7 days}
    because: {assumption: a test}
events:
  vote: {at: 2024-01-31, do: {house: in_favour}, because: {assumption: a test}}
plans: {support: plan}
"""


def test_each_step_takes_its_own_time_and_has_its_own_bar() -> None:
    trace = one(TEXT)
    u, _ = uniforms(1, "act support", draw=1, member=0)
    done = [(move.time, move.after) for move in trace.moves if move.ladder == "support"]
    assert done == [(10.0, 1), (10.0 + (2.0 + 2.0 * u), 2), (37.0, 3)]
    decided = [m.time for m in trace.moves if m.ladder == "decided(support)"]
    assert decided == [10.0, 30.0]  # on day 30 the vote comes before the review


def test_the_way_down_has_the_bar_and_time_of_the_step_that_is_given_up() -> None:
    text = TEXT.replace("wants: {none: always, arms: always}", "wants: {none: always}")
    text = text.replace("{none: {}, words", "{none: {}, words", 1)
    text = text.replace("  support: {", "  support: {starts: arms, ")
    trace = one(text)
    done = [(move.time, move.after) for move in trace.moves if move.ladder == "support"]
    u, _ = uniforms(1, "act support", draw=1, member=0)
    assert done[0] == (17.0, 2)
    assert done[1] == (17.0 + (2.0 + 2.0 * u), 1)
    assert done[2] == (done[1][0], 0)


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_each_step_has_its_own_toss(share: float) -> None:
    steps = f"resolve: {{arms: {share}, else: 1}}\n    stride: all"
    text = TEXT.replace("stride: all", steps)
    reached = one(text).final["support"]
    assert reached == (3 if share else 2)


def test_the_luck_that_is_told_is_that_of_the_step() -> None:
    trace = one(TEXT)
    acts = [firing for firing in trace.firings if firing.clock == "act support"]
    looked = [len(firing.why.luck) for firing in acts if firing.why]
    assert looked == [0, 1, 0]


def test_a_bar_of_one_step_is_told_in_both_languages() -> None:

    trace = one(TEXT.replace("2024-01-31", "2024-03-31"))
    scenario = small(TEXT.replace("2024-01-31", "2024-03-31"))
    assert "a step up is barred unless" in story_of(trace, scenario).text(width=999)
    assert "단계를 올릴 수 있음" in story_of(trace, scenario, language="ko").text(
        width=999
    )


def test_the_model_holds_one_value_for_each_step() -> None:
    (policy,) = model(TEXT).policies
    assert [may and may.text for may in policy.may] == [
        "always",
        "always",
        "always",
        "house == in_favour",
    ]
    assert [draw.kind for draw in policy.takes] == [
        "fixed",
        "fixed",
        "uniform",
        "fixed",
    ]


PLANS = """
ladders:
  support: {rungs: {none: {}, words: {}, arms: {}}}
  house: {rungs: {in_favour: {}, against: {}}}
  war: {rungs: {going: {}, over: {}}}
policies:
  help:
    ladder: support
    title: {en: Help, ko: 지원}
    wants: {none: always, arms: always}
    reviews: {every: 10 days}
    takes: 2 days
    because: {assumption: a test}
  ease_off:
    ladder: support
    title: {en: Ease off, ko: 축소}
    wants: {none: always}
    reviews: {every: 7 days, when_changes: [war]}
    relax: {arms: 0, else: 1}
    stride: all
    because: {assumption: a test}
events:
  vote: {at: 2024-01-26, do: {house: against}, because: {assumption: a test}}
  end: {at: 2024-02-03, do: {war: over}, because: {assumption: a test}}
  turn: {at: 2024-02-12, do: {house: in_favour}, because: {assumption: a test}}
plans:
  support: [{policy: help, when: house == in_favour}, ease_off]
"""


def reviews_of(trace: Trace) -> list[float]:
    return [f.time for f in trace.firings if f.clock == "review support"]


def test_the_first_policy_that_holds_is_in_force_and_a_change_calls_a_review() -> None:
    trace = one(PLANS, horizon="60 days")
    # help reviews on days 10 and 20; the vote on day 25 calls ease_off at once, which
    # reviews on days 28 and 35, and on day 33 when the war ends; on day 42 help is back
    # and reviews, on what is a day of ease_off's too
    assert reviews_of(trace) == [10.0, 20.0, 25.0, 28.0, 33.0, 35.0, 42.0, 50.0]
    decided = [(m.time, m.after) for m in trace.moves if m.ladder == "decided(support)"]
    assert decided == [(10.0, 1), (20.0, 2)]  # arms are not given up: relax is 0
    policies = [
        f.why.policy for f in trace.firings if f.clock == "review support" and f.why
    ]
    assert policies == ["help"] * 2 + ["ease_off"] * 4 + ["help"] * 2


def test_a_toss_is_kept_when_another_policy_comes_into_force() -> None:
    """From day 25 to 42 arms are not wanted: one toss for each step, kept."""
    text = PLANS.replace("relax: {arms: 0, else: 1}", "relax: 50%").replace(
        "takes: 2 days", "resolve: 50%\n    takes: 2 days"
    )
    for member in range(30):
        trace = one(text, member=member, horizon="40 days")
        words, arms = (
            [uniforms(1, f"resolve support {r}", draw=0, member=member)[0] < 0.5][0]
            for r in ("words", "arms")
        )
        down = uniforms(1, "relax support arms", draw=0, member=member)[0] < 0.5
        down_again = uniforms(1, "relax support words", draw=0, member=member)[0] < 0.5
        up = (1 + arms) if words else 0
        left = up if up == 2 and not down else min(up, 1)
        left = left if left == 2 or not down_again else 0
        assert trace.highest["decided(support)"] == up
        assert trace.final["decided(support)"] == left


def test_plans_by_circumstance_are_told_in_both_languages() -> None:
    trace, scenario = one(PLANS), small(PLANS)
    english = story_of(trace, scenario).text(width=999)
    plan = "Plan for support: Help (while house is 'in favour'); otherwise: Ease off"
    assert plan in english
    assert "in force: Help" in english
    korean = story_of(trace, scenario, language="ko").text(width=999)
    assert "지원 (조건: " in korean
    assert "그 밖에는 축소" in korean
    assert "시행 중인 방침: 지원" in korean


def test_another_policy_replaces_the_whole_plan_of_its_ladder() -> None:
    made = model(PLANS, policies=["ease_off"])
    assert [policy.name for policy in made.policies] == ["ease_off"]
    assert made.policies[0].when is None
    whole = model(PLANS)
    assert [policy.name for policy in whole.policies] == ["help", "ease_off"]
    assert model_from_json(model_to_json(whole)) == whole


def test_what_decides_which_policy_is_in_force_is_depended_on() -> None:
    known = Study(small(PLANS + "outcomes: {armed: ever(support == arms)}")).run(
        members=2
    )
    behind = known.dependence.outcomes["armed"]
    assert {"policy help", "policy ease_off", "event vote"} <= behind


@pytest.mark.parametrize("every", [1.0, 0.1, 7.0, 30.4375, 365.25, 1e-3])
def test_the_next_turn_is_the_first_whole_number_of_periods_after(every: float) -> None:
    for k in (0.0, 1.0, 2.0, 3.0, 41.0, 6021.0):
        for t in (k * every, math.nextafter(k * every, 1e9), (k + 0.5) * every):
            assert motion.next_turn(every, t) == (k + 1.0) * every
        if k:
            before = math.nextafter(k * every, 0.0)
            assert motion.next_turn(every, before) == k * every


def test_what_moves_what_knows_of_circumstances() -> None:
    text = PLANS + "outcomes: {armed: ever(support == arms)}"
    drivers = [driver for driver in influences(model(text)) if driver.kind == "plan"]
    read = {driver.item: [link.source for link in driver.links] for driver in drivers}
    assert read == {"help": ["house"], "ease_off": ["house"]}
