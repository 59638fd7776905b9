"""Units followed through every sum, comparison, flow, lump, weight and effect.

Nothing need have a unit. But once a name in a product has one, a name without one
counts as a plain number there; so a formula is checked as soon as its author begins.
"""

from __future__ import annotations

from itertools import pairwise

from sim.checks.desk import Desk
from sim.checks.plain import counting_nothing
from sim.checks.units import (
    PLAIN,
    Unit,
    divided,
    factor,
    multiplied,
    parse_unit,
    raised,
    timeless,
)
from sim.errors import Place
from sim.expressions import Tree
from sim.quantities import parse_quantity
from sim.scenario import Argument, Formula

__all__ = ["Follower", "check_units"]

_ALIKE = frozenset({"add", "sub", "min", "max", "compare"})
_LEDGER = frozenset({"net", "gain", "loss"})
_THROUGH = frozenset({"neg", "abs", "final", "highest"})


def check_units(desk: Desk) -> None:
    """Follow units through every formula that was checked, and to where it leads."""
    follower = Follower(desk)
    for formula, checked in list(desk.checked.items()):
        follower.alike(checked.tree, formula)
    scenario = desk.scenario
    for parameter in scenario.parameters.values():
        unit = follower.parameters.get(parameter.id)
        numbers = parameter.spread.numbers if parameter.spread else ()
        for formula in (parameter.value, *numbers):
            follower.leads(formula, unit, f"as {parameter.id!r} is")
    for ladder in scenario.ladders.values():
        carried = [*(rung.numbers for rung in ladder.rungs), ladder.otherwise]
        for key, formula in (item for numbers in carried for item in numbers.items()):
            unit = follower.keys.get(f"{ladder.id}.{key}")
            follower.leads(formula, unit, f"as {key!r} of {ladder.id!r} is")
    for gauge in scenario.gauges.values():
        floors = [band.floor for band in gauge.bands]
        held = (gauge.flow, gauge.starts, gauge.least, gauge.most, *floors)
        for formula in filter(None, held):
            unit = follower.gauges.get(gauge.id)
            follower.leads(formula, unit, f"into the gauge {gauge.id!r}")
    for event in scenario.events.values():
        for branch in event.either:
            for effect in branch.do:
                unit = follower.gauges.get(effect.target)
                into = f"into the gauge {effect.target!r}"
                follower.leads(effect.amount, unit, into)
    for argument in scenario.arguments.values():
        _argument(follower, argument)
    for number, what in counting_nothing(scenario):
        follower.leads(number, PLAIN, what)


def _argument(follower: Follower, argument: Argument) -> None:
    ledger = follower.desk.scenario.ledger
    if ledger is None or "ledger" in follower.desk.draft.lost:
        return
    own = follower.arguments[argument.id]
    into = "into the ledger" if argument.unit is None else f"as {argument.id!r} is"
    for formula in (argument.flow, *(lump.amount for lump in argument.lumps)):
        follower.leads(formula, own, into)
    if argument.unit is None or argument.unit == ledger.unit:
        return
    common = parse_unit(ledger.unit)
    size = factor(own, common)
    if argument.weight is not None:
        what = f"from {argument.unit} to {ledger.unit}"
        follower.leads(argument.weight, divided(common, timeless(own)), what)
        quantity = parse_quantity(argument.weight.text)
        if size is None or quantity is None or quantity.value == size:
            return
        said = f"expected the weight {_number(size)}, {what}, got "
        hint = "to leave an argument out of every sum give it no weight"
        follower.desk.fault(
            argument.weight.place, f"{said}{argument.weight.text!r}", hint
        )
    elif size is not None:
        what = f"{argument.unit!r} beside a ledger in {ledger.unit!r}"
        said = f"{what}: a factor of {_number(max(size, 1 / size))}"
        hint = f"write weight: {_number(size)}, or count it in {ledger.unit}"
        if size == 1:
            said = f"{what}, which is the same"
            hint = "leave the unit out: an argument without one is in the ledger's"
        place = getattr(argument.unit, "place", argument.id.place)
        follower.desk.fault(place, said, hint)


class Follower:
    """Knows the unit of every name, and gives that of every formula.

    Attributes
    ----------
    parameters, keys, gauges, arguments : dict of Unit
        By name; those of keys by ``ladder.key``. Without an entry none was given.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        scenario = desk.scenario
        self.parameters = {
            str(p.id): parse_unit(p.unit)
            for p in scenario.parameters.values()
            if p.unit
        }
        self.keys = {
            f"{ladder.id}.{key}": parse_unit(unit)
            for ladder in scenario.ladders.values()
            for key, unit in ladder.units.items()
        }
        self.gauges = {
            str(gauge.id): unit
            for gauge in scenario.gauges.values()
            if gauge.unit and not (unit := parse_unit(gauge.unit)).time
        }
        ledger = scenario.ledger
        self.ledger = parse_unit(ledger.unit) if ledger else None
        self.arguments = {
            str(argument.id): parse_unit(
                argument.unit or (ledger.unit if ledger else "")
            )
            for argument in scenario.arguments.values()
        }
        # One that is worked out from others has the unit that they come to.
        for p in scenario.parameters.values():
            worked = desk.checked.get(p.value) if p.spread is None else None
            if worked and not p.unit and (found := self.unit(worked.tree)):
                self.parameters[str(p.id)] = found
        # Where something is wrong already nothing more is said.
        self.faulty: set[Place] = {p.place for p in desk.problems if not p.warning}

    def unit(self, tree: Tree) -> Unit | None:
        """Give the unit of a tree; None where nobody gave one."""
        match tree.op:
            case "parameter":
                return self.parameters.get(tree.name)
            case "key":
                return self.keys.get(self._key(tree))
            case "gauge":
                return self.gauges.get(tree.name)
            case "amount":
                return self.arguments.get(tree.name)
            case "mul":
                return multiplied(*map(self.unit, tree.parts))
            case "div":
                return divided(*map(self.unit, tree.parts))
            case "sqrt":
                return raised(self.unit(tree.parts[0]), 0.5)
            case "pow":
                return self._power(*tree.parts)
            case "if":
                parts = tree.parts[1:]
                return next(filter(None, map(self.unit, parts)), None)
        if tree.op in _LEDGER:
            return self.ledger
        if tree.op in _THROUGH:
            return self.unit(tree.parts[0])
        if tree.op == "sub" and tree.parts[0].op == "number":
            left = self.unit(tree.parts[1])
            if left is None or tree.parts[0].number != 1 or _counts(left, only=True):
                return left
            return None  # 1 - share: what is left of a whole may be another thing
        if tree.op in _ALIKE and tree.op != "compare":
            return next(filter(None, map(self.unit, tree.parts)), None)
        return None

    def _power(self, base: Tree, above: Tree) -> Unit | None:
        negative = above.op == "neg"
        literal = above.parts[0] if negative else above
        if literal.op != "number":
            return None
        return raised(self.unit(base), -literal.number if negative else literal.number)

    def _key(self, tree: Tree) -> str:
        """Give ``ladder.key`` of the ladder that is followed."""
        name, _, key = tree.name.rpartition(".")
        bare = name.removeprefix("decided(").removesuffix(")")
        kind = self.desk.scope.ladders.get(bare)
        return f"{kind.of or bare if kind else bare}.{key}"

    def alike(self, tree: Tree, formula: Formula) -> None:
        """Find sums and comparisons of what is not counted alike."""
        for part in tree.walk():
            if part.op not in _ALIKE and part.op != "if":
                continue
            parts = part.parts[1:] if part.op == "if" else part.parts
            known = [(unit, p) for p in parts if (unit := self.unit(p))]
            for (one, left), (two, right) in pairwise(known):
                if one.like(two) or formula.place in self.faulty:
                    continue
                self.faulty.add(formula.place)
                what = f"expected like with like, got {one} ({self._names(left)}) and "
                hint = _between(one, two) or self._missing(left, right, one, two)
                self.desk.fault(
                    formula.place, f"{what}{two} ({self._names(right)})", hint
                )

    def leads(self, formula: Formula | None, unit: Unit | None, into: str) -> None:
        """Check that a formula comes out in the unit of what it leads to."""
        checked = self.desk.checked.get(formula) if formula else None
        if formula is None or checked is None or unit is None or unit.time:
            return
        found = self.unit(checked.tree)
        if (
            found is None
            or found.time
            or found.like(unit)
            or formula.place in self.faulty
        ):
            return
        self.faulty.add(formula.place)
        hint = _between(found, unit)
        if hint:
            size = factor(found, unit) or 1.0
            way = f"divide by {_number(1 / size)}" if size < 1 else ""
            way = way or f"multiply by {_number(size)}"
            hint = f"{hint}: {way}, or give {self._scaled(checked.tree, unit)}"
        else:
            hint = self._missing(checked.tree, checked.tree, unit, found)
        what = f"expected {unit} {into}, got {found}"
        self.desk.fault(formula.place, what, hint)

    def _names(self, tree: Tree) -> str:
        """Name what in a tree has a unit; at most two of them."""
        names = [_written(part) for part in self._read(tree) if self.unit(part)]
        return " and ".join(repr(name) for name in names[:2]) or "…"

    def _scaled(self, tree: Tree, unit: Unit) -> str:
        """Say which name to write in another measure: the one that counts the same."""
        bases = {base for base, power in unit.powers if power > 0}
        for part in self._read(tree):
            found = self.unit(part)
            above = {base for base, power in found.powers if power > 0} if found else ()
            if bases and bases == set(above):
                return f"{part.name!r} in {unit}"
        return f"{self._names(tree)} in {unit}"

    def _read(self, tree: Tree) -> list[Tree]:
        ops = {"parameter", "key", "gauge", "amount", "net", "gain", "loss"}
        found = {part.name: part for part in tree.walk() if part.op in ops}
        return list(found.values())

    def _missing(self, one: Tree, other: Tree, wanted: Unit, found: Unit) -> str:
        """Name a number without a unit that would set things right with one.

        `one` is to come out in `wanted`, and `other` comes out in `found`: the same
        tree, or the two sides of a sum or a comparison.
        """
        lacking = [(other, divided(wanted, found))]
        if one is not other:
            lacking.append((one, divided(found, wanted)))
        # What is counted in soldiers comes to mind before what is counted per soldier.
        lacking.sort(key=lambda pair: not _counts(pair[1]))
        for tree, lacks in lacking:
            bare = [
                part
                for part in self._read(tree)
                if self.unit(part) is None and not self._is_share(part)
            ]
            if bare and lacks is not None and lacks.text:
                name = bare[0].name
                where = f"units: {{{name.rpartition('.')[2]}: {lacks}}}"
                if bare[0].op == "parameter":
                    where = f"unit: {lacks}"
                return f"is {name!r} a plain number? otherwise give it a unit: {where}"
        return ""

    def _is_share(self, tree: Tree) -> bool:
        kind = self.desk.scope.parameters.get(tree.name)
        return bool(kind and ("%" in kind.written or kind.words))


def _counts(unit: Unit | None, *, only: bool = False) -> bool:
    """Say whether a unit counts something, such as soldiers; or nothing but that."""
    powers = [power for _, power in unit.powers] if unit else []
    return any(power > 0 for power in powers) and not (
        only and any(power < 0 for power in powers)
    )


def _between(one: Unit, other: Unit) -> str:
    size = factor(one, other)
    if size is None:
        return ""
    return f"a factor of {_number(max(size, 1 / size))} lies between them"


def _number(size: float) -> str:
    """Write a factor in digits: 1,000,000, 0.000001.

    Examples
    --------
    >>> _number(1e6), _number(1e-6), _number(1350.0)
    ('1000000', '0.000001', '1350')
    """
    return f"{size:.12f}".rstrip("0").rstrip(".") if size < 1e15 else f"{size:g}"


def _written(tree: Tree) -> str:
    """Name a part as its author wrote it: ``net.north``."""
    ledger = tree.op in {"net", "gain", "loss", "amount"}
    return f"{tree.op}.{tree.name}" if ledger else tree.name
