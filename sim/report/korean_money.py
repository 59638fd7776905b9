"""Millions of money as Korean counts them: by ten thousands and hundred millions."""

from __future__ import annotations

import re

from sim.report.words import say_or

__all__ = ["money_in_korean"]

_NUMBER = re.compile(r"(−?)(\d[\d,]*)(\.\d+)?")
_STEPS = ((10**12, "조"), (10**8, "억"), (10**4, "만"))
_MILLION = "백만 "


def money_in_korean(number: str, unit: str) -> str:
    """Write an amount of a unit that counts millions; empty where it counts none.

    Parameters
    ----------
    number : str
        As `significant` writes it, such as ``21,000``.
    unit : str
        Such as ``million USD``.

    Examples
    --------
    >>> money_in_korean("21,000", "million USD"), money_in_korean("−450", "million USD")
    ('210억 달러', '−4억 5,000만 달러')
    >>> money_in_korean("0.35", "million USD"), money_in_korean("12", "points")
    ('35만 달러', '')
    """
    found = _NUMBER.fullmatch(number)
    currency = say_or(f"unit {unit}", "ko", "")
    if found is None or not currency.startswith(_MILLION):
        return ""
    sign, whole, part = found.groups()
    left = round(float(whole.replace(",", "") + (part or "")) * 10**6)
    counted = []
    for size, word in _STEPS:
        many, left = divmod(left, size)
        if many:
            counted.append(f"{many:,}{word}")
    if left or not counted:
        counted.append(f"{left:,}")
    return f"{sign}{' '.join(counted)} {currency.removeprefix(_MILLION)}"
