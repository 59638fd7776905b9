"""Patient rule induction: a planted region is found, and as another's code finds it."""

import warnings
from itertools import pairwise

import numpy as np
import pytest

from sim.analysis.prim import Limit, inside, limits_dropped, measured, peeled


def planted(rows: int = 2000, *, seed: int = 3) -> tuple[np.ndarray, np.ndarray]:
    """Hits where column 0 is above 0.6 and column 2 below 0.5, nearly always."""
    rng = np.random.default_rng(seed)
    values = rng.random((rows, 5))
    there = (values[:, 0] > 0.6) & (values[:, 2] < 0.5)
    hits = there & (rng.random(rows) < 0.95) | (rng.random(rows) < 0.03)
    return values, hits


def test_a_planted_region_is_found_again() -> None:
    values, hits = planted()
    boxes = peeled(values, hits)
    box = max(boxes, key=lambda box: box.coverage * box.density)
    box = limits_dropped(values, hits, box, density=box.density - 0.02, most=4)
    first, second = box.limits
    assert (first.column, second.column) == (0, 2)
    assert first.low == pytest.approx(0.6, abs=0.03)
    assert first.high == np.inf
    assert second.high == pytest.approx(0.5, abs=0.03)
    assert second.low == -np.inf
    assert box.density > 0.85
    assert box.coverage > 0.85


def test_a_kind_is_peeled_as_a_whole() -> None:
    rng = np.random.default_rng(1)
    values = np.column_stack([rng.integers(0, 3, 900), rng.random(900)])
    hits = values[:, 0] != 1
    box = peeled(values, hits, kinds=frozenset({0}))[-1]
    assert box.limits == (Limit(0, left_out=frozenset({1.0})),)
    assert (box.density, box.coverage) == (1.0, 1.0)


def test_peeling_is_patient_and_stops_in_time() -> None:
    values, hits = planted()
    boxes = peeled(values, hits, paste=False)
    masses = [box.mass for box in boxes]
    assert masses[0] == 1.0
    assert all(0.94 < b / a < 1.0 for a, b in pairwise(masses))
    assert masses[-1] >= 0.05
    densities = [box.density for box in boxes]
    assert densities == sorted(densities)


def test_where_nothing_makes_a_difference_nothing_dense_is_found() -> None:
    rng = np.random.default_rng(5)
    values, hits = rng.random((1000, 4)), rng.random(1000) < 0.4
    found = peeled(values[:500], hits[:500])[-1]
    elsewhere = measured(values[500:], hits[500:], found.limits)
    assert 0.4 < found.density < 0.55
    assert elsewhere.density < 0.5


def test_equal_values_go_together() -> None:
    values = np.array([[0.0]] * 30 + [[1.0]] * 30 + [[2.0]] * 40)
    hits = np.array([False] * 30 + [True] * 70)
    box = peeled(values, hits)[-1]
    assert box.limits[0].low == 1.0
    assert inside(values, box.limits).sum() == 70


@pytest.mark.slow
@pytest.mark.parametrize("seed", [3, 4, 5])
def test_it_peels_as_ema_workbench_does(seed: int) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pandas as pd
        from ema_workbench.analysis import prim

        values, hits = planted(seed=seed)
        theirs = prim.Prim(
            pd.DataFrame(values, columns=list("abcde")),
            hits,
            threshold=0.5,
            peel_alpha=0.05,
            mass_min=0.05,
        ).find_box()
        trajectory = theirs.peeling_trajectory
    ours = peeled(values, hits, paste=False)
    for mass in (0.8, 0.6, 0.4, 0.25, 0.2):
        box = min(ours, key=lambda box: abs(box.mass - mass))
        row = trajectory.iloc[(trajectory["mass"] - mass).abs().argmin()]
        assert box.coverage == pytest.approx(row["coverage"], abs=0.03)
        assert box.density == pytest.approx(row["density"], abs=0.03)
    at = (trajectory["mass"] - 0.2).abs().argmin()
    limits = theirs.box_lims[at]
    box = min(ours, key=lambda box: abs(box.mass - 0.2))
    by_column = {limit.column: limit for limit in box.limits}
    assert by_column[0].low == pytest.approx(limits["a"].iloc[0], abs=0.04)
    assert by_column[2].high == pytest.approx(limits["c"].iloc[1], abs=0.04)
