"""Two futures of one luck as a notebook holds them: where they part, their stories."""

from __future__ import annotations

import math
from dataclasses import dataclass

from sim.analysis import Twins
from sim.report.footer import footer_line
from sim.report.names import Names
from sim.report.story import Story, story_of, told_line
from sim.report.teller import StoryLine
from sim.report.twins_tables import parting_line, partings_table
from sim.report.words import say
from sim.scenario import Scenario
from sim.study.views import Picture, TableView, paragraphs
from sim.texts import Language

__all__ = ["TwinsView"]


@dataclass(frozen=True, repr=False, eq=False)
class TwinsView:
    """Two futures of one luck.

    Attributes
    ----------
    scenario : Scenario
    twins : Twins
        Both records, and where they part.
    titles : tuple of str
        What each is called.
    language : {"en", "ko"}
        In which everything is shown.
    """

    scenario: Scenario
    twins: Twins
    titles: tuple[str, str]
    language: Language = "en"

    @property
    def head(self) -> tuple[str, ...]:
        """Whose luck it is, what each is called, and when they part."""
        trace = self.twins.first
        first, second = self.titles
        return (
            say("twins_title", self.language, member=trace.member, seed=trace.seed),
            say("twin_first", self.language, title=first),
            say("twin_second", self.language, title=second),
            parting_line(self.twins, self.language),
        )

    @property
    def partings(self) -> TableView:
        """Where they part, ladder by ladder."""
        return TableView(partings_table(self.twins, self.scenario, self.language))

    @property
    def stories(self) -> tuple[Story, Story]:
        """Both stories, whole."""
        first, second = (
            story_of(trace, self.scenario, language=self.language)
            for trace in (self.twins.first, self.twins.second)
        )
        return first, second

    def text(self, *, width: int = 80, until: float = math.inf) -> str:
        """Tell what both have in common once, and then each by itself.

        Parameters
        ----------
        until : float
            Stop before this day of the run.
        """
        one, two = self.stories
        common = [line for line in one.lines if line.day < self.twins.day]

        def told(lines: list[StoryLine]) -> list[str]:
            return [told_line(line, width=width) for line in lines if line.day < until]

        parts = [f"{say('together_until', self.language)}:", "", *told(common)]
        if math.isfinite(self.twins.day):
            parts += ["", f"=== {parting_line(self.twins, self.language)}"]
            for title, story in zip(self.titles, (one, two), strict=True):
                after = [line for line in story.lines if line.day >= self.twins.day]
                head = say("from_there", self.language, title=title)
                parts += ["", f"--- {head}", "", *told(after)]
        return "\n".join(parts) + "\n"

    def plot(self, *ladders: str) -> Picture:
        """Draw the ladders of the world that part, or these, one over the other."""
        from sim.plots import alt_of_twins, draw_twins

        for name in ladders:
            self.twins.first.staircase(name)  # says so if there is none
        names = Names(self.twins.first.model, self.scenario, self.language)
        figure = draw_twins(
            self.twins, names, titles=self.titles, foot=self.foot, ladders=ladders
        )
        return Picture(figure, alt_of_twins(self.twins, names, foot=self.foot))

    @property
    def foot(self) -> str:
        """What stands at the foot of everything."""
        return footer_line(self.scenario, self.language)

    def _repr_html_(self) -> str:
        told = paragraphs(self.head) + self.partings._repr_html_()
        return told + paragraphs((self.foot,))

    def __repr__(self) -> str:
        return (
            f"<Twins of {self.scenario.name}: member {self.twins.first.member}, "
            f"{self.titles[0]} | {self.titles[1]}>"
        )
