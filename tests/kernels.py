"""Kernels for tests: compiled by numba in a folder of the test's own, or run as Python.

To compile takes seconds for each model. The kernel's text is plain Python, though, and
can be run as such, with a few words in numba's place: so the text of hundreds of models
is tried, and what numba makes of it for a few.
"""

from __future__ import annotations

import os
import re
import struct
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.ensemble.kernel import KernelEngine, has_numba
from sim.ensemble.known_numbers import lognormal_at
from sim.streams import first_uniform, log, second_uniform

needs_numba = pytest.mark.skipif(
    not has_numba() and not os.environ.get("SIM_CI"), reason="numba is not installed"
)
"""Skips without numba, but never where every test must have run."""


@contextmanager
def kernels_in(folder: Path) -> Iterator[None]:
    """Keep kernels in a folder meanwhile, and know of none loaded before or after."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SIM_CACHE_DIR", str(folder))
        _forget()
        yield
        _forget()


def _forget() -> None:
    for name in [name for name in sys.modules if re.fullmatch("k_[0-9a-f]{64}", name)]:
        del sys.modules[name]


def bits_of(number: float) -> np.uint64:
    return np.uint64(struct.unpack("<Q", struct.pack("<d", number))[0])


def float_of(bits: np.uint64) -> float:
    number: float = struct.unpack("<d", struct.pack("<Q", int(bits)))[0]
    return number


def as_python(engine: KernelEngine) -> KernelEngine:
    """Let an engine run its kernel's text as it stands, without numba."""
    head, _, rest = engine.text.partition("sqrt = math.sqrt")
    eight = {each.__name__: each for each in EIGHTS}
    assert all(f"def {name}(" in head for name in eight)
    assert "from numba import njit, types" in head
    names: dict[str, Any] = {
        "HOW": {},
        "U": np.uint64,
        "bits_of": bits_of,
        "float_of": float_of,
        "math": __import__("math"),
        "njit": lambda *_, **__: _as_it_is,
        "np": np,
        "pointer": lambda array: [0] * len(array),
        **eight,
    }
    exec(f"sqrt = math.sqrt{rest}", names)
    names["soonest"] = lambda due: min(range(names["CLOCKS"]), key=due.__getitem__)
    names["floor"] = lambda x: float(np.floor(x))
    engine._loop, engine._luck = names["run"], names["luck"]
    return engine


def eight_uniforms(
    q0: int, q1: int, s0: int, s1: int, n: int, m: Any, into: list[float], at: int
) -> None:
    """Keep eight draws, one after another, as the engine on SimPy looks them up."""
    for lane in range(8):
        address = q0, q1, int(s0), int(s1), int(n) + lane, int(m)
        into[at + lane] = first_uniform(*address)
        into[at + 8 + lane] = second_uniform(*address)


def eight_thresholds(into: list[float], at: int) -> None:
    for lane in range(at, at + 8):
        into[lane] = -log(into[lane])


def eight_lognormals(into: list[float], at: int, middle: float, slope: float) -> None:
    for lane in range(at, at + 8):
        into[lane] = lognormal_at(into[lane], float(middle), float(slope))


EIGHTS = (eight_uniforms, eight_thresholds, eight_lognormals)


def _as_it_is(function: Callable[..., Any]) -> Callable[..., Any]:
    return function
