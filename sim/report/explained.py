"""An explanation as lines for a terminal, or as a table for a notebook."""

from __future__ import annotations

from collections.abc import Sequence

from sim.report.evidence import KINDS
from sim.report.explaining import Explained, Origin
from sim.report.tables import Table
from sim.scenario import Scenario
from sim.texts import Language, Text

__all__ = ["explained_table", "files_line", "lines_of"]

_FILES = Text("Read from {files}", "읽은 파일: {files}")
_EXTENDS = Text("{first}, which extends {second}", "{first} (바탕: {second})")
_WRITTEN = {
    "file": Text("{where}", "{where}"),
    "variant": Text("{where} (variant)", "{where} (변형)"),
    "set": Text("{where}", "{where}"),
    "default": Text("default", "기본값"),
}
_COLUMNS = (
    Text("Of", "대상"),
    Text("Key", "키"),
    Text("Value", "값"),
    Text("Written in", "적힌 곳"),
)
_TITLE = Text("What is there, and who wrote it", "무엇이 있고 누가 적었는가")
_INSIDE = Text("within it {path}: {origin}", "그 안의 {path}: {origin}")
_BECAUSE = Text("because", "근거")
_READ = Text("used by {names}", "쓰는 곳: {names}")
_BEARS = Text("bears on {names}", "영향을 주는 결과: {names}")
_ON_NOTHING = Text("bears on no outcome and no claim", "영향을 주는 결과나 주장 없음")
_BEHIND = Text("behind {names}", "근거로 쓰인 곳: {names}")
_ALL = Text("every outcome and claim", "모든 결과와 주장")
# What is an end in itself, or only a name.
_NO_RESULTS = frozenset({"scenario", "source", "actor", "outcome", "claim"})


def files_line(scenario: Scenario, lang: Language) -> str:
    """Say from which files a scenario was read."""
    names = [file.file for file in scenario.files]
    told = names[-1]
    for first in reversed(names[:-1]):
        told = _EXTENDS.say(lang).format(first=first, second=told)
    return _FILES.say(lang).format(files=told)


def lines_of(thing: Explained, scenario: Scenario, lang: Language) -> list[str]:
    """Tell one thing: its values, its evidence, and what depends on it."""
    kind = KINDS[thing.kind].say(lang) if thing.kind in KINDS else thing.kind
    lines = [f"{kind} {thing.name}" + (f": {thing.title}" if thing.title else "")]
    for value in thing.values:
        lines.append(f"  {value.key}: {value.text}   [{_origin(value.origin, lang)}]")
        for path, origin in value.inside:
            said = _INSIDE.say(lang).format(path=path, origin=_origin(origin, lang))
            lines.append(f"    {said}")
    if thing.because:
        lines.append(f"  {_BECAUSE.say(lang)}")
        lines += [f"    {line}" for line in thing.because]
    return [*lines, *(f"  {line}" for line in _dependents(thing, scenario, lang))]


def explained_table(
    things: Sequence[Explained], scenario: Scenario, lang: Language
) -> Table:
    """Give an explanation as a table, with evidence and dependents as its notes."""
    rows: list[tuple[str, ...]] = []
    notes: list[str] = []
    for thing in things:
        rows += [
            (thing.name, value.key, value.text, _origin(value.origin, lang))
            for value in thing.values
        ]
        before = f"{thing.name}: " if len(things) > 1 else ""
        notes += [f"{before}{_BECAUSE.say(lang)}: {line}" for line in thing.because]
        notes += [f"{before}{line}" for line in _dependents(thing, scenario, lang)]
    columns = tuple(column.say(lang) for column in _COLUMNS)
    return Table(_TITLE.say(lang), columns, tuple(rows), tuple(notes))


def _dependents(thing: Explained, scenario: Scenario, lang: Language) -> list[str]:
    """Say what uses a thing, and which results it bears on."""
    lines = []
    if thing.readers:
        told = _BEHIND if thing.kind == "source" else _READ
        lines.append(told.say(lang).format(names=_names(thing.readers, lang)))
    if thing.kind not in _NO_RESULTS:
        names = _names(thing.results, lang)
        if thing.results and len(thing.results) == len(
            [*scenario.outcomes, *scenario.claims]
        ):
            names = _ALL.say(lang)
        said = _BEARS.say(lang).format(names=names) if names else _ON_NOTHING.say(lang)
        lines.append(said)
    return lines


def _origin(origin: Origin, lang: Language) -> str:
    return _WRITTEN[origin.kind].say(lang).format(where=origin.where)


def _names(pairs: tuple[tuple[str, str], ...], lang: Language) -> str:
    """Name things, those of one kind together: ``outcomes a, b; claims c``."""
    by_kind: dict[str, list[str]] = {}
    for kind, name in pairs:
        by_kind.setdefault(kind, []).append(name)
    return "; ".join(
        f"{KINDS[kind].say(lang) if kind in KINDS else kind} {', '.join(names)}"
        for kind, names in by_kind.items()
    )
