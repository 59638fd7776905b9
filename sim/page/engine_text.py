"""The engine of one scenario in JavaScript: its rules printed, and its numbers.

`rules_script` gives a module with one function, ``rulesOf(host)``: the host provides
the primitives (`js/primitives.js`), the printed functions are the rules and all that
they call. `engine_numbers` gives what the loop in `js/member.js` needs to know.
"""

from __future__ import annotations

import ast
from dataclasses import asdict, dataclass
from typing import Any

from sim.emit import Rules, emit_rules
from sim.ensemble.program import PRIMITIVES, program_of
from sim.model import Model
from sim.page.asking import Answers, write_questions
from sim.page.opening import OpenModel
from sim.page.printing import print_function, print_number
from sim.page.splitting import split_function
from sim.page.witnessing import stream_words, watch_numbers
from sim.results import GRID, rung_slots

__all__ = ["Engine", "engine_of", "rules_of"]

_ASKED = "start refresh finish judge holds factor_holds odds may gauge_value".split()
"""Functions that the host calls, besides ``fire``."""
_ALSO = ("gauge_value", "move_lightly")
"""Those of them that no rule may call."""


@dataclass(frozen=True)
class Engine:
    """An engine in JavaScript.

    Attributes
    ----------
    opened : OpenModel
    rules : Rules
    answers : Answers
    script : str
        The module ``rulesOf``; it holds numbers only, and no word of a scenario.
    numbers : dict
        What the loop must know, for JSON.
    """

    opened: OpenModel
    rules: Rules
    answers: Answers
    script: str
    numbers: dict[str, Any]


def engine_of(opened: OpenModel) -> Engine:
    """Print the engine of a scenario."""
    rules, answers = rules_of(opened)
    return Engine(
        opened, rules, answers, _script(rules), _numbers(opened, rules, answers)
    )


def rules_of(opened: OpenModel) -> tuple[Rules, Answers]:
    """Write the rules of a page, and say where what it asks stands."""
    kept: list[Answers] = []
    rules = emit_rules(opened.model, also=write_questions(opened, kept.append))
    return rules, kept[0]


def _script(rules: Rules) -> str:
    program = program_of(rules, also=_ALSO)
    fires: list[str] = []
    printed: list[str] = []
    for name, function in program.functions.items():
        if name in PRIMITIVES:
            continue
        if name == "start":
            _leave_open(function, rules)
        parts = split_function(function) if name == "refresh" else (function,)
        printed += [print_function(part) for part in parts]
        if name.startswith("fire_"):
            number = name.removeprefix("fire_")
            fires.append(f"case {number}: {name}(t, m, q0, q1, S, I); break;")
    constants = [
        f"const {name} = {print_number(value)};"
        for name, value in sorted(program.numbers.items())
    ]
    table = ", ".join(map(print_number, rules.constants))
    told = ", ".join(sorted(set(PRIMITIVES) - {"float"}))
    inside = [
        f"const {{ {told}, FIXED, VALUES }} = host;",
        f"const K = Float64Array.of({table});",
        *constants,
        *printed,
        "function fire(k, t, m, q0, q1, S, I) {",
        "switch (k) {",
        *fires,
        "}",
        "}",
        f"return {{ fire, {', '.join(_ASKED)}, move_lightly }};",
    ]
    body = "\n".join(inside).replace("\n", "\n ")
    head = "/** @param {any} host */\nexport function rulesOf(host) {"
    return f"{head}\n {body}\n}}\n"


def _leave_open(start: ast.FunctionDef, rules: Rules) -> None:
    """Let the host fix any parameter, after its draw and before what reads it."""
    first = rules.parameters
    body: list[ast.stmt] = []
    at = 0
    for statement in start.body:
        body.append(statement)
        match statement:
            case ast.Assign(
                targets=[ast.Subscript(slice=ast.Constant(value=place))]
            ) if place == first + at:
                body += ast.parse(
                    f"if FIXED[{at}] != 0:\n S[{place}] = VALUES[{at}]"
                ).body
                at += 1
    start.body = body


def _numbers(opened: OpenModel, rules: Rules, answers: Answers) -> dict[str, Any]:
    model = opened.model
    slots = rung_slots(model)
    return {
        "horizon": model.horizon,
        "clocks": rules.clocks,
        "ladders": rules.ladders,
        "parameters": rules.parameters,
        "parameterCount": len(model.parameters),
        "fault": rules.fault,
        "words": list(rules.words),
        "floats": [_told(value) for value in rules.floats],
        "whole": list(rules.whole),
        "codes": [stream_words(clock.name)[0] for clock in model.clocks],
        "outputs": asdict(rules.outputs),
        "outcomeCount": len(model.outcomes),
        "answers": {
            "signed": answers.signed,
            "nets": answers.nets,
            "claims": answers.claims,
            "inner": answers.inner,
            "total": answers.total,
        },
        "grid": GRID,
        "kept": [model.ladder_index[name] for name in slots],
        "columns": [slot.start for slot in slots.values()],
        "higher": _higher(model),
        "width": max((slot.stop for slot in slots.values()), default=0),
        "gauges": [list(rules.gauges[gauge.name]) for gauge in model.gauges],
        "drawn": list(rules.drawn),
        "happened": list(rules.happened),
        "hazards": [list(pair) for pair in rules.hazards.items()],
        "watch": watch_numbers(model, rules),
    }


def _higher(model: Model) -> list[int]:
    """Say of each column whether the next one is a higher rung of the same ladder."""
    return [
        int(model.ladder(name).ordered and column + 1 < slot.stop)
        for name, slot in rung_slots(model).items()
        for column in range(slot.start, slot.stop)
    ]


def _told(value: float) -> float | str:
    """Write a float for strict JSON."""
    return value if abs(value) < float("inf") else print_number(value)
