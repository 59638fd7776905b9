"""Reading the record of a future that people decided: all that is wrong is said."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sim.classroom.records import FORMAT, Decision, Options, Record
from sim.errors import UsageError, suggest
from sim.path import Answer

__all__ = ["read_record"]

LARGEST = 1_000_000
MOST_DECISIONS = 10_000
KEYS = (
    "record", "scenario", "sha256", "seed", "member", "options", "seats", "decisions",
    "receipt", "page",
)  # fmt: skip
DECISION = ("day", "ladder", "rung", "taken_back", "asked", "hands")
OPTIONS = ("policy", "set", "without", "central", "horizon")


def read_record(path: str | Path) -> Record:
    """Read a record.

    Raises
    ------
    UsageError
        If there is no such file or something in it is wrong: all of it is said.
    """
    try:
        raw = Path(path).read_bytes()
    except OSError as error:
        what = (error.strerror or "it cannot be read").lower()
        raise UsageError(f"cannot read the record {str(path)!r}: {what}") from None
    reader = _Reader(str(path))
    record = reader.record(_parsed(raw, str(path)))
    if reader.faults:
        raise UsageError("\n".join(f"{path}: {fault}" for fault in reader.faults))
    return record


def _parsed(raw: bytes, path: str) -> Any:
    if len(raw) > LARGEST:
        raise UsageError(f"{path}: too large for a record of decisions")
    try:
        return json.loads(raw.decode("utf-8-sig"), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise UsageError(f"{path}: expected a record of decisions, as JSON") from None


def _no_constant(word: str) -> float:
    raise ValueError(word)


class _Reader:
    """Reads the values of a record and notes what is wrong, so that all is said."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.faults: list[str] = []

    def record(self, found: Any) -> Record:
        if not isinstance(found, dict) or found.get("record") != FORMAT:
            what = (
                f'{self.path}: expected a record of decisions with "record": {FORMAT}'
            )
            raise UsageError(what)
        self.known(found, KEYS, "a record")
        if not isinstance(found.get("page", {}), dict):
            self.faults.append('"page": expected a mapping')
        return Record(
            scenario=self.text(found, "scenario"),
            sha256=self.digits(found, "sha256", 64),
            seed=self.whole(found, "seed", 2**64),
            member=self.whole(found, "member", 2**32),
            options=self.options(found.get("options", {})),
            seats=self.texts(found, "seats"),
            decisions=tuple(self.decisions(found.get("decisions", []))),
            receipt=self.digits(found, "receipt", 16) if found.get("receipt") else "",
        )

    def options(self, found: Any) -> Options:
        if not isinstance(found, dict):
            self.faults.append('"options": expected a mapping')
            return Options()
        self.known(found, OPTIONS, '"options"')
        settings = found.get("set", {})
        if not isinstance(settings, dict) or not all(
            isinstance(value, str) for value in settings.values()
        ):
            self.faults.append('"set": expected a mapping from names to texts')
            settings = {}
        horizon = found.get("horizon")
        if horizon is not None and not isinstance(horizon, str):
            self.faults.append(
                '"horizon": expected a text such as "18 months", or null'
            )
        central = found.get("central", False)
        if not isinstance(central, bool):
            self.faults.append('"central": expected true or false')
        return Options(
            self.texts(found, "policy"),
            settings,
            self.texts(found, "without"),
            bool(central),
            horizon,
        )

    def decisions(self, found: Any) -> Iterator[Decision]:
        if not isinstance(found, list) or len(found) > MOST_DECISIONS:
            self.faults.append('"decisions": expected a list of decisions')
            return
        for number, item in enumerate(found, start=1):
            where = f"decision {number}"
            if not isinstance(item, dict):
                self.faults.append(f"{where}: expected a mapping")
                continue
            self.known(item, DECISION, where)
            day: Any = item.get("day")
            sound = isinstance(day, int | float) and not isinstance(day, bool)
            if not sound or not math.isfinite(day) or day < 0:
                self.faults.append(
                    f'{where}: expected "day" with a number, got {day!r}'
                )
                day = 0.0
            answer = Answer(
                float(day),
                self.text(item, "ladder", where),
                self.text(item, "rung", where),
            )
            again = item.get("taken_back", 0)
            if not isinstance(again, int) or isinstance(again, bool) or again < 0:
                self.faults.append(
                    f'{where}: expected "taken_back" with a whole number'
                )
                again = 0
            asked = item.get("asked", True)
            if not isinstance(asked, bool):
                self.faults.append(f'{where}: expected "asked" with true or false')
            yield Decision(answer, again, bool(asked), self.hands(item, where))

    def hands(self, found: Mapping[str, Any], where: str) -> dict[str, int]:
        value = found.get("hands", {})
        if isinstance(value, dict) and all(
            isinstance(count, int) and not isinstance(count, bool) and count >= 0
            for count in value.values()
        ):
            return value
        self.faults.append(f'{where}: expected "hands" with a count for each rung')
        return {}

    def known(self, found: Mapping[str, Any], keys: tuple[str, ...], what: str) -> None:
        self.faults += [
            f"unknown key {key!r} in {what}; {suggest(key, keys)}"
            for key in found
            if key not in keys
        ]

    def text(self, found: Mapping[str, Any], key: str, where: str = "") -> str:
        value = found.get(key)
        if isinstance(value, str) and value:
            return value
        before = f"{where}: " if where else ""
        self.faults.append(f'{before}expected "{key}" with a text, got {value!r}')
        return ""

    def texts(self, found: Mapping[str, Any], key: str) -> tuple[str, ...]:
        value = found.get(key, [])
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        self.faults.append(f'"{key}": expected a list of texts')
        return ()

    def digits(self, found: Mapping[str, Any], key: str, count: int) -> str:
        value = found.get(key)
        sound = isinstance(value, str) and len(value) == count
        if sound and all(digit in "0123456789abcdef" for digit in str(value)):
            return str(value)
        self.faults.append(f'expected "{key}" with {count} hexadecimal digits')
        return "0" * count

    def whole(self, found: Mapping[str, Any], key: str, below: int) -> int:
        """Read a whole number; as text too, since JavaScript has none of 64 bits."""
        value: Any = found.get(key)
        if isinstance(value, str) and value.isascii() and value.isdigit():
            value = int(value[:20])
        sound = isinstance(value, int) and not isinstance(value, bool)
        if sound and 0 <= int(value) < below:
            return int(value)
        self.faults.append(f'expected "{key}" with a whole number, got {value!r}')
        return 0
