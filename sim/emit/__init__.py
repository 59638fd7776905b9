"""The model's rules of motion as one text, which every engine runs or prints.

`rules` puts the text together; `starting`, `firing`, `refreshing` and `finishing`
write its functions; `formulas` writes expressions; `layout` and `places` say where
everything stands in the flat vectors.
"""

from sim.emit.layout import Outputs, Test
from sim.emit.places import SteerPlaces
from sim.emit.rules import Rules, emit_rules

__all__ = ["Outputs", "Rules", "SteerPlaces", "Test", "emit_rules"]
