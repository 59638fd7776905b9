"""What a study says of what it means: claims, comparisons, twins and paths."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sim.analysis import reweighed, twins_of
from sim.ensemble import EngineName
from sim.errors import UsageError
from sim.jobs import DEFAULT_MEMBERS, Progress, run_ensemble
from sim.loading import load_text
from sim.model import Model, compile_model
from sim.path import DEFAULT_SEED, run_path
from sim.results import refuse_unknown_ladders
from sim.scenario import Scenario
from sim.study.all_claims import ClaimsView
from sim.study.claims import CLAIM_MEMBERS, NO_WEIGHTS, ClaimView, weigh
from sim.study.compare import Plans, Variant, policy_title, run_variants
from sim.study.durations import days_of
from sim.study.paths import PathsView, asking_given, telling
from sim.study.twins import TwinsView
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
        jobs: int | None = None,
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
        jobs : int, optional
            How many processes run them; this one alone unless given.

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
                jobs=jobs,
                progress=progress,
            )
        model = compile_model(
            self.scenario, policies=_several(policy), without=_several(without)
        )
        ensemble = run_ensemble(
            model, members=members, seed=seed, jobs=jobs, progress=progress
        )
        ensemble = reweighed(ensemble, weights)
        return ClaimsView(self.scenario, ensemble, self.language, weights)

    def compare(
        self,
        policies: Sequence[str],
        *,
        members: int = DEFAULT_MEMBERS,
        seed: int = DEFAULT_SEED,
        without: Several = (),
        central: bool = False,
        horizon: str | float | None = None,
        engine: EngineName = "auto",
        progress: Progress | None = None,
    ) -> Plans:
        """Run several plans on the same luck, and hold them side by side.

        Parameters
        ----------
        policies : sequence of str
            Two or more, in the order in which they are to stand. Each replaces the
            plan on its own ladder.
        """
        names = dict.fromkeys(policies)
        told = {"without": without, "central": central, "horizon": horizon}
        return run_variants(
            [
                Variant(name, self.scenario, _compiled(self.scenario, name, **told))  # type: ignore[arg-type]
                for name in names
            ],
            members=members,
            seed=seed,
            engine=engine,
            progress=progress,
            language=self.language,
        )

    def compare_with(
        self,
        others: Sequence[Meaning],
        *,
        members: int = DEFAULT_MEMBERS,
        seed: int = DEFAULT_SEED,
        without: Several = (),
        central: bool = False,
        horizon: str | float | None = None,
        engine: EngineName = "auto",
        each: bool = False,
        names: Sequence[str] = (),
        progress: Progress | None = None,
    ) -> Plans:
        """Run other files on the same luck as this one, and hold them side by side.

        Parameters
        ----------
        others : sequence of Study
            Of one, also which values differ and what each does alone.
        each : bool
            Run each differing value alone however many there are.
        names : sequence of str, optional
            What they are called, this one first.
        """
        told = {"without": without, "central": central, "horizon": horizon}
        scenarios = [self.scenario, *(other.scenario for other in others)]
        called = list(names) or [scenario.file for scenario in scenarios]
        if len(set(called)) < len(called):
            raise UsageError("expected files that differ, got one of them twice")
        return run_variants(
            [
                Variant(name, scenario, _compiled(scenario, "", **told))  # type: ignore[arg-type]
                for name, scenario in zip(called, scenarios, strict=True)
            ],
            members=members,
            seed=seed,
            engine=engine,
            progress=progress,
            language=self.language,
            titles=called,
            files=True,
            each=each,
        )

    def compare_values(
        self,
        name: str,
        values: Sequence[object],
        *,
        members: int = DEFAULT_MEMBERS,
        seed: int = DEFAULT_SEED,
        without: Several = (),
        central: bool = False,
        horizon: str | float | None = None,
        engine: EngineName = "auto",
        progress: Progress | None = None,
    ) -> Plans:
        """Set one thing to several values, and run each on the same luck.

        Parameters
        ----------
        name : str
            A parameter, or anything by its path.
        values : sequence
            As they would be written in the file.
        """
        told = {"without": without, "central": central, "horizon": horizon}
        variants = []
        for value in dict.fromkeys(map(str, values)):
            scenario = load_text(
                self.scenario.text,
                file=self.scenario.file,
                settings={**self.scenario.settings, name: value},
                bases=self.scenario.files[1:],
            )
            model = _compiled(scenario, "", **told)  # type: ignore[arg-type]
            variants.append(Variant(value, scenario, model))
        return run_variants(
            variants,
            members=members,
            seed=seed,
            engine=engine,
            progress=progress,
            language=self.language,
            titles=[f"{name} = {variant.name}" for variant in variants],
        )

    def twins(
        self,
        policies: Sequence[str],
        *,
        member: int = 0,
        seed: int = DEFAULT_SEED,
        without: Several = (),
        central: bool = False,
        horizon: str | float | None = None,
    ) -> TwinsView:
        """Follow one member under two plans, and see where its futures part.

        Parameters
        ----------
        policies : sequence of str
            Two.
        """
        if len(policies) != 2:
            raise UsageError(f"expected two plans, got {len(policies)}")
        told = {"without": without, "central": central, "horizon": horizon}
        first, second = (
            run_path(
                _compiled(self.scenario, name, **told),  # type: ignore[arg-type]
                seed=seed,
                member=member,
            )
            for name in policies
        )
        titles = [policy_title(self.scenario, name, self.language) for name in policies]
        twins = twins_of(first, second)
        return TwinsView(self.scenario, twins, (titles[0], titles[1]), self.language)

    def paths(
        self,
        *ladders: str,
        given: str = "",
        members: int = CLAIM_MEMBERS,
        seed: int = DEFAULT_SEED,
        policy: Several = (),
        without: Several = (),
        least: float = 0.02,
        file: str = "",
        progress: Progress | None = None,
    ) -> PathsView:
        """Show the ways that members go on one ladder, or on two together.

        Parameters
        ----------
        *ladders : str
            One or two.
        given : str, optional
            Only members in which this condition holds: ``"ever(war == over)"``.
        least : float, default 0.02
            Branches of the tree that are rarer are summed up.
        file : str, optional
            What the scenario is called in the commands that tell a member.
        """
        asked = asking_given(self.scenario, given) if given else self.scenario
        model = compile_model(
            asked, policies=_several(policy), without=_several(without)
        )
        refuse_unknown_ladders(model, ladders)
        ensemble = run_ensemble(
            model, members=members, seed=seed, ladders=ladders, progress=progress
        )
        command = telling(
            file or self.scenario.name,
            seed,
            _several(policy),
            dict(self.scenario.settings),
        )
        return PathsView(
            self.scenario, ensemble, ladders, given, self.language, command, least
        )


def _compiled(
    scenario: Scenario,
    policy: str,
    *,
    without: Several,
    central: bool,
    horizon: str | float | None,
) -> Model:
    return compile_model(
        scenario,
        policies=(policy,) if policy else (),
        without=_several(without),
        central=central,
        horizon=None if horizon is None else days_of(horizon),
    )


def _several(names: Several) -> tuple[str, ...]:
    """Give one name as one, several as they are."""
    given: Iterable[str] = (names,) if isinstance(names, str) else names
    return tuple(given)
