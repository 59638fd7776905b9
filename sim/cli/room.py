"""What whole paths will take, said before a run that keeps very many of them."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from sim.cli.asked import Asked
from sim.cli.terminal import note
from sim.ensemble import run_members
from sim.errors import SimError
from sim.model import Model
from sim.texts import Text

__all__ = ["bytes_of_paths", "warn_of_paths"]

MUCH = 200_000_000
TRIED = 10

_SIZE = Text(
    "note: the paths of {count} members will take about {size} GB, in memory and in "
    "members.npz; --keep-paths 100 keeps those of the first 100",
    "참고: 구성원 {count}개의 경로는 메모리와 members.npz에서 약 {size}GB를 차지함. "
    "--keep-paths 100은 처음 100개만 저장",
)


def bytes_of_paths(model: Model, *, members: int, seed: int) -> float:
    """Estimate what whole paths of so many members take, from the first few."""
    few = run_members(
        model, seed=seed, members=range(TRIED), engine="simpy", levels=0, paths=TRIED
    ).paths
    parts: list[Any] = [few.ends, few.times, few.clocks]
    for stairs in few.moves.values():
        parts += [stairs.ends, stairs.times, stairs.rungs]
    whole: int = sum(part.nbytes for part in parts)
    return whole * members / max(1, len(few))


def warn_of_paths(model: Model, asked: Asked) -> None:
    """Say how much room the paths will take that were asked for, if it is much."""
    if asked.keep_paths <= TRIED:
        return
    with suppress(SimError):  # what cannot be run is told when its turn comes
        size = bytes_of_paths(model, members=asked.keep_paths, seed=asked.seed)
        if size > MUCH:
            told = _SIZE.say(asked.lang)
            note(told.format(count=f"{asked.keep_paths:,}", size=f"{size / 1e9:.1f}"))
