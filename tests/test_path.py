"""The SimPy engine against what is known on paper."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.linalg import expm
from scipy.stats import kstest

from sim.cases import draw_cases
from sim.errors import ModelError, RunError, UsageError
from sim.path import Engine, Path, run_path
from tests.worlds import many, model, one

BECAUSE = "because: {assumption: test}"


def moves_of(trace, ladder):
    return [(m.time, m.before, m.after) for m in trace.moves if m.ladder == ladder]


# ---- hazards


RACE = f"""
ladders:
  race: {{rungs: {{none: , red: , blue: }}}}
events:
  red_wins: {{when: race == none, rate: 0.02 per day, do: {{race: red}}, {BECAUSE}}}
  blue_wins: {{when: race == none, rate: 0.06 per day, do: {{race: blue}}, {BECAUSE}}}
outcomes:
  red: ever(race == red)
  the_day: first(race > none)
"""


def test_competing_hazards_share_as_their_rates():
    """P(red) = 0.02 / 0.08 when the horizon is far away."""
    red = np.array(many(RACE, "red", horizon="1000 days"))
    assert abs(red.mean() - 0.25) < 4 * math.sqrt(0.25 * 0.75 / len(red))


def test_the_first_of_competing_hazards_is_exponential_with_their_sum():
    days = many(RACE, "the_day", horizon="5000 days")
    assert kstest(days, "expon", args=(0, 1 / 0.08)).pvalue > 1e-3


def test_a_birth_and_death_ladder_agrees_with_the_matrix_exponential():
    up, down, rungs = 0.05, 0.03, 5
    text = f"""
ladders:
  level_of: {{rungs: {{count: {rungs}}}}}
events:
  birth: {{rate: {up} per day, do: {{level_of: up}}, {BECAUSE}}}
  death: {{rate: {down} per day, do: {{level_of: down}}, {BECAUSE}}}
outcomes:
  stands: final(level_of)
"""
    stands = np.array(many(text, "stands", horizon="40 days", members=4000), dtype=int)
    rates = np.zeros((rungs, rungs))
    for rung in range(rungs - 1):
        rates[rung, rung + 1], rates[rung + 1, rung] = up, down
    rates -= np.diag(rates.sum(axis=1))
    expected = expm(rates * 40)[0]
    shares = np.bincount(stands, minlength=rungs) / len(stands)
    spread = 4.5 * np.sqrt(expected * (1 - expected) / len(stands))
    assert (abs(shares - expected) < spread).all()


CHANGE = f"""
ladders:
  weather: {{rungs: {{calm: , storm: }}}}
  ship: {{rungs: {{afloat: , sunk: }}}}
events:
  gale: {{at: 2024-01-11, do: {{weather: storm}}, {BECAUSE}}}
  sinks:
    when: ship == afloat
    rate: 0.01 per day
    factors: [{{id: waves, when: weather == storm, times: 5, {BECAUSE}}}]
    do: {{ship: sunk}}
    {BECAUSE}
outcomes:
  the_day: first(ship == sunk)
"""


def test_a_rate_that_changes_in_mid_wait_keeps_its_luck():
    """The threshold is spent at 0.01 a day for ten days, then at 0.05."""
    scenario = model(CHANGE, horizon="2000 days")
    for member in range(40):
        trace = run_path(scenario, member=member)
        (lookup,) = next(f.why.luck for f in trace.firings if f.clock == "event sinks")
        threshold = -math.log(lookup.uniform)
        early = threshold / 0.01
        late = 10 + (threshold - 0.1) / 0.05
        assert trace.outcomes["the_day"] == pytest.approx(early if early < 10 else late)


def test_a_rate_that_changes_in_mid_wait_gives_the_right_law():
    days = np.array(many(CHANGE, "the_day", horizon="5000 days"))

    def law(day):
        day = np.asarray(day)
        spent = np.where(day < 10, 0.01 * day, 0.1 + 0.05 * (day - 10))
        return 1 - np.exp(-spent)

    assert kstest(days, law).pvalue > 1e-3


def test_a_chance_within_a_window_is_that_chance_over_the_window():
    text = f"""
ladders: {{lamp: {{rungs: {{off: , lit: }}}}}}
events:
  lights: {{chance: 30% within 14 days, do: {{lamp: lit}}, {BECAUSE}}}
outcomes: {{"by_day_14": "ever(lamp == lit, 14)"}}
"""
    lit = np.array(many(text.replace("off", "dark"), "by_day_14", horizon="30 days"))
    assert abs(lit.mean() - 0.3) < 4 * math.sqrt(0.3 * 0.7 / len(lit))


def test_about_every_is_a_poisson_count():
    text = f"""
ladders: {{tally: {{rungs: {{count: 60}}}}}}
events:
  knock: {{about_every: 10 days, do: {{tally: up}}, {BECAUSE}}}
outcomes: {{knocks: rises(tally)}}
"""
    knocks = np.array(many(text, "knocks", horizon="100 days"))
    assert abs(knocks.mean() - 10) < 4 * math.sqrt(10 / len(knocks))
    assert knocks.var() == pytest.approx(10, rel=0.15)


# ---- delays


DELAY = f"""
ladders:
  door: {{rungs: {{shut: , open_: }}}}
  guest: {{rungs: {{out: , in_: }}}}
events:
  opens: {{at: 2024-01-06, do: {{door: open_}}, {BECAUSE}}}
  shuts: {{at: 2024-01-09, do: {{door: shut}}, {BECAUSE}}}
  opens_again: {{at: 2024-01-21, do: {{door: open_}}, {BECAUSE}}}
  enters:
    when: door == open_ and guest == out
    after: 4 days
    do: {{guest: in_}}
    {BECAUSE}
outcomes:
  the_day: first(guest == in_)
"""


def test_a_delay_is_forgotten_when_its_condition_fails():
    """Open for three days of the four: cancelled, then from day 20 anew."""
    assert one(DELAY).outcomes["the_day"] == 24


def test_a_forgotten_delay_has_used_up_its_draw():
    text = DELAY.replace("after: 4 days", "after: {uniform: [4 days, 6 days]}")
    trace = one(text)
    firing = next(f for f in trace.firings if f.clock == "event enters")
    (lookup,) = firing.why.luck
    assert (lookup.stream, lookup.draw) == ("event enters", 1)
    assert firing.time == 20 + 4 + 2 * lookup.uniform
    assert (firing.why.held_since, firing.why.armed_since) == (20, 20)


def test_a_periodic_event_comes_on_its_days_and_not_on_the_horizon():
    text = f"""
ladders: {{tally: {{rungs: {{count: 9}}}}}}
events:
  bell: {{every: 20 days, do: {{tally: up}}, {BECAUSE}}}
"""
    assert [m.time for m in one(text).moves] == [20, 40, 60, 80]


def test_a_dated_event_has_one_turn():
    text = f"""
ladders:
  door: {{rungs: {{shut: , open_: }}}}
  guest: {{rungs: {{out: , in_: }}}}
events:
  enters: {{at: 2024-01-06, when: door == open_, do: {{guest: in_}}, {BECAUSE}}}
  opens: {{at: 2024-01-09, do: {{door: open_}}, {BECAUSE}}}
"""
    trace = one(text)
    assert trace.final["guest"] == 0
    assert [(f.clock, f.happened) for f in trace.firings] == [
        ("event enters", False),
        ("event opens", True),
    ]


def test_once_means_once_whatever_either_chose():
    text = f"""
ladders: {{tally: {{rungs: {{count: 9}}}}}}
events:
  try_it:
    every: 5 days
    once: true
    either: [{{odds: 0, do: {{tally: up}}}}]
    {BECAUSE}
"""
    assert [f.time for f in one(text).firings] == [5]


# ---- gauges and the ledger


def test_a_gauge_drains_and_fills_in_closed_form():
    """x(t) = f/k + (x0 - f/k) exp(-k t), with the flow off from day 30."""
    text = f"""
ladders:
  tap:
    rungs: {{shut: {{per_day: 0}}, running: {{per_day: 3 per day}}}}
    starts: running
    {BECAUSE}
gauges:
  tank: {{starts: 5, flow: tap.per_day, half_life: 20 days, {BECAUSE}}}
events:
  shuts: {{at: 2024-01-31, do: {{tap: shut}}, {BECAUSE}}}
outcomes: {{full: "final(tank)", at_30: "final(tank, 30)"}}
"""
    trace, k = one(text), math.log(2) / 20
    at_30 = 3 / k + (5 - 3 / k) * math.exp(-30 * k)
    assert trace.outcomes["at_30"] == pytest.approx(at_30, rel=1e-13)
    assert trace.outcomes["full"] == pytest.approx(at_30 * 2 ** (-70 / 20), rel=1e-13)


LEDGER = f"""
parameters: {{two_days: {{value: 2 days, {BECAUSE}}}}}
actors: {{us: , them: }}
ladders:
  work: {{rungs: {{idle: {{pay: 0}}, busy: {{pay: 2 per day}}}}, {BECAUSE}}}
gauges:
  dust: {{starts: 4, half_life: 10 days, flow: work.pay, {BECAUSE}}}
events:
  begins: {{at: 2024-01-11, do: {{work: busy}}, {BECAUSE}}}
  ends: {{at: 2024-02-20, do: {{work: idle}}, {BECAUSE}}}
ledger:
  unit: coin
  against: nothing
  discount_rate: 7% per year
  horizons: [30 days, 100 days]
arguments:
  pay: {{actor: us, side: gain, account: money, flow: work.pay, {BECAUSE}}}
  cough:
    actor: us
    side: loss
    account: health
    unit: point
    weight: 3
    flow: dust / two_days + work.pay
    {BECAUSE}
  fee:
    actor: us
    side: loss
    account: money
    lump: [{{each: begins, amount: dust}}, {{entering: {{work: idle}}, amount: 7}}]
    {BECAUSE}
claims: {{worth_it: {{says: It pays., holds_if: net.us > 0, {BECAUSE}}}}}
"""


def test_discounted_flows_are_annuities():
    trace, r = one(LEDGER), 0.07 / 365.25

    def paid(since, until):
        return 2 * (math.exp(-r * since) - math.exp(-r * until)) / r

    pay = trace.amounts[:, 0]
    assert pay == pytest.approx([paid(10, 30), paid(10, 50)], rel=1e-12)


def test_lumps_are_discounted_and_read_before_effects_or_after_arrival():
    trace, r = one(LEDGER), 0.07 / 365.25
    dust_at_10 = 4 * 2 ** (-10 / 10)
    fee = dust_at_10 * math.exp(-10 * r)
    expected = [fee, fee + 7 * math.exp(-50 * r)]
    assert trace.amounts[:, 2] == pytest.approx(expected, rel=1e-12)


def test_an_argument_that_reads_a_gauge_has_its_integral():
    """Against a fine sum of the same integrand."""
    trace, r, k = one(LEDGER), 0.07 / 365.25, math.log(2) / 10
    day = (np.arange(1_000_000) + 0.5) * 1e-4
    busy = (day >= 10) & (day < 50)
    rest = 2 / k
    at_10 = 4 * math.exp(-10 * k)
    at_50 = rest + (at_10 - rest) * math.exp(-40 * k)
    dust = np.where(
        day < 10,
        4 * np.exp(-k * day),
        np.where(
            busy,
            rest + (at_10 - rest) * np.exp(-k * (day - 10)),
            at_50 * np.exp(-k * (day - 50)),
        ),
    )
    sums = np.cumsum((dust / 2 + 2 * busy) * np.exp(-r * day)) * 1e-4
    assert trace.amounts[:, 1] == pytest.approx(sums[[299_999, 999_999]], rel=1e-6)


# ---- policies


PLAN = f"""
ladders:
  threat: {{rungs: {{none: , low: , high: }}}}
  answer: {{rungs: {{none: , words: , acts: }}}}
observations:
  seen: {{of: threat, lag: 3 days, {BECAUSE}}}
events:
  grows: {{at: 2024-01-08, do: {{threat: high}}, {BECAUSE}}}
  fades: {{at: 2024-02-10, do: {{threat: none}}, {BECAUSE}}}
policies:
  match:
    ladder: answer
    wants: {{none: always, words: seen >= low, acts: seen >= high}}
    reviews: {{every: 10 days, when_changes: [seen]}}
    takes: 2 days
    {BECAUSE}
plans: {{answer: match}}
"""


def test_a_policy_worked_out_by_hand():
    """Threat on day 7, seen on 10 (a review day too), one step a review, two days each.

    Reviews on 10, 20, 30, 40 and, as the fading of day 40 is seen, on 43, 50.
    """
    trace = one(PLAN, horizon="60 days")
    assert moves_of(trace, "seen") == [(10, 0, 2), (43, 2, 0)]
    assert moves_of(trace, "decided(answer)") == [
        (10, 0, 1),
        (20, 1, 2),
        (43, 2, 1),
        (50, 1, 0),
    ]
    assert moves_of(trace, "answer") == [(12, 0, 1), (22, 1, 2), (45, 2, 1), (52, 1, 0)]
    assert moves_of(trace, "wanted(answer)") == [(10, 0, 2), (43, 2, 0)]
    reviews = [f.time for f in trace.firings if f.clock == "review answer"]
    assert reviews == [10, 20, 30, 40, 43, 50]


def test_all_strides_at_once():
    trace = one(PLAN.replace("takes:", "stride: all\n    takes:"), horizon="60 days")
    assert moves_of(trace, "decided(answer)") == [(10, 0, 2), (43, 2, 0)]
    assert moves_of(trace, "answer") == [(12, 0, 1), (14, 1, 2), (45, 2, 1), (47, 1, 0)]


def test_may_bars_a_step_up_but_not_one_already_decided():
    text = PLAN.replace(
        "takes: 2 days", "may: mood == good\n    takes: 15 days"
    ).replace("ladders:", "ladders:\n  mood: {rungs: {good: , bad: }}", 1)
    text = text.replace(
        "events:", f"events:\n  sours: {{at: 2024-01-16, do: {{mood: bad}}, {BECAUSE}}}"
    )
    trace = one(text, horizon="40 days")
    assert moves_of(trace, "decided(answer)") == [(10, 0, 1)]
    assert moves_of(trace, "answer") == [(25, 0, 1)]
    barred = [f.why.barred for f in trace.firings if f.clock == "review answer"]
    assert barred == ["", "may", "may"]


def test_an_event_on_a_steered_ladder_moves_what_is_decided_and_stops_the_act():
    text = PLAN.replace("takes: 2 days", "takes: 30 days").replace(
        "events:",
        f"events:\n  resets: {{at: 2024-01-23, do: {{answer: acts}}, {BECAUSE}}}",
    )
    trace = one(text, horizon="41 days")
    assert moves_of(trace, "answer") == [(22, 0, 2)]
    assert moves_of(trace, "decided(answer)") == [(10, 0, 1), (20, 1, 2)]


def test_one_toss_a_want_so_that_more_reviews_give_no_more_tosses():
    often = PLAN.replace("takes:", "resolve: 40%\n    takes:") + (
        "outcomes: {acted: 'ever(answer >= words)'}"
    )
    seldom = often.replace("every: 10 days", "every: 1 day")
    first = many(often, "acted", members=400)
    second = many(seldom, "acted", members=400)
    assert first == second
    assert abs(np.mean(first) - 0.4) < 4 * math.sqrt(0.24 / 400)


def test_a_toss_within_a_window_is_a_hazard():
    """Wanted from day 10; decided at the first review after the hazard has fired."""
    text = (
        PLAN.replace("takes:", "resolve: 60% within 20 days\n    takes:")
        .replace("every: 10 days", "every: 1 day")
        .replace("fades: {at: 2024-02-10", "fades: {at: 2024-12-10")
    )
    scenario = model(text + "outcomes: {the_day: 'first(decided(answer) >= words)'}")
    for member in range(30):
        trace = run_path(scenario, member=member)
        day = trace.outcomes["the_day"]
        if day == math.inf:
            continue
        review = next(
            f for f in trace.firings if f.clock == "review answer" and f.time == day
        )
        (lookup,) = review.why.luck
        assert lookup.stream == "resolve answer words"
        ready = 10 - math.log(lookup.uniform) / (-math.log(0.4) / 20)
        assert day == max(10, math.ceil(ready))


# ---- order and limits


def test_ties_go_dated_then_events_in_file_order_then_seeing_deciding_doing():
    text = f"""
ladders:
  a: {{rungs: {{x: , y: }}}}
  b: {{rungs: {{x: , y: , z: }}}}
  answer: {{rungs: {{none: , words: }}}}
observations:
  seen: {{of: a, lag: 0 days, {BECAUSE}}}
events:
  second: {{after: 10 days, once: true, do: {{b: up}}, {BECAUSE}}}
  third: {{every: 10 days, once: true, do: {{b: up}}, {BECAUSE}}}
  dated: {{at: 2024-01-11, do: {{a: y}}, {BECAUSE}}}
policies:
  match:
    ladder: answer
    wants: {{words: seen == y}}
    reviews: {{every: 10 days, when_changes: [seen]}}
    {BECAUSE}
plans: {{answer: match}}
"""
    trace = one(text, horizon="15 days")
    assert [(f.time, f.clock) for f in trace.firings] == [
        (10, "event dated"),
        (10, "event second"),
        (10, "event third"),
        (10, "observation seen"),
        (10, "review answer"),
        (10, "act answer"),
    ]


def test_more_than_ten_thousand_firings_in_one_instant_name_the_circle():
    text = f"""
ladders: {{lamp: {{rungs: {{dark: , lit: }}}}}}
events:
  on_: {{when: lamp == dark, after: 0 days, do: {{lamp: lit}}, {BECAUSE}}}
  off_: {{when: lamp == lit, after: 0 days, do: {{lamp: dark}}, {BECAUSE}}}
"""
    with pytest.raises(RunError, match=r"event on_, event off_ in a circle"):
        one(text)


def test_a_value_out_of_range_names_its_formula_place_member_and_case():
    text = f"""
parameters:
  pull: {{value: 0.1, spread: {{uniform: [-1, 1]}}, {BECAUSE}}}
ladders: {{lamp: {{rungs: {{dark: , lit: }}}}, wire: {{rungs: {{cut: , whole: }}}}}}
events:
  lights: {{rate: 0.01 * pull * level(lamp) * level(wire), do: {{lamp: up}}, {BECAUSE}}}
  mends: {{at: 2024-01-01, do: {{lamp: lit, wire: whole}}, {BECAUSE}}}
"""
    scenario = model(text)
    member = next(
        m
        for m, pull in enumerate(draw_cases(scenario, seed=1, members=range(20)))
        if pull < 0
    )
    with pytest.raises(RunError) as caught:
        run_path(scenario, member=member)
    told = str(caught.value)
    assert "scenario.yaml:13:18: expected a finite number not below 0 as rate" in told
    assert "'0.01 * pull * level(lamp) * level(wire)'" in told
    assert f"member {member} of seed 1 on day 0 (2024-01-01)" in told
    assert "pull = -" in told


def test_the_path_can_be_stepped_move_by_move():
    path = Path(model(PLAN, horizon="60 days"))
    steps = path.steps()
    first = next(steps)
    assert (first.time, first.ladder, first.after) == (7, "threat", 2)
    assert (path.now, path.rung("threat"), path.rung("seen")) == (7, "high", "none")
    with pytest.raises(ModelError, match="not reached its horizon"):
        path.outputs()
    assert sum(1 for _ in steps) == 13


def test_reasons_say_what_held_and_since_when_and_what_was_seen():
    trace = one(PLAN, horizon="60 days")
    act = next(f for f in trace.firings if f.clock == "act answer")
    assert (act.time, act.why.held_since) == (12, 10)
    assert (act.why.wanted, act.why.decided, act.why.done) == (2, 1, 1)
    review = next(f for f in trace.firings if f.clock == "review answer")
    assert review.why.seen == {"seen": 2}
    assert review.why.called_by == "day+change"


def test_keeping_reasons_changes_nothing():
    engine = Engine(
        model(PLAN.replace("lag: 3 days", "lag: {exponential: {mean: 3 days}}"))
    )
    for member in range(20):
        told = run_path(engine, member=member)
        silent = run_path(engine, member=member, reasons=False)
        assert told.receipt == silent.receipt
        assert told.time_on == silent.time_on


@pytest.mark.parametrize(("seed", "member"), [(-1, 0), (2**64, 0), (0, -1), (0, 2**32)])
def test_an_address_out_of_range_is_refused(seed, member):
    with pytest.raises(UsageError, match="expected a"):
        Path(model(PLAN), seed=seed, member=member)


def test_weights_that_come_to_nothing_are_told_with_their_place():
    text = f"""
parameters:
  none_: {{value: 0, {BECAUSE}}}
  pull:
    value: 1
    spread: {{choice: {{1: none_, 2: none_}}}}
    {BECAUSE}
ladders: {{lamp: {{rungs: {{dark: , lit: }}}}, wire: {{rungs: {{cut: , whole: }}}}}}
events:
  lights: {{rate: 0.01 * pull * level(lamp) * level(wire), do: {{lamp: up}}, {BECAUSE}}}
  mends: {{at: 2024-01-01, do: {{lamp: lit, wire: whole}}, {BECAUSE}}}
"""
    scenario = model(text)
    with pytest.raises(RunError, match="a finite number above 0 as weights in all"):
        run_path(scenario)
