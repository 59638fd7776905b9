"""The table of members as Parquet, each column with its unit and its meaning."""

from __future__ import annotations

import io
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

from sim.errors import UsageError
from sim.results import Ensemble, ValueColumn, blocks_of, value_columns

__all__ = ["members_parquet", "require_arrow", "write_parquet"]

ROWS = 20_000
"""Members in a group of rows."""


def require_arrow() -> Any:
    """Give pyarrow.

    Raises
    ------
    UsageError
        If it is not installed.
    """
    try:
        import_module("pyarrow.parquet")
        return import_module("pyarrow")
    except ImportError:
        raise UsageError(
            "--table parquet needs pyarrow; install it with: pip install "
            "'escalation-sim[parquet]'"
        ) from None


def members_parquet(ensemble: Ensemble, *, about: str = "") -> bytes:
    """Write the table of members as Parquet.

    Rungs and words are dictionaries, times are days of the run. Each field's metadata
    hold its ``unit`` and ``meaning``.

    Parameters
    ----------
    about : str
        What the table is, for its metadata.

    Raises
    ------
    UsageError
        If pyarrow is not installed.
    """
    file = io.BytesIO()
    _write(file, ensemble, about)
    return file.getvalue()


def write_parquet(file: Path, ensemble: Ensemble, *, about: str = "") -> None:
    """Write the same table into a file, some members at a time."""
    with file.open("wb") as stream:
        _write(stream, ensemble, about)


def _write(file: BinaryIO, ensemble: Ensemble, about: str) -> None:
    arrow = require_arrow()
    model = ensemble.model
    told = {"scenario": model.name, "seed": str(ensemble.seed), "start": model.start}
    told |= {"about": about} if about else {}
    writer = None
    for block in blocks_of(ensemble, members=ROWS):
        columns = list(value_columns(block))
        arrays = [_array(arrow, column) for column in columns]
        if writer is None:
            fields = [
                arrow.field(
                    column.name,
                    array.type,
                    metadata={"unit": column.unit, "meaning": column.meaning},
                )
                for column, array in zip(columns, arrays, strict=True)
            ]
            schema = arrow.schema(fields, told)
            writer = arrow.parquet.ParquetWriter(file, schema)
        writer.write_table(arrow.Table.from_arrays(arrays, schema=writer.schema))
    if writer is not None:
        writer.close()


def _array(arrow: Any, column: ValueColumn) -> Any:
    if not column.words:
        return arrow.array(column.values)
    places = arrow.array(column.values.astype("int16"))
    words = arrow.array(list(column.words))
    return arrow.DictionaryArray.from_arrays(places, words, ordered=column.ordered)
