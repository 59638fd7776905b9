"""Scenarios made for measuring: a ladder of 200 rungs, and any number of clocks."""

# ruff: noqa: E501 - a scenario reads best with each thing on its line

from __future__ import annotations

from pathlib import Path

from sim.loading import load_scenario, load_text
from sim.model import Model, compile_model

HEAD = """format: 1
name: {name}
title: Made for measuring
about: Made for measuring.
start: 2030-01-01
horizon: {horizon} days
"""
BECAUSE = "because: {assumption: made up}"


def model_of(text: str) -> Model:
    """Compile a scenario from its text."""
    return compile_model(load_text(text))


def reference() -> Model:
    """Compile the reference scenario."""
    return compile_model(load_scenario(Path(__file__).parent / "reference.yaml"))


def tall(rungs: int = 200) -> Model:
    """One ladder of many rungs, climbed and come down from."""
    return model_of(
        HEAD.format(name="tall", horizon=730)
        + f"""
ladders: {{tower: {{starts: r{rungs // 2}, rungs: {{count: {rungs}}}}}}}
events:
  climbs: {{when: tower < r{rungs - 1}, about_every: 10 days, do: {{tower: up}}, {BECAUSE}}}
  sinks: {{when: tower > r0, about_every: 12 days, do: {{tower: down}}, {BECAUSE}}}
outcomes: {{top: level(highest(tower)), ups: rises(tower)}}
"""
    )


def crowd(clocks: int) -> Model:
    """Many clocks: pairs that switch a ladder of two rungs on and off."""
    pairs = clocks // 2
    ladders = ", ".join(
        f"l{at}: {{rungs: {{a{at}: {{}}, b{at}: {{}}}}}}" for at in range(pairs)
    )
    events = "\n".join(
        f"  on{at}: {{when: l{at} == a{at}, about_every: {40 * pairs} days, do: {{l{at}: b{at}}}, "
        f"{BECAUSE}}}\n"
        f"  off{at}: {{when: l{at} == b{at}, about_every: {40 * pairs} days, do: {{l{at}: a{at}}}, "
        f"{BECAUSE}}}"
        for at in range(pairs)
    )
    return model_of(
        HEAD.format(name="crowd", horizon=730)
        + f"\nladders: {{{ladders}}}\nevents:\n{events}\noutcomes: {{first_on: ever(l0 == b0)}}\n"
    )
