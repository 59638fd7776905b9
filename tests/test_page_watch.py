"""Watch finds futures by number, as typical and by a rung, as Python does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from in_browser import in_browser, needs_browser

from sim.jobs import run_ensemble
from sim.loading import load_scenario, shipped
from sim.model import compile_model
from sim.page.html import page_html
from sim.results import Ensemble

AMONG = 1000
NUMBER = 417
MOST = 4
OTHERS = tuple(name for name in shipped() if name != "alliance_dilemma")
STATUS = "document.querySelector('.which [role=status]').textContent"
SEEN = """({
  number: window.page.watching.number,
  field: Number(document.getElementById("member").value),
  ladder: document.getElementById("watch-ladder").value,
  told: document.querySelector(".receipt").textContent,
  none: document.querySelector(".which [role=status]").textContent.startsWith("None"),
})"""
BY_NUMBER = """(() => {
  document.getElementById("member").value = "417";
  document.querySelector(".which [type=submit]").click();
})()"""
TYPICAL = "[...document.querySelectorAll('.which button')][1].click()"


def choose(place: int) -> str:
    return f"""(() => {{
      const select = document.getElementById("with-rung");
      select.selectedIndex = {place};
      select.dispatchEvent(new Event("change"));
    }})()"""


def ends_of(ensemble: Ensemble) -> list[tuple[int, str, int | None]]:
    """Of some ladders the highest rung: its place in the list, the member wanted."""
    found, place = [], 0
    for ladder in ensemble.model.ladders:
        size = len(ladder.rungs)
        if ladder.kind != "own" or not 1 < size <= 12:
            continue
        place += size - 1
        last = ensemble.first_on[:, ensemble.rung_slots[ladder.name].stop - 1]
        there = np.flatnonzero(last < np.inf)
        found.append((place, ladder.title.say(), int(there[0]) if len(there) else None))
    return found[:: max(1, len(found) // MOST)]


def far_from_the_middle(outcomes: Any) -> Any:
    far = np.zeros(len(outcomes))
    for column in outcomes.T:
        order = np.sort(column)
        ends = (np.searchsorted(order, column, side) for side in ("left", "right"))
        far += (sum(ends) / (2 * len(column)) - 0.5) ** 2
    return far


@needs_browser("chromium")
@pytest.mark.parametrize(
    "name",
    [
        "alliance_dilemma",
        *(pytest.param(name, marks=pytest.mark.slow) for name in OTHERS),
    ],
)
def test_a_future_is_found_by_number_as_typical_and_by_a_rung(
    name: str, tmp_path: Path
) -> None:
    scenario = load_scenario(name)
    ensemble = run_ensemble(compile_model(scenario), members=AMONG, engine="numpy")
    ends = ends_of(ensemble)
    path = tmp_path / f"{name}.html"
    path.write_text(page_html(scenario, told_as=name), encoding="utf-8")
    found = [{"until": f"!{STATUS}.startsWith('Looking')"}, {"ask": SEEN}]
    steps: list[dict[str, Any]] = [{"until": "window.page"}, {"click": "#tab-watch"}]
    for act in (BY_NUMBER, TYPICAL, *(choose(place) for place, _, _ in ends)):
        steps += [{"ask": act}, *found]
    (seen,) = in_browser("chromium", [{"file": str(path), "steps": steps}], tmp_path)
    assert seen["errors"] == []
    told = [value for value in seen["values"] if value is not None]
    assert all(one["number"] == one["field"] for one in told)
    assert all(ensemble.receipts[one["number"]] in one["told"] for one in told)
    by_number, typical, *searched = told
    assert by_number["number"] == NUMBER
    far = far_from_the_middle(ensemble.outcomes)
    assert far[typical["number"]] == pytest.approx(far.min(), abs=1e-9)
    assert len(searched) == len(ends) > 0
    now = typical["number"]
    for one, (_, title, member) in zip(searched, ends, strict=True):
        now = now if member is None else member
        assert one["none"] == (member is None)
        assert one["number"] == now
        assert member is None or one["ladder"] == title
