"""Quantities: what is read, what is refused, and with which advice."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.quantities import (
    DAYS_PER,
    Quantity,
    date_of,
    day_of,
    number_fault,
    parse_date,
    parse_quantity,
    quantity_fault,
    unit_hint,
)

MONTH, YEAR = 365.25 / 12, 365.25


@pytest.mark.parametrize(
    ("text", "value", "power"),
    [
        ("1 day", 1.0, 1),
        ("10 days", 10.0, 1),
        ("2 weeks", 14.0, 1),
        ("2 months", 2 * MONTH, 1),
        ("1.5 years", 1.5 * YEAR, 1),
        ("0.035 per month", 0.035 / MONTH, -1),
        ("5% per year", (5 / 100) / YEAR, -1),
        ("900 per day", 900.0, -1),
        ("30%", 30 / 100, 0),
        ("30 %", 0.3, 0),
        ("12", 12.0, 0),
        ("-3.5", -3.5, 0),
        ("+3.5", 3.5, 0),
        (".5", 0.5, 0),
        ("1.", 1.0, 0),
        ("0", 0.0, 0),
        ("-2 days", -2.0, 1),
    ],
)
def test_quantities_are_read_in_days_and_per_day(
    text: str, value: float, power: int
) -> None:
    assert parse_quantity(text) == Quantity(value, power)
    assert quantity_fault(text) is None


def test_minus_nothing_is_nothing() -> None:
    assert str(parse_quantity("-0")) == "Quantity(value=0.0, power=0)"


WRONG = {
    "1e-3": ("expected a number, got '1e-3'", "write 0.001"),
    "1E5": ("expected a number, got '1E5'", "write 100000"),
    "-1e-3": ("expected a number, got '-1e-3'", "write 0.001"),
    "1e-3 per month": (
        "expected a quantity, got '1e-3 per month'",
        "write '0.001 per month'",
    ),
    "1e300": (
        "expected a number, got '1e300'",
        "write digits, with a point for decimals: 0.035",
    ),
    "017": ("expected a number, got '017'", "write 17"),
    "017 days": ("expected a quantity, got '017 days'", "write '17 days'"),
    "1:30": (
        "expected a number, got '1:30'",
        "write a duration such as '10 days', or a date such as 2025-12-31",
    ),
    "1_000": ("expected a number, got '1_000'", "write 1000"),
    "1,000": ("expected a number, got '1,000'", "write 1000"),
    "1 000": ("expected a number, got '1 000'", "write 1000"),
    "1,000 days": ("expected a quantity, got '1,000 days'", "write '1000 days'"),
    "017%": ("expected a number, got '017%'", "write 17%"),
    "inf": ("expected a number, got 'inf'", "every number is finite"),
    "-.inf": ("expected a number, got '-.inf'", "every number is finite"),
    "nan": ("expected a number, got 'nan'", "every number is finite"),
    "1.2.3": (
        "expected a number, got '1.2.3'",
        "write digits, with a point for decimals: 0.035",
    ),
    "1.2.3 days": (
        "expected a number, got '1.2.3 days'",
        "write digits, with a point for decimals: 0.035",
    ),
    "10 dayz": ("expected a quantity, got '10 dayz'", "write '10 days'"),
    "1 dais": ("expected a quantity, got '1 dais'", "write '1 day'"),
    "10days": ("expected a quantity, got '10days'", "write '10 days'"),
    "10 Days": ("expected a quantity, got '10 Days'", "write '10 days'"),
    "10 d": ("expected a quantity, got '10 d'", "write '10 days'"),
    "10일": ("expected a quantity, got '10일'", "write '10 days'"),
    "3개월": ("expected a quantity, got '3개월'", "write '3 months'"),
    "3 hours": (
        "unknown unit 'hours' in '3 hours'",
        "expected one of: days, weeks, months, years",
    ),
    "0.1 per months": (
        "expected a quantity, got '0.1 per months'",
        "write '0.1 per month'",
    ),
    "0.1/month": ("expected a quantity, got '0.1/month'", "write '0.1 per month'"),
    "5% a year": ("expected a quantity, got '5% a year'", "write '5% per year'"),
    "2 monthly": ("expected a quantity, got '2 monthly'", "write '2 per month'"),
    "30  %": ("expected a quantity, got '30  %'", "write '30%'"),
    "9" * 90: ("expected a number, got 90 digits", "write it shorter"),
}


@pytest.mark.parametrize("text", WRONG, ids=lambda text: text[:20])
def test_what_was_meant_as_a_quantity_is_refused_with_advice(text: str) -> None:
    assert parse_quantity(text) is None
    assert quantity_fault(text) == WRONG[text]


@pytest.mark.parametrize(
    "text",
    ["3 * pay", "10 - lag", "1 - share", "1 / lag", "pay", "", "1 if", "5 per", "٣",
     "a" * 100, "1 + 1" * 30],
)  # fmt: skip
def test_what_may_be_an_expression_is_left_to_expressions(text: str) -> None:
    assert parse_quantity(text) is None
    assert quantity_fault(text) is None


def test_a_number_with_three_hundred_digits_and_more_is_too_large() -> None:
    assert number_fault("9" * 400) == (
        "expected a number, got one of 400 digits",
        "it is too large",
    )


def test_advice_for_a_bare_number_names_a_unit() -> None:
    assert unit_hint("10", power=1) == "write '10 days'"
    assert unit_hint("1", power=1) == "write '1 day'"
    assert unit_hint("0.1", power=-1) == "write '0.1 per month'"


@given(st.integers(0, 10**6), st.integers(0, 999), st.sampled_from(list(DAYS_PER)))
def test_a_duration_is_the_number_times_its_unit_to_the_last_bit(
    whole: int, thousandths: int, unit: str
) -> None:
    number = f"{whole}.{thousandths:03}"
    days = DAYS_PER[unit]
    assert parse_quantity(f"{number} {unit}s") == Quantity(float(number) * days, 1)
    assert parse_quantity(f"{number} per {unit}") == Quantity(float(number) / days, -1)


@given(st.text(max_size=100))
def test_no_text_breaks_the_reading_of_quantities(text: str) -> None:
    quantity = parse_quantity(text)
    assert quantity is None or quantity_fault(text) is None


@given(st.from_regex(r"[+-]?[0-9.,_e:% /a-z-]{1,30}", fullmatch=True))
def test_no_near_quantity_breaks_it_and_all_advice_can_be_followed(text: str) -> None:
    fault = quantity_fault(text)
    if fault and fault[1].startswith("write '"):
        assert parse_quantity(fault[1][7:-1]) is not None


def test_dates_are_year_month_day_and_must_exist() -> None:
    assert parse_date("2025-12-31") == date(2025, 12, 31)
    assert parse_date("2024-02-29") == date(2024, 2, 29)
    for text in ("2025-02-29", "2025-1-5", "20250105", "2025-13-01", "2025-W01-1", ""):
        assert parse_date(text) is None


@given(st.dates(), st.dates())
def test_days_and_dates_are_there_and_back(day: date, start: date) -> None:
    assert date_of(day_of(day, start), start) == day


def test_an_instant_falls_on_the_day_it_is_in() -> None:
    start = date(2024, 10, 22)
    assert date_of(0.99, start) == start
    assert date_of(1.0, start) == date(2024, 10, 23)
    with pytest.raises(OverflowError):
        date_of(float("inf"), start)
