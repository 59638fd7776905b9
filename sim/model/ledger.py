"""The parts of a model that nothing reads: sums, readings, outcomes and claims.

Frozen data. Times are days since the start, rates per day.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.expressions import Tree
from sim.model.parts import Expression
from sim.texts import Text

__all__ = ["Argument", "Claim", "Lump", "Outcome", "Reading"]


@dataclass(frozen=True, slots=True)
class Lump:
    """An amount that falls due at once.

    `kind` is ``each`` (read before that event's effects), ``entering`` or ``rising``
    (read after the move).
    """

    kind: str
    amount: Expression
    event: str = ""
    ladder: str = ""
    rung: int = -1


@dataclass(frozen=True, slots=True)
class Argument:
    """A stated reason for or against: a discounted sum that nothing reads.

    `counted` is False where its amount is in a unit of its own without a weight: it is
    then shown in that unit and is in no sum. `reads` is the gauge its flow reads, as
    ``slope * gauge + level``.
    """

    name: str
    title: Text
    actor: str
    side: str
    account: str
    unit: str
    weight: Expression | None
    counted: bool
    flow: Expression | None = None
    reads: str = ""
    slope: Tree | None = None
    level: Tree | None = None
    lumps: tuple[Lump, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing asked of a run, up to a day.

    Attributes
    ----------
    op : str
        ``ever``, ``first``, ``time_in``, ``highest``, ``final``, ``rises``, ``falls``.
    inner : Tree
        The condition, ladder or gauge it is asked of.
    day : float
        What happens at that day or later is not counted.
    """

    op: str
    inner: Tree
    day: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run comes to: a tree over readings (``reading`` nodes) and parameters.

    `kind` is ``condition``, ``number``, ``day`` or ``ladder``; of the last, `ladder`
    is the ladder whose rungs it counts.
    """

    name: str
    title: Text
    kind: str
    value: Expression
    ladder: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence somebody said, tested at each of the ledger's horizons.

    `trees` holds one tree for each horizon, and so does `given`, if it is tested only
    where that holds; `parameters_only` marks an assumption.
    """

    name: str
    says: Text
    text: str
    trees: tuple[Tree, ...]
    parameters_only: bool = False
    given: tuple[Tree, ...] = ()
    given_text: str = ""
