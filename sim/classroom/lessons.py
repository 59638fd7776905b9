"""What a lesson says of one scenario and one future: seats, stops, news, outcomes."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from sim.classroom.seats import (
    NEVER_ASSIGNED,
    Seat,
    open_to,
    seats_of,
    watched_by,
)
from sim.expressions import Tree
from sim.model import Ladder
from sim.report.footer import footer_line
from sim.report.names import Names, line_of
from sim.report.numbers import PEOPLE, Writer
from sim.report.phrases import Conditions
from sim.report.story import told_outcome
from sim.report.teller import StoryLine, Teller
from sim.report.units import outcome_unit
from sim.results import Firing, Move, Trace
from sim.scenario import Scenario
from sim.texts import Language, Text

__all__ = ["Lesson", "News", "Seat"]

SPREAD = 7  # reviews are thinned to about so many, so that fewer stops are among more
APART = 14.0  # days: news closer together than this are one stop


class _Quoting(Conditions):
    """Words for conditions in which the title of a parameter can be told apart."""

    def title(self, kind: str, name: str) -> str:
        told = super().title(kind, name)
        return f"“{told}”" if kind == "parameter" else told


@dataclass(frozen=True, slots=True)
class News:
    """One thing that a seat came to see: when, and what was really so.

    Attributes
    ----------
    day : float
    ladder : str
        The observation.
    shown, true : int
        The rung shown, and the one on which the source stood then.
    late : float
        Days for which the two had differed.
    """

    day: float
    ladder: str
    shown: int
    true: int
    late: float


@dataclass(frozen=True)
class Lesson:
    """One scenario, one future, one language.

    Attributes
    ----------
    scenario : Scenario
    trace : Trace
        With reasons.
    language : {"en", "ko"}
    played : frozenset of (str, float)
        Reviews that people answered: ladder and day.
    """

    scenario: Scenario
    trace: Trace
    language: Language = "en"
    played: frozenset[tuple[str, float]] = field(default_factory=frozenset)

    # ---- words

    def say(self, text: Text, /, **filled: object) -> str:
        """Give a text of ours in this language, its braces filled."""
        return text.say(self.language).format(**filled)

    def line(self, text: Text) -> str:
        """Give a text of the scenario on one line."""
        return line_of(text, self.language)

    @cached_property
    def names(self) -> Names:
        """Titles of everything."""
        return Names(self.trace.model, self.scenario, self.language)

    @cached_property
    def writer(self) -> Writer:
        """Writes days and numbers."""
        return Writer.of(self.trace.model, self.language)

    def condition(self, tree: Tree) -> str:
        """Give a condition in words, what is not known in quotation marks."""
        return _Quoting(self.names).told(tree)

    @cached_property
    def foot(self) -> str:
        """The line at the foot of everything."""
        return footer_line(self.scenario, self.language)

    @property
    def title(self) -> str:
        """What the scenario is called."""
        return self.line(self.scenario.title) or self.scenario.name

    @property
    def facts_to(self) -> str:
        """Up to when its sources were read; empty if it has none."""
        date = self.scenario.facts_to
        return date.isoformat() if date else ""

    # ---- seats

    @cached_property
    def seats(self) -> tuple[Seat, ...]:
        """The seats of the file, or one for each actor whose ladder a plan moves."""
        return seats_of(self.scenario, self.names)

    @property
    def seat(self) -> Seat | None:
        """The seat at which the class decides: the first."""
        return self.seats[0] if self.seats else None

    @property
    def barred_seats(self) -> tuple[str, ...]:
        """Actors for whose seat no card is printed."""
        named = {*self.scenario.seats, *(seat.actor for seat in self.seats)}
        return tuple(sorted(named & NEVER_ASSIGNED))

    def steps_of(self, seat: Seat) -> list[str]:
        """Name the steps that a seat may order, the lowest first."""
        rungs = self.trace.model.ladder(seat.ladder).rungs
        return [self.names.rung(seat.ladder, at) for at in range(len(rungs))]

    # ---- what a seat knows

    def seen_by(self, seat: Seat) -> list[Ladder]:
        """Give the ladders that show a seat what others do, late."""
        return watched_by(self.trace.model, seat)

    def known_as_is(self, seat: Seat) -> list[Ladder]:
        """Give what a seat knows as it is: what is open to it, and its own affairs."""
        model = self.trace.model
        read = {ladder.name for ladder in open_to(model, seat)}
        return [
            ladder
            for ladder in model.ladders
            if ladder.name in read
            or (
                ladder.kind == "own"
                and ladder.actor == seat.actor
                and ladder.name != seat.ladder
            )
        ]

    def rung_on(self, ladder: str, day: float) -> int:
        """Give the rung of a ladder after all that happened up to a day."""
        days, rungs = self.trace.staircase(ladder)
        return [rung for when, rung in zip(days, rungs, strict=True) if when <= day][-1]

    @cached_property
    def _by_clock(self) -> dict[str, list[Firing]]:
        found: dict[str, list[Firing]] = {}
        for firing in self.trace.firings:
            found.setdefault(firing.clock, []).append(firing)
        return found

    def firings_of(self, clock: str) -> list[Firing]:
        """Give the firings of one clock, in order of time."""
        return self._by_clock.get(clock, [])

    def news_of(self, seat: Seat) -> list[News]:
        """Give all that a seat came to see, in order of time."""
        news = []
        for ladder in self.seen_by(seat):
            for firing in self.firings_of(f"observation {ladder.name}"):
                for move in firing.moves:
                    if move.ladder == ladder.name:
                        true = self.rung_on(ladder.of, firing.time)
                        since = firing.why.held_since if firing.why else firing.time
                        late = firing.time - since
                        news.append(
                            News(firing.time, ladder.name, move.after, true, late)
                        )
        return sorted(news, key=lambda one: one.day)

    def unseen_of(self, seat: Seat) -> list[Move]:
        """Give moves of what a seat watches that were over before it could see them."""
        unseen = []
        for ladder in self.seen_by(seat):
            source = [move for move in self.trace.moves if move.ladder == ladder.of]
            looks = [
                firing.time for firing in self.firings_of(f"observation {ladder.name}")
            ]
            ends = [*(move.time for move in source[1:]), self.trace.model.horizon]
            for move, end in zip(source, ends, strict=False):
                if not any(move.time < look <= end for look in looks):
                    unseen.append(move)
        return unseen

    # ---- decisions

    def decisions_of(self, seat: Seat) -> list[Move]:
        """Give what was ordered at a seat, in order of time."""
        name = f"decided({seat.ladder})"
        return [move for move in self.trace.moves if move.ladder == name]

    def acts_of(self, seat: Seat) -> list[Move]:
        """Give every move of a seat's ladder, in order of time."""
        return [move for move in self.trace.moves if move.ladder == seat.ladder]

    def stops_of(self, seat: Seat, count: int) -> list[float]:
        """Choose days at which the class stops and decides.

        The first is the start. Then come days on which news changed what the plan asks
        for, then other news, then what was decided, each at least two weeks from the
        others; at last, days of review evenly apart.
        """
        wanted = f"wanted({seat.ladder})"
        open_ones = open_to(self.trace.model, seat)
        seen = {ladder.name for ladder in (*self.seen_by(seat), *open_ones)}
        turning, news, ordered = [], [], []
        for firing in self.trace.firings:
            moved = {move.ladder for move in firing.moves}
            if wanted in moved:
                turning.append(firing.time)
            elif moved & seen:
                news.append(firing.time)
            elif f"decided({seat.ladder})" in moved:
                ordered.append(firing.time)
        reviews = [f.time for f in self.firings_of(f"review {seat.ladder}")]
        step = max(1, len(reviews) // SPREAD)
        stops = [0.0]
        last = self.trace.model.horizon
        for days in (turning, news, ordered, reviews[step::step]):
            for day in days:
                clear = all(abs(day - other) >= APART for other in stops)
                if len(stops) < count and clear and last - day >= APART:
                    stops.append(day)
        return sorted(stops)

    @cached_property
    def story(self) -> list[StoryLine]:
        """Tell every line of this future."""
        teller = Teller(self.trace.model, self.scenario, language=self.language)
        told = [teller.tell(firing) for firing in self.trace.firings]
        return [line for line in told if line is not None]

    def told_between(self, seat: Seat, start: float, end: float) -> list[StoryLine]:
        """Give the lines about a seat's ladder after one day and up to another."""
        clocks = {f"review {seat.ladder}", f"act {seat.ladder}"}
        return [
            line
            for line in self.story
            if line.clock in clocks and start <= line.day < end
        ]

    # ---- what it came to

    @cached_property
    def outcomes(self) -> list[tuple[str, str]]:
        """Title and value of every outcome that counts nobody harmed."""
        return [pair for people, pair in self._outcomes if not people]

    @cached_property
    def harmed(self) -> list[tuple[str, str]]:
        """Title and range of every outcome that counts people harmed."""
        return [pair for people, pair in self._outcomes if people]

    @cached_property
    def _outcomes(self) -> list[tuple[bool, tuple[str, str]]]:
        model = self.trace.model
        teller = Teller(model, self.scenario, language=self.language)
        told = []
        for outcome in model.outcomes:
            people = outcome_unit(model, outcome) in PEOPLE
            pair = (
                self.line(outcome.title),
                told_outcome(self.trace, outcome.name, teller),
            )
            told.append((people, pair))
        return told

    @cached_property
    def has_people(self) -> bool:
        """Whether the scenario counts people killed or wounded."""
        gauges = self.trace.model.gauges
        return bool(self.harmed) or any(gauge.unit in PEOPLE for gauge in gauges)

    @property
    def real(self) -> bool:
        """Whether the scenario is about real events: it has sources."""
        return bool(self.scenario.sources)
