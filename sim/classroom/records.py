"""The record of a future that people decided: what it holds, and how it is written.

It holds what is needed to come to the same future again, and the receipt to see that
one has. What each key means is in docs/records.md.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from sim.path import Answer

__all__ = [
    "FORMAT",
    "NO_OPTIONS",
    "Decision",
    "Options",
    "Record",
    "record_bytes",
]

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for besides, as on the command line.

    Attributes
    ----------
    policy, without : tuple of str
    settings : dict of str to str
        The key ``set`` of the file.
    central : bool
    horizon : str or None
    """

    policy: tuple[str, ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    central: bool = False
    horizon: str | None = None


NO_OPTIONS = Options()


@dataclass(frozen=True, slots=True)
class Decision:
    """What a class decided at one review.

    Attributes
    ----------
    answer : Answer
        Day, ladder and rung.
    taken_back : int
        How often the class came back to this review and decided anew.
    asked : bool
        Whether the class was asked; else its earlier order stood.
    hands : dict of str to int
        How many raised a hand for each rung; empty if nobody counted.
    """

    answer: Answer
    taken_back: int = 0
    asked: bool = True
    hands: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Record:
    """One future that people decided.

    Attributes
    ----------
    scenario : str
        Its name.
    sha256 : str
        The scenario's ``texts_sha256``, 64 hexadecimal digits.
    seed, member : int
    options : Options
    seats : tuple of str
        Actors at whose seats people sat.
    decisions : tuple of Decision
        In order of time; reviews after the last of a ladder went by the plan.
    receipt : str
        16 hexadecimal digits; empty if the future was not played to its end.
    """

    scenario: str
    sha256: str
    seed: int
    member: int
    options: Options = NO_OPTIONS
    seats: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()
    receipt: str = ""

    @property
    def answers(self) -> tuple[Answer, ...]:
        """What was decided, as `sim.path.run_played` takes it."""
        return tuple(decision.answer for decision in self.decisions)

    @property
    def asked(self) -> tuple[Answer, ...]:
        """What the class was asked for; at the other reviews its order stood."""
        return tuple(item.answer for item in self.decisions if item.asked)


def record_bytes(record: Record) -> bytes:
    """Write a record as the bytes of its file."""
    options = record.options
    whole = {
        "record": FORMAT,
        "scenario": record.scenario,
        "sha256": record.sha256,
        "seed": str(record.seed),
        "member": record.member,
        "options": {
            "policy": list(options.policy),
            "set": dict(options.settings),
            "without": list(options.without),
            "central": options.central,
            "horizon": options.horizon,
        },
        "seats": list(record.seats),
        "decisions": [
            {
                "day": decision.answer.day,
                "ladder": decision.answer.ladder,
                "rung": decision.answer.rung,
                "taken_back": decision.taken_back,
            }
            | ({} if decision.asked else {"asked": False})
            | ({"hands": dict(decision.hands)} if decision.hands else {})
            for decision in record.decisions
        ],
        "receipt": record.receipt,
    }
    return (json.dumps(whole, indent=1, allow_nan=False) + "\n").encode()
