"""What was asked of speed, beside what has been measured."""

from __future__ import annotations

from statistics import median
from typing import Any

from speeds import HAND, told
from writing import figure, table


def targets(data: dict[str, Any]) -> list[str]:
    """Give a table of targets, as far as their parts have been measured."""
    rows: list[list[str]] = []

    def add(what: str, asked: str, found: float, met: bool, unit: str = "") -> None:
        if found == found:
            word = "yes" if met else "no"
            rows.append([what, asked, f"{figure(found)}{unit}", word])

    own = data.get("reference", {})
    hand = told(own, HAND)
    for how, least in (
        ("numpy", 6),
        ("numpy, 2 processes", 12),
        ("numba, 2 threads", 60),
    ):
        times = told(own, how) / hand
        what = f"reference scenario: {how}, against SimPy by hand in one process"
        add(what, f"at least {least} times", times, times >= least, " times")
    firings = told(data.get("seoul", {}), "numba, 2 threads", "events_per_second")
    what = "seoul_2024: firings a second, numba, 2 threads"
    add(what, "at least 7 million", firings / 1e6, firings >= 7e6, " million")
    run = data.get("million", {})
    if run.get("members") == 1_000_000:
        what = "seoul_2024: a million members, `--table npz`"
        add(what, "under 60 s", run["seconds"], run["seconds"] < 60, " s")
        add(what, "under 1,000 MB", run["MB"], run["MB"] < 1000, " MB")
    command = "sim run seoul_2024 --engine numpy"
    seconds = data.get("command", {}).get(command, float("nan"))
    add(f"`{command}`", "under 6 s", seconds, seconds < 6, " s")
    for browser, page in data.get("page", {}).get("seoul_2024", {}).items():
        what = f"page of seoul_2024 in {browser}: futures in a picture"
        few = min(page["futures"])
        add(what, "at least 500", few, few >= 500)
        for how in ("counted", "painted"):
            what = f"page of seoul_2024 in {browser}: from a move until they are {how}"
            middle = median(page[how])
            add(what, "100 ms", middle, middle <= 100, " ms in the middle")
        what = f"page of seoul_2024 in {browser}: 10,000 futures at rest"
        longest = max(page["rest"]) / 1000
        add(what, "within 2 s", longest, longest <= 2, " s at most")
    each = [v for count, v in data.get("members", {}).items() if int(count) >= 10_000]
    if len(each) > 1:
        spread = max(each) / min(each)
        what = f"cost of a member from 10⁴ to {max(map(int, data['members'])):,}"
        add(what, "flat", spread, spread < 1.25, " times the least at most")
    if not rows:
        return []
    return ["## Asked for, and measured", "", *table(_HEADS, rows)]


_HEADS = ["what", "asked for", "measured", "met"]
