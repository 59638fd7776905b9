"""Records of what happened: a `Trace` of one member, an `Ensemble` of many.

`trace` and `ensemble` say what they hold, `paths` how moves are kept in columns;
engines write members down in a `Record`, of which an ensemble is made; `joining` puts
ensembles end to end and `blocks` takes them apart again, `saving` keeps them in files,
`archive` and `stored` large ones, and `tabling` gives them to pandas, xarray and Arrow.
"""

from sim.results.archive import Archive
from sim.results.blocks import blocks_of, without_arrays
from sim.results.ensemble import GRID, KEPT_LEVELS, Ensemble, rung_slots
from sim.results.joining import join_ensembles
from sim.results.paths import Failure, Paths, Staircases
from sim.results.receipts import Receipts, receipt_lines
from sim.results.record import Record, refuse_unknown_ladders
from sim.results.saving import (
    bytes_of,
    read_ensemble,
    write_ensemble,
    write_large,
)
from sim.results.stored import LARGE_ARRAYS, Stored, large_arrays
from sim.results.tabling import ValueColumn, value_columns
from sim.results.trace import Change, Firing, Lookup, Move, Trace, Why

__all__ = [
    "GRID",
    "KEPT_LEVELS",
    "LARGE_ARRAYS",
    "Archive",
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
    "Stored",
    "Trace",
    "ValueColumn",
    "Why",
    "blocks_of",
    "bytes_of",
    "join_ensembles",
    "large_arrays",
    "read_ensemble",
    "receipt_lines",
    "refuse_unknown_ladders",
    "rung_slots",
    "value_columns",
    "without_arrays",
    "write_ensemble",
    "write_large",
]
