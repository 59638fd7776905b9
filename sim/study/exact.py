"""What a notebook holds of exact answers: they show themselves."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from sim.errors import ResultError, suggest
from sim.exact import Exact, ExactRun
from sim.report.exact_tables import ExactTables
from sim.report.footer import footer_line
from sim.report.tables import Table
from sim.scenario import Scenario
from sim.study.views import TableView, paragraphs
from sim.texts import Language

__all__ = ["ExactView"]


@dataclass(frozen=True, repr=False, eq=False)
class ExactView:
    """The exact answers of a scenario, and what stands in the way of others.

    Attributes
    ----------
    scenario : Scenario
    answers : ExactRun
        The numbers themselves.
    language : {"en", "ko"}
    """

    scenario: Scenario
    answers: ExactRun
    language: Language = "en"

    @cached_property
    def writer(self) -> ExactTables:
        """Writes the tables."""
        return ExactTables(self.answers, self.scenario, language=self.language)

    def outcome(self, name: str) -> Exact:
        """Give the answer to one outcome.

        Raises
        ------
        ResultError
            If the scenario has no such outcome.
        """
        names = [exact.name for exact in self.answers.outcomes]
        if name not in names:
            raise ResultError(f"no outcome {name!r}; {suggest(name, names)}")
        return self.answers.outcomes[names.index(name)]

    @property
    def answered(self) -> bool:
        """Whether anything has an exact answer."""
        return any(exact.answered for exact in self.answers.all)

    def tables(self) -> tuple[Table, ...]:
        """Give the answers, and what stands in the way of others."""
        made = []
        if self.answered:
            made.append(self.writer.answers())
        if not all(exact.answered for exact in self.answers.all):
            made.append(self.writer.obstacles())
        return tuple(made)

    @property
    def foot(self) -> str:
        """What stands at the foot of everything."""
        return footer_line(self.scenario, self.language)

    def _repr_html_(self) -> str:
        views = (TableView(table)._repr_html_() for table in self.tables())
        return "".join(views) + paragraphs((*self.answers.model.notes, self.foot))

    def __repr__(self) -> str:
        count = sum(exact.answered for exact in self.answers.all)
        return (
            f"<ExactView of {self.scenario.name}: {count} of "
            f"{len(self.answers.all)} answered>"
        )
