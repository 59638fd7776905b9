"""The engine: many members of a model at once.

`running` is the way in. `lanes` runs members side by side in NumPy, by code that
`lane_code` writes from the rules; `program` collects what the rules call.
"""

from sim.ensemble.running import EngineName, Runner, choose_engine, run_members

__all__ = ["EngineName", "Runner", "choose_engine", "run_members"]
