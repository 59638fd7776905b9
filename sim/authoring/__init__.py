"""New files for authors: a starter to change, a variant of what there is, the schema.

`starting` writes the text of a new file, `schema` describes the language to editors.
"""

from sim.authoring.schema import (
    history_schema_text,
    schema_of_language,
    schema_text,
)
from sim.authoring.starting import starter_text, variant_text

__all__ = [
    "history_schema_text",
    "schema_of_language",
    "schema_text",
    "starter_text",
    "variant_text",
]
