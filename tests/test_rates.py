"""Sums at several discount rates in one run are those of one run for each."""

import numpy as np
import pytest
import strategies
from commands import Call
from ensembles import differences, in_simpy

import sim as package
from sim.ensemble import run_members
from sim.errors import ResultError, UsageError
from sim.loading import load_text
from sim.model import Model, compile_model, model_from_json, model_to_json
from sim.results import join_ensembles

RATES = (0.0, 0.3 / 365.25)


def with_rate(text: str, rate: str) -> Model:
    lines = [
        f'  discount_rate: "{rate}"' if "discount_rate:" in line else line
        for line in text.split("\n")
    ]
    return compile_model(load_text("\n".join(lines)))


@pytest.mark.parametrize("number", range(8))
def test_each_rate_gives_the_sums_of_a_run_of_its_own(number: int) -> None:
    text = strategies.document(number)
    model = compile_model(load_text(text), also_rates=RATES)
    many = run_members(model, seed=3, members=range(10), engine="numpy")
    assert differences(many, run_members(model, seed=3, members=range(10))) == []
    for rate, written in zip(RATES, ("0% per year", "30% per year"), strict=True):
        alone = in_simpy(with_rate(text, written), range(10))
        at_rate = many.at_rate(rate)
        assert at_rate.amounts.tobytes() == alone.amounts.tobytes()
        assert at_rate.receipts == alone.receipts


def test_without_further_rates_nothing_is_kept() -> None:
    model = compile_model(load_text(strategies.document(1)))
    done = run_members(model, seed=1, members=range(3))
    assert done.amounts_at.size == 0
    with pytest.raises(ResultError, match=r"no sums at 0\.1 per day; kept were none"):
        done.at_rate(0.1)


def test_rates_go_with_the_model_and_with_its_parts() -> None:
    model = compile_model(load_text(strategies.document(2)), also_rates=RATES)
    assert model_from_json(model_to_json(model)) == model
    parts = [run_members(model, seed=1, members=m) for m in (range(4), range(4, 6))]
    whole = run_members(model, seed=1, members=range(6))
    np.testing.assert_array_equal(join_ensembles(parts).amounts_at, whole.amounts_at)


def test_a_rate_below_nought_is_refused() -> None:
    with pytest.raises(UsageError, match="expected a discount rate of 0 or more"):
        compile_model(load_text(strategies.document(1)), also_rates=[-0.1])


def test_a_run_shows_its_nets_at_every_rate(sim: Call) -> None:
    told = ("run", "hello", "-n", "200", "--no-plots", "--discount-rate", "0% per year")
    done = sim(*told, "--discount-rate", "12% per year", "--out", "o")
    assert done.status == 0, done.err
    shown = done.out.partition("at several discount rates")[2]
    rows = [line.split() for line in shown.splitlines()]
    means = {
        rate: [row for row in rows if rate in " ".join(row)]
        for rate in ("0 % per year", "12 % per year", "the scenario's own")
    }
    assert all(means.values())
    korean = sim(*told, "--lang", "ko", "--out", "k").out
    assert "시나리오의 값" in korean
    assert "연 0%" in korean
    opened = package.open_run("o")
    assert opened.ledgers_at[0.0] == package.analysis.actor_ledgers(
        opened.ensemble.at_rate(0.0)
    )
    assert sim("rerun", "o").status == 0
    assert "at several" not in sim("run", "hello", "-n", "50", "--no-plots").out
