"""A kit: every file of a lesson, by its path, ready to be written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sim.analysis import ClaimResult
from sim.classroom.debrief import blank_debrief, filled_debrief
from sim.classroom.evidence import Opposed, evidence_sheets
from sim.classroom.handout import advanced_sheets, plain_sheets
from sim.classroom.key import key_sheets
from sim.classroom.lessons import Lesson
from sim.classroom.markup import Html, tag
from sim.classroom.note import Listed, note_sheets
from sim.classroom.plan import PLANS, plan_sheets
from sim.classroom.roles import role_sheets
from sim.classroom.rubrics import memo_sheets, reflection_sheets
from sim.classroom.script import script_sheets
from sim.classroom.sets import Set, reveal_sheets, set_sheets, sets_key_sheets
from sim.classroom.sheets import document, sheet
from sim.report.footer import footer_line
from sim.scenario import History, Scenario
from sim.texts import Language, Text

__all__ = ["KIT", "START", "Future", "Told", "kit_files"]

KIT = "kit.json"
"""The file by which a folder is known to be a kit."""
START = "start_here.html"
FORMAT = 1
_ONE = Text("teacher, 1", "교사, 1부")
_ALL = Text("each student, 1", "학생마다 1부")
_CARDS = Text("class, 1 to 3 of each card", "학급, 카드마다 1~3부")
_AFTER = Text("each student, 1, after the rounds", "학생마다 1부, 라운드가 끝난 뒤")
_CHOICE = Text("each student, one of the two", "학생마다 둘 중 하나")
_PAIRS = Text("two students, 1", "둘에 1부")
_OWN = Text("each student, their own page", "학생마다 자기 쪽")
_OWN_AFTER = Text(
    "each student, their own page, after part 1", "학생마다 자기 쪽, 전반부를 낸 뒤"
)
_KEY = Text("teacher, 1; lock away", "교사, 1부. 따로 보관")
_NOTE = Text("Note for teachers", "교사 안내")
_PLAN = Text("Plan for {minutes} minutes", "{minutes}분 수업 계획")
_SCRIPT = Text("Script to read aloud", "낭독 대본")
_ROLES = Text("Role cards", "역할 카드")
_PLAIN = Text("Handout in plain words", "안내문(쉬운 글)")
_ADVANCED = Text("Handout in advanced words", "안내문(자세한 글)")
_MEMO = Text("Memo before, with rubric", "사전 메모와 채점 기준표")
_REFLECTION = Text("Reflection after, with rubric", "사후 성찰과 채점 기준표")
_EVIDENCE = Text("Evidence: both sides of each claim", "근거 자료: 주장마다 양쪽")
_BLANK = Text("Debrief sheet, to fill in", "되돌아보기 활동지(빈 양식)")
_FILLED = Text(
    "Debrief sheet, filled from the record", "되돌아보기 활동지(기록을 채운 것)"
)
_THE_KEY = Text("Key", "정답")
_SETS = Text("Students' sets, part 1", "학생별 세트 전반부")
_REVEALS = Text("Students' sets, part 2", "학생별 세트 후반부")
_SETS_KEY = Text("Key to the sets", "세트 정답")
_BOTH = Text("Choose a language", "언어를 고르세요")
_NAMES: dict[Language, str] = {"en": "English", "ko": "한국어"}


@dataclass(frozen=True, slots=True)
class Told:
    """What is worked out over many futures of a scenario, once for all languages.

    Attributes
    ----------
    opposed : mapping
        By claim, those that stand against it.
    results : tuple of ClaimResult
    members : int
        Over how many futures.
    history : History or None
    """

    opposed: Opposed
    results: tuple[ClaimResult, ...]
    members: int
    history: History | None = None


@dataclass(frozen=True, slots=True)
class Future:
    """One future of a kit, in every language, and its receipt code.

    Attributes
    ----------
    lessons : dict of str to Lesson
        By language.
    code : str
    place : int
        Of a student's set, its number; 0 for the class's own.
    """

    lessons: dict[Language, Lesson]
    code: str
    place: int = 0


@dataclass(frozen=True, slots=True)
class _File:
    """One file: where, what it is called, for whom, its sheets, and its shape."""

    path: str
    title: str
    copies: Text
    sheets: list[Html]
    wide: bool = False


def kit_files(
    future: Future, told: Told, students: Sequence[Future] = (), *, sim_version: str
) -> dict[str, bytes]:
    """Give every file of a kit by its path.

    Parameters
    ----------
    future : Future
        The one that the class follows.
    told : Told
    students : sequence of Future
        One for each student, if they have sets of their own.
    sim_version : str
        Of this package.

    Returns
    -------
    dict of str to bytes
        With one language the files stand at the top; with two, each in a folder of
        its own, beside a page that leads to both.
    """
    files: dict[str, bytes] = {}
    languages = list(future.lessons)
    for language, lesson in future.lessons.items():
        before = f"{language}/" if len(languages) > 1 else ""
        sets = [Set(one.place, one.lessons[language], one.code) for one in students]
        made = list(_files(lesson, future.code, told, sets))
        listed: list[Listed] = [(file.path, file.title, file.copies) for file in made]
        note = note_sheets(lesson, listed, students=len(sets))
        title = f"{lesson.say(_NOTE)}: {lesson.title}"
        files[before + START] = document(title, note, language=language)
        for file in made:
            whole = f"{file.title}: {lesson.title}"
            files[before + file.path] = document(
                whole, file.sheets, language=language, wide=file.wide
            )
    first = future.lessons[languages[0]]
    if len(languages) > 1:
        files[START] = _doors(first.scenario, languages)
    files[KIT] = _manifest(future, first, languages, len(students), files, sim_version)
    return files


def _files(lesson: Lesson, code: str, told: Told, sets: list[Set]) -> Iterator[_File]:
    say, members = lesson.say, told.members
    for minutes in PLANS:
        title = say(_PLAN, minutes=minutes)
        sheets = plan_sheets(lesson, minutes)
        yield _File(f"teacher/plan_{minutes}.html", title, _ONE, sheets)
    yield _File("teacher/script.html", say(_SCRIPT), _ONE, script_sheets(lesson))
    yield _File("students/roles.html", say(_ROLES), _CARDS, role_sheets(lesson))
    yield _File(
        "students/handout_plain.html", say(_PLAIN), _CHOICE, plain_sheets(lesson)
    )
    advanced = advanced_sheets(lesson)
    yield _File("students/handout_advanced.html", say(_ADVANCED), _CHOICE, advanced)
    yield _File("students/memo.html", say(_MEMO), _ALL, memo_sheets(lesson))
    evidence = evidence_sheets(lesson, told.opposed, members=members)
    yield _File("students/evidence.html", say(_EVIDENCE), _PAIRS, evidence)
    yield _File(
        "students/debrief_blank.html",
        say(_BLANK),
        _AFTER,
        blank_debrief(lesson),
        wide=True,
    )
    reflection = reflection_sheets(lesson)
    yield _File("students/reflection.html", say(_REFLECTION), _AFTER, reflection)
    filled = filled_debrief(lesson)
    yield _File("after/debrief.html", say(_FILLED), _AFTER, filled, wide=True)
    seat = lesson.seat
    if sets and seat is not None:
        ones = [page for one in sets for page in set_sheets(one, seat)]
        yield _File("students/sets.html", say(_SETS), _OWN, ones)
        ones = [page for one in sets for page in reveal_sheets(one, seat)]
        yield _File("after/sets.html", say(_REVEALS), _OWN_AFTER, ones)
        yield _File("key/sets.html", say(_SETS_KEY), _KEY, sets_key_sheets(sets, seat))
    key = key_sheets(
        lesson, code=code, results=told.results, members=members, history=told.history
    )
    yield _File("key/key.html", say(_THE_KEY), _KEY, key)


def _doors(scenario: Scenario, languages: list[Language]) -> bytes:
    """Write the page that leads to the languages."""
    parts = [
        tag(
            "div",
            tag("h2", tag("a", _NAMES[language], href=f"{language}/{START}")),
            tag("p", footer_line(scenario, language), class_="small"),
            lang=language,
            class_="box",
        )
        for language in languages
    ]
    title = " · ".join(_BOTH.say(language) for language in languages)
    page = sheet(tag("h1", title), parts, foot=footer_line(scenario, languages[0]))
    return document(title, [page], language=languages[0])


def _manifest(
    future: Future,
    lesson: Lesson,
    languages: list[Language],
    students: int,
    files: dict[str, bytes],
    sim_version: str,
) -> bytes:
    """Say what the kit was made from; no name of a student is in it."""
    scenario, trace = lesson.scenario, lesson.trace
    whole = {
        "kit": FORMAT,
        "about": footer_line(scenario, "en"),
        "sim": sim_version,
        "scenario": {"name": scenario.name, "sha256": scenario.texts_sha256},
        "seed": str(trace.seed),
        "member": trace.member,
        "receipt": trace.receipt,
        "code": future.code,
        "decided_by_people": len(lesson.played),
        "languages": languages,
        "students": students,
        "files": sorted(files),
    }
    return (json.dumps(whole, indent=1, ensure_ascii=False) + "\n").encode()
