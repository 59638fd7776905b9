"""The Markov chain of a slice: what may happen in a state, and what can be reached."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from sim.errors import ModelError
from sim.exact.reading import State, StateReader
from sim.exact.slicing import Slice
from sim.model import Branch, Clock, Model

__all__ = ["Chain", "Jump", "TooManyStatesError", "reachable"]

Node = TypeVar("Node")


class TooManyStatesError(ModelError):
    """More states can be reached than are allowed."""

    def __init__(self, most: int) -> None:
        super().__init__(f"more than {most:,} states can be reached")
        self.most = most


@dataclass(frozen=True, slots=True)
class Jump:
    """One thing that a clock may do in a state.

    Attributes
    ----------
    clock : Clock
    weight : float
        Of a hazard its rate per day, with the odds of the branch; of a dated event the
        odds alone.
    after : tuple of int
        The state it leads to; perhaps the same.
    branch : Branch or None
        What happens; None if nothing does.
    """

    clock: Clock
    weight: float
    after: State
    branch: Branch | None


class Chain:
    """What may happen in the states of a slice, for one case.

    Parameters
    ----------
    model : Model
    part : Slice
        Without obstacles.
    case : mapping of str to float
    """

    def __init__(self, model: Model, part: Slice, case: Mapping[str, float]) -> None:
        self.model, self.part = model, part
        self.reader = StateReader(model, part.ladders, case)
        self._places = self.reader.places
        once = [clock.name for clock in part.clocks if clock.once]
        self._flags = {name: len(part.ladders) + at for at, name in enumerate(once)}
        self._hazards = [clock for clock in part.clocks if clock.kind != "dated"]
        self.dated = [
            clock
            for clock in part.clocks
            if clock.kind == "dated" and clock.day < model.horizon
        ]
        self._memory: dict[State, tuple[Jump, ...]] = {}

    @property
    def start(self) -> State:
        """The state on day 0, before any dated event."""
        rungs = [self.model.ladder(name).starts for name in self.part.ladders]
        return (*rungs, *(0 for _ in self._flags))

    def jumps(self, state: State) -> tuple[Jump, ...]:
        """Give all that hazards may do in a state, at a rate above 0."""
        if state not in self._memory:
            found = (jump for clock in self._hazards for jump in self._of(clock, state))
            self._memory[state] = tuple(jump for jump in found if jump.weight > 0)
        return self._memory[state]

    def turn(self, clock: Clock, state: State) -> tuple[Jump, ...]:
        """Give what a dated event does when its day has come; the weights sum to 1."""
        if not self._runs(clock, state):
            return (Jump(clock, 1.0, state, None),)
        return tuple(self._branches(clock, state, 1.0))

    def happens(self, clock: Clock, state: State) -> bool:
        """Whether a dated event happens in a state when its turn comes."""
        return self._runs(clock, state)

    def _of(self, clock: Clock, state: State) -> Iterator[Jump]:
        if clock.kind == "readings" or not self._runs(clock, state):
            return
        rate = self._rate(clock, state)
        if clock.kind == "observation":
            after = list(state)
            after[self._places[clock.item]] = state[self._source(clock)]
            yield Jump(clock, rate, tuple(after), None)
        elif rate > 0:
            yield from self._branches(clock, state, rate)

    def _source(self, clock: Clock) -> int:
        return self._places[self.model.ladder(clock.item).of]

    def _runs(self, clock: Clock, state: State) -> bool:
        if clock.once and state[self._flags[clock.name]]:
            return False
        if clock.kind == "observation":
            return state[self._places[clock.item]] != state[self._source(clock)]
        return clock.when is None or bool(self.reader.value(clock.when.tree, state))

    def _rate(self, clock: Clock, state: State) -> float:
        reader = self.reader
        if clock.rate is None:  # a delay without memory
            assert clock.delay is not None
            mean = reader.number(clock.delay.numbers[0], state, role="delay")
            if mean <= 0:
                raise ModelError(
                    f"expected a mean delay above 0 of {clock.name}, got {mean:g}"
                )
            return 1.0 / mean
        rate = reader.number(clock.rate, state, role="rate")
        for factor in clock.factors:
            if reader.value(factor.when.tree, state):
                rate *= reader.number(factor.times, state, role="factor")
        return rate

    def _branches(self, clock: Clock, state: State, rate: float) -> Iterator[Jump]:
        fired = list(state)
        if clock.once:
            fired[self._flags[clock.name]] = 1
        if clock.branches and clock.branches[0].odds is None:
            after = self._moved(clock.branches[0], state, fired)
            yield Jump(clock, rate, after, clock.branches[0])
            return
        left = 1.0
        for branch in clock.branches:
            assert branch.odds is not None
            odds = self.reader.number(branch.odds, state, role="odds")
            left -= odds
            if odds:
                yield Jump(
                    clock, rate * odds, self._moved(branch, state, fired), branch
                )
        if left < -1e-9:
            raise ModelError(f"the odds of {clock.name} sum to more than 1")
        if left > 1e-9:
            yield Jump(clock, rate * left, tuple(fired), None)

    def _moved(self, branch: Branch, state: State, fired: list[int]) -> State:
        after = list(fired)
        for effect in branch.effects:
            if effect.amount is not None or effect.target not in self._places:
                continue
            at = self._places[effect.target]
            top = len(self.model.ladder(effect.target).rungs) - 1
            if effect.move == "up":
                after[at] = min(state[at] + 1, top)
            elif effect.move == "down":
                after[at] = max(state[at] - 1, 0)
            else:
                after[at] = effect.rung
        return tuple(after)


def reachable(
    start: Iterable[Node], onward: Callable[[Node], Iterable[Node]], *, most: int
) -> dict[Node, int]:
    """Give a number to all that can be come to, in the order in which it is found.

    Raises
    ------
    TooManyStatesError
        If there are more than `most`.
    """
    found: dict[Node, int] = {}
    waiting = list(dict.fromkeys(start))
    for node in waiting:
        found[node] = len(found)
    for node in waiting:  # grows while it is gone through
        for other in onward(node):
            if other not in found:
                found[other] = len(found)
                if len(found) > most:
                    raise TooManyStatesError(most)
                waiting.append(other)
    return found
