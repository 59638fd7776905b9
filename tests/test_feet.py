"""Everything that leaves the house says what it is, and that it is no forecast.

Every table, picture and file of a folder carries the scenario, the date its facts
reach and its count of assumptions; people are ranges of two figures, with who says so.
"""

import csv
import io
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from commands import Call
from factories import compiled, ensemble_of, loaded
from matplotlib.text import Text as DrawnText

from sim.report.footer import footer_line
from sim.report.numbers import PEOPLE, people_rounded
from sim.report.units import outcome_unit
from sim.results import Ensemble
from sim.study import Study
from sim.study.pictures import pictures_of
from sim.study.run import Run
from sim.texts import LANGUAGES, Language

NAME, MEMBERS = "seoul_2024", 40
HISTORY = str(Path(__file__).parents[1] / "scenarios/history/seoul_2024_2026.yaml")
COUNTED = re.compile(r"\[(killed|wounded|사망|부상)")
SAYS_WHO = re.compile(r"reported by|nobody's count|집계\)|집계한 곳 없음")


def foot(name: str = NAME, language: Language = "en") -> str:
    return footer_line(loaded(name), language)


def ensemble() -> Ensemble:
    return ensemble_of(NAME, MEMBERS)


@cache
def run(language: Language) -> Run:
    return Run(loaded(NAME), ensemble(), language)


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_carries_the_foot(language: Language) -> None:
    done, study = run(language), Study(loaded(NAME), language)
    views = [
        done.outcomes,
        done.claims,
        *(done.ledger(ledger.actor) for ledger in done.ledgers),
        *done.weighed,
        study.explain("war_end"),
    ]
    for view in views:
        assert str(view).endswith(foot(NAME, language)), view.table.title
        assert "not a forecast" in foot() or language == "ko"
    hello = Study(loaded("hello"), language)
    assert str(hello.expectations()).endswith(foot("hello", language))
    for shown in (done, study.step(member=0), hello.exact()):
        html = shown._repr_html_()
        assert re.search("not a forecast|예측이 아님", html)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_carries_the_foot_and_is_told_in_words(
    language: Language,
) -> None:
    done = run(language)
    drawn = {name: draw() for name, draw in pictures_of(done, "all")}
    held = Study(loaded(NAME), language).hindcast(HISTORY, members=MEMBERS)
    drawn |= {"history": held.plot(), "counts": held.plot_counts()}
    drawn |= {"map": Study(loaded("hello"), language).map()}
    few = {f"few {name}": draw() for name, draw in pictures_of(done, "few")}
    assert set(drawn) == {
        *("passages", "shares", "claims", "outcomes", "path_0"),
        *("ledger_pyongyang", "ledger_seoul", "history", "counts", "map"),
    }
    for name, picture in (drawn | few).items():
        last = foot("hello" if name == "map" else NAME, language)
        texts = [
            text.get_text()
            for text in picture.figure.findobj(DrawnText)
            if isinstance(text, DrawnText)
        ]
        assert any(flat(last) in flat(text) for text in texts), name
        assert picture.alt.endswith(f"{last}\n"), name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "command",
    [
        ("run", "hello", "-n", "5", "--out", "o"),
        ("step", "hello"),
        ("exact", "hello"),
        ("explain", "hello"),
        ("sources", NAME),
        ("map", "hello", "--words"),
        ("test", "strait_standoff"),
        ("compare", NAME, "--policies", "hold_at_words,act_early", "-n", "5"),
        ("hindcast", NAME, HISTORY, "-n", "5"),
    ],
    ids=lambda command: command[0],
)
def test_every_command_with_a_table_ends_with_the_foot(
    sim: Call, command: tuple[str, ...], language: Language
) -> None:
    done = sim(*command, "--lang", language)
    assert done.status in (0, 1), done.err
    name = command[1]
    assert flat(foot(name, language)) in flat(done.out)


@pytest.mark.slow
def test_every_file_of_a_folder_says_what_it_is(sim: Call, tmp_path: Path) -> None:
    done = sim("run", NAME, "-n", MEMBERS, "--out", "o", "--plots", "all")
    assert done.status == 0, done.err
    files = {path.name: path for path in (tmp_path / "o").iterdir()}
    drawn = {name for name, _ in pictures_of(run("en"), "all")}
    assert set(files) == {
        *("about.txt", "manifest.json", "summary.json", "members.csv", "members.npz"),
        *(f"{name}{suffix}" for name in drawn for suffix in (".png", ".svg", ".txt")),
    }
    about = flat(files["about.txt"].read_text("utf-8"))
    assert foot() in about
    assert foot(NAME, "ko") in about
    for name, path in files.items():
        if name.endswith(".txt"):
            assert foot() in flat(path.read_text("utf-8")), name
    assert json.loads(files["manifest.json"].read_text("utf-8"))["about"] == foot()
    summary = json.loads(files["summary.json"].read_text("utf-8"))
    assert summary["about"] == {code: foot(NAME, code) for code in LANGUAGES}
    assert summary["facts_to"] == "2026-04-27"
    head, *rows = csv.reader(io.StringIO(files["members.csv"].read_text("utf-8-sig")))
    assert head[-1] == foot()
    assert len(rows) == MEMBERS
    assert all(len(row) == len(head) for row in rows)
    with np.load(files["members.npz"]) as arrays:
        assert len(arrays.files) > 5
        assert str(arrays["about"]) == foot()


def test_few_pictures_are_drawn_and_none_if_none_is_asked(
    sim: Call, tmp_path: Path
) -> None:
    few = {name for name, _ in pictures_of(run("en"), "few")}
    assert few < {name for name, _ in pictures_of(run("en"), "all")}
    assert len(run("en").plot_passages("role", "war").figure.axes) == 2
    notes = [p.alt for n, p in ((n, d()) for n, d in pictures_of(run("en"), "few"))]
    assert sum("6 of 26 ladders" in alt for alt in notes) == 3
    assert sim("run", "hello", "-n", 5, "--out", "o", "--plots", "none").status == 0
    assert not list((tmp_path / "o").glob("*.png"))
    refused = sim("run", "hello", "--plots", "fw")
    assert refused.status == 2
    assert "did you mean 'few'" in refused.err


def test_what_happened_is_kept_with_its_pictures(sim: Call, tmp_path: Path) -> None:
    asked = ("hindcast", NAME, HISTORY, "-n", "40", "--out", "h")
    done = sim(*asked)
    assert done.status == 0, done.err
    assert sorted(path.name for path in (tmp_path / "h").iterdir()) == [
        "about.txt",
        "hindcast.json",
        *(f"history.{kind}" for kind in ("png", "svg", "txt")),
        *(f"history_counts.{kind}" for kind in ("png", "svg", "txt")),
    ]
    kept = json.loads((tmp_path / "h" / "hindcast.json").read_text("utf-8"))
    assert kept["about"]["en"] == foot()
    assert sim(*asked).status == 2, "nothing is written over"


# ---- people


def people() -> list[str]:
    return [
        outcome.name
        for outcome in compiled(NAME).outcomes
        if outcome_unit(compiled(NAME), outcome) in PEOPLE
    ]


def two_figures(number: str) -> bool:
    digits = number.replace(",", "")
    return digits.isdecimal() and float(digits) == people_rounded(float(digits))


RANGE = re.compile(r"([\d,.]+)[–~]([\d,.]+)|^([\d,.]+)$")


@pytest.mark.parametrize("language", LANGUAGES)
def test_people_are_ranges_of_two_figures_with_who_says_so(language: Language) -> None:
    assert len(people()) >= 4
    rows = [
        row
        for row in run(language).outcomes.rows
        if re.search(r"\[(killed|wounded|사망|부상)", row[0])
    ]
    assert len(rows) == len(people())
    for row in rows:
        assert SAYS_WHO.search(row[0])
        assert row[1] == row[2] == ""
        found = RANGE.search(row[3])
        assert found, row
        assert all(two_figures(number) for number in found.groups() if number), row
    alt = run(language).plot_outcomes(*people()).alt
    told = [
        line
        for line in alt.split("\n")
        if re.search(r"\[(killed|wounded|사망|부상)", line)
    ]
    assert len(told) == len(people())
    for line in told:
        assert SAYS_WHO.search(line)
        for number in re.findall(r"(?<=[:–] )[\d,]{3,}|(?<=[–~])[\d,]{3,}", line):
            assert two_figures(number), line


def test_people_are_so_in_files_too(sim: Call, tmp_path: Path) -> None:
    done = sim("run", NAME, "-n", MEMBERS, "--out", "o", "--no-plots")
    assert done.status == 0
    summary: dict[str, Any] = json.loads(
        (tmp_path / "o" / "summary.json").read_text("utf-8")
    )
    found = [item for item in summary["outcomes"] if item.get("unit") in PEOPLE]
    assert [item["name"] for item in found] == people()
    for item in found:
        assert set(item["spread"]) == {"p5", "p95"}, "no mean and no median"
        assert all(two_figures(f"{value:.0f}") for value in item["spread"].values())
        assert item["reported_by"]["en"]
        assert item["reported_by"]["ko"]
    text = (tmp_path / "o" / "members.csv").read_text("utf-8-sig")
    for row in csv.DictReader(io.StringIO(text)):
        for name in people():
            assert two_figures(row[name]), (name, row[name])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_story_tells_people_as_ranges(language: Language) -> None:
    story = str(Study(loaded(NAME), language).step(member=3).story())
    killed = [
        line for line in story.split("\n") if re.search("killed|전사자|사망자", line)
    ]
    assert killed
    counted = re.findall(r"(\d[\d,]*) killed|(\d[\d,]*)명", "\n".join(killed))
    assert counted
    assert re.search(r"reported by|nobody's count|집계", story)
