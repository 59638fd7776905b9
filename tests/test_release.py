"""What a release offers a teacher: pages and kits in both languages, with checksums."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from sim.shelf import shipped

root = Path(__file__).parents[1]
script = root / ".ci" / "release.py"


def built(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(script), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_a_release_holds_pages_and_kits_in_both_languages(tmp_path: Path) -> None:
    out = tmp_path / "release"
    done = built(out, "--only", "hello", "--no-wheel")
    assert done.returncode == 0, done.stderr
    made = {
        f"hello.{what}"
        for what in ("en.html", "ko.html", "kit.en.zip", "kit.ko.zip")
    }  # fmt: skip
    assert {file.name for file in out.iterdir()} == made | {"SHA256SUMS"}
    lines = (out / "SHA256SUMS").read_text("utf-8").splitlines()
    sums = {
        name: digest for digest, _, name in (line.partition("  ") for line in lines)
    }
    assert sums.keys() == made
    for name, digest in sums.items():
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == digest
    for language in ("en", "ko"):
        page = (out / f"hello.{language}.html").read_text("utf-8")
        assert f'<html lang="{language}">' in page
        with zipfile.ZipFile(out / f"hello.kit.{language}.zip") as kit:
            names = kit.namelist()
            assert kit.testzip() is None
            start = kit.read(f"hello_{language}/start_here.html").decode("utf-8")
        assert {name.partition("/")[0] for name in names} == {f"hello_{language}"}
        assert f"hello_{language}/students/handout_plain.html" in names
        assert f'lang="{language}"' in start
    again = built(out, "--only", "hello", "--no-wheel")
    assert (again.returncode, "is there already" in again.stderr) == (1, True)


def test_only_what_is_shipped_is_released(tmp_path: Path) -> None:
    done = built(tmp_path / "release", "--only", "nothing", "--no-wheel")
    assert (done.returncode, "not shipped: nothing" in done.stderr) == (1, True)
    assert not (tmp_path / "release").exists()
    assert "seoul_2024" in shipped()


def test_a_tag_runs_the_script_and_publishes_what_it_made() -> None:
    text = (root / ".github" / "workflows" / "release.yml").read_text("utf-8")
    flow: dict[Any, Any] = yaml.safe_load(text)
    assert flow[True] == {"push": {"tags": ["v*"]}}  # YAML 1.1 reads `on` as true
    (job,) = flow["jobs"].values()
    commands = [step["run"] for step in job["steps"] if "run" in step]
    assert "python .ci/release.py release" in commands
    assert any("gh release create" in run and "release/*" in run for run in commands)
