"""The map of a scenario as a notebook holds it: as a picture, or in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sim.errors import ResultError, suggest
from sim.model import Model
from sim.report.footer import footer_line
from sim.report.names import Names
from sim.scenario import Scenario
from sim.study.views import Picture
from sim.texts import Language

if TYPE_CHECKING:
    from sim.report.mapping import MapGroup

__all__ = ["map_paged", "map_picture", "map_words"]


def map_picture(
    scenario: Scenario, model: Model, language: Language, only: Sequence[str]
) -> Picture:
    """Draw what moves what, or what moves only these ladders and gauges.

    Raises
    ------
    ResultError
        If one of them is not on the map.
    """
    from sim.plots import draw_map
    from sim.report.mapping import map_alt

    names, groups = _groups(scenario, model, language, only)
    foot = footer_line(scenario, language)
    figure = draw_map(groups, names, foot=foot, only=only)
    return Picture(figure, map_alt(groups, names, foot=foot, only=only))


def map_paged(scenario: Scenario, model: Model, language: Language) -> list[Picture]:
    """Draw what moves what on as many pages as it takes to be read."""
    from sim.plots import draw_map, map_pages
    from sim.report.mapping import map_alt

    names, groups = _groups(scenario, model, language, ())
    foot = footer_line(scenario, language)
    pages = map_pages(groups, names)
    drawn = []
    for at, only in enumerate(pages, start=1):
        page = f"{at}/{len(pages)}" if len(pages) > 1 else ""
        figure = draw_map(groups, names, foot=foot, only=only, page=page)
        drawn.append(Picture(figure, map_alt(groups, names, foot=foot, only=only)))
    return drawn


def map_words(
    scenario: Scenario, model: Model, language: Language, only: Sequence[str]
) -> str:
    """Say in words what `map_picture` draws."""
    from sim.report.mapping import map_alt

    names, groups = _groups(scenario, model, language, only)
    return map_alt(groups, names, foot=footer_line(scenario, language), only=only)


def _groups(
    scenario: Scenario, model: Model, language: Language, only: Sequence[str]
) -> tuple[Names, tuple[MapGroup, ...]]:
    from sim.report.mapping import map_groups

    names = Names(model, scenario, language)
    groups = map_groups(names)
    known = [group.name for group in groups]
    for name in only:
        if name not in known:
            raise ResultError(
                f"nothing called {name!r} on the map; {suggest(name, known)}"
            )
    return names, groups
