"""Expressions that are right: what they mean, what they use, how they are kept."""

from __future__ import annotations

import json
import math
import subprocess
import sys

import pytest
from expression_scope import SCOPE, checked
from hypothesis import given
from hypothesis import strategies as st

from sim.errors import Place
from sim.expressions import RESERVED, Due, ParameterKind, Scope, Tree, check


def json_of(text: str, due: Due = Due.NUMBER) -> object:
    found = checked(text, due)
    assert found.sound, found.problems
    return found.tree.to_json()


def shape(text: str) -> str:
    """Show how numbers and conditions group, with parentheses."""
    return _shape(checked(text, Due.OUTCOME).tree)


def _shape(tree: Tree) -> str:
    signs = {"add": "+", "sub": "-", "mul": "*", "div": "/", "pow": "**"}
    if tree.op == "number":
        return f"{tree.number:g}"
    if tree.op == "parameter":
        return tree.name
    parts = [_shape(part) for part in tree.parts]
    if tree.op == "if":
        return f"({parts[1]} if {parts[0]} else {parts[2]})"
    sign = signs.get(tree.op, tree.name or tree.op)
    if len(parts) == 1:
        return f"({sign} {parts[0]})"
    return f"({f' {sign} '.join(parts)})"


@pytest.mark.parametrize(
    ("text", "grouped"),
    [
        ("-2 ** 2", "(neg (2 ** 2))"),
        ("2 ** 3 ** 2", "(2 ** (3 ** 2))"),
        ("2 ** -1", "(2 ** (neg 1))"),
        ("-2 * 3", "((neg 2) * 3)"),
        ("2 - 3 - 4", "((2 - 3) - 4)"),
        ("2 / 3 / 4 * 5", "(((2 / 3) / 4) * 5)"),
        ("2 + 3 * 4 ** 5", "(2 + (3 * (4 ** 5)))"),
        ("(2 + 3) * 4", "((2 + 3) * 4)"),
        ("--2", "(neg (neg 2))"),
        ("1 < 2 < 3", "((1 < 2) and (2 < 3))"),
        ("not 1 < 2 and 3 > 2", "((not (1 < 2)) and (3 > 2))"),
        ("1 < 2 or 3 < 4 and 5 < 6", "((1 < 2) or ((3 < 4) and (5 < 6)))"),
        ("1 < 2 and 3 < 4 and 5 < 6", "((1 < 2) and (3 < 4) and (5 < 6))"),
        ("not not 1 < 2", "(not (not (1 < 2)))"),
        (
            "1 if 1 < 2 else 2 if 3 < 4 else 3",
            "(1 if (1 < 2) else (2 if (3 < 4) else 3))",
        ),
        ("1 + 2 if 1 < 2 else 3 * 4", "((1 + 2) if (1 < 2) else (3 * 4))"),
        ("min(1, 2 + 3, 4)", "(1 min (2 + 3) min 4)"),
    ],
)
def test_signs_bind_as_in_python(text: str, grouped: str) -> None:
    assert shape(text) == grouped


def test_a_ladder_is_compared_with_its_own_rungs_on_either_side() -> None:
    ladder, rung = ["ladder", "role"], ["rung", "combat", 2.0]
    assert json_of("role >= combat", Due.CONDITION) == ["compare", ">=", ladder, rung]
    assert json_of("combat <= role", Due.CONDITION) == ["compare", "<=", rung, ladder]


def test_a_rung_beside_its_ladder_wins_over_a_parameter_of_that_name() -> None:
    found = checked("role == arms", Due.CONDITION)
    assert found.tree.parts[1] == Tree("rung", name="arms", number=1.0)
    assert found.uses == {"role"}


def test_ladders_with_the_same_rungs_are_compared() -> None:
    assert checked("seen < role", Due.CONDITION).sound
    assert json_of("decided(support) > support", Due.CONDITION) == [
        "compare",
        ">",
        ["ladder", "decided(support)"],
        ["ladder", "support"],
    ]


def test_a_chain_compares_each_neighbouring_pair() -> None:
    assert json_of("none < role <= combat", Due.CONDITION) == [
        "and",
        ["compare", "<", ["rung", "none"], ["ladder", "role"]],
        ["compare", "<=", ["ladder", "role"], ["rung", "combat", 2.0]],
    ]


def test_an_unordered_ladder_is_compared_for_equality() -> None:
    assert checked("government != opposed", Due.CONDITION).sound


def test_words_are_compared_with_their_own_words() -> None:
    assert json_of("regime == insulated", Due.CONDITION) == [
        "compare",
        "==",
        ["parameter", "regime"],
        ["word", "insulated", 1.0],
    ]
    assert checked("calm != mood", Due.CONDITION).sound


def test_a_key_is_read_at_the_rung_stood_on() -> None:
    key = ["key", "role.losses", ["ladder", "role"]]
    assert json_of("role.losses", Due.RATE) == key


def test_a_date_is_the_days_since_the_start() -> None:
    assert json_of("day(2025-12-31) > lag", Due.CONDITION) == [
        "compare",
        ">",
        ["number", 435.0],
        ["parameter", "lag"],
    ]


@pytest.mark.parametrize(
    ("text", "op", "number"),
    [
        ("ever(role >= combat)", "ever", math.inf),
        ("first(role >= combat, 30)", "first", 30.0),
        ("time_in(role >= combat, 6 months)", "time_in", 182.625),
        ("ever(role >= combat, day(2025-12-31))", "ever", 435.0),
        ("highest(role, 2 years)", "highest", 730.5),
        ("final(role)", "final", math.inf),
        ("final(deaths)", "final", math.inf),
        ("rises(role, 1 week)", "rises", 7.0),
        ("falls(decided(support))", "falls", math.inf),
    ],
)
def test_functions_over_a_run_look_at_all_of_it_or_up_to_a_day(
    text: str, op: str, number: float
) -> None:
    found = checked(text, Due.OUTCOME)
    assert found.problems == ()
    assert (found.tree.op, found.tree.number) == (op, number)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("highest(support)", "ladder"),
        ("final(role)", "ladder"),
        ("highest(support) >= expand", "condition"),
        ("expand <= final(decided(support))", "condition"),
        ("final(role) > final(seen)", "condition"),
        ("ever(role >= combat) or not ever(war == over)", "condition"),
        ("first(role == arms) < first(seen == arms)", "condition"),
        ("final(deaths) / 1000 + rises(role)", "number"),
        ("level(highest(role)) - level(final(role))", "number"),
        ("1 if ever(role >= combat) else 0", "number"),
        ("time_in(role.troops > 2500) / 365.25", "number"),
        ("first(regime == averse and role >= combat)", "number"),
        ("3000", "number"),
        ("always", "condition"),
    ],
)
def test_an_outcome_is_a_number_a_condition_or_a_rung(text: str, kind: str) -> None:
    found = checked(text, Due.OUTCOME)
    assert found.problems == ()
    assert found.kind == kind


def test_a_claim_reads_the_ledger_at_a_horizon_or_where_it_is_evaluated() -> None:
    later = checked("net.pyongyang(1 year) < 0", Due.CLAIM).tree.parts[0]
    assert later == Tree("net", name="pyongyang", number=365.25)
    now = checked("amount.soldiers_pay > gain.seoul", Due.CLAIM).tree.parts[0]
    assert now.name == "soldiers_pay"
    assert math.isnan(now.number)


@pytest.mark.parametrize(
    ("text", "due", "power"),
    [
        ("0.1 per month", Due.RATE, -1),
        ("role.losses * share", Due.FLOW, -1),
        ("1 / lag", Due.RATE, None),
        ("share / lag", Due.RATE, -1),
        ("war_end if role >= combat else 0", Due.RATE, -1),
        ("min(war_end, other_rate, 1 / lag)", Due.RATE, -1),
        ("sqrt(war_end ** 2)", Due.RATE, -1),
        ("exp(-war_end * lag) * war_end", Due.RATE, -1),
        ("10 days", Due.DURATION, 1),
        ("lag * (1 + share)", Due.DURATION, 1),
        ("30%", Due.ODDS, 0),
        ("1 - share", Due.ODDS, 0),
        ("1 - exp(-war_end * lag)", Due.ODDS, None),
        ("3000", Due.AMOUNT, 0),
        ("deaths * share", Due.AMOUNT, 0),
        ("role.losses * lag", Due.AMOUNT, 0),
        ("waiting", Due.AMOUNT, None),
        ("anything", Due.RATE, None),
        ("role.odd * pay", Due.RATE, None),
        ("pay * lag", Due.NUMBER, 1),
        ("lag ** 0.5", Due.NUMBER, None),
        ("lag ** 2 / lag", Due.DURATION, 1),
        ("role.losses * pay", Due.ARGUMENT_FLOW, -1),
        ("pay * discontent + role.losses", Due.ARGUMENT_FLOW, None),
        ("0", Due.RATE, None),
        ("0", Due.DURATION, None),
    ],
)
def test_powers_of_time_come_out_as_due(text: str, due: Due, power: int | None) -> None:
    found = checked(text, due)
    assert found.sound, found.problems
    if power is not None:
        assert found.power == power


def test_a_quantity_alone_is_a_number_in_days() -> None:
    assert json_of("2 weeks", Due.DURATION) == ["number", 14.0]
    assert json_of(" -3.5 ") == ["number", -3.5]


def test_uses_name_everything_that_is_read_by_its_id() -> None:
    text = "role.troops * pay if decided(support) >= weapons else deaths"
    assert checked(text, Due.AMOUNT).uses == {"role", "pay", "support", "deaths"}
    claim = checked("net.seoul + amount.soldiers_pay > 0", Due.CLAIM)
    assert claim.uses == {"seoul", "soldiers_pay"}


@pytest.mark.parametrize(
    "text",
    [
        "shaky >= whatever",
        "shaky.key > pay",
        "decided(shaky) == arms",
        "shaky",
        "pay * shaky > 0",
        "level(shaky) > 1",
        "min(shaky, 1) / shaky > 1",
        "role.odd / (shaky + 1) > 0",
    ],
)
def test_nothing_is_said_of_what_is_broken_elsewhere(text: str) -> None:
    found = checked(text, Due.CONDITION)
    assert found.problems == ()
    assert "shaky" in found.uses


def test_nothing_is_said_of_an_actor_or_a_ledger_that_is_broken() -> None:
    assert checked("net.shaky < 0", Due.CLAIM).problems == ()
    scope = Scope(SCOPE.start, SCOPE.horizon, broken=frozenset({"ledger"}))
    assert checked("net.seoul < 0", Due.CLAIM, scope).problems == ()


def test_without_a_ledger_there_are_no_nets() -> None:
    scope = Scope(SCOPE.start, SCOPE.horizon)
    (problem,) = checked("net.seoul < 0", Due.CLAIM, scope).problems
    assert problem.what == "'net.seoul' is of the ledger, and there is none"


def test_an_unknown_name_lists_what_there_is_if_that_is_little() -> None:
    scope = Scope(SCOPE.start, SCOPE.horizon, {"pay": ParameterKind()})
    (problem,) = checked("troops", Due.NUMBER, scope).problems
    assert problem.hint == "expected one of: pay"


# ---- where faults stand


def test_a_fault_stands_at_its_column_in_the_file() -> None:
    line = "    when: role >= combt and pya > 1"
    text = line[10:]
    found = check(text, Place("a.yaml", 7, 11, line), due=Due.CONDITION, scope=SCOPE)
    places = [(problem.place.line, problem.place.column) for problem in found.problems]
    assert places == [(7, line.index("combt") + 1), (7, line.index("pya") + 1)]


def test_quotation_marks_before_an_expression_are_counted() -> None:
    line = """    deaths: "+ pya" """
    place = Place("a.yaml", 7, 13, line)
    inner = check("+ pya", place, due=Due.AMOUNT, scope=SCOPE).problems[-1]
    assert inner.place.column == line.index("pya") + 1


@pytest.mark.parametrize(
    ("text", "line"),
    [("role >=\ncombt", "when: |"), ("role >= combt", 'when: "role \\x3e= combt"')],
)
def test_where_the_line_is_not_the_text_a_fault_stands_at_its_start(
    text: str, line: str
) -> None:
    place = Place("a.yaml", 7, 7, line)
    (problem,) = check(text, place, due=Due.CONDITION, scope=SCOPE).problems
    assert problem.place == place


# ---- trees

NAMES = st.sampled_from(["", "role", "role.troops", "decided(support)"])
NUMBERS = st.floats(allow_nan=True, allow_infinity=True)
TREES = st.recursive(
    st.builds(Tree, st.just("number"), st.just(()), NAMES, NUMBERS),
    lambda parts: st.builds(
        Tree,
        st.sampled_from(["add", "if", "compare", "ever", "net"]),
        st.lists(parts, max_size=3).map(tuple),
        NAMES,
        NUMBERS,
    ),
    max_leaves=8,
)


@given(TREES)
def test_a_tree_goes_through_json_and_back(tree: Tree) -> None:
    text = json.dumps(tree.to_json(), allow_nan=False)
    again = Tree.from_json(json.loads(text))
    assert again == tree
    assert hash(again) == hash(tree)


@pytest.mark.parametrize("told", [[], "number", ["unheard_of"], 3, ["add", "", 1, {}]])
def test_what_is_no_tree_is_refused(told: object) -> None:
    with pytest.raises(ValueError, match="expected a tree as nested lists"):
        Tree.from_json(told)  # type: ignore[arg-type]


def test_a_tree_is_walked_from_the_outside_in() -> None:
    tree = checked("pay * (share + 1)", Due.NUMBER).tree
    assert [part.op for part in tree.walk()] == [
        "mul",
        "parameter",
        "add",
        "parameter",
        "number",
    ]
    assert tree != "mul"


# ---- what it costs


@given(st.text(max_size=60), st.sampled_from(Due))
def test_no_text_breaks_the_checker(text: str, due: Due) -> None:
    checked(text, due)


WORDS = [
    *"role seen support government war combat arms weapons opposed averse".split(),
    *"and or not if else ( ) + - * / ** < <= == != , . regime pay lag".split(),
    *"1 2.5 30% 10 days per month".split(),
    *"role pay lag deaths ever( final( highest( min( level( decided( day( net.".split(),
    *"2025-12-31 role.troops combat opposed averse always = && ' shaky".split(),
]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=14), st.sampled_from(Due))
def test_no_jumble_of_words_breaks_the_checker(words: list[str], due: Due) -> None:
    found = checked(" ".join(words), due)
    if not found.sound:
        assert all(problem.place.line == 1 for problem in found.problems)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 500 + "1" + ")" * 500,
        "-" * 900 + "1",
        "not " * 400 + "always",
        "1" + " + 1" * 400,
        "1 ** " * 300 + "1",
        "1 if always else " * 100 + "1",
        "abs(" * 300 + "1" + ")" * 300,
    ],
    ids=lambda text: text[:8],
)
def test_what_is_nested_too_deep_is_refused_and_not_followed(text: str) -> None:
    (problem,) = checked(text, Due.OUTCOME).problems
    assert problem.what == "expected at most 60 levels, got more"


def test_many_conditions_in_a_row_are_no_depth() -> None:
    text = " and ".join(["role >= combat"] * 100)
    assert checked(text, Due.CONDITION).sound


def test_reading_expressions_brings_no_heavy_library_along() -> None:
    code = (
        "import sys, sim.expressions; "
        "print([name for name in ('numpy', 'pydantic', 'yaml') if name in sys.modules])"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert shown.stdout == "[]\n"


def test_words_of_the_language_are_reserved() -> None:
    words = {"and", "level", "ever", "net", "always", "day", "days", "inf", "per"}
    assert words <= RESERVED
    assert "role" not in RESERVED
