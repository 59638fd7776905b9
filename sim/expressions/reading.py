"""What every part of the checker needs: to note faults, and what several parts read."""

from __future__ import annotations

from collections.abc import Iterable

from sim.errors import suggest
from sim.expressions.faults import Fault
from sim.expressions.parsing import Node
from sim.expressions.powers import Power, known, merged, phrase
from sim.expressions.scope import LadderKind, Scope
from sim.expressions.tree import Tree
from sim.expressions.values import ERROR, Value, View
from sim.quantities import parse_quantity

__all__ = ["Reading"]

_MANY = 12  # names beyond which a list of them helps nobody


class Reading:
    """One expression being checked: its text and scope, its faults, what it uses.

    `meaning.Reader` adds `value`, which gives the meaning of any node.
    """

    def __init__(self, text: str, scope: Scope) -> None:
        self.text = text
        self.scope = scope
        self.faults: list[Fault] = []
        self.uses: set[str] = set()

    def value(self, node: Node, view: View) -> Value:
        """Give the meaning of a node, whatever kind it is of."""
        raise NotImplementedError

    def fault(self, at: int, what: str, hint: str = "") -> Value:
        """Note a fault; gives the value that nothing more is said of."""
        self.faults.append(Fault(at, what, hint))
        return ERROR

    def source(self, node: Node) -> str:
        """Quote a node as it was written."""
        written = " ".join(self.text[node.start : node.end].split())
        return repr(written if len(written) <= 40 else written[:39] + "…")

    def unknown(
        self,
        at: int,
        what: str,
        word: str,
        names: Iterable[str],
        also: Iterable[str] = (),
    ) -> Value:
        """Note that `word` is none of `names`; name one near it, perhaps of `also`."""
        listed = list(names)
        hint = suggest(word, [*listed, *also])
        if not hint.startswith("did"):
            hint = suggest(word, listed) if len(listed) <= _MANY else ""
        if not word.isascii():
            hint = "names are plain latin letters, digits and _"
        return self.fault(at, f"unknown {what} {word!r}", hint)

    def number(self, node: Node, view: View) -> Value:
        """Give the meaning of a node that must be a number."""
        value = self.value(node, view)
        if value.kind in {"number", "error"}:
            return value
        what = f"expected a number, got {self.told(value, node)}"
        return self.fault(node.start, what, self.numeric_hint(value))

    def condition(self, node: Node, view: View) -> Value:
        """Give the meaning of a node that must be a condition."""
        value = self.value(node, view)
        if value.kind in {"condition", "error"}:
            return value
        hint = "compare it: … > 0"
        if value.kind == "ladder" and value.ladder:
            hint = f"compare it with a rung: {_example(self.text, node, value.ladder)}"
        elif value.kind == "word":
            hint = f"compare it: {value.tree.name} == {value.words[0]}"
        what = f"expected a condition, got {self.told(value, node)}"
        return self.fault(node.start, what, hint)

    def told(self, value: Value, node: Node) -> str:
        """Say what a value is: ``the ladder 'role'``."""
        kind = {
            "condition": "the condition",
            "ladder": "the ladder",
            "word": "the words of",
        }.get(value.kind, "the number")
        return f"{kind} {self.source(node)}"

    def numeric_hint(self, value: Value) -> str:
        """Say how to make a number of what is none."""
        if value.kind == "condition":
            return "write 1 if … else 0"
        if value.kind == "ladder" and value.ladder and value.tree.op == "ladder":
            name = value.tree.name
            ways = [f"level({name})"] if value.ladder.ordered else []
            if "(" not in name:
                ways += [f"{name}.{key}" for key in list(value.ladder.keys)[:1]]
            return f"write {' or '.join(ways)}" if ways else ""
        if value.kind == "ladder":
            return "write level(…)"
        return f"compare it: {value.tree.name} == {value.words[0]}"

    def alike(self, at: int, nodes: list[Node], values: list[Value]) -> Power:
        """Give the power that all the values share; note where two differ."""
        power, first = values[0].power, nodes[0]
        for node, value in zip(nodes[1:], values[1:], strict=True):
            one, other = known(power), known(value.power)
            if one is not None and other is not None and one != other:
                told = _article(other) if one == 1 else phrase(other)
                what = f"expected like with like, got {_article(one)} "
                what += f"({self.source(first)}) and {told} ({self.source(node)})"
                both = Tree("add", (values[0].tree, value.tree))
                self.fault(at, what, self.unit_hint(both, max(one, other, key=abs)))
                return None
            if one is None:
                first = node
            power = merged(power, value.power)
        return power

    def unit_hint(self, tree: Tree, wanted: int) -> str:
        """Name the likeliest culprit for a power of time that is not as `wanted`."""
        named = [part for part in tree.walk() if part.op in {"parameter", "key"}]
        for part in sorted(named, key=self._likelihood):
            written, found = self._written(part)
            if found == 0 and wanted in {-1, 1}:
                name = repr(part.name)
                if kind := self.scope.parameters.get(part.name):
                    name += f" ({kind.where})" if kind.where else ""
                example = _with_unit(written, wanted)
                return f"{name} is written without a unit; write {example}"
            if wanted == 0 and found == -1:
                return f"{part.name!r} is per time; multiply it by a duration"
            if wanted == 0 and found == 1:
                return f"{part.name!r} is a duration; divide by one"
        return ""

    def _likelihood(self, tree: Tree) -> int:
        """Rank culprits: amounts, then shares, then the numbers of rungs."""
        return 2 if tree.op == "key" else int("%" in self._written(tree)[0])

    def _written(self, tree: Tree) -> tuple[str, int | None]:
        if tree.op == "parameter":
            kind = self.scope.parameters[tree.name]
            return kind.written, kind.power
        ladder, _, key = tree.name.rpartition(".")
        return "", self.scope.ladders[ladder].keys[key]

    def timeless(self, node: Node, value: Value, what: str) -> bool:
        """Tell if a value that must be without time is; note it if not."""
        power = known(value.power)
        if not power:
            return True
        fault = f"expected a plain number in {what}, got {_article(power)}"
        hint = self.unit_hint(value.tree, 0)
        self.fault(node.start, f"{fault}: {self.source(node)}", hint)
        return False

    def ladder(self, node: Node, name: str, view: View) -> Value:
        """Give the meaning of a ladder, an observation or what is decided on one."""
        bare = name.removeprefix("decided(").removesuffix(")")
        kind = self.scope.ladder(bare)
        assert kind is not None
        self.uses.add(bare)
        if view.run:
            rung = kind.rungs[-1] if kind.rungs else "…"
            sign = ">=" if kind.ordered else "=="
            hint = f"write final({name}) or ever({name} {sign} {rung})"
            what = f"{name!r} changes in the course of a run"
            return self.fault(node.start, what, hint)
        if not view.ladders:
            return self.fixed(node, f"the ladder {name!r}", view)
        return Value("ladder", Tree("ladder", name=name), ladder=kind)

    def fixed(self, node: Node, what: str, view: View) -> Value:
        """Note that what is worked out before a run cannot read what changes."""
        hint = "it is worked out before a run, from parameters only"
        return self.fault(node.start, f"{view.where} cannot read {what}", hint)


def _article(power: int) -> str:
    return phrase(power).replace("one ", "an amount ", 1)


def _example(text: str, node: Node, ladder: LadderKind) -> str:
    rung = ladder.rungs[-1] if ladder.rungs else "…"
    return f"{text[node.start : node.end]} {'>=' if ladder.ordered else '=='} {rung}"


def _with_unit(written: str, power: int) -> str:
    quantity = parse_quantity(written)
    if not quantity or quantity.power or ("%" in written and power == 1):
        written = "…"
    return f"e.g. '{written} {'per month' if power == -1 else 'days'}'"
