"""The page in real browsers: the same receipts, no request, no markup from a file."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from commands import Call
from in_browser import in_browser, needs_browser

from sim.jobs import run_ensemble
from sim.loading import load_scenario, load_text, shipped
from sim.model import compile_model
from sim.page.codes import read_code
from sim.page.html import page_html
from sim.path import run_path

root = Path(__file__).parents[1]
BOTH = [
    pytest.param("chromium", marks=needs_browser("chromium")),
    pytest.param("firefox", marks=[needs_browser("firefox"), pytest.mark.slow]),
]
DONE = "window.page && window.page.exploring.pair() && window.page.exploring.shown"
REST = "window.page && window.page.exploring.done"
WIDE = "document.documentElement.scrollWidth"
NAMES = """Math.max(...[...document.querySelectorAll(".results .chart .name")].map(
  (name) => name.getBoundingClientRect().right))"""  # of the ledger's bars


def receipts(members: list[int]) -> dict[str, str]:
    """Ask the page for the receipts of some members."""
    told = json.dumps(members)
    return {
        "ask": f"{told}.map((at) => {{ window.page.watching.load(at); "
        "return window.page.watching.future.receipt; })"
    }


@cache
def text_of(name: str) -> str:
    return page_html(load_scenario(name), told_as=name)


def written(folder: Path, name: str) -> Path:
    path = folder / f"{name}.html"
    path.write_text(text_of(name), encoding="utf-8")
    return path


def known(name: str, members: list[int], **how: Any) -> list[str]:
    model = compile_model(load_scenario(name, **how))
    return [run_path(model, member=at, reasons=False).receipt for at in members]


def assert_quiet(seen: dict[str, Any], path: Path) -> None:
    """Hold that a page asked for nothing but itself and its workers.

    Firefox names the font of its own list marks, which is part of it (``data:``).
    """
    strangers = [
        url
        for url in seen["requests"]
        if url.partition("#")[0] != path.as_uri()
        and not url.startswith(("blob:", "data:"))
    ]
    assert strangers == []
    assert seen["errors"] == []
    assert seen["dialogs"] == 0


# ---- what it computes


def agree(browser: str, names: list[str], folder: Path) -> None:
    members = [0, 3, 2**32 - 1]
    paths = {name: written(folder, name) for name in names}
    steps = [{"until": DONE}, receipts(members)]
    pages = [{"file": str(path), "steps": steps} for path in paths.values()]
    for name, seen in zip(names, in_browser(browser, pages, folder), strict=True):
        assert seen["values"] == [known(name, members)], name
        assert_quiet(seen, paths[name])


@pytest.mark.parametrize("browser", BOTH)
def test_receipts_in_a_browser_are_those_of_python(
    browser: str, tmp_path: Path
) -> None:
    agree(browser, ["hello", "seoul_2024"], tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("browser", BOTH)
def test_every_shipped_scenario_has_the_same_receipts_in_a_browser(
    browser: str, tmp_path: Path
) -> None:
    agree(browser, list(shipped()), tmp_path)


MOVE = """(() => {
  const slider = document.querySelector("input[type=range]");
  slider.value = slider.max;
  slider.dispatchEvent(new Event("input"));
  slider.dispatchEvent(new Event("change"));
  const plan = document.getElementById("plan-0");
  plan.selectedIndex = 1;
  plan.dispatchEvent(new Event("change"));
  const event = document.getElementById("events-2");
  event.click();
})()"""
VARIANT = "window.page.state.variant(window.page.speakers)"


@pytest.mark.parametrize("browser", BOTH)
def test_what_a_reader_changes_is_saved_as_a_variant_with_the_same_receipts(
    browser: str, tmp_path: Path, sim: Call
) -> None:
    path = written(tmp_path, "seoul_2024")
    steps = [
        {"until": DONE},
        {"ask": MOVE},
        {"until": DONE},
        receipts([1, 2]),
        {"ask": VARIANT},
        {"ask": "document.querySelectorAll('.changes li').length"},
    ]
    (seen,) = in_browser(browser, [{"file": str(path), "steps": steps}], tmp_path)
    assert_quiet(seen, path)
    told, variant, changes = seen["values"][1:]
    assert changes == 3
    file = tmp_path / "seoul_2024_changed.yaml"
    file.write_text(variant, encoding="utf-8")
    assert told == known(str(file), [1, 2])
    assert told != known("seoul_2024", [1, 2])
    done = sim("run", file, "-n", 20, "--no-plots")
    assert done.status == 0, done.err


INPUT = """(() => {{
  const slider = document.querySelector("input[type=range]");
  slider.value = {value};
  slider.dispatchEvent(new Event("input"));
}})()"""


@needs_browser("chromium")
def test_without_workers_the_page_computes_in_slices(tmp_path: Path) -> None:
    path = written(tmp_path, "hello")
    forbidden = "URL.createObjectURL = () => { throw new Error('forbidden'); }"
    steps = [{"until": REST}, {"ask": "window.page.computer.apart"}, receipts([5])]
    page = {"file": str(path), "steps": steps, "before": forbidden}
    plain = {"file": str(path), "steps": steps[1:2]}
    strict = tmp_path / "strict.html"
    text = text_of("hello").replace("worker-src blob:", "worker-src 'none'")
    strict.write_text(text, encoding="utf-8")
    moved = "window.page.exploring.pair()?.start?.count === 10000"
    ruled = [*steps, {"ask": INPUT.format(value="slider.max")}, {"until": moved}]
    visits = [page, {"file": str(strict), "steps": ruled}, plain]
    alone, forbidden_by_policy, apart = in_browser("chromium", visits, tmp_path)
    assert alone["values"] == [False, known("hello", [5])]
    assert forbidden_by_policy["values"][:2] == alone["values"]
    assert apart["values"] == [True]


@needs_browser("chromium")
def test_a_picture_follows_the_hand_and_the_rest_comes_when_it_rests(
    tmp_path: Path,
) -> None:
    path = written(tmp_path, "hello")
    exploring = "window.page.exploring"
    watched = f"""(() => {{
      const heard = {exploring}.heard;
      window.told = [];
      {exploring}.heard = (event, pair) => {{
        window.told.push([event, pair.now.count, pair.now.firings, pair.start.firings]);
        heard(event, pair);
      }};
    }})()"""
    here = f"{exploring}.done && {exploring}.shown && {exploring}.resting"
    steps = [
        {"until": REST},
        {"ask": watched},
        {"ask": INPUT.format(value=0) + ";" + INPUT.format(value="slider.max")},
        {"until": here},
        {"ask": "window.told"},
        {"ask": "document.querySelector('.results').textContent"},
        {"ask": "window.told.length = 0"},
        {"ask": INPUT.format(value=0)},
        {"ask": "document.querySelector('input[type=range]')"
                ".dispatchEvent(new Event('change'))"},
        {"until": here},
        {"ask": "window.told"},
    ]  # fmt: skip
    (seen,) = in_browser("chromium", [{"file": str(path), "steps": steps}], tmp_path)
    assert_quiet(seen, path)
    _, _, moved, shown, *_, back = seen["values"]
    model = compile_model(load_scenario("hello"))
    start = run_ensemble(model, members=10_000).firings.sum()
    changed = load_scenario("hello", settings={"pace": "0.4 per month"})
    last = run_ensemble(compile_model(changed), members=10_000).firings.sum()
    # a picture of each move, of 500 futures or more; then all, though nothing is let go
    assert len(moved) >= 2
    assert all(count >= 500 for _, count, _, _ in moved)
    assert moved[-1] == ["done", 10_000, last, start]
    assert "10,000" in shown
    assert back[-1][:2] == ["done", 10_000]
    assert back[-1][2] < start < last


@needs_browser("chromium")
def test_a_change_is_set_beside_the_same_members_of_the_start(tmp_path: Path) -> None:
    path = written(tmp_path, "hello")
    slider = MOVE.partition("const plan")[0] + "})()"
    pair = "window.page.exploring.pair()"
    firings = f"[{pair}.now.firings, {pair}.start.firings]"
    steps = [
        {"until": DONE},
        {"ask": slider},
        {"until": f"{pair}?.start?.count === 10000"},
        {"ask": firings},
        {"ask": "document.querySelectorAll('.before').length"},
        {"ask": "document.querySelector('.results').textContent"},
        {"ask": "document.querySelector('.changed .buttons button').click()"},
        {"ask": f"[{pair}.now.firings, {pair}.start]"},
    ]
    (seen,) = in_browser("chromium", [{"file": str(path), "steps": steps}], tmp_path)
    assert_quiet(seen, path)
    _, (now, start), dashed, text, _, (again, nothing) = seen["values"]
    ensemble = run_ensemble(compile_model(load_scenario("hello")), members=10_000)
    changed = load_scenario("hello", settings={"pace": "0.4 per month"})
    other = run_ensemble(compile_model(changed), members=10_000)
    assert (start, now) == (ensemble.firings.sum(), other.firings.sum())
    assert dashed == 4
    share = np.mean(other.outcomes[:, 0])
    assert f"Raids come{share * 100:.0f} %" in text
    assert (again, nothing) == (start, None)


@needs_browser("chromium")
def test_a_code_restores_a_state_and_a_wrong_one_changes_nothing(
    tmp_path: Path,
) -> None:
    path = written(tmp_path, "seoul_2024")
    data = text_of("seoul_2024").partition('"check":"')[2][:6]
    enter = "document.getElementById('other-code').value = {}; "
    enter += "document.querySelector('.changed form button').click();"
    state = "JSON.stringify(window.page.state.changes())"
    told = f"{data}~h0_0.021~p0_2~e3~f1~a2"
    wrong = [
        "",
        "aaaaaa~h0_1",
        f"{data}~h999_1",
        f"{data}~p0_9",
        f"{data}~x1",
        told + "~",
    ]
    steps: list[dict[str, Any]] = [
        {"until": DONE},
        {"ask": "window.location.hash = '#' + " + json.dumps(told)},
        {"until": "document.querySelectorAll('.changes li').length === 5"},
        {"ask": state},
        {"ask": "document.getElementById('code').value"},
    ]
    for code in wrong:
        steps += [{"ask": enter.format(json.dumps(code))}, {"ask": state}]
    steps += [{"ask": enter.format(json.dumps(data))}, {"ask": state}]
    (seen,) = in_browser("chromium", [{"file": str(path), "steps": steps}], tmp_path)
    assert_quiet(seen, path)
    _, first, code, *others = seen["values"]
    fixed = json.loads(first)["fixed"]
    assert fixed["0"] == 0.021 / (365.25 / 12)
    assert sorted(fixed.values()) == [0, 0, fixed["0"], 2]
    assert code == told
    assert others[1::2] == [first] * len(wrong) + ['{"fixed":{},"off":[]}']


# ---- what it shows


MARKUP = "<img src=x onerror=alert(1)></script><script>alert(2)</script>&amp; \"'"


def planted(node: Any, key: str = "") -> Any:
    """Plant markup in every text that a person reads."""
    texts = {"title", "about", "says", "story", "note", "assumption", "against"}
    if isinstance(node, dict):
        return {name: planted(item, name) for name, item in node.items()}
    if isinstance(node, list):
        return [planted(item, key) for item in node]
    return f"{node} {MARKUP}" if key in texts | {"en", "ko"} else node


@needs_browser("chromium")
def test_markup_in_any_text_of_a_scenario_comes_out_as_text(tmp_path: Path) -> None:
    source = yaml.safe_load((root / "scenarios/hello.yaml").read_text("utf-8"))
    text = yaml.safe_dump(planted(source), allow_unicode=True, sort_keys=False)
    path = tmp_path / "planted.html"
    path.write_text(page_html(load_text(text), told_as="hello"), encoding="utf-8")
    strange = (
        "document.querySelectorAll('img, iframe, script, object, [onerror]').length"
    )
    steps = [
        {"until": REST},
        {"ask": f"{strange} + '|' + document.querySelector('h1').textContent"},
        {"click": "#language"},
        {"click": "#tab-watch"},
        {"ask": f"{strange} + '|' + document.querySelector('.story').textContent"},
    ]
    (seen,) = in_browser("chromium", [{"file": str(path), "steps": steps}], tmp_path)
    assert_quiet(seen, path)
    for value in seen["values"]:
        count, _, shown = value.partition("|")
        assert count == "0"
        assert "<img src=x onerror=alert(1)></script><script>" in shown


def test_a_page_is_one_file_under_a_megabyte_that_may_run_nothing_else() -> None:
    text = text_of("seoul_2024")
    assert len(text.encode()) < 1_000_000
    assert text.count("<script") == 2
    policy = text.partition('http-equiv="Content-Security-Policy" content="')[2]
    policy = policy.partition('"')[0]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy


SIZES = [(320, 640), (390, 844), (640, 450), (1280, 900), (1920, 1080)]


@needs_browser("chromium")
@pytest.mark.parametrize(
    "sizes", [SIZES[:1], pytest.param(SIZES[1:], marks=pytest.mark.slow)]
)
def test_nothing_is_wider_than_a_phone_or_a_page_at_twice_the_size(
    sizes: list[tuple[int, int]], tmp_path: Path
) -> None:
    path = written(tmp_path, "seoul_2024")
    steps = [
        {"until": DONE},
        {"ask": WIDE},
        {"ask": NAMES},
        {"click": "#tab-watch"},
        {"ask": WIDE},
        {"click": "#language"},
        {"ask": WIDE},
        {"click": "#tab-explore"},
        {"ask": WIDE},
        {"ask": NAMES},
    ]
    pages = [
        {"file": str(path), "width": width, "height": height, "steps": steps}
        for width, height in sizes
    ]
    for (width, _), seen in zip(
        sizes, in_browser("chromium", pages, tmp_path), strict=True
    ):
        assert len(seen["values"]) == 6
        assert min(seen["values"]) > 0
        assert max(seen["values"]) <= width


@needs_browser("chromium")
def test_the_keyboard_reaches_and_plays_everything(tmp_path: Path) -> None:
    path = written(tmp_path, "hello")
    at = "window.page.watching.at"
    steps = [
        {"until": REST},
        {"ask": "document.querySelectorAll('.results [role=status]').length"},
        {"press": ["Tab"]},
        {"ask": "document.activeElement.className"},
        {"press": [*["Tab"] * 6, "Enter"]},
        {"ask": "document.activeElement.id"},
        {"ask": "document.querySelector('.player > input').focus()"},
        {"press": ["ArrowRight", "ArrowRight", "ArrowLeft"]},
        {"ask": at},
        {"press": ["End"]},
        {"ask": f"{at} === Number(document.querySelector('.player > input').max)"},
        {"press": ["Home"]},
        {"ask": at},
        {"press": ["Space"]},
        {"until": f"{at} === 1"},
        {"press": ["Space"]},
        {"ask": "document.querySelectorAll('.buttons button')[2].textContent"},
        {"ask": "document.querySelectorAll('[aria-live=polite]').length"},
        {
            "ask": "[...document.querySelectorAll('input, select')].every((item) => "
            "item.labels.length || item.getAttribute('aria-label'))"
        },
        {"click": "#tab-explore"},
        {
            "ask": "[...document.querySelectorAll('input, select')].every((item) => "
            "item.labels.length || item.getAttribute('aria-label'))"
        },
        {
            "ask": "[...document.querySelectorAll('svg')].every((chart) => "
            "chart.getAttribute('aria-label') && "
            "chart.closest('section').querySelector('details table'))"
        },
    ]
    (seen,) = in_browser("chromium", [{"file": str(path), "steps": steps}], tmp_path)
    assert_quiet(seen, path)
    assert seen["values"] == [
        1,
        "skip",
        "tab-watch",
        None,
        1,
        True,
        0,
        "Play",
        1,
        True,
        True,
        True,
    ]


@needs_browser("chromium")
def test_a_receipt_from_a_page_is_checked_at_the_desk(
    tmp_path: Path, sim: Call
) -> None:
    path = written(tmp_path, "seoul_2024")
    code = "document.querySelector('.receipt').textContent.split(' ').pop()"
    steps = [
        {"until": DONE},
        {"ask": MOVE},
        {"click": "#tab-watch"},
        {"ask": "window.page.watching.load(12)"},
        {"click": "#language"},
        {"ask": code},
    ]
    (seen,) = in_browser("chromium", [{"file": str(path), "steps": steps}], tmp_path)
    told = seen["values"][-1]
    head, _, receipt = told.partition("~m12~r")
    assert (len(receipt), head.count("~")) == (16, 3)
    good = sim("receipt", "seoul_2024", told)
    assert good.status == 0, good.err
    assert receipt in good.out
    assert "says the same" in good.out
    forged = sim("receipt", "seoul_2024", f"{head}~m13~r{receipt}")
    assert (forged.status, "says another" in forged.out) == (1, True)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("nonsense", "begins with"),
        ("{check}~h0_1", "names no future"),
        ("{check}~z9~m1", "'z9'"),
        ("{check}~e999~m1", "'e999'"),
        ("{check}~h0~m1", "'h0'"),
        ("{check}~p0_0~m1", "'p0_0'"),
    ],
)
def test_a_code_that_is_none_is_refused(code: str, said: str, sim: Call) -> None:
    check = text_of("alliance_dilemma").partition('"check":"')[2][:6]
    done = sim("receipt", "alliance_dilemma", code.format(check=check))
    assert done.status == 2
    assert said in done.err


def test_a_code_says_what_is_changed_as_a_file_would() -> None:
    scenario = load_scenario("seoul_2024")
    names = list(scenario.parameters)
    check = text_of("seoul_2024").partition('"check":"')[2][:6]
    asked = read_code(scenario, f"#{check}~h0_0.021~p0_2~a1~f0")
    assert asked.settings == {names[0]: "0.021 per month"}
    assert (len(asked.policies), len(asked.without), asked.member) == (1, 2, None)


def test_a_page_is_not_replaced_unasked(sim: Call) -> None:
    done = sim("page", "hello", "-o", "here.html")
    assert done.status == 0, done.err
    assert "here.html" in done.out
    again = sim("page", "hello", "-o", "here.html")
    assert (again.status, "give --force" in again.err) == (2, True)
    assert sim("page", "hello", "-o", "here.html", "--force").status == 0
    wrong = sim("page", "hello", "-o", "here.txt")
    assert (wrong.status, "ends in .html" in wrong.err) == (2, True)
