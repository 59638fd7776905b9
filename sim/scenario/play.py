"""For the classroom: the seats at which people decide, and the lesson around them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from pydantic import PlainValidator, ValidationInfo

from sim.errors import Place, Problem
from sim.scenario.part import Named, Part, named_of
from sim.scenario.words import Reference, Words, fail, kind_of, read_text, tried
from sim.texts import Text
from sim.yamltext import Mapping, Node, Scalar, Sequence

__all__ = ["Lesson", "Seat", "Term"]

NOWHERE = Place("", 0, 0)


class Seat(Named):
    """A place at the table: who sits there answers the reviews of one ladder.

    Attributes
    ----------
    id : str
        The actor whose seat it is.
    ladder : str
        A ladder that a policy moves: the person decides in place of its rule.
    brief : Text
        What the person is told before the run.
    """

    what: ClassVar[str] = "a seat"
    stand_ins: ClassVar[dict[str, Node]] = {"brief": Scalar("…", True, NOWHERE)}
    ladder: Reference
    brief: Words


class Term(Named):
    """A word that the lesson explains."""

    what: ClassVar[str] = "a term"
    means: Words


def _read_questions(node: Any, info: ValidationInfo) -> tuple[Text, ...]:
    if not isinstance(node, Sequence):
        what = f"expected a list of questions, got {kind_of(node)}"
        fail(Problem(node.place, what, "write questions: [What would you …?]"))
    return _read_texts(node, info)


def _read_points(node: Any, info: ValidationInfo) -> tuple[Text, ...]:
    if not isinstance(node, Sequence):
        what = f"expected a list of texts, got {kind_of(node)}"
        fail(Problem(node.place, what, "write points: [Listen for …]"))
    return _read_texts(node, info)


def _read_texts(node: Sequence, info: ValidationInfo) -> tuple[Text, ...]:
    assert isinstance(info.context, list)
    problems: list[Problem] = info.context
    questions = (tried(read_text, item, problems) for item in node.items)
    return tuple(question for question in questions if question is not None)


_named_terms = named_of(Term, "terms: a mapping from words to what they mean")


def _read_terms(node: Any, info: ValidationInfo) -> tuple[Term, ...]:
    if isinstance(node, Mapping):
        entries = {key: _as_term(item) for key, item in node.entries.items()}
        node = Mapping(entries, node.keys, node.place)
    terms: tuple[Term, ...] = _named_terms.func(node, info)  # type: ignore[call-arg]
    return terms


def _as_term(node: Node) -> Node:
    """Let what a term means stand alone, in one language or in both."""
    bare = isinstance(node, Scalar) or (
        isinstance(node, Mapping) and node.entries.keys() <= {"en", "ko"}
    )
    return Mapping({"means": node}, {"means": node.place}, node.place) if bare else node


class Lesson(Part):
    """What a class is asked afterwards, and the words it may want explained.

    Attributes
    ----------
    plain : Text or None
        What the scenario is about, in plain words.
    questions : tuple of Text
        For the debrief, in order.
    points : tuple of Text
        For the teacher: what to listen for, one for each question, or none.
    terms : tuple of Term
        For the handout.
    """

    what: ClassVar[str] = "a lesson"
    plain: Words | None = None
    questions: Annotated[
        tuple[Text, ...],
        PlainValidator(
            _read_questions, json_schema_input_type=list[str | dict[str, str]]
        ),
    ] = ()
    points: Annotated[
        tuple[Text, ...],
        PlainValidator(_read_points, json_schema_input_type=list[str | dict[str, str]]),
    ] = ()
    terms: Annotated[
        tuple[Term, ...],
        PlainValidator(
            _read_terms, json_schema_input_type=dict[str, str | dict[str, Any]]
        ),
    ] = ()

    @classmethod
    def faults_of_keys(cls, node: Mapping) -> Iterator[Problem]:
        """Find a list of points that does not go with the questions."""
        points, questions = (node.entries.get(key) for key in ("points", "questions"))
        if isinstance(points, Sequence):
            asked = len(questions.items) if isinstance(questions, Sequence) else 0
            if len(points.items) != asked:
                what = (
                    f"expected one point for each of {asked} questions, "
                    f"got {len(points.items)}"
                )
                yield Problem(node.keys["points"], what)
