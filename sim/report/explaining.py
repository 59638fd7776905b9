"""The resolved scenario: each value, who wrote it, and what depends on it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from sim.analysis import Dependents, dependents_of
from sim.errors import UsageError, suggest
from sim.loading import nodes_of
from sim.model import compile_model
from sim.report.evidence import evidence_of, users_of
from sim.report.names import line_of
from sim.scenario import FRAME, SECTIONS, Because, Scenario, is_nothing
from sim.texts import LANGUAGES, Language, Text
from sim.yamltext import Mapping, Node, Scalar

__all__ = ["Explained", "Origin", "Value", "explained", "flow_text"]

DEFAULTS: dict[str, dict[str, Text]] = {
    "parameters": {"spread": Text("none: it is a constant", "없음: 상수")},
    "ladders": {
        "starts": Text("the lowest rung", "가장 낮은 단"),
        "ordered": Text("true", "true"),
    },
    "observations": {"starts": Text("where its source starts", "대상의 시작 단")},
    "gauges": {
        "starts": Text("0", "0"),
        "flow": Text("nothing fills it as time goes by", "시간에 따라 쌓이지 않음"),
        "half_life": Text("nothing drains it", "줄어들지 않음"),
    },
    "events": {
        "when": Text("always", "always"),
        "once": Text("false", "false"),
    },
    "policies": {
        "may": Text("always", "always"),
        "resolve": Text("certain", "확실"),
        "relax": Text("certain", "확실"),
        "stride": Text("one", "one"),
        "takes": Text("no time", "시간이 들지 않음"),
    },
    "arguments": {
        "unit": Text("the ledger's", "손익 장부의 단위"),
        "weight": Text(
            "1 in the ledger's unit; in another, it is in no sum",
            "손익 장부의 단위면 1, 다른 단위면 합산하지 않음",
        ),
    },
}
KIND = {"policies": "policy"}


@dataclass(frozen=True, slots=True)
class Origin:
    """Who wrote a value.

    Attributes
    ----------
    kind : {"file", "variant", "set", "default"}
        A variant is a file that extends another.
    where : str
        ``FILE:LINE``, or the text of the setting.
    """

    kind: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """One key of one thing: what stands there, and who wrote it.

    `inside` names what other hands wrote within it: path and origin.
    """

    key: str
    text: str
    origin: Origin
    inside: tuple[tuple[str, Origin], ...] = ()


@dataclass(frozen=True, slots=True)
class Explained:
    """One thing of a scenario.

    Attributes
    ----------
    section, kind, name : str
        ``parameters``, ``parameter``, ``war_end``; of the head of the file
        ``scenario`` and the name of the scenario.
    title : str
    values : tuple of Value
        Its keys in the order of the file, then defaults that the file leaves out.
    because : tuple of str
        Its evidence, a line for each.
    readers, results : tuple of (str, str)
        Kind and name: who reads it, and the outcomes and claims it can bear on.
    """

    section: str
    kind: str
    name: str
    title: str
    values: tuple[Value, ...]
    because: tuple[str, ...] = ()
    readers: tuple[tuple[str, str], ...] = ()
    results: tuple[tuple[str, str], ...] = ()


def explained(
    scenario: Scenario, *, name: str = "", language: Language = "en"
) -> tuple[Explained, ...]:
    """Explain a scenario, or what goes by one name in it.

    Parameters
    ----------
    scenario : Scenario
    name : str
        An id, a section, ``LADDER.RUNG`` or a key of the head; empty for everything.

    Raises
    ------
    UsageError
        If nothing goes by that name.
    """
    root = nodes_of(scenario)
    assert isinstance(root, Mapping)
    reader = _Reader(scenario, language)
    things = list(reader.all(root))
    if not name:
        return tuple(things)
    wanted = name.partition(".")[0]
    found = [t for t in things if wanted in (t.name, t.section)]
    factors = {
        str(factor.id): str(event.id)
        for event in scenario.events.values()
        for factor in event.factors
        if factor.id is not None
    }
    if not found and name in factors:
        found = [t for t in things if t.name == factors[name]]
    if not found and wanted in root.entries:
        found = [t for t in things if t.section == "scenario"]
    if not found:
        known = [*(t.name for t in things), *SECTIONS, *factors, *FRAME]
        raise UsageError(f"nothing here is called {name!r}; {suggest(name, known)}")
    return tuple(found)


class _Reader:
    def __init__(self, scenario: Scenario, language: Language) -> None:
        self.scenario = scenario
        self.language = language
        self.because = {(b.kind, b.name): b.because for b in evidence_of(scenario)}
        self.dependents: Dependents = dependents_of(compile_model(scenario))
        self.users = users_of(scenario)

    def all(self, root: Mapping) -> Iterator[Explained]:
        """Give everything, in the order of the file."""
        head = [key for key in root.entries if key not in SECTIONS]
        values = tuple(self.value(key, root) for key in head)
        yield Explained(
            "scenario",
            "scenario",
            self.scenario.name,
            line_of(self.scenario.title, self.language),
            tuple(value for value in values if value.key != "title"),
        )
        for section, node in root.entries.items():
            if section in SECTIONS and isinstance(node, Mapping):
                for name in node.entries:
                    yield self.thing(section, name, node)

    def thing(self, section: str, name: str, things: Mapping) -> Explained:
        """Explain one thing."""
        kind = KIND.get(section, section.removesuffix("s"))
        node = things.entries[name]
        if isinstance(node, Mapping):
            keys = [key for key in node.entries if key not in ("title", "because")]
            values = [self.value(key, node) for key in keys]
        else:
            values = [] if is_nothing(node) else [self.bare(node)]
        if section == "parameters" and name in self.scenario.settings:
            given = self.scenario.settings[name]  # held, so nothing is drawn
            held = Value("value", given, Origin("set", f"--set {name}={given}"))
            values = [held, *(v for v in values if v.key not in ("value", "spread"))]
        written = {value.key for value in values}
        for key, text in DEFAULTS.get(section, {}).items():
            if key not in written:
                said = text.say(self.language)
                values.append(Value(key, said, Origin("default")))
        readers, results = self.dependents.of(kind, name)
        if kind == "source":
            readers = tuple((user.kind, user.name) for user in self.users[name])
        item = getattr(self.scenario, section)[name]
        return Explained(
            section,
            kind,
            name,
            line_of(item.title, self.language),
            tuple(values),
            tuple(self.evidence(kind, name)),
            readers,
            results,
        )

    def value(self, key: str, inside: Mapping) -> Value:
        """Explain one key: its text, who wrote it, and what others wrote within."""
        node, place = inside.entries[key], inside.keys[key]
        at = node.place if isinstance(node, Scalar) else place
        origin = self.origin(at.file, at.line)
        others = []
        for path, leaf in _leaves(node, ""):
            of_leaf = self.origin(leaf.place.file, leaf.place.line)
            if leaf.place.file != place.file and path:
                others.append((path, of_leaf))
        return Value(key, flow_text(node, self.language), origin, tuple(others))

    def bare(self, node: Node) -> Value:
        """Explain a bare outcome."""
        origin = self.origin(node.place.file, node.place.line)
        return Value("value", flow_text(node, self.language), origin)

    def origin(self, file: str, line: int) -> Origin:
        """Say who wrote what stands at a place."""
        if file.startswith("--set "):
            return Origin("set", file)
        files = [text.file for text in self.scenario.files]
        kind = "variant" if file in files[:-1] else "file"
        return Origin(kind, f"{file}:{line}")

    def evidence(self, kind: str, name: str) -> Iterator[str]:
        """Tell the evidence of a thing, and of what stands within it."""
        yield from self.told(self.because.get((kind, name), ()), "")
        if kind == "ladder":
            for rung in self.scenario.ladders[name].rungs:
                because = self.because.get(("rung", f"{name}.{rung.id}"), ())
                yield from self.told(because, f"{rung.id}: ")
        if kind == "event":
            factors = self.scenario.events[name].factors
            for number, factor in enumerate(factors, start=1):
                called = str(factor.id or f"{name} factor {number}")
                yield from self.told(
                    self.because.get(("factor", called), ()), f"{called}: "
                )

    def told(self, because: Because, before: str) -> Iterator[str]:
        """Tell evidence, a line for each."""
        for evidence in because:
            if evidence.source is not None:
                source = self.scenario.sources[evidence.source]
                parts = [f"source {evidence.source}"]
                parts += [f"({source.stands})"] if source.stands else []
                more = (evidence.who, evidence.where, evidence.note)
                said = ", ".join(
                    line_of(t, self.language) for t in more if t is not None
                )
                yield before + " ".join(parts) + (f": {said}" if said else "")
            elif evidence.assumption is not None:
                text = line_of(evidence.assumption, self.language)
                yield f"{before}assumption: {text}"


def _leaves(node: Node, path: str) -> Iterator[tuple[str, Scalar]]:
    if isinstance(node, Scalar):
        yield path, node
    elif isinstance(node, Mapping):
        for key, item in node.entries.items():
            yield from _leaves(item, f"{path}.{key}".lstrip("."))
    else:
        for at, item in enumerate(node.items):
            yield from _leaves(item, f"{path}.{at}".lstrip("."))


def flow_text(
    node: Node,
    language: Language = "en",
    *,
    hidden: frozenset[str] = frozenset({"because"}),  # told apart, in words
) -> str:
    """Write a node on one line, as YAML; of a text in two languages, one.

    Parameters
    ----------
    hidden : frozenset of str
        Keys that are left out, wherever they stand.

    Examples
    --------
    >>> from sim.yamltext import read_yaml
    >>> flow_text(read_yaml("a: [1, {b: '2'}, {en: war, ko: 전쟁}]", "x")[0], "ko")
    '{a: [1, {b: "2"}, "전쟁"]}'
    """
    if isinstance(node, Scalar):
        text = " ".join(node.text.split())
        return text if node.plain else json.dumps(text, ensure_ascii=False)
    if isinstance(node, Mapping):
        if node.entries and node.entries.keys() <= set(LANGUAGES):
            said = {k: v.text for k, v in node.entries.items() if isinstance(v, Scalar)}
            text = " ".join(Text(**said).say(language).split())
            return json.dumps(text, ensure_ascii=False)
        parts = (
            f"{key}: {flow_text(item, language, hidden=hidden)}".rstrip()
            for key, item in node.entries.items()
            if key not in hidden
        )
        return f"{{{', '.join(parts)}}}"
    told = (flow_text(item, language, hidden=hidden) for item in node.items)
    return f"[{', '.join(told)}]"
