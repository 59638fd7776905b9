"""Seats: whether somebody sits there, and has something to decide."""

from __future__ import annotations

from sim.checks.desk import Desk

__all__ = ["check_play"]


def check_play(desk: Desk) -> None:
    """Check every seat of a scenario."""
    scenario, taken = desk.scenario, dict[str, str]()
    for seat in scenario.seats.values():
        desk.refers(seat.id, scenario.actors, "actor")
        if seat.ladder in scenario.observations or seat.ladder in scenario.gauges:
            what = f"nobody decides on {str(seat.ladder)!r}: it is no ladder of its own"
            desk.fault(seat.ladder.place, what, _decided(desk))
        elif desk.refers(seat.ladder, scenario.ladders, "ladder"):
            if seat.ladder not in scenario.plans:
                what = f"nobody decides on {str(seat.ladder)!r}: no plan steers it"
                desk.fault(seat.ladder.place, what, _decided(desk))
            elif seat.ladder in taken:
                what = f"a second seat that decides on {str(seat.ladder)!r}"
                hint = f"the first is that of {taken[seat.ladder]}"
                desk.fault(seat.ladder.place, what, hint)
        taken.setdefault(str(seat.ladder), str(seat.id))


def _decided(desk: Desk) -> str:
    names = ", ".join(desk.scenario.plans)
    return f"ladders with a plan: {names}" if names else ""
