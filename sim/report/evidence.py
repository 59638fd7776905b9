"""What rests on which source, and on which assumption: every ``because`` of a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sim.scenario import Because, Scenario
from sim.texts import Language, Text

__all__ = ["KINDS", "Backed", "evidence_of", "told_kind", "users_of"]

KINDS: dict[str, Text] = {
    "source": Text("source", "출처"),
    "actor": Text("actor", "행위자"),
    "parameter": Text("parameter", "매개변수"),
    "ladder": Text("ladder", "사다리"),
    "rung": Text("rung", "단"),
    "observation": Text("observation", "관측"),
    "gauge": Text("gauge", "계량값"),
    "event": Text("event", "사건"),
    "factor": Text("factor", "요인"),
    "policy": Text("policy", "정책"),
    "argument": Text("argument", "논거"),
    "claim": Text("claim", "주장"),
    "outcome": Text("outcome", "결과 지표"),
}


@dataclass(frozen=True, slots=True)
class Backed:
    """One thing and what it rests on.

    Attributes
    ----------
    kind, name : str
        ``rung`` and ``war.over``, ``factor`` and its id, ``event`` and its id.
    because : tuple of Evidence
    """

    kind: str
    name: str
    because: Because


def evidence_of(scenario: Scenario) -> Iterator[Backed]:
    """Give everything that says why, in the order of the file's sections."""
    sections = (
        ("parameter", scenario.parameters),
        ("ladder", scenario.ladders),
        ("observation", scenario.observations),
        ("gauge", scenario.gauges),
        ("event", scenario.events),
        ("policy", scenario.policies),
        ("argument", scenario.arguments),
        ("claim", scenario.claims),
        ("outcome", scenario.outcomes),
    )
    for kind, section in sections:
        for name, item in section.items():
            if item.because:
                yield Backed(kind, name, item.because)
            if kind == "ladder":
                for rung in scenario.ladders[name].rungs:
                    if rung.because:
                        yield Backed("rung", f"{name}.{rung.id}", rung.because)
            if kind == "event":
                factors = scenario.events[name].factors
                for number, factor in enumerate(factors, start=1):
                    if factor.because:
                        called = str(factor.id or f"{name} factor {number}")
                        yield Backed("factor", called, factor.because)


def users_of(scenario: Scenario) -> dict[str, tuple[Backed, ...]]:
    """Give what rests on each source, by its id, in the order of the file."""
    used: dict[str, list[Backed]] = {name: [] for name in scenario.sources}
    for backed in evidence_of(scenario):
        for name in dict.fromkeys(e.source for e in backed.because if e.source):
            used[name].append(backed)
    return {name: tuple(users) for name, users in used.items()}


def told_kind(kind: str, language: Language) -> str:
    """Name a kind of thing."""
    return KINDS[kind].say(language)
