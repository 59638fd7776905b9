"""Millions of money as Korean news prose counts them: 4억5000만 달러.

An amount with its unit is written so. A table or an axis that names its unit once, for
many numbers, keeps the numbers and says 100만 달러.
"""

from __future__ import annotations

import re

from sim.report.words import say_or

__all__ = ["money_in_korean"]

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_STEPS = ((10**12, "조"), (10**8, "억"), (10**4, "만"))
_MILLION = "100만 "


def money_in_korean(number: str, unit: str) -> str:
    """Write an amount of a unit that counts millions; empty where it counts none.

    Parameters
    ----------
    number : str
        As `significant` writes it, such as ``21,000``, or a range of such.
    unit : str
        Such as ``million USD``.

    Examples
    --------
    >>> money_in_korean("21,000", "million USD"), money_in_korean("−450", "million USD")
    ('210억 달러', '−4억5000만 달러')
    >>> money_in_korean("0.35", "million USD"), money_in_korean("12", "points")
    ('35만 달러', '')
    """
    currency = say_or(f"unit {unit}", "ko", "")
    if not currency.startswith(_MILLION) or not _NUMBER.search(number):
        return ""
    counted = _NUMBER.sub(lambda found: _counted(found[0]), number)
    return f"{counted} {currency.removeprefix(_MILLION)}"


def _counted(millions: str) -> str:
    left = round(float(millions.replace(",", "")) * 10**6)
    counted = ""
    for size, word in _STEPS:
        many, left = divmod(left, size)
        if many:
            counted += f"{many}{word}"
    return f"{counted}{left}" if left or not counted else counted
