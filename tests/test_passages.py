"""First passages, spreads of outcomes and chosen ladders: what is counted, and how."""

from itertools import pairwise

import numpy as np
import pytest
from factories import compiled, ensemble_of, hand_made, loaded, small_model
from scipy import stats

from sim.analysis import (
    asked_about,
    first_days,
    ladders_shown,
    moved_ladders,
    outcome_spread,
    passages,
    share_estimate,
)
from sim.errors import ResultError
from sim.results import Ensemble

NAME, MEMBERS = "seoul_2024", 200


def ensemble() -> Ensemble:
    return ensemble_of(NAME, MEMBERS)


def test_the_share_by_each_day_is_the_estimate_of_kaplan_and_meier() -> None:
    found = {p.rung: p for p in passages(ensemble(), "role") if p.way == "up"}
    passage = found[compiled(NAME).ladder("role").rungs.index("fire_into_ukraine")]
    days = first_days(ensemble(), "role", passage.rung, way="up")
    came = days[np.isfinite(days)]
    end = np.full((~np.isfinite(days)).sum(), compiled(NAME).horizon)
    assert len(came) > 50
    assert len(end) > 20, "some are censored at the end"
    censored = stats.CensoredData(uncensored=came, right=end)
    told = stats.ecdf(censored).cdf.evaluate(passage.times[:-1])
    mine = [estimate.value for estimate in passage.estimates[:-1]]
    assert mine == pytest.approx(told, abs=1e-12)


def test_every_member_stays_in_the_share_whether_it_came_or_not() -> None:
    for passage in passages(ensemble(), "support"):
        last = passage.estimates[-1]
        assert last.count == passage.never.count == MEMBERS
        assert last.value + passage.never.value == pytest.approx(1.0)
        assert last == share_estimate(int(passage.counts[-1]), MEMBERS)
        assert (np.diff(passage.counts) >= 0).all()
        assert passage.counts[0] <= passage.counts[-1] <= MEMBERS


def test_a_rung_that_is_passed_over_is_come_to() -> None:
    role = compiled(NAME).ladder("role")
    up = {p.rung: p for p in passages(ensemble(), "role")}
    assert role.starts not in up
    assert [up[rung].way for rung in sorted(up)] == ["down"] * 2 + ["up"] * 3
    higher = [up[rung].counts for rung in sorted(up) if rung > role.starts]
    for lower, above in pairwise(higher):
        assert (lower >= above).all(), "who is above has come to what is below"
    exact = first_days(ensemble(), "role", 4)
    assert (first_days(ensemble(), "role", 4, way="up") <= exact).all()


def test_of_a_list_that_is_no_order_each_rung_is_come_to_by_itself() -> None:
    assert {p.way for p in passages(ensemble(), "government")} == {"to"}
    with pytest.raises(ResultError, match="no ladder 'rol'; did you mean 'role'"):
        passages(ensemble(), "rol")


def test_what_the_scenario_asks_about_most_is_shown_in_the_order_of_the_file() -> None:
    asked, shown = asked_about(compiled(NAME)), ladders_shown(compiled(NAME))
    assert len(shown) == 6
    assert set(asked) >= set(shown)
    assert min(asked[n] for n in shown) >= max(
        count for name, count in asked.items() if name not in shown
    )
    assert list(shown) == [name for name in asked if name in shown]
    assert asked["support"] > asked["words"] == 0
    moved = moved_ladders(ensemble())
    assert "role" in moved
    assert set(ladders_shown(compiled(NAME), moved=("words", "cards"))) == {
        "words",
        "cards",
    }


def test_a_ladder_on_which_nothing_happens_has_not_moved() -> None:
    assert moved_ladders(hand_made(small_model())) == ()


def test_those_that_never_are_a_share_beside_the_bins() -> None:
    never = outcome_spread(ensemble(), "first_weapons")
    assert never.never is not None
    assert never.shares.sum() + never.never.value == pytest.approx(1.0)
    assert never.edges[0] == 0.0
    assert never.edges[-1] == compiled(NAME).horizon
    calm = outcome_spread(ensemble(), "army_unrest_days")
    assert calm.nothing is not None
    assert calm.shares.sum() + calm.nothing.value == pytest.approx(1.0)
    values = ensemble().outcome("army_unrest_days")
    assert calm.nothing.value == (values == 0).mean()


def test_of_few_counts_each_has_a_bin_of_its_own() -> None:
    strait = ensemble_of("strait_standoff", MEMBERS)
    counts = strait.outcome("brushes")
    spread = outcome_spread(strait, "brushes")
    assert spread.edges[0] == 0.5, "those without any stand apart"
    assert (np.diff(spread.edges) == 1).all()
    middles = (spread.edges[:-1] + spread.edges[1:]) / 2
    told = [(counts == count).mean() for count in middles]
    assert spread.shares == pytest.approx(told)
    assert counts.max() == middles[-1]
    few = outcome_spread(strait, "brushes", bins=3)
    assert len(few.shares) <= 3
    assert len(set(np.diff(few.edges))) == 1
    assert few.shares.sum() == pytest.approx((counts > 0).mean())


def test_nothing_of_a_number_is_dropped() -> None:
    for outcome in compiled(NAME).outcomes:
        spread = outcome_spread(ensemble(), outcome.name)
        if outcome.kind == "number":
            apart = spread.nothing.value if spread.nothing else 0.0
            assert spread.shares.sum() + apart + spread.beyond == pytest.approx(1.0)
    with pytest.raises(ResultError, match="no outcome"):
        outcome_spread(ensemble(), "nothing_of_the_kind")


def test_hello_is_asked_about_too() -> None:
    assert loaded("hello").name == "hello"
    assert ladders_shown(compiled("hello")) == ("pressure", "answer")
