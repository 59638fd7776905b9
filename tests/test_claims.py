"""Claims and the ledger on ensembles written by hand, whose answers are known."""

import math
from dataclasses import replace

import numpy as np
import pytest
from factories import (
    HORIZONS,
    YEAR,
    compare,
    hand_made,
    number,
    reading,
    small_model,
)

from sim import study
from sim.analysis import (
    Books,
    actor_ledgers,
    claim_results,
    holds_in,
    rung_shares,
    summarise_outcomes,
)
from sim.errors import ResultError
from sim.expressions import Tree
from sim.model import Claim, Expression, Outcome, Reading
from sim.texts import Text
from tests import worlds

PRICES = [[2.0, 0.1], [2.0, 0.6], [3.0, 0.7], [0.0, 0.9]]
# members, horizons, arguments (pay, arms, unrest in points, dead in killed)
AMOUNTS = [
    [[10.0, 5.0, 1.0, 7.0], [20.0, 5.0, 20.0, 9.0]],
    [[10.0, 5.0, 8.0, 7.0], [20.0, 5.0, 2.0, 9.0]],
    [[0.0, -2.0, 0.0, 7.0], [1.0, -2.0, 0.0, 9.0]],
    [[1.0, 0.0, 99.0, 7.0], [1.0, 0.0, 99.0, 9.0]],
]


def net(day: float = math.nan, op: str = "net") -> Tree:
    return Tree(op, name="north", number=day)


def claim(*trees: Tree) -> Claim:
    return Claim("said", Text("They lose", "잃는다"), "as written", trees)


def test_a_net_is_gains_less_weighted_losses() -> None:
    books = Books(hand_made(small_model(), parameters=PRICES, amounts=AMOUNTS))
    # 15 - 2 * 1, 15 - 2 * 8, -2 - 3 * 0, 1 - 0 * 99
    assert books.net("north", 100.0).tolist() == [13.0, -1.0, -2.0, 1.0]
    assert books.net("north", YEAR).tolist() == [25.0 - 40.0, 21.0, -1.0, 1.0]


def test_an_argument_without_a_weight_is_in_no_sum() -> None:
    many = [[[0.0, 0.0, 0.0, 1e9]] * 2] * 4
    books = Books(hand_made(small_model(), parameters=PRICES, amounts=many))
    assert books.net("north", YEAR).tolist() == [0.0] * 4
    assert books.amount("dead", YEAR).tolist() == [1e9] * 4


def test_a_claim_is_shown_on_money_alone_and_with_all() -> None:
    tree = compare(net(), "<", 0.0)
    model = small_model(claims=[claim(tree, tree)])
    (result,) = claim_results(
        hand_made(model, parameters=PRICES, amounts=AMOUNTS),
    )
    first, last = result.shares
    assert (first.horizon, last.horizon) == HORIZONS
    assert first.money is not None
    assert (first.counted.value, first.money.value) == (0.5, 0.25)
    assert last.money is not None
    assert (last.counted.value, last.money.value) == (0.5, 0.25)
    assert first.counted.count == 4


def test_money_and_all_are_one_where_they_cannot_differ() -> None:
    trees = [
        compare(net(op="gain"), "<", 0.0),  # every gain is money
        compare(Tree("amount", name="unrest", number=math.nan), ">", 5.0),
        compare(reading(0), ">", 5.0),
    ]
    for tree in trees:
        model = small_model(
            claims=[claim(tree, tree)],
            readings=[Reading("highest", Tree("gauge", name="deaths"), YEAR)],
        )
        (result,) = claim_results(hand_made(model, amounts=AMOUNTS))
        assert [share.money for share in result.shares] == [None, None]


def test_a_loss_counts_as_a_positive_amount() -> None:
    tree = compare(net(op="loss"), ">", 10.0)
    model = small_model(claims=[claim(tree, tree)])
    (result,) = claim_results(hand_made(model, parameters=PRICES, amounts=AMOUNTS))
    assert [share.counted.value for share in result.shares] == [0.25, 0.25]
    assert [share.money.value for share in result.shares if share.money] == [0.0, 0.0]


def test_an_amount_is_taken_before_its_weight() -> None:
    tree = compare(Tree("amount", name="unrest", number=YEAR), ">", 19.0)
    model = small_model(claims=[claim(tree, tree)])
    (result,) = claim_results(hand_made(model, parameters=PRICES, amounts=AMOUNTS))
    assert [share.counted.value for share in result.shares] == [0.5, 0.5]


def test_a_claim_may_compare_two_horizons() -> None:
    tree = Tree("compare", (net(YEAR), net(100.0)), "<")
    model = small_model(claims=[claim(tree, tree)])
    (result,) = claim_results(hand_made(model, parameters=PRICES, amounts=AMOUNTS))
    # -15 < 13, 21 < -1, -1 < -2, 1 < 1
    assert [share.counted.value for share in result.shares] == [0.25, 0.25]


def test_an_argument_switched_off_counts_nothing() -> None:
    tree = compare(Tree("amount", name="gone", number=YEAR), "==", 0.0)
    model = small_model(claims=[claim(tree, tree)])
    (result,) = claim_results(hand_made(model))
    assert [share.counted.value for share in result.shares] == [1.0, 1.0]


def test_readings_of_ever_are_conditions() -> None:
    ever = Reading("ever", Tree("true"), YEAR)
    tree = Tree("and", (reading(0), Tree("not", (reading(1),))))
    model = small_model(claims=[claim(tree, tree)], readings=[ever, ever])
    ensemble = hand_made(model, readings=[[1, 0], [1, 1], [0, 0], [1, 0]])
    (result,) = claim_results(ensemble)
    assert result.shares[0].counted.value == 0.5


def test_a_claim_may_read_parameters() -> None:
    tree = compare(Tree("parameter", name="luck"), ">=", 0.6)
    model = small_model(claims=[claim(tree, tree)])
    (result,) = claim_results(hand_made(model, parameters=PRICES))
    assert result.shares[0].counted.value == 0.75


@pytest.mark.parametrize(
    ("share", "word"),
    [
        (0.0, "hardly any"),
        (0.049, "hardly any"),
        (0.05, "few"),
        (0.35, "about half"),
        (0.65, "most"),
        (0.95, "nearly all"),
        (1.0, "nearly all"),
    ],
)
def test_a_claim_holds_in_so_many_futures(share: float, word: str) -> None:
    assert holds_in(share) == word


def test_a_ledger_has_money_first_and_a_net_for_each_account() -> None:
    (ledger,) = actor_ledgers(
        hand_made(small_model(), parameters=PRICES, amounts=AMOUNTS), horizon=YEAR
    )
    assert list(ledger.accounts) == ["money", "order"]
    assert ledger.money is ledger.accounts["money"]
    assert ledger.money is not None
    assert ledger.money.mean.value == pytest.approx((25 + 25 - 1 + 1) / 4)
    assert ledger.accounts["order"].mean.value == pytest.approx(-(40 + 4) / 4)
    assert ledger.counted is not None
    assert ledger.counted.mean.value == pytest.approx((-15 + 21 - 1 + 1) / 4)
    names = [line.argument.name for line in ledger.lines]
    assert names == ["pay", "arms", "unrest", "dead"]
    assert ledger.lines[2].own.mean.value == pytest.approx((20 + 2 + 0 + 99) / 4)
    assert ledger.lines[3].weighted is None


def test_a_ledger_is_read_at_its_last_horizon_unless_told() -> None:
    (ledger,) = actor_ledgers(hand_made(small_model(), amounts=AMOUNTS))
    assert ledger.horizon == YEAR


def test_a_ledger_has_no_other_horizons() -> None:
    with pytest.raises(ResultError, match="no ledger horizon at day 7; there are: 100"):
        actor_ledgers(hand_made(small_model()), horizon=7.0)


def outcome(kind: str, name: str = "asked") -> Outcome:
    value = Expression(reading(0), "as written")
    return Outcome(name, Text(name, name), kind, value, "role")


def test_each_outcome_is_summed_up_by_its_kind() -> None:
    kinds = ("condition", "number", "day", "ladder")
    model = small_model(
        outcomes=[outcome(kind, kind) for kind in kinds],
        readings=[Reading("final", Tree("gauge", name="deaths"), YEAR)],
    )
    rows = [[1, 3, 10.0, 0], [0, 5, math.inf, 2], [1, 7, 30.0, 2], [1, 9, math.inf, 2]]
    condition, amount, day, ladder = summarise_outcomes(hand_made(model, outcomes=rows))
    assert condition.share is not None
    assert condition.share.value == 0.75
    assert amount.spread is not None
    assert amount.spread.mean.value == 6.0
    assert day.share is not None
    assert day.share.value == 0.5
    assert day.spread is not None
    assert day.spread.median.value == 30.0
    assert day.spread.high == math.inf
    assert [share.value for share in ladder.rungs] == [0.25, 0.0, 0.75]


def test_shares_on_rungs_add_up_to_all_members() -> None:
    ensemble = hand_made(small_model(), counts=[[4, 0, 0], [1, 2, 1]])
    (shares,) = rung_shares(ensemble)
    assert shares.shares.tolist() == [[1.0, 0.0, 0.0], [0.25, 0.5, 0.25]]
    assert np.allclose(shares.shares.sum(axis=1), 1.0)
    assert number(1.0).tree.number == 1.0


def test_a_run_that_ends_before_every_horizon_has_no_ledger() -> None:
    model = replace(small_model(claims=[claim()]), horizons=())
    ensemble = hand_made(model)
    assert actor_ledgers(ensemble) == ()
    (result,) = claim_results(ensemble)
    assert result.shares == ()


GIVEN = """
events: {toss: {at: 2024-01-11, either: [{odds: 0.25, do: {war: over}}],
  because: {assumption: a test}}}
ladders: {war: {rungs: {going: {}, over: {}}}, far: {rungs: {no_one: {}, some: {}}}}
actors: {north: {}}
ledger: {unit: coin, against: peace, discount_rate: 0, horizons: [5 days, 50 days]}
claims:
  quiet: {says: All is quiet, given: ever(war == over), holds_if: final(far) == no_one}
  whole: {says: All is quiet, holds_if: final(far) == no_one}
"""


def test_a_claim_is_asked_only_where_what_it_supposes_holds() -> None:
    scenario = worlds.small(GIVEN)
    run = study.Study(scenario).run(members=200)
    quiet, whole = run.claim_results
    early, late = quiet.shares
    assert (early.counted, early.among) == (None, 0)  # below FEWEST no share is given
    assert late.counted is not None
    assert late.counted.value == 1.0
    assert late.counted.count == late.among
    assert 30 < late.among < 80  # a quarter of 200
    assert [share.among for share in whole.shares] == [200, 200]
    assert quiet.given == "ever(war == over)"
    table = run.claims.table
    assert next(row[3] for row in table.rows) == "no share of 0"
    assert f"of {late.among}" in table.rows[1][3]
    assert any("below 30 no share is given" in note for note in table.notes)


def test_what_a_claim_supposes_counts_among_what_it_rests_on() -> None:
    scenario = worlds.small(GIVEN)
    known = study.Study(scenario).run(members=10).dependence.claims
    assert known == {"quiet": {"event toss"}, "whole": set()}
