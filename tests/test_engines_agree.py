"""The engines and the oracle tell the same story, to the last bit of every time.

The oracle was written from the language contract alone, and the scenarios are random.
Times, moves and cases are compared bit for bit, the sums of the ledger to nine digits,
and so are times where a gauge crosses floors or a delay has run since before day 0.
"""

from __future__ import annotations

import math
import re
from typing import Any

import numpy as np
import oracle
import pytest
import strategies
from hypothesis import HealthCheck, given, settings

from sim.analysis import FEWEST, claim_results
from sim.loading import load_text
from sim.model import compile_model
from sim.path import run_path
from sim.results import Ensemble, Trace

QUICK, MANY = range(60), range(60, 560)


def close(a: float, b: float) -> bool:
    return a == b or math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9)


def alike(ours: Any, theirs: Any) -> bool:
    """Compare records; numbers, and so times, need agree to nine digits only.

    Crossings and what is left of delays are worked out by each in a way of its own.
    """
    if isinstance(ours, float):
        return close(ours, theirs)
    if isinstance(ours, list | tuple) and len(ours) == len(theirs):
        return all(map(alike, ours, theirs))
    return bool(ours == theirs)


def differences(
    text: str,
    *,
    member: int,
    seed: int = 3,
    policy: str | None = None,
    central: bool = False,
    without: tuple[str, ...] = (),
    settings: dict[str, str] | None = None,
) -> list[str]:
    """Run both; name what differs."""
    settings = settings or {}
    document = oracle.load_text(text)
    path = oracle.run(
        document,
        seed=seed,
        member=member,
        policy=policy,
        central=central,
        without=without,
        settings=settings,
    )
    model = compile_model(
        load_text(text, settings=settings),
        policies=[policy] if policy else [],
        without=without,
        central=central,
    )
    trace = run_path(model, seed=seed, member=member)
    firings = [firing for firing in trace.firings if firing.happened]
    moves = [
        (move.time, move.clock, move.ladder, move.before, move.after)
        for firing in firings
        for move in firing.moves
    ]
    amounts = {
        (argument.name, horizon): float(trace.amounts[i, j])
        for i, horizon in enumerate(model.horizons)
        for j, argument in enumerate(model.arguments)
    }
    pairs: dict[str, tuple[Any, Any]] = {
        "case": (dict(trace.case), path.case),
        "firings": ([(f.time, f.clock) for f in firings], path.firings),
        "moves": (sorted(moves), sorted(path.moves)),
        "claims": (claims_of(trace), path.claims),
    }
    exact = not re.search(r"\b(bands|least|most|since):", text)
    found = [
        name
        for name, (ours, theirs) in pairs.items()
        if not (ours == theirs if exact else alike(ours, theirs))
    ]
    numbers: dict[str, tuple[Any, Any]] = {
        "outcome": (trace.outcomes, path.outcomes),
        "amount": (amounts, path.amounts),
        "gauge": (trace.gauges, path.gauges),
    }
    for kind, (ours, theirs) in numbers.items():
        found += [f"{kind}s"] * (ours.keys() != theirs.keys())
        shared = ours.keys() & theirs.keys()
        found += [f"{kind} {n}" for n in shared if not close(ours[n], theirs[n])]
    return found


def claims_of(trace: Trace) -> dict[tuple[str, float], bool | None]:
    """Ask the analysis for the claims of one path: of as many members as it takes."""
    model, count = trace.model, FEWEST

    def alike(row: Any) -> Any:
        return np.repeat(np.array(row)[None], count, axis=0)

    none = np.zeros((count, 0))
    ensemble = Ensemble(
        model=model,
        seed=trace.seed,
        members=alike(trace.member),
        parameters=alike(list(trace.case.values())),
        outcomes=alike(list(trace.outcomes.values())),
        readings=alike(trace.readings),
        amounts=alike(trace.amounts),
        gauges=alike(list(trace.gauges.values())),
        highest=alike(list(trace.highest.values())),
        final=alike(list(trace.final.values())),
        time_on=none,
        first_on=none,
        times=np.zeros(0),
        counts=np.zeros((0, 0), dtype=np.int64),
        firings=alike(len(trace.firings)),
        receipts=(trace.receipt,) * count,
    )
    return {
        (result.name, share.horizon): bool(share.counted.value)
        if share.counted
        else None
        for result in claim_results(ensemble)
        for share in result.shares
    }


def names_in(text: str) -> list[str]:
    """All that ``--without`` may switch off: events, arguments, factors, actors."""
    document = oracle.load_text(text)
    factors = re.findall(r"\bfactor_\d+", text)
    return [*document["events"], *document["arguments"], *factors, "north", "south"]


@pytest.mark.parametrize("number", QUICK)
def test_random_scenarios_run_as_the_oracle_says(number: int) -> None:
    text = strategies.document(number)
    assert [differences(text, member=member) for member in (0, 7)] == [[], []]


@pytest.mark.parametrize("number", QUICK)
def test_what_is_switched_off_or_set_is_so_for_both(number: int) -> None:
    text = strategies.document(number)
    names = names_in(text)
    off = (names[number % len(names)], names[(7 * number + 3) % len(names)])
    assert differences(text, member=number, without=off) == []
    assert differences(text, member=number, central=True) == []
    if "plain_0:" in text:
        assert differences(text, member=number, settings={"plain_0": "2"}) == []
    if "instead:" in text:
        assert differences(text, member=number, policy="instead") == []


@pytest.mark.slow
@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(text=strategies.scenarios())
def test_scenarios_that_hypothesis_looks_for_run_as_the_oracle_says(text: str) -> None:
    assert differences(text, member=1) == []


@pytest.mark.slow
@pytest.mark.parametrize("number", MANY)
def test_five_hundred_more_run_as_the_oracle_says(number: int) -> None:
    test_random_scenarios_run_as_the_oracle_says(number)
    test_what_is_switched_off_or_set_is_so_for_both(number)
