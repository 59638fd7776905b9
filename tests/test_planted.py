"""Every text field that the schema knows, planted with markup, comes out as text."""

from __future__ import annotations

import dataclasses
import json
import typing
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from in_browser import in_browser, needs_browser
from test_kit import ATTRIBUTES, BUILT, files_of, pages

from sim.loading import load_text
from sim.page.html import page_html
from sim.scenario import Scenario
from sim.scenario.part import Part
from sim.scenario.reading import Frame
from sim.scenario.schemas import HEADINGS
from sim.texts import Text

here = Path(__file__).parent
MARK = "<img src=x onerror=alert(1)></script><script>alert(2)</script>&lt;\"'"
SPOKEN = frozenset(
    "title titles about says story note assumption against who where publisher "
    "interest via url brief means terms plain questions points en ko".split()
)
LABELS = frozenset({"unit", "units", "account"})
NO_TEXT = {("Source", "date")}  # a day, and checked as one


def known() -> set[tuple[str, str]]:
    """Give every field of the schema that holds free text or a label."""
    found = set()
    for model in (*HEADINGS, Frame):
        for name, field in model.model_fields.items():
            told = str(field.annotation)
            text = "sim.texts.Text" in told or field.annotation is str
            if text or name in LABELS:
                found.add((model.__name__, name))
    return found - NO_TEXT


def planted(node: Any, key: str = "", *, read: bool = False) -> Any:
    """Plant markup in every text that a person reads, and in labels."""
    if isinstance(node, dict):
        return {
            name: planted(item, name, read=read or name in SPOKEN | LABELS)
            for name, item in node.items()
        }
    if isinstance(node, list):
        return [planted(item, key, read=read) for item in node]
    return f"{node} {MARK}" if read and isinstance(node, str) else node


@cache
def document() -> str:
    source = yaml.safe_load((here / "good" / "small.yaml").read_text("utf-8"))
    for section in (
        "actors parameters observations gauges events policies arguments claims "
        "outcomes"
    ).split():
        for name, thing in source[section].items():
            if isinstance(thing, str):
                source[section][name] = thing = {"value": thing}
            source[section][name] = {"title": name} | (thing or {})
    for name, ladder in source["ladders"].items():
        ladder["title"] = name
        if name != "count":
            for rung, thing in ladder["rungs"].items():
                ladder["rungs"][rung] = {"title": rung} | (thing or {})
    source["ladders"]["war"]["units"] = {"dead": "killed"}
    source["sources"]["paper"] |= {
        "interest": "its own", "via": "a library", "url": "https://example.org/a",
    }  # fmt: skip
    source["parameters"]["toll"]["unit"] = "points"
    source["parameters"]["mood"]["titles"] = {"calm": "calm", "wild": {"ko": "거침"}}
    bands = {"low": {"title": "low"}, "high": {"title": "high", "floor": 9}}
    source["gauges"]["anger"] |= {"unit": "points", "bands": bands}
    source["events"]["climb"]["factors"][0]["title"] = "helped"
    source["events"]["climb"]["because"] = {
        "source": "paper", "who": "a man", "where": "page 2", "note": "said twice",
    }  # fmt: skip
    source["seats"] = {"south": {"title": "S", "ladder": "help", "brief": "You decide"}}
    source["lesson"] = {
        "plain": "It is plain",
        "questions": ["Why?", {"en": "How?", "ko": "어떻게?"}],
        "points": ["Because", {"en": "So", "ko": "그렇게"}],
        "terms": {"war": "a contest", "rung": {"title": "rung", "means": "a level"}},
    }
    return json.dumps(planted(source), default=str, ensure_ascii=False)


@cache
def scenario() -> Scenario:
    return load_text(document())


def texts(thing: Any, where: tuple[str, str]) -> Iterator[tuple[tuple[str, str], str]]:
    """Give every text of a loaded scenario with the field in which it stands."""
    if isinstance(thing, Text):
        yield from ((where, said) for said in (thing.en, thing.ko) if said)
    elif isinstance(thing, str):
        yield where, str(thing)
    elif isinstance(thing, Part):
        kind = type(thing)
        for name in kind.model_fields:
            yield from texts(getattr(thing, name), (kind.__name__, name))
    elif isinstance(thing, dict):
        for item in thing.values():
            yield from texts(item, where)
    elif isinstance(thing, (tuple, list)):
        for item in thing:
            yield from texts(item, where)
    elif dataclasses.is_dataclass(thing):
        of = type(thing).__name__
        for field in dataclasses.fields(typing.cast("Any", thing)):
            name = "Frame" if of == "Scenario" else of
            yield from texts(getattr(thing, field.name), (name, field.name))


def test_no_text_field_of_the_schema_is_left_unplanted() -> None:
    held = {where for where, said in texts(scenario(), ("", "")) if MARK in said}
    assert len(known()) > 30
    assert known() - held == set()


def test_the_page_holds_planted_texts_as_data_only() -> None:
    text = page_html(scenario(), told_as="small")
    assert text.count("<script") == 2
    assert text.count("</script>") == 2
    assert "<img" not in text.partition("<script>")[0]
    assert "\\u003cimg src=x onerror=alert(1)\\u003e" in text


STRANGE = """document.querySelectorAll(
  "img, iframe, object, embed, link, [onerror], body script ~ script ~ script"
).length"""


@needs_browser("chromium")
def test_the_page_shows_every_planted_text_as_text(tmp_path: Path) -> None:
    path = tmp_path / "small.html"
    path.write_text(page_html(scenario(), told_as="small"), encoding="utf-8")
    look = {"ask": f"{STRANGE} + '|' + document.body.textContent"}
    steps: list[dict[str, Any]] = [{"until": "window.page"}]
    for _ in range(2):
        steps += [
            {"click": "#tab-predict"},
            {"ask": "document.querySelector('.hand button').click()"},
            look,
            {"click": "#guess-reveal"},
            {"until": "document.querySelector('.predict .status')"},
            look,
            {"click": "#tab-explore"},
            {"until": "window.page.exploring.pair()"},
            {"ask": "document.querySelector('.switch input').click()"},
            {"until": "document.querySelector('.changes li')"},
            look,
            {"click": "#tab-watch"},
            {"ask": "document.querySelector('.buttons button:last-child').click()"},
            look,
            {"click": "#tab-predict"},
            {"ask": "window.page.state.clear(), window.page.state.guesses.clear()"},
            {"click": "#language"},
        ]  # fmt: skip
    (seen,) = in_browser("chromium", [{"file": str(path), "steps": steps}], tmp_path)
    assert seen["errors"] == []
    assert seen["dialogs"] == 0
    looks = [value for value in seen["values"] if value is not None]
    assert len(looks) == 8
    for value in looks:
        count, _, said = value.partition("|")
        assert count == "0"
        assert MARK in said
    explored = looks[2] + looks[3]
    for name in ("pay", "climb", "low", "crowns", "points", "peace", "It pays"):
        assert f"{name} {MARK}" in explored, name


def test_the_kit_shows_every_planted_text_as_text(tmp_path: Path) -> None:
    file = tmp_path / "small.yaml"
    file.write_text(document(), encoding="utf-8")
    files = files_of(str(file), students="2")
    said = ""
    for name, page in pages(files).items():
        assert {tag for tag, _ in page.elements} <= BUILT, name
        assert {key for _, attrs in page.elements for key in attrs} <= ATTRIBUTES, name
        assert (page.crossed, page.open) == ([], []), name
        if name.startswith("en/"):
            said += page.said
    for text in (
        "A small war", "It is plain", "Why?", "How?", "Because", "So", "a contest",
        "a level", "You decide", "It pays", "Killed", "A paper", "Somebody", "its own",
    ):  # fmt: skip
        assert f"{text} {MARK}" in said, text
