"""Hold the floor plan of docs/house.md and the rules that a reader relies on."""

import ast
import importlib
import re
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

root = Path(__file__).parents[1]
package = root / "sim"
files = sorted(package.rglob("*.py"))
each_file = pytest.mark.parametrize(
    "path", files, ids=lambda path: path.relative_to(package).as_posix()
)


def rooms() -> dict[str, tuple[int, tuple[str, ...]]]:
    """Read the table of rooms: name to floor and the libraries at home there."""
    plan = (root / "docs/house.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| `(\w+)` \|.*\| (.*?) ?\|$", plan, flags=re.M)
    return {
        room: (int(floor), tuple(re.findall(r"`(\w+)`", home)))
        for floor, room, home in rows
    }


plan = rooms()
home_of = {library: room for room, (_, home) in plan.items() for library in home}


def name_of(path: Path) -> str:
    """Give the dotted name of a module below ``sim``: ``expressions.tree``."""
    parts = list(path.relative_to(package).with_suffix("").parts)
    if parts[-1] == "__init__" and len(parts) > 1:
        parts.pop()
    return ".".join(parts)


names = {name_of(path) for path in files}


def room_of(name: str) -> str:
    """Give the room of a module; ``checks_units`` belongs to ``checks``."""
    first = name.partition(".")[0]
    if first in plan:
        return first
    starts = [room for room in plan if first.startswith(room + "_")]
    return max(starts, key=len, default=first)


def tree_of(path: Path) -> ast.Module:
    """Parse a file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imports(path: Path) -> Iterator[str]:
    """Give every dotted name that a file imports, wherever in it."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def imports_of_ours(path: Path) -> Iterator[str]:
    """Give the modules of ``sim`` that a file imports, as in `names`."""
    for name in imports(path):
        first, _, rest = name.partition(".")
        if first != "sim":
            continue
        if rest in names:
            yield rest
        else:  # the last part is a thing in a module, not a module
            yield rest.rpartition(".")[0] or "__init__"


@each_file
def test_every_module_has_a_room(path: Path) -> None:
    assert room_of(name_of(path)) in plan, "give it a floor in docs/house.md"


@each_file
def test_imports_point_down(path: Path) -> None:
    here = name_of(path)
    floor = plan[room_of(here)][0]
    up = [
        name
        for name in imports_of_ours(path)
        if room_of(name) != room_of(here) and plan[room_of(name)][0] > floor
    ]
    assert up == []


def test_no_import_makes_a_circle() -> None:
    uses = {name_of(path): set(imports_of_ours(path)) for path in files}
    try:
        TopologicalSorter(uses).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


@each_file
def test_each_outside_library_has_one_home(path: Path) -> None:
    room = room_of(name_of(path))
    strangers = []
    for name in imports(path):
        library = name.partition(".")[0]
        if library in sys.stdlib_module_names or library in {"sim", "numpy"}:
            continue
        if home_of.get(library) != room:
            strangers.append(name)
    assert strangers == []


@each_file
def test_no_random_state_is_global(path: Path) -> None:
    forbidden = {"random", "secrets", "numpy.random"}
    found = [
        name
        for name in imports(path)
        if name in forbidden or name.rpartition(".")[0] in forbidden
    ]
    found += [
        f"np.random on line {node.lineno}"
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute)
        and node.attr == "random"
        and isinstance(node.value, ast.Name)
        and node.value.id in {"np", "numpy"}
    ]
    assert found == []


@each_file
def test_the_first_line_says_the_job(path: Path) -> None:
    text = ast.get_docstring(tree_of(path)) or ""
    assert text.partition("\n")[0].strip(), "no docstring"


@each_file
def test_no_file_has_two_jobs(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 350


@pytest.mark.parametrize(
    "path", sorted((root / "sim/page/js").glob("*.js")), ids=lambda path: path.name
)
def test_a_module_of_the_page_has_one_job_too(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    first = " ".join(lines[:2]).removeprefix("/**").lstrip(" *")
    assert lines[0].startswith("/**"), "it begins with a comment"
    assert first[:1].isupper(), "which says the job"
    assert len(lines) <= 350


@each_file
def test_only_the_command_line_prints(path: Path) -> None:
    if room_of(name_of(path)) == "cli":
        return
    prints = [
        node.lineno
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    ]
    assert prints == []


def public_names(path: Path) -> set[str]:
    """Give the public names that a file defines or takes from ``sim``."""
    found: set[str] = set()
    for node in tree_of(path).body:
        match node:
            case ast.ImportFrom(module=str(module)) if module.startswith("sim"):
                found |= {alias.asname or alias.name for alias in node.names}
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                found.add(name)
            case ast.Assign(targets=[ast.Name(id=name)]):
                found.add(name)
            case ast.AnnAssign(target=ast.Name(id=name)):
                found.add(name)
    return {name for name in found if not name.startswith("_")}


@pytest.mark.parametrize(
    "path",
    [path for path in files if path.name == "__init__.py"],
    ids=lambda path: path.relative_to(root).parent.as_posix(),
)
def test_all_is_what_is_public(path: Path) -> None:
    module = importlib.import_module(
        ".".join(path.relative_to(root).parent.parts),
    )
    declared: list[str] = getattr(module, "__all__", [])
    assert sorted(set(declared)) == sorted(declared), "a name stands twice"
    assert public_names(path) <= set(declared)
    assert [name for name in declared if not hasattr(module, name)] == []


def tracked() -> list[Path]:
    """Give the files of the repository; none where there is no repository."""
    if not (root / ".git").exists():
        return []
    command = ["git", "ls-files", "-z", "-co", "--exclude-standard"]
    listed = subprocess.run(command, cwd=root, capture_output=True, check=True)
    paths = [root / name for name in listed.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


def texts(suffix: str = "") -> Iterator[tuple[str, str]]:
    """Give name and text of each file of the repository that is text."""
    for path in tracked():
        if path.name.endswith(suffix):
            try:
                yield path.relative_to(root).as_posix(), path.read_text("utf-8")
            except UnicodeDecodeError:
                continue


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    place = re.compile(r"(?<![\w.-])(/(home|root|Users|work|tmp)/\w|[A-Z]:\\Users\\)")
    found = [name for name, text in texts() if place.search(text)]
    assert found == []


def test_documents_link_to_files_that_exist() -> None:
    broken = [
        f"{name}: {target}"
        for name, text in texts(".md")
        for target in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", text)
        if not (root / name).parent.joinpath(target).exists()
    ]
    assert broken == []
