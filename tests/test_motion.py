"""The shared functions of motion against paper, mpmath and many magnitudes."""

from __future__ import annotations

import math
from itertools import product

import mpmath
import numpy as np
import pytest

from sim import motion
from sim.motion import (
    accrue,
    accrue_gauge,
    amount_now,
    amount_with_gauge,
    annuity,
    ask,
    forget,
    gauge_value,
    greater,
    held,
    lesser,
    move,
    move_lightly,
    ramp,
    rebase,
)
from sim.streams import exp, first_uniform, log, stream_of, uniform_arrays

INF, NAN = math.inf, math.nan


@pytest.fixture(autouse=True)
def _precise():
    with mpmath.workprec(200):
        yield


def true_annuity(rate, days):
    rate, days = mpmath.mpf(rate), mpmath.mpf(days)
    return -mpmath.expm1(-rate * days) / rate if rate else days


def true_ramp(rate, days):
    rate, days = mpmath.mpf(rate), mpmath.mpf(days)
    y = rate * days
    if y > 1e-12:
        return (1 - mpmath.exp(-y) * (1 + y)) / rate**2
    return days**2 * (mpmath.mpf(1) / 2 - y / 3 + y**2 / 8)


def pairs(low, high, *, count=3000):
    """Give rates and days with rate * days from 10**low to 10**high."""
    u, v = uniform_arrays(8, "motion", draw=0, members=np.arange(count))
    days = 10.0 ** (11 * v - 6)
    return np.column_stack([10.0 ** (low + (high - low) * u) / days, days]).tolist()


def worst(function, truth, inputs):
    return max(float(abs(function(*row) / truth(*row) - 1)) for row in inputs)


# ---- integrals of discounts


@pytest.mark.parametrize(
    ("low", "high", "bound"),
    [(-12, -4, 4e-16), (-4, -2, 4e-16), (-2, -1, 7e-15), (-1, math.log10(50), 1e-15)],
)
def test_annuity_keeps_its_digits_at_every_magnitude(low, high, bound):
    """Worst seen: 5.7e-15, relative, just above rate * days = 0.01."""
    assert worst(annuity, true_annuity, pairs(low, high)) < bound


@pytest.mark.parametrize(
    ("low", "high", "bound"),
    [(-12, -4, 4e-16), (-4, -1, 8e-16), (-1, 0, 6e-14), (0, math.log10(50), 2e-15)],
)
def test_ramp_keeps_its_digits_at_every_magnitude(low, high, bound):
    """Worst seen: 4.5e-14, relative, just above rate * days = 0.1."""
    assert worst(ramp, true_ramp, pairs(low, high)) < bound


@pytest.mark.parametrize("days", [0.0, 1e-9, 1.0, 730.5, 1e6])
def test_without_a_rate_they_are_days_and_half_their_square(days):
    assert annuity(0.0, days) == days
    assert ramp(0.0, days) == 0.5 * days * days


@pytest.mark.parametrize("rate", [1e-9, 1e-3, 1.0, 100.0])
def test_over_no_days_they_are_0(rate):
    assert annuity(rate, 0.0) == 0.0
    assert ramp(rate, 0.0) == 0.0


def test_over_very_many_days_they_are_perpetuities():
    assert annuity(0.05, 1e9) == 1.0 / 0.05
    assert ramp(0.05, 1e9) == 1.0 / (0.05 * 0.05)


def test_there_is_no_step_where_the_series_ends():
    for function, edge in ((annuity, 0.01), (ramp, 0.1)):
        below = function(1.0, math.nextafter(edge, 0.0))
        assert function(1.0, edge) == pytest.approx(below, rel=1e-13)


@pytest.mark.parametrize("y", [0.0, 1e-9, 1e-4, 0.009, 0.011, 0.09, 0.11, 1.0, 20.0])
def test_annuity_and_ramp_fit_each_other(y):
    """By parts: ramp = (annuity - days exp(-rate days)) / rate."""
    rate, days = y / 10.0, 10.0
    left = rate * ramp(rate, days) + days * exp(-y)
    assert left == pytest.approx(annuity(rate, days), rel=1e-14)


# ---- gauges


def test_a_gauge_without_a_drain_rises_in_a_straight_line():
    assert gauge_value(5.0, 0.25, 0.0, 8.0) == 7.0
    assert gauge_value(5.0, -0.25, 0.0, 8.0) == 3.0


def test_a_gauge_halves_in_its_half_life():
    drain = log(2.0) / 180.0
    assert gauge_value(10.0, 0.0, drain, 180.0) == pytest.approx(5.0, rel=1e-15)
    assert gauge_value(10.0, 0.0, drain, 360.0) == pytest.approx(2.5, rel=1e-15)


def test_a_gauge_comes_to_rest_where_flow_and_drain_are_equal():
    assert gauge_value(0.0, 3.0, 0.02, 1e6) == pytest.approx(150.0, rel=1e-15)
    assert gauge_value(150.0, 3.0, 0.02, 17.0) == pytest.approx(150.0, rel=1e-15)


@pytest.mark.parametrize(
    ("low", "high", "bound"),
    [(-12, -6, 1e-15), (-6, -2, 1e-15), (-2, -1, 1e-14), (-1, math.log10(50), 3e-15)],
)
def test_a_gauge_solves_its_equation_at_every_magnitude(low, high, bound):
    u, v = uniform_arrays(8, "gauge", draw=0, members=np.arange(3000))
    rows = [
        (x, flow, drain, days)
        for (drain, days), x, flow in zip(
            pairs(low, high), (1000 * u).tolist(), (20 * v).tolist(), strict=True
        )
    ]

    def true(x, flow, drain, days):
        rest = mpmath.mpf(flow) / mpmath.mpf(drain)
        return rest + (x - rest) * mpmath.exp(-mpmath.mpf(drain) * mpmath.mpf(days))

    assert worst(gauge_value, true, rows) < bound


def test_reading_a_gauge_at_once_gives_what_was_set():
    """A gauge set to 10 is 10, whatever flows: so a lump adds no rounding."""
    u, v = uniform_arrays(8, "at once", draw=0, members=np.arange(2000))
    for x, flow, drain in np.column_stack([100 * u, 20 * v, 0.1 * u * v]).tolist():
        assert gauge_value(x, flow, drain, 0.0) == x


# ---- comparisons


def test_lesser_and_greater_are_comparisons():
    for a, b in product([-INF, -1.0, 0.0, 2.5, INF], repeat=2):
        assert lesser(a, b) == min(a, b)
        assert greater(a, b) == max(a, b)


def test_with_nan_the_second_is_given():
    """No comparison with nan holds, in any language."""
    assert lesser(NAN, 1.0) == greater(NAN, 1.0) == 1.0
    assert math.isnan(lesser(1.0, NAN))
    assert math.isnan(greater(1.0, NAN))


def test_of_equals_the_first_is_given():
    assert math.copysign(1.0, lesser(-0.0, 0.0)) == -1.0
    assert math.copysign(1.0, lesser(0.0, -0.0)) == 1.0
    assert math.copysign(1.0, greater(-0.0, 0.0)) == -1.0


# ---- hazards: section 13 by hand


K, BLOCK, N = 0, 1, 0  # due time; rate, left, since; the draw
LOW, HIGH = stream_of("event test")


def fresh():
    return [INF, 0.0, -1.0, 0.0], [0]


def rebase_at(rate, t, floats, whole, *, member=5):
    rebase(rate, K, BLOCK, N, LOW, HIGH, t, member, 1, 0, floats, whole)


def threshold_of(member=5, draw=0):
    return -log(first_uniform(1, 0, LOW, HIGH, draw, member))


def test_a_hazard_is_due_when_it_has_added_up_to_its_threshold():
    floats, whole = fresh()
    rebase_at(0.02, 3.0, floats, whole)
    assert floats == [3.0 + threshold_of() / 0.02, 0.02, threshold_of(), 3.0]
    assert whole == [0]


def test_a_change_of_rate_spends_the_threshold_and_never_redraws():
    floats, whole = fresh()
    rebase_at(0.02, 3.0, floats, whole)
    rebase_at(0.05, 10.0, floats, whole)
    left = threshold_of() - 0.02 * (10.0 - 3.0)
    assert floats == [10.0 + left / 0.05, 0.05, left, 10.0]
    rebase_at(0.01, 11.5, floats, whole)
    left = left - 0.05 * (11.5 - 10.0)
    assert floats == [11.5 + left / 0.01, 0.01, left, 11.5]
    assert whole == [0]


def test_a_rate_that_keeps_its_value_writes_nothing():
    floats, whole = fresh()
    rebase_at(0.02, 3.0, floats, whole)
    before = list(floats)
    for t in (3.0, 4.0, 7.3):
        rebase_at(0.02, t, floats, whole)
        assert floats == before


def test_a_rate_of_0_stops_the_clock_and_keeps_what_is_left():
    floats, whole = fresh()
    rebase_at(0.02, 0.0, floats, whole)
    rebase_at(0.0, 5.0, floats, whole)
    left = threshold_of() - 0.02 * 5.0
    assert floats == [INF, 0.0, left, 5.0]
    rebase_at(0.04, 50.0, floats, whole)
    assert floats == [50.0 + left / 0.04, 0.04, left, 50.0]


def test_a_rate_that_was_0_from_the_start_looks_nothing_up():
    floats, whole = fresh()
    rebase_at(0.0, 0.0, floats, whole)
    assert (floats, whole) == fresh()


def test_what_is_left_is_never_below_0():
    """A rate changes at the very instant at which its clock is due."""
    floats, whole = fresh()
    rebase_at(0.3, 0.0, floats, whole)
    rebase_at(0.7, floats[K] * (1.0 + 1e-12), floats, whole)
    assert floats[BLOCK + 1] == 0.0
    assert floats[K] == floats[BLOCK + 2]


def test_the_draw_is_part_of_the_threshold_s_address():
    thresholds = []
    for draw in (0, 1, 2):
        floats, whole = fresh()
        whole[N] = draw
        rebase_at(1.0, 0.0, floats, whole)
        thresholds.append(floats[BLOCK + 1])
    assert thresholds == [threshold_of(draw=draw) for draw in (0, 1, 2)]
    assert len(set(thresholds)) == 3


# ---- ladders and their books


def test_a_move_keeps_the_books():
    """I: rung, highest, rises, falls, word; S: since, time on 3 rungs, first on 3."""
    floats = [0.0, 0.0, 0.0, 0.0, 0.0, INF, INF]
    whole = [0, 0, 0, 0, 0]
    terms = {"at": 0, "tally": 1, "block": 0, "size": 3, "word": 4, "bit": 8}

    def go(to, t):
        move(to, **terms, t=t, S=floats, I=whole)

    go(0, 5.0)
    assert (floats[0], whole) == (0.0, [0, 0, 0, 0, 0])
    go(2, 10.0)
    assert whole == [2, 2, 1, 0, 8]
    assert floats == [10.0, 10.0, 0.0, 0.0, 0.0, INF, 10.0]
    go(1, 14.0)
    assert whole == [1, 2, 1, 1, 8]
    assert floats == [14.0, 10.0, 0.0, 4.0, 0.0, 14.0, 10.0]
    go(2, 15.0)
    assert whole == [2, 2, 2, 1, 8]
    assert floats == [15.0, 10.0, 1.0, 4.0, 0.0, 14.0, 10.0]


def test_a_light_move_keeps_the_tally_alone():
    whole = [1, 1, 0, 0, 2]
    for to in (1, 2, 0, 0):
        move_lightly(to, 0, 1, 4, 1, whole)
    assert whole == [0, 2, 1, 1, 3]


def test_asking_for_the_same_rung_is_no_change():
    whole = [1, 0]
    ask(1, 0, 1, 4, whole)
    assert whole == [1, 0]
    ask(2, 0, 1, 4, whole)
    assert whole == [2, 4]


def test_a_delay_that_is_forgotten_has_used_up_its_draw():
    floats, whole = [INF], [3]
    forget(0, 0, floats, whole)
    assert (floats, whole) == ([INF], [3])
    floats[0] = 8.0
    forget(0, 0, floats, whole)
    assert (floats, whole) == ([INF], [4])


def test_how_long_a_condition_has_held():
    floats, whole = [0.0, 0.0], [0]
    for now, t in ((0, 1.0), (1, 2.0), (1, 5.0), (0, 9.0), (1, 20.0), (0, 20.0)):
        held(now, 0, 0, 1, t, floats, whole)
    assert (floats, whole) == ([7.0, 20.0], [0])


# ---- sums of the ledger


def test_a_sum_of_flows_is_its_integral():
    floats, rate = [0.0, 0.0, 0.0, 1.0], 0.001
    for flow, t in ((2.0, 0.0), (2.0, 30.0), (-1.0, 50.0), (0.0, 80.0), (4.0, 100.0)):
        accrue(flow, 0, rate, t, floats)
    pieces = [(2.0, 0, 50), (-1.0, 50, 80), (4.0, 100, 130)]
    true = sum(
        flow * (mpmath.exp(-rate * a) - mpmath.exp(-rate * b)) / rate
        for flow, a, b in pieces
    )
    assert amount_now(0, rate, 130.0, floats) == pytest.approx(float(true), rel=1e-13)


def test_a_flow_that_keeps_its_value_writes_nothing():
    floats = [1.0, 2.0, 3.0, 0.5]
    accrue(2.0, 0, 0.001, 50.0, floats)
    assert floats == [1.0, 2.0, 3.0, 0.5]


@pytest.mark.parametrize("rate", [0.0, 1e-4, 0.05])
@pytest.mark.parametrize("drain", [0.0, 1e-3, 0.02, 0.5])
def test_a_sum_over_a_gauge_is_its_integral(drain, rate):
    """S: sum, slope, level, day, discount, gauge then; the gauge now at 8."""
    floats = [0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 6.0, 0.5, 0.0]
    terms = {"block": 0, "gauge": 8, "drain": drain, "rate": rate, "S": floats}
    gauge = [(6.0, 0.5, 0.0)]
    accrue_gauge(3.0, 1.0, t=0.0, **terms)
    floats[8:] = [
        gauge_value(*gauge[0][:2], drain, 12.0),
        2.0,
        12.0,
    ]  # its flow changes
    gauge.append(tuple(floats[8:]))
    accrue_gauge(3.0, 1.0, t=12.0, **terms)
    accrue_gauge(-2.0, 1.0, t=20.0, **terms)  # the slope changes
    accrue_gauge(-2.0, 1.0, t=25.0, **terms)  # nothing does

    def worth(slope, level, part):
        x, flow, since = gauge[part]
        return lambda t: (
            mpmath.exp(-rate * t)
            * (level + slope * gauge_now(x, flow, float(since), t))
        )

    def gauge_now(x, flow, since, t):
        if drain == 0.0:
            return x + flow * (t - since)
        rest = flow / mpmath.mpf(drain)
        return rest + (x - rest) * mpmath.exp(-drain * (t - since))

    true = (
        mpmath.quad(worth(3.0, 1.0, 0), [0, 12])
        + mpmath.quad(worth(3.0, 1.0, 1), [12, 20])
        + mpmath.quad(worth(-2.0, 1.0, 1), [20, 40])
    )
    found = amount_with_gauge(0, drain, rate, 40.0, floats)
    assert found == pytest.approx(float(true), rel=1e-11)


def crossing(x, flow, drain, low, high, least=-math.inf, most=math.inf):
    return motion.days_to_crossing(x, flow, drain, low, high, least, most)


@pytest.mark.parametrize(
    ("x", "flow", "drain", "low", "high"),
    [
        (3.0, 1.0, 0.02, 0.0, 40.0),
        (80.0, 0.5, 0.1, 40.0, 90.0),
        (5.0, -1.0, 0.3, 2.0, 9.0),
        (5.0, 0.25, 0.0, 0.0, 6.0),
        (5.0, -0.25, 0.0, 4.5, 6.0),
    ],
)
def test_a_crossing_is_where_the_gauge_is_at_its_floor(x, flow, drain, low, high):
    days = crossing(x, flow, drain, low, high)
    floor = high if flow - drain * x >= 0 else low
    assert gauge_value(x, flow, drain, days) == pytest.approx(floor, rel=1e-12)


def test_what_rests_on_a_floor_or_has_none_never_crosses():
    assert crossing(3.0, 1.0, 0.1, 0.0, 10.0) == math.inf  # it rests at 10
    assert crossing(3.0, 1.0, 0.1, 0.0, 11.0) == math.inf
    assert crossing(3.0, 1.0, 0.0, 0.0, math.inf) == math.inf
    assert crossing(3.0, 0.0, 0.0, 0.0, 10.0) == math.inf
    assert crossing(10.0, 1.0, 0.1, 0.0, 10.0) == 0.0  # at rest: it stands above
    assert crossing(0.0, -1.0, 0.1, 0.0, 10.0) == 0.0  # it falls from its floor


def test_a_wall_nearer_than_the_floor_is_met_and_then_holds():
    assert crossing(3.0, 1.0, 0.0, 0.0, 10.0, 0.0, 8.0) == 5.0
    assert crossing(8.0, 1.0, 0.0, 0.0, 10.0, 0.0, 8.0) == math.inf
    floats = [9.5, 0.0, 0.0, 0.1, 0.0]
    motion.hold_gauge(1.0, 0.1, 0.0, 8.0, 0, floats)
    assert floats == [8.0, 0.0, 0.0, 0.0, 1.0]
    motion.hold_gauge(0.5, 0.1, 0.0, 8.0, 0, floats)
    assert floats == [8.0, 0.5, 0.0, 0.1, 0.5]


def test_what_is_public_is_all_there_is():
    functions = {
        name
        for name, value in vars(motion).items()
        if callable(value) and getattr(value, "__module__", "") == motion.__name__
    }
    sums = {"annuity", "greater", "lesser", "ramp"}  # at home with the elementary ones
    assert functions | sums | {"INF"} == set(motion.__all__)
