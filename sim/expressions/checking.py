"""Text and what is due -> a checked tree, or everything that is wrong with it."""

from __future__ import annotations

from sim.errors import Place
from sim.expressions.faults import problems_of
from sim.expressions.linear import NotLinearError, linear_in_gauge
from sim.expressions.meaning import Reader
from sim.expressions.parsing import parse
from sim.expressions.powers import known, phrase
from sim.expressions.scope import Checked, Due, Kind, Scope
from sim.expressions.tokens import read_tokens
from sim.expressions.tree import Tree
from sim.expressions.values import ERROR, NO_TREE, Value, View
from sim.quantities import Quantity, parse_quantity, quantity_fault, unit_hint

__all__ = ["check"]

_VIEWS = {
    Due.CONDITION: View("a condition", strict=True),
    Due.NUMBER: View("a number here", ladders=False),
    Due.DURATION: View("a duration", ladders=False),
    Due.RATE: View("a rate"),
    Due.FLOW: View("a flow"),
    Due.ODDS: View("odds"),
    Due.FACTOR: View("a factor"),
    Due.AMOUNT: View("an amount", gauges=True),
    Due.ARGUMENT_FLOW: View("an argument's flow", gauges=True, gauge_power=None),
    Due.OUTCOME: View("an outcome", run=True, warn=False),
    Due.CLAIM: View("a claim", run=True, ledger=True, warn=False),
}
_NOT_NEGATIVE = frozenset({Due.RATE, Due.DURATION, Due.ODDS, Due.FACTOR})
_POWERS = {
    Due.DURATION: 1,
    Due.RATE: -1,
    Due.FLOW: -1,
    Due.ARGUMENT_FLOW: -1,
    Due.ODDS: 0,
    Due.FACTOR: 0,
    Due.AMOUNT: 0,
}
_WANTED = {-1: "an amount per time", 0: "an amount without time", 1: "a duration"}
_CONDITIONS = frozenset({Due.CONDITION, Due.CLAIM})


def check(text: str, place: Place, *, due: Due, scope: Scope) -> Checked:
    """Read an expression, and check it against what is due and what it may name.

    Parameters
    ----------
    text : str
        The expression as written; where a number is due also a whole quantity, such
        as ``0.1 per month``.
    place : Place
        Where its first character stands, or the quotation mark before it.
    due : Due
        What the place in the file asks for.
    scope : Scope
        What may be named.

    Returns
    -------
    Checked
        With every problem found; its tree means something only if there is none worse
        than a warning, and nothing it uses is in ``scope.broken``.

    Examples
    --------
    >>> from datetime import date
    >>> scope = Scope(date(2024, 10, 22), 731.0)
    >>> check("10 days", Place("", 1, 1), due=Due.DURATION, scope=scope).tree.number
    10.0
    >>> print(check("10", Place("x", 1, 1), due=Due.DURATION, scope=scope).problems[0])
    x:1:1: expected a duration, got the bare number '10'
      write '10 days'
    """
    reader = Reader(text, scope)
    value = _whole(reader, text, due)
    kind: Kind = "condition" if due in _CONDITIONS else "number"
    if value.kind in {"number", "condition", "ladder"}:
        kind = value.kind
    return Checked(
        tree=Tree("false") if kind == "condition" and value is ERROR else value.tree,
        kind=kind,
        power=known(value.power),
        problems=problems_of(reader.faults, text=text, place=place),
        uses=frozenset(reader.uses),
    )


def _whole(reader: Reader, text: str, due: Due) -> Value:
    """Give the meaning of the whole text, as what is due."""
    written = text.strip()
    start = len(text) - len(text.lstrip())
    quantity = parse_quantity(written)
    if quantity and due not in _CONDITIONS:
        return _quantity(reader, written, quantity, due)
    wrong = quantity_fault(written)
    if wrong and not _names_something(written, scope=reader.scope):
        return reader.fault(start, *wrong)
    node, faults = parse(text)
    reader.faults += faults
    if node is None:
        return ERROR
    view = _VIEWS[due]
    if due is Due.OUTCOME:
        value = reader.value(node, view)
        if value.kind == "word":
            what = f"expected an outcome, got {reader.told(value, node)}"
            return reader.fault(node.start, what, reader.numeric_hint(value))
        return value
    if due in _CONDITIONS:
        return reader.condition(node, view)
    value = reader.number(node, view)
    if value.kind == "error":
        return value
    if due is Due.ARGUMENT_FLOW:
        value = _argument_flow(reader, value, start)
    _power(reader, value, due, start)
    return value


def _names_something(text: str, *, scope: Scope) -> bool:
    """Tell if a declared name stands in a text: then it is meant as an expression."""
    names = {*scope.parameters, *scope.ladders, *scope.gauges, *scope.broken}
    return any(token.text in names for token in read_tokens(text)[0])


def _quantity(reader: Reader, text: str, quantity: Quantity, due: Due) -> Value:
    """Check a quantity that stands alone: its unit, its sign, and 100% for odds."""
    at = reader.text.index(text)
    value = Value("number", Tree("number", number=quantity.value), quantity.power)
    wanted = _POWERS.get(due)
    if quantity.value == 0 and quantity.power == 0:
        return Value("number", NO_TREE, None)  # nothing is nothing in any unit
    if wanted is not None and quantity.power != wanted:
        return reader.fault(at, *_wrong_unit(text, quantity.power, due))
    if due in _NOT_NEGATIVE and quantity.value < 0:
        reader.fault(at, f"expected {due.value} of 0 or more, got {text!r}")
    if due is Due.ODDS and quantity.value > 1:
        hint = f"write '{text}%'" if text.isdigit() and quantity.value <= 100 else ""
        reader.fault(at, f"expected odds from 0 to 1, got {text!r}", hint)
    return value


def _wrong_unit(text: str, power: int, due: Due) -> tuple[str, str]:
    wanted = _POWERS[due]
    expected = due.value if wanted else "an amount without time"
    if power == 0 and wanted in {-1, 1}:
        bare = f"the share {text!r}" if "%" in text else f"the bare number {text!r}"
        hint = unit_hint(text, power=wanted) if bare[4] == "b" or wanted == -1 else ""
        return f"expected {expected}, got {bare}", hint or "write e.g. '10 days'"
    got = {-1: "the rate", 1: "the duration"}[power]
    hint = {-1: "write e.g. '0.1 per month'", 0: "", 1: "write e.g. '10 days'"}[wanted]
    return f"expected {expected}, got {got} {text!r}", hint


def _argument_flow(reader: Reader, value: Value, at: int) -> Value:
    """Check that at most one gauge is read, and linearly."""
    if not any(part.op == "gauge" for part in value.tree.walk()):
        return value
    try:
        linear_in_gauge(value.tree)
    except NotLinearError as error:
        return reader.fault(at, str(error), error.hint)
    # Its amount is in the gauge's unit times days, so nothing can be said of time.
    return Value("number", value.tree, None)


def _power(reader: Reader, value: Value, due: Due, at: int) -> None:
    """Check the power of time of what comes out."""
    wanted, power = _POWERS.get(due), known(value.power)
    if wanted is None or power is None or power == wanted:
        return
    got = phrase(power) if wanted != 1 else phrase(power).replace("one", "an amount")
    what = f"expected {_WANTED[wanted]}, got {got}"
    reader.fault(at, what, reader.unit_hint(value.tree, wanted))
