"""Luck by address, and elementary functions with the same bits everywhere.

`philox` looks random numbers up; `elementary` is the arithmetic of section 13 of the
language, of which `lanes` makes the array forms; `receipts` digests a path. The array
forms are fetched when they are first asked for, because only they need NumPy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    from sim.streams.lanes import (
        divide_array,
        exp_array,
        lane_form,
        log_array,
        normal_quantile_array,
        power_array,
        root_array,
    )

__all__ = [
    "block",
    "divide",
    "divide_array",
    "exp",
    "exp_array",
    "first_uniform",
    "float_words",
    "lane_form",
    "log",
    "log_array",
    "mix",
    "normal_quantile",
    "normal_quantile_array",
    "power",
    "power_array",
    "receipt_text",
    "root",
    "root_array",
    "second_uniform",
    "stream_of",
    "uniform_arrays",
    "uniforms",
]


def __getattr__(name: str) -> Any:
    if name == "lane_form" or (name.endswith("_array") and name in __all__):
        from sim.streams import lanes  # noqa: PLC0415 - it brings NumPy along

        return getattr(lanes, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
