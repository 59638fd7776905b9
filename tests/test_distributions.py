"""Distributions as quantile functions: right, rising, in support, and as documented."""

from __future__ import annotations

import ast
import inspect
import math
import re
from functools import cache

import mpmath
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from sim import distributions
from sim.distributions import (
    Z90,
    choice_index,
    exponential_quantile,
    loglogistic_quantile,
    lognormal_quantile,
    quantiles_quantile,
    triangular_quantile,
    uniform_quantile,
    weibull_quantile,
)
from sim.path import Engine, Path
from sim.scenario.spread import KINDS
from sim.streams import normal_quantile, uniform_arrays, uniforms
from sim.streams.lanes import array_form
from tests.pages import failed_examples, sections_of
from tests.worlds import model

LOWEST, HIGHEST = 2.0**-53, 1.0 - 2.0**-53  # the ends of what is ever looked up
BECAUSE = "because: {assumption: test}"
steady = settings(derandomize=True, deadline=None, database=None)
uniform_numbers = st.integers(0, 2**52 - 1).map(lambda n: (n + 0.5) * 2.0**-52)
amounts = st.floats(1e-6, 1e6)
shapes = st.floats(0.1, 20.0)


@cache
def many_uniforms():
    u, _ = uniform_arrays(3, "distributions", draw=0, members=np.arange(4000))
    tails = np.exp2(-np.arange(2.0, 54.0))
    return np.concatenate([u, tails, 1.0 - tails[:-1]])


# ---- right


REFERENCES = {
    "uniform": (uniform_quantile, (5.0, 20.0), stats.uniform(5.0, 15.0)),
    "uniform below 0": (uniform_quantile, (-3.0, -1.0), stats.uniform(-3.0, 2.0)),
    "triangular": (triangular_quantile, (1.0, 2.0, 5.0), stats.triang(0.25, 1.0, 4.0)),
    "mode at the low end": (
        triangular_quantile,
        (1.0, 1.0, 5.0),
        stats.triang(0, 1, 4),
    ),
    "mode at the high end": (
        triangular_quantile,
        (1.0, 5.0, 5.0),
        stats.triang(1, 1, 4),
    ),
    "exponential": (exponential_quantile, (30.0,), stats.expon(scale=30.0)),
    "lognormal": (
        lognormal_quantile,
        (10.0, 20.0),
        stats.lognorm(math.log(2.0) / stats.norm.ppf(0.9), scale=10.0),
    ),
    "weibull": (weibull_quantile, (1.5, 30.0), stats.weibull_min(1.5, scale=30.0)),
    "weibull, early": (weibull_quantile, (0.4, 3.0), stats.weibull_min(0.4, scale=3.0)),
    "loglogistic": (loglogistic_quantile, (20.0, 3.0), stats.fisk(3.0, scale=20.0)),
    "loglogistic, no mean": (
        loglogistic_quantile,
        (2.0, 0.8),
        stats.fisk(0.8, scale=2.0),
    ),
}


@pytest.mark.parametrize("name", REFERENCES)
def test_quantile_functions_are_those_of_the_textbooks(name):
    function, numbers, reference = REFERENCES[name]
    u = many_uniforms()
    found = [function(x, *numbers) for x in u.tolist()]
    # scipy's fisk loses digits as u nears 1: there mpmath is on our side, see below
    within = 2e-8 if function is loglogistic_quantile else 1e-12
    np.testing.assert_allclose(found, reference.ppf(u), rtol=within, atol=1e-14)


@pytest.mark.parametrize("shape", [0.8, 3.0])
def test_the_loglogistic_is_right_where_the_textbook_s_program_is_not(shape):
    with mpmath.workprec(120):
        for u in many_uniforms()[3900:].tolist():
            true = 20 * (mpmath.mpf(u) / (1 - mpmath.mpf(u))) ** (1 / mpmath.mpf(shape))
            found = loglogistic_quantile(u, 20.0, shape)
            assert abs(found - true) <= 2e-14 * true


@pytest.mark.parametrize("name", REFERENCES)
def test_their_array_forms_give_the_same_bits(name):
    function, numbers, _ = REFERENCES[name]
    u = many_uniforms()
    found = array_form(function, names={"Z90": Z90})(u, *numbers)
    assert found.tolist() == [function(x, *numbers) for x in u.tolist()]


def test_z90_is_the_normal_quantile_at_nine_tenths_to_the_bit():
    assert normal_quantile(0.9) == Z90
    assert pytest.approx(stats.norm.ppf(0.9), rel=1e-15) == Z90


@steady
@given(median=amounts, factor=st.floats(1.001, 1000.0))
def test_median_and_p90_are_what_they_are_called(median, factor):
    p90 = median * factor
    assert lognormal_quantile(0.5, median, p90) == pytest.approx(median, rel=1e-13)
    assert lognormal_quantile(0.9, median, p90) == pytest.approx(p90, rel=1e-13)
    assert loglogistic_quantile(0.5, median, factor) == median


def test_a_weibull_of_shape_1_is_exponential():
    for u in many_uniforms().tolist():
        expected = exponential_quantile(u, 7.0)
        assert weibull_quantile(u, 1.0, 7.0) == pytest.approx(expected, rel=1e-14)


@steady
@given(
    u=uniform_numbers,
    points=st.dictionaries(st.integers(1, 999), st.floats(-1e3, 1e3), max_size=6),
    ends=st.tuples(st.floats(-1e3, 1e3), st.floats(-1e3, 1e3)),
)
def test_quantiles_are_straight_lines(u, points, ends):
    shares = [0.0, *(at / 1000 for at in sorted(points)), 1.0]
    values = sorted([*points.values(), *ends])
    expected = np.interp(u, shares, values)
    found = quantiles_quantile(u, shares, values)
    assert found == pytest.approx(expected, rel=1e-12, abs=1e-9)


def test_quantiles_meet_their_points():
    shares, values = [0.0, 0.25, 0.5, 1.0], [1.0, 4.0, 5.0, 9.0]
    assert [quantiles_quantile(p, shares, values) for p in shares] == values


def test_quantiles_may_stand_still():
    assert quantiles_quantile(0.3, [0.0, 0.5, 1.0], [2.0, 2.0, 4.0]) == 2.0


@steady
@given(u=uniform_numbers, weights=st.lists(st.integers(0, 9), min_size=1, max_size=8))
def test_a_choice_is_by_running_shares(u, weights):
    assume(sum(weights) > 0)
    shares = np.cumsum(weights) / sum(weights)
    assume(abs(shares - u).min() > 1e-12)
    assert choice_index(u, [float(w) for w in weights]) == (shares < u).sum()


def test_a_weight_of_0_is_never_chosen():
    u = many_uniforms().tolist()
    assert {choice_index(x, [0.0, 1.0, 0.0, 2.0]) for x in u} == {1, 3}
    assert {choice_index(x, [5.0]) for x in u} == {0}


def test_a_choice_is_as_often_as_its_weight():
    u, _ = uniform_arrays(4, "choice", draw=0, members=np.arange(20_000))
    weights = [3.0, 4.0, 0.5, 2.5]
    counts = np.bincount([choice_index(x, weights) for x in u.tolist()])
    assert stats.chisquare(counts, np.array(weights) * 2000).pvalue > 1e-4


# ---- rising, and in support


def rises(function, u, v, *numbers):
    """A larger uniform gives no smaller value, beyond the rounding of one."""
    low, high = function(min(u, v), *numbers), function(max(u, v), *numbers)
    return low <= high or math.isclose(low, high, rel_tol=1e-12)


@steady
@given(u=uniform_numbers, v=uniform_numbers, low=amounts, width=amounts)
def test_uniform_rises_between_its_ends(u, v, low, width):
    high = low + width
    assert rises(uniform_quantile, u, v, low, high)
    assert low <= uniform_quantile(u, low, high) <= math.nextafter(high, math.inf)


@steady
@given(u=uniform_numbers, v=uniform_numbers, ends=st.tuples(amounts, amounts, amounts))
def test_triangular_rises_between_its_ends(u, v, ends):
    low, mode, high = sorted(ends)
    assume(low < high)
    assert rises(triangular_quantile, u, v, low, mode, high)
    slack = 4 * math.ulp(high)
    assert low - slack <= triangular_quantile(u, low, mode, high) <= high + slack


@steady
@given(u=uniform_numbers, v=uniform_numbers, size=amounts, shape=shapes)
def test_the_others_rise_and_are_never_negative(u, v, size, shape):
    for function, numbers in {
        exponential_quantile: (size,),
        lognormal_quantile: (size, size * (1.0 + shape)),
        weibull_quantile: (shape, size),
        loglogistic_quantile: (size, shape),
    }.items():
        assert rises(function, u, v, *numbers)
        assert 0.0 <= function(u, *numbers) < math.inf


@steady
@given(
    u=uniform_numbers,
    v=uniform_numbers,
    values=st.lists(st.floats(-1e3, 1e3), min_size=2, max_size=6),
)
def test_quantiles_rise_between_their_ends(u, v, values):
    values = sorted(values)
    shares = np.linspace(0.0, 1.0, len(values)).tolist()
    low, high = (quantiles_quantile(x, shares, values) for x in sorted((u, v)))
    assert low <= high + 1e-12
    assert values[0] <= low <= values[-1] + 1e-12


def test_at_the_ends_of_what_is_ever_looked_up_every_value_is_finite():
    for function, numbers, _ in REFERENCES.values():
        for u in (LOWEST, HIGHEST):
            assert math.isfinite(function(u, *numbers))


def test_numbers_out_of_range_give_nan_and_never_an_error():
    """A spread over earlier parameters may go wrong in a member: the engine tells."""
    assert math.isfinite(triangular_quantile(0.1, 3.0, 2.0, 5.0))
    assert math.isnan(triangular_quantile(0.1, 5.0, 6.0, 2.0))
    assert math.isnan(lognormal_quantile(0.5, -1.0, 2.0))
    assert math.isnan(weibull_quantile(0.5, 0.0, 2.0))
    assert math.isnan(loglogistic_quantile(0.7, 1.0, 0.0))


# ---- what the rules do


WORLD = f"""
parameters:
  a: {{value: 2, spread: {{uniform: [1, 3]}}, {BECAUSE}}}
  b: {{value: 0.1, spread: {{quantiles: {{p0: -0.3, p10: 0.1, p33.3: 0.7, p100: 9}}}}, {BECAUSE}}}
  c: {{value: 2.5, spread: {{choice: {{2.5: 0.1, 7: 0.2, 1.5: 0.3, 4: 0.15}}}}, {BECAUSE}}}
  d: {{value: 5, spread: {{quantiles: {{p0: a - 1, p50: a * a, p90: a * a + 3, p100: 40}}}}, {BECAUSE}}}
  e: {{value: 1, spread: {{choice: {{1: a, 2: c / 3, 3: 1}}}}, {BECAUSE}}}
  f: {{value: calm, spread: {{choice: {{calm: 3, tense: 4, broken: 3}}}}, {BECAUSE}}}
  g: {{value: 3, spread: {{triangular: [a / 2, a, a + c]}}, {BECAUSE}}}
  h: {{value: 3, spread: {{lognormal: {{median: a, p90: 2 * a + 1}}}}, {BECAUSE}}}
  i: {{value: 3, spread: {{exponential: {{mean: a}}}}, {BECAUSE}}}
  j: {{value: 3, spread: {{weibull: {{shape: a, scale: c}}}}, {BECAUSE}}}
  k: {{value: 3, spread: {{loglogistic: {{median: c, shape: a}}}}, {BECAUSE}}}
  l: {{value: 3, spread: {{fixed: 3}}, {BECAUSE}}}
  m: {{value: 3, spread: {{uniform: ["min(a, 2)", exp(a)]}}, {BECAUSE}}}
"""  # noqa: E501


@cache
def cases():
    engine = Engine(model(WORLD))
    return [Path(engine, member=member, reasons=False).case for member in range(400)]


def luck(parameter, member):
    return uniforms(1, f"parameter {parameter}", draw=0, member=member)[0]


def agree(parameter, value):
    """The rules give to the bit what the function gives for each member's case."""
    for member, case in enumerate(cases()):
        assert case[parameter] == value(luck(parameter, member), case)


def test_quantiles_written_out_by_the_rules_are_the_function():
    shares = [0.0, 10 / 100, 33.3 / 100, 1.0]
    agree("b", lambda u, case: quantiles_quantile(u, shares, [-0.3, 0.1, 0.7, 9.0]))


def test_a_choice_written_out_by_the_rules_is_the_function():
    values = [2.5, 7.0, 1.5, 4.0]
    agree("c", lambda u, case: values[choice_index(u, [0.1, 0.2, 0.3, 0.15])])


def test_a_choice_of_words_gives_the_place_of_the_word():
    agree("f", lambda u, case: choice_index(u, [3.0, 4.0, 3.0]))
    assert {case["f"] for case in cases()} == {0.0, 1.0, 2.0}


def test_quantiles_and_choices_may_read_earlier_parameters():
    shares = [0.0, 50 / 100, 90 / 100, 1.0]

    def values(a):
        return [a - 1.0, a * a, a * a + 3.0, 40.0]

    agree("d", lambda u, case: quantiles_quantile(u, shares, values(case["a"])))
    agree("e", lambda u, case: 1.0 + choice_index(u, [case["a"], case["c"] / 3.0, 1.0]))


def test_the_other_distributions_may_read_earlier_parameters():
    from sim.streams import exp

    agree("a", lambda u, case: uniform_quantile(u, 1.0, 3.0))
    agree(
        "g",
        lambda u, case: triangular_quantile(
            u, case["a"] / 2.0, case["a"], case["a"] + case["c"]
        ),
    )
    agree("h", lambda u, case: lognormal_quantile(u, case["a"], 2.0 * case["a"] + 1.0))
    agree("i", lambda u, case: exponential_quantile(u, case["a"]))
    agree("j", lambda u, case: weibull_quantile(u, case["a"], case["c"]))
    agree("k", lambda u, case: loglogistic_quantile(u, case["c"], case["a"]))
    agree("l", lambda u, case: 3.0)
    agree("m", lambda u, case: uniform_quantile(u, min(case["a"], 2.0), exp(case["a"])))


def test_a_delay_is_drawn_by_the_same_functions():
    """A first firing on day `delay`; constants of the member are worked out once."""
    text = f"""
parameters:
  slow: {{value: 2, spread: {{uniform: [1, 3]}}, {BECAUSE}}}
ladders: {{lamp: {{rungs: {{dark: , lit: }}}}, bell: {{rungs: {{still: , rung: }}}}}}
events:
  lights:
    after: {{quantiles: {{p0: 1 days, p20: slow * 2, p100: 40 days}}}}
    once: true
    do: {{lamp: lit}}
    {BECAUSE}
  rings:
    after: {{choice: {{3 days: slow, 7 days: 2, 20 days: 0.7}}}}
    once: true
    do: {{bell: rung}}
    {BECAUSE}
"""
    engine = Engine(model(text))
    for member in range(200):
        path = Path(engine, member=member)
        slow = path.case["slow"]
        days = {firing.clock: firing.time for firing in path.firings()}
        u, v = (
            uniforms(1, f"event {name}", draw=0, member=member)[0]
            for name in ("lights", "rings")
        )
        shares, values = [0.0, 20 / 100, 1.0], [1.0, slow * 2.0, 40.0]
        assert days["event lights"] == quantiles_quantile(u, shares, values)
        chosen = choice_index(v, [slow, 2.0, 0.7])
        assert days["event rings"] == [3.0, 7.0, 20.0][chosen]


# ---- as documented


def plain(tree):
    """A function without docstring and annotations, as text."""
    if ast.get_docstring(tree):
        tree.body = tree.body[1:]
    tree.returns = None
    for argument in tree.args.args:
        argument.annotation = None
    return ast.unparse(tree)


def test_every_distribution_has_a_section_and_no_other_has():
    assert list(sections_of("distributions.md")) == list(KINDS)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "fixed"])
def test_the_page_shows_the_formula_that_runs(kind):
    section = sections_of("distributions.md")[kind]
    (shown,) = re.findall(r"```python\n(def .*?)```", section, flags=re.DOTALL)
    name = "choice_index" if kind == "choice" else f"{kind}_quantile"
    (ours,) = ast.parse(inspect.getsource(getattr(distributions, name))).body
    (theirs,) = ast.parse(shown).body
    assert plain(theirs) == plain(ours)
    assert f"`{kind}:" in section, "how an author writes it"


def test_the_examples_of_the_page_come_out_to_the_last_bit():
    """These are also the saved values that hold the formulas."""
    tried, failed = failed_examples("distributions.md")
    assert failed == ""
    assert tried == len(KINDS)
    for section in list(sections_of("distributions.md").values())[1:]:
        assert section.count(">>>") == 1
    assert repr(Z90) in sections_of("distributions.md")["lognormal"]
