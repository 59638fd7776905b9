"""What is said when a member cannot be run: which, where, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sim.emit import Test
from sim.errors import Place, Problem, RunError
from sim.model import Model
from sim.quantities import date_of

__all__ = ["circle_error", "failed_test"]

_MUST = {
    "finite": "a finite number",
    "not negative": "a finite number not below 0",
    "positive": "a finite number above 0",
    "odds": "a share from 0 to 1",
}


def _who(model: Model, t: float, member: int, seed: int) -> str:
    day = date_of(t, date.fromisoformat(model.start))
    return f"member {member} of seed {seed} on day {t:g} ({day})"


def failed_test(
    model: Model,
    test: Test,
    t: float,
    member: int,
    seed: int,
    case: Mapping[str, float],
) -> RunError:
    """Say which formula came out as it must not, for which member and case."""
    written = test.expression
    what = (
        f"expected {_MUST[test.must]} as {test.role}, got another from "
        f"'{written.text}': {_who(model, t, member, seed)}"
    )
    told = ", ".join(f"{name} = {value:g}" for name, value in case.items())
    place = Place(written.file, written.line, written.column, written.source)
    return RunError(str(Problem(place, what, f"its case: {told}" if told else "")))


def circle_error(
    model: Model, clocks: Sequence[str], t: float, member: int, seed: int
) -> RunError:
    """Name the clocks that set each other off for ever."""
    gauges = [name for name in clocks if name.startswith("band ")]
    if gauges and len(gauges) == len(clocks):
        name = gauges[0].removeprefix("band ")
        return RunError(
            f"the flow of the gauge {name!r} turns back as soon as it crosses a floor; "
            "use two floors, a higher one on which it turns down and a lower one on "
            f"which it turns up: {_who(model, t, member, seed)}"
        )
    return RunError(
        f"more than 10,000 clocks fired at one instant, {', '.join(clocks)} in a "
        f"circle: {_who(model, t, member, seed)}"
    )
