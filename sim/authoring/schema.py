"""The language as a JSON schema, for editors that complete and check YAML."""

from __future__ import annotations

import json
from typing import Any

from sim.scenario import DESCRIBED, history_schema, json_schemas

__all__ = ["history_schema_text", "schema_of_language", "schema_text"]

DRAFT = "http://json-schema.org/draft-07/schema#"
ABOUT = (
    "An escalation scenario, format 1. It says which keys may stand where; sim check "
    "says the rest."
)
# Models whose keys a variant changes one by one, besides those of the sections.
MERGED = ("Ledger", "Seat", "Lesson")
ALONE = {"ledger": "Ledger", "lesson": "Lesson"}
# Keys that a whole scenario must have, and that a variant takes from its base.
NEEDED = ("format", "name", "title", "about", "start", "horizon")


def schema_text() -> str:
    """Give the schema as the text of its file."""
    return json.dumps(schema_of_language(), indent=1, ensure_ascii=False) + "\n"


def history_schema_text() -> str:
    """Give the schema of a history as the text of its file."""
    return json.dumps(history_schema(), indent=1, ensure_ascii=False) + "\n"


def schema_of_language() -> dict[str, Any]:
    """Give the schema: made from the models that read a file.

    A variant may leave out what its base says, and take a key away with ``null``: so
    required keys stand apart, under ``else``, for files without ``extends``. What a
    variant replaces whole, such as a factor or a lump, is strict everywhere.
    """
    top, parts, sections = json_schemas()
    merged = {*sections.values(), *MERGED}
    needed: dict[str, Any] = {}
    definitions = {}
    for name, part in parts.items():
        required = part.pop("required", [])
        definitions[name] = part
        if required and name not in merged:
            part["required"] = required
        elif required:
            needed[name] = required
    properties = {
        key: _described(top.get(key, {}), DESCRIBED["scenario"].get(key, ""))
        for key in top
    }
    # As patterns, for an editor would offer each of these keys twice.
    strict = {
        f"^{section}$": {"additionalProperties": _strict(name, needed)}
        for section, name in sections.items()
        if name in needed
    }
    strict |= {
        f"^{key}$": _strict(name, needed)
        for key, name in ALONE.items()
        if name in needed
    }
    return {
        "$schema": DRAFT,
        "title": "Escalation scenario",
        "description": ABOUT,
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "if": {"required": ["extends"]},
        "else": {"required": list(NEEDED), "patternProperties": strict},
        "definitions": definitions,
    }


def _described(schema: dict[str, Any], text: str) -> dict[str, Any]:
    return {"description": text} | schema


def _strict(name: str, needed: dict[str, Any]) -> dict[str, Any]:
    """Say which keys one thing of a whole scenario must have."""
    return {"if": {"type": "object"}, "then": {"required": needed[name]}}
