"""``sim compare``: several plans on the same luck, and how far their nets differ."""

from __future__ import annotations

from typing import Annotated

import typer

from sim.cli.options import (
    DEFAULT_SEED,
    Central,
    File,
    Horizon,
    Lang,
    Members,
    Seed,
    SetTo,
    Without,
    settings_of,
)
from sim.cli.terminal import tell
from sim.errors import UsageError
from sim.texts import Text

__all__ = ["compare"]

DEFAULT_MEMBERS = 1000
Policies = Annotated[
    str,
    typer.Option(
        "--policies",
        metavar="A,B,…",
        help="Two plans or more; they keep this order, and none is ranked.",
    ),
]
_RAN = Text(
    "{count} plans on the same luck: {members} members, seed {seed}",
    "같은 운을 만난 계획 {count}개: 구성원 {members}개, 시드 {seed}",
)


def compare(
    file: File,
    policies: Policies,
    members: Members = DEFAULT_MEMBERS,
    seed: Seed = DEFAULT_SEED,
    set_to: SetTo = None,
    without: Without = None,
    central: Central = False,
    horizon: Horizon = None,
    lang: Lang = "en",
) -> int:
    """Hold several plans side by side on the same luck."""
    settings = settings_of(set_to or ())
    names = [name.strip() for name in policies.split(",") if name.strip()]
    if len(set(names)) < 2:
        raise UsageError(
            f"expected --policies with two plans or more, as a,b, got {policies!r}"
        )
    from sim.cli.introducing import introduce, show_foot, show_lines
    from sim.cli.progress import progress_of
    from sim.cli.showing import show_table
    from sim.study import load

    study = load(file, settings=settings, language=lang)
    with progress_of(study.scenario.name) as progress:
        plans = study.compare(
            names,
            members=members,
            seed=seed,
            without=without or (),
            central=central,
            horizon=horizon,
            progress=progress,
        )
    introduce(study)
    filled = {"count": len(plans.names), "members": f"{members:,}", "seed": seed}
    told = [f"{at}. {plans.title(name)}" for at, name in enumerate(plans.names, 1)]
    show_lines([_RAN.say(lang).format(**filled), *told])
    for table in plans.tables():
        show_table(table)
        tell()
    show_foot((*plans.model.notes, plans.foot))
    return 0
