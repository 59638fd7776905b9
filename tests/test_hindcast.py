"""Histories, and scenarios held against them.

To record the words of ``history_faults`` anew after a deliberate change, run this with
``RECORD_FAULTS=1`` and read the difference before it is committed.
"""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from sim.analysis import asking, hindcast_of
from sim.cli import main
from sim.errors import ScenarioError, UsageError
from sim.jobs import run_ensemble
from sim.loading import load_scenario, load_text, scope_of
from sim.loading_history import is_history_file, load_history
from sim.model import compile_model
from tests.worlds import HEAD

here = Path(__file__).parent
good = here / "good"
faults = here / "history_faults"
files = sorted(path for path in faults.glob("*.yaml") if path.stem != "small")


@pytest.mark.parametrize("path", files, ids=lambda path: path.stem)
def test_a_wrong_history_is_told_in_exactly_these_words(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(faults)
    with pytest.raises(ScenarioError) as caught:
        load_history(path.name)
    text, record = f"{caught.value}\n", path.with_suffix(".txt")
    if os.environ.get("RECORD_FAULTS"):
        record.write_text(text, encoding="utf-8", newline="\n")
    assert text == record.read_text(encoding="utf-8")
    places = [(p.place.line, p.place.column) for p in caught.value.problems]
    assert places == sorted(places)


def test_a_history_is_read_in_full() -> None:
    history = load_history(good / "small_history.yaml")
    assert str(history.history_of) == "small.yaml"
    assert (history.since.isoformat(), history.until.isoformat()) == (
        "2030-01-01",
        "2031-01-01",
    )
    assert history.rules["war"].other_rule
    assert [stand.rung for stand in history.rungs["war"]] == [
        "calm",
        "tension",
        "fight",
    ]
    (count,) = history.counts
    assert (count.gauge, count.high.text, count.by.say("ko")) == (
        "dead",
        "1200",
        "북측",
    )
    question = history.questions["fight_2030"]
    assert (question.answer, question.scored, question.hangs_on) == (
        "true",
        True,
        "war",
    )
    assert not history.questions["angry"].scored


def test_a_scenario_is_no_history_and_a_history_no_scenario() -> None:
    assert is_history_file(good / "small_history.yaml")
    assert not is_history_file(good / "small.yaml")
    assert not is_history_file(good / "nowhere.yaml")
    with pytest.raises(ScenarioError, match="expected a history, which has the key"):
        load_history(good / "small.yaml")
    with pytest.raises(ScenarioError, match="which is a file of its own"):
        load_scenario(good / "small_history.yaml")
    with pytest.raises(UsageError, match="cannot read"):
        load_history(good / "nowhere.yaml")


WORLD = """
parameters:
  pace:
    value: 10 days
    spread: {choice: {10 days: 1, 40 days: 3}}
    because: {assumption: a test}
ladders:
  war: {rungs: {calm: {}, tense: {}, fight: {}}}
  rule: {ordered: false, rungs: {old: {}, new: {}}}
gauges: {dead: {unit: killed, flow: 2 if war == fight else 0}}
events:
  tension: {after: pace, once: true, do: {war: tense}, because: {assumption: a test}}
  breaks: {at: 2024-03-01, do: {war: fight, rule: new}, because: {assumption: a test}}
"""
HISTORY = """
format: 1
history_of: small
title: What came of it
window: {from: 2024-01-01, until: 2024-04-10}
rungs:
  war:
    - {from: 2024-01-01, rung: calm, because: {assumption: a test}}
    - {from: 2024-01-21, rung: tense, because: {assumption: a test}}
    - {from: 2024-03-01, rung: fight, because: {assumption: a test}}
  rule:
    - {from: 2024-01-01, rung: old, because: {assumption: a test}}
counts:
  - {gauge: dead, date: 2024-03-21, low: 30, high: 50, by: Them,
     because: {assumption: a test}}
questions:
  soon: {value: "ever(war >= tense, day(2024-01-31))", answer: true,
         because: {assumption: a test}}
  calm: {value: "ever(war == tense, day(2024-01-31))", answer: false,
         because: {assumption: a test}}
  open: {value: ever(war == fight), answer: unknown, scored: false,
         because: {assumption: a test}}
"""


def held(tmp_path: Path, text: str = HISTORY, members: int = 400):
    scenario = load_text(HEAD.format(horizon="100 days") + WORLD)
    path = tmp_path / "history.yaml"
    path.write_text(text, encoding="utf-8")
    history = load_history(path, scenario)
    asked = asking(scenario, history, scope_of(scenario))
    ensemble = run_ensemble(compile_model(asked), members=members, seed=1)
    return hindcast_of(ensemble, scenario, history), ensemble


def test_questions_give_the_share_of_futures_that_agree(tmp_path: Path) -> None:
    found, ensemble = held(tmp_path)
    early = (ensemble.parameters[:, 0] == 10.0).mean()
    soon, calm, unknown = found.questions
    assert soon.agree
    assert calm.agree
    assert soon.agree.value == early == pytest.approx(0.25, abs=0.07)
    assert calm.agree.value == pytest.approx(1 - early)
    assert unknown.agree is None
    assert unknown.share.value == 1.0


def test_rungs_held_tell_where_the_futures_stood_meanwhile(tmp_path: Path) -> None:
    found, ensemble = held(tmp_path)
    early = float((ensemble.parameters[:, 0] == 10.0).mean())
    calm, tense, fight, old = found.stands
    assert (calm.since, calm.until, fight.until) == (0.0, 20.0, 100.0)
    # held from day 0 to 20: a quarter of futures rises on day 10
    assert calm.above == pytest.approx(early / 2, abs=0.03)
    # held from day 20 to 60: three quarters rise on day 40 only
    assert tense.below == pytest.approx((1 - early) / 2, abs=0.03)
    assert tense.on == pytest.approx(early + (1 - early) / 2, abs=0.03)
    assert (fight.below, fight.on, fight.above) == (0.0, 1.0, 0.0)
    # a list that is no order has only elsewhere
    assert old.below == pytest.approx(0.4, abs=0.02)
    assert old.above == 0.0


def test_counts_stand_beside_what_the_futures_had(tmp_path: Path) -> None:
    (count,) = held(tmp_path)[0].counts
    assert (count.low, count.high) == (30.0, 50.0)
    assert count.spread.low == count.spread.high == 40.0  # 2 a day since day 60


def test_what_another_scenario_has_not_is_left_out_and_named(tmp_path: Path) -> None:
    text = HISTORY.replace("history_of: small", "history_of: seoul_2024")
    text = text.replace("  rule:\n", "  banner:\n").replace(
        "war == fight)", "flag == up)"
    )
    found, _ = held(tmp_path, text)
    assert found.left_out == ("open", "banner")
    assert [held.question.id for held in found.questions] == ["soon", "calm"]


def test_questions_change_no_path(tmp_path: Path) -> None:
    scenario = load_text(HEAD.format(horizon="100 days") + WORLD)
    _, asked = held(tmp_path, members=20)
    plain = run_ensemble(compile_model(scenario), members=20, seed=1)
    assert (asked.parameters == plain.parameters).all()
    assert (asked.counts == plain.counts).all()
    assert replace(scenario, outcomes={}) == scenario


def test_the_command_prints_tables_in_both_languages_and_a_record(
    capsys: pytest.CaptureFixture[str],
) -> None:
    paths = [str(good / "small.yaml"), str(good / "small_history.yaml")]
    command = ["hindcast", *paths, "--members", "60"]
    assert main(command) == 0
    english = capsys.readouterr().out
    assert "Fighting within the" in english
    assert "Where history runs among 60 possible futures" in english
    assert "history: What came of the small war" in english
    assert "not a forecast" in english
    assert main([*command, "--lang", "ko"]) == 0
    assert "역사: 작은 전쟁의 경과" in capsys.readouterr().out
    assert main([*command, "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert [item["id"] for item in record["questions"]] == [
        "fight_2030",
        "all_help",
        "angry",
    ]
    assert {"ladder", "rung", "below", "on", "above"} <= record["rungs"][0].keys()
    assert main(["check", paths[1]]) == 0
    assert "ok, a history with 2 rules, 3 questions" in capsys.readouterr().out
    assert main(["hindcast", paths[0], str(faults / "values.yaml")]) == 2
    assert "expected format 1" in capsys.readouterr().err
