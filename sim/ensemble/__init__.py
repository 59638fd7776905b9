"""The engine: many members of a model at once."""
