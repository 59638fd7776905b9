"""``sim schema``: the language as a JSON schema, for editors that know YAML."""

from __future__ import annotations

__all__ = ["schema"]


def schema() -> int:
    """Print the language as a JSON schema, for editors."""
    from sim.authoring import schema_text

    print(schema_text(), end="")
    return 0
