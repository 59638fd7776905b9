"""How far a run is: on a terminal only, with rate and time left."""

import io
import sys

import pytest

from sim.cli.progress import Silence, progress_of


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_is_told_the_rate_and_the_time_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setenv("COLUMNS", "120")
    with progress_of("hello", language="en") as progress:
        progress(0, 1000)
        progress(400, 1000)
        progress(800, 1000)
        progress.now("drawing")
    shown = sys.stderr.getvalue()  # type: ignore[attr-defined]
    assert "800/1000" in shown
    assert "/s" in shown
    assert "left" in shown
    assert "drawing" in shown


def test_it_is_told_in_korean_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setenv("COLUMNS", "120")
    with progress_of("hello", language="ko") as progress:
        progress(0, 1000)
        progress(400, 1000)
        progress(800, 1000)
    shown = sys.stderr.getvalue()  # type: ignore[attr-defined]
    assert "남음" in shown
    assert "초당" in shown
    assert "left" not in shown


def test_a_pipe_and_a_quiet_run_are_told_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for stream, quiet in ((io.StringIO(), False), (Terminal(), True)):
        monkeypatch.setattr(sys, "stderr", stream)
        with progress_of("hello", language="en", quiet=quiet) as progress:
            assert type(progress) is Silence
            progress(1, 2)
            progress.now("drawing")
        assert stream.getvalue() == ""
