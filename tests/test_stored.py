"""Large arrays on disk answer like those in memory, and are the same when kept."""

import json
from pathlib import Path

import numpy as np
import pytest
from commands import Call
from factories import compiled, ensemble_of

import sim as package
from sim.analysis import actor_ledgers, claim_results, summarise_outcomes
from sim.jobs import ChunkFiles, chunks, running
from sim.jobs.planning import Chunk
from sim.results import (
    LARGE_ARRAYS,
    Archive,
    Ensemble,
    Stored,
    blocks_of,
    large_arrays,
    read_ensemble,
    write_large,
)

CUT = [range(0, 25), range(25, 26), range(26, 60)]


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ChunkFiles:
    monkeypatch.setattr(chunks, "IN_MEMORY", 10)
    files = ChunkFiles(tmp_path / "chunks")
    cut = [Chunk(m.start, m.stop, "simpy", levels=60 - m.start) for m in CUT]
    model = compiled("seoul_2024")
    files.plan(model, cut)
    for at in (2, 0, 1):  # in whatever order
        assert not files.has(at)
        part = package.run_ensemble(model, members=CUT[at], engine="simpy")
        files.write(at, part)
        assert files.has(at)
    return files


@pytest.fixture
def stored(files: ChunkFiles) -> Ensemble:
    return files.joined(compiled("seoul_2024"))


def test_every_array_is_the_same(stored: Ensemble) -> None:
    whole = ensemble_of("seoul_2024", 60)
    for name in LARGE_ARRAYS:
        ours, theirs = getattr(stored, name), getattr(whole, name)
        assert ours.shape == theirs.shape
        assert ours.dtype == theirs.dtype
        assert np.array_equal(np.asarray(ours), theirs), name
        assert len(ours) == 60
        if theirs.size:
            assert np.array_equal(ours[:, 1], theirs[:, 1]), name
            assert np.array_equal(ours[3:9, -1], theirs[3:9, -1]), name
    amounts = whole.amounts
    for step in range(amounts.shape[1]):
        for at in range(amounts.shape[2]):
            column = stored.amounts[:, step, at]
            assert np.array_equal(column, amounts[:, step, at])
            assert np.array_equal(stored.amounts[:, :, at], amounts[:, :, at])
            assert np.array_equal(stored.amounts[3:9, step], amounts[3:9, step])
    assert stored.receipts == whole.receipts
    assert np.array_equal(stored.counts, whole.counts)
    assert isinstance(stored.outcomes, Stored)
    assert np.array_equal(stored.outcomes[[5, 3]], whole.outcomes[[5, 3]])
    assert np.array_equal(stored.outcomes * 2 + 1, whole.outcomes * 2 + 1)
    assert np.allclose(stored.outcomes.mean(axis=0), whole.outcomes.mean(axis=0))
    with pytest.raises(IndexError):
        stored.outcomes[:, len(whole.model.outcomes)]
    with pytest.raises(AttributeError):
        stored.outcomes.no_such_thing  # noqa: B018


def test_blocks_of_members_are_those_members(stored: Ensemble) -> None:
    blocks = list(blocks_of(stored, members=25))
    assert [len(block) for block in blocks] == [25, 25, 10]
    whole = ensemble_of("seoul_2024", 60)
    for name in (*LARGE_ARRAYS, "members", "firings"):
        joined = np.concatenate([getattr(block, name) for block in blocks])
        assert np.array_equal(joined, getattr(whole, name)), name
    assert [text for block in blocks for text in block.receipts] == list(whole.receipts)


def test_a_file_filled_part_by_part_is_one_written_at_once(
    stored: Ensemble, files: ChunkFiles, tmp_path: Path
) -> None:
    write_large(files.archive, stored)
    sealed = files.archive.read_bytes()
    write_large(files.archive, stored)  # as after an interrupt just then
    assert files.archive.read_bytes() == sealed
    write_large(tmp_path / "other.npz", stored)  # copied
    assert (tmp_path / "other.npz").read_bytes() == sealed
    whole = ensemble_of("seoul_2024", 60)
    write_large(tmp_path / "memory.npz", whole)
    assert (tmp_path / "memory.npz").read_bytes() == sealed
    with np.load(files.archive, allow_pickle=False) as arrays:
        assert np.array_equal(arrays["amounts"], whole.amounts)
    model = compiled("seoul_2024")
    for lazily in (False, True):
        kept = read_ensemble(files.archive, model, lazily=lazily)
        assert isinstance(kept.time_on, Stored) == lazily
        for name in (*LARGE_ARRAYS, "members", "firings", "counts", "levels"):
            ours, theirs = getattr(kept, name), getattr(whole, name)
            assert np.array_equal(np.asarray(ours), theirs), name
        assert kept.receipts == whole.receipts
    (tmp_path / "half.npz").write_bytes(sealed[:-500])
    with pytest.raises(package.ResultError, match="holds no whole ensemble"):
        read_ensemble(tmp_path / "half.npz", model, lazily=True)


def test_members_that_failed_have_no_row(
    files: ChunkFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = compiled("seoul_2024")
    part = next(
        blocks_of(package.run_ensemble(model, members=range(26, 60)), members=9)
    )
    files.write(2, part)
    fewer = files.joined(model)
    assert len(fewer) == 35
    whole = ensemble_of("seoul_2024", 60)
    for name in LARGE_ARRAYS:
        assert np.array_equal(getattr(fewer, name)[:], getattr(whole, name)[:35]), name
    path = write_large(files.archive, fewer)  # moved together
    assert path != files.archive
    kept = read_ensemble(path, model)
    assert np.array_equal(kept.outcomes, whole.outcomes[:35])
    assert np.array_equal(fewer.outcomes[:], whole.outcomes[:35])


def test_rows_that_did_not_come_to_the_disk_are_run_again(files: ChunkFiles) -> None:
    content = bytearray(files.archive.read_bytes())
    column = Archive(files.archive, 60, large_arrays(compiled("seoul_2024"))).arrays[
        "outcomes"
    ]
    content[column.offset + 8 * 30] ^= 1
    files.archive.write_bytes(bytes(content))
    assert [files.has(at) for at in range(3)] == [True, True, False]
    files.archive.write_bytes(bytes(content[:1000]))
    assert not any(files.has(at) for at in range(3))
    with pytest.raises(package.ResultError, match="is not whole"):
        column[:, 0]


def test_a_large_run_from_python_is_held_in_a_passing_folder(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(running, "MEMORY", 1000)
    monkeypatch.setattr(chunks, "IN_MEMORY", 10)
    ensemble = package.run_ensemble(compiled("hello"), members=60, engine="simpy")
    column = ensemble.outcomes
    assert isinstance(column, Stored)
    whole = ensemble_of("hello", 60)
    assert summarise_outcomes(ensemble) == summarise_outcomes(whole)
    folder = column.file.parent
    assert folder.is_dir()
    del ensemble, column
    assert not folder.exists()


def test_what_it_means_is_the_same(stored: Ensemble) -> None:
    whole = ensemble_of("seoul_2024", 60)
    # As text: every digit, and an edge that is not known is the same unknown edge.
    assert repr(summarise_outcomes(stored)) == repr(summarise_outcomes(whole))
    assert repr(claim_results(stored)) == repr(claim_results(whole))
    assert repr(actor_ledgers(stored)) == repr(actor_ledgers(whole))


def test_a_run_of_many_members_reads_them_from_disk(
    sim: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sim.cli import working
    from sim.report import folder

    asked = ("run", "hello", "-n", "300", "--engine", "simpy", "--no-plots", "-q")
    assert sim(*asked, "--table", "npz", "--out", "few").status == 0
    monkeypatch.setattr(chunks, "IN_MEMORY", 100)
    monkeypatch.setattr(working, "SPREADSHEET", 100)
    monkeypatch.setattr(folder, "SPREADSHEET", 100)
    loud = sim(*asked[:-1], "--table", "npz", "--out", "many")
    assert loud.status == 0, loud.err
    told = sim(*asked[:-1], "--table", "npz", "--out", "few", "--force").out
    assert told.replace("to few", "to many") == loud.out
    few, many = tmp_path / "few", tmp_path / "many"
    assert (few / "summary.json").read_bytes() == (many / "summary.json").read_bytes()
    model = compiled("hello")
    ours = read_ensemble(many / "members.npz", model)
    theirs = read_ensemble(few / "members.npz", model)
    for name in (*LARGE_ARRAYS, "members", "firings"):
        assert np.array_equal(getattr(ours, name), getattr(theirs, name)), name
    manifests = [
        json.loads((place / "manifest.json").read_text("utf-8"))
        for place in (few, many)
    ]
    assert manifests[0]["receipts"] == manifests[1]["receipts"]
    assert isinstance(package.open_run(many).ensemble.outcomes, Stored)
    assert package.open_run(many).outcomes.rows == package.open_run(few).outcomes.rows
    assert sorted(path.name for path in tmp_path.iterdir()) == ["few", "many"]
