"""A kept run opened again; members for pandas, xarray and Arrow."""

import json
import math
from pathlib import Path

import numpy as np
import pytest
from commands import Call
from factories import compiled, ensemble_of

import sim as package
from sim.errors import ResultError, UsageError
from sim.results import Ensemble, bytes_of, join_ensembles, read_ensemble
from sim.results import tabling as tabling_room

ASKED = ("run", "seoul_2024", "-n", "60", "--no-plots", "--out", "here", "-q")


def seoul() -> Ensemble:
    return ensemble_of("seoul_2024", 60)


def test_a_run_is_opened_as_it_was(sim: Call, tmp_path: Path) -> None:
    done = sim(
        *(*ASKED, "--set", "war_end=0.03 per month", "--without", "truce_begins"),
        *("--horizon", "3 years", "--lang", "ko"),
    )
    assert done.status == 0, done.err
    opened = package.open_run(tmp_path / "here")
    assert opened.language == "ko"
    assert len(opened.ensemble) == 60
    study = package.load("seoul_2024", settings={"war_end": "0.03 per month"})
    again = study.run(members=60, without="truce_begins", horizon="3 years")
    assert bytes_of(opened.ensemble) == bytes_of(again.ensemble)
    assert opened.outcomes.rows
    assert opened.step(3).trace.receipt == opened.ensemble.receipts[3]


@pytest.mark.slow
def test_a_run_whose_files_were_changed_is_not_opened(
    sim: Call, tmp_path: Path
) -> None:
    assert sim(*ASKED).status == 0
    with pytest.raises(UsageError, match="is not the folder of a run"):
        package.open_run(tmp_path)
    table = tmp_path / "here" / "members.npz"
    table.write_bytes(table.read_bytes() + b"x")
    with pytest.raises(ResultError, match="is not as the run wrote it"):
        package.open_run(tmp_path / "here")
    table.unlink()
    with pytest.raises(ResultError, match="cannot be read"):
        package.open_run(tmp_path / "here")
    assert sim(*ASKED, "--force", "--table", "none").status == 0
    with pytest.raises(UsageError, match="kept no members"):
        package.open_run(tmp_path / "here")


def test_an_ensemble_survives_a_file_to_the_last_bit(tmp_path: Path) -> None:
    whole = package.run_ensemble(
        compiled("hello"), members=40, ladders=("answer", "seen"), paths=3
    )
    (tmp_path / "kept.npz").write_bytes(bytes_of(whole))
    kept = read_ensemble(tmp_path / "kept.npz", compiled("hello"))
    assert bytes_of(kept) == bytes_of(whole)
    days, rungs = kept.staircases["answer"].of(7)
    assert np.array_equal(days, whole.staircases["answer"].of(7)[0])
    assert len(kept.paths) == 3
    assert rungs.dtype == np.int16
    with pytest.raises(ResultError, match="results of another model"):
        read_ensemble(tmp_path / "kept.npz", compiled("seoul_2024"))
    (tmp_path / "half.npz").write_bytes(bytes_of(whole)[:-500])
    with pytest.raises(ResultError, match="holds no whole ensemble"):
        read_ensemble(tmp_path / "half.npz", compiled("hello"))


def test_parts_that_were_kept_join_like_those_that_were_not(tmp_path: Path) -> None:
    model = compiled("hello")
    parts = [package.run_ensemble(model, members=range(at, at + 20)) for at in (0, 20)]
    (tmp_path / "kept.npz").write_bytes(bytes_of(parts[1]))
    kept = read_ensemble(tmp_path / "kept.npz", model)
    assert bytes_of(join_ensembles([parts[0], kept])) == bytes_of(join_ensembles(parts))


def test_a_frame_has_a_row_a_member_and_knows_its_units() -> None:

    frame = seoul().to_frame()
    assert frame.index.name == "member"
    assert len(frame) == 60
    assert frame["final war"].cat.ordered
    war = seoul().model.ladder("war")
    assert tuple(frame["final war"].cat.categories) == war.rungs
    assert frame.columns.is_unique  # a gauge with bands has a rung and a value
    assert not frame["final government"].cat.ordered
    assert frame.attrs["units"]["war_end"] == "per day"
    conditions = [o.name for o in seoul().model.outcomes if o.kind == "condition"]
    assert all(frame[name].dtype == bool for name in conditions)
    share = frame[conditions[0]].mean()
    assert share == pytest.approx(seoul().outcome(conditions[0]).mean())


def test_a_dataset_names_every_axis() -> None:
    data = seoul().to_xarray()
    model = seoul().model
    assert data["amounts"].dims == ("member", "horizon", "argument")
    name = model.arguments[0].name
    mean = data["amounts"].sel(argument=name).isel(horizon=-1).mean().item()
    assert mean == pytest.approx(seoul().amounts[:, -1, 0].mean())
    on = data["time_on"].sel(rung="war.over").values
    assert np.array_equal(on, seoul().time_on[:, seoul().rung_slots["war"].start])


def test_a_table_for_arrow_knows_what_its_columns_mean(
    sim: Call, tmp_path: Path
) -> None:
    from pyarrow import parquet

    done = sim(*ASKED, "--table", "parquet")
    assert done.status == 0, done.err
    table = parquet.read_table(tmp_path / "here" / "members.parquet")
    frame = seoul().to_frame()
    assert table.num_rows == 60
    assert table.column_names == ["member", *frame.columns]
    field = table.schema.field("war_end")
    assert field.metadata[b"unit"] == b"per day"
    assert field.metadata[b"meaning"]
    assert table.column("final war").to_pylist() == frame["final war"].tolist()
    assert table.schema.metadata[b"seed"] == b"1"
    manifest = json.loads((tmp_path / "here" / "manifest.json").read_text("utf-8"))
    told = {column["name"]: column["unit"] for column in manifest["columns"]}
    assert list(told) == table.column_names
    assert told["war_end"] == "per day"
    assert manifest["options"]["table"] == "parquet"


def test_never_is_infinite_in_a_frame() -> None:
    frame = seoul().to_frame()
    days = [o.name for o in seoul().model.outcomes if o.kind == "day"]
    assert days
    assert all(frame[name].max() <= math.inf for name in days)


def test_a_library_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(tabling_room, "import_module", missing)
    with pytest.raises(UsageError, match="this needs pandas"):
        seoul().to_frame()
    with pytest.raises(UsageError, match="this needs xarray"):
        seoul().to_xarray()


def test_arrow_that_is_missing_is_told_before_any_work(
    sim: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sim.report import arrow

    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(arrow, "import_module", missing)
    done = sim(*ASKED, "--table", "parquet")
    assert done.status == 2
    assert "pip install 'escalation-sim[parquet]'" in done.err
    assert list(tmp_path.iterdir()) == []


def test_beyond_a_spreadsheet_the_output_says_so(
    sim: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sim.report import folder

    monkeypatch.setattr(folder, "SPREADSHEET", 40)
    done = sim("run", "hello", "-n", "41", "--no-plots", "--out", "here")
    assert "The members are in members.npz" in done.out
    names = sorted(path.name for path in (tmp_path / "here").iterdir())
    assert names == ["about.txt", "manifest.json", "members.npz", "summary.json"]
    manifest = json.loads((tmp_path / "here" / "manifest.json").read_text("utf-8"))
    assert {column["name"] for column in manifest["columns"]} >= {"pace", "raids_come"}
    asked = sim("run", "hello", "-n", "41", "--no-plots", "--table", "csv")
    assert "members.npz" not in asked.out
