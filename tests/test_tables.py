"""The tables of a run, as strings: what stands in them, in both languages."""

import math
import re
from functools import cache

import pytest
from factories import (
    YEAR,
    compare,
    compiled,
    ensemble_of,
    hand_made,
    loaded,
    reading,
    small_model,
)

from sim.analysis import (
    Dependence,
    actor_ledgers,
    assumptions_of,
    claim_results,
    summarise_outcomes,
)
from sim.expressions import Tree
from sim.model import Expression, Outcome, Reading
from sim.report.footer import footer_line
from sim.report.tables import Table, Tables
from sim.texts import LANGUAGES, Language, Text

MEMBERS = 60
ID = re.compile(r"\b[a-z]+_[a-z0-9_]+\b")


@cache
def tables(language: Language) -> tuple[Table, ...]:
    scenario, model = loaded("seoul_2024"), compiled("seoul_2024")
    ensemble = ensemble_of("seoul_2024", MEMBERS)
    known = assumptions_of(scenario, model)
    writer = Tables(model, scenario, members=MEMBERS, language=language)
    return (
        writer.outcomes(summarise_outcomes(ensemble), known),
        writer.claims(claim_results(ensemble), known),
        *(writer.ledger(ledger) for ledger in actor_ledgers(ensemble)),
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_have_titles_in_the_place_of_ids(language: Language) -> None:
    for table in tables(language):
        assert table.notes
        for row in table.rows:
            assert len(row) == len(table.columns)
            for cell in row:
                assert not ID.search(cell), cell
                assert "nan" not in cell
                assert "inf" not in cell.replace("information", "")


def test_an_outcome_stands_with_its_interval_and_what_it_rests_on() -> None:
    rows = {row[0]: row for row in tables("en")[0].rows}
    title, share, interval, _, rests = rows["War over within five years"]
    assert re.fullmatch(r"\d+ %", share), title
    assert re.fullmatch(r"\d+–\d+ %", interval)
    assert re.fullmatch(r"\d+ assumptions", rests)


def test_days_are_told_as_dates_and_never() -> None:
    table = tables("en")[0]
    days = [row for row in table.rows if row[0].startswith("  when")]
    assert days
    for row in days:
        assert re.match(r"never|\d{4}-\d\d-\d\d", row[1])


def test_people_killed_are_a_range_and_never_one_number() -> None:
    killed = [row for row in tables("en")[0].rows if "killed]" in row[0]]
    assert killed
    for row in killed:
        assert row[1] == row[2] == ""
        assert re.fullmatch(r"[\d,]+–[\d,]+", row[3])


def test_a_claim_stands_at_every_horizon_on_money_alone_and_with_all() -> None:
    scenario = loaded("seoul_2024")
    assert scenario.ledger is not None
    count = len(scenario.ledger.horizons)
    rows = tables("en")[1].rows
    assert len(rows) == count * len(scenario.claims)
    says = rows[0][0]
    assert says.startswith(
        "“North Korea stands to lose more than it could gain” (INSS)"
    )
    assert [row[1] for row in rows[:count]] == [
        "6 months",
        "1 year",
        "2 years",
        "5 years",
    ]
    for row in rows[:count]:
        assert re.fullmatch(r"\d+ % \([\d<>–]+ %\)", row[2])
        assert re.fullmatch(r"\d+ % \([\d<>–]+ %\)", row[3])


def test_no_claim_is_called_true() -> None:
    told = [row for row in tables("en")[1].rows if row[4]]  # none below 30 members
    assert len(told) > 50
    for row in told:
        assert re.search(r"futures", row[4])
        assert not re.search(r"\b(true|false|right|wrong)\b", row[4])


def test_a_ledger_begins_with_its_accounts() -> None:
    ledger = tables("en")[2]
    assert ledger.title == "Ledger of North Korea after 5 years"
    heads = [row[0] for row in ledger.rows if not row[0].startswith("  ")]
    assert heads[0] == "Net on money alone"
    assert heads[-1] == "Net with all counted"
    assert any("in no sum" in row[1] for row in ledger.rows)
    assert "against: North Korea goes on selling arms" in ledger.notes[0]


def test_a_footer_says_how_far_facts_reach_and_that_it_is_no_forecast() -> None:
    scenario = loaded("seoul_2024")
    english, korean = footer_line(scenario, "en"), footer_line(scenario, "ko")
    assert "facts to 2026-04-27" in english
    assert re.search(r"\d+ assumptions", english)
    assert english.endswith("follows from stated assumptions; not a forecast")
    assert "예측이 아님" in korean


def test_numbers_of_few_members_have_no_false_interval() -> None:
    outcome = Outcome(
        "days", Text("Days", "날"), "number", Expression(reading(0), "time_in(…)")
    )
    model = small_model(
        outcomes=[outcome],
        readings=[Reading("time_in", compare(Tree("number"), "<", 1.0), YEAR)],
    )
    ensemble = hand_made(model, members=3, outcomes=[[1.0], [2.0], [300.0]])
    writer = Tables(model, loaded("hello"), members=3)
    known = Dependence({"days": frozenset({"one"})}, {}, frozenset({"one"}))
    median, mean = writer.outcomes(summarise_outcomes(ensemble), known).rows
    assert median == ("Days [days] (median)", "2", "–", "1–300", "1 assumption")
    assert mean[1] == "100"
    assert math.isfinite(float(mean[1]))


def test_without_a_ledger_there_is_none() -> None:
    model = small_model()
    bare = hand_made(model)
    assert summarise_outcomes(bare) == ()
    assert claim_results(bare) == ()
