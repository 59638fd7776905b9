"""Titles for names: what a reader is told in place of an id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.analysis import MONEY
from sim.errors import shown
from sim.model import Clock, Model, Outcome, Policy
from sim.report.korean_money import money_in_korean
from sim.report.words import say, say_or
from sim.texts import Language, Text

if TYPE_CHECKING:
    from sim.scenario import Scenario

__all__ = ["Names", "line_of", "plain"]


def line_of(text: Text, language: Language) -> str:
    """Give a text on one line, with control characters escaped."""
    return shown(" ".join(text.say(language).split()))


class Names:
    """Titles of everything in one model, in one language.

    Parameters
    ----------
    model : Model
    scenario : Scenario or None
        Knows more than the model: the titles of factors, and who reported what.
    language : {"en", "ko"}
    """

    def __init__(
        self, model: Model, scenario: Scenario | None, language: Language
    ) -> None:
        self.model = model
        self.scenario = scenario
        self.language: Language = language

    def ladder(self, name: str) -> str:
        """Title of a ladder; of a position, that of its own ladder and which it is."""
        ladder = self.model.ladder(name)
        if ladder.kind in ("decided", "wanted"):
            own = self.ladder(ladder.of)
            return say(f"{ladder.kind}_title", self.language, title=own)
        return line_of(ladder.title, self.language)

    def rung(self, ladder: str, rung: int) -> str:
        """Title of a rung."""
        return line_of(self.model.ladder(ladder).rung_titles[rung], self.language)

    def gauge(self, name: str) -> str:
        """Title of a gauge."""
        gauge = self.model.gauges[self.model.gauge_index[name]]
        return line_of(gauge.title, self.language)

    def parameter(self, name: str) -> str:
        """Title of a parameter."""
        parameter = self.model.parameters[self.model.parameter_index[name]]
        return line_of(parameter.title, self.language)

    def word(self, parameter: str, word: str) -> str:
        """Title of what a parameter of words is: of a rung, if it stands for one."""
        found = self.model.parameters[self.model.parameter_index[parameter]]
        if not found.rung_of:
            return line_of(found.word_titles[found.words.index(word)], self.language)
        if word == "never":
            return say("never", self.language)
        ladder = self.model.ladder(found.rung_of)
        return line_of(ladder.rung_titles[ladder.rungs.index(word)], self.language)

    def actor(self, name: str) -> str:
        """Title of an actor; empty if there is none."""
        title = self.model.actors.get(name)
        return line_of(title, self.language) if title else ""

    def argument(self, name: str) -> str:
        """Title of an argument."""
        found = [item.title for item in self.model.arguments if item.name == name]
        return line_of(found[0], self.language) if found else plain(name)

    def account(self, name: str) -> str:
        """Name of an account."""
        return say_or(f"account {name}", self.language, plain(name))

    def net(self, account: str) -> str:
        """Name of the net of one account."""
        if account == MONEY:
            return say("net_money", self.language)
        return say("net_account", self.language, account=self.account(account))

    def unit(self, name: str) -> str:
        """Name of a unit, as its author writes it."""
        return say_or(f"unit {name}", self.language, shown(name))

    def clock(self, clock: Clock) -> str:
        """Title of what may fire."""
        return line_of(clock.title, self.language)

    def policy(self, policy: Policy) -> str:
        """Title of a policy."""
        return line_of(policy.title, self.language)

    def reporter(self, event: str, gauge: str) -> str:
        """Say who reports a number: as the event's evidence or the gauge's says."""
        if self.scenario is None:
            return ""
        sections = (self.scenario.events.get(event), self.scenario.gauges.get(gauge))
        for item in sections:
            for evidence in item.because if item is not None else ():
                if evidence.who:
                    return line_of(evidence.who, self.language)
        return self._who_sets(event, gauge)

    def _who_sets(self, event: str, gauge: str) -> str:
        """Name the actor of an event that gives a gauge a new value: a report."""
        for clock in self.model.clocks:
            if clock.item != event or not clock.actor:
                continue
            effects = [e for branch in clock.branches for e in branch.effects]
            if any(e.target == gauge and e.operator == "=" for e in effects):
                return self.actor(clock.actor)
        return ""

    def reporter_of_gauge(self, gauge: str) -> str:
        """Say who reports a gauge: after an event that sets it, or the gauge itself."""
        for clock in self.model.clocks:
            targets = {e.target for branch in clock.branches for e in branch.effects}
            if gauge in targets and (who := self.reporter(clock.item, gauge)):
                return who
        return self.reporter("", gauge)

    def reporters_of(self, outcome: Outcome) -> str:
        """Say who reports the people that an outcome counts; empty if none is named."""
        gauges = [
            self.model.readings[int(node.number)].inner.name
            for node in outcome.value.tree.walk()
            if node.op == "reading"
        ]
        known = [name for name in gauges if name in self.model.gauge_index]
        told = (self.reporter_of_gauge(name) for name in known)
        return ", ".join(dict.fromkeys(who for who in told if who))

    def people_note(self, outcome: Outcome) -> str:
        """Say who reports the people that an outcome counts, or that nobody does."""
        who = self.reporters_of(outcome)
        if not who:
            return say("nobody_reports", self.language)
        return say("reported_by", self.language, who=who)

    def amount(self, number: str, unit: str) -> str:
        """Write an amount with its unit."""
        if self.language == "ko" and (amount := money_in_korean(number, unit)):
            return amount
        plainly = f"{number} {shown(unit)}".strip()
        return say_or(f"amount {unit}", self.language, plainly, number=number)

    def factor(self, event: str, name: str) -> str:
        """Title of a factor; its name in plain words where it has none."""
        if self.scenario is not None and event in self.scenario.events:
            factors = self.scenario.events[event].factors
            for number, factor in enumerate(factors, start=1):
                called = str(factor.id or f"{event} factor {number}")
                if called == name and factor.title:
                    return line_of(factor.title, self.language)
        return ""


def plain(name: str) -> str:
    """Give an id in plain words."""
    return shown(name.replace("_", " "))
