"""A file that extends another is that other with some things changed."""

import json
import os
from pathlib import Path

import pytest
from commands import Call

from sim.errors import ScenarioError
from sim.loading import load_scenario, load_text, nodes_of
from sim.model import compile_model
from sim.path import run_path
from sim.scenario import FileText, Scenario
from sim.variants.likeness import one_slip
from sim.yamltext import Mapping

here = Path(__file__).parent
SMALL = (here / "good" / "small.yaml").read_text("utf-8")


def varied(tmp_path: Path, text: str, base: str = SMALL) -> Scenario:
    (tmp_path / "base.yaml").write_text(base, "utf-8")
    (tmp_path / "mine.yaml").write_text(f"extends: base.yaml\nname: mine\n{text}")
    return load_scenario(tmp_path / "mine.yaml")


def test_a_variant_that_changes_nothing_is_its_base(tmp_path: Path) -> None:
    mine, base = varied(tmp_path, ""), load_text(SMALL)
    assert mine.name == "mine"
    one, two = compile_model(mine), compile_model(base)
    assert [clock.name for clock in one.clocks] == [clock.name for clock in two.clocks]
    for member in range(3):
        first, second = (run_path(m, member=member) for m in (one, two))
        assert first.receipt == second.receipt


def test_one_key_of_one_thing_is_changed_and_the_rest_stays(tmp_path: Path) -> None:
    mine = varied(tmp_path, "parameters:\n  pace: {value: 0.3 per month}\n")
    pace = mine.parameters["pace"]
    assert pace.value.text == "0.3 per month"
    assert pace.title.say() == "How fast it climbs"
    assert pace.spread
    assert len(pace.because) == 2
    assert (pace.value.place.line, pace.id.place.line) == (4, 12)
    assert pace.value.place.file.endswith("mine.yaml")
    assert pace.id.place.file.endswith("base.yaml")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("parameters: {toll: {spread: {uniform: [0, 9]}}}",
         lambda s: s.parameters["toll"].spread.kind == "uniform"),
        ("ladders: {help: {starts: none, rungs: {none: {}, much: {}}}}\n"
         "policies: {in_step: {wants: {none: always, much: seen >= fight}}}\n"
         "observations: {known: {starts: much}}\nevents: {climb: {factors: null}}",
         lambda s: [str(r.id) for r in s.ladders["help"].rungs] == ["none", "much"]),
        ("policies: {in_step: {wants: {none: always, some: seen >= fight}}}",
         lambda s: [str(rung) for rung, _ in s.policies["in_step"].wants]
         == ["none", "some"]),
        ("events: {climb: {do: {war: down}}}",
         lambda s: [e.target for e in s.events["climb"].do] == ["war"]),
        ("events: {talks: {either: [{odds: 1%, do: {war: calm}}]}}",
         lambda s: len(s.events["talks"].either) == 1),
        ("arguments: {cost: {lump: {each: tally, amount: 3}}}",
         lambda s: len(s.arguments["cost"].lumps) == 1),
        ("title: {ko: 나의 전쟁}", lambda s: s.title.en == ""),
        ("ledger: {unit: shells}",
         lambda s: (s.ledger.unit, s.ledger.against.say()) == ("shells", "peace")),
        ("outcomes: {killed: final(anger)}",
         lambda s: (s.outcomes["killed"].title.say(), s.outcomes["killed"].value.text)
         == ("Killed", "final(anger)")),
        ("outcomes: {fights: {title: Fights}}",
         lambda s: s.outcomes["fights"].value.text == "ever(war == fight)"),
    ],
    ids=["spread", "rungs", "wants", "do", "either", "lump", "title", "ledger",
         "bare outcome", "outcome's title"],
)  # fmt: skip
def test_what_stands_under_a_key_is_replaced_whole(
    tmp_path: Path, text: str, what: object
) -> None:
    assert what(varied(tmp_path, text + "\n"))  # type: ignore[operator]


def test_a_timing_replaces_the_other_timing_and_either_replaces_do(
    tmp_path: Path,
) -> None:
    text = """events:
  talks: {after: 3 days}
  climb: {either: [{odds: 30%, do: {war: up}}]}
  rest: {about_every: 9 days}
"""
    events = varied(tmp_path, text).events
    assert [events[name].timing.kind for name in ("talks", "rest")] == [
        "after",
        "about_every",
    ]
    assert events["talks"].chance is None
    assert events["climb"].do == ()


def test_null_takes_away_a_key_a_thing_or_a_section(tmp_path: Path) -> None:
    text = """claims:
arguments: {cost: {lump: null}, pay: null}
events: {climb: {factors: ~, actor: null}, vote: null, tally: }
"""
    mine = varied(tmp_path, text)
    assert mine.claims == {}
    assert list(mine.arguments) == ["cost"]
    assert mine.arguments["cost"].lumps == ()
    assert (mine.events["climb"].factors, mine.events["climb"].actor) == ((), None)
    assert "vote" not in mine.events


def test_order_is_the_base_files_then_new_keys_as_written(tmp_path: Path) -> None:
    text = """events:
  later: {rate: pace, do: {war: down}, because: {assumption: made up}}
  tally: {every: 60 days}
  sooner: {rate: pace, do: {war: down}, because: {assumption: made up}}
"""
    assert list(varied(tmp_path, text).events) == [
        *"climb talks vote tally rest later sooner".split()
    ]


def test_without_switches_things_off(tmp_path: Path) -> None:
    mine = varied(tmp_path, "without: [climb, helped, pay]\n")
    model = compile_model(mine, without=["cost"])
    assert model.without == ("climb", "helped", "pay", "cost")
    assert "event climb" not in model.clock_index
    assert compile_model(varied(tmp_path, "without: []\n")).without == ()


def test_a_name_without_a_suffix_is_a_shipped_scenario(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(
        "extends: seoul_2024\nname: mine\n"
        "parameters: {war_end: {value: 0.02 per month}}\n"
    )
    mine = load_scenario(tmp_path / "mine.yaml")
    assert mine.parameters["war_end"].value.text == "0.02 per month"
    assert list(mine.events) == list(load_scenario("seoul_2024").events)
    text = load_text("extends: hello\nname: mine\n")
    assert [file.file for file in text.files] == ["scenario.yaml", "hello.yaml"]
    with pytest.raises(
        ScenarioError, match="expected a shipped scenario, got the path"
    ):
        load_text("extends: hello.yaml\n")


def test_variants_of_variants_are_laid_one_over_the_other(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "base.yaml").write_text(SMALL, "utf-8")
    (tmp_path / "deep" / "middle.yaml").write_text(
        "extends: base.yaml\nname: middle\nhorizon: 3 years\ntitle: Middle\n"
    )
    (tmp_path / "top.yaml").write_text(
        "extends: deep/middle.yaml\nname: top\ntitle: Top"
    )
    top = load_scenario(tmp_path / "top.yaml")
    assert (top.name, top.title.say(), top.horizon.text) == ("top", "Top", "3 years")
    assert [Path(file.file).name for file in top.files] == [
        *"top.yaml middle.yaml base.yaml".split()
    ]


def test_every_file_counts_in_the_digest(tmp_path: Path) -> None:
    one = varied(tmp_path, "")
    two = varied(tmp_path, "", base=SMALL + "# a comment\n")
    assert one.text == two.text
    assert one.texts_sha256 != two.texts_sha256
    assert len({file.sha256 for file in (*one.files, *two.files)}) == 3


def test_a_scenario_is_read_again_from_the_texts_that_were_kept(tmp_path: Path) -> None:
    mine = varied(tmp_path, "horizon: 3 years\n")
    again = load_text(mine.text, file=mine.file, bases=mine.files[1:])
    assert again.texts_sha256 == mine.texts_sha256
    assert again.horizon.text == "3 years"
    with pytest.raises(ScenarioError, match=r"'base\.yaml' was not kept with this one"):
        load_text(mine.text, file="mine.yaml", bases=[])


def test_a_variant_without_a_name_is_warned_of(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(SMALL, "utf-8")
    (tmp_path / "mine.yaml").write_text("extends: base.yaml\n")
    [warning] = load_scenario(tmp_path / "mine.yaml").warnings
    assert "goes by the name of" in warning.what


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text(SMALL, "utf-8")
    (tmp_path / "in").mkdir()
    os.symlink(tmp_path / "secret.yaml", tmp_path / "in" / "base.yaml")
    (tmp_path / "in" / "mine.yaml").write_text("extends: base.yaml\nname: mine\n")
    with pytest.raises(ScenarioError, match="leads out of the folder"):
        load_scenario(tmp_path / "in" / "mine.yaml")


def test_a_long_chain_is_refused(tmp_path: Path) -> None:
    for number in range(40):
        text = f"extends: v{number + 1}.yaml\nname: v{number}\n"
        (tmp_path / f"v{number}.yaml").write_text(text)
    with pytest.raises(ScenarioError, match="at most 12 files"):
        load_scenario(tmp_path / "v0.yaml")


def test_a_base_that_is_no_scenario_is_told_at_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("base.yaml").write_text("- a list\n")
    Path("mine.yaml").write_text("extends: base.yaml\nname: mine\n")
    with pytest.raises(ScenarioError, match=r"^base\.yaml:1:1: expected a scenario"):
        load_scenario("mine.yaml")
    Path("base.yaml").write_bytes(b"name: \xff\n")
    with pytest.raises(ScenarioError, match=r"^base\.yaml:1:7: expected UTF-8"):
        load_scenario("mine.yaml")


def test_the_manifest_keeps_text_and_digest_of_every_file(
    sim: Call, tmp_path: Path
) -> None:
    (tmp_path / "mine.yaml").write_text(
        "extends: hello\nname: mine\nwithout: [harms]\n"
    )
    assert sim("run", "mine.yaml", "-n", 5, "--no-plots", "--out", "o").status == 0
    manifest = json.loads((tmp_path / "o" / "manifest.json").read_text("utf-8"))
    [base] = manifest["scenario"]["extends"]
    assert base["file"] == "hello.yaml"
    assert base["sha256"] == FileText("", base["text"]).sha256
    assert manifest["options"]["without"] == ["harms"]


def test_the_nodes_of_a_scenario_know_who_wrote_each_value(tmp_path: Path) -> None:
    varied(tmp_path, "parameters: {pace: {value: 0.3 per month}}\n")
    scenario = load_scenario(
        tmp_path / "mine.yaml", settings={"parameters.toll.value": "2"}
    )
    root = nodes_of(scenario)
    assert isinstance(root, Mapping)
    parameters = root.entries["parameters"]
    assert isinstance(parameters, Mapping)
    wrote = {
        name: Path(thing.entries["value"].place.file).name
        for name, thing in parameters.entries.items()
        if isinstance(thing, Mapping)
    }
    assert wrote == {
        "pace": "mine.yaml",
        "mood": "base.yaml",
        "toll": "--set parameters.toll.value=2",
    }


@pytest.mark.parametrize(
    ("text", "name", "old", "line", "column"),
    [
        ("outcomes: {figths: ever(war == fight)}", "figths", "fights", 3, 12),
        ("ladders: {war: {rungs: {calm: , tensoin: , fight: }}}", "tensoin", "tension",
         3, 33),
        ("gauges: {anger: {bands: {low: , mid: 3, hihg: 6}}}", "hihg", "high", 3, 41),
        ("events: {climb: {factors: [{id: hlped, times: 2, because: {source: x}}]}}",
         "hlped", "helped", 3, 33),
        ("actors: {noorth: {title: The North}}", "noorth", "north", 3, 10),
        ("parameters: {mood: {spread: {choice: {calm: 1, wildd: 2}}}}",
         "wildd", "wild", 3, 48),
    ],
    ids=["outcome", "rung", "band", "factor", "actor", "word"],
)  # fmt: skip
def test_a_misspelt_name_to_which_nothing_refers_is_a_fault(
    tmp_path: Path, text: str, name: str, old: str, line: int, column: int
) -> None:
    banded = SMALL.replace("starts: 5, half", "bands: {low: , high: 4}, half")
    with pytest.raises(ScenarioError) as caught:
        varied(tmp_path, f"{text}\n", base=banded)
    told = [
        problem
        for problem in caught.value.problems
        if f"has {old!r}, and nothing refers to {name!r}" in problem.what
    ]
    assert [(p.place.line, p.place.column) for p in told] == [(line, column)]
    assert told[0].hint == f"did you mean {old!r}? otherwise name it less alike"


def test_a_misspelt_name_with_a_key_taken_away_is_one_fault(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError) as caught:
        varied(tmp_path, "parameters: {tolll: {value: 3, spread: null}}\n")
    (problem,) = caught.value.problems
    assert "has 'toll', and nothing refers to 'tolll'" in problem.what


@pytest.mark.parametrize(
    "text",
    [
        "outcomes: {fights_on: ever(war == fight), calm_again: final(war)}",
        "outcomes: {fight: ever(war == fight)}\n"
        "expect: [{outcome: fight, between: [0, 100%]}]",
    ],
    ids=["less near", "referred to"],
)
def test_a_new_name_less_near_or_referred_to_is_warned_of(
    tmp_path: Path, text: str
) -> None:
    [warning] = varied(tmp_path, f"{text}\n").warnings
    assert warning.what.endswith("is new here: the file that is extended has 'fights'")
    assert (warning.place.line, warning.place.column) == (3, 12)


@pytest.mark.parametrize(
    ("one", "other", "off"),
    [
        ("unresst", "unrest", True), ("urest", "unrest", True),
        ("unrset", "unrest", True), ("unrust", "unrest", True),
        ("left", "lift", False), ("phase_1", "phase_2", False),
        ("unrest", "unrest", False), ("on", "one", False), ("ab_cd", "cd_ab", False),
        ("phase", "phase2", False), ("fighting", "fight", False),
    ],
)  # fmt: skip
def test_one_slip_of_the_keyboard(one: str, other: str, off: bool) -> None:
    assert one_slip(one, other) is off
    assert one_slip(other, one) is off
