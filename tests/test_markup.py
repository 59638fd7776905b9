"""Markup and escapes in any text of a file come out as text, wherever it is shown."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml
from commands import Call

from sim.errors import ScenarioError
from sim.loading import load_text
from sim.loading_history import load_history
from sim.report.sources import sources_bibtex, sources_csv
from sim.scenario import Scenario
from sim.study import Run, Study
from sim.study.hindcast import HindcastView
from sim.texts import LANGUAGES, Language

MARKUP = "<img src=x onerror=alert(1)></svg></script><script>x</script>&amp; ]]> \"'"
SIGNS = "[red]r[/red] [/] $\\frac{$ {0} %s `r` | **b** \\input{x}"
FORMULA = "=cmd|' /C calc'!A0"
READ = frozenset(
    "title about says story note assumption against who where publisher interest via "
    "url account brief questions terms en ko".split()
)
TAGS = frozenset(
    "h4 p small ol ul li table caption thead tbody tr th td img br b strong em div "
    "span".split()
)
LINK = "{http://www.w3.org/1999/xlink}href"
here = Path(__file__).parent


def planted(node: Any, what: str, *, read: bool = False) -> Any:
    """Plant something in every text that a person reads, before and behind it."""
    if isinstance(node, dict):
        return {
            key: planted(value, what, read=key in READ) for key, value in node.items()
        }
    if isinstance(node, list):
        return [planted(item, what, read=read) for item in node]
    return f"{what} {node}" if read and isinstance(node, str) else node


class Quoted(yaml.SafeDumper):
    """Writes every text in quotation marks: "+ 1" is none without."""


Quoted.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, '"'),
)


def scenario_with(what: str) -> Scenario:
    source = yaml.safe_load((here / "good" / "small.yaml").read_text("utf-8"))
    source["seats"] = {"south": {"ladder": "help", "brief": "You decide"}}
    source["lesson"] = {"questions": ["Why?"], "terms": {"war": "a contest"}}
    for name in ("pay", "cost"):
        source["arguments"][name]["title"] = name
    text = yaml.dump(planted(source, what), Dumper=Quoted, allow_unicode=True)
    return load_text(text)


@cache
def study(language: Language = "en") -> Study:
    return Study(scenario_with(f"{MARKUP} {SIGNS}"), language)


@cache
def run() -> Run:
    return study().run(members=40)


@cache
def held() -> HindcastView:
    """Hold the planted scenario against a history that is planted too."""
    source = yaml.safe_load((here / "good" / "small_history.yaml").read_text("utf-8"))
    what = f"{MARKUP} {SIGNS}"
    text = yaml.dump(planted(source, what), Dumper=Quoted, allow_unicode=True)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "history.yaml"
        path.write_text(text, encoding="utf-8")
        return study().hindcast(path, members=30)


def shown() -> Iterator[tuple[str, Any]]:
    """Give everything that shows itself in a notebook, with its name."""
    for language in LANGUAGES:
        yield f"study {language}", study(language)
    yield "explain", study().explain()
    yield "run", run()
    yield "ledger", run().ledger()
    yield "claims", study().claims("it_pays", members=60)
    yield "all claims", study().claims(members=60)
    yield "exact", study().exact()
    yield "hindcast", held()
    paces = ["0.1 per month", "0.5 per month"]
    yield "values", study().compare_values("pace", paces, members=30)
    for member in range(3):
        yield f"step {member}", run().step(member)


class Tags(HTMLParser):
    """Notes each tag with the names of its attributes, and the words between."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags = set[str]()
        self.attributes = set[str]()
        self.words = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.words += " ".join(value or "" for name, value in attrs if name == "alt")

    def handle_data(self, data: str) -> None:
        self.words += data


def test_a_notebook_shows_markup_as_text() -> None:
    seen = 0
    for name, thing in shown():
        tags = Tags(thing._repr_html_())
        assert tags.tags <= TAGS, name
        assert tags.attributes <= {"style", "src", "alt"}, name
        assert "onerror=alert(1)></svg></script><script>" in tags.words, name
        seen += 1
    assert seen >= 10


def test_a_picture_shows_markup_as_text() -> None:
    """Also what only a reader of the picture's words gets."""
    pictures = study().map().files("map") | run().picture_files()
    pictures |= held().picture_files()
    drawn = {name: data for name, data in pictures.items() if name.endswith(".svg")}
    assert len(drawn) >= 4
    for name, data in drawn.items():
        root = ET.fromstring(data)
        names = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert not names & {"script", "foreignObject", "a", "iframe", "img"}, name
        for element in root.iter():
            for attribute, value in element.items():
                assert not attribute.startswith("on"), name
                if attribute == LINK:
                    assert value.startswith(("#", "data:image/png;")), name


def test_a_spreadsheet_is_given_no_formula(sim: Call, tmp_path: Path) -> None:
    scenario = scenario_with(FORMULA)
    told = sources_csv(scenario, "en")
    cells = [cell for row in csv.reader(io.StringIO(told)) for cell in row]
    assert f"'{FORMULA} A paper" in cells
    path = tmp_path / "mine.yaml"
    path.write_text(scenario.text, encoding="utf-8")
    assert sim("run", path, "-n", "5", "--table", "csv", "--out", "out").status == 0
    tables = list((tmp_path / "out").glob("*.csv"))
    assert tables
    for table in tables:
        text = table.read_text(encoding="utf-8-sig")
        cells += [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "@", "+"))]


def test_tex_is_given_nothing_to_obey() -> None:
    told = sources_bibtex(scenario_with(SIGNS), "en")
    (entry,) = re.findall(r"^@.*?^}$", told, flags=re.MULTILINE | re.DOTALL)
    assert entry.count("{") == entry.count("}")
    assert not re.search(r"\\(input|frac)|(?<!\\)[$%&#]", entry)


ESCAPES = ("\\e[31m", "\\x07", "\\u202e", "\\u200b", "\\x9b31m", "\\e]0;x\\a")


@pytest.mark.parametrize("escape", ESCAPES)
@pytest.mark.parametrize("key", ["title: Small", "says: It pays", "story: The war"])
def test_an_escape_in_any_text_is_a_fault_there(escape: str, key: str) -> None:
    text = (here / "good" / "small.yaml").read_text("utf-8")
    text = text.replace("title: {en: A small war, ko: 작은 전쟁}", "title: Small")
    name, _, said = key.partition(": ")
    assert text.count(key) >= 1
    with pytest.raises(ScenarioError, match="expected text that can be seen, got U"):
        load_text(text.replace(key, f'{name}: "{escape}{said}"', 1))


@pytest.mark.parametrize("escape", ESCAPES)
@pytest.mark.parametrize("key", ["title", "rule"])
def test_an_escape_in_any_text_of_a_history_is_a_fault_there(
    escape: str, key: str, tmp_path: Path
) -> None:
    """So it never comes as far as the tables and pictures of a hindcast."""
    scenario, history = (
        (here / "good" / name).read_text("utf-8")
        for name in ("small.yaml", "small_history.yaml")
    )
    (tmp_path / "small.yaml").write_text(scenario, encoding="utf-8")
    was = {"title": "title: An archive", "rule": "rule: What was voted"}[key]
    assert history.count(was) == 1
    wrong = history.replace(was, f'{key}: "{escape}x"')
    path = tmp_path / "small_history.yaml"
    path.write_text(wrong, encoding="utf-8")
    with pytest.raises(ScenarioError, match="expected text that can be seen, got U"):
        load_history(str(path))
