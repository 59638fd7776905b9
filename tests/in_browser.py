"""Open pages in real browsers for tests, many in one go, and ask them things.

Elsewhere than in CI, tests that need a browser are skipped where it, Node or what
drives it is not installed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from in_node import NODE

FOLDER = Path(__file__).parent / "page"
BROWSERS = {
    "chromium": shutil.which("chromium") or shutil.which("chromium-browser"),
    "firefox": shutil.which("firefox-esr") or shutil.which("firefox"),
}
DRIVER = FOLDER / "node_modules" / "puppeteer-core"


def needs_browser(name: str) -> pytest.MarkDecorator:
    """Skip without a browser, but never where every test must have run."""
    there = NODE and BROWSERS[name] and DRIVER.exists()
    return pytest.mark.skipif(
        not there and not os.environ.get("SIM_CI"),
        reason=f"Node, {name} or tests/page/node_modules is not installed",
    )


def in_browser(
    browser: str, pages: Sequence[dict[str, Any]], folder: Path
) -> list[dict[str, Any]]:
    """Visit pages one after another; give what each step answered and what was seen."""
    path = BROWSERS[browser]
    assert NODE is not None, "Node is not installed, and every test must run here"
    assert path is not None, f"{browser} is missing, and every test must run here"
    asked, answered = folder / "visits.json", folder / "seen.json"
    asked.write_text(json.dumps([{"browser": browser, "path": path, "pages": pages}]))
    done = subprocess.run(
        [NODE, str(FOLDER / "drive.mjs"), str(asked), str(answered)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (seen,) = json.loads(answered.read_text("utf-8"))
    found: list[dict[str, Any]] = seen
    return found
