"""The engine: one member of a model, one SimPy event for each armed clock.

`engine` owns the loop; `reasons` says why each clock fired; `tracing` makes the record;
`sampling` runs many members one after another; `playing` runs one in which people
decide; `faults` words what can go wrong.
"""

from sim.path.engine import DEFAULT_SEED, Engine, Path
from sim.path.playing import Answer, run_played
from sim.path.sampling import run_record
from sim.path.tracing import run_path, trace_of

__all__ = [
    "DEFAULT_SEED",
    "Answer",
    "Engine",
    "Path",
    "run_path",
    "run_played",
    "run_record",
    "trace_of",
]
