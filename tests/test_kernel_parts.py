"""A long rule cut into short functions does what it did, and enters few of them."""

import ast
from typing import Any

import numpy as np
import pytest
from factories import compiled

from sim.emit import emit_rules
from sim.ensemble import kernel_parts
from sim.ensemble.kernel_parts import in_parts
from sim.ensemble.kernel_text import kernel_text


def rule_of(text: str) -> ast.FunctionDef:
    (rule,) = ast.parse(text).body
    assert isinstance(rule, ast.FunctionDef)
    return rule


def told(rule: list[ast.FunctionDef], **known: object) -> dict[str, Any]:
    names: dict[str, Any] = dict(known)
    exec("\n\n".join(ast.unparse(part) for part in rule), names)
    return names


RULE = """
def rule(k, S, I):
    v1 = S[9]
    if (I[0] & 3) != 0 or k == -1:
        S[1] = S[1] + v1
    if (I[0] & 4) != 0 or k == 5 or k == -1:
        I[0] = I[0] | 8
        S[2] = S[2] + 1.0
    if (I[0] & 8) != 0 and k != -1:
        S[3] = S[3] + 1.0
    if S[1] > 2.0:
        S[4] = S[4] + 1.0
    if ((I[0] & 16) != 0 or (I[1] & 1) != 0) and S[5] == 0.0:
        v2 = S[6] + 1.0
        S[5] = v2
    if k != -1 and (I[2] == 1 or (I[0] & 1) != 0):
        S[7] = S[7] + 1.0
    I[0] = 0
"""


@pytest.mark.parametrize("lines", [1, 4, 9, 1000])
def test_parts_do_what_the_whole_does(
    lines: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kernel_parts, "LINES", lines)
    monkeypatch.setattr(kernel_parts, "SMALL", 1)
    rule = rule_of(RULE)
    parts = in_parts(rule)
    assert len(parts) > (2 if lines < 1000 else 1)
    one, many = told([rule])["rule"], told(parts)["rule"]
    luck = np.random.default_rng(1)
    for _ in range(2000):
        k = int(luck.choice([-1, 0, 5, 6]))
        floats = luck.integers(0, 3, 10).astype(float).tolist()
        whole = luck.integers(0, 32, 3).tolist()
        ours, theirs = (list(floats), list(whole)), (list(floats), list(whole))
        one(k, *ours)
        many(k, *theirs)
        assert ours == theirs


def test_a_part_is_entered_only_with_reason() -> None:
    text = "".join(
        f"    if (I[0] & {1 << at}) != 0 or k == {at}:\n" + "        S[0] = 1.0\n" * 30
        for at in range(4)
    )
    parts = in_parts(rule_of(f"def rule(k, S, I):\n{text}"))
    assert [part.name for part in parts] == ["rule_part_1", "rule_part_2", "rule"]
    entered: list[int] = []
    last = told(
        parts[-1:],
        rule_part_1=lambda *_: entered.append(1),
        rule_part_2=lambda *_: entered.append(2),
    )
    for k, word in ((9, 0), (9, 2), (3, 0), (1, 8), (0, 1)):
        last["rule"](k, [], [word])
        entered.append(0)
    assert entered == [0, 1, 0, 2, 0, 1, 2, 0, 1, 0]


def test_statements_that_share_a_variable_stay_together() -> None:
    lines = "".join(f"    S[{at}] = 0.0\n" for at in range(60))
    rule = rule_of(f"def rule(S):\n    v1 = S[0]\n{lines}    S[0] = v1\n{lines}")
    names = [
        {node.id for node in ast.walk(part) if isinstance(node, ast.Name)}
        for part in in_parts(rule)
    ]
    assert sum("v1" in own for own in names) == 1


def test_no_function_of_a_kernel_is_long() -> None:
    model = compiled("seoul_2024")
    text = kernel_text(model, emit_rules(model))
    lengths = {
        node.name: ast.unparse(node).count("\n")
        for node in ast.parse(text).body
        if isinstance(node, ast.FunctionDef)
    }
    assert max(lengths.values()) < 200, lengths
