"""The ground on which lanes' code is written: names, narrowings and places.

What a place of ``S`` or ``I`` holds is fetched once for each narrowing of the lanes,
until something writes to it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import contextmanager

from sim.ensemble.lane_values import Number, Scope, Value, constant
from sim.ensemble.program import Program

__all__ = ["LaneGround"]


class LaneGround:
    """Lines of one function over lanes, and what is known while they are written.

    Parameters
    ----------
    program : Program
    constants : tuple of float
        The vector ``K``.
    clocks : int
        How many places of ``S`` are due times; they lie lane by lane, in ``D``.
    words : tuple of int
        Places of ``I`` that say which ladders have moved; 0 when a step begins.

    Attributes
    ----------
    moved : dict of int to int
        For each of those words, the bits that the code may set.
    """

    def __init__(
        self,
        program: Program,
        *,
        constants: tuple[float, ...],
        clocks: int,
        words: tuple[int, ...],
    ) -> None:
        self.program = program
        self.constants = constants
        self.clocks = clocks
        self.lines: list[str] = []
        self.scope = Scope(None, "ix", "")
        self.moved: dict[int, int] = dict.fromkeys(words, 0)
        self._may = dict.fromkeys(words, 0)
        self._depth = 1
        self._names = 0
        self._versions: dict[tuple[str, int], int] = {}
        self._whole_versions = {"S": 0, "I": 0}
        self._outputs: dict[int, Value] = {}

    def know(self, vector: str, place: int, number: Number) -> None:
        """Take note that a place holds this number in every lane."""
        found = (self._version(vector, place), constant(number))
        self.scope.loads[vector, place] = found

    def function(self, head: str) -> str:
        """Give the whole as the text of a function."""
        return "\n".join([f"def {head}:", *(self.lines or ["    pass"]), ""])

    # ---- writing

    def _write(self, line: str) -> None:
        self.lines.append("    " * self._depth + line)

    def _new(self, letter: str = "v") -> str:
        self._names += 1
        return f"{letter}{self._names}"

    def _refuse(self, node: ast.AST) -> TypeError:
        kind = type(node).__name__
        return TypeError(f"expected restricted Python, got {kind}: {ast.unparse(node)}")

    def _here(self, value: Value) -> Value:
        """Give a value as it is in the lanes at hand."""
        home, scope = value.scope, self.scope
        if home is None or home is scope:
            return value
        name = scope.views.get(value.text)
        if name is None:
            way, whole = self._way(home)
            name = self._new()
            self._write(
                f"{name} = {value.text} if {whole} else {value.text}.take({way})"
            )
            scope.views[value.text] = name
        return Value(name, value.kind, scope, None, value.bits)

    def _way(self, home: Scope) -> tuple[str, str]:
        """Name positions of the lanes at hand in a wider scope, and if they are all."""
        scope = self.scope
        if scope.parent is home:
            return scope.picks, scope.whole
        if id(home) not in scope.ways:
            chain, at = [scope], scope.parent
            while at is not None and at is not home:
                chain.append(at)
                at = at.parent
            assert at is home
            way, whole = self._new("w"), " and ".join(each.whole for each in chain)
            first, *others = reversed(chain)
            text = "".join(f".take({other.picks})" for other in others)
            self._write(f"{way} = {first.picks}{text}")
            scope.ways[id(home)] = way, f"({whole})"
        return scope.ways[id(home)]

    def _named(self, value: Value) -> Value:
        """Give a value a name, once in a scope for one text."""
        if value.simple:
            return value
        scope = self.scope
        if value.text not in scope.named:
            name = self._new()
            self._write(f"{name} = {value.text}")
            scope.named[value.text] = Value(
                name, value.kind, value.scope, None, value.bits
            )
        return scope.named[value.text]

    def _array(self, text: str, kind: str, bits: int | None = None) -> Value:
        return Value(text, kind, self.scope, None, bits)

    @contextmanager
    def _narrowed(self, test: str) -> Iterator[None]:
        """Write what is within for the lanes where `test` holds."""
        outer = self.scope
        inner = outer.inner.get(test)
        if inner is None:
            picks, lanes = self._new("j"), self._new("x")
            whole = f"f{picks[1:]}"
            self._write(f"{picks} = ({test}).nonzero()[0]")
            inner = outer.inner[test] = Scope(outer, lanes, picks, whole)
            fresh = True
        else:
            fresh = False
        self._write(f"if {inner.picks}.size:")
        self._depth += 1
        self.scope = inner
        if fresh:
            all_of = f"{inner.whole} = {inner.picks}.size == {outer.lanes}.size"
            taken = f"{outer.lanes}.take({inner.picks})"
            self._write(all_of)
            self._write(f"{inner.lanes} = {outer.lanes} if {inner.whole} else {taken}")
        begun = len(self.lines)
        yield
        if not fresh and len(self.lines) == begun:
            self._write("pass")
        self.scope = outer
        self._depth -= 1

    # ---- places

    def _version(self, vector: str, place: int) -> int:
        return self._versions.get((vector, place), 0) + self._whole_versions[vector]

    def _known(self, vector: str, place: int) -> Value | None:
        """Give what a place holds, if that has been fetched and not changed since."""
        if vector == "I" and self._may.get(place) == 0:
            return constant(0)
        version, scope = self._version(vector, place), self.scope
        at: Scope | None = scope
        while at is not None:
            found = at.loads.get((vector, place))
            if found and found[0] == version:
                return found[1]
            at = at.parent
        return None

    def _load(self, vector: str, place: int) -> Value:
        known = self._known(vector, place)
        if known is not None:
            return self._here(known)
        name, lanes = self._new(vector.lower()), self.scope.lanes
        if vector == "S" and place < self.clocks:
            self._write(f"{name} = D.take({self._base()} + {place})")
        else:
            self._write(f"{name} = {vector}[{place}].take({lanes})")
        bits = self._may.get(place) if vector == "I" else None
        value = self._array(name, "f" if vector == "S" else "i", bits)
        self.scope.loads[vector, place] = (self._version(vector, place), value)
        return value

    def _base(self) -> str:
        """Name where the lanes' due times begin."""
        key = f"{self.scope.lanes} * {self.clocks}"
        return self._named(self._array(key, "i")).text

    def _spot(self, index: Value) -> str:
        """Write where the lanes' own places lie in a flat vector."""
        return f"{index.text} * WIDTH + {self.scope.lanes}"
