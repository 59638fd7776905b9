"""A checked tree -> its value: one number for one member, an array for many.

The arithmetic is that of section 13 of the language, so scalars and arrays give the
same bits: `min` and `max` are comparisons, whole exponents multiply from the left,
and the elementary functions are those of `sim.streams`. NumPy is imported only when
an array comes along.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from functools import cache, reduce
from typing import Any

from sim.expressions.tree import Tree

__all__ = ["evaluate"]

_PREFIX = {"parameter": "parameter", "ladder": "ladder", "key": "key", "gauge": "gauge"}
_ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
}
_COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}
_ELEMENTARY = {
    "log": "log",
    "exp": "exp",
    "sqrt": "root",
    "div": "divide",
    "pow": "power",
}
_OF_RUN = frozenset(
    "ever first time_in highest final rises falls net gain loss amount reading".split()
)
_WHOLE_EXPONENTS = range(1, 9)


def evaluate(
    tree: Tree,
    values: Mapping[str, Any],
    *,
    outcome: Callable[[Tree], Any] | None = None,
) -> Any:
    """Work out the value of a checked tree.

    Parameters
    ----------
    values : mapping
        By ``"parameter pay"``, ``"ladder role"`` (the position on it, lowest 0),
        ``"key role.troops"``, ``"gauge deaths"``: a number, or an array of shape
        ``(members,)``. A parameter of words has the index of its word.
    outcome : callable, optional
        Gives the value of a part that looks back on a run: ``ever``, ``first``,
        ``highest``, ``net`` and the like, and a model's ``reading``.

    Returns
    -------
    float, bool or ndarray
        Arrays of shape ``(members,)`` if any value that is read is one.

    Raises
    ------
    KeyError
        If a name has no value.
    ValueError
        If the tree looks back on a run and `outcome` is not given.
    """
    if tree.op in _OF_RUN:
        if outcome is None:
            raise ValueError(f"{tree.op}(…) looks back on a run, and there is none")
        return _plain(outcome(tree))
    if tree.op in _PREFIX:
        return _plain(values[f"{_PREFIX[tree.op]} {tree.name}"])
    if tree.op in {"number", "word", "rung"}:
        return tree.number
    if tree.op in {"true", "false"}:
        return tree.op == "true"
    if tree.op == "if":
        condition, then, otherwise = tree.parts
        chosen = evaluate(condition, values, outcome=outcome)
        if isinstance(chosen, bool):
            return evaluate(then if chosen else otherwise, values, outcome=outcome)
        one = evaluate(then, values, outcome=outcome)
        other = evaluate(otherwise, values, outcome=outcome)
        return _numpy().where(chosen, one, other)
    parts = [evaluate(part, values, outcome=outcome) for part in tree.parts]
    if all(isinstance(part, float | bool) for part in parts):
        return _applied(tree, parts)
    with _numpy().errstate(all="ignore"):  # what is not finite is told by the caller
        return _applied(tree, parts)


def _applied(tree: Tree, parts: list[Any]) -> Any:
    match tree.op:
        case "level":
            return parts[0]
        case "neg":
            return -parts[0]
        case "abs":
            return abs(parts[0])
        case "add" | "sub" | "mul":
            return _ARITHMETIC[tree.op](*parts)
        case "compare":
            return _COMPARISONS[tree.name](*parts)
        case "not":
            return _not(parts[0])
        case "and":
            return reduce(_and, parts)
        case "or":
            return reduce(_or, parts)
        case "min":
            return reduce(_lesser, parts)
        case "max":
            return reduce(_greater, parts)
        case "pow" if _whole(tree.parts[1]):
            return reduce(operator.mul, [parts[0]] * int(tree.parts[1].number))
        case "div" | "pow" | "exp" | "log" | "sqrt":
            return _elementary(_ELEMENTARY[tree.op], parts)
    raise ValueError(f"no value for {tree.op!r}")


def _whole(exponent: Tree) -> bool:
    return exponent.op == "number" and exponent.number in _WHOLE_EXPONENTS


def _plain(value: Any) -> Any:
    """Give a number as a Python float (or bool), an array as it is."""
    if getattr(value, "shape", ()) != ():
        return value
    if isinstance(value, bool) or type(value).__name__ == "bool":  # numpy's has no home
        return bool(value)
    return float(value)


def _is_array(*parts: Any) -> bool:
    return not all(isinstance(part, float | bool) for part in parts)


def _not(part: Any) -> Any:
    return ~part if _is_array(part) else not part


def _and(one: Any, other: Any) -> Any:
    return one & other


def _or(one: Any, other: Any) -> Any:
    return one | other


def _lesser(one: Any, other: Any) -> Any:
    if _is_array(one, other):
        return _numpy().where(one <= other, one, other)
    return one if one <= other else other


def _greater(one: Any, other: Any) -> Any:
    if _is_array(one, other):
        return _numpy().where(one >= other, one, other)
    return one if one >= other else other


def _elementary(name: str, parts: list[Any]) -> Any:
    if _is_array(*parts):
        return _array_function(name)(*parts)
    return _function(name)(*parts)


@cache
def _function(name: str) -> Callable[..., Any]:
    # sim.streams brings NumPy along, which most readers of expressions never need.
    from sim import streams  # noqa: PLC0415

    function: Callable[..., Any] = getattr(streams, name)
    return function


@cache
def _array_function(name: str) -> Callable[..., Any]:
    from sim.streams.lanes import array_form  # noqa: PLC0415

    return array_form(_function(name))


@cache
def _numpy() -> Any:
    import numpy  # noqa: PLC0415, ICN001

    return numpy
