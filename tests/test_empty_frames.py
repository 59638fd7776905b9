"""What never happens, or hardly ever does, is said in words in its picture."""

from __future__ import annotations

import pytest
from matplotlib.figure import Figure

from sim.analysis.ledger import actor_ledgers
from sim.analysis.spreads import outcome_spread
from sim.jobs import run_ensemble
from sim.plots.ledger import plot_ledger
from sim.plots.outcomes import plot_outcome
from sim.report.names import Names
from sim.results import Ensemble
from sim.texts import Language
from tests.worlds import model

BECAUSE = "because: {assumption: a test}"
TEXT = f"""
actors: {{north: {{}}}}
ladders: {{war: {{rungs: {{peace: {{}}, fight: {{}}}}}}}}
events:
  climb: {{chance: 1% within 100 days, when: war == peace, do: {{war: up}}, {BECAUSE}}}
ledger: {{unit: crowns, against: peace, discount_rate: 0% per year,
  horizons: [99 days]}}
arguments:
  harm: {{actor: north, side: loss, account: money, {BECAUSE},
    lump: {{each: climb, amount: 100}}}}
outcomes: {{fights: first(war == fight), later: first(war > fight)}}
"""


def ensemble() -> Ensemble:
    made = model(TEXT.replace("war > fight", "war == fight and war == peace"))
    return run_ensemble(made, members=300)


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "in none of these futures"), ("ko", "이 미래들에서는 한 번도 없음")],
)
def test_a_day_that_never_comes_is_no_empty_frame(
    language: Language, said: str
) -> None:
    run = ensemble()
    names = Names(run.model, None, language)
    for name, empty in (("later", True), ("fights", False)):
        ax = Figure().add_subplot()
        plot_outcome(ax, outcome_spread(run, name), names)
        assert (said in [text.get_text() for text in ax.texts]) == empty
        assert (list(ax.get_yticks()) == []) == empty


@pytest.mark.parametrize(
    ("language", "said"), [("en", "(0 in 9 of 10 futures)"), ("ko", "(미래 90%에서 0)")]
)
def test_a_mean_away_from_nearly_all_futures_is_told_as_that(
    language: Language, said: str
) -> None:
    run = ensemble()
    (ledger,) = actor_ledgers(run)
    ax = Figure().add_subplot()
    plot_ledger(ax, ledger, Names(run.model, None, language))
    assert [text.get_text() for text in ax.texts if said in text.get_text()]
