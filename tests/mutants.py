"""Scenario files with something done to them: any change, or one name misspelt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from hypothesis import strategies as st

from sim.errors import Place
from sim.scenario import SECTIONS
from sim.yamltext import Mapping, Node, Scalar, Sequence, read_yaml

root = Path(__file__).parents[1]
FILES = {
    path.stem: path.read_text(encoding="utf-8")
    for path in [
        *sorted((root / "scenarios").glob("*.yaml")),
        root / "tests" / "good" / "small.yaml",
        root / "tests" / "good" / "everything.yaml",
    ]
}

# Names to which nothing refers where they are declared, and that stand elsewhere for
# something else: a ladder called like a key, an outcome called like a unit, a rung like
# a section, an argument like its account. At that one place they may be spelt anyhow.
FREE = {
    "small": ("outcomes.killed",),
    "seoul_2024": (
        "outcomes.killed",
        "ladders.evidence.rungs.claims",
        "arguments.technology",
        "arguments.treaty",
        "arguments.standing",
    ),
}
# What a person reads: any spelling may stand there.
PROSE = frozenset(
    "title about note who where story says interest publisher url via against "
    "assumption brief lesson".split()
)
PIECES = (
    *"0 1 -1 1e-3 017 .nan .inf 1:30 1_000 99999999999 0.5 30% 200% -5% ~ null".split(),
    *"yes no on off true [] {} [1] {a: 1} up down always never other".split(),
    *"'' \" ' : , { } [ ] # & * ! | > % @ ` ? - + = < ( ) . ** // ==".split(),
    *["3 days", "2 per month", "1 year", "- 5", '"+ 5"', "\t", "\n", "  ", "\u202e"],
    *["전쟁", "e\u0301", "1 if", "decided(support)", "final(war)", "day(2025-02-30)"],
)


@st.composite
def mutants(draw: st.DrawFn, name: str) -> str:
    """Give a file with one to three changes of any kind."""
    text = FILES[name]
    for _ in range(draw(st.integers(1, 3))):
        kinds = (_of_lines, _of_words, _of_characters, _of_nodes)
        change = draw(st.sampled_from(kinds))
        text = change(draw, text)
    return text


def _of_nodes(draw: st.DrawFn, text: str) -> str:
    """Put one part of the file in the place of another: a key, a text, a thing."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        nodes = list(_spans(yaml.compose(text, loader)))
    except (yaml.YAMLError, TypeError, RecursionError):
        return text  # an earlier change has left no nodes
    if not nodes:
        return text
    low, high, column = draw(st.sampled_from(nodes))
    first, last, indent = draw(st.sampled_from(nodes))
    new = text[first:last].rstrip()
    if "\n" in new:
        start, *rest = new.split("\n")
        shift = column - indent
        moved = (
            " " * shift + line if shift > 0 else line[min(-shift, _indent(line)) :]
            for line in rest
        )
        new = "\n".join([start, *moved])
    old = text[low:high]
    return text[:low] + new + old[len(old.rstrip()) :] + text[high:]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _spans(node: yaml.Node | None) -> Iterator[tuple[int, int, int]]:
    """Give where each node of a file begins and ends, and its column."""
    if isinstance(node, yaml.MappingNode):
        parts = [part for pair in node.value for part in pair]
    else:
        parts = node.value if isinstance(node, yaml.SequenceNode) else []
    for part in parts:
        yield part.start_mark.index, part.end_mark.index, part.start_mark.column
        yield from _spans(part)


def _of_lines(draw: st.DrawFn, text: str) -> str:
    lines = text.split("\n")
    at = draw(st.integers(0, len(lines) - 1))
    other = draw(st.integers(0, len(lines) - 1))
    kind = draw(st.sampled_from("delete repeat swap move indent outdent cut".split()))
    line = lines[at]
    if kind == "delete":
        size = draw(st.integers(1, 4))
        del lines[at : at + size]
    elif kind == "repeat":
        lines.insert(other, line)
    elif kind == "swap":
        lines[at], lines[other] = lines[other], line
    elif kind == "move":
        lines.insert(other, lines.pop(at))
    elif kind == "indent":
        lines[at] = " " * draw(st.integers(1, 3)) + line
    elif kind == "outdent":
        lines[at] = line[draw(st.integers(1, 3)) :]
    else:
        del lines[at + 1 :]
        lines[at] = line[: draw(st.integers(0, len(line)))]
    return "\n".join(lines)


def _of_words(draw: st.DrawFn, text: str) -> str:
    """Put another word of the file, or a trap, in the place of a word."""
    words = list(re.finditer(r"[\w.%]+", text))
    if not words:
        return text
    found = words[draw(st.integers(0, len(words) - 1))]
    if draw(st.booleans()):
        new = words[draw(st.integers(0, len(words) - 1))].group()
    else:
        new = draw(st.sampled_from(PIECES))
    return text[: found.start()] + new + text[found.end() :]


def _of_characters(draw: st.DrawFn, text: str) -> str:
    at = draw(st.integers(0, max(0, len(text) - 1)))
    size = draw(st.integers(0, 3))
    piece = st.one_of(st.sampled_from(PIECES), st.characters(codec="utf-8"))
    return text[:at] + draw(piece) + text[at + size :]


@dataclass(frozen=True)
class Misspelling:
    """A file in which one name, at one place, has a letter too many."""

    file: str
    name: str
    line: int
    column: int

    @property
    def text(self) -> str:
        lines = FILES[self.file].split("\n")
        line, at = lines[self.line - 1], self.column - 1
        half = at + (len(self.name) + 1) // 2
        lines[self.line - 1] = f"{line[:half]}q{line[half:]}"
        return "\n".join(lines)

    def __str__(self) -> str:
        return f"{self.file}-{self.line}-{self.column}-{self.name}"


def everywhere(file: str) -> list[Misspelling]:
    """Give every name of a file at every place."""
    node, problems = read_yaml(FILES[file], file)
    assert node is not None
    assert not problems
    return list(_names(node, file))


def misspellings(file: str) -> list[Misspelling]:
    """Give every name of a file at every place, but names that stand only once.

    A name that stands once is nobody's misspelling: what nothing refers to may be
    called anything.
    """
    node, _ = read_yaml(FILES[file], file)
    assert node is not None
    found = everywhere(file)
    counted: dict[str, int] = {}
    for each in found:
        counted[each.name] = counted.get(each.name, 0) + 1
    declared = {str(name) for name in _declared(node)}
    labels = list(_labels(node))
    texts = [label.text for label in labels]
    once = [label.inside for label in labels if texts.count(label.text) == 1]
    free = {(place.line, column) for place in once for column in _columns(place)}
    free |= {_declared_at(node, path) for path in FREE.get(file, ())}
    return [
        misspelt
        for misspelt in found
        if (counted[misspelt.name] > 1 or misspelt.name not in declared)
        and (misspelt.line, misspelt.column) not in free
    ]


def _declared_at(node: Node, path: str) -> tuple[int, int]:
    """Give the line and the column of the key at the end of a dotted path."""
    *way, last = path.split(".")
    for key in way:
        assert isinstance(node, Mapping)
        node = node.entries[key]
    assert isinstance(node, Mapping)
    return node.keys[last].line, node.keys[last].column


def _columns(place: Place) -> range:
    """Give the columns of a label: to the end of what may stand in one."""
    rest = re.match(r"[\w ]*", place.text[place.column - 1 :])
    return range(place.column, place.column + (rest.end() if rest else 0))


def _labels(node: Node) -> Iterator[Scalar]:
    """Give the units and accounts: labels that nothing declares."""
    if isinstance(node, Mapping):
        for key, value in node.entries.items():
            if key in {"unit", "account"} and isinstance(value, Scalar):
                yield value
            elif key == "units" and isinstance(value, Mapping):
                yield from (v for v in value.entries.values() if isinstance(v, Scalar))
            else:
                yield from _labels(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _labels(item)


def _declared(node: Node) -> Iterator[str]:
    """Give the ids, the rungs, the bands, the words and the keys of rungs of a file."""
    assert isinstance(node, Mapping)
    for section in SECTIONS:
        items = node.entries.get(section)
        if not isinstance(items, Mapping):
            continue
        yield from items.entries
        for item in items.entries.values():
            if not isinstance(item, Mapping):
                continue
            for key in ("rungs", "bands"):
                rungs = item.entries.get(key)
                if isinstance(rungs, Mapping):
                    yield from rungs.entries
            spread = item.entries.get("spread")
            choice = (
                spread.entries.get("choice") if isinstance(spread, Mapping) else None
            )
            if isinstance(choice, Mapping):
                yield from choice.entries
    yield from _factors(node)
    name = node.entries["name"]
    assert isinstance(name, Scalar)
    yield name.text


def _factors(node: Node) -> Iterator[str]:
    if isinstance(node, Mapping):
        for key, value in node.entries.items():
            if key == "id" and isinstance(value, Scalar):
                yield value.text
            yield from _factors(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _factors(item)


def _names(node: Node, file: str) -> Iterator[Misspelling]:
    if isinstance(node, Mapping):
        for key, value in node.entries.items():
            place = node.keys[key]
            yield Misspelling(file, key, place.line, place.column)
            if key in PROSE:
                if isinstance(value, Mapping):  # the languages
                    for language, at in value.keys.items():
                        yield Misspelling(file, language, at.line, at.column)
            elif key == "titles" and isinstance(value, Mapping):
                for word, at in value.keys.items():  # a title is read by people
                    yield Misspelling(file, word, at.line, at.column)
            else:
                yield from _names(value, file)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _names(item, file)
    else:
        place = node.inside
        if not place.text.startswith(node.text, place.column - 1):
            return
        for word in re.finditer(r"[A-Za-z_]\w*", node.text):
            column = place.column + word.start()
            yield Misspelling(file, word.group(), place.line, column)
