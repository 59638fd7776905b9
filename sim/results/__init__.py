"""Records of what happened: a `Trace` of one member, an `Ensemble` of many.

`trace` and `ensemble` say what they hold, `paths` how moves are kept in columns;
engines write members down in a `Record`, of which an ensemble is made; `joining` puts
ensembles end to end, `saving` keeps them in files, `stored` their large arrays, and
`tabling` gives them to pandas, xarray and Arrow.
"""

from sim.results.ensemble import GRID, KEPT_LEVELS, Ensemble, rung_slots
from sim.results.joining import join_ensembles
from sim.results.paths import Failure, Paths, Staircases
from sim.results.receipts import Receipts
from sim.results.record import Record, refuse_unknown_ladders
from sim.results.saving import (
    bytes_of,
    read_ensemble,
    write_ensemble,
)
from sim.results.stored import StoredArrays
from sim.results.tabling import ValueColumn, value_columns
from sim.results.trace import Change, Firing, Lookup, Move, Trace, Why

__all__ = [
    "GRID",
    "KEPT_LEVELS",
    "Change",
    "Ensemble",
    "Failure",
    "Firing",
    "Lookup",
    "Move",
    "Paths",
    "Receipts",
    "Record",
    "Staircases",
    "StoredArrays",
    "Trace",
    "ValueColumn",
    "Why",
    "bytes_of",
    "join_ensembles",
    "read_ensemble",
    "refuse_unknown_ladders",
    "rung_slots",
    "value_columns",
    "write_ensemble",
]
