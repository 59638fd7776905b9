"""``sim receipt``: run the futures of codes again, and see if they hold.

Two kinds of code are known: that of a page's state, which names what was changed
there, and the receipt code of a kit, which stands for one seed and one member.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
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
    from sim.classroom.records import Record
    from sim.classroom.students import Student
    from sim.results import Trace
    from sim.scenario import Scenario

__all__ = ["receipt"]

Codes = Annotated[
    list[str],
    typer.Argument(
        metavar="[FILE] CODE...",
        help="Codes, as a page shows them below a future that is watched or as they "
        "stand on the sheets of a kit; of a scenario that is not shipped, after its "
        "file.",
    ),
]
SHORTEST = 16  # symbols of a receipt code
_RUN = Text(
    "Future {member} of {name}, seed {seed}{changes}: receipt {receipt}",
    "{name}의 미래 {member}, 시드 {seed}{changes}: 영수증 {receipt}",
)
_WITH = Text(", with {changes}", ", 바꾼 것 {changes}")
_AGAIN = Text("{name} on again", "다시 켠 {name}")
_SAME = Text("The code says the same.", "코드와 같음.")
_OTHER = Text("The code says another: {receipt}", "코드와 다름: {receipt}")
_NONE = Text("The code says none.", "코드에 영수증이 없음.")
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
    record: RecordFile = None,
    students: Students = None,
    class_word: ClassWord = "",
    policy: Policy = None,
    set_to: SetTo = None,
    without: Without = None,
    horizon: Horizon = None,
    lang: Lang = "en",
) -> int:
    """Run the futures of codes again, and compare their receipts."""
    file, given = _file_first(codes)
    if not given:
        raise UsageError("expected a code after the file")
    sheets = [code for code in given if file is None or _of_a_kit(code)]
    if file is None and any("~" in code[:-1] for code in sheets):
        raise UsageError("the code of a page needs the scenario before it: FILE CODE")
    listed = None
    if students:
        from sim.classroom.students import read_students

        listed = {one.seed: one for one in read_students(students, word=class_word)}
    pages = [code for code in given if code not in sheets]
    proved = [_of_page(str(file), code, listed, lang) for code in pages]
    options = _Options(
        settings_of(set_to or ()), policy or [], without or [], horizon, record
    )
    proved += [_of_sheet(file, code, options, listed, lang) for code in sheets]
    missing = [one.name for seed, one in (listed or {}).items() if seed not in proved]
    if missing:
        tell(_MISSING.say(lang).format(names=", ".join(missing)))
    return 1 if None in proved else 0


@dataclass(frozen=True)
class _Options:
    """With what a code's future is run again."""

    settings: Mapping[str, str]
    policy: list[str]
    without: list[str]
    horizon: str | None
    record: str | None


def _file_first(given: list[str]) -> tuple[str | None, list[str]]:
    """Tell a scenario at the head from the codes after it."""
    from sim.shelf import shipped

    first = given[0]
    if first in shipped() or first.endswith((".yaml", ".yml")) or Path(first).is_file():
        return first, given[1:]
    return None, given


def _of_a_kit(code: str) -> bool:
    """Tell a receipt code from the code of a page."""
    return "~" not in code[:-1] and len(code.replace("-", "")) >= SHORTEST


def _of_page(
    file: str, code: str, listed: Mapping[int, Student] | None, lang: Language
) -> int | None:
    """Check the code of a page's state; give its seed, or None if it does not hold."""
    from sim.loading import load_scenario
    from sim.page.codes import check_code

    scenario = load_scenario(file)
    found = check_code(
        scenario, code, load=lambda settings: load_scenario(file, settings=settings)
    )
    asked = found.asked
    changes = [f"{name}={value}" for name, value in asked.settings.items()]
    changes += [f"--policy {name}" for name in asked.policies]
    changes += [f"--without {name}" for name in asked.without]
    changes += [_AGAIN.say(lang).format(name=name) for name in asked.again]
    told = _WITH.say(lang).format(changes=", ".join(changes)) if changes else ""
    tell(
        _RUN.say(lang).format(
            member=asked.member,
            seed=asked.seed,
            name=scenario.name,
            changes=told,
            receipt=found.receipt,
        )
    )
    if not asked.receipt:
        tell(_NONE.say(lang))
        return asked.seed
    said = _SAME if found.same else _OTHER
    tell(said.say(lang).format(receipt=asked.receipt))
    if found.same:
        _tell_whose(asked.seed, listed, lang)
    return asked.seed if found.same else None


def _of_sheet(
    file: str | None,
    text: str,
    options: _Options,
    listed: Mapping[int, Student] | None,
    lang: Language,
) -> int | None:
    """Check a receipt code; give its seed if it holds."""
    from sim.classroom.codes import read_code
    from sim.report.names import line_of

    try:
        code = read_code(text)
    except UsageError as error:
        note(f"sim: {error}")
        return None
    kept = _record_of(code, options.record) if code.played else None
    settings = kept.options.settings if kept else options.settings
    scenario = _scenario_of(code, file, settings)
    trace = _again(scenario, code, options, kept, lang)
    filled = {
        "code": text,
        "title": line_of(scenario.title, lang) or scenario.name,
        "seed": code.seed,
        "member": code.member,
    }
    if trace.receipt[: len(code.receipt)] != code.receipt:
        tell(_WRONG.say(lang).format(**filled))
        return None
    tell(_RIGHT.say(lang).format(**filled))
    _tell_more(scenario, trace, lang, listed)
    return code.seed


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
        "the code is of no scenario that comes with this version; write its file "
        "before the code"
    )


def _record_of(code: Code, path: str | None) -> Record:
    """Read the record of what people decided in the future of a code."""
    from sim.classroom.record_reading import read_record

    if path is None:
        raise UsageError(
            "people decided in the future of this code: give the file of their "
            "decisions with --record RECORD"
        )
    kept = read_record(path)
    if (kept.seed, kept.member) != (code.seed, code.member):
        raise UsageError(f"{path!r} is the record of another future than the code's")
    return kept


def _again(
    scenario: Scenario,
    code: Code,
    options: _Options,
    kept: Record | None,
    lang: Language,
) -> Trace:
    """Run the future of a code again."""
    from sim.path import run_path, run_played
    from sim.study import Study

    study = Study(scenario, lang)
    if kept is None:
        model = study.model(
            policy=options.policy, without=options.without, horizon=options.horizon
        )
        return run_path(model, seed=code.seed, member=code.member)
    said = kept.options
    model = study.model(
        policy=said.policy,
        without=said.without,
        central=said.central,
        horizon=said.horizon,
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

    _tell_whose(trace.seed, listed, lang)
    lesson = Lesson(scenario, trace, lang)
    if lesson.seat is not None:
        late, misread, first = answers_of(lesson, lesson.seat)
        tell(_ANSWERS.say(lang).format(late=late, misread=misread, first=first))


def _tell_whose(
    seed: int, listed: Mapping[int, Student] | None, lang: Language
) -> None:
    """Say whose the future is, if there is a list."""
    if listed is not None:
        one = listed.get(seed)
        told = _SET.say(lang).format(place=one.place, name=one.name) if one else ""
        tell(told or _NOT_LISTED.say(lang))
