"""The source text of a kernel: a model's rules and their loop, for numba to compile.

The text is Python made from checked trees; it holds numbered names only and no word of
a scenario file. Every function has its types written out, so that each is compiled
once; vectors are bare pointers, because bounds are not looked at. Nothing may be
contracted or reordered: the bits are those of Python.
"""

from __future__ import annotations

import ast
from dataclasses import replace

from sim.emit import Rules
from sim.ensemble.kernel_eight import KEEP
from sim.ensemble.kernel_host import GROUND, HOST
from sim.ensemble.kernel_loop import LOOP
from sim.ensemble.kernel_luck import KeptLuck
from sim.ensemble.kernel_parts import dispatched, in_parts
from sim.ensemble.kernel_quiet import quiet_clocks
from sim.ensemble.program import PRIMITIVES, program_of
from sim.model import Model
from sim.results import GRID, rung_slots
from sim.streams import stream_of

__all__ = ["kernel_text"]

FLOATS, WHOLE = "CPointer(f8)", "CPointer(i8)"
_KINDS = {
    "float": "f8",
    "int": "i8",
    "Floats": FLOATS,
    "Whole": WHOLE,
    "S": FLOATS,
    "I": WHOLE,
    "O": FLOATS,
    "t": "f8",
    "x": "f8",
    "k": "i8",
    "m": "i8",
    "q0": "i8",
    "q1": "i8",
    "None": "void",
}
"""Types by what an argument is annotated as, or by its name where it is not."""

RULES = ("start", "refresh", "finish")
"""What grows with a model, besides what its clocks do; no annotations there."""

INNER = "no_cpython_wrapper=True, no_cfunc_wrapper=True"


def kernel_text(model: Model, rules: Rules) -> str:
    """Write the kernel of a model.

    Raises
    ------
    TypeError
        If the rules hold what a kernel does not know.
    """
    text = _without_draws(rules, len(model.parameters))
    program = program_of(replace(rules, text=text), also=("gauge_value", "lesser"))
    luck = KeptLuck(program.functions, rules)
    parts = [HOST, luck.ground(), GROUND]
    parts += [_numbers(model, rules, program.numbers, luck), KEEP]
    fires: list[ast.FunctionDef] = []
    for function in map(luck.written, program.functions.values()):
        if function.name.startswith("fire_"):
            fires.append(function)
        elif function.name in RULES:
            parts += [_function(part) for part in in_parts(function)]
        elif function.name not in PRIMITIVES:
            parts.append(_function(function))
    parts += _fire(fires)
    quiet = quiet_clocks(program.functions["refresh"], fires)
    noted = ", ".join(str(int(clock)) for clock in quiet)
    parts += [f"QUIET = np.array([{noted}], dtype='i8')", LOOP]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _without_draws(rules: Rules, parameters: int) -> str:
    """Give the rules without the drawing of parameters, whose values are handed in."""
    own = range(rules.parameters, rules.parameters + parameters)
    tree = ast.parse(rules.text)
    for rule in tree.body:
        if not isinstance(rule, ast.FunctionDef) or rule.name != "start":
            continue
        kept = [part for part in rule.body if _place_set(part) not in own]
        read = {
            node.id
            for part in kept
            for node in ast.walk(part)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
        }
        rule.body = [part for part in kept if not _sets_none_of(part, read)]
        rule.body = rule.body or [ast.Pass()]
    return ast.unparse(tree)


def _place_set(statement: ast.stmt) -> int:
    match statement:
        case ast.Assign(
            targets=[
                ast.Subscript(
                    value=ast.Name(id="S"), slice=ast.Constant(value=int(place))
                )
            ]
        ):
            return place
    return -1


def _sets_none_of(statement: ast.stmt, read: set[str]) -> bool:
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)]):
            return name not in read
    return False


def _numbers(
    model: Model, rules: Rules, named: dict[str, float], luck: KeptLuck
) -> str:
    slots = rung_slots(model)
    told = {
        "CLOCKS": rules.clocks,
        "FAULT": rules.fault,
        "PARAMETERS": rules.parameters,
        "OUTCOMES": rules.outputs.outcomes,
        "OUTCOME_COUNT": len(model.outcomes),
        "GRID": GRID,
        "LADDERS": rules.ladders,
        "WORDS": rules.words[0],
        "WORD_COUNT": len(rules.words),
        **luck.numbers,
    }
    arrays: dict[str, tuple[str, list[float]]] = {
        "CODES": ("i8", [stream_of(clock.name)[0] for clock in model.clocks]),
        "K": ("f8", list(rules.constants) or [0.0]),
        "KEPT": ("i8", [model.ladder_index[name] for name in slots]),
        "COLUMNS": ("i8", [slot.start for slot in slots.values()]),
        "GAUGES": ("i8", [rules.gauges[gauge.name][0] for gauge in model.gauges]),
        "DRAINS": ("i8", [rules.gauges[gauge.name][1] for gauge in model.gauges]),
    }
    for name, halves in luck.streams.items():
        arrays[name] = "i8", [*halves, 0]
    for name, numbers in luck.lags.items():
        arrays[name] = "f8", [*numbers, 0.0]
    lines = [f"HORIZON = {_number(model.horizon)}"]
    lines += [f"{name} = {_number(value)}" for name, value in sorted(named.items())]
    lines += [f"{name} = {value}" for name, value in told.items()]
    for name, (kind, values) in arrays.items():
        text = ", ".join(_number(value) for value in values)
        lines.append(f"{name} = np.array([{text}], dtype='{kind}')")
    return "\n".join(lines)


def _number(value: float) -> str:
    if isinstance(value, int):
        return repr(value)
    text = repr(float(value))
    return {"inf": "math.inf", "-inf": "-math.inf", "nan": "math.nan"}.get(text, text)


def _kind(annotation: ast.expr | None, name: str) -> str:
    told = name if annotation is None else ast.unparse(annotation)
    if told not in _KINDS:
        raise TypeError(f"expected a number or a vector, got {name}: {told}")
    return _KINDS[told]


def _gives(function: ast.FunctionDef) -> str:
    if function.returns is not None:
        return _kind(function.returns, "")
    return "f8" if isinstance(function.body[-1], ast.Return) else "void"


def _function(function: ast.FunctionDef) -> str:
    _refuse_odd(function)
    arguments = function.args.args
    kinds = ",".join(_kind(own.annotation, own.arg) for own in arguments)
    names = ", ".join(own.arg for own in arguments)
    return (
        f'@njit("{_gives(function)}({kinds})", {INNER}, **HOW)\n'
        f"def {function.name}({names}):\n{_body(function.body)}"
    )


def _fire(functions: list[ast.FunctionDef]) -> list[str]:
    """Write all firings as one function; each keeps its variables to itself."""
    bodies = []
    for function in functions:
        _refuse_odd(function)
        own = {
            node.id
            for node in ast.walk(function)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        }
        renamed = _Renamed(own, f"c{function.name.removeprefix('fire_')}_")
        bodies.append(
            [renamed.visit(ast.parse(ast.unparse(s)).body[0]) for s in function.body]
        )
    head = f'@njit("void(i8,f8,i8,i8,i8,{FLOATS},{WHOLE})", {INNER}, **HOW)'
    return [f"{head}\n{text}" for text in dispatched("fire", bodies)]


def _body(body: list[ast.stmt]) -> str:
    text = "\n".join(ast.unparse(statement) for statement in body)
    return "\n".join("    " + line for line in text.split("\n"))


class _Renamed(ast.NodeTransformer):
    def __init__(self, own: set[str], prefix: str) -> None:
        self.own, self.prefix = own, prefix

    def visit_Name(self, node: ast.Name) -> ast.Name:
        if node.id in self.own:
            node.id = self.prefix + node.id
        return node


_KNOWN = (
    ast.FunctionDef, ast.arguments, ast.arg, ast.Assign, ast.Expr, ast.If, ast.Return,
    ast.Pass, ast.IfExp, ast.BoolOp, ast.And, ast.Or, ast.Not, ast.UnaryOp, ast.USub,
    ast.BinOp, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.BitAnd, ast.BitOr, ast.Compare,
    ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq, ast.Call, ast.Name, ast.Load,
    ast.Store, ast.Subscript,
)  # fmt: skip


def _refuse_odd(function: ast.FunctionDef) -> None:
    """Refuse what is not restricted Python: texts above all."""
    for statement in function.body:
        for node in ast.walk(statement):
            number = isinstance(node, ast.Constant) and isinstance(
                node.value, int | float
            )
            if not number and not isinstance(node, _KNOWN):
                kind = type(node).__name__
                raise TypeError(
                    f"expected restricted Python, got {kind} in {function.name}"
                )
