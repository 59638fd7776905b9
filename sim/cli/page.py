"""``sim page``: one HTML file that recomputes thousands of futures by itself."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sim.cli.options import File, Force, Lang
from sim.cli.terminal import note, tell
from sim.cli.writing import refuse_existing, write_whole
from sim.errors import UsageError
from sim.texts import Text

__all__ = ["page"]

Out = Annotated[
    Path | None,
    typer.Option(
        "-o", "--out", metavar="FILE", help="Where to write it; else NAME.html here."
    ),
]
_WRITTEN = Text(
    "Written to {file} ({size} kB): open it in a browser; it needs no network",
    "저장한 곳: {file} ({size} kB). 브라우저로 열면 됨, 인터넷 연결이 필요 없음",
)


def page(
    file: File,
    out: Out = None,
    force: Force = False,
    lang: Lang = "en",
) -> int:
    """Write one page that explores a scenario offline."""
    if out is not None and out.suffix not in (".html", ".htm"):
        raise UsageError(
            f"expected --out with a name that ends in .html, got {out.name!r}"
        )
    from sim.loading import load_scenario, shipped
    from sim.page.html import extends_of, page_html

    scenario = load_scenario(file)
    path = out or Path(f"{scenario.name}.html")
    refuse_existing(path, force=force)
    told_as = extends_of(file, shipped=str(file) in shipped())
    content = page_html(scenario, told_as=told_as, language=lang).encode()
    write_whole(path, content)
    tell(_WRITTEN.say(lang).format(file=path, size=f"{len(content) / 1000:.0f}"))
    for warning in scenario.warnings:
        note(str(warning))
    return 0
