"""The desk at which a draft is checked: its scope, its faults, and what was used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sim.checks.scopes import scope_of
from sim.errors import MOST_PROBLEMS, Place, Problem, suggest
from sim.expressions import Checked, Due, Scope, Tree, check
from sim.quantities import parse_quantity, quantity_fault
from sim.scenario import Draft, Formula, Name, Scenario

__all__ = ["PHRASE", "Desk", "TooManyError"]

PHRASE = {1: "a duration", 0: "a number without a unit", -1: "a rate"}


class TooManyError(Exception):
    """More is wrong than anybody mends at once: nothing more is looked at."""


NAMED = frozenset({"parameters", "ladders", "observations", "gauges"})


def _of_two_kinds(draft: Draft) -> frozenset[str]:
    """Give the names of which nothing can be said: a ladder's and a gauge's too."""
    kinds: dict[str, set[str]] = {}
    for section, name in draft.declared:
        if section in NAMED:
            kinds.setdefault(str(name), set()).add(section)
    return frozenset(name for name, sections in kinds.items() if len(sections) > 1)


class Desk:
    """Notes what is wrong with a draft, and says nothing of what only follows.

    Attributes
    ----------
    scenario : Scenario
        What could be read of the file.
    scope : Scope
        What its formulas may name.
    problems : list of Problem
        Faults and warnings so far.
    used : set of str
        Ids that some formula or reference names.
    checked : dict from Formula to Checked
        What was found sound so far.
    """

    def __init__(self, draft: Draft) -> None:
        broken = draft.broken | _of_two_kinds(draft)
        self.draft = replace(draft, broken=broken)
        self.scenario: Scenario = draft.scenario
        self.scope: Scope = scope_of(
            draft.scenario, broken=broken, plans_are_lost="plans" in draft.lost
        )
        self.problems: list[Problem] = []
        self.used: set[str] = set()
        self.checked: dict[Formula, Checked] = {}
        self._counted = self._faults = 0

    def fault(self, place: Place, what: str, hint: str = "") -> None:
        """Note a fault."""
        self.problems.append(Problem(place, what, hint))
        self._bounded()

    def _bounded(self) -> None:
        """Stop once there is more than anybody reads."""
        new = self.problems[self._counted :]
        self._counted = len(self.problems)
        self._faults += sum(not problem.warning for problem in new)
        if self._faults > MOST_PROBLEMS:
            raise TooManyError

    def warn(self, place: Place, what: str, hint: str = "") -> None:
        """Note something its author may want to look at."""
        self.problems.append(Problem(place, what, hint, warning=True))

    def lacks(self, item: str, key: str) -> bool:
        """Say whether `key` is missing from an item, and not only faulty."""
        dropped = self.draft.dropped.get(item, frozenset())
        return not dropped & {key, "(inner)"}

    def formula(
        self, formula: Formula | None, due: Due, *, scope: Scope | None = None
    ) -> Checked | None:
        """Check a formula; None if there is none or nothing can be said of it."""
        if formula is None or self.draft.lost & NAMED:
            return None
        checked = check(formula.text, formula.place, due=due, scope=scope or self.scope)
        self.problems += checked.problems
        self._bounded()
        self.used |= checked.uses
        if not checked.sound:
            return None
        self.checked[formula] = checked
        return checked

    def tree(self, formula: Formula | None) -> Tree | None:
        """Give the tree of a sound formula; None if there is none, or it is broken."""
        checked = self.checked.get(formula) if formula else None
        if checked is not None:
            return None if checked.uses & self.scope.broken else checked.tree
        quantity = parse_quantity(formula.text) if formula else None
        return Tree("number", number=quantity.value) if quantity else None

    def number(self, formula: Formula | None, *, power: int, what: str) -> float | None:
        """Check a number over parameters; give it if it is a constant.

        Parameters
        ----------
        power : int
            Power of time that is due: 1 a duration, -1 a rate, 0 neither.
        what : str
            Its name in messages.
        """
        checked = self.formula(formula, Due.DURATION if power == 1 else Due.NUMBER)
        if formula is None or checked is None:
            return None
        quantity = parse_quantity(formula.text)
        if power != 1 and not (quantity and quantity.value == 0):
            found = quantity.power if quantity else checked.power
            if found is not None and found != power:
                hint = ""
                if power == -1 and found == 0:
                    hint = f"write for example '{formula.text} per year'"
                got = PHRASE.get(found, "another power of time")
                said = f"expected {PHRASE[power]} as {what}, got {got}"
                self.fault(formula.place, f"{said}: {formula.text!r}", hint)
                return None
        return quantity.value if quantity else None

    def constant(self, formula: Formula, *, what: str) -> float | None:
        """Check a plain duration of more than 0 and give it in days, or None."""
        quantity = parse_quantity(formula.text)
        if quantity and quantity.value <= 0 and quantity.power in {0, 1}:
            said = f"expected more than 0 as {what}, got {formula.text!r}"
            self.fault(formula.place, said)
            return None
        if quantity is None or quantity.power != 1:
            said, hint = quantity_fault(formula.text) or ("", "")
            if quantity and quantity.power == 0:
                hint = f"write '{formula.text} days'"
            said = f"expected a duration as {what}, got {formula.text!r}"
            self.fault(formula.place, said, hint or "write for example '2 years'")
            return None
        return quantity.value

    def refers(self, name: Name | None, known: Iterable[str], what: str) -> bool:
        """Check a reference; False if nothing more can be said of it.

        Parameters
        ----------
        known : iterable of str
            What it may name.
        what : str
            Its kind in messages: ``"actor"``, ``"ladder"``.
        """
        if name is None:
            return False
        self.used.add(str(name))
        names = list(known)
        if name in names:
            return name not in self.draft.broken
        if name in self.draft.broken:
            return False
        section = f"{what}s" if what != "policy" else "policies"
        if section not in self.draft.lost:
            self.fault(name.place, f"unknown {what} {name!r}", suggest(name, names))
        return False

    def rung(self, name: Name, ladder: str) -> bool:
        """Check a reference to a rung of a ladder or an observation."""
        kind = self.scope.ladder(ladder)
        if kind is None or ladder in self.scope.broken:
            return False
        if name in kind.rungs:
            return True
        what = f"{ladder!r} has no rung {name!r}"
        self.fault(name.place, what, suggest(name, kind.rungs))
        return False
