"""``sim rerun``: a run again from its manifest alone, every number compared."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from commands import Call

from sim.report.manifest import digest
from sim.report.summary import json_bytes

VARIANT = "extends: hello\nname: mine\nwithout: [harms]\n"
OPTIONS = ("--set", "pace=0.1 per month", "--set", "observations.seen.lag=3 days")


@pytest.fixture
def ran(sim: Call, tmp_path: Path) -> Path:
    (tmp_path / "mine.yaml").write_text(VARIANT)
    done = sim(
        "run", "mine.yaml", "-n", 30, "--seed", 7, "--out", "o", "--no-plots",
        "--horizon", "9 months", "--without", "gains", "--lang", "ko", *OPTIONS,
    )  # fmt: skip
    assert done.status == 0, done.err
    (tmp_path / "mine.yaml").unlink()  # the manifest has all it needs
    return tmp_path / "o"


def change(folder: Path, *path: str, to: Any) -> None:
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    inner = manifest
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = to
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")


def test_a_run_agrees_with_itself(sim: Call, ran: Path) -> None:
    done = sim("rerun", "o/manifest.json")
    assert (done.status, done.err) == (0, "")
    first, *files, last = done.out.splitlines()
    assert first == "receipts of 30 members: the same"
    assert {"members.csv: the same", "summary.json: the same"} <= {*files}
    assert all(line.endswith(": the same") for line in files)
    assert last == "Every number agrees."
    assert "모든 수치가 일치함." in sim("rerun", ran, "--lang", "ko").out


def test_pictures_are_drawn_again(sim: Call, tmp_path: Path) -> None:
    assert sim("run", "hello", "-n", 10, "--out", "o", "--table", "none").status == 0
    done = sim("rerun", "o")
    assert done.status == 0
    names = {path.name for path in (tmp_path / "o").iterdir()} - {"manifest.json"}
    assert all(f"{name}: the same\n" in done.out for name in names)


def test_a_number_that_differs_is_found(sim: Call, ran: Path) -> None:
    change(ran, "receipts", "all", to="0" * 64)
    change(ran, "receipts", "members", "3", to="0" * 16)
    change(ran, "files", "members.csv", to="0" * 64)
    change(ran, "versions", "numpy", to="0.9")
    done = sim("rerun", "o")
    assert done.status == 1
    assert "receipts of 30 members: not the same; the first that differs" in done.out
    assert "is member 3\n" in done.out
    assert "members.csv: not the same\n" in done.out
    assert "numpy: 0.9 then, " in done.out
    assert done.out.endswith("Not every number agrees.\n")


def test_another_seed_is_another_run(sim: Call, ran: Path) -> None:
    change(ran, "options", "seed", to=8)
    assert sim("rerun", "o").status == 1


def test_a_file_edited_since_is_named(sim: Call, ran: Path) -> None:
    (ran / "members.csv").write_text("member\n")
    done = sim("rerun", "o")
    assert done.status == 0
    assert "members.csv in the folder is not as it was written then" in done.out


MARKOV = Path(__file__).parent / "markov.yaml"


@pytest.fixture
def no_scipy(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    with monkeypatch.context() as patch:
        patch.setattr("sim.study.run.has_scipy", lambda: False)
        patch.setattr("sim.exact.has_scipy", lambda: False)
        yield patch


def run_markov(sim: Call, tmp_path: Path) -> dict[str, Any]:
    done = sim("run", MARKOV, "-n", 20, "--out", "o", "--no-plots", "--table", "none")
    assert done.status == 0, done.err
    found: dict[str, Any] = json.loads((tmp_path / "o" / "summary.json").read_bytes())
    return found


@pytest.mark.slow
def test_exact_answers_of_now_are_no_difference(
    sim: Call, tmp_path: Path, no_scipy: pytest.MonkeyPatch
) -> None:
    assert "exact" not in run_markov(sim, tmp_path)
    no_scipy.undo()
    done = sim("rerun", "o")
    assert done.status == 0
    assert "summary.json: the same (but for the exact answers: SciPy was" in done.out
    assert done.out.endswith("Every number agrees.\n")
    change(tmp_path / "o", "files", "summary.json", to="0" * 64)
    assert "summary.json: not the same\n" in sim("rerun", "o").out


@pytest.mark.slow
def test_exact_answers_of_then_are_said_not_to_be_compared(
    sim: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run_markov(sim, tmp_path)["exact"]
    monkeypatch.setattr("sim.study.run.has_scipy", lambda: False)
    monkeypatch.setattr("sim.exact.has_scipy", lambda: False)
    done = sim("rerun", "o")
    assert done.status == 0
    assert "which need SciPy: not compared)" in done.out
    (tmp_path / "o" / "summary.json").unlink()
    done = sim("rerun", "o")
    assert done.status == 0
    assert "summary.json: not compared: exact answers may stand in it" in done.out
    assert done.out.endswith("Every number that could be compared agrees.\n")


@pytest.mark.slow
@pytest.mark.parametrize(("size", "status"), [(1e-13, 0), (1e-3, 1)])
def test_exact_answers_agree_to_nine_digits(
    sim: Call, tmp_path: Path, size: float, status: int
) -> None:
    summary = run_markov(sim, tmp_path)
    answer = next(one for one in summary["exact"] if "share" in one)
    answer["share"] += size
    path = tmp_path / "o" / "summary.json"
    path.write_bytes(json_bytes(summary))
    change(tmp_path / "o", "files", "summary.json", to=digest(path))
    done = sim("rerun", "o")
    assert done.status == status
    assert ("to nine digits" in done.out) is (status == 0)


PLAN = "plans: {war: [{policy: plan, when: help == some}, {policy: rest}]}"


@pytest.mark.parametrize("options", [(), ("--policy", "plan")], ids=["own", "named"])
def test_a_policy_in_force_always_is_not_the_plan_that_has_it(
    sim: Call, tmp_path: Path, options: tuple[str, ...]
) -> None:
    """``--policy`` may name the only policy of a plan with ``when``."""
    (tmp_path / "mine.yaml").write_text(
        "format: 1\nname: mine\ntitle: Mine\nabout: Two ladders\n"
        "start: 2030-01-01\nhorizon: 1 year\n"
        "ladders: {war: {rungs: {calm: , fight: }}, help: {rungs: {none: , some: }}}\n"
        "events: {aid: {about_every: 200 days, do: {help: some}, "
        "because: {assumption: made up}}}\n"
        "policies:\n  plan: {ladder: war, wants: {fight: always}, "
        "reviews: {every: 30 days}, because: {assumption: made up}}\n"
        "  rest: {ladder: war, wants: {calm: always}, reviews: {every: 30 days}, "
        "because: {assumption: made up}}\n"
        f"{PLAN}\noutcomes: {{fights: ever(war == fight)}}\n"
    )
    done = sim("run", "mine.yaml", "-n", 30, "--no-plots", "--out", "o", *options)
    assert done.status == 0, done.err
    kept = json.loads((tmp_path / "o" / "manifest.json").read_bytes())["options"]
    assert kept["policies"] == {"war": "plan" if options else ["plan", "rest"]}
    done = sim("rerun", "o")
    assert (done.status, done.err) == (0, "")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "is not the manifest of a run"),
        ("[]", "is not the manifest of a run: no 'scenario'"),
        ('{"scenario": {}, "options": {}}', "no 'receipts'"),
        (
            '{"scenario": {}, "options": {}, "receipts": {}, "files": {}}',
            "does not say how it was run",
        ),
    ],
)
def test_what_is_no_manifest_is_told(
    content: str, said: str, sim: Call, tmp_path: Path
) -> None:
    (tmp_path / "manifest.json").write_text(content)
    done = sim("rerun", "manifest.json")
    assert done.status == 2
    assert said in done.err
    assert sim("rerun", "nowhere.json").status == 2


def test_a_text_that_does_not_load_is_told_at_its_place(sim: Call, ran: Path) -> None:
    change(ran, "scenario", "text", to=VARIANT.replace("harms", "harm"))
    done = sim("rerun", "o")
    assert done.status == 2
    assert "mine.yaml:3:11: nothing called 'harm'" in done.err
