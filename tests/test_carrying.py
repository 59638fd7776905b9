"""What carries a claim, against a ledger whose break-even is worked out on paper.

Pay is 6 a day. The burden is a cost drawn evenly from 0 to 8 a day at a price of 2, so
it loses where 2 * cost > 6: in 62.5 % of futures, at every horizon. The median burden
is 8 a day: pay 4/3 as large, a burden 3/4 as large or a price of 1.5 make it one half.
"""

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from sim.analysis import (
    break_even,
    carriers,
    claim_named,
    claim_results,
    levers_of,
    reads_sums,
    reweighed,
    scales_of,
    share_estimate,
    sign_map,
    turning_prices,
    verdicts_of,
    weighed_claim,
    weightiest,
)
from sim.analysis.signmap import at_other_rate
from sim.errors import ResultError, UsageError
from sim.results import Ensemble
from sim.study import load
from sim.study.claims import ClaimView

FILE = Path(__file__).parent / "two_arguments.yaml"


@cache
def ensemble(members: int = 4000) -> Ensemble:
    run = load(FILE).run(members=members, discount_rates=("0% per year",))
    return run.ensemble


def test_the_break_even_is_the_one_worked_out_on_paper() -> None:
    claim = claim_named(ensemble().model, "loses")
    for verdict in verdicts_of(ensemble(), claim):
        assert verdict.share.low < 0.625 < verdict.share.high
        found = {(c.lever.kind, c.lever.name): c for c in verdict.carried}
        assert list(found) == [
            ("argument", "pay"),
            ("argument", "burden"),
            ("price", "points"),
        ]
        for key, paper in (
            (("argument", "pay"), 4 / 3),
            (("argument", "burden"), 3 / 4),
            (("price", "points"), 1.5),
        ):
            turning = found[key].turning
            assert turning.low < paper < turning.high
            assert turning.factor == pytest.approx(paper, rel=0.05)
        assert found["price", "points"].now == 2.0


def test_without_the_only_loss_the_verdict_is_another_one() -> None:
    claim = claim_named(ensemble().model, "loses")
    verdict = verdicts_of(ensemble(), claim)[-1]
    assert [c.lever.name for c in carriers(verdict)] == ["burden"]
    most = weightiest(verdict)
    assert most is not None
    assert most.lever.name == "burden"
    assert most.without.value == 0.0
    assert verdict.money.value == 0.0, "money alone never loses"
    pay = next(c for c in verdict.carried if c.lever.name == "pay")
    assert pay.without.value == pytest.approx(1.0, abs=0.01)
    assert not pay.turns


def test_turning_nothing_gives_the_shares_of_the_table() -> None:
    for claim, result in zip(
        ensemble().model.claims, claim_results(ensemble()), strict=True
    ):
        verdicts = verdicts_of(ensemble(), claim)
        for verdict, share in zip(verdicts, result.shares, strict=True):
            assert share.counted is not None
            assert verdict.share == share.counted
            assert verdict.among == share.among


def test_a_claim_that_reads_no_sum_is_carried_by_no_argument() -> None:
    model = ensemble().model
    claim = claim_named(model, "dear")
    assert not reads_sums(claim)
    assert levers_of(model, claim) == ()
    assert scales_of(ensemble(), claim) == ()
    assert sign_map(ensemble(), claim) is None


def test_a_conditional_claim_is_weighed_among_those_it_is_asked_of() -> None:
    claim = claim_named(ensemble().model, "late")
    first, *_, last = verdicts_of(ensemble(), claim)
    assert first.among < last.among < 4000
    few = verdicts_of(ensemble(60), claim)[0]
    assert few.among < 30
    assert few.carried == ()


def test_a_break_even_is_the_nearest_one_and_has_an_interval() -> None:
    # Holds in a share that falls evenly from 1 at 0 to 0 at factor 4: one half at 2.
    def share(factor: float) -> object:
        return share_estimate(round(1000 * np.clip(1 - factor / 4, 0, 1)), 1000)

    found = break_even(share)  # type: ignore[arg-type]
    assert found.factor == pytest.approx(2.0, abs=0.01)
    assert found.low < 2.0 < found.high
    assert found.high - found.low == pytest.approx(4 * 2 * 0.031, rel=0.1)
    never = break_even(lambda _: share_estimate(900, 1000))
    assert np.isnan([never.factor, never.low, never.high]).all()


def test_a_scale_is_turned_without_a_new_run() -> None:
    claim = claim_named(ensemble().model, "loses")
    by_price = reweighed(ensemble(), {"burden": "1.5"})
    assert verdicts_of(by_price, claim)[0].share.value == pytest.approx(0.5, abs=0.03)
    by_account = reweighed(ensemble(), {"order": "x0.75"})
    for one, other in zip(
        verdicts_of(by_price, claim), verdicts_of(by_account, claim), strict=True
    ):
        assert one.share == other.share
    doubled = {scaled.factor: scaled.shares for scaled in scales_of(ensemble(), claim)}
    assert doubled[1.0][0] == verdicts_of(ensemble(), claim)[0].share
    assert doubled[0.0][0].value == 0.0
    twice = reweighed(ensemble(), {"pay": "x2"})
    assert verdicts_of(twice, claim)[0].share.value == pytest.approx(0.25, abs=0.03)


@pytest.mark.parametrize(
    ("weights", "told"),
    [
        ({"borden": "2"}, "did you mean 'burden'?"),
        ({"order": "2"}, "order=x2"),
        ({"pay": "3"}, "has no price"),
        ({"burden": "dear"}, "expected a number"),
        ({"burden": "xx"}, "expected a number"),
    ],
)
def test_a_scale_that_cannot_be_is_refused(weights: dict[str, str], told: str) -> None:
    with pytest.raises(UsageError, match=told.replace("?", r"\?")):
        reweighed(ensemble(), weights)


def test_the_map_at_the_files_own_rate_is_the_table() -> None:
    claim = claim_named(ensemble().model, "loses")
    signs = sign_map(ensemble(), claim)
    assert signs is not None
    shares = [verdict.share.value for verdict in verdicts_of(ensemble(), claim)]
    assert signs.shares[0] == pytest.approx(shares, abs=0.0005)
    assert (signs.money == 0.0).all()
    # Both flows are even, so no rate changes which is larger.
    assert np.ptp(signs.shares, axis=0).max() < 0.001


def test_another_rate_is_near_to_the_sums_kept_at_it() -> None:
    rates = ("0% per year", "20% per year")
    run = load("hello").run(members=100, discount_rates=rates)
    exact = run.ensemble.at_rate(0.2 / 365.25).amounts
    near = at_other_rate(run.ensemble, 0.2 / 365.25).amounts
    assert near == pytest.approx(exact, rel=0.06)
    assert np.abs(near - exact).max() > 0, "it is another way to them"


def test_what_is_not_there_is_told() -> None:
    with pytest.raises(ResultError, match="did you mean 'loses'"):
        weighed_claim(ensemble(), "looses")
    with pytest.raises(ResultError, match="no ledger horizon at day 7"):
        weighed_claim(ensemble(), "loses", at=7.0)


def test_from_when_it_holds_is_from_where_it_holds_for_good() -> None:
    found = weighed_claim(ensemble(), "loses", at=200.0)
    assert found.holds_from == 100.0
    assert found.verdict.horizon == 200.0
    cheap = weighed_claim(reweighed(ensemble(), {"burden": "1"}), "loses")
    assert cheap.holds_from is None


def test_the_price_at_one_half_is_the_one_that_the_middle_future_needs() -> None:
    found = ensemble()
    claim = claim_named(found.model, "loses")
    middles = {
        even.horizon: even.needed.median.value
        for even in turning_prices(found)
        if even.claim == "loses" and even.beside == "all"
    }
    assert len(middles) == len(found.model.horizons)
    for verdict in verdicts_of(found, claim):
        (price,) = [c for c in verdict.carried if c.lever.kind == "price"]
        assert price.turning.factor == pytest.approx(middles[verdict.horizon], rel=0.01)


def test_with_many_members_the_map_is_that_of_the_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    study = load(FILE)
    both = study.claims("loses", members=400)
    monkeypatch.setattr("sim.study.claims.MAP_MEMBERS", 400)
    apart = study.claims("loses", members=900)
    assert isinstance(both, ClaimView)
    assert isinstance(apart, ClaimView)
    first, second = both.found.signs, apart.found.signs
    assert first is not None
    assert second is not None
    assert len(apart.model.horizons) < len(second.horizons)
    assert np.array_equal(first.shares, second.shares)
