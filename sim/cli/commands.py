"""The commands: each by its name, with the module and the function it calls."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

__all__ = ["COMMANDS", "command"]

# In the order in which the help lists them. A new command is one line here.
COMMANDS = {
    "run": "run.run",
    "step": "step.step",
    "compare": "compare.compare",
    "twins": "twins.twins",
    "paths": "paths.paths",
    "check": "check.check",
    "new": "new.new",
    "exact": "exact.exact",
    "map": "map.draw",
    "page": "page.page",
    "explain": "explain.explain",
    "sources": "sources.sources",
    "claims": "claims.claims",
    "hindcast": "hindcast.hindcast",
    "kit": "kit.kit",
    "receipt": "receipt.receipt",
    "test": "test.try_expectations",
    "list": "list.list_scenarios",
    "rerun": "rerun.rerun",
    "schema": "schema.schema",
    "doctor": "doctor.doctor",
}


def command(name: str) -> Callable[..., int]:
    """Give the function that a command calls.

    Examples
    --------
    >>> command("map").__module__
    'sim.cli.map'
    """
    module, _, function = COMMANDS[name].partition(".")
    called: Callable[..., int] = getattr(import_module(f"sim.cli.{module}"), function)
    return called
