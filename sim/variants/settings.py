"""``--set PATH=VALUE``: any value of a scenario by its dotted path.

``events.war_ends.rate``, ``ladders.contingent.rungs.assault.losses``,
``events.enters_combat.factors.threat_before_combat.times``: down from the top of the
file, key by key; an item of a list by its ``id`` or its number, counted from 0.
"""

from __future__ import annotations

from collections.abc import Mapping as AbstractMapping
from dataclasses import replace

from sim.errors import Place, Problem, suggest
from sim.scenario import FRAME, SECTIONS, is_nothing
from sim.variants.merging import NAMED, as_mapping, without_rivals
from sim.yamltext import Mapping, Node, Scalar, Sequence, read_yaml

__all__ = ["lay_settings"]

TOP = (*FRAME, "without", "expect", *SECTIONS, "plans", "ledger", "seats", "lesson")
WHOLE = frozenset({*FRAME, "without", "expect"})


class _WrongPathError(Exception):
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def lay_settings(
    root: Node, settings: AbstractMapping[str, str]
) -> tuple[Node, dict[str, str], tuple[Problem, ...]]:
    """Lay settings by path over a file.

    Parameters
    ----------
    root : Node
        The whole file, with all that it extends.
    settings : mapping from str to str
        Values by path, as they would be written in the file.

    Returns
    -------
    root : Node
        With the values changed; each knows that it comes from ``--set``.
    held : dict
        The settings that name a parameter by its bare name: those hold it constant.
    problems : tuple of Problem
        Paths that lead nowhere, and values that are no YAML.
    """
    held: dict[str, str] = {}
    problems: list[Problem] = []
    if not isinstance(root, Mapping):
        return root, held, ()
    parameters = root.entries.get("parameters")
    known = parameters.entries if isinstance(parameters, Mapping) else {}
    for name, value in settings.items():
        if name in known or ("." not in name and name not in TOP):
            held[name] = value
            continue
        text = f"{name}={value}"
        place = Place(f"--set {text}", 1, 1, text)
        node, found = _value(value, place.shifted(len(name) + 1))
        problems += found
        if node is None:
            continue
        try:
            root = _laid(root, name, node, place)
        except _WrongPathError as wrong:
            problems.append(wrong.problem)
    return root, held, tuple(problems)


def _value(value: str, place: Place) -> tuple[Node | None, tuple[Problem, ...]]:
    """Read a value as the file would be read; its places are those of the setting."""
    if not value.strip():
        return None, (Problem(place, "expected a value, got nothing"),)
    node, problems = read_yaml(" " * (place.column - 1) + value, place.file)
    found = tuple(
        replace(
            problem,
            place=replace(problem.place, line=1, text=place.text),
            hint="" if " on line " in problem.hint else problem.hint,
        )
        for problem in problems
    )
    return (_placed(node, place.text) if node is not None else None), found


def _placed(node: Node, text: str) -> Node:
    """Give a node whose places show the whole setting."""

    def at(place: Place) -> Place:
        return replace(place, text=text)

    if isinstance(node, Scalar):
        return replace(node, place=at(node.place))
    if isinstance(node, Sequence):
        return Sequence(
            tuple(_placed(item, text) for item in node.items), at(node.place)
        )
    return Mapping(
        {key: _placed(item, text) for key, item in node.entries.items()},
        {key: at(place) for key, place in node.keys.items()},
        at(node.place),
    )


def _laid(root: Mapping, path: str, value: Node, place: Place) -> Mapping:
    parts, column, steps = path.split("."), 0, list[tuple[str, Place]]()
    for part in parts:
        steps.append((part, place.shifted(column)))
        column += len(part) + 1
    section, here = steps[0]
    if section not in TOP:
        what = f"unknown key {section!r} in a scenario"
        raise _WrongPathError(Problem(here, what, suggest(section, TOP)))
    if len(steps) == 1 and section not in WHOLE:
        what = f"expected a path such as {section}.…, got {path!r}"
        raise _WrongPathError(Problem(here, what))
    if section in NAMED and len(steps) == 3:
        root = _prepared(root, steps, value)
    new = _put(root, steps, value, section=section)
    assert isinstance(new, Mapping)
    return new


def _prepared(root: Mapping, steps: list[tuple[str, Place]], value: Node) -> Mapping:
    """Let the keys that the new one replaces go: a timing gives way to a timing."""
    (section, _), (name, _), (key, _) = steps
    things = root.entries.get(section)
    if not isinstance(things, Mapping) or is_nothing(value):
        return root
    thing = things.entries.get(name)
    if not isinstance(thing, Mapping):
        return root
    kept = without_rivals(section, thing, {key})
    inner = Mapping({**things.entries, name: kept}, things.keys, things.place)
    return Mapping({**root.entries, section: inner}, root.keys, root.place)


def _put(
    node: Node,
    steps: list[tuple[str, Place]],
    value: Node,
    *,
    section: str,
    depth: int = 0,
) -> Node:
    """Put a value below a node; give the changed node."""
    (part, here), rest = steps[0], steps[1:]
    if depth == 2 or is_nothing(node):
        node = as_mapping(section, node)
    if isinstance(node, Sequence):
        at = _item(node, part, here)
        items = list(node.items)
        if rest:
            items[at] = _put(items[at], rest, value, section=section, depth=depth + 1)
        elif is_nothing(value):
            del items[at]
        else:
            items[at] = value
        return Sequence(tuple(items), node.place)
    if not isinstance(node, Mapping):
        what = f"nothing stands below {node.text!r}: there is no {part!r}"
        raise _WrongPathError(Problem(here, what))
    is_name = section in NAMED and depth == 1
    if part not in node.entries and (rest or is_name):
        what = f"there is no {part!r} here"
        raise _WrongPathError(Problem(here, what, suggest(part, list(node.entries))))
    entries, keys = dict(node.entries), dict(node.keys)
    if rest:
        new = _put(entries[part], rest, value, section=section, depth=depth + 1)
        entries[part] = new
        if isinstance(new, Sequence) and not new.items:
            del entries[part], keys[part]  # the last of its items was taken away
    elif is_nothing(value) and part in entries:
        del entries[part], keys[part]
    else:
        entries[part], keys[part] = value, here
    return Mapping(entries, keys, node.place)


def _item(node: Sequence, part: str, here: Place) -> int:
    """Find an item of a list by its id or its number."""
    ids = {
        item.entries["id"].text: at  # type: ignore[union-attr]
        for at, item in enumerate(node.items)
        if isinstance(item, Mapping) and isinstance(item.entries.get("id"), Scalar)
    }
    if part in ids:
        return ids[part]
    if part.isascii() and part.isdigit() and int(part[:6]) < len(node.items):
        return int(part)
    numbers = "0" if len(node.items) == 1 else f"0 to {len(node.items) - 1}"
    what = f"expected a number from {numbers}{' or an id' if ids else ''}, got {part!r}"
    if not node.items:
        what = f"the list is empty: there is no {part!r}"
    raise _WrongPathError(Problem(here, what, suggest(part, list(ids)) if ids else ""))
