"""The parts of a model that move: ladders, gauges, clocks and policies.

Frozen data. Times are days since the start, rates per day.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from sim.expressions import Tree
from sim.texts import Text

__all__ = [
    "Branch",
    "Clock",
    "Draw",
    "Effect",
    "Expression",
    "Factor",
    "Gauge",
    "Ladder",
    "Parameter",
    "Policy",
    "Toss",
]


@dataclass(frozen=True, slots=True)
class Expression:
    """A whole formula: what it computes, and where its author wrote it.

    Attributes
    ----------
    tree : Tree
        The checked tree.
    text : str
        As written.
    file, line, column, source : str, int, int, str
        Its place in the file, and the line as written.
    """

    tree: Tree
    text: str
    file: str = ""
    line: int = 0
    column: int = 0
    source: str = ""


@dataclass(frozen=True, slots=True)
class Draw:
    """A distribution as its quantile function: one uniform in, one value out.

    Attributes
    ----------
    kind : str
        ``fixed``, ``uniform``, ``triangular``, ``exponential``, ``lognormal``,
        ``weibull``, ``loglogistic``, ``quantiles`` or ``choice``.
    numbers : tuple of Expression
        The quantile function's arguments, in order; for ``quantiles`` and ``choice``
        the values.
    shares : tuple of float
        For ``quantiles``, the share below each value, from 0 to 1.
    weights : tuple of Expression
        For ``choice``, the weight of each value.
    """

    kind: str
    numbers: tuple[Expression, ...]
    shares: tuple[float, ...] = ()
    weights: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something not known: a constant, or a draw that each member makes for itself.

    A parameter whose values are words holds the place of the word in `words`, and in
    `word_titles` what people call each. Those of one that stands for a rung are the
    rungs of the ladder `rung_of`, and ``never``: the ladder has their titles.
    """

    name: str
    title: Text
    value: Expression
    draw: Draw | None = None
    words: tuple[str, ...] = ()
    power: int | None = 0
    rung_of: str = ""
    word_titles: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Ladder:
    """An ordered list of rungs.

    Attributes
    ----------
    name : str
        As expressions write it: ``role``, ``seen``, ``decided(support)``; what a rule
        asks for now is ``wanted(support)``.
    kind : str
        ``own``, ``observed``, ``decided`` or ``wanted``.
    of : str
        The ladder it follows, decides or asks for; its own name if ``own``.
    rungs, rung_titles : tuple
        Lowest first.
    starts : int
        The rung stood on at day 0; -1 where each member works it out at its start: of a
        gauge's bands by its value, of an observation as its source.
    ordered : bool
        False for a list that is no order.
    numbers : dict of str to tuple of Expression
        What each rung carries, by key.
    """

    name: str
    kind: str
    of: str
    title: Text
    actor: str
    rungs: tuple[str, ...]
    rung_titles: tuple[Text, ...]
    starts: int = 0
    ordered: bool = True
    numbers: dict[str, tuple[Expression, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Gauge:
    """A number that a flow fills and a half-life drains.

    With `bands` it is also the ladder of that name. `floors` holds the floor of every
    band but the lowest; `least` and `most` are walls.
    """

    name: str
    title: Text
    unit: str
    starts: Expression
    flow: Expression | None = None
    half_life: Expression | None = None
    bands: tuple[str, ...] = ()
    floors: tuple[Expression, ...] = ()
    least: Expression | None = None
    most: Expression | None = None

    @property
    def walled(self) -> bool:
        """Whether a wall holds it."""
        return self.least is not None or self.most is not None


@dataclass(frozen=True, slots=True)
class Effect:
    """What a firing does to one ladder or gauge.

    Attributes
    ----------
    target : str
        Name of the ladder or gauge.
    move : str
        For a ladder ``up``, ``down`` or a rung; empty for a gauge.
    rung : int
        Index of that rung, -1 for ``up``, ``down`` and gauges.
    operator : str
        For a gauge ``+``, ``-`` or ``=``.
    amount : Expression or None
        For a gauge, the right-hand side.
    """

    target: str
    move: str = ""
    rung: int = -1
    operator: str = ""
    amount: Expression | None = None


@dataclass(frozen=True, slots=True)
class Branch:
    """One of the things a firing may do; `odds` is None where it is the only one."""

    odds: Expression | None
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class Factor:
    """A multiplier of a hazard while a condition holds."""

    name: str
    when: Expression
    times: Expression


@dataclass(frozen=True, slots=True)
class Clock:
    """One cause that may fire.

    Attributes
    ----------
    name : str
        Its stream of luck: ``event war_ends``, ``observation seen``, ``act support``;
        a review is ``review support``, a gauge that crosses the floors of its bands or
        meets a wall ``band discontent``, and ``readings`` is the one that takes notes.
    kind : str
        ``readings``, ``dated``, ``band``, ``hazard``, ``delay``, ``observation``,
        ``review`` or ``act``.
    item : str
        The event, observation or ladder it belongs to.
    when : Expression or None
        The condition under which it runs; None is always.
    rate, factors
        Of a hazard: per day, and what multiplies it.
    delay : Draw or None
        Of a delay, an observation or an act: days from condition to firing.
    since : float
        Of a delay or an observation: for how many days before the start its first delay
        has been running.
    misread : Expression or None
        Of an observation: the chance that it shows a rung beside the true one.
    day : float
        Of a dated event: its day.
    once : bool
        Whether it can fire only once.
    branches : tuple of Branch
        What a firing of an event does.
    """

    name: str
    kind: str
    item: str
    title: Text
    actor: str = ""
    story: Text = Text()
    when: Expression | None = None
    rate: Expression | None = None
    factors: tuple[Factor, ...] = ()
    delay: Draw | None = None
    day: float = math.inf
    once: bool = False
    branches: tuple[Branch, ...] = ()
    since: float = 0.0
    misread: Expression | None = None


@dataclass(frozen=True, slots=True)
class Toss:
    """The luck of one step: a chance, or a chance within a window (a hazard).

    `within` is None for a plain chance.
    """

    chance: Expression
    within: Expression | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """The rule from what an actor sees to what it decides, on one ladder.

    `may`, `resolve`, `relax` and `takes` hold one entry for each rung of the ladder,
    for the step onto (or off) that rung; entry 0 is never used. Of several policies on
    one ladder the first in the model whose `when` holds is in force; None is always.
    """

    name: str
    title: Text
    actor: str
    ladder: str
    wants: tuple[tuple[int, Expression], ...]
    may: tuple[Expression | None, ...]
    resolve: tuple[Toss | None, ...]
    relax: tuple[Toss | None, ...]
    takes: tuple[Draw, ...]
    every: Expression | None
    when_changes: tuple[str, ...]
    stride_all: bool = False
    when: Expression | None = None
