"""``sim run``: run many members of a scenario, print what they come to, keep it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from sim.cli.options import (
    DEFAULT_SEED,
    Central,
    File,
    Horizon,
    Lang,
    Policy,
    Seed,
    SetTo,
    TableForm,
    Without,
    one_of,
    settings_of,
    whole_number,
)
from sim.cli.terminal import note, tell
from sim.cli.version import version
from sim.texts import Text

if TYPE_CHECKING:
    from sim.study import Run

__all__ = ["folder_name", "run"]

DEFAULT_MEMBERS = 1000  # as sim.jobs has it; a test holds them together
LONGEST_NAME = 120

Members = Annotated[
    int,
    typer.Option(
        "-n",
        "--members",
        parser=whole_number("--members", least=1, most=2**32),
        metavar="NUMBER",
        help="How many possible futures.",
    ),
]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out", metavar="DIR", help="Folder for the results; a named one under runs/."
    ),
]
Force = Annotated[
    bool, typer.Option("--force", help="Replace the folder of an earlier run.")
]
Form = Annotated[
    TableForm,
    typer.Option(
        "--table",
        parser=one_of("--table", get_args(TableForm)),
        metavar="csv|npz|none",
        help="Form of the table of members.",
    ),
]
NoPlots = Annotated[bool, typer.Option("--no-plots", help="Draw no pictures.")]
Jobs = Annotated[
    int,
    typer.Option(
        "--jobs",
        parser=whole_number("--jobs", least=1, most=1000),
        metavar="NUMBER",
        help="Processes that share the work.",
    ),
]
AsJson = Annotated[
    bool, typer.Option("--json", help="Print the summary as JSON, and nothing else.")
]
Quiet = Annotated[
    bool,
    typer.Option("-q", "--quiet", help="Print where the folder is, and nothing else."),
]

_DRAWING = Text("drawing", "그림 그리는 중")
_WRITTEN = Text("Written to {folder}", "저장한 곳: {folder}")


def run(
    file: File,
    members: Members = DEFAULT_MEMBERS,
    seed: Seed = DEFAULT_SEED,
    policy: Policy = None,
    set_to: SetTo = None,
    without: Without = None,
    central: Central = False,
    horizon: Horizon = None,
    lang: Lang = "en",
    out: Out = None,
    force: Force = False,
    table: Form = "csv",
    no_plots: NoPlots = False,
    jobs: Jobs = 1,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> int:
    """Run many possible futures; print and keep what they come to."""
    settings = settings_of(set_to or ())

    from datetime import UTC, datetime

    from sim.cli.introducing import introduce, tell_warnings
    from sim.cli.progress import progress_of
    from sim.jobs import run_ensemble
    from sim.report.folder import check_folder, run_files, write_folder
    from sim.study import Run, load

    study = load(file, settings=settings, language=lang)
    model = study.model(
        policy=policy or (), without=without or (), central=central, horizon=horizon
    )
    folder = out or Path("runs") / folder_name(
        study.scenario.name,
        f"n{members}",
        f"seed{seed}",
        *(policy or ()),
        *(f"{name}={value}" for name, value in settings.items()),
        *(f"without-{name}" for name in without or ()),
        *(["central"] if central else []),
        *([horizon] if horizon else []),
        *([lang] if lang != "en" else []),
    )
    check_folder(folder, force=force)
    began = datetime.now(UTC)
    hushed = quiet or as_json
    if not hushed:
        introduce(study)
        tell_warnings(study, file)
    with progress_of(study.scenario.name, quiet=quiet) as progress:
        ensemble = run_ensemble(
            model, members=members, seed=seed, jobs=jobs, progress=progress
        )
        done = Run(study.scenario, ensemble, lang)
        progress.now(_DRAWING.say(lang))
        pictures = {} if no_plots else done.picture_files()
    times = {
        "began": began.isoformat(timespec="seconds"),
        "seconds": round((datetime.now(UTC) - began).total_seconds(), 3),
    }
    files = run_files(
        study.scenario,
        ensemble,
        sim_version=version(),
        table=table,
        pictures=pictures,
        options={"language": lang, "pictures": not no_plots},
        times=times,
        dependence=done.dependence,
        exact=done.exact_record,
    )
    write_folder(folder, files, force=force)
    if as_json:
        print(json.dumps(json.loads(files["summary.json"]), indent=1))
    elif not quiet:
        _report(done)
    if done.disagreement:
        note(done.disagreement)
    where = str(folder)
    if as_json and not quiet:
        note(_WRITTEN.say(lang).format(folder=where))
    elif not as_json:
        tell(where if quiet else _WRITTEN.say(lang).format(folder=where))
    return 0


def folder_name(*parts: str) -> str:
    """Name a folder by what shaped a run, in letters that any system takes.

    Examples
    --------
    >>> folder_name("hello", "n50", "seed1", "pace=0.1 per month")
    'hello-n50-seed1-pace=0.1_per_month'
    """
    text = "-".join(re.sub(r"[^\w.=-]+", "_", part).strip("_.") for part in parts)
    if len(text) <= LONGEST_NAME:
        return text
    from hashlib import sha256

    return f"{text[:LONGEST_NAME]}-{sha256(text.encode()).hexdigest()[:8]}"


def _report(done: Run) -> None:
    """Print the tables, how to read them, and the foot."""
    from sim.cli.introducing import (
        conditions_of,
        show_foot,
        show_lines,
        what_was_run,
    )
    from sim.cli.showing import show_table

    show_lines(
        [what_was_run(done), *conditions_of(done.model, done.scenario, done.language)]
    )
    for table in done.tables():
        show_table(table)
        tell()
    show_foot((*done.model.notes, done.foot))
