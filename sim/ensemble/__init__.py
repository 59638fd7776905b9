"""The engine: many members of a model at once.

`running` is the way in. `lanes` runs members side by side in NumPy, by code that
`lane_code` writes from the rules; `kernel` runs them in numba, where that is
installed; `program` collects what the rules call, and `choosing` knows who is soonest.
"""

from sim.ensemble.choosing import EngineName, choose_engine
from sim.ensemble.kernel import has_numba
from sim.ensemble.running import Runner, run_members

__all__ = ["EngineName", "Runner", "choose_engine", "has_numba", "run_members"]
