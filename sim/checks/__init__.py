"""Semantic checks: whether what a file says holds together.

`desk` is where they meet; then one file for each kind of thing. Every check looks at a
draft that may be faulty, and says nothing of what only follows from another fault.
"""

from sim.checks.scopes import scope_of
from sim.checks.whole import check_draft

__all__ = ["check_draft", "scope_of"]
