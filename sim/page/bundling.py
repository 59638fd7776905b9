"""The page's modules as one classic script, in the order in which they need each other.

A page opened from a USB stick may load no module, so all stand in one function. The
modules say ``import { a } from "./b.js"`` and ``export`` before what they declare, and
nothing else of that kind; each name at the top of a module is used once in the whole.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from graphlib import TopologicalSorter
from importlib import resources

from sim.errors import ModelError

__all__ = ["bundle", "page_modules"]

_IMPORT = re.compile(r'import \{([^}]*)\} from "\./(\w+\.js)";\n')
_EXPORT = re.compile(r"^export (?=function\*? |class |const )", re.MULTILINE)
_DECLARED = re.compile(r"^(?:function\*?|class|const|let) (\w+)", re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*/\*\*(?:(?!\*/).)*\*/[ \t]*\n", re.MULTILINE | re.DOTALL)


def page_modules() -> dict[str, str]:
    """Give the text of each module of the page by its name."""
    folder = resources.files("sim.page") / "js"
    return {
        path.name: path.read_text(encoding="utf-8")
        for path in folder.iterdir()
        if path.name.endswith(".js")
    }


def bundle(modules: Mapping[str, str], entry: str) -> str:
    """Put an entry module and all that it needs into one classic script.

    Parameters
    ----------
    modules : mapping of str to str
        Texts by name.
    entry : str
        The module that starts the page.

    Raises
    ------
    ModelError
        If a module is not there, imports in another form, or declares what another
        does.

    Examples
    --------
    >>> print(bundle({"a.js": "export const A = 1;"}, "a.js").strip())
    (function () {
    "use strict";
    const A = 1;
    })();
    """
    needs: dict[str, set[str]] = {}
    waiting = [entry]
    while waiting:
        name = waiting.pop()
        if name in needs:
            continue
        if name not in modules:
            raise ModelError(f"the page has no module {name!r}")
        needs[name] = {found[1] for _, found in _imports(modules[name])}
        waiting += needs[name]
    declared: dict[str, str] = {}
    parts = []
    for name in TopologicalSorter(needs).static_order():
        text = _IMPORT.sub("", modules[name])
        text = _EXPORT.sub("", _COMMENT.sub("", text))
        if found := re.search(r"^(?:import|export)\b.*", text, re.MULTILINE):
            raise ModelError(f"{name} says {found[0]!r}, which is not bundled")
        for word in _DECLARED.findall(text):
            if word in declared:
                raise ModelError(f"{name} and {declared[word]} both declare {word!r}")
            declared[word] = name
        parts.append(text.strip("\n"))
    body = "\n".join(part for part in parts if part)
    return f'(function () {{\n"use strict";\n{body}\n}})();\n'


def _imports(text: str) -> list[tuple[str, tuple[str, str]]]:
    return [(found[0], (found[1], found[2])) for found in _IMPORT.finditer(text)]
