"""Histories: whether they fit the scenario they are held against."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import pairwise

from sim.errors import Place, Problem, suggest
from sim.expressions import Checked, Due, Scope, check
from sim.quantities import parse_quantity
from sim.scenario import Because, Count, History, Name, Question, Scenario, Stand

__all__ = ["check_history", "question_of"]


def question_of(question: Question, scope: Scope) -> Checked:
    """Check the outcome expression of a question."""
    value = question.value
    return check(value.text, value.place, due=Due.OUTCOME, scope=scope)


def check_history(
    history: History, scenario: Scenario, scope: Scope, *, own: bool
) -> tuple[Problem, ...]:
    """Find what does not hold together.

    Parameters
    ----------
    scenario, scope : Scenario, Scope
        What the history is held against, and what its formulas may name.
    own : bool
        Whether it was coded for this scenario: then everything it names must be there;
        else what is not there is left out without a word.
    """
    return tuple(_Desk(history, scenario, scope, own).problems())


class _Desk:
    def __init__(
        self, history: History, scenario: Scenario, scope: Scope, own: bool
    ) -> None:
        self.history, self.scenario = history, scenario
        self.scope, self.own = scope, own
        self.found: list[Problem] = []

    def problems(self) -> list[Problem]:
        history = self.history
        if history.until <= history.since:
            what = "expected a window that ends after it begins"
            self.fault(history.window.place, what)
        for rule in history.rules.values():
            self._known(rule.id)
        for ladder, stands in history.rungs.items():
            self._ladder(ladder, stands)
        for count in history.counts:
            self._count(count)
        for question in history.questions.values():
            self._question(question)
        return self.found

    def fault(self, place: Place, what: str, hint: str = "") -> None:
        self.found.append(Problem(place, what, hint))

    def _known(self, name: Name | str) -> bool:
        """Check the name of a ladder or a gauge."""
        known = [*self.scope.ladders, *self.scope.gauges]
        if name in known:
            return True
        if self.own and isinstance(name, Name):
            hint = suggest(name, known)
            self.fault(name.place, f"unknown ladder or gauge {str(name)!r}", hint)
        return False

    def _ladder(self, ladder: str, stands: tuple[Stand, ...]) -> None:
        kind = self.scope.ladder(ladder)
        if not self._known(ladder):
            kind = None
        for stand in stands:
            if kind is not None and stand.rung not in kind.rungs:
                what = f"{str(ladder)!r} has no rung {str(stand.rung)!r}"
                self.fault(stand.rung.place, what, suggest(stand.rung, kind.rungs))
            self._inside(stand.since, stand.place)
            early, late = stand.earliest, stand.latest
            if (early and early > stand.since) or (early and late and early > late):
                what = "expected 'earliest' not after 'from' and 'latest'"
                self.fault(stand.place, what)
            self._because(stand.because, stand.place, "a rung that was held")
        for one, other in pairwise(stands):
            if other.since <= one.since:
                what = f"expected days that rise, got {other.since} after {one.since}"
                self.fault(other.place, what)

    def _count(self, count: Count) -> None:
        if count.gauge not in self.scope.gauges and self.own:
            known = list(self.scope.gauges)
            what = f"unknown gauge {str(count.gauge)!r}"
            self.fault(count.gauge.place, what, suggest(count.gauge, known))
        self._inside(count.date, count.place)
        low, high = parse_quantity(count.low.text), parse_quantity(count.high.text)
        for formula, quantity in ((count.low, low), (count.high, high)):
            if quantity is None:
                what = f"expected a number, got {formula.text!r}"
                self.fault(formula.place, what)
        if low and high and high.value < low.value:
            what = f"expected 'high' not below 'low', got {count.high.text!r}"
            self.fault(count.high.place, what)
        self._because(count.because, count.place, "a count")

    def _question(self, question: Question) -> None:
        checked = question_of(question, self.scope)
        if self.own:
            self.found += [item for item in checked.problems if not item.warning]
        if checked.sound and checked.kind != "condition":
            what = "a question asks for a condition"
            hint = "write for example ever(ladder >= rung, day(2024-12-31))"
            self.fault(question.value.place, what, hint)
        if question.answer == "unknown" and question.scored:
            what = f"{str(question.id)!r} has no answer to be scored by"
            self.fault(question.id.place, what, "write scored: false")
        hangs_on = question.hangs_on
        rules = list(self.history.rules)
        if hangs_on is not None and hangs_on not in rules:
            what = f"unknown rule {str(hangs_on)!r}"
            self.fault(hangs_on.place, what, suggest(hangs_on, rules))
        self._because(question.because, question.id.place, "a question")

    def _inside(self, day: dt.date, place: Place) -> None:
        if self.history.until <= self.history.since:
            return  # said already
        if not self.history.since <= day <= self.history.until:
            what = f"{day} is outside the window"
            hint = f"it goes from {self.history.since} to {self.history.until}"
            self.fault(place, what, hint)

    def _because(self, because: Because, place: Place, what: str) -> None:
        if not because:
            hint = 'write because: {source: …} or because: {assumption: "why"}'
            self.fault(place, f"{what} needs the key 'because'", hint)
        known: Iterable[str] = {**self.history.sources, **self.scenario.sources}
        for evidence in because:
            name = evidence.source
            if name is not None and name not in known and self.own:
                hint = suggest(name, list(known))
                self.fault(name.place, f"unknown source {str(name)!r}", hint)
