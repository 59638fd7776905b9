"""New files for authors, and the language as a schema for editors."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from commands import Call

from sim.authoring import schema_of_language, schema_text, starter_text
from sim.errors import ScenarioError
from sim.loading import load_scenario, load_text, shipped
from sim.scenario import DESCRIBED
from sim.scenario.reading import TOP
from sim.scenario.schemas import HEADINGS
from sim.texts import LANGUAGES

root = Path(__file__).parents[1]


def found_by_schema(text: str) -> list[str]:
    """Give what an editor would underline; words stay words, as in YAML 1.2."""

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {str(key): plain(item) for key, item in value.items()}
        if isinstance(value, list):
            return [plain(item) for item in value]
        known = isinstance(value, str | int | float | None)
        return value if known else str(value)

    validator = jsonschema.Draft7Validator(schema_of_language())
    faults = list(validator.iter_errors(plain(yaml.safe_load(text))))
    for fault in faults:  # an alternative that fits none has the places inside it
        faults += fault.context or ()
    return [".".join(map(str, fault.absolute_path)) for fault in faults]


def test_the_schema_beside_the_scenarios_is_current() -> None:
    saved = (root / "scenarios" / "scenario.schema.json").read_text("utf-8")
    assert saved == schema_text(), "sim schema > scenarios/scenario.schema.json"
    schema = schema_of_language()
    jsonschema.Draft7Validator.check_schema(schema)
    refers = re.findall(r'"#/definitions/(\w+)"', saved)
    assert set(refers) <= schema["definitions"].keys()


@pytest.mark.parametrize("path", sorted((root / "scenarios").glob("*.yaml")))
def test_shipped_scenarios_point_at_the_schema_and_agree_with_it(path: Path) -> None:
    text = path.read_text("utf-8")
    first = "# yaml-language-server: $schema=./scenario.schema.json\n"
    assert text.startswith(first)
    assert found_by_schema(text) == []


@pytest.mark.parametrize("name", ["small", "everything", "markup"])
def test_everything_a_file_may_say_agrees_with_the_schema(name: str) -> None:
    text = (root / "tests" / "good" / f"{name}.yaml").read_text("utf-8")
    assert found_by_schema(text) == []


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("evnts", "events:", ""),
        ("horizon: 1 year\n", "", ""),
        ("lag:", "leg:", "observations.seen"),
        ("side: gain", "side: win", "arguments.gains.side"),
        ("triangular:", "triangle:", "parameters.pace.spread"),
        ("resolve: nerve", "resolv: nerve", "policies.in_step"),
        (
            "because: {assumption: {en: see pace, ko: pace 참조}}",
            "story: It climbs",
            "events.climbs",
        ),
        ("{pressure: up}", "[up]", "events.climbs.do"),
        ("horizons: [6 months, 1 year]", "horizons: {a: 1}", "ledger.horizons"),
    ],
)
def test_an_editor_underlines_what_is_wrong(old: str, new: str, place: str) -> None:
    text = shipped()["hello"].read_text("utf-8")
    if old == "evnts":
        old, new = "events:   ", "evnts:   "
    assert old in text
    assert place in found_by_schema(text.replace(old, new, 1))


@pytest.mark.parametrize(
    ("plan", "place"),
    [
        ("[{policy: in_step, wen: cabinet != right}]", "plans.help.0"),
        ("[{when: cabinet != right}]", "plans.help.0"),
        ("{policy: in_step, whn: always}", "plans.help"),
        ("[[in_step]]", "plans.help.0"),
        ("[]", "plans.help"),
        ("3", "plans.help"),
    ],
)
def test_an_editor_underlines_what_is_wrong_in_a_plan(plan: str, place: str) -> None:
    text = (root / "tests" / "good" / "everything.yaml").read_text("utf-8")
    whole = "[{policy: in_step, when: cabinet != right}, {policy: ease_off}]"
    assert whole in text
    assert place in found_by_schema(text.replace(whole, plan))
    with pytest.raises(ScenarioError):
        load_text(text.replace(whole, plan))
    for sound in ("in_step", "[in_step]", "{policy: in_step}", whole):
        assert found_by_schema(text.replace(whole, sound)) == []


def offered(schema: dict[str, Any], *path: str | int) -> dict[str, Any]:
    """Give the keys that an editor offers at a place, with what it says of each."""
    top = schema_of_language()
    here = [schema]
    for step in (*path, None):
        open_ = []
        while here:
            one = here.pop()
            here += one.get("anyOf", [])
            if "$ref" in one:
                here.append(top["definitions"][one["$ref"].rpartition("/")[2]])
            open_.append(one)
        if step is None:
            return {
                key: said.get("description", "")
                for one in open_
                for key, said in one.get("properties", {}).items()
            }
        for one in open_:
            inner = one.get("items") if isinstance(step, int) else None
            if isinstance(step, str):
                inner = one.get("properties", {}).get(step)
                inner = inner or one.get("additionalProperties") or None
            here += [inner] if isinstance(inner, dict) else []
    raise AssertionError


@pytest.mark.parametrize(
    ("path", "keys"),
    [
        (("plans", "support", 0), {"policy", "when"}),
        (("plans", "support"), {"policy", "when"}),
        (("events", "war_ends", "factors", 0), {"id", "when", "times"}),
        (("arguments", "pay", "lump", 0), {"each", "entering", "rising", "amount"}),
        (("parameters", "pace", "spread"), {"uniform", "quantiles"}),
        (("policies", "plan", "reviews"), {"every", "when_changes"}),
        (("parameters", "pace", "because", 0), {"source", "assumption"}),
    ],
)
def test_an_editor_offers_the_keys_of_a_place_with_their_lines(
    path: tuple[str | int, ...], keys: set[str]
) -> None:
    found = offered(schema_of_language(), *path)
    assert keys <= found.keys()
    if path[-1] != "spread":
        assert all(found[key] for key in keys)


@pytest.mark.parametrize(
    "text",
    [
        "parameters: {pace: {value: 0.1 per month, spread: null}}",
        "events: {climbs: null}",
        "outcomes: {new: ever(pressure == raids), raids_come: {title: Raids}}",
        "arguments: null",
        "without: [harms]\nexpect: [{outcome: raids_come, between: [0, 100%]}]",
    ],
)
def test_a_variant_may_leave_out_what_its_base_says(text: str) -> None:
    whole = f"extends: hello\nname: mine\n{text}\n"
    assert found_by_schema(whole) == []
    load_text(whole)


def test_every_key_of_the_language_is_described() -> None:
    keys = {heading: set(model.keys()) for model, heading in HEADINGS.items()}
    keys["scenario"] = {*TOP}
    assert keys.keys() <= DESCRIBED.keys()
    for heading, names in keys.items():
        later = {
            name
            for model, other in HEADINGS.items()
            if other == heading
            for name in getattr(model, "not_yet", ())
        } | ({"seats", "lesson"} if heading == "scenario" else set())
        assert names <= DESCRIBED[heading].keys() <= names | later, heading


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_starter_is_sound_and_does_what_it_expects(
    sim: Call, language: str, tmp_path: Path
) -> None:
    done = sim("new", "my_crisis", "--lang", language)
    assert (done.status, done.err) == (0, "")
    assert "sim check my_crisis.yaml" in done.out
    scenario = load_scenario(tmp_path / "my_crisis.yaml")
    assert (scenario.name, scenario.warnings) == ("my_crisis", ())
    assert sim("test", "my_crisis.yaml").status == 0
    schema = (tmp_path / "scenario.schema.json").read_text("utf-8")
    assert json.loads(schema) == schema_of_language()
    assert found_by_schema((tmp_path / "my_crisis.yaml").read_text("utf-8")) == []


def test_the_korean_starter_has_the_same_numbers() -> None:
    one, two = (
        load_text(starter_text("mine", file="mine.yaml", language=language))
        for language in LANGUAGES
    )
    for section in ("parameters", "ladders", "events", "policies", "arguments"):
        assert list(getattr(one, section)) == list(getattr(two, section))
    assert one.title != two.title


@pytest.mark.parametrize("base", ["hello", "seoul_2024"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_variant_changes_nothing_yet(
    sim: Call, base: str, language: str, tmp_path: Path
) -> None:
    assert sim("new", "mine", "--from", base, "--lang", language).status == 0
    mine, other = load_scenario(tmp_path / "mine.yaml"), load_scenario(base)
    assert mine.warnings == ()
    assert mine.name == "mine"
    assert list(mine.events) == list(other.events)
    assert mine.title.en.endswith(", varied")
    assert mine.title.ko.endswith("(변형)")


def test_what_a_variant_offers_can_be_taken_at_its_word(
    sim: Call, tmp_path: Path
) -> None:
    assert sim("new", "mine", "--from", "seoul_2024").status == 0
    path = tmp_path / "mine.yaml"
    lines = path.read_text("utf-8").splitlines()
    start = lines.index("# parameters:")
    for at in range(start, len(lines)):
        line = lines[at].removeprefix("# ")
        if line.startswith((" ", "parameters:", "events:", "without:", "expect:")):
            lines[at] = line
    path.write_text("\n".join(lines), "utf-8")
    mine = load_scenario(path)
    assert mine.parameters["war_end"].spread is None
    assert len(mine.without) == 1
    assert len(mine.expect) == 1


def test_a_file_beside_can_be_varied_and_one_elsewhere_cannot(
    sim: Call, tmp_path: Path
) -> None:
    assert sim("new", "base").status == 0
    assert sim("new", "mine", "--from", "base.yaml").status == 0
    assert "extends: base.yaml\n" in (tmp_path / "mine.yaml").read_text("utf-8")
    (tmp_path / "deep").mkdir()
    done = sim("new", "deep/other", "--from", "base.yaml")
    assert done.status == 2
    assert "a variant stands in the folder of its base or above it" in done.err
    assert not list((tmp_path / "deep").iterdir())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("My-Crisis",), "expected a name of small letters, digits and _"),
        (("hello",), "is a scenario that comes with the program"),
        (("there",), "'there.yaml' exists already; nothing was written"),
        (("mine", "--from", "helo"), "there is no scenario 'helo'"),
        (("no/such/mine",), "cannot write 'no/such/mine.yaml'"),
        (("mine", "--from", "bad.yaml"), "bad.yaml:1:1: "),
    ],
)
def test_what_cannot_be_written_is_told_and_leaves_nothing(
    arguments: tuple[str, ...], said: str, sim: Call, tmp_path: Path
) -> None:
    (tmp_path / "there.yaml").write_text("mine\n")
    (tmp_path / "bad.yaml").write_text("nam: mine\n")
    done = sim("new", *arguments)
    assert done.status == 2
    assert said in done.err
    assert {path.name for path in tmp_path.iterdir()} == {"there.yaml", "bad.yaml"}


def test_the_schema_is_printed(sim: Call) -> None:
    assert sim("schema").out == schema_text()
