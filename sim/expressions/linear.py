"""An argument's flow over one gauge as ``A * gauge + B``, whose integral is closed."""

from __future__ import annotations

from sim.expressions.tree import Tree

__all__ = ["NotLinearError", "linear_in_gauge"]

ZERO, ONE = Tree("number"), Tree("number", number=1.0)


class NotLinearError(ValueError):
    """A flow that is no ``A * gauge + B``; the text says why, `hint` what to do."""

    hint = "write A * gauge + B with A and B free of gauges, or compare it with bands"


def linear_in_gauge(tree: Tree) -> tuple[str, Tree, Tree]:
    """Split a flow into the gauge it reads, its factor and what is added.

    Returns
    -------
    gauge : str
        Empty if the tree reads none; then the factor is 0 and `added` the tree.
    factor, added : Tree
        A and B of ``A * gauge + B``, both free of gauges, with sums and products in
        the order written.

    Raises
    ------
    NotLinearError
        If the tree reads two gauges, or one in another way.

    Examples
    --------
    >>> pay, troops = Tree("parameter", name="pay"), Tree("gauge", name="troops")
    >>> name, factor, added = linear_in_gauge(Tree("mul", (pay, troops)))
    >>> name, factor.name, added.number
    ('troops', 'pay', 0.0)
    """
    gauges = list(
        dict.fromkeys(part.name for part in tree.walk() if part.op == "gauge")
    )
    if len(gauges) > 1:
        told = ", ".join(map(repr, gauges))
        raise NotLinearError(f"expected one gauge in an argument's flow, got {told}")
    if not gauges:
        return "", ZERO, tree
    factor, added = _split(tree)
    return gauges[0], factor or ZERO, added or ZERO


def _split(tree: Tree) -> tuple[Tree | None, Tree | None]:
    """Give A and B; None stands for 0, so that nothing is added to it."""
    if _free(tree):
        return None, tree
    match tree.op:
        case "gauge":
            return ONE, None
        case "neg":
            factor, added = _split(tree.parts[0])
            return _negative(factor), _negative(added)
        case "add" | "sub":
            (a, b), (c, d) = (_split(part) for part in tree.parts)
            return _sum(tree.op, a, c), _sum(tree.op, b, d)
        case "mul":
            left, right = tree.parts
            if _free(left):
                factor, added = _split(right)
                return _times(left, factor), _times(left, added)
            if _free(right):
                factor, added = _split(left)
                return _times(factor, right), _times(added, right)
        case "div" if _free(tree.parts[1]):
            factor, added = _split(tree.parts[0])
            return _over(factor, tree.parts[1]), _over(added, tree.parts[1])
        case "if" if _free(tree.parts[0]):
            (a, b), (c, d) = (_split(part) for part in tree.parts[1:])
            return _either(tree.parts[0], a, c), _either(tree.parts[0], b, d)
    name = next(part.name for part in tree.walk() if part.op == "gauge")
    raise NotLinearError(
        f"an argument's flow reads the gauge {name!r} as no straight line"
    )


def _free(tree: Tree) -> bool:
    return not any(part.op == "gauge" for part in tree.walk())


def _negative(part: Tree | None) -> Tree | None:
    return Tree("neg", (part,)) if part else None


def _sum(op: str, one: Tree | None, other: Tree | None) -> Tree | None:
    if one and other:
        return Tree(op, (one, other))
    return one or (_negative(other) if op == "sub" else other)


def _times(one: Tree | None, other: Tree | None) -> Tree | None:
    if one is None or other is None:
        return None
    if ONE in (one, other):
        return other if one == ONE else one
    return Tree("mul", (one, other))


def _over(part: Tree | None, below: Tree) -> Tree | None:
    return Tree("div", (part, below)) if part else None


def _either(condition: Tree, one: Tree | None, other: Tree | None) -> Tree | None:
    if one is None and other is None:
        return None
    return Tree("if", (condition, one or ZERO, other or ZERO))
