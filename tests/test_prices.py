"""Break-even prices, on paper and by turning them; nets told only between plans."""

import json
import math
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from commands import Call
from factories import (
    HORIZONS,
    YEAR,
    compare,
    compiled,
    ensemble_of,
    hand_made,
    loaded,
    small_model,
)

import sim
from sim.analysis import (
    Books,
    actor_ledgers,
    actor_nets,
    claim_results,
    nets_of,
    paired_nets,
    prices_of,
    turning_prices,
)
from sim.errors import ResultError, ScenarioError
from sim.expressions import Tree
from sim.loading import load_text
from sim.model import Claim
from sim.study import Study
from sim.study.run import Run
from sim.texts import LANGUAGES, Language, Text

NAME, MEMBERS = "seoul_2024", 300
PRICES = [[2.0, 0.1], [2.0, 0.6], [3.0, 0.7], [0.0, 0.9]]
# members, horizons, arguments (pay, arms, unrest in points, dead in killed)
AMOUNTS = [
    [[10.0, 5.0, 1.0, 7.0], [20.0, 5.0, 20.0, 9.0]],
    [[10.0, 5.0, 8.0, 7.0], [20.0, 5.0, 0.0, 9.0]],
    [[0.0, -2.0, 0.0, 7.0], [1.0, -2.0, 0.0, 9.0]],
    [[1.0, 0.0, 100.0, 7.0], [1.0, 0.0, 100.0, 9.0]],
]


def net(op: str = "net") -> Tree:
    return Tree(op, name="north", number=math.nan)


def claim(tree: Tree) -> Claim:
    return Claim("said", Text("They lose", "잃는다"), "as written", (tree, tree))


def evens_of(tree: Tree, amounts: object = AMOUNTS):
    model = small_model(claims=[claim(tree)])
    return turning_prices(hand_made(model, parameters=PRICES, amounts=amounts))  # type: ignore[arg-type]


def test_a_break_even_known_on_paper_is_found() -> None:
    found = evens_of(compare(net(), "<", 0.0))
    assert [(e.beside, e.horizon) for e in found] == [
        ("money", HORIZONS[0]),
        ("money", YEAR),
        ("all", HORIZONS[0]),
        ("all", YEAR),
    ]
    first, last = found[:2]
    assert first.price.arguments == ("unrest",)
    assert first.price.unit == "points"
    # On money alone 15, 15, -2 and 1 are left; of unrest there are 1, 8, 0 and 100
    # points: it must cost 15, 15/8, nothing and 1/100 for them to lose.
    assert first.way == "least"
    assert first.needed.low == 0.0
    assert first.needed.median.value == pytest.approx(0.01)
    assert first.needed.high == pytest.approx(15.0)
    assert (first.free.value, first.none.value) == (0.25, 0.0)
    # A year: 25, 25, -1 and 1 against 20, 0, 0 and 100 points: one has no unrest, and
    # no price would do.
    assert last.needed.high == math.inf
    assert (last.free.value, last.none.value) == (0.25, 0.25)
    # Nothing else is priced, so beside all else it is the same. (As text, since an
    # edge that is not known is no number, and no such thing equals itself.)
    assert repr([e.needed for e in found[2:]]) == repr([e.needed for e in found[:2]])


def test_a_claim_that_they_gain_holds_up_to_the_same_price() -> None:
    first, last, *_ = evens_of(compare(net(), ">", 0.0))
    assert first.way == last.way == "most"
    assert first.needed.high == pytest.approx(15.0)
    assert first.none.value == 0.25, "who loses on money alone loses at any price"
    assert last.free.value == 0.25, "who has no unrest gains at any price"
    assert last.needed.high == math.inf


def test_beside_conditions_only_those_futures_can_turn() -> None:
    never = Tree("compare", (Tree("number"), Tree("number", number=1.0)), ">")
    both = Tree("and", (compare(net(), "<", 0.0), never))
    first, *_ = evens_of(both)
    assert first.none.value == 1.0
    either = Tree("or", both.parts)
    assert evens_of(either) == ()
    assert evens_of(compare(net(), "==", 0.0)) == ()
    square = Tree("mul", (net(), net()))
    assert evens_of(compare(square, ">", 1.0)) == ()


def test_what_is_no_sum_turns_on_no_price() -> None:
    assert evens_of(compare(Tree("parameter", name="luck"), ">", 0.5)) == ()
    gains = compare(Tree("mul", (net("gain"), Tree("number", number=2.0))), ">", 1.0)
    assert evens_of(gains) == (), "a gain does not turn on the price of a loss"
    halved = Tree("div", (Tree("neg", (net(),)), Tree("number", number=2.0)))
    first, *_ = evens_of(compare(halved, ">", 0.0))
    assert first.needed.high == pytest.approx(15.0)


@pytest.mark.slow
def test_a_price_set_to_the_middle_one_turns_half_of_the_futures() -> None:
    ensemble = ensemble_of(NAME, MEMBERS)
    names = list(compiled(NAME).parameter_index)
    column = names.index("discontent_price")
    evens = [
        even
        for even in turning_prices(ensemble)
        if even.claim == "more_to_lose"
        and even.beside == "all"
        and "army_discontent" in even.price.arguments
    ]
    assert len(evens) == len(compiled(NAME).horizons)
    tried = 0
    for at, even in enumerate(evens):
        for value, share in (
            (even.needed.median.value, 0.5),
            (even.needed.low, 0.05),
            (even.needed.high, 0.95),
        ):
            if not 0 < value < math.inf:
                continue
            parameters = np.array(ensemble.parameters)
            parameters[:, column] = value * (1 + 1e-9)
            result = claim_results(replace(ensemble, parameters=parameters))[0]
            counted = result.shares[at].counted
            assert counted is not None
            assert counted.value == pytest.approx(share, abs=1.5 / MEMBERS)
            tried += 1
    assert tried >= 4


def test_arguments_with_one_price_are_priced_together() -> None:
    prices = prices_of(compiled(NAME), "pyongyang")
    together = [price.arguments for price in prices if len(price.arguments) > 1]
    assert together == [("army_discontent", "public_discontent")]
    assert all(price.account != "money" for price in prices)
    assert not any("usefulness_gone" in price.arguments for price in prices)


def test_sums_are_the_same_one_by_one() -> None:
    books = Books(ensemble_of(NAME, MEMBERS))
    day = compiled(NAME).horizons[-1]
    for actor in ("pyongyang", "seoul"):
        own = [a for a in compiled(NAME).arguments if a.actor == actor]
        total = sum(books.signed(argument.name, day) for argument in own)
        assert books.net(actor, day) == pytest.approx(total)
    apart = next(a for a in compiled(NAME).arguments if not a.counted)
    assert not books.signed(apart.name, day).any()


# ---- the order of tables


@cache
def run(language: Language = "en") -> Run:
    return Run(loaded(NAME), ensemble_of(NAME, MEMBERS), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_accounts_come_first_then_money_then_prices_then_all(
    language: Language,
) -> None:
    titles = [table.title for table in run(language).tables()]
    ledger = next(
        at for at, t in enumerate(titles) if t.startswith(("Ledger", "북한의"))
    )
    weighed = [view.table for view in run(language).weighed]
    assert len(weighed) == 3
    assert titles.index(weighed[0].title) > ledger
    table = run(language).tables()[ledger]
    every = [row[0] for row in table.rows]
    assert not any(
        row in every for row in ("Net with all counted", "순손익: 모두 합산")
    )
    for weighing in weighed:
        first, second, *prices, net_of_all, last = [row[0] for row in weighing.rows]
        assert first in ("Holds on money alone in", "돈만 보면 성립하는 미래")
        assert second in (
            "For it to hold, one unit must be worth",
            "성립하려면 한 단위의 값이",
        )
        assert len(prices) % 3 == 0
        assert net_of_all.startswith(("Net of", "북한 순손익"))
        assert last in ("Holds with all counted in", "모두 합하면 성립하는 미래")


def test_no_price_is_said_in_words() -> None:
    cells = {
        cell
        for view in run().weighed
        for row in view.rows
        for cell in row[1:]
        if cell and "%" not in cell
    }
    assert "none" in cells
    assert any(cell.startswith("≥ ") for cell in cells)
    assert not any("inf" in cell or "nan" in cell for cell in cells)


# ---- a net that means something only between plans


def strings(thing: object) -> list[str]:
    if isinstance(thing, dict):
        return [s for key, value in thing.items() for s in (key, *strings(value))]
    return (
        [s for item in thing for s in strings(item)]
        if isinstance(thing, list)
        else [str(thing)]
    )


def test_no_table_or_picture_of_one_plan_has_the_net_of_seoul() -> None:
    (south,) = [
        x for x in actor_ledgers(ensemble_of(NAME, MEMBERS)) if x.actor == "seoul"
    ]
    assert south.between_plans
    assert (south.accounts, south.money, south.counted) == ({}, None, None)
    assert list(actor_nets(ensemble_of(NAME, MEMBERS))) == ["pyongyang"]
    shown = run().ledger("seoul")
    assert not any("Net" in row[0] for row in shown.rows)
    assert "only as a difference between two plans" in str(shown)
    for told in (run().plot_ledger("seoul").alt, *map(str, run().weighed)):
        assert "South Korea" not in told or "Net " not in told
    assert "only as a difference between two plans" in run().plot_ledger("seoul").alt


def test_no_file_of_one_plan_has_it(tmp_path, sim: Call) -> None:  # type: ignore[no-untyped-def]
    done = sim("run", NAME, "-n", 40, "--no-plots", "--out", "o", "--table", "csv")
    assert done.status == 0
    summary = json.loads((tmp_path / "o" / "summary.json").read_text("utf-8"))
    for horizon in summary["ledger"]["horizons"]:
        (south,) = [x for x in horizon["actors"] if x["actor"] == "seoul"]
        assert south["net_only_between_plans"] is True
        assert south["accounts"] == {}
        assert south["money_alone"] is south["with_all"] is None
    head = (tmp_path / "o" / "members.csv").read_text("utf-8-sig").split("\n")[0]
    assert "net" not in head.split(",")


def test_between_plans_it_is_told_in_the_order_given(sim: Call) -> None:
    done = sim("compare", NAME, "--policies", "act_early,hold_at_words", "-n", 40)
    assert done.status == 0, done.err
    assert done.out.index("1. Act early") < done.out.index("2. Hold at words")
    assert "Hold at words, and help without weapons, less" in " ".join(done.out.split())
    told = done.out[done.out.index("South Korea\n") :]
    assert "Net with all counted" in told
    assert "none is called better" in " ".join(done.out.split())
    assert "not a forecast" in done.out


@pytest.mark.slow
def test_a_difference_is_that_of_nets_member_by_member() -> None:
    study = Study(loaded(NAME))
    names = ["hold_at_words", "act_early"]
    plans = study.compare(names, members=50)
    runs = [study.run(members=50, policy=name).ensemble for name in names]
    day = compiled(NAME).horizons[-1]
    one, two = (Books(ensemble).net("seoul", day) for ensemble in runs)
    (pair,) = [
        p
        for p in plans.difference("act_early")
        if (p.actor, p.account) == ("seoul", "")
    ]
    assert pair.difference.mean.value == pytest.approx((two - one).mean())
    assert pair.changed.value == np.mean(two != one)
    back = plans.difference("hold_at_words", "act_early")
    assert [p.difference.mean.value for p in back] == pytest.approx(
        [-p.difference.mean.value for p in plans.difference("act_early")]
    )
    assert "South Korea" in plans._repr_html_()
    assert repr(plans) == "<Plans of seoul_2024: hold_at_words, act_early>"
    with pytest.raises(ResultError, match="did you mean 'act_early'"):
        plans.difference("act_erly")


def test_other_luck_is_not_compared() -> None:
    first = nets_of(ensemble_of("hello", 20))
    with pytest.raises(ResultError, match="one seed"):
        paired_nets(first, replace(first, seed=2))
    some = replace(
        first,
        members=first.members[5:],
        values={key: values[5:] for key, values in first.values.items()},
    )
    assert all(pair.changed.count == 15 for pair in paired_nets(first, some))
    assert all(pair.changed.value == 0 for pair in paired_nets(first, some))


def test_plans_that_are_not_two_are_refused(sim: Call) -> None:
    for given in ("in_step", "in_step,in_step", ","):
        done = sim("compare", "hello", "--policies", given)
        assert done.status == 2
        assert "two plans or more" in done.err
    assert sim("compare", "hello", "--policies", "in_step,in_stp").status == 2


def test_between_plans_names_actors() -> None:
    text = loaded("hello").text
    ledger = "ledger: {unit: million crowns,"
    assert ledger in text
    good = load_text(text.replace(ledger, ledger + " between_plans: arvia,"))
    assert good.ledger is not None
    assert good.ledger.between_plans == ("arvia",)
    ensemble = Study(good).run(members=5)
    assert ensemble.ledgers[0].between_plans
    with pytest.raises(ScenarioError, match="did you mean 'arvia'"):
        load_text(text.replace(ledger, ledger + " between_plans: [arvja],"))


def test_hello_is_weighed_on_money_alone() -> None:
    assert sim.load("hello").run(members=20).weighed == ()
