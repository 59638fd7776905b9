"""The table of members as Parquet, each column with its unit and its meaning."""

from __future__ import annotations

import io
from importlib import import_module
from typing import Any

from sim.errors import UsageError
from sim.results import Ensemble, ValueColumn, value_columns

__all__ = ["members_parquet", "require_arrow"]


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


def members_parquet(ensemble: Ensemble) -> bytes:
    """Write the table of members as Parquet.

    Rungs and words are dictionaries, times are days of the run. Each field's metadata
    hold its ``unit`` and ``meaning``.

    Raises
    ------
    UsageError
        If pyarrow is not installed.
    """
    arrow = require_arrow()
    columns = list(value_columns(ensemble))
    arrays = [_array(arrow, column) for column in columns]
    fields = [
        arrow.field(
            column.name,
            array.type,
            metadata={"unit": column.unit, "meaning": column.meaning},
        )
        for column, array in zip(columns, arrays, strict=True)
    ]
    model = ensemble.model
    about = {"scenario": model.name, "seed": str(ensemble.seed), "start": model.start}
    table = arrow.Table.from_arrays(arrays, schema=arrow.schema(fields, about))
    file = io.BytesIO()
    arrow.parquet.write_table(table, file)
    return file.getvalue()


def _array(arrow: Any, column: ValueColumn) -> Any:
    if not column.words:
        return arrow.array(column.values)
    places = arrow.array(column.values.astype("int16"))
    words = arrow.array(list(column.words))
    return arrow.DictionaryArray.from_arrays(places, words, ordered=column.ordered)
