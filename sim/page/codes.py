"""Codes of a page's state: what is changed, which future is watched, what it came to.

``2e451b~s7~h0_0.055~p0_1~e4~m12~r8808abd22f155917``: which scenario it is of; a
seed that is not the page's own; what is held at which value, in its author's unit; a
plan's choice; events, factors and arguments that are switched off; a future; its
receipt. What a class guessed is passed over. `js/code.js` writes them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from sim.errors import UsageError
from sim.model import Model, compile_model
from sim.page.engine_text import rules_of
from sim.page.opening import open_model, switched_off
from sim.path import DEFAULT_SEED, run_path
from sim.report.units import author_unit
from sim.scenario import Scenario

__all__ = ["Asked", "Checked", "check_code", "check_of", "read_code"]

Loader = Callable[[Mapping[str, str]], Scenario]

_PART = re.compile(r"([hpefams])(\d{1,10})(?:_(-?\d{1,17}(?:\.\d{1,17})?))?")
_GUESS = re.compile(r"g\d{1,4}_\d{1,3}(?:\.5)?n\d{1,4}")
_RECEIPT = re.compile(r"r([0-9a-f]{16})")


@dataclass
class Asked:
    """What a code says.

    Attributes
    ----------
    settings : dict of str to str
        Parameters that are held, with the values as a file would write them.
    policies, without : list of str
    again : list of str
        What the file switches off and the code switches on again.
    seed : int
        The page's own unless the code names another.
    member : int or None
    receipt : str
        Empty if the code has none.
    """

    settings: dict[str, str] = field(default_factory=dict)
    policies: list[str] = field(default_factory=list)
    without: list[str] = field(default_factory=list)
    again: list[str] = field(default_factory=list)
    seed: int = DEFAULT_SEED
    member: int | None = None
    receipt: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """A future run again: its receipt, and whether it is the one that was claimed."""

    asked: Asked
    receipt: str

    @property
    def same(self) -> bool:
        """Whether the code's receipt is this one."""
        return self.asked.receipt == self.receipt


def check_of(digest: str) -> str:
    """Give the head of a page's codes, from the digest of its rules."""
    return digest[:6]


def read_code(scenario: Scenario, code: str) -> Asked:
    """Read a code that a page of this scenario has given.

    Raises
    ------
    UsageError
        If it is no such code.
    """
    opened = open_model(scenario)
    check = check_of(rules_of(opened)[0].digest)
    head, *parts = code.strip().removeprefix("#").split("~")
    if head != check:
        raise UsageError(
            f"expected a code of {scenario.name} that begins with {check}, "
            f"got {code[:40]!r}"
        )
    asked = Asked()
    plans: dict[int, str] = {}
    turned: list[str] = []
    model = opened.model
    factors, arguments = list(opened.factors), list(opened.arguments)
    events = [clock.item for clock in model.clocks if clock.branches]
    for part in parts:
        if _GUESS.fullmatch(part):
            continue  # what a class guessed has no bearing on a future
        if found := _RECEIPT.fullmatch(part):
            asked.receipt = found[1]
            continue
        found = _PART.fullmatch(part)
        if not found or (found[3] is not None) != (found[1] in "hp"):
            raise _wrong(part)
        at, value = int(found[2]), found[3] or ""
        try:
            match found[1]:
                case "h":
                    name = model.parameters[: opened.own][at].name
                    asked.settings[name] = _value(model, scenario, at, value)
                case "p":
                    plan = opened.plans[at]
                    if int(value) < 1:
                        raise _wrong(part)
                    plans[at] = plan.policies[int(value) - 1]
                case "e":
                    turned.append(events[at])
                case "f":
                    turned.append(factors[at])
                case "a":
                    turned.append(arguments[at])
                case "s":
                    asked.seed = at
                case _:
                    asked.member = at
        except (IndexError, ValueError):
            raise _wrong(part) from None
    asked.policies = [plans[at] for at in sorted(plans)]
    asked.again = [name for name in turned if name in opened.off]
    asked.without = [name for name in turned if name not in opened.off]
    return asked


def check_code(scenario: Scenario, code: str, *, load: Loader) -> Checked:
    """Run the future of a code again.

    Parameters
    ----------
    scenario : Scenario
    code : str
    load : callable
        Loads the scenario again, with settings.

    Raises
    ------
    UsageError
        If it is no such code, or names no future.
    """
    asked = read_code(scenario, code)
    if asked.member is None:
        raise UsageError(
            "this code names no future: take the one below a watched future"
        )
    changed = load(asked.settings)
    off = switched_off(changed) - set(asked.again)
    model = compile_model(
        replace(changed, without=()),
        policies=asked.policies,
        without=[*sorted(off), *asked.without],
    )
    trace = run_path(model, seed=asked.seed, member=asked.member, reasons=False)
    return Checked(asked, trace.receipt)


def _value(model: Model, scenario: Scenario, at: int, value: str) -> str:
    """Write a value as the file would."""
    parameter = model.parameters[at]
    if parameter.words:
        return parameter.words[int(value)]
    unit = author_unit(parameter, scenario)
    if unit.time and not unit.per:
        return f"{value} {unit.time}s"
    told = f"{value}%" if unit.share else value
    return f"{told} per {unit.time}" if unit.per else told


def _wrong(part: str) -> UsageError:
    return UsageError(
        f"expected parts such as h0_0.5 or m12 in a code, got {part!r:.40}"
    )
