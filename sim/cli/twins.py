"""``sim twins``: two futures of one luck side by side, and where they part."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from sim.cli.options import (
    DEFAULT_SEED,
    Central,
    File,
    Horizon,
    Lang,
    Member,
    Seed,
    SetTo,
    Without,
    settings_of,
)
from sim.cli.terminal import tell, width_of
from sim.errors import UsageError

__all__ = ["twins"]

Policies = Annotated[
    str,
    typer.Option("--policies", metavar="A,B", help="Two plans: first and second."),
]
Until = Annotated[
    str | None,
    typer.Option("--until", metavar="TIME", help='Tell no further: "6 months".'),
]
Plot = Annotated[
    Path | None,
    typer.Option(
        "--plot", metavar="FILE", help="Draw both, as .png or .svg, into this file."
    ),
]


def twins(
    file: File,
    policies: Policies,
    member: Member = 0,
    seed: Seed = DEFAULT_SEED,
    set_to: SetTo = None,
    without: Without = None,
    central: Central = False,
    horizon: Horizon = None,
    until: Until = None,
    plot: Plot = None,
    lang: Lang = "en",
) -> int:
    """Tell two futures of one luck, and mark where they part."""
    settings = settings_of(set_to or ())
    names = [name.strip() for name in policies.split(",") if name.strip()]
    if len(set(names)) != 2 or len(names) != 2:
        raise UsageError(
            f"expected --policies with two plans that differ, as a,b, got {policies!r}"
        )

    from sim.cli.answering import check_picture
    from sim.cli.introducing import introduce, show_foot, show_lines
    from sim.cli.showing import show_table
    from sim.study import days_of, load

    check_picture(plot)
    study = load(file, settings=settings, language=lang)
    last = float("inf") if until is None else days_of(until)
    found = study.twins(
        names,
        member=member,
        seed=seed,
        without=without or (),
        central=central,
        horizon=horizon,
    )
    if plot is not None:
        found.plot().save(plot)
    introduce(study)
    show_lines(found.head)
    show_table(found.partings.table)
    tell()
    tell(found.text(width=width_of(sys.stdout), until=last))
    show_foot((*found.twins.first.model.notes, found.foot))
    return 0
