"""What a scenario expects of its outcomes, run and measured."""

from __future__ import annotations

from sim.analysis import Tested, expectation_result
from sim.errors import RunError
from sim.jobs import Progress, run_ensemble
from sim.model import Model, compile_model
from sim.scenario import Scenario

__all__ = ["tried"]


def tried(
    scenario: Scenario, *, progress: Progress | None = None
) -> tuple[tuple[Tested, ...], Model]:
    """Run what a scenario expects of its outcomes; the seed is 1, as the language says.

    Returns
    -------
    results : tuple of Tested
        In the order of the file.
    model : Model
        What was run.

    Raises
    ------
    RunError
        If a member cannot be run.
    """
    model = compile_model(scenario)
    ensembles = {
        members: run_ensemble(model, members=members, seed=1, progress=progress)
        for members in sorted({item.members for item in scenario.expect})
    }
    for ensemble in ensembles.values():
        for failure in getattr(ensemble, "failures", ()):
            raise RunError(failure.message)
    results = (
        expectation_result(item, ensembles[item.members]) for item in scenario.expect
    )
    return tuple(results), model
