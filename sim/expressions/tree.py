"""The checked form of an expression: a tree of operations over numbered names."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

__all__ = ["OPERATIONS", "Json", "Tree"]

Json = str | float | int | Sequence["Json"]

OPERATIONS = frozenset(
    "number parameter word ladder rung key gauge level "
    "add sub mul div pow neg min max abs exp log sqrt "
    "and or not compare if true false "
    "ever first time_in highest final rises falls "
    "net gain loss amount reading".split()
)


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """One operation and what it is applied to.

    Attributes
    ----------
    op : str
        One of `OPERATIONS`, listed under Notes.
    parts : tuple of Tree
        What the operation is applied to, in the order written.
    name : str
        The name of what is read, or the comparison that is made.
    number : float
        The number that is meant.

    Notes
    -----
    ==================  ========================================================
    number              `number`: days, per day, or plain
    parameter           `name`: a number, or the index of a word
    word                `name`, `number`: its index among its parameter's words
    ladder              `name`: ``role``, ``seen`` or ``decided(support)``
    rung                `name`, `number`: its index on the ladder it is compared to
    key                 `name` ``role.troops``, parts (the ladder,)
    gauge               `name`
    level               parts (a ladder, or ``highest``/``final`` of one,)
    add sub mul div     two parts; pow too; neg abs exp log sqrt have one
    min max and or      two parts or more; not has one
    compare             `name` one of ``< <= > >= == !=``; two parts
    if                  parts (condition, then, else)
    true false          always, never
    ever first time_in  parts (condition,), `number` the last day (inf: whole run)
    highest final       parts (a ladder or gauge,), `number` as above
    rises falls         parts (a ladder,), `number` as above
    net gain loss       `name` an actor; amount: an argument; `number` a horizon in
                        days, or nan for the one the claim is being evaluated at
    reading             `number`: which of a model's readings (only in a model)
    ==================  ========================================================
    """

    op: str
    parts: tuple[Tree, ...] = ()
    name: str = ""
    number: float = 0.0

    def __eq__(self, other: object) -> bool:
        # A horizon may be nan, and two trees with it are still the same tree.
        if not isinstance(other, Tree):
            return NotImplemented
        return self._identity == other._identity

    def __hash__(self) -> int:
        return hash(self._identity)

    @property
    def _identity(self) -> tuple[str, str, float | None, tuple[Tree, ...]]:
        number = None if math.isnan(self.number) else self.number
        return (self.op, self.name, number, self.parts)

    def walk(self) -> Iterator[Tree]:
        """Give this tree and everything in it, outermost first."""
        yield self
        for part in self.parts:
            yield from part.walk()

    def to_json(self) -> list[Json]:
        """Give the tree as nested lists that strict JSON can hold.

        Examples
        --------
        >>> Tree("neg", (Tree("parameter", name="pay"),)).to_json()
        ['neg', ['parameter', 'pay']]
        """
        told: list[Json] = [self.op]
        finite = math.isfinite(self.number)
        if self.name or not finite:
            told.append(self.name)
        if not finite:
            told.append(str(self.number))
        elif self.number:
            told.append(self.number)
        return told + [part.to_json() for part in self.parts]

    @classmethod
    def from_json(cls, told: Json) -> Tree:
        """Build the tree that `to_json` gave.

        Raises
        ------
        ValueError
            If `told` is no such list.
        """
        if not isinstance(told, list | tuple) or not told or told[0] not in OPERATIONS:
            raise ValueError(f"expected a tree as nested lists, got {told!r:.80}")
        op, *rest = told
        name, number = "", 0.0
        if rest and isinstance(rest[0], str):
            name = rest.pop(0)
        if rest and isinstance(rest[0], str | float | int):
            number = float(rest.pop(0))
        return cls(str(op), tuple(cls.from_json(part) for part in rest), name, number)
