"""What may be written on a command line: options that several commands share."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

import typer

from sim.errors import UsageError

__all__ = [
    "Central",
    "File",
    "Horizon",
    "Lang",
    "Language",
    "Policy",
    "Seed",
    "SetTo",
    "TableForm",
    "Without",
    "settings_of",
]

DEFAULT_SEED = 1  # as sim.path has it; a test holds them together


class Language(StrEnum):
    """The languages that a reader may ask for."""

    en = "en"
    ko = "ko"


class TableForm(StrEnum):
    """The forms of the table of members."""

    csv = "csv"
    npz = "npz"
    none = "none"


File = Annotated[
    str,
    typer.Argument(
        metavar="FILE", help="A scenario file, or the name of a shipped scenario."
    ),
]
Seed = Annotated[
    int,
    typer.Option("--seed", min=0, max=2**64 - 1, help="Where all luck is looked up."),
]
Policy = Annotated[
    list[str] | None,
    typer.Option(
        "--policy",
        metavar="NAME",
        help="Steer a ladder by this policy; may be repeated.",
    ),
]
SetTo = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="NAME=VALUE",
        help="Hold a parameter at a value, written as in the file; may be repeated.",
    ),
]
Without = Annotated[
    list[str] | None,
    typer.Option(
        "--without",
        metavar="ID",
        help="Switch off an argument, event, factor or actor; may be repeated.",
    ),
]
Central = Annotated[
    bool, typer.Option("--central", help="Give every parameter its central value.")
]
Horizon = Annotated[
    str | None,
    typer.Option("--horizon", metavar="TIME", help='Another end: "18 months".'),
]
Lang = Annotated[Language, typer.Option("--lang", help="Language of what is shown.")]


def settings_of(texts: Sequence[str]) -> dict[str, str]:
    """Read ``NAME=VALUE`` texts.

    Raises
    ------
    UsageError
        If one is written otherwise, or a name is set twice.

    Examples
    --------
    >>> settings_of(["war_end=0.02 per month"])
    {'war_end': '0.02 per month'}
    """
    settings: dict[str, str] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        name = name.strip()
        if not equals or not name:
            raise UsageError(f"expected --set NAME=VALUE, got {text!r}")
        if name in settings:
            raise UsageError(f"--set gives {name!r} twice")
        settings[name] = value.strip()
    return settings
