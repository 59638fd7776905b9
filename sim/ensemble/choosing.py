"""Which engine answers soonest: time to be ready, and time for the members."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from sim.ensemble.kernel import KernelEngine, has_numba
from sim.errors import RunError, UsageError
from sim.path import Engine, Path

__all__ = ["EngineName", "Size", "choose_engine", "seconds_of"]

EngineName = Literal["auto", "numba", "numpy", "simpy"]

FEW = 20
"""So few members are done in SimPy before the choice would be made."""

# Seconds of one processor of 2023 with Python 3.11, measured on 27 November 2026 at
# real-time priority. On another they are all longer or all shorter, and the choice
# stays much the same. Of each pair of lines, the two that make both come out:
# - SimPy: 60 members of `hello`, and of `seoul_2024`;
# - lanes: code for all clocks of `seoul_2024`; 1,000 members of it for a step, 20,000
#   for a firing, and 20,000 of `hello` to part what a clock adds;
# - numba: first runs of both files, nothing kept; then 20,000 members on one thread.
SIMPY_FIRING = 18e-6
PROCESSES_START = 1.0
LANES_LINE, LANES_STEP = 0.37e-3, 0.09e-3
LANES_FIRING, LANES_CLOCK = 0.38e-6, 0.015e-6
NUMBA_IMPORT, NUMBA_COMPILE, NUMBA_LINE = 0.7, 2.2, 8e-3
NUMBA_FIRING, NUMBA_CLOCK = 0.045e-6, 0.001e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """What a run asks of an engine.

    Attributes
    ----------
    members, clocks, lines : int
        Members, clocks of the model, lines of its rules.
    firings : float
        Firings of one member.
    compiled : bool
        Whether the kernel needs no compiling.
    jobs : int or None
        Processes or threads; None is one process, or a thread for each processor.
    """

    members: int
    clocks: int
    lines: int
    firings: float
    compiled: bool
    jobs: int | None = None


def seconds_of(engine: EngineName, size: Size) -> float:
    """Estimate how long an engine takes from its start to the last member.

    Examples
    --------
    >>> few = Size(members=50, clocks=5, lines=100, firings=5.0, compiled=False)
    >>> seconds_of("simpy", few) < seconds_of("numpy", few) < seconds_of("numba", few)
    True
    """
    everything = size.members * size.firings
    jobs = size.jobs or 1
    begin = PROCESSES_START if jobs > 1 else 0.0
    if engine == "simpy":
        return begin + everything * SIMPY_FIRING / jobs
    if engine == "numpy":
        steps = size.firings * min(size.clocks, size.members / 4 + 1)
        each = LANES_FIRING + LANES_CLOCK * size.clocks
        begin += size.lines * LANES_LINE + steps * LANES_STEP
        return begin + everything * each / jobs
    each = NUMBA_FIRING + NUMBA_CLOCK * size.clocks
    ready = 0.0 if size.compiled else NUMBA_COMPILE + size.lines * NUMBA_LINE
    threads = size.jobs or os.cpu_count() or 1
    return NUMBA_IMPORT + ready + everything * each / threads


def choose_engine(
    engine: EngineName,
    reference: Engine,
    *,
    members: int,
    seed: int,
    jobs: int | None = None,
    here: bool = True,
) -> EngineName:
    """Give the engine that answers soonest, if the choice is left to us.

    For that, one member is run in SimPy, to know how often clocks fire. With `here`
    false the members run on machines of which we do not know whether they have numba.

    Raises
    ------
    UsageError
        If numba is asked for and not installed.
    """
    if engine == "numba" and here and not has_numba():
        raise UsageError(
            "expected numba to be installed for --engine numba; install it with "
            "pip install 'escalation-sim[fast]', or leave the choice to --engine auto"
        )
    if engine != "auto":
        return engine
    if members <= FEW:
        return "simpy"
    names: list[EngineName] = ["simpy", "numpy"]
    compiled = False
    if here and has_numba():
        names.append("numba")
        compiled = KernelEngine(reference.model, reference.rules).compiled
    size = Size(
        members=members,
        clocks=reference.rules.clocks,
        lines=reference.rules.text.count("\n"),
        firings=_firings_of_one(reference, seed),
        compiled=compiled,
        jobs=jobs,
    )
    return min(names, key=lambda name: seconds_of(name, size))


def _firings_of_one(reference: Engine, seed: int) -> float:
    path = Path(reference, seed=seed, member=0, reasons=False)
    with suppress(RunError):  # it is told when its turn comes
        path.run()
    return path.fired + 1.0
