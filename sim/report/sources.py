"""The sources of a scenario: as a list to read, as CSV, and as BibTeX."""

from __future__ import annotations

import csv
import io
import re

from sim.report.cells import safe_cell
from sim.report.evidence import Backed, told_kind, users_of
from sim.report.names import line_of
from sim.scenario import Scenario, Source
from sim.texts import Language, Text

__all__ = ["sources_bibtex", "sources_csv", "sources_lines", "told_stands"]

COLUMNS = "id title publisher date stands interest via url used_by".split()
_STANDS = Text("stands as {stands}", "성격: {stands}")
_INTEREST = Text("interest: {text}", "이해관계: {text}")
_VIA = Text("via {text}", "전달: {text}")
_USED = Text("behind: {text}", "근거로 쓰인 곳: {text}")
_UNUSED = Text("behind nothing", "쓰인 곳 없음")
_COUNT = Text("{count} sources", "출처 {count}개")
_NONE = Text("no sources: every number is an assumption", "출처 없음: 모든 수치는 가정")
_STAND = {
    "party": Text("a party", "당사자"),
    "state institute": Text("a state institute", "국책 연구기관"),
    "press": Text("press", "언론"),
    "scholar": Text("a scholar", "연구자"),
    "data": Text("data", "자료"),
}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
# What TeX would take for something else; BibTeX counts a brace even behind a backslash.
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
    "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip

_URL = {"{": "%7B", "}": "%7D", "\\": "%5C"}


def sources_lines(scenario: Scenario, language: Language) -> list[str]:
    """Give every source as lines to read; those after the first are set in."""
    if not scenario.sources:
        return [_NONE.say(language)]
    used, lines = users_of(scenario), list[str]()
    for name, source in scenario.sources.items():
        lines.append(f"{name}: {line_of(source.title, language)}")
        stands = told_stands(source, language)
        via = _VIA.say(language).format(text=source.via) if source.via else ""
        facts = [source.publisher, source.date, stands, via]
        if any(facts):
            lines.append("  " + ", ".join(filter(None, facts)))
        if source.interest:
            text = line_of(source.interest, language)
            lines.append("  " + _INTEREST.say(language).format(text=text))
        if source.url:
            lines.append(f"  {source.url}")
        told = ", ".join(_told(user, language) for user in used[name])
        lines.append(
            "  "
            + (_USED.say(language).format(text=told) if told else _UNUSED.say(language))
        )
    return [*lines, "", _COUNT.say(language).format(count=len(scenario.sources))]


def told_stands(source: Source, language: Language) -> str:
    """Say where a source stands; empty if the file does not."""
    if source.stands is None:
        return ""
    stands = _STAND[str(source.stands)].say(language)
    return _STANDS.say(language).format(stands=stands)


def _told(user: Backed, language: Language) -> str:
    return f"{told_kind(user.kind, language)} {user.name}"


def sources_csv(scenario: Scenario, language: Language) -> str:
    """Give every source as a row, with what rests on it."""
    used, file = users_of(scenario), io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    for name, source in scenario.sources.items():
        row = (
            name,
            line_of(source.title, language),
            source.publisher,
            source.date,
            str(source.stands or ""),
            line_of(source.interest, language) if source.interest else "",
            source.via,
            source.url,
            "; ".join(f"{user.kind} {user.name}" for user in used[name]),
        )
        writer.writerow([safe_cell(cell) for cell in row])
    return file.getvalue()


def sources_bibtex(scenario: Scenario, language: Language) -> str:
    """Give every source as an entry of BibTeX."""
    return "\n".join(
        _entry(name, source, language) for name, source in scenario.sources.items()
    )


def _entry(name: str, source: Source, language: Language) -> str:
    note = [
        _STAND[str(source.stands)].say(language) if source.stands else "",
        line_of(source.interest, language) if source.interest else "",
        f"via {source.via}" if source.via else "",
    ]
    date = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", source.date)
    fields = {
        "title": f"{{{_tex(line_of(source.title, language))}}}",
        "author": f"{{{_tex(source.publisher)}}}" if source.publisher else "",
        "year": date[1] if date else "",
        "month": _MONTHS[int(date[2]) - 1] if date and date[2] else "",
        "day": date[3].lstrip("0") if date and date[3] else "",
        "url": "".join(_URL.get(character, character) for character in source.url),
        "note": _tex("; ".join(filter(None, note))),
    }
    lines = [
        f"  {key} = {value if key == 'month' else f'{{{value}}}'},"
        for key, value in fields.items()
        if value
    ]
    return "\n".join([f"@misc{{{name},", *lines, "}", ""])


def _tex(text: str) -> str:
    return "".join(_TEX.get(character, character) for character in text)
