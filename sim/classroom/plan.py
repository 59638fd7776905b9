"""The minute plans, for 50 and for 90 minutes: a page each."""

from __future__ import annotations

from dataclasses import dataclass

from sim.classroom.lessons import Lesson
from sim.classroom.markup import Html, table, tag
from sim.classroom.sheets import sheet
from sim.report.numbers import ranged
from sim.texts import Text

__all__ = ["PLANS", "ROUNDS", "plan_sheets"]

ROUNDS = {50: 4, 90: 6}
"""How many rounds of deciding a lesson of so many minutes holds."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a lesson: how long, what happens, and what is needed."""

    minutes: int
    what: Text
    how: Text
    needs: Text


_OPENING = Text("Opening", "여는 말")
_OPENING_HOW = Text(
    "Read the opening from the script: what this is about, how we speak of deaths, "
    "how to sit out. Roles are taken.",
    "대본의 여는 말을 읽습니다. 무엇을 다루는지, 죽음을 어떻게 이야기하는지, "
    "참여하지 않는 방법을 알립니다. 역할을 고릅니다.",
)
_CARDS = Text("script, role cards", "대본, 역할 카드")
_READING = Text("Reading", "읽기")
_READING_HOW = Text(
    "Each student reads the handout, plain or advanced, and marks one thing that "
    "is not known.",
    "각자 안내문(쉬운 글 또는 자세한 글)을 읽고 알려지지 않은 것 하나에 표시합니다.",
)
_HANDOUT = Text("handout", "안내문")
_MEMO = Text("Memo before", "사전 메모")
_MEMO_HOW = Text(
    "Each writes alone: what should the seat do if the other side climbs, and what "
    "would change your mind?",
    "혼자 씁니다. 상대가 한 단 올라가면 이 자리는 무엇을 해야 하나요? 무엇을 알면 "
    "생각이 바뀌나요?",
)
_MEMO_SHEET = Text("memo sheet", "메모 활동지")
_ROUNDS = Text("Rounds", "라운드")
_WHICH = Text("Rounds {which}", "라운드 {which}")
_EACH = Text(
    "About {each} minutes each: read what the seat knows; one minute for, one "
    "against; hands; write the count down; then read what the written plan did.",
    "라운드마다 약 {each}분: 이 자리가 아는 것을 읽고, 찬성 1분, 반대 1분, 거수, "
    "기록, 그다음 계획에 따라 결정한 것을 읽습니다.",
)
_SKIPPED = Text(
    " Of the other rounds read only what stands under “Only after the count”.",
    " 나머지 라운드는 ‘거수가 끝난 다음에’ 부분만 읽습니다.",
)
_STORY = Text("The future, read in order", "차례로 읽는 미래")
_STORY_HOW = Text(
    "Nobody decides by a plan here: read line by line, and before each ask what might "
    "come and why.",
    "여기서는 계획에 따라 결정하는 행위자가 없습니다. 한 줄씩 읽고, 그 전에 무엇이 왜 "
    "올지 물어봅니다.",
)
_SCRIPT = Text("script, board", "대본, 칠판")
_REVEAL = Text("What was really so", "실제로는 어땠나")
_REVEAL_HOW = Text(
    "Read the reveal: how late the news was, what was misread, what was never seen.",
    "공개 부분을 읽습니다. 소식이 얼마나 늦었는지, 무엇을 잘못 읽었는지, 끝내 "
    "몰랐던 것은 무엇인지 알립니다.",
)
_REVEAL_NEEDS = Text("script, key", "대본, 정답")
_DEBRIEF = Text("Debrief", "되돌아보기")
_DEBRIEF_HOW = Text(
    "Four quarters: actors, process, outcomes, other. A group to each quarter, "
    "then together. Never shorten this.",
    "네 칸: 행위자, 과정, 결과, 그 밖. 모둠마다 한 칸을 맡은 뒤 함께 나눕니다. 이 "
    "시간은 줄이지 않습니다.",
)
_DEBRIEF_SHEET = Text("debrief sheet, filled", "되돌아보기 활동지(기록을 채운 것)")
_BOTH = Text("Both sides", "양쪽 주장")
_BOTH_HOW = Text(
    "One contested claim from the evidence page: pairs argue the side they do not "
    "hold, then weigh who says so and in whose interest.",
    "근거 자료에서 주장 하나를 골라, 둘씩 자기와 반대되는 쪽을 변호한 뒤 누가 어떤 "
    "이해관계에서 말하는지 따져 봅니다.",
)
_EVIDENCE = Text("evidence page", "근거 자료")
_QUESTIONS = Text("Questions", "질문")
_QUESTIONS_HOW = Text(
    "What is a step here, what is a threat, what is a decision? Settle the words "
    "before they matter.",
    "여기서 조치, 경고, 결정은 각각 무엇인가요? 필요해지기 전에 낱말부터 맞춥니다.",
)
_PAUSE = Text("Pause", "쉼")
_PAUSE_HOW = Text(
    "Two minutes of quiet. Whoever wants to leaves their role behind.",
    "2분 동안 조용히 쉽니다. 원하는 사람은 맡은 역할에서 벗어납니다.",
)
_NOTHING = Text("–", "–")
_REFLECTION = Text("Reflection after", "사후 성찰")
_REFLECTION_HOW = Text(
    "Begin in class, finish at home: compare the memo with what could be known.",
    "수업에서 시작해 집에서 마칩니다. 메모를 그때 알 수 있었던 것과 견주어 봅니다.",
)
_REFLECTION_SHEET = Text("reflection sheet", "성찰 활동지")

PLANS: dict[int, tuple[Part, ...]] = {
    50: (
        Part(5, _OPENING, _OPENING_HOW, _CARDS),
        Part(5, _READING, _READING_HOW, _HANDOUT),
        Part(4, _MEMO, _MEMO_HOW, _MEMO_SHEET),
        Part(18, _ROUNDS, _EACH, _SCRIPT),
        Part(3, _REVEAL, _REVEAL_HOW, _REVEAL_NEEDS),
        Part(12, _DEBRIEF, _DEBRIEF_HOW, _DEBRIEF_SHEET),
        Part(3, _REFLECTION, _REFLECTION_HOW, _REFLECTION_SHEET),
    ),
    90: (
        Part(6, _OPENING, _OPENING_HOW, _CARDS),
        Part(7, _READING, _READING_HOW, _HANDOUT),
        Part(4, _QUESTIONS, _QUESTIONS_HOW, _HANDOUT),
        Part(7, _MEMO, _MEMO_HOW, _MEMO_SHEET),
        Part(28, _ROUNDS, _EACH, _SCRIPT),
        Part(4, _REVEAL, _REVEAL_HOW, _REVEAL_NEEDS),
        Part(2, _PAUSE, _PAUSE_HOW, _NOTHING),
        Part(18, _DEBRIEF, _DEBRIEF_HOW, _DEBRIEF_SHEET),
        Part(9, _BOTH, _BOTH_HOW, _EVIDENCE),
        Part(5, _REFLECTION, _REFLECTION_HOW, _REFLECTION_SHEET),
    ),
}
_MARK = Text("For the teacher", "교사용")
_TITLE = Text("Plan for {minutes} minutes: {title}", "{minutes}분 수업 계획: {title}")
_HEADS = (
    Text("Minutes", "시간(분)"),
    Text("Part", "단계"),
    Text("What happens", "활동"),
    Text("You need", "준비물"),
)
_SHORT = Text("If time runs short", "시간이 모자라면")
_CUTS = (
    Text(
        "Leave out a round, the last but one first. Leave out the reading aloud of "
        "reasons.",
        "라운드를 하나 줄이되 마지막 바로 앞 라운드부터 줄이세요. 이유를 읽는 "
        "부분도 뺄 수 있습니다.",
    ),
    Text(
        "Never leave out the opening, the reveal or the debrief. A game without a "
        "debrief teaches what luck happened to show.",
        "여는 말, 공개, 되돌아보기는 빼지 마세요. 되돌아보기가 없으면 운이 보여 준 "
        "것만 배우게 됩니다.",
    ),
    Text(
        "The reflection may be homework.",
        "성찰은 과제로 내도 됩니다.",
    ),
)
_AFTER = Text("What to look at afterwards", "수업 뒤에 살펴볼 것")
_LOOK = (
    Text(
        "That they enjoyed it says little of what they learnt: lay memo and "
        "reflection side by side, with the rubric.",
        "재미있었다고 해서 배운 것은 아닙니다. 메모와 성찰을 채점 기준표와 함께 "
        "나란히 놓고 보세요.",
    ),
    Text(
        "Did anybody change their mind, and on what ground?",
        "생각을 바꾼 학생이 있나요? 무엇을 근거로 바꾸었나요?",
    ),
)


def plan_sheets(lesson: Lesson, minutes: int) -> list[Html]:
    """Write the plan of a lesson of 50 or 90 minutes."""
    say, at, rows = lesson.say, 0, []
    for part in PLANS[minutes]:
        if part.what is _ROUNDS:
            what, how = _rounds(lesson, minutes, part.minutes)
        else:
            what, how = say(part.what), say(part.how)
        when = ranged(f"{at}", f"{at + part.minutes}", lesson.language)
        rows.append((when, tag("b", what), how, say(part.needs)))
        at += part.minutes
    content = [
        tag("h1", say(_TITLE, minutes=minutes, title=lesson.title)),
        table([say(head) for head in _HEADS], rows, class_="narrow"),
        tag("h2", say(_SHORT)),
        tag("ul", [tag("li", say(text)) for text in _CUTS]),
        tag("h2", say(_AFTER)),
        tag("ul", [tag("li", say(text)) for text in _LOOK]),
    ]
    return [sheet(content, foot=lesson.foot, mark=say(_MARK), class_="one")]


def _rounds(lesson: Lesson, minutes: int, long: int) -> tuple[str, str]:
    """Say which rounds of the script are played, and how."""
    say, seat = lesson.say, lesson.seat
    if seat is None:
        return say(_STORY), say(_STORY_HOW)
    every = lesson.stops_of(seat, max(ROUNDS.values()))
    played = set(lesson.stops_of(seat, ROUNDS[minutes]))
    numbers = [at for at, day in enumerate(every, start=1) if day in played]
    how = say(_EACH, each=long // max(len(numbers), ROUNDS[minutes]))
    if len(numbers) < len(every):
        how += say(_SKIPPED)
    return say(_WHICH, which=", ".join(map(str, numbers))), how
