"""Pages of docs/ for tests: their text, their sections, and their examples run."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

docs = Path(__file__).parents[1] / "docs"


def text_of(page: str) -> str:
    """Give the text of a page such as ``"luck.md"``."""
    return (docs / page).read_text(encoding="utf-8")


def sections_of(page: str) -> dict[str, str]:
    """Give the text below each heading of the second rank."""
    _, *parts = re.split(r"^## (.*)$", text_of(page), flags=re.MULTILINE)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def failed_examples(page: str) -> tuple[int, str]:
    """Run the examples of a page, fences aside; say how many ran and what failed."""
    text = re.sub(r"^```.*$", "", text_of(page), flags=re.MULTILINE)
    test = doctest.DocTestParser().get_doctest(text, {}, page, page, 0)
    said: list[str] = []
    runner = doctest.DocTestRunner(verbose=False)
    runner.run(test, out=said.append)
    return len(test.examples), "".join(said)
