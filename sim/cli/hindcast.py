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
from sim.cli.terminal import tell

__all__ = ["hindcast"]

DEFAULT_MEMBERS = 2_000
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
    lang: Lang = "en",
    as_json: AsJson = False,
) -> int:
    """Hold a scenario against what really happened."""
    settings = settings_of(set_to or ())

    from sim.analysis import asking, hindcast_of
    from sim.cli.introducing import (
        conditions_of,
        introduce,
        show_foot,
        show_lines,
        what_was_run,
    )
    from sim.cli.progress import progress_of
    from sim.cli.showing import show_table
    from sim.jobs import run_ensemble
    from sim.loading import scope_of
    from sim.loading_history import load_history
    from sim.report.hindcast_tables import HindcastTables, hindcast_record
    from sim.study import Run, Study, load

    study = load(file, settings=settings, language=lang)
    coded = load_history(history, study.scenario)
    asked = asking(study.scenario, coded, scope_of(study.scenario))
    model = Study(asked, lang).model(policy=policy or (), without=without or ())
    with progress_of(study.scenario.name, quiet=as_json) as progress:
        ensemble = run_ensemble(model, members=members, seed=seed, progress=progress)
    found = hindcast_of(ensemble, study.scenario, coded)
    if as_json:
        record = hindcast_record(found, coded)
        print(json.dumps(record, indent=1, ensure_ascii=False))
        return 0
    done = Run(study.scenario, ensemble, lang)
    writer = HindcastTables(
        found, coded, model, study.scenario, members=members, language=lang
    )
    introduce(study)
    show_lines([what_was_run(done), *conditions_of(model, study.scenario, lang)])
    for table in writer.tables():
        show_table(table)
        tell()
    show_foot((*writer.notes(), *model.notes, done.foot))
    return 0
