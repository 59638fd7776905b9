"""The kit on paper: each page that should be one is one, and nothing is cut off."""

import html
import itertools
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from browsers import MARGIN, Paper, printed, require_chromium
from commands import sim_elsewhere

here = Path(__file__).parent
STUDENTS = 2
ONE_PAGE = (
    "teacher/plan_50.html", "teacher/plan_90.html", "students/handout_plain.html",
    "students/handout_advanced.html", "students/memo.html", "students/reflection.html",
    "students/debrief_blank.html", "after/debrief.html",
)  # fmt: skip
WIDE = ("students/debrief_blank.html", "after/debrief.html")


class Said(HTMLParser):
    """Gather what a reader sees of a page, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.hidden += tag in {"style", "title"}

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in {"style", "title"}

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)


def letters(text: str) -> str:
    """Give the letters and digits of a text, however its lines are broken."""
    return re.sub(r"[\W_]+", "", text)


def parts_of(file: Path) -> list[str]:
    """Give every piece of text of a page."""
    said = Said()
    said.feed(file.read_text("utf-8"))
    return [part for part in said.parts if letters(part)]


def require_whole(file: Path, pages: list[Paper]) -> None:
    """Every word of the file is on the paper, inside the margins, over a foot."""
    parts = parts_of(file)
    foot, mark = letters(parts[-1]), mark_of(file)
    # The mark stands beside the heading, and a reader of PDF may take it for a part.
    bodies = [letters(page.text).removesuffix(foot).replace(mark, "") for page in pages]
    whole = "".join(bodies)
    lost = [
        part
        for part in parts
        if letters(part) not in {foot, mark}
        and letters(part) not in whole
        and not broken_by_a_page(letters(part), bodies)
    ]
    assert lost == []
    assert mark in letters(pages[0].text)
    for page in pages:
        assert letters(page.text).endswith(foot)
        assert page.left > MARGIN
        assert page.top > MARGIN
        assert page.right < page.width - MARGIN
        assert page.bottom < page.height - MARGIN


def mark_of(file: Path) -> str:
    """Give what stands in the corner of a page; empty if nothing does."""
    found = re.search('<p class="mark">(.*?)</p>', file.read_text("utf-8"))
    return letters(html.unescape(found[1])) if found else ""


def broken_by_a_page(part: str, bodies: list[str]) -> bool:
    """Whether a text goes on over the page, where heads of tables come between."""
    return any(
        part[:cut] and first.endswith(part[:cut]) and part[cut:] in second
        for first, second in itertools.pairwise(bodies)
        for cut in range(1, len(part))
    )


def kit_of(scenario: object, folder: Path, language: str, member: int) -> Path:
    """Write a kit as a user does."""
    require_chromium()
    out = folder / "kit"
    done = sim_elsewhere(
        "kit", scenario, "-o", out, "--lang", language, "--students", STUDENTS,
        "--member", member, "--futures", 40, cwd=folder,
    )  # fmt: skip
    assert done.status == 0, done.err
    return out


def test_sheets_of_the_smallest_scenario_are_a_page_each(tmp_path: Path) -> None:
    kit = kit_of("hello", tmp_path, "ko", 0)
    for name in ("students/handout_plain.html", "after/debrief.html"):
        pages = printed(kit / name, tmp_path)
        assert len(pages) == 1
        assert (pages[0].width > pages[0].height) == (name in WIDE)
        require_whole(kit / name, pages)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize(
    ("scenario", "member", "most"),
    [
        ("seoul_2024", 17, {"key/key.html": 6, "students/evidence.html": 8}),
        ("seoul_2024_help_lasts", 3, {"key/key.html": 6, "students/evidence.html": 8}),
        ("strait_standoff", 4, {"key/key.html": 3, "students/evidence.html": 3}),
        ("alliance_dilemma", 17, {"key/key.html": 3, "students/evidence.html": 3}),
        ("hello", 0, {"key/key.html": 2, "students/evidence.html": 1}),
    ],
)
def test_every_page_prints_whole(
    scenario: str, member: int, most: dict[str, int], language: str, tmp_path: Path
) -> None:
    kit = kit_of(scenario, tmp_path, language, member)
    files = sorted(kit.rglob("*.html"))
    assert len(files) == 16
    for file in files:
        name = file.relative_to(kit).as_posix()
        pages = printed(file, tmp_path)
        sheets = file.read_text("utf-8").count('<section class="sheet')
        if name in ONE_PAGE:
            assert (name, len(pages)) == (name, 1)
        elif name in ("students/sets.html", "after/sets.html"):
            assert (name, len(pages)) == (name, STUDENTS)
        elif name in ("students/roles.html", "teacher/script.html"):
            assert (name, len(pages)) == (name, sheets)
        else:
            assert len(pages) <= most.get(name, 3), name
        require_whole(file, pages)


def test_a_page_that_is_too_wide_is_found(tmp_path: Path) -> None:
    """The measure itself: a line that cannot be broken runs off the paper."""
    page = tmp_path / "wide.html"
    page.write_text(
        "<!DOCTYPE html><body><p style='white-space:nowrap;font-size:40pt'>"
        + "wide " * 30
        + "</p><p>foot</p>",
        "utf-8",
    )
    with pytest.raises(AssertionError):
        require_whole(page, printed(page, tmp_path))
