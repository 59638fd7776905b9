"""Hostile files are refused at once, in little memory, and nothing in them runs."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from commands import Call
from hostile import HOSTILE

from sim.errors import MOST_PROBLEMS, ScenarioError, UsageError
from sim.loading import load_scenario, load_text

SECONDS, MEGABYTES, PRINTED = 1.0, 200, 200_000
RULE = "| --- | --: | --: | --: |\n"
page = Path(__file__).parents[1] / "docs" / "hostile.md"
markup = Path(__file__).parent / "good" / "markup.yaml"


def written(name: str, folder: Path) -> Path:
    content = HOSTILE[name]
    raw = content if isinstance(content, bytes) else content.encode("utf-8")
    path = folder / "hostile.yaml"
    path.write_bytes(raw)
    return path


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_a_fault(name: str, tmp_path: Path) -> None:
    path = written(name, tmp_path)
    with pytest.raises(ScenarioError) as caught:
        load_scenario(path)
    assert 1 <= len(caught.value.problems) <= MOST_PROBLEMS + 1
    text = str(caught.value)
    assert len(text) < PRINTED
    assert re.fullmatch(
        r"[^\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]*", text
    )
    assert sorted(tmp_path.iterdir()) == [path]


# A bounded process, so that a failure does not take all there is: the file is loaded up
# to three times, and the least counts, since other work slows this one; then comes the
# command itself. It leaves behind what it took: the peak is the whole process's.
BOUNDED = """
import json, re, resource, sys, time
resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000, 2_000_000_000))
from sim.cli import main
from sim.errors import ScenarioError
from sim.loading import load_scenario
load_scenario("hello")
least = 1e9
for _ in range(3):
    began = time.process_time()
    try:
        load_scenario("hostile.yaml")
    except ScenarioError:
        least = min(least, time.process_time() - began)
    if least < 0.5:
        break
status = main(["check", "hostile.yaml"])
used = resource.getrusage(resource.RUSAGE_SELF)
kilobytes = used.ru_maxrss / (1 if sys.platform == "linux" else 1024)
try:  # the system's own count begins before the program
    kilobytes = int(re.search(r"VmHWM:\\s*(\\d+)", open("/proc/self/status").read())[1])
except OSError:
    pass
open("taken", "w").write(json.dumps([least, kilobytes / 1024]))
sys.exit(status)
"""


@pytest.mark.slow
def test_each_hostile_file_is_refused_in_a_second_and_200_mb(tmp_path: Path) -> None:
    """The table of `docs/hostile.md`; ``RECORD=1`` writes it anew."""
    rows, slow = [], []
    for name in HOSTILE:
        size = written(name, tmp_path).stat().st_size
        done = subprocess.run(
            [sys.executable, "-c", BOUNDED],
            cwd=tmp_path,
            env={**os.environ, "NO_COLOR": "1"},
            capture_output=True,
            check=False,
        )
        told = (done.stdout + done.stderr).decode("utf-8")
        assert done.returncode == 2, told[-2000:]
        assert "Traceback" not in told
        seconds, megabytes = json.loads((tmp_path / "taken").read_text())
        words = name.replace("_", " ")
        rows.append(f"| {words} | {size:,} | {seconds:.2f} | {megabytes:.0f} |")
        if seconds >= SECONDS or megabytes >= MEGABYTES:
            slow.append(rows[-1])
    if os.environ.get("RECORD"):
        before, _, rest = page.read_text(encoding="utf-8").partition(RULE)
        rest = rest.partition("\n\n")[2]
        text = f"{before}{RULE}" + "\n".join(rows) + f"\n\n{rest}"
        page.write_text(text, encoding="utf-8", newline="\n")
    assert slow == []
    assert not (tmp_path / "owned").exists()


def test_the_measured_table_has_every_hostile_file_within_its_bounds() -> None:
    table = page.read_text(encoding="utf-8").partition(RULE)[2].partition("\n\n")[0]
    rows = [line.strip("| ").split(" | ") for line in table.split("\n")]
    assert [row[0] for row in rows] == [name.replace("_", " ") for name in HOSTILE]
    for _, _, seconds, megabytes in rows:
        assert float(seconds) < SECONDS
        assert float(megabytes) < MEGABYTES


def test_markup_in_a_text_is_shown_as_it_stands(sim: Call) -> None:
    """Brackets for a terminal, dollars for a picture, tags for a browser."""
    done = sim("run", markup, "--members", "20", "--out", "results")
    assert done.status == 0
    assert "[red]x[/red] $\\frac{$ [/] <b>bold</b> {0} %s" in done.out
    done = sim("step", markup)
    assert done.status == 0
    assert "ev [/i] $\\alpha$ $" in done.out


def test_more_faults_than_anybody_mends_are_counted() -> None:
    with pytest.raises(ScenarioError) as caught:
        load_text("a: 1\n" * 300)
    assert len(caught.value.problems) <= MOST_PROBLEMS + 1
    last = caught.value.problems[-1]
    assert "more fault" in last.what


def test_a_long_line_is_shown_around_its_fault() -> None:
    text = "{" + ", ".join(f"k{n}: 1" for n in range(200)) + "}"
    with pytest.raises(ScenarioError) as caught:
        load_text(text)
    shown = str(caught.value.problems[-2]).split("\n")
    assert len(shown[1]) < 230
    assert shown[1].index("k19") >= 0
    caret = shown[2].index("^")
    assert shown[1][caret] == "k"


def test_of_a_huge_file_only_the_start_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.yaml"
    with path.open("wb") as file:
        file.truncate(20_000_000_000)
    with pytest.raises(ScenarioError, match="expected a file of at most 500 kB"):
        load_scenario(path)
    (tmp_path / "mine.yaml").write_text("extends: huge.yaml\n")
    with pytest.raises(ScenarioError, match="expected a file of at most 500 kB"):
        load_scenario(tmp_path / "mine.yaml")


def test_files_that_extend_each_other_are_bounded_together(tmp_path: Path) -> None:
    for number in range(4):
        text = f"extends: f{number + 1}.yaml\n" + "# " + "x" * 150_000
        (tmp_path / f"f{number}.yaml").write_text(text)
    (tmp_path / "f4.yaml").write_text("format: 1\n")
    with pytest.raises(ScenarioError, match="500 kB in all files together, got more"):
        load_scenario(tmp_path / "f0.yaml")


def test_a_pipe_or_a_device_is_no_scenario(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    for path in (tmp_path / "pipe.yaml", Path("/dev/zero")):
        with pytest.raises(UsageError, match="there is no scenario"):
            load_scenario(path)
    (tmp_path / "mine.yaml").write_text("extends: pipe.yaml\n")
    with pytest.raises(ScenarioError, match="there is no file"):
        load_scenario(tmp_path / "mine.yaml")
