"""Intervals against published values, against SciPy, and against counting."""

import math

import numpy as np
import pytest
from scipy import stats

from sim.analysis import mean_estimate, quantile_estimate, share_estimate, spread_of
from sim.analysis.estimates import student_quantile


@pytest.mark.parametrize(
    ("successes", "count", "low", "high"),
    # Newcombe (1998), Two-sided confidence intervals for the single proportion, table I
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (29, 29, 0.8830, 1.0),
    ],
)
def test_wilson_intervals_are_those_of_newcombes_table(
    successes: int, count: int, low: float, high: float
) -> None:
    estimate = share_estimate(successes, count)
    assert (round(estimate.low, 4), round(estimate.high, 4)) == (low, high)


@pytest.mark.parametrize("count", [1, 7, 1000])
@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.99])
def test_wilson_intervals_are_those_of_scipy(count: int, confidence: float) -> None:
    for successes in range(0, count + 1, max(1, count // 9)):
        ours = share_estimate(successes, count, confidence=confidence)
        theirs = stats.binomtest(successes, count).proportion_ci(confidence, "wilson")
        assert ours.low == pytest.approx(theirs.low, abs=1e-12)
        assert ours.high == pytest.approx(theirs.high, abs=1e-12)


def test_a_share_of_nobody_is_undefined() -> None:
    assert math.isnan(share_estimate(0, 0).value)


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 9, 10, 99, 200, 201, 1000, 100_000])
@pytest.mark.parametrize("share", [0.75, 0.9, 0.975, 0.995])
def test_student_quantiles_are_those_of_scipy(freedom: int, share: float) -> None:
    assert student_quantile(share, freedom) == pytest.approx(
        stats.t.ppf(share, freedom), rel=1e-8
    )


def test_the_interval_of_a_mean_is_students() -> None:
    values = [3.0, 4.0, 8.0, 9.0, 11.0]
    ours = mean_estimate(values)
    low, high = stats.t.interval(0.95, 4, loc=7.0, scale=stats.sem(values))
    assert (ours.value, ours.low, ours.high) == pytest.approx((7.0, low, high))


def test_one_member_gives_a_mean_without_an_interval() -> None:
    estimate = mean_estimate([3.0])
    assert estimate.value == 3.0
    assert math.isnan(estimate.low)
    assert math.isnan(estimate.high)


def test_there_is_no_mean_with_never_in_it() -> None:
    assert math.isnan(mean_estimate([1.0, math.inf]).value)


def test_a_median_counts_never_as_later_than_every_day() -> None:
    assert quantile_estimate([5.0, math.inf, 3.0]).value == 5.0
    assert quantile_estimate([5.0, math.inf, math.inf]).value == math.inf


def test_the_interval_of_a_median_lies_between_two_members() -> None:
    # The classical table for 10 values: the second and the ninth cover 97.9 %.
    estimate = quantile_estimate(range(1, 11))
    assert (estimate.low, estimate.high) == (2.0, 9.0)


def test_five_members_give_a_median_no_interval() -> None:
    # Their lowest and highest cover 1 - 2/32 = 93.75 % only.
    estimate = quantile_estimate([1, 2, 3, 4, 5])
    assert estimate.value == 3.0
    assert math.isnan(estimate.low)


@pytest.mark.parametrize("count", [6, 25, 200])
def test_the_interval_of_a_median_covers_it_often_enough(count: int) -> None:
    # What an order statistic covers is binomial, whatever the distribution.
    estimate = quantile_estimate(np.arange(count, dtype=float))
    low, high = int(estimate.low), int(estimate.high)
    covered = stats.binom.cdf(high, count, 0.5) - stats.binom.cdf(low, count, 0.5)
    assert covered >= 0.95
    narrower = stats.binom.cdf(high - 1, count, 0.5) - stats.binom.cdf(
        low + 1, count, 0.5
    )
    assert narrower < 0.95


def test_a_large_ensemble_has_a_median_too() -> None:
    estimate = quantile_estimate(np.arange(300_000.0))
    assert estimate.low < estimate.value < estimate.high
    assert estimate.high - estimate.low < 1200


def test_one_member_in_twenty_lies_outside_each_end_of_a_spread() -> None:
    spread = spread_of(np.arange(1.0, 101.0))
    assert (spread.low, spread.median.value, spread.high) == (5.0, 50.0, 95.0)


def test_a_spread_of_nobody_is_undefined() -> None:
    spread = spread_of([])
    assert math.isnan(spread.low)
    assert math.isnan(spread.median.value)
    assert math.isnan(spread.mean.value)
