"""JSON schemas of the models, cleaned of what only pydantic needs."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import models_json_schema

from sim.scenario.described import DESCRIBED
from sim.scenario.events import Branch, Factor
from sim.scenario.expectations import Expectation
from sim.scenario.ledger import Ledger, Lump
from sim.scenario.part import Part
from sim.scenario.play import Lesson, Seat, Term
from sim.scenario.policies import Choice, Reviews
from sim.scenario.reading import SECTIONS, TOP, Frame
from sim.scenario.spread import KINDS, LISTS, MAPPINGS
from sim.scenario.world import Band, Evidence, Ladder, Rung

__all__ = ["AMOUNT", "TEXT", "cleaned", "json_schemas"]

# Under which heading of `DESCRIBED` the keys of a model stand.
HEADINGS: dict[type[Part], str] = {
    **{model: section for section, model in SECTIONS.items()},
    Rung: "rungs",
    Band: "bands",
    Factor: "factors",
    Branch: "either",
    Reviews: "reviews",
    Choice: "plans",
    Lump: "lump",
    Ledger: "ledger",
    Evidence: "because",
    Expectation: "expect",
    Seat: "seats",
    Lesson: "lesson",
    Term: "terms",
}
FILLED = frozenset({"starts"})  # given where the file does not say
REASONED = frozenset("parameters observations events policies arguments".split())
_TEXTS = "title about interest who where note assumption story says against brief means"
TEXTS = frozenset(_TEXTS.split())
TEXT: dict[str, Any] = {
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "additionalProperties": False,
            "properties": {"en": {"type": "string"}, "ko": {"type": "string"}},
        },
    ]
}
AMOUNT = {"type": ["number", "string"]}


def json_schemas() -> tuple[dict[str, Any], dict[str, Any], dict[str, str]]:
    """Give schemas for the keys at the top, for each part, and the part of a section.

    Returns
    -------
    top : dict
        By key at the top of a file.
    parts : dict
        By name of the model, with ``required`` where keys are due.
    sections : dict
        Name of the model whose items stand under a section.
    """
    models: list[type[Part]] = [Frame, *HEADINGS]
    wanted: Any = [(model, "validation") for model in models]
    _, whole = models_json_schema(wanted, ref_template="#/definitions/{model}")
    named = {model.__name__ for model in models}
    parts = {n: cleaned(part) for n, part in whole["$defs"].items() if n in named}
    for model, heading in HEADINGS.items():
        _finish(parts[model.__name__], model, heading)
    frame = parts.pop("Frame")["properties"]
    sections = {key: model.__name__ for key, model in SECTIONS.items()}
    top: dict[str, Any] = {}
    for key in TOP:
        if key in frame:
            top[key] = TEXT if key in TEXTS else frame[key]
        elif key in sections:
            one: dict[str, Any] = {"$ref": f"#/definitions/{sections[key]}"}
            top[key] = {
                "type": ["object", "null"],
                "additionalProperties": _or_null(one, key),
            }
        else:
            top[key] = _other(key)
    return top, parts, sections


_CHOICE: dict[str, Any] = {
    "anyOf": [
        {"type": "string", "description": "The id of a policy, in force always."},
        {"$ref": "#/definitions/Choice"},
    ]
}
_PLAN: dict[str, Any] = {
    "description": "What steers this ladder: a policy, or a list of {policy, when}.",
    "anyOf": [
        *_CHOICE["anyOf"],
        {"type": "array", "items": _CHOICE, "minItems": 1},
        {"type": "null"},
    ],
}
_SEAT: dict[str, Any] = {"$ref": "#/definitions/Seat"}


def _other(key: str) -> dict[str, Any]:
    names = {
        "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]
    }
    if key == "extends":
        return {"type": "string"}
    if key == "without":
        return names
    if key == "expect":
        return {"type": "array", "items": {"$ref": "#/definitions/Expectation"}}
    if key == "ledger":
        return {"$ref": "#/definitions/Ledger"}
    if key == "seats":
        return {"type": "object", "additionalProperties": _or_null(_SEAT, key)}
    if key == "lesson":
        return {"$ref": "#/definitions/Lesson"}
    if key == "plans":
        return {"type": ["object", "null"], "additionalProperties": _PLAN}
    return {}


def _or_null(schema: dict[str, Any], section: str) -> dict[str, Any]:
    """Let a thing stand empty, or be taken away; an outcome may be a bare formula."""
    also: list[dict[str, Any]] = [{"type": "null"}]
    if section == "outcomes":
        also.insert(0, AMOUNT)
    return {"anyOf": [schema, *also]}


def _finish(part: dict[str, Any], model: type[Part], heading: str) -> None:
    """Say what each key is for, and let a variant take it away."""
    texts = DESCRIBED.get(heading, {})
    part["description"] = str(model.__doc__).partition("\n")[0]
    required = [key for key in part.get("required", []) if key not in FILLED]
    part["required"] = required + (["because"] if heading in REASONED else [])
    for key, schema in part["properties"].items():
        said = TEXT if key in TEXTS else schema
        # A key without its line is no reason to fail a user; a test asks for the line.
        part["properties"][key] = {"description": texts.get(key, ""), **_nullable(said)}
    if model is Ladder:  # rungs by name, or {count: 200}
        part["properties"]["rungs"]["properties"] = {"count": {"type": "integer"}}
    if model.open_ended:
        part["additionalProperties"] = AMOUNT
    for key in ("spread", "lag", "after", "takes"):
        if key in part["properties"]:
            part["properties"][key] |= {
                "anyOf": [AMOUNT, _spread(by_rung=key == "takes"), {"type": "null"}]
            }
            part["properties"][key].pop("type", None)


def _nullable(schema: dict[str, Any]) -> dict[str, Any]:
    if "anyOf" in schema:
        choices = [one for one in schema["anyOf"] if one != {"type": "null"}]
        return {**schema, "anyOf": [*choices, {"type": "null"}]}
    if isinstance(schema.get("type"), str):
        return {**schema, "type": [schema["type"], "null"]}
    if "$ref" in schema or "enum" in schema or "const" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    return schema


def _spread(*, by_rung: bool) -> dict[str, Any]:
    numbers = {"type": "object", "additionalProperties": AMOUNT}
    shapes: dict[str, Any] = {"fixed": AMOUNT}
    for kind, names in LISTS.items():
        count = len(names)
        shapes[kind] = {
            "type": "array", "items": AMOUNT, "minItems": count, "maxItems": count,
            "description": f"[{', '.join(names)}]",
        }  # fmt: skip
    for kind, names in MAPPINGS.items():
        shapes[kind] = {
            "type": "object",
            "properties": dict.fromkeys(names, AMOUNT),
            "required": list(names),
            "additionalProperties": False,
        }
    shapes["quantiles"] = {
        **numbers,
        "required": ["p0", "p100"],
        "description": "{p0: lowest, p50: middle, p100: highest}",
    }
    shapes["choice"] = {**numbers, "description": "{value: weight, …}"}
    assert set(shapes) == set(KINDS)
    # A mapping from rung to a value is open: the rungs are the file's own.
    return {"type": "object", "properties": shapes, "additionalProperties": by_rung}


def cleaned(schema: Any) -> Any:
    """Drop what means nothing to an author: made-up titles and defaults."""
    if isinstance(schema, list):
        return [cleaned(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: cleaned(value)
        for key, value in schema.items()
        if key != "default" and not (key == "title" and isinstance(value, str))
    }
