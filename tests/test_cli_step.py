"""``sim step``: one future as a story, the same as in every ensemble."""

import io
import json
import os
import sys
from pathlib import Path

import pytest
from commands import Call, environment

from sim.loading import load_scenario
from sim.model import compile_model
from sim.path import run_path
from sim.report.story import story_lines, story_of

FIRST, SECOND = "2030-01-04 (day 3)", "2030-03-23 (day 81)"


def test_it_tells_what_the_report_room_tells(sim: Call) -> None:
    scenario = load_scenario("hello")
    trace = run_path(compile_model(scenario), member=17)
    for language in ("en", "ko"):
        done = sim("step", "hello", "--member", "17", "--lang", language)
        assert done.status == 0
        assert done.err == ""
        assert done.out == story_of(trace, scenario, language=language).text(width=80)


def test_another_seed_is_another_future(sim: Call) -> None:
    stories = {sim("step", "hello", "--seed", seed).out for seed in (1, 2)}
    assert len(stories) == 2


def test_options_of_a_run_are_options_of_a_step(sim: Call) -> None:
    done = sim("step", "hello", "--set", "pace=0.1 per month", "--policy", "in_step")
    assert done.status == 0
    assert "How fast Arvia climbs" not in done.out
    assert "central value" in sim("step", "hello", "--central").out
    assert "goes one rung up" not in sim("step", "hello", "--without", "climbs").out
    done = sim("step", "hello", "--horizon", "6 months")
    assert "How this future ends, 2030-07-02" in done.out
    assert "left out, since the run ends before" in done.err


@pytest.mark.parametrize("until", ["2030-01-13", "12", "12 days"])
def test_until_stops_before_a_day(until: str, sim: Call) -> None:
    done = sim("step", "hello", "--member", "17", "--until", until)
    assert done.status == 0
    assert FIRST in done.out
    assert "2030-01-13" not in done.out
    assert "How this future ends" not in done.out
    assert done.out.endswith("not a\nforecast\n")


def test_until_after_the_end_is_the_whole_story(sim: Call) -> None:
    whole = sim("step", "hello", "--member", "17")
    assert sim("step", "hello", "--member", "17", "--until", "2040-01-01") == whole


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--until", "soon"), "expected --until with a date such as 2025-06-30"),
        (("--until", "5 per day"), "expected --until with a date"),
        (("--until", "2029-12-31"), "expected --until after the start, 2030-01-01"),
        (("--until", "0"), "expected --until after the start"),
        (("--member", "-1"), "a whole number from 0 on, got '-1'"),
        (("--member", "4294967296"), "a whole number from 0 on"),
        (("--pause",), "--pause needs a terminal"),
    ],
)
def test_a_wrong_command_is_told_so(
    arguments: tuple[str, ...], said: str, sim: Call
) -> None:
    done = sim("step", "hello", *arguments)
    assert (done.status, done.out) == (2, "")
    assert said in done.err


def test_jsonl_is_a_record_a_line(sim: Call) -> None:
    done = sim("step", "hello", "--member", "17", "--jsonl")
    scenario = load_scenario("hello")
    trace = run_path(compile_model(scenario), member=17)
    records = [json.loads(line) for line in done.out.splitlines()]
    assert records == story_lines(trace, scenario)
    assert done.out.isascii()
    assert "not a forecast" in done.err


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def paused(sim: Call, monkeypatch: pytest.MonkeyPatch, keys: str) -> str:
    monkeypatch.setattr("sim.cli.step.is_terminal", lambda stream: True)
    monkeypatch.setattr(sys, "stdin", _Terminal(keys))
    done = sim("step", "hello", "--member", "17", "--pause")
    assert done.status == 0
    return done.out


def test_pause_waits_after_each_line(
    sim: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = sim("step", "hello", "--member", "17").out
    assert paused(sim, monkeypatch, "\n" * 100) == whole
    for keys in ("\nq\n", "\nQ\n", "\n"):  # the last: the input ends
        told = paused(sim, monkeypatch, keys)
        assert whole.startswith(told)
        assert FIRST in told
        assert SECOND not in told


def test_pause_and_jsonl_do_not_go_together(
    sim: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sim.cli.step.is_terminal", lambda stream: True)
    done = sim("step", "hello", "--pause", "--jsonl")
    assert done.status == 2
    assert "do not go together" in done.err


@pytest.mark.skipif(os.name == "nt", reason="there are no such terminals")
def test_pause_on_a_real_terminal(tmp_path: Path) -> None:
    import pty
    import subprocess

    ours, theirs = pty.openpty()
    command = ["-m", "sim", "step", "hello", "--member", "17", "--pause"]
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=tmp_path,
        env=environment(COLUMNS="80"),
        stdin=theirs,
        stdout=theirs,
        stderr=subprocess.PIPE,
    )
    os.close(theirs)
    os.write(ours, b"\nq\n")
    told = b""
    try:
        while piece := os.read(ours, 65536):
            told += piece
    except OSError:  # how Linux says that the other end has closed
        pass
    _, err = process.communicate(timeout=300)
    os.close(ours)
    assert (process.returncode, err) == (0, b"")
    assert FIRST.encode() in told
    assert SECOND.encode() not in told
