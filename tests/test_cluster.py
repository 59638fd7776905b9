"""Chunks on a Dask cluster: of two real workers, of which one is killed."""

import json
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from commands import Call, environment

from sim.errors import UsageError
from sim.jobs import cluster, cluster_executor

RUN = ("run", "hello", "-n", "1500", "--engine", "simpy", "--no-plots", "-q")


def contents(folder: Path) -> dict[str, bytes]:
    told = {path.name: path.read_bytes() for path in folder.iterdir()}
    manifest = json.loads(told.pop("manifest.json"))
    assert manifest.pop("times")
    return told | {"manifest.json": json.dumps(manifest).encode()}


@contextmanager
def called(
    *arguments: str, cwd: Path, apart: bool = False
) -> Iterator[subprocess.Popen[str]]:
    """Run a Python module in a process of its own, and end it with the block.

    What Dask logs goes where the answer goes, unless the two are kept `apart`.
    """
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", *arguments],
        cwd=cwd,
        env=environment(PYTHONIOENCODING="utf-8"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE if apart else subprocess.STDOUT,
        encoding="utf-8",
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdout, process.stderr):
            if stream is not None:
                stream.close()


def address_of(scheduler: subprocess.Popen[str]) -> str:
    assert scheduler.stdout is not None
    for line in scheduler.stdout:
        if "Scheduler at:" in line:
            return line.split("Scheduler at:")[1].strip()
    raise AssertionError("the scheduler did not start")


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
def test_a_worker_that_is_killed_loses_nothing(sim: Call, tmp_path: Path) -> None:
    scheduler_at = ("distributed.cli.dask_scheduler", "--host", "127.0.0.1")
    with called(*scheduler_at, "--port", "0", "--no-dashboard", cwd=tmp_path) as first:
        address = address_of(first)
        worker = ("distributed.cli.dask_worker", address, "--no-nanny")
        more = ("--nthreads", "1", "--no-dashboard")
        with (
            called(*worker, *more, cwd=tmp_path) as one,
            called(*worker, *more, cwd=tmp_path),
            called(
                *("sim", *RUN, "--dask", address, "--out", "here"),
                cwd=tmp_path,
                apart=True,
            ) as run,
        ):
            chunks = tmp_path / "here.unfinished" / "chunks"
            deadline = time.monotonic() + 300
            while len(list(chunks.glob("*.npz"))) < 4:
                assert time.monotonic() < deadline
                time.sleep(0.005)
            assert run.poll() is None, "the run is still going on"
            one.send_signal(signal.SIGKILL)
            told, aside = run.communicate(timeout=300)
    assert (run.returncode, told) == (0, "here\n")
    assert "Traceback" not in aside
    assert "rescheduling" not in aside
    assert one.returncode == -signal.SIGKILL
    assert sim(*RUN, "--out", "undisturbed").status == 0
    assert contents(tmp_path / "here") == contents(tmp_path / "undisturbed")


def test_what_dask_logs_of_a_lost_worker_is_kept_back_and_only_then() -> None:
    logger = logging.getLogger("a library's")
    with cluster.hushed(logger.name):
        assert not logger.isEnabledFor(logging.WARNING)
        assert logger.isEnabledFor(logging.ERROR)
    assert logger.isEnabledFor(logging.WARNING)


def test_a_cluster_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", "0.2s")
    with (
        pytest.raises(UsageError, match="no Dask scheduler at 'nowhere://x'"),
        cluster_executor("nowhere://x"),
    ):
        pass


def test_dask_that_is_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(cluster, "import_module", missing)
    with (
        pytest.raises(UsageError, match=r"pip install 'escalation-sim\[cluster\]'"),
        cluster_executor("tcp://127.0.0.1:1"),
    ):
        pass
