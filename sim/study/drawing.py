"""A run's pictures drawn by two processes: the command's own, and one beside it.

The second makes ready while the members run, which is most of what it costs, and draws
the path of member 0. When they have run it draws the others, while the command writes
its tables. Only the command has one: a process begins by reading its parent's script
anew, which nobody's own script or notebook should suffer for some pictures.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import RLock

from sim.garbage import collect_rarely
from sim.jobs import spawned
from sim.model import Model
from sim.path import run_path
from sim.scenario import Scenario
from sim.study.pictures import (
    PictureSet,
    Shown,
    draw_path_of,
    name_of_path,
    picture_draws,
    shown_before,
    shown_of,
)
from sim.study.run import Run
from sim.study.step import Step
from sim.texts import Language

__all__ = ["begin_pictures", "draw_ahead", "drawing_beside"]

Files = dict[str, bytes]
Later = Callable[[], Files]

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


def begin_pictures(run: Run, which: PictureSet, *, beside: Executor | None) -> Later:
    """Begin to draw a run's pictures; what is given finishes them and gives the files.

    They are those of `Run.picture_files`, to the byte.

    Parameters
    ----------
    run : Run
    which : {"few", "all", "none"}
    beside : Executor, optional
        A process that draws from the last picture on. Whoever asks for the files draws
        from the first, until the two meet.
    """
    if beside is None:
        return partial(run.picture_files, which)
    return _Shared(run, which, beside).files


class _Shared:
    """Pictures that two processes draw."""

    def __init__(self, run: Run, which: PictureSet, beside: Executor) -> None:
        self.beside, self.lock = beside, RLock()  # a lost one calls back at once
        self.draws = picture_draws(run, which)
        self.left = deque(self.draws)
        self.theirs: dict[str, Future[Files]] = {}
        with suppress(BrokenExecutor, RuntimeError):
            # here and now: what is worked out for a picture is noted in the run
            beside.submit(_keep, pickle.dumps(_without_levels(run), protocol=5), which)
        self._hand_over()

    def _hand_over(self, _: object = None) -> None:
        """Give the last that is left, and once it is drawn the next."""
        with self.lock, suppress(BrokenExecutor, RuntimeError):
            if self.left:
                name = self.left[-1]
                self.theirs[name] = future = self.beside.submit(_drawn, name)
                self.left.pop()
                future.add_done_callback(self._hand_over)

    def files(self) -> Files:
        """Draw what is left, from the first on; give all."""
        found: dict[str, Files] = {}
        while self.left:
            with self.lock:
                if len(self.left) == 1 and not _is_ready():
                    self._hand_over()  # drawing it there takes less than making ready
                    break
                name = self.left.popleft() if self.left else ""
            if name:
                found[name] = self.draws[name]()
        for name, future in self.theirs.items():
            with suppress(Exception):
                found[name] = future.result()
        # what was not drawn there is drawn here, or says here why it cannot be
        drawn = [found.get(name) or draw() for name, draw in self.draws.items()]
        return {file: data for files in drawn for file, data in files.items()}


def draw_ahead(
    scenario: Scenario,
    model: Model,
    which: PictureSet,
    *,
    seed: int,
    language: Language,
    beside: Executor | None,
) -> None:
    """Let the process beside draw the path of member 0, which needs no other member."""
    if beside is not None:
        told = pickle.dumps((scenario, model, which, seed, language))
        with suppress(BrokenExecutor, RuntimeError):
            beside.submit(_draw_ahead, told)


# What the process beside holds: the run, and a picture that was drawn before it was.
_kept: list[tuple[Run, PictureSet]] = []
_ahead: dict[str, tuple[Shown, Files]] = {}


def _make_ready() -> None:
    """Load what drawing takes, and the fonts."""
    from sim.plots import has_font

    collect_rarely()  # pictures are full of circles, and it ends soon
    has_font()


def _without_levels(run: Run) -> Run:
    """Give a run without gauges on the grid: most of it, and in no picture."""
    ensemble = replace(run.ensemble, levels=run.ensemble.levels[:0])
    return Run(run.scenario, ensemble, run.language)


def _is_ready() -> bool:
    """Whether this process has loaded what drawing takes."""
    return "sim.plots" in sys.modules


def _draw_ahead(told: bytes) -> None:
    scenario, model, which, seed, language = pickle.loads(told)  # noqa: S301 - as below
    shown = shown_before(model, which, language)
    name = name_of_path(0)
    step = Step(scenario, run_path(model, seed=seed, member=0), language)
    files = draw_path_of(step, shown).files(name, svg=which == "all")
    _ahead[name] = (shown, files)


def _keep(run: bytes, which: PictureSet) -> None:
    _kept[:] = [(pickle.loads(run), which)]  # noqa: S301 - from the process that began us


def _drawn(name: str) -> Files:
    ((run, which),) = _kept
    shown, files = _ahead.get(name, (None, {}))
    if shown == shown_of(run, which):
        return files
    return picture_draws(run, which)[name]()


def _is_command() -> bool:
    """Whether this process is the command itself, and no script or notebook."""
    spec = getattr(sys.modules.get("__main__"), "__spec__", None)
    return (spec.name if spec else Path(sys.argv[0]).name) in COMMANDS


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1  # pragma: no cover
