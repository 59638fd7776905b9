"""A run's pictures drawn by two processes: the command's own, and one beside it.

The second makes ready while the members run, which is most of what it costs. Only the
command has one: a process begins by reading its parent's script anew, which nobody's
own script or notebook should suffer for some pictures.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections import deque
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock

from sim.jobs import spawned
from sim.study.pictures import PictureSet, picture_draws
from sim.study.run import Run

__all__ = ["draw_pictures", "drawing_beside"]

Files = dict[str, bytes]

MOST = 20_000
"""Members of a run that is handed over whole."""

COMMANDS = {"sim", "sim.__main__", "sim.exe"}


@contextmanager
def drawing_beside(which: PictureSet, *, members: int) -> Iterator[Executor | None]:
    """Give a process that makes ready to draw; None where it would be of no use."""
    if which == "none" or members > MOST or _cores() < 2 or not _is_command():
        yield None
        return
    with spawned(1, begin=_make_ready) as beside:
        yield beside


def draw_pictures(run: Run, which: PictureSet, *, beside: Executor | None) -> Files:
    """Give a run's pictures as files: those of `Run.picture_files`, to the byte.

    Parameters
    ----------
    run : Run
    which : {"few", "all", "none"}
    beside : Executor, optional
        A process that draws from the last picture on, until the two meet.
    """
    if beside is None:
        return run.picture_files(which)
    draws = picture_draws(run, which)
    left, lock = deque(draws), RLock()  # a lost one calls back at once
    theirs: dict[str, Future[Files]] = {}

    def hand_over(_: object = None) -> None:
        """Give the last that is left, and once it is drawn the next."""
        with lock, suppress(BrokenExecutor, RuntimeError):
            if left:
                theirs[left[-1]] = future = beside.submit(_drawn, left[-1])
                left.pop()
                future.add_done_callback(hand_over)

    with suppress(BrokenExecutor, RuntimeError):
        # here and now: what is worked out for a picture is noted in the run
        beside.submit(_keep, pickle.dumps(run), which)
    hand_over()
    found: dict[str, Files] = {}
    while left:
        with lock:
            name = left.popleft() if left else ""
        if name:
            found[name] = draws[name]()
    for name, future in theirs.items():
        with suppress(Exception):
            found[name] = future.result()
    # what was not drawn there is drawn here, or says here why it cannot be
    drawn = [found.get(name) or draw() for name, draw in draws.items()]
    return {file: data for files in drawn for file, data in files.items()}


_kept: list[tuple[Run, PictureSet]] = []


def _make_ready() -> None:
    """Load what drawing takes, and the fonts."""
    from sim.plots import has_font

    has_font()


def _keep(run: bytes, which: PictureSet) -> None:
    _kept[:] = [(pickle.loads(run), which)]  # noqa: S301 - from the process that began us


def _drawn(name: str) -> Files:
    ((run, which),) = _kept
    return picture_draws(run, which)[name]()


def _is_command() -> bool:
    """Whether this process is the command itself, and no script or notebook."""
    spec = getattr(sys.modules.get("__main__"), "__spec__", None)
    return (spec.name if spec else Path(sys.argv[0]).name) in COMMANDS


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1  # pragma: no cover
