"""What is written and never used: warnings."""

from __future__ import annotations

from sim.checks.desk import Desk

__all__ = ["check_uses"]


def check_uses(desk: Desk) -> None:
    """Warn of parameters and sources that nothing reads."""
    for parameter in desk.scenario.parameters.values():
        if parameter.id not in desk.used:
            what = f"nothing reads the parameter {parameter.id!r}"
            desk.warn(parameter.id.place, what)
    for source in desk.scenario.sources.values():
        if source.id not in desk.used:
            what = f"nothing refers to the source {source.id!r}"
            desk.warn(source.id.place, what)
