"""The JSON schema of a history, made from the models that read one."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import models_json_schema

from sim.scenario.described import DESCRIBED
from sim.scenario.history import Count, Question, Rule, Stand, Window
from sim.scenario.part import Part
from sim.scenario.schemas import AMOUNT, TEXT, cleaned
from sim.scenario.world import Evidence, Source

__all__ = ["history_schema"]

_BECAUSE = "Where it comes from: a source, or an assumption; one, or a list."
_DAY = {"type": "string", "format": "date"}
_EVIDENCE = {"$ref": "#/definitions/Evidence"}
NEEDED = ("format", "history_of", "title", "window")
# How keys are written, where the models say only what they are read as. The date of a
# source may be a year or a month; all others are days.
_SHAPES: dict[str, dict[str, Any]] = {
    **dict.fromkeys(
        "title interest who where note assumption rule weak other_rule by".split(), TEXT
    ),
    **dict.fromkeys("from until earliest latest".split(), _DAY),
    **dict.fromkeys(("low", "high"), AMOUNT),
    "date": {"type": ["string", "integer"]},
    "answer": {"anyOf": [{"type": "boolean"}, {"const": "unknown"}]},
    "because": {"anyOf": [_EVIDENCE, {"type": "array", "items": _EVIDENCE}]},
}
SAID: dict[str, str] = {
    "format": "The version of the language: 1.",
    "history_of": "The scenario for whose ladders it is coded: a name or a file.",
    "title": "What people read.",
    "about": "What it tells, and what it does not.",
    "window": "Between which days it was coded.",
    "sources": "Who says so; the scenario's own sources may be named too.",
    "rules": "By ladder or gauge: how it was coded.",
    "rungs": "By ladder: which rung was held, from when.",
    "counts": "What was counted on a day, by whom: a range.",
    "questions": "Dated questions, and what came of them.",
    "because": _BECAUSE,
    "from": "The first day for which a source says so.",
    "until": "The last day.",
    "rung": "The rung that was held.",
    "earliest": "The first day on which the move may have been.",
    "latest": "The last day on which it may have been.",
    "rule": "By what the rungs are told apart.",
    "weak": "Where the rule is open to doubt.",
    "other_rule": "What a reasonable coder might have done instead.",
    "gauge": "A gauge of the scenario.",
    "date": "The day, or of a source the month or the year.",
    "low": "The lowest number told.",
    "high": "The highest; the same where one number was told.",
    "by": "Who counted.",
    "value": "An outcome expression: a condition up to a day.",
    "answer": "true, false, or unknown where nobody could observe it.",
    "scored": "Whether a scenario is held against it; true unless given.",
    "hangs_on": "The ladder on whose coding rule the answer hangs.",
}

_ELSE: dict[str, str] = {**DESCRIBED["sources"], **DESCRIBED["because"]}
"""What the language says of keys that stand in scenarios too."""


def history_schema() -> dict[str, Any]:
    """Give what a history may say, as JSON schema draft 7."""
    models: list[type[Part]] = [Window, Rule, Stand, Count, Question, Source, Evidence]
    wanted: Any = [(model, "validation") for model in models]
    _, whole = models_json_schema(wanted, ref_template="#/definitions/{model}")
    named = {model.__name__ for model in models}
    parts = {
        name: _told(cleaned(part))
        for name, part in whole["$defs"].items()
        if name in named
    }
    one = {
        model.__name__: {"$ref": f"#/definitions/{model.__name__}"} for model in models
    }
    properties: dict[str, Any] = {
        "format": {"const": 1},
        "history_of": {"type": "string"},
        "title": TEXT,
        "about": TEXT,
        "window": one["Window"],
        "sources": _by_name(one["Source"]),
        "rules": _by_name(one["Rule"]),
        "rungs": _by_name({"type": "array", "items": one["Stand"]}),
        "counts": {"type": "array", "items": one["Count"]},
        "questions": _by_name(one["Question"]),
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "History",
        "description": "What happened, coded by stated rules. sim check says the rest.",
        "type": "object",
        "additionalProperties": False,
        "required": list(NEEDED),
        "properties": {
            key: {"description": SAID[key], **schema}
            for key, schema in properties.items()
        },
        "definitions": parts,
    }


def _by_name(schema: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": schema}


def _told(part: dict[str, Any]) -> dict[str, Any]:
    """Say of each key what it is for, and in what shape it is written."""
    part["description"] = str(part["description"]).partition("\n")[0]
    properties = part["properties"]
    if "because" in properties:
        part["required"] = [*part.get("required", []), "because"]
    for key, found in properties.items():
        said = SAID.get(key, "") or _ELSE[key]
        properties[key] = {"description": said, **_SHAPES.get(key, found)}
    return part
