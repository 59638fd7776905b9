"""One file laid over another: what is merged, what is replaced, what is taken away.

Merging goes down to the keys of one named thing and no further. A timing replaces the
other timing, ``either`` replaces ``do``, and ``key: null`` takes a key away.
"""

from __future__ import annotations

from sim.scenario import SECTIONS, TIMINGS, is_nothing
from sim.yamltext import Mapping, Node, Scalar

__all__ = ["NAMED", "as_mapping", "laid_over", "without_rivals"]

NAMED = frozenset({*SECTIONS, "seats"})
"""Keys at the top of a file under which things stand by their names."""

ONE = frozenset({"ledger", "plans", "lesson"})
"""Keys at the top of a file under which one thing stands."""

RIVALS = (frozenset(TIMINGS), frozenset({"do", "either"}))
"""Keys of an event of which one replaces the other."""


def laid_over(base: Mapping, variant: Mapping) -> Mapping:
    """Lay a whole file over another.

    Parameters
    ----------
    base, variant : Mapping
        The files, without their ``extends``.

    Returns
    -------
    Mapping
        Keys in the order of the base, then the new ones as written. Each key stands
        where its value was written.
    """
    entries, keys = dict(base.entries), dict(base.keys)
    for key, node in variant.entries.items():
        old = entries.get(key)
        if _takes_away(node, old):
            del entries[key], keys[key]
        elif key in NAMED and isinstance(old, Mapping) and isinstance(node, Mapping):
            entries[key] = _things(key, old, node)
        elif key in ONE and isinstance(old, Mapping) and isinstance(node, Mapping):
            entries[key] = _thing(key, old, node)
        else:
            entries[key], keys[key] = node, variant.keys[key]
    return Mapping(entries, keys, variant.place)


def without_rivals(section: str, thing: Mapping, fresh: set[str]) -> Mapping:
    """Drop the keys of a thing that give way to new ones: a timing to a timing."""
    gone: set[str] = set()
    if section == "events":
        for rivals in RIVALS:
            if rivals & fresh:
                gone |= rivals - fresh
        if set(TIMINGS) & fresh and "after" not in fresh:
            gone.add("since")
    entries = {key: node for key, node in thing.entries.items() if key not in gone}
    return Mapping(entries, {key: thing.keys[key] for key in entries}, thing.place)


def as_mapping(section: str, node: Node) -> Node:
    """Write out what is short for a mapping: a bare outcome, a thing with no keys."""
    if is_nothing(node):
        return Mapping({}, {}, node.place)
    if section == "outcomes" and isinstance(node, Scalar):
        return Mapping({"value": node}, {"value": node.place}, node.place)
    return node


def _takes_away(node: Node, old: Node | None) -> bool:
    return old is not None and is_nothing(node)


def _things(section: str, base: Mapping, variant: Mapping) -> Mapping:
    """Merge things that stand by their names."""
    entries, keys = dict(base.entries), dict(base.keys)
    for name, node in variant.entries.items():
        old = entries.get(name)
        if old is None:
            entries[name], keys[name] = _new(node), variant.keys[name]
            continue
        if is_nothing(node):
            del entries[name], keys[name]
            continue
        low, high = as_mapping(section, old), as_mapping(section, node)
        if isinstance(low, Mapping) and isinstance(high, Mapping):
            entries[name] = _thing(section, low, high)
            if set(entries[name].entries) < set(low.entries):  # type: ignore[union-attr]
                keys[name] = variant.keys[name]  # something was taken away here
        else:
            entries[name], keys[name] = node, variant.keys[name]
    return Mapping(entries, keys, base.place)


def _new(node: Node) -> Node:
    """Drop keys that take away what a new thing never had, such as ``spread: null``."""
    if not isinstance(node, Mapping):
        return node
    entries = {key: item for key, item in node.entries.items() if not is_nothing(item)}
    return Mapping(entries, {key: node.keys[key] for key in entries}, node.place)


def _thing(section: str, base: Mapping, variant: Mapping) -> Mapping:
    """Merge the keys of one thing; what stands under a key is replaced whole."""
    fresh = {key for key, node in variant.entries.items() if not is_nothing(node)}
    kept = without_rivals(section, base, fresh)
    entries, keys = dict(kept.entries), dict(kept.keys)
    for key, node in variant.entries.items():
        if _takes_away(node, base.entries.get(key)):
            entries.pop(key, None)
            keys.pop(key, None)
        else:
            entries[key], keys[key] = node, variant.keys[key]
    return Mapping(entries, keys, base.place)
