"""``sim new``: write a file to start from, or a variant of another scenario."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from sim.cli.options import Lang
from sim.cli.terminal import tell
from sim.errors import UsageError
from sim.texts import Text

__all__ = ["new"]

SNAKE = re.compile(r"[a-z][a-z0-9_]*")
SCHEMA = "scenario.schema.json"
Name = Annotated[
    str, typer.Argument(metavar="NAME", help="What to call it, such as my_crisis.")
]
Base = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="FILE",
        help="Vary this scenario: a shipped one by its name, or a file beside.",
    ),
]
_WRITTEN = Text(
    """\
Written to {file}. What to do next:
  sim check {file}    is it sound, and where not?
  sim map {file}      what moves what?
  sim step {file}     one future as a story
  sim run {file}      a thousand futures
  sim test {file}     does it do what you expect?""",
    """\
저장한 곳: {file}. 다음에 할 일:
  sim check {file}    틀린 데가 없는가?
  sim map {file}      무엇이 무엇을 움직이는가?
  sim step {file}     미래 하나를 이야기로
  sim run {file}      미래 천 개
  sim test {file}     기대한 대로 움직이는가?""",
)
_SCHEMA = Text(
    "Beside it {schema}, so that an editor that knows YAML completes and checks keys.",
    "{schema}도 함께 저장함: YAML을 아는 편집기가 키를 완성하고 확인해 준다.",
)


def new(name: Name, base: Base = None, lang: Lang = "en") -> int:
    """Write a new scenario to start from, or a variant of another."""
    path = Path(name if name.endswith((".yaml", ".yml")) else f"{name}.yaml")
    if not SNAKE.fullmatch(path.stem):
        raise UsageError(
            "expected a name of small letters, digits and _, such as my_crisis, "
            f"got {path.stem!r}"
        )
    if path.exists() or path.is_symlink():
        raise UsageError(f"{str(path)!r} exists already; nothing was written")

    from sim.authoring import schema_text, starter_text, variant_text
    from sim.loading import load_scenario, shipped

    if path.stem in shipped():
        raise UsageError(
            f"{path.stem!r} is a scenario that comes with the program; "
            "give yours another name"
        )
    if base is None:
        text = starter_text(path.stem, file=str(path), language=lang)
    else:
        scenario = load_scenario(base)
        extends = base if base in shipped() else _beside(Path(base), path)
        text = variant_text(
            path.stem, scenario, extends=extends, file=str(path), language=lang
        )
    for_editors = schema_text()
    _write(path, text)
    tell(_WRITTEN.say(lang).format(file=path))
    schema = path.with_name(SCHEMA)
    if not schema.exists():
        _write(schema, for_editors)
        tell(_SCHEMA.say(lang).format(schema=schema))
    return 0


def _beside(base: Path, path: Path) -> str:
    """Give the path from the new file to the one it varies."""
    folder = path.absolute().parent.resolve()
    try:
        return base.resolve().relative_to(folder).as_posix()
    except ValueError:
        raise UsageError(
            f"a variant stands in the folder of its base or above it: {str(base)!r} "
            f"is not inside {str(folder)!r}"
        ) from None


def _write(path: Path, text: str) -> None:
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        what = (error.strerror or "it cannot be written").lower()
        raise UsageError(f"cannot write {str(path)!r}: {what}") from None
