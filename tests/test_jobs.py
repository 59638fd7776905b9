"""An ensemble is the same to the last bit, whoever runs which part of it."""

import os
import signal
import subprocess
import sys
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from commands import UNSOUND, environment
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from sim.errors import ModelError, RunError, UsageError
from sim.jobs import planning, run_ensemble, running, workers
from sim.loading import load_scenario, load_text
from sim.model import Model, compile_model, model_to_json
from sim.path import run_path
from sim.results import Ensemble

ARRAYS = (
    "members parameters outcomes readings amounts gauges highest final time_on "
    "first_on times counts firings levels"
).split()


@cache
def hello() -> Model:
    return compile_model(load_scenario("hello"))


@cache
def unsound() -> Model:
    return compile_model(load_text(UNSOUND, file="unsound.yaml"))


@cache
def sixty() -> Ensemble:
    return run_ensemble(hello(), members=60)


def assert_same(one: Ensemble, other: Ensemble) -> None:
    for name in ARRAYS:
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name), name)
        assert getattr(one, name).dtype == getattr(other, name).dtype
    assert one.receipts == other.receipts
    assert one.seed == other.seed


@pytest.mark.parametrize("size", [1, 7, 60])
def test_the_size_of_a_chunk_changes_nothing(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(planning.LARGEST_CHUNK, "numpy", size)
    assert_same(run_ensemble(hello(), members=60), sixty())


def test_two_processes_give_what_one_gives() -> None:
    two = run_ensemble(hello(), members=60, jobs=2, engine="simpy")
    assert_same(two, sixty())


def test_any_executor_will_do_and_stays_open() -> None:
    with ThreadPoolExecutor(2) as executor:
        assert_same(run_ensemble(hello(), members=60, executor=executor), sixty())
        assert executor.submit(int).result() == 0


def test_the_first_members_of_many_are_the_ensemble_of_few() -> None:
    few = run_ensemble(hello(), members=25)
    for name in ARRAYS:
        if name not in ("times", "counts", "levels"):
            many = getattr(sixty(), name)[:25]
            np.testing.assert_array_equal(getattr(few, name), many, name)
    assert few.receipts == sixty().receipts[:25]


def test_a_range_of_members_can_be_run_alone() -> None:
    some = run_ensemble(hello(), members=range(40, 60))
    assert some.members.tolist() == list(range(40, 60))
    assert some.receipts == sixty().receipts[40:]


def test_counts_of_parts_add_up() -> None:
    parts = [run_ensemble(hello(), members=range(at, at + 30)) for at in (0, 30)]
    total = parts[0].counts + parts[1].counts
    np.testing.assert_array_equal(total, sixty().counts)


def test_a_member_is_its_path() -> None:
    trace = run_path(hello(), member=17)
    assert trace.receipt == sixty().receipts[17]
    assert list(trace.outcomes.values()) == sixty().outcomes[17].tolist()


@pytest.mark.parametrize("count", [1, 2])
def test_progress_is_told_from_none_to_all(count: int) -> None:
    heard: list[tuple[int, int]] = []
    run_ensemble(
        hello(),
        members=60,
        jobs=count,
        progress=lambda done, total: heard.append((done, total)),
    )
    assert heard[0] == (0, 60)
    assert heard[-1] == (60, 60)
    assert heard == sorted(set(heard))


@pytest.mark.parametrize("count", [1, 2])
def test_members_that_fail_are_named_and_the_others_are_as_they_would_be(
    count: int,
) -> None:
    whole = run_ensemble(unsound(), members=200, jobs=count)
    failed = [failure.member for failure in whole.failures]
    assert failed
    assert sorted([*failed, *whole.members.tolist()]) == list(range(200))
    assert all("of seed 1 on day 0" in failure.message for failure in whole.failures)
    member = int(whole.members[-1])
    alone = run_ensemble(unsound(), members=range(member, member + 1))
    assert alone.receipts == whole.receipts[-1:]


def test_if_all_fail_the_first_is_told() -> None:
    first = run_ensemble(unsound(), members=200).failures[0].member
    with pytest.raises(RunError, match=f"member {first} of seed 1"):
        run_ensemble(unsound(), members=range(first, first + 1))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"members": 0}, "expected at least 1 member"),
        ({"members": range(3, 3)}, "expected at least 1 member"),
        ({"members": range(-1, 3)}, "expected members from 0 to 2"),
        ({"members": range(2**32, 2**32 + 1)}, "expected members from 0 to 2"),
        ({"seed": -1}, "expected a seed from 0"),
        ({"seed": 2**64}, "expected a seed from 0"),
        ({"jobs": 0}, "expected at least 1 job"),
    ],
)
def test_what_cannot_be_is_refused(asked: dict[str, int | range], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        run_ensemble(hello(), **asked)  # type: ignore[arg-type]


class _Dying(Executor):
    """An executor on which the caller is interrupted while waiting."""

    def __init__(self) -> None:
        self.given: list[Future[object]] = []

    def submit(self, *_: object, **__: object) -> Future[object]:  # type: ignore[override]
        future: Future[object] = Future()
        if not self.given:
            future.set_exception(KeyboardInterrupt())
        self.given.append(future)
        return future


def test_an_interrupt_cancels_what_has_not_begun() -> None:
    executor = _Dying()
    with pytest.raises(KeyboardInterrupt):
        run_ensemble(hello(), members=60, executor=executor)
    assert [future.cancelled() for future in executor.given[1:]] == [True] * (
        len(executor.given) - 1
    )


def test_a_process_that_dies_is_told_in_our_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workers.ProcessPoolExecutor, "submit", dead_submit)
    with pytest.raises(ModelError, match="a process that ran members has stopped"):
        run_ensemble(hello(), members=60, jobs=2, engine="simpy")


def dead_submit(*_: object, **__: object) -> Future[object]:
    future: Future[object] = Future()
    future.set_exception(running.BrokenProcessPool())
    return future


@pytest.mark.skipif(
    not hasattr(signal, "pthread_sigmask"), reason="signals are not masked here"
)
def test_interrupts_are_heard_again_after_workers_have_started() -> None:
    before = signal.pthread_sigmask(signal.SIG_BLOCK, set())
    run_ensemble(hello(), members=60, jobs=2, engine="simpy")
    assert signal.pthread_sigmask(signal.SIG_BLOCK, set()) == before


def test_a_worker_keeps_the_engine_it_was_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workers, "_worker", [])
    workers._begin_work(model_to_json(hello()))
    rows = workers.run_here(planning.Chunk(0, 5, "numpy", 5), 1)
    assert rows.receipts == sixty().receipts[:5]


CELL = """
import sim
from sim.results import bytes_of

study = sim.load("hello")
one = study.run(members=40).ensemble
two = study.run(members=40, jobs=2).ensemble
print(bytes_of(one) == bytes_of(two))
"""


def test_processes_work_in_a_notebook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = str(Path(__file__).parents[1])
    here = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))
    monkeypatch.setenv("PYTHONPATH", here)
    monkeypatch.setenv("JUPYTER_PLATFORM_DIRS", "1")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    notebook = new_notebook(cells=[new_code_cell(CELL)])
    where = {"metadata": {"path": str(tmp_path)}}
    NotebookClient(notebook, timeout=290, resources=where).execute()
    assert [output["text"] for output in notebook.cells[0].outputs] == ["True\n"]


def test_no_start_method_is_set_by_importing() -> None:
    code = "import sim.jobs, multiprocessing as m; print(m.get_start_method(True))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout == "None\n"
