"""What may be written on a command line: options that several commands share."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from glob import glob
from pathlib import Path
from typing import Annotated, Literal

import typer

from sim.errors import UsageError, suggest
from sim.texts import LANGUAGES, Language

__all__ = [
    "DEFAULT_SEED",
    "AsJson",
    "Central",
    "ClassWord",
    "File",
    "FileIfAny",
    "Files",
    "Force",
    "Horizon",
    "Lang",
    "LangOrBoth",
    "Member",
    "Members",
    "Policy",
    "RecordFile",
    "Seed",
    "SetTo",
    "Students",
    "Without",
    "number_or_all",
    "one_of",
    "settings_of",
    "share",
    "whole_number",
]

DEFAULT_SEED = 1  # as sim.path has it; a test holds them together


def whole_number(option: str, *, least: int, most: int) -> Callable[[object], int]:
    """Give what reads the whole number after an option, and refuses in our words."""

    def read(value: object) -> int:
        try:
            number = int(str(value))
        except ValueError:
            number = least - 1
        if not least <= number <= most:
            what = f"from {least} to {most}" if most < 2**31 else f"from {least} on"
            raise UsageError(
                f"expected {option} with a whole number {what}, got {str(value)!r}"
            )
        return number

    read.__name__ = "number"
    return read


def number_or_all(option: str) -> Callable[[object], int]:
    """Give what reads a whole number or ``all``, and refuses in our words."""

    def read(value: object) -> int:
        if str(value) == "all":
            return 2**32
        if not str(value).isdecimal():
            raise UsageError(
                f"expected {option} with a whole number or all, got {str(value)!r}"
            )
        return int(str(value))

    read.__name__ = "number"
    return read


def share(option: str) -> Callable[[object], float]:
    """Give what reads a number from 0 to 1, and refuses in our words."""

    def read(value: object) -> float:
        try:
            number = float(str(value))
        except ValueError:
            number = math.nan
        if not 0 <= number <= 1:
            raise UsageError(
                f"expected {option} with a number from 0 to 1, got {str(value)!r}"
            )
        return number

    read.__name__ = "number"
    return read


def one_of(option: str, words: Sequence[str]) -> Callable[[object], str]:
    """Give what reads the word after an option, and refuses in our words."""

    def read(value: object) -> str:
        if str(value) not in words:
            hint = suggest(str(value), words)
            raise UsageError(f"unknown {option} {str(value)!r}; {hint}")
        return str(value)

    read.__name__ = "word"
    return read


def files_named(told: list[str]) -> list[str]:
    """Give the files that patterns name, for shells that leave them as they are."""
    return [
        file
        for text in told
        for file in ([text] if Path(text).exists() else sorted(glob(text)) or [text])
    ]


_FILE = typer.Argument(
    metavar="FILE", help="A scenario file, or the name of a shipped scenario."
)
File = Annotated[str, _FILE]
FileIfAny = Annotated[str | None, _FILE]
Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE...",
        help="Scenario files, or names of shipped ones.",
        callback=files_named,
    ),
]
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
Member = Annotated[
    int,
    typer.Option(
        "--member",
        parser=whole_number("--member", least=0, most=2**32 - 1),
        metavar="NUMBER",
        help="Which future: a member of every ensemble.",
    ),
]
Seed = Annotated[
    int,
    typer.Option(
        "--seed",
        parser=whole_number("--seed", least=0, most=2**64 - 1),
        metavar="NUMBER",
        help="Where all luck is looked up.",
    ),
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
        help="Hold a parameter, or set any value by its path (events.war_ends.rate), "
        "written as in the file; may be repeated.",
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
Force = Annotated[
    bool, typer.Option("--force", help="Replace what stands there from earlier.")
]
AsJson = Annotated[
    bool, typer.Option("--json", help="Print it as JSON, and nothing else.")
]
Lang = Annotated[
    Language,
    typer.Option(
        "--lang",
        parser=one_of("--lang", LANGUAGES),
        metavar="en|ko",
        help="Language of what is shown.",
    ),
]


LangOrBoth = Annotated[
    Literal["en", "ko", "both"],
    typer.Option(
        "--lang",
        parser=one_of("--lang", (*LANGUAGES, "both")),
        metavar="en|ko|both",
        help="Language of the pages.",
    ),
]
Students = Annotated[
    str | None,
    typer.Option(
        "--students",
        metavar="LIST",
        help="A set for each: a file with a name or number a line, or how many. "
        "Names are written nowhere.",
    ),
]
ClassWord = Annotated[
    str,
    typer.Option(
        "--class-word",
        metavar="WORD",
        help="A word that only you know, stirred into the students' seeds.",
        show_default=False,
    ),
]
RecordFile = Annotated[
    str | None,
    typer.Option(
        "--record", metavar="RECORD", help="The decisions of a class, as JSON."
    ),
]


def settings_of(texts: Sequence[str], *, option: str = "--set") -> dict[str, str]:
    """Read the ``NAME=VALUE`` texts after an option.

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
            raise UsageError(f"expected {option} NAME=VALUE, got {text!r}")
        if name in settings:
            raise UsageError(f"{option} gives {name!r} twice")
        settings[name] = value.strip()
    return settings
