"""The home of SciPy: a chain moved through time, and its long run.

``dp/dt = A p`` with a sparse generator `A`, whose columns sum to 0: `moved` gives p
after some days by `expm_multiply`; `solved` is for the linear equations of a run
without end.

References
----------
Al-Mohy and Higham (2011), Computing the action of the matrix exponential, with an
application to exponential integrators. Norris (1997), Markov Chains, section 3.3.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.errors import UsageError

__all__ = ["Entries", "has_scipy", "matrix_of", "moved", "solved"]

Entries = tuple[list[int], list[int], list[float]]
"""Rows, columns and values of a sparse matrix; what stands twice adds up."""


def has_scipy() -> bool:
    """Whether SciPy is there."""
    try:
        _sparse()
    except UsageError:
        return False
    return True


@cache
def _sparse() -> Any:
    try:
        sparse = import_module("scipy.sparse")
        import_module("scipy.sparse.linalg")
    except ImportError:
        raise UsageError(
            "exact answers need SciPy; install it with: pip install "
            "'escalation-sim[exact]'"
        ) from None
    return sparse


def matrix_of(entries: Entries, size: int) -> Any:
    """Give a sparse matrix, shape ``(size, size)``.

    Raises
    ------
    UsageError
        If SciPy is not installed.
    """
    rows, columns, values = entries
    sparse = _sparse()
    matrix = sparse.coo_array((values, (rows, columns)), shape=(size, size))
    return matrix.tocsc()


def moved(matrix: Any, vector: NDArray[np.float64], days: float) -> NDArray[np.float64]:
    """Give ``exp(matrix * days) @ vector``, shape ``(size,)``."""
    if days == 0 or matrix.nnz == 0:
        return vector
    result: NDArray[np.float64] = _sparse().linalg.expm_multiply(matrix * days, vector)
    return result


def solved(matrix: Any, right: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give x of ``matrix @ x = right``, shape ``(size,)``."""
    result: NDArray[np.float64] = _sparse().linalg.spsolve(matrix, right)
    return np.atleast_1d(result)
