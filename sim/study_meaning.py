"""What a study says of what it means: claims weighed, from every side or all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sim.analysis import reweighed
from sim.jobs import Progress, run_ensemble
from sim.model import compile_model
from sim.path import DEFAULT_SEED
from sim.scenario import Scenario
from sim.study_all_claims import ClaimsView
from sim.study_claims import CLAIM_MEMBERS, NO_WEIGHTS, ClaimView, weigh
from sim.study_durations import days_of
from sim.texts import Language

__all__ = ["Meaning"]

Several = str | Sequence[str]


class Meaning:
    """The part of a `Study` that asks what its futures mean."""

    __slots__ = ()
    scenario: Scenario
    language: Language

    def claims(
        self,
        name: str = "",
        *,
        members: int = CLAIM_MEMBERS,
        seed: int = DEFAULT_SEED,
        at: str | float | None = None,
        weights: Mapping[str, str] = NO_WEIGHTS,
        check: int = 0,
        policy: Several = (),
        without: Several = (),
        progress: Progress | None = None,
    ) -> ClaimView | ClaimsView:
        """Weigh one claim from every side, or test them all.

        Parameters
        ----------
        name : str, optional
            Of the claim; all of them unless given.
        at : str or float, optional
            The horizon at which to say what it would take, ``"2 years"``; the last one
            unless given.
        weights : mapping of str to str, optional
            Another scale: the price of an argument's unit, ``{"standing": "200"}``, or
            how many times an argument or account counts, ``{"order": "x2"}``.
        check : int, default 0
            So many members are run with the smallest change held.

        Raises
        ------
        ResultError
            If there is no such claim.
        """
        if name:
            return weigh(
                self.scenario,
                name,
                language=self.language,
                members=members,
                seed=seed,
                policy=_several(policy),
                without=_several(without),
                at=None if at is None else days_of(at),
                weights=weights,
                check=check,
                progress=progress,
            )
        model = compile_model(
            self.scenario, policies=_several(policy), without=_several(without)
        )
        ensemble = run_ensemble(model, members=members, seed=seed, progress=progress)
        ensemble = reweighed(ensemble, weights)
        return ClaimsView(self.scenario, ensemble, self.language, weights)


def _several(names: Several) -> tuple[str, ...]:
    """Give one name as one, several as they are."""
    given: Iterable[str] = (names,) if isinstance(names, str) else names
    return tuple(given)
