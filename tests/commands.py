"""Call the command line from tests: in this process, or as a user does in another."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

root = Path(__file__).parents[1]


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    status: int
    out: str
    err: str


Call = Callable[..., Done]


def environment(**changes: str) -> dict[str, str]:
    """Give an environment in which `python -m sim` is this checkout's."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("COLUMNS", "NO_COLOR", "SIM_DEBUG", "PYTHONIOENCODING")
    }
    here = os.pathsep.join(filter(None, [str(root), kept.get("PYTHONPATH")]))
    return kept | {"PYTHONPATH": here, "PYTHONUTF8": "0"} | changes


def sim_elsewhere(*arguments: object, cwd: Path, **changes: str) -> Done:
    """Run ``python -m sim`` in a process of its own; text is in its encoding."""
    encoding = changes.setdefault("PYTHONIOENCODING", "utf-8").partition(":")[0]
    done = subprocess.run(
        [sys.executable, "-m", "sim", *map(str, arguments)],
        cwd=cwd,
        env=environment(**changes),
        capture_output=True,
        encoding=encoding,
        timeout=300,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def files_in(folder: Path) -> Iterator[str]:
    """Name every file and folder below a folder."""
    yield from sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


UNSOUND = """\
format: 1
name: unsound
title: A title
about: Of a rate that falls below nought in some futures.
start: 2030-01-01
horizon: 100 days
parameters:
  pace: {value: 1% per day, spread: {uniform: [0, 10% per day]},
    because: {assumption: made up}}
ladders: {war: {rungs: {calm: , open: }},a: {rungs: {count: 2}}, b: {rungs: {count: 2}}}
events:
  begins: {rate: pace - 0.01 * level(a) * level(b), do: {war: open},
    because: {assumption: made up}}
  at_once: {at: 2030-01-01, do: {a: up, b: up}, because: {assumption: made up}}
outcomes: {it_comes: ever(war == open)}
"""
