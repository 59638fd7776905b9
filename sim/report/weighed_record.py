"""What was found of claims, raw, as records that strict JSON can hold."""

from __future__ import annotations

import math
from typing import Any

from sim.analysis import (
    Carried,
    Estimate,
    Flip,
    Region,
    SignMap,
    TurnsAt,
    Verdict,
    WeighedClaim,
    holds_in,
)
from sim.model import Claim, Model, Parameter
from sim.report.truth_tables import Check

__all__ = ["verdicts_record", "weighed_record"]


def verdicts_record(
    model: Model, claim: Claim, verdicts: tuple[Verdict, ...]
) -> dict[str, Any]:
    """Give a claim at each horizon, and what carries it there."""
    return {
        "claim": claim.name,
        "says": {"en": claim.says.say("en"), "ko": claim.says.say("ko")},
        "holds_if": claim.text,
        "given": claim.given_text or None,
        "parameters_only": claim.parameters_only,
        "horizons": [_verdict(model, verdict) for verdict in verdicts],
    }


def weighed_record(
    found: WeighedClaim, model: Model, check: Check | None
) -> dict[str, Any]:
    """Give everything that was found of one claim."""
    index = model.parameter_index

    def parameter(name: str) -> Parameter:
        return model.parameters[index[name]]

    return verdicts_record(model, found.claim, found.verdicts) | {
        "holds_from": found.holds_from,
        "scales": [
            {"factor": scaled.factor, "shares": [_share(s) for s in scaled.shares]}
            for scaled in found.scales
        ],
        "map": None if found.signs is None else _signs(found.signs),
        "at": found.verdict.horizon,
        "changes": [_flip(flip, parameter) for flip in found.flips],
        "check": None
        if check is None
        else {
            "settings": check.settings,
            "share": _share(check.share),
            "members": check.members,
        },
        "regions": {
            "holds": _region(found.holds, parameter),
            "fails": _region(found.fails, parameter),
        },
    }


def _number(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None


def _share(share: Estimate) -> dict[str, Any]:
    return {
        "value": _number(share.value),
        "low": _number(share.low),
        "high": _number(share.high),
        "count": share.count,
    }


def _verdict(model: Model, verdict: Verdict) -> dict[str, Any]:
    known = not math.isnan(verdict.share.value)
    return {
        "day": verdict.horizon,
        "among": verdict.among,
        "all": _share(verdict.share),
        "money": _share(verdict.money),
        "word": holds_in(verdict.share.value) if known else None,
        "more_than_half": verdict.holds if known else None,
        "carried": [_carried(model, carried) for carried in verdict.carried],
    }


def _carried(model: Model, carried: Carried) -> dict[str, Any]:
    lever = carried.lever
    return {
        "kind": lever.kind,
        "name": lever.name,
        "arguments": [model.arguments[at].name for at in lever.places],
        "without": _share(carried.without),
        "turns": carried.turns,
        "now": _number(carried.now),
        "break_even": _turning(carried.turning),
    }


def _turning(turning: TurnsAt) -> dict[str, Any]:
    return {
        "value": _number(turning.factor),
        "low": _number(turning.low),
        "high": _number(turning.high),
    }


def _signs(signs: SignMap) -> dict[str, Any]:
    return {
        "members": signs.members,
        "rates_per_year": list(signs.rates),
        "days": list(signs.horizons),
        "all": [[_number(x) for x in row] for row in signs.shares.tolist()],
        "money": [[_number(x) for x in row] for row in signs.money.tolist()],
    }


def _flip(flip: Flip, parameter: Any) -> dict[str, Any]:
    held = []
    for one in flip.held:
        words = parameter(one.parameter).words
        held.append(
            {
                "parameter": one.parameter,
                "value": words[int(one.value)] if words else one.value,
                "place": _number(one.place),
                "way": None if words else ("up" if one.upwards else "down"),
            }
        )
    share = None if flip.share is None else _share(flip.share)
    return {"held": held, "size": flip.size, "share": share}


def _region(region: Region | None, parameter: Any) -> dict[str, Any] | None:
    if region is None:
        return None
    asks = []
    for one in region.restrictions:
        words = parameter(one.parameter).words
        asks.append(
            {
                "parameter": one.parameter,
                "low": _number(one.low),
                "high": _number(one.high),
                "words": [words[at] for at in one.words] if words else None,
            }
        )
    return {
        "asks": asks,
        "density": _share(region.density),
        "coverage": _share(region.coverage),
        "mass": region.mass,
        "base": region.base,
    }
