"""Names that a variant adds and that may be meant for old ones, and misspelt.

A new name one slip of the keyboard away from an old one, to which nothing else
refers, is a fault: it would stand beside what it was to change, and change nothing.
One that is less near, or that something refers to, is told as a warning.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as AbstractMapping
from functools import cached_property

from sim.errors import Place, Problem, nearest
from sim.variants.merging import NAMED
from sim.yamltext import Mapping, Node, Scalar, Sequence

__all__ = ["Likeness", "one_slip"]

SHORTEST, SHORTEST_CHANGED = 3, 5  # letters of names that are taken for misspelt
NO_NAMES = frozenset({"title", "because"})


class Likeness:
    """Compares the names of a variant with those of the file that it extends.

    Parameters
    ----------
    base, variant : Mapping
        The files, without their ``extends``.
    whole : Mapping
        The variant laid over its base, and whatever varies that in turn.
    """

    def __init__(self, base: Mapping, variant: Mapping, whole: Mapping) -> None:
        self.base, self.variant, self.whole = base, variant, whole

    def problems(self) -> Iterator[Problem]:
        """Find new names that are nearly old ones."""
        for section in sorted(self.variant.entries.keys() & NAMED):
            old, new = _under(self.base, section), _under(self.variant, section)
            yield from self._new(new.keys, old.entries, warns=True)
            for name in new.entries.keys() & old.entries.keys():
                before = dict(_inner(old.entries[name]))
                for where, names in _inner(new.entries[name]):
                    gone = before.get(where, {}).keys() - names.keys()
                    yield from self._new(names, sorted(gone), warns=False)

    def _new(
        self, names: AbstractMapping[str, Place], olds: Iterable[str], *, warns: bool
    ) -> Iterator[Problem]:
        known = list(olds)
        for name in [name for name in names if name not in known]:
            what = f"{name!r} is new here: the file that is extended has "
            slips = [old for old in known if one_slip(name, old)]
            if slips and self._mentioned[name] <= 1:
                close = nearest(name, slips) or slips[0]
                hint = f"did you mean {close!r}? otherwise name it less alike"
                said = f"{what}{close!r}, and nothing refers to {name!r}"
                yield Problem(names[name], said, hint)
            elif warns and (
                close_to := difflib.get_close_matches(name, known, n=1, cutoff=0.8)
            ):
                hint = f"did you mean {close_to[0]!r}?"
                yield Problem(names[name], f"{what}{close_to[0]!r}", hint, warning=True)

    @cached_property
    def _mentioned(self) -> Counter[str]:
        """How often each name stands in the whole, where it is declared and after."""
        return Counter(
            word
            for text in _texts(self.whole)
            for word in re.findall(r"[A-Za-z_]\w*", text)
        )


def one_slip(one: str, other: str) -> bool:
    """Tell if a letter more, less, changed or swapped makes one name the other.

    Examples
    --------
    >>> one_slip("figths", "fights"), one_slip("unresst", "unrest")
    (True, True)
    >>> one_slip("phase_1", "phase_2"), one_slip("left", "lift")
    (False, False)
    """
    short, long = sorted((one, other), key=len)
    if short == long or len(long) - len(short) > 1 or len(short) < SHORTEST:
        return False
    if len(long) > len(short):
        at = next((n for n, c in enumerate(short) if c != long[n]), len(short))
        return long[at].isalpha() and short[at:] == long[at + 1 :]
    apart = [n for n, letter in enumerate(one) if letter != other[n]]
    if len(apart) == 1:
        both = one[apart[0]] + other[apart[0]]
        return both.isalpha() and len(one) >= SHORTEST_CHANGED
    return (
        len(apart) == 2
        and apart[1] == apart[0] + 1
        and one[apart[0]] + one[apart[1]] == other[apart[1]] + other[apart[0]]
    )


def _under(root: Mapping, key: str) -> Mapping:
    node = root.entries.get(key)
    return node if isinstance(node, Mapping) else Mapping({}, {}, root.place)


def _inner(thing: Node) -> Iterator[tuple[str, dict[str, Place]]]:
    """Give the names declared inside one thing: rungs and their keys, bands, words."""
    if not isinstance(thing, Mapping):
        return
    for key in ("rungs", "bands"):
        held = _under(thing, key)
        yield key, dict(held.keys)
        carried: dict[str, Place] = {}
        for rung in held.entries.values():
            carried |= rung.keys if isinstance(rung, Mapping) else {}
        names = {name: at for name, at in carried.items() if name not in NO_NAMES}
        yield f"keys of {key}", names
    yield "words", dict(_under(_under(thing, "spread"), "choice").keys)
    factors = thing.entries.get("factors")
    ids = [
        part.entries.get("id")
        for part in (factors.items if isinstance(factors, Sequence) else ())
        if isinstance(part, Mapping)
    ]
    yield "factors", {i.text: i.inside for i in ids if isinstance(i, Scalar)}


def _texts(node: Node) -> Iterator[str]:
    if isinstance(node, Mapping):
        yield from node.entries
        for value in node.entries.values():
            yield from _texts(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _texts(item)
    else:
        yield node.text
