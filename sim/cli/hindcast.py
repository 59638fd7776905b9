"""``sim hindcast``: hold a scenario against what happened."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
from sim.texts import Text

if TYPE_CHECKING:
    from sim.study.hindcast import HindcastView

__all__ = ["hindcast"]

DEFAULT_MEMBERS = 2_000  # as sim.study.hindcast has it; a test holds them together
HistoryFile = Annotated[
    str, typer.Argument(metavar="HISTORY", help="A history: what happened, as coded.")
]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out",
        "-o",
        metavar="DIR",
        help="A new folder for pictures of history among the futures, and the numbers.",
    ),
]
_WRITTEN = Text("Written to {folder}", "저장한 곳: {folder}")


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
    out: Out = None,
    as_json: AsJson = False,
) -> int:
    """Hold a scenario against what really happened."""
    settings = settings_of(set_to or ())
    if out is not None:
        from sim.report.folder import check_folder

        check_folder(out)

    from sim.cli.answering import put_to, show_answer, under_which
    from sim.study import Run

    with put_to(file, settings, lang, quiet=as_json) as (study, progress):
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
    if out is not None:
        _keep(out, view)
    if as_json:
        print(json.dumps(view.record(), indent=1, ensure_ascii=False))
        return 0
    done = Run(study.scenario, view.ensemble, lang)
    show_answer(study, (under_which(done, study),), view.tables(), view.notes)
    if out is not None:
        tell(_WRITTEN.say(lang).format(folder=out))
    return 0


def _keep(folder: Path, view: HindcastView) -> None:
    """Write the pictures, the numbers and what they are to a new folder."""
    from sim.report.folder import ABOUT, about_text, write_folder
    from sim.report.summary import json_bytes

    files: dict[str, bytes | Path] = {ABOUT: about_text(view.scenario)}
    files["hindcast.json"] = json_bytes(view.record())
    write_folder(folder, files | view.picture_files())
