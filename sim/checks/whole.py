"""All checks of one draft, in turn."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from sim.checks.desk import Desk, TooManyError
from sim.checks.evidence import check_evidence
from sim.checks.expectations import check_expectations, check_without
from sim.checks.following import check_units
from sim.checks.gauges import check_gauges
from sim.checks.happenings import check_happenings
from sim.checks.labels import check_labels
from sim.checks.names import check_names
from sim.checks.play import check_play
from sim.checks.policies import check_policies
from sim.checks.ranges import check_ranges
from sim.checks.reach import check_reach
from sim.checks.sums import check_sums
from sim.checks.uses import check_uses
from sim.checks.world import check_world
from sim.errors import Problem
from sim.scenario import Draft

__all__ = ["check_draft"]


def check_draft(draft: Draft) -> tuple[Problem, ...]:
    """Find everything in a draft that does not hold together.

    Parameters
    ----------
    draft : Draft
        What could be read of a file.

    Returns
    -------
    tuple of Problem
        Faults and warnings, in no order. Things unused are told only of a draft that
        is otherwise sound.
    """
    desk = Desk(draft)
    with suppress(TooManyError):
        if "horizon" not in draft.lost:
            _horizon(desk)
        check_names(desk)
        check_evidence(desk)
        check_world(desk)
        check_gauges(desk)
        check_happenings(desk)
        check_policies(desk)
        check_play(desk)
        check_sums(desk)
        check_without(desk)
        check_expectations(desk)
        check_labels(desk)
        check_units(desk)
        check_ranges(desk)
    faulty = any(not problem.warning for problem in (*draft.problems, *desk.problems))
    if not faulty:
        check_uses(desk)
        check_reach(desk)
    return tuple(desk.problems)


def _horizon(desk: Desk) -> None:
    horizon, start = desk.scenario.horizon, desk.scenario.start
    days = desk.constant(horizon, what="the horizon")
    if days is not None and days > (date.max - start).days:
        what = f"expected an end before the year 10000, got {horizon.text!r}"
        desk.fault(horizon.place, what)
