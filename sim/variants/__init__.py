"""Files that extend others, and settings by path: everything laid over one tree.

`merging` is the rule by which one file is laid over another, `extending` follows
``extends:`` from file to file, `settings` lays ``--set PATH=VALUE`` over the result.
All of it works on nodes, before the schema looks at them: so a fault points at the
file and the line that wrote the value.
"""

from sim.variants.differing import WORDS, Piece, pieces_of, taken_from
from sim.variants.extending import Fetch, FromDisk, FromTexts, Gathered, gather
from sim.variants.merging import laid_over
from sim.variants.settings import lay_settings

__all__ = [
    "WORDS",
    "Fetch",
    "FromDisk",
    "FromTexts",
    "Gathered",
    "Piece",
    "gather",
    "laid_over",
    "lay_settings",
    "pieces_of",
    "taken_from",
]
