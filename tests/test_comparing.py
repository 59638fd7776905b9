"""Runs on one luck: paired differences, what they save, and two files taken apart."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from sim.analysis import compared, paired_share, share_estimate
from sim.errors import ResultError, ScenarioError, UsageError
from sim.jobs import run_ensemble
from sim.loading import load_scenario, load_text
from sim.loading_between import between, differing
from sim.model import Model
from sim.plots import differences
from sim.results import Ensemble
from sim.study import Study, load

HELLO = Path(__file__).parents[1] / "scenarios/hello.yaml"
MEMBERS = 1000


@cache
def model(nerve: str) -> Model:
    return load("hello", settings={"nerve": nerve}).model()


@cache
def ensemble(nerve: str, seed: int = 1) -> Ensemble:
    return run_ensemble(model(nerve), members=MEMBERS, seed=seed)


def other_file(*changes: tuple[str, str]) -> Study:
    text = HELLO.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return Study(load_text(text, file="other.yaml"))


def test_a_run_compared_with_itself_differs_in_nothing() -> None:
    found = compared(ensemble("50%"), ensemble("50%"))
    assert {line.changed.value for line in found.lines} == {0.0}
    assert {line.difference.value for line in found.lines} == {0.0}
    assert not any(line.moves for line in found.lines)
    assert {changed.share.value for changed in found.changes} == {0.0}


def test_differences_are_those_of_the_shares_and_are_paired() -> None:
    found = compared(ensemble("50%"), ensemble("60%"))
    line = next(line for line in found.lines if line.name == "embargo_comes")
    one, two = (ensemble(n).outcome("embargo_comes") != 0 for n in ("50%", "60%"))
    assert line.first == one.mean()
    assert line.second == two.mean()
    assert line.difference.value == pytest.approx(two.mean() - one.mean())
    assert line.changed.value == (one != two).mean()
    assert line.moves, "more nerve, more embargoes"
    raids = next(line for line in found.lines if line.name == "raids_come")
    assert raids.changed.value == 0.0, "Arvia does not heed Belmar's nerve"


def test_what_common_luck_saves_is_what_independent_runs_lack() -> None:
    """Measured: the spread of the difference over many pairs of runs."""
    pairs, size = 40, MEMBERS // 40
    same = compared(ensemble("50%"), ensemble("60%"))
    line = next(line for line in same.lines if line.name == "embargo_comes")
    half = ensemble("50%").outcome("embargo_comes").reshape(pairs, size)
    more = ensemble("60%").outcome("embargo_comes").reshape(pairs, size)
    strangers = ensemble("60%", seed=2).outcome("embargo_comes").reshape(pairs, size)
    paired = (more.mean(1) - half.mean(1)).var()
    apart = (strangers.mean(1) - half.mean(1)).var()
    assert apart > 2 * paired
    assert apart / paired == pytest.approx(line.worth, rel=0.7)
    wide = share_estimate(int(half.sum()), MEMBERS)
    assert line.difference.high - line.difference.low < wide.high - wide.low


def test_the_interval_of_paired_shares_covers_as_often_as_it_says() -> None:
    rng = np.random.default_rng(8)
    held = 0
    for _ in range(400):
        luck = rng.random(300)
        held += (e := paired_share(luck < 0.3, luck < 0.36)).low <= 0.06 <= e.high
    assert 0.90 <= held / 400 <= 0.99


def test_which_ladders_differ_is_told_and_which_is_steered() -> None:
    study = load("hello")
    second = other_file(("takes: 14 days", "takes: 40 days"))
    plans = study.compare_with([second], members=300)
    changes = {changed.ladder: changed for changed in plans.comparisons[0].changes}
    assert changes["pressure"].share.value == 0.0
    assert changes["answer"].steered
    assert changes["answer"].share.value == changes["happens"].share.value > 0.2


def test_runs_with_other_luck_are_not_compared() -> None:
    with pytest.raises(ResultError, match="one seed"):
        compared(ensemble("50%"), ensemble("60%", seed=2))
    none = replace(ensemble("50%"), members=np.arange(MEMBERS) + 10**6)
    with pytest.raises(ResultError, match="in common"):
        compared(ensemble("50%"), none)


def test_a_conditional_claim_is_compared_by_its_two_shares() -> None:
    study = load(Path(__file__).parent / "two_arguments.yaml")
    plans = study.compare_values("price", ["2", "1"], members=600)
    late = [line for line in plans.comparison("1").claims if line.name == "late"]
    assert len(late) == 3
    last = late[-1]
    assert last.first == pytest.approx(0.625, abs=0.08)
    assert last.second == pytest.approx(0.25, abs=0.08)
    assert last.difference.value == pytest.approx(last.second - last.first)
    assert last.difference.low < last.difference.value < last.difference.high
    assert last.moves
    with pytest.raises(ResultError, match="is the first"):
        plans.comparison("2")
    with pytest.raises(ResultError, match="no plan '3'"):
        plans.comparison("3")


# ---- two files


def test_only_what_engines_read_is_a_difference() -> None:
    first = load_scenario("hello")
    words = other_file(
        ("Answer in step", "Answer in steps"),
        ("a guess", "a good guess"),
        ("en: What Belmar has seen", "en: What is seen"),
    )
    assert differing(first, words.scenario) == ()
    second = other_file(
        ("takes: 14 days", "takes: 40 days"),
        ("lag: {lognormal: {median: 10 days", "lag: {lognormal: {median: 12 days"),
        ("value: 0.2 per month", "value: 0.3 per month"),
    )
    pieces = differing(first, second.scenario)
    assert [piece.path for piece in pieces] == [
        ("parameters", "pace"),
        ("observations", "seen", "lag"),
        ("policies", "in_step", "takes"),
    ]
    assert [piece.place.file for piece in pieces] == ["other.yaml"] * 3
    lines = (HELLO.read_text("utf-8")).splitlines()
    assert "takes: 14 days" in lines[pieces[2].place.line - 1]


def test_all_pieces_laid_over_are_the_second_file() -> None:
    first = load_scenario("hello")
    second = other_file(
        ("takes: 14 days", "takes: 40 days"),
        ("events:  ", "gauges: {heat: {flow: pressure.tolls}}\nevents:  "),
        ("resolve: nerve, ", ""),
    ).scenario
    pieces = differing(first, second)
    whole = Study(between(first, second, pieces)).run(members=60).ensemble
    theirs = Study(second).run(members=60).ensemble
    assert whole.receipts == theirs.receipts


def test_a_value_that_cannot_stand_alone_is_refused() -> None:
    first = load_scenario("hello")
    second = other_file(
        ("ladders:  ", "  calm: {value: 0.5, because: {assumption: x}}\nladders:  "),
        ("rate: pace,", "rate: pace * calm,"),
    ).scenario
    rate = next(p for p in differing(first, second) if p.path[-1] == "rate")
    with pytest.raises(ScenarioError, match="calm"):
        between(first, second, (rate,))


def test_a_planted_difference_is_attributed_to_its_line() -> None:
    """Of three lines that differ one matters, and it is given all of the change."""
    second = other_file(
        ("spread: {uniform: [20%, 80%]}", "spread: {uniform: [75%, 80%]}"),
        ("pressure.tolls,", "pressure.tolls + 0,"),
        ("{en: Lost trade,", "{en: Trade that is lost,"),
        ("discount_rate: 0% per year", "discount_rate: 0.1% per year"),
        ("value: 50%", "value: 76%"),
    )
    plans = load("hello").compare_with([second], members=600)
    found = plans.differences
    assert found is not None
    assert found.labels == (
        "parameters.nerve",
        "ledger.discount_rate",
        "arguments.gains.flow",
    )
    attributed = next(a for a in found.attributed if a.line.name == "embargo_comes")
    nerve, rate, flow = attributed.alone
    assert nerve.value == pytest.approx(attributed.line.difference.value)
    assert nerve.low > 0
    assert (rate.value, flow.value) == (0.0, 0.0)
    assert attributed.interaction.value == 0.0
    told = " ".join(str(table) for table in plans.tables())
    assert "Interaction" in told
    assert "other.yaml:" in told


def test_two_that_work_only_together_are_an_interaction() -> None:
    # No resolve, and acts that take for ever: either alone keeps every embargo away.
    second = other_file(
        ("resolve: nerve,", "resolve: 0%,"), ("takes: 14 days", "takes: 400 days")
    )
    plans = load("hello").compare_with([second], members=400)
    assert plans.differences is not None
    lines = {a.line.name: a for a in plans.differences.attributed}
    found = lines["embargo_comes"]
    whole = found.line.difference.value
    assert whole < 0
    assert [alone.value for alone in found.alone] == [whole, whole]
    assert found.interaction.value == pytest.approx(-whole)


def test_lines_that_need_each_other_go_together() -> None:
    second = other_file(
        ("ladders:  ", "  calm: {value: 0.2, because: {assumption: x}}\nladders:  "),
        ("rate: pace,", "rate: pace * calm,"),
    )
    plans = load("hello").compare_with([second], members=300)
    assert plans.differences is not None
    assert plans.differences.labels == (
        "parameters.calm",
        "events.climbs.rate + parameters.calm",
    ) or "events.climbs.rate" in " ".join(plans.differences.labels)


def test_two_files_that_say_the_same_are_said_to() -> None:
    plans = load("hello").compare_with([other_file(("a guess", "a hunch"))], members=50)
    assert "say the same to the engines" in str(plans.tables()[0])
    with pytest.raises(UsageError, match="one of them twice"):
        load("hello").compare_with([load("hello")], members=20)


def test_a_study_shows_its_comparison() -> None:
    plans = load("hello", language="ko").compare_values("nerve", ["30%", "70%"])
    html = plans._repr_html_()
    assert "nerve = 70%" in html
    assert "예측이 아님" in html
    picture = plans.plot()
    assert "nerve = 70%" in picture.alt
    assert picture.png[:4] == b"\x89PNG"
    with pytest.raises(UsageError, match="two plans or more"):
        load("hello").compare(["in_step"])


def test_what_is_not_drawn_differs_in_the_fewest_futures(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = compared(ensemble("50%"), ensemble("60%"))
    every = differences.drawn_lines(found)
    assert len(every) > 2
    monkeypatch.setattr(differences, "MOST", 2)
    drawn = differences.drawn_lines(found)
    least = min(line.changed.value for line in drawn)
    assert len(drawn) == 2
    assert all(line.changed.value <= least for line in every if line not in drawn)
    assert [line.kind == "claim" for line in drawn] == sorted(
        (line.kind == "claim" for line in drawn), reverse=True
    )
