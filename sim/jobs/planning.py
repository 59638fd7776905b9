"""What is to be run, cut into chunks: the same cut whoever runs them, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sim.ensemble import EngineName
from sim.errors import UsageError
from sim.results import KEPT_LEVELS

__all__ = ["LARGEST_CHUNK", "Chunk", "plan_chunks"]

LARGEST_CHUNK = {"simpy": 50, "numpy": 20_000, "numba": 20_000}
"""Members in a chunk, by engine: so few that an interrupt is soon heard."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Members that are run together.

    Attributes
    ----------
    first, stop : int
        Members from `first` up to `stop`, which is not among them.
    engine : str
        By which engine.
    levels : int
        Of how many of them gauges are noted on the grid.
    ladders : tuple of str
        Ladders whose every move is kept.
    paths : int
        Of how many of them every firing is kept.
    """

    first: int
    stop: int
    engine: EngineName
    levels: int
    ladders: tuple[str, ...] = ()
    paths: int = 0

    @property
    def members(self) -> range:
        """The members."""
        return range(self.first, self.stop)

    def __len__(self) -> int:
        return self.stop - self.first


def plan_chunks(
    members: range,
    *,
    jobs: int,
    engine: EngineName,
    ladders: Sequence[str] = (),
    paths: int = 0,
) -> list[Chunk]:
    """Cut members into runs of equal size, at least four for each job if that goes.

    Raises
    ------
    UsageError
        If members are none, out of range or not one after another.
    """
    if not members:
        raise UsageError("expected at least 1 member, got none")
    if min(members) < 0 or max(members) >= 2**32:
        raise UsageError(f"expected members from 0 to 2**32 - 1, got {members}")
    if members.step != 1:
        raise UsageError(f"expected members one after another, got {members}")
    parts = 4 * jobs if jobs > 1 or engine == "simpy" else 1
    size = max(1, min(LARGEST_CHUNK[engine], len(members) // parts))
    return [
        Chunk(
            members[at],
            min(members[at] + size, members.stop),
            engine,
            levels=max(0, KEPT_LEVELS - at),
            ladders=tuple(ladders),
            paths=max(0, paths - at),
        )
        for at in range(0, len(members), size)
    ]
