"""One claim weighed from every side: verdict, what carries it, what it would take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sim.analysis.carrying import Verdict, verdicts_of
from sim.analysis.dependence import Graph
from sim.analysis.flipping import Flip, flips_of
from sim.analysis.levers import Turned
from sim.analysis.regions import Region, region_of
from sim.analysis.signmap import SignMap, sign_map
from sim.analysis.weighing import Scaled, scales_of
from sim.errors import ResultError, suggest
from sim.model import Claim, Model
from sim.results import Ensemble

__all__ = ["WeighedClaim", "bears_on", "claim_named", "weighed_claim"]


@dataclass(frozen=True, eq=False)
class WeighedClaim:
    """What can be said of one claim.

    Attributes
    ----------
    claim : Claim
    at : int
        The horizon to which `flips`, `holds` and `fails` belong.
    verdicts : tuple of Verdict
        At each horizon.
    scales : tuple of Scaled
        With all prices turned together; empty if there are none.
    signs : SignMap or None
        Against horizon and discount rate.
    flips : tuple of Flip
        The smallest changes that turn the verdict.
    holds, fails : Region or None
        Where in the parameter box it holds, and where it does not.
    """

    claim: Claim
    at: int
    verdicts: tuple[Verdict, ...]
    scales: tuple[Scaled, ...]
    signs: SignMap | None
    flips: tuple[Flip, ...]
    holds: Region | None
    fails: Region | None

    @property
    def verdict(self) -> Verdict:
        """The verdict at the horizon in question."""
        return self.verdicts[self.at]

    @property
    def holds_from(self) -> float | None:
        """The first horizon at and after which it holds in more than half."""
        first = None
        for verdict in self.verdicts:
            if not verdict.holds:
                first = None
            elif first is None:
                first = verdict.horizon
        return first


def claim_named(model: Model, name: str) -> Claim:
    """Give a claim by its name.

    Raises
    ------
    ResultError
        If there is none of that name, or it is asked at no horizon.
    """
    names = [claim.name for claim in model.claims]
    if name not in names:
        raise ResultError(f"no claim {name!r}; {suggest(name, names)}")
    if not model.horizons:
        raise ResultError("claims are asked at the ledger's horizons: there are none")
    return model.claims[names.index(name)]


def bears_on(model: Model, claim: Claim) -> frozenset[str]:
    """Name the parameters on which a claim can depend."""
    graph = Graph(model)
    trees = (*claim.trees, *claim.given)
    nodes = graph.reached(node for tree in trees for node in graph.of_tree(tree))
    return frozenset(name for kind, name in nodes if kind == "parameter")


def weighed_claim(
    ensemble: Ensemble,
    name: str,
    *,
    horizons: Sequence[float] = (),
    at: float | None = None,
    mapped: Ensemble | None = None,
) -> WeighedClaim:
    """Weigh one claim from every side.

    Parameters
    ----------
    ensemble : Ensemble
    name : str
        Of the claim.
    horizons : sequence of float
        Days, those of the ledger's that are shown; all of them unless given.
    at : float, optional
        Days, one of those: at which to say what would have to be true; the last one
        unless given.
    mapped : Ensemble, optional
        Members whose sums were kept at further discount rates, for the map; `ensemble`
        unless given.

    Raises
    ------
    ResultError
        If there is no such claim, or no such horizon.
    """
    model = ensemble.model
    claim = claim_named(model, name)
    shown = tuple(horizons) or model.horizons
    day = shown[-1] if at is None else at
    if day not in shown:
        known = ", ".join(f"{one:g}" for one in shown)
        raise ResultError(f"no ledger horizon at day {day:g}; there are: {known}")
    place = model.horizons.index(day)
    truths, asked = Turned(ensemble, claim, place).truths()
    among = bears_on(model, claim)
    places = [model.horizons.index(one) for one in shown]
    mapped = mapped or ensemble  # other horizons: the claim is that of its own model
    return WeighedClaim(
        claim,
        shown.index(day),
        verdicts_of(ensemble, claim, places=places),
        scales_of(ensemble, claim, places=places),
        sign_map(mapped, claim_named(mapped.model, name)),
        flips_of(ensemble, truths, asked, among=among),
        region_of(ensemble, truths, asked, among=among),
        region_of(ensemble, ~truths, asked, among=among),
    )
