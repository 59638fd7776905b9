"""A question put to a scenario: the file loaded, progress shown, the answer told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sim.cli.terminal import tell
from sim.errors import UsageError

if TYPE_CHECKING:
    from sim.cli.introducing import Ran
    from sim.jobs import Progress
    from sim.report.tables import Table
    from sim.study import Study
    from sim.texts import Language

__all__ = ["check_picture", "put_to", "show_answer", "under_which"]


def check_picture(path: Path | None) -> None:
    """Refuse a file that no picture can be written to, before anything is run."""
    if path is None:
        return
    if path.suffix not in (".png", ".svg"):
        raise UsageError(
            f"expected a name that ends in .png or .svg, got {path.name!r}"
        )
    if not path.parent.is_dir():
        raise UsageError(f"there is no folder {str(path.parent)!r} to write to")


@contextmanager
def put_to(
    file: str, settings: Mapping[str, str], language: Language, *, quiet: bool = False
) -> Iterator[tuple[Study, Progress]]:
    """Load a file, and show progress while what is asked of it is worked out.

    Parameters
    ----------
    quiet : bool
        Show no progress.
    """
    from sim.cli.progress import progress_of
    from sim.study import load

    study = load(file, settings=settings, language=language)
    name = study.scenario.name
    with progress_of(name, quiet=quiet, language=study.language) as progress:
        yield study, progress


def under_which(done: Ran, study: Study) -> list[str]:
    """Say what was run, and under which conditions."""
    from sim.cli.introducing import conditions_of, what_was_run

    model = done.ensemble.model
    conditions = conditions_of(model, study.scenario, study.language)
    return [what_was_run(done), *conditions]


def show_answer(
    study: Study,
    told: Iterable[Sequence[str]],
    tables: Iterable[Table],
    foot: Sequence[str],
) -> None:
    """Show what a scenario is about, the answer in words, its tables, and the foot.

    Parameters
    ----------
    told : iterable of sequence of str
        Paragraphs of lines; an empty one is left out.
    """
    from sim.cli.introducing import introduce, show_foot, show_lines
    from sim.cli.showing import show_table

    introduce(study)
    for lines in filter(None, told):
        show_lines(lines)
    for table in tables:
        show_table(table)
        tell()
    show_foot(foot)
