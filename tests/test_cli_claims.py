"""``sim claims``: the answer in short, the tables, both languages, what is wrong."""

import json
from pathlib import Path

import pytest
from commands import Call

FILE = Path(__file__).parent / "two_arguments.yaml"


def test_one_claim_is_answered_in_short_and_in_full(sim: Call) -> None:
    done = sim("claims", FILE, "loses", "--check", 200)
    assert done.status == 0
    assert done.err == ""
    texts = (
        "“It loses” (A desk officer)",
        "tested as: net.north < 0",
        "a state institute; its interest: sells desks",
        "In short:",
        "1. Does it hold? In more than half of these futures",
        "2. From when? Holds in more than half of futures at every horizon.",
        "3. What carries the verdict?",
        "Taken out alone, this makes it another one: Burden (then it holds in",
        "4. What would have to be true for it to fail in half or more?",
        "Loss per day: 3 per",
        "where Loss per day stays above 3",
        "Does it hold, and from when",
        "What carries it, after 400 days",
        "How large each would have to be",
        "What prices would turn it",
        "How far it depends on prices",
        "Against horizon and discount rate",
        "What would have to be true for it to fail, after 400 days",
        "Checked: with cost = 3",
        "Where in the box",
        "patient rule induction",
        "not a forecast",
    )
    told = " ".join(done.out.split())
    places = [told.index(text) for text in texts]
    assert places == sorted(places)


def test_it_speaks_korean(sim: Call) -> None:
    done = sim("claims", FILE, "loses", "--lang", "ko", "--check", 0)
    assert done.status == 0
    carried = "하나만 빼도 결론이 달라지는 것: 부담"
    for text in ("“손해다” (담당자)", "요약:", carried, "인내"):
        assert text in done.out
    assert "the" not in done.out.split()


def test_all_claims_say_who_and_what_carries_them(sim: Call) -> None:
    done = sim("claims", FILE, "-n", 500)
    assert done.status == 0
    assert "Who says so, and what carries it, after 400 days" in done.out
    assert "sells desks" in done.out
    assert "an assumption, not a finding" in " ".join(done.out.split())
    assert "Burden" in done.out


def test_the_scale_can_be_changed_and_is_told(sim: Call) -> None:
    done = sim("claims", FILE, "loses", "--weights", "burden=0.5", "--check", 0)
    assert "Scale: burden = 0.5" in done.out
    assert "At no horizon does it hold in more than half of futures." in done.out
    assert "for it to hold, after 400 days" in done.out


def test_json_has_every_number(sim: Call) -> None:
    done = sim("claims", FILE, "loses", "--json", "--at", "200 days", "--check", 100)
    record = json.loads(done.out)
    assert record["at"] == 200.0
    assert record["holds_from"] == 100.0
    assert [item["day"] for item in record["horizons"]] == [100.0, 200.0, 400.0]
    burden = record["horizons"][0]["carried"][1]
    assert burden["name"] == "burden"
    assert 0.7 < burden["break_even"]["value"] < 0.8
    assert record["changes"][0]["held"][0]["parameter"] == "cost"
    assert record["check"]["settings"].keys() == {"cost"}
    assert record["regions"]["holds"]["asks"][0]["low"] == pytest.approx(3, abs=0.2)
    everything = json.loads(sim("claims", FILE, "--json", "-n", 100).out)
    assert [item["claim"] for item in everything] == ["loses", "dear", "late"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("looses",), "no claim 'looses'; did you mean 'loses'?"),
        (("loses", "--at", "1 year"), "no ledger horizon at day 365.25"),
        (("loses", "--at", "soon"), "expected a duration"),
        (("loses", "--weights", "burden"), "expected --weights NAME=VALUE"),
        (("loses", "--weights", "b=1"), "no argument or account 'b'"),
        (("loses", "--without", "burdan"), "did you mean 'burden'?"),
    ],
)
def test_what_is_wrong_is_told(
    sim: Call, arguments: tuple[str, ...], told: str
) -> None:
    done = sim("claims", FILE, *arguments, "-n", 50)
    assert done.status in (1, 2)
    assert told in done.err
    assert done.out == ""


def test_a_file_without_a_ledger_has_no_claims(sim: Call, tmp_path: Path) -> None:
    text = FILE.read_text("utf-8").partition("ledger:")[0]
    (tmp_path / "bare.yaml").write_text(text, "utf-8")
    done = sim("claims", "bare.yaml", "-n", 50)
    assert done.status == 0
    assert "It makes no claim" in done.out
    done = sim("claims", "bare.yaml", "loses", "-n", 50)
    assert done.status == 1
    assert "no claim 'loses'" in done.err


def test_a_claim_whose_part_is_switched_off_is_still_weighed(sim: Call) -> None:
    done = sim("claims", FILE, "loses", "--without", "burden", "--check", 0)
    assert done.status == 0
    assert "Without: burden" in done.out
    assert "At no horizon" in done.out


def test_with_too_few_futures_nothing_is_said_to_be_absent(sim: Call) -> None:
    done = sim("claims", FILE, "loses", "-n", 100, "--check", 0)
    assert "too few to look for any" in done.out
    assert "No single parameter" not in done.out


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_a_claim_is_drawn(sim: Call, lang: str, tmp_path: Path) -> None:
    done = sim(
        "claims", FILE, "loses", "-n", 600, "--check", 0, "--plot", "drawn",
        "--lang", lang,
    )  # fmt: skip
    assert (done.status, done.err) == (0, "")
    for name in ("break_even", "map", "region"):
        assert (tmp_path / f"drawn/claim_{name}.png").read_bytes()[:4] == b"\x89PNG"


def test_both_sides_stand_beside_each_other(sim: Call, tmp_path: Path) -> None:
    text = FILE.read_text("utf-8")
    text = text.replace("holds_if: cost > 0.5,", "holds_if: cost > 0.5, denies: loses,")
    (tmp_path / "sides.yaml").write_text(text, "utf-8")
    told = " ".join(sim("claims", "sides.yaml", "-n", 100).out.split())
    assert "(denies:" in told
    assert "(denied by:" in told
    korean = sim("claims", "sides.yaml", "-n", 100, "--lang", "ko").out
    assert "(반박 주장:" in " ".join(korean.split())
