"""A list of students in, a seed for each out; their names stay where the list is.

A seed is the first four bytes of the SHA-256 of three lines: ``sim student 1``, the
word of the class, and the name or number as `settled` gives it. It is worked out on
this machine, and names are written into no file. A seed made from a name alone could be
guessed by somebody who has the list and tries every name on it; with a word of the
class that only the teacher knows it cannot.
"""

from __future__ import annotations

import csv
import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sim.errors import UsageError

__all__ = ["Student", "read_students", "settled", "student_seed"]

MOST = 500
LONGEST = 200
HEADS = frozenset({"name", "names", "number", "no", "no.", "student", "id"}) | {
    "이름", "성명", "번호", "학번", "학생",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Student:
    """One line of a list.

    Attributes
    ----------
    place : int
        Where on the list, from 1: the number of the set.
    name : str
        As written; shown to nobody but the teacher's own terminal.
    seed : int
        From 0 to 2**32 - 1.
    """

    place: int
    name: str = field(repr=False)
    seed: int


def settled(name: str) -> str:
    """Give a name as it is hashed: however it is typed, it comes to one text.

    Examples
    --------
    >>> settled("  Kim   Min-ji ") == settled("kim min-ji")
    True
    """
    return " ".join(unicodedata.normalize("NFKC", name).split()).lower()


def student_seed(name: str, *, word: str = "") -> int:
    """Give the seed of a student.

    Parameters
    ----------
    name : str
        A name or a number.
    word : str
        The word of the class.

    Examples
    --------
    >>> student_seed("7"), student_seed("7", word="maple")
    (2143992688, 2025500232)
    """
    text = f"sim student 1\n{settled(word)}\n{settled(name)}"
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4])


def read_students(given: str, *, word: str = "") -> tuple[Student, ...]:
    """Read a list of students: a file, or how many there are.

    Parameters
    ----------
    given : str
        A file with a name or number a line (of a CSV the first column), as UTF-8 or as
        Korean Windows writes it; or a whole number, for students called 1, 2, 3 ….
    word : str
        The word of the class.

    Raises
    ------
    UsageError
        If there is no such file, it is no list, or somebody stands on it twice.
    """
    if given.isascii() and given.isdigit() and not Path(given).exists():
        count = int(given[:6])
        if not 1 <= count <= MOST:
            raise UsageError(f"expected 1 to {MOST} students, got {given}")
        names = [(place, str(place)) for place in range(1, count + 1)]
    else:
        names = list(_lines(given))
    return tuple(_numbered(names, given, word))


def _numbered(names: list[tuple[int, str]], given: str, word: str) -> Iterator[Student]:
    if not names:
        raise UsageError(f"{given}: expected a name or number a line, found none")
    if len(names) > MOST:
        raise UsageError(f"{given}: expected at most {MOST} students, got {len(names)}")
    seen: dict[str, int] = {}
    seeds: dict[int, int] = {}
    for place, (line, name) in enumerate(names, start=1):
        if settled(name) in seen:
            raise UsageError(
                f"{given}:{line}: the same as line {seen[settled(name)]}; "
                "tell the two apart, for instance by a number after the name"
            )
        seed = student_seed(name, word=word)
        if seed in seeds:  # pragma: no cover - one in ten million classes
            raise UsageError(
                f"{given}:{line}: comes to the seed of line {seeds[seed]}; "
                "take another class word"
            )
        seen[settled(name)], seeds[seed] = line, line
        yield Student(place, name, seed)


def _lines(given: str) -> Iterator[tuple[int, str]]:
    """Give the entries of a file with the lines on which they stand."""
    try:
        raw = Path(given).read_bytes()
    except OSError as error:
        what = (error.strerror or "it cannot be read").lower()
        raise UsageError(
            f"cannot read the list of students {given!r}: {what}"
        ) from None
    text = _decoded(raw, given)
    first = True
    for line, row in enumerate(csv.reader(text.splitlines()), start=1):
        entry = row[0].strip() if row else ""
        if not entry or entry.startswith("#"):
            continue
        if first and settled(entry) in HEADS:
            first = False
            continue
        first = False
        if len(entry) > LONGEST or not entry.isprintable():
            raise UsageError(f"{given}:{line}: expected a name or a number")
        yield line, entry


def _decoded(raw: bytes, given: str) -> str:
    if len(raw) <= MOST * LONGEST * 4 and b"\0" not in raw:
        for encoding in ("utf-8-sig", "cp949"):
            try:
                return raw.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise UsageError(
        f"{given}: expected text with a name or number a line; save the list as CSV"
    )
