"""The work of ``sim run``: begin, run, draw, write; or go on where it was left."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sim.cli.asked import Asked
from sim.cli.introducing import (
    conditions_of,
    foot_text,
    introduce,
    lines_text,
    tell_warnings,
    what_was_run,
)
from sim.cli.progress import progress_of
from sim.cli.room import warn_of_paths
from sim.cli.showing import table_text
from sim.cli.terminal import is_terminal, note, tell
from sim.ensemble import choose_engine
from sim.errors import SimError
from sim.jobs import cluster_executor, run_ensemble
from sim.loading import load_scenario, load_text
from sim.path import Engine
from sim.report.arrow import require_arrow
from sim.report.begun import Begun, alone, begin_run, kept_or_gone, resume_run
from sim.report.folder import (
    SPREADSHEET,
    check_folder,
    run_files,
    table_form,
    write_members,
)
from sim.report.footer import footer_line
from sim.results import refuse_unknown_ladders
from sim.scenario import FileText
from sim.study import Run, Study
from sim.study.drawing import begin_pictures, draw_ahead, drawing_beside
from sim.study.pictures import PictureSet
from sim.texts import Text

__all__ = ["go_on", "start"]

_ENGINE = Text("Engine: {engine}", "엔진: {engine}")
_DRAWING = Text("drawing", "그림 그리는 중")
_WRITTEN = Text("Written to {folder}", "저장한 곳: {folder}")
_NO_SPREADSHEET = Text(
    "The members are in members.npz: with more than {most} there is no table for a "
    "spreadsheet, unless asked for (--table csv)",
    "구성원은 members.npz에 있음. {most}개를 넘으면 스프레드시트용 표는 요청할 때만 "
    "만듦(--table csv)",
)
_FAILED = Text(
    "{count} of {members} members could not be run and are left out of everything; "
    "the first is member {first}: see failures in manifest.json",
    "구성원 {members}개 가운데 {count}개는 실행할 수 없어 모든 결과에서 뺐음. 첫 "
    "번째는 구성원 {first}. manifest.json의 failures 참고",
)


def start(
    file: str, asked: Asked, *, out: Path | None, force: bool, sim_version: str
) -> int:
    """Begin a run and finish it."""
    scenario = load_scenario(file, settings=asked.settings)
    study = Study(scenario, asked.lang)
    folder = out or asked.folder(scenario.name)
    model = _model(study, asked)  # what cannot be is refused before anything is written
    refuse_unknown_ladders(model, asked.follow)
    # the choice is made once: a run that is taken up again is cut into the same chunks
    reference = Engine(model)
    engine = choose_engine(
        asked.engine,  # type: ignore[arg-type]
        reference,
        members=asked.members,
        seed=asked.seed,
        jobs=asked.jobs,
        here=asked.dask is None,
    )
    asked = replace(asked, engine=engine)
    if asked.table == "parquet":
        require_arrow()
    check_folder(folder, force=force)
    record = asked.record(scenario) | {
        "force": force,
        "began": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    begun = begin_run(folder, record, sim_version=sim_version, force=force)
    warn_of_paths(model, asked)
    if not asked.hushed:
        introduce(study)
        tell_warnings(study, file)
    return _worked(begun, asked, study, sim_version, reference)


def go_on(folder: Path, *, sim_version: str) -> int:
    """Finish a run that was left."""
    begun = resume_run(folder, sim_version=sim_version)
    asked = Asked.of(begun.record)
    first, *bases = (FileText(x["file"], x["text"]) for x in begun.record["scenario"])
    scenario = load_text(
        first.text, file=first.file, settings=asked.settings, bases=bases
    )
    study = Study(scenario, asked.lang)
    if not asked.hushed:
        introduce(study)
    return _worked(begun, asked, study, sim_version, Engine(_model(study, asked)))


def _model(study: Study, asked: Asked) -> Any:
    return study.model(
        policy=asked.policy,
        without=asked.without,
        central=asked.central,
        horizon=asked.horizon,
        discount_rates=asked.discount_rates,
    )


def _worked(
    begun: Begun, asked: Asked, study: Study, sim_version: str, reference: Engine
) -> int:
    try:
        with alone(begun), kept_or_gone(begun), ThreadPoolExecutor(2) as pool:
            done, files, report = _ran(
                begun, asked, study, sim_version, reference, pool
            )
            begun.finish(files, force=bool(begun.record["force"]))
    except KeyboardInterrupt:
        raise KeyboardInterrupt(_hint(begun)) from None
    except SimError as error:
        hint = _hint(begun)
        if hint:
            error.args = (f"{error}\n  {hint}",)
        raise
    if asked.as_json:
        summary = files["summary.json"]
        assert isinstance(summary, bytes)
        print(json.dumps(json.loads(summary), indent=1))
    elif not asked.quiet:
        if is_terminal(sys.stderr):  # like progress: it is no part of what came out
            note(_ENGINE.say(asked.lang).format(engine=done.ensemble.engine))
        print(report, end="")
    if done.disagreement:
        note(done.disagreement)
    for told in _failed(done):
        note(f"{told}\n{done.ensemble.failures[0].message}")
    where = str(begun.folder)
    if not asked.hushed and _no_spreadsheet(asked, done):
        tell(_NO_SPREADSHEET.say(asked.lang).format(most=f"{SPREADSHEET:,}"))
    if asked.as_json and not asked.quiet:
        note(_WRITTEN.say(asked.lang).format(folder=where))
    elif not asked.as_json:
        tell(where if asked.quiet else _WRITTEN.say(asked.lang).format(folder=where))
    return 0


def _ran(
    begun: Begun,
    asked: Asked,
    study: Study,
    sim_version: str,
    reference: Engine,
    pool: ThreadPoolExecutor,
) -> tuple[Run, dict[str, bytes | Path], str]:
    """Run what is not done yet; give the run, the files of its folder, its report."""
    began = datetime.now(UTC)
    which: PictureSet = asked.pictures  # type: ignore[assignment]
    with (
        progress_of(
            study.scenario.name, quiet=asked.quiet, language=asked.lang
        ) as progress,
        _executor(asked) as executor,
        drawing_beside(which, members=asked.members) as beside,
    ):
        draw_ahead(
            study.scenario,
            reference.model,
            which,
            seed=asked.seed,
            language=asked.lang,
            beside=beside,
        )
        ensemble = run_ensemble(
            reference,
            members=asked.members,
            seed=asked.seed,
            jobs=asked.jobs,
            engine=asked.engine,  # type: ignore[arg-type]
            progress=progress,
            executor=executor,
            ladders=asked.follow,
            paths=asked.keep_paths,
            kept=begun.chunks,
        )
        done = Run(study.scenario, ensemble, asked.lang)
        large = begun.chunks.archive if len(ensemble) > SPREADSHEET else None
        sealed = None
        if large and asked.table != "none":  # while pictures are drawn
            about = footer_line(study.scenario, "en")
            sealed = pool.submit(write_members, large, ensemble, about=about)
        counted = pool.submit(done.count_early) if large else None
        progress.now(_DRAWING.say(asked.lang))
        pictures = begin_pictures(done, which, beside=beside)
        early = pictures() if beside is None else None
        if counted:
            counted.result()
        report = "" if asked.as_json or asked.quiet else _report(done)

        def times() -> dict[str, Any]:
            return {
                "began": begun.record["began"],
                "seconds": round((datetime.now(UTC) - began).total_seconds(), 3),
                "engine": ensemble.engine,
            }

        files = run_files(
            study.scenario,
            ensemble,
            sim_version=sim_version,
            table=asked.table,  # type: ignore[arg-type]
            pictures=pictures if early is None else early,
            options={
                "language": asked.lang,
                "pictures": asked.pictures,
                "follow": list(asked.follow),
                "keep_paths": asked.keep_paths,
                "discount_rates": list(asked.discount_rates),
            },
            times=times,
            dependence=done.dependence,
            exact=done.exact_record,
            outcomes=done.outcome_summaries,
            claims=done.claim_results,
            ledgers=done.ledgers,
            earlier=done.earlier_ledgers,
            large=large,
            sealed=sealed,
        )
    return done, files, report


@contextmanager
def _executor(asked: Asked) -> Iterator[Executor | None]:
    if asked.dask is None:
        yield None
        return
    with cluster_executor(asked.dask) as executor:
        yield executor


def _hint(begun: Begun) -> str:
    """Say how to go on, if something was kept."""
    if not begun.chunks.folder.is_dir() or not begun.chunks.count:
        return ""
    return f"go on with: sim run --resume {begun.folder}"


def _no_spreadsheet(asked: Asked, done: Run) -> bool:
    members = len(done.ensemble)
    return asked.table == "auto" and table_form("auto", members=members) != "csv"


def _failed(done: Run) -> list[str]:
    """Say how many members could not be run; nothing if all could."""
    failures = done.ensemble.failures
    if not failures:
        return []
    count, members = len(failures), len(failures) + len(done.ensemble)
    return [
        _FAILED.say(done.language).format(
            count=f"{count:,}", members=f"{members:,}", first=failures[0].member
        )
    ]


def _report(done: Run) -> str:
    """Give the tables as they are printed, how to read them, and the foot."""
    conditions = conditions_of(done.model, done.scenario, done.language)
    lines = [what_was_run(done), *_failed(done), *conditions]
    tables = (f"{table_text(table)}\n\n" for table in done.tables())
    return (
        lines_text(lines) + "".join(tables) + foot_text((*done.model.notes, done.foot))
    )
