"""What is said around tables: what a scenario is about, what was run, and the foot."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from sim.cli.terminal import note, tell, width_of
from sim.errors import shown
from sim.texts import Language, Text

if TYPE_CHECKING:
    from sim.model import Model
    from sim.results import Ensemble
    from sim.scenario import Scenario
    from sim.study import Study

__all__ = [
    "conditions_of",
    "introduce",
    "show_foot",
    "show_lines",
    "tell_warnings",
    "what_was_run",
]

_RAN = Text(
    "{members} members, seed {seed}, {first} to {last}",
    "구성원 {members}개, 시드 {seed}, {first} ~ {last}",
)
_SET = Text("Set: {text}", "고정한 값: {text}")
_WITHOUT = Text("Without: {text}", "뺀 것: {text}")
_CENTRAL = Text("Every parameter at its central value", "모든 매개변수는 중심값")


def introduce(study: Study) -> None:
    """Say first what a scenario is about."""
    from sim.report.names import line_of
    from sim.report.story import wrapped

    width = width_of(sys.stdout)
    for text in (study.scenario.title, study.scenario.about):
        if text:
            tell(wrapped(line_of(text, study.language), width=width) + "\n")
    sys.stdout.flush()


def show_foot(lines: Sequence[str]) -> None:
    """Say last what is left out, and what stands at the foot of everything."""
    print(foot_text(lines), end="")


def foot_text(lines: Sequence[str]) -> str:
    """Give what `show_foot` prints."""
    from sim.report.story import wrapped

    width = width_of(sys.stdout)
    return "".join(f"{shown(wrapped(text, width=width))}\n" for text in lines)


def tell_warnings(study: Study, file: str) -> None:
    """Say how many warnings there are about a file."""
    count = len(study.scenario.warnings)
    if count:
        warnings = "1 warning" if count == 1 else f"{count} warnings"
        note(f"{warnings} about this file; see: sim check {file}")


def show_lines(lines: Sequence[str]) -> None:
    """Say under which conditions something was worked out, each on its line."""
    print(lines_text(lines), end="")


def lines_text(lines: Sequence[str]) -> str:
    """Give what `show_lines` prints."""
    from sim.report.story import wrapped

    width = width_of(sys.stdout)
    told = (wrapped(line, width=width, hanging=2) for line in lines)
    return "".join(f"{shown(line)}\n" for line in told) + "\n"


class Ran(Protocol):
    """Anything that holds the members of one run."""

    @property
    def ensemble(self) -> Ensemble:
        """The members."""
        ...

    @property
    def language(self) -> Language:
        """In which it is shown."""
        ...


def what_was_run(done: Ran) -> str:
    """Say how many members were run, and from when to when."""
    from sim.report.numbers import Writer

    model = done.ensemble.model
    writer = Writer.of(model, done.language)
    return _RAN.say(done.language).format(
        members=f"{len(done.ensemble):,}",
        seed=done.ensemble.seed,
        first=writer.day(0.0),
        last=writer.day(model.horizon),
    )


def conditions_of(
    model: Model, scenario: Scenario, language: Language
) -> Iterator[str]:
    """Say which plans are in force, what is set and what is switched off."""
    from sim.report.names import Names
    from sim.report.phrases import Conditions

    yield from Conditions(Names(model, scenario, language)).plans()
    settings = scenario.settings
    if settings:
        text = ", ".join(f"{name} = {value}" for name, value in settings.items())
        yield _SET.say(language).format(text=text)
    if model.without:
        yield _WITHOUT.say(language).format(text=", ".join(model.without))
    if model.central:
        yield _CENTRAL.say(language)
