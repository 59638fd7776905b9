"""The page in real browsers: how soon pictures follow the hand, how soon all is there.

A slider is moved every 120 ms, twenty times, and let go; that is done some times over.
A picture counts from the move that it answers: until its futures are counted, and until
it has been painted (the frame after the one in which it was drawn has begun).
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from writing import Part, figure, table, tell

from sim.loading import load_scenario
from sim.page.html import page_html

DRIVER = Path(__file__).parents[1] / "tests" / "page" / "drive.mjs"
NAMES = {
    "chromium": ("chromium", "chromium-browser"),
    "firefox": ("firefox-esr", "firefox"),
}
SEOUL, TURNS = "seoul_2024", 5
AT_REST = "window.page && window.page.exploring.done && window.page.exploring.shown"
STARTED = "window.page.exploring.whole()"
WATCH = """(() => {
  const { exploring } = window.page;
  const show = exploring.show.bind(exploring);
  window.told = [];
  exploring.show = (since) => {
    const [asked, futures] = [exploring.asked, exploring.pair().now.count];
    show(since);
    const { port1, port2 } = new MessageChannel();
    const painted = () => performance.now() - asked;
    port1.onmessage = () => window.told.push([futures, since, painted()]);
    requestAnimationFrame(() => port2.postMessage(0));
  };
})()"""
MOVE = """(async () => {
  const slider = document.querySelector("input[type=range]");
  const [low, high] = [Number(slider.min), Number(slider.max)];
  window.told.length = 0;
  for (let at = 0; at < 20; at++) {
    slider.value = low + ((high - low) * ((at * 7) % 20)) / 20;
    slider.dispatchEvent(new Event("input"));
    await new Promise((go) => setTimeout(go, 120));
  }
  slider.dispatchEvent(new Event("change"));
})()"""
TOLD = "[window.told, window.page.exploring.took.rest]"


def browsers() -> dict[str, str]:
    """Give the browsers that are here, by name: none without Node and its driver."""
    if not shutil.which("node") or not (DRIVER.parent / "node_modules").exists():
        return {}
    found = {
        name: next(filter(None, map(shutil.which, names)), None)
        for name, names in NAMES.items()
    }
    return {name: path for name, path in found.items() if path}


def driven(browser: str, path: str, file: Path, turns: int) -> list[Any]:
    """Move the slider of a page so many turns; give what each turn told."""
    steps: list[dict[str, str]] = [{"until": AT_REST}, {"until": STARTED}]
    steps += [{"ask": WATCH}]
    for _ in range(turns):
        steps += [{"ask": MOVE}, {"until": AT_REST}, {"ask": TOLD}]
    page = {"file": str(file), "steps": steps}
    jobs, answers = file.with_name("jobs.json"), file.with_name("answers.json")
    jobs.write_text(json.dumps([{"browser": browser, "path": path, "pages": [page]}]))
    subprocess.run(
        [str(shutil.which("node")), str(DRIVER), str(jobs), str(answers)], check=True
    )
    ((seen,),) = json.loads(answers.read_text("utf-8"))
    if seen["errors"]:
        raise RuntimeError(f"the page said {seen['errors']}")
    return [value for value in seen["values"] if value is not None]


def page(quick: bool) -> Part:
    """Measure what a hand at a slider waits for."""
    found = browsers()
    if not found:
        return Part(["Node, tests/page/node_modules or a browser is not there.", ""])
    name = "hello" if quick else SEOUL
    if quick:
        found = dict(list(found.items())[:1])
    rows, data = [], {}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text(page_html(load_scenario(name), told_as=name), "utf-8")
        for browser, path in found.items():
            turns = driven(browser, path, file, 1 if quick else TURNS)
            pictures = [told for pictures, _ in turns for told in pictures]
            futures, counted, painted = map(list, zip(*pictures, strict=True))
            rests = [rest for _, rest in turns]
            tell(f"{browser}: painted in {statistics.median(painted):.0f} ms")
            rows.append(
                [
                    browser,
                    f"{statistics.median(futures):,.0f} ({min(futures):,.0f})",
                    *(_told(times, 1, "ms") for times in (counted, painted)),
                    _told(rests, 1000, "s"),
                ]
            )
            data[browser] = {
                "futures": futures,
                "counted": counted,
                "painted": painted,
                "rest": rests,
            }
    heads = [
        "browser",
        "futures in a picture (fewest)",
        "until they are counted",
        "until they are painted",
        "until 10,000 at rest",
    ]
    return Part(table(heads, rows), {name: data})


def _told(times: list[float], per: float, unit: str) -> str:
    middle, *ends = (figure(of(times) / per) for of in (statistics.median, min, max))
    return f"{middle} {unit} ({' to '.join(ends)})"
