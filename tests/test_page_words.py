"""Every word that the page says is there in two languages, and none is idle."""

from __future__ import annotations

import re

import pytest

from sim.errors import ModelError
from sim.page.bundling import bundle, page_modules
from sim.page.wording import PAGE_WORDS, words_of
from sim.texts import LANGUAGES

MADE = {
    "tab_explore", "tab_watch", "events", "factors", "arguments", "events_hint",
    "factors_hint", "arguments_hint",
    "tab_decide", "pace_short", "pace_news", "pace_all", "how_rounds_1", "how_rounds_2",
    "how_rounds_3", "how_rounds_4", "order_up_steps", "order_down_steps", "while_gain",
    "while_loss", "once_gain", "once_loss", "part_really", "part_unseen", "part_twins",
    "part_questions", "part_weights",
}  # fmt: skip
"""Keys that the page puts together from parts."""


def text() -> str:
    return "\n".join(page_modules().values())


def test_what_the_page_says_is_among_its_words() -> None:
    words = words_of("en")
    said = re.findall(r'\bsay\(\s*"([^"]+)"', text())
    assert len(said) > 60
    assert [key for key in said if key not in words] == []


def test_no_word_of_the_page_is_idle() -> None:
    quoted = set(re.findall(r'"([\w ]+)"', text()))
    assert [key for key in PAGE_WORDS if key not in quoted | MADE] == []


def test_both_languages_say_everything_with_the_same_places() -> None:
    english, korean = (words_of(language) for language in LANGUAGES)
    assert english.keys() == korean.keys()
    for key, words in english.items():
        assert words.strip(), key
        assert korean[key].strip(), key
        places = [set(re.findall(r"\{\w+\}", said[key])) for said in (english, korean)]
        assert places[0] == places[1], key


@pytest.mark.parametrize(
    ("modules", "said"),
    [
        ({}, "no module 'a.js'"),
        ({"a.js": 'import { b } from "./b.js";\n'}, "no module 'b.js'"),
        ({"a.js": 'import b from "./b.js";\n'}, "which is not bundled"),
        ({"a.js": "export default 1;\n"}, "which is not bundled"),
        (
            {
                "a.js": 'import { b } from "./b.js";\nconst c = b;\n',
                "b.js": "const c = 1;\nexport const b = c;\n",
            },
            "both declare 'c'",
        ),
    ],
)
def test_modules_that_cannot_be_bundled_are_refused(
    modules: dict[str, str], said: str
) -> None:
    with pytest.raises(ModelError, match=said):
        bundle(modules, "a.js")


def test_the_modules_of_the_page_make_one_script() -> None:
    text = bundle(page_modules(), "main.js")
    assert text.startswith("(function () {")
    assert "\nimport " not in text
