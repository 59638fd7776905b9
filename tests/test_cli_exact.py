"""``sim exact``: what it answers, what it says it cannot, and how `run` uses it."""

import json
from pathlib import Path

import pytest
from commands import Call

from sim.cli.exact import MOST_STATES

MARKOV = Path(__file__).parent / "markov.yaml"
FAST = ("--no-plots",)


def test_it_answers_and_says_for_which_cases(sim: Call) -> None:
    done = sim("exact", MARKOV)
    assert done.status == 0
    assert done.err == ""
    places = [
        done.out.index(text)
        for text in (
            "Exact answers, without sampling",
            "Holds for",
            "95.0 %  all cases, on average",
            "mean after 100 days",
            "no sampling error",
            "Averaged over the spread of: pace.",
            "not a forecast",
        )
    ]
    assert places == sorted(places)


@pytest.mark.slow
def test_people_are_never_one_number(sim: Call) -> None:
    line = next(
        line
        for line in sim("exact", MARKOV).out.splitlines()
        if line.startswith("killed")
    )
    assert "1,000–2,000" in line
    assert "worked out here; nobody's" in line, "never without who reports them"
    told = json.loads(sim("exact", MARKOV, "--json").out)
    (killed,) = (item for item in told if item["name"] == "killed")
    assert killed["mean_between"] == [1000.0, 2000.0]
    assert "mean" not in killed


def test_it_says_which_clock_stands_in_the_way(sim: Call) -> None:
    done = sim("exact", "hello")
    assert done.status == 0, "whether raids come needs no policy"
    assert "No exact answer" in done.out
    assert "Belmar's answer" in done.out
    assert "a policy moves it" in done.out
    korean = sim("exact", "hello", "--lang", "ko")
    assert "정책이 움직임" in korean.out


def test_with_nothing_to_answer_it_could_not(sim: Call, tmp_path: Path) -> None:
    text = MARKOV.read_text("utf-8").partition("outcomes:")[0]
    text = text.partition("ledger:")[0]
    (tmp_path / "bare.yaml").write_text(text, "utf-8")
    done = sim("exact", "bare.yaml")
    assert done.status == 1
    assert "it has no outcomes" in done.err


def test_the_central_case_is_said_to_be_one(sim: Call) -> None:
    done = sim("exact", MARKOV, "--central")
    assert "91.1 %  the central case only" in done.out
    assert "Every parameter at its central value" in done.out


def test_json_holds_every_answer(sim: Call) -> None:
    told = json.loads(sim("exact", MARKOV, "--json", "--set", "pace=0.01 per day").out)
    by_name = {record["name"]: record for record in told}
    assert by_name["opens"]["share"] == pytest.approx(0.910889, abs=1e-5)
    assert by_name["when_open"]["p95"] == "never"
    assert by_name["flows"]["own"] == pytest.approx([508.3, 5426.4], rel=1e-3)
    few = json.loads(sim("exact", MARKOV, "--json", "--states", "3").out)
    assert few[0]["in_the_way"] == [{"clock": "opens", "why": "states", "detail": "3"}]


def test_a_run_prints_exact_beside_sampled(sim: Call, tmp_path: Path) -> None:
    done = sim("run", MARKOV, "-n", "200", *FAST, "--central", "--out", "here")
    assert done.status == 0
    assert "Exact answers beside those of 200 members" in done.out
    assert "91.1 %" in done.out
    kept = json.loads((tmp_path / "here" / "summary.json").read_text("utf-8"))["exact"]
    assert {record["name"] for record in kept if "agrees_with_sample" in record} >= {
        "opens",
        "top",
        "mix",
    }
    assert all(record.get("agrees_with_sample", True) for record in kept)


def test_a_run_warns_if_exact_and_sampled_disagree(
    sim: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sim.exact import chain

    honest = chain.Chain._rate
    monkeypatch.setattr(chain.Chain, "_rate", lambda *how: 3 * honest(*how))
    done = sim("run", MARKOV, "-n", "200", *FAST, "--central")
    assert done.status == 0
    assert "exact and sampled differ by more than chance" in done.err
    assert "opens_early" in done.err


def test_without_scipy_it_says_what_to_install(
    sim: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sim.exact import solving

    def missing(name: str) -> None:
        raise ImportError(name)

    solving._sparse.cache_clear()
    monkeypatch.setattr(solving, "import_module", missing)
    done = sim("exact", MARKOV)
    assert done.status == 2
    assert "pip install 'escalation-sim[exact]'" in done.err
    alone = sim("run", MARKOV, "-n", "20", *FAST)
    assert alone.status == 0
    assert "Exact answers" not in alone.out
    monkeypatch.undo()


def test_the_most_states_are_those_of_the_library() -> None:
    from sim import exact

    assert exact.MOST_STATES == MOST_STATES
