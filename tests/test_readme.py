"""Run what the README shows, and compare it with what the README says.

A block under ``<!-- output of: sim check scenarios/hello.yaml -->`` is the standard
output of that command, run in a copy of the scenarios; ``(first 20 lines)`` or
``(lines 5 to 20)`` at the end of the marker cuts it. A block under
``<!-- file: PATH -->`` is that file. With ``RECORD=1`` set the blocks are
written anew instead.
"""

import os
import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

root = Path(__file__).parents[1]
pages = ("README.md", "README.ko.md")
marked = re.compile(
    r"<!-- (?P<kind>output of|file): (?P<what>.+?)"
    r"(?: \((?:first (?P<lines>\d+) lines|lines (?P<top>\d+) to (?P<last>\d+))\))?"
    r" -->\n```\w*\n(?P<shown>.*?)```",
    flags=re.DOTALL,
)
varying = (  # what differs between two equal runs, and what the README shows for it
    (re.compile(r"\b\d+(\.\d+)? (s|seconds|초)(?!\w)"), r"… \2"),
)
Run = Callable[[str], str]


def blocks() -> list[object]:
    """Give each marked block; the main scenario's runs are slow."""
    found: list[object] = []
    for page in pages:
        for block in marked.finditer((root / page).read_text("utf-8")):
            slow = block["what"].startswith("sim run") and "seoul" in block["what"]
            marks = [pytest.mark.slow] if slow else []
            name = f"{page}: {block['what']}"
            found.append(pytest.param(page, block[0], id=name, marks=marks))
    return found


@pytest.fixture
def run(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    """Give a function from a command to its output in a folder of its own."""
    shutil.copytree(root / "scenarios", tmp_path / "scenarios")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "84")
    monkeypatch.setenv("NO_COLOR", "1")
    for name in ("LANG", "LC_ALL"):
        monkeypatch.setenv(name, "C.UTF-8")

    def output(command: str) -> str:
        from sim.cli import main

        program, *arguments = shlex.split(command)
        assert program == "sim"
        capsys.readouterr()
        status = main(arguments)
        printed = capsys.readouterr()
        assert status == 0, printed.err
        text = printed.out.replace(str(tmp_path), ".")
        for pattern, instead in varying:
            text = pattern.sub(instead, text)
        return "".join(line.rstrip() + "\n" for line in text.splitlines())

    return output


@pytest.mark.parametrize(("page", "block"), blocks())
def test_what_the_readme_shows_is_what_comes_out(
    page: str, block: str, run: Run
) -> None:
    found = marked.fullmatch(block)
    assert found
    if found["kind"] == "file":
        text = (root / found["what"]).read_text("utf-8")
    else:
        text = run(found["what"])
    if found["lines"] or found["last"]:
        top = int(found["top"] or 1) - 1
        last = int(found["lines"] or found["last"])
        text = "".join(text.splitlines(keepends=True)[top:last])
    assert "```" not in text
    if os.environ.get("RECORD") and text != found["shown"]:
        path = root / page
        start, end = found.span("shown")
        new = block[:start] + text + block[end:]
        written = path.read_text("utf-8").replace(block, new)
        path.write_text(written, encoding="utf-8", newline="\n")
    else:
        assert text == found["shown"]


@pytest.mark.parametrize("name", ["run", "test"])
def test_both_pages_give_the_same_commands(name: str) -> None:
    readme = (root / "README.md").read_text("utf-8")
    found = re.search(rf"<!-- command: {name} -->\n```bash\n(.*?)```", readme, re.S)
    assert found
    assert found[1] in (root / "README.ko.md").read_text("utf-8")


def test_powershell_blocks_are_the_same_on_both_pages() -> None:
    shells = [
        re.findall(r"```powershell\n.*?```", (root / page).read_text("utf-8"), re.S)
        for page in pages
    ]
    assert len(shells[0]) == 2
    assert shells[0] == shells[1]
