"""The flat model that every engine runs, and how a scenario becomes one.

`parts`, `ledger` and `data` say what a model is; `compiling` makes one; `jsonform`
writes it as JSON and reads it back.
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
    "model_from_json",
    "model_to_json",
]
