"""``sim doctor``: what this machine has, and whether it counts right."""

from __future__ import annotations

import locale
import os
import platform
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sim.cli.options import Lang
from sim.cli.terminal import is_terminal, tell, width_of
from sim.texts import Text

if TYPE_CHECKING:
    from sim.ensemble import EngineName

__all__ = ["GOLDEN", "Finding", "doctor", "findings", "receipts_of"]

MEMBERS = 20
# What the receipts of these members, seed 1, come to: the same on every machine.
GOLDEN = {
    "hello": "da79f969dec6943e",
    "the starter of sim new": "0499d4383ca37e18",
}
SAMPLE = "한국 · 40–60 % → …"

Mark = Literal["ok", "note", "wrong"]
_MARKS: dict[Mark, Text] = {
    "ok": Text("ok", "정상"),
    "note": Text("note", "참고"),
    "wrong": Text("WRONG", "이상"),
}
_WELL = Text("All is well.", "모두 정상.")
_ILL = Text("Something is wrong: see above.", "이상이 있음: 위를 볼 것.")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes
    ----------
    mark : {"ok", "note", "wrong"}
        Wrong is only what makes numbers wrong or commands fail.
    what : Text
        What was found, in plain words.
    """

    mark: Mark
    what: Text


def doctor(lang: Lang = "en") -> int:
    """Say what this machine has, and whether it counts right."""
    from sim.report.story import wrapped

    width, wrong = width_of(sys.stdout), False
    for finding in findings():
        wrong = wrong or finding.mark == "wrong"
        line = f"{_MARKS[finding.mark].say(lang)}: {finding.what.say(lang)}"
        tell(wrapped(line, width=width, hanging=6))
    tell((_ILL if wrong else _WELL).say(lang))
    return 1 if wrong else 0


def findings() -> Iterator[Finding]:
    """Look at everything, one thing after the other."""
    yield from _program()
    yield from _libraries()
    yield from _scenarios()
    yield from _engines()
    yield _font()
    yield _encoding()
    yield _terminal()
    yield _browser()
    yield _folder()


def _program() -> Iterator[Finding]:
    from sim.cli.version import version

    cores = os.cpu_count() or 1
    told = f"sim {version()}, Python {platform.python_version()}"
    system = f"{platform.system()} {platform.machine()}"
    yield Finding(
        "ok",
        Text(f"{told}, {system}, {cores} cores", f"{told}, {system}, 코어 {cores}개"),
    )


def _libraries() -> Iterator[Finding]:
    from sim.report.manifest import LIBRARIES, versions

    found = versions("")
    told = ", ".join(f"{name} {found[name]}" for name in LIBRARIES if name in found)
    missing = [name for name in LIBRARIES if name not in found]
    yield Finding("ok", Text(told, told))
    if missing:
        names = ", ".join(missing)
        yield Finding("wrong", Text(f"missing: {names}", f"없음: {names}"))


def _scenarios() -> Iterator[Finding]:
    from sim.shelf import shipped

    names = ", ".join(shipped())
    if names:
        yield Finding("ok", Text(f"scenarios: {names}", f"시나리오: {names}"))
    else:
        yield Finding(
            "wrong",
            Text("no scenario came with the program", "딸려 온 시나리오가 없음"),
        )


def _engines() -> Iterator[Finding]:
    """Run a few members by each engine, and compare with the receipts that are known.

    A kernel takes seconds to compile when it is first needed: numba runs one scenario.
    """
    from sim.ensemble import has_numba

    names = list(GOLDEN)
    yield from _counted("simpy", names)
    yield from _counted("numpy", names)
    if has_numba():
        yield from _counted("numba", names[:1])
        return
    yield Finding(
        "note",
        Text(
            "numba is not installed: everything works, large runs take longer; "
            "pip install 'escalation-sim[fast]'",
            "numba가 설치되지 않음: 모두 작동하나 큰 실행이 느림. "
            "pip install 'escalation-sim[fast]'",
        ),
    )


def _counted(engine: EngineName, names: list[str]) -> Iterator[Finding]:
    for name in names:
        if receipts_of(name, engine) == GOLDEN[name]:
            yield Finding(
                "ok",
                Text(
                    f"engine {engine}: {MEMBERS} members of {name} give the receipts "
                    "that they give everywhere",
                    f"엔진 {engine}: {name} 구성원 {MEMBERS}개가 어디서나 같은 "
                    "영수증을 냄",
                ),
            )
        else:
            yield Finding(
                "wrong",
                Text(
                    f"engine {engine}: members of {name} give other receipts here than "
                    "elsewhere: do not trust its numbers on this machine, and please "
                    "report it",
                    f"엔진 {engine}: {name}의 영수증이 다른 곳과 다름. 이 기계에서 "
                    "나온 수치를 믿지 말고 알려 주기 바람",
                ),
            )


def receipts_of(name: str, engine: EngineName) -> str:
    """Run what goes by this name in `GOLDEN`; give the digest of its receipts."""
    from sim.authoring import starter_text
    from sim.jobs import run_ensemble
    from sim.loading import load_scenario, load_text
    from sim.model import compile_model
    from sim.report.manifest import digest
    from sim.shelf import shipped

    if name in shipped():
        scenario = load_scenario(name)
    else:
        scenario = load_text(starter_text("starter", file="starter.yaml"))
    ensemble = run_ensemble(compile_model(scenario), members=MEMBERS, engine=engine)
    return digest("\n".join(ensemble.receipts).encode())[:16]


def _font() -> Finding:
    try:
        from sim.plots import has_font
    except ImportError as error:
        return Finding("wrong", Text(f"no pictures: {error}", f"그림 없음: {error}"))
    if has_font():
        told = "the font of the pictures is there, with Hangul"
        return Finding("ok", Text(told, "그림 글꼴이 있고 한글도 있음"))
    told = "the font of the pictures is missing: Hangul may be boxes"
    return Finding("wrong", Text(told, "그림 글꼴이 없음: 한글이 네모로 나올 수 있음"))


def _encoding() -> Finding:
    name = getattr(sys.stdout, "encoding", None) or "ascii"
    with suppress(LookupError, UnicodeError):
        SAMPLE.encode(name)
        return Finding(
            "ok",
            Text(
                f"standard output is {name}, which can say {SAMPLE}",
                f"표준 출력은 {name}: {SAMPLE} 표시 가능",
            ),
        )
    return Finding(
        "note",
        Text(
            f"standard output is {name}, which cannot say Korean or every sign: other "
            "signs stand in; PYTHONUTF8=1 would mend it",
            f"표준 출력은 {name}: 표시할 수 없는 글자가 있음. PYTHONUTF8=1로 해결",
        ),
    )


def _terminal() -> Finding:
    if not is_terminal(sys.stdout):
        told = "standard output is no terminal: no colours, lines of 80 columns"
        return Finding("note", Text(told, "표준 출력이 터미널이 아님: 색 없이 80칸"))
    width = width_of(sys.stdout)
    region = locale.getlocale()[0] or "C"
    return Finding(
        "ok",
        Text(
            f"a terminal of {width} columns, locale {region}",
            f"터미널 너비 {width}칸, 로캘 {region}",
        ),
    )


def _browser() -> Finding:
    import webbrowser

    try:
        webbrowser.get()
    except webbrowser.Error:
        return Finding(
            "note",
            Text(
                "no browser was found: pages are written, to be opened elsewhere",
                "브라우저를 찾지 못함: 페이지는 저장되니 다른 곳에서 열 것",
            ),
        )
    return Finding(
        "ok", Text("a browser is there to show pages", "페이지를 볼 브라우저 있음")
    )


def _folder() -> Finding:
    if os.access(Path.cwd(), os.W_OK):
        told = "results can be written in this folder"
        return Finding("ok", Text(told, "이 폴더에 결과를 저장할 수 있음"))
    told = "nothing can be written in this folder: give --out another one"
    return Finding(
        "note", Text(told, "이 폴더에 저장할 수 없음: --out으로 다른 폴더 지정")
    )
