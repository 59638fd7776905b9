"""``sim exact``: answer what can be answered without sampling."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from sim.cli.options import (
    AsJson,
    Central,
    File,
    Horizon,
    Lang,
    Policy,
    SetTo,
    Without,
    settings_of,
    whole_number,
)
from sim.cli.terminal import note, tell

__all__ = ["exact"]

States = Annotated[
    int,
    typer.Option(
        "--states",
        parser=whole_number("--states", least=1, most=10_000_000),
        metavar="NUMBER",
        help="Give up on an answer whose chain has more states than this.",
    ),
]
MOST_STATES = 20_000  # as sim.exact has it; a test holds them together


def exact(
    file: File,
    policy: Policy = None,
    set_to: SetTo = None,
    without: Without = None,
    central: Central = False,
    horizon: Horizon = None,
    states: States = MOST_STATES,
    lang: Lang = "en",
    as_json: AsJson = False,
) -> int:
    """Answer without sampling, or say which clock stands in the way."""
    settings = settings_of(set_to or ())

    from sim.cli.introducing import conditions_of, introduce, show_foot, show_lines
    from sim.cli.showing import show_table
    from sim.report.exact_tables import exact_record
    from sim.study import load

    study = load(file, settings=settings, language=lang)
    found = study.exact(
        policy=policy or (),
        without=without or (),
        central=central,
        horizon=horizon,
        states=states,
    )
    if as_json:
        print(json.dumps(exact_record(found.answers), indent=1, ensure_ascii=False))
    else:
        introduce(study)
        conditions = list(conditions_of(found.answers.model, study.scenario, lang))
        if conditions:
            show_lines(conditions)
        for table in found.tables():
            show_table(table)
            tell()
        show_foot((*found.answers.model.notes, found.foot))
    if not found.answered:
        if not found.answers.all:
            note("sim: this scenario asks for nothing: it has no outcomes")
        return 1
    return 0
