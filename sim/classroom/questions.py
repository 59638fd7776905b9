"""The questions of a debrief: those of the scenario, or general ones."""

from __future__ import annotations

from sim.classroom.lessons import Lesson
from sim.report.names import line_of
from sim.scenario import Scenario
from sim.texts import Language, Text

__all__ = ["points_of", "questions_for", "questions_of"]

_GENERAL = (
    Text(
        "What did your seat know when it decided, and how late did it know it?",
        "결정할 때 이 자리는 무엇을 알고 있었고, 그것을 얼마나 늦게 알았나요?",
    ),
    Text(
        "Where did luck decide and not a person? How can you tell?",
        "사람이 아니라 운이 결정한 곳은 어디인가요? 어떻게 알 수 있나요?",
    ),
    Text(
        "Which assumption, if it were otherwise, would change your answer most?",
        "어떤 가정이 달라지면 여러분의 답이 가장 크게 달라지나요?",
    ),
    Text(
        "How would the other side tell this story, and what would be right in it?",
        "상대편은 이 이야기를 어떻게 할까요? 그 가운데 맞는 부분은 무엇인가요?",
    ),
    Text(
        "What in the world is left out here, and whom does that favour?",
        "현실에 있는데 여기에 없는 것은 무엇이며, 그것은 누구에게 유리한가요?",
    ),
)


def questions_of(lesson: Lesson) -> list[str]:
    """Give the questions of the debrief."""
    return questions_for(lesson.scenario, lesson.language)


def questions_for(scenario: Scenario, language: Language) -> list[str]:
    """Give the questions of a scenario's debrief in one language."""
    written = scenario.lesson
    if written is not None and written.questions:
        return [line_of(question, language) for question in written.questions]
    return [question.say(language) for question in _GENERAL]


def points_of(lesson: Lesson) -> list[str]:
    """Give what to listen for, question by question; empty if the file says nothing."""
    written = lesson.scenario.lesson
    points = written.points if written is not None else ()
    return [lesson.line(point) for point in points]
