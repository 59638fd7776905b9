"""What YAML text becomes: scalars, lists and mappings that know their places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from sim.errors import Place

__all__ = ["Mapping", "Node", "Scalar", "Sequence"]


@dataclass(frozen=True, slots=True)
class Scalar:
    """One word, number or text, as written.

    Attributes
    ----------
    text : str
        Without quotation marks, in Unicode form NFC.
    plain : bool
        True if it stands without quotation marks.
    place : Place
        Where it starts: at the quotation mark, if there is one.
    """

    text: str
    plain: bool
    place: Place

    @property
    def inside(self) -> Place:
        """Where the first character of the text itself stands."""
        mark = self.place.text[self.place.column - 1 : self.place.column]
        return self.place.shifted(1 if not self.plain and mark in {'"', "'"} else 0)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their values, in the order of the file.

    Attributes
    ----------
    entries : dict
        Value under each key.
    keys : dict
        Where each key stands.
    """

    entries: dict[str, Node]
    keys: dict[str, Place]
    place: Place


Node: TypeAlias = Scalar | Sequence | Mapping
