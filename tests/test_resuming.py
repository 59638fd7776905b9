"""A run that is stopped goes on, and ends with the bytes of one that was not."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import Call, environment, files_in

from sim.jobs import ChunkFiles

RUN = ("run", "hello", "-n", "600", "--engine", "simpy", "--seed", "5", "--lang", "ko")
"""In SimPy, so that there are many chunks: twelve."""

CALLED = """\
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from sim.cli import main
if __name__ == "__main__":
    sys.exit(main())
"""
unix = pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")


def stopped(folder: Path, *more: str, by: signal.Signals) -> tuple[int, str]:
    """Begin the run in a process, and send it a signal once some chunks are done."""
    (folder / "begin.py").write_text(CALLED, "utf-8")
    process = subprocess.Popen(
        [sys.executable, "begin.py", *RUN, *more],
        cwd=folder,
        env=environment(PYTHONIOENCODING="utf-8"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    chunks = folder / "runs" / "hello-n600-seed5-ko.unfinished" / "chunks"
    deadline = time.monotonic() + 300
    while len(list(chunks.glob("*.npz"))) < 2 and time.monotonic() < deadline:
        time.sleep(0.005)
    os.killpg(process.pid, by)
    _, err = process.communicate(timeout=300)
    (folder / "begin.py").unlink()
    return process.returncode, err


def contents(folder: Path) -> dict[str, bytes]:
    """Give every file of a run; of the manifest all but when it ran."""
    told = {path.name: path.read_bytes() for path in folder.iterdir()}
    manifest = json.loads(told.pop("manifest.json"))
    assert manifest.pop("times")
    return told | {"manifest.json": json.dumps(manifest).encode()}


@unix
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_run_that_was_killed_goes_on_and_ends_in_the_same_bytes(
    jobs: str, sim: Call, tmp_path: Path
) -> None:
    status, _ = stopped(tmp_path, "--jobs", jobs, by=signal.SIGKILL)
    assert status == -signal.SIGKILL
    assert os.listdir(tmp_path / "runs") == ["hello-n600-seed5-ko.unfinished"]
    done = sim("run", "--resume", "runs/hello-n600-seed5-ko")
    assert done.status == 0, done.err
    assert "구성원 600개, 시드 5" in done.out
    assert os.listdir(tmp_path / "runs") == ["hello-n600-seed5-ko"]
    undisturbed = sim(*RUN, "--out", "undisturbed")
    assert undisturbed.status == 0
    assert contents(tmp_path / "runs" / "hello-n600-seed5-ko") == contents(
        tmp_path / "undisturbed"
    )


@unix
def test_an_interrupt_keeps_what_is_done_and_says_how_to_go_on(tmp_path: Path) -> None:
    status, err = stopped(tmp_path, "--jobs", "2", by=signal.SIGINT)
    assert status == 130
    hint = "go on with: sim run --resume runs/hello-n600-seed5-ko"
    assert err == f"\nsim: interrupted; {hint}\n"
    kept = tmp_path / "runs" / "hello-n600-seed5-ko.unfinished"
    assert list(kept.glob("chunks/*.npz"))
    assert not list(kept.glob("chunks/*.part"))


def stop_after(count: int) -> Callable[..., None]:
    """Give a way of writing chunks that is interrupted after some."""
    written = ChunkFiles.write

    def write(self: ChunkFiles, at: int, part: object) -> None:
        if self.count == count:
            raise KeyboardInterrupt
        written(self, at, part)  # type: ignore[arg-type]

    return write


def test_an_interrupt_before_anything_is_done_leaves_nothing_behind(
    sim: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ChunkFiles, "write", stop_after(0))
    done = sim(*RUN, "--no-plots")
    assert done.status == 130
    assert done.err == "\nsim: interrupted\n"
    assert list(files_in(tmp_path)) == []


def unfinished(sim: Call, monkeypatch: pytest.MonkeyPatch, *more: str) -> None:
    """Leave an unfinished run in ``here``."""
    with monkeypatch.context() as patch:
        patch.setattr(ChunkFiles, "write", stop_after(3))
        assert sim(*RUN, "--no-plots", "--out", "here", *more).status == 130


def test_chunks_that_are_done_are_not_run_again(
    sim: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unfinished(sim, monkeypatch)
    done = sorted((tmp_path / "here.unfinished" / "chunks").iterdir())
    before = [path.stat().st_mtime_ns for path in done]
    assert len(done) == 3
    written = []
    with monkeypatch.context() as patch:
        honest = ChunkFiles.write
        patch.setattr(
            ChunkFiles,
            "write",
            lambda self, at, part: (written.append(at), honest(self, at, part)),
        )
        assert len(before) == 3
        assert sim("run", "--resume", "here.unfinished").status == 0
    assert written == list(range(3, 12))
    assert next(files_in(tmp_path)) == "here"


def test_resuming_takes_every_option_from_the_folder_and_refuses_others(
    sim: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unfinished(sim, monkeypatch)
    done = sim("run", "hello", "--resume", "here", "--seed", "5", "-q")
    assert done.status == 2
    assert "FILE, --seed, --quiet cannot be given" in done.err
    assert (tmp_path / "here.unfinished").is_dir()


def test_a_scenario_that_has_changed_since_is_run_as_it_was(
    sim: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sim.shelf import shipped

    text = shipped()["hello"].read_text("utf-8")
    (tmp_path / "mine.yaml").write_text(text, "utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(ChunkFiles, "write", stop_after(1))
        sim("run", "mine.yaml", "-n", "300", "--no-plots", "--out", "here", "-q",
            "--engine", "simpy")  # fmt: skip
    (tmp_path / "mine.yaml").write_text("format: 1", "utf-8")
    done = sim("run", "--resume", "here")
    assert (done.status, done.out, done.err) == (0, "here\n", "")
    manifest = json.loads((tmp_path / "here" / "manifest.json").read_text("utf-8"))
    assert manifest["scenario"]["text"] == text


def test_an_unfinished_run_is_not_begun_again_by_accident(
    sim: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unfinished(sim, monkeypatch)
    done = sim(*RUN, "--no-plots", "--out", "here")
    assert done.status == 2
    assert "go on with: sim run --resume here" in done.err
    assert sim(*RUN, "--no-plots", "--out", "here", "--force").status == 0
    assert [path.name for path in tmp_path.iterdir()] == ["here"]


def test_an_earlier_run_stays_until_the_new_one_is_whole(
    sim: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sim("run", "hello", "-n", "5", "--no-plots", "--out", "here").status == 0
    before = contents(tmp_path / "here")
    unfinished(sim, monkeypatch, "--force")
    assert contents(tmp_path / "here") == before
    assert sim("run", "--resume", "here").status == 0
    assert contents(tmp_path / "here") != before


def test_what_cannot_be_resumed_is_refused(
    sim: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = sim("run", "--resume", "nowhere")
    assert (done.status, "no unfinished run 'nowhere'" in done.err) == (2, True)
    sim("run", "hello", "-n", "5", "--no-plots", "--out", "there")
    assert "is finished already" in sim("run", "--resume", "there").err
    unfinished(sim, monkeypatch)
    file = tmp_path / "here.unfinished" / "run.json"
    record = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps(record | {"sim": "0.0.1"}), "utf-8")
    assert "begun by sim 0.0.1" in sim("run", "--resume", "here").err
    file.write_text("{", "utf-8")
    assert "cannot be read; start again" in sim("run", "--resume", "here").err


def test_a_chunk_that_is_not_whole_is_run_again(
    sim: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unfinished(sim, monkeypatch)
    chunk = tmp_path / "here.unfinished" / "chunks" / "00000001.npz"
    chunk.write_bytes(chunk.read_bytes()[:1000])
    done = sim("run", "--resume", "here")
    assert done.status == 0, done.err
    assert sim(*RUN, "--no-plots", "--out", "undisturbed").status == 0
    assert contents(tmp_path / "here") == contents(tmp_path / "undisturbed")


@unix
def test_two_processes_do_not_work_on_one_run(
    sim: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    unfinished(sim, monkeypatch)
    with (tmp_path / "here.unfinished" / "run.json").open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        done = sim("run", "--resume", "here")
    assert done.status == 2
    assert "another process is working on 'here.unfinished'" in done.err


def test_what_a_killed_process_left_beside_is_cleared(
    sim: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sim("run", "hello", "-n", "5", "--no-plots", "--out", "here").status == 0
    unfinished(sim, monkeypatch, "--force")
    # killed while the old folder was put away and the new one had no name yet
    (tmp_path / ".here.77.0.old").mkdir()
    (tmp_path / "here").rename(tmp_path / ".here.77.0.old" / "run")
    (tmp_path / ".here.77.0.part").mkdir()
    assert sim("run", "--resume", "here").status == 0
    assert [path.name for path in tmp_path.iterdir()] == ["here"]
