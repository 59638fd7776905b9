"""Five hundred random scenarios have the same receipts in a browser as in Python."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import strategies
from in_browser import in_browser, needs_browser
from in_node import as_written

from sim.errors import RunError
from sim.loading import load_text
from sim.model import compile_model
from sim.page.bundling import bundle, page_modules
from sim.page.engine_text import engine_of
from sim.page.opening import open_model
from sim.path import Engine, run_path

SEED, MEMBERS = 3, (0, 2**32 - 1)
PROBE = """import { Member } from "./member.js";
import { rulesOf } from "./rules.js";
window.found.push(((numbers, changes) => {
  const member = new Member(numbers, rulesOf);
  member.seed(%s, 0);
  member.change(changes);
  return %s.map((m) => {
    member.begin(m);
    member.run();
    if (!member.failed) member.finish();
    return member.failed ? "" : member.receipt.text();
  });
})(%s, %s));
"""


def probe(number: int) -> str:
    """Write a script that runs one random scenario."""
    engine = engine_of(open_model(load_text(strategies.document(number))))
    told = [json.dumps(part) for part in (engine.numbers, as_written(engine.opened))]
    modules = page_modules() | {
        "rules.js": engine.script,
        "probe.js": PROBE % (SEED, list(MEMBERS), *told),
    }
    return bundle(modules, "probe.js").replace("</", "<\\/")


def known(number: int) -> list[str]:
    """Give the receipts of Python, nothing where a member cannot be run."""
    engine, found = Engine(compile_model(load_text(strategies.document(number)))), []
    for member in MEMBERS:
        try:
            trace = run_path(engine, seed=SEED, member=member, reasons=False)
            found.append(trace.receipt)
        except RunError:
            found.append("")
    return found


def agree(browser: str, numbers: Sequence[int], folder: Path) -> list[Any]:
    """Name the scenarios whose receipts differ."""
    scripts = "\n".join(f"<script>{probe(number)}</script>" for number in numbers)
    page = folder / "random.html"
    page.write_text(
        f"<!doctype html><script>window.found = [];</script>\n{scripts}\n", "utf-8"
    )
    steps = [{"until": f"window.found.length === {len(numbers)}"}]
    steps += [{"ask": "window.found"}]
    (seen,) = in_browser(browser, [{"file": str(page), "steps": steps}], folder)
    assert seen["errors"] == []
    (found,) = seen["values"]
    pairs = zip(numbers, found, strict=True)
    return [number for number, told in pairs if told != known(number)]


@needs_browser("chromium")
def test_random_scenarios_have_the_same_receipts_in_a_browser(tmp_path: Path) -> None:
    assert agree("chromium", range(8), tmp_path) == []


@pytest.mark.slow
@needs_browser("chromium")
@pytest.mark.parametrize("first", range(30, 530, 100))
def test_five_hundred_more_have_the_same_receipts_in_a_browser(
    first: int, tmp_path: Path
) -> None:
    assert agree("chromium", range(first, first + 100), tmp_path) == []
