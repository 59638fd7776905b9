"""Parameters in the units in which their author wrote them."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.errors import shown
from sim.model import Model, Outcome, Parameter, Reading
from sim.quantities import DAYS_PER
from sim.report.numbers import PEOPLE, in_percent, significant
from sim.report.words import say
from sim.texts import Language

if TYPE_CHECKING:
    from sim.scenario import Scenario

__all__ = [
    "AuthorUnit",
    "author_unit",
    "outcome_unit",
    "told_parameter",
    "told_quantity",
]

_UNIT = re.compile(r"[-+0-9. ]*(%?) *(per +)?(day|week|month|year)?s?")


@dataclass(frozen=True, slots=True)
class AuthorUnit:
    """A unit as an author writes it.

    Attributes
    ----------
    scale : float
        Days, per day, or plain: what one of this unit is inside.
    share : bool
        Whether it is in percent.
    per : bool
        Whether it is per time.
    time : str
        ``day``, ``week``, ``month``, ``year`` or empty.
    """

    scale: float = 1.0
    share: bool = False
    per: bool = False
    time: str = ""

    def __str__(self) -> str:
        percent = "%" if self.share else ""
        if self.per:
            return f"{percent} per {self.time}".strip()
        return f"{self.time}s" if self.time else percent

    def say(self, number: str, language: Language) -> str:
        """Write a number with this unit."""
        if self.share:
            number = in_percent(number, language)
        if not self.time:
            return number
        key = f"per {self.time}" if self.per else f"{self.time}s"
        if not self.per and number == "1":
            key = self.time
        return say(key, language, number=number)


def told_quantity(written: str, language: Language) -> str:
    """Write a quantity of a file, such as ``6 months``, in a language.

    Examples
    --------
    >>> told_quantity("6 months", "ko")
    '6개월'
    """
    found = _UNIT.fullmatch(written.strip())
    if found is None:
        return shown(written)
    unit = AuthorUnit(share=bool(found[1]), per=bool(found[2]), time=found[3] or "")
    return unit.say(written.split(maxsplit=1)[0].rstrip("%"), language)


def author_unit(parameter: Parameter, scenario: Scenario | None) -> AuthorUnit:
    """Find the unit in which a parameter is written, from its value and its spread."""
    texts = [parameter.value.text]
    if parameter.draw is not None:
        texts += [number.text for number in parameter.draw.numbers]
    if scenario is not None and parameter.name in scenario.parameters:
        written = scenario.parameters[parameter.name]
        texts.insert(0, str(written.value))
    for text in texts:
        found = _UNIT.fullmatch(text.strip())
        if found and (found[1] or found[3]):
            share, per, time = bool(found[1]), bool(found[2]), found[3] or ""
            scale = DAYS_PER[time] if time else 1.0
            return AuthorUnit(
                (1 / scale if per else scale) * (0.01 if share else 1.0),
                share,
                per,
                time,
            )
    if parameter.power == 1:
        return AuthorUnit(time="day")
    if parameter.power == -1:
        return AuthorUnit(per=True, time="day")
    return AuthorUnit()


def told_parameter(
    parameter: Parameter, value: float, scenario: Scenario | None, language: Language
) -> str:
    """Write one member's value of a parameter as its author would.

    Parameters
    ----------
    value : float
        In days or per day, or the place of its word.
    """
    if parameter.word_titles:
        return shown(" ".join(parameter.word_titles[int(value)].say(language).split()))
    if parameter.words:
        return shown(parameter.words[int(value)].replace("_", " "))
    unit = author_unit(parameter, scenario)
    if not math.isfinite(value):
        return significant(value)
    return unit.say(significant(value / unit.scale), language)


def outcome_unit(model: Model, outcome: Outcome) -> str:
    """Say in which unit an outcome's number is; empty if that is not plain.

    An outcome that reads a count of people harmed is such a count, whatever is done
    with it.
    """
    read = [
        model.readings[int(node.number)]
        for node in outcome.value.tree.walk()
        if node.op == "reading"
    ]
    units = {reading_unit(model, reading) for reading in read}
    if units & PEOPLE:
        return next(iter(units & PEOPLE))
    if outcome.value.tree.op == "reading":
        return units.pop()
    return ""


def reading_unit(model: Model, reading: Reading) -> str:
    """Say in which unit one reading is."""
    if reading.op == "time_in":
        return "days"
    if reading.op in ("rises", "falls"):
        return "times"
    if reading.inner.op == "gauge":
        return model.gauges[model.gauge_index[reading.inner.name]].unit
    return ""
