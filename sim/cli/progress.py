"""How far a run is and how long it will take, on a terminal's standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from sim.cli.terminal import is_terminal
from sim.texts import Language
from sim.texts import Text as Told

__all__ = ["Silence", "progress_of"]

_LEFT = Told("left", "남음")
_RATE = Told("{count}/s", "초당 {count}")


class Silence:
    """Shows nothing: for pipes, and for those who asked for quiet."""

    def __call__(self, done: int, total: int) -> None:
        """Hear how far a run is."""

    def now(self, what: str) -> None:
        """Hear what comes next."""


class _Bar(Silence):
    def __init__(self, progress: Progress, what: str) -> None:
        self._progress = progress
        self._task = progress.add_task(what, total=None)

    def __call__(self, done: int, total: int) -> None:
        self._progress.update(self._task, completed=done, total=total)

    def now(self, what: str) -> None:
        self._progress.update(self._task, description=what)


class _Rate(ProgressColumn):
    """Members a second, of late."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language: Language = language

    def render(self, task: Task) -> Text:
        if not task.speed:
            return Text("")
        return Text(_RATE.say(self._language).format(count=f"{task.speed:,.0f}"))


@contextmanager
def progress_of(
    what: str, *, language: Language, quiet: bool = False
) -> Iterator[Silence]:
    """Show how far a run is and how long it will take, on a terminal's standard error.

    Yields
    ------
    Silence
        To be told members done and all members, and what comes next.
    """
    if quiet or not is_terminal(sys.stderr):
        yield Silence()
        return
    console = Console(
        stderr=True,
        force_terminal=True,
        no_color=bool(os.environ.get("NO_COLOR")) or None,
    )
    bar = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(language),
        TimeRemainingColumn(),
        TextColumn(_LEFT.say(language), markup=False),
        console=console,
        transient=True,
    )
    with bar:
        yield _Bar(bar, what)
