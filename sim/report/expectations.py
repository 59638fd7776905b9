"""What an author expected, and what was measured: a line for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sim.analysis import Estimate, Tested
from sim.model import Model
from sim.report.names import line_of
from sim.report.numbers import PEOPLE, Writer, percent_range, significant
from sim.report.tables import Table
from sim.report.units import outcome_unit
from sim.texts import Language, Text

__all__ = ["expectation_record", "expectations_table", "told_expectation"]

_WHAT = {
    "condition": Text("share of members {value}", "구성원 비율 {value}"),
    "number": Text("mean {value}", "평균 {value}"),
    "day": Text("median day {value}", "중앙값(일) {value}"),
}
_OK, _FAILS = Text("ok", "통과"), Text("FAIL", "실패")
_LINE = Text(
    "{mark} {title}: {what}, expected {between} ({count} members)",
    "{mark} {title}: {what}, 기대 범위 {between} (구성원 {count}개)",
)
_TABLE = (
    Text("Expectations (seed 1)", "기대 (시드 1)"),
    (
        Text("Outcome", "결과"),
        Text("Measured", "측정값"),
        Text("Expected", "기대 범위"),
        Text("Members", "구성원"),
        Text("Verdict", "판정"),
    ),
)
_CLOSE = Text(
    "; close to an end: more members would tell",
    "; 범위의 끝에 가까움: 구성원을 늘리면 분명해짐",
)


def told_expectation(tested: Tested, model: Model, language: Language) -> str:
    """Say what was measured, with its interval, and what was expected."""
    title, what, between, count, mark = _cells(tested, model, language)
    line = _LINE.say(language).format(
        mark=mark, title=title, what=what, between=between, count=count
    )
    return line + (_CLOSE.say(language) if tested.close else "")


def expectations_table(
    results: Sequence[Tested], model: Model, language: Language
) -> Table:
    """Give every expectation and what was measured as a table."""
    title, columns = _TABLE
    return Table(
        title.say(language),
        tuple(column.say(language) for column in columns),
        tuple(_cells(tested, model, language) for tested in results),
        right=(3,),
    )


def _cells(tested: Tested, model: Model, language: Language) -> tuple[str, ...]:
    names = [outcome.name for outcome in model.outcomes]
    outcome = model.outcomes[names.index(tested.outcome)]
    people = outcome_unit(model, outcome) in PEOPLE
    writer, estimate = Writer.of(model, language), tested.estimate
    if tested.kind == "condition":
        value = writer.share(estimate)
        between = percent_range(tested.low, tested.high, language)
    else:
        between = writer.numbers(tested.low, tested.high)
        interval = writer.numbers(estimate.low, estimate.high)
        # People who died are never one number.
        value = interval if people else f"{significant(estimate.value)} ({interval})"
    return (
        line_of(outcome.title, language),
        _WHAT[tested.kind].say(language).format(value=value),
        between,
        f"{estimate.count:,}",
        (_OK if tested.passed else _FAILS).say(language),
    )


def expectation_record(tested: Tested) -> dict[str, Any]:
    """Give an expectation and what was measured as data."""
    estimate: Estimate = tested.estimate
    return {
        "outcome": tested.outcome,
        "passed": tested.passed,
        "measured": {"condition": "share", "number": "mean", "day": "median"}[
            tested.kind
        ],
        "value": estimate.value,
        "interval": [estimate.low, estimate.high],
        "between": [tested.low, tested.high],
        "members": estimate.count,
    }
