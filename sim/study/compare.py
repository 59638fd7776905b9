"""Plans, files or values side by side as a notebook holds them, on one luck."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from sim.analysis import (
    Comparison,
    Nets,
    PairedNet,
    compared,
    nets_of,
    paired_nets,
)
from sim.ensemble import EngineName
from sim.errors import ResultError, UsageError, suggest
from sim.jobs import Progress, run_ensemble
from sim.model import Model, compile_model
from sim.report.compared_tables import ComparedTables
from sim.report.footer import footer_line
from sim.report.names import line_of
from sim.report.paired_tables import paired_table
from sim.report.tables import Table, Tables
from sim.report.words import say
from sim.results import Ensemble
from sim.scenario import Scenario
from sim.study.differences import Differences, differences_of, differing_table
from sim.study.views import Picture, TableView, paragraphs
from sim.texts import Language

__all__ = ["Plans", "Variant", "policy_title", "run_variants"]


@dataclass(frozen=True, eq=False)
class Variant:
    """One of the things that are compared: a plan, a file, or a value.

    Attributes
    ----------
    name : str
        What it is called on the command line.
    scenario : Scenario
    model : Model
        What is run.
    """

    name: str
    scenario: Scenario
    model: Model


@dataclass(frozen=True, repr=False, eq=False)
class Plans:
    """Several plans, files or values, run on the same luck.

    Attributes
    ----------
    scenario : Scenario
        Of the first.
    model : Model
        Of the first.
    names : tuple of str
        In the order given.
    nets : tuple of Nets
        Of each; empty if there is no ledger.
    comparisons : tuple of Comparison
        Of each after the first, with the first.
    language : {"en", "ko"}
    differences : Differences or None
        Of two files: which values differ, and what each does alone.
    members : int
        How many were run.
    """

    scenario: Scenario
    model: Model
    names: tuple[str, ...]
    nets: tuple[Nets, ...]
    comparisons: tuple[Comparison, ...] = ()
    language: Language = "en"
    differences: Differences | None = None
    members: int = 0
    titles: tuple[str, ...] = field(default=())

    def difference(
        self, second: str, first: str | None = None
    ) -> tuple[PairedNet, ...]:
        """Give the nets of one plan less those of another, the first unless named."""
        places = [self._place(name) for name in (first or self.names[0], second)]
        return paired_nets(self.nets[places[0]], self.nets[places[1]])

    def comparison(self, second: str) -> Comparison:
        """Give what one has that the first has not."""
        place = self._place(second)
        if not place:
            raise ResultError(f"{second!r} is the first: the others are compared to it")
        return self.comparisons[place - 1]

    def _place(self, name: str) -> int:
        if name not in self.names:
            raise ResultError(f"no plan {name!r}; {suggest(name, self.names)}")
        return self.names.index(name)

    def in_words(self) -> tuple[str, ...]:
        """Say of each whether it moves a claim, and what the same luck was worth."""
        return tuple(
            line
            for second in self.names[1:]
            for line in self._writer(second).in_words(self.comparison(second))
        )

    def tables(self) -> tuple[Table, ...]:
        """Give each after the first, less the first, in the order given."""
        return tuple(replace(table, foot=self.foot) for table in self._all_tables())

    def _all_tables(self) -> Iterator[Table]:
        if self.differences is not None:
            yield differing_table(
                self.differences.pieces,
                first=self.title(self.names[0]),
                second=self.title(self.names[1]),
                language=self.language,
            )
        for second in self.names[1:]:
            writer, found = self._writer(second), self.comparison(second)
            yield writer.changes(found)
            for table in (writer.claims(found), writer.outcomes(found)):
                if table.rows:
                    yield table
            if self.nets:
                yield self._nets(second)
        if self.differences is not None:
            writer = self._writer(self.names[1])
            for attributed in self.differences.attributed:
                yield writer.attributed(attributed, self.differences.labels)

    def notes(self) -> tuple[str, ...]:
        """Say what was not worked out."""
        found = self.differences
        if found is None or not found.pieces or found.attributed:
            return self.model.notes
        if found.too_many:
            count = len(found.pieces)
            told = say("too_many_pieces", self.language, count=count)
        else:
            told = say("attributed_none", self.language)
        return (*self.model.notes, told)

    @property
    def _tables(self) -> Tables:
        return Tables(
            self.model, self.scenario, members=self.members, language=self.language
        )

    def _writer(self, second: str) -> ComparedTables:
        first = self.title(self.names[0])
        return ComparedTables(self._tables, first=first, second=self.title(second))

    def _nets(self, second: str) -> Table:
        first = self.names[0]
        return paired_table(
            self._tables,
            self.difference(second, first),
            first=self.title(first),
            second=self.title(second),
            horizon=self.nets[0].horizon,
        )

    def plot(self, second: str | None = None) -> Picture:
        """Draw the differences of one, the last unless named, from the first."""
        from sim.plots import alt_of_differences, draw_differences

        name = second or self.names[-1]
        writer, found = self._writer(name), self.comparison(name)
        figure = draw_differences(found, writer, foot=self.foot)
        return Picture(figure, alt_of_differences(found, writer, foot=self.foot))

    def title(self, name: str) -> str:
        """Title of a plan, a file or a value."""
        if self.titles:
            return self.titles[self.names.index(name)]
        return policy_title(self.scenario, name, self.language)

    @property
    def foot(self) -> str:
        """What stands at the foot of everything."""
        return footer_line(self.scenario, self.language)

    def _repr_html_(self) -> str:
        told = [TableView(table)._repr_html_() for table in self.tables()]
        return paragraphs(self.in_words()) + "".join(told) + paragraphs(self.notes())

    def __repr__(self) -> str:
        return f"<Plans of {self.scenario.name}: {', '.join(self.names)}>"


def run_variants(
    variants: Sequence[Variant],
    *,
    members: int,
    seed: int,
    engine: EngineName,
    progress: Progress | None,
    language: Language,
    titles: Sequence[str] = (),
    files: bool = False,
    each: bool = False,
) -> Plans:
    """Run each variant, one after another: of all but the first little is kept.

    Parameters
    ----------
    titles : sequence of str
        What each is called; of plans, the titles of their policies unless given.
    files : bool
        Whether they are two files, so that what differs is looked for.
    each : bool
        Run each differing value alone however many there are.

    Raises
    ------
    UsageError
        If they are not two at least.
    """
    if len(variants) < 2:
        raise UsageError(f"expected two plans or more to compare, got {len(variants)}")

    def run(model: Model) -> Ensemble:
        return run_ensemble(
            model, members=members, seed=seed, engine=engine, progress=progress
        )

    first, *others = variants
    base = run(first.model)
    ledger = bool(first.model.horizons and first.model.arguments)
    nets = [nets_of(base)] if ledger else []
    comparisons, differences = [], None
    for other in others:
        ensemble = run(other.model)
        comparisons.append(compared(base, ensemble))
        if ledger and other.model.horizons == first.model.horizons:
            nets.append(nets_of(ensemble))
        if files and len(others) == 1:
            differences = differences_of(
                first.scenario,
                other.scenario,
                (base, ensemble),
                comparisons[-1],
                lambda scenario: run(_as(scenario, first.model)),
                each=each,
            )
    return Plans(
        first.scenario,
        first.model,
        tuple(variant.name for variant in variants),
        tuple(nets) if len(nets) == len(variants) else (),
        tuple(comparisons),
        language,
        differences,
        members,
        tuple(titles),
    )


def _as(scenario: Scenario, like: Model) -> Model:
    """Compile a scenario with what was switched off for another one."""
    return compile_model(
        scenario,
        without=[name for name in like.without if name not in scenario.without],
        central=like.central,
    )


def policy_title(scenario: Scenario, name: str, language: Language) -> str:
    """Title of a plan; its name in plain words where it has none."""
    policy = scenario.policies.get(name)
    title = line_of(policy.title, language) if policy and policy.title else ""
    return title or name.replace("_", " ")
