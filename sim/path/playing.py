"""One member in which people answer reviews in place of the rule (section 15).

Nothing else changes: the same luck, the same clocks, the same order. A review that
nobody answered is answered by the plan as written.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sim import motion
from sim.emit.layout import Layout
from sim.errors import UsageError, suggest
from sim.model import Model
from sim.path.engine import DEFAULT_SEED, Engine, Path
from sim.path.tracing import trace_of
from sim.results import Firing, Trace

__all__ = ["Answer", "run_played"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What people decided at one review.

    Attributes
    ----------
    day : float
        The day of the review, to the last bit.
    ladder : str
        The ladder that was reviewed.
    rung : str
        What is ordered from now on.
    """

    day: float
    ladder: str
    rung: str


def run_played(
    model: Model | Engine,
    answers: Sequence[Answer],
    *,
    seed: int = DEFAULT_SEED,
    member: int = 0,
) -> Trace:
    """Follow one member in which people decided.

    Parameters
    ----------
    model : Model or Engine
    answers : sequence of Answer
        For each ladder in order of time, one for each of its reviews; after the last of
        them the plan as written decides.
    seed, member : int
        The address of its luck.

    Raises
    ------
    UsageError
        If an answer is to no review of this member, or orders what there is not.
    """
    path = _Played(model, answers, seed=seed, member=member)
    firings = tuple(path.told(firing) for firing in path.firings())
    path.require_all_used()
    return trace_of(path, firings)


class _Played(Path):
    """A path whose reviews people answer."""

    def __init__(
        self,
        engine: Engine | Model,
        answers: Sequence[Answer],
        *,
        seed: int,
        member: int,
    ) -> None:
        model = engine.model if isinstance(engine, Engine) else engine
        self._answers: dict[str, deque[tuple[Answer, int]]] = {}
        self._answered: set[tuple[str, float]] = set()
        self._books = Layout(model).books
        for answer in answers:
            if answer.ladder not in model.plans:
                known = list(model.plans)
                what = f"nobody decides on {answer.ladder!r} in {model.name}"
                raise UsageError(f"{what}; {suggest(answer.ladder, known)}")
            rungs = model.ladder(answer.ladder).rungs
            if answer.rung not in rungs:
                what = f"no rung {answer.rung!r} on {answer.ladder!r}"
                raise UsageError(f"{what}; {suggest(answer.rung, rungs)}")
            waiting = self._answers.setdefault(answer.ladder, deque())
            waiting.append((answer, rungs.index(answer.rung)))
        super().__init__(engine, seed=seed, member=member)

    def told(self, firing: Firing) -> Firing:
        """Give a firing without the rule's reasons where people answered."""
        ladder = firing.clock.partition(" ")[2]
        if firing.why is None or (ladder, firing.time) not in self._answered:
            return firing
        why = replace(firing.why, barred="", luck=())
        moves = tuple(replace(move, why=why) for move in firing.moves)
        return replace(firing, moves=moves, why=why)

    def require_all_used(self) -> None:
        """Refuse an answer to a review that never came."""
        for ladder, waiting in self._answers.items():
            if waiting:
                raise _no_review(ladder, waiting[0][0].day)

    def _fire(self, k: int, t: float) -> None:
        clock = self.model.clocks[k]
        waiting = self._answers.get(clock.item) if clock.kind == "review" else None
        if not waiting:
            super()._fire(k, t)
            return
        answer, rung = waiting.popleft()
        if answer.day != t:
            raise _no_review(answer.ladder, answer.day)
        self._answered.add((answer.ladder, t))
        decided = self._books[f"decided({clock.item})"]
        wanted = self._books[f"wanted({clock.item})"].at
        # The rule is asked as if it wanted what is decided already: it then keeps its
        # calendar and moves nothing.
        asked, self.whole[wanted] = self.whole[wanted], self.whole[decided.at]
        super()._fire(k, t)
        self.whole[wanted] = asked
        motion.move_lightly(
            rung, decided.at, decided.tally, decided.word, decided.bit, self.whole
        )


def _no_review(ladder: str, day: float) -> UsageError:
    return UsageError(
        f"the record answers a review of {ladder!r} on day {day!r}, and there is none: "
        "it was made with another scenario, other options or other luck"
    )
