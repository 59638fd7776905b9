"""What one firing of a clock looks like to a reader: a line of a story, or none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sim.model import Clock, Model
from sim.report.names import Names, line_of
from sim.report.numbers import PEOPLE, Writer, about_people, significant
from sim.report.reasons import Reasons, told_luck
from sim.report.words import say
from sim.results import Change, Firing, Move
from sim.scenario import Scenario
from sim.texts import Language

__all__ = ["StoryLine", "Teller"]


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One line of a story: when, what, and why.

    Attributes
    ----------
    day : float
        Day of the run.
    date : str
    clock, kind : str
        The clock that fired, and its kind, as in the model.
    title : str
        What people call it.
    parts : tuple of str
        What happened, in words: first the whole, then each change.
    because : str
        Why, in words.
    luck : tuple of str
        Each random number that was looked up, with its address.
    firing : Firing
        The record itself.
    head, reason : str
        When and what, and "because" why, as they are read.
    """

    day: float
    date: str
    clock: str
    kind: str
    title: str
    parts: tuple[str, ...]
    because: str
    luck: tuple[str, ...]
    firing: Firing
    head: str
    reason: str

    @property
    def what(self) -> str:
        """What happened, in one line."""
        return ". ".join((self.parts[0].rstrip("."), *self.parts[1:]))

    @property
    def text(self) -> str:
        """Give the whole line: when, what, and why."""
        parts = (self.head.rstrip("."), *self.parts[1:], self.reason)
        return ". ".join(parts)


class Teller:
    """Tells the firings of one path as they come.

    Parameters
    ----------
    model : Model
    scenario : Scenario
        What the model was compiled from.
    language : {"en", "ko"}

    Attributes
    ----------
    idle_reviews, idle_firings : int
        How many reviews and other firings changed nothing and were left out so far.
    """

    def __init__(
        self, model: Model, scenario: Scenario, *, language: Language = "en"
    ) -> None:
        self.model = model
        self.scenario = scenario
        self.language: Language = language
        self.names = Names(model, scenario, language)
        self.writer = Writer.of(model, language)
        self.idle_reviews = 0
        self.idle_firings = 0
        self._reasons = Reasons(model, self.names, self.writer)
        self._last_review: dict[str, tuple[Any, ...]] = {}

    def tell(self, firing: Firing) -> StoryLine | None:
        """Give the line of a firing; None if it changed nothing worth telling."""
        clock = self.model.clocks[self.model.clock_index[firing.clock]]
        sentences = self._sentences(firing, clock)
        if not sentences:
            return None
        day, when = int(firing.time), self.writer.day(firing.time)
        why = self._reasons.of(firing, clock)
        return StoryLine(
            day=firing.time,
            date=when,
            clock=clock.name,
            kind=clock.kind,
            title=self.names.clock(clock),
            parts=tuple(sentences),
            because=why,
            luck=tuple(
                told_luck(lookup, self.names)
                for lookup in (firing.why.luck if firing.why else ())
            ),
            firing=firing,
            head=self._say("line", date=when, day=day, what=sentences[0]),
            reason=self._say("because", why=why),
        )

    def _sentences(self, firing: Firing, clock: Clock) -> list[str]:
        if clock.kind == "review":
            sentences = self._review(firing, clock)
        elif clock.kind == "band":
            moved = [move for move in firing.moves if move.ladder == clock.item]
            sentences = [self._move(moved[0])] if moved else []
        elif clock.kind in ("observation", "act"):
            sentences = self._carried(firing, clock)
        else:
            sentences = self._event(firing, clock)
        if sentences:
            sentences += [
                self._move(move)
                for move in firing.moves
                if self.model.ladder(move.ladder).kind == "wanted"
            ]
        return sentences

    def _event(self, firing: Firing, clock: Clock) -> list[str]:
        title = self.names.clock(clock)
        if not firing.happened:
            return [self._say("did_not_happen", title=title)]
        changes = [told for one in firing.changes if (told := self._change(one, clock))]
        if not firing.moves and not changes:
            if firing.branch is None and clock.branches:
                return [self._say("nothing_came", title=title)]
            self.idle_firings += 1
            return []
        story = line_of(clock.story, self.language)
        same = story.rstrip(".") in ("", title.rstrip("."))
        sentences = [title if same else f"{title.rstrip('.')}. {story}"]
        for move in firing.moves:
            kind = self.model.ladder(move.ladder).kind
            if kind in ("own", "observed"):
                sentences.append(self._move(move))
            elif kind == "decided":
                after = self.names.rung(move.ladder, move.after)
                sentences.append(self._say("decided_too", after=after))
        return sentences + changes

    def _carried(self, firing: Firing, clock: Clock) -> list[str]:
        """Give what an observation or an act moved."""
        moved = [move for move in firing.moves if move.ladder == clock.item]
        if not moved:
            self.idle_firings += 1
            return []
        told = self._move(moved[0])
        if clock.kind == "observation":
            return [told]
        return [self._acting("carries_out", clock), told]

    def _review(self, firing: Firing, clock: Clock) -> list[str]:
        decided = f"decided({clock.item})"
        moved = [move for move in firing.moves if move.ladder == decided]
        why = firing.why
        called = self._called(firing)
        if moved:
            self._last_review.pop(clock.item, None)
            return [self._acting("decides", clock, called=called), self._move(moved[0])]
        if why is None or not why.barred:
            self._last_review.pop(clock.item, None)
            self.idle_reviews += 1
            return []
        same = (why.wanted, why.decided, why.barred)
        if self._last_review.get(clock.item) == same:
            self.idle_reviews += 1
            return []
        self._last_review[clock.item] = same
        value = self.names.rung(clock.item, why.decided or 0)
        stays = self._say("stays", title=self.names.ladder(decided), value=value)
        return [self._acting("reviews", clock, called=called), stays]

    def _called(self, firing: Firing) -> str:
        called = firing.why.called_by if firing.why else ""
        return self._say("called_by_change" if "change" in called else "called_by_day")

    def _acting(self, key: str, clock: Clock, **filled: object) -> str:
        actor = self.names.actor(clock.actor or self.model.ladder(clock.item).actor)
        if not actor:
            return self._say(f"{key}_nobody", **filled)
        return self._say(key, actor=actor, **filled)

    def _move(self, move: Move) -> str:
        return self._say(
            "move",
            title=self.names.ladder(move.ladder),
            before=self.names.rung(move.ladder, move.before),
            after=self.names.rung(move.ladder, move.after),
        )

    def _change(self, change: Change, clock: Clock) -> str:
        """Tell how a gauge jumped; nothing if a reader could not see it."""
        gauge = self.model.gauges[self.model.gauge_index[change.gauge]]
        people = gauge.unit in PEOPLE
        before, after = (
            about_people(value, self.language) if people else significant(value)
            for value in (change.before, change.after)
        )
        if before == after:
            return ""
        value = self.names.amount(after, gauge.unit)
        if people and (who := self.names.reporter(clock.item, change.gauge)):
            value += f" ({self._say('reported_by', who=who)})"
            if before == "0":  # nobody said that there were none
                before = self._say("none_reported")
        title = self.names.gauge(change.gauge)
        return self._say("move", title=title, before=before, after=value)

    def _say(self, key: str, **filled: object) -> str:
        return say(key, self.language, **filled)
