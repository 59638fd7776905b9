"""Durations and rates as a notebook writes them: ``"18 months"``, ``"5% per year"``."""

from __future__ import annotations

from sim.errors import UsageError
from sim.quantities import parse_quantity

__all__ = ["days_of", "rate_of"]


def days_of(duration: str | float) -> float:
    """Give a duration such as ``"18 months"`` in days; a number is days already.

    Raises
    ------
    UsageError
        If it is no duration.

    Examples
    --------
    >>> days_of("3 weeks")
    21.0
    """
    if not isinstance(duration, str):
        return float(duration)
    quantity = parse_quantity(duration.strip())
    if quantity is None or quantity.power != 1:
        raise UsageError(
            f"expected a duration such as '18 months' or '90 days', got {duration!r}"
        )
    return quantity.value


def rate_of(rate: str) -> float:
    """Give a rate such as ``"5% per year"`` per day.

    Raises
    ------
    UsageError
        If it is no rate.

    Examples
    --------
    >>> rate_of("0% per year")
    0.0
    """
    quantity = parse_quantity(rate.strip())
    if quantity is None or quantity.power != -1:
        raise UsageError(f"expected a rate such as '5% per year', got {rate!r}")
    return quantity.value
