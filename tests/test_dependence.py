"""Which assumptions an answer can depend on, in a scenario small enough to see."""

from functools import cache

from factories import compiled, loaded, scenario_of

from sim.analysis import Dependence, assumptions_of, total_assumptions
from sim.model import compile_model

TEXT = """
format: 1
name: small
title: Small
about: For tests.
start: 2030-01-01
horizon: 1 year
actors: {north: {title: North}}
parameters:
  pace: {value: 0.1 per month, because: {assumption: a}}
  known: {value: 0.1 per month, because: {assumption: b}}
  lag: {value: 10 days, because: {assumption: c}}
  nerve: {value: 50%, because: {assumption: d}}
  pay: {value: 2, because: {assumption: e}}
  price: {value: 3, because: {assumption: f}}
  rate: {value: 5% per year, because: {assumption: g}}
  alone: {value: 0.1 per month, because: {assumption: h}}
  harm: {value: 4 per month, because: {assumption: i}}
  bears: {value: 2, because: {assumption: j}}
  works: {value: 14 days, because: {assumption: k}}
ladders:
  role:
    rungs: {calm: {}, troops: {}, combat: {}}
  apart: {rungs: {open: {}, shut: {}}}
  support:
    rungs:
      none: {cost: 0 per month}
      arms: {cost: 1 per month, because: {assumption: l}}
    because: {assumption: m}
observations:
  seen: {of: role, lag: lag, because: {assumption: n}}
gauges:
  deaths: {flow: "harm * (1 if role == combat else 0)", because: {assumption: o}}
events:
  climbs:
    rate: pace
    factors: [{id: armed, when: support == arms, times: bears,
               because: {assumption: p}}]
    do: {role: up}
    because: {assumption: q}
  switches: {rate: alone, do: {apart: shut}, because: {assumption: r}}
  recedes: {when: role == combat, rate: known, do: {role: down},
          because: {assumption: s}}
policies:
  answer:
    ladder: support
    wants: {arms: seen >= troops}
    reviews: {every: 30 days}
    resolve: nerve
    takes: works
    because: {assumption: t}
plans: {support: answer}
ledger: {unit: crowns, against: peace, discount_rate: rate, horizons: [1 year]}
arguments:
  wages: {actor: north, side: gain, account: money,
          flow: "pay / 30 if role >= troops else 0", because: {assumption: u}}
  dead: {actor: north, side: loss, account: order, unit: souls, weight: price,
         flow: deaths / 100, because: {assumption: v}}
  bill: {actor: north, side: loss, account: standing, unit: medals,
         flow: support.cost, because: {assumption: w}}
claims:
  worse: {says: Worse, holds_if: net.north < 0, because: {assumption: no number}}
  dear: {says: Dear, holds_if: amount.bill > 1, because: {assumption: no number}}
outcomes:
  switched: ever(apart == shut)
  fought: ever(role == combat)
  killed: final(deaths)
"""
MOVES_ROLE = {
    "parameter pace",
    "parameter bears",
    "factor armed",
    "event climbs",
    # what moves the factor's condition
    "policy answer",
    "parameter nerve",
    "parameter works",
    "observation seen",
    "parameter lag",
    "event recedes",
    "parameter known",
}


@cache
def known() -> Dependence:
    scenario = scenario_of(TEXT)
    return assumptions_of(scenario, compile_model(scenario))


def test_what_stands_apart_depends_on_itself_alone() -> None:
    assert known().outcomes["switched"] == {"parameter alone", "event switches"}


def test_a_ladder_depends_on_all_that_moves_it_and_its_causes() -> None:
    assert known().outcomes["fought"] == MOVES_ROLE


def test_a_gauge_depends_on_its_flow() -> None:
    assert known().outcomes["killed"] == MOVES_ROLE | {"gauge deaths", "parameter harm"}


def test_a_net_depends_on_every_counted_argument_its_weight_and_the_rate() -> None:
    assert known().claims["worse"] == MOVES_ROLE | {
        "gauge deaths",
        "parameter harm",
        "argument wages",
        "argument dead",
        "parameter pay",
        "parameter price",
        "parameter rate",
    }


def test_a_rungs_number_counts_where_it_is_read() -> None:
    found = known().claims["dear"]
    assert {"ladder support", "rung support.arms", "argument bill"} <= found
    assert "parameter price" not in found
    assert "ladder support" not in known().claims["worse"]


def test_the_total_is_that_of_the_file() -> None:
    # Letters a to w; the evidence of claims and outcomes is not a number.
    assert total_assumptions(scenario_of(TEXT)) == len(known().total) == 23


def test_what_is_switched_off_is_depended_on_no_more() -> None:
    scenario = scenario_of(TEXT)
    model = compile_model(scenario, without=["armed"])
    found = assumptions_of(scenario, model).outcomes["fought"]
    assert found == {
        "parameter pace",
        "event climbs",
        "event recedes",
        "parameter known",
    }


def test_no_answer_of_the_real_scenario_depends_on_more_than_its_file() -> None:
    scenario, model = loaded("seoul_2024"), compiled("seoul_2024")
    found = assumptions_of(scenario, model)
    assert len(found.total) == total_assumptions(scenario)
    for assumptions in (found.outcomes | found.claims).values():
        assert assumptions <= found.total
    war, net = found.outcomes["war_over"], found.claims["more_to_lose"]
    assert "parameter war_end" in war
    assert len(war) < len(net) < len(found.total)


def test_a_lump_depends_on_what_makes_it_due_and_on_its_amount() -> None:
    text = TEXT.replace(
        "flow: support.cost, because: {assumption: w}",
        "because: {assumption: w}, lump: [{each: switches, amount: price}, "
        "{entering: {support: arms}, amount: 1}]",
    )
    scenario = scenario_of(text)
    found = assumptions_of(scenario, compile_model(scenario)).claims["dear"]
    assert {
        "argument bill",
        "event switches",
        "parameter alone",
        "parameter price",
        "parameter rate",
        "policy answer",
        "observation seen",
    } <= found
    assert "ladder support" not in found, "its numbers are not read"
