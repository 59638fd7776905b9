"""The pages for authors: every example sound, every message word for word.

A block under ``<!-- example -->`` is a whole file, one under ``<!-- example on … -->``
is laid over that scenario; both must load. Under ``<!-- refused … -->`` stands a file
and then what it is told. ``RECORD=1`` writes messages and the table of keys anew.
"""

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

from sim.errors import ScenarioError
from sim.loading import load_text
from sim.model import compile_model
from sim.scenario import DESCRIBED, reading
from sim.scenario.schemas import HEADINGS

docs = Path(__file__).parents[1] / "docs"
page = docs / "language.md"
marked = re.compile(
    r"<!-- (?P<kind>example|refused)(?: on (?P<base>\w+))? -->\n"
    r"```yaml\n(?P<text>.*?)```\n(?:```text\n(?P<told>.*?)```)?",
    flags=re.DOTALL,
)
blocks = list(marked.finditer(page.read_text("utf-8")))
KEYS = """\
# Every key of the language

One line for each, as editors show it ([editors.md](editors.md)); what they mean is in
[language.md](language.md). This page is written from the program's own table, which a
test holds to the models that read a file.
"""
NAMES = {
    "scenario": "At the top of a file",
    "rungs": "A rung of a ladder (any further key is a number it carries)",
    "bands": "A band of a gauge, where it is more than its floor",
    "factors": "An item of `factors:`",
    "either": "An item of `either:`",
    "reviews": "`reviews:`",
    "plans": "An item of a list under `plans:`",
    "lump": "`lump:`, or an item of it",
    "ledger": "`ledger:`",
    "because": "`because:`, or an item of it",
    "expect": "An item of `expect:`",
    "seats": "A thing under `seats:`",
    "lesson": "`lesson:`",
    "terms": "A term of the lesson, where it is more than its meaning",
}


def whole(block: re.Match[str]) -> str:
    base = block["base"]
    return f"extends: {base}\nname: example\n{block['text']}" if base else block["text"]


def told_of(block: re.Match[str]) -> str:
    """Give what the file is told; lines count from the block's own first."""
    with pytest.raises(ScenarioError) as caught:
        load_text(whole(block), file="example.yaml")
    problems = []
    for problem in caught.value.problems:
        place = problem.place
        if block["base"] and place.file == "example.yaml":
            place = replace(place, line=place.line - 2)
        problems.append(replace(problem, place=place))
    return f"{ScenarioError(problems)}\n"


@pytest.mark.parametrize("number", range(len(blocks)))
def test_every_block_does_as_the_page_says(number: int) -> None:
    block = blocks[number]
    if block["kind"] == "example":
        scenario = load_text(whole(block), file="example.yaml")
        assert compile_model(scenario)
        return
    told = told_of(block)
    if os.environ.get("RECORD") and told != block["told"]:
        text = page.read_text("utf-8")
        new = block[0][: -len(f"{block['told']}```")] + told + "```"
        page.write_text(text.replace(block[0], new), encoding="utf-8", newline="\n")
    else:
        assert told == block["told"]


def test_no_block_is_left_without_its_mark() -> None:
    text = page.read_text("utf-8")
    assert text.count("```yaml\n") == len(blocks)
    assert sum(block["kind"] == "refused" for block in blocks) > 10


def keys_page() -> str:
    parts = [KEYS]
    for heading, keys in DESCRIBED.items():
        parts.append(f"## {NAMES.get(heading, f'A thing under `{heading}:`')}\n")
        rows = [f"| `{key}` | {text} |" for key, text in keys.items()]
        parts.append("\n".join(["| key | for |", "| --- | --- |", *rows]) + "\n")
    return "\n".join(parts)


def test_the_page_of_keys_is_current() -> None:
    path = docs / "keys.md"
    if os.environ.get("RECORD"):
        path.write_text(keys_page(), encoding="utf-8", newline="\n")
    assert path.read_text("utf-8") == keys_page()


def test_every_key_of_this_version_stands_on_the_page() -> None:
    text = page.read_text("utf-8")
    later = {key for model in HEADINGS for key in getattr(model, "not_yet", ())}
    later |= {*getattr(reading, "LATER", ())}
    missing = {
        key
        for heading, keys in DESCRIBED.items()
        for key in keys
        if not {key, heading} & later and not re.search(rf"\b{key}\b", text)
    }
    assert missing == set()
