"""Comparisons: numbers with numbers, ladders with rungs, words with their own words."""

from __future__ import annotations

from dataclasses import replace

from sim.expressions.parsing import Node
from sim.expressions.reading import Reading
from sim.expressions.tree import Tree
from sim.expressions.values import ERROR, Value, View

__all__ = ["chain"]

_EQUALITY = frozenset({"==", "!="})
_OF_LADDERS = frozenset({"decided", "highest", "final"})
NEVER = "never"
_NOWHERE = View("an expression")


def chain(reading: Reading, node: Node, view: View) -> Value:
    """Give the meaning of ``a < b <= c``: each neighbouring pair is compared."""
    inner = replace(view, strict=not view.run, bands=False)
    links = [
        _compare(reading, node, left, sign, right, inner)
        for left, sign, right in zip(
            node.parts, node.text.split(), node.parts[1:], strict=False
        )
    ]
    if any(link.kind == "error" for link in links):
        return ERROR
    if len(links) == 1:
        return links[0]
    return Value("condition", Tree("and", tuple(link.tree for link in links)))


def _compare(
    reading: Reading, node: Node, left: Node, sign: str, right: Node, view: View
) -> Value:
    """Compare one pair; `node` is the chain that it is in."""
    if _by_bands(reading, left, right) or _by_bands(reading, right, left):
        view = replace(view, bands=True)
    if view.run:
        for bare, beside in ((left, right), (right, left)):
            if bare.kind == "name" and _is_ladder(reading, bare.text, view):
                return _without_function(reading, (left, right), bare, beside, view)
    if _is_word(reading, right, beside=left):
        one = reading.value(left, view)
        sides = one, _word(reading, right, one)
    elif _is_word(reading, left, beside=right):
        other = reading.value(right, view)
        sides = _word(reading, left, other), other
    elif _loose(reading, left) and _loose(reading, right):
        return _two_unknown(reading, left, right, view)
    else:
        sides = reading.value(left, view), reading.value(right, view)
    if any(side.kind == "error" for side in sides):
        return ERROR
    if not _comparable(reading, node, (left, right), sides, sign):
        return ERROR
    return Value("condition", Tree("compare", (sides[0].tree, sides[1].tree), sign))


def _by_bands(reading: Reading, node: Node, beside: Node) -> bool:
    """Tell if a gauge with bands is compared as the ladder that they make of it."""
    if node.kind == "call" and node.text in _OF_LADDERS and node.parts:
        return _by_bands(reading, node.parts[0], beside)
    gauge = reading.scope.gauges.get(node.text) if node.kind == "name" else None
    if gauge is None or not gauge.bands:
        return False
    if beside.kind == "call" and beside.text in _OF_LADDERS:
        return bool(_words_of(reading, beside))
    return beside.kind == "name" and (
        beside.text in gauge.bands
        or _loose(reading, beside)
        or bool(_words_of(reading, beside))
    )


def _is_ladder(reading: Reading, name: str, view: View) -> bool:
    """Tell if a name is a ladder here."""
    return name in reading.scope.ladders or (
        view.bands and reading.scope.ladder(name) is not None
    )


def _is_word(reading: Reading, node: Node, *, beside: Node) -> bool:
    """Tell if a bare name is to be looked up among the rungs or words of `beside`."""
    if node.kind != "name" or node.text in reading.scope.ladders:
        return False
    if node.text == "never":
        return NEVER in _words_of(reading, beside)
    return node.text in _words_of(reading, beside) or (
        _loose(reading, node) and not _loose(reading, beside)
    )


def _words_of(reading: Reading, node: Node) -> tuple[str, ...]:
    """Give the rungs or words that a node is compared with; notes nothing."""
    if node.kind == "call" and node.text in _OF_LADDERS and node.parts:
        return _words_of(reading, node.parts[0])
    if node.kind != "name":
        return ()
    if kind := reading.scope.ladder(node.text):
        return kind.rungs
    parameter = reading.scope.parameters.get(node.text)
    return parameter.words if parameter else ()


def _loose(reading: Reading, node: Node) -> bool:
    """Tell if a node is a bare name that nothing declares."""
    scope = reading.scope
    return (
        node.kind == "name"
        and node.text not in {"always", "never"}
        and not any(
            node.text in names
            for names in (scope.parameters, scope.ladders, scope.gauges, scope.broken)
        )
    )


def _two_unknown(reading: Reading, left: Node, right: Node, view: View) -> Value:
    """Note which of two names is wrong: a rung beside an unknown ladder is right."""
    names = [left, right]
    wrong = [node for node in names if not _anywhere(reading, node.text)] or names
    for node in wrong:
        reading.value(node, view)
    return ERROR


def _without_function(
    reading: Reading, pair: tuple[Node, Node], ladder: Node, other: Node, view: View
) -> Value:
    """Note that a ladder of a run stands outside every function; check its rung too."""
    name = ladder.text
    reading.uses.add(name)
    condition = " ".join(reading.text[pair[0].start : pair[1].end].split())
    what = f"{name!r} changes in the course of a run"
    reading.fault(ladder.start, what, f"write ever({condition}) or final({name})")
    if _is_word(reading, other, beside=ladder):
        kind = reading.scope.ladder(name)
        beside = Value("ladder", Tree("ladder", name=name), ladder=kind)
        return replace(_word(reading, other, beside), kind="error")
    return replace(reading.value(other, view), kind="error")


def _word(reading: Reading, node: Node, beside: Value) -> Value:
    """Look a bare name up among the rungs or words of what it is compared with."""
    name = node.text
    if beside.kind == "ladder" and beside.ladder:
        rungs = beside.words or beside.ladder.rungs
        if name in rungs:
            tree = Tree("rung", name=name, number=float(rungs.index(name)))
            return Value("ladder", tree, ladder=beside.ladder)
        what = f"rung of {_name_of(beside.tree)!r}:"
        return reading.unknown(node.start, what, name, rungs)
    if beside.kind == "word":
        if name in beside.words:
            tree = Tree("word", name=name, number=float(beside.words.index(name)))
            return Value("word", tree, words=beside.words)
        what = f"word of {beside.tree.name!r}:"
        return reading.unknown(node.start, what, name, beside.words)
    if beside.kind == "error":
        excused = _anywhere(reading, name) or reading.scope.broken
        return ERROR if excused else reading.value(node, _NOWHERE)
    if beside.tree.op == "gauge":
        what = f"the gauge {beside.tree.name!r} is compared with the word {name!r}"
        return reading.fault(node.start, what, "it has no bands to compare it with")
    return reading.value(node, _NOWHERE)


def _anywhere(reading: Reading, name: str) -> bool:
    """Tell if a name is a rung, a band or a word of anything."""
    scope = reading.scope
    return (
        any(name in ladder.rungs for ladder in scope.ladders.values())
        or any(name in parameter.words for parameter in scope.parameters.values())
        or any(name in gauge.bands for gauge in scope.gauges.values())
    )


def _comparable(
    reading: Reading,
    node: Node,
    nodes: tuple[Node, Node],
    sides: tuple[Value, Value],
    sign: str,
) -> bool:
    """Note what speaks against comparing two sound values."""
    left, right = sides
    kinds = {left.kind, right.kind}
    before = len(reading.faults)
    if kinds == {"number"}:
        reading.alike(node.at, list(nodes), list(sides))
    elif kinds == {"ladder"}:
        _ladders(reading, node, nodes, sides, sign)
    elif kinds == {"word"}:
        _words(reading, node, nodes, sides, sign)
    elif "condition" in kinds:
        at = nodes[0] if left.kind == "condition" else nodes[1]
        hint = "join conditions with and, or, not"
        what = f"a condition cannot be compared: {reading.source(at)}"
        reading.fault(at.start, what, hint)
    else:
        _unlike(reading, node, nodes, sides)
    return len(reading.faults) == before


def _ladders(
    reading: Reading,
    node: Node,
    nodes: tuple[Node, Node],
    sides: tuple[Value, Value],
    sign: str,
) -> None:
    left, right = (side.ladder for side in sides)
    assert left is not None
    assert right is not None
    if left.rungs != right.rungs:
        told = f"{reading.source(nodes[0])} and {reading.source(nodes[1])}"
        hint = "compare each with a rung of its own"
        reading.fault(node.at, f"{told} are ladders with different rungs", hint)
    elif not (left.ordered and right.ordered) and sign not in _EQUALITY:
        ladder = sides[0].tree if sides[0].tree.op != "rung" else sides[1].tree
        what = f"{_name_of(ladder)!r} is no order (ordered: false), got {sign!r}"
        reading.fault(node.at, what, "write == or !=")


def _words(
    reading: Reading,
    node: Node,
    nodes: tuple[Node, Node],
    sides: tuple[Value, Value],
    sign: str,
) -> None:
    if sign not in _EQUALITY:
        name = next(side.tree.name for side in sides if side.tree.op == "parameter")
        what = f"the words of {name!r} are no order, got {sign!r}"
        reading.fault(node.at, what, "write == or !=")
    elif all(side.tree.op == "parameter" for side in sides):
        what = f"{reading.source(nodes[0])} and {reading.source(nodes[1])}"
        hint = "compare each with a word of its own"
        reading.fault(node.at, f"{what} are both words, which cannot be compared", hint)


def _unlike(
    reading: Reading,
    node: Node,
    nodes: tuple[Node, Node],
    sides: tuple[Value, Value],
) -> None:
    told = " with ".join(
        reading.told(side, part) for side, part in zip(sides, nodes, strict=True)
    )
    numbers = [side.tree for side in sides if side.kind == "number"]
    others = [side for side in sides if side.kind != "number"]
    hint = reading.numeric_hint(others[0]) if numbers else ""
    if others[0].kind == "word" and others[0].tree.op == "parameter":
        hint = f"its words are: {', '.join(others[0].words)}"
    elif numbers and numbers[0].op == "parameter":
        ladder = next((side.tree.name for side in others if side.ladder), "…")
        hint = f"if it stands for a rung, write rung_of: {ladder}"
    reading.fault(node.at, f"unlike things compared: {told}", hint)


def _name_of(tree: Tree) -> str:
    return tree.parts[0].name if tree.parts else tree.name
