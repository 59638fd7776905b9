"""``--set PATH=VALUE`` reaches any value, and is checked as the file is."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from commands import Call

from sim.errors import ScenarioError
from sim.loading import load_scenario, load_text
from sim.scenario import Scenario

SMALL = (Path(__file__).parent / "good" / "small.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("path", "value", "found"),
    [
        ("horizon", "3 years", lambda s: s.horizon.text),
        ("title.ko", "전쟁", lambda s: s.title.ko),
        ("events.climb.when", "war < tension", lambda s: s.events["climb"].when.text),
        ("events.climb.rate", "0.1 per month", lambda s: s.events["climb"].rate.text),
        ("events.climb.factors.helped.times", "2",
         lambda s: s.events["climb"].factors[0].times.text),
        ("events.climb.factors.0.times", "2",
         lambda s: s.events["climb"].factors[0].times.text),
        ("events.climb.do.anger", '"- toll"', lambda s: '"- toll"'
         if s.events["climb"].do[1].operator == "-" else ""),
        ("events.talks.either.1.odds", "5%",
         lambda s: s.events["talks"].either[1].odds.text),
        ("ladders.war.rungs.fight.dead", "1 per day",
         lambda s: s.ladders["war"].rungs[2].numbers["dead"].text),
        ("ladders.help.rungs.some.title", "Some",
         lambda s: s.ladders["help"].rungs[1].title.en),
        ("ladders.war.starts", "fight", lambda s: s.ladders["war"].starts),
        ("parameters.pace.spread.triangular.2", "0.9 per month",
         lambda s: s.parameters["pace"].spread.numbers[2].text),
        ("policies.in_step.wants.all", "seen >= tension",
         lambda s: s.policies["in_step"].wants[1][1].text),
        ("ledger.horizons.1", "2 years", lambda s: s.ledger.horizons[1].text),
        ("ledger.discount_rate", "0% per year", lambda s: s.ledger.discount_rate.text),
        ("outcomes.fights", "ever(war >= tension)",
         lambda s: s.outcomes["fights"].value.text),
        ("outcomes.fights.value", "ever(war >= tension)",
         lambda s: s.outcomes["fights"].value.text),
        ("outcomes.fights.title", "It fights", lambda s: s.outcomes["fights"].title.en),
        ("actors.south.title", "The South", lambda s: s.actors["south"].title.en),
        ("sources.paper.stands", "party", lambda s: s.sources["paper"].stands),
        ("parameters.pace.because.0.who", "A major",
         lambda s: s.parameters["pace"].because[0].who.en),
    ],
)  # fmt: skip
def test_any_value_is_reached_by_its_path(
    path: str, value: str, found: Callable[[Scenario], Any]
) -> None:
    scenario = load_text(SMALL, settings={path: value})
    assert found(scenario) == value
    assert scenario.settings == {path: value}


def test_whole_mappings_can_be_set_and_things_taken_away() -> None:
    scenario = load_text(
        SMALL,
        settings={
            "events.climb.do": "{war: fight}",
            "events.talks": "null",
            "events.climb.factors.helped": "null",
            "events.vote.at": "null",
            "events.vote.about_every": "30 days",
            "without": "[rest]",
        },
    )
    assert [effect.move for effect in scenario.events["climb"].do] == ["fight"]
    assert "talks" not in scenario.events
    assert scenario.events["vote"].timing.kind == "about_every"
    assert scenario.without == ("rest",)


def test_a_timing_that_is_set_replaces_the_other() -> None:
    scenario = load_text(SMALL, settings={"events.climb.about_every": "9 days"})
    assert scenario.events["climb"].timing.kind == "about_every"


def test_a_parameter_by_its_bare_name_is_still_held_constant() -> None:
    settings = {"pace": "0.3 per month", "parameters.toll.value": "4"}
    scenario = load_text(SMALL, settings=settings)
    assert scenario.parameters["pace"].spread is None
    assert scenario.parameters["toll"].spread is not None
    assert scenario.parameters["toll"].value.text == "4"


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("evnts.climb.rate", "1 per day",
         "1:1: unknown key 'evnts' in a scenario|did you mean 'events'?"),
        ("events.clim.rate", "1 per day",
         "1:8: there is no 'clim' here|did you mean 'climb'?"),
        ("events.climb.rat", "1 per day",
         "1:14: unknown key 'rat' in an event|did you mean 'rate'?"),
        ("events.climb.rate", "0.1",
         "1:19: expected a rate, got the bare number '0.1'|write '0.1 per month'"),
        ("events.climb.when", "war < fihgt",
         "1:25: unknown rung of 'war': 'fihgt'|did you mean 'fight'?"),
        ("events.climb.rate.x", "1",
         "1:19: nothing stands below 'pace': there is no 'x'"),
        ("events.climb.factors.7.times", "1",
         "1:22: expected a number from 0 or an id, got '7'|expected one of: helped"),
        ("ledger.horizons.5", "1 year",
         "1:17: expected a number from 0 to 1, got '5'"),
        ("events.climb.once", "yes",
         "1:19: expected true or false, got 'yes'|write true"),
        ("events.climb.rate", "", "1:19: expected a value, got nothing"),
        ("events.climb.do", "{war: up",
         "1:17: the bracket '{' is not closed"),
        ("events", "null", "1:1: expected a path such as events.…, got 'events'"),
        ("ladders.war.rungs.fight.troop", "9", "'fight' carries 'troop'"),
        ("parameters.pace.value", "9 per month",
         "1:23: expected a value inside its spread, got '9 per month'"),
        ("startt", "2030-01-02", "1:1: unknown parameter 'startt'"),
        ("start", "2030-1-2", "1:7: expected a date such as 2024-10-22"),
    ],
)  # fmt: skip
def test_a_fault_of_a_setting_stands_at_its_text(
    path: str, value: str, told: str
) -> None:
    with pytest.raises(ScenarioError) as caught:
        load_text(SMALL, settings={path: value})
    problem = caught.value.problems[0]
    assert problem.place.file == f"--set {path}={value}"
    assert problem.place.text == f"{path}={value}"
    what, _, hint = told.partition("|")
    assert what in f"{problem.place.line}:{problem.place.column}: {problem.what}"
    assert hint in problem.hint


def test_settings_lie_over_variants(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("extends: hello\nname: mine\n")
    scenario = load_scenario(
        tmp_path / "mine.yaml", settings={"observations.seen.lag": "3 days"}
    )
    assert scenario.observations["seen"].lag.kind == "fixed"


def test_the_command_line_takes_paths(sim: Call) -> None:
    short = ("run", "hello", "-n", 5, "--no-plots")
    done = sim(*short, "--set", "ladders.pressure.rungs.raids.tolls=9 per month")
    assert done.status == 0
    assert "Set: ladders.pressure.rungs.raids.tolls = 9 per month" in done.out
    done = sim(*short, "--set", "ladders.pressure.rungs.riads.tolls=9 per month")
    assert done.status == 2
    assert "did you mean 'raids'?" in done.err
