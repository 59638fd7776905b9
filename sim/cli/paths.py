"""``sim paths``: the ways that futures go on a ladder, and which are worth reading."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sim.cli.options import (
    DEFAULT_SEED,
    File,
    Lang,
    Members,
    Policy,
    Seed,
    SetTo,
    Without,
    settings_of,
    share,
)
from sim.errors import UsageError

__all__ = ["paths"]

DEFAULT_MEMBERS = 2_000
Ladder = Annotated[
    list[str],
    typer.Option(
        "--ladder",
        metavar="LADDER",
        help="Whose ways; twice for two ladders together.",
    ),
]
Given = Annotated[
    str,
    typer.Option(
        "--given",
        metavar="EXPR",
        help='Only futures in which this holds: "ever(war == over)".',
        show_default=False,
    ),
]
Least = Annotated[
    float,
    typer.Option(
        "--least",
        metavar="SHARE",
        help="Branches of the tree that are rarer are summed up.",
        parser=share("--least"),
    ),
]
Plots = Annotated[
    Path | None,
    typer.Option(
        "--plot",
        metavar="DIR",
        help="Draw the ways and what has not happened yet into this folder.",
    ),
]


def paths(
    file: File,
    ladder: Ladder,
    given: Given = "",
    members: Members = DEFAULT_MEMBERS,
    seed: Seed = DEFAULT_SEED,
    policy: Policy = None,
    set_to: SetTo = None,
    without: Without = None,
    least: Least = 0.02,
    plot: Plots = None,
    lang: Lang = "en",
) -> int:
    """Show the ways that futures go, and which to read."""
    settings = settings_of(set_to or ())
    if len(ladder) > 2:
        raise UsageError(f"expected --ladder once or twice, got it {len(ladder)} times")
    if len(set(ladder)) < len(ladder):
        raise UsageError(f"expected two ladders that differ, got {ladder[0]!r} twice")

    from sim.cli.answering import put_to, show_answer, under_which

    with put_to(file, settings, lang) as (study, progress):
        found = study.paths(
            *ladder,
            given=given,
            members=members,
            seed=seed,
            policy=policy or (),
            without=without or (),
            least=least,
            file=file,
            progress=progress,
        )
    if plot is not None:
        plot.mkdir(parents=True, exist_ok=True)
        for name, picture in found.pictures().items():
            for kind, content in picture.files(f"paths_{name}").items():
                (plot / kind).write_bytes(content)
    told = [*under_which(found, study), *found.head]
    foot = (*found.model.notes, *found.notes, found.foot)
    show_answer(study, (told,), found.tables(), foot)
    return 0
