"""HTML as values: text is escaped, and only what is built here is markup.

Nothing that a scenario says can become markup: a plain string is text wherever it
stands, and an `Html` is made by `tag` alone.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from sim.errors import shown

__all__ = ["Child", "Html", "link", "paragraphs", "table", "tag"]

TOGETHER = 6
"""A table of at most so many rows stays on one page."""
EMPTY = frozenset({"br", "hr", "meta"})


class Html(str):
    """Markup that was built here; any other string is text."""

    __slots__ = ()


Child = str | Iterable["Child"] | None


def tag(name: str, *children: Child, **attributes: str | int | None) -> Html:
    """Build one element.

    Parameters
    ----------
    name : str
        Such as ``p``.
    *children
        Text, which is escaped; elements; lists of both; None is nothing.
    **attributes
        A trailing underscore is dropped (``class_``), others are hyphens; None leaves
        an attribute out.

    Examples
    --------
    >>> tag("p", "a < b ", tag("b", "& c"), class_="x")
    '<p class="x">a &lt; b <b>&amp; c</b></p>'
    """
    told = "".join(
        f' {key.removesuffix("_").replace("_", "-")}="{html.escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in EMPTY:
        return Html(f"<{name}{told}>")
    return Html(f"<{name}{told}>{_inside(children)}</{name}>")


def _inside(child: Child) -> str:
    if child is None:
        return ""
    if isinstance(child, Html):
        return str(child)
    if isinstance(child, str):
        return html.escape(shown(child))
    return "".join(_inside(one) for one in child)


def paragraphs(*texts: str) -> Html:
    """Build a paragraph of each text that is not empty."""
    return Html("".join(tag("p", text) for text in texts if text))


def table(
    heads: Iterable[Child],
    rows: Iterable[Iterable[Child]],
    *,
    caption: str = "",
    head: int = 0,
    class_: str | None = None,
) -> Html:
    """Build a table whose columns and rows have heads that a screen reader knows.

    The first cell of a row is its head, unless `head` names another. A table of few
    rows is not torn by a page.
    """
    rows = list(rows)
    if len(rows) <= TOGETHER:
        class_ = f"{class_ or ''} together".strip()
    top = tag("tr", [tag("th", head, scope="col") for head in heads])
    body = []
    for row in rows:
        cells = [
            tag("th", cell, scope="row") if at == head else tag("td", cell)
            for at, cell in enumerate(row)
        ]
        body.append(tag("tr", cells))
    told = tag("caption", caption) if caption else None
    return tag("table", told, tag("thead", top), tag("tbody", body), class_=class_)


def link(address: str) -> Html:
    """Show an address; it can be followed only if it leads to the web.

    Examples
    --------
    >>> link("javascript:alert(1)")
    '<span class="url">javascript:alert(1)</span>'
    """
    if re.match(r"https?://[^\s<>\"']+\Z", address):
        return tag("a", address, href=address, rel="noreferrer noopener", class_="url")
    return tag("span", address, class_="url")
