"""Conditions in words, with titles in the place of ids."""

from __future__ import annotations

from datetime import date

from sim.expressions import Tree, describe
from sim.report.names import Names, plain
from sim.report.words import say

__all__ = ["Conditions"]


class Conditions:
    """Describes conditions of one model in one language."""

    def __init__(self, names: Names) -> None:
        self.names = names

    def told(self, tree: Tree) -> str:
        """Give a condition in words."""
        start = date.fromisoformat(self.names.model.start)
        return describe(tree, self.title, self.names.language, start=start)

    def plans(self) -> list[str]:
        """Say which policy steers each ladder, and under which circumstances."""
        told = []
        for ladder, policies in self.names.model.plans.items():
            choices = []
            for policy in policies:
                title = self.names.policy(policy)
                if policy.when is not None:
                    condition = self.told(policy.when.tree)
                    title = self._say("plan_while", policy=title, condition=condition)
                elif len(policies) > 1:
                    title = self._say("plan_else", policy=title)
                choices.append(title)
            whole = "; ".join(choices)
            told.append(
                self._say("plan", ladder=self.names.ladder(ladder), policy=whole)
            )
        return told

    def _say(self, key: str, **filled: object) -> str:
        return say(key, self.names.language, **filled)

    def title(self, kind: str, name: str) -> str:
        """Give the title of a thing of some kind, as `describe` asks for it."""
        names = self.names
        if kind in ("rung", "word"):
            ladder, _, rung = name.rpartition(".")
            if ladder in names.model.parameter_index:
                return names.word(ladder, rung)
            rungs = names.model.ladder(ladder).rungs
            return names.rung(ladder, rungs.index(rung))
        if kind == "key":
            return plain(name.rpartition(".")[2])
        titles = {
            "parameter": names.parameter,
            "ladder": names.ladder,
            "gauge": names.gauge,
            "actor": names.actor,
            "argument": names.argument,
        }
        return titles[kind](name)
