"""``sim receipt``: run the futures of receipt codes again, and see if they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import (
    ClassWord,
    Horizon,
    Lang,
    Policy,
    RecordFile,
    SetTo,
    Students,
    Without,
    settings_of,
)
from sim.cli.terminal import note, tell
from sim.errors import UsageError
from sim.texts import Language, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sim.classroom.codes import Code
    from sim.classroom.students import Student
    from sim.results import Trace
    from sim.scenario import Scenario

__all__ = ["receipt"]

Codes = Annotated[
    list[str],
    typer.Argument(metavar="CODE...", help="Receipt codes, as they were handed in."),
]
Of = Annotated[
    str | None,
    typer.Option(
        "--scenario",
        metavar="FILE",
        help="The scenario; a shipped one is found by itself.",
    ),
]
_RIGHT = Text(
    "{code}: right. {title}, seed {seed}, member {member}",
    "{code}: 맞음. {title}, 시드 {seed}, 구성원 {member}",
)
_WRONG = Text(
    "{code}: not right. Seed {seed}, member {member} of {title} comes to another "
    "receipt: the code was made up, or with other options or another version of "
    "the file",
    "{code}: 맞지 않음. {title}의 시드 {seed}, 구성원 {member}은 다른 확인값이 "
    "나옴. 지어낸 코드이거나, 다른 옵션이나 다른 파일로 만든 코드임",
)
_SET = Text("  set {place} of the list: {name}", "  목록의 {place}번: {name}")
_NOT_LISTED = Text("  of nobody on the list", "  목록에 없음")
_ANSWERS = Text(
    "  days late: {late}; misread: {misread}; first order: {first}",
    "  늦은 날수: {late}; 잘못 읽음: {misread}; 첫 결정: {first}",
)
_MISSING = Text(
    "No right code yet from: {names}", "맞는 코드를 내지 않은 사람: {names}"
)


def receipt(
    codes: Codes,
    scenario: Of = None,
    record: RecordFile = None,
    students: Students = None,
    class_word: ClassWord = "",
    policy: Policy = None,
    set_to: SetTo = None,
    without: Without = None,
    horizon: Horizon = None,
    lang: Lang = "en",
) -> int:
    """Check receipt codes: run their futures again."""
    from sim.classroom.codes import read_code
    from sim.classroom.students import read_students
    from sim.report.names import line_of

    read, right = [], True
    for text in codes:
        try:
            read.append((text, read_code(text)))
        except UsageError as error:
            note(f"sim: {error}")
            right = False
    listed = (
        {one.seed: one for one in read_students(students, word=class_word)}
        if students
        else {}
    )
    proved: set[int] = set()
    settings = settings_of(set_to or ())
    for text, code in read:
        from_file = _scenario_of(code, scenario, settings)
        trace = _again(
            from_file, code, record, policy or [], without or [], horizon, lang
        )
        filled = {
            "code": text,
            "title": line_of(from_file.title, lang) or from_file.name,
            "seed": code.seed,
            "member": code.member,
        }
        if trace.receipt[: len(code.receipt)] != code.receipt:
            tell(_WRONG.say(lang).format(**filled))
            right = False
            continue
        proved.add(code.seed)
        tell(_RIGHT.say(lang).format(**filled))
        _tell_more(from_file, trace, lang, listed if students else None)
    missing = [one.name for seed, one in listed.items() if seed not in proved]
    if missing:
        tell(_MISSING.say(lang).format(names=", ".join(missing)))
    return 0 if right else 1


def _scenario_of(
    code: Code, given: str | None, settings: Mapping[str, str]
) -> Scenario:
    """Give the scenario of a code: the one that is named, or a shipped one."""
    from sim.loading import load_scenario
    from sim.shelf import shipped

    if given is not None:
        scenario = load_scenario(given, settings=settings)
        if not scenario.texts_sha256.startswith(code.scenario):
            raise UsageError(
                f"the code is of another scenario, or of another version of {given!r}"
            )
        return scenario
    for name in shipped():
        scenario = load_scenario(name)
        if scenario.texts_sha256.startswith(code.scenario):
            return load_scenario(name, settings=settings) if settings else scenario
    raise UsageError(
        "the code is of no scenario that comes with this version; name its file with "
        "--scenario FILE"
    )


def _again(
    scenario: Scenario,
    code: Code,
    record: str | None,
    policy: list[str],
    without: list[str],
    horizon: str | None,
    lang: Language,
) -> Trace:
    """Run the future of a code again."""
    from sim.classroom.records import read_record
    from sim.path import run_path, run_played
    from sim.study import Study

    study = Study(scenario, lang)
    if not code.played:
        model = study.model(policy=policy, without=without, horizon=horizon)
        return run_path(model, seed=code.seed, member=code.member)
    if record is None:
        raise UsageError(
            "people decided in the future of this code: give the file of their "
            "decisions with --record RECORD"
        )
    kept = read_record(record)
    if (kept.seed, kept.member) != (code.seed, code.member):
        raise UsageError(f"{record!r} is the record of another future than the code's")
    options = kept.options
    model = study.model(
        policy=options.policy,
        without=options.without,
        central=options.central,
        horizon=options.horizon,
    )
    return run_played(model, kept.answers, seed=kept.seed, member=kept.member)


def _tell_more(
    scenario: Scenario,
    trace: Trace,
    lang: Language,
    listed: Mapping[int, Student] | None,
) -> None:
    """Say whose set it is, if there is a list, and the answers to it."""
    from sim.classroom.lessons import Lesson
    from sim.classroom.sets import answers_of

    if listed is not None:
        one = listed.get(trace.seed)
        told = _SET.say(lang).format(place=one.place, name=one.name) if one else ""
        tell(told or _NOT_LISTED.say(lang))
    lesson = Lesson(scenario, trace, lang)
    if lesson.seat is not None:
        late, misread, first = answers_of(lesson, lesson.seat)
        tell(_ANSWERS.say(lang).format(late=late, misread=misread, first=first))
