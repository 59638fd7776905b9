"""``sim run``: what it prints, what it keeps, and what it refuses before any work."""

import csv
import io
import json
import os
from pathlib import Path

import pytest
from commands import UNSOUND, Call, files_in, sim_elsewhere

from sim import open_run
from sim.cli.run import folder_name

few = ("run", "hello", "-n", "30")
FAST = ("--no-plots",)


def manifest(folder: Path) -> dict[str, object]:
    told: dict[str, object] = json.loads((folder / "manifest.json").read_text("utf-8"))
    return told


def test_it_says_what_it_is_about_then_what_came_of_it(sim: Call) -> None:
    done = sim(*few, *FAST)
    assert done.status == 0
    assert done.err == ""
    places = [
        done.out.index(text)
        for text in (
            "A border and a plan",
            "Does\npressing pay?",
            "30 members, seed 1, 2030-01-01 to 2031-01-01",
            "Plan for Belmar's answer: Answer in step",
            "Outcomes of 30 members",
            "95 % interval",
            "2 assumptions",
            "Ledger of Arvia after 1 year",
            "Net on money alone",
            "Claims, tested on 30 members",
            "“Pressing pays”",
            "6 months",
            "1 year ",
            "not a\nforecast",
            "Written to runs",
        )
    ]
    assert places == sorted(places)


def test_no_line_is_wider_than_asked(
    sim: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sim.cli.layout import columns_of

    for width in (60, 80, 100):
        monkeypatch.setenv("COLUMNS", str(width))
        for language in ("en", "ko"):
            done = sim(
                "run", "seoul_2024", "-n", "5", *FAST, "--force", "--lang", language
            )
            assert done.status == 0, done.err
            lines = done.out.splitlines()
            assert [line for line in lines if columns_of(line) > width] == []
            assert [line for line in lines if line != line.rstrip()] == []


def test_it_keeps_a_named_folder(sim: Call, tmp_path: Path) -> None:
    assert sim(*few).status == 0
    folder = tmp_path / "runs" / "hello-n30-seed1"
    assert list(files_in(tmp_path / "runs")) == [
        "hello-n30-seed1",
        *(
            f"hello-n30-seed1/{name}"
            for name in (
                "about.txt",
                "claims.png",
                "claims.txt",
                "ledger_arvia.png",
                "ledger_arvia.txt",
                "manifest.json",
                "members.csv",
                "members.npz",
                "passages.png",
                "passages.txt",
                "path_0.png",
                "path_0.txt",
                "shares.png",
                "shares.txt",
                "summary.json",
            )
        ),
    ]
    rows = csv.reader(io.StringIO((folder / "members.csv").read_text("utf-8-sig")))
    assert len(list(rows)) == 31
    assert "member 0 of seed 1" in (folder / "path_0.txt").read_text("utf-8")


def test_every_option_that_changes_a_result_is_kept(sim: Call, tmp_path: Path) -> None:
    done = sim(
        *("run", "hello", "-n", "5", "--seed", "7", "--policy", "in_step"),
        *("--set", "pace=0.1 per month", "--without", "harms", "--without", "climbs"),
        *("--horizon", "7 months", "--lang", "ko", "--table", "npz", "--out", "here"),
        *("--central", "--no-plots", "--follow", "answer", "--keep-paths", "2"),
        *("--discount-rate", "1% per year"),
    )
    assert done.status == 0, done.err
    options = manifest(tmp_path / "here")["options"]
    assert options == {
        "members": 5,
        "first_member": 0,
        "seed": 7,
        "policies": {"answer": "in_step"},
        "settings": {"pace": "0.1 per month"},
        "without": ["harms", "climbs"],
        "central": True,
        "horizon_days": pytest.approx(7 * 365.25 / 12),
        "language": "ko",
        "pictures": "none",
        "follow": ["answer"],
        "keep_paths": 2,
        "discount_rates": ["1% per year"],
        "table": "npz",
    }
    for text in ("시드 7", "pace = 0.1 per month", "harms, climbs", "모든 매개변수는"):
        assert text in done.out
    assert "members.npz" in files_in(tmp_path / "here")


def test_the_folder_is_named_by_what_shaped_the_run(sim: Call, tmp_path: Path) -> None:
    sim(*few, *FAST, "--set", "pace=0.1 per month", "--without", "harms", "--central")
    sim(*few, *FAST, "--policy", "in_step", "--horizon", "6 months", "--lang", "ko")
    assert sorted(os.listdir(tmp_path / "runs")) == [
        "hello-n30-seed1-in_step-6_months-ko",
        "hello-n30-seed1-pace=0.1_per_month-without-harms-central",
    ]


def test_a_long_name_of_a_folder_is_cut_and_stays_its_own() -> None:
    names = [folder_name("a" * 300, end) for end in "bc"]
    assert len(set(names)) == 2
    assert all(len(name) < 140 for name in names)
    assert folder_name("x", "a/../b\\c: *?") == "x-a_.._b_c"


def test_an_existing_folder_is_refused_before_any_work(
    sim: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sim(*few, *FAST, "--out", "here").status == 0
    before = (tmp_path / "here" / "manifest.json").read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr("sim.jobs.run_ensemble", None)
        done = sim("run", "hello", "-n", "31", *FAST, "--out", "here")
    assert done.status == 2
    assert done.out == ""
    assert "'here' exists already; give --force to replace it" in done.err
    assert (tmp_path / "here" / "manifest.json").read_bytes() == before
    done = sim("run", "hello", "-n", "31", *FAST, "--out", "here", "--force")
    assert done.status == 0
    assert (tmp_path / "here" / "manifest.json").read_bytes() != before


def test_two_runs_with_one_seed_are_the_same_bytes(sim: Call, tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert sim(*few, "--out", name).status == 0
    one, two = tmp_path / "one", tmp_path / "two"
    assert list(files_in(one)) == list(files_in(two))
    for name in files_in(one):
        if name != "manifest.json":
            assert (one / name).read_bytes() == (two / name).read_bytes(), name
    told = [manifest(folder) for folder in (one, two)]
    assert all(record.pop("times") for record in told)
    assert told[0] == told[1]


def test_jobs_change_nothing(sim: Call, tmp_path: Path) -> None:
    for count in (1, 2):
        assert sim(*few, *FAST, "--jobs", count, "--out", f"by{count}").status == 0
    for name in ("members.csv", "summary.json"):
        one, two = (tmp_path / f"by{count}" / name for count in (1, 2))
        assert one.read_bytes() == two.read_bytes()


def test_the_first_50_of_200_are_the_ensemble_of_50(sim: Call, tmp_path: Path) -> None:
    for count in (50, 200):
        sim("run", "hello", "-n", count, *FAST, "--out", f"of{count}")
    few, many = (
        (tmp_path / f"of{count}" / "members.csv").read_bytes().splitlines()
        for count in (50, 200)
    )
    assert (len(few), len(many)) == (51, 201)
    assert many[:51] == few


def test_json_is_all_there_is_on_standard_output(sim: Call, tmp_path: Path) -> None:
    done = sim(*few, *FAST, "--json")
    folder = tmp_path / "runs" / "hello-n30-seed1"
    kept = json.loads((folder / "summary.json").read_text("utf-8"))
    assert json.loads(done.out) == kept
    assert done.out.isascii()
    assert "Written to" in done.err
    assert sim(*few, *FAST, "--json", "--quiet", "--force").err == ""


def test_quiet_says_only_where(sim: Call) -> None:
    done = sim(*few, *FAST, "--quiet")
    assert Path(done.out.rstrip("\n")) == Path("runs/hello-n30-seed1")
    assert done.err == ""


def test_no_table_if_none_is_asked(sim: Call, tmp_path: Path) -> None:
    sim(*few, *FAST, "--table", "none", "--out", "here")
    assert list(files_in(tmp_path / "here")) == [
        "about.txt",
        "manifest.json",
        "summary.json",
    ]


def test_what_is_left_out_is_noted(sim: Call) -> None:
    done = sim(*few, *FAST, "--horizon", "200 days")
    assert "left out, since the run ends before" in done.out
    done = sim(*few, *FAST, "--horizon", "100 days")
    assert done.status == 0
    assert "Ledger" not in done.out
    assert "Claims" not in done.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--set", "pase=1"), "did you mean 'pace'?"),
        (("--set", "pace"), "expected --set NAME=VALUE, got 'pace'"),
        (("--set", "=1"), "expected --set NAME=VALUE, got '=1'"),
        (("--set", "pace=1", "--set", "pace=2"), "--set gives 'pace' twice"),
        (("--set", "pace=10 days"), "expected a value like '0.2 per month'"),
        (("--policy", "in_stop"), "did you mean 'in_step'?"),
        (("--without", "harm"), "did you mean 'harms'?"),
        (("--horizon", "soon"), "expected a duration such as '18 months'"),
        (("--horizon", "0 days"), "expected a horizon of more than 0 days"),
        (("-n", "0"), "expected --members with a whole number from 1 on, got '0'"),
        (("-n", "many"), "from 1 on, got 'many'"),
        (("--seed", "-1"), "a whole number from 0 on, got '-1'"),
        (("--jobs", "0"), "from 1 to 1000, got '0'"),
        (("--lang", "fr"), "unknown --lang 'fr'; expected one of: en, ko"),
        (("--table", "cvs"), "unknown --table 'cvs'; did you mean 'csv'?"),
        (("--fast",), "no such option: --fast"),
    ],
)
def test_a_wrong_command_is_told_so(
    arguments: tuple[str, ...], said: str, sim: Call, tmp_path: Path
) -> None:
    done = sim("run", "hello", *arguments)
    assert done.status == 2
    assert said in done.err
    assert done.out == ""
    assert "Traceback" not in done.err
    assert list(files_in(tmp_path)) == []


def test_a_faulty_file_is_told_as_check_tells_it(sim: Call, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("format: 1\nnam: x\n", "utf-8")
    run, check = sim("run", "bad.yaml"), sim("check", "bad.yaml")
    assert run.status == check.status == 2
    assert run.err == check.err
    assert "bad.yaml:2:1: unknown key 'nam'" in run.err


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_member_that_fails_does_not_sink_the_run_and_is_named(
    jobs: int, sim: Call, tmp_path: Path
) -> None:
    (tmp_path / "unsound.yaml").write_text(UNSOUND, "utf-8")
    done = sim(
        *("run", "unsound.yaml", "-n", "200", "--jobs", jobs, *FAST, "--out", "here")
    )
    assert done.status == 0
    failures = manifest(tmp_path / "here")["failures"]
    count = len(failures)  # type: ignore[arg-type]
    assert 5 < count < 40
    assert f"{count} of 200 members could not be run" in done.err
    assert "unsound.yaml:12:18: expected a finite number not below 0" in done.err
    assert "of seed 1 on day 0 (2030-01-01)" in done.err
    assert "its case: pace = 0.0" in done.err
    assert f"Outcomes of {200 - count} members" in done.out
    assert f"{count} of 200 members could not be run" in " ".join(done.out.split())
    rows = (tmp_path / "here" / "members.csv").read_text("utf-8-sig").splitlines()
    assert len(rows) == 201 - count
    summary = json.loads((tmp_path / "here" / "summary.json").read_text("utf-8"))
    assert (summary["members"], summary["failures"]) == (200 - count, count)
    assert manifest(tmp_path / "here")["options"]["members"] == 200  # type: ignore[index]


def test_if_no_member_can_be_run_it_says_why_and_keeps_nothing(
    sim: Call, tmp_path: Path
) -> None:
    text = UNSOUND.replace("pace - 0.01", "pace - 2")
    (tmp_path / "unsound.yaml").write_text(text, "utf-8")
    done = sim("run", "unsound.yaml", "-n", "20", *FAST)
    assert done.status == 1
    assert "sim: unsound.yaml:12:18: expected a finite number not below 0" in done.err
    assert list(files_in(tmp_path)) == ["unsound.yaml"]


def test_warnings_are_counted(sim: Call, tmp_path: Path) -> None:
    text = UNSOUND.replace("pace - 0.01", "pace * 2.5")
    (tmp_path / "warned.yaml").write_text(text, "utf-8")
    done = sim("run", "warned.yaml", "-n", "3", *FAST)
    assert done.status == 0
    assert "1 warning about this file; see: sim check warned.yaml" in done.err


def test_words_of_a_file_are_no_markup(sim: Call, tmp_path: Path) -> None:
    text = UNSOUND.replace("pace - 0.01", "pace").replace(
        "title: A title", 'title: "[bold]A[/bold] $x$ [red]"'
    )
    (tmp_path / "odd.yaml").write_text(text, "utf-8")
    done = sim("run", "odd.yaml", "-n", "3")
    assert done.status == 0, done.err
    assert "[bold]A[/bold] $x$ [red]" in done.out


@pytest.mark.parametrize("engine", ["numpy", "simpy"])
def test_an_engine_can_be_asked_for_and_changes_nothing(
    sim: Call, tmp_path: Path, engine: str
) -> None:
    assert sim(*few, *FAST, "--engine", engine, "--out", engine).status == 0
    assert sim(*few, *FAST, "--out", "auto").status == 0
    told = manifest(tmp_path / engine)
    assert told["times"]["engine"] == engine  # type: ignore[index]
    assert told["files"] == manifest(tmp_path / "auto")["files"]


def test_moves_paths_and_further_rates_are_kept_if_asked(
    sim: Call, tmp_path: Path
) -> None:
    asked = ("--follow", "seen", "--keep-paths", "4", "--discount-rate", "9% per year")
    assert sim(*few, *FAST, *asked, "--out", "kept").status == 0
    ensemble = open_run(tmp_path / "kept").ensemble
    assert list(ensemble.staircases) == ["seen"]
    assert len(ensemble.staircases["seen"].ends) == 31
    assert len(ensemble.paths) == 4
    assert ensemble.amounts_at.shape[:2] == (30, 1)
    options = manifest(tmp_path / "kept")["options"]
    assert options["discount_rates"] == ["9% per year"]  # type: ignore[index]
    assert sim(*few, *FAST, "--keep-paths", "all", "--out", "all").status == 0
    assert len(open_run(tmp_path / "all").ensemble.paths) == 30


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--follow", "seem"), "no ladder 'seem'; did you mean 'seen'"),
        (("--keep-paths", "some"), "expected --keep-paths with a whole number or all"),
        (("--discount-rate", "much"), "expected a rate such as '5% per year'"),
    ],
)
def test_what_cannot_be_kept_is_told_before_any_work(
    sim: Call, tmp_path: Path, asked: tuple[str, str], said: str
) -> None:
    done = sim(*few, *FAST, *asked)
    assert done.status == 2
    assert said in done.err
    assert list(files_in(tmp_path)) == []


def test_the_defaults_are_those_of_the_rooms_below() -> None:
    from typing import get_args

    from sim import ensemble, jobs, path
    from sim.cli import options, run

    assert run.DEFAULT_MEMBERS == jobs.DEFAULT_MEMBERS
    assert get_args(ensemble.EngineName) == run.ENGINES == get_args(run.EngineName)
    assert options.DEFAULT_SEED == path.DEFAULT_SEED


def test_it_works_in_a_folder_with_hangul_and_a_space(tmp_path: Path) -> None:
    folder = tmp_path / "단계 대응"
    folder.mkdir()
    for encoding in ("cp949", "ascii", "utf-8"):
        done = sim_elsewhere(
            *("run", "hello", "-n", "5", "--lang", "ko", "--out", f"결과 {encoding}"),
            cwd=folder,
            PYTHONIOENCODING=encoding,
        )
        assert done.status == 0, done.err
        assert (folder / f"결과 {encoding}" / "shares.png").is_file()
        assert ("국경과 대응 계획" in done.out) == (encoding != "ascii")


def test_a_pipe_gets_the_same_bytes_whatever_the_terminal(tmp_path: Path) -> None:
    given = [
        {},
        {"NO_COLOR": "1"},
        {"FORCE_COLOR": "1", "TERM": "xterm-256color"},
        {"TERM": "dumb"},
    ]
    printed = {
        sim_elsewhere(*few, *FAST, "--force", cwd=tmp_path, **changes).out
        for changes in given
    }
    assert len(printed) == 1
    assert "\x1b" not in printed.pop()


def test_whole_paths_of_very_many_are_warned_of(
    sim: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sim.cli import room

    asked = ("run", "hello", "-n", "60", "--no-plots", "-q", "--keep-paths", "all")
    assert "will take about" not in sim(*asked, "--out", "few").err
    monkeypatch.setattr(room, "MUCH", 1000)
    done = sim(*asked, "--out", "many")
    assert "the paths of 60 members will take about 0.0 GB" in done.err
    assert "구성원 60개의 경로는" in sim(*asked, "--lang", "ko", "--out", "ko").err


def test_the_room_that_paths_take_is_near_what_they_took() -> None:
    from factories import compiled

    from sim.cli.room import bytes_of_paths
    from sim.ensemble import run_members

    model = compiled("hello")
    paths = run_members(model, seed=1, members=range(300), paths=300).paths
    parts = [paths.ends, paths.times, paths.clocks]
    for stairs in paths.moves.values():
        parts += [stairs.ends, stairs.times, stairs.rungs]
    took = sum(part.nbytes for part in parts)
    assert bytes_of_paths(model, members=300, seed=1) == pytest.approx(took, rel=0.3)
