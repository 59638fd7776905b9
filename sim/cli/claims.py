"""``sim claims``: whether claims hold, from when, and what carries and turns them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from sim.cli.options import (
    DEFAULT_SEED,
    AsJson,
    File,
    Lang,
    Members,
    Policy,
    Seed,
    SetTo,
    Without,
    settings_of,
    whole_number,
)
from sim.cli.run import Jobs

__all__ = ["claims"]

DEFAULT_MEMBERS = 2_000
DEFAULT_CHECK = 500
Claim = Annotated[
    str,
    typer.Argument(
        metavar="[CLAIM]",
        help="One claim, weighed from every side.",
        show_default=False,
    ),
]
At = Annotated[
    str | None,
    typer.Option(
        "--at",
        metavar="TIME",
        help="Horizon at which to say what would have to be true; the last one.",
    ),
]
Weights = Annotated[
    list[str] | None,
    typer.Option(
        "--weights",
        metavar="NAME=NUMBER",
        help="Another scale: the price of an argument's unit, or how many times (x2) "
        "an argument or account is to count; may be repeated.",
    ),
]
Plots = Annotated[
    Path | None,
    typer.Option("--plot", metavar="DIR", help="Draw one claim into this folder."),
]
CheckBy = Annotated[
    int,
    typer.Option(
        "--check",
        parser=whole_number("--check", least=0, most=2**32),
        metavar="NUMBER",
        help="Futures that are run with the smallest change held; 0 for none.",
    ),
]


def claims(
    file: File,
    claim: Claim = "",
    members: Members = DEFAULT_MEMBERS,
    seed: Seed = DEFAULT_SEED,
    at: At = None,
    weights: Weights = None,
    check: CheckBy = DEFAULT_CHECK,
    plot: Plots = None,
    policy: Policy = None,
    set_to: SetTo = None,
    without: Without = None,
    jobs: Jobs = None,
    lang: Lang = "en",
    as_json: AsJson = False,
) -> int:
    """Say whether claims hold, from when, and what carries them."""
    settings = settings_of(set_to or ())
    scale = settings_of(weights or (), option="--weights")

    from sim.cli.answering import put_to, show_answer, under_which
    from sim.report.words import say
    from sim.study.claims import ClaimView

    with put_to(file, settings, lang, quiet=as_json) as (study, progress):
        found = study.claims(
            claim,
            members=members,
            seed=seed,
            at=at,
            weights=scale,
            check=check,
            policy=policy or (),
            without=without or (),
            jobs=jobs,
            progress=progress,
        )
    if plot is not None and isinstance(found, ClaimView):
        plot.mkdir(parents=True, exist_ok=True)
        for name, picture in found.pictures().items():
            for kind, content in picture.files(f"claim_{name}").items():
                (plot / kind).write_bytes(content)
    if as_json:
        print(json.dumps(found.record(), indent=1, ensure_ascii=False))
        return 0
    conditions = under_which(found, study)
    if scale:
        told = ", ".join(f"{name} = {value}" for name, value in scale.items())
        conditions.append(say("scale_set", lang, text=told))
    short = [f"{say('short_title', lang)}:", *found.short] if found.short else []
    foot = (*found.model.notes, found.foot)
    show_answer(study, (conditions, found.head, short), found.tables(), foot)
    return 0
