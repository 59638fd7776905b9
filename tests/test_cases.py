"""Cases drawn apart from any engine are those that the engine draws, to the bit."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from sim.cases import draw_cases
from sim.loading import load_scenario, shipped
from sim.model import Model, compile_model
from sim.path import Engine, Path
from sim.scenario.spread import KINDS
from tests.worlds import model

BECAUSE = "because: {assumption: test}"
EVERY = f"""
parameters:
  plain: {{value: 0.5, {BECAUSE}}}
  fixed: {{value: 3, spread: {{fixed: 3}}, {BECAUSE}}}
  uniform: {{value: 2, spread: {{uniform: [1, 3]}}, {BECAUSE}}}
  triangular: {{value: 2, spread: {{triangular: [1, 2, 5]}}, {BECAUSE}}}
  exponential: {{value: 2, spread: {{exponential: {{mean: 2}}}}, {BECAUSE}}}
  lognormal: {{value: 2, spread: {{lognormal: {{median: 2, p90: 5}}}}, {BECAUSE}}}
  weibull: {{value: 2, spread: {{weibull: {{shape: 0.7, scale: 2}}}}, {BECAUSE}}}
  loglogistic: {{value: 2, spread: {{loglogistic: {{median: 2, shape: 3}}}}, {BECAUSE}}}
  quantiles:
    value: 2
    spread: {{quantiles: {{p0: -1, p12.5: 0.1, p50: 2, p90: 2, p100: 7}}}}
    {BECAUSE}
  choice: {{value: 2, spread: {{choice: {{2: 0.1, 0.3: 0.2, -4: 0.3}}}}, {BECAUSE}}}
  mood: {{value: calm, spread: {{choice: {{tense: 1, calm: 2, bitter: 4}}}}, {BECAUSE}}}
  days: {{value: 10 days, spread: {{uniform: [1 week, 1 month]}}, {BECAUSE}}}
  rate: {{value: 0.1 per month, spread: {{uniform: [0, 2 per year]}}, {BECAUSE}}}
  powers:
    value: 1
    spread: {{fixed: exp(-uniform) + log(lognormal) / (choice - 7) ** 3}}
    {BECAUSE}
  derived: {{value: 2 * uniform + (1 if mood == calm else 0), {BECAUSE}}}
  twice: {{value: derived, {BECAUSE}}}
  chosen:
    value: 1
    spread: {{fixed: "max(uniform, 2, plain) if mood == tense else sqrt(weibull)"}}
    {BECAUSE}
  steep:
    value: 1
    spread: {{fixed: abs(quantiles) ** 0.3 - 1 / triangular}}
    {BECAUSE}
  wide: {{value: 3, spread: {{uniform: [uniform, uniform + chosen ** 2]}}, {BECAUSE}}}
  bent:
    value: 3
    spread: {{quantiles: {{p0: uniform, p50: uniform + plain, p100: 9 + powers ** 2}}}}
    {BECAUSE}
  picked:
    value: 1
    spread: {{choice: {{1: uniform, 2: weibull, 3: plain}}}}
    {BECAUSE}
"""


@cache
def of(name: str) -> Model:
    if name == "every":
        return model(EVERY)
    return compile_model(load_scenario(name))


def by_engine(what: Model, *, members, seed=1):
    engine = Engine(what)
    return np.array(
        [
            list(Path(engine, seed=seed, member=member, reasons=False).case.values())
            for member in members
        ]
    ).reshape(len(members), len(what.parameters))


NAMES = [*sorted(shipped()), "every"]


def test_the_world_with_every_spread_has_every_spread():
    kinds = {
        parameter.draw.kind for parameter in of("every").parameters if parameter.draw
    }
    assert kinds == set(KINDS)
    assert {"hello", "seoul_2024"} <= set(NAMES)


@pytest.mark.parametrize("seed", [0, 1, 2**64 - 1])
@pytest.mark.parametrize("name", NAMES)
def test_cases_are_those_of_the_engine_to_the_bit(name, seed):
    members = range(200 if seed == 1 else 20)
    cases = draw_cases(of(name), seed=seed, members=members)
    assert cases.dtype == np.float64
    assert cases.shape == (len(members), len(of(name).parameters))
    expected = by_engine(of(name), members=members, seed=seed)
    assert (cases.view(np.uint64) == expected.view(np.uint64)).all()
    assert np.isfinite(cases).all()


@pytest.mark.parametrize("name", NAMES)
def test_the_first_50_of_200_are_the_ensemble_of_50(name):
    few = draw_cases(of(name), seed=1, members=range(50))
    many = draw_cases(of(name), seed=1, members=range(200))
    assert (few == many[:50]).all()


def test_members_may_be_any_in_any_order():
    members = [7, 2**32 - 1, 0, 7, 123_456]
    cases = draw_cases(of("every"), seed=1, members=members)
    assert (cases == by_engine(of("every"), members=members)).all()
    assert (cases[0] == cases[3]).all()
    assert draw_cases(of("every"), seed=1, members=[]).shape[0] == 0


def test_another_seed_gives_other_cases():
    one, two = (draw_cases(of("every"), seed=s, members=range(50)) for s in (1, 2))
    drawn = [
        parameter.draw is not None and parameter.draw.kind not in {"fixed", "choice"}
        for parameter in of("every").parameters
    ]
    assert (one[:, drawn] != two[:, drawn]).mean() > 0.9


@pytest.mark.parametrize("name", ["seoul_2024", "hello"])
def test_the_central_case_is_one_for_all_members(name):
    central = compile_model(load_scenario(name), central=True)
    cases = draw_cases(central, seed=1, members=range(30))
    assert (cases == cases[0]).all()
    assert (cases == by_engine(central, members=range(30))).all()
    assert (cases == draw_cases(central, seed=2, members=range(30))).all()
    for parameter, value in zip(central.parameters, cases[0], strict=True):
        if parameter.value.tree.op in {"number", "word"}:
            assert value == parameter.value.tree.number


def test_the_central_case_of_every_spread_is_its_value():
    central = model(EVERY, central=True)
    (case,) = draw_cases(central, seed=1, members=[5])
    named = dict(zip(central.parameter_index, case.tolist(), strict=True))
    assert named["weibull"] == 2.0
    assert named["mood"] == 1.0  # the place of calm
    assert named["days"] == 10.0
    assert named["chosen"] == 1.0
    (engine,) = by_engine(central, members=[5])
    assert (case == engine).all()


NEW = f"  new: {{value: 2, spread: {{uniform: [1, 3]}}, {BECAUSE}}}\n"


@pytest.mark.parametrize("where", ["first", "middle", "last"])
def test_adding_a_parameter_changes_no_other_column(where):
    head, *lines = EVERY.strip().splitlines(keepends=True)
    place = {"first": 0, "middle": 3, "last": len(lines)}[where]
    lines.insert(place, ("" if where != "last" else "\n") + NEW)
    longer = model("\n" + head + "".join(lines) + "\n")
    before = draw_cases(of("every"), seed=1, members=range(60))
    after = draw_cases(longer, seed=1, members=range(60))
    assert after.shape[1] == before.shape[1] + 1
    for name, column in of("every").parameter_index.items():
        assert (after[:, longer.parameter_index[name]] == before[:, column]).all()


def test_a_column_hangs_on_its_name():
    renamed = model(EVERY.replace("weibull: {value", "wait: {value").replace(
        "sqrt(weibull)", "sqrt(wait)").replace("2: weibull", "2: wait"))  # fmt: skip
    before = draw_cases(of("every"), seed=1, members=range(60))
    after = draw_cases(renamed, seed=1, members=range(60))
    at = of("every").parameter_index["weibull"]
    assert (before[:, at] != after[:, at]).all()
    assert (before[:, :at] == after[:, :at]).all()
