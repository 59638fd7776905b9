"""The folder of a run: whole or not at all, the same bytes again, safe to open."""

import csv
import io
import json
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from factories import compiled, ensemble_of, loaded, run

from sim.errors import UsageError
from sim.loading import load_scenario
from sim.model import compile_model
from sim.report import folder as room
from sim.report.cells import safe_cell
from sim.report.folder import check_folder, run_files, write_folder
from sim.report.manifest import digest
from sim.report.summary import json_bytes
from sim.results import Ensemble
from sim.scenario import Scenario

golden = Path(__file__).parent / "golden"


@cache
def made(table: str = "csv") -> dict[str, bytes]:
    return run_files(
        loaded("seoul_2024"),
        ensemble_of("seoul_2024", 30),
        sim_version="0.0",
        table=table,  # type: ignore[arg-type]
        pictures={"path.txt": b"what it shows"},
        options={"lang": "en"},
        times={"seconds": 1.5},
    )


@cache
def small() -> tuple[Scenario, Ensemble]:
    scenario = load_scenario(golden / "small.yaml")
    return scenario, run(compile_model(scenario), members=12)


def rows() -> list[dict[str, str]]:
    files = run_files(*small(), sim_version="0.0")
    text = files["members.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


# ---- whole or not at all


def test_a_folder_is_written_whole(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "서울 run"
    write_folder(target, {"a.txt": b"1", "b.txt": b"2"})
    assert sorted(path.name for path in target.iterdir()) == ["a.txt", "b.txt"]
    assert [path.name for path in target.parent.iterdir()] == ["서울 run"]


@pytest.mark.parametrize("trouble", [KeyboardInterrupt, MemoryError])
def test_an_interruption_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: type[BaseException]
) -> None:
    write = Path.write_bytes

    def interrupted(self: Path, content: bytes) -> int:
        if self.name == "b.txt":
            raise trouble
        return write(self, content)

    monkeypatch.setattr(Path, "write_bytes", interrupted)
    with pytest.raises(trouble):
        write_folder(tmp_path / "new" / "run", {"a.txt": b"1", "b.txt": b"2"})
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_told_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(UsageError, match="no space left on device"):
        write_folder(tmp_path / "run", {"a.txt": b"1"})
    assert list(tmp_path.iterdir()) == []


def test_an_existing_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="exists already; give --force"):
        write_folder(tmp_path / "run", {"a.txt": b"1"})
    assert (tmp_path / "run" / "mine.txt").read_text() == "mine"


def test_force_replaces_the_folder_of_a_run_whole(tmp_path: Path) -> None:
    write_folder(tmp_path / "run", {"manifest.json": b"{}", "old.txt": b"1"})
    write_folder(
        tmp_path / "run", {"manifest.json": b"{}", "new.txt": b"1"}, force=True
    )
    names = sorted(path.name for path in (tmp_path / "run").iterdir())
    assert names == ["manifest.json", "new.txt"]
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_force_replaces_nothing_but_the_folder_of_a_run(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(UsageError, match="is not the folder of a run"):
        write_folder(tmp_path, {"a.txt": b"1"}, force=True)
    assert (tmp_path / "thesis.txt").exists()


def test_a_failed_replacement_leaves_the_old_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_folder(tmp_path / "run", {"manifest.json": b"{}", "old.txt": b"1"})
    rename = Path.rename

    def stubborn(self: Path, target: Path) -> Path:
        if self.name.endswith(".part"):
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", stubborn)
    with pytest.raises(KeyboardInterrupt):
        write_folder(tmp_path / "run", {"manifest.json": b"{}"}, force=True)
    assert (tmp_path / "run" / "old.txt").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_a_file_in_the_way_is_told_early(tmp_path: Path) -> None:
    (tmp_path / "run").write_text("a file")
    with pytest.raises(UsageError, match="it is not a folder"):
        check_folder(tmp_path / "run", force=True)
    with pytest.raises(UsageError, match="is not a folder"):
        check_folder(tmp_path / "run" / "inner")


def test_an_empty_folder_may_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    write_folder(tmp_path / "run", {"a.txt": b"1"})
    assert (tmp_path / "run" / "a.txt").exists()


def test_a_left_over_is_walked_round(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room.os, "getpid", lambda: 7)
    (tmp_path / ".run.7.0.part").mkdir()
    write_folder(tmp_path / "run", {"a.txt": b"1"})
    assert (tmp_path / "run" / "a.txt").exists()


# ---- what is in it


def test_two_runs_of_one_seed_are_the_same_bytes() -> None:
    scenario, ensemble = small()
    again = run(compile_model(load_scenario(golden / "small.yaml")), members=12)
    for table in ("csv", "npz"):
        one = run_files(scenario, ensemble, sim_version="0", table=table)
        two = run_files(scenario, again, sim_version="0", table=table)
        assert one == two


def test_only_the_times_of_a_manifest_differ() -> None:
    scenario, ensemble = small()
    one = run_files(scenario, ensemble, sim_version="0", times={"seconds": 1})
    two = run_files(scenario, ensemble, sim_version="0", times={"seconds": 2})
    first, second = (json.loads(files.pop("manifest.json")) for files in (one, two))
    assert one == two
    assert first.pop("times") != second.pop("times")
    assert first == second


def test_a_manifest_holds_the_scenario_the_options_and_every_file() -> None:
    files, scenario = made(), loaded("seoul_2024")
    manifest = json.loads(files["manifest.json"])
    assert manifest["scenario"]["text"] == scenario.text
    assert manifest["scenario"]["sha256"] == digest(scenario.text.encode())
    assert manifest["options"] == {
        "members": 30,
        "first_member": 0,
        "seed": 1,
        "policies": {
            "support": ["step_by_step", "hold_at_words"],
            "pressure": "press_in_step",
            "information": ["tell_the_north", "fall_silent"],
            "washington_step": "answer_the_troops",
            "moscow_to_seoul": "strike_back",
        },
        "settings": {},
        "without": [],
        "central": False,
        "horizon_days": compiled("seoul_2024").horizon,
        "table": "csv",
        "lang": "en",
    }
    assert manifest["files"] == {
        name: digest(content)
        for name, content in files.items()
        if name != "manifest.json"
    }
    assert manifest["times"] == {"seconds": 1.5}
    assert {"sim", "python", "numpy", "simpy"} <= set(manifest["versions"])


def test_a_manifest_holds_receipts_that_a_single_member_can_be_held_to() -> None:
    ensemble = ensemble_of("seoul_2024", 30)
    receipts = json.loads(made()["manifest.json"])["receipts"]
    assert receipts["members"]["17"] == ensemble.receipts[17]
    assert len(receipts["members"]) == 20


def test_every_column_says_what_it_means_and_in_which_unit() -> None:
    manifest = json.loads(made()["manifest.json"])
    text = made()["members.csv"].decode("utf-8-sig")
    head = next(csv.reader(io.StringIO(text)))
    assert [column["name"] for column in manifest["columns"]] == head[:-1]
    by_name = {column["name"]: column for column in manifest["columns"]}
    assert by_name["war_end"]["unit"] == "per month"
    assert by_name["war_end"]["meaning"] == "Chance that the war ends"


def test_the_table_has_a_row_a_member_and_opens_in_a_spreadsheet() -> None:
    content = made()["members.csv"]
    assert content.startswith(b"\xef\xbb\xbf")
    text = content.decode("utf-8-sig")
    lines = text.split("\r\n")
    assert len(lines) == 1 + 30 + 1
    assert "\n" not in text.replace("\r\n", "")


def test_members_are_told_in_their_authors_terms() -> None:
    scenario, ensemble = small()
    for at, row in enumerate(rows()):
        assert 1.0 <= float(row["half"]) <= 3.0  # weeks
        assert 40.0 <= float(row["nerve"]) <= 60.0  # percent
        assert row["view"] in {"hard_line", "soft"}
        assert row["armed"] in {"0", "1"}
        assert row["first_arms"] == "never" or row["first_arms"].startswith("2030-")
        assert row["top"] == row["highest role"] == "at_war"
        assert row["final seen"] == "calm"
        assert float(row["days"]) == ensemble.outcomes[at, 3]
        assert int(row["member"]) == at
    assert scenario.name == "small"


def test_a_number_keeps_all_its_figures() -> None:
    assert float(safe_cell(0.1 + 0.2)) == 0.1 + 0.2
    assert safe_cell(-3.0) == "-3"
    assert safe_cell(1e300) == "1e+300"


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "\uff1d", "\uff0d"]
)
def test_no_text_becomes_a_formula(start: str) -> None:
    assert safe_cell(f"{start}SUM(A1)") == f"'{start}SUM(A1)"


def test_arrays_load_without_pickle() -> None:
    with np.load(io.BytesIO(made("npz")["members.npz"]), allow_pickle=False) as arrays:
        ensemble = ensemble_of("seoul_2024", 30)
        assert np.array_equal(arrays["outcomes"], ensemble.outcomes)
        names = [outcome.name for outcome in ensemble.model.outcomes]
        assert arrays["outcome_names"].tolist() == names
        assert arrays["counts"].shape[1] == len(arrays["rung_names"])


def test_without_a_table_there_is_none() -> None:
    assert set(made("none")) == {
        "about.txt",
        "manifest.json",
        "summary.json",
        "path.txt",
    }


def test_a_summary_is_strict_json_with_the_tables_numbers() -> None:
    def refuse(text: str) -> float:
        raise AssertionError(text)

    summary = json.loads(made()["summary.json"], parse_constant=refuse)
    model = compiled("seoul_2024")
    assert [item["name"] for item in summary["outcomes"]] == [
        item.name for item in model.outcomes
    ]
    first = summary["outcomes"][0]
    assert 0 <= first["share"]["low"] <= first["share"]["value"] <= 1
    assert first["share"]["method"] == "Wilson"
    assert first["assumptions"] == sorted(first["assumptions"])
    assert len(summary["ledger"]["horizons"]) == len(model.horizons)
    assert "never" in json.dumps(summary["outcomes"])
    assert summary["about"]["en"].endswith("not a forecast")


def test_what_json_cannot_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_bytes({"x": float("nan")})
