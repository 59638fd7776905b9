"""Walk the way of docs/write_your_own.md as a new user: every command, every answer.

``RECORD=1`` writes the answers anew.
"""

import os
import re
import shlex
from pathlib import Path

import pytest
from commands import Call

page = Path(__file__).parents[1] / "docs" / "write_your_own.md"
marked = re.compile(
    r"<!-- (?P<kind>run|edit (?P<file>\S+)) -->\n```(?:console|diff)\n(?P<text>.*?)```",
    flags=re.DOTALL,
)


def edited(text: str, diff: str) -> str:
    """Replace the lines under each ``-`` by those under the ``+`` that follow it."""
    for old, new in re.findall(r"((?:^-.*\n)+)((?:^\+.*\n)*)", diff, flags=re.M):
        before, after = (
            "\n".join(line[1:] for line in part.splitlines()) for part in (old, new)
        )
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    return text


def test_the_way_is_as_the_page_says(
    sim: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    text = page.read_text("utf-8")
    written, last = "", 0
    for block in marked.finditer(text):
        if block["file"]:
            path = tmp_path / block["file"]
            path.write_text(edited(path.read_text("utf-8"), block["text"]), "utf-8")
            continue
        said = ""
        for command in re.findall(r"^\$ (.*)$", block["text"], flags=re.M):
            program, *arguments = shlex.split(command)
            assert program == "sim"
            done = sim(*arguments)
            lines = (done.out + done.err).rstrip("\n").splitlines()
            said += f"$ {command}\n" + "".join(f"{line.rstrip()}\n" for line in lines)
        start, end = block.span("text")
        written += text[last:start] + said
        last = end
        if not os.environ.get("RECORD"):
            assert said == block["text"]
    if os.environ.get("RECORD"):
        whole = written + text[last:]
        page.write_text(whole, encoding="utf-8", newline="\n")


def test_the_way_ends_with_a_tested_scenario() -> None:
    text = page.read_text("utf-8")
    assert "3 of 3 expectations hold" in text
    assert "did you mean 'raids'?" in text
    assert "Every number agrees." in text
