"""Escalation scenarios: load a ladder, run it many times, see what it costs.

>>> import sim
>>> sim.load("hello").step(member=17).story().lines[0].date
'2030-01-04'

Read the rooms from the bottom up, as `docs/house.md` lists them: `errors`,
`scenario`, `model`, the engine `path`, then `analysis`, `plots` and `cli`. Whatever is
named here is fetched when it is first asked for, so that `import sim` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.errors import (
        ModelError,
        ResultError,
        RunError,
        ScenarioError,
        SimError,
        UsageError,
    )
    from sim.jobs import run_ensemble
    from sim.loading import load_scenario
    from sim.model import Model, compile_model
    from sim.path import Engine, Path, run_path
    from sim.results import Ensemble, Trace
    from sim.scenario import Scenario
    from sim.study import Run, Step, Study, load, open_run

__all__ = [
    "Engine",
    "Ensemble",
    "Model",
    "ModelError",
    "Path",
    "ResultError",
    "Run",
    "RunError",
    "Scenario",
    "ScenarioError",
    "SimError",
    "Step",
    "Study",
    "Trace",
    "UsageError",
    "__version__",
    "compile_model",
    "load",
    "load_scenario",
    "open_run",
    "run_ensemble",
    "run_path",
]

__version__ = "0.1.0"

_ROOMS = {
    "sim.errors": "ModelError ResultError RunError ScenarioError SimError UsageError",
    "sim.jobs": "run_ensemble",
    "sim.loading": "load_scenario",
    "sim.model": "Model compile_model",
    "sim.path": "Engine Path run_path",
    "sim.results": "Ensemble Trace",
    "sim.scenario": "Scenario",
    "sim.study": "Run Step Study load open_run",
}
_room_of = {name: room for room, names in _ROOMS.items() for name in names.split()}


def __getattr__(name: str) -> object:
    if name not in _room_of:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(_room_of[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
