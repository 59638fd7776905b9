"""``sim test``: what an author expects of the outcomes, measured with seed 1."""

import json
from pathlib import Path

import pytest
from commands import UNSOUND, Call

MINE = """\
extends: hello
name: mine
ladders: {pressure: {units: null}}
gauges:
  dead: {title: Killed, unit: killed, flow: pressure.tolls}
outcomes:
  first_raid: first(pressure == raids)
  tolls: time_in(pressure == raids)
  lost: final(dead)
expect:
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.yaml"
    path.write_text(
        MINE
        + "  - {outcome: raids_come, between: [50%, 0.9], members: 200}\n"
        + "  - {outcome: first_raid, between: [100 days, 365], members: 200}\n"
        + "  - {outcome: lost, between: [10, 40], members: 200}\n"
    )
    return path


def test_what_holds_is_told_with_its_interval(sim: Call, mine: Path) -> None:
    done = sim("test", mine.name)
    assert (done.status, done.err) == (0, "")
    head, *lines = done.out.splitlines()
    assert head == "mine.yaml: 3 of 3 expectations hold (seed 1)"
    assert lines[0].startswith("  ok Raids come: share of members 6")
    assert "expected 50–90 %" in " ".join(lines)
    assert "median day" in done.out
    assert "200 members" in done.out


def test_the_dead_are_never_one_number(sim: Call, mine: Path) -> None:
    out = " ".join(sim("test", mine.name).out.split())
    assert "lost: mean 17–23, expected" in out or "–" in out.partition("lost: mean")[2]
    assert "(" not in out.partition("lost: mean")[2].partition(",")[0]


def test_one_that_fails_gives_status_1(sim: Call, mine: Path) -> None:
    text = mine.read_text().replace("[50%, 0.9]", "[0.1, 0.2]")
    mine.write_text(text)
    done = sim("test", mine.name, "hello")
    assert done.status == 1
    assert "2 of 3 expectations hold" in done.out
    assert "  FAIL Raids come: share of members" in done.out
    assert "hello: nothing is expected; write expect:" in done.out


def test_an_interval_over_an_end_of_the_range_is_called_close(
    sim: Call, mine: Path
) -> None:
    text = MINE + "  - {outcome: raids_come, between: [0.5, 1], members: 50}\n"
    mine.write_text(text)
    assert "more members would tell" in " ".join(sim("test", mine.name).out.split())


def test_json_tells_the_same(sim: Call, mine: Path) -> None:
    done = sim("test", mine.name, "--json")
    [told] = json.loads(done.out)
    assert told["passed"] is True
    share, day, mean = told["expectations"]
    assert [item["measured"] for item in (share, day, mean)] == [
        *"share median mean".split()
    ]
    assert share["interval"][0] < share["value"] < share["interval"][1]
    assert day["between"] == [100, 365]


def test_korean_is_korean(sim: Call, mine: Path) -> None:
    done = sim("test", mine.name, "--lang", "ko")
    assert done.out.startswith("mine.yaml: 기대 3개 가운데 3개 충족 (시드 1)")
    assert "통과" in done.out


def test_a_wrong_file_does_not_hide_the_others(
    sim: Call, mine: Path, tmp_path: Path
) -> None:
    (tmp_path / "bad.yaml").write_text("format: 1\nnam: x\n")
    text = UNSOUND + "expect: [{outcome: it_comes, between: [0, 1], members: 50}]\n"
    (tmp_path / "unsound.yaml").write_text(text)
    done = sim("test", "bad.yaml", "nowhere", "unsound.yaml", mine.name)
    assert done.status == 2
    assert "3 of 3 expectations hold" in done.out
    assert "bad.yaml:2:1: " in done.err
    assert "there is no scenario 'nowhere'" in done.err
    assert "expected a finite number not below 0" in done.err
    assert sim("test", "unsound.yaml").status == 1
