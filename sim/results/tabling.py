"""An ensemble for pandas, xarray and Arrow: one column for each thing a member has.

Days, per day and rungs as they are inside; a rung, a word and a condition keep their
kind. The libraries are asked for only when they are used.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.errors import UsageError
from sim.results.ensemble import Ensemble, rung_slots

__all__ = ["ValueColumn", "dataset_of", "frame_of", "value_columns"]


@dataclass(frozen=True, slots=True)
class ValueColumn:
    """One column: a number a member, or the place of a word.

    Attributes
    ----------
    name, meaning, unit : str
    values : ndarray, shape (members,)
    words : tuple of str
        What the places stand for; empty if the values are numbers.
    ordered : bool
        Whether the words have an order.
    """

    name: str
    meaning: str
    unit: str
    values: NDArray[Any]
    words: tuple[str, ...] = ()
    ordered: bool = False

    def bare(self) -> ValueColumn:
        """Give what is said of the column, without its values."""
        return replace(self, values=self.values[:0].copy())


def value_columns(ensemble: Ensemble) -> Iterator[ValueColumn]:
    """Give the columns of a table of members, in order."""
    model = ensemble.model
    yield ValueColumn(
        "member",
        "the member's address: with the seed it fixes its luck",
        "",
        ensemble.members,
    )
    for at, parameter in enumerate(model.parameters):
        values = ensemble.parameters[:, at]
        unit = {1: "days", -1: "per day"}.get(parameter.power or 0, "")
        title = parameter.title.say("en")
        if parameter.words:
            yield ValueColumn(
                parameter.name, title, "word", values.astype(np.int16), parameter.words
            )
        else:
            yield ValueColumn(parameter.name, title, unit, values)
    for at, outcome in enumerate(model.outcomes):
        values, title = ensemble.outcomes[:, at], outcome.title.say("en")
        if outcome.kind == "condition":
            yield ValueColumn(outcome.name, title, "", values != 0)
        elif outcome.kind == "ladder":
            ladder = model.ladder(outcome.ladder)
            rungs = values.astype(np.int16)
            yield ValueColumn(
                outcome.name, title, "rung", rungs, ladder.rungs, ladder.ordered
            )
        else:
            unit = "day, infinite if never" if outcome.kind == "day" else ""
            yield ValueColumn(outcome.name, title, unit, values)
    for at, ladder in enumerate(model.ladders):
        if ladder.name not in rung_slots(model):
            continue
        for name, places in (("highest", ensemble.highest), ("final", ensemble.final)):
            if ladder.ordered or name == "final":
                yield ValueColumn(
                    f"{name} {ladder.name}",
                    f"{name} rung of {ladder.title.say('en')}",
                    "rung",
                    places[:, at].astype(np.int16),
                    ladder.rungs,
                    ladder.ordered,
                )
    for step, day in enumerate(model.horizons):
        for at, argument in enumerate(model.arguments):
            yield ValueColumn(
                f"{argument.name} after {day:g} days",
                f"{argument.title.say('en')}: {argument.side} of {argument.actor}, "
                "discounted, before its weight",
                argument.unit,
                ensemble.amounts[:, step, at],
            )
    for at, gauge in enumerate(model.gauges):
        banded = gauge.name in model.ladder_index  # its final band has a column too
        yield ValueColumn(
            f"final {'value of ' * banded}{gauge.name}",
            f"{gauge.title.say('en')} at the end",
            gauge.unit,
            ensemble.gauges[:, at],
        )


def frame_of(ensemble: Ensemble) -> Any:
    """Give a pandas DataFrame, a row a member; see `Ensemble.to_frame`."""
    pandas = _library("pandas")
    columns = list(value_columns(ensemble))
    frame = pandas.DataFrame(
        {
            column.name: pandas.Categorical.from_codes(
                column.values, list(column.words), ordered=column.ordered
            )
            if column.words
            else column.values
            for column in columns
        }
    ).set_index("member")
    frame.attrs = {
        "scenario": ensemble.model.name,
        "seed": ensemble.seed,
        "units": {column.name: column.unit for column in columns if column.unit},
        "meanings": {column.name: column.meaning for column in columns},
    }
    return frame


def dataset_of(ensemble: Ensemble) -> Any:
    """Give an xarray Dataset with named axes; see `Ensemble.to_xarray`."""
    xarray = _library("xarray")
    model = ensemble.model
    rungs = [
        f"{name}.{rung}"
        for name in rung_slots(model)
        for rung in model.ladder(name).rungs
    ]
    coordinates = {
        "member": ensemble.members,
        "parameter": [item.name for item in model.parameters],
        "outcome": [item.name for item in model.outcomes],
        "horizon": list(model.horizons),
        "argument": [item.name for item in model.arguments],
        "gauge": [item.name for item in model.gauges],
        "ladder": [item.name for item in model.ladders],
        "rung": rungs,
        "time": ensemble.times,
        "kept": ensemble.members[: len(ensemble.levels)],
    }
    axes: dict[str, tuple[str, ...]] = {
        "parameters": ("member", "parameter"),
        "outcomes": ("member", "outcome"),
        "amounts": ("member", "horizon", "argument"),
        "gauges": ("member", "gauge"),
        "highest": ("member", "ladder"),
        "final": ("member", "ladder"),
        "time_on": ("member", "rung"),
        "first_on": ("member", "rung"),
        "firings": ("member",),
        "counts": ("time", "rung"),
    }
    if len(ensemble.levels):
        axes["levels"] = ("kept", "time", "gauge")
    units = {"horizon": "days", "time": "days", "time_on": "days", "first_on": "days"}
    data = {
        name: (
            axis,
            getattr(ensemble, name),
            {"units": units[name]} if name in units else {},
        )
        for name, axis in axes.items()
    }
    data["receipts"] = (("member",), np.array(list(ensemble.receipts), np.str_), {})
    attributes = {
        "scenario": model.name,
        "seed": str(ensemble.seed),
        "start": model.start,
    }
    return xarray.Dataset(data, coords=coordinates, attrs=attributes)


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        raise UsageError(
            f"this needs {name}; install it with: pip install {name}"
        ) from None
