"""``sim sources``: the sources of a scenario, and what rests on each."""

from __future__ import annotations

import sys
from typing import Annotated, Literal, get_args

import typer

from sim.cli.options import File, Lang, one_of
from sim.cli.terminal import tell, width_of
from sim.errors import shown

__all__ = ["sources"]

SourcesForm = Literal["text", "csv", "bibtex"]
Form = Annotated[
    SourcesForm,
    typer.Option(
        "--format",
        parser=one_of("--format", get_args(SourcesForm)),
        metavar="text|csv|bibtex",
        help="To read, for a spreadsheet, or for a bibliography.",
    ),
]


def sources(file: File, form: Form = "text", lang: Lang = "en") -> int:
    """List the sources of a scenario, and what rests on each."""
    from sim.loading import load_scenario
    from sim.report.footer import footer_line
    from sim.report.sources import sources_bibtex, sources_csv, sources_lines
    from sim.report.story import wrapped

    scenario = load_scenario(file)
    if form != "text":
        made = sources_csv if form == "csv" else sources_bibtex
        print("\n".join(map(shown, made(scenario, lang).split("\n"))), end="")
        return 0
    width = width_of(sys.stdout)
    for line in sources_lines(scenario, lang):
        tell(wrapped(line, width=width, hanging=4 if line[:1] == " " else 2))
    tell(wrapped(footer_line(scenario, lang), width=width))
    return 0
