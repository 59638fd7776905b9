"""``sim explain``: each value with its origin, its evidence, and what depends on it."""

import json
from pathlib import Path

import pytest
from commands import Call
from factories import compiled

import sim as package
from sim.analysis import dependents_of
from sim.errors import UsageError
from sim.loading import load_scenario
from sim.report.explaining import Explained, Origin, explained
from sim.scenario import SECTIONS

VARIANT = """\
extends: hello
name: mine
parameters: {pace: {value: 0.1 per month}}
arguments:
  idle: {title: Idle, actor: belmar, side: gain, account: order, unit: points, flow: 1 per month,
    because: {assumption: made up}}
"""  # noqa: E501


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = Path("mine.yaml")
    path.write_text(VARIANT)
    return path


def one(path: Path, name: str, **settings: str) -> Explained:
    named = {key.replace("__", "."): value for key, value in settings.items()}
    [thing] = explained(load_scenario(path, settings=named), name=name)
    return thing


def test_each_value_has_its_origin(mine: Path) -> None:
    settings = {"parameters__pace__spread__triangular__2": "0.5 per month"}
    value, spread = one(mine, "pace", **settings).values
    assert (value.key, value.text) == ("value", "0.1 per month")
    assert value.origin == Origin("variant", "mine.yaml:3")
    assert spread.text == "{triangular: [0.05 per month, 0.2 per month, 0.5 per month]}"
    assert spread.origin.kind == "file"
    assert spread.origin.where.startswith("hello.yaml:")
    [(path, origin)] = spread.inside
    assert (path, origin.kind) == ("triangular.2", "set")
    assert origin.where == "--set parameters.pace.spread.triangular.2=0.5 per month"


def test_what_the_file_leaves_out_is_a_default(mine: Path) -> None:
    values = {value.key: value for value in one(mine, "in_step").values}
    assert values["stride"].origin == Origin("default")
    assert values["may"].text == "always"
    assert values["resolve"].origin.kind == "file"


def test_a_parameter_that_is_held_has_no_spread(mine: Path) -> None:
    values = {value.key: value for value in one(mine, "nerve", nerve="0.4").values}
    assert values["value"].text == "0.4"
    assert values["value"].origin == Origin("set", "--set nerve=0.4")
    assert values["spread"].origin == Origin("default")


def test_each_thing_has_its_evidence_and_what_depends_on_it(mine: Path) -> None:
    nerve = one(mine, "nerve")
    assert [line.partition(":")[0] for line in nerve.because] == ["assumption"]
    assert nerve.readers == (("policy", "in_step"),)
    assert nerve.results == (("outcome", "embargo_comes"), ("claim", "pressing_pays"))
    pace = one(mine, "pace")
    assert pace.readers == (("event", "climbs"),)
    assert len(pace.results) == 3
    assert one(mine, "idle").results == ()


def test_dependents_are_the_reverse_of_dependence() -> None:
    dependents = dependents_of(compiled("hello"))
    readers, results = dependents.of("ladder", "pressure")
    assert set(readers) >= {("event", "climbs"), ("observation", "seen")}
    assert ("outcome", "raids_come") in results
    assert dependents.of("observation", "seen")[0] == (("policy", "in_step"),)
    readers, _ = dependents.of("policy", "in_step")
    assert readers == (("ladder", "answer"),)


def test_everything_of_a_file_is_explained_in_its_order() -> None:
    scenario = load_scenario("seoul_2024")
    things = explained(scenario)
    named = [(thing.section, thing.name) for thing in things[1:]]
    expected = {
        (section, name) for section in SECTIONS for name in getattr(scenario, section)
    }
    assert set(named) == expected
    assert len(named) == len(expected)
    assert all(thing.values for thing in things if thing.section != "actors")


def test_a_section_a_rung_a_factor_and_the_head_have_names(mine: Path) -> None:
    scenario = load_scenario(mine)
    assert [t.name for t in explained(scenario, name="parameters")] == ["pace", "nerve"]
    assert [t.name for t in explained(scenario, name="pressure.raids")] == ["pressure"]
    assert explained(scenario, name="horizon")[0].kind == "scenario"
    seoul = load_scenario("seoul_2024")
    factor = next(f.id for event in seoul.events.values() for f in event.factors)
    [event] = explained(seoul, name=str(factor))
    assert event.kind == "event"
    with pytest.raises(UsageError, match="called 'pase'; did you mean 'pace'"):
        explained(scenario, name="pase")


def test_the_command_tells_it_in_lines(sim: Call, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(VARIANT)
    done = sim("explain", "mine.yaml", "pace", "--set", "nerve=0.4")
    assert (done.status, done.err) == (0, "")
    assert "  value: 0.1 per month [mine.yaml:3 (variant)]\n" in done.out
    assert "  used by event climbs\n" in done.out
    assert "  bears on every outcome and claim\n" in done.out
    assert " ".join(done.out.split()).endswith("not a forecast")
    held = sim("explain", "mine.yaml", "nerve", "--set", "nerve=0.4").out
    assert "  value: 0.4 [--set nerve=0.4]\n" in held
    assert "bears on no outcome and no claim" in sim("explain", "mine.yaml", "idle").out
    path = "parameters.pace.spread.triangular.2=0.5 per month"
    inside = " ".join(sim("explain", "mine.yaml", "pace", "--set", path).out.split())
    assert f"within it triangular.2: --set {path}" in inside


def test_the_whole_says_from_which_files(sim: Call, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(VARIANT)
    done = sim("explain", "mine.yaml")
    assert done.out.startswith("Read from mine.yaml, which extends hello.yaml\n")
    assert "scenario mine: A border and a plan" in done.out
    korean = sim("explain", "mine.yaml", "--lang", "ko").out
    assert korean.startswith("읽은 파일: mine.yaml (바탕: hello.yaml)")
    assert "매개변수 pace" in korean


def test_json_tells_the_same(sim: Call) -> None:
    [told] = json.loads(sim("explain", "hello", "pace", "--json").out)
    assert (told["kind"], told["name"]) == ("parameter", "pace")
    assert told["values"][0]["origin"]["kind"] == "file"
    assert told["readers"] == [["event", "climbs"]]


def test_sources_are_told_with_what_they_stand_behind(sim: Call) -> None:
    done = sim("explain", "seoul_2024", "mid_data")
    assert "behind parameter war_end" in done.out
    assert "bears on" not in done.out


def test_a_notebook_shows_it_as_a_table() -> None:
    study = package.load("hello", settings={"nerve": "0.4"})
    table = study.explain("nerve")
    assert table.rows[0] == ("nerve", "value", "0.4", "--set nerve=0.4")
    assert "used by policy in_step" in str(table)
    assert "nerve: because" in str(study.explain("parameters"))
    assert "assumption" in study.explain("nerve")._repr_html_()


def test_a_gauge_with_bands_is_asked_after_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "banded.yaml"
    path.write_text(
        "extends: hello\nname: banded\n"
        "parameters: {heat: {value: 2 per month, because: {assumption: made up}}}\n"
        "gauges: {anger: {flow: heat * level(pressure), bands: {calm: 0, open: 40},"
        " because: {assumption: made up}}}\n"
        "events: {climbs: {when: pressure < raids and anger < open}}\n"
    )
    [anger] = explained(load_scenario(path), name="anger")
    assert anger.readers == (("event", "climbs"),)
    assert len(anger.results) == 3
