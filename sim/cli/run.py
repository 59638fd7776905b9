"""``sim run``: run many members of a scenario, print what they come to, keep it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, get_args

import typer

from sim.cli.asked import Asked, folder_name
from sim.cli.options import (
    DEFAULT_SEED,
    AsJson,
    Central,
    FileIfAny,
    Force,
    Horizon,
    Lang,
    Members,
    Policy,
    Seed,
    SetTo,
    Without,
    number_or_all,
    one_of,
    settings_of,
    whole_number,
)
from sim.cli.version import version
from sim.errors import UsageError
from sim.garbage import collecting_rarely

__all__ = ["folder_name", "run"]

ENGINES = ("auto", "numba", "numpy", "simpy")  # as sim.ensemble has them
PictureSet = Literal["few", "all", "none"]  # as sim.study.pictures has it
TableForm = Literal["auto", "csv", "npz", "parquet", "none"]  # as sim.report has it
EngineName = Literal["auto", "numba", "numpy", "simpy"]
DEFAULT_MEMBERS = 1000  # as sim.jobs has it; a test holds them together

Out = Annotated[
    Path | None,
    typer.Option(
        "--out", metavar="DIR", help="Folder for the results; a named one under runs/."
    ),
]
Form = Annotated[
    TableForm,
    typer.Option(
        "--table",
        parser=one_of("--table", get_args(TableForm)),
        metavar="|".join(get_args(TableForm)),
        help="Form of the table of members; auto is csv up to 20,000.",
    ),
]
Plots = Annotated[
    PictureSet,
    typer.Option(
        "--plots",
        parser=one_of("--plots", get_args(PictureSet)),
        metavar="|".join(get_args(PictureSet)),
        help="Pictures: a few quick ones as PNG, or all of every ladder, SVG too.",
    ),
]
NoPlots = Annotated[
    bool, typer.Option("--no-plots", help="Draw no pictures: --plots none.")
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        parser=whole_number("--jobs", least=1, most=1000),
        metavar="NUMBER",
        help="Processes that share the work; threads with numba.",
    ),
]
ByEngine = Annotated[
    EngineName,
    typer.Option(
        "--engine",
        parser=one_of("--engine", ENGINES),
        metavar="|".join(ENGINES),
        help="What runs the members; the numbers do not depend on it.",
    ),
]
Follow = Annotated[
    list[str] | None,
    typer.Option(
        "--follow",
        metavar="LADDER",
        help="Keep every move of a ladder, of all members; may be repeated.",
    ),
]
KeepPaths = Annotated[
    int,
    typer.Option(
        "--keep-paths",
        parser=number_or_all("--keep-paths"),
        metavar="NUMBER|all",
        help="Keep every firing and every move of so many members.",
    ),
]
Rates = Annotated[
    list[str] | None,
    typer.Option(
        "--discount-rate",
        metavar="RATE",
        help='Keep sums of the ledger at this rate too: "0% per year"; repeatable.',
    ),
]
Quiet = Annotated[
    bool,
    typer.Option("-q", "--quiet", help="Print where the folder is, and nothing else."),
]
Dask = Annotated[
    str | None,
    typer.Option(
        "--dask",
        metavar="ADDRESS",
        help="Run on the Dask cluster whose scheduler is there.",
    ),
]
Resume = Annotated[
    Path | None,
    typer.Option(
        "--resume",
        metavar="DIR",
        help="Go on with an unfinished run; it knows its options.",
    ),
]


def run(
    context: typer.Context,
    file: FileIfAny = None,
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
    table: Form = "auto",
    plots: Plots = "few",
    no_plots: NoPlots = False,
    jobs: Jobs = None,
    engine: ByEngine = "auto",
    dask: Dask = None,
    follow: Follow = None,
    keep_paths: KeepPaths = 0,
    discount_rate: Rates = None,
    resume: Resume = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> int:
    """Run many possible futures; print and keep what they come to."""
    if resume is not None:
        _refuse_others(context)
        from sim.cli.working import go_on

        with collecting_rarely():
            return go_on(resume, sim_version=version())
    if file is None:
        raise UsageError(
            "expected FILE, a scenario, or --resume DIR; see: sim run --help"
        )
    settings = settings_of(set_to or ())
    asked = Asked(
        members=members,
        seed=seed,
        policy=tuple(policy or ()),
        settings=settings,
        without=tuple(without or ()),
        central=central,
        horizon=horizon,
        lang=lang,
        table=table,
        pictures="none" if no_plots else plots,
        jobs=jobs,
        engine=engine,
        dask=dask,
        follow=tuple(follow or ()),
        keep_paths=min(keep_paths, members),
        discount_rates=tuple(discount_rate or ()),
        as_json=as_json,
        quiet=quiet,
    )
    with collecting_rarely():
        from sim.cli.working import start

        return start(file, asked, out=out, force=force, sim_version=version())


def _refuse_others(context: typer.Context) -> None:
    """Refuse what is written beside ``--resume``: the run knows its options."""
    given = [
        parameter.opts[-1] if parameter.param_type_name == "option" else "FILE"
        for parameter in context.command.params
        if parameter.name not in (None, "resume", "help")
        and str(getattr(context.get_parameter_source(str(parameter.name)), "name", ""))
        == "COMMANDLINE"
    ]
    if given:
        raise UsageError(
            "--resume takes every option from the folder, so "
            f"{', '.join(given)} cannot be given"
        )
