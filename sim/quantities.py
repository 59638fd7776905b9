"""Quantities as people write them ⇄ days and per day: ``10 days``, ``30%``, dates.

A quantity is a number and perhaps a unit. What is no quantity gives None;
`quantity_fault` then says what to write instead, if anything was meant to be one.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date, timedelta

from sim.errors import suggest

__all__ = [
    "DAYS_PER",
    "UNITS",
    "Quantity",
    "date_of",
    "day_of",
    "largest_unit",
    "number_fault",
    "parse_date",
    "parse_quantity",
    "quantity_fault",
    "unit_hint",
]

DAYS_PER = {"day": 1.0, "week": 7.0, "month": 365.25 / 12, "year": 365.25}
UNITS = frozenset(form for unit in DAYS_PER for form in (unit, f"{unit}s"))

_LONGEST = 80  # characters: a quantity is short, and a fault should show all of it
_NUMBER = r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)"
_QUANTITY = re.compile(
    rf"(?P<number>{_NUMBER})"
    r"(?:[ ]+(?P<unit>day|week|month|year)s?"
    r"|(?P<share>[ ]?%)?(?:[ ]+per[ ]+(?P<per>day|week|month|year))?)"
)
_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

# What was meant as a quantity but is none; anything else may be an expression. These
# are compiled when the first fault needs them.
_WORD = r"[^\W\d_]+"
_NOT_UNITS = {"and", "else", "if", "in", "is", "not", "or"}
_MEANT_NUMBER = (
    r"[+-]?\.?(?:infinity|inf|nan)\b"
    r"|[+-]?(?:[0-9.][0-9_.]*|[0-9]{1,3}(?:[ ,][0-9]{3})+(?:\.[0-9]*)?)"
    r"(?:e[+-]?[0-9]+)?"
)
_MEANT_QUANTITY = (
    rf"(?P<number>{_MEANT_NUMBER})\s*(?P<share>%?)\s*"
    rf"(?:(?P<per>per|a|an|each|every|/)\s*)?(?P<unit>{_WORD})?\.?"
)
_CLOCK = r"[+-]?[0-9]+:[0-9:.]+"
_UNITS = {  # as people also write them
    "d": "day", "일": "day", "w": "week", "wk": "week", "주": "week", "mo": "month",
    "달": "month", "개월": "month", "월": "month", "y": "year", "yr": "year",
    "년": "year", "daily": "day", "weekly": "week", "monthly": "month",
    "yearly": "year", "annum": "year",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its power of time.

    Attributes
    ----------
    value : float
        In days (power 1), per day (power -1) or plain (power 0); 30% is 0.3.
    power : int
        1 for a duration, -1 for a rate, 0 for neither.
    """

    value: float
    power: int = 0


def parse_quantity(text: str) -> Quantity | None:
    """Read a quantity; None if the text is none.

    Examples
    --------
    >>> parse_quantity("2 weeks")
    Quantity(value=14.0, power=1)
    >>> parse_quantity("30%")
    Quantity(value=0.3, power=0)
    >>> parse_quantity("3 * pay") is None
    True
    """
    found = _QUANTITY.fullmatch(text) if len(text) <= _LONGEST else None
    if not found or number_fault(found["number"].lstrip("+-")):
        return None
    value = float(found["number"]) + 0.0  # -0 is 0
    if found["unit"]:
        return Quantity(value * DAYS_PER[found["unit"]], 1)
    if found["share"]:
        value /= 100
    if found["per"]:
        return Quantity(value / DAYS_PER[found["per"]], -1)
    return Quantity(value, 0)


def quantity_fault(text: str) -> tuple[str, str] | None:
    """Say what is wrong with a text that was meant as a quantity.

    Returns
    -------
    (what, hint) or None
        None for a quantity, and for what may be an expression.

    Examples
    --------
    >>> quantity_fault("10 dayz")
    ("expected a quantity, got '10 dayz'", "write '10 days'")
    >>> quantity_fault("1e-3")
    ("expected a number, got '1e-3'", 'write 0.001')
    >>> quantity_fault("10 - lag") is None
    True
    """
    if parse_quantity(text):
        return None
    if len(text) > _LONGEST:
        if re.fullmatch(rf"[+-]?[0-9._]{{{_LONGEST},}}", text):
            return f"expected a number, got {len(text)} digits", "write it shorter"
        return None
    if re.fullmatch(_CLOCK, text):
        return (
            f"expected a number, got {text!r}",
            "write a duration such as '10 days', or a date such as 2025-12-31",
        )
    meant = re.fullmatch(_MEANT_QUANTITY, text, re.IGNORECASE)
    if not meant or (meant["unit"] or "").lower() in _NOT_UNITS:
        return None
    return _mended(text, meant)


def number_fault(text: str) -> tuple[str, str] | None:
    """Say what is wrong with a number without a sign; None if nothing is.

    Examples
    --------
    >>> number_fault("017")
    ("expected a number, got '017'", 'write 17')
    >>> number_fault("1_000")
    ("expected a number, got '1_000'", 'write 1000')
    >>> number_fault("0.5") is None
    True
    """
    if re.fullmatch(r"(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+", text):
        if math.isfinite(float(text)):
            return None
        return f"expected a number, got one of {len(text)} digits", "it is too large"
    right = _decimal(text)
    if right:
        return f"expected a number, got {text!r}", f"write {right}"
    if re.fullmatch(r"\.?(?:inf|nan|infinity)", text, re.IGNORECASE):
        hint = "every number is finite"
    else:
        hint = "write digits, with a point for decimals: 0.035"
    return f"expected a number, got {text!r}", hint


def unit_hint(text: str, *, power: int) -> str:
    """Say how to write the bare number `text` where a duration or a rate is due.

    Parameters
    ----------
    power : int
        1 where a duration is due, -1 where a rate is.

    Examples
    --------
    >>> unit_hint("10", power=1)
    "write '10 days'"
    >>> unit_hint("0.1", power=-1)
    "write '0.1 per month'"
    >>> unit_hint("20%", power=1)
    "write for example '10 days'"
    """
    if power == 1 and text.rstrip().endswith("%"):
        return "write for example '10 days'"
    if power == 1:
        return f"write '{text} {_units(text, 'day')}'"
    return f"write '{text} per month'"


def parse_date(text: str) -> date | None:
    """Read a date written year-month-day; None if there is no such day.

    Examples
    --------
    >>> parse_date("2025-12-31")
    datetime.date(2025, 12, 31)
    >>> parse_date("2025-02-30") is None
    True
    """
    if not re.fullmatch(_DATE, text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def largest_unit(days: float) -> tuple[float, str]:
    """Give a duration in the largest unit that makes it whole, else in days.

    Examples
    --------
    >>> largest_unit(182.625), largest_unit(14.0), largest_unit(10.5)
    ((6.0, 'month'), (2.0, 'week'), (10.5, 'day'))
    """
    if math.isfinite(days):
        for unit in reversed(DAYS_PER):
            count = days / DAYS_PER[unit]
            if round(count) and abs(count - round(count)) < 1e-9:
                return float(round(count)), unit
    return days, "day"


def day_of(day: date, start: date) -> float:
    """Give the day of a run that a date is; `start` is day 0."""
    return float((day - start).days)


def date_of(day: float, start: date) -> date:
    """Give the date on which an instant of a run falls.

    Raises
    ------
    OverflowError
        If `day` is infinite or past the year 9999.
    """
    return start + timedelta(days=math.floor(day))


def _mended(text: str, meant: re.Match[str]) -> tuple[str, str] | None:
    """Give the fault of a near-quantity, with the whole of it written right."""
    sign = meant["number"][0] if meant["number"][0] in "+-" else ""
    number = meant["number"].removeprefix(sign)
    wrong = number_fault(number)
    right = sign.strip("+") + (_decimal(number) or number)
    if not meant["unit"]:
        if meant["per"] and meant["share"] == "":
            return None
        if not wrong:
            return f"expected a quantity, got {text!r}", f"write '{right}%'"
        hint = wrong[1] + "%" * bool(meant["share"] and _decimal(number))
        return f"expected a number, got {text!r}", hint
    if wrong and not _decimal(number):
        return f"expected a number, got {text!r}", wrong[1]
    written = meant["unit"].lower()
    unit = _unit(written)
    if not unit and (meant["per"] or "").strip() == "/":
        return None  # 1 / lag
    if not unit:
        what = f"unknown unit {meant['unit']!r} in {text!r}"
        return what, suggest(written, [f"{known}s" for known in DAYS_PER])
    if meant["per"] or meant["share"] or written.endswith("ly"):
        hint = f"write '{right}{meant['share']} per {unit}'"
    else:
        hint = f"write '{right} {_units(right, unit)}'"
    return f"expected a quantity, got {text!r}", hint


def _decimal(text: str) -> str:
    """Write a number in plain digits; empty if that cannot be done or helps nobody."""
    plain = re.sub("[_, ]", "", text)
    if not re.fullmatch(
        r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?1?[0-9])?", plain, re.IGNORECASE
    ):
        return ""
    from decimal import Decimal  # noqa: PLC0415 - for this one message only

    return format(Decimal(plain), "f")


def _unit(written: str) -> str:
    """Give the unit that a word means: itself, another name, or a near miss."""
    if written in _UNITS:
        return _UNITS[written]
    known = {form: unit for unit in DAYS_PER for form in (unit, f"{unit}s")}
    if written in known:
        return known[written]
    hint = suggest(written, list(known))
    near = re.fullmatch(r"did you mean '(\w+)'\?", hint)
    return known[near[1]] if near else ""


def _units(number: str, unit: str) -> str:
    return unit if float(number) == 1 else f"{unit}s"
