"""Luck by address, and elementary functions with the same bits everywhere.

`philox` looks random numbers up; `elementary` is the arithmetic of section 13 of the
language, of which `lanes` makes the array forms; `receipts` digests a path.
"""

from sim.streams.elementary import divide, exp, log, normal_quantile, power, root
from sim.streams.philox import (
    block,
    first_uniform,
    second_uniform,
    stream_of,
    uniform_arrays,
    uniforms,
)
from sim.streams.receipts import float_words, mix, receipt_text

__all__ = [
    "block",
    "divide",
    "exp",
    "first_uniform",
    "float_words",
    "log",
    "mix",
    "normal_quantile",
    "power",
    "receipt_text",
    "root",
    "second_uniform",
    "stream_of",
    "uniform_arrays",
    "uniforms",
]
