"""Asks of very many changed versions of one file whether each is refused, quickly.

A version with one word changed is read anew only where it changed, and checked no
further than its first fault. What is not refused so is loaded whole, as anybody would
load it: so nothing is called accepted that `load_text` refuses, and nothing refused
that has no fault.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from unittest import mock

from mutants import FILES, Misspelling

import sim.checks.desk
import sim.loading
import sim.variants.extending
from sim.errors import Place, Problem, ScenarioError
from sim.loading import load_text
from sim.yamltext import Mapping, Node, read_yaml

__all__ = ["accepted"]

Read = tuple[Node | None, tuple[Problem, ...]]
remembered = lru_cache(maxsize=64)(read_yaml)


def accepted(each: list[Misspelling]) -> Iterator[Misspelling]:
    """Give the misspellings that no fault names."""
    for one in each:
        with _quick(one):
            refused = _is_refused(one)
        if not refused and not _is_refused(one):
            yield one


def _is_refused(one: Misspelling) -> bool:
    try:
        load_text(one.text, file=one.file)
    except ScenarioError:
        return True
    return False


@contextmanager
def _quick(one: Misspelling) -> Iterator[None]:
    """Read no more than what changed, and stop at the first fault."""

    def read(text: str, file: str) -> Read:
        if file != one.file:
            return remembered(text, file)
        return _with_one_part_anew(FILES[file], text, file, one.line)

    with (
        mock.patch.object(sim.variants.extending, "read_yaml", read),
        mock.patch.object(sim.checks.desk, "MOST_PROBLEMS", 0),
        mock.patch.object(sim.loading, "MOST_PROBLEMS", 0),
    ):
        yield


def _with_one_part_anew(before: str, text: str, file: str, line: int) -> Read:
    """Read the one thing of one section in which a line has changed, and that alone."""
    root, _ = remembered(before, file)
    assert isinstance(root, Mapping)
    lines = text.split("\n")
    section, first, last = _part(root, line, len(lines) + 1)
    things, thing, wanted = root.entries[section], "", {*range(first, last)}
    if isinstance(things, Mapping) and things.entries and line > first:
        thing, low, high = _part(things, line, last)
        wanted = {first, *range(low, high)}
    alone = [one if n in wanted else "" for n, one in enumerate(lines, 1)]
    part, problems = read_yaml("\n".join(alone[: max(wanted)]), file)
    if problems or not isinstance(part, Mapping) or len(part.entries) != 1:
        return read_yaml(text, file)
    [new] = part.entries
    inner = part.entries[new]
    if thing:
        if not isinstance(inner, Mapping) or len(inner.entries) != 1:
            return read_yaml(text, file)
        assert isinstance(things, Mapping)
        part = Mapping({new: _with(things, thing, inner)}, part.keys, part.place)
    return _with(root, section, part), ()


def _with(whole: Mapping, old: str, part: Mapping) -> Mapping:
    """Put the one entry of `part` in the place of the entry `old`."""
    [new] = part.entries
    entries, keys = dict[str, Node](), dict[str, Place]()
    for key, node in whole.entries.items():
        entries[new if key == old else key] = part.entries[new] if key == old else node
        keys[new if key == old else key] = (
            part.keys[new] if key == old else whole.keys[key]
        )
    return Mapping(entries, keys, whole.place)


def _part(node: Mapping, line: int, end: int) -> tuple[str, int, int]:
    """Give the key under which a line stands, and its lines: from, and up to."""
    starts = sorted((place.line, key) for key, place in node.keys.items())
    at = max((n for n, (start, _) in enumerate(starts) if start <= line), default=0)
    after = next((start for start, _ in starts if start > starts[at][0]), end)
    return starts[at][1], starts[at][0], after
