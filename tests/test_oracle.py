"""The oracle itself, against what is known on paper."""

from __future__ import annotations

import math
from functools import cache

import oracle
import pytest
import strategies

from sim.streams import log, uniforms

FRAME = """
format: 1
name: paper
about: Worked out by hand.
start: 2024-10-22
horizon: 100 days
"""
load_text = cache(oracle.load_text)
TWO = "ladders: {war: {rungs: {on: {}, over: {}}}}\n"


def run(text: str, *, member: int = 0, **options: object) -> oracle.Path:
    return oracle.run(load_text(FRAME + text), seed=1, member=member, **options)  # type: ignore[arg-type]


def moves_of(path: oracle.Path, ladder: str) -> list[tuple[float, int]]:
    return [(time, new) for time, _, name, _, new in path.moves if name == ladder]


def test_competing_hazards_share_by_their_rates() -> None:
    """P(first is a) = a / (a + b), and the mean of the first is 1 / (a + b)."""
    text = (
        TWO
        + """
events:
  a: {when: war == on, rate: 2 per day, do: {war: over}}
  b: {when: war == on, rate: 3 per day, do: {war: over}}
"""
    )
    firings = [run(text, member=member).firings for member in range(3000)]
    assert all(len(firing) == 1 for firing in firings)
    first = sum(firing[0][1] == "event a" for firing in firings) / 3000
    mean = sum(firing[0][0] for firing in firings) / 3000
    assert abs(first - 0.4) < 4 * math.sqrt(0.24 / 3000)
    assert abs(mean - 0.2) < 4 * 0.2 / math.sqrt(3000)


def test_a_chance_within_a_window_is_that_chance() -> None:
    text = (
        TWO + "events: {a: {chance: 30% within 14 days, once: true, do: {war: up}}}\n"
    )
    text += "outcomes: {soon: 'first(war == over) < 14'}\n"
    share = sum(run(text, member=m).outcomes["soon"] for m in range(3000)) / 3000
    assert abs(share - 0.3) < 4 * math.sqrt(0.21 / 3000)


def test_a_hazard_keeps_its_luck_when_its_rate_changes() -> None:
    text = (
        TWO
        + """
events:
  faster: {at: 2024-11-01, do: {war: over}}
  hit: {rate: 0.06 if war == over else 0.01, once: true, do: {war: over}}
"""
    )
    for member in range(50):
        threshold = -log(uniforms(1, "event hit", draw=0, member=member)[0])
        due = 0.0 + threshold / 0.01
        if due >= 10.0:
            due = 10.0 + (threshold - 0.01 * 10.0) / 0.06
        hits = [
            t for t, name in run(text, member=member).firings if name == "event hit"
        ]
        assert hits == ([due] if due < 100.0 else [])


def test_factors_multiply_and_can_be_switched_off() -> None:
    text = (
        TWO
        + """
events:
  hit:
    rate: 0.1 per day
    once: true
    factors: [{id: f, when: war == on, times: 2}, {id: g, when: war == over, times: 9}]
    do: {war: over}
"""
    )
    threshold = -log(uniforms(1, "event hit", draw=0, member=0)[0])
    assert run(text).firings == [(threshold / (0.1 * 2), "event hit")]
    assert run(text, without=["f"]).firings == [(threshold / 0.1, "event hit")]
    assert run(text, without=["hit"]).firings == []


def test_annuity_and_discounted_lumps() -> None:
    text = (
        TWO
        + """
ledger:
  {unit: coin, against: x, discount_rate: 30% per year, horizons: [30 days, 90 days]}
events: {pay_day: {every: 30 days, do: {war: up}}}
arguments:
  rent: {actor: a, side: gain, account: money, flow: 2 * 1}
  fee: {actor: a, side: loss, account: money, lump: {each: pay_day, amount: 3}}
  end: {actor: a, side: loss, account: money, unit: points, weight: 2,
    lump: [{entering: {war: over}, amount: 5}, {rising: {war: on}, amount: 7}]}
  odd: {actor: a, side: loss, account: money, unit: points, flow: 1000 * 1}
claims:
  gains: {says: x, holds_if: net.a > 0}
  once: {says: x, holds_if: amount.end > 4 and ever(war == over)}
  late: {says: x, holds_if: gain.a(90 days) > 100}
"""
    )
    path, r = run(text), 0.3 / 365.25
    for horizon in (30.0, 90.0):
        annuity = 2 * (1 - math.exp(-r * horizon)) / r
        assert path.amounts["rent", horizon] == pytest.approx(annuity, rel=1e-12)
    assert path.amounts["fee", 30.0] == 0.0  # read before what is due on the day
    fees = 3 * (math.exp(-r * 30) + math.exp(-r * 60))
    assert path.amounts["fee", 90.0] == pytest.approx(fees, rel=1e-12)
    assert path.amounts["end", 90.0] == pytest.approx(5 * math.exp(-r * 30), rel=1e-12)
    assert [path.claims["gains", h] for h in (30.0, 90.0)] == [True, True]
    assert [path.claims["once", h] for h in (30.0, 90.0)] == [False, True]
    assert [path.claims["late", h] for h in (30.0, 90.0)] == [True, True]


def test_a_draining_gauge_and_an_argument_that_reads_it() -> None:
    text = """
ladders: {war: {rungs: {on: {losses: 3 per day}, over: {losses: 0 per day}}}}
gauges:
  anger: {starts: 5, flow: war.losses, half_life: 20 days}
  toll: {flow: war.losses}
  said: {}
events:
  ends: {at: 2024-11-21, do: {war: over}}
  says: {at: 2024-12-01, do: {said: "= 0.5 * toll", toll: "+ 2"}}
ledger: {unit: coin, against: x, discount_rate: 0% per year, horizons: [30 days]}
arguments: {mood: {actor: a, side: loss, account: order, flow: 2 * anger + 0.5}}
outcomes: {then: "final(anger, day(2024-11-11))", now: final(anger)}
"""
    path, k = run(text), math.log(2) / 20

    def anger(days: float) -> float:
        return 3 / k + (5 - 3 / k) * math.exp(-k * days)

    assert path.outcomes["then"] == pytest.approx(anger(20), rel=1e-12)
    end = anger(30) * math.exp(-k * 70)
    assert path.outcomes["now"] == pytest.approx(end, rel=1e-12)
    assert path.gauges == {"anger": path.outcomes["now"], "toll": 92.0, "said": 45.0}
    area = 90 / k + (5 - 3 / k) * (1 - math.exp(-k * 30)) / k
    assert path.amounts["mood", 30.0] == pytest.approx(2 * area + 15, rel=1e-12)


POLICY = """
ladders:
  role: {rungs: {calm: {}, war: {}}}
  support: {rungs: {none: {}, words: {}, arms: {}}}
observations: {seen: {of: role, lag: 5 days}}
events:
  attack: {at: 2024-11-03, do: {role: war}}
  setback: {at: 2024-12-01, do: {support: words}}
  peace: {at: 2024-12-06, do: {role: calm}}
policies:
  plan:
    ladder: support
    wants: {none: always, arms: seen == war}
    reviews: {every: 10 days}
    takes: 3 days
  at_once:
    ladder: support
    wants: {arms: seen == war}
    reviews: {when_changes: [seen]}
    stride: all
plans: {support: plan}
"""


def test_a_policy_worked_out_by_hand() -> None:
    path = run(POLICY)
    assert moves_of(path, "role") == [(12.0, 1), (45.0, 0)]
    assert moves_of(path, "seen") == [(17.0, 1), (50.0, 0)]
    assert moves_of(path, "wanted(support)") == [(17.0, 2), (50.0, 0)]
    # on day 40 the setback moves what is decided with it, then the review is due;
    # on day 50 the observation comes before the review, on day 53 the act is done
    decided = [(20.0, 1), (30.0, 2), (40.0, 1), (40.0, 2), (50.0, 1), (60.0, 0)]
    assert moves_of(path, "decided(support)") == decided
    acts = [(23.0, 1), (33.0, 2), (40.0, 1), (43.0, 2), (53.0, 1), (63.0, 0)]
    assert moves_of(path, "support") == acts
    on_day_40 = [name for time, name in path.firings if time == 40.0]
    assert on_day_40 == ["event setback", "review support"]
    reviews = [time for time, name in path.firings if name == "review support"]
    assert reviews == [10.0 * k for k in range(1, 10)]  # day 100 is the horizon


def test_another_plan_in_its_place_takes_every_step_at_once() -> None:
    path = run(POLICY, policy="at_once")
    assert moves_of(path, "decided(support)") == [(17.0, 2), (40.0, 1), (50.0, 0)]
    acts = [(17.0, 1), (17.0, 2), (40.0, 1), (50.0, 0)]
    assert moves_of(path, "support") == acts
    reviews = [time for time, name in path.firings if name == "review support"]
    assert reviews == [17.0, 50.0]


def test_a_step_has_one_toss_each_time_it_comes_to_be_wanted() -> None:
    text = POLICY.replace("    takes", "    resolve: 40% within 10 days\n    takes")
    for member in range(40):
        tosses = []
        for rung in ("words", "arms"):
            u, _ = uniforms(1, f"resolve support {rung}", draw=0, member=member)
            tosses.append(17.0 - log(u) / (-log(1.0 - 0.4) / 10.0))
        first = next((t for t in (20.0, 30.0, 40.0) if t >= tosses[0]), None)
        reached = moves_of(run(text, member=member), "decided(support)")
        firsts = [time for time, new in reached if new == 1]
        if first is not None and first < 40.0:
            assert firsts[0] == first
        else:
            assert not [time for time, _ in reached if time < 40.0]


def test_a_lag_is_forgotten_when_the_two_agree_again() -> None:
    text = """
ladders: {role: {rungs: {calm: {}, tense: {}, war: {}}}}
observations: {seen: {of: role, lag: 10 days}}
events:
  up_1: {at: 2024-10-27, do: {role: tense}}
  down: {at: 2024-11-01, do: {role: calm}}
  up_2: {at: 2024-11-03, do: {role: tense}}
  up_3: {at: 2024-11-08, do: {role: war}}
"""
    assert moves_of(run(text), "seen") == [(22.0, 2)]


def test_a_forgotten_delay_has_used_up_its_draw() -> None:
    text = (
        TWO
        + """
events:
  stop: {at: 2024-10-24, do: {war: over}}
  go: {at: 2024-10-26, do: {war: on}}
  hit: {when: war == on, after: {uniform: [10 days, 20 days]}, once: true, do: {}}
"""
    )
    u, _ = uniforms(1, "event hit", draw=1, member=0)
    assert run(text).firings[-1] == (4.0 + (10.0 + (20.0 - 10.0) * u), "event hit")


def test_an_event_that_finds_its_condition_false_on_its_date_is_over() -> None:
    text = (
        TWO
        + """
events:
  missed: {when: war == over, at: 2024-11-01, do: {war: on}}
  ends: {every: 10 days, once: true, do: {war: over}}
outcomes:
  strict: "ever(war == over, day(2024-11-01))"
  after: "ever(war == over, day(2024-11-02))"
  when: first(war == over)
  days: "time_in(war == over, day(2024-11-11))"
  top: highest(war)
  ups: rises(war)
  never_comes: first(war == on and war == over)
"""
    )
    path = run(text)
    assert path.firings == [(10.0, "event ends")]
    assert path.outcomes == {
        "strict": 0.0,
        "after": 1.0,
        "when": 10.0,
        "days": 10.0,
        "top": 1.0,
        "ups": 1.0,
        "never_comes": math.inf,
    }


def test_an_endless_circle_in_one_instant_is_a_fault() -> None:
    text = (
        TWO
        + """
events:
  on: {when: war == over, after: 0 days, do: {war: on}}
  off: {when: war == on, after: 0 days, do: {war: over}}
"""
    )
    with pytest.raises(RuntimeError, match="endless on day 0"):
        run(text)


def test_cases_by_luck_by_their_central_value_and_as_set() -> None:
    text = (
        TWO
        + """
parameters:
  pace: {value: 0.3 per month, spread: {uniform: [0.1 per month, 0.5 per month]}}
  mood: {value: b, spread: {choice: {a: 1, b: 2, c: 1}}}
  wait: {value: 2 months}
"""
    )
    low, high = 0.1 / (365.25 / 12), 0.5 / (365.25 / 12)
    u, v = (
        uniforms(1, f"parameter {name}", draw=0, member=3)[0]
        for name in ("pace", "mood")
    )
    word = float(v >= 0.25) + float(v >= 0.75)
    drawn = {"pace": low + (high - low) * u, "mood": word, "wait": 2 * (365.25 / 12)}
    assert run(text, member=3).case == drawn
    central = drawn | {"pace": 0.3 / (365.25 / 12), "mood": 1.0}
    assert run(text, member=3, central=True).case == central
    assert run(text, member=3, settings={"mood": "c"}).case == drawn | {"mood": 2.0}


@pytest.mark.parametrize("number", range(0, 60, 3))
def test_random_scenarios_are_bounded_and_say_the_same_twice(number: int) -> None:
    text = strategies.document(number)
    assert text == strategies.document(number)
    document = oracle.load_text(text)
    path = oracle.run(document, seed=5, member=number)
    assert path == oracle.run(document, seed=5, member=number)
    assert len(path.firings) < 3000
    finite = [*path.amounts.values(), *path.gauges.values(), *path.case.values()]
    assert all(map(math.isfinite, finite))
