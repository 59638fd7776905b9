"""The parts of the benchmarks, in their order: each is measured by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import browsing
import growing
import outside
import speeds
from writing import Part


@dataclass(frozen=True)
class Measure:
    """One part: what stands above its table, what measures it, how long it may take.

    `measure` is told whether this is a quick trial. `within` is in minutes; a trial
    has a third of it.
    """

    title: str
    measure: Callable[[bool], Part]
    within: float


PARTS: dict[str, Measure] = {
    "reference": Measure("The reference scenario", speeds.reference, 6),
    "seoul": Measure("seoul_2024", speeds.seoul, 8),
    "tall": Measure("A ladder of 200 rungs", speeds.tall, 6),
    "page": Measure("The page of seoul_2024, in browsers", browsing.page, 5),
    "command": Measure("From command to answer", outside.commands, 4),
    "ready": Measure("Ready to run, numba", outside.kernels, 6),
    "million": Measure("A large run, everything counted", outside.large, 8),
    "memory": Measure("Memory", outside.memories, 6),
    "members": Measure("Growth with members (reference)", growing.members, 6),
    "clocks": Measure(
        "Growth with clocks (pairs that switch a ladder; as many firings in each)",
        growing.clocks,
        15,
    ),
}
