"""``sim hindcast``: hold a scenario against what happened."""

from __future__ import annotations

import json
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
)
from sim.cli.run import ByEngine, Jobs
from sim.cli.terminal import tell

__all__ = ["hindcast"]

DEFAULT_MEMBERS = 2_000  # as sim.study_hindcast has it; a test holds them together
HistoryFile = Annotated[
    str, typer.Argument(metavar="HISTORY", help="A history: what happened, as coded.")
]


def hindcast(
    file: File,
    history: HistoryFile,
    members: Members = DEFAULT_MEMBERS,
    seed: Seed = DEFAULT_SEED,
    policy: Policy = None,
    set_to: SetTo = None,
    without: Without = None,
    jobs: Jobs = None,
    engine: ByEngine = "auto",
    lang: Lang = "en",
    as_json: AsJson = False,
) -> int:
    """Hold a scenario against what really happened."""
    settings = settings_of(set_to or ())

    from sim.cli.introducing import (
        conditions_of,
        introduce,
        show_foot,
        show_lines,
        what_was_run,
    )
    from sim.cli.progress import progress_of
    from sim.cli.showing import show_table
    from sim.study import Run, load

    study = load(file, settings=settings, language=lang)
    with progress_of(study.scenario.name, quiet=as_json) as progress:
        view = study.hindcast(
            history,
            members=members,
            seed=seed,
            policy=policy or (),
            without=without or (),
            jobs=jobs,
            engine=engine,
            progress=progress,
        )
    if as_json:
        print(json.dumps(view.record(), indent=1, ensure_ascii=False))
        return 0
    done = Run(study.scenario, view.ensemble, lang)
    introduce(study)
    model = view.ensemble.model
    show_lines([what_was_run(done), *conditions_of(model, study.scenario, lang)])
    for table in view.tables():
        show_table(table)
        tell()
    show_foot(view.notes)
    return 0
