"""What the exercises of notebooks ask for runs, and their answers are so."""

import re
from pathlib import Path
from typing import Any

import nbformat
import pytest

import sim
from sim.study.claims import ClaimView
from sim.study.compare import Plans

root = Path(__file__).parents[1]
NOTEBOOKS = sorted((root / "notebooks").glob("*.ipynb"))
CODE = re.compile(r"`((?:sim\.load|study\.)[^`]*)`")
ASKED = {
    "03_more_to_lose": 2,
    "04_what_if_seoul": 4,
}
"""How many calls the exercises of a notebook name, where answers are checked below."""


def exercises(name: str) -> str:
    notebook = nbformat.read(root / "notebooks" / f"{name}.ipynb", as_version=4)
    cells = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    (text,) = [cell for cell in cells if "## Exercises" in cell]
    return str(text.partition("## Exercises")[2])


def calls(name: str) -> list[str]:
    return CODE.findall(exercises(name))


def done(code: str) -> Any:
    return eval(code, {"sim": sim, "study": sim.load("seoul_2024")})


def weighed(code: str = "", **settings: str) -> ClaimView:
    """Weigh the claim of the notebook, as an exercise writes it or with values set."""
    view = (
        done(code.removesuffix(".shares"))
        if code
        else sim.load("seoul_2024", settings=settings).claims(
            "more_to_lose", members=400 if settings else 1000
        )
    )
    assert isinstance(view, ClaimView)
    return view


def shares_of(view: ClaimView) -> list[float]:
    """Give the share with all counted at each horizon."""
    return [verdict.share.value for verdict in view.found.verdicts]


def changed(found: Plans) -> dict[str, float]:
    """Give in which share of futures each ladder differs, and anything at all."""
    (comparison,) = found.comparisons
    return {one.ladder: one.share.value for one in comparison.changes}


@pytest.mark.parametrize("name", ASKED)
def test_every_exercise_has_an_answer_folded_away(name: str) -> None:
    text = exercises(name)
    asked = len(re.findall(r"^\*\*\d+\.\*\*", text, re.MULTILINE))
    assert asked == text.count("<details><summary>") == text.count("</details>") >= 4
    assert len(calls(name)) == ASKED[name]


@pytest.mark.slow
def test_the_answers_about_more_to_lose_are_so() -> None:
    without, twice = calls("03_more_to_lose")
    base = weighed()
    # 1: it moves by some points and not by tens; the verdict does not hang on it
    held = shares_of(weighed(without))[-1]
    assert abs(held - shares_of(base)[-1]) < 0.1
    assert (held > 0.5) == (shares_of(base)[-1] > 0.5)
    # most of what it counts as loss is discontent at home, not the help that ends
    carried = base.found.verdict.carried
    accounts = {c.lever.name: c for c in carried if c.lever.kind == "account"}
    losses = [
        c.now for c in carried if (c.lever.kind, c.lever.side) == ("argument", "loss")
    ]
    assert accounts["order"].now > 0.5 * sum(losses)
    # 2: in more than half with a regime that is averse, in few with an insulated one
    assert shares_of(weighed(regime="averse"))[-1] > 0.5
    assert shares_of(weighed(regime="insulated"))[-1] < 0.35
    # 3: with all of order doubled the share after five years passes one half
    assert shares_of(weighed(twice))[-1] > 0.5
    assert 1.4 < accounts["order"].turning.factor < 2.4


@pytest.mark.slow
def test_the_answers_about_seoul_are_so() -> None:
    twins, plans, paths, values = calls("04_what_if_seoul")
    # 1: in this member the North's role parts too, and in about half of all
    parted = [row[0] for row in done(twins).table.rows]
    assert len(parted) > 12
    assert parted[0].startswith("Seoul's support")
    assert "The North's role in the war" in parted
    early = done(plans)
    assert 0.35 < changed(early)["role"] < 0.65
    # 2: of the futures chosen all have begun at the lowest step
    assert done(paths).table.rows[0][1].startswith("100 %")
    # 3: the threat moves Seoul's losses, and only where Seoul sends weapons
    found = done(values)
    sent = next(
        line
        for comparison in early.comparisons
        for line in comparison.lines
        if line.name == "weapons_ever"
    )
    assert sent.first > 0.1
    ever = sent.first + 0.02  # the same futures, under the plan of the file
    assert 0 < changed(found)["happens"] <= ever
    assert changed(found)["role"] == 0.0
    assert {one.actor for one in found.difference("100%") if one.changed.value} == {
        "seoul"
    }
