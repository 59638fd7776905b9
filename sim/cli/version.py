"""The version of this package: written at the front door, read here."""

from importlib import import_module

__all__ = ["version"]


def version() -> str:
    """Give the version."""
    return str(import_module("sim").__version__)
