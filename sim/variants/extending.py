"""A file, the file it extends, and so on to the last: gathered into one tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol

from sim.errors import Problem, suggest
from sim.scenario import FileText, kind_of
from sim.shelf import shipped
from sim.variants.likeness import Likeness
from sim.variants.merging import laid_over
from sim.yamltext import (
    MOST_BYTES,
    Mapping,
    Node,
    Scalar,
    decoded,
    read_start,
    read_yaml,
)

__all__ = ["Fetch", "FromDisk", "FromTexts", "Gathered", "gather"]

MOST_FILES = 12
SUFFIXES = (".yaml", ".yml")


class Fetch(Protocol):
    """Gives the file that another extends, and what tells it from all others."""

    def __call__(
        self, name: Scalar, number: int
    ) -> tuple[FileText, str] | tuple[Problem, ...]:
        """Fetch the file that ``extends: name`` means in file number `number`."""
        ...


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything that a file and those it extends say, laid one over the other.

    Attributes
    ----------
    root : Node or None
        None where the faults leave nothing to go on with.
    problems : tuple of Problem
        Everything wrong with the files as YAML, and with their ``extends``.
    files : tuple of FileText
        The file itself, then the one it extends, and so on.
    doubts : tuple of Problem
        New names in a variant that are nearly old ones: faults and warnings.
    """

    root: Node | None
    problems: tuple[Problem, ...]
    files: tuple[FileText, ...]
    doubts: tuple[Problem, ...] = ()


def gather(first: FileText, *, key: str, fetch: Fetch) -> Gathered:
    """Read a file and all that it extends.

    Parameters
    ----------
    first : FileText
        The file that was asked for.
    key : str
        What tells it from all others, as `fetch` gives it.
    fetch : Fetch
        Where the others come from.
    """
    problems: list[Problem] = []
    files, keys, roots = [first], [key], list[Mapping]()
    while True:
        root, found = read_yaml(files[-1].text, files[-1].file)
        problems += found
        if not isinstance(root, Mapping):
            # Nothing to lay anything over: the schema says so of a lone file.
            if root is not None and roots:
                what = f"expected a scenario, got {kind_of(root)}"
                problems.append(Problem(root.place, what, "start with format: 1"))
                root = None
            return Gathered(root, tuple(problems), tuple(files))
        roots.append(_without_extends(root))
        if "extends" not in root.entries:
            break
        got = _next(root.entries["extends"], keys, files, fetch)
        if not isinstance(got[0], FileText):
            return Gathered(None, (*problems, *got), tuple(files))
        files.append(got[0])
        keys.append(str(got[1]))
    if len(roots) > 1 and "name" not in roots[0].entries:
        what = f"this variant goes by the name of {files[1].file}"
        hint = "give it a name of its own, and a title"
        place = roots[0].keys["extends"]
        problems.append(Problem(place, what, hint, warning=True))
    whole, layers = roots.pop(), list[tuple[Mapping, Mapping]]()
    while roots:
        layers.append((whole, roots[-1]))
        whole = laid_over(whole, roots.pop())
    doubts = [
        doubt
        for base, variant in layers
        for doubt in Likeness(base, variant, whole).problems()
    ]
    return Gathered(whole, tuple(problems), tuple(files), tuple(doubts))


def _without_extends(root: Mapping) -> Mapping:
    entries = {key: node for key, node in root.entries.items() if key != "extends"}
    return Mapping(entries, root.keys, root.place)


def _next(
    node: Node, keys: list[str], files: list[FileText], fetch: Fetch
) -> tuple[FileText, str] | tuple[Problem, ...]:
    if not isinstance(node, Scalar) or not node.text.strip():
        what = f"expected a scenario to extend, got {kind_of(node)}"
        hint = "write extends: seoul_2024 for a shipped one, or the name of a file"
        return (Problem(node.place, what, hint),)
    got = fetch(node, len(files) - 1)
    if isinstance(got[0], Problem):
        return got
    if got[1] in keys:
        circle = [file.file for file in files[keys.index(str(got[1])) :]]
        way = " → ".join([*circle, circle[0]])
        return (Problem(node.inside, f"files extend each other in a circle: {way}"),)
    if sum(len(file.text) for file in files) + len(got[0].text) > MOST_BYTES:
        what = f"expected at most {MOST_BYTES // 1000} kB in all files together"
        return (Problem(node.inside, f"{what}, got more"),)
    if len(files) >= MOST_FILES:
        what = f"expected at most {MOST_FILES} files that extend each other, got more"
        return (Problem(node.inside, what),)
    return got


class FromDisk:
    """Fetches shipped scenarios by name, and files inside the folder of the first."""

    def __init__(self, folder: Path | None, named: str) -> None:
        """Look for files below `folder`; the first is called `named` in messages."""
        self.folder = folder.resolve() if folder is not None else None
        self.named = [PurePosixPath(Path(named).as_posix())]
        self.found: list[Path | None] = [folder / "_" if folder is not None else None]

    def __call__(
        self, name: Scalar, number: int
    ) -> tuple[FileText, str] | tuple[Problem, ...]:
        """Fetch the file that ``extends: name`` means."""
        text = name.text.strip()
        if "/" not in text and "\\" not in text and "." not in text:
            return self._shipped(name, text)
        return self._beside(name, text, number)

    def _shipped(
        self, name: Scalar, text: str
    ) -> tuple[FileText, str] | tuple[Problem, ...]:
        known = shipped()
        if text in known:
            self.named.append(PurePosixPath(f"{text}.yaml"))
            self.found.append(known[text])
            return self._read(name, known[text], f"{text}.yaml")
        hint = suggest(text, list(known)).replace("expected one of", "shipped are")
        here = self.folder
        if here is not None:
            for suffix in SUFFIXES:
                if (here / f"{text}{suffix}").is_file():
                    hint = f"for the file write extends: {text}{suffix}"
        what = f"no shipped scenario is called {text!r}"
        return (Problem(name.inside, what, hint),)

    def _beside(
        self, name: Scalar, text: str, number: int
    ) -> tuple[FileText, str] | tuple[Problem, ...]:
        place, here = name.inside, self.found[number]
        if here is None or self.folder is None:
            what = f"expected a shipped scenario, got the path {text!r}"
            return (Problem(place, what, "a text without a folder has none beside it"),)
        if "\\" in text:
            what = f"expected a path with /, got {text!r}"
            return (Problem(place, what, "write / between folders, on every system"),)
        if not text.endswith(SUFFIXES):
            what = f"expected a file that ends in .yaml, got {text!r}"
            hint = "a name without a suffix is a shipped scenario"
            return (Problem(place, what, hint),)
        try:
            path = (here.parent / text).resolve()
            inside = path.is_relative_to(self.folder)
            there = inside and path.is_file()
        except (OSError, ValueError):
            inside, there = True, False
        if not inside or PurePosixPath(text).is_absolute():
            what = f"{text!r} leads out of the folder of the first file"
            return (Problem(place, what, "extend a file in that folder or below it"),)
        if not there:
            others = sorted(
                other.name
                for suffix in SUFFIXES
                for other in path.parent.glob(f"*{suffix}")
                if other.name != self.named[number].name
            )
            what = f"there is no file {text!r} beside this one"
            return (Problem(place, what, suggest(Path(text).name, others[:20])),)
        shown = self.named[number].parent / text
        self.named.append(shown)
        self.found.append(path)
        return self._read(name, path, str(shown))

    def _read(
        self, name: Scalar, path: Path, shown: str
    ) -> tuple[FileText, str] | tuple[Problem, ...]:
        try:
            raw = read_start(path)
        except OSError as error:
            said = (error.strerror or "it cannot be read").lower()
            return (Problem(name.inside, f"cannot read {shown!r}: {said}"),)
        text, problems = decoded(raw, shown)
        return problems or (FileText(shown, text), str(path.resolve()))


class FromTexts:
    """Fetches files that were kept together, as a manifest keeps them: in order."""

    def __init__(self, texts: Sequence[FileText]) -> None:
        """Keep the texts of the files after the first."""
        self.texts = tuple(texts)

    def __call__(
        self, name: Scalar, number: int
    ) -> tuple[FileText, str] | tuple[Problem, ...]:
        """Fetch the next file that was kept."""
        if number >= len(self.texts):
            what = f"the text of {name.text!r} was not kept with this one"
            return (Problem(name.inside, what),)
        return self.texts[number], f"{number} {self.texts[number].file}"
