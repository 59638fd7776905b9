"""What a file says and never does, and what a spread can carry out of bounds."""

import re
from collections.abc import Mapping
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import sim.checks.whole
from sim.errors import ModelError, Problem, ScenarioError
from sim.expressions import Bounds, Known, Tree, bounds_of, evaluate, may_hold
from sim.loading import load_scenario, load_text
from sim.model import compile_model
from sim.path import run_path

BECAUSE = "because: {assumption: made up}"
HEAD = f"""\
format: 1
name: small
title: Small
about: A war
start: 2030-01-01
horizon: 1 year
actors: {{north: {{title: The North}}, south: }}
parameters:
  pace: {{value: 0.1 per month, spread: {{uniform: [0 per month, 1 per month]}},
    {BECAUSE}}}
  mood: {{value: calm, spread: {{choice: {{calm: 1, wild: 2}}}}, {BECAUSE}}}
ladders:
  war: {{rungs: {{peace: , tension: , fight: , ruin: }}}}
  help: {{rungs: {{none: , some: , all: }}}}
"""
MOVES = f"""\
events:
  climb: {{rate: pace, when: war < ruin and mood == wild, do: {{war: up}}, {BECAUSE}}}
policies:
  plan: {{ladder: help, wants: {{none: always, all: war >= fight}},
    reviews: {{every: 30 days}}, {BECAUSE}}}
plans: {{help: plan}}
"""
RANGES = f"""\
  drops: {{rate: RATE, do: {{war: down}}, {BECAUSE}}}
"""


def faults_of(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(ScenarioError) as caught:
        load_text(path.read_text(encoding="utf-8"), file=path.name)
    return caught.value.problems


def warnings(text: str) -> list[str]:
    return [problem.what for problem in load_text(text).warnings]


def test_what_moves_is_not_warned_of() -> None:
    assert warnings(HEAD + MOVES) == []


def test_a_rung_that_nothing_reaches() -> None:
    text = (HEAD + MOVES).replace("war < ruin", "war < fight")
    assert warnings(text) == ["nothing can reach 'ruin' of 'war'"]


def test_a_ladder_that_nothing_moves() -> None:
    found = warnings(HEAD + MOVES.replace("do: {war: up}", "do: {help: up}"))
    assert "nothing ever moves the ladder 'war'" in found
    assert "the policy 'plan' can want nothing but 'none'" in found


def test_an_event_that_is_never_enabled_and_what_only_it_reaches() -> None:
    text = (HEAD + MOVES).replace("war < ruin and mood == wild", "war < fight")
    late = f"  late: {{rate: pace, when: war == ruin, do: {{help: down}}, {BECAUSE}}}\n"
    found = warnings(text.replace("policies:", late + "policies:"))
    assert "the event 'late' can never happen: its condition never holds" in found
    assert "nothing can reach 'ruin' of 'war'" in found


def test_conditions_are_looked_at_together_and_not_one_by_one() -> None:
    text = (HEAD + MOVES).replace("war < ruin and", "war < tension and war > peace and")
    found = warnings(text)
    assert "the event 'climb' can never happen: its condition never holds" in found


def test_a_condition_on_the_spread_of_a_parameter_never_holds() -> None:
    text = (HEAD + MOVES).replace("mood == wild", "pace > 40")
    found = warnings(text)
    assert "the event 'climb' can never happen: its condition never holds" in found


def test_a_policy_that_wants_only_the_lowest_by_name_is_meant_so() -> None:
    text = (HEAD + MOVES).replace(", all: war >= fight", "")
    assert warnings(text) == ["nothing ever moves the ladder 'help'"]


def test_a_step_that_is_never_wanted_and_a_policy_that_may_not() -> None:
    text = (HEAD + MOVES).replace("all: war >= fight", "some: war > peace, all: never")
    assert "'all' is never wanted: its condition never holds" in warnings(text)
    text = (HEAD + MOVES).replace("reviews:", "may: war < peace, reviews:")
    assert "the policy 'plan' may never step up: 'may' never holds" in warnings(text)


def test_a_factor_that_never_counts() -> None:
    factor = f"factors: [{{id: f, when: war == ruin, times: 2, {BECAUSE}}}], do"
    text = (HEAD + MOVES).replace("do: {war", f"{factor}: {{war")
    assert "the factor never counts: its condition never holds" in warnings(text)


def test_a_claim_about_an_actor_for_whom_nothing_is_counted() -> None:
    ledger = f"""\
ledger: {{unit: USD, against: peace, discount_rate: 0% per year, horizons: [1 year]}}
arguments: {{pay: {{actor: north, side: gain, account: money, flow: pace, {BECAUSE}}}}}
claims:
  one: {{says: A, holds_if: net.south > 0, {BECAUSE}}}
  two: {{says: B, holds_if: loss.north > gain.north, {BECAUSE}}}
"""
    found = warnings(HEAD + MOVES + ledger)
    assert found == [
        "no argument of 'south' is counted: net.south is always 0",
        "no loss of 'north' is counted: loss.north is always 0",
    ]


def falling(rate: str) -> str:
    return HEAD + MOVES.replace("policies:", RANGES.replace("RATE", rate) + "policies:")


def test_a_fault_names_a_point_that_breaks() -> None:
    with pytest.raises(ScenarioError) as caught:
        load_text(falling('"0.01 - pace"'))
    [problem] = caught.value.problems
    assert "the rate can come to -0.0" in problem.what
    assert "with pace = " in problem.hint


def broken_by_hand(path: Path, problem: Problem) -> str:
    """Run a file at the point that a fault names, by ``--set``, with no check of it."""
    point = {}
    for part in problem.hint.removeprefix("it does so with ").split(", "):
        name, sign, value = re.split("( = | at )", part)
        point[name if sign == " = " else f"ladders.{name}.starts"] = value
    with mock.patch.object(sim.checks.whole, "check_ranges"):
        text = path.read_text(encoding="utf-8")
        model = compile_model(load_text(text, file=path.name, settings=point))
    with pytest.raises(ModelError) as caught:
        run_path(model, seed=1, member=0)
    return str(caught.value)


RANGES_OF_FILES = [
    (path, problem)
    for path in sorted((Path(__file__).parent / "faults").glob("range_*.yaml"))
    for problem in faults_of(path)
    if problem.hint.startswith("it does so with ")
]


@pytest.mark.parametrize(
    ("path", "problem"),
    RANGES_OF_FILES,
    ids=lambda each: each.stem if isinstance(each, Path) else each.what,
)
def test_the_point_that_a_fault_names_really_breaks(
    path: Path, problem: Problem
) -> None:
    """What runs knows nothing of boxes: it stops there, whatever `check` has shown."""
    if "most less least" in problem.what:
        least, most = 9.0, 7.0  # a spread turned round is no number that is tested
        assert "most = 7 days, least = 9 days" in problem.hint
        assert most - least == -2.0
        return
    told = broken_by_hand(path, problem)
    assert re.match(rf"{path.name}:\d+:\d+: expected a (finite number|share)", told)
    assert "got another from" in told


def test_points_of_every_kind_are_tried() -> None:
    kinds = {
        problem.what.partition(" can come to")[0] for _, problem in RANGES_OF_FILES
    }
    assert kinds >= {
        "the rate", "the delay", "the odds", "the odds together", "the factor",
        "the chance", "the half-life", "the time it takes",
    }  # fmt: skip


def test_what_each_name_alone_would_break_is_shown_to_hold() -> None:
    assert warnings(falling('"pace - 0.5 * pace"'))[:1] != [
        "the rate cannot be shown to stay at 0 or above"
    ]
    assert not [
        w for w in warnings(falling('"pace * (1 - 30 * pace)"')) if "shown" in w
    ]


def test_a_break_where_two_ladders_must_come_together_is_a_warning() -> None:
    found = warnings(falling('"pace * (2 - level(war) * level(help))"'))
    assert any("if these come together: war, help" in what for what in found)


def test_what_can_be_neither_shown_nor_broken_is_a_warning() -> None:
    hard = '"exp(pace * 20) - 1 - pace * 20"'
    found = warnings(falling(hard))
    assert "the rate cannot be shown to stay at 0 or above" in found


def test_what_nothing_reads_is_told_with_its_place() -> None:
    """Parameters and sources; only of a file that is otherwise sound."""
    paper = """\
facts_to: 2029-12-31
sources:
  paper: {title: A paper}
actors:"""
    idle = f"  idle: {{value: 3, {BECAUSE}}}\nladders:"
    text = (HEAD + MOVES).replace("actors:", paper).replace("ladders:", idle, 1)
    found = load_text(text).warnings
    assert [problem.what for problem in found] == [
        "nothing refers to the source 'paper'",
        "nothing reads the parameter 'idle'",
    ]
    for problem in found:
        rest = problem.place.text[problem.place.column - 1 :]
        assert rest.startswith(problem.what.rpartition(" ")[2].strip("'"))


LEDGER = """\
ledger: {unit: USD, against: peace, discount_rate: 0% per year, horizons: [1 year]}
"""


@pytest.mark.parametrize("key", ["given", "holds_if"])
@pytest.mark.parametrize(
    ("name", "kind"), [("gain", "gain"), ("loss", "loss"), ("net", "argument")]
)
def test_a_claim_about_an_actor_with_no_arguments(
    key: str, name: str, kind: str
) -> None:
    both = {"holds_if": "ever(war == ruin)"} | {key: f"{name}.south > 0"}
    said = ", ".join(f"{key}: {text}" for key, text in both.items())
    claim = f"claims: {{one: {{says: A, {said}, {BECAUSE}}}}}\n"
    [found] = load_text(HEAD + MOVES + LEDGER + claim).warnings
    assert found.what == f"no {kind} of 'south' is counted: {name}.south is always 0"
    assert found.place.text[found.place.column - 1 :].startswith(f"{name}.south")


def test_a_claim_that_reads_parameters_only_is_an_assumption() -> None:
    claim = f"claims: {{one: {{says: A, holds_if: pace > 0, {BECAUSE}}}}}\n"
    [found] = load_text(HEAD + MOVES + LEDGER + claim).warnings
    assert found.what == "the claim 'one' reads parameters only"
    assert found.hint == "it is an assumption then, and no finding"


def test_a_claim_about_a_net_that_is_told_between_plans_only() -> None:
    ledger = LEDGER.replace("horizons:", "between_plans: [north], horizons:")
    pay = (
        "arguments: {pay: {actor: north, side: gain, account: money, "
        f"flow: 1 per day, {BECAUSE}}}}}\n"
    )
    text = HEAD + MOVES + ledger + pay
    claim = "claims: {{one: {{says: A, holds_if: {read}.north > 0, {because}}}}}\n"
    [found] = load_text(text + claim.format(read="net", because=BECAUSE)).warnings
    assert found.what.startswith("net.north means something only between two plans")
    assert "take 'north' out of 'between_plans'" in found.hint
    assert found.place.text[found.place.column - 1 :].startswith("net.north > 0")
    assert load_text(text + claim.format(read="gain", because=BECAUSE)).warnings == ()


def test_shipped_scenarios_make_sense() -> None:
    for name in ("hello", "seoul_2024"):
        assert load_scenario(name).warnings == ()


NAMES = ("a", "b", "c")
numbers = st.floats(-9, 9, allow_nan=False).map(lambda x: round(x, 2))


def trees() -> st.SearchStrategy[Tree]:
    leaf = st.one_of(
        numbers.map(lambda x: Tree("number", number=x)),
        st.sampled_from(NAMES).map(lambda name: Tree("parameter", name=name)),
    )

    def wider(inner: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
        two = st.tuples(inner, inner)
        compared = st.builds(
            lambda sign, pair: Tree("compare", pair, sign),
            st.sampled_from("< <= > >= == !=".split()),
            two,
        )
        conditions = st.one_of(
            compared,
            compared.map(lambda c: Tree("not", (c,))),
            st.tuples(compared, compared).map(lambda p: Tree("and", p)),
            st.tuples(compared, compared).map(lambda p: Tree("or", p)),
        )
        squared = inner.map(lambda t: Tree("pow", (t, Tree("number", number=2.0))))
        return st.one_of(
            st.builds(Tree, st.sampled_from("add sub mul div min max".split()), two),
            st.builds(
                lambda op, part: Tree(op, (part,)),
                st.sampled_from("neg abs exp log sqrt".split()),
                inner,
            ),
            squared,
            st.builds(
                lambda c, pair: Tree("if", (c, *pair)),
                conditions,
                two,
            ),
        )

    return st.recursive(leaf, wider, max_leaves=8)


def told(tree: Tree, values: Mapping[str, float]) -> float:
    return float(evaluate(tree, {f"parameter {name}": x for name, x in values.items()}))


@given(
    trees(),
    st.dictionaries(st.sampled_from(NAMES), st.tuples(numbers, numbers), min_size=3),
    st.lists(st.floats(0, 1), min_size=3, max_size=3),
)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_value_lies_within_its_bounds(
    tree: Tree, ends: dict[str, tuple[float, float]], shares: list[float]
) -> None:
    box = {name: Bounds(min(pair), max(pair)) for name, pair in ends.items()}
    point = {
        name: box[name].low + (box[name].high - box[name].low) * share
        for name, share in zip(NAMES, shares, strict=True)
    }
    value = told(tree, point)
    if value == value and abs(value) < 1e12:
        low, high = bounds_of(tree, Known(box))
        slack = 1e-9 * (1 + abs(value))
        assert low - slack <= value <= high + slack


def test_a_condition_may_hold_where_it_can() -> None:
    x = Tree("parameter", name="x")
    one = Tree("number", number=1.0)
    below = Tree("compare", (x, one), "<")
    assert may_hold(below, Known({"x": Bounds(0, 3)}))
    assert not may_hold(below, Known({"x": Bounds(1, 3)}))
    assert may_hold(Tree("not", (below,)), Known({"x": Bounds(1, 3)}))


def test_a_parameter_that_stands_for_a_rung_is_followed() -> None:
    limit = f"""\
  limit: {{rung_of: war, value: fight, {BECAUSE},
    spread: {{choice: {{fight: 1, ruin: 1, never: 1}}}}}}
ladders:
"""
    text = (HEAD + MOVES).replace("ladders:\n", limit)
    assert warnings(text.replace("mood == wild", "mood == wild and war < limit")) == []
    found = warnings(text.replace("mood == wild", "mood == wild and limit < tension"))
    assert "the event 'climb' can never happen: its condition never holds" in found


def test_a_gauge_with_bands_may_stand_on_any() -> None:
    gauge = f"""\
gauges:
  anger: {{flow: pace, bands: {{low: , high: 9}}, {BECAUSE}}}
events:
"""
    text = (HEAD + MOVES).replace("events:\n", gauge)
    assert (
        warnings(text.replace("mood == wild", "mood == wild and anger == high")) == []
    )


def test_the_chance_to_misread_stays_a_chance() -> None:
    seen = f"""\
observations: {{seen: {{of: war, lag: 3 days, misread: 40 * pace, {BECAUSE}}}}}
events:
"""
    with pytest.raises(ScenarioError, match="the chance to misread can come to 1"):
        load_text((HEAD + MOVES).replace("events:\n", seen))
