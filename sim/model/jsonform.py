"""A model as JSON and back, so that engines elsewhere can run it.

The JSON is strict: infinite numbers are written as the texts ``"inf"`` and ``"-inf"``,
trees as nested lists. Reading goes by the types of `sim.model.data`, so that a field
added there needs nothing here.
"""

from __future__ import annotations

import dataclasses
import json
import math
import types
import typing
from functools import cache
from typing import Any, Union, get_args, get_origin

from sim.errors import ModelError
from sim.expressions import Tree
from sim.model import data, ledger, parts
from sim.model.data import Model
from sim.texts import Text

__all__ = ["FORMAT", "model_from_json", "model_to_json"]

FORMAT = 1


def model_to_json(model: Model) -> str:
    """Write a model as JSON text.

    Examples
    --------
    >>> import sim
    >>> model = sim.compile_model(sim.load_scenario("hello"))
    >>> model_from_json(model_to_json(model)) == model
    True
    """
    told = {"model_format": FORMAT, **_told(model)}
    return json.dumps(told, ensure_ascii=False, allow_nan=False)


def model_from_json(text: str) -> Model:
    """Read what `model_to_json` wrote.

    Raises
    ------
    ModelError
        If the text is no such JSON, or of another format.
    """
    try:
        told = json.loads(text)
        if told.pop("model_format") != FORMAT:
            raise ModelError(f"expected a model of format {FORMAT}")
        model: Model = _read(Model, told)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(
            f"expected a model as JSON, got something else: {error}"
        ) from None
    return model


def _told(value: Any) -> Any:
    if isinstance(value, Tree):
        return value.to_json()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = dataclasses.fields(value)
        return {field.name: _told(getattr(value, field.name)) for field in fields}
    if isinstance(value, tuple):
        return [_told(item) for item in value]
    if isinstance(value, dict):
        return {key: _told(item) for key, item in value.items()}
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value


def _read(kind: Any, told: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        (inner,) = (part for part in get_args(kind) if part is not type(None))
        return None if told is None else _read(inner, told)
    if kind is Tree:
        return Tree.from_json(told)
    if origin is tuple:
        parts = get_args(kind)
        if len(parts) == 2 and parts[1] is Ellipsis:
            return tuple(_read(parts[0], item) for item in told)
        return tuple(_read(part, item) for part, item in zip(parts, told, strict=True))
    if origin is dict:
        inner = get_args(kind)[1]
        return {key: _read(inner, item) for key, item in told.items()}
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{name: _read(hints[name], item) for name, item in told.items()})
    if kind is float:
        return float(told)
    return told


@cache
def _hints(kind: type) -> dict[str, Any]:
    names = {**vars(parts), **vars(ledger), **vars(data), "Tree": Tree, "Text": Text}
    return typing.get_type_hints(kind, globalns=names)
