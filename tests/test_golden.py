"""Saved stories and receipts of real members: what must not change unsaid.

A change here is a change of results: say so in CHANGELOG.md, read the stories anew, and
record them with ``RECORD_GOLDEN=1``.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from sim.loading import load_scenario, shipped
from sim.model import compile_model
from sim.path import Engine, run_path
from sim.report.story import story_of

golden = Path(__file__).parent / "golden"
MEMBERS = (3, 17, 42)


@pytest.fixture(scope="module")
def seoul():
    return load_scenario("seoul_2024")


def same_as_saved(told: str, path: Path) -> None:
    if os.environ.get("RECORD_GOLDEN"):
        path.write_text(told, encoding="utf-8", newline="\n")
    assert told == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("member", MEMBERS)
def test_the_stories_of_three_real_members_are_as_saved(seoul, member, language):
    trace = run_path(compile_model(seoul), member=member)
    told = story_of(trace, seoul, language=language).text()
    same_as_saved(told, golden / f"seoul_2024_{member}_{language}.txt")


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("member", MEMBERS)
def test_every_line_has_a_date_titles_and_a_because(member, language):
    told = (golden / f"seoul_2024_{member}_{language}.txt").read_text("utf-8")
    lines = re.findall(r"^\d{4}-\d\d-\d\d .*(?:\n .*)*", told, flags=re.MULTILINE)
    because = {"en": "because ", "ko": "이유: "}[language]
    assert len(lines) > 10
    assert all(because in line for line in lines)
    ids = [line for line in lines if re.search(r"[a-z]+_[a-z]+", line)]
    assert ids == []


def test_receipts_are_as_saved():
    """The same bits on every machine: members of each shipped scenario."""
    receipts = {}
    for name in sorted(shipped()):
        engine = Engine(compile_model(load_scenario(name)))
        receipts[name] = [
            run_path(engine, seed=seed, member=member, reasons=False).receipt
            for seed in (0, 1, 2**64 - 1)
            for member in (0, 17, 2**32 - 1)
        ]
    told = json.dumps(receipts, indent=1) + "\n"
    same_as_saved(told, golden / "receipts.json")
