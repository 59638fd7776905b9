"""Numbers as a reader should see them: no false decimals, and dates for days."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sim.analysis import Estimate
from sim.model import Model
from sim.quantities import date_of
from sim.report.words import say
from sim.texts import Language

__all__ = [
    "PEOPLE",
    "Writer",
    "about_people",
    "around_people",
    "in_percent",
    "people_rounded",
    "percent",
    "percent_range",
    "ranged",
    "significant",
    "told_share",
]

PEOPLE = frozenset({"killed", "wounded", "dead", "casualties"})
"""Units of a gauge that counts people harmed: never a single number."""
MINUS = "−"
DASH = "–"
NOTHING = "–"
PERCENT: dict[Language, str] = {"en": " %", "ko": "%"}
RANGE: dict[Language, str] = {"en": DASH, "ko": "~"}
"""What stands between the two ends of a range: Korean writes 300~400."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the numbers of one run in one language.

    Attributes
    ----------
    start : date
        Day 0.
    language : {"en", "ko"}
    """

    start: date
    language: Language = "en"

    @classmethod
    def of(cls, model: Model, language: Language) -> Writer:
        """Give the writer of one model's numbers."""
        return cls(date.fromisoformat(model.start), language)

    def day(self, day: float) -> str:
        """Write a day of the run as its date; infinite is never.

        Examples
        --------
        >>> Writer(date(2024, 10, 22)).day(14.6)
        '2024-11-05'
        """
        if math.isnan(day):
            return NOTHING
        if math.isinf(day):
            return say("never", self.language)
        try:
            return date_of(day, self.start).isoformat()
        except OverflowError:  # past the year 9999
            return say("days", self.language, number=f"{day:,.0f}")

    def days(self, low: float, high: float) -> str:
        """Write two days as dates."""
        if math.isnan(low) or math.isnan(high):
            return NOTHING
        first, second = self.day(low), self.day(high)
        return first if first == second else self._between(first, second)

    def number(self, value: float) -> str:
        """Write a number with two figures."""
        return significant(value)

    def numbers(self, low: float, high: float) -> str:
        """Write a range with two figures at each end."""
        if math.isnan(low) or math.isnan(high):
            return NOTHING
        if max(abs(low), abs(high)) >= 100:  # beside hundreds tenths are false
            low, high = (_whole(end) for end in (low, high))
        first, second = significant(low), significant(high)
        if first == second:
            return first
        if low < 0 or high < 0:  # a dash or a tilde beside a minus misleads
            return self._between(first, second)
        return ranged(first, second, self.language)

    def mean(self, value: float, low: float, high: float) -> str:
        """Write a mean that stands beside a range, no finer than the range allows.

        Beside hundreds tenths are false, beside thousands single ones.

        Examples
        --------
        >>> writer = Writer(date(2024, 10, 22))
        >>> writer.mean(-0.28, -400.0, 380.0), writer.mean(2.17, 0.0, 4.04)
        ('0', '2.2')
        """
        most = max(abs(low), abs(high))
        if math.isfinite(value) and math.isfinite(most) and most > 0:
            place = 10.0 ** (math.floor(math.log10(most)) - 2)
            value = round(value / place) * place
        return significant(value)

    def mean_in(self, value: float, low: float, high: float) -> str:
        """Write a mean with its range; once, where both are the same.

        Examples
        --------
        >>> writer = Writer(date(2024, 10, 22))
        >>> writer.mean_in(770.4, 44.1, 2971.0), writer.mean_in(0.0, 0.0, 0.0)
        ('770 (44–3,000)', '0')
        """
        told, around = self.mean(value, low, high), self.numbers(low, high)
        return told if told == around else f"{told} ({self.around(low, high)})"

    def around(self, low: float, high: float) -> str:
        """Write the range of 9 of 10 futures, in words where it is one number.

        Examples
        --------
        >>> writer = Writer(date(2024, 10, 22))
        >>> writer.around(44.1, 2971.0), writer.around(0.0, 0.0)
        ('44–3,000', '0 in 9 of 10 futures')
        """
        told = self.numbers(low, high)
        alike = told == significant(high)
        return say("spread_alike", self.language, range=told) if alike else told

    def people(self, low: float, high: float) -> str:
        """Write a range of people: whole ones, with two figures at each end.

        Examples
        --------
        >>> Writer(date(2024, 10, 22)).people(8.8, 4317.2)
        '9–4,300'
        """
        if math.isnan(low) or math.isnan(high):
            return NOTHING
        return self.numbers(people_rounded(low), people_rounded(high))

    def share(self, estimate: Estimate) -> str:
        """Write a share with its interval."""
        return told_share(estimate, self.language)

    def _between(self, first: str, second: str) -> str:
        return say("between", self.language, first=first, second=second)


def percent(share: float, language: Language) -> str:
    """Write a share in whole percent, and say where that would round to none or all.

    Examples
    --------
    >>> [percent(share, "en") for share in (0.374, 0.002, 0.0, 0.999)]
    ['37 %', '<1 %', '0 %', '>99 %']
    >>> percent(0.374, "ko")
    '37%'
    """
    if math.isnan(share):
        return NOTHING
    whole = _whole_percent(share)
    if whole == 0 and share > 0:
        return in_percent("<1", language)
    if whole == 100 and share < 1:
        return in_percent(">99", language)
    return in_percent(f"{whole}", language)


def percent_range(low: float, high: float, language: Language) -> str:
    """Write two shares as a range of whole percent.

    Examples
    --------
    >>> percent_range(0.342, 0.405, "en"), percent_range(0.0, 0.0038, "en")
    ('34–41 %', '<1 %')
    >>> percent_range(0.342, 0.405, "ko")
    '34~41%'
    """
    if math.isnan(low) or math.isnan(high):
        return NOTHING
    first, second = _whole_percent(low), _whole_percent(high)
    if first == second:
        return percent(high if first == 0 else low, language)
    return in_percent(ranged(f"{first}", f"{second}", language), language)


def told_share(estimate: Estimate, language: Language) -> str:
    """Write a share with its interval: ``37 % (34–41 %)``."""
    if math.isnan(estimate.value):
        return NOTHING
    interval = percent_range(estimate.low, estimate.high, language)
    return f"{percent(estimate.value, language)} ({interval})"


def in_percent(number: str, language: Language) -> str:
    """Put the sign behind a number of percent: Korean leaves no space before it."""
    return number + PERCENT[language]


def ranged(first: str, second: str, language: Language) -> str:
    """Write two numbers as a range."""
    return f"{first}{RANGE[language]}{second}"


def significant(value: float, *, figures: int = 2) -> str:
    """Write a number with so many figures and no more.

    Examples
    --------
    >>> significant(12345), significant(-0.0349), significant(30.0)
    ('12,000', '−0.035', '30')
    """
    if math.isnan(value):
        return NOTHING
    if math.isinf(value):
        return MINUS * (value < 0) + "∞"
    if value == 0:
        return "0"
    text = format(Decimal(f"{value:.{figures - 1}e}"), ",f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace("-", MINUS)


def people_rounded(value: float) -> float:
    """Round a count of people to two figures, and to whole people.

    Examples
    --------
    >>> people_rounded(4317.2), people_rounded(8.8)
    (4300.0, 9.0)
    """
    whole = round(value) if math.isfinite(value) else value
    return float(f"{whole:.1e}") if math.isfinite(value) else value


def about_people(value: float, language: Language) -> str:
    """Write a count of people as a range: one future's count is no exact number.

    Examples
    --------
    >>> [about_people(count, "en") for count in (4317, 62, 3.2)]
    ['4,000–5,000', '60–70', '0–10']
    >>> about_people(4317, "ko")
    '4,000~5,000'
    """
    low, high = around_people(value)
    return ranged(f"{low:,.0f}", f"{high:,.0f}", language) if high else "0"


def around_people(value: float) -> tuple[float, float]:
    """Give the ends of the range that `about_people` writes; twice 0 for nobody.

    Examples
    --------
    >>> around_people(4317)
    (4000.0, 5000.0)
    """
    value = max(0.0, value)
    if value < 0.5:
        return 0.0, 0.0
    step = 10.0 ** max(1, math.floor(math.log10(max(value, 10.0))))
    low = math.floor(value / step) * step
    return low, low + step


def _whole(value: float) -> float:
    return math.floor(value + 0.5) if math.isfinite(value) else value


def _whole_percent(share: float) -> int:
    return math.floor(100 * share + 0.5)
