"""What an expression may name, and what is due where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Literal

from sim.errors import Problem
from sim.expressions.tree import Tree

__all__ = [
    "Checked",
    "Due",
    "GaugeKind",
    "Kind",
    "LadderKind",
    "ParameterKind",
    "Scope",
]

Kind = Literal["number", "condition", "ladder"]


class Due(Enum):
    """What the place where an expression stands asks for."""

    CONDITION = "a condition"
    NUMBER = "a number"  # over parameters only, with any power of time
    DURATION = "a duration"  # over parameters only
    RATE = "a rate"
    FLOW = "a flow"
    ODDS = "odds"
    FACTOR = "a factor"  # of a hazard: not negative, and 1 is no effect
    AMOUNT = "an amount"  # may read gauges
    ARGUMENT_FLOW = "an argument's flow"  # may read one gauge, as A * gauge + B
    OUTCOME = "an outcome"
    CLAIM = "a claim"


@dataclass(frozen=True, slots=True)
class ParameterKind:
    """What an expression must know of a parameter.

    Attributes
    ----------
    power : int or None
        Power of time: 1 a duration, -1 a rate, 0 neither; None is not known, and
        then nothing is said.
    words : tuple of str
        Its words, if its values are words; empty for a number.
    written : str
        Its value as the author wrote it, for the message that asks for a unit.
    rung_of : LadderKind or None
        The ladder of which its words are rungs, but for the last, ``never``.
    where : str
        The file and line of its value, if what reads it may stand in another file.
    """

    power: int | None = None
    words: tuple[str, ...] = ()
    written: str = ""
    rung_of: LadderKind | None = None
    where: str = ""


@dataclass(frozen=True, slots=True)
class LadderKind:
    """What an expression must know of a ladder or an observation.

    Attributes
    ----------
    rungs : tuple of str
        Lowest first. Ladders with the same rungs can be compared.
    ordered : bool
        False for a list that is no order: only ``==`` and ``!=``.
    keys : mapping from str to int or None
        The numbers that its rungs carry, with their power of time.
    of : str
        The ladder an observation follows; else empty or its own name.
    steered : bool
        False if no policy moves it, so that ``decided(...)`` makes no sense.
    """

    rungs: tuple[str, ...]
    ordered: bool = True
    keys: Mapping[str, int | None] = field(default_factory=dict)
    of: str = ""
    steered: bool = True


@dataclass(frozen=True, slots=True)
class GaugeKind:
    """What an expression must know of a gauge: its unit, and the names of its bands."""

    unit: str = ""
    bands: tuple[str, ...] = ()

    @property
    def ladder(self) -> LadderKind | None:
        """The ladder that its bands make of it; None without bands."""
        return LadderKind(self.bands, steered=False) if self.bands else None


@dataclass(frozen=True, slots=True)
class Scope:
    """Everything that an expression of one scenario may name.

    Attributes
    ----------
    start : date
        Day 0, for ``day(2025-12-31)``.
    horizon : float
        The last day of the run, in days.
    parameters, ladders, gauges : mapping from id to its kind
        Observations stand among the ladders.
    actors, arguments : tuple of str
        Names after ``net.``, ``gain.``, ``loss.`` and after ``amount.`` in claims.
    horizons : tuple of float
        The ledger's horizons, in days.
    broken : frozenset of str
        Ids that are declared but faulty: nothing is said of them here.
    """

    start: date
    horizon: float
    parameters: Mapping[str, ParameterKind] = field(default_factory=dict)
    ladders: Mapping[str, LadderKind] = field(default_factory=dict)
    gauges: Mapping[str, GaugeKind] = field(default_factory=dict)
    actors: tuple[str, ...] = ()
    arguments: tuple[str, ...] = ()
    horizons: tuple[float, ...] = ()
    broken: frozenset[str] = frozenset()

    def ladder(self, name: str) -> LadderKind | None:
        """Give a ladder, an observation or a gauge with bands; None if it is none."""
        if name in self.ladders:
            return self.ladders[name]
        return self.gauges[name].ladder if name in self.gauges else None


@dataclass(frozen=True, slots=True)
class Checked:
    """An expression after `check`: its tree, or what is wrong with it.

    Attributes
    ----------
    tree : Tree
        To be used only if no problem is more than a warning and nothing named in it
        is broken.
    kind : {"number", "condition", "ladder"}
        What it comes out as; "ladder" only for an outcome such as ``highest(role)``.
    power : int or None
        Power of time of a number; None if it is not known or any would do.
    problems : tuple of Problem
        Faults and warnings, in the order of the text.
    uses : frozenset of str
        Ids of the parameters, ladders, observations, gauges, actors and arguments
        that it reads (``role.troops`` and ``decided(role)`` both read ``role``).
    """

    tree: Tree
    kind: Kind
    power: int | None
    problems: tuple[Problem, ...]
    uses: frozenset[str]

    @property
    def sound(self) -> bool:
        """True if there is nothing worse than a warning."""
        return all(problem.warning for problem in self.problems)
