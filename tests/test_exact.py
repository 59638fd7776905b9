"""Exact answers against closed forms, and against many members of the same model."""

# ruff: noqa: E501 - a scenario reads best with each thing on its line

import math
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from worlds import model

from sim.exact import Exact, ExactRun, exact_answers
from sim.jobs import run_ensemble
from sim.loading import load_scenario
from sim.model import Model, compile_model
from sim.results import Ensemble

BECAUSE = "because: {assumption: made up}"
here = Path(__file__).parent


def answers(text: str, *, horizon: str = "100 days", **how: object) -> dict[str, Exact]:
    run = exact_answers(model(text, horizon=horizon), **how)  # type: ignore[arg-type]
    return {exact.name: exact for exact in run.all}


def number(text: str, name: str, **how: object) -> float:
    exact = answers(text, **how)[name]  # type: ignore[arg-type]
    assert exact.answered, exact.obstacles
    return float(exact.numbers[0])


ONE = f"""
ladders: {{war: {{rungs: {{calm: {{}}, open: {{}}}}}}}}
events: {{begins: {{when: war == calm, rate: 0.02 per day, do: {{war: open}}, {BECAUSE}}}}}
outcomes:
  opens: ever(war == open)
  early: ever(war == open, day(2024-01-31))
  when: first(war == open)
  calm_days: time_in(war == calm)
  ends: final(war)
"""


def test_a_constant_hazard_has_its_textbook_chances_and_times() -> None:
    told = answers(ONE)
    assert told["opens"].numbers == pytest.approx([1 - math.exp(-2)], rel=1e-12)
    assert told["early"].numbers == pytest.approx([1 - math.exp(-0.6)], rel=1e-12)
    calm_days = (1 - math.exp(-2)) / 0.02
    assert told["calm_days"].numbers == pytest.approx([calm_days], rel=1e-12)
    assert told["ends"].numbers == pytest.approx([math.exp(-2), 1 - math.exp(-2)])
    reached, day, low, median, high, ever, mean = told["when"].numbers
    assert reached == pytest.approx(1 - math.exp(-2))
    assert day == pytest.approx(calm_days - 100 * math.exp(-2))
    assert low == pytest.approx(-math.log(0.95) / 0.02)
    assert median == pytest.approx(math.log(2) / 0.02)
    assert high == math.inf
    assert (ever, mean) == (1.0, pytest.approx(50.0))


def test_rungs_climbed_one_by_one_take_a_sum_of_waits() -> None:
    text = f"""
ladders: {{war: {{rungs: {{count: 5}}}}}}
events: {{climbs: {{about_every: 25 days, do: {{war: up}}, {BECAUSE}}}}}
outcomes:
  top: ever(war == r4)
  steps: rises(war)
  two: rises(war) >= 2
  at_most_one: 1 >= rises(war)
  none_early: rises(war, day(2024-01-26)) == 0
"""
    told = answers(text)
    poisson = [math.exp(-4) * 4**k / math.factorial(k) for k in range(40)]
    assert told["top"].numbers == pytest.approx([sum(poisson[4:])])
    steps = sum(min(k, 4) * share for k, share in enumerate(poisson))
    assert told["steps"].numbers == pytest.approx([steps])
    assert told["two"].numbers == pytest.approx([sum(poisson[2:])])
    assert told["at_most_one"].numbers == pytest.approx([sum(poisson[:2])])
    assert told["none_early"].numbers == pytest.approx([math.exp(-1)])


def test_the_one_that_comes_first_wins_in_proportion_to_its_hazard() -> None:
    text = f"""
ladders: {{one: {{rungs: {{a: {{}}, b: {{}}}}}}, other: {{rungs: {{c: {{}}, d: {{}}}}}}}}
events:
  x: {{rate: 0.03 per day, do: {{one: b}}, {BECAUSE}}}
  y: {{rate: 0.01 per day, do: {{other: d}}, {BECAUSE}}}
outcomes:
  before: first(one == b) < first(other == d)
  not_after: first(one == b) <= first(other == d)
  after: first(one == b) > first(other == d)
  no_sooner: first(one == b) >= first(other == d)
  together: first(one == b) == first(other == d)
  apart: first(one == b) != first(other == d)
"""
    told = answers(text)
    some = 1 - math.exp(-4)
    assert told["before"].numbers == pytest.approx([0.75 * some])
    assert told["after"].numbers == pytest.approx([0.25 * some])
    assert told["not_after"].numbers == pytest.approx([1 - 0.25 * some])
    assert told["no_sooner"].numbers == pytest.approx([1 - 0.75 * some])
    assert told["together"].numbers == pytest.approx([math.exp(-4)])
    assert told["apart"].numbers == pytest.approx([some])


def test_a_run_without_end_is_the_gamblers_ruin() -> None:
    text = f"""
ladders: {{war: {{starts: r1, rungs: {{count: 5}}}}}}
events:
  up_one: {{when: war > r0 and war < r4, rate: 0.02 per day, do: {{war: up}}, {BECAUSE}}}
  down_one: {{when: war > r0 and war < r4, rate: 0.01 per day, do: {{war: down}}, {BECAUSE}}}
outcomes: {{top: first(war == r4), either: first(war == r0 or war == r4)}}
"""
    told = answers(text)
    ruin = (1 - 0.5) / (1 - 0.5**4)
    assert told["top"].numbers[5] == pytest.approx(ruin)
    assert told["top"].numbers[6] == math.inf
    jumps = (4 * ruin - 1) / (0.02 - 0.01) * 0.03  # Feller's mean length of the game
    assert told["either"].numbers[5] == 1.0
    assert told["either"].numbers[6] == pytest.approx(jumps / 0.03)


def test_what_cannot_come_never_comes() -> None:
    text = ONE.replace("rate: 0.02 per day", "rate: 0 per day")
    told = answers(text)
    assert told["opens"].numbers == pytest.approx([0.0])
    assert told["when"].numbers[2:].tolist() == [math.inf] * 3 + [0.0, math.inf]
    assert told["calm_days"].numbers == pytest.approx([100.0])


LEDGER = f"""
actors: {{a: {{title: A}}}}
ladders:
  war: {{{BECAUSE}, starts: calm,
    rungs: {{calm: {{pay: 0 per day}}, open: {{pay: 3 per day}}}}}}
gauges:
  stock: {{starts: 5, flow: war.pay, half_life: 20 days, {BECAUSE}}}
  copy: {{{BECAUSE}}}
events:
  begins: {{when: war == calm, rate: 0.02 per day, do: {{war: open, copy: "+ 2 * stock"}},
    {BECAUSE}}}
  ends: {{when: war == open, rate: 0.05 per day, do: {{war: calm}}, {BECAUSE}}}
ledger: {{unit: crowns, against: nothing, discount_rate: 20% per year, horizons: [50 days, 100 days]}}
arguments:
  paid: {{actor: a, side: gain, account: money, flow: war.pay, {BECAUSE}}}
  begun: {{actor: a, side: loss, account: money, lump: {{each: begins, amount: 7}}, {BECAUSE}}}
  risen: {{actor: a, side: loss, account: money, {BECAUSE},
    lump: {{rising: {{war: open}}, amount: 7}}}}
  held: {{actor: a, side: loss, account: order, unit: points, weight: 2, {BECAUSE},
    flow: 0.1 * stock}}
outcomes: {{left: final(stock), copied: final(copy), begun_times: rises(war)}}
claims:
  it_opens: {{says: It opens, holds_if: ever(war == open), {BECAUSE}}}
  it_ends: {{says: Once open it ends, given: ever(war == open), holds_if: falls(war) >= 1, {BECAUSE}}}
  it_pays: {{says: It pays, holds_if: net.a > 0, {BECAUSE}}}
"""


def integral(function: object, until: float) -> float:
    x, w = np.polynomial.legendre.leggauss(60)
    t = (x + 1) * until / 2
    return float((function(t) * w).sum() * until / 2)  # type: ignore[operator]


def test_gauges_and_discounted_amounts_have_the_means_of_their_integrals() -> None:
    told = answers(LEDGER)
    rate, drain = 0.2 / 365.25, math.log(2) / 20

    def opened(t: object) -> object:  # the chance that the war is open
        return 0.02 / 0.07 * (1 - np.exp(-0.07 * t))  # type: ignore[operator]

    def discounted(t: object) -> object:
        return np.exp(-rate * t)  # type: ignore[operator]

    paid = [
        integral(lambda t: 3 * opened(t) * discounted(t), until)
        for until in (50.0, 100.0)
    ]
    begun = [
        integral(lambda t: 7 * 0.02 * (1 - opened(t)) * discounted(t), until)
        for until in (50.0, 100.0)
    ]
    assert told["paid"].numbers == pytest.approx([*paid, *paid])
    assert told["begun"].numbers == pytest.approx([*begun, *(-x for x in begun)])
    assert told["risen"].numbers == pytest.approx(told["begun"].numbers)

    def stock(t: float) -> float:
        fed = integral(lambda s: 3 * opened(s) * np.exp(-drain * (t - s)), t)
        return 5 * math.exp(-drain * t) + fed

    assert told["left"].numbers == pytest.approx([stock(100.0)])
    nodes, weights = np.polynomial.legendre.leggauss(30)
    days = (nodes + 1) * 50
    held = sum(
        stock(day) / 10 * math.exp(-rate * day) * weight * 50
        for day, weight in zip(days, weights, strict=True)
    )
    assert told["held"].numbers[1] == pytest.approx(held)
    assert told["held"].numbers[3] == pytest.approx(-2 * held)
    shares = [1 - math.exp(-0.02 * day) for day in (50.0, 100.0)]
    assert told["it_opens"].numbers == pytest.approx(shares)
    ended = [  # the two waits in a row, one of 50 and one of 20 days on average
        1 - (0.05 * math.exp(-0.02 * day) - 0.02 * math.exp(-0.05 * day)) / 0.03
        for day in (50.0, 100.0)
    ]
    given = [both / share for both, share in zip(ended, shares, strict=True)]
    assert told["it_ends"].numbers == pytest.approx(given)
    assert [item.detail for item in told["it_pays"].obstacles] == ["net"]


def test_a_dated_event_has_its_turn_after_what_is_read_on_that_day() -> None:
    text = f"""
ladders: {{war: {{rungs: {{calm: {{}}, tense: {{}}, open: {{}}}}}}}}
events:
  begins: {{when: war == calm, rate: 0.02 per day, do: {{war: tense}}, {BECAUSE}}}
  breaks: {{at: 2024-02-20, when: war == tense, either: [{{odds: 0.4, do: {{war: open}}}}],
    {BECAUSE}}}
outcomes:
  before: ever(war == open, day(2024-02-20))
  later: ever(war == open, day(2024-02-21))
  stood: final(war, day(2024-02-20))
  when: first(war == open)
"""
    told = answers(text)
    tense = 1 - math.exp(-1)
    assert told["before"].numbers == pytest.approx([0.0])
    assert told["later"].numbers == pytest.approx([0.4 * tense])
    assert told["stood"].numbers == pytest.approx([1 - tense, tense, 0.0])
    reached, day, low, median, *_ = told["when"].numbers
    assert (reached, day) == pytest.approx((0.4 * tense, 50 * 0.4 * tense))
    assert (low, median) == (50.0, math.inf)


@pytest.mark.parametrize(
    ("spread", "expected"),
    [
        (
            "{uniform: [0.01 per day, 0.05 per day]}",
            1 - (math.exp(-1) - math.exp(-5)) / (0.04 * 100),
        ),
        (
            "{quantiles: {p0: 0.01 per day, p50: 0.02 per day, p100: 0.06 per day}}",
            1
            - 0.5 * (math.exp(-1) - math.exp(-2)) / 1
            - 0.5 * (math.exp(-2) - math.exp(-6)) / 4,
        ),
        ("{exponential: {mean: 0.02 per day}}", 1 - 1 / (1 + 2)),
        (
            "{choice: {0.01 per day: 3, 0.04 per day: 1}}",
            1 - 0.75 * math.exp(-1) - 0.25 * math.exp(-4),
        ),
    ],
)
def test_a_spread_is_averaged_over(spread: str, expected: float) -> None:
    text = (
        f"parameters: {{pace: {{value: 0.02 per day, spread: {spread}, {BECAUSE}}}}}\n"
    )
    text += ONE.replace("rate: 0.02 per day", "rate: pace")
    if "choice" in spread:
        text = text.replace("value: 0.02", "value: 0.01")
    exact = answers(text)["opens"]
    assert exact.averaged == ("pace",)
    assert exact.for_all
    assert exact.numbers == pytest.approx([expected], abs=max(1e-9, exact.error))
    assert exact.error < 1e-3
    held = exact_answers(model(text, central=True)).outcomes[0]
    assert (held.averaged, held.central) == ((), ())


def test_many_spreads_are_held_at_the_central_case_and_said_to_be() -> None:
    parameters = ", ".join(
        f"p{at}: {{value: 0.01 per day, spread: {{uniform: [0 per day, 0.02 per day]}}, {BECAUSE}}}"
        for at in range(3)
    )
    text = f"parameters: {{{parameters}}}\n"
    text += ONE.replace("rate: 0.02 per day", "rate: p0 + p1 + p2")
    exact = answers(text)["opens"]
    assert exact.central == ("p0", "p1", "p2")
    assert not exact.for_all
    assert exact.numbers == pytest.approx([1 - math.exp(-3)])


IN_THE_WAY = f"""
ladders: {{war: {{rungs: {{calm: {{}}, open: {{}}}}}}, weather: {{rungs: {{dry: {{}}, wet: {{}}}}}},
  answer: {{rungs: {{words: {{}}, arms: {{}}}}}}}}
observations: {{seen: {{of: weather, lag: {{lognormal: {{median: 3 days, p90: 9 days}}}}, {BECAUSE}}}}}
events:
  begins: {{when: war == calm, after: {{uniform: [3 days, 30 days]}}, do: {{war: open}}, {BECAUSE}}}
  rains: {{when: weather == dry, rate: 0.02 per day, do: {{weather: wet}}, {BECAUSE}}}
  clock: {{every: 30 days, do: {{answer: words}}, {BECAUSE}}}
policies: {{plan: {{ladder: answer, wants: {{words: always, arms: weather == wet}},
  reviews: {{every: 30 days}}, {BECAUSE}}}}}
plans: {{answer: plan}}
outcomes:
  opens: ever(war == open)
  rain: ever(weather == wet)
  seen_wet: ever(seen == wet)
  arms: ever(answer == arms)
  long: time_in(weather == wet) > 20
  asked: 2 * first(weather == wet)
"""


def test_the_clock_that_stands_in_the_way_is_named_and_no_other() -> None:
    told = {
        name: {(item.clock, item.why) for item in exact.obstacles}
        for name, exact in answers(IN_THE_WAY).items()
    }
    assert told == {
        "opens": {("event begins", "delay")},
        "rain": set(),
        "seen_wet": {("observation seen", "lag")},
        "arms": {
            ("event clock", "fixed"),
            ("act answer", "policy"),
        },
        "long": {("long", "distribution")},
        "asked": {("asked", "distribution")},
    }


def test_bands_walls_and_what_is_misread_stand_in_the_way() -> None:
    text = f"""
ladders: {{war: {{rungs: {{calm: {{}}, open: {{}}}}}}}}
gauges:
  heat: {{starts: 1, flow: 1 per day, bands: {{low: 0, high: 30}}, {BECAUSE}}}
  held: {{starts: 1, flow: 1 per day, most: 30, {BECAUSE}}}
events:
  begins: {{when: war == calm, rate: 0.02 per day, do: {{war: open}}, {BECAUSE}}}
  boils: {{when: heat == high, rate: 0.02 per day, do: {{war: calm}}, {BECAUSE}}}
observations:
  seen: {{of: war, lag: {{exponential: {{mean: 10 days}}}}, misread: 10%, {BECAUSE}}}
outcomes:
  hot: ever(heat == high)
  opens: ever(war == open)
  kept: final(held)
  heated: final(heat)
  saw: ever(seen == open)
"""
    told = {
        name: {(item.clock, item.why) for item in exact.obstacles}
        for name, exact in answers(text).items()
    }
    assert told == {
        "hot": {("heat", "band")},
        "opens": {("heat", "band")},
        "kept": {("held", "wall")},
        "heated": set(),
        "saw": {("heat", "band"), ("observation seen", "misread")},
    }
    assert number(text, "heated") == pytest.approx(101.0)


def test_a_vague_threshold_and_a_lag_that_has_run_before_are_no_obstacle() -> None:
    text = f"""
parameters:
  far: {{value: r2, rung_of: war, spread: {{choice: {{r1: 1, r2: 2, never: 1}}}},
    {BECAUSE}}}
ladders: {{war: {{rungs: {{count: 3}}}}}}
events: {{climbs: {{when: war < r2, rate: 0.02 per day, do: {{war: up}}, {BECAUSE}}}}}
observations:
  seen: {{of: war, lag: {{exponential: {{mean: 25 days}}}}, {BECAUSE}}}
outcomes: {{too_far: ever(war >= far), seen_up: ever(seen >= r1)}}
"""
    told = answers(text)
    one, two = 1 - math.exp(-2), 1 - 3 * math.exp(-2)
    assert told["too_far"].averaged == ("far",)
    assert told["too_far"].numbers == pytest.approx([0.25 * one + 0.5 * two])
    seen = 1 - (0.04 * math.exp(-2) - 0.02 * math.exp(-4)) / 0.02
    assert told["seen_up"].numbers == pytest.approx([seen])


def test_a_chain_that_grows_too_large_is_given_up() -> None:
    text = f"""
ladders: {{war: {{rungs: {{count: 200}}}}}}
events: {{climbs: {{about_every: 25 days, do: {{war: up}}, {BECAUSE}}}}}
outcomes: {{top: ever(war == r199), steps: rises(war)}}
"""
    exact = answers(text, most=50)["top"]
    assert [(item.why, item.detail) for item in exact.obstacles] == [("states", "50")]
    assert answers(text)["steps"].numbers == pytest.approx([4.0])


def test_a_rate_that_is_no_rate_is_refused_at_its_place() -> None:
    from sim.errors import ModelError

    text = f"parameters: {{pace: {{value: 0.02 per day, {BECAUSE}}}}}\n"
    text += ONE.replace(
        "rate: 0.02 per day", "rate: pace - 2 * pace * level(one) * level(two)"
    )
    text = text.replace(
        "ladders: {", "ladders: {one: {rungs: {count: 2}}, two: {rungs: {count: 2}}, "
    )
    text = text.replace(
        "events: {",
        f"events: {{both: {{rate: 1 per day, do: {{one: up, two: up}}, {BECAUSE}}}, ",
    )
    with pytest.raises(ModelError, match="a finite number not below 0 as rate"):
        answers(text)


# ---- against many members


@cache
def markov(central: bool) -> tuple[Model, ExactRun, Ensemble]:
    compiled = compile_model(load_scenario(here / "markov.yaml"), central=central)
    return compiled, exact_answers(compiled), run_ensemble(compiled, members=1500)


@pytest.mark.slow
@pytest.mark.parametrize("central", [True, False], ids=["central", "averaged"])
def test_all_answers_agree_with_sampling(central: bool) -> None:
    compiled, run, ensemble = markov(central)
    far = []
    for exact in run.outcomes:
        assert exact.answered, exact.obstacles
        values = ensemble.outcome(exact.name)
        expected = list(exact.numbers)
        if exact.kind == "ladder":
            seen = [values == rung for rung in range(len(expected))]
        elif exact.kind == "day":
            hits = np.isfinite(values)
            seen = [hits, np.where(hits, values, 0.0)]
            if central:  # its quantiles, as shares of members before them
                seen += [values <= day for day in exact.numbers[2:5]]
                expected[2:5] = [
                    share if day < math.inf else 1.0
                    for share, day in zip((0.05, 0.5, 0.95), expected[2:5], strict=True)
                ]
        else:
            seen = [values]
        for sample, value in zip(seen, expected, strict=False):
            error = float(np.std(sample)) / math.sqrt(len(ensemble))
            if abs(float(np.mean(sample)) - value) > 4.5 * error + 1e-9:
                far.append((exact.name, float(np.mean(sample)), value))
    for at, exact in enumerate(run.arguments):
        for column in range(len(compiled.horizons)):
            amounts = ensemble.amounts[:, column, at]
            error = float(amounts.std()) / math.sqrt(len(ensemble))
            if abs(float(amounts.mean()) - exact.numbers[column]) > 4.5 * error:
                far.append((exact.name, float(amounts.mean()), exact.numbers[column]))
    assert far == []


def test_a_chain_keeps_all_of_the_chance() -> None:
    _, run, _ = markov(False)
    for exact in run.outcomes:
        if exact.kind == "ladder":
            assert exact.numbers.sum() == pytest.approx(1.0, abs=1e-10)
