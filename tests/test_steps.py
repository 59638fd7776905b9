"""Policies step by step: each step has its own bar, toss and time."""

from __future__ import annotations

import pytest

from sim.report.story import story_of
from sim.streams import uniforms
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
