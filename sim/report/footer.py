"""The line at the foot of everything: what it is, and that it is no forecast."""

from __future__ import annotations

from sim.analysis import total_assumptions
from sim.report.names import line_of
from sim.report.words import say
from sim.scenario import Scenario
from sim.texts import Language

__all__ = ["footer_line"]


def footer_line(scenario: Scenario, language: Language = "en") -> str:
    """Say which scenario this is, how far its facts reach, and on how much it rests."""
    count = total_assumptions(scenario)
    parts = [line_of(scenario.title, language) or scenario.name]
    if scenario.facts_to is not None:
        parts.append(say("facts", language, date=scenario.facts_to.isoformat()))
    parts.append(
        say("assumption" if count == 1 else "assumptions", language, count=count)
    )
    parts.append(say("no_forecast", language))
    return " · ".join(parts)
