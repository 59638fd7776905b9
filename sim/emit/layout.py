"""Numbered places: where each thing of a model stands in the flat vectors.

``S`` holds floats: first every clock's due time, then the parameters, then the rest.
``I`` holds whole numbers: first every ladder's rung, then the words that say which
ladders have moved and which gauges were based anew, then the code of the first failed
test, then the rest. ``K`` holds constants, and ``O`` receives what a run came to.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from sim.model import Expression, Model

__all__ = ["BITS", "Book", "Layout", "Outputs", "Test"]

BITS = 30
"""Ladders and gauges to a word of moved-bits: 32-bit arithmetic is safe everywhere."""


@dataclass(frozen=True, slots=True)
class Test:
    """A whole value that is tested while running, and what it must be.

    `must` is ``finite``, ``not negative``, ``positive`` or ``odds``.
    """

    expression: Expression
    role: str
    must: str


@dataclass(frozen=True, slots=True)
class Outputs:
    """First places in ``O`` of each sort of output, and how many there are in all."""

    outcomes: int
    readings: int
    amounts: int
    gauges: int
    highest: int
    final: int
    time_on: int
    first_on: int
    total: int


@dataclass(frozen=True, slots=True)
class Book:
    """Where a ladder's books are kept; `block` is -1 where times are not kept."""

    at: int
    tally: int
    block: int
    size: int
    word: int
    bit: int


@dataclass
class Layout:
    """Gives out places while the rules are written.

    `marks` are the word and the bit of each gauge, as a book has those of a ladder.
    """

    model: Model
    floats: list[float] = field(default_factory=list)
    whole: list[int] = field(default_factory=list)
    constants: list[float] = field(default_factory=list)
    tests: list[Test] = field(default_factory=list)
    books: dict[str, Book] = field(default_factory=dict)
    marks: dict[str, tuple[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.float_place(math.inf, len(self.model.clocks))
        self.parameters = self.float_place(0.0, len(self.model.parameters))
        for ladder in self.model.ladders:
            self.whole_place(max(ladder.starts, 0))
        bits = len(self.model.ladders) + len(self.model.gauges)
        words = max(1, -(-bits // BITS))
        self.words = self.whole_place((1 << BITS) - 1, words)
        self.word_count = words
        self.fault = self.whole_place()
        for at, ladder in enumerate(self.model.ladders):
            tally = self.whole_place(max(ladder.starts, 0))
            self.whole_place(0, 2)
            block, size = -1, len(ladder.rungs)
            if ladder.kind in ("own", "observed"):
                block = self.float_place(0.0, 1 + size)
                first = self.float_place(math.inf, size)
                self.floats[first + max(ladder.starts, 0)] = 0.0
            self.books[ladder.name] = Book(at, tally, block, size, *self._mark(at))
        for at, gauge in enumerate(self.model.gauges, start=len(self.model.ladders)):
            self.marks[gauge.name] = self._mark(at)

    def _mark(self, at: int) -> tuple[int, int]:
        return self.words + at // BITS, 1 << at % BITS

    def float_place(self, value: float = 0.0, count: int = 1) -> int:
        """Give the first of `count` new places in ``S``."""
        self.floats += [value] * count
        return len(self.floats) - count

    def whole_place(self, value: int = 0, count: int = 1) -> int:
        """Give the first of `count` new places in ``I``."""
        self.whole += [value] * count
        return len(self.whole) - count

    def constant_table(self, values: list[float]) -> int:
        """Give the first place in ``K`` of a table of constants."""
        self.constants += values
        return len(self.constants) - len(values)

    def test(self, expression: Expression, role: str, must: str) -> int:
        """Give the code, from 1, by which a failed test is known."""
        self.tests.append(Test(expression, role, must))
        return len(self.tests)
