"""A whole scenario: everything that one file says."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping as AbstractMapping
from dataclasses import dataclass, field

from sim.errors import Problem
from sim.scenario.events import Event
from sim.scenario.expectations import Expectation
from sim.scenario.ledger import Argument, Claim, Ledger, Outcome
from sim.scenario.play import Lesson, Seat
from sim.scenario.policies import Choice, Policy
from sim.scenario.words import (
    Formula,
    Name,
)
from sim.scenario.world import Actor, Gauge, Ladder, Observation, Parameter, Source
from sim.texts import Text

__all__ = ["Draft", "FileText", "Scenario", "denied_by", "sha256_of"]


@dataclass(frozen=True, slots=True)
class FileText:
    """One file that a scenario was read from: what it is called, and all of it."""

    file: str
    text: str = field(repr=False)

    @property
    def sha256(self) -> str:
        """SHA-256 of the text in UTF-8, in hexadecimal digits."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def sha256_of(files: tuple[FileText, ...]) -> str:
    """Give one digest for all files: of a lone file its own, else that of them all."""
    if len(files) == 1:
        return files[0].sha256
    return hashlib.sha256("\n".join(file.sha256 for file in files).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Scenario:
    """Everything that one scenario file says, checked and sound.

    Attributes
    ----------
    format : int
        Version of the language: 1.
    name : str
        Its identifier.
    title, about : Text
        What people call it, and what is said before everything else.
    start : datetime.date
        Day 0.
    horizon : Formula
        How long it runs.
    facts_to : datetime.date or None
        Up to which day the sources were read.
    sources, actors, parameters, ladders, observations, gauges, events, policies : dict
        The items by id, in the order of the file.
    plans : dict
        By ladder, the policies that may steer it: the first whose `when` holds.
    ledger : Ledger or None
        None if nothing is counted.
    seats : dict
        By actor, the seats at which people may decide.
    lesson : Lesson or None
        What a class is asked, and what is explained to it.
    arguments, claims, outcomes : dict
        The items by id, in the order of the file.
    without : tuple of str
        Arguments, events, factors and actors that the file switches off.
    expect : tuple of Expectation
        Tests that its author ships.
    file, text : str
        Name of the file as it was given, and the whole of it.
    files : tuple of FileText
        That file, then the one it extends, and so on.
    texts_sha256 : str
        One digest of the texts of all files, in hexadecimal digits.
    settings : mapping from str to str
        Values set from outside, as written, by parameter or by path.
    warnings : tuple of Problem
        What its author may want to look at.
    """

    format: int
    name: str
    title: Text
    about: Text
    start: dt.date
    horizon: Formula
    facts_to: dt.date | None = None
    sources: dict[str, Source] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    parameters: dict[str, Parameter] = field(default_factory=dict)
    ladders: dict[str, Ladder] = field(default_factory=dict)
    observations: dict[str, Observation] = field(default_factory=dict)
    gauges: dict[str, Gauge] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    policies: dict[str, Policy] = field(default_factory=dict)
    plans: dict[str, tuple[Choice, ...]] = field(default_factory=dict)
    ledger: Ledger | None = None
    seats: dict[str, Seat] = field(default_factory=dict)
    lesson: Lesson | None = None
    arguments: dict[str, Argument] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    without: tuple[Name, ...] = ()
    expect: tuple[Expectation, ...] = ()
    file: str = ""
    text: str = field(default="", repr=False)
    files: tuple[FileText, ...] = ()
    texts_sha256: str = ""
    settings: AbstractMapping[str, str] = field(default_factory=dict)
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What could be read of a file, faults and all.

    Attributes
    ----------
    scenario : Scenario
        What could be saved; a missing start or horizon is filled with anything.
    problems : tuple of Problem
        What the schema finds wrong.
    declared : tuple of (str, Name)
        Section and id of every item, the broken ones too, in the order of the file.
    broken : frozenset of str
        Ids of items of which something that others rely on could not be read.
    lost : frozenset of str
        Keys at the top of the file that could not be read at all.
    dropped : mapping from str to frozenset of str
        By id, the keys that were taken away since they are faulty.
    """

    scenario: Scenario
    problems: tuple[Problem, ...]
    declared: tuple[tuple[str, Name], ...] = ()
    broken: frozenset[str] = frozenset()
    lost: frozenset[str] = frozenset()
    dropped: AbstractMapping[str, frozenset[str]] = field(default_factory=dict)


def denied_by(scenario: Scenario) -> dict[str, tuple[str, ...]]:
    """Give, by claim, the claims that deny it, in the order of the file."""
    found: dict[str, tuple[str, ...]] = {}
    for name, claim in scenario.claims.items():
        for denied in claim.denies:
            found[str(denied)] = (*found.get(str(denied), ()), str(name))
    return found
