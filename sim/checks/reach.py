"""What can ever happen: rungs nothing reaches, events never enabled, empty policies.

From the rungs at the start everything is followed that may move a ladder, until nothing
new is reached. Conditions are looked at rung by rung, whatever the parameters; so what
is called out of reach is out of reach, and not all that is called reachable is.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping

from sim.checks.box import Box
from sim.checks.desk import Desk
from sim.checks.scopes import decided_on
from sim.expressions import Tree, may_hold
from sim.scenario import Event, Formula, Policy

__all__ = ["check_reach"]

MOST_WAYS = 3000
_LEDGER = ("net", "gain", "loss")


def check_reach(desk: Desk) -> None:
    """Warn of what a scenario says and never does."""
    reach = _Reach(desk)
    reach.follow()
    _ladders(desk, reach)
    for event in desk.scenario.events.values():
        _event(desk, reach, event)
    for policy in desk.scenario.policies.values():
        _policy(desk, reach, policy)
    _claims(desk)


def _ladders(desk: Desk, reach: _Reach) -> None:
    for ladder in desk.scenario.ladders.values():
        ids = [rung.id for rung in ladder.rungs]
        lost = [
            at for place, at in enumerate(ids) if place not in reach.rungs[ladder.id]
        ]
        if len(lost) == len(ladder.rungs) - 1:
            what = f"nothing ever moves the ladder {ladder.id!r}"
            desk.warn(ladder.id.place, what, f"it stays at {ladder.starts}")
            continue
        if ladder.ordered:  # what lies below is the past, and gives the scale
            below = min(reach.rungs[ladder.id])
            lost = [rung for rung in lost if rung not in ids[:below]]
        if not lost:
            continue
        names = ", ".join(map(repr, map(str, lost[:3]))) + ", …" * (len(lost) > 3)
        what = f"nothing can reach {names} of {ladder.id!r}"
        hint = "no event and no policy leads there from where it starts"
        desk.warn(lost[0].place, what, hint)


def _event(desk: Desk, reach: _Reach, event: Event) -> None:
    if event.id not in reach.enabled:
        what = f"the event {event.id!r} can never happen: its condition never holds"
        desk.warn(event.when.place if event.when else event.id.place, what)
        return
    both = (event.when,) if event.when else ()
    for factor in event.factors:
        if not reach.can(factor.when, *both):
            what = "the factor never counts: its condition never holds"
            hint = "not while the event can happen" if both else ""
            desk.warn(factor.when.place, what, hint)


def _policy(desk: Desk, reach: _Reach, policy: Policy) -> None:
    ladder = desk.scenario.ladders[policy.ladder]
    lowest = ladder.rungs[0].id
    wanted = [(rung, formula) for rung, formula in policy.wants if reach.can(formula)]
    holds = all(rung == lowest for rung, _ in policy.wants)  # as its author means it
    if not holds and all(rung == lowest for rung, _ in wanted):
        what = f"the policy {policy.id!r} can want nothing but {str(lowest)!r}"
        desk.warn(policy.id.place, what, "no other rung has a condition that can hold")
        return
    for rung, formula in policy.wants:
        if (rung, formula) not in wanted:
            what = f"{str(rung)!r} is never wanted: its condition never holds"
            desk.warn(formula.place, what)
    if policy.may and not any(reach.can(formula) for formula in policy.may.values()):
        formula = next(iter(policy.may.values()))
        what = f"the policy {policy.id!r} may never step up: 'may' never holds"
        desk.warn(formula.place, what)


def _claims(desk: Desk) -> None:
    """Warn of a claim about an actor for whom nothing is counted."""
    sides = {(a.actor, a.side) for a in desk.scenario.arguments.values()}
    claims = desk.scenario.claims.values()
    read = [f for claim in claims for f in (claim.given, claim.holds_if) if f]
    for formula in read:
        tree = desk.tree(formula)
        for part in tree.walk() if tree else ():
            if part.op not in _LEDGER:
                continue
            wanted = {"gain", "loss"} if part.op == "net" else {part.op}
            if not any((part.name, side) in sides for side in wanted):
                kind = {"gain": "gain", "loss": "loss"}.get(part.op, "argument")
                what = f"no {kind} of {part.name!r} is counted: {part.op}.{part.name}"
                desk.warn(formula.place, f"{what} is always 0")


class _Reach:
    """The rungs that may be reached and the events that may happen, by id."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.scenario = desk.scenario
        self.box = Box.of(desk)
        self.enabled: set[str] = set()
        self.sizes = {name: len(k.rungs) for name, k in desk.scope.ladders.items()}
        self.sources = {name: k.of or name for name, k in desk.scope.ladders.items()}
        self.rungs: dict[str, set[int]] = {}
        for ladder in self.scenario.ladders.values():
            self.rungs[ladder.id] = {self._place(ladder.id, ladder.starts)}
        for name in desk.scope.ladders:
            self.rungs.setdefault(name, set())
        for observation in self.scenario.observations.values():
            if observation.starts is not None:
                place = self._place(observation.id, observation.starts)
                self.rungs[observation.id] = {place}
        for gauge in self.scenario.gauges.values():  # on any band, at some time
            if gauge.bands:
                self.sizes[gauge.id] = len(gauge.bands)
                self.rungs[gauge.id] = set(range(len(gauge.bands)))

    def follow(self) -> None:
        """Go on until nothing new is reached."""
        before = -1
        while before != (now := self._size()):
            before = now
            for observation in self.scenario.observations.values():
                source = decided_on(observation.of) or str(observation.of)
                self.rungs[observation.id] |= self.rungs.get(source, set())
            for event in self.scenario.events.values():
                if (
                    event.id in self.enabled
                    or event.when is None
                    or self.can(event.when)
                ):
                    self.enabled.add(str(event.id))
                    self._fire(event)
            for policy in self.scenario.policies.values():
                self._steer(policy)

    def _size(self) -> int:
        return sum(map(len, self.rungs.values())) + len(self.enabled)

    def _place(self, ladder: str, rung: str) -> int:
        return self.desk.scope.ladders[ladder].rungs.index(rung)

    def _fire(self, event: Event) -> None:
        for branch in event.either:
            for effect in branch.do:
                if effect.move is None or effect.target not in self.rungs:
                    continue
                reached, top = self.rungs[effect.target], self.sizes[effect.target] - 1
                if effect.move not in {"up", "down"}:
                    reached.add(self._place(effect.target, effect.move))
                    continue
                step = 1 if effect.move == "up" else -1
                for at in sorted(reached):
                    to = min(max(at + step, 0), top)
                    here = {str(effect.target): at}
                    if to not in reached and self._from(event, here):
                        reached.add(to)

    def _from(self, event: Event, here: Mapping[str, int]) -> bool:
        """Tell if an event may happen while a ladder stands on a rung."""
        return event.when is None or self.can(event.when, here=here)

    def _steer(self, policy: Policy) -> None:
        """Pass over every rung between where a policy may be and what it wants."""
        wanted = {
            self._place(policy.ladder, rung)
            for rung, formula in policy.wants
            if self.can(formula)
        }
        ends = wanted | self.rungs[policy.ladder] | {0}
        if policy.may and not any(self.can(formula) for formula in policy.may.values()):
            ends = self.rungs[policy.ladder] | {0}
        self.rungs[policy.ladder] = set(range(min(ends), max(ends) + 1))

    def can(self, *formulas: Formula, here: Mapping[str, int] | None = None) -> bool:
        """Tell if conditions may hold together on rungs that may be reached.

        Parameters
        ----------
        here : mapping from str to int, optional
            Ladders that stand on one rung.
        """
        trees = [self.desk.tree(formula) for formula in formulas]
        sound = [tree for tree in trees if tree is not None]
        options = self._options(sound)
        for name, at in (here or {}).items():
            if name in options:
                options[name] = (at,)
        if math.prod(map(len, options.values())) > MOST_WAYS:
            return True
        for way in itertools.product(*options.values()):
            places = dict(zip(options, way, strict=True))
            known = self.box.known({}, places, self.sources)
            if all(may_hold(tree, known) for tree in sound):
                return True
        return False

    def _options(self, trees: Iterable[Tree]) -> dict[str, tuple[int, ...]]:
        options: dict[str, tuple[int, ...]] = {}
        for tree in trees:
            for part in tree.walk():
                if part.op == "ladder":
                    bare = decided_on(part.name) or part.name
                    options[part.name] = tuple(sorted(self.rungs.get(bare, ())))
                elif part.op == "parameter" and part.name in self.box.words:
                    options[part.name] = self.box.words[part.name]
        return options
