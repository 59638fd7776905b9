"""Large arrays on disk answer like those in memory, and are the same when kept."""

import json
from pathlib import Path

import numpy as np
import pytest
from commands import Call
from factories import compiled, ensemble_of

import sim as package
from sim.analysis import actor_ledgers, claim_results, summarise_outcomes
from sim.jobs import chunks
from sim.results import Ensemble, StoredArrays, join_ensembles, read_ensemble
from sim.results.stored import LARGE_ARRAYS


def parts() -> list[Ensemble]:
    model = compiled("seoul_2024")
    cut = [range(0, 25), range(25, 26), range(26, 60)]
    return [package.run_ensemble(model, members=members) for members in cut]


@pytest.fixture
def stored(tmp_path: Path) -> Ensemble:
    arrays = StoredArrays(tmp_path / "arrays", 60)
    return arrays.whole(join_ensembles([arrays.add(part) for part in parts()]))


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
    assert stored.receipts == whole.receipts
    assert np.array_equal(stored.counts, whole.counts)


def test_what_it_means_is_the_same(stored: Ensemble) -> None:
    whole = ensemble_of("seoul_2024", 60)
    assert summarise_outcomes(stored) == summarise_outcomes(whole)
    assert claim_results(stored) == claim_results(whole)
    assert actor_ledgers(stored) == actor_ledgers(whole)


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
    assert sim(*asked, "--out", "many").status == 0
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
    assert package.open_run(many).outcomes.rows == package.open_run(few).outcomes.rows
    assert sorted(path.name for path in tmp_path.iterdir()) == ["few", "many"]
