"""``sim list``: name the scenarios that come with the package."""

from __future__ import annotations

import re
import sys

from sim.cli.options import Lang
from sim.cli.terminal import tell, width_of
from sim.errors import ScenarioError

__all__ = ["list_scenarios"]


def list_scenarios(lang: Lang = "en") -> int:
    """Name the scenarios that come with the program."""
    from sim.loading import load_scenario
    from sim.report.names import line_of
    from sim.report.story import wrapped
    from sim.report.words import say
    from sim.shelf import shipped

    names, width = shipped(), width_of(sys.stdout)
    for at, name in enumerate(names):
        if at:
            tell()
        try:
            scenario = load_scenario(name)
        except ScenarioError:
            tell(f"{name}\n  has faults: see sim check {name}")
            continue
        lines = [
            line_of(scenario.title, lang),
            first_sentence(line_of(scenario.about, lang)),
        ]
        if scenario.facts_to is not None:
            lines.append(say("facts", lang, date=scenario.facts_to.isoformat()))
        tell(name)
        for line in filter(None, lines):
            tell(wrapped(f"  {line}", width=width))
    return 0


def first_sentence(text: str) -> str:
    """Give the first sentence of a text.

    Examples
    --------
    >>> first_sentence("It is 0.5 km away. It moves.")
    'It is 0.5 km away.'
    """
    found = re.match(r".*?[.!?。](?=\s|$)", text, flags=re.DOTALL)
    return found[0] if found else text
