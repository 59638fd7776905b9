"""Histories, and scenarios held against them.

To record the words of ``history_faults`` anew after a deliberate change, run this with
``RECORD_FAULTS=1`` and read the difference before it is committed.
"""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
import yaml

import sim
from sim.analysis import asking, hindcast_fans, hindcast_of
from sim.authoring import history_schema_text
from sim.cli import hindcast as command
from sim.cli import main
from sim.errors import ResultError, ScenarioError, UsageError
from sim.jobs import run_ensemble
from sim.loading import load_scenario, load_text, scope_of
from sim.loading_history import is_history_file, load_history
from sim.model import compile_model
from sim.scenario import history_schema
from sim.study import hindcast as study_hindcast
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


def test_history_runs_in_the_fan_of_each_ladder(tmp_path: Path) -> None:
    found, ensemble = held(tmp_path)
    early = float((ensemble.parameters[:, 0] == 10.0).mean())
    fans = hindcast_fans(ensemble, found)
    war, rule = fans.ladders
    assert [war.shares.ladder, rule.shares.ladder] == ["war", "rule"]
    assert war.held.shape == war.below.shape == war.shares.times.shape
    on = {float(day): at for at, day in enumerate(war.shares.times)}
    # day 15: history is calm, and the quick quarter of futures is tense already
    at = min(on[day] for day in on if day >= 15)
    assert war.held[at] == 0
    assert (war.below[at], war.above[at]) == (0.0, pytest.approx(early))
    # day 30: history is tense, and the slow three quarters are calm still
    at = min(on[day] for day in on if day >= 30)
    assert war.held[at] == 1
    assert (war.below[at], war.above[at]) == (pytest.approx(1 - early), 0.0)
    # a list that is no order has only elsewhere, and it is new from day 60
    assert (rule.below[-1], rule.above[-1]) == (1.0, 0.0)
    (dead,) = fans.gauges
    assert dead.quantiles.gauge == "dead"
    assert dead.counts == found.counts
    for fan in fans.ladders:
        told = fan.held >= 0
        columns = fan.shares.shares[told, fan.held[told]]
        total = fan.below[told] + columns + fan.above[told]
        assert total == pytest.approx(1.0)


def test_days_outside_the_window_of_a_history_are_not_told(tmp_path: Path) -> None:
    text = HISTORY.replace("until: 2024-04-10", "until: 2024-03-21")
    found, ensemble = held(tmp_path, text)
    war = hindcast_fans(ensemble, found).ladders[0]
    late = war.shares.times > 80
    assert late.any()
    assert (war.held[late] == -1).all()
    assert all(value != value for value in war.below[late])  # NaN: nothing is said


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


def test_a_notebook_holds_a_scenario_against_history() -> None:
    study = sim.load(good / "small.yaml")
    view = study.hindcast(good / "small_history.yaml", members=60, engine="numpy")
    assert repr(view) == "<HindcastView of small: 3 questions, 60 members>"
    agreed = view.question("fight_2030").agree
    assert agreed
    assert 0 <= agreed.low <= agreed.value <= agreed.high <= 1
    with pytest.raises(ResultError, match="no question 'fight'; did you mean"):
        view.question("fight")
    shown = view._repr_html_()
    assert "Open to doubt" in shown
    assert "Arbitrary" in shown or "arbitrary" in shown
    assert "not a forecast" in shown
    assert view.record()["questions"][0]["agree"] == agreed.value
    assert {fan.shares.ladder for fan in view.fans.ladders} == {"war", "help"}
    again = study.hindcast(good / "small_history.yaml", members=60, engine="simpy")
    assert again.record() == view.record()


def test_the_command_takes_an_engine_and_processes_and_gives_the_same_numbers(
    capsys: pytest.CaptureFixture[str],
) -> None:
    paths = [str(good / "small.yaml"), str(good / "small_history.yaml")]
    told = []
    for options in (["--engine", "numpy"], ["--engine", "simpy", "--jobs", "2"]):
        assert main(["hindcast", *paths, "-n", "30", "--json", *options]) == 0
        told.append(capsys.readouterr().out)
    assert told[0] == told[1]
    assert command.DEFAULT_MEMBERS == study_hindcast.HINDCAST_MEMBERS


def test_rules_that_are_open_to_doubt_are_shown_with_what_another_would_do(
    capsys: pytest.CaptureFixture[str],
) -> None:
    paths = [str(good / "small.yaml"), str(good / "small_history.yaml")]
    assert main(["hindcast", *paths, "--members", "30"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "Weeks are arbitrary" in told
    assert "Another coder:" in told
    assert "All 2 rules stand in the history" in told
    assert "What was voted" not in told  # nobody doubts that rule


def found_in_history(text: str) -> list[str]:
    """Give where the schema of a history finds something wrong, as paths of keys."""
    data = json.loads(json.dumps(yaml.safe_load(text), default=str))
    validator = jsonschema.Draft7Validator(history_schema())
    return sorted(
        "/".join(map(str, error.absolute_path)) for error in validator.iter_errors(data)
    )


def test_the_schema_of_a_history_is_current_and_histories_agree_with_it() -> None:
    folder = here.parent / "scenarios/history"
    saved = (folder / "history.schema.json").read_text("utf-8")
    assert saved == history_schema_text()
    jsonschema.Draft7Validator.check_schema(history_schema())
    first = "# yaml-language-server: $schema=./history.schema.json\n"
    for path in folder.glob("*.yaml"):
        text = path.read_text("utf-8")
        assert text.startswith(first)
        assert found_in_history(text) == []
    assert found_in_history((good / "small_history.yaml").read_text("utf-8")) == []
    for part in history_schema()["definitions"].values():
        assert all(key["description"] for key in part["properties"].values())


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("history_of: small.yaml\n", "", ""),
        ("answer: true", "answer: perhaps", "questions/fight_2030/answer"),
        ("rung: calm, ", "", "rungs/war/0"),
        ("low: 0, ", "", "counts/0"),
        ("rule: What was voted", "rules: What was voted", "rules/help"),
        ("until: 2031-01-01}", "until: 2031-01-01, half: 2}", "window"),
    ],
)
def test_an_editor_shows_what_is_wrong_in_a_history(
    old: str, new: str, place: str
) -> None:
    text = (good / "small_history.yaml").read_text("utf-8")
    assert old in text
    assert place in found_in_history(text.replace(old, new, 1))


def test_the_command_prints_the_schema_of_a_history(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["schema", "--history"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "History"
