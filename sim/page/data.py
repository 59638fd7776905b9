"""All that a page knows of a scenario, as JSON that is safe inside HTML."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import numpy as np

from sim.analysis import total_assumptions
from sim.cases import cases_at
from sim.model import Model, Parameter
from sim.page.codes import check_of
from sim.page.deciding import seat_numbers, seat_texts
from sim.page.engine_text import Engine
from sim.page.guessing import questions_of
from sim.page.telling import texts_of
from sim.page.wording import words_of
from sim.path import DEFAULT_SEED
from sim.report.numbers import PEOPLE
from sim.report.units import author_unit, outcome_unit
from sim.results import rung_slots
from sim.scenario import Scenario
from sim.texts import LANGUAGES

__all__ = ["page_data", "safe_json"]


def page_data(engine: Engine, scenario: Scenario, *, told_as: str) -> dict[str, Any]:
    """Give what the page is made of, for JSON.

    Parameters
    ----------
    told_as : str
        What a variant writes after ``extends:``.
    """
    opened, model = engine.opened, engine.opened.model
    slots = rung_slots(model)
    clocks = model.clock_index
    counted = {gauge.name for gauge in model.gauges if gauge.unit in PEOPLE}
    return {
        "name": model.name,
        "seed": DEFAULT_SEED,
        "check": check_of(engine.rules.digest),
        "extends": told_as,
        "start": model.start,
        "day0": date.fromisoformat(model.start).toordinal(),
        "facts": model.facts_to,
        "sha256": scenario.texts_sha256,
        "assumptions": total_assumptions(scenario),
        "horizons": list(model.horizons),
        "numbers": engine.numbers,
        "parameters": _parameters(opened.own, model, scenario),
        "ladders": [
            {
                "name": ladder.name,
                "kind": ladder.kind,
                "of": model.ladder_index[ladder.of],
                "ordered": ladder.ordered,
                "slot": slots[ladder.name].start if ladder.name in slots else -1,
                "actor": ladder.actor,
                "people": ladder.name in counted,
            }
            for ladder in model.ladders
        ],
        "gauges": [
            {"unit": gauge.unit, "people": gauge.unit in PEOPLE}
            for gauge in model.gauges
        ],
        "plans": [
            {
                "ladder": model.ladder_index[plan.ladder],
                "parameter": model.parameter_index[plan.parameter],
                "name": plan.ladder,
                # where no plan steers, these are still until a policy is chosen
                "still": []
                if plan.steered
                else [
                    clocks[clock.name]
                    for clock in model.clocks
                    if clock.kind in ("review", "act") and clock.item == plan.ladder
                ],
                "written": list(plan.written),
                "policies": list(plan.policies),
                "titles": [
                    _policy_number(model, plan.ladder, at)
                    for at in range(len(plan.policies))
                ],
            }
            for plan in opened.plans
        ],
        "events": [
            {
                "name": clock.item,
                "clock": clocks[clock.name],
                "actor": clock.actor,
                "off": clock.item in opened.off,
            }
            for clock in model.clocks
            if clock.branches
        ],
        "factors": [
            {
                "name": factor.name,
                "parameter": model.parameter_index[opened.factors[factor.name]],
                "clock": clocks[clock.name],
                "at": at,
                "off": factor.name in opened.off,
            }
            for clock in model.clocks
            for at, factor in enumerate(clock.factors)
        ],
        "arguments": [
            {
                "name": item.name,
                "parameter": model.parameter_index[opened.arguments[item.name]],
                "off": item.name in opened.off,
                "actor": item.actor,
                "account": item.account,
                "side": item.side,
                "counted": item.counted,
                "unit": item.unit,
            }
            for item in model.arguments
        ],
        "ledgerActors": list(engine.answers.actors),
        "betweenPlans": list(model.between_plans),
        "outcomes": [
            {
                "kind": item.kind,
                "unit": outcome_unit(model, item),
                "people": outcome_unit(model, item) in PEOPLE,
                "ladder": model.ladder_index[item.ladder] if item.ladder else -1,
            }
            for item in model.outcomes
        ],
        "claims": [
            {
                "byMoney": by_money,
                "given": bool(claim.given),
                "assumed": claim.parameters_only,
            }
            for claim, by_money in zip(
                model.claims, engine.answers.by_money, strict=True
            )
        ],
        "seats": seat_numbers(model, scenario),
        "guesses": questions_of(model),
        "clockNames": [clock.name for clock in model.clocks],
        "texts": {
            language: texts_of(opened, scenario, language)
            | {"class": seat_texts(model, scenario, language)}
            for language in LANGUAGES
        },
        "words": {language: words_of(language) for language in LANGUAGES},
    }


def _policy_number(model: Model, ladder: str, at: int) -> int:
    """Give the place of the policy that choice `at` + 1 of a plan puts in force."""
    own = [n for n, policy in enumerate(model.policies) if policy.ladder == ladder]
    return own[at]


def _parameters(count: int, model: Model, scenario: Scenario) -> list[dict[str, Any]]:
    """Give what a slider needs: the ends of a spread, the centre, the author's unit."""
    own = model.parameters[:count]
    shares = (0.0, 0.02, 0.5, 0.98, 1.0)
    drawn = {item.name: np.array(shares) for item in own if item.draw is not None}
    ends = cases_at(model, drawn, count=len(shares))
    centre = cases_at(model, {}, count=1)[0]
    told = []
    for at, item in enumerate(own):
        unit = author_unit(item, scenario)
        low, near, middle, far, high = ends[:, at].tolist()
        told.append(
            {
                "name": item.name,
                "drawn": item.draw is not None,
                "words": list(item.words),
                "low": low if low > -1e300 else near,
                "high": high if high < 1e300 else far,
                "middle": middle,
                "centre": float(centre[at]),
                "share": unit.share,
                "per": unit.per,
                "time": unit.time,
                "constant": _is_number(item),
            }
        )
    return told


def _is_number(item: Parameter) -> bool:
    """Say whether a parameter without a spread is a plain number."""
    return item.value.tree.op in ("number", "word")


def safe_json(data: Any) -> str:
    """Write JSON that no HTML parser takes for anything else.

    Examples
    --------
    >>> safe_json(["</script>"]).replace(chr(92), "!")
    '["!u003c/script!u003e"]'
    """
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text
