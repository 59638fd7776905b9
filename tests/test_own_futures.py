"""A seed from a name: the page's is Python's, and the name is left nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import Call
from hypothesis import given
from hypothesis import strategies as st
from in_browser import in_browser, needs_browser
from in_node import Job, in_node, needs_node

from sim.classroom.students import settled, student_seed
from sim.loading import load_scenario
from sim.model import compile_model
from sim.page.codes import read_code
from sim.page.html import page_html
from sim.path import run_path

NAME, WORD = "Kim Min-ji 김민지", "단풍"
NAMES = [
    ("7", ""),
    ("7", "maple"),
    ("  Kim   Min-ji ", "MAPLE"),
    ("김민지", "단풍"),
    ("김민지".encode().decode(), "단풍"),
    ("\u1100\u1175\u11b7", ""),  # the same syllable, typed in its parts
    ("ＫＩＭ\u3000１", ""),
    ("Müller\u00a0Ÿ", "ß"),
    ("İSTANBUL ΟΔΥΣΣΕΥΣ", "Ǆ"),
    ("\x1cname\x1f\x85two\ufeff", "\u2028"),
    ("x" * 55, ""),
    ("x" * 41, "y" * 200),
    ("😀" * 40, ""),
]


@needs_node
def test_a_name_comes_to_the_same_seed_in_the_page_as_in_python(
    tmp_path: Path,
) -> None:
    # what Unicode had not named when Python's tables were made may differ
    letters = st.characters(exclude_categories=("Cs", "Cn", "Co"))
    made: list[tuple[str, str]] = []

    @given(st.text(letters, max_size=80), st.text(letters, max_size=20))
    def gather(name: str, word: str) -> None:
        made.append((name, word))

    gather()
    asked = [*NAMES, *made]
    assert len(asked) > 50
    ((told,),) = in_node([Job(None, [{"what": "students", "asked": asked}])], tmp_path)
    for (name, word), (same, seed) in zip(asked, told, strict=True):
        assert same == settled(name), ascii(name)
        assert seed == student_seed(name, word=word), ascii(name)


OWN = """((name, word) => {
  document.querySelector("#own").open = true;
  document.getElementById("own-name").value = name;
  document.getElementById("own-word").value = word;
  document.querySelector("form.own button").click();
})"""
LEFT = """[
  location.href, document.cookie, localStorage.length, sessionStorage.length,
  document.documentElement.outerHTML,
  [...document.querySelectorAll("input")].map((input) => input.value).join("|"),
  JSON.stringify([...window.page.state.held, window.page.state.seed]),
].join("\\n")"""


@pytest.mark.parametrize(
    "browser",
    [
        pytest.param("chromium", marks=needs_browser("chromium")),
        pytest.param("firefox", marks=[needs_browser("firefox"), pytest.mark.slow]),
    ],
)
def test_a_student_runs_futures_of_their_own_and_the_name_is_left_nowhere(
    browser: str, tmp_path: Path, sim: Call
) -> None:
    scenario = load_scenario("hello")
    path = tmp_path / "hello.html"
    path.write_text(page_html(scenario, told_as="hello"), "utf-8")
    ready = "window.page && window.page.exploring.done"
    counted = "window.page.exploring.pair().now.firings"
    code = "document.querySelector('.receipt').textContent.split(' ').pop()"
    steps = [
        {"until": ready},
        {"ask": counted},
        {"ask": f"{OWN}('', '')"},
        {"ask": "document.querySelector('header [role=status]').textContent"},
        {"ask": f"{OWN}({NAME!r}, {WORD!r})"},
        {"until": ready},
        {"ask": counted},
        {"ask": "document.querySelector('.results .status').textContent"},
        {"click": "#tab-watch"},
        {"ask": code},
        {"ask": LEFT},
        {"ask": "document.querySelector('#own').open = true"},
        {"ask": "[...document.querySelectorAll('form.own button')].pop().click()"},
        {"ask": "window.page.watching.future.receipt"},
    ]
    (seen,) = in_browser(browser, [{"file": str(path), "steps": steps}], tmp_path)
    assert seen["errors"] == []
    before, _, empty, _, after, status, told, left, _, _, plain = seen["values"]
    seed = student_seed(NAME, word=WORD)
    model = compile_model(scenario)
    own = run_path(model, seed=seed, reasons=False).receipt
    assert empty == "Expected a name or a number."
    assert before != after
    assert status == f"10,000 futures, seed {seed}"
    assert told.endswith(f"~s{seed}~m0~r{own}")
    assert read_code(scenario, told).seed == seed
    assert plain == run_path(model, reasons=False).receipt != own
    for word in ("Kim", "Min-ji", "김민지", "단풍"):
        assert word not in left

    (tmp_path / "class.csv").write_text(f"name\nLee\n{NAME}\n", "utf-8")
    listed = ("--students", tmp_path / "class.csv", "--class-word", WORD)
    done = sim("receipt", "hello", told, *listed)
    assert done.status == 0, done.err
    assert f"seed {seed}" in done.out
    assert f"set 2 of the list: {NAME}" in done.out
    assert "No right code yet from: Lee" in done.out
    forged = told[:-1] + ("0" if told[-1] != "0" else "1")
    wrong = sim("receipt", "hello", forged, *listed)
    assert wrong.status == 1
    assert f"Lee, {NAME}" in wrong.out
