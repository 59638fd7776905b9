"""The page's JavaScript is typed and linted, as its Python is."""

from __future__ import annotations

import ast
import os
import subprocess
from pathlib import Path

import pytest
from in_node import NODE

from sim.page.printing import print_function, print_number

folder = Path(__file__).parent / "page"
root = folder.parents[1]
tools = folder / "node_modules" / ".bin"
needs_tools = pytest.mark.skipif(
    not (NODE and tools.exists()) and not os.environ.get("SIM_CI"),
    reason="`npm ci` has not been run in tests/page",
)


@needs_tools
@pytest.mark.parametrize("script", ["types", "lint"])
def test_the_javascript_has_no_fault(script: str) -> None:
    done = subprocess.run(
        ["npm", "run", "--silent", script],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def function(text: str) -> ast.FunctionDef:
    (node,) = ast.parse(text).body
    assert isinstance(node, ast.FunctionDef)
    return node


@pytest.mark.parametrize(
    "body",
    [
        "return 'a text'",
        "return True",
        "return x.real",
        "return x ** 2",
        "return x // 2",
        "return x is x",
        "while x: pass",
        "x += 1",
        "return f(x, y=1)",
        "return [x]",
        "a, b = x, x",
        "return",
    ],
)
def test_what_is_not_restricted_is_refused(body: str) -> None:
    with pytest.raises(TypeError, match="expected restricted Python"):
        print_function(function(f"def f(x):\n    {body}"))


@pytest.mark.parametrize(
    ("python", "javascript"),
    [
        ("x - (y - 1.0)", "x - (y - 1)"),
        ("(x - y) - 1.0", "x - y - 1"),
        ("x * (y / 3.0)", "x * (y / 3)"),
        ("-(x + y)", "-(x + y)"),
        ("x if y else x if x else y", "y ? x : x ? x : y"),
        ("(x if y else x) if x else y", "x ? (y ? x : x) : y"),
        ("x < 1.0 or y > 2.0 and x != y", "x < 1 || (y > 2 && x !== y)"),
        ("not (x & 4) == 0", "!((x & 4) === 0)"),
        ("float(x + y) * 2.0", "(x + y) * 2"),
        ("f(-3, x) + -y", "f(-3, x) + -y"),
        ("x[y + 1] | 2", "x[y + 1] | 2"),
    ],
)
def test_operations_keep_their_order(python: str, javascript: str) -> None:
    told = print_function(function(f"def f(x, y):\n    return {python}"))
    assert told.splitlines()[1] == f"return {javascript};"


def test_a_variable_is_constant_only_where_it_is_set_once_and_read_there() -> None:
    body = "    if x:\n        a = x\n        b = a\n    c = b\n    c = x\n    return c"
    assert print_function(function(f"def f(x):\n{body}")).splitlines() == [
        "function f(x) {",
        "let b, c;",
        "if (x) {",
        "const a = x;",
        "b = a;",
        "}",
        "c = b;",
        "c = x;",
        "return c;",
        "}",
    ]


def test_numbers_read_back_as_the_same_number() -> None:
    numbers = [0.1, 1e-300, 1e22, -0.0, 5e-324, 123456789.125, float("nan")]
    told = [print_number(number) for number in numbers]
    assert told == ["0.1", "1e-300", "1e+22", "-0.0", "5e-324", "123456789.125", "NaN"]
