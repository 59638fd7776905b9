"""One future as a notebook holds it: its moves, its story, its picture."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass

from sim.report.footer import footer_line
from sim.report.names import Names
from sim.report.story import Story, story_of
from sim.results import Move, Trace
from sim.scenario import Scenario
from sim.study.views import Picture, paragraphs
from sim.texts import Language

__all__ = ["Step"]


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Step:
    """One future: its moves with their reasons, its story, its picture.

    Attributes
    ----------
    scenario : Scenario
    trace : Trace
        The record.
    language : {"en", "ko"}
        In which everything is shown.
    """

    scenario: Scenario
    trace: Trace
    language: Language = "en"

    def __iter__(self) -> Iterator[Move]:
        """Give every change of rung, in order of time, with its `why`."""
        return iter(self.trace.moves)

    def story(
        self, language: Language | None = None, *, until: float | None = None
    ) -> Story:
        """Tell this future, in another language if asked, up to a day if asked."""
        spoken = language or self.language
        return story_of(self.trace, self.scenario, language=spoken, until=until)

    def plot(self, *ladders: str, note: str = "") -> Picture:
        """Draw these ladders, or all, as staircases: true, seen, wanted, decided.

        Parameters
        ----------
        note : str
            A line above the foot.
        """
        from sim.plots import alt_of_path, draw_path

        for name in ladders:
            self.trace.staircase(name)  # says so if there is none
        names = Names(self.trace.model, self.scenario, self.language)
        foot = footer_line(self.scenario, self.language)
        foot = "\n".join(filter(None, (note, foot)))
        figure = draw_path(self.trace, names, foot=foot, ladders=ladders)
        alt = alt_of_path(self.trace, names, foot=foot, ladders=ladders)
        return Picture(figure, alt)

    def _repr_html_(self) -> str:
        story = self.story()
        lines = "".join(
            f"<li>{html.escape(line.head)}"
            f"{paragraphs((*line.parts[1:], line.reason), small=True)}</li>"
            for line in story.lines
        )
        return paragraphs(story.head) + f"<ol>{lines}</ol>" + paragraphs(story.ending)

    def __repr__(self) -> str:
        return (
            f"<Step of {self.trace.model.name}: member {self.trace.member}, "
            f"seed {self.trace.seed}, {len(self.trace.moves)} moves>"
        )
