"""``sim compare``: plans, files and lists of values; in words where nothing moves."""

from pathlib import Path

import pytest
from commands import Call

from sim.cli.compare import listed

HELLO = Path(__file__).parents[1] / "scenarios/hello.yaml"


def test_a_list_of_values_is_compared_in_the_order_given(sim: Call) -> None:
    done = sim("compare", "hello", "--set", "nerve=70%,30%", "-n", 200)
    assert done.status == 0
    assert done.err == ""
    told = " ".join(done.out.split())
    places = [
        told.index(text)
        for text in (
            "2 on the same luck",
            "1. nerve = 70%",
            "2. nerve = 30%",
            "The same luck was worth",
            "In how many futures anything differs",
            "Claims: nerve = 30%, less nerve = 70%",
            "nothing is ranked",
            "Outcomes: nerve = 30%, less nerve = 70%",
            "not a forecast",
        )
    ]
    assert places == sorted(places)


def test_two_files_are_taken_apart(sim: Call, tmp_path: Path) -> None:
    text = HELLO.read_text("utf-8")
    line = 1 + text[: text.index("takes: 14 days")].count("\n")
    (tmp_path / "a.yaml").write_text(text, "utf-8")
    later = text.replace("takes: 14 days", "takes: 90 days")
    (tmp_path / "b.yaml").write_text(later, "utf-8")
    done = sim("compare", "a.yaml", "b.yaml", "-n", 200, "--plot", "d.png")
    assert done.status == 0
    assert "policies.in_step.takes" in done.out
    assert f"b.yaml:{line}" in done.out
    assert "All together" in done.out
    assert (tmp_path / "d.png").read_bytes()[:4] == b"\x89PNG"
    korean = sim("compare", "a.yaml", "b.yaml", "-n", 100, "--lang", "ko")
    assert "상호작용" in korean.out


def test_where_nothing_moves_a_claim_it_says_so_in_words(
    sim: Call, tmp_path: Path
) -> None:
    text = HELLO.read_text("utf-8")
    (tmp_path / "a.yaml").write_text(text, "utf-8")
    (tmp_path / "b.yaml").write_text(text.replace("takes: 14", "takes: 14.01"), "utf-8")
    done = sim("compare", "a.yaml", "b.yaml", "-n", 100)
    told = " ".join(done.out.split())
    assert "moves no claim by more than 100 futures leave open" in told
    assert "it is no finding that it has none" in told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("hello",), "expected something to compare"),
        (("hello", "--policies", "in_step"), "two plans or more"),
        (("hello", HELLO, "--set", "nerve=1%,2%"), "two causes"),
        (("hello", "hello"), "one of them twice"),
        (("hello", "--set", "nerv=1%,2%"), "did you mean 'nerve'?"),
    ],
)
def test_what_is_wrong_is_told(
    sim: Call, arguments: tuple[object, ...], told: str
) -> None:
    done = sim("compare", *arguments, "-n", 20)
    assert done.status == 2
    assert told in done.err
    assert done.out == ""


def test_a_list_is_cut_at_its_own_commas() -> None:
    assert listed("a, b") == ["a", "b"]
    assert listed('"a, b", c') == ['"a, b"', "c"]
    assert listed("[1, 2], {x: (3, 4)}") == ["[1, 2]", "{x: (3, 4)}"]
