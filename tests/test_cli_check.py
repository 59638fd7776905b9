"""``sim check``: all faults of all files, each at its place, and a status."""

import json
from pathlib import Path

import pytest
from commands import UNSOUND, Call

here = Path(__file__).parent
faulty = sorted((here / "faults").glob("*.yaml"))[::12]


def test_a_sound_file_is_ok(sim: Call) -> None:
    done = sim("check", "hello")
    assert done.status == 0
    assert done.err == ""
    assert done.out == (
        "hello: ok, 2 ladders, 2 parameters, 1 observation, 1 event, 1 policy, "
        "2 arguments, 1 claim, 2 outcomes\n"
    )


@pytest.mark.parametrize("path", faulty, ids=lambda path: path.stem)
def test_a_faulty_file_is_told_as_recorded(
    path: Path, sim: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(path.parent)
    done = sim("check", path.name)
    assert (done.status, done.out) == (2, "")
    assert done.err == path.with_suffix(".txt").read_text("utf-8")


def test_one_wrong_file_does_not_hide_the_others(sim: Call, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("format: 1\nnam: x\n", "utf-8")
    (tmp_path / "worse.yaml").write_bytes(b"format: \xff\n")
    done = sim("check", "bad.yaml", "nowhere.yaml", "hello", "worse.yaml")
    assert done.status == 2
    assert done.out.startswith("hello: ok, ")
    assert done.out.count("\n") == 1
    for text in ("bad.yaml:2:1: ", "no scenario 'nowhere.yaml'", "worse.yaml:1:"):
        assert text in done.err


def test_warnings_are_shown_and_are_no_faults(sim: Call, tmp_path: Path) -> None:
    text = UNSOUND.replace("pace - 0.01", "pace * 2.5")
    (tmp_path / "warned.yaml").write_text(text, "utf-8")
    done = sim("check", "warned.yaml")
    assert done.status == 0
    assert done.out.startswith("warned.yaml: ok, ")
    assert "warned.yaml:12:" in done.err
    assert "warning: " in done.err


def test_json_tells_the_same(sim: Call, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("format: 1\nnam: x\n", "utf-8")
    done = sim("check", "hello", "bad.yaml", "nowhere", "--json")
    assert (done.status, done.err) == (2, "")
    sound, bad, missing = json.loads(done.out)
    assert (sound["ok"], sound["ladders"], sound["problems"]) == (True, 2, [])
    assert bad["ok"] is False
    places = [(fault["line"], fault["column"]) for fault in bad["problems"]]
    assert (2, 1) in places
    assert "there is no scenario 'nowhere'" in missing["error"]


def test_a_folder_is_no_scenario(sim: Call, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    done = sim("check", "folder")
    assert done.status == 2
    assert "expected a scenario file, got the folder 'folder'" in done.err


def test_odd_characters_of_a_file_are_shown_and_not_obeyed(
    sim: Call, tmp_path: Path
) -> None:
    (tmp_path / "odd.yaml").write_text('"\x9b31m\u202e[red]": 1\n', "utf-8")
    done = sim("check", "odd.yaml")
    assert done.status == 2
    assert "[red]" in done.err
    assert not {"\x9b", "\u202e", "\x1b"} & set(done.err)


@pytest.mark.parametrize(
    "name", ["many_faults", "variant_base_faulty", "unit_factor", "range_odds"]
)
def test_json_gives_every_fault_with_its_place_and_its_words(
    name: str, sim: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults = Path(__file__).parent / "faults"
    monkeypatch.chdir(faults)
    [told] = json.loads(sim("check", f"{name}.yaml", "--json").out)
    assert told["ok"] is False
    text = (faults / f"{name}.txt").read_text(encoding="utf-8")
    at = 0
    for problem in told["problems"]:
        place = f"{problem['file']}:{problem['line']}:{problem['column']}"
        at = text.index(f"{place}: {problem['what']}\n", at)
        assert not problem["hint"] or f"\n  {problem['hint']}\n" in text[at:]
        assert problem["warning"] is False
    assert text.count("\n\n") == len(told["problems"]) - 1


def test_a_pattern_names_files_where_the_shell_leaves_it_as_it_is(
    tmp_path: Path, sim: Call
) -> None:
    for name in ("one", "two"):
        text = f"extends: hello\nname: {name}\n"
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    done = sim("check", "*.yaml")
    assert done.status == 0
    assert [line.partition(":")[0] for line in done.out.splitlines()] == [
        "one.yaml",
        "two.yaml",
    ]
    (tmp_path / "[ot]ne.yaml").write_text("extends: hello\nname: other\n", "utf-8")
    done = sim("check", "[ot]ne.yaml")
    assert done.out.startswith("[ot]ne.yaml: "), "a file of that very name comes first"
    none = sim("check", "none*.yaml")
    assert (none.status, none.out) == (2, "")
    assert "'none*.yaml'" in none.err
