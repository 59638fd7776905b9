"""Plans side by side as a notebook holds them: nets as differences, on one luck."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sim.analysis import Nets, PairedNet, nets_of, paired_nets
from sim.ensemble import EngineName
from sim.errors import ResultError, UsageError, suggest
from sim.jobs import Progress, run_ensemble
from sim.model import Model
from sim.report.footer import footer_line
from sim.report.names import line_of
from sim.report.paired_tables import paired_table
from sim.report.tables import Table, Tables
from sim.scenario import Scenario
from sim.study_views import TableView, paragraphs
from sim.texts import Language

__all__ = ["Plans", "plans_of"]


@dataclass(frozen=True, repr=False, eq=False)
class Plans:
    """Several plans of one scenario, run on the same luck.

    Attributes
    ----------
    scenario : Scenario
    model : Model
        Of the first plan.
    names : tuple of str
        Of the plans, in the order given.
    nets : tuple of Nets
        Of each of them.
    language : {"en", "ko"}
    """

    scenario: Scenario
    model: Model
    names: tuple[str, ...]
    nets: tuple[Nets, ...]
    language: Language = "en"

    def difference(
        self, second: str, first: str | None = None
    ) -> tuple[PairedNet, ...]:
        """Give the nets of one plan less those of another, the first unless named."""
        places = []
        for name in (first or self.names[0], second):
            if name not in self.names:
                raise ResultError(f"no plan {name!r}; {suggest(name, self.names)}")
            places.append(self.names.index(name))
        return paired_nets(self.nets[places[0]], self.nets[places[1]])

    def tables(self) -> tuple[Table, ...]:
        """Give each plan after the first, less the first, in the order given."""
        first = self.names[0]
        return tuple(self._table(second, first) for second in self.names[1:])

    def _table(self, second: str, first: str) -> Table:
        writer = Tables(
            self.model,
            self.scenario,
            members=len(self.nets[0].members),
            language=self.language,
        )
        table = paired_table(
            writer,
            self.difference(second, first),
            first=self.title(first),
            second=self.title(second),
            horizon=self.nets[0].horizon,
        )
        return replace(table, foot=self.foot)

    def title(self, name: str) -> str:
        """Title of a plan."""
        policy = self.scenario.policies.get(name)
        title = line_of(policy.title, self.language) if policy else ""
        return title or name.replace("_", " ")

    @property
    def foot(self) -> str:
        """What stands at the foot of everything."""
        return footer_line(self.scenario, self.language)

    def _repr_html_(self) -> str:
        told = [TableView(table)._repr_html_() for table in self.tables()]
        return "".join(told) + paragraphs(self.model.notes)

    def __repr__(self) -> str:
        return f"<Plans of {self.scenario.name}: {', '.join(self.names)}>"


def plans_of(
    scenario: Scenario,
    policies: Sequence[str],
    model_of: Callable[[str], Model],
    *,
    members: int,
    seed: int,
    engine: EngineName,
    progress: Progress | None,
    language: Language,
) -> Plans:
    """Run one model for each plan, one after another: only its nets are kept.

    Raises
    ------
    UsageError
        If they are not two at least.
    """
    names = tuple(dict.fromkeys(policies))
    if len(names) < 2:
        raise UsageError(f"expected two plans or more to compare, got {len(names)}")
    models = [model_of(name) for name in names]
    told = {"members": members, "seed": seed, "engine": engine, "progress": progress}
    nets = tuple(nets_of(run_ensemble(model, **told)) for model in models)  # type: ignore[arg-type]
    return Plans(scenario, models[0], names, nets, language)
