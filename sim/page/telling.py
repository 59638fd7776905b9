"""Every text of a scenario that a page may show, in one language.

Lists stand in the model's own order, so that a number finds its text. Conditions are
put into words here: nothing in the page reads a formula.
"""

from __future__ import annotations

from typing import Any

from sim.model import Clock, Expression, Model, Policy
from sim.page.opening import OpenModel
from sim.quantities import largest_unit
from sim.report.footer import footer_line
from sim.report.names import Names, line_of, plain
from sim.report.numbers import PEOPLE
from sim.report.phrases import Conditions
from sim.report.units import outcome_unit
from sim.report.words import say
from sim.scenario import Scenario
from sim.texts import Language, Text

__all__ = ["texts_of"]

_NO_PLAN = Text("no plan", "계획 없음")


def texts_of(
    opened: OpenModel, scenario: Scenario, language: Language
) -> dict[str, Any]:
    """Give the texts, for JSON."""
    return _Teller(opened, scenario, language).told()


class _Teller:
    def __init__(
        self, opened: OpenModel, scenario: Scenario, language: Language
    ) -> None:
        self.opened, self.model = opened, opened.model
        self.scenario, self.language = scenario, language
        self.names = Names(self.model, scenario, language)
        self.conditions = Conditions(self.names)

    def told(self) -> dict[str, Any]:
        model, names = self.model, self.names
        own = model.parameters[: self.opened.own]
        return {
            "title": line_of(self.scenario.title, self.language),
            "about": line_of(self.scenario.about, self.language),
            "foot": footer_line(self.scenario, self.language),
            "unit": names.unit(model.unit) if model.unit else "",
            "against": line_of(model.against, self.language),
            "actors": {name: names.actor(name) for name in model.actors},
            "parameters": [names.parameter(item.name) for item in own],
            "words": [[names.word(p.name, word) for word in p.words] for p in own],
            "ladders": [names.ladder(item.name) for item in model.ladders],
            "rungs": [
                [names.rung(item.name, rung) for rung in range(len(item.rungs))]
                for item in model.ladders
            ],
            "gauges": [names.gauge(item.name) for item in model.gauges],
            "clocks": [self._clock(clock) for clock in model.clocks],
            "policies": [self._policy(policy) for policy in model.policies],
            "plans": [self._written(plan.ladder) for plan in self.opened.plans],
            "arguments": [names.argument(item.name) for item in model.arguments],
            "accounts": {
                item.account: names.account(item.account) for item in model.arguments
            },
            "units": self._units(),
            "outcomes": [line_of(item.title, self.language) for item in model.outcomes],
            "claims": [self._claim(claim.says, claim.name) for claim in model.claims],
            "horizons": [self._horizon(day) for day in model.horizons],
            "reporters": [names.reporters_of(item) for item in model.outcomes],
        }

    def _claim(self, says: Any, name: str) -> str:
        return line_of(says, self.language) or plain(name)

    def _horizon(self, day: float) -> str:
        number, unit = largest_unit(day)
        key = unit if number == 1 and self.language == "en" else f"{unit}s"
        time = say(key, self.language, number=f"{number:g}")
        return say("after", self.language, time=time)

    def _units(self) -> dict[str, list[str]]:
        """Give each unit's name, and how an amount in it is written."""
        model = self.model
        units = {gauge.unit for gauge in model.gauges}
        units |= {argument.unit for argument in model.arguments} | {model.unit}
        units |= {outcome_unit(model, item) for item in model.outcomes}
        return {
            unit: [self.names.unit(unit), self.names.amount("{number}", unit)]
            for unit in sorted(units)
            if unit
        }

    def _told(self, condition: Expression | None) -> str:
        return "" if condition is None else self.conditions.told(condition.tree)

    def _clock(self, clock: Clock) -> dict[str, Any]:
        """Give what a story says of a clock, and of why it fires."""
        names, model = self.names, self.model
        actor = clock.actor
        if clock.kind in ("review", "act"):
            actor = actor or model.ladder(clock.item).actor
        told: dict[str, Any] = {"title": names.clock(clock)}
        if actor:
            told["actor"] = names.actor(actor)
        if clock.story:
            told["story"] = line_of(clock.story, self.language)
        if clock.when is not None:
            told["when"] = self._told(clock.when)
        if clock.factors:
            told["factors"] = [
                ""
                if _always(item.when)
                else names.factor(clock.item, item.name) or self._factor(item.when)
                for item in clock.factors
            ]
        reporters = {
            str(model.gauge_index[effect.target]): names.reporter(
                clock.item, effect.target
            )
            for branch in clock.branches
            for effect in branch.effects
            if effect.amount is not None
            and model.gauges[model.gauge_index[effect.target]].unit in PEOPLE
        }
        if any(reporters.values()):
            told["reporters"] = reporters
        return told

    def _factor(self, when: Expression) -> str:
        """Describe a factor's own condition, without the switch before it."""
        return self.conditions.told(when.tree.parts[1])

    def _policy(self, policy: Policy) -> dict[str, Any]:
        wants = {
            str(rung): self._told(condition)
            for rung, condition in policy.wants
            if condition.tree.op != "true"
        }
        return {
            "title": self.names.policy(policy),
            "wants": wants,
            "may": [self._told(condition) for condition in policy.may],
        }

    def _written(self, ladder: str) -> str:
        """Say what the plan of a ladder is as its file has it."""
        plan = next(item for item in self.opened.plans if item.ladder == ladder)
        if not plan.steered:
            return _NO_PLAN.say(self.language)
        written = self.model.plans[ladder][len(plan.policies) :]
        told = []
        for policy in written:
            title = self.names.policy(policy)
            if policy.when is not None and len(written) > 1:
                condition = self._told(policy.when)
                title = say(
                    "plan_while", self.language, policy=title, condition=condition
                )
            elif len(written) > 1:
                title = say("plan_else", self.language, policy=title)
            told.append(title)
        return "; ".join(told)


def _always(when: Expression) -> bool:
    """Say whether a factor always counts: its own condition follows its switch."""
    return when.tree.op != "and" or when.tree.parts[1].op == "true"


def people_of(model: Model) -> list[bool]:
    """Say of each gauge whether it counts people harmed."""
    return [gauge.unit in PEOPLE for gauge in model.gauges]
