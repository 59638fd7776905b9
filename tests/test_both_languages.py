"""Every shipped file is whole in both languages: nothing is told in the other one."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sim.checks.scopes import words_of
from sim.loading import load_scenario, shipped
from sim.loading_history import load_history
from sim.model import compile_model
from sim.report.units import author_unit
from sim.report.words import say_or
from sim.scenario import Scenario
from sim.scenario.part import Part
from sim.texts import Text

HISTORIES = Path(__file__).parents[1] / "scenarios" / "history"
TITLED = (
    "actors parameters ladders observations gauges events policies arguments outcomes"
).split()
HANGUL = re.compile("[가-힣]")


def texts(thing: Any, where: str) -> Iterator[tuple[str, Text]]:
    """Give every text of a file that says something, with where it stands."""
    if isinstance(thing, Text):
        if thing:
            yield where, thing
    elif isinstance(thing, Part):
        for name in type(thing).model_fields:
            yield from texts(getattr(thing, name), f"{where}.{name}")
    elif isinstance(thing, dict):
        for key, item in thing.items():
            yield from texts(item, f"{where}.{key}")
    elif isinstance(thing, (tuple, list)):
        for at, item in enumerate(thing):
            yield from texts(item, f"{where}.{getattr(item, 'id', at)}")
    elif dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        for field in dataclasses.fields(thing):
            yield from texts(getattr(thing, field.name), f"{where}.{field.name}")


def one_sided(thing: Any) -> list[str]:
    """Name the texts that are not in both languages, each in its own letters."""
    return [
        where
        for where, text in texts(thing, "")
        if HANGUL.search(text.en) or not text.en or not HANGUL.search(text.ko)
    ]


def untitled(scenario: Scenario) -> Iterator[str]:
    """Name what a reader would be told by its id."""
    for section in TITLED:
        for name, thing in getattr(scenario, section).items():
            if not thing.title:
                yield f"{section} {name}"
    for ladder in scenario.ladders.values():
        yield from (f"{ladder.id}.{r.id}" for r in ladder.rungs if not r.title)
    for gauge in scenario.gauges.values():
        yield from (f"{gauge.id}.{band.id}" for band in gauge.bands if not band.title)
    for parameter in scenario.parameters.values():
        if parameter.rung_of is None:
            words = words_of(parameter, scenario.parameters)
            yield from (
                f"{parameter.id} {word}"
                for word in words
                if word not in parameter.titles
            )


@pytest.mark.parametrize("name", shipped())
def test_every_text_of_a_shipped_scenario_is_in_both_languages(name: str) -> None:
    scenario = load_scenario(name)
    assert len(list(texts(scenario, ""))) > 30
    assert one_sided(scenario) == []
    assert list(untitled(scenario)) == []


@pytest.mark.parametrize("name", shipped())
def test_every_unit_and_account_of_a_shipped_scenario_has_its_korean(name: str) -> None:
    scenario = load_scenario(name)
    units = {argument.unit for argument in scenario.arguments.values()}
    units |= {gauge.unit for gauge in scenario.gauges.values()}
    units |= {scenario.ledger.unit} if scenario.ledger else set()
    keys = {f"unit {unit}" for unit in units if unit}
    keys |= {f"account {item.account}" for item in scenario.arguments.values()}
    assert keys
    assert [key for key in sorted(keys) if not say_or(key, "ko", "")] == []


@pytest.mark.parametrize("name", shipped())
def test_no_title_repeats_the_unit_that_stands_with_its_number(name: str) -> None:
    scenario = load_scenario(name)
    for parameter in compile_model(scenario).parameters:
        if author_unit(parameter, scenario).per:
            assert not re.search("per (month|year|day)", parameter.title.en)
            assert not re.search("한 달|매월|월별|연간", parameter.title.ko)


@pytest.mark.parametrize(
    "path", sorted(HISTORIES.glob("*.yaml")), ids=lambda path: path.stem
)
def test_every_text_of_a_history_is_in_both_languages(path: Path) -> None:
    history = load_history(path)
    assert len(list(texts(history, ""))) > 30
    assert one_sided(history) == []
    assert [name for name, q in history.questions.items() if not q.title] == []


def test_a_text_in_one_language_is_found() -> None:
    scenario = load_scenario("hello")
    assert one_sided(Text(en="war", ko="war")) == [""]
    assert one_sided(Text(ko="전쟁")) == [""]
    bare = scenario.parameters["pace"].model_copy(update={"title": Text()})
    changed = dataclasses.replace(
        scenario, parameters=dict(scenario.parameters) | {"pace": bare}
    )
    assert list(untitled(changed)) == ["parameters pace"]
