"""One future told as a story: what happened, when, and because of what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sim.model import Model
from sim.report.footer import footer_line
from sim.report.names import Names, line_of
from sim.report.numbers import PEOPLE, Writer, about_people, significant
from sim.report.phrases import Conditions
from sim.report.teller import StoryLine, Teller
from sim.report.units import outcome_unit, told_parameter
from sim.report.words import say
from sim.report.wrapping import WIDTH, wrapped
from sim.results import Trace
from sim.scenario import Scenario
from sim.texts import Language

__all__ = [
    "Story",
    "ending_of",
    "head_of",
    "line_record",
    "story_lines",
    "story_of",
    "told_line",
    "told_outcome",
    "wrapped",
]


@dataclass(frozen=True, slots=True)
class Story:
    """A future as text.

    Attributes
    ----------
    head : tuple of str
        The scenario, what it is about, whose future this is, and its case.
    lines : tuple of StoryLine
        In order of time.
    ending : tuple of str
        What it came to, what was left out, and the footer.
    """

    head: tuple[str, ...]
    lines: tuple[StoryLine, ...]
    ending: tuple[str, ...]

    def text(self, *, width: int = WIDTH, luck: bool = False) -> str:
        """Write the whole story, lines broken at `width` columns."""
        told = [_paragraph(text, width) for text in self.head]
        told.append("")
        told += [told_line(line, width=width, luck=luck) for line in self.lines]
        told.append("")
        told += [_paragraph(text, width) for text in self.ending]
        return "\n".join(told) + "\n"


def story_of(
    trace: Trace,
    scenario: Scenario,
    *,
    language: Language = "en",
    until: float | None = None,
) -> Story:
    """Tell one future.

    Parameters
    ----------
    trace : Trace
        With reasons.
    scenario : Scenario
        What its model was compiled from.
    language : {"en", "ko"}
    until : float, optional
        Stop before this day of the run; the story then has no ending but the footer.
    """
    model = trace.model
    teller = Teller(model, scenario, language=language)
    firings = [
        firing for firing in trace.firings if until is None or firing.time < until
    ]
    told = [teller.tell(firing) for firing in firings]
    head = head_of(
        model,
        scenario,
        trace.case,
        seed=trace.seed,
        member=trace.member,
        language=language,
    )
    if not any(told):
        head = (*head, "", say("no_line", language))
    if until is not None and until < model.horizon:
        ending: tuple[str, ...] = (footer_line(scenario, language),)
    else:
        ending = ending_of(trace, scenario, teller=teller)
    return Story(head, tuple(line for line in told if line is not None), ending)


def head_of(
    model: Model,
    scenario: Scenario,
    case: Mapping[str, float],
    *,
    seed: int,
    member: int,
    language: Language = "en",
) -> tuple[str, ...]:
    """Say what the scenario is about, and what was drawn for this future."""
    writer = Writer.of(model, language)
    names = Names(model, scenario, language)
    future = say(
        "one_future",
        language,
        member=member,
        seed=seed,
        first=writer.day(0.0),
        last=writer.day(model.horizon),
    )
    head = [
        line_of(scenario.title, language),
        "",
        line_of(scenario.about, language),
        "",
    ]
    head.append(future)
    head += Conditions(names).plans()
    drawn = [p for p in model.parameters if p.draw is not None or model.central]
    if drawn:
        head.append(say("central_case" if model.central else "case", language))
    for parameter in drawn:
        value = told_parameter(parameter, case[parameter.name], scenario, language)
        if parameter.rung_of:
            word = parameter.words[int(case[parameter.name])]
            value = names.word(parameter.name, word)
        head.append(f"  {names.parameter(parameter.name)}: {value}")
    return tuple(head)


def ending_of(trace: Trace, scenario: Scenario, *, teller: Teller) -> tuple[str, ...]:
    """Say what one future came to, and what its story left out."""
    model, language, names = trace.model, teller.language, teller.names
    last = teller.writer.day(model.horizon)
    ending = [say("ending", language, date=last) + ":"]
    for ladder in model.ladders:
        if ladder.kind == "own":
            value = names.rung(ladder.name, trace.final[ladder.name])
            ending.append(f"  {names.ladder(ladder.name)}: {value}")
    for outcome in model.outcomes:
        title = line_of(outcome.title, language)
        value = told_outcome(trace, outcome.name, teller)
        ending.append(f"  {title}: {value}")
    if teller.idle_reviews or teller.idle_firings:
        ending += [
            "",
            say(
                "left_out",
                language,
                reviews=teller.idle_reviews,
                firings=teller.idle_firings,
            ),
        ]
    return (*ending, "", footer_line(scenario, language))


def told_outcome(trace: Trace, name: str, teller: Teller) -> str:
    """Write what one outcome came to in one future; people as a range, with who."""
    model, language = trace.model, teller.language
    outcome = next(item for item in model.outcomes if item.name == name)
    value = trace.outcomes[name]
    if outcome.kind == "condition":
        return say("yes" if value else "no", language)
    if outcome.kind == "day":
        return teller.writer.day(value)
    if outcome.kind == "ladder":
        return teller.names.rung(outcome.ladder, int(value))
    unit = outcome_unit(model, outcome)
    if unit not in PEOPLE:
        return teller.names.amount(significant(value), unit)
    told = about_people(value, language)
    if told == "0" and teller.names.reporters_of(outcome):
        # Nobody said that there were none.
        told = say("none_reported", language)
    else:
        told = teller.names.amount(told, unit)
    return f"{told} ({teller.names.people_note(outcome)})"


def story_lines(
    trace: Trace, scenario: Scenario, *, language: Language = "en"
) -> list[dict[str, Any]]:
    """Give the lines of a story as records that strict JSON can hold."""
    teller = Teller(trace.model, scenario, language=language)
    told = [teller.tell(firing) for firing in trace.firings]
    return [line_record(line, trace.model, teller) for line in told if line is not None]


def line_record(line: StoryLine, model: Model, teller: Teller) -> dict[str, Any]:
    """Give one line as a record.

    Notes
    -----
    Keys: ``day``, ``date``, ``clock``, ``kind``, ``title``, ``what``, ``because``,
    ``moves`` (``ladder``, ``from``, ``to`` as ids, and the same with ``_title``),
    ``gauges`` (``gauge``, ``title``, ``before``, ``after``), ``seen`` (rungs by
    ladder), ``wanted``, ``decided``, ``done`` (rungs or null), ``barred``,
    ``factors``, ``level`` (the floor that a gauge crosses), ``held_since`` and
    ``luck`` (``stream``, ``draw``, ``uniform``).
    """
    firing, names = line.firing, teller.names
    why = firing.why
    item = model.clocks[model.clock_index[firing.clock]].item

    def rung(place: int | None) -> str | None:
        return None if place is None else model.ladder(item).rungs[place]

    return {
        "day": line.day,
        "date": line.date,
        "clock": line.clock,
        "kind": line.kind,
        "title": line.title,
        "what": line.what,
        "because": line.because,
        "moves": [
            {
                "ladder": move.ladder,
                "from": model.ladder(move.ladder).rungs[move.before],
                "to": model.ladder(move.ladder).rungs[move.after],
                "ladder_title": names.ladder(move.ladder),
                "from_title": names.rung(move.ladder, move.before),
                "to_title": names.rung(move.ladder, move.after),
            }
            for move in firing.moves
        ],
        "gauges": [
            {
                "gauge": change.gauge,
                "title": names.gauge(change.gauge),
                "before": change.before,
                "after": change.after,
            }
            for change in firing.changes
        ],
        "seen": {
            name: model.ladder(name).rungs[place]
            for name, place in (why.seen.items() if why else ())
        },
        "wanted": rung(why.wanted) if why else None,
        "decided": rung(why.decided) if why else None,
        "done": rung(why.done) if why else None,
        "barred": why.barred if why else "",
        "factors": list(why.factors) if why else [],
        "level": why.level if why else None,
        "held_since": why.held_since if why else None,
        "luck": [
            {"stream": luck.stream, "draw": luck.draw, "uniform": luck.uniform}
            for luck in (why.luck if why else ())
        ],
    }


def told_line(line: StoryLine, *, width: int = WIDTH, luck: bool = False) -> str:
    """Write one line of a story over as many lines of text as it takes."""
    told = [wrapped(line.head, width=width, hanging=4)]
    more = [*line.parts[1:], line.reason, *(line.luck if luck else ())]
    told += [wrapped(f"    {part}", width=width, hanging=6) for part in more]
    return "\n".join(told)


def _paragraph(text: str, width: int) -> str:
    return wrapped(text, width=width, hanging=6 if text.startswith(" ") else None)
