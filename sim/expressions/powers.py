"""Powers of time: what is a duration (1), what is per time (-1), what is neither (0).

None is a power that is not known, `ANY` that of a number in an expression, which may
be meant as anything: of both nothing is said.
"""

from __future__ import annotations

from typing import Final, Literal

__all__ = [
    "ANY",
    "Power",
    "divided",
    "known",
    "merged",
    "multiplied",
    "phrase",
    "raised",
]

ANY: Final = "any"
Power = int | Literal["any"] | None

_LARGEST = 20  # beyond it nobody meant a power of time


def known(power: Power) -> int | None:
    """Give the power if it is one, else None."""
    return power if isinstance(power, int) else None


def multiplied(one: Power, other: Power) -> Power:
    """Power of a product."""
    if one is None or other is None:
        return None
    if one == ANY or other == ANY:  # noqa: PLR1714 - mypy narrows these
        return ANY
    return _bounded(one + other)


def divided(one: Power, other: Power) -> Power:
    """Power of a quotient."""
    return multiplied(one, -other if isinstance(other, int) else other)


def raised(power: Power, exponent: float | None) -> Power:
    """Power of ``x ** exponent``; the exponent is None if it is no plain number."""
    if not isinstance(power, int) or power == 0:
        return power
    if exponent is None or power * exponent != int(power * exponent):
        return None
    return _bounded(int(power * exponent))


def merged(one: Power, other: Power) -> Power:
    """Power of two things that should be alike: of the one that has it."""
    if isinstance(one, int):
        return one
    return other if one == ANY or isinstance(other, int) else one


def phrase(power: int) -> str:
    """Name a power of time in a message.

    Examples
    --------
    >>> phrase(0), phrase(-1), phrase(1), phrase(-2)
    ('one without time', 'one per time', 'a duration', 'one per time squared')
    """
    if power == 0:
        return "one without time"
    if power == 1:
        return "a duration"
    size = {1: "", 2: " squared"}.get(abs(power), f" to the power {abs(power)}")
    return f"one per time{size}" if power < 0 else f"one times time{size}"


def _bounded(power: int) -> Power:
    return power if abs(power) <= _LARGEST else None
