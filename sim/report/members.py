"""A run's members, a row each: as a table for a spreadsheet, or as arrays."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from numpy.typing import NDArray

from sim.model import Model, Outcome, Parameter
from sim.quantities import date_of, parse_quantity
from sim.report.cells import safe_cell
from sim.report.numbers import PEOPLE, people_rounded
from sim.report.units import author_unit, outcome_unit
from sim.results import Ensemble, blocks_of
from sim.scenario import Scenario

__all__ = ["Column", "columns_of", "members_csv", "write_csv"]

Cell = str | int | float


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the table of members.

    Attributes
    ----------
    name : str
        Its head.
    meaning : str
        What it holds.
    unit : str
        In which unit; empty where there is none.
    cells : callable
        Gives the cells of all rows.
    """

    name: str
    meaning: str
    unit: str
    cells: Callable[[], list[Cell]]


def columns_of(scenario: Scenario, ensemble: Ensemble) -> tuple[Column, ...]:
    """Give the columns of the table of members, in order.

    Parameters stand in the units of their author, days as dates, rungs as ids.
    """
    return tuple(_columns(scenario, ensemble))


def _columns(scenario: Scenario, ensemble: Ensemble) -> Iterator[Column]:
    model = ensemble.model
    yield Column(
        "member",
        "the member's address: with the seed it fixes its luck",
        "",
        ensemble.members.tolist,
    )
    for at, parameter in enumerate(model.parameters):
        yield _parameter(scenario, ensemble, at, parameter)
    for at, outcome in enumerate(model.outcomes):
        yield _outcome(ensemble, at, outcome)
    for at, ladder in enumerate(model.ladders):
        if ladder.kind not in ("own", "observed"):
            continue
        title = ladder.title.say("en")
        if ladder.ordered:
            name, meaning = f"highest {ladder.name}", f"highest rung of {title}"
            yield _rungs(name, meaning, ladder.rungs, ensemble.highest[:, at])
        name, meaning = f"final {ladder.name}", f"rung of {title} at the end"
        yield _rungs(name, meaning, ladder.rungs, ensemble.final[:, at])
    for step, horizon in enumerate(_horizons(scenario, model)):
        for at, argument in enumerate(model.arguments):
            yield _numbers(
                f"{argument.name} after {horizon}",
                f"{argument.title.say('en')}: {argument.side} of {argument.actor}, "
                "discounted, before its weight",
                argument.unit,
                ensemble.amounts[:, step, at],
            )


def _rungs(
    name: str,
    meaning: str,
    rungs: tuple[str, ...],
    places: NDArray[Any],
    unit: str = "rung",
) -> Column:
    def cells() -> list[Cell]:
        return [rungs[int(place)] for place in places.tolist()]

    return Column(name, meaning, unit, cells)


def _numbers(name: str, meaning: str, unit: str, values: NDArray[Any]) -> Column:
    if unit in PEOPLE:  # people are whole, and known to two figures at best
        told = f"{meaning}, to two figures"
        return Column(name, told, unit, lambda: [*map(people_rounded, values.tolist())])
    return Column(name, meaning, unit, lambda: [*map(float, values.tolist())])


def _parameter(
    scenario: Scenario, ensemble: Ensemble, at: int, parameter: Parameter
) -> Column:
    title = parameter.title.say("en")
    if parameter.words:
        words = parameter.words
        return _rungs(parameter.name, title, words, ensemble.parameters[:, at], "word")
    unit = author_unit(parameter, scenario)

    def cells() -> list[Cell]:
        # Twelve figures: what its author wrote comes back without rounding dust.
        values = ensemble.parameters[:, at].tolist()
        return [float(f"{value / unit.scale:.12g}") for value in values]

    return Column(parameter.name, title, str(unit), cells)


def _outcome(ensemble: Ensemble, at: int, outcome: Outcome) -> Column:
    model = ensemble.model
    title, values = outcome.title.say("en"), ensemble.outcomes[:, at]
    if outcome.kind == "condition":
        return Column(outcome.name, title, "1 yes, 0 no", lambda: [*map(int, values)])
    if outcome.kind == "ladder":
        rungs = model.ladder(outcome.ladder).rungs
        return _rungs(outcome.name, title, rungs, values)
    if outcome.kind == "day":
        start = date.fromisoformat(model.start)

        def days() -> list[Cell]:
            return [
                "never" if math.isinf(day) else date_of(day, start).isoformat()
                for day in values.tolist()
            ]

        return Column(outcome.name, title, "date, or never", days)
    return _numbers(outcome.name, title, outcome_unit(model, outcome), values)


def _horizons(scenario: Scenario, model: Model) -> list[str]:
    """Name the horizons as their author did, or by their days."""
    ledger = scenario.ledger
    written = {}
    for formula in ledger.horizons if ledger else ():
        quantity = parse_quantity(str(formula))
        if quantity is not None:
            written[quantity.value] = str(formula)
    return [written.get(day, f"{day:g} days") for day in model.horizons]


def members_csv(columns: tuple[Column, ...], *, about: str = "") -> bytes:
    """Write the table of members as CSV: UTF-8 with a mark, so that Excel knows.

    Parameters
    ----------
    about : str
        What the table is: the head of a last column that is empty, so that it goes
        with the table wherever that is sent.
    """
    file = io.StringIO(newline="")
    _write_head(file, columns, about)
    _write_rows(file, columns, about)
    return file.getvalue().encode("utf-8-sig")


def write_csv(
    file: Path, scenario: Scenario, ensemble: Ensemble, *, about: str = ""
) -> None:
    """Write the same table into a file, some members at a time."""
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        for number, block in enumerate(blocks_of(ensemble)):
            columns = columns_of(scenario, block)
            if not number:
                _write_head(stream, columns, about)
            _write_rows(stream, columns, about)


def _write_head(file: TextIO, columns: tuple[Column, ...], about: str) -> None:
    writer = csv.writer(file, lineterminator="\r\n")
    last = [safe_cell(about)] if about else []
    writer.writerow([*(safe_cell(column.name) for column in columns), *last])


def _write_rows(file: TextIO, columns: tuple[Column, ...], about: str) -> None:
    written = [[safe_cell(cell) for cell in column.cells()] for column in columns]
    if about:
        written.append([""] * len(written[0]))
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerows(zip(*written, strict=True))
