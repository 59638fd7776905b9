"""The schema: what a scenario file may say, and the frozen data it becomes.

The only home of pydantic. Read `words` (leaves), `part` (how a mapping is read), then
`spread`, `world`, `events`, `policies`, `ledger`, `whole`, `reading`; `schemas` tells
editors the same, in the words of `described`.
"""

from sim.scenario.described import DESCRIBED
from sim.scenario.events import TIMINGS, Branch, Effect, Event, Factor, Timing
from sim.scenario.expectations import Expectation
from sim.scenario.history import (
    Count,
    History,
    HistoryDraft,
    Question,
    Rule,
    Stand,
    is_history,
    read_history,
)
from sim.scenario.ledger import Argument, Claim, Ledger, Lump, Outcome
from sim.scenario.play import Lesson, Seat, Term
from sim.scenario.policies import Choice, Policy, Reviews
from sim.scenario.reading import FRAME, SECTIONS, read_scenario
from sim.scenario.schemas import json_schemas
from sim.scenario.schemas_history import history_schema
from sim.scenario.spread import Spread, Steps, Toss
from sim.scenario.whole import Draft, FileText, Scenario, denied_by
from sim.scenario.words import Formula, Name, is_nothing, kind_of
from sim.scenario.world import (
    Actor,
    Band,
    Because,
    Evidence,
    Gauge,
    Ladder,
    Observation,
    Parameter,
    Rung,
    Source,
)
from sim.texts import Text

__all__ = [
    "DESCRIBED",
    "FRAME",
    "SECTIONS",
    "TIMINGS",
    "Actor",
    "Argument",
    "Band",
    "Because",
    "Branch",
    "Choice",
    "Claim",
    "Count",
    "Draft",
    "Effect",
    "Event",
    "Evidence",
    "Expectation",
    "Factor",
    "FileText",
    "Formula",
    "Gauge",
    "History",
    "HistoryDraft",
    "Ladder",
    "Ledger",
    "Lesson",
    "Lump",
    "Name",
    "Observation",
    "Outcome",
    "Parameter",
    "Policy",
    "Question",
    "Reviews",
    "Rule",
    "Rung",
    "Scenario",
    "Seat",
    "Source",
    "Spread",
    "Stand",
    "Steps",
    "Term",
    "Text",
    "Timing",
    "Toss",
    "denied_by",
    "history_schema",
    "is_history",
    "is_nothing",
    "json_schemas",
    "kind_of",
    "read_history",
    "read_scenario",
]
