"""What depends on each part of a model: who reads it, and which results it bears on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sim.analysis.dependence import Graph, Node
from sim.model import Model

__all__ = ["Dependents", "dependents_of", "nodes_of"]

Named = tuple[str, str]
"""Kind and id of a thing of the file: ``("event", "war_ends")``."""


@dataclass(frozen=True, slots=True)
class Dependents:
    """Who reads each node of a model, and which results can change with it.

    Attributes
    ----------
    readers : dict
        By node, the things of the file that read it directly, in order.
    results : dict
        By node, the outcomes and claims that can depend on it, in order.
    """

    readers: dict[Node, tuple[Named, ...]]
    results: dict[Node, tuple[Named, ...]]

    def of(self, kind: str, name: str) -> tuple[tuple[Named, ...], tuple[Named, ...]]:
        """Give readers and results of one thing of the file."""
        nodes = nodes_of(kind, name)
        readers = dict.fromkeys(
            reader
            for node in nodes
            for reader in self.readers.get(node, ())
            if reader != (kind, name)
        )
        results = dict.fromkeys(r for node in nodes for r in self.results.get(node, ()))
        return tuple(readers), tuple(results)


def nodes_of(kind: str, name: str) -> tuple[Node, ...]:
    """Give the nodes of a model that stand for one thing of a file."""
    if kind == "ladder":
        own = (("ladder", name), ("numbers", name))
        return (*own, ("ladder", f"decided({name})"), ("ladder", f"wanted({name})"))
    if kind == "gauge":  # one with bands is a ladder of that name too
        return ((kind, name), ("ladder", name))
    if kind == "observation":
        return (("ladder", name), (kind, name), ("clock", f"observation {name}"))
    if kind == "event":
        return ((kind, name), ("clock", f"event {name}"))
    if kind == "argument":
        return ((kind, name), ("weight", name))
    return ((kind, name),)


def dependents_of(model: Model) -> Dependents:
    """Find what depends on each part of a model, under its plans.

    Notes
    -----
    What is found is what *can* depend on a part, not what moves much with it.
    """
    graph = Graph(model)
    readers: dict[Node, dict[Named, None]] = {}
    results: dict[Node, dict[Named, None]] = {}
    asked: list[tuple[Named, set[Node]]] = [
        (("outcome", item.name), set(graph.of_tree(item.value.tree)))
        for item in model.outcomes
    ]
    asked += [
        (("claim", item.name), {n for tree in item.trees for n in graph.of_tree(tree)})
        for item in model.claims
    ]
    for result, direct in asked:
        for node in direct:
            readers.setdefault(node, {})[result] = None
        for node in graph.reached(direct):
            results.setdefault(node, {})[result] = None
    for node in graph.reached(_everything(model)):
        reader = _named(node, graph)
        for read in graph.next(node):
            if reader is not None and _named(read, graph) != reader:
                readers.setdefault(read, {})[reader] = None
    return Dependents(
        {node: tuple(who) for node, who in readers.items()},
        {node: tuple(what) for node, what in results.items()},
    )


def _everything(model: Model) -> Iterable[Node]:
    yield from (("parameter", item.name) for item in model.parameters)
    yield from (("ladder", item.name) for item in model.ladders)
    yield from (("gauge", item.name) for item in model.gauges)
    yield from (
        ("clock", clock.name)
        for clock in model.clocks
        if clock.kind not in ("readings", "review")
    )
    yield from (("policy", item.name) for item in model.policies)
    for argument in model.arguments:
        yield "argument", argument.name
        yield "weight", argument.name


def _named(node: Node, graph: Graph) -> Named | None:
    """Give the thing of the file that a node belongs to."""
    kind, name = node
    if kind == "clock":
        what, _, item = name.partition(" ")
        if what == "act":
            steering = [p.name for p in graph.model.policies if p.ladder == item]
            return ("policy", steering[0]) if len(steering) == 1 else ("ladder", item)
        return (what, item) if what in ("event", "observation") else None
    if kind == "weight":
        return "argument", name
    if kind == "numbers":
        return "ladder", name
    if kind == "ladder":
        if name in graph.model.gauge_index:
            return "gauge", name
        ladder = graph.model.ladder(name)
        if ladder.kind == "observed":
            return "observation", name
        return "ladder", ladder.of if ladder.kind in ("decided", "wanted") else name
    return kind, name
