"""Rates, odds, shares and delays that a spread can carry out of bounds.

A fault names a point of the parameter box that really breaks; what can be neither
shown nor broken is a warning.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial, reduce

from sim.checks.box import Box, told
from sim.checks.desk import Desk
from sim.checks.scopes import rungs_of
from sim.expressions import Bounds, Known, Tree, bounds_of, may_hold
from sim.quantities import parse_quantity
from sim.scenario import Event, Formula, Parameter, Policy, Spread, Toss

__all__ = ["check_ranges"]

MOST_PLACES = 400
NOT_NEGATIVE = Bounds(0.0, math.inf)
SHARE = Bounds(0.0, 1.0)
_POSITIVE = frozenset({"exponential", "lognormal", "weibull", "loglogistic"})
_RISING = frozenset({"uniform", "triangular", "lognormal", "quantiles"})


def check_ranges(desk: Desk) -> None:
    """Check everything that must not be negative, or that is a share."""
    ranges = _Ranges(desk)
    scenario = desk.scenario
    for parameter in scenario.parameters.values():
        _share(desk, parameter)
        if parameter.spread is not None:
            ranges.spread(parameter.spread, f"the spread of {parameter.id!r}")
    for observation in scenario.observations.values():
        ranges.delay(observation.lag, "the lag")
        ranges.stays([observation.misread], SHARE, "the chance to misread")
    for gauge in scenario.gauges.values():
        ranges.stays([gauge.half_life], NOT_NEGATIVE, "the half-life")
    for event in scenario.events.values():
        _event(ranges, event)
    for policy in scenario.policies.values():
        _policy(ranges, policy)
    if scenario.ledger is not None:
        rate = scenario.ledger.discount_rate
        ranges.stays([rate], NOT_NEGATIVE, "the discount rate")


def _share(desk: Desk, parameter: Parameter) -> None:
    """Find a share, as its % says, of less than nothing or of more than all."""
    formulas = [
        parameter.value,
        *(parameter.spread.numbers if parameter.spread else ()),
    ]
    shares = [
        (f, q) for f in formulas if "%" in f.text and (q := parse_quantity(f.text))
    ]
    for formula, quantity in shares:
        if quantity.power or 0 <= quantity.value <= 1:
            continue
        what = f"expected a share from 0% to 100%, got {formula.text!r}"
        hint = f"write {quantity.value:.12g} for what is no share of a whole"
        desk.fault(formula.place, what, hint)


def _event(ranges: _Ranges, event: Event) -> None:
    when = event.when
    ranges.stays([event.rate], NOT_NEGATIVE, "the rate", when=when)
    ranges.stays([event.about_every], NOT_NEGATIVE, "the mean", when=when)
    ranges.stays([event.every], NOT_NEGATIVE, "the period", when=when)
    if event.chance is not None:
        ranges.toss(event.chance, when=when)
    if event.after is not None:
        ranges.delay(event.after, "the delay")
    for factor in event.factors:
        both = [formula for formula in (when, factor.when) if formula is not None]
        ranges.stays([factor.times], NOT_NEGATIVE, "the factor", when=both)
    odds = [branch.odds for branch in event.branches]
    before = len(ranges.desk.problems)
    for each in odds:
        ranges.stays([each], SHARE, "the odds", when=when)
    if len(odds) > 1 and len(ranges.desk.problems) == before:
        ranges.stays(odds, SHARE, "the odds together", when=when)


def _policy(ranges: _Ranges, policy: Policy) -> None:
    for tosses in (policy.resolve, policy.relax):
        for toss in tosses.values() if tosses else ():
            ranges.toss(toss)
    for spread in policy.takes.values() if policy.takes else ():
        ranges.delay(spread, "the time it takes")


@dataclass(frozen=True, slots=True)
class _Places:
    """Where ladders stand and which words are drawn; whether so at the start."""

    at: Mapping[str, int]
    start: bool


class _Ranges:
    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.box = Box.of(desk)
        kinds = desk.scope.ladders
        self.sources = {name: kind.of or name for name, kind in kinds.items()}
        self.starts = {
            str(ladder.id): [str(rung.id) for rung in ladder.rungs].index(ladder.starts)
            for ladder in desk.scenario.ladders.values()
            if ladder.starts in {rung.id for rung in ladder.rungs}
        }

    def toss(self, toss: Toss, *, when: Formula | None = None) -> None:
        self.stays([toss.chance], SHARE, "the chance", when=when)
        self.stays([toss.within], NOT_NEGATIVE, "the window", when=when)

    def delay(self, spread: Spread, what: str) -> None:
        self.spread(spread, what)
        if spread.kind not in _POSITIVE and spread.numbers:
            self.stays([spread.numbers[0]], NOT_NEGATIVE, what)

    def spread(self, spread: Spread, what: str) -> None:
        """Check that numbers rise as they should, and are positive as they should."""
        if spread.kind in _POSITIVE:
            for formula in spread.numbers:
                self.stays([formula], NOT_NEGATIVE, f"a number of {what}")
        for formula in spread.weights:
            self.stays([formula], NOT_NEGATIVE, "the weight")
        if spread.kind not in _RISING:
            return
        for low, high in itertools.pairwise(spread.numbers):
            one, two = self.desk.tree(low), self.desk.tree(high)
            if parse_quantity(low.text) and parse_quantity(high.text):
                continue  # said already, if anything is
            if one is not None and two is not None:
                less = Tree("sub", (two, one))
                said = f"{what}, {high.text} less {low.text},"
                self._tried([less], [], NOT_NEGATIVE, high, said)

    def stays(
        self,
        formulas: Sequence[Formula | None],
        allowed: Bounds,
        what: str,
        *,
        when: Formula | Sequence[Formula] | None = None,
    ) -> None:
        """Check that a sum of formulas stays within bounds while a condition holds."""
        given = [formula for formula in formulas if formula is not None]
        if not given or all(parse_quantity(formula.text) for formula in given):
            return
        trees = [self.desk.tree(formula) for formula in given]
        conditions = [when] if isinstance(when, Formula) else list(when or ())
        holds = [self.desk.tree(formula) for formula in conditions]
        if any(tree is None for tree in (*trees, *holds)):
            return
        sound = [tree for tree in trees if tree is not None]
        whens = [tree for tree in holds if tree is not None]
        self._tried(sound, whens, allowed, given[-1], what)

    def _tried(
        self,
        trees: list[Tree],
        whens: list[Tree],
        allowed: Bounds,
        formula: Formula,
        what: str,
    ) -> None:
        names = self.box.reads([*trees, *whens])
        total = reduce(lambda one, other: Tree("add", (one, other)), trees)
        unknown = False
        for places in self._places(trees, whens):
            evaluate = partial(self._evaluated, total, whens, places)
            verdict = self.box.search(evaluate, allowed, names)
            if verdict.safe:
                continue
            if verdict.point is None:
                unknown = True
                continue
            self._broken(what, formula, allowed, verdict.value, verdict.point, places)
            return
        if unknown:
            stays = "from 0 to 1" if allowed is SHARE else "at 0 or above"
            said = f"{what} cannot be shown to stay {stays}"
            hint = "narrow a spread, or bound it with min(…) and max(…)"
            self.desk.warn(formula.place, said, hint)

    def _broken(
        self,
        what: str,
        formula: Formula,
        allowed: Bounds,
        value: float,
        point: Mapping[str, float],
        places: _Places,
    ) -> None:
        than = "less than 0" if value < allowed.low else "more than 1"
        checked = self.desk.checked.get(formula)
        unit = {1: " days", -1: " per day"}.get(
            checked.power or 0 if checked else 0, ""
        )
        said = f"{what} can come to {value:.4g}{unit}, {than}"
        kinds = self.desk.scope
        how = [
            told(name, number, kinds.parameters[name].written)
            for name, number in point.items()
        ]
        for name, place in places.at.items():
            if name in kinds.parameters:
                how.append(f"{name} = {kinds.parameters[name].words[place]}")
            else:
                how.append(f"{name} at {self._rungs(name)[place]}")
        hint = f"it does so with {', '.join(how)}"
        ladders = [name for name in places.at if name not in kinds.parameters]
        if len(ladders) <= 1 or places.start:
            self.desk.fault(formula.place, said, hint)
        else:
            said = f"{said}, if these come together: {', '.join(ladders)}"
            self.desk.warn(formula.place, said, hint)

    def _evaluated(
        self,
        total: Tree,
        whens: list[Tree],
        places: _Places,
        here: Mapping[str, Bounds],
    ) -> Bounds | None:
        known: Known = self.box.known(here, places.at, self.sources)
        if not all(may_hold(when, known) for when in whens):
            return None
        return bounds_of(total, known)

    def _places(self, trees: list[Tree], whens: list[Tree]) -> list[_Places]:
        """Give every way in which the ladders and words that are read can stand."""
        options: dict[str, Sequence[int]] = {}
        for tree in (*trees, *whens):
            for part in tree.walk():
                if part.op == "ladder" and (rungs := self._rungs(part.name)):
                    options[part.name] = range(len(rungs))
                elif part.op == "parameter" and part.name in self.box.words:
                    options[part.name] = self.box.words[part.name]
        if math.prod(map(len, options.values())) > MOST_PLACES:
            return [_Places({}, start=False)]
        return [
            _Places(at, start=all(self._starts(n) in (p, None) for n, p in at.items()))
            for way in itertools.product(*options.values())
            for at in [dict(zip(options, way, strict=True))]
        ]

    def _rungs(self, name: str) -> tuple[str, ...]:
        kind = rungs_of(_bare(name), self.desk.scenario)
        return kind.rungs if kind else ()

    def _starts(self, name: str) -> int | None:
        """Give the rung on which a ladder starts; None for a word, which is drawn."""
        if name in self.box.words:
            return None
        source = self.sources.get(_bare(name), name)
        return self.starts.get(source, -1)


def _bare(name: str) -> str:
    return name.removeprefix("decided(").removesuffix(")")
