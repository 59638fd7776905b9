"""What a formula comes to while lanes' code is written: text, kind, and where it holds.

Lanes are members side by side; an ``if`` narrows them to those for which it holds. A
`Scope` is one narrowing, a `Value` something known in it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Number", "Scope", "Value", "constant"]

Number = float | int | bool


@dataclass(frozen=True, slots=True, eq=False)
class Value:
    """A value: the same in every lane if `scope` is None, an array in it otherwise.

    Attributes
    ----------
    text : str
        How the code writes it.
    kind : str
        ``f`` float, ``i`` whole number, ``b`` true or false.
    scope : Scope or None
        The narrowing whose lanes the array has.
    const : number or None
        The number, where it is known while the code is written.
    bits : int or None
        Of a whole number, which bits can be set; None if that is not known.
    """

    text: str
    kind: str
    scope: Scope | None = None
    const: Number | None = None
    bits: int | None = None

    @property
    def simple(self) -> bool:
        """Whether it is a variable or a number, and can be written twice."""
        return self.const is not None or self.text.isidentifier()


def constant(number: Number) -> Value:
    """Give a number as a value."""
    if isinstance(number, bool):
        return Value(repr(number), "b", const=number)
    if isinstance(number, int):
        bits = number if number >= 0 else None
        return Value(
            f"({number})" if number < 0 else repr(number), "i", None, number, bits
        )
    text = repr(float(number)).replace("inf", "INF").replace("nan", "NAN")
    return Value(
        f"({text})" if text.startswith("-") else text, "f", const=float(number)
    )


@dataclass(eq=False)
class Scope:
    """One narrowing of lanes.

    Attributes
    ----------
    parent : Scope or None
    lanes : str
        The variable that holds the numbers of the lanes' slots.
    picks : str
        The variable that holds their positions among the parent's lanes.
    whole : str
        The variable that says whether they are all of the parent's lanes: then what is
        known there is known here, and nothing is taken out of it.
    """

    parent: Scope | None
    lanes: str
    picks: str
    whole: str = ""
    named: dict[str, Value] = field(default_factory=dict)
    loads: dict[tuple[str, int], tuple[int, Value]] = field(default_factory=dict)
    views: dict[str, str] = field(default_factory=dict)
    ways: dict[int, tuple[str, str]] = field(default_factory=dict)
    inner: dict[str, Scope] = field(default_factory=dict)
