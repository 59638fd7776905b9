"""Parameters that stand for a rung: where "too far" is, is not known."""

from __future__ import annotations

import pytest

from sim.cases import draw_cases
from sim.loading import load_text
from sim.model import compile_model, model_from_json, model_to_json
from sim.path import run_path
from sim.report.story import story_of
from tests.worlds import HEAD, many, model, one, small

BECAUSE = "because: {assumption: a test}"
TEXT = f"""
parameters:
  too_far:
    rung_of: war
    value: fight
    spread: {{choice: {{never: 1, fight: 2, tension: 1}}}}
    {BECAUSE}
ladders:
  war:
    rungs:
      calm: {{}}
      tension: {{title: {{en: High tension, ko: 고조된 긴장}}}}
      fight: {{title: {{en: Open fighting, ko: 교전}}}}
  answer: {{rungs: {{none: {{}}, given: {{}}}}}}
events:
  climb: {{every: 10 days, do: {{war: up}}, {BECAUSE}}}
  answers:
    {{when: war >= too_far, after: 1 day, once: true, do: {{answer: up}}, {BECAUSE}}}
outcomes:
  answered: first(answer == given)
  passed: highest(war) >= too_far
  limit_is_never: too_far == never
  rung: level(too_far)
"""


def test_the_threshold_is_drawn_and_compared_like_a_rung() -> None:
    days = many(TEXT, "answered", members=400)
    assert set(days) == {11.0, 21.0, float("inf")}
    for day, share in ((11.0, 0.25), (21.0, 0.5), (float("inf"), 0.25)):
        assert days.count(day) / 400 == pytest.approx(share, abs=0.09)


def test_never_is_above_every_rung() -> None:
    text = TEXT.replace("fight: 2, tension: 1", "fight: 0").replace(
        "value: fight", "value: never"
    )
    path = one(text)
    assert path.outcomes == {
        "answered": float("inf"),
        "passed": 0.0,
        "limit_is_never": 1.0,
        "rung": 3.0,
    }


def test_cases_are_drawn_alike_by_engine_and_in_arrays() -> None:
    made = model(TEXT)
    cases = draw_cases(made, seed=1, members=range(20))
    engine = [run_path(made, member=member).case["too_far"] for member in range(20)]
    assert cases[:, 0].tolist() == engine
    assert model_from_json(model_to_json(made)) == made


def test_a_setting_holds_it_at_a_rung_or_never() -> None:
    text = HEAD.format(horizon="100 days") + TEXT
    for value, day in (("tension", 11.0), ("never", float("inf"))):
        scenario = load_text(text, settings={"too_far": value})
        assert run_path(compile_model(scenario)).outcomes["answered"] == day
    central = run_path(compile_model(load_text(text), central=True))
    assert central.outcomes["answered"] == 21.0


def test_it_is_told_by_the_titles_of_its_rungs() -> None:
    scenario = small(TEXT)
    member = next(m for m in range(20) if one(TEXT, member=m).case["too_far"] == 2)
    trace = one(TEXT, member=member)
    assert "too far: Open fighting" in story_of(trace, scenario).text()
    korean = story_of(trace, scenario, language="ko").text()
    assert "too far: 교전" in korean


def test_it_may_stand_for_a_band_or_for_what_is_seen() -> None:
    text = f"""
parameters:
  limit: {{rung_of: anger, value: unrest, {BECAUSE}}}
  known: {{rung_of: seen, value: murmurs, {BECAUSE}}}
ladders: {{war: {{rungs: {{going: {{}}, over: {{}}}}}}}}
gauges:
  anger: {{flow: 1 * 1, bands: {{quiet: 0, murmurs: 10, unrest: 40}}, {BECAUSE}}}
observations: {{seen: {{of: anger, lag: 2 days, {BECAUSE}}}}}
outcomes:
  late: first(anger >= limit)
  early: first(seen >= known)
  at_end: final(anger) >= limit
"""
    assert one(text).outcomes == {"late": 40.0, "early": 12.0, "at_end": 1.0}
