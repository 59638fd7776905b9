"""Why something happened, in words: one reason for each kind of clock."""

from __future__ import annotations

from sim.model import Clock, Expression, Model, Policy
from sim.report.names import Names
from sim.report.numbers import Writer, significant
from sim.report.phrases import Conditions
from sim.report.words import say
from sim.results import Firing, Lookup, Why

__all__ = ["Reasons", "told_luck"]


def told_luck(lookup: Lookup, names: Names) -> str:
    """Tell one random number and its address."""
    return say(
        "luck",
        names.language,
        stream=lookup.stream,
        draw=lookup.draw,
        uniform=f"{lookup.uniform:.2f}",
    )


class Reasons:
    """Puts the reason of a firing into words."""

    def __init__(self, model: Model, names: Names, writer: Writer) -> None:
        self.model = model
        self.names = names
        self.writer = writer
        self.language = names.language
        self.conditions = Conditions(names)
        self.policies = {policy.name: policy for policy in model.policies}

    def of(self, firing: Firing, clock: Clock) -> str:
        """Give the reason of one firing, without the word because."""
        why = firing.why or Why(0.0, 0.0)
        if clock.kind == "observation":
            parts = [self._news(firing, why), *self._misread(firing, why, clock)]
        elif clock.kind == "band":
            parts = [self._band(firing, why)]
        elif clock.kind == "review":
            first = self.model.plans[clock.item][0]
            parts = self._review(firing, why, self.policies.get(why.policy, first))
        elif clock.kind == "act":
            parts = [self._act(firing, why)]
        else:
            parts = self._event(firing, why, clock)
        return "; ".join(parts)

    def _event(self, firing: Firing, why: Why, clock: Clock) -> list[str]:
        if not firing.happened:
            assert clock.when is not None
            return [self._say("missed", condition=self._condition(clock.when))]
        parts = []
        if clock.when is not None:
            parts.append(self._since(self._condition(clock.when), why.held_since))
        elif clock.kind == "hazard":
            parts.append(self._say("always_possible"))
        if clock.kind == "hazard":
            parts.append(self._say("by_chance"))
        elif clock.kind == "delay":
            key = "by_delay" if clock.when is not None else "by_delay_alone"
            parts.append(self._say(key, days=self._days(firing, why)))
        else:
            parts.append(self._say("by_date"))
        held = [
            factor
            for factor in clock.factors
            if factor.name in why.factors and factor.when.tree.op != "true"
        ]
        if held:
            told = [
                self.names.factor(clock.item, factor.name)
                or self._condition(factor.when)
                for factor in held
            ]
            parts.append(self._say("factor_held", factors="; ".join(told)))
        if clock.branches and clock.branches[0].odds is not None:
            parts.append(self._say("luck_chose"))
        return parts

    def _news(self, firing: Firing, why: Why) -> str:
        since = self.writer.day(why.held_since)
        return self._say("news", date=since, days=self._days(firing, why))

    def _misread(self, firing: Firing, why: Why, clock: Clock) -> list[str]:
        """Say so where an actor takes what is for a rung beside it."""
        true = why.seen.get(self.model.ladder(clock.item).of)
        shown = [move.after for move in firing.moves if move.ladder == clock.item]
        if clock.misread is None or not shown or true in (None, shown[0]):
            return []
        assert true is not None
        return [self._say("misread", true=self.names.rung(clock.item, true))]

    def _band(self, firing: Firing, why: Why) -> str:
        move = firing.moves[0]
        gauge = self.model.gauges[self.model.gauge_index[move.ladder]]
        # A floor that the author set, and so exact: nobody's count of the dead.
        value = self.names.amount(significant(why.level or 0.0), gauge.unit)
        key = "band_up" if move.after > move.before else "band_down"
        return self._say(key, value=value)

    def _act(self, firing: Firing, why: Why) -> str:
        since = self.writer.day(why.armed_since)
        return self._say("was_decided", date=since, days=self._days(firing, why))

    def _review(self, firing: Firing, why: Why, policy: Policy) -> list[str]:
        parts = [self._wants(why, policy)]
        if len(self.model.plans[policy.ladder]) > 1:
            parts.insert(0, self._say("in_force", policy=self.names.policy(policy)))
        decided = why.decided or 0
        moved = [m for m in firing.moves if m.ladder == f"decided({policy.ladder})"]
        if moved:
            rising = moved[0].after > moved[0].before
            toss = (policy.resolve if rising else policy.relax)[
                moved[0].after if rising else moved[0].before
            ]
            if toss is not None:
                first = rising and moved[0].after < (why.wanted or 0)
                step = self.names.rung(policy.ladder, moved[0].after)
                key = "toss_won" if rising else "relax_won"
                parts.append(self._say("toss_won_first" if first else key, step=step))
        elif why.barred == "may":
            may = policy.may[min(decided + 1, len(policy.may) - 1)]
            if may is not None:
                parts.append(self._say("may_not", condition=self._condition(may)))
        elif why.barred:
            rising = (why.wanted or 0) > decided
            step = self.names.rung(policy.ladder, decided + 1 if rising else decided)
            parts.append(self._say("toss_lost" if rising else "relax_lost", step=step))
        return parts

    def _wants(self, why: Why, policy: Policy) -> str:
        wanted = why.wanted or 0
        step = self.names.rung(policy.ladder, wanted)
        for rung, condition in policy.wants:
            if rung == wanted and condition.tree.op != "true":
                told = self._condition(condition)
                return self._say("wants_because", wanted=step, condition=told)
        return self._say("wants_lowest", wanted=step)

    def _condition(self, condition: Expression) -> str:
        return self.conditions.told(condition.tree)

    def _since(self, condition: str, day: float) -> str:
        if day == 0:
            return self._say("held_from_start", condition=condition)
        return self._say("held_since", condition=condition, date=self.writer.day(day))

    def _days(self, firing: Firing, why: Why) -> str:
        # Of dates, not of instants: a reader counts from one date to the other.
        number = int(firing.time) - int(why.armed_since)
        return self._say("day" if number == 1 else "days", number=number)

    def _say(self, key: str, **filled: object) -> str:
        return say(key, self.language, **filled)
