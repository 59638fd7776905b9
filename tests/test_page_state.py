"""What a reader changes: its variant, its code and its futures are the same futures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from commands import Call
from in_node import Job, in_node, needs_node

from sim.loading import load_scenario
from sim.model import compile_model
from sim.page.data import page_data
from sim.page.engine_text import engine_of
from sim.page.opening import open_model
from sim.path import run_path

pytestmark = needs_node
MEMBERS = [0, 3, 2**32 - 1]
BECAUSE = "because: {assumption: made up}"
UNPLANNED = f"""
format: 1
extends: hello
name: unplanned
title: Two ladders that nobody steers, and one that somebody does
ladders:
  mood: {{title: Mood, rungs: {{calm: {{}}, cross: {{}}, angry: {{}}}}}}
  talks: {{title: Talks, rungs: {{none: {{}}, some: {{}}}}}}
policies:
  sulk: {{title: Sulk, ladder: mood, wants: {{cross: pressure >= drills,
    angry: pressure >= raids}}, reviews: {{every: 20 days}}, takes: 3 days, {BECAUSE}}}
  bear_it: {{title: Bear it, ladder: mood, wants: {{cross: pressure >= raids}},
    reviews: {{every: 45 days}}, takes: 9 days, {BECAUSE}}}
  talk: {{title: Talk, ladder: talks, wants: {{some: pressure >= drills}},
    reviews: {{every: 20 days}}, takes: 3 days, {BECAUSE}}}
  rarely: {{title: Seldom, ladder: answer, wants: {{patrols: seen >= raids}},
    reviews: {{every: 60 days}}, takes: 5 days, {BECAUSE}}}
outcomes: {{cross: "time_in(mood >= cross)", talked: "time_in(talks == some)"}}
"""
SWITCHED = f"""
format: 1
extends: hello
name: switched
title: Some of it is switched off
actors: {{third: {{title: A third}}}}
events:
  eases: {{title: Arvia eases, when: pressure > quiet, rate: pace,
    do: {{pressure: down}},
    factors: [{{id: hot, when: answer > protest, times: 3, {BECAUSE}}}], {BECAUSE}}}
  storms: {{title: A storm, actor: third, rate: pace, do: {{pressure: quiet}},
    {BECAUSE}}}
without: [eases, hot, third, gains]
"""


def asked_of(
    text: str, asked: list[dict[str, Any]], folder: Path
) -> tuple[Path, list[dict[str, Any]]]:
    """Make a page of a file and give what it says to each change."""
    name = text.partition("name: ")[2].partition("\n")[0]
    file = folder / f"{name}.yaml"
    file.write_text(text.lstrip(), encoding="utf-8")
    scenario = load_scenario(file)
    engine = engine_of(open_model(scenario))
    data = page_data(engine, scenario, told_as=file.name)
    run = {"what": "state", "data": data, "members": MEMBERS, "asked": asked}
    ((answers,),) = in_node([Job(engine, [run])], folder)
    return file, answers


def check(file: Path, answer: dict[str, Any], sim: Call) -> list[str]:
    """Run the variant and the code that a page gave; give the receipts."""
    variant = file.parent / f"{file.stem}_changed.yaml"
    variant.write_text(answer["variant"], encoding="utf-8")
    model = compile_model(load_scenario(variant))
    own = [run_path(model, member=at, reasons=False).receipt for at in MEMBERS]
    assert answer["receipts"] == own, answer["variant"]
    assert answer["same"] is True
    done = sim("receipt", file, answer["code"])
    assert (done.status, "says the same" in done.out) == (0, True), done.err
    return own


def known(file: Path) -> list[str]:
    model = compile_model(load_scenario(file))
    return [run_path(model, member=at, reasons=False).receipt for at in MEMBERS]


def test_a_policy_may_be_chosen_on_a_ladder_that_no_plan_steers(
    tmp_path: Path, sim: Call
) -> None:
    asked: list[dict[str, Any]] = [
        {},
        {"plans": [[1, 1]]},
        {"plans": [[1, 2]]},
        {"plans": [[2, 1]]},
        {"plans": [[2, 1], [1, 1], [0, 1]]},
    ]
    file, answers = asked_of(UNPLANNED, asked, tmp_path)
    assert [answer["plain"] for answer in answers] == [True] + [False] * 4
    assert answers[0]["receipts"] == known(file)
    receipts = [answers[0]["receipts"][0]]
    receipts += [check(file, answer, sim)[0] for answer in answers[1:]]
    assert len(set(receipts)) == len(receipts)
    assert "plans:\n  mood: sulk\n" in answers[1]["variant"]


def test_what_a_file_switches_off_may_be_switched_on_again(
    tmp_path: Path, sim: Call
) -> None:
    asked: list[dict[str, Any]] = [
        {},
        {"turned": [["events", 1]]},
        {"turned": [["events", 1], ["factors", 0]]},
        {"turned": [["events", 2]]},
        {"turned": [["arguments", 0]]},
        {"turned": [["events", 1], ["events", 2], ["factors", 0], ["arguments", 0]]},
        {"turned": [["events", 0], ["events", 2], ["arguments", 1]]},
    ]
    file, answers = asked_of(SWITCHED, asked, tmp_path)
    assert [answer["plain"] for answer in answers] == [True] + [False] * 6
    assert answers[0]["receipts"] == known(file)
    receipts = [check(file, answer, sim) for answer in answers[1:]]
    assert len({tuple(one) for one in receipts}) >= 4
    assert "without: [eases, storms, hot]" in answers[4]["variant"]
    assert "without: []" in answers[5]["variant"]
    again = sim("receipt", file, answers[4]["code"])
    assert "gains on again" in again.out
