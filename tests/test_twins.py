"""Two futures of one luck: where they part is where their records do."""

import math

import pytest
from commands import Call

from sim.analysis import twins_of
from sim.errors import ResultError, UsageError
from sim.study import load

PLANS = ("step_by_step", "hold_at_words")


def test_twins_share_everything_up_to_where_they_part() -> None:
    view = load("seoul_2024").twins(PLANS, member=17)
    twins = view.twins
    assert math.isfinite(twins.day)
    for before in (True, False):
        one, two = (
            [
                (move.time, move.ladder, move.after)
                for move in trace.moves
                if (move.time < twins.day) == before
            ]
            for trace in (twins.first, twins.second)
        )
        assert (one == two) == before
    for parting in twins.partings:
        if parting.rungs:
            first, second = parting.rungs
            assert first != second
            assert parting.day >= twins.day


def test_a_plan_and_itself_never_part() -> None:
    view = load("seoul_2024").twins((PLANS[0], PLANS[0]), member=3)
    assert view.twins.day == math.inf
    assert all(not parting.rungs for parting in view.twins.partings)
    assert "never part" in view.head[-1]
    assert "===" not in view.text()


def test_futures_of_other_luck_are_no_twins() -> None:
    study = load("hello")
    one, two = study.step(member=1).trace, study.step(member=2).trace
    with pytest.raises(ResultError, match="one member of one seed"):
        twins_of(one, two)
    with pytest.raises(UsageError, match="two plans"):
        study.twins(["in_step"])


def test_the_story_is_told_once_and_then_twice() -> None:
    view = load("seoul_2024").twins(PLANS, member=17)
    text = view.text(until=120)
    common, first, second = (
        text.index("the same in both"),
        text.index("--- From there: Step by step"),
        text.index("--- From there: Hold at words"),
    )
    assert common < text.index("===") < first < second


def test_the_command_marks_the_parting_and_draws(sim: Call) -> None:
    done = sim(
        "twins", "seoul_2024", "--member", 17, "--policies", ",".join(PLANS),
        "--until", "3 months", "--plot", "twins.svg",
    )  # fmt: skip
    assert done.status == 0
    assert done.err == ""
    for text in ("They part on", "Where they part", "=== They part", "not a forecast"):
        assert text in done.out
    korean = sim(
        "twins", "seoul_2024", "--member", 17, "--policies", ",".join(PLANS),
        "--until", "2 months", "--lang", "ko",
    )  # fmt: skip
    assert "갈라짐" in korean.out


@pytest.mark.parametrize(
    ("policies", "told"),
    [
        ("in_step", "two plans"),
        ("in_step,x", "no policy 'x'"),
    ],
)
def test_what_is_wrong_is_told(sim: Call, policies: str, told: str) -> None:
    done = sim("twins", "hello", "--policies", policies)
    assert done.status == 2
    assert told in done.err


def test_a_picture_says_where_they_part() -> None:
    view = load("seoul_2024", language="ko").twins(PLANS, member=17)
    picture = view.plot()
    assert "갈라져" in picture.alt
    assert "<table" in view._repr_html_()
    assert view.plot("role").png[:4] == b"\x89PNG"
