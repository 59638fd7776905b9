"""Which pictures a run comes with: a few that are quick, or every one there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Literal, Protocol

from sim.analysis import ActorLedger, ladders_shown, moved_ladders
from sim.errors import UsageError, suggest
from sim.model import Model
from sim.report.words import say
from sim.results import Ensemble
from sim.study.step import Step
from sim.study.views import Picture
from sim.texts import Language

__all__ = [
    "SETS",
    "PictureSet",
    "Shown",
    "chosen_line",
    "draw_path_of",
    "name_of_path",
    "picture_draws",
    "pictures_of",
    "run_pictures",
    "shown_before",
    "shown_of",
]

SETS = ("few", "all", "none")
PictureSet = Literal["few", "all", "none"]
Drawn = Callable[[], Picture]
DrawsFiles = Callable[[], dict[str, bytes]]
Shown = tuple[tuple[str, ...], str]
"""Ladders that are shown, and what is said of how they were chosen."""


class Run(Protocol):
    """What is drawn of a run, as `sim.study.run.Run` has it."""

    @property
    def ensemble(self) -> Ensemble: ...
    @property
    def language(self) -> Language: ...
    @property
    def model(self) -> Model: ...
    @property
    def ledgers(self) -> tuple[ActorLedger, ...]: ...
    def plot_passages(self, *ladders: str, note: str = "") -> Picture: ...
    def plot_shares(self, *ladders: str, note: str = "") -> Picture: ...
    def plot_claims(self, *claims: str) -> Picture: ...
    def plot_outcomes(self, *outcomes: str) -> Picture: ...
    def plot_ledger(self, actor: str | None = None) -> Picture: ...
    def step(self, member: int = 0) -> Step: ...


def run_pictures(run: Run, which: PictureSet = "all") -> dict[str, bytes]:
    """Give a run's pictures as files, each with what it shows in words.

    Parameters
    ----------
    which : {"few", "all", "none"}
        A few, of the ladders that the scenario asks about most and as PNG; or all, of
        every ladder, as PNG and SVG.

    Raises
    ------
    UsageError
        If it is none of these.
    """
    files: dict[str, bytes] = {}
    for draw in picture_draws(run, which).values():
        files |= draw()
    return files


def picture_draws(run: Run, which: PictureSet) -> dict[str, DrawsFiles]:
    """Give what draws each of a run's pictures, by name; as `run_pictures`."""
    if which not in SETS:
        raise UsageError(f"no set of pictures {which!r}; {suggest(which, SETS)}")
    if which == "none":
        return {}

    def files(name: str, draw: Drawn) -> dict[str, bytes]:
        return draw().files(name, svg=which == "all")

    return {name: partial(files, name, draw) for name, draw in pictures_of(run, which)}


def pictures_of(run: Run, which: PictureSet) -> Iterator[tuple[str, Drawn]]:
    """Name a run's pictures, each with what draws it."""
    few, model = which == "few", run.model
    if not len(run.ensemble):
        return
    first = int(run.ensemble.members[0])
    shown = chosen, note = shown_of(run, which)
    if run.ensemble.rung_slots:
        yield "passages", lambda: run.plot_passages(*chosen, note=note)
        yield "shares", lambda: run.plot_shares(*chosen, note=note)
    if model.claims and model.horizons:
        yield "claims", run.plot_claims
    if model.outcomes and not few:
        yield "outcomes", run.plot_outcomes
    for ledger in run.ledgers:
        yield f"ledger_{ledger.actor}", partial(run.plot_ledger, ledger.actor)
    yield name_of_path(first), lambda: draw_path_of(run.step(first), shown)


def name_of_path(member: int) -> str:
    """Name the picture of one member's path."""
    return f"path_{member}"


def draw_path_of(step: Step, shown: Shown) -> Picture:
    """Draw one member's path on the ladders that are shown."""
    ladders, note = shown
    return step.plot(*ladders, note=note)


def shown_of(run: Run, which: PictureSet) -> Shown:
    """Give the ladders in a run's pictures, none for all, and what is said of them."""
    chosen: tuple[str, ...] = ()
    if which == "few":
        moved = moved_ladders(run.ensemble)
        chosen = ladders_shown(run.model, moved=moved) or ladders_shown(run.model)
    return chosen, chosen_line(run.model, chosen, run.language)


def shown_before(model: Model, which: PictureSet, language: Language) -> Shown:
    """Give the same before members have run, as if each ladder moved in some."""
    chosen = ladders_shown(model) if which == "few" else ()
    return chosen, chosen_line(model, chosen, language)


def chosen_line(model: Model, ladders: tuple[str, ...], language: Language) -> str:
    """Say that not all ladders are in a picture, and by what they were chosen."""
    own = [ladder for ladder in model.ladders if ladder.kind == "own"]
    if not ladders or len(ladders) >= len(own):
        return ""
    filled = {"shown": len(ladders), "count": len(own)}
    return say("ladders_chosen", language, **filled)
