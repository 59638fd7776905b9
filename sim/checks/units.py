"""Units of what is counted: ``million USD per soldier`` as a number and its bases.

Time is no part of them: it stands with the number (``0.0042 per month``) and is
followed as a power while an expression is read.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from sim.quantities import DAYS_PER, UNITS

__all__ = [
    "PLAIN",
    "Unit",
    "divided",
    "factor",
    "multiplied",
    "parse_unit",
    "raised",
    "timeless",
]

_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9,
    "trillion": 1e12, "천": 1e3, "만": 1e4, "억": 1e8, "조": 1e12,
}  # fmt: skip
_SHOWN = {1e2: "hundred", 1e3: "thousand", 1e6: "million", 1e9: "billion"}
_NOTHING = frozenset({"", "1", "%", "share", "number", "plain number", "factor"})
_IRREGULAR = {"people": "person", "men": "man", "women": "woman", "lives": "life"}


@dataclass(frozen=True, slots=True)
class Unit:
    """How many of what, over what.

    Attributes
    ----------
    scale : float
        1,000,000 for ``million USD``.
    powers : tuple of (str, int)
        Each base, in the singular, and its power; by name. None for a plain number.
    text : str
        As its author wrote it; for one that was worked out, as it might be written.
    time : str
        The unit of time that stands in it, where none should: ``month``.
    """

    scale: float
    powers: tuple[tuple[str, int], ...]
    text: str = ""
    time: str = ""

    def __str__(self) -> str:
        return self.text or "a plain number"

    def like(self, other: Unit) -> bool:
        """Tell if both count the same, in the same measure."""
        return self.powers == other.powers and math.isclose(self.scale, other.scale)


PLAIN = Unit(1.0, ())


def parse_unit(text: str) -> Unit:
    """Read a unit; anything is one.

    Examples
    --------
    >>> parse_unit("million USD per soldier").powers
    (('USD', 1), ('soldier', -1))
    >>> parse_unit("points for a year").powers
    (('point for a year', 1),)
    >>> parse_unit("USD per month").time
    'month'
    """
    above, *below = re.split(r"(?:^|\s+)per\s+", text.strip())
    scale, base = _piece(above)
    powers = {base: 1} if base else {}
    time = ""
    for piece in below:
        under, base = _piece(piece)
        if base in DAYS_PER:
            time = base
            continue
        scale /= under
        if base:
            powers[base] = powers.get(base, 0) - 1
    return Unit(scale, _sorted(powers), text.strip(), time)


def _piece(text: str) -> tuple[float, str]:
    """Give the scale and the base of what stands between two ``per``."""
    words = text.split()
    scale = 1.0
    while words:
        first = words[0].lower()
        if first in _SCALES:
            scale *= _SCALES[first]
        elif len(words) > 1 and re.fullmatch(r"[1-9][0-9,]*(?:\.[0-9]+)?", first):
            scale *= float(first.replace(",", ""))
        else:
            break
        words.pop(0)
    # Capitals alone are kept: USD is a currency, and People are people.
    base = " ".join(_singular(w if w.isupper() else w.lower()) for w in words)
    return scale, "" if base in _NOTHING else base


def _singular(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word in UNITS:
        return word.removesuffix("s")
    if len(word) <= 3 or word.endswith(("ss", "us")):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")


def multiplied(one: Unit | None, other: Unit | None) -> Unit | None:
    """Give the unit of a product; a number without one counts as plain beside one."""
    if one is None or other is None:
        return one or other
    powers = dict(one.powers)
    for base, power in other.powers:
        powers[base] = powers.get(base, 0) + power
    return _made(one.scale * other.scale, powers)


def divided(one: Unit | None, other: Unit | None) -> Unit | None:
    """Give the unit of a quotient."""
    return multiplied(one, raised(other, -1))


def raised(unit: Unit | None, exponent: float) -> Unit | None:
    """Give the unit of a power; None if it comes out as no whole one."""
    if unit is None:
        return None
    powers = {base: power * exponent for base, power in unit.powers}
    if any(power != int(power) or abs(power) > 20 for power in powers.values()):
        return None
    try:
        scale = unit.scale**exponent
    except OverflowError:
        return None
    return _made(scale, {base: int(power) for base, power in powers.items()})


def timeless(unit: Unit) -> Unit:
    """Give a unit without the times it counts: years that are counted are a number.

    Examples
    --------
    >>> str(timeless(parse_unit("years"))), str(timeless(parse_unit("points")))
    ('a plain number', 'points')
    """
    kept = {base: power for base, power in unit.powers if base not in DAYS_PER}
    return unit if len(kept) == len(unit.powers) else _made(unit.scale, kept)


def factor(one: Unit, other: Unit) -> float | None:
    """Give how many of `other` one of `one` is; None if they count different things."""
    return one.scale / other.scale if one.powers == other.powers else None


def _made(scale: float, powers: dict[str, int]) -> Unit:
    kept = _sorted(powers)
    return Unit(scale, kept, _told(scale, kept))


def _sorted(powers: dict[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted((base, power) for base, power in powers.items() if power))


def _told(scale: float, powers: Iterable[tuple[str, int]]) -> str:
    above = [_power(base, power) for base, power in powers if power > 0]
    below = [_power(base, -power) for base, power in powers if power < 0]
    size = "" if math.isclose(scale, 1.0) else _SHOWN.get(scale, f"{scale:,.6g}")
    told = " ".join(filter(None, [size, " × ".join(above)]))
    return " per ".join([told, *below]).strip()


def _power(base: str, power: int) -> str:
    return base if power == 1 else f"{base} to the power {power}"
