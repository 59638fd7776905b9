"""The flat model that every engine runs, and how a scenario becomes one.

`parts`, `ledger` and `data` say what a model is; `compiling` makes one; `touching` says
what a clock reads and changes; `jsonform` writes a model as JSON and reads it back.
"""

from sim.model.compiling import compile_model
from sim.model.data import Model
from sim.model.jsonform import model_from_json, model_to_json
from sim.model.ledger import Argument, Claim, Lump, Outcome, Reading
from sim.model.parts import (
    Branch,
    Clock,
    Draw,
    Effect,
    Expression,
    Factor,
    Gauge,
    Ladder,
    Parameter,
    Policy,
    Toss,
)
from sim.model.touching import gauges_changed, ladders_read

__all__ = [
    "Argument",
    "Branch",
    "Claim",
    "Clock",
    "Draw",
    "Effect",
    "Expression",
    "Factor",
    "Gauge",
    "Ladder",
    "Lump",
    "Model",
    "Outcome",
    "Parameter",
    "Policy",
    "Reading",
    "Toss",
    "compile_model",
    "gauges_changed",
    "ladders_read",
    "model_from_json",
    "model_to_json",
]
