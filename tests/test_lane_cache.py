"""Code for lanes that is kept: the same members, and nothing that was changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sim.emit import emit_rules
from sim.ensemble import lane_cache, lanes, own_folder, run_members
from sim.ensemble.lanes import LaneEngine
from sim.loading import load_scenario
from sim.model import Model, compile_model
from sim.results import Ensemble
from tests.ensembles import differences


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SIM_CACHE_DIR", str(tmp_path))
    return tmp_path / "lanes"


def hello(**more: float) -> Model:
    return compile_model(load_scenario("hello"), **more)  # type: ignore[arg-type]


def done() -> Ensemble:
    return run_members(hello(), seed=1, members=range(50), engine="numpy")


def kept(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def refuse(*_: object, **__: object) -> None:
    raise AssertionError("code is written anew")


def test_code_is_written_once_for_a_scenario(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = done()
    content = kept(folder).read_bytes()
    monkeypatch.setattr(lanes, "LaneCode", refuse)
    assert differences(done(), first) == []
    assert kept(folder).read_bytes() == content


def test_a_run_that_needs_more_code_adds_to_what_is_kept(folder: Path) -> None:
    model = hello()
    rules = emit_rules(model)
    for clock in (0, 1, 0):
        engine = LaneEngine(model, rules)
        engine.step(clock)
        engine.keep()
    steps = lane_cache.read_written(kept(folder).stem.removeprefix("n_"))
    assert set(steps) == {"begin", "finish", "levels", "fire_0", "fire_1"}


def test_what_shapes_the_code_is_in_its_name() -> None:
    def key(model: Model) -> str:
        return lane_cache.key_of(model, emit_rules(model))

    names = {key(hello()), key(hello(horizon=100.0))}
    names.add(key(compile_model(load_scenario("strait_standoff"))))
    assert len(names) == 3
    assert key(hello()) in names


@pytest.mark.parametrize("change", [b"", b"x", bytes(40)])
def test_a_file_that_was_changed_is_not_used_and_is_written_anew(
    folder: Path, change: bytes
) -> None:
    first = done()
    content = kept(folder).read_bytes()
    kept(folder).write_bytes(change and content[:-1] + change)
    assert differences(done(), first) == []
    assert kept(folder).read_bytes() == content


@pytest.mark.skipif(os.name == "nt", reason="folders have no owner there")
def test_a_folder_that_others_could_write_to_is_not_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = done()
    key = kept(folder).stem.removeprefix("n_")
    folder.chmod(0o777)
    assert lane_cache.read_written(key) == {}
    assert differences(done(), first) == []  # and so it is the user's alone again
    assert folder.stat().st_mode & 0o777 == 0o700
    assert lane_cache.read_written(key)
    monkeypatch.setattr(os, "getuid", lambda: 12345)
    assert lane_cache.read_written(key) == {}
    assert differences(done(), first) == []


def test_where_nothing_can_be_kept_members_run(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = done()
    (folder.parent / "file").write_text("")
    monkeypatch.setenv("SIM_CACHE_DIR", str(folder.parent / "file"))
    assert differences(done(), first) == []


def test_the_oldest_code_goes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_folder, "KEPT", 2)
    for at in range(4):
        lane_cache.keep_written(f"{at}", {})
        os.utime(folder / f"n_{at}.code", (at, at))
    assert {path.name for path in folder.iterdir()} == {"n_2.code", "n_3.code"}
