"""``sim list``: the scenarios that come with the package."""

from pathlib import Path

import pytest
from commands import Call

from sim.cli.list import first_sentence
from sim.loading import shipped


def test_every_shipped_scenario_is_named_with_its_title(sim: Call) -> None:
    done = sim("list")
    assert (done.status, done.err) == (0, "")
    names = [line for line in done.out.splitlines() if line[:1].strip()]
    assert names == list(shipped())
    assert "  A border and a plan\n" in done.out
    assert "Does pressing pay?" not in done.out  # its second sentence
    assert "  facts to 2026-04-27\n" in done.out


def test_it_speaks_korean(sim: Call) -> None:
    done = sim("list", "--lang", "ko")
    assert "  국경과 대응 계획\n" in done.out
    assert "사실 기준일 2026-04-27" in done.out


def test_a_shipped_scenario_with_faults_is_named_all_the_same(
    sim: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bad.yaml").write_text("format: 1\n", "utf-8")
    found = {"bad": tmp_path / "bad.yaml"}
    monkeypatch.setattr("sim.shelf.shipped", lambda: found)
    done = sim("list")
    assert done.status == 0
    assert done.out == "bad\n  has faults: see sim check bad\n"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("", ""),
        ("No end", "No end"),
        ("Does it? It does.", "Does it?"),
        ("약 0.5 km 떨어져 있다. 움직인다.", "약 0.5 km 떨어져 있다."),
    ],
)
def test_a_first_sentence_ends_where_a_blank_follows(text: str, first: str) -> None:
    assert first_sentence(text) == first
