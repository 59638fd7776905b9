"""A kernel's paths are those of SimPy, whatever threads, slices and notes."""

from __future__ import annotations

import ast
import dataclasses
import os
import re
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import strategies
from ensembles import differences, in_simpy, record_of
from kernels import as_python, kernels_in, needs_numba

from sim.emit import emit_rules
from sim.ensemble import kernel as kernel_module
from sim.ensemble import kernel_cache, own_folder
from sim.ensemble.kernel import KernelEngine, has_numba, run_kernel
from sim.ensemble.kernel_text import kernel_text
from sim.ensemble.running import Runner
from sim.errors import ModelError
from sim.loading import load_scenario, load_text, shipped
from sim.model import Model, compile_model
from sim.results import Ensemble

MEMBERS = range(12)
QUICK, MANY = range(6), range(6, 520)


@pytest.fixture(scope="module", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory):
    """Keep kernels of tests apart from the user's."""
    with kernels_in(tmp_path_factory.mktemp("cache")):
        yield


def shipped_model(name: str, policy: str | None = None) -> Model:
    return compile_model(load_scenario(name), policies=[policy] if policy else [])


@cache
def hello() -> tuple[Model, KernelEngine]:
    model = shipped_model("hello")
    return model, KernelEngine(model, emit_rules(model))


def by_kernel(
    model: Model,
    members: range = MEMBERS,
    *,
    threads: int | None = 1,
    seed: int = 3,
    engine: KernelEngine | None = None,
    python: bool = False,
) -> Ensemble:
    record = record_of(model, members)
    engine = engine or KernelEngine(model, emit_rules(model))
    if python:
        as_python(engine)
    run_kernel(engine, record, seed=seed, threads=threads)
    assert not record.failed.any()
    return record.ensemble(seed=seed, engine="numba")


def policies_of(name: str) -> list[str]:
    """Give a scenario's policies; one of a variant, which has those of its base."""
    policies = list(load_scenario(name).policies)
    return policies[:1] if name.startswith("seoul_2024_") else policies[:4]


SHIPPED = [(name, policy) for name in shipped() for policy in policies_of(name)]


def test_numba_is_there_where_every_test_must_run() -> None:
    assert has_numba() or not os.environ.get("SIM_CI")


# ---- the text, run as Python


@pytest.mark.parametrize(("name", "policy"), SHIPPED)
def test_texts_of_shipped_scenarios_have_the_paths_of_simpy(
    name: str, policy: str
) -> None:
    model = shipped_model(name, policy)
    few = range(4)
    assert differences(by_kernel(model, few, python=True), in_simpy(model, few)) == []


@pytest.mark.parametrize("number", QUICK)
def test_texts_of_random_scenarios_have_the_paths_of_simpy(number: int) -> None:
    model = compile_model(load_text(strategies.document(number)))
    few = range(4)
    assert differences(by_kernel(model, few, python=True), in_simpy(model, few)) == []


@pytest.mark.slow
@pytest.mark.parametrize("number", MANY)
def test_texts_of_five_hundred_more_have_the_paths_of_simpy(number: int) -> None:
    test_texts_of_random_scenarios_have_the_paths_of_simpy(number)


@pytest.mark.parametrize("name", shipped())
def test_a_kernel_holds_no_word_of_its_scenario(name: str) -> None:
    model = shipped_model(name)
    text = kernel_text(model, emit_rules(model))
    used = set(re.findall(r"\w+", text))
    rungs = {rung for ladder in model.ladders for rung in ladder.rungs}
    words = set(model.ladder_index) | set(model.parameter_index) | rungs
    words |= {clock.item for clock in model.clocks}
    assert not used & {word for word in words if len(word) > 6}


@pytest.mark.parametrize(
    "rule",
    [
        "def start(t, m, q0, q1, S, I):\n    S[0] = 'text'\n",
        "def start(t, m, q0, q1, S, I):\n    for x in S:\n        pass\n",
        "def fire_0(t, m, q0, q1, S, I):\n    import os\n",
        "def start(t, m, q0, q1, S, I):\n    S[0] = S[1] // 2.0\n",
        "def start(t, m, q0, q1, S, I):\n    S[0] = [x for x in S]\n",
    ],
)
def test_what_is_not_restricted_python_is_refused(rule: str) -> None:
    model, _ = hello()
    rules = dataclasses.replace(emit_rules(model), text=rule)
    with pytest.raises(TypeError, match="expected restricted Python"):
        kernel_text(model, rules)


@pytest.mark.slow
def test_a_parameter_that_is_held_needs_no_other_kernel() -> None:
    def text(**settings: str) -> str:
        model = compile_model(load_scenario("seoul_2024", settings=settings))
        return kernel_text(model, emit_rules(model))

    drawn = text()
    assert text(war_end="0.5 per year") == drawn
    assert text(discount="2% per year", wave_size="4000", regime="averse") == drawn


def test_an_argument_of_no_known_kind_is_refused() -> None:
    model, _ = hello()
    text = "def start(t, m, q0, q1, S, I, odd):\n    pass\n"
    rules = dataclasses.replace(emit_rules(model), text=text)
    with pytest.raises(TypeError, match="expected a number or a vector, got odd"):
        kernel_text(model, rules)


def test_notes_for_which_there_is_no_room_are_put_by(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    model = shipped_model("hello")
    monkeypatch.setattr(kernel_module, "ROOM", 8)
    some = by_kernel(model, range(20), python=True)
    assert differences(some, in_simpy(model, range(20))) == []


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_threads_and_slices_change_nothing(
    monkeypatch: pytest.MonkeyPatch, threads: int
) -> None:
    model = shipped_model("hello")
    monkeypatch.setattr(kernel_module, "SLICE", 3)
    some = by_kernel(model, range(50), threads=threads, python=True)
    assert differences(some, in_simpy(model, range(50))) == []


# ---- compiled


@needs_numba
def test_compiled_paths_are_those_of_simpy() -> None:
    model, engine = hello()
    many = range(300)
    seed = 2**64 - 5
    compiled = by_kernel(model, many, engine=engine, threads=2, seed=seed)
    assert differences(compiled, in_simpy(model, many, seed=seed)) == []
    assert engine.compiled
    assert KernelEngine(model, emit_rules(model)).compiled


@needs_numba
@pytest.mark.slow
@pytest.mark.parametrize(("name", "policy"), SHIPPED)
def test_compiled_shipped_scenarios_have_the_paths_of_simpy(
    name: str, policy: str
) -> None:
    model = shipped_model(name, policy)
    many = range(200)
    assert differences(by_kernel(model, many), in_simpy(model, many)) == []


@needs_numba
@pytest.mark.slow
@pytest.mark.parametrize("number", range(40))
def test_compiled_random_scenarios_have_the_paths_of_simpy(number: int) -> None:
    model = compile_model(load_text(strategies.document(number)))
    many = range(50)
    assert differences(by_kernel(model, many), in_simpy(model, many)) == []


@needs_numba
def test_nothing_is_contracted_to_one_rounding() -> None:
    _, engine = hello()
    names = ("run", "refresh", "start", "fire", "finish", "exp", "log", "block")
    module = kernel_cache.load_kernel(engine.text)
    for name in names:
        for code in getattr(module, name).inspect_llvm().values():
            assert "llvm.fma" not in code
            assert " fast " not in code
            assert "contract" not in code


# ---- where kernels are kept


EMPTY = "run = len\n"


def test_the_folder_is_the_users_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIM_CACHE_DIR", str(tmp_path / "a" / "b"))
    module = kernel_cache.load_kernel(EMPTY + "# one\n")
    assert module.run is len
    folder = own_folder.cache_folder("kernels")
    assert [path.stem for path in folder.glob("*.py")] == [module.__name__]
    if os.name != "nt":
        assert folder.stat().st_mode & 0o777 == 0o700
        folder.chmod(0o777)
        kernel_cache.load_kernel(EMPTY + "# two\n")
        assert folder.stat().st_mode & 0o777 == 0o700


def test_a_file_that_was_changed_does_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIM_CACHE_DIR", str(tmp_path))
    text = EMPTY + "# three\n"
    path = own_folder.cache_folder("kernels") / f"{kernel_cache.name_of(text)}.py"
    path.parent.mkdir()
    path.write_text("raise SystemExit('a stranger was here')\n")
    assert kernel_cache.load_kernel(text).run is len
    assert path.read_text() == text


@pytest.mark.skipif(os.name == "nt", reason="folders have no owner there")
def test_a_folder_of_somebody_else_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIM_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(os, "getuid", lambda: 12345)
    with pytest.raises(ModelError, match="not a folder of yours; set SIM_CACHE_DIR"):
        kernel_cache.load_kernel(EMPTY + "# four\n")


def test_a_folder_that_cannot_be_made_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("SIM_CACHE_DIR", str(tmp_path / "file"))
    with pytest.raises(ModelError, match="expected to keep compiled kernels in"):
        kernel_cache.load_kernel(EMPTY + "# five\n")


def test_a_text_that_fails_leaves_no_module(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIM_CACHE_DIR", str(tmp_path))
    for _ in range(2):
        with pytest.raises(NameError):
            kernel_cache.load_kernel("run = unheard\n")


def test_the_oldest_kernels_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIM_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(own_folder, "KEPT", 2)
    names = []
    for at in range(4):
        name = kernel_cache.load_kernel(EMPTY + f"# kept {at}\n").__name__
        os.utime(own_folder.cache_folder("kernels") / f"{name}.py", (at, at))
        names.append(name)
    left = {path.stem for path in own_folder.cache_folder("kernels").glob("*.py")}
    assert left == set(names[2:])


@pytest.mark.parametrize("where", ["XDG_CACHE_HOME", "HOME"])
def test_the_folder_is_below_the_users_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    for name in ("SIM_CACHE_DIR", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(where, str(tmp_path))
    assert tmp_path in own_folder.cache_folder("kernels").parents


@needs_numba
def test_a_runner_runs_the_kernel() -> None:
    model, _ = hello()
    done = Runner(model, engine="numba", threads=2).run(range(20), seed=3)
    assert done.engine == "numba"
    simpy = Runner(model, engine="simpy").run(range(20), seed=3)
    assert differences(done, simpy) == []
    np.testing.assert_array_equal(done.levels, simpy.levels)


def test_the_text_is_a_file_that_python_reads() -> None:
    _, engine = hello()
    names = {node.name for node in ast.parse(engine.text).body if hasattr(node, "name")}
    assert {"start", "fire", "refresh", "finish", "run", "gauge_value"} <= names
