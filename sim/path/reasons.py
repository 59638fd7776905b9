"""Why a clock fired: what held and since when, what was seen, and which luck it was.

Looks at a path from outside, before and after each firing; nothing here moves it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Protocol

from sim.emit import Rules
from sim.expressions import evaluate
from sim.model import (
    Clock,
    Draw,
    Model,
    Policy,
    gauges_changed,
    ladders_read,
)
from sim.results import Change, Firing, Lookup, Move, Why
from sim.streams import first_uniform, second_uniform, stream_of

__all__ = ["Watched", "Witness"]

MASK = 0xFFFFFFFF


class Watched(Protocol):
    """What a witness must see of a path."""

    model: Model
    rules: Rules
    seed: int
    member: int
    whole: list[int]

    @property
    def rungs(self) -> tuple[int, ...]:
        """Where every ladder stands."""

    @property
    def case(self) -> dict[str, float]:
        """The parameters."""

    def gauge(self, name: str) -> float:
        """Give a gauge's value now."""

    def armed_since(self, clock: int) -> float:
        """Give the day of a clock's last start."""


class _View(Mapping[str, float]):
    """A path's state by name, as `sim.expressions.evaluate` asks for it."""

    def __init__(self, path: Watched) -> None:
        self._path = path

    def __getitem__(self, name: str) -> float:
        kind, _, item = name.partition(" ")
        path = self._path
        if kind == "ladder":
            return float(path.rungs[path.model.ladder_index[item]])
        if kind == "parameter":
            return path.case[item]
        if kind == "gauge":
            return path.gauge(item)
        ladder, _, key = item.rpartition(".")
        at = path.rungs[path.model.ladder_index[ladder]]
        own = path.model.ladder(ladder)
        while own.kind != "own":
            own = path.model.ladder(own.of)
        return float(evaluate((own.numbers or {})[key][at].tree, self))

    def __iter__(self) -> Iterator[str]:  # pragma: no cover - asked by name only
        return iter(())

    def __len__(self) -> int:  # pragma: no cover
        return 0


class Witness:
    """Watches one path and notes, for each firing, why it came."""

    def __init__(self, path: Watched) -> None:
        self._path = path
        self._model = path.model
        self._view = _View(path)
        plans = self._model.plans
        self._policies = {ladder: self._in_force(ladder) for ladder in plans}
        self._acting = dict(self._policies)
        self._targets = [gauges_changed(clock) for clock in self._model.clocks]
        self._reads = [ladders_read(self._model, clock) for clock in self._model.clocks]
        self._held = [self._holds(clock) for clock in self._model.clocks]
        self._since = [-clock.since for clock in self._model.clocks]
        self._moved = [-1.0] * len(self._model.ladders)
        self._rungs = path.rungs

    # ---- around a firing

    def before(self, k: int, t: float) -> None:
        """Note what can only be seen before the firing."""
        path, clock = self._path, self._model.clocks[k]
        rules = path.rules
        self._rungs = path.rungs
        self._armed_since = path.armed_since(k)
        if clock.kind in ("review", "act"):
            self._policies[clock.item] = self._in_force(clock.item)
        self._drawn = path.whole[rules.drawn[k]]
        if clock.since and not self._drawn and self._armed_since == 0.0:
            self._armed_since = -clock.since
        self._count = path.whole[rules.happened[k]]
        self._factors = tuple(
            factor.name
            for factor in clock.factors
            if evaluate(factor.when.tree, self._view)
        )
        self._branch, self._branch_luck = self._chosen(k, clock)
        self._gauges = {name: path.gauge(name) for name in self._targets[k]}

    def after(self, k: int, t: float) -> Firing:
        """Give the record of the firing, and see which conditions have turned."""
        path, clock = self._path, self._model.clocks[k]
        happened = clock.kind != "dated" or (
            path.whole[path.rules.happened[k]] > self._count
        )
        why = self._why(k, clock, t)
        moves = tuple(
            Move(t, clock.name, ladder.name, old, new, why)
            for ladder, old, new in zip(
                self._model.ladders, self._rungs, path.rungs, strict=True
            )
            if old != new
        )
        changes = tuple(
            Change(name, value, path.gauge(name))
            for name, value in self._gauges.items()
            if happened
        )
        for move in moves:
            self._moved[self._model.ladder_index[move.ladder]] = t
        for at, other in enumerate(self._model.clocks):
            holds = self._holds(other)
            if holds and not self._held[at]:
                self._since[at] = t
            self._held[at] = holds
            if other.kind == "act" and self._path.armed_since(at) == t:
                self._acting[other.item] = self._in_force(other.item)
        branch = self._branch if happened else None
        return Firing(t, clock.name, branch, happened, moves, changes, why)

    # ---- parts

    def _in_force(self, ladder: str) -> Policy:
        """Give the policy that steers a ladder now."""
        policies, path = self._model.plans[ladder], self._path
        force = path.rules.steers[ladder].force
        return policies[path.whole[force] if force >= 0 else 0]

    def _holds(self, clock: Clock) -> bool:
        path, index = self._path, self._model.ladder_index
        if clock.kind == "observation":
            source = self._model.ladder(clock.item).of
            return path.rungs[index[clock.item]] != path.rungs[index[source]]
        if clock.kind == "act":
            decided = path.rungs[index[f"decided({clock.item})"]]
            return path.rungs[index[clock.item]] != decided
        if clock.when is None:
            return True
        return bool(evaluate(clock.when.tree, self._view))

    def _why(self, k: int, clock: Clock, t: float) -> Why:
        path, index = self._path, self._model.ladder_index
        seen = {name: self._rungs[index[name]] for name in self._reads[k]}
        why = Why(
            held_since=self._since[k],
            armed_since=self._armed_since,
            factors=self._factors,
            seen=seen,
            luck=self._timing_luck(clock) + self._branch_luck,
        )
        if clock.kind == "band":
            return replace(why, level=path.gauge(clock.item))
        if clock.kind not in ("review", "act"):
            return why
        wanted, decided, done = (
            path.rungs[index[name]]
            for name in (f"wanted({clock.item})", f"decided({clock.item})", clock.item)
        )
        barred, called, luck = "", "", why.luck
        if clock.kind == "review":
            policy = self._policies[clock.item]
            before = self._rungs[index[f"decided({clock.item})"]]
            barred = self._barred(policy, wanted, before, decided)
            luck = self._toss_luck(policy, wanted, before)
            periodic = path.whole[path.rules.happened[k]] > self._count
            changed = any(self._moved[index[name]] == t for name in policy.when_changes)
            called = "+".join(
                name for name, true in (("day", periodic), ("change", changed)) if true
            )
        return Why(
            held_since=self._since[k] if clock.kind == "act" else t,
            armed_since=why.armed_since,
            seen=seen,
            wanted=wanted,
            decided=decided,
            done=done,
            barred=barred,
            luck=luck,
            called_by=called,
            policy=self._policies[clock.item].name,
        )

    def _barred(self, policy: Policy, wanted: int, before: int, decided: int) -> str:
        if decided != before or wanted == before:
            return ""
        if wanted < before:
            return "toss"
        may = policy.may[before + 1]
        if may is not None and not evaluate(may.tree, self._view):
            return "may"
        return "toss"

    # ---- luck

    def _lookup(self, stream: str, draw: int, *, second: bool = False) -> Lookup:
        low, high = stream_of(stream)
        path = self._path
        uniform = second_uniform if second else first_uniform
        value = uniform(path.seed & MASK, path.seed >> 32, low, high, draw, path.member)
        return Lookup(stream, draw, value)

    def _timing_luck(self, clock: Clock) -> tuple[Lookup, ...]:
        draw: Draw | None = clock.delay
        looked: tuple[Lookup, ...] = ()
        if clock.kind == "act":
            draw = self._acting[clock.item].takes[self._step(clock.item)]
        if clock.kind == "hazard" or (draw is not None and draw.kind != "fixed"):
            looked = (self._lookup(clock.name, self._drawn),)
        if clock.misread is not None:
            looked += (self._lookup(clock.name, self._drawn, second=True),)
        return looked

    def _step(self, ladder: str) -> int:
        """Give the rung that the step being carried out leads onto, or off."""
        index = self._model.ladder_index
        at, to = (self._rungs[index[name]] for name in (ladder, f"decided({ladder})"))
        return at + 1 if to > at else at

    def _chosen(self, k: int, clock: Clock) -> tuple[int | None, tuple[Lookup, ...]]:
        """Say which branch the second uniform of this draw chooses."""
        if not clock.branches:
            return None, ()
        if clock.branches[0].odds is None:
            return 0, ()
        luck = self._lookup(clock.name, self._drawn, second=True)
        total, chosen = 0.0, None
        for at, branch in enumerate(clock.branches):
            assert branch.odds is not None
            odds = float(evaluate(branch.odds.tree, self._view))
            total = total + odds if at else odds
            if chosen is None and luck.uniform < total:
                chosen = at
        return chosen, (luck,)

    def _toss_luck(
        self, policy: Policy, wanted: int, before: int
    ) -> tuple[Lookup, ...]:
        """Give the toss on which this review hung."""
        if wanted == before:
            return ()
        rising = wanted > before
        step = before + 1 if rising else before
        toss = (policy.resolve if rising else policy.relax)[step]
        if toss is None:
            return ()
        steer = self._path.rules.steers[policy.ladder]
        place = steer.resolve_draws if rising else steer.relax_draws
        draw = self._path.whole[place + step] - 1
        rung = self._model.ladder(policy.ladder).rungs[step]
        verb = "resolve" if rising else "relax"
        return (self._lookup(f"{verb} {policy.ladder} {rung}", draw),)
