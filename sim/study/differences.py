"""Two files: which values differ, and what each does alone, on one luck."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sim.analysis import Attributed, Comparison, Shares, can_be_attributed
from sim.errors import ScenarioError
from sim.loading_between import between, differing
from sim.report.explaining import flow_text
from sim.report.tables import Table
from sim.report.words import say
from sim.results import Ensemble
from sim.scenario import Scenario
from sim.texts import Language
from sim.variants import WORDS, Piece

__all__ = ["MOST_PIECES", "Differences", "differences_of", "differing_table"]

MOST_PIECES = 12
"""With more differing values than this, each alone is run only if asked for."""

MOST_LINES = 6
"""So many numbers are attributed: those that differ most surely."""

Group = tuple[Piece, ...]


@dataclass(frozen=True, eq=False)
class Differences:
    """Which values differ, and the part of each.

    Attributes
    ----------
    pieces : tuple of Piece
        In file order.
    labels : tuple of str
        Of what was laid over alone: one value, or some that cannot stand by themselves.
    attributed : tuple of Attributed
        By number; empty if none is moved, or there are too many values.
    too_many : bool
        Whether there were, and it was not asked for.
    """

    pieces: tuple[Piece, ...]
    labels: tuple[str, ...]
    attributed: tuple[Attributed, ...]
    too_many: bool


def differences_of(
    first: Scenario,
    second: Scenario,
    runs: tuple[Ensemble, Ensemble],
    comparison: Comparison,
    run: Callable[[Scenario], Ensemble],
    *,
    each: bool = False,
) -> Differences:
    """Lay each differing value of the second file alone over the first, and run it.

    Parameters
    ----------
    runs : tuple of Ensemble
        Of both files as they are.
    comparison : Comparison
        Of those.
    run : callable
        Runs a scenario with the same members and luck.
    each : bool
        Run each alone however many there are.
    """
    pieces = differing(first, second)
    too_many = len(pieces) > MOST_PIECES and not each
    lines = [
        line
        for line in comparison.lines
        if line.moves and can_be_attributed(line, runs[0])
    ]
    lines.sort(key=lambda line: -abs(line.difference.value) / _width(line))
    if not pieces or too_many or not lines:
        return Differences(pieces, (), (), too_many)
    shares = Shares(runs[0], runs[1], lines[:MOST_LINES])
    labels: list[str] = []
    for group, scenario in _groups(first, second, pieces):
        labels.append(" + ".join(label_of(piece) for piece in group))
        shares.add(run(scenario))
    return Differences(pieces, tuple(labels), shares.found(), False)


def _width(line: object) -> float:
    difference = line.difference  # type: ignore[attr-defined]
    return max(1e-12, float(difference.high - difference.low))


def _groups(
    first: Scenario, second: Scenario, pieces: tuple[Piece, ...]
) -> list[tuple[Group, Scenario]]:
    """Give what can stand alone: values, or things, or all that cannot, together."""
    found: list[tuple[Group, Scenario]] = []
    waiting: list[Piece] = []
    for piece in pieces:
        try:
            found.append(((piece,), between(first, second, (piece,))))
        except ScenarioError:
            waiting.append(piece)
    if not waiting:
        return found
    things: dict[tuple[str, ...], list[Piece]] = {}
    for piece in waiting:
        things.setdefault(piece.path[:2], []).append(piece)
    rest: list[Piece] = []
    for group in things.values():
        try:
            found.append((tuple(group), between(first, second, tuple(group))))
        except ScenarioError:
            rest += group
    if rest:
        try:
            found.append((tuple(rest), between(first, second, tuple(rest))))
        except ScenarioError:  # then only together with everything
            found.append((pieces, between(first, second, pieces)))
    return found


def label_of(piece: Piece) -> str:
    """Name a value by its path."""
    return ".".join(piece.path)


def differing_table(
    pieces: tuple[Piece, ...], *, first: str, second: str, language: Language
) -> Table:
    """Give which values differ, and where each is written."""
    rows = []
    for piece in pieces:
        told = [
            flow_text(node, language, hidden=WORDS)
            if node is not None
            else say("not_there", language)
            for node in (piece.before, piece.after)
        ]
        where = f"{piece.place.file}:{piece.place.line}"
        rows.append((label_of(piece), *told, where))
    heads = ("value_of", "in_first", "in_second", "written_where")
    notes = () if rows else (say("differing_none", language),)
    return Table(
        say("differing", language, first=first, second=second),
        tuple(say(head, language) for head in heads),
        tuple(rows),
        notes,
    )
