"""``sim compare``: plans, files or values side by side on the same luck."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from sim.cli.options import (
    DEFAULT_SEED,
    Central,
    Files,
    Horizon,
    Lang,
    Members,
    Seed,
    SetTo,
    Without,
    settings_of,
)
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
        show_default=False,
    ),
]
Each = Annotated[
    bool,
    typer.Option(
        "--each", help="Of two files run each differing value alone, however many."
    ),
]
Plot = Annotated[
    Path | None,
    typer.Option(
        "--plot", metavar="FILE", help="Draw the differences, as .png or .svg."
    ),
]
_RAN = Text(
    "{count} on the same luck: {members} members, seed {seed}",
    "같은 운을 만난 {count}가지: 구성원 {members}개, 시드 {seed}",
)


def compare(
    files: Files,
    policies: Policies = "",
    members: Members = DEFAULT_MEMBERS,
    seed: Seed = DEFAULT_SEED,
    set_to: SetTo = None,
    without: Without = None,
    central: Central = False,
    horizon: Horizon = None,
    each: Each = False,
    plot: Plot = None,
    lang: Lang = "en",
) -> int:
    """Hold plans, files or values side by side on one luck."""
    settings = settings_of(set_to or ())
    names = [name.strip() for name in policies.split(",") if name.strip()]
    lists = {
        name: values
        for name, text in settings.items()
        if len(values := listed(text)) > 1
    }
    _refuse_unclear(files, names, policies, lists)

    from sim.cli.answering import check_picture, put_to, show_answer
    from sim.study import load

    check_picture(plot)

    fixed = {name: text for name, text in settings.items() if name not in lists}
    told: dict[str, Any] = {
        "members": members,
        "seed": seed,
        "without": without or (),
        "central": central,
        "horizon": horizon,
    }
    with put_to(files[0], fixed, lang) as (study, progress):
        told["progress"] = progress
        if len(files) > 1:
            others = [load(f, settings=fixed, language=lang) for f in files[1:]]
            plans = study.compare_with(others, each=each, names=files, **told)
        elif lists:
            ((name, values),) = lists.items()
            plans = study.compare_values(name, values, **told)
        else:
            plans = study.compare(names, **told)
    if plot is not None:
        plans.plot().save(plot)
    count = len(plans.names)
    head = _RAN.say(lang).format(count=count, members=f"{members:,}", seed=seed)
    titles = [f"{at}. {plans.title(name)}" for at, name in enumerate(plans.names, 1)]
    foot = (*plans.notes(), plans.foot)
    show_answer(study, ([head, *titles], plans.in_words()), plans.tables(), foot)
    return 0


def listed(text: str) -> list[str]:
    """Take a list of values apart at its commas, but not inside brackets or quotes.

    Examples
    --------
    >>> listed("1, 2 ,3"), listed("{uniform: [0, 1]}, 0.5"), listed("10 days")
    (['1', '2', '3'], ['{uniform: [0, 1]}', '0.5'], ['10 days'])
    """
    parts, depth, quote = [""], 0, ""
    for character in text:
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'":
            quote = character
        elif character in "[{(":
            depth += 1
        elif character in "]})":
            depth -= 1
        if character == "," and not depth and not quote:
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts]


def _refuse_unclear(
    files: list[str], names: list[str], policies: str, lists: dict[str, list[str]]
) -> None:
    """Refuse what varies in no way or in two, so that a difference has one cause."""
    if policies and len(set(names)) < 2:
        raise UsageError(
            f"expected --policies with two plans or more, as a,b, got {policies!r}"
        )
    ways = [
        word
        for word, there in (
            ("--policies", bool(policies)),
            ("several files", len(files) > 1),
            *((f"--set {name}=…,…", True) for name in lists),
        )
        if there
    ]
    if not ways:
        raise UsageError(
            "expected something to compare: --policies a,b, a second file, or a list "
            "of values (--set name=1,2,3)"
        )
    if len(ways) > 1:
        raise UsageError(
            f"expected one way to vary, got {' and '.join(ways)}: a difference would "
            "have two causes"
        )
