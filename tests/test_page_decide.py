"""A whole class in a real browser: decided, saved, resumed, played again in Python."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pytest
import yaml
from commands import Call
from in_browser import in_browser, needs_browser

from sim.classroom.record_reading import read_record
from sim.classroom.records import Record
from sim.loading import load_scenario, load_text
from sim.model import compile_model
from sim.page.deciding import seat_numbers
from sim.page.html import page_html
from sim.page.opening import open_model
from sim.path import run_path, run_played
from sim.report.numbers import PEOPLE
from sim.report.units import outcome_unit

root = Path(__file__).parents[1]
BOTH = [
    pytest.param("chromium", marks=needs_browser("chromium")),
    pytest.param("firefox", marks=[needs_browser("firefox"), pytest.mark.slow]),
]
READY = "window.page"
MEMBER = 7
HELPERS = """
const keep = URL.createObjectURL;
URL.createObjectURL = (blob) => {
  const own = blob.type === "text/javascript";
  if (!own) blob.text().then((text) => { window.saved = text; });
  return keep.call(URL, blob);
};
const all = (what) => [...document.querySelectorAll(what)];
window.all = all;
window.lesson = {
  begin(number, pace) {
    document.getElementById("tab-decide").click();
    const field = document.getElementById("class-future");
    field.value = String(number);
    field.dispatchEvent(new Event("change"));
    document.querySelector(`[name=pace][value=${pace}]`).click();
    document.querySelector(".setting .main").click();
  },
  order(rung, hands) {
    all(".hands input").forEach((field, at) => {
      field.value = String(hands[at]);
      field.dispatchEvent(new Event("input"));
    });
    if (rung >= 0) all(".order input[type=radio]")[rung].click();
    document.querySelector(".orders .main").click();
  },
  rest(orders) {
    for (let at = 0; document.querySelector(".orders"); at++) {
      const rung = orders[at % orders.length];
      this.order(rung, orders.map(() => 0));
    }
  },
  press(text) {
    all("button").find((button) => button.textContent === text).click();
  },
  resume(text) {
    document.getElementById("tab-decide").click();
    const files = new DataTransfer();
    files.items.add(new File([text], "record.json", { type: "application/json" }));
    const field = document.getElementById("class-record");
    field.files = files.files;
    field.dispatchEvent(new Event("change"));
  },
  text: () => document.querySelector(".decide").innerText,
};
"""


@cache
def text_of(name: str) -> str:
    return page_html(load_scenario(name), told_as=name)


def written(folder: Path, name: str) -> Path:
    path = folder / f"{name}.html"
    path.write_text(text_of(name), encoding="utf-8")
    return path


def visit(
    browser: str, path: Path, steps: list[dict[str, Any]], folder: Path, **size: int
) -> list[Any]:
    """Go through steps on one page; give what was asked, and hold that it is quiet."""
    page = {"file": str(path), "before": HELPERS, "steps": steps, **size}
    (seen,) = in_browser(browser, [page], folder)
    strangers = [
        url
        for url in seen["requests"]
        if url.partition("#")[0] != path.as_uri()
        and not url.startswith(("blob:", "data:"))
    ]
    assert strangers == []
    assert seen["errors"] == []
    assert seen["dialogs"] == 0
    values: list[Any] = seen["values"]
    return values


def begun(pace: str = "short", member: int = MEMBER) -> list[dict[str, Any]]:
    return [{"until": READY}, {"ask": f"lesson.begin({member}, '{pace}')"}]


def record_in(folder: Path, text: str) -> tuple[Path, Record]:
    path = folder / "record.json"
    path.write_text(text, encoding="utf-8")
    return path, read_record(path)


@pytest.mark.slow
@pytest.mark.parametrize("browser", BOTH)
def test_a_class_decides_saves_resumes_and_is_played_again_in_python(
    browser: str, tmp_path: Path, sim: Call
) -> None:
    page = written(tmp_path, "seoul_2024")
    first = [
        *begun(),
        {"ask": "lesson.order(-1, [3, 12, 7, 3])"},
        {"ask": "lesson.order(2, [9, 9, 4, 1])"},
        {"ask": "lesson.order(-1, [0, 0, 20, 5])"},
        {"ask": "lesson.press('Decide this anew')"},
        {"ask": "lesson.press('Later decisions are dropped. Once more to go back')"},
        {"ask": "lesson.order(1, [3, 4, 18, 0])"},
        {"ask": "lesson.press('Save')"},
        {"until": "window.saved"},
        {"ask": "window.saved"},
    ]
    saved = visit(browser, page, first, tmp_path)[-1]
    _, half = record_in(tmp_path, saved)
    (decision,) = [item for item in half.decisions if item.asked]
    assert decision.answer.rung == "expanded_aid"
    assert decision.taken_back == 1
    assert decision.hands == {
        "nonlethal_aid": 3,
        "expanded_aid": 4,
        "defensive_weapons": 18,
        "offensive_weapons": 0,
    }
    assert half.receipt == ""
    assert half.seats == ("seoul",)

    weighed = "window.page.deciding.weights"
    second = [
        {"until": READY},
        {"ask": f"lesson.resume({json.dumps(saved)})"},
        {"until": "document.querySelector('.orders')"},
        {"ask": "document.querySelector('.decide h2').textContent"},
        {"ask": "lesson.rest([2, 2, 0, 3])"},
        {"ask": "document.querySelector('.part-of:not(.aside)').innerText"},
        *[{"ask": "lesson.press('Next')"}] * 3,
        {"until": weighed},
        {"ask": f"{weighed}.map((weight) => weight.lucks)"},
        {"ask": "lesson.press('Next')"},
        {"ask": "document.getElementById('class-code').textContent"},
        {"ask": "lesson.press('Save')"},
        {"until": "window.saved"},
        {"ask": "window.saved"},
    ]
    values = visit(browser, page, second, tmp_path)
    head, told, lucks, code, saved = [value for value in values if value is not None]
    assert head.startswith("Decision 2 · ")
    assert "What you saw was not what was so at" in told
    file, record = record_in(tmp_path, saved)
    asked = [item for item in record.decisions if item.asked]
    assert lucks == [200] * len(asked)
    assert 5 <= len(asked) <= 12
    assert record.decisions[0] == half.decisions[0]
    model = compile_model(load_scenario("seoul_2024"))
    trace = run_played(model, record.answers, member=MEMBER)
    assert trace.receipt == record.receipt
    assert trace.receipt != run_path(model, member=MEMBER).receipt

    done = sim("receipt", code, "--record", file)
    assert done.status == 0, done.err
    assert "right." in done.out
    kit = tmp_path / "kit"
    done = sim("kit", "seoul_2024", "-o", kit, "--record", file, "--futures", 40)
    assert done.status == 0, done.err
    debrief = (kit / "after" / "debrief.html").read_text("utf-8")
    assert f"The class decided {len(asked)} reviews in it." in debrief


@needs_browser("chromium")
def test_what_a_class_sees_is_only_what_its_seat_has_seen(tmp_path: Path) -> None:
    scenario = load_scenario("seoul_2024")
    model = open_model(scenario).model
    (seat,) = seat_numbers(model, scenario)
    hidden = [
        ladder.title.say("en")
        for at, ladder in enumerate(model.ladders)
        if at not in seat["visible"] and ladder.kind == "own"
    ]
    assert "The North's role in the war" in hidden
    steps = begun("all")
    for _ in range(12):
        steps += [{"ask": "lesson.text()"}, {"ask": "lesson.order(1, [0, 1, 0, 0])"}]
    values = visit("chromium", written(tmp_path, "seoul_2024"), steps, tmp_path)
    texts = [value for value in values if value]
    assert len(texts) == 12
    for text in texts:
        assert [title for title in hidden if f"{title}:" in text] == []
        assert "really" not in text


@needs_browser("chromium")
def test_a_record_that_is_not_this_pages_or_was_changed_is_refused(
    tmp_path: Path,
) -> None:
    page = written(tmp_path, "hello")
    first = [
        *begun(member=5),
        {"ask": "lesson.rest([1, 2])"},
        {"ask": "window.page.deciding.record"},
    ]
    good = json.loads(visit("chromium", page, first, tmp_path)[-1])
    assert good["receipt"]
    bad = {
        "no record of a class": [7, {"record": 2}, good | {"member": -1}],
        "another scenario": [good | {"sha256": "0" * 64}],
        "does not have": [
            good | {"decisions": [{"day": 1.5, "ladder": "answer", "rung": "patrols"}]}
        ],
        "come to another receipt": [good | {"receipt": "0" * 16}],
        "a seat": [good | {"seats": ["arvia"]}, good | {"seats": []}],
        "does not know": [
            good | {"options": {"central": True}},
            good | {"options": {"set": {"pace": "soon"}}},
            good | {"options": {"policy": ["nobody"]}},
            good | {"options": {"without": ["nothing"]}},
        ],
    }
    told = [(text, record) for text, records in bad.items() for record in records]
    steps: list[dict[str, Any]] = [{"until": READY}]
    status = "document.querySelector('.decide > [role=status]').textContent"
    for _, record in told:
        steps += [
            {"ask": f"lesson.resume({json.dumps(json.dumps(record))})"},
            {"until": f"{status} !== ''"},
            {"ask": status},
            {"ask": "document.getElementById('tab-explore').click()"},
        ]
    steps += [{"ask": f"lesson.resume({json.dumps(json.dumps(good))})"}]
    steps += [{"until": "document.querySelector('.steps')"}]
    steps += [{"ask": "JSON.parse(window.page.deciding.record).receipt"}]
    values = visit("chromium", page, steps, tmp_path)
    *said, receipt = [value for value in values if value is not None]
    assert receipt == good["receipt"]
    for (text, _), sentence in zip(told, said, strict=True):
        assert text in sentence


@needs_browser("chromium")
def test_what_was_changed_before_a_class_is_in_its_record(
    tmp_path: Path, sim: Call
) -> None:
    page = written(tmp_path, "hello")
    steps = [
        {"until": READY},
        {"ask": "window.page.state.held.set(0, 0.4)"},
        {"ask": "lesson.begin(5, 'news')"},
        {"ask": "lesson.order(2, [0, 0, 9])"},
        {"ask": "lesson.press('Enough: to the end')"},
        {"ask": "window.page.deciding.record"},
        {"ask": "lesson.press('5 Questions')"},
        {"ask": "document.getElementById('class-code').textContent"},
    ]
    values = visit("chromium", page, steps, tmp_path)
    text, code = [value for value in values if isinstance(value, str)]
    file, record = record_in(tmp_path, text)
    assert record.options.settings == {"pace": "0.4 per month"}
    assert len(record.asked) == 1
    assert len(record.decisions) > 5
    assert {item.answer.rung for item in record.decisions} == {"embargo"}
    done = sim("receipt", code, "--record", file)
    assert done.status == 0, done.out + done.err


@needs_browser("chromium")
def test_a_class_is_played_by_the_keyboard_alone(tmp_path: Path) -> None:
    page = written(tmp_path, "hello")
    focus = "document.activeElement.tagName + ' ' + document.activeElement.type"
    steps = [
        {"until": READY},
        {"ask": "document.getElementById('tab-decide').focus()"},
        {"press": ["Enter"]},
        {"ask": "document.getElementById('class-future').focus()"},
        {"press": ["Enter"]},
        {"ask": focus},
        {"press": ["Tab"]},
        {"ask": focus},
        {"press": ["Space", "ArrowDown", "Tab", "Tab", "ArrowUp", "ArrowUp"]},
        {"ask": "document.querySelector('.lead[role=status]').textContent"},
        {"press": ["Enter"]},
        {"ask": "window.page.deciding.play.decisions[0]"},
        {
            "ask": "[...document.querySelectorAll('.decide input, .decide select')]"
            ".every((item) => item.labels.length || item.getAttribute('aria-label'))"
        },
        {"ask": "document.querySelectorAll('.decide [role=status]').length > 1"},
    ]
    values = visit("chromium", page, steps, tmp_path)
    values = [value for value in values if value is not None]
    head, radio, lead, decision, *sound = values
    assert head == "H2 undefined"
    assert radio == "INPUT radio"
    assert lead.startswith("2 hands. Most: ")
    assert decision["hands"] == [0, 2, 0]
    assert decision["rung"] == 1
    assert sound == [True, True]


@needs_browser("chromium")
def test_the_paper_waits_until_what_mattered_most_is_worked_out(
    tmp_path: Path,
) -> None:
    page = written(tmp_path, "hello")
    weighed = "Boolean(window.page.deciding.weights)"
    said = "document.querySelector('.decide > [role=status]').textContent"
    steps = [
        {"until": READY},
        {"ask": f"window.printed = []; window.print = () => printed.push({weighed})"},
        {"ask": "lesson.begin(5, 'short')"},
        {"ask": f"lesson.rest([1, 2]); lesson.press('Print all parts'); {said}"},
        {"ask": f"lesson.press('2 What was not seen in time'); {said}"},
        {"until": "window.printed.length"},
        {"ask": said},
        {"ask": "lesson.press('Print all parts'); window.printed"},
    ]
    values = visit("chromium", page, steps, tmp_path)
    *_, waits, still, done, printed = values
    assert waits == still
    assert waits.startswith("The paper waits until the 200 lucks are worked out")
    assert done == ""
    assert printed == [True, True]


@needs_browser("chromium")
@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_class_comes_to_the_debrief_in_another_scenario(
    language: Literal["en", "ko"], tmp_path: Path
) -> None:
    names = ("alliance_dilemma", "strait_standoff", "seoul_2024_ladder_only")
    for name in names:
        scenario = load_scenario(name)
        path = tmp_path / f"{name}.html"
        text = page_html(scenario, told_as=name, language=language)
        path.write_text(text, encoding="utf-8")
        steps = [*begun(), {"ask": "lesson.text()"}, {"ask": "lesson.rest([1, 0, 2])"}]
        for part in range(5):
            go = f"document.querySelectorAll('.steps button')[{part}].click()"
            steps += [{"ask": go}, {"until": "window.page.deciding.share === null"}]
            steps += [
                {"ask": "document.querySelector('.part-of:not(.aside)').innerText"}
            ]
        steps += [{"ask": "window.page.deciding.record"}]
        values = visit("chromium", path, steps, tmp_path)
        *texts, record = [value for value in values if isinstance(value, str)]
        assert len(texts) == 6
        whole = "\n".join(texts)
        assert re.search(r"undefined|NaN|Infinity|\{\w*\}|null", whole) is None
        lesson = scenario.lesson
        assert lesson is not None
        for question in lesson.questions:
            assert question.say(language) in texts[-1]
        _, played = record_in(tmp_path, record)
        trace = run_played(compile_model(scenario), played.answers, member=MEMBER)
        assert trace.receipt == played.receipt


SIZES = [(320, 640), (390, 844), (640, 450), (1280, 720), (1920, 1080)]


@needs_browser("chromium")
@pytest.mark.parametrize(
    "sizes", [SIZES[:1], pytest.param(SIZES[1:], marks=pytest.mark.slow)]
)
def test_a_class_fits_a_phone_a_projector_and_a_page_at_twice_the_size(
    sizes: list[tuple[int, int]], tmp_path: Path
) -> None:
    page = written(tmp_path, "seoul_2024")
    wide = {"ask": "document.documentElement.scrollWidth"}
    steps = [
        *begun(),
        wide,
        {"ask": "lesson.order(1, [3, 12, 7, 3])"},
        wide,
        {"ask": "document.getElementById('language').click()"},
        wide,
        {"ask": "lesson.rest([1, 1, 2, 0])"},
    ]
    steps += [
        {"ask": f"document.querySelectorAll('.steps button')[{part}].click()"}
        if ask
        else wide
        for part in range(5)
        for ask in (True, False)
    ]
    for width, height in sizes:
        size = {"width": width, "height": height}
        values = visit("chromium", page, steps, tmp_path, **size)
        widths = [value for value in values if value is not None]
        assert len(widths) == 8
        assert max(widths) <= width


MARKUP = "<img src=x onerror=alert(1)></script><script>alert(2)</script>&amp; \"'"


def planted(node: Any, key: str = "") -> Any:
    """Plant markup in every text that a person reads."""
    texts = {"title", "about", "says", "story", "note", "assumption", "brief", "en"}
    if isinstance(node, dict):
        return {name: planted(item, name) for name, item in node.items()}
    if isinstance(node, list):
        return [planted(item, key) for item in node]
    return f"{node} {MARKUP}" if key in texts | {"ko"} else node


@needs_browser("chromium")
def test_markup_that_a_class_meets_comes_out_as_text(tmp_path: Path) -> None:
    source = yaml.safe_load((root / "scenarios/hello.yaml").read_text("utf-8"))
    source["seats"] = {"belmar": {"ladder": "answer", "brief": {"en": "B", "ko": "비"}}}
    source["lesson"] = {"questions": [{"en": "Why?", "ko": "왜?"}]}
    text = yaml.safe_dump(planted(source), allow_unicode=True, sort_keys=False)
    path = tmp_path / "planted.html"
    path.write_text(page_html(load_text(text), told_as="hello"), encoding="utf-8")
    strange = "document.querySelectorAll('img, iframe, script, [onerror]').length"
    look = {"ask": f"{strange} + lesson.text()"}
    steps = [
        {"until": READY},
        {"ask": "document.getElementById('tab-decide').click()"},
        look,
        {"ask": "lesson.begin(5, 'short')"},
        look,
        {"ask": "lesson.rest([1, 2, 0])"},
        look,
        {"ask": "lesson.press('5 Questions')"},
        look,
    ]
    values = visit("chromium", path, steps, tmp_path)
    texts = [value for value in values if value is not None]
    assert len(texts) == 4
    for shown in texts:
        assert shown.startswith("0")
        assert "<img src=x onerror=alert(1)></script><script>" in shown


def test_nobody_is_given_the_seat_of_pyongyang() -> None:
    text = (root / "scenarios/hello.yaml").read_text("utf-8")
    text += "seats:\n  belmar: {ladder: answer, brief: You decide.}\n"
    there = load_text(text)
    assert len(seat_numbers(open_model(there).model, there)) == 1
    none = load_text(text.replace("belmar", "pyongyang"))
    assert seat_numbers(open_model(none).model, none) == []


@needs_browser("chromium")
def test_deaths_are_beside_no_decision_and_only_ranges(tmp_path: Path) -> None:
    scenario = load_scenario("seoul_2024")
    model = compile_model(scenario)
    counted = [gauge for gauge in model.gauges if gauge.unit in PEOPLE]
    ladders = [gauge.title.say("en") for gauge in counted if gauge.bands]
    outcomes = [
        outcome.title.say("en")
        for outcome in model.outcomes
        if outcome_unit(model, outcome) in PEOPLE
    ]
    assert ladders
    assert outcomes
    texts = "(what) => all(what).map((item) => item.textContent)"
    steps = [
        *begun(),
        {"ask": "lesson.rest([2, 2, 2, 1])"},
        {"ask": "lesson.press('3 The same luck, otherwise decided')"},
        {"ask": f"({texts})('#twin-ladder option, .part-of:not(.aside) tbody th')"},
        {"ask": f"({texts})('.harmed li')"},
    ]
    page = written(tmp_path, "seoul_2024")
    values = visit("chromium", page, steps, tmp_path)
    compared, harmed = [value for value in values if value is not None]
    assert len(compared) > 40
    assert set(compared) & {*ladders, *outcomes} == set()
    assert len(harmed) == len(outcomes)
    for title, told in zip(outcomes, harmed, strict=True):
        assert told.startswith(title)
        assert "reported" in told or "nobody's count" in told, told
        assert not re.search(r"\d", told) or re.search(r"\d–\d|: 0", told), told
