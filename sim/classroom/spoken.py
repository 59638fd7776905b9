"""Dates and spans of time as they are read aloud, and lateness in whole dates."""

from __future__ import annotations

import math
from datetime import date

from sim.texts import Language

__all__ = ["days_late", "spoken_date", "spoken_span", "told_days", "told_late"]

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December",
)  # fmt: skip
MONTH, YEAR = 365.25 / 12, 365.25
IN_DAYS, IN_MONTHS = 90, 24
"""Up to so many days a span is said in days, and up to so many months in months."""


def told_days(days: float, language: Language) -> str:
    """Write a count of days as whole days."""
    count = max(0, round(days))
    if language == "ko":
        return f"{count}일"
    return "1 day" if count == 1 else f"{count} days"


def days_late(day: float, late: float) -> int:
    """Count the days from the date on which a thing was so to that of its news.

    It is what a pupil finds who subtracts the two dates on a sheet.

    Examples
    --------
    >>> days_late(10.2, 1.4), days_late(10.9, 0.5)
    (2, 0)
    """
    return math.floor(day) - math.floor(day - late)


def told_late(day: float, late: float, language: Language) -> str:
    """Write how late news was, the day itself being no day late."""
    count = days_late(day, late)
    if count == 0:
        return "당일" if language == "ko" else "the same day"
    return told_days(count, language)


def spoken_date(iso: str, language: Language) -> str:
    """Give a date as it is read aloud; what is no date stays as it is.

    Examples
    --------
    >>> spoken_date("2035-06-30", "en"), spoken_date("2035-06-30", "ko")
    ('30 June 2035', '2035년 6월 30일')
    """
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    if language == "ko":
        return f"{day.year}년 {day.month}월 {day.day}일"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def spoken_span(days: float, language: Language) -> str:
    """Give a span of time as it is read aloud: days, months or years.

    Examples
    --------
    >>> [spoken_span(days, "en") for days in (1, 51, 295, 1889)]
    ['1 day', '51 days', 'about 10 months', 'about 5 years']
    """
    if days <= IN_DAYS:
        return told_days(days, language)
    months = round(days / MONTH)
    if months < IN_MONTHS:
        return f"약 {months}개월" if language == "ko" else f"about {months} months"
    years = round(days / YEAR)
    return f"약 {years}년" if language == "ko" else f"about {years} years"
