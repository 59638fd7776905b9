"""Titles of the words that a parameter may be: read wherever the words would be."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import Call

from sim.loading import load_scenario, load_text
from sim.loading_between import differing
from sim.model import Model, compile_model, model_from_json, model_to_json
from sim.page.opening import open_model
from sim.page.telling import texts_of
from sim.path import run_path
from sim.report.names import Names
from sim.report.story import story_of
from sim.scenario import Scenario
from sim.texts import Language
from tests.worlds import HEAD

START = HEAD.format(horizon="100 days")
BECAUSE = "because: {assumption: a test}"
TEXT = f"""
parameters:
  temper:
    title: {{en: The temper, ko: 성미}}
    value: hot
    spread: {{choice: {{calm: 1, hot: 2, not_known: 1}}}}
    titles:
      calm: {{en: slow to anger, ko: 침착}}
      hot: {{en: quick to anger, ko: 격앙}}
    {BECAUSE}
ladders:
  war: {{rungs: {{peace: {{}}, fight: {{}}}}}}
events:
  climb:
    {{when: temper != calm, every: 10 days, once: true, do: {{war: up}}, {BECAUSE}}}
outcomes:
  fights: ever(war == fight) and temper == hot
"""


def scenario() -> Scenario:
    return load_text(START + TEXT)


def model() -> Model:
    return compile_model(scenario())


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["slow to anger", "quick to anger", "not known"]),
        ("ko", ["침착", "격앙", "not known"]),
    ],
)
def test_a_word_has_its_title_or_is_told_in_plain_words(
    language: Language, said: list[str]
) -> None:
    names = Names(model(), scenario(), language)
    assert [names.word("temper", w) for w in ("calm", "hot", "not_known")] == said


def test_a_story_tells_what_was_drawn_and_its_reasons_by_titles() -> None:
    told = compile_model(scenario(), central=True)
    korean = story_of(run_path(told), scenario(), language="ko").text()
    assert "성미: 격앙" in korean
    assert "'침착'이 아님" in korean
    assert "calm" not in korean
    english = story_of(run_path(told), scenario()).text()
    assert "The temper: quick to anger" in english
    assert "'slow to anger'" in english


def test_the_page_lists_titles_and_keeps_the_words() -> None:
    opened = open_model(scenario())
    words = texts_of(opened, scenario(), "ko")["words"]
    assert words == [["침착", "격앙", "not known"]]
    assert opened.model.parameters[0].words == ("calm", "hot", "not_known")


def test_titles_go_with_a_model_as_json() -> None:
    assert model_from_json(model_to_json(model())) == model()


def test_a_variant_may_leave_a_word_out_and_its_title_stands(tmp_path: Path) -> None:
    base = START.replace("name: small", "name: base") + TEXT
    (tmp_path / "base.yaml").write_text(base, "utf-8")
    spread = "{choice: {calm: 1, hot: 1}}"
    variant = f"""
extends: base.yaml
name: mine
parameters: {{temper: {{spread: {spread}}}}}
"""
    (tmp_path / "mine.yaml").write_text(variant, "utf-8")
    fewer = base.replace("hot: {en: quick to anger, ko: 격앙}", "not_known: 미상")
    found = load_scenario(tmp_path / "mine.yaml")
    assert [*found.parameters["temper"].titles] == ["calm", "hot"]
    (tmp_path / "base.yaml").write_text(fewer, "utf-8")
    found = load_scenario(tmp_path / "mine.yaml")
    assert [*found.parameters["temper"].titles] == ["calm", "not_known"]


def test_a_held_word_is_told_by_its_title(tmp_path: Path, sim: Call) -> None:
    path = tmp_path / "small.yaml"
    path.write_text(START + TEXT, "utf-8")
    done = sim("step", str(path), "--set", "temper=calm", "--lang", "ko", "--central")
    assert "성미: 침착" in done.out


def test_files_that_differ_in_titles_of_words_only_do_not_differ() -> None:
    other = load_text((START + TEXT).replace("침착", "느긋"))
    assert other.parameters["temper"].titles["calm"].ko == "느긋"
    assert differing(scenario(), other) == ()
