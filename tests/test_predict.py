"""Guessing before looking: what may be asked, and what a class scores together."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import yaml
from in_browser import in_browser, needs_browser

from sim.jobs import run_ensemble
from sim.loading import load_scenario, load_text, shipped
from sim.model import Model, compile_model
from sim.page.codes import read_code
from sim.page.guessing import questions_of, speaks_of_death
from sim.page.html import page_html
from sim.report.numbers import PEOPLE
from sim.texts import Text

root = Path(__file__).parents[1]


def asked(model: Model) -> list[str]:
    return [
        (model.claims if question["claim"] else model.outcomes)[question["at"]].name
        for question in questions_of(model)
    ]


DEADLY = {
    "by_gauge": ("Many", "ever(dead >= much)"),
    "by_amount": ("More", "final(reported) > 3"),
    "by_news": ("News", "ever(news >= much)"),
    "by_words": ({"en": "Soldiers die", "ko": "패배"}, "ever(pressure >= raids)"),
    "by_korean": ({"en": "A defeat", "ko": "군인 사망"}, "ever(pressure >= raids)"),
    "calm": ("A calm year", "not ever(pressure >= raids)"),
}


def test_nothing_is_asked_that_reads_or_names_deaths() -> None:
    source = yaml.safe_load((root / "scenarios" / "hello.yaml").read_text("utf-8"))
    because = {"assumption": "made up"}
    gauge = {"unit": "killed", "flow": "4 per month", "because": because}
    bands = {"little": {}, "much": {"floor": 10}}
    source["gauges"] = {"dead": gauge | {"bands": bands}, "reported": gauge}
    news = {"of": "dead", "by": "belmar", "lag": "1 day", "because": because}
    source["observations"]["news"] = news
    source["outcomes"] = {
        name: {"title": title, "value": value}
        for name, (title, value) in DEADLY.items()
    }
    model = compile_model(load_text(json.dumps(source, default=str)))
    assert [item.name for item in model.outcomes] == list(DEADLY)
    assert asked(model) == ["calm", "pressing_pays"]


@pytest.mark.parametrize("name", shipped())
def test_every_shipped_scenario_has_something_to_ask_and_never_of_deaths(
    name: str,
) -> None:
    model = compile_model(load_scenario(name))
    questions = questions_of(model)
    assert len(questions) >= 3
    harmed = {gauge.name for gauge in model.gauges if gauge.unit in PEOPLE}
    for question in questions:
        assert question["at"] >= 0
    assert not harmed & set(asked(model))
    assert "troops_die" not in asked(model)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (Text("Casualties mount"), True),
        (Text("The wounded"), True),
        (Text("A ship is diverted", "배가 돌아감"), False),
        (Text("Deadline passes"), False),
        (Text("A studied reply"), False),
        (Text("", "전사자 발표"), True),
    ],
)
def test_words_for_death_are_known_in_both_languages(text: Text, said: bool) -> None:
    assert speaks_of_death(text) is said


GUESS = """((question, guess, count) => {
  const input = document.querySelector(`[data-guess="${guess}"]`);
  input.value = count;
  input.dispatchEvent(new Event("input"));
})"""
SINGLE = """((guess) => {
  document.getElementById("guess-single").value = guess;
  document.querySelector(".predict form.single button").click();
})"""
STATUS = "document.querySelector('.predict [role=status]').textContent"


@needs_browser("chromium")
def test_a_class_guesses_and_gets_one_score_after_the_reveal(tmp_path: Path) -> None:
    path = tmp_path / "hello.html"
    path.write_text(page_html(load_scenario("hello"), told_as="hello"), "utf-8")
    shares = "[...document.querySelectorAll('.results .status')].length"
    steps = [
        {"until": "window.page"},
        {"ask": "document.getElementById('guess-reveal').disabled"},
        {"ask": f"{GUESS}(0, 20, 6)"},
        {"ask": f"{SINGLE}('101')"},
        {"ask": STATUS},
        {"ask": f"{SINGLE}('41')"},
        {"ask": STATUS},
        {"ask": "document.getElementById('guess-code').value"},
        {"click": "#tab-explore"},
        {"ask": f"[{shares}, !!document.querySelector('.cover')]"},
        {"click": "#tab-predict"},
        {"ask": "document.querySelectorAll('.predict .buttons button')[1].click()"},
        {"ask": f"{GUESS}(1, 97.5, 2)"},
        {"click": "#guess-reveal"},
        {"until": "document.querySelector('.predict .status')"},
        {"ask": "document.querySelector('.predict .status').textContent"},
        {
            "ask": "[...document.querySelectorAll('.predict tbody tr')]"
            ".map((row) => [...row.children].map((cell) => cell.textContent))"
        },
        {"ask": "document.querySelectorAll('.predict svg[aria-label]').length"},
        {"click": "#tab-explore"},
        {"until": f"{shares} === 1"},
        {"ask": "[localStorage.length, sessionStorage.length, document.cookie]"},
    ]
    visit = {"file": str(path), "hash": "", "steps": steps}
    (seen,) = in_browser("chromium", [visit], tmp_path)
    assert seen["errors"] == []
    disabled, _, _, wrong, _, right, code, covered, _, _, score, rows, charts, kept = (
        seen["values"]
    )
    assert disabled is True
    assert wrong == "Expected a whole number from 0 to 100."
    assert right == "Guesses so far: 7"
    assert code.partition("~")[2] == "g0_20n6~g0_41n1"
    assert covered == [0, True]
    assert kept == [0, 0, ""]

    scenario = load_scenario("hello")
    happens = run_ensemble(compile_model(scenario), members=10_000).outcomes[:, :2]
    guesses = np.array([(6 * 20 + 41) / 7, 97.5]) / 100
    own = np.mean((guesses - happens) ** 2)
    best = np.mean((happens.mean(0) - happens) ** 2)
    assert f"together: {own:.2f}." in score
    assert f"{best:.2f}. Less is better" in score
    shown = [f"{share * 100:.0f} %" for share in happens.mean(0)]
    assert [row[1:3] for row in rows] == [["7", "20–41"], ["2", "97.5"]]
    assert [row[4] for row in rows] == shown
    assert charts == 2
    assert read_code(scenario, f"{code}~m4").member == 4


@needs_browser("chromium")
def test_a_code_brings_guesses_back_and_a_wrong_one_none(tmp_path: Path) -> None:
    text = page_html(load_scenario("hello"), told_as="hello", language="ko")
    path = tmp_path / "hello.html"
    path.write_text(text, "utf-8")
    check = text.partition('"check":"')[2][:6]
    given = "JSON.stringify([...window.page.state.guesses.given]"
    given += ".map(([q, of]) => [q, [...of]]))"
    pages = [
        {
            "file": str(path),
            "hash": f"#{check}~{parts}",
            "steps": [{"until": "window.page"}, {"ask": given}],
        }
        for parts in ("g1_50n3~g0_2.5n1", "g9_50n3", "g0_101n3", "g0_5n0", "g0_5")
    ]
    values = [one["values"][0] for one in in_browser("chromium", pages, tmp_path)]
    assert values == ["[[1,[[50,3]]],[0,[[2.5,1]]]]"] + ["[]"] * 4
