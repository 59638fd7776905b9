"""Chromium for tests: print a page to PDF and read what is on the paper."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

POINTS_A_MM = 72 / 25.4
MARGIN = 10.0  # mm: no mark of ink may come nearer to the edge of the paper

chromium = shutil.which("chromium") or shutil.which("chromium-browser")


def require_chromium() -> str:
    """Give Chromium; without it a test is skipped, but fails where all must run."""
    if chromium is None:
        if os.environ.get("SIM_CI"):
            pytest.fail("Chromium is not installed, and SIM_CI=1 skips nothing")
        pytest.skip("Chromium is not installed")
    return chromium


@dataclass(frozen=True)
class Paper:
    """One printed page: its words, and the box of all ink in mm from the upper left."""

    text: str
    width: float
    height: float
    left: float
    top: float
    right: float
    bottom: float


def printed(page: Path, folder: Path) -> list[Paper]:
    """Print a page with the network off, and read the PDF."""
    target = folder / f"{page.stem}-{abs(hash(page))}.pdf"
    subprocess.run(
        [
            require_chromium(),
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--proxy-server=127.0.0.1:9",
            f"--user-data-dir={folder / 'profile'}",
            "--no-pdf-header-footer",
            f"--print-to-pdf={target}",
            page.resolve().as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return papers(target)


def papers(pdf: Path) -> list[Paper]:
    """Read a PDF: of each page its text, and where its characters stand."""
    import pypdfium2

    found = []
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            width, height = page.get_size()
            text = page.get_textpage()
            boxes = [text.get_charbox(at) for at in range(text.count_chars())]
            boxes = [box for box in boxes if box[2] > box[0]]
            found.append(
                Paper(
                    text.get_text_range(),
                    width / POINTS_A_MM,
                    height / POINTS_A_MM,
                    min(box[0] for box in boxes) / POINTS_A_MM,
                    (height - max(box[3] for box in boxes)) / POINTS_A_MM,
                    max(box[2] for box in boxes) / POINTS_A_MM,
                    (height - min(box[1] for box in boxes)) / POINTS_A_MM,
                )
            )
            text.close()
            page.close()
    finally:
        document.close()
    return found
