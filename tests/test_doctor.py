"""``sim doctor``: what this machine has, and whether it counts right."""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import Call
from kernels import kernels_in

import sim.cli.app  # noqa: F401 - makes the room of the command known
from sim.cli.doctor import GOLDEN, findings, receipts_of
from sim.ensemble import EngineName, has_numba

room = sys.modules["sim.cli.doctor"]


@pytest.fixture(scope="module", autouse=True)
def kernels_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the kernel compiled here from other tests, which would pick its engine."""
    with kernels_in(tmp_path_factory.mktemp("doctor")):
        yield


def test_all_is_well_here(sim: Call) -> None:
    done = sim("doctor")
    assert (done.status, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0].startswith("ok: sim 0.")
    assert lines[-1] == "All is well."
    flat = " ".join(done.out.replace("UTF-8", "utf-8").split())
    for part in ("numpy", "hello", "receipts", "Hangul", "utf-8", "this folder"):
        assert part in flat
    assert has_numba() == ("engine numba: 20 members of hello give" in flat)
    assert "모두 정상." in sim("doctor", "--lang", "ko").out


def test_a_machine_without_numba_is_told_so(
    sim: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sim.ensemble.has_numba", lambda: False)
    done = sim("doctor")
    assert done.status == 0
    assert "note: numba is not installed: everything works" in done.out


@pytest.mark.parametrize("engine", ["simpy", "numpy"])
@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_golden_receipts_are_current(name: str, engine: EngineName) -> None:
    told = "say so in CHANGELOG.md: results changed"
    assert receipts_of(name, engine) == GOLDEN[name], told


def test_other_receipts_are_wrong(sim: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "GOLDEN", {"hello": "0" * 16})
    done = sim("doctor")
    assert done.status == 1
    for engine in ("simpy", "numpy"):
        start = f"WRONG: engine {engine}: members of hello give other receipts"
        assert start in done.out
    assert done.out.endswith("Something is wrong: see above.\n")


def test_a_poor_machine_is_told_in_plain_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def no_browser() -> None:
        import webbrowser

        raise webbrowser.Error

    monkeypatch.setattr("webbrowser.get", no_browser)
    monkeypatch.setattr("sim.plots.has_font", lambda: False)
    monkeypatch.setattr("sim.shelf.shipped", dict)
    monkeypatch.setattr("os.access", lambda *_: False)
    monkeypatch.setattr(room, "GOLDEN", {})
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), "ascii"))
    told = {finding.what.en: finding.mark for finding in findings()}
    for start, mark in (
        ("no browser was found", "note"),
        ("the font of the pictures is missing", "wrong"),
        ("no scenario came with the program", "wrong"),
        ("nothing can be written in this folder", "note"),
        ("standard output is ascii, which cannot say Korean", "note"),
    ):
        assert [told[text] for text in told if text.startswith(start)] == [mark]


def test_a_terminal_is_told_with_its_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "GOLDEN", {})
    monkeypatch.setattr(room, "is_terminal", lambda _: True)
    monkeypatch.setattr("webbrowser.get", lambda: None)
    told = [finding.what.en for finding in findings()]
    assert any(text.startswith("a terminal of ") for text in told)
    assert "a browser is there to show pages" in told
