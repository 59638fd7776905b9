"""``sim map``: a picture of a scenario before any run, or the same in words."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sim.cli.options import File, Force, Lang, Policy, SetTo, Without, settings_of
from sim.cli.terminal import note, tell
from sim.cli.writing import refuse_existing, write_whole
from sim.errors import UsageError
from sim.texts import Text

__all__ = ["draw"]

SUFFIXES = (".png", ".svg", ".txt")
Out = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="FILE",
        help="One file, .png, .svg or .txt, with all of it; else NAME_map.svg and "
        "NAME_map.png here, the PNG in pages if it is long.",
    ),
]
Ladders = Annotated[
    list[str] | None,
    typer.Option(
        "--ladder",
        metavar="NAME",
        help="Only what moves this ladder or gauge; may be repeated.",
    ),
]
InWords = Annotated[
    bool, typer.Option("--words", help="Tell it in words, and draw nothing.")
]
_WRITTEN = Text("Written to {file}", "저장한 곳: {file}")


def draw(
    file: File,
    out: Out = None,
    force: Force = False,
    words: InWords = False,
    ladder: Ladders = None,
    policy: Policy = None,
    set_to: SetTo = None,
    without: Without = None,
    lang: Lang = "en",
) -> int:
    """Draw what moves what, through which clocks, before any run."""
    settings = settings_of(set_to or ())
    if out is not None and out.suffix not in SUFFIXES:
        raise UsageError(
            f"expected --out with a name that ends in .png, .svg or .txt, "
            f"got {out.name!r}"
        )
    from sim.study import load

    only = tuple(dict.fromkeys(ladder or ()))
    study = load(file, settings=settings, language=lang)
    if words:
        told = study.map_words(*only, policy=policy or (), without=without or ())
        tell(told.rstrip("\n"))
        return 0
    asked = {"policy": policy or (), "without": without or ()}
    whole = study.map(*only, **asked)
    if out:
        drawn = {out: whole}
    else:
        name = f"{study.scenario.name}_map"
        pages = [whole] if only else study.map_pages(**asked)
        if len(pages) == 1:
            drawn = {Path(f"{name}.png"): whole}
        else:
            numbered = enumerate(pages, start=1)
            drawn = {Path(f"{name}_{at}.png"): page for at, page in numbered}
        drawn[Path(f"{name}.svg")] = whole
    for path in drawn:
        refuse_existing(path, force=force)
    for path, picture in drawn.items():
        content = picture.files("map", svg=path.suffix == ".svg")
        write_whole(path, content[f"map{path.suffix}"])
        tell(_WRITTEN.say(lang).format(file=path))
    for warning in study.scenario.warnings:
        note(str(warning))
    return 0
