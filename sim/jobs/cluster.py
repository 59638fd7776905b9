"""A Dask cluster as an executor: for more members than one machine should run."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from importlib import import_module

from sim.errors import UsageError

__all__ = ["cluster_executor"]

PATIENCE = "10s"
RETRIES = 5
"""How often a chunk is given out again when the worker that had it is gone."""


@contextmanager
def cluster_executor(address: str) -> Iterator[Executor]:
    """Give a Dask cluster as an executor, until the end of the block.

    Parameters
    ----------
    address : str
        Of its scheduler: ``tcp://10.0.0.5:8786``. Its workers must have this package,
        in the same version. A chunk whose worker is lost is run by another.

    Raises
    ------
    UsageError
        If Dask is not installed, or there is no scheduler at that address.
    """
    try:
        distributed = import_module("distributed")
    except ImportError:
        raise UsageError(
            "a cluster needs Dask; install it with: pip install "
            "'escalation-sim[cluster]'"
        ) from None
    try:
        client = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        reason = str(error).partition("\n")[0]
        raise UsageError(f"no Dask scheduler at {address!r}: {reason}") from None
    with hushed("distributed.client"), client:
        yield client.get_executor(pure=False, retries=RETRIES)


@contextmanager
def hushed(name: str) -> Iterator[None]:
    """Keep a logger's warnings back: that a lost chunk is run again is no news here."""
    logger = logging.getLogger(name)
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(before)
