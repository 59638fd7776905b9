"""What a piece of an expression comes out as, and what may be read where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sim.expressions.powers import Power
from sim.expressions.scope import LadderKind
from sim.expressions.tree import Tree

__all__ = ["ERROR", "NO_TREE", "Value", "View"]

NO_TREE = Tree("number")


@dataclass(frozen=True, slots=True)
class View:
    """What may be read where a piece of an expression stands.

    Attributes
    ----------
    where : str
        The place, as messages name it: "a condition", "a rate".
    ladders : bool
        Whether ladders and their keys may be read.
    gauges : bool
        Whether gauges may be read as numbers.
    gauge_power : int or None
        Power of time that a gauge counts as having.
    run : bool
        True where a whole run is looked back on: only functions of it may be read.
    ledger : bool
        Whether nets and amounts may be read.
    strict : bool
        True inside a condition, where only numbers and parameters may divide.
    warn : bool
        Whether a number should be named as a parameter.
    bands : bool
        Whether a gauge with bands is meant as the ladder that they make of it.
    """

    where: str
    ladders: bool = True
    gauges: bool = False
    gauge_power: int | None = 0
    run: bool = False
    ledger: bool = False
    strict: bool = False
    warn: bool = True
    bands: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """What a piece of an expression comes out as; "error" has its fault already."""

    kind: Literal["number", "condition", "ladder", "word", "error"]
    tree: Tree = NO_TREE
    power: Power = None
    ladder: LadderKind | None = None
    words: tuple[str, ...] = ()


ERROR = Value("error")
