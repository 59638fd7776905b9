"""Writing one file whole: nothing is replaced unasked, and nothing half written."""

from __future__ import annotations

from pathlib import Path

from sim.errors import UsageError

__all__ = ["refuse_existing", "write_whole"]


def refuse_existing(path: Path, *, force: bool) -> None:
    """Refuse to replace a file without being told to."""
    if path.exists() and not force:
        raise UsageError(f"{str(path)!r} exists already; give --force to replace it")


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole, or leave nothing of it."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        what = (error.strerror or "it cannot be written").lower()
        raise UsageError(f"cannot write {str(path)!r}: {what}") from None
