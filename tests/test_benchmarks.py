"""The benchmarks: that they run, and that they measure the same model twice."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from in_node import needs_node

from sim.jobs import run_ensemble
from sim.loading import load_scenario
from sim.model import compile_model

root = Path(__file__).parents[1]


def test_the_program_written_by_hand_is_the_reference_scenario(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(str(root / "benchmarks"))
    import by_hand

    scenario = load_scenario(root / "benchmarks" / "reference.yaml")
    assert scenario.warnings == ()
    ensemble = run_ensemble(compile_model(scenario), members=4000, engine="numpy")
    ours = np.column_stack([ensemble.outcomes, ensemble.amounts[:, 0, :]])
    theirs = np.array(by_hand.run(4000))
    error = np.sqrt((ours.var(axis=0) + theirs.var(axis=0)) / 4000)
    far = np.abs(ours.mean(axis=0) - theirs.mean(axis=0)) / error
    assert dict(zip(by_hand.NAMES, far, strict=True)) == {
        name: pytest.approx(0.0, abs=4.5) for name in by_hand.NAMES
    }
    events, firings = by_hand.events(1000), ensemble.firings.mean()
    assert events == pytest.approx(firings, rel=0.05)


def test_a_part_that_is_done_is_not_measured_again_while_the_code_is_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.syspath_prepend(str(root / "benchmarks"))
    import running

    asked: list[str] = []

    def child(name: str, quick: bool) -> dict[str, object] | None:
        asked.append(name)
        done = {"lines": [], "data": {}, "state": {}, "seconds": 1.0}
        return done if name != "tall" else None

    monkeypatch.setattr(running, "child", child)
    monkeypatch.setattr(running, "code", lambda: "one")
    names = ["ready", "tall"]
    for _ in range(2):
        parts = running.measured(names, tmp_path, quick=False, again=False)
        assert list(parts) == ["ready"]
    assert asked == ["ready", "tall", "tall"]  # what failed is tried again
    running.measured(["ready"], tmp_path, quick=False, again=True)
    monkeypatch.setattr(running, "code", lambda: "another")
    running.measured(["ready"], tmp_path, quick=False, again=False)
    assert asked[3:] == ["ready", "ready"]


@needs_node
@pytest.mark.slow
def test_one_command_gives_one_table() -> None:
    done = subprocess.run(
        [sys.executable, "benchmarks", "--quick"],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for text in (
        "| reference | SimPy, written by hand |",
        "| seoul_2024 | numpy |",
        "| seoul_2024 | JavaScript, cold |",
        "| tall: 200 rungs | simpy |",
        "`sim run hello`",
        "µs a member",
        "µs a firing",
    ):
        assert text in done.stdout
