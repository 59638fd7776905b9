"""The page on paper: pages counted, no ink at the edge, no word cut off."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from browsers import Paper, papers
from in_browser import in_browser, needs_browser

from sim.loading import load_scenario
from sim.page.html import page_html

EDGE = 8.0  # mm: no letter may come nearer to the edge of the paper
CHANGE = """(() => {
  const slider = document.querySelector("input[type=range]");
  slider.value = slider.max;
  slider.dispatchEvent(new Event("input"));
  slider.dispatchEvent(new Event("change"));
})()"""
GUESS = """(() => {
  const { guesses } = window.page.state;
  guesses.set(guesses.asked[0], 20, 6);
  guesses.set(guesses.asked[1], 97.5, 3);
  document.querySelector(".predict input").dispatchEvent(new Event("input"));
})()"""
PAIR = "window.page.exploring.pair()?.start?.count === 10000"
DECIDE = """(() => {
  const field = document.getElementById("class-future");
  field.value = "7";
  field.dispatchEvent(new Event("change"));
  document.querySelector(".setting .main").click();
  for (let at = 1; document.querySelector(".orders"); at++) {
    const rungs = document.querySelectorAll(".order input[type=radio]");
    rungs[at % rungs.length].click();
    document.querySelector(".orders .main").click();
  }
})()"""
# nothing on the page has changed for half a second
QUIET = """(() => {
  const said = document.querySelector("main").textContent;
  if (window.heard?.said !== said) window.heard = { said, at: performance.now() };
  return performance.now() - window.heard.at > 500;
})()"""
# what stands on the paper: parts of a debrief that the screen hides are printed too
SHOWN = """[...document.querySelectorAll(
  "h1, main h2, main h3, main th, main td, main li, main dd, .told p, footer p"
)].filter((element) => (element.checkVisibility() || element.closest(".aside"))
  && !element.closest("nav, .which, .player > .hint, #own, details:not([open])")
  && !element.closest(".changed details, .left > :not(.changed)"))
  .map((element) => element.innerText)"""


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def require_whole(said: list[str], pages: list[Paper], most: int) -> None:
    """Every word that is shown is on the paper, and all of it inside its edges."""
    assert 1 <= len(pages) <= most
    whole = letters("".join(page.text for page in pages))
    words = {letters(word) for text in said for word in text.split() if letters(word)}
    assert len(words) > 20
    assert {word for word in words if word not in whole} == set()
    for page in pages:
        assert (round(page.width), round(page.height)) == (210, 297)
        assert page.left > EDGE
        assert page.top > EDGE
        assert page.right < page.width - EDGE
        assert page.bottom < page.height - EDGE


def printed(
    browser: str, name: str, folder: Path, *, language: str
) -> list[tuple[str, list[str], list[Paper]]]:
    """Print each tab of a page; give what it showed, and the paper."""
    path = folder / f"{name}.html"
    text = page_html(load_scenario(name), told_as=name)
    path.write_text(text, encoding="utf-8")

    def sheet(tab: str) -> list[dict[str, Any]]:
        return [
            {"until": QUIET},
            {"ask": SHOWN},
            {"pdf": str(folder / f"{browser}-{tab}.pdf")},
        ]

    steps: list[dict[str, Any]] = [
        {"until": "window.page"},
        *([{"click": "#language"}] if language == "ko" else []),
        {"click": "#tab-predict"},
        {"ask": GUESS},
        {"click": "#guess-reveal"},
        {"until": "document.querySelector('.predict .status')"},
        *sheet("predict"),
        {"click": "#tab-explore"},
        {"ask": CHANGE},
        {"until": PAIR},
        *sheet("explore"),
        {"click": "#tab-watch"},
        {"ask": "document.querySelector('.buttons button:last-child').click()"},
        *sheet("watch"),
        {"click": "#tab-decide"},
        {"ask": DECIDE},
        *sheet("decide"),
    ]
    visit = {"file": str(path), "width": 1280, "height": 900, "steps": steps}
    (seen,) = in_browser(browser, [visit], folder)
    assert seen["errors"] == []
    said = [value for value in seen["values"] if isinstance(value, list)]
    return [
        (tab, told, papers(folder / f"{browser}-{tab}.pdf"))
        for tab, told in zip(TABS, said, strict=True)
    ]


TABS = ("predict", "explore", "watch", "decide")
MOST = {"predict": 2, "explore": 5, "watch": 1, "decide": 6}


@needs_browser("chromium")
@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "language"), [("seoul_2024", "ko"), ("alliance_dilemma", "en")]
)
def test_a_page_prints_whole_with_every_word_on_the_paper(
    name: str, language: str, tmp_path: Path
) -> None:
    for tab, said, pages in printed("chromium", name, tmp_path, language=language):
        require_whole(said, pages, MOST[tab])


def test_ink_at_the_edge_and_a_lost_word_are_found() -> None:
    """The measure itself."""
    text = " ".join(f"word{at}" for at in range(30))
    good = Paper(text, 210, 297, 12, 14, 190, 280)
    require_whole([text], [good], 1)
    for bad in (
        Paper(text, 210, 297, 12, 14, 205, 280),
        Paper(text.replace("word7 ", ""), 210, 297, 12, 14, 190, 280),
    ):
        with pytest.raises(AssertionError):
            require_whole([text], [bad], 1)
    with pytest.raises(AssertionError):
        require_whole([text], [good, good], 1)
