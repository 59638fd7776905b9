"""The ways that futures go: counted by hand, conditioned, and which to read."""

from itertools import pairwise

import numpy as np
import pytest
from commands import Call

from sim.analysis import (
    flows_of,
    members_worth_reading,
    path_tree,
    sequences_of,
)
from sim.errors import ResultError, ScenarioError
from sim.exact import survival_of
from sim.study import load
from sim.study.paths import PathsView


@pytest.fixture(scope="module")
def view() -> PathsView:
    return load("hello").paths("answer", members=400)


def test_ways_are_the_rungs_of_each_member_in_order(view: PathsView) -> None:
    sequences = view.sequences
    assert sum(sequences.ways.values()) == 400
    study = load("hello")
    for way, member in sequences.first.items():
        _, rungs = study.step(member=member).trace.staircase("answer")
        assert tuple((rung,) for rung in rungs) == way
    counts = list(sequences.ways.values())
    assert counts == sorted(counts, reverse=True)


def test_a_tree_adds_up(view: PathsView) -> None:
    tree = path_tree(view.sequences, least=0.0)
    for at, branch in enumerate(tree):
        below = []
        for other in tree[at + 1 :]:
            if other.depth <= branch.depth:
                break
            if other.depth == branch.depth + 1:
                below.append(other.share.value)
        assert branch.share.value == pytest.approx(branch.ends.value + sum(below))
        assert branch.hidden.value == 0.0
    assert tree[0].share.value == 1.0
    short = path_tree(view.sequences, least=0.3)
    assert len(short) < len(tree)
    assert max(branch.hidden.value for branch in short) > 0


def test_flows_of_each_step_are_all_members(view: PathsView) -> None:
    flows = flows_of(view.sequences, steps=3)
    for step in range(3):
        total = sum(flow.share for flow in flows if flow.step == step)
        assert total == pytest.approx(1.0)


def test_two_ladders_go_together(view: PathsView) -> None:
    both = load("hello").paths("pressure", "answer", members=200)
    ways = both.sequences.ways
    assert {len(state) for way in ways for state in way} == {2}
    for way in ways:
        for one, two in pairwise(way):
            assert one != two
    with pytest.raises(ResultError, match="not kept"):
        sequences_of(view.ensemble, "pressure")
    with pytest.raises(ResultError, match="one ladder or two"):
        sequences_of(view.ensemble)


def test_a_condition_leaves_only_those_in_which_it_holds() -> None:
    found = load("hello").paths("answer", given="ever(pressure >= raids)", members=400)
    raids = found.ensemble.outcome("raids_come") != 0
    assert found.sequences.members == raids.sum()
    assert "Only futures in which" in found.head[0]
    none = load("hello").paths("answer", given="never", members=30)
    assert none.tables() == ()
    assert "nothing to show" in none.head[0]
    with pytest.raises(ScenarioError, match="did you mean 'pressure'"):
        load("hello").paths("answer", given="ever(presure >= raids)")
    with pytest.raises(ResultError, match="expected a condition"):
        load("hello").paths("answer", given="rises(pressure)")


def test_members_worth_reading_are_those_of_all_pairs(view: PathsView) -> None:
    ensemble = view.ensemble
    days = np.linspace(0, ensemble.model.horizon, 61)[1:]
    stairs = ensemble.staircases["answer"]
    heights = []
    for row in range(len(ensemble)):
        times, rungs = stairs.of(row)
        at = np.searchsorted(times, days, side="left")
        heights.append(np.concatenate([[0], rungs])[at])
    table = np.array(heights, dtype=float)
    apart = np.abs(table[:, None, :] - table[None, :, :]).mean(axis=2)
    mean = apart.sum(axis=1) / (len(table) - 1)
    medoid, tail, unlike = members_worth_reading(ensemble, "answer")
    assert medoid.distance == pytest.approx(mean.min())
    assert unlike.distance == pytest.approx(mean.max())
    ranked = np.sort(table.mean(axis=1))
    assert table[tail.member].mean() >= ranked[-20]


def test_what_has_not_happened_is_censored() -> None:
    """By hand: 2 of 4 have come by day 10, and one more by day 50 of 100."""
    first = [5.0, 10.0, 50.0, np.inf]
    found = survival_of(first, horizon=100.0, days=[1.0, 10.0, 60.0])
    assert found.shares.tolist() == [1.0, 0.5, 0.25]
    assert (found.came, found.members) == (3, 4)
    assert (found.low <= found.shares).all()
    assert (found.shares <= found.high).all()
    # Greenwood on log(-log): 0.5 with variance 0.0625 at day 10.
    z, share = 1.959964, 0.5
    spread = z * np.sqrt(0.25) / abs(np.log(share))
    assert found.low[1] == pytest.approx(share ** np.exp(spread), abs=1e-6)
    assert found.high[1] == pytest.approx(share ** np.exp(-spread), abs=1e-6)
    nobody = survival_of([np.inf] * 5, horizon=10.0, days=[3.0])
    assert nobody.shares.tolist() == [1.0]


def test_the_command_shows_the_ways_and_how_to_read_them(sim: Call) -> None:
    done = sim(
        "paths", "hello", "--ladder", "answer", "--ladder", "pressure", "-n", 200,
        "--given", "ever(pressure >= drills)", "--set", "nerve=40%", "--plot", "drawn",
    )  # fmt: skip
    assert done.status == 0
    assert done.err == ""
    told = " ".join(done.out.split())
    for text in (
        "Only futures in which this holds: ever(pressure >= drills)",
        "The ways that",
        "protest + quiet",
        "The commonest ways",
        "Kaplan and Meier",
        "the medoid",
        "sim step hello --member",
        "--set nerve=40%",
        "not a forecast",
    ):
        assert text in told
    korean = sim("paths", "hello", "--ladder", "answer", "-n", 60, "--lang", "ko")
    assert "읽어 볼 만한 미래" in korean.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--ladder", "answr"), "did you mean 'answer'?"),
        (("--ladder", "answer", "--given", "ever("), "--given:1"),
        (("--ladder", "a", "--ladder", "b", "--ladder", "c"), "once or twice"),
        (("--ladder", "answer", "--ladder", "answer"), "got 'answer' twice"),
        ((), "missing option"),
        (("--ladder", "answer", "--least", "2"), "--least with a number from 0 to 1"),
        (("--ladder", "answer", "--least", "nan"), "got 'nan'"),
    ],
)
def test_what_is_wrong_is_told(
    sim: Call, arguments: tuple[str, ...], told: str
) -> None:
    done = sim("paths", "hello", *arguments, "-n", 20)
    assert done.status in (1, 2)
    assert told in done.err


def test_pictures_of_ways_say_what_they_show(view: PathsView) -> None:
    for picture in (view.plot_tree(), view.plot_flow()):
        assert picture.png[:4] == b"\x89PNG"
        assert "protest" in picture.alt
    assert "protest → patrols" in view.plot_tree().alt
    assert "after move 1: protest" in view.plot_flow().alt
    assert "<table" in view._repr_html_()
