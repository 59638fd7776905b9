"""YAML text -> nodes that know their file, line and column; the only user of PyYAML.

Reads the part of YAML that a scenario needs: mappings, lists and scalars. Anchors,
aliases, tags, merge keys and repeated keys are faults. Scalars stay text: what a word
means is for the schema to say, and `sim.yamlwords` what YAML itself would make of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from sim.errors import MOST_PROBLEMS, Place, Problem
from sim.yamltext_nodes import Mapping, Node, Scalar, Sequence
from sim.yamlwords import NO_CHARACTER, misread_as, syntax_problem

__all__ = [
    "MOST_BYTES",
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "decoded",
    "read_start",
    "read_yaml",
]

MOST_BYTES = 500_000  # the longest shipped scenario has 166,000, and 10,700 values
MOST_DEPTH = 60
MOST_NODES = 40_000


class PureLoader(yaml.SafeLoader):
    """PyYAML's own parser; a question mark ends no text in brackets, as in libyaml."""

    in_plain = False

    def scan_plain(self) -> Any:
        """Scan a text without quotation marks."""
        self.in_plain = True
        try:
            return super().scan_plain()
        finally:
            self.in_plain = False

    def peek(self, index: int = 0) -> Any:
        """Look at a character that is still to come."""
        character = super().peek(index)
        return "x" if self.in_plain and character == "?" else character


# libyaml where PyYAML was built with it: the same places, several times faster.
LOADER: Any = getattr(yaml, "CSafeLoader", PureLoader)


# What a reader does not see and a terminal or a browser obeys: control characters,
# changes of direction, blanks of no width (but for the joiners of some scripts).
_UNSEEN = re.compile(
    "[^\t\n\x20-\x7e\xa0-\xac\xae-\u061b\u061d-\u180d\u180f-\u200a\u200c\u200d"
    "\u2010-\u2027\u202f-\u205f\u2070-\ud7ff\uf900-\ufefe\uff00-\ufff8"
    "\ufffc\ufffd\U00010000-\U000e0000\U000e0080-\U000effff]"
)
_HALF = re.compile("[\ud800-\udfff]")
_FORBIDDEN = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)


def decoded(raw: bytes, file: str) -> tuple[str, tuple[Problem, ...]]:
    """Decode a file; a mark of byte order is dropped, anything but UTF-8 is a fault."""
    if len(raw) > MOST_BYTES:
        return "", (_too_large(file),)
    try:
        return raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8"), ()
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", errors="replace")
        lines = _lines(before)
        line = _lines(raw.decode("utf-8", errors="replace"))[len(lines) - 1]
        place = Place(file, len(lines), len(lines[-1]) + 1, line)
        what = f"expected UTF-8, got the byte 0x{raw[error.start]:02x}"
        return "", (Problem(place, what, "save the file as UTF-8"),)


def read_start(path: Path) -> bytes:
    """Read a file, but of one that is too large no more than tells that it is.

    Raises
    ------
    OSError
        If it cannot be read.
    """
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def read_yaml(text: str, file: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """Read YAML text.

    Parameters
    ----------
    text : str
        The text of the file.
    file : str
        Its name, for places.

    Returns
    -------
    node : Scalar, Sequence, Mapping or None
        None where the faults leave nothing to go on with.
    problems : tuple of Problem
        Everything wrong with it as YAML.
    """
    if len(text) > MOST_BYTES or len(text.encode(errors="replace")) > MOST_BYTES:
        return None, (_too_large(file),)
    reader = _Reader(text.removeprefix("\ufeff"), file)
    return reader.read(), tuple(reader.problems)


def _too_large(file: str) -> Problem:
    what = f"expected a file of at most {MOST_BYTES // 1000} kB, got a larger one"
    return Problem(Place(file, 1, 1), what)


def _lines(text: str) -> list[str]:
    return re.split("\r\n|\r|\n", text)


class _StopError(Exception):
    """Nothing more can be read."""


class _Reader:
    """Builds nodes from the stream of events, and notes what is wrong on the way."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.lines = _lines(text)
        self.problems: list[Problem] = []
        self.anchored: dict[str, Scalar] = {}
        self.nodes = 0

    def read(self) -> Node | None:
        if found := _FORBIDDEN.search(self.text):
            before = _lines(self.text[: found.start()])
            place = self._at(len(before), len(before[-1]) + 1)
            code = f"U+{ord(found[0]):04X}"
            self._fault(place, f"expected text, got the character {code}", "delete it")
            return None
        return self._parsed(LOADER)

    def _parsed(self, loader: Any) -> Node | None:
        try:
            return self._document(yaml.parse(self.text, Loader=loader))
        except yaml.MarkedYAMLError as error:
            if "maximum nesting depth" in (error.problem or ""):
                # libyaml looks far ahead and gives up before its first event; the
                # other parser comes to our own bound first.
                self.problems.clear()
                self.nodes = 0
                return self._parsed(PureLoader)
            self.problems.append(self._in_our_words(error))
        except ValueError:  # PyYAML asks Python for a character that there is not
            self._no_character(0)
        except _StopError:
            pass
        return None

    def _document(self, events: Iterator[Any]) -> Node | None:
        root: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    place = self._place(event.start_mark)
                    what = "a second document starts here"
                    self._fault(place, what, "a file holds one scenario")
                    break
                root = self._node(next(events), events, 1)
        if root is None or (isinstance(root, Scalar) and root.text == ""):
            self._fault(self._at(1, 1), "the file is empty", "start with format: 1")
            return None
        return root

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        place = self._place(event.start_mark)
        self.nodes += 1
        if depth > MOST_DEPTH:
            self._fault(place, f"expected at most {MOST_DEPTH} levels, got more")
            raise _StopError
        if self.nodes > MOST_NODES:
            self._fault(place, f"expected at most {MOST_NODES:,} values, got more")
            raise _StopError
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, place)
        if event.anchor is not None:
            what = f"anchors are not read here: '&{event.anchor}'"
            self._fault(place, what, "write the value where it is needed")
        if event.tag is not None:
            what = f"tags are not read here: {_tag(event.tag)!r}"
            self._fault(place, what, "delete it")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, place)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(event := next(events), yaml.SequenceEndEvent):
                items.append(self._node(event, events, depth + 1))
            return Sequence(tuple(items), place)
        return self._mapping(events, depth, place)

    def _mapping(self, events: Iterator[Any], depth: int, place: Place) -> Mapping:
        entries: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._node(event, events, depth + 1)
            before = len(self.problems)
            value = self._node(next(events), events, depth + 1)
            if not isinstance(key, Scalar):
                del self.problems[before:]
                what = "expected a name as key, got a list or a mapping"
                self._fault(key.place, what)
            elif key.text in entries:
                first = keys[key.text].line
                what = f"a second key {key.text!r} in one mapping"
                self._fault(key.place, what, f"the first is on line {first}")
            elif key.plain and key.text == "<<":
                what = "merge keys are not read here: '<<'"
                self._fault(key.place, what, "write out the keys that it stands for")
            elif not _balanced(key):
                pass  # the other half of a value split by its comma: said already
            elif _is_thousands(key) and isinstance(value, Scalar) and not value.text:
                what = "the comma ends the number here"
                hint = "write thousands without a comma: 1000"
                self._fault(key.place.shifted(-1), what, hint)
            else:
                key, value = self._checked(key, value)
                if isinstance(value, Scalar) and value.plain and not value.text:
                    # Where nothing stands the parsers differ: point at the key.
                    value = Scalar("", True, key.place)
                entries[key.text] = value
                keys[key.text] = key.place
        return Mapping(entries, keys, place)

    def _checked(self, key: Scalar, value: Node) -> tuple[Scalar, Node]:
        """Note a key that will be misread; give what was meant, to go on with."""
        if not key.plain:
            return key, value
        if other := misread_as(key.text, numbers=False):
            if not key.text:
                self._fault(key.place, "expected a name before ':', got nothing")
                return key, value
            what = f"expected a name, but YAML reads {key.text!r} as {other}"
            self._fault(key.place, what, f"put it in quotes: '{key.text}'")
        elif ":" in key.text and isinstance(value, Scalar) and not value.text:
            what = f"expected ': ' after a key, got {key.text!r}"
            self._fault(key.place, what, "a colon is followed by a space")
            before, _, after = key.text.partition(":")
            place = key.place.shifted(len(before) + 1)
            return Scalar(before, True, key.place), Scalar(after, True, place)
        return key, value

    def _scalar(self, event: Any, place: Place) -> Scalar:
        text = event.value
        if not text.isascii():
            text = unicodedata.normalize("NFC", text)
        if event.style == '"' and _HALF.search(text):
            self._no_character(event.start_mark.line)
            raise _StopError
        if not text.isprintable() and (found := _UNSEEN.search(text)):
            what = f"expected text that can be seen, got U+{ord(found[0]):04X}"
            self._fault(place, what, "delete that character")
        plain = bool(event.implicit[0]) and not event.style
        scalar = Scalar(text, plain, place)
        if event.anchor is not None:
            self.anchored[event.anchor] = scalar
        if plain and "(" in text and not _balanced(scalar):
            end = place.column - 1 + len(text)
            if place.text[end : end + 9].lstrip().startswith(","):
                what = f"the comma ends the value here: {text!r}"
                self._fault(place, what, "put the whole of it in quotes")
                return Scalar("0", plain, place)
        return scalar

    def _no_character(self, first: int) -> None:
        """Note the first escape from a line on that stands for no character."""
        for number, line in enumerate(self.lines[first:], first + 1):
            if found := NO_CHARACTER.search(line):
                said = "while parsing a quoted scalar: found unknown escape character"
                place = self._at(number, found.start() + 1)
                self.problems.append(syntax_problem(said, place, place))
                return

    def _alias(self, event: Any, place: Place) -> Node:
        what = f"aliases are not read here: '*{event.anchor}'"
        hint = "write the value itself; a text that starts with * stands in quotes"
        self._fault(place, what, hint)
        if event.anchor not in self.anchored:
            raise _StopError
        return self.anchored[event.anchor]

    def _fault(self, place: Place, what: str, hint: str = "") -> None:
        self.problems.append(Problem(place, what, hint))
        if len(self.problems) > MOST_PROBLEMS:
            raise _StopError

    def _place(self, mark: Any) -> Place:
        return self._at(mark.line + 1, mark.column + 1)

    def _at(self, line: int, column: int) -> Place:
        text = self.lines[line - 1] if line <= len(self.lines) else ""
        return Place(self.file, line, column, text)

    def _in_our_words(self, error: yaml.MarkedYAMLError) -> Problem:
        found = self._place(error.problem_mark)
        began = self._place(error.context_mark) if error.context_mark else found
        said = f"{error.context or ''}: {error.problem or ''}"
        return syntax_problem(said, found, began)


def _balanced(scalar: Scalar) -> bool:
    return not scalar.plain or scalar.text.count("(") == scalar.text.count(")")


def _is_thousands(key: Scalar) -> bool:
    if not (key.plain and key.text[:3].isdigit()):
        return False
    column = key.place.column
    before = key.place.text[max(0, column - 3) : column - 1]
    return bool(re.match(r"\d{3}(?!\d)", key.text) and re.search(r"\d,$", before))


def _tag(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")
