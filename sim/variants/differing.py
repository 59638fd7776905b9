"""Two files side by side: which values differ, and one of them laid over the other.

What only a reader sees (titles, evidence, stories, sources) is no difference here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sim.errors import Place
from sim.scenario import SECTIONS
from sim.yamltext import Mapping, Node, Scalar

__all__ = ["WORDS", "Piece", "pieces_of", "taken_from"]

WORDS = frozenset(
    {"title", "titles", "because", "story", "says", "note", "about", "denies"}
)
FRAME_WORDS = frozenset(
    {"format", "name", "title", "about", "facts_to", "extends", "expect"}
)
TOLD = frozenset({"sources", "actors", "seats", "lesson"})
WHOLE = frozenset({"parameters"})  # a value and its spread go together

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """One value that differs.

    Attributes
    ----------
    path : tuple of str
        ``("events", "war_ends", "rate")``, or down to the thing alone.
    before, after : Node or None
        What stands there in the first file and in the second; None if nothing does.
    place : Place
        Where it is written: in the second file, or in the first if it is gone.
    """

    path: Path
    before: Node | None
    after: Node | None
    place: Place


def pieces_of(first: Mapping, second: Mapping) -> tuple[Piece, ...]:
    """Give every value that differs between two whole files, in file order."""
    return tuple(_pieces(first, second))


def _pieces(first: Mapping, second: Mapping) -> Iterator[Piece]:
    for key in _both(first, second):
        if key in TOLD or key in FRAME_WORDS:
            continue
        one, two = first.entries.get(key), second.entries.get(key)
        if key in SECTIONS and isinstance(one, Mapping) and isinstance(two, Mapping):
            for name in _both(one, two):
                yield from _of_thing(key, name, one, two)
        elif key in ("ledger", "plans") and _mappings(one, two):
            assert isinstance(one, Mapping)
            assert isinstance(two, Mapping)
            for name in _both(one, two):
                if name not in WORDS and name != "against":
                    yield from _of_key((key, name), one, two)
        else:
            yield from _of_key((key,), first, second)


def _of_thing(section: str, name: str, one: Mapping, two: Mapping) -> Iterator[Piece]:
    mine, theirs = one.entries.get(name), two.entries.get(name)
    if section in WHOLE or not _mappings(mine, theirs):
        yield from _of_key((section, name), one, two)
        return
    assert isinstance(mine, Mapping)
    assert isinstance(theirs, Mapping)
    for key in _both(mine, theirs):
        if key not in WORDS:
            yield from _of_key((section, name, key), mine, theirs)


def _of_key(path: Path, one: Mapping, two: Mapping) -> Iterator[Piece]:
    key = path[-1]
    before, after = one.entries.get(key), two.entries.get(key)
    if _meaning(before) != _meaning(after):
        holder = two if after is not None else one
        place = holder.keys[key]
        node = after if after is not None else before
        if isinstance(node, Scalar):
            place = node.place
        yield Piece(path, before, after, place)


def _both(one: Mapping, two: Mapping) -> list[str]:
    return list(dict.fromkeys([*one.entries, *two.entries]))


def _mappings(one: Node | None, two: Node | None) -> bool:
    return isinstance(one, Mapping) and isinstance(two, Mapping)


def _meaning(node: Node | None) -> object:
    """Give what a node says to the engines, for comparing."""
    if node is None:
        return None
    if isinstance(node, Scalar):
        return " ".join(node.text.split())
    if isinstance(node, Mapping):
        return tuple(
            (key, _meaning(item))
            for key, item in node.entries.items()
            if key not in WORDS
        )
    return tuple(map(_meaning, node.items))


def taken_from(root: Mapping, pieces: tuple[Piece, ...], second: Mapping) -> Mapping:
    """Give a whole file with some values as the second file has them.

    What is new is put after what stands before it in the second file, since order may
    matter: a derived parameter reads earlier ones.
    """
    for piece in pieces:
        changed = _put(root, piece.path, second)
        assert isinstance(changed, Mapping)
        root = changed
    return root


def _put(node: Node, path: Path, second: Node) -> Node:
    assert isinstance(node, Mapping)
    assert isinstance(second, Mapping)
    key, *rest = path
    entries, keys = dict(node.entries), dict(node.keys)
    if rest:
        entries[key] = _put(entries[key], tuple(rest), second.entries[key])
        return Mapping(entries, keys, node.place)
    if key not in second.entries:
        del entries[key], keys[key]
        return Mapping(entries, keys, node.place)
    if key in entries:
        entries[key] = second.entries[key]
        return Mapping(entries, keys, node.place)
    order = list(second.entries)
    before = next(
        (name for name in reversed(order[: order.index(key)]) if name in entries), None
    )
    names = list(entries)
    names.insert(0 if before is None else names.index(before) + 1, key)
    entries[key], keys[key] = second.entries[key], second.keys[key]
    return Mapping(
        {name: entries[name] for name in names},
        {name: keys[name] for name in names},
        node.place,
    )
