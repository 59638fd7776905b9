"""Delays that have been running since before day 0, and observations misread."""

from __future__ import annotations

import ast
import inspect
import math
import re

import numpy as np
import pytest
from scipy import stats

from sim import distributions
from sim.errors import RunError
from sim.path import Engine, Path
from sim.report.story import story_of
from sim.streams import uniforms
from tests.pages import sections_of
from tests.worlds import model, one, small

BECAUSE = "because: {assumption: a test}"
SHARES = {
    "uniform": ((2.0, 9.0), stats.uniform(2, 7)),
    "triangular": ((1.0, 4.0, 10.0), stats.triang(1 / 3, 1, 9)),
    "exponential": ((6.0,), stats.expon(scale=6)),
    "weibull": ((0.7, 5.0), stats.weibull_min(0.7, scale=5)),
    "loglogistic": ((5.0, 2.5), stats.fisk(2.5, scale=5)),
    "lognormal": (
        (10.0, 20.0),
        stats.lognorm(math.log(2) / distributions.Z90, scale=10),
    ),
}


@pytest.mark.parametrize("kind", SHARES)
@pytest.mark.parametrize("x", [0.01, 1.5, 3.0, 4.0, 8.75, 20.0, 300.0])
def test_shares_are_those_of_an_independent_library(kind: str, x: float) -> None:
    numbers, true = SHARES[kind]
    share = getattr(distributions, f"{kind}_share")(x, *numbers)
    assert share == pytest.approx(float(true.cdf(x)), abs=3e-15)


def test_the_normal_share_undoes_the_normal_quantile() -> None:
    for z in np.linspace(-37.5, 37.5, 1501):
        share = distributions.normal_share(float(z))
        assert share == pytest.approx(float(stats.norm.cdf(z)), abs=2e-15, rel=1e-12)


@pytest.mark.parametrize("kind", SHARES)
def test_a_share_is_where_its_quantile_is(kind: str) -> None:
    numbers = SHARES[kind][0]
    for u in (0.05, 0.3, 0.5, 0.77, 0.999):
        x = getattr(distributions, f"{kind}_quantile")(u, *numbers)
        share = getattr(distributions, f"{kind}_share")(x, *numbers)
        assert share == pytest.approx(u, abs=1e-13)


def first_firings(text: str, members: int) -> list[float]:
    engine = Engine(model(text, horizon="2000 days"))
    found = []
    for member in range(members):
        path = Path(engine, member=member, reasons=False)
        path.run()
        found.append(path.outputs()[0])
    return found


DELAY = f"""
ladders: {{war: {{rungs: {{going: {{}}, over: {{}}}}}}}}
events:
  ends:
    when: war == going
    after: DIST
    since: 2023-12-12
    do: {{war: over}}
    {BECAUSE}
outcomes: {{when_over: first(war == over)}}
"""


def test_a_lognormal_that_has_run_is_drawn_from_those_not_yet_ended() -> None:
    """P(T - 20 ≤ t | T > 20) = (F(20 + t) - F(20)) / (1 - F(20))."""
    text = DELAY.replace("DIST", "{lognormal: {median: 10 days, p90: 20 days}}")
    days = first_firings(text, 1500)
    true = SHARES["lognormal"][1]
    p = float(true.cdf(20))
    assert p == pytest.approx(0.9)
    fit = stats.kstest(days, lambda t: (true.cdf(20 + t) - p) / (1 - p))
    assert fit.pvalue > 0.01
    u, _ = uniforms(1, "event ends", draw=0, member=3)
    exact = float(true.ppf(p + (1 - p) * u)) - 20
    assert days[3] == pytest.approx(exact, rel=1e-9)


def test_an_exponential_has_no_memory() -> None:
    """What is left of it is as long as it was: the same law, by the same luck."""
    text = DELAY.replace("DIST", "{exponential: {mean: 30 days}}")
    for member, day in enumerate(first_firings(text, 20)):
        u, _ = uniforms(1, "event ends", draw=0, member=member)
        assert day == pytest.approx(-30 * math.log(1 - u), rel=1e-11)


@pytest.mark.parametrize(
    ("spread", "days"),
    [
        ("25 days", {5.0}),
        ("{choice: {3 days: 5, 24 days: 1, 20 days: 9, 60 days: 2}}", {4.0, 40.0}),
        ("{quantiles: {p0: 0 days, p50: 20 days, p100: 40 days}}", None),
        ("{triangular: [1 day, 5 days, 30 days]}", None),
    ],
)
def test_only_what_has_not_ended_can_be_drawn(
    spread: str, days: set[float] | None
) -> None:
    found = first_firings(DELAY.replace("DIST", spread), 200)
    if days is not None:
        assert set(found) == days
    assert min(found) >= 0
    assert max(found) <= 40
    if "choice" in spread:
        assert found.count(40.0) / 200 == pytest.approx(2 / 3, abs=0.12)
    if "quantiles" in spread:  # above 20 days, uniform on the 20 that are left
        assert np.mean(found) == pytest.approx(10, abs=1.5)


def test_a_delay_that_surely_ended_in_some_case_is_told() -> None:
    text = f"parameters: {{most: {{value: 9 days, {BECAUSE}}}}}" + DELAY.replace(
        "DIST", "{uniform: [1 day, most]}"
    )
    with pytest.raises(RunError, match="expected a finite number not below 0 as delay"):
        one(text)


def test_a_second_run_of_the_delay_is_an_ordinary_one() -> None:
    text = DELAY.replace("do: {war: over}", "do: {war: going}").replace(
        "DIST", "{uniform: [30 days, 40 days]}"
    )
    times = [firing.time for firing in one(text, horizon="70 days").firings]
    (u, _), (v, _) = (uniforms(1, "event ends", draw=n, member=0) for n in (0, 1))
    assert times == pytest.approx([10 + 10 * u, 40 + 10 * (u + v)], rel=1e-12)


def test_since_means_nothing_where_nothing_runs_at_the_start() -> None:
    text = DELAY.replace("when: war == going", "when: war == over")
    assert not one(text.replace("DIST", "25 days")).firings


SEEN = f"""
ladders: {{war: {{starts: fight, rungs: {{calm: {{}}, tense: {{}}, fight: {{}}}}}}}}
observations:
  seen:
    of: war
    starts: calm
    since: 2023-12-22
    lag: 14 days
    misread: 40%
    {BECAUSE}
"""


def test_a_lag_may_have_been_running_and_is_told_since_when() -> None:
    text = SEEN.replace("    misread: 40%\n", "")
    trace = one(text)
    (move,) = trace.moves
    assert (move.time, move.after) == (4.0, 2)
    told = story_of(trace, small(text)).text(width=999)
    since = "the earlier view was out of date from 2023-12-22 on"
    assert f"because {since}; the news took 14 days" in told


def test_at_the_top_a_misread_rung_is_the_one_below_and_another_lag_runs() -> None:
    lows = []
    for member in range(200):
        trace = one(SEEN, member=member)
        firings = [f.time for f in trace.firings]
        readings = [uniforms(1, "observation seen", draw=n, member=member)[1]
                    for n in range(len(firings))]  # fmt: skip
        assert all(v < 0.4 for v in readings[:-1])  # each was misread but the last
        assert readings[-1] >= 0.4
        assert firings == [4.0 + 14.0 * n for n in range(len(firings))]
        assert trace.final["seen"] == 2
        lows.append(len(firings) > 1)
    assert sum(lows) / 200 == pytest.approx(0.4, abs=0.12)


def test_in_the_middle_it_is_above_or_below_with_even_odds() -> None:
    text = SEEN.replace("starts: fight, rungs", "starts: tense, rungs")
    shown = [one(text, member=member).moves[0].after for member in range(600)]
    shares = [shown.count(rung) / 600 for rung in range(3)]
    # below is calm, which was shown before: no move; the first move is then later
    assert shares[0] == 0.0
    up = 0.2 / (0.2 + 0.6)  # of up (0.2), true (0.6), or another lag (0.2)
    assert shares[2] == pytest.approx(up, abs=0.06)


def test_a_misreading_is_told_in_both_languages_with_its_luck() -> None:
    member = next(m for m in range(50) if len(one(SEEN, member=m).firings) > 1)
    trace, scenario = one(SEEN, member=member), small(SEEN)
    english = story_of(trace, scenario).text(width=999)
    assert "seen: calm → tense" in english
    assert "it was misread: what is, is fight" in english
    korean = story_of(trace, scenario, language="ko").text(width=999)
    assert "잘못 읽음: 실제는 fight" in korean
    assert trace.firings[0].why
    assert [luck.stream for luck in trace.firings[0].why.luck] == ["observation seen"]


@pytest.mark.parametrize("kind", ["normal", *SHARES])
def test_the_page_shows_the_share_that_runs(kind: str) -> None:
    (shown,) = re.findall(
        r"```python\n(def .*?)```", sections_of("since.md")[kind], flags=re.DOTALL
    )
    function = getattr(distributions, f"{kind}_share")
    (ours,) = ast.parse(inspect.getsource(function)).body
    (theirs,) = ast.parse(shown).body
    assert isinstance(ours, ast.FunctionDef)
    assert isinstance(theirs, ast.FunctionDef)
    assert ast.unparse(ours.body[1:]) == ast.unparse(theirs.body)
    assert [a.arg for a in ours.args.args] == [a.arg for a in theirs.args.args]
