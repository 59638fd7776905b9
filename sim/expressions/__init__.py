"""The small language of conditions and amounts: text -> checked tree -> value or words.

`check` reads a text and finds everything that is wrong with it; `evaluate` works a
checked tree out for one member or for many, `describe` tells it in words.

Read the modules in this order: `tokens` and `parsing` (what was written), `scope` (what
may be named), `checking` with `meaning`, `comparing`, `functions` and `outcomes` (what
it means), `tree`, `evaluating`, `describing`.
"""

from sim.expressions.checking import check
from sim.expressions.describing import describe
from sim.expressions.english import within
from sim.expressions.evaluating import evaluate
from sim.expressions.functions import RESERVED
from sim.expressions.intervals import Bounds, Known, bounds_of, may_hold
from sim.expressions.korean import with_particle
from sim.expressions.linear import NotLinearError, linear_in_gauge
from sim.expressions.scope import (
    Checked,
    Due,
    GaugeKind,
    LadderKind,
    ParameterKind,
    Scope,
)
from sim.expressions.tree import Tree

__all__ = [
    "RESERVED",
    "Bounds",
    "Checked",
    "Due",
    "GaugeKind",
    "Known",
    "LadderKind",
    "NotLinearError",
    "ParameterKind",
    "Scope",
    "Tree",
    "bounds_of",
    "check",
    "describe",
    "evaluate",
    "linear_in_gauge",
    "may_hold",
    "with_particle",
    "within",
]
