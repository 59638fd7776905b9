"""``sim explain``: each value of a scenario, who wrote it, and what depends on it."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import Annotated

import typer

from sim.cli.options import AsJson, File, Lang, SetTo, settings_of
from sim.cli.terminal import tell, width_of

__all__ = ["explain"]

Name = Annotated[
    str,
    typer.Argument(
        metavar="[NAME]",
        help="One thing by its name, or a section such as parameters.",
        show_default=False,
    ),
]


def explain(
    file: File, name: Name = "", set_to: SetTo = None, lang: Lang = "en",
    as_json: AsJson = False,
) -> int:  # fmt: skip
    """Tell each value, who wrote it, why, and what depends on it."""
    settings = settings_of(set_to or ())

    from sim.loading import load_scenario
    from sim.report.explained import files_line, lines_of
    from sim.report.explaining import explained
    from sim.report.footer import footer_line
    from sim.report.story import wrapped

    scenario = load_scenario(file, settings=settings)
    things = explained(scenario, name=name, language=lang)
    if as_json:
        print(json.dumps([asdict(thing) for thing in things], indent=1))
        return 0
    width = width_of(sys.stdout)
    if not name:
        tell(wrapped(files_line(scenario, lang), width=width, hanging=2))
    for at, thing in enumerate(things):
        if at or not name:
            tell()
        for line in lines_of(thing, scenario, lang):
            indent = len(line) - len(line.lstrip(" "))
            tell(wrapped(line, width=width, hanging=indent + 4))
    tell()
    tell(wrapped(footer_line(scenario, lang), width=width))
    return 0
