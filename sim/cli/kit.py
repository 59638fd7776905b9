"""``sim kit``: a lesson around a scenario, as pages to print."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sim.cli.options import (
    DEFAULT_SEED,
    Central,
    ClassWord,
    File,
    Force,
    Horizon,
    LangOrBoth,
    Member,
    Policy,
    RecordFile,
    Seed,
    SetTo,
    Students,
    Without,
    settings_of,
    whole_number,
)
from sim.cli.terminal import note, tell
from sim.errors import UsageError
from sim.texts import LANGUAGES, Language, Text

__all__ = ["kit"]

Out = Annotated[
    Path,
    typer.Option("-o", "--out", metavar="DIR", help="The folder to write."),
]
HistoryFile = Annotated[
    str | None,
    typer.Option(
        "--history",
        metavar="HISTORY",
        help="What happened in the world, for the key; a shipped one is found.",
    ),
]
Futures = Annotated[
    int,
    typer.Option(
        "--futures",
        parser=whole_number("--futures", least=1, most=1_000_000),
        metavar="NUMBER",
        help="Over how many futures claims are compared.",
    ),
]
_WRITTEN = Text(
    "Written to {folder}. Open first: {first}",
    "저장한 곳: {folder}. 먼저 열 것: {first}",
)
_NAMED = Text(
    "Whoever has your list can find out whose set is whose by trying its names; "
    "--class-word WORD prevents that",
    "목록을 가진 사람은 이름을 하나씩 넣어 세트의 주인을 알아낼 수 있음. 막으려면 "
    "--class-word 사용",
)


def kit(
    file: File,
    out: Out,
    lang: LangOrBoth = "en",
    member: Member = 0,
    seed: Seed = DEFAULT_SEED,
    record: RecordFile = None,
    students: Students = None,
    class_word: ClassWord = "",
    history: HistoryFile = None,
    futures: Futures = 300,
    policy: Policy = None,
    set_to: SetTo = None,
    without: Without = None,
    central: Central = False,
    horizon: Horizon = None,
    force: Force = False,
) -> int:
    """Write a lesson for a class, as pages to print."""
    from sim.classroom.kit import KIT, START, kit_files
    from sim.classroom.making import (
        future_of,
        history_for,
        played_trace,
        student_futures,
        told_of,
    )
    from sim.classroom.record_reading import read_record
    from sim.classroom.records import NO_OPTIONS, Options
    from sim.classroom.students import read_students
    from sim.cli.version import version
    from sim.path import run_path
    from sim.report.folder import check_folder, clear_leftovers, write_folder
    from sim.study import load

    languages: tuple[Language, ...] = LANGUAGES if lang == "both" else (lang,)
    check_folder(out, force=force, mark=KIT, kind="a kit")
    listed = read_students(students, word=class_word) if students else ()
    kept = read_record(record) if record else None
    options = Options(
        tuple(policy or ()),
        settings_of(set_to or ()),
        tuple(without or ()),
        central,
        horizon,
    )
    if kept is not None:
        _refuse_beside_record(options != NO_OPTIONS or bool(member), seed)
        options = kept.options
    study = load(file, settings=options.settings)
    scenario = study.scenario
    model = study.model(
        policy=options.policy,
        without=options.without,
        central=options.central,
        horizon=options.horizon,
    )
    if kept is None:
        trace = run_path(model, seed=seed, member=member)
    else:
        trace = played_trace(scenario, model, kept)
    answers = (kept.asked or kept.answers) if kept else ()
    future = future_of(scenario, trace, languages, answers=answers)
    if listed and future.lessons[languages[0]].seat is None:
        raise UsageError(
            f"nobody decides by a plan in {scenario.name}, so there are no sets for "
            "students"
        )
    told = told_of(
        model, members=futures, seed=seed, history=history_for(scenario, history)
    )
    own = student_futures(scenario, model, listed, languages)
    files = kit_files(future, told, own, sim_version=version())
    clear_leftovers(out)
    write_folder(out, files, force=force, mark=KIT, kind="a kit")
    shown: Language = languages[0]
    if any(not student.name.isdigit() for student in listed) and not class_word:
        note(_NAMED.say(shown))
    tell(_WRITTEN.say(shown).format(folder=out, first=out / START))
    return 0


def _refuse_beside_record(given: bool, seed: int) -> None:
    if given or seed != DEFAULT_SEED:
        raise UsageError(
            "--record says itself which member and options it was made with: leave "
            "out --member, --seed, --policy, --set, --without, --central and --horizon"
        )
