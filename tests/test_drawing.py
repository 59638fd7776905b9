"""Pictures drawn beside the command: the same bytes, whoever draws them."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import sim
from sim.jobs import spawned
from sim.study import Run, drawing
from sim.study.pictures import PictureSet, picture_draws

PARSED = ["hello", "--members", "30", "--quiet", "--out"]


@pytest.fixture(scope="module")
def run() -> Run:
    return sim.load("hello").run(members=30)


@pytest.fixture(scope="module")
def alone(run: Run) -> dict[str, bytes]:
    return run.picture_files("few")


class Refusing(Executor):
    """Takes no more than so many tasks, and loses those that it has taken."""

    def __init__(self, most: int) -> None:
        self.left = most

    def submit(self, *given: object, **more: object) -> Future[object]:  # type: ignore[override]
        self.left -= 1
        if self.left < 0:
            raise BrokenProcessPool
        future: Future[object] = Future()
        future.set_running_or_notify_cancel()
        future.set_exception(BrokenProcessPool())
        return future


class Asked(Future[object]):
    """Does its work when it is asked for."""

    def __init__(self, work: Callable[[], object]) -> None:
        super().__init__()
        self.work = work

    def result(self, timeout: float | None = None) -> object:
        return self.work()


class Waiting(Executor):
    """Does nothing before it is asked for it."""

    def submit(self, work: Any, /, *given: Any) -> Future[object]:  # type: ignore[override]
        if work is drawing._keep:
            work(*given)
        return Asked(partial(work, *given))


def test_a_process_beside_draws_the_same_bytes(
    run: Run, alone: dict[str, bytes]
) -> None:
    with spawned(1, begin=drawing._make_ready) as beside:
        files = drawing.begin_pictures(run, "few", beside=beside)()
    assert list(files) == list(alone)
    assert files == alone


def test_who_draws_beside_is_asked_by_name(run: Run) -> None:
    drawing._make_ready()
    with ThreadPoolExecutor(1) as beside:
        beside.submit(drawing._keep, pickle.dumps(run), "few").result()
        assert beside.submit(drawing._drawn, "shares").result().keys() == {
            "shares.png",
            "shares.txt",
        }


@pytest.mark.parametrize("which", ["few", "all"])
def test_a_path_drawn_ahead_is_the_path_of_the_run(
    run: Run, monkeypatch: pytest.MonkeyPatch, which: PictureSet
) -> None:
    with ThreadPoolExecutor(1) as beside:
        drawing.draw_ahead(
            run.scenario, run.model, which, seed=1, language="en", beside=beside
        )
        drawing._keep(pickle.dumps(run), which)
    drawn = picture_draws(run, which)["path_0"]()
    monkeypatch.setattr(drawing, "picture_draws", None)  # it is there already
    assert drawing._drawn("path_0") == drawn


def test_a_path_drawn_ahead_on_other_ladders_is_drawn_again(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawing._keep(pickle.dumps(run), "few")
    monkeypatch.setitem(drawing._ahead, "path_0", ((("frontier",), ""), {}))
    assert drawing._drawn("path_0").keys() == {"path_0.png", "path_0.txt"}


def test_who_has_not_made_ready_leaves_the_last_picture_to_the_other(
    run: Run, alone: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "_is_ready", lambda: False)
    shared = drawing._Shared(run, "few", Waiting())
    last, first_left = list(alone)[-1], list(alone)[-3]
    assert shared.files() == alone
    assert [f"{name}.txt" for name in shared.theirs] == [last, first_left]


@pytest.mark.parametrize("most", [2, 100])
def test_what_a_lost_process_leaves_is_drawn_here(
    run: Run, alone: dict[str, bytes], most: int
) -> None:
    assert drawing.begin_pictures(run, "few", beside=Refusing(most))() == alone


def test_where_no_picture_is_asked_for_none_is_drawn(run: Run) -> None:
    assert drawing.begin_pictures(run, "none", beside=Refusing(9))() == {}


@pytest.mark.parametrize(
    ("which", "members", "cores", "name", "there"),
    [
        ("few", 1000, 2, "/usr/bin/sim", True),
        ("few", 1000, 1, "/usr/bin/sim", False),
        ("few", 1000, 2, "my_script.py", False),
        ("few", 1_000_000, 2, "/usr/bin/sim", False),
        ("none", 1000, 2, "/usr/bin/sim", False),
    ],
)
def test_only_the_command_with_a_core_to_spare_has_a_process_beside(
    monkeypatch: pytest.MonkeyPatch,
    which: str,
    members: int,
    cores: int,
    name: str,
    there: bool,
) -> None:
    monkeypatch.setattr(drawing, "_cores", lambda: cores)
    monkeypatch.setattr(sys.modules["__main__"], "__spec__", None)
    monkeypatch.setattr(sys, "argv", [name])
    with drawing.drawing_beside(which, members=members) as beside:  # type: ignore[arg-type]
        assert (beside is not None) == there


@pytest.mark.slow
def test_the_command_draws_what_a_script_draws(
    tmp_path: Path, alone: dict[str, bytes]
) -> None:
    command = [sys.executable, "-m", "sim", "run", *PARSED, str(tmp_path / "run")]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    for name, data in alone.items():
        assert (tmp_path / "run" / name).read_bytes() == data
