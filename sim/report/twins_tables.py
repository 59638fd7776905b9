"""Two futures of one luck: the table of where they part, and what is said of it."""

from __future__ import annotations

import math

from sim.analysis import Twins
from sim.report.names import Names
from sim.report.numbers import Writer
from sim.report.tables import Table
from sim.report.words import say
from sim.scenario import Scenario
from sim.texts import Language

__all__ = ["parting_line", "partings_table"]


def parting_line(twins: Twins, language: Language) -> str:
    """Say when two futures part."""
    if math.isinf(twins.day):
        return say("twins_same", language)
    writer = Writer.of(twins.first.model, language)
    date = writer.day(twins.day)
    return say("twins_part", language, date=date, day=f"{twins.day:.0f}")


def partings_table(twins: Twins, scenario: Scenario, language: Language) -> Table:
    """Give where they part on each ladder, the earliest first."""
    model = twins.first.model
    names, writer = Names(model, scenario, language), Writer.of(model, language)
    apart = [one for one in twins.partings if one.rungs]
    rows = tuple(
        (
            names.ladder(one.ladder),
            writer.day(one.day),
            *(names.rung(one.ladder, rung) for rung in one.rungs),
        )
        for one in sorted(apart, key=lambda one: one.day)
    )
    same = [names.ladder(one.ladder) for one in twins.world if not one.rungs]
    notes = [say("partings_rule", language)]
    if same:
        notes.insert(0, say("never_part", language, titles=", ".join(same)))
    heads = ("parts_on", "then_first", "then_second")
    return Table(
        say("partings", language),
        ("", *(say(head, language) for head in heads)),
        rows,
        tuple(notes),
    )
