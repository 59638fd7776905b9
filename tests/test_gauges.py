"""Gauges that are ladders too, and walls that hold them: against closed forms."""

from __future__ import annotations

import math

import pytest

from sim.errors import RunError
from sim.report.story import story_of
from sim.results import Trace
from tests.worlds import many, model, one, small

BANDS = "bands: {quiet: 0, murmurs: 10, unrest: 40}"
BECAUSE = "because: {assumption: a test}"


RESTS = f"""
gauges:
  anger: {{flow: 10 * log(2) / 20, half_life: 20 days, {BANDS}, {BECAUSE}}}
"""


def crossings(trace: Trace, gauge: str) -> list[tuple[float, int]]:
    return [(move.time, move.after) for move in trace.moves if move.ladder == gauge]


def test_a_gauge_crosses_each_floor_at_its_exact_time() -> None:
    """x(t) = e + (x0 - e) exp(-k t) comes to f at ln((e - x0) / (e - f)) / k."""
    trace = one(
        f"gauges: {{anger: {{flow: 2 * 1, half_life: 20 days, {BANDS}, {BECAUSE}}}}}"
    )
    k = math.log(2) / 20
    rest = 2 / k
    times = [math.log(rest / (rest - floor)) / k for floor in (10, 40)]
    assert crossings(trace, "anger") == [
        (pytest.approx(times[0], rel=1e-13), 1),
        (pytest.approx(times[1], rel=1e-13), 2),
    ]
    assert trace.firings[0].clock == "band anger"


def test_without_a_drain_it_rises_and_falls_in_straight_lines() -> None:
    text = f"""
ladders:
  war:
    rungs: {{going: {{pace: 0.5 per day}}, over: {{pace: -0.25 per day}}}}
    {BECAUSE}
gauges: {{anger: {{starts: 3, flow: war.pace * 1, {BANDS}, {BECAUSE}}}}}
events: {{end: {{at: 2024-01-31, do: {{war: over}}, {BECAUSE}}}}}
"""
    # 3 + 0.5 t = 10 on day 14; 18 on day 30; 18 - 0.25 (t - 30) = 10 on day 62
    assert crossings(one(text), "anger") == [(14.0, 1), (62.0, 0)]


@pytest.mark.parametrize(
    ("start", "band"), [(9.0, 0), (10.0, 1), (11.0, 1), (40.0, 2), (500.0, 2)]
)
def test_it_starts_on_the_highest_band_whose_floor_is_not_above_it(
    start: float, band: int
) -> None:
    trace = one(f"gauges: {{anger: {{starts: {start}, {BANDS}, {BECAUSE}}}}}")
    assert trace.final["anger"] == band
    assert trace.highest["anger"] == band
    assert trace.first_on["anger"][band] == 0.0
    assert trace.time_on["anger"][band] == 100.0
    assert sum(day < math.inf for day in trace.first_on["anger"]) == 1
    assert not trace.moves


def test_a_gauge_that_comes_to_rest_on_a_floor_never_crosses_it() -> None:
    """With flow = k f it nears f for ever; with a little more it crosses late."""
    assert not one(RESTS, horizon="9000 days").moves
    trace = one(RESTS.replace("10 *", "10.000001 *"), horizon="9000 days")
    ((time, band),) = crossings(trace, "anger")
    assert band == 1
    assert time == pytest.approx(20 * math.log2(10.000001 / 0.000001), rel=1e-8)


def test_a_gauge_at_rest_on_a_floor_stands_above_it() -> None:
    text = RESTS.replace("flow:", "starts: 10, flow:")
    trace = one(text)
    assert not trace.moves
    assert trace.final["anger"] == 1
    assert trace.gauges["anger"] == pytest.approx(10.0, rel=1e-14)


def test_a_gauge_that_falls_from_the_floor_it_starts_on_is_below_it_at_once() -> None:
    text = f"gauges: {{anger: {{starts: 10, half_life: 20 days, {BANDS}, {BECAUSE}}}}}"
    trace = one(
        text
        + """
outcomes:
  days: time_in(anger >= murmurs)
  at_all: ever(anger >= murmurs)
"""
    )
    assert crossings(trace, "anger") == [(0.0, 0)]
    assert trace.outcomes == {"days": 0.0, "at_all": 1.0}  # a rung held for no time


LUMP = f"""
gauges: {{anger: {{starts: 5, half_life: 20 days, {BANDS}, {BECAUSE}}}}}
events: {{shock: {{at: 2024-01-11, do: {{anger: "EFFECT"}}, {BECAUSE}}}}}
"""


def test_a_lump_moves_gauge_and_band_in_one_firing_over_several_floors() -> None:
    trace = one(LUMP.replace("EFFECT", "= 80"))
    shock = trace.firings[0]
    assert shock.clock == "event shock"
    assert [(move.ladder, move.before, move.after) for move in shock.moves] == [
        ("anger", 0, 2)
    ]
    assert shock.changes[0].after == 80.0
    # half of 80 after 20 days is the floor itself, a quarter of 40 after 40 more
    times = [time for time, _ in crossings(trace, "anger")]
    assert times == pytest.approx([10.0, 30.0, 70.0], rel=1e-13)


def test_a_lump_onto_a_floor_from_which_it_falls_leaves_it_below() -> None:
    assert not one(LUMP.replace("EFFECT", "= 10")).moves
    rising = LUMP.replace("half_life: 20 days", "flow: 1 / 30, most: 60")
    assert crossings(one(rising.replace("EFFECT", "= 10")), "anger") == [(10.0, 1)]


def test_a_flow_that_turns_back_as_soon_as_it_crosses_is_a_fault() -> None:
    turning = "flow: -1 * 1 if anger >= murmurs else 1 * 1"
    text = f"gauges: {{anger: {{{turning}, {BANDS}, {BECAUSE}}}}}"
    with pytest.raises(RunError) as told:
        one(text)
    words = str(told.value)
    assert "the flow of the gauge 'anger' turns back as soon as it crosses" in words
    assert "use two floors" in words


def test_with_two_floors_the_same_flow_goes_to_and_fro() -> None:
    """Up at 1 a day until 10, down at 1 a day until 8: a thermostat with a band."""
    text = f"""
ladders: {{heating: {{rungs: {{full: {{}}, cool: {{}}}}}}}}
gauges:
  warmth:
    flow: 1 if heating == full else -1
    bands: {{cold: 0, mild: 8, hot: 10}}
    {BECAUSE}
events:
  too_hot:
    {{when: warmth >= hot and heating == full, after: 0 days, do: {{heating: cool}},
     {BECAUSE}}}
  too_cold:
    {{when: warmth < mild and heating == cool, after: 0 days, do: {{heating: full}},
     {BECAUSE}}}
"""
    switched = crossings(one(text, horizon="21 days"), "heating")
    assert switched == [
        (10.0, 1),
        (12.0, 0),
        (14.0, 1),
        (16.0, 0),
        (18.0, 1),
        (20.0, 0),
    ]


def test_walls_hold_a_gauge_until_its_flow_turns() -> None:
    text = f"""
ladders:
  war: {{rungs: {{going: {{pace: 1 per day}}, over: {{pace: -2 per day}}}}, {BECAUSE}}}
gauges: {{store: {{starts: 5, flow: war.pace, least: 0, most: 20, {BECAUSE}}}}}
events:
  end: {{at: 2024-01-31, do: {{war: over}}, {BECAUSE}}}
  gift: {{at: 2024-02-20, do: {{store: "+ 7"}}, {BECAUSE}}}
  flood: {{at: 2024-02-21, do: {{store: "+ 700"}}, {BECAUSE}}}
outcomes:
  held: "final(store, 29)"
  draining: "final(store, 35)"
  empty: "final(store, 45)"
  flooded: "final(store, 52)"
"""
    trace = one(text)
    # 5 + t = 20 on day 15; held to day 30; 20 - 2 (t - 30) = 0 on day 40
    # day 50: 7; day 51: 5 + 700, held to 20; day 52: 18
    assert trace.outcomes == {
        "held": 20.0,
        "draining": 10.0,
        "empty": 0.0,
        "flooded": 18.0,
    }
    walls = [firing.time for firing in trace.firings if firing.clock == "band store"]
    assert walls == [15.0, 40.0, 61.0]


def test_the_sum_over_a_gauge_knows_when_it_was_held() -> None:
    """∫ min(x(t), 20) exp(-r t) dt with x = 5 + t, held from day 15 on."""
    text = f"""
actors: {{north: {{}}}}
gauges: {{store: {{starts: 5, flow: 1 * 1, most: 20, {BECAUSE}}}}}
ledger:
  unit: coin
  against: nothing
  discount_rate: 36.525% per year
  horizons: [10 days, 60 days]
arguments:
  keep: {{actor: north, side: loss, account: money, flow: 1 * store, {BECAUSE}}}
"""
    trace, r = one(text), 0.36525 / 365.25

    def ramp(days: float) -> float:
        """∫ (5 + t) exp(-r t) dt."""
        e = math.exp(-r * days)
        return (5 + 1 / r) * (1 - e) / r - days * e / r

    early, late = trace.amounts[:, 0]
    assert early == pytest.approx(ramp(10), rel=1e-9)
    held = 20 * (math.exp(-r * 15) - math.exp(-r * 60)) / r
    assert late == pytest.approx(ramp(15) + held, rel=1e-9)


def test_a_draining_gauge_meets_its_wall_at_the_exact_time() -> None:
    text = (
        f"gauges: {{store: {{starts: 80, half_life: 10 days, least: 10, {BECAUSE}}}}}"
    )
    trace = one(text)
    assert [f.time for f in trace.firings] == pytest.approx([30.0], rel=1e-13)
    assert trace.gauges["store"] == 10.0  # to the bit, seventy days later


def test_an_observation_of_a_gauge_follows_its_bands_late() -> None:
    text = f"""
gauges: {{anger: {{starts: 12, flow: 1 * 1, {BANDS}, {BECAUSE}}}}}
observations: {{seen: {{of: anger, lag: 3 days, {BECAUSE}}}}}
outcomes: {{alike: "ever(seen < anger)", late: "time_in(seen != anger)"}}
"""
    trace = one(text)
    assert crossings(trace, "anger") == [(28.0, 2)]
    assert crossings(trace, "seen") == [(31.0, 2)]
    assert trace.outcomes == {"alike": 1.0, "late": 3.0}
    assert trace.time_on["seen"] == (0.0, 31.0, 69.0)


def test_reaching_a_band_can_cost_something_and_call_a_review() -> None:
    text = f"""
actors: {{north: {{}}}}
ladders: {{pay: {{rungs: {{none: {{}}, some: {{}}}}}}}}
gauges: {{anger: {{starts: 5, flow: 1 * 1, {BANDS}, {BECAUSE}}}}}
policies:
  plan:
    ladder: pay
    wants: {{none: always, some: anger >= unrest}}
    reviews: {{when_changes: [anger]}}
    {BECAUSE}
plans: {{pay: plan}}
ledger: {{unit: coin, against: x, discount_rate: 0, horizons: [50 days]}}
arguments:
  cost:
    actor: north
    side: loss
    account: order
    lump: {{entering: {{anger: unrest}}, amount: 2 + 0.1 * anger}}
    {BECAUSE}
"""
    trace = one(text)
    assert crossings(trace, "pay") == [(35.0, 1)]
    assert trace.amounts[0, 0] == 6.0


def test_a_crossing_is_told_with_its_floor_in_both_languages() -> None:
    bands = "bands: {quiet: 0, murmurs: {title: {en: Murmurs, ko: 불평}, floor: 10}}"
    text = f"gauges: {{anger: {{unit: points, flow: 1 * 1, {bands}, {BECAUSE}}}}}"
    trace, scenario = one(text), small(text)
    told = story_of(trace, scenario).text()
    assert "anger: quiet → Murmurs" in told
    assert "because it had risen to 10 points" in told
    told = story_of(trace, scenario, language="ko").text()
    assert "불평" in told
    assert "10점 이상으로 올라감" in told
    assert trace.firings[0].why
    assert trace.firings[0].why.level == 10.0


def test_floors_may_be_parameters_and_must_rise_in_every_case() -> None:
    text = f"""
parameters:
  limit: {{value: 12, spread: {{uniform: [6, 30]}}, {BECAUSE}}}
gauges:
  anger: {{flow: 1 * 1, bands: {{quiet: 0, murmurs: limit, unrest: 20}}, {BECAUSE}}}
outcomes: {{high: highest(anger)}}
"""
    trace = one(text, member=2)
    ((time, _), _) = crossings(trace, "anger")
    assert time == trace.case["limit"]
    with pytest.raises(RunError, match="a floor less the one below"):
        many(text, "high", members=20)


def test_a_gauge_with_bands_has_shares_and_pictures_like_any_ladder() -> None:
    text = f"""
parameters: {{pace: {{value: 1, spread: {{uniform: [0, 1]}}, {BECAUSE}}}}}
gauges: {{anger: {{flow: pace * 1, {BANDS}, {BECAUSE}}}}}
outcomes: {{days: time_in(anger >= murmurs)}}
"""
    # at pace p the floor is passed on day 10 / p: P(before day 100) = 0.9
    days = many(text, "days", members=400)
    assert sum(day > 0 for day in days) / 400 == pytest.approx(0.9, abs=0.06)
    assert [ladder.name for ladder in model(text).ladders] == ["anger"]


def test_a_start_that_is_an_expression_is_worked_out() -> None:
    text = f"""
parameters: {{pace: {{value: 2, {BECAUSE}}}}}
gauges: {{anger: {{starts: 2 * pace + 1, {BECAUSE}}}}}
"""
    assert one(text).gauges["anger"] == 5.0
