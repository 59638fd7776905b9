"""All numbers of a run's tables, raw, as a record that strict JSON can hold."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from typing import Any

from sim.analysis import (
    ActorLedger,
    ClaimResult,
    Dependence,
    Estimate,
    OutcomeSummary,
    RungShares,
    Spread,
    actor_ledgers,
    assumptions_of,
    claim_results,
    holds_in,
    rung_shares,
    summarise_outcomes,
)
from sim.model import Model
from sim.report.footer import footer_line
from sim.report.names import Names
from sim.report.numbers import PEOPLE, people_rounded
from sim.report.units import outcome_unit
from sim.results import Ensemble
from sim.scenario import Scenario
from sim.texts import LANGUAGES, Text

__all__ = ["json_bytes", "summary_of"]


def summary_of(
    scenario: Scenario,
    ensemble: Ensemble,
    *,
    dependence: Dependence | None = None,
    outcomes: Sequence[OutcomeSummary] | None = None,
    claims: Sequence[ClaimResult] | None = None,
    ledgers: Sequence[ActorLedger] | None = None,
    earlier: Mapping[float, Sequence[ActorLedger]] | None = None,
) -> dict[str, Any]:
    """Give every number of a run's tables and pictures.

    Parameters
    ----------
    dependence : Dependence, optional
        As `assumptions_of` gives it, where it is at hand already.
    outcomes, claims, ledgers : sequence, optional
        As `summarise_outcomes`, `claim_results` and `actor_ledgers` (at the last
        horizon) give them, where they are at hand already.
    earlier : mapping of float to sequence, optional
        As `actor_ledgers` gives them at other horizons.

    Notes
    -----
    Shares are from 0 to 1, days are days of the run. What is infinite is ``"never"``,
    what is undefined is null. Ledgers are given at every horizon.
    """
    model = ensemble.model
    known = dependence or assumptions_of(scenario, model)
    if outcomes is None:
        outcomes = summarise_outcomes(ensemble)
    if claims is None:
        claims = claim_results(ensemble)

    def ledgers_at(day: float) -> Sequence[ActorLedger]:
        if ledgers is not None and day == model.horizons[-1]:
            return ledgers
        if earlier is not None and day in earlier:
            return earlier[day]
        return actor_ledgers(ensemble, horizon=day)

    return {
        "scenario": model.name,
        "title": _text(model.title),
        "about": {
            "en": footer_line(scenario, "en"),
            "ko": footer_line(scenario, "ko"),
        },
        "facts_to": model.facts_to,
        "members": len(ensemble),
        "failures": len(ensemble.failures),
        "seed": ensemble.seed,
        "start": model.start,
        "horizon": model.horizon,
        "assumptions": sorted(known.total),
        "notes": list(model.notes),
        "outcomes": [_outcome(model, scenario, summary, known) for summary in outcomes],
        "claims": [_claim(result, known) for result in claims],
        "ledger": {
            "unit": model.unit,
            "against": _text(model.against),
            "horizons": [
                {
                    "day": day,
                    "actors": [_ledger(ledger) for ledger in ledgers_at(day)],
                }
                for day in model.horizons
            ],
        },
        "shares": [_shares(model, shares) for shares in rung_shares(ensemble)],
    }


def json_bytes(record: Any) -> bytes:
    """Write a record as JSON: in UTF-8, readable, and strict."""
    text = json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False)
    return f"{text}\n".encode(errors="backslashreplace")  # a path may not be UTF-8


def _text(text: Text) -> dict[str, str]:
    return {"en": text.say("en"), "ko": text.say("ko")}


def _number(value: float) -> float | str | None:
    if math.isnan(value):
        return None
    if math.isinf(value):
        return "never" if value > 0 else "before ever"
    return float(value)


def _estimate(estimate: Estimate | None) -> dict[str, Any] | None:
    if estimate is None:
        return None
    return {
        "value": _number(estimate.value),
        "low": _number(estimate.low),
        "high": _number(estimate.high),
        "count": estimate.count,
        "method": estimate.method,
        "confidence": estimate.confidence,
    }


def _spread(spread: Spread | None) -> dict[str, Any] | None:
    if spread is None:
        return None
    return {
        "mean": _estimate(spread.mean),
        "median": _estimate(spread.median),
        "p5": _number(spread.low),
        "p95": _number(spread.high),
    }


def _people(spread: Spread) -> dict[str, Any]:
    """Give people as a range of two figures: no mean, no median, no false decimals."""
    low, high = people_rounded(spread.low), people_rounded(spread.high)
    return {"p5": _number(low), "p95": _number(high)}


def _outcome(
    model: Model, scenario: Scenario, summary: OutcomeSummary, known: Dependence
) -> dict[str, Any]:
    outcome = next(item for item in model.outcomes if item.name == summary.name)
    told: dict[str, Any] = {
        "name": summary.name,
        "title": _text(summary.title),
        "kind": summary.kind,
        "value": outcome.value.text,
        "assumptions": sorted(known.outcomes[summary.name]),
    }
    if summary.kind == "number":
        told["unit"] = outcome_unit(model, outcome)
    if summary.share is not None:
        told["share"] = _estimate(summary.share)
    if summary.spread is not None:
        people = told.get("unit") in PEOPLE
        told["spread"] = (_people if people else _spread)(summary.spread)
        if people:
            told["reported_by"] = {
                language: Names(model, scenario, language).people_note(outcome)
                for language in LANGUAGES
            }
    if summary.rungs:
        rungs = model.ladder(summary.ladder).rungs
        told["ladder"] = summary.ladder
        told["rungs"] = {
            rung: _estimate(estimate)
            for rung, estimate in zip(rungs, summary.rungs, strict=True)
        }
    return told


def _claim(result: ClaimResult, known: Dependence) -> dict[str, Any]:
    return {
        "name": result.name,
        "says": _text(result.says),
        "holds_if": result.text,
        "given": result.given or None,
        "assumptions": sorted(known.claims[result.name]),
        "parameters_only": result.parameters_only,
        "horizons": [
            {
                "day": share.horizon,
                "with_all": _estimate(share.counted),
                "money_alone": _estimate(share.money),
                "holds_in": holds_in(share.counted.value) if share.counted else None,
                "among": share.among,
                "among_money_alone": share.among_money,
            }
            for share in result.shares
        ],
    }


def _ledger(ledger: ActorLedger) -> dict[str, Any]:
    return {
        "actor": ledger.actor,
        "net_only_between_plans": ledger.between_plans,
        "money_alone": _spread(ledger.money),
        "accounts": {name: _spread(net) for name, net in ledger.accounts.items()},
        "with_all": _spread(ledger.counted),
        "arguments": [
            {
                "name": line.argument.name,
                "title": _text(line.argument.title),
                "side": line.argument.side,
                "account": line.argument.account,
                "unit": line.argument.unit,
                "own": (_people if line.argument.unit in PEOPLE else _spread)(line.own),
                "weighted": _spread(line.weighted),
            }
            for line in ledger.lines
        ],
    }


def _shares(model: Model, shares: RungShares) -> dict[str, Any]:
    return {
        "ladder": shares.ladder,
        "rungs": list(model.ladder(shares.ladder).rungs),
        "days": shares.times.tolist(),
        "shares": shares.shares.tolist(),
    }
