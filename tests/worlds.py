"""Small scenarios for tests: what a test does not care about is filled in here."""

from __future__ import annotations

from sim.loading import load_text
from sim.model import Model, compile_model
from sim.path import Engine, run_path
from sim.results import Trace
from sim.scenario import Scenario

HEAD = """
format: 1
name: small
title: A small world
about: Made for a test.
start: 2024-01-01
horizon: {horizon}
"""


def small(text: str, *, horizon: str = "100 days") -> Scenario:
    """Load a scenario of which only the sections that matter are written."""
    return load_text(HEAD.format(horizon=horizon) + text)


def model(text: str, *, horizon: str = "100 days", **how: object) -> Model:
    """Compile such a scenario."""
    return compile_model(small(text, horizon=horizon), **how)  # type: ignore[arg-type]


def one(
    text: str, *, horizon: str = "100 days", member: int = 0, seed: int = 1
) -> Trace:
    """Run one member of such a scenario, with reasons."""
    return run_path(model(text, horizon=horizon), seed=seed, member=member)


def many(
    text: str, outcome: str, *, horizon: str = "100 days", members: int = 2000
) -> list[float]:
    """Give one outcome of many members."""
    engine = Engine(model(text, horizon=horizon))
    return [
        run_path(engine, member=member, reasons=False).outcomes[outcome]
        for member in range(members)
    ]
