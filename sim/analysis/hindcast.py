"""A scenario held against what happened: dated questions, rungs held, counts.

One history is one draw. A good match proves little; a share of none for something
that happened means that the scenario excludes it.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from sim.analysis.estimates import Estimate, Spread, share_estimate, spread_of
from sim.checks.history import question_of
from sim.expressions import Scope
from sim.quantities import day_of, parse_quantity
from sim.results import Ensemble
from sim.scenario import (
    Count,
    Formula,
    History,
    Name,
    Outcome,
    Question,
    Scenario,
    Stand,
)

__all__ = [
    "CountHeld",
    "Hindcast",
    "QuestionHeld",
    "StandHeld",
    "asking",
    "hindcast_of",
]


@dataclass(frozen=True, slots=True)
class QuestionHeld:
    """One dated question: the share of futures that agree with its answer.

    Attributes
    ----------
    question : Question
    share : Estimate
        Share of futures in which what is asked came true.
    agree : Estimate or None
        Share that agrees with what happened; None where nobody knows.
    """

    question: Question
    share: Estimate
    agree: Estimate | None


@dataclass(frozen=True, slots=True)
class StandHeld:
    """One rung that was held, and where the futures stood meanwhile.

    Attributes
    ----------
    ladder : str
    stand : Stand
    rung : int
    since, until : float
        Days of the run.
    below, on, above : float
        Shares of futures, on average over that time; of a list that is no order all
        that are elsewhere are `below`.
    """

    ladder: str
    stand: Stand
    rung: int
    since: float
    until: float
    below: float
    on: float
    above: float


@dataclass(frozen=True, slots=True)
class CountHeld:
    """What was counted on a day, and what the futures had by then."""

    count: Count
    low: float
    high: float
    spread: Spread


@dataclass(frozen=True, slots=True)
class Hindcast:
    """A scenario held against a history.

    Attributes
    ----------
    questions, stands, counts
        In the order of the history.
    left_out : tuple of str
        Questions, ladders and counts that this scenario or this run has not.
    """

    questions: tuple[QuestionHeld, ...]
    stands: tuple[StandHeld, ...]
    counts: tuple[CountHeld, ...]
    left_out: tuple[str, ...]


def asking(scenario: Scenario, history: History, scope: Scope) -> Scenario:
    """Give the scenario with what a history asks for as its outcomes.

    What the scenario has no ladders for, or what lies beyond its horizon, is left out.
    """
    outcomes: dict[str, Outcome] = {}
    for name, question in history.questions.items():
        if question_of(question, scope).sound:
            outcomes[name] = _outcome(name, question.value)
    for at, count in enumerate(history.counts):
        day = day_of(count.date, scenario.start)
        if count.gauge in scope.gauges and 0 < day < scope.horizon:
            text = f"final({count.gauge}, day({count.date.isoformat()}))"
            outcomes[_counted(at)] = _outcome(_counted(at), Formula(text, count.place))
    return dataclasses.replace(scenario, outcomes=outcomes, expect=())


def _outcome(name: str, value: Formula) -> Outcome:
    named = Name(name, value.place)
    return Outcome.model_construct(id=named, value=value, place=value.place)


def _counted(at: int) -> str:
    return f"(count {at})"


def hindcast_of(ensemble: Ensemble, scenario: Scenario, history: History) -> Hindcast:
    """Hold an ensemble of `asking` a scenario against a history."""
    known = [outcome.name for outcome in ensemble.model.outcomes]
    left_out = [name for name in history.questions if name not in known]
    questions = tuple(
        _question(ensemble, question)
        for name, question in history.questions.items()
        if name in known
    )
    counts = []
    for at, count in enumerate(history.counts):
        if _counted(at) in known:
            counts.append(_count(ensemble, count, _counted(at)))
        else:
            left_out.append(f"{count.gauge} {count.date}")
    stands: list[StandHeld] = []
    for ladder, held in history.rungs.items():
        if ladder in ensemble.rung_slots:
            stands += _stands(ensemble, str(ladder), held, scenario.start, history)
        else:
            left_out.append(str(ladder))
    return Hindcast(questions, tuple(stands), tuple(counts), tuple(left_out))


def _question(ensemble: Ensemble, question: Question) -> QuestionHeld:
    came = int(np.count_nonzero(ensemble.outcome(str(question.id))))
    count = len(ensemble)
    agree = None
    if question.answer != "unknown":
        true = question.answer == "true"
        agree = share_estimate(came if true else count - came, count)
    return QuestionHeld(question, share_estimate(came, count), agree)


def _count(ensemble: Ensemble, count: Count, name: str) -> CountHeld:
    low, high = parse_quantity(count.low.text), parse_quantity(count.high.text)
    assert low is not None
    assert high is not None
    values = ensemble.outcome(name)
    return CountHeld(count, low.value, high.value, spread_of(values))


def _stands(
    ensemble: Ensemble,
    ladder: str,
    held: tuple[Stand, ...],
    start: dt.date,
    history: History,
) -> list[StandHeld]:
    """Compare each rung held with the shares of futures on the days of the grid."""
    shares = ensemble.counts[:, ensemble.rung_slots[ladder]] / len(ensemble)
    rungs = ensemble.model.ladder(ladder).rungs
    ordered = ensemble.model.ladder(ladder).ordered
    days = [*(day_of(stand.since, start) for stand in held)]
    end = min(day_of(history.until, start), ensemble.model.horizon)
    found = []
    for stand, (since, until) in zip(held, pairwise([*days, end]), strict=True):
        if str(stand.rung) not in rungs or since >= end:
            continue
        # The grid notes where members stand just before what fires on its days.
        within = (ensemble.times > since) & (ensemble.times <= min(until, end))
        if not within.any():
            within = ensemble.times == ensemble.times[ensemble.times > since].min()
        mean, at = shares[within].mean(axis=0), rungs.index(str(stand.rung))
        below, above = float(mean[:at].sum()), float(mean[at + 1 :].sum())
        if not ordered:
            below, above = below + above, 0.0
        on = float(mean[at])
        last = min(until, end)
        found.append(
            StandHeld(ladder, stand, at, max(since, 0.0), last, below, on, above)
        )
    return found
