"""Documents of printed pages: the frame of every file of a kit.

A document is a list of sheets, each of which begins a new page of paper and carries
the foot. It asks nothing of the network, runs no script, and says so to the browser.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from sim.classroom.markup import Child, Html, tag
from sim.texts import Language, Text

__all__ = ["document", "lines", "sheet"]

_SKIP = Text("Printed with the browser: A4, no headers.", "브라우저에서 인쇄: A4 용지")


@cache
def _style() -> str:
    return (files("sim.classroom") / "kit.css").read_text("utf-8")


def _policy(style: str) -> str:
    """Allow this style and nothing else: no script, no picture, no request."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; "
        "form-action 'none'"
    )


def sheet(*content: Child, foot: str, class_: str = "", mark: str = "") -> Html:
    """Build one sheet: what starts on a new page, over one page or several.

    Parameters
    ----------
    *content
        What stands on it, the first of it a heading.
    foot : str
        The line at the foot of every printed page of it.
    class_ : str
        ``wide`` for a page across; ``one`` for what must fit on one page.
    mark : str
        Who it is for, in the corner.
    """
    inside = tag("td", tag("p", mark, class_="mark") if mark else None, content)
    # A foot of a table is the one thing that every browser repeats on every page.
    frame = tag(
        "table",
        tag("tbody", tag("tr", inside)),
        tag("tfoot", tag("tr", tag("td", tag("p", foot, class_="foot")))),
        role="presentation",
        class_="frame",
    )
    return tag("section", frame, class_=f"sheet {class_}".strip())


def document(
    title: str, sheets: Sequence[Html], *, language: Language, wide: bool = False
) -> bytes:
    """Write a whole document.

    Parameters
    ----------
    title : str
        For the window and for a reader who cannot see it.
    sheets : sequence of Html
        As `sheet` gives them.
    wide : bool, default False
        Whether it is printed across.
    """
    style = _style() + ("@page{size:A4 landscape}" if wide else "")
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        Html(f'<meta http-equiv="Content-Security-Policy" content="{_policy(style)}">'),
        tag("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name_="referrer", content="no-referrer"),
        tag("title", title),
        Html(f"<style>{style}</style>"),
    )
    body = tag("body", tag("main", sheets), class_="wide" if wide else None)
    whole = tag("html", head, body, lang=language)
    return f"<!DOCTYPE html>\n{whole}\n".encode()


def lines(count: int) -> Html:
    """Give empty lines to write on, which a screen reader passes over."""
    return tag(
        "div", [tag("div", class_="line") for _ in range(count)],
        class_="lines", aria_hidden="true",
    )  # fmt: skip
