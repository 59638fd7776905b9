"""Lines of restricted Python, with their indentation."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["Lines"]


class Lines:
    """Collects lines of one function and gives out names for its variables."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._depth = 1
        self._names = 0

    def __call__(self, line: str) -> None:
        """Write a line at the depth of the block around it."""
        self.lines.append("    " * self._depth + line)

    def name(self, text: str) -> str:
        """Write an assignment to a new variable and give its name."""
        self._names += 1
        self(f"v{self._names} = {text}")
        return f"v{self._names}"

    @contextmanager
    def block(self, head: str) -> Iterator[None]:
        """Indent what is written within, below the line `head`."""
        self(head)
        self._depth += 1
        yield
        self._depth -= 1

    def function(self, head: str) -> str:
        """Give the whole as the text of a function."""
        return "\n".join([f"def {head}:", *(self.lines or ["    pass"]), ""])
