"""``sim schema``: the language as a JSON schema, for editors that know YAML."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["schema"]

OfHistory = Annotated[
    bool, typer.Option("--history", help="Of a history, which is a file of its own.")
]


def schema(history: OfHistory = False) -> int:
    """Print the language as a JSON schema, for editors."""
    from sim.authoring import history_schema_text, schema_text

    print(history_schema_text() if history else schema_text(), end="")
    return 0
