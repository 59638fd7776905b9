"""One claim, or all of them, as a notebook holds it: weighed from every side.

The claim is run alone, with only the arguments that it reads: what is asked of a run
changes nothing that happens in it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sim.analysis import (
    Flip,
    Turned,
    WeighedClaim,
    claim_named,
    levers_of,
    reweighed,
    weighed_claim,
)
from sim.jobs import Progress, run_ensemble
from sim.loading import load_text
from sim.model import Claim, Model, compile_model
from sim.quantities import parse_quantity
from sim.report.claim_short import in_short
from sim.report.footer import footer_line
from sim.report.names import Names
from sim.report.tables import Table
from sim.report.truth_tables import Check, TruthTables, settings_of_flip
from sim.report.weighed_record import weighed_record
from sim.report.weighed_tables import WeighedTables
from sim.results import Ensemble
from sim.scenario import Formula, Scenario
from sim.study.views import Picture, TableView, paragraphs
from sim.texts import Language

__all__ = [
    "CLAIM_MEMBERS",
    "MAP_MEMBERS",
    "NO_WEIGHTS",
    "ClaimView",
    "only_claim",
    "weigh",
]

CLAIM_MEMBERS = 2_000

MAP_COLUMNS = 10
MAP_MEMBERS = 5_000
"""With more members the map is of the first so many, so that memory is bounded."""

NO_WEIGHTS: Mapping[str, str] = {}


@dataclass(frozen=True, repr=False, eq=False)
class ClaimView:
    """One claim weighed from every side.

    Attributes
    ----------
    scenario : Scenario
    ensemble : Ensemble
        The members it was tested on.
    found : WeighedClaim
        Everything as numbers.
    check : Check or None
        A run with the smallest change held.
    language : {"en", "ko"}
        In which everything is shown.
    weights : mapping of str to str
        The scale, where it is not that of the file.
    """

    scenario: Scenario
    ensemble: Ensemble
    found: WeighedClaim
    check: Check | None = None
    language: Language = "en"
    weights: Mapping[str, str] = field(default_factory=dict)

    @property
    def model(self) -> Model:
        """What was run."""
        return self.ensemble.model

    @cached_property
    def _writer(self) -> WeighedTables:
        return WeighedTables(
            self.found,
            self.model,
            self.scenario,
            members=len(self.ensemble),
            language=self.language,
        )

    @cached_property
    def _truth(self) -> TruthTables:
        return TruthTables(
            self.found,
            self.model,
            self.scenario,
            members=len(self.ensemble),
            language=self.language,
            check=self.check,
        )

    @cached_property
    def names(self) -> Names:
        """Titles of everything."""
        return Names(self.model, self.scenario, self.language)

    @property
    def head(self) -> tuple[str, ...]:
        """What is claimed, by whom, how it is tested, and on whose word."""
        return self._writer.head()

    @property
    def short(self) -> tuple[str, ...]:
        """Answers in a few sentences: does it hold, from when, what would turn it."""
        return in_short(self._writer, self._truth)

    @property
    def shares(self) -> TableView:
        """Whether it holds, and from when."""
        return TableView(self._writer.shares())

    @property
    def carried(self) -> TableView:
        """What carries it: each account and argument taken out, and its break-even."""
        return TableView(self._writer.carried())

    @property
    def truths(self) -> TableView:
        """What would have to be true for its verdict to be another."""
        return TableView(self._truth.flips())

    @property
    def regions(self) -> TableView:
        """Where in the box of what is not known it holds, and where it fails."""
        return TableView(self._truth.regions())

    def tables(self) -> tuple[Table, ...]:
        """Give every table."""
        return (*self._writer.tables(), *self._truth.tables())

    def pictures(self) -> dict[str, Picture]:
        """Draw what would turn it, its map, and the region in which it holds."""
        from sim import plots

        foot, drawn = self.foot, {}
        if self.found.verdict.carried:
            figure = plots.draw_break_even(self._writer, foot=foot)
            alt = plots.alt_of_break_even(self._writer, foot=foot)
            drawn["break_even"] = Picture(figure, alt)
        if self.found.signs is not None:
            figure = plots.draw_signs(self.found.signs, self._writer, foot=foot)
            alt = plots.alt_of_signs(self.found.signs, self._writer, foot=foot)
            drawn["map"] = Picture(figure, alt)
        place = self.model.horizons.index(self.found.verdict.horizon)
        truths = Turned(self.ensemble, self.found.claim, place).truths()
        for name, region, fails in (
            ("region", self.found.holds, False),
            ("region_fails", self.found.fails, True),
        ):
            if region is None:
                continue
            asked = (region, self.ensemble, truths, self._writer)
            figure = plots.draw_region(*asked, fails=fails, foot=foot)
            alt = plots.alt_of_region(*asked, self._truth, fails=fails, foot=foot)
            drawn[name] = Picture(figure, alt)
        return drawn

    def record(self) -> dict[str, Any]:
        """Give every number as strict JSON can hold it."""
        return weighed_record(self.found, self.model, self.check)

    @property
    def foot(self) -> str:
        """What stands at the foot of everything."""
        return footer_line(self.scenario, self.language)

    def _repr_html_(self) -> str:
        tables = "".join(TableView(table)._repr_html_() for table in self.tables())
        return paragraphs((*self.head, *self.short)) + tables + paragraphs((self.foot,))

    def __repr__(self) -> str:
        return (
            f"<Claim {self.found.claim.name} of {self.model.name}: "
            f"{len(self.ensemble)} members, seed {self.ensemble.seed}>"
        )


def only_claim(
    scenario: Scenario, name: str, *, without: Iterable[str] = (), dense: bool = False
) -> Scenario:
    """Give a scenario that asks for one claim and nothing else.

    Parameters
    ----------
    name : str
        Of the claim.
    without : iterable of str
        What is to be switched off, and so must be there.
    dense : bool
        Whether the ledger is read at `MAP_COLUMNS` further horizons.

    Raises
    ------
    ResultError
        If there is no such claim.
    """
    model = compile_model(scenario)
    claim = claim_named(model, name)
    off = {*map(str, scenario.without), *without}
    places = {at for lever in levers_of(model, claim) for at in lever.places}
    read = {model.arguments[at].name for at in places} | off
    ledger = scenario.ledger
    assert ledger is not None
    if dense:
        horizons = _dense(ledger.horizons, model.horizon)
        ledger = ledger.model_copy(update={"horizons": horizons})
    return dataclasses.replace(
        scenario,
        outcomes={},
        expect=(),
        claims={name: scenario.claims[name]},
        arguments={
            key: item for key, item in scenario.arguments.items() if key in read
        },
        ledger=ledger,
    )


def _dense(written: tuple[Formula, ...], end: float) -> tuple[Formula, ...]:
    """Give the ledger's horizons, and some evenly between the start and the end."""
    known = {}
    for formula in written:
        quantity = parse_quantity(formula.text)
        assert quantity is not None
        known[quantity.value] = formula
    for at in range(1, MAP_COLUMNS + 1):
        day = end * at / MAP_COLUMNS
        if all(abs(day - other) > end / (4 * MAP_COLUMNS) for other in known):
            known[day] = Formula(f"{day!r} days", written[0].place)
    return tuple(known[day] for day in sorted(known))


def weigh(
    scenario: Scenario,
    name: str,
    *,
    language: Language,
    members: int,
    seed: int,
    policy: tuple[str, ...] = (),
    without: tuple[str, ...] = (),
    at: float | None = None,
    weights: Mapping[str, str] = NO_WEIGHTS,
    check: int = 0,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> ClaimView:
    """Run one claim alone, and weigh it from every side.

    Parameters
    ----------
    at : float, optional
        The horizon, in days, at which to say what it would take; the last one unless
        given.
    weights : mapping of str to str
        Another scale; see `sim.analysis.reweighed`.
    check : int
        So many members are run with the smallest change held; 0 is none.
    jobs : int, optional
        How many processes run them; this one alone unless given.
    """
    alone = only_claim(scenario, name, without=without)
    shown = compile_model(alone, policies=policy, without=without).horizons
    dense = only_claim(scenario, name, without=without, dense=True)
    both = members <= MAP_MEMBERS

    def ran(of: Scenario, count: int, *, rates: bool) -> Ensemble:
        model = compile_model(
            of,
            policies=policy,
            without=without,
            also_rates=(0.0,) if rates else (),
        )
        found = run_ensemble(
            model, members=count, seed=seed, jobs=jobs, progress=progress
        )
        return reweighed(found, weights)

    whole = ran(dense if both else alone, members, rates=both)
    mapped = whole if both else ran(dense, MAP_MEMBERS, rates=True)
    found = weighed_claim(
        whole, name, horizons=shown, at=shown[-1] if at is None else at, mapped=mapped
    )
    checked = None
    if check and found.flips:
        checked = _checked(scenario, found, whole.model, name, check, seed, policy,
                           without, weights)  # fmt: skip
    return ClaimView(scenario, whole, found, checked, language, weights)


def _checked(
    scenario: Scenario,
    found: WeighedClaim,
    model: Model,
    name: str,
    members: int,
    seed: int,
    policy: tuple[str, ...],
    without: tuple[str, ...],
    weights: Mapping[str, str],
) -> Check:
    """Run members with the smallest change held, and ask the claim again."""
    change: Flip = found.flips[0]
    settings = settings_of_flip(change, model, scenario)
    held = load_text(
        scenario.text,
        file=scenario.file,
        settings={**scenario.settings, **settings},
        bases=scenario.files[1:],
    )
    alone = compile_model(
        only_claim(held, name, without=without), policies=policy, without=without
    )
    ensemble = reweighed(run_ensemble(alone, members=members, seed=seed), weights)
    claim: Claim = claim_named(ensemble.model, name)
    at = ensemble.model.horizons.index(found.verdict.horizon)
    return Check(settings, Turned(ensemble, claim, at).share(), members)
