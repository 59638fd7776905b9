"""Parts run one after another, each in a process of its own, and kept when done."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from keeping import code, kept, state
from parts import PARTS


def measured(
    names: list[str], folder: Path, *, quick: bool, again: bool
) -> dict[str, dict[str, Any]]:
    """Give these parts, measured now or before."""
    found, now = {}, code()
    for at, name in enumerate(names, start=1):
        head = f"{name} ({at} of {len(names)})"
        part = None if again else kept(folder, name, now)
        if part:
            print(f"{head}: measured before", file=sys.stderr)
        else:
            print(f"{head}: {PARTS[name].title}", file=sys.stderr, flush=True)
            part = child(name, quick)
            if part:
                part |= {"code": now}
                (folder / f"{name}.json").write_text(json.dumps(part), "utf-8")
        if part:
            found[name] = part
    return found


def child(name: str, quick: bool) -> dict[str, Any] | None:
    """Measure a part in a process of its own; nothing if it fails or takes too long."""
    seconds = 60 * PARTS[name].within / (3 if quick else 1)
    ask = [sys.executable, str(Path(__file__).parent), "--part", name]
    before, began = state(), time.monotonic()
    own = {"start_new_session": True} if os.name == "posix" else {}
    process = subprocess.Popen(
        [*ask, *(["--quick"] if quick else [])],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        **own,  # type: ignore[call-overload]
    )
    try:
        text, _ = process.communicate(timeout=seconds)
    except BaseException as error:
        if own:  # what it has started ends with it
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.wait()
        if not isinstance(error, subprocess.TimeoutExpired):
            raise
        print(f"  not done in {seconds:.0f} s: left out", file=sys.stderr)
        return None
    if process.returncode:
        print(f"  it ended with {process.returncode}: left out", file=sys.stderr)
        return None
    took = {"state": before, "seconds": time.monotonic() - began}
    part: dict[str, Any] = json.loads(text)
    return part | took


def one(name: str, *, quick: bool) -> int:
    """Measure one part here, and print it as JSON."""
    part = PARTS[name].measure(quick)
    print(json.dumps({"lines": part.lines, "data": part.data}))
    return 0
