"""The page as one HTML file that asks for nothing else, ever.

Scripts and styles are named to the browser by their digests, so that nothing a scenario
says could run even if it came to stand in the page; and it stands there as data only.
"""

from __future__ import annotations

import base64
import hashlib
import html
from importlib import resources
from pathlib import Path

from sim.page.bundling import bundle, page_modules
from sim.page.data import page_data, safe_json
from sim.page.engine_text import engine_of
from sim.page.opening import open_model
from sim.report.names import line_of
from sim.scenario import Scenario
from sim.texts import Language, Text

__all__ = ["extends_of", "page_html"]

_NO_SCRIPT = Text(
    "This page computes in your browser and needs JavaScript.",
    "이 페이지는 브라우저에서 계산하므로 자바스크립트가 필요합니다.",
)

_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="escalation-sim">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<p id="broken">{no_script}</p>
<script type="application/json" id="data">{data}</script>
<script>{script}</script>
</body>
</html>
"""


def page_html(scenario: Scenario, *, told_as: str, language: Language = "en") -> str:
    """Write the page of a scenario.

    Parameters
    ----------
    scenario : Scenario
    told_as : str
        What a variant of it writes after ``extends:``: the name of a shipped scenario,
        or the file's own.
    language : {"en", "ko"}
        In which it opens; it holds both.
    """
    engine = engine_of(open_model(scenario))
    modules = page_modules() | {"rules.js": engine.script}
    script = "\n" + bundle(modules, "main.js").replace("</", "<\\/")
    style = "\n" + (resources.files("sim.page") / "js" / "page.css").read_text("utf-8")
    data = safe_json(page_data(engine, scenario, told_as=told_as))
    return _PAGE.format(
        language=language,
        policy=_policy(script, style),
        title=html.escape(line_of(scenario.title, language) or scenario.name),
        style=style,
        no_script=html.escape(_NO_SCRIPT.say(language)),
        data=data,
        script=script,
    )


def extends_of(file: str | Path, *, shipped: bool) -> str:
    """Say what a variant writes after ``extends:``."""
    return str(file) if shipped else Path(file).name


def _policy(script: str, style: str) -> str:
    """Say what may run: this script, this style, and workers made of this script."""
    rules = {
        "default-src": "'none'",
        "script-src": _digest(script),
        "style-src": _digest(style),
        "worker-src": "blob:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _digest(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"
