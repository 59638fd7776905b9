"""``sim step``: tell one future as a story, line by line."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import (
    DEFAULT_SEED,
    Central,
    File,
    Horizon,
    Lang,
    Member,
    Policy,
    Seed,
    SetTo,
    Without,
    settings_of,
)
from sim.cli.terminal import is_terminal, note, tell, width_of
from sim.errors import UsageError

if TYPE_CHECKING:
    from sim.model import Model
    from sim.report.teller import StoryLine

__all__ = ["step"]

Until = Annotated[
    str | None,
    typer.Option(
        "--until",
        metavar="DATE|DAY",
        help="Stop before this date or day, such as 2025-06-30 or 90.",
    ),
]
Pause = Annotated[
    bool, typer.Option("--pause", help="Wait for Enter after each line; q leaves.")
]
Jsonl = Annotated[
    bool, typer.Option("--jsonl", help="Tell each line as a JSON record.")
]


def step(
    file: File,
    member: Member = 0,
    seed: Seed = DEFAULT_SEED,
    policy: Policy = None,
    set_to: SetTo = None,
    without: Without = None,
    central: Central = False,
    horizon: Horizon = None,
    lang: Lang = "en",
    until: Until = None,
    pause: Pause = False,
    jsonl: Jsonl = False,
) -> int:
    """Tell one future as a story: what happened, when, and why."""
    settings = settings_of(set_to or ())
    if pause and not (is_terminal(sys.stdin) and is_terminal(sys.stdout)):
        raise UsageError("--pause needs a terminal, to ask and to be answered")
    if pause and jsonl:
        raise UsageError("--pause and --jsonl do not go together")

    from sim.path import Path, trace_of
    from sim.report.footer import footer_line
    from sim.report.story import ending_of, head_of, line_record, told_line, wrapped
    from sim.report.teller import Teller
    from sim.report.words import say
    from sim.study import load

    study = load(file, settings=settings, language=lang)
    scenario = study.scenario
    model = study.model(
        policy=policy or (), without=without or (), central=central, horizon=horizon
    )
    last = _day_of(until, model)
    path = Path(model, seed=seed, member=member)
    teller = Teller(model, scenario, language=lang)
    width = width_of(sys.stdout)

    def told(lines: tuple[str, ...]) -> None:
        for line in lines:
            tell(wrapped(line, width=width, hanging=6 if line[:1] == " " else None))

    if not jsonl:
        head = head_of(
            model, scenario, path.case, seed=seed, member=member, language=lang
        )
        told((*head, ""))
    firings = []
    ended, quiet = True, True
    for firing in path.firings():
        if firing.time >= last:
            ended = False
            break
        firings.append(firing)
        line: StoryLine | None = teller.tell(firing)
        if line is None:
            continue
        quiet = False
        if jsonl:
            print(json.dumps(line_record(line, model, teller)))
            continue
        tell(told_line(line, width=width))
        if pause and not _goes_on():
            return 0
    if quiet and not jsonl:
        told((say("no_line", lang),))
    footer = footer_line(scenario, lang)
    for text in model.notes:
        note(text)
    if jsonl:
        note(footer)
    elif ended and last >= model.horizon:
        told(("", *ending_of(trace_of(path, tuple(firings)), scenario, teller=teller)))
    else:
        told(("", footer))
    return 0


def _day_of(until: str | None, model: Model) -> float:
    """Give the day before which the story stops."""
    from datetime import date

    from sim.quantities import day_of, parse_date, parse_quantity

    if until is None:
        return model.horizon
    start = date.fromisoformat(model.start)
    when, quantity = parse_date(until.strip()), parse_quantity(until.strip())
    if when is not None:
        day = day_of(when, start)
    elif quantity is not None and quantity.power >= 0:
        day = quantity.value
    else:
        raise UsageError(
            "expected --until with a date such as 2025-06-30 or a day such as 90, "
            f"got {until!r}"
        )
    if day <= 0:
        raise UsageError(f"expected --until after the start, {start}, got {until!r}")
    return day


def _goes_on() -> bool:
    """Wait for an answer: Enter goes on, q leaves."""
    sys.stdout.flush()
    try:
        return input().strip().lower() not in ("q", "quit")
    except EOFError:
        return False
