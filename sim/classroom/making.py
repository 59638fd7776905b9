"""From a scenario and its futures to a kit: what is run, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sim.analysis import claim_results, opposed_claims
from sim.classroom.codes import Code, code_text
from sim.classroom.kit import Future, Told
from sim.classroom.lessons import Lesson
from sim.classroom.records import Record
from sim.classroom.students import Student
from sim.errors import UsageError
from sim.jobs import run_ensemble
from sim.loading_history import load_history
from sim.model import Model
from sim.path import Answer, Engine, run_path, run_played
from sim.results import Trace
from sim.scenario import History, Scenario
from sim.shelf import shipped_histories
from sim.texts import Language

__all__ = [
    "MEMBERS",
    "future_of",
    "history_for",
    "played_trace",
    "student_futures",
    "told_of",
]

MEMBERS = 300
"""Futures over which claims are compared, unless another number is asked for."""


def future_of(
    scenario: Scenario,
    trace: Trace,
    languages: Sequence[Language],
    *,
    answers: Sequence[Answer] = (),
    place: int = 0,
) -> Future:
    """Make a future ready to be told in each language, with its receipt code."""
    played = frozenset((answer.ladder, answer.day) for answer in answers)
    code = Code.of(
        scenario.texts_sha256,
        seed=trace.seed,
        member=trace.member,
        receipt=trace.receipt,
        played=bool(answers),
    )
    lessons = {
        language: Lesson(scenario, trace, language, played) for language in languages
    }
    return Future(lessons, code_text(code), place)


def played_trace(scenario: Scenario, model: Model, record: Record) -> Trace:
    """Follow the future of a record, and see that it is the same.

    Raises
    ------
    UsageError
        If the record is of another scenario, or its future comes to another receipt.
    """
    if record.sha256 != scenario.texts_sha256:
        raise UsageError(
            f"the record was made with another file of {record.scenario!r}: its texts "
            f"have the SHA-256 {record.sha256[:12]}…, "
            f"and these {scenario.texts_sha256[:12]}…"
        )
    trace = run_played(model, record.answers, seed=record.seed, member=record.member)
    if record.receipt and record.receipt != trace.receipt:
        raise UsageError(
            f"the record has the receipt {record.receipt}, and its decisions come to "
            f"{trace.receipt}: it was changed, or made with other options"
        )
    return trace


def student_futures(
    scenario: Scenario,
    model: Model,
    students: Sequence[Student],
    languages: Sequence[Language],
) -> list[Future]:
    """Give each student a future: member 0 of a seed of their own."""
    engine = Engine(model)
    return [
        future_of(
            scenario,
            run_path(engine, seed=student.seed, member=0),
            languages,
            place=student.place,
        )
        for student in students
    ]


def told_of(
    model: Model, *, members: int, seed: int, history: History | None = None
) -> Told:
    """Work out over many futures which claims hold, and which stand against which."""
    if not model.claims:
        return Told({}, (), members, history)
    ensemble = run_ensemble(model, members=members, seed=seed, jobs=1)
    results = claim_results(ensemble)
    return Told(opposed_claims(ensemble), results, len(ensemble), history)


def history_for(scenario: Scenario, path: str | None) -> History | None:
    """Load a history, or the shipped one that was coded for this scenario.

    A variant has the history of what it extends.
    """
    if path is not None:
        return load_history(path, scenario)
    names = {Path(file.file).stem for file in scenario.files}
    for name, file in shipped_histories().items():
        if any(name.startswith(stem) for stem in names):
            history = load_history(file, scenario)
            if Path(str(history.history_of)).stem in names:
                return history
    return None
