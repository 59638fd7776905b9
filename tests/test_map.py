"""The map of a model: signs that are known, every arrow in its place, told in words."""

from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from commands import Call
from factories import compiled, loaded, scenario_of
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text as DrawnText

import sim as package
from sim.analysis import influences
from sim.model import compile_model
from sim.plots import draw_map, png_of, svg_of
from sim.report.footer import footer_line
from sim.report.mapping import map_alt, map_groups
from sim.report.names import Names
from sim.texts import LANGUAGES, Language

KNOWN = """\
format: 1
name: known
title: A world whose signs are known
about: Each clock has one sign
start: 2030-01-01
horizon: 1 year
actors: {north: }
parameters:
  either: {value: 1, spread: {uniform: [0.5, 2]}, because: {assumption: made up}}
  less: {value: 0.5, spread: {uniform: [0.1, 0.9]}, because: {assumption: made up}}
  pace: {value: 1 per month, because: {assumption: made up}}
ladders:
  war: {because: {assumption: made up}, rungs: {calm: {dead: 0}, tense: {dead: 2 per day}, open: {dead: 9 per day}}}
  help: {because: {assumption: made up}, rungs: {none: {cost: 3}, some: {cost: 2}, much: {cost: 1}}}
  rule: {ordered: false, rungs: {red: {}, blue: {}}}
  news: {rungs: {silent: {}, loud: {}}}
  still: {rungs: {one: {}, two: {}}}
observations:
  seen: {of: war, by: north, lag: 5 days, because: {assumption: made up}}
  known: {of: decided(help), by: north, lag: 5 days, because: {assumption: made up}}
gauges:
  dead: {unit: killed, flow: war.dead}
  anger: {}
events:
  up_with_help: {when: help >= some, rate: pace, do: {war: up}, because: {assumption: made up}}
  up_against_help: {when: help < much, rate: pace, do: {war: up}, because: {assumption: made up}}
  down_with_help: {when: help >= some, rate: pace, do: {war: down}, because: {assumption: made up}}
  between: {when: help == some, rate: pace, do: {war: up}, because: {assumption: made up}}
  damped: {rate: pace, factors: [{id: f, when: help == much, times: less, because: {assumption: made up}}],
    do: {war: up}, because: {assumption: made up}}
  doubtful: {rate: pace, factors: [{id: g, when: help == much, times: either, because: {assumption: made up}}],
    do: {war: up}, because: {assumption: made up}}
  by_level: {rate: pace * level(help), do: {war: up}, because: {assumption: made up}}
  by_number: {rate: pace * help.cost, do: {war: up}, because: {assumption: made up}}
  by_rule: {when: rule == red, rate: pace, do: {war: up}, because: {assumption: made up}}
  tells: {when: war >= tense, rate: pace, do: {news: loud, anger: "+ dead"}, because: {assumption: made up}}
  calms: {when: war == calm, rate: pace, do: {anger: "- dead"}, because: {assumption: made up}}
  draws: {rate: pace, either: [{odds: 0.5, do: {rule: red}}, {odds: 0.5, do: {rule: blue}}], because: {assumption: made up}}
policies:
  plan: {actor: north, ladder: help, wants: {none: always, some: seen >= tense, much: seen >= open},
    may: rule == red, reviews: {every: 30 days}, because: {assumption: made up}}
plans: {help: plan}
outcomes: {a: final(dead), b: final(anger), c: ever(known == much), d: ever(still == two), e: final(news)}
"""  # noqa: E501


@pytest.fixture(scope="module")
def known() -> Names:
    scenario = scenario_of(KNOWN)
    return Names(compile_model(scenario), scenario, "en")


@cache
def signs(names: Names) -> dict[tuple[str, str], dict[str, str]]:
    return {
        (driver.item, driver.target): {link.source: link.sign for link in driver.links}
        for driver in influences(names.model)
    }


@pytest.mark.parametrize(
    ("item", "target", "expected"),
    [
        ("up_with_help", "war", {"help": "+"}),
        ("up_against_help", "war", {"help": "-"}),
        ("down_with_help", "war", {"help": "-"}),
        ("between", "war", {"help": "="}),
        ("damped", "war", {"help": "-"}),
        ("doubtful", "war", {"help": "?"}),
        ("by_level", "war", {"help": "+"}),
        ("by_number", "war", {"help": "-"}),
        ("by_rule", "war", {"rule": "="}),
        ("tells", "news", {"war": "+"}),
        ("tells", "anger", {"war": "+", "dead": "+"}),
        ("calms", "anger", {"war": "+", "dead": "-"}),
        ("draws", "rule", {}),
        ("seen", "seen", {"war": "+"}),
        ("known", "known", {"decided(help)": "+"}),
        ("plan", "decided(help)", {"seen": "+", "rule": "="}),
        ("plan", "help", {"decided(help)": "+"}),
        ("dead", "dead", {"war": "+"}),
    ],
)
def test_signs_are_those_on_paper(
    known: Names, item: str, target: str, expected: dict[str, str]
) -> None:
    assert signs(known)[item, target] == expected


def test_what_nothing_moves_is_said_to_stand_still(known: Names) -> None:
    groups = {group.name: group for group in map_groups(known)}
    assert [line.title for line in groups["still"].lines] == ["nothing moves it"]
    assert groups["rule"].rungs == "red / blue"
    assert groups["rule"].note.startswith("no order: + likelier")
    assert groups["rule"].lines[0].does == "to one of: red / blue"
    assert groups["war"].rungs == "calm < tense < open"
    assert "decided(help)" in groups


def test_every_arrow_of_the_shipped_scenario_is_in_its_words() -> None:
    names = Names(compiled("seoul_2024"), loaded("seoul_2024"), "en")
    alt = map_alt(map_groups(names), names, foot="foot")
    assert "- Northern troops enter combat; 92 % within 60 days; to: in combat" in alt
    assert "pushed either way by What Seoul threatens" in alt
    assert "- by plan: Step by step, as the plan was stated; every 30 days" in alt
    assert "- The war ends; some 0.035 per month; to: over" in alt
    assert alt.endswith("foot\n")
    assert alt.count("\n- ") == len(influences(names.model))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "name", ["hello", "strait_standoff", "alliance_dilemma", "seoul_2024"]
)
def test_no_text_is_cut_and_none_lies_on_another(name: str, language: Language) -> None:
    scenario = loaded(name)
    names = Names(compiled(name), scenario, language)
    figure = draw_map(map_groups(names), names, foot=footer_line(scenario, language))
    FigureCanvasAgg(figure)
    figure.draw_without_rendering()
    width, height = figure.bbox.size
    boxes = []
    for text in figure.findobj(DrawnText):
        assert isinstance(text, DrawnText)
        if not (text.get_visible() and text.get_text()) or text.axes is None:
            continue
        if not text.axes.axison and text not in text.axes.texts:
            continue
        box = text.get_window_extent()
        assert box.x0 >= 0, text
        assert box.y0 >= 0, text
        assert box.x1 <= width, text
        assert box.y1 <= height, text
        if text.get_rotation() == 0:
            boxes.append((text.get_text(), box))
    assert len(boxes) > 10
    for (one, first), (other, second) in combinations(boxes, 2):
        across = min(first.x1, second.x1) - max(first.x0, second.x0)
        along = min(first.y1, second.y1) - max(first.y0, second.y0)
        assert across < 1 or along < 2, f"{one!r} lies on {other!r}"


def test_the_map_is_the_same_bytes_every_time() -> None:
    names = Names(compiled("hello"), loaded("hello"), "en")
    groups = map_groups(names)
    one, two = draw_map(groups, names), draw_map(groups, names)
    assert svg_of(one) == svg_of(two)
    assert png_of(one) == png_of(two)


def test_a_notebook_shows_the_map_of_a_scenario() -> None:
    study = package.load("hello")
    told = study._repr_html_()
    assert 'alt="How it hangs together: A border and a plan' in told
    assert study.map().png.startswith(b"\x89PNG")


def test_a_map_is_written_as_png_and_svg(sim: Call, tmp_path: Path) -> None:
    done = sim("map", "hello")
    assert (done.status, done.err) == (0, "")
    assert done.out == "Written to hello_map.png\nWritten to hello_map.svg\n"
    assert (tmp_path / "hello_map.svg").read_bytes().startswith(b"<?xml")
    assert sim("map", "hello").status == 2
    assert sim("map", "hello", "--force").status == 0
    assert sim("map", "hello", "--out", "words.txt", "--lang", "ko").status == 0
    assert "무엇이 무엇을 움직이는가" in (tmp_path / "words.txt").read_text("utf-8")


@pytest.mark.slow
def test_a_long_map_is_written_page_by_page(sim: Call, tmp_path: Path) -> None:
    done = sim("map", "seoul_2024")
    names = [line.removeprefix("Written to ") for line in done.out.splitlines()]
    assert len(names) >= 4
    assert names[0] == "seoul_2024_map_1.png"
    assert names[-1] == "seoul_2024_map.svg", "all of it, to be enlarged"
    assert {path.name for path in tmp_path.iterdir()} == set(names)
    study = package.load("seoul_2024")
    for page in study.map_pages():
        assert page.figure.get_figheight() < 14.5
        assert "not a forecast" in page.alt
    told = "".join(page.alt for page in study.map_pages())
    arrows = [line for line in study.map_words().splitlines() if line[:2] == "- "]
    assert len(arrows) > 50
    assert [line for line in told.splitlines() if line[:2] == "- "] == arrows
    assert len(package.load("hello").map_pages()) == 1


def test_words_need_no_picture(sim: Call, tmp_path: Path) -> None:
    done = sim("map", "hello", "--words", "--set", "pace=0.1 per month")
    assert done.status == 0
    assert "- Arvia goes one rung up; some 0.1 per month; one rung up;" in done.out
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--out", "map.jpg"), "expected --out with a name that ends in .png"),
        (("--out", "no/such/map.png"), "cannot write 'no/such/map.png'"),
        (("--policy", "in_stepp"), "no policy 'in_stepp'; did you mean 'in_step'?"),
    ],
)
def test_what_cannot_be_drawn_is_told(
    arguments: tuple[str, ...], said: str, sim: Call, tmp_path: Path
) -> None:
    done = sim("map", "hello", *arguments)
    assert done.status == 2
    assert said in done.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_a_map_of_one_ladder_is_short_and_has_what_it_reads() -> None:
    study = package.load("seoul_2024")
    whole, one = study.map(), study.map("support")
    assert one.figure.get_figheight() < whole.figure.get_figheight() / 4
    assert "Seoul's support for Ukraine" in one.alt
    assert "Northern troops enter combat" not in one.alt
    assert len(one.alt) < len(whole.alt) / 4
    assert study.map_words("support") == one.alt
    with pytest.raises(package.ResultError, match="did you mean 'support'"):
        study.map("suport")
